"""The faces on a card of the page New, in as many lines as they need."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import draw_ring, draw_rounded
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.delegate import OUTSIDE, RADIUS, draw_doubt
from kinfolk.gui.faces.tiles import FaceTiles

# Pixels
TILE, GAP = 60, 6
PITCH = TILE + GAP


class NewFaceTiles(FaceTiles):
    """Shows faces, highlights one, and notes which have been visible; emits clicks."""

    clicked = Signal(str)  # face id

    def __init__(
        self, thumbs: Thumbs, describe: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(thumbs, describe, parent)
        self._doubtful: frozenset[str] = frozenset()
        self._current: str | None = None
        self._seen: set[str] = set()
        self.shown: tuple[str, ...] = ()
        thumbs.ready.connect(self._on_ready)

    def show_faces(self, faces: Sequence[str], doubtful: Collection[str]) -> None:
        """Show exactly these faces; those in `doubtful` get an amber dot."""
        self.shown, self._doubtful = tuple(faces), frozenset(doubtful)
        self._fit()
        self.update()

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

    def mark(self, current: str | None) -> None:
        """Draw a ring around the current face."""
        if current != self._current:
            self._current = current
            self.update()

    def beside(self, face_id: str, lines: int) -> str:
        """Return the face `lines` lines below, or above if negative.

        Return the face itself if there is none.
        """
        place = self.shown.index(face_id) + lines * self.columns
        return self.shown[place] if 0 <= place < len(self.shown) else face_id

    @property
    def columns(self) -> int:
        """The number of faces on a line."""
        return max(1, (self.width() - 2 * OUTSIDE + GAP) // PITCH)

    def tile(self, face_id: str) -> QRect:
        """Return the rect of a face."""
        return self._tile(self.shown.index(face_id))

    def _tile(self, place: int) -> QRect:
        """Return the rect of the tile at this place."""
        line, column = divmod(place, self.columns)
        return QRect(OUTSIDE + column * PITCH, OUTSIDE + line * PITCH, TILE, TILE)

    def _face_at(self, point: QPoint) -> str | None:
        line, column = (point.y() - OUTSIDE) // PITCH, (point.x() - OUTSIDE) // PITCH
        if not 0 <= column < self.columns or line < 0:
            return None
        place = line * self.columns + column
        is_on = place < len(self.shown) and self._tile(place).contains(point)
        return self.shown[place] if is_on else None

    def _fit(self) -> None:
        """Set the height so that all lines of faces have room."""
        lines = -(-len(self.shown) // self.columns)
        self.setFixedHeight(max(1, lines) * PITCH - GAP + 2 * OUTSIDE)

    def sizeHint(self) -> QSize:
        return QSize(6 * PITCH, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * PITCH, self.height())

    # events

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

    def _on_ready(self, face_id: str) -> None:
        if face_id in self.shown:
            self.update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint only the visible lines, as there may be thousands of faces."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place in self._places(event.rect()):
            self._paint_face(painter, QRectF(self._tile(place)), self.shown[place])
        self._note_seen(self.visibleRegion().boundingRect())

    def _places(self, area: QRect) -> range:
        """Return the places of all faces on lines that reach into the area."""
        first = max(0, (area.top() - OUTSIDE) // PITCH) * self.columns
        last = ((area.bottom() + OUTSIDE) // PITCH + 1) * self.columns
        return range(first, min(last, len(self.shown)))

    def _paint_face(self, painter: QPainter, tile: QRectF, face_id: str) -> None:
        image = self._thumbs.image(face_id, round(TILE * self.devicePixelRatioF()))
        draw_rounded(painter, tile, image, RADIUS, empty=theme.color("line"))
        if face_id == self._hover:
            painter.setBrush(theme.color("surface", 0.14))
            painter.drawRoundedRect(tile, RADIUS, RADIUS)
        if face_id in self._doubtful:
            draw_doubt(painter, tile)
        if face_id == self._current:
            around = tile.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
            draw_ring(painter, around, theme.color("text"), radius=RADIUS + 3, width=3)
