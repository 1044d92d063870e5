"""The faces on a card of the page New, in as many lines as they need."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.delegate import draw_doubt
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.verdicts.faces import CardFaces

TILE, SMALL_TILE, GAP = 96, 60, 8  # pixels


class NewFaceTiles(CardFaces):
    """Mark doubtful faces, and note which have been visible."""

    def __init__(
        self,
        thumbs: Thumbs,
        describe: Callable[[str], str],
        *,
        side: int = TILE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(thumbs, describe, side=side, gap=GAP, parent=parent)
        self._doubtful: frozenset[str] = frozenset()
        self._seen: set[str] = set()

    def show_faces(self, faces: Sequence[str], doubtful: Collection[str]) -> None:
        """Show exactly these faces; those in `doubtful` get an amber dot."""
        self._doubtful = frozenset(doubtful)
        self._show(faces)
        self._fit()

    def set_side(self, side: int) -> None:
        super().set_side(side)
        self._fit()

    @property
    def seen(self) -> tuple[str, ...]:
        """The ids of the faces that have been fully visible at any time, in the order shown."""
        self._note_seen(self.visibleRegion().boundingRect())
        return tuple(face_id for face_id in self.shown if face_id in self._seen)

    def _note_seen(self, area: QRect) -> None:
        """Note the faces whose tiles are completely inside the area."""
        for place in self._places(area):
            if area.contains(self._tile(place)):
                self._seen.add(self.shown[place])

    def beside(self, face_id: str, lines: int) -> str:
        """Return the face `lines` lines below, or above if negative.

        Return the face itself if there is none.
        """
        place = self.shown.index(face_id) + lines * self.columns
        return self.shown[place] if 0 <= place < len(self.shown) else face_id

    def _fit(self) -> None:
        """Set the height so that all lines of faces have room, and the width of one line at most.

        What stands beside the faces is near to them that way.
        """
        lines = -(-len(self.shown) // self.columns)
        self.setFixedHeight(max(1, lines) * self._pitch - GAP + 2 * OUTSIDE)
        self.setMaximumWidth(max(1, len(self.shown)) * self._pitch - GAP + 2 * OUTSIDE)

    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(2 * self._pitch, self.maximumWidth()), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        face_id = self._face_at(event.position().toPoint())
        if face_id and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(face_id)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Do nothing: the second click would act on the face that has moved to this place."""

    def _tip(self, face_id: str) -> str:
        unsure = self.tr("worth checking") if face_id in self._doubtful else ""
        return " · ".join(part for part in (self._describe(face_id), unsure) if part)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._note_seen(self.visibleRegion().boundingRect())

    def _paint_signs(self, painter: QPainter, tile: QRectF, face_id: str) -> None:
        if face_id in self._doubtful:
            draw_doubt(painter, tile)
