"""The list model of faces: it holds ids; pictures and texts are asked for when they are shown."""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum, auto

from PySide6.QtCore import Qt

from kinfolk.gui.tiles.model import TileContent, TileModel, TileSection
from kinfolk.gui.widgets.rows_model import Index


class Mark(Enum):
    """Name a mark that is drawn on a face."""

    SELECTED = auto()  # a ring
    CHOSEN = auto()  # a ring and a tick
    PORTRAIT = auto()  # the label "portrait"
    MAYBE = auto()  # the label "maybe"
    PLACED = auto()  # a grey dot: a scan gave it to a named person
    DOUBTFUL = auto()  # an amber dot: worth checking
    OUT = auto()  # faded, with a cross: taken out
    DONE = auto()  # faded: confirmed


class FaceModel(TileModel):
    """Hold the faces of a grid in order, and what is drawn on them."""

    def __init__(self, describe: Callable[[str], str] | None = None) -> None:
        super().__init__(describe)
        self._marked: dict[Mark, frozenset[str]] = {}

    def set_faces(self, ids: Sequence[str], sections: Sequence[TileSection] = ()) -> None:
        """Show these faces; do nothing if exactly these are shown already."""
        self.set_content(TileContent.of(ids, sections))

    def marked(self, mark: Mark) -> AbstractSet[str]:
        return self._marked.get(mark, frozenset())

    def mark(self, mark: Mark, ids: Iterable[str]) -> None:
        """Draw this mark on these faces, and on no others."""
        before, self._marked[mark] = self.marked(mark), frozenset(ids)
        for row in map(self.row_of, before ^ self._marked[mark]):
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def marks_of(self, face_id: str) -> AbstractSet[Mark]:
        return {mark for mark, ids in self._marked.items() if face_id in ids}

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags
