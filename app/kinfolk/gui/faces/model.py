"""The list model of faces: it holds ids; pictures and texts are asked for when they are shown."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Qt

from kinfolk.gui.base.drag import MIME, Carried, mime_of
from kinfolk.gui.tiles.content import TileContent, TileSection
from kinfolk.gui.tiles.model import Index, TileModel

FACE_ID = Qt.ItemDataRole.UserRole + 1  # str
MARKS = Qt.ItemDataRole.UserRole + 2  # the set of marks of a face


class Mark(Enum):
    """What is drawn on a face."""

    CHOSEN = auto()  # a ring and a tick
    PORTRAIT = auto()  # the label "portrait"
    PLACED = auto()  # a grey dot: a scan gave it to a named person
    DOUBTFUL = auto()  # an amber dot: worth checking
    OUT = auto()  # faded, with a cross: taken out


class FaceModel(TileModel):
    """Hold the faces of a grid in order, and what is drawn on them."""

    def __init__(
        self, parent: QObject | None = None, *, describe: Callable[[str], str] | None = None
    ) -> None:
        """`describe(face_id)` returns the tip of a face; it is called when that is shown."""
        super().__init__(describe, parent)
        self._marked: dict[Mark, frozenset[str]] = {}

    def set_faces(self, ids: Sequence[str], sections: Sequence[TileSection] = ()) -> None:
        """Show these faces; do nothing if exactly these are shown already."""
        self.set_content(TileContent.of(ids, sections))

    def marked(self, mark: Mark) -> AbstractSet[str]:
        """Return the faces with this mark."""
        return self._marked.get(mark, frozenset())

    def mark(self, mark: Mark, ids: Iterable[str]) -> None:
        """Draw this mark on these faces, and on no others."""
        before, self._marked[mark] = self.marked(mark), frozenset(ids)
        for row in map(self.row_of, before ^ self._marked[mark]):
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row), [MARKS])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_ours = role in (FACE_ID, MARKS)
        if not is_ours or not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return super().data(index, role)
        face_id = self.ids[index.row()]
        if role == FACE_ID:
            return face_id
        return {mark for mark, ids in self._marked.items() if face_id in ids}

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        rows = sorted(index.row() for index in indexes)
        return mime_of(Carried(tuple(self.ids[row] for row in rows)))

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction
