"""What a view of tiles shows: ids in order, and the headings over them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TileSection:
    """Hold a heading over the next `count` tiles; without a title there is no heading."""

    title: str
    detail: str
    count: int
    where: str = ""  # folder, shown before the detail
    year: str = ""  # on the rail beside the tiles


@dataclass(frozen=True)
class TileContent:
    """Hold the tiles of a view; the counts of the sections add up to them."""

    ids: Sequence[str] = ()
    sections: Sequence[TileSection] = ()
    widths: Sequence[float] = ()  # natural width of each tile; empty if all are square
    rows: Mapping[str, int] = field(default_factory=dict, compare=False)  # row of each id

    @classmethod
    def of(
        cls, ids: Iterable[str], sections: Iterable[TileSection], widths: Iterable[float] = ()
    ) -> "TileContent":
        """Make the content of these ids; for any thread."""
        held = list(ids)
        rows = {each: row for row, each in enumerate(held)}
        return cls(held, list(sections), list(widths), rows)
