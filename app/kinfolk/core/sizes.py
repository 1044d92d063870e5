"""Sizes of files as people read them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Hold a number of bytes; as text it is English. The window words it with `words.size_text`."""

    bytes: int

    def __str__(self) -> str:
        number, decimals, unit = self.in_words()
        return f"{number:,.{decimals}f} {unit}"

    def in_words(self) -> tuple[float, int, str]:
        """Return the number, how many decimals to show, and its unit: kB, MB or GB."""
        for unit, factor in (("GB", 10**9), ("MB", 10**6)):
            if self.bytes >= factor:
                number = self.bytes / factor
                return number, int(number < 10), unit
        return -(-self.bytes // 1000), 0, "kB"
