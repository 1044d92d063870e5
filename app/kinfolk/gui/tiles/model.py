"""What a view of tiles shows: ids in order, the headings over them, and the model of both."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt

from kinfolk.gui.base import plain_text
from kinfolk.gui.widgets.rows_model import RowsModel


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


class TileModel(RowsModel[str]):
    """Hold the tiles of one view, in order."""

    def __init__(self, describe: Callable[[str], str] | None = None) -> None:
        """`describe(id)` returns the tip of a tile; it is called when that is shown."""
        super().__init__()
        self._describe = describe
        self.content = TileContent()

    @property
    def ids(self) -> Sequence[str]:
        return self.content.ids

    @property
    def sections(self) -> Sequence[TileSection]:
        """The headings, whose counts add up to the rows; empty if there are none."""
        return self.content.sections

    def set_content(self, content: TileContent) -> None:
        """Show these tiles; nothing happens if they are shown already."""
        if content != self.content:
            self.content = content
            self.replace(content.ids)

    def row_of(self, tile_id: str) -> int:
        """Return the row of a tile, -1 if it is not shown."""
        return self.content.rows.get(tile_id, -1)

    def said(self, row: int, role: int) -> Any:
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self._describe(self.ids[row]) if self._describe else ""
            return plain_text.tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None
