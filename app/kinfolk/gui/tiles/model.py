"""The list model of tiles: it holds ids; texts are asked for when they are shown."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from kinfolk.gui.base import plain_text
from kinfolk.gui.tiles.content import TileContent, TileSection
from kinfolk.gui.widgets.rows_model import Index

_ROOT = QModelIndex()


class TileModel(QAbstractListModel):
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
            self.beginResetModel()
            self.content = content
            self.endResetModel()

    def row_of(self, tile_id: str) -> int:
        """Return the row of a tile, -1 if it is not shown."""
        return self.content.rows.get(tile_id, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self._describe(self.ids[index.row()]) if self._describe else ""
            return plain_text.tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None
