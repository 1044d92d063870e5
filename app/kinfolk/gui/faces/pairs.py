"""A line of photos, each shown by the faces in it side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.shapes import draw_rounded, smooth_painter
from kinfolk.gui.base.thumbs import Thumbs

SIDE = 48  # pixels
INSIDE, BETWEEN = 2, 12  # pixels between faces of one photo, and between photos


class FacePairs(QWidget):
    """Show as many photos as fit; a click on a face emits `opened`."""

    opened = Signal(str)  # face id
    menu_wanted = Signal(str, QPoint)  # face id, and a global position

    def __init__(self, thumbs: Thumbs, photos: Sequence[Sequence[str]]) -> None:
        """`photos` has the face ids of each photo."""
        super().__init__()
        self._thumbs = thumbs
        self._photos = list(photos)
        self.setFixedHeight(SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        thumbs.ready.connect(self.update)

    def show_photos(self, photos: Sequence[Sequence[str]]) -> None:
        """Show other photos, given as the face ids of each."""
        self._photos = list(photos)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(4 * SIDE, SIDE)

    def tiles(self) -> list[tuple[str, QRectF]]:
        """Return where each visible face is; only the first photo may be cut off at the edge."""
        found: list[tuple[str, QRectF]] = []
        left = self.contentsRect().left()
        for photo in self._photos:
            width = len(photo) * (SIDE + INSIDE) - INSIDE
            if found and left + width > self.width():
                break
            for place, face_id in enumerate(photo):
                found.append((face_id, QRectF(left + place * (SIDE + INSIDE), 0, SIDE, SIDE)))
            left += width + BETWEEN
        return found

    def face_at(self, point: QPoint) -> str | None:
        return next((face for face, tile in self.tiles() if tile.contains(point)), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        face_id = self.face_at(event.position().toPoint())
        if face_id is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(face_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if (face_id := self.face_at(event.pos())) is not None:
            self.menu_wanted.emit(face_id, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        side = round(SIDE * self.devicePixelRatioF())
        for face_id, tile in self.tiles():
            image = self._thumbs.image(face_id, side)
            draw_rounded(painter, tile, image, 8, empty=theme.color("line"))
