"""The list model of photos: it holds ids; texts are asked for when they are shown."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kinfolk.gui.base import plain_text
from kinfolk.gui.photo_rows.content import PhotoContent
from kinfolk.gui.photo_rows.layout import PhotoSection

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class PhotoModel(QAbstractListModel):
    """The photos of one view, in order."""

    def __init__(self, describe: Callable[[str], str], parent: QObject | None = None) -> None:
        """`describe(asset_id)` returns the tip of a photo; it is called when that is shown."""
        super().__init__(parent)
        self._describe = describe
        self._content = PhotoContent()

    @property
    def ids(self) -> Sequence[str]:
        """The asset ids."""
        return self._content.ids

    @property
    def widths(self) -> Sequence[float]:
        """The natural widths of the photos."""
        return self._content.widths

    @property
    def sections(self) -> Sequence[PhotoSection]:
        """The headings."""
        return self._content.sections

    def set_content(self, content: PhotoContent) -> None:
        """Show these photos; nothing happens if they are shown already."""
        if content != self._content:
            self.beginResetModel()
            self._content = content
            self.endResetModel()

    def row_of(self, asset_id: str) -> int:
        """Return the row of a photo, -1 if it is not shown."""
        return self._content.rows.get(asset_id, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._describe(self.ids[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_text.tip(self._describe(self.ids[index.row()]))
        return None
