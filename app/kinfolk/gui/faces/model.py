"""The list model of faces: it holds ids; pictures and texts are asked for when they are shown."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from kinfolk.gui.base import plain_text
from kinfolk.gui.base.drag import MIME, Carried, mime_of

FACE_ID = Qt.ItemDataRole.UserRole + 1  # str
IS_CHOSEN = Qt.ItemDataRole.UserRole + 2  # bool: drawn with ring and tick
IS_PORTRAIT = Qt.ItemDataRole.UserRole + 3  # bool: drawn with the label "portrait"
IS_PLACED = Qt.ItemDataRole.UserRole + 4  # bool: drawn with a dot; a scan gave it to a named person

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class FaceSection:
    """A heading over the next `count` faces."""

    title: str
    detail: str
    count: int


class FaceModel(QAbstractListModel):
    """The faces of a grid in order; some are chosen, one is the portrait."""

    def __init__(
        self, parent: QObject | None = None, *, describe: Callable[[str], str] | None = None
    ) -> None:
        """`describe(face_id)` returns the tip of a face; it is called when that is shown."""
        super().__init__(parent)
        self._describe = describe
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}
        self._sections: tuple[FaceSection, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._portrait: str | None = None
        self._placed: frozenset[str] = frozenset()

    @property
    def ids(self) -> Sequence[str]:
        """The face ids, in order."""
        return self._ids

    @property
    def sections(self) -> Sequence[FaceSection]:
        """The headings, whose counts add up to the rows.

        Empty for a single run without headings.
        """
        return self._sections

    def set_faces(self, ids: Sequence[str], sections: Sequence[FaceSection] = ()) -> None:
        """Show these faces; do nothing if exactly these are shown already."""
        if list(ids) == self._ids and tuple(sections) == self._sections:
            return
        self.beginResetModel()
        self._ids = list(ids)
        self._rows = {face_id: row for row, face_id in enumerate(self._ids)}
        self._sections = tuple(sections)
        self.endResetModel()

    def set_chosen(self, ids: Collection[str]) -> None:
        """Draw these faces, and no others, as selected."""
        before, self._chosen = self._chosen, frozenset(ids)
        self._tell(before ^ self._chosen, IS_CHOSEN)

    def set_portrait(self, face_id: str | None) -> None:
        """Draw this face as the portrait; None for no portrait."""
        before, self._portrait = self._portrait, face_id
        if before != face_id:
            self._tell({before, face_id}, IS_PORTRAIT)

    def set_placed(self, ids: Collection[str]) -> None:
        """Draw these faces, and no others, as added by a scan and not confirmed."""
        before, self._placed = self._placed, frozenset(ids)
        self._tell((before ^ self._placed) & self._rows.keys(), IS_PLACED)

    def row_of(self, face_id: str) -> int:
        """Return the row of a face, -1 if it is not shown."""
        return self._rows.get(face_id, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        face_id = self._ids[index.row()]
        if role == FACE_ID:
            return face_id
        if role == IS_CHOSEN:
            return face_id in self._chosen
        if role == IS_PORTRAIT:
            return face_id == self._portrait
        if role == IS_PLACED:
            return face_id in self._placed
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self._describe(face_id) if self._describe else ""
            return plain_text.tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        rows = sorted(index.row() for index in indexes)
        return mime_of(Carried(tuple(self._ids[row] for row in rows)))

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def _tell(self, ids: Collection[str | None], role: int) -> None:
        """Emit `dataChanged` for these faces in one role."""
        for face_id in ids:
            row = self._rows.get(face_id, -1) if face_id else -1
            if row >= 0:
                index = self.index(row)
                self.dataChanged.emit(index, index, [role])
