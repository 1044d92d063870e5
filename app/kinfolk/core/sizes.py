"""How large files are, as people say it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """In English here; the window says it in its language: `words.size_text`."""

    bytes: int

    def __str__(self) -> str:
        number, decimals, unit = self.in_words()
        return f"{number:,.{decimals}f} {unit}"

    def in_words(self) -> tuple[float, int, str]:
        """The number, how many decimals of it are said, and what it counts: kB, MB or GB."""
        for unit, factor in (("GB", 10**9), ("MB", 10**6)):
            if self.bytes >= factor:
                number = self.bytes / factor
                return number, int(number < 10), unit
        return -(-self.bytes // 1000), 0, "kB"
