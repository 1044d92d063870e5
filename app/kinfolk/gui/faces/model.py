"""The list model of faces: it holds ids; pictures and texts are asked for when they are shown."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Qt

from kinfolk.gui.base.drag import MIME, Carried, mime_of
from kinfolk.gui.tiles.content import TileContent, TileSection
from kinfolk.gui.tiles.model import Index, TileModel

FACE_ID = Qt.ItemDataRole.UserRole + 1  # str
IS_CHOSEN = Qt.ItemDataRole.UserRole + 2  # bool: drawn with ring and tick
IS_PORTRAIT = Qt.ItemDataRole.UserRole + 3  # bool: drawn with the label "portrait"
IS_PLACED = Qt.ItemDataRole.UserRole + 4  # bool: drawn with a dot; a scan gave it to a named person


class FaceModel(TileModel):
    """Hold the faces of a grid in order; some are chosen, one is the portrait."""

    def __init__(
        self, parent: QObject | None = None, *, describe: Callable[[str], str] | None = None
    ) -> None:
        """`describe(face_id)` returns the tip of a face; it is called when that is shown."""
        super().__init__(describe, parent)
        self._chosen: frozenset[str] = frozenset()
        self._portrait: str | None = None
        self._placed: frozenset[str] = frozenset()

    def set_faces(self, ids: Sequence[str], sections: Sequence[TileSection] = ()) -> None:
        """Show these faces; do nothing if exactly these are shown already."""
        self.set_content(TileContent.of(ids, sections))

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
        self._tell((before ^ self._placed) & self.content.rows.keys(), IS_PLACED)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role < FACE_ID or not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return super().data(index, role)
        face_id = self.ids[index.row()]
        return {
            FACE_ID: face_id,
            IS_CHOSEN: face_id in self._chosen,
            IS_PORTRAIT: face_id == self._portrait,
            IS_PLACED: face_id in self._placed,
        }.get(role)

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

    def _tell(self, ids: Collection[str | None], role: int) -> None:
        """Emit `dataChanged` for these faces in one role."""
        for face_id in ids:
            row = self.row_of(face_id) if face_id else -1
            if row >= 0:
                index = self.index(row)
                self.dataChanged.emit(index, index, [role])
