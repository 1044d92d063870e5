"""The faces on a card: where each one is, how it is drawn, and how it fades."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.shapes import draw_ring, draw_rounded, on_lines
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.delegate import FADED, RADIUS
from kinfolk.gui.tiles.layout import OUTSIDE

TEXT_LINE = 14  # pixels, height of a line of a text on a face


class CardFaces(QWidget):
    """Show faces as square tiles, some with a text, a ring around the current one, some fading.

    It emits clicks, and the board decides what they mean.
    """

    clicked = Signal(str)  # face id
    menu_wanted = Signal(str, QPoint)  # face id, and a global position

    def __init__(
        self,
        thumbs: Thumbs,
        describe: Callable[[str], str],
        *,
        side: int,
        gap: int,
        parent: QWidget | None = None,
    ) -> None:
        """Draw tiles of `side` pixels with `gap` pixels between them."""
        super().__init__(parent)
        self._thumbs = thumbs
        self._describe = describe
        self._side = side
        self._pitch = side + gap  # pixels from tile to tile
        self._faces: tuple[str, ...] = ()
        self._texts: dict[str, str] = {}
        self._leaving: frozenset[str] = frozenset()
        self.fading = Fade(self)
        self._current: str | None = None
        self._hover: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        thumbs.ready.connect(self._on_ready)

    def _show(self, faces: Sequence[str], texts: Sequence[str] = ()) -> None:
        """Show exactly these faces, none of them answered, with `texts` on them if given."""
        self._faces = tuple(faces)
        self._texts = dict(zip(faces, texts, strict=bool(texts)))
        self._leaving = frozenset()
        self.update()

    def set_side(self, side: int) -> None:
        """Draw tiles of another size, with the same gap."""
        if side != self._side:
            self._pitch += side - self._side
            self._side = side
            self.update()

    def fade(self, face_ids: Collection[str]) -> None:
        """Fade out these faces, because they are answered."""
        self._leaving |= frozenset(face_ids)
        self.update()
        self.fading.begin()

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of the faces that fit."""
        return self._faces

    @property
    def staying(self) -> tuple[str, ...]:
        """The ids of the faces that fit and are not fading out."""
        return tuple(face_id for face_id in self.shown if face_id not in self._leaving)

    def mark(self, current: str | None) -> None:
        """Draw a ring around the current face."""
        # Compared, since each key press tells every card
        if current != self._current:
            self._current = current
            self.update()

    # where the faces are

    @property
    def columns(self) -> int:
        """The number of tiles on a line."""
        gap = self._pitch - self._side
        return max(1, (self.width() - 2 * OUTSIDE + gap) // self._pitch)

    def tile(self, face_id: str) -> QRect:
        """Return the rect of a face."""
        return self._tile(self.shown.index(face_id))

    def _tile(self, place: int) -> QRect:
        """Return the rect of the tile at this place."""
        line, column = divmod(place, self.columns)
        left, top = OUTSIDE + column * self._pitch, OUTSIDE + line * self._pitch
        return QRect(left, top, self._side, self._side)

    def _face_at(self, point: QPoint) -> str | None:
        places = self._places(QRect(point, point))
        return next((self.shown[each] for each in places if self._tile(each).contains(point)), None)

    def _places(self, area: QRect) -> range:
        """Return the places of all faces on lines that reach into the area."""
        first = max(0, (area.top() - OUTSIDE) // self._pitch) * self.columns
        last = ((area.bottom() + OUTSIDE) // self._pitch + 1) * self.columns
        return range(first, min(last, len(self.shown)))

    # the cursor

    def _tip(self, face_id: str) -> str:
        """Return the tip of a face."""
        parts = self._texts.get(face_id), self._describe(face_id)
        return " · ".join(part for part in parts if part)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if face_id := self._face_at(event.pos()):
            self.menu_wanted.emit(face_id, event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(self._face_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(None)

    def _set_hover(self, face_id: str | None) -> None:
        if face_id != self._hover:
            self._hover = face_id
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(hand if face_id else Qt.CursorShape.ArrowCursor)
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            face_id = self._face_at(event.pos())
            text = plain_text.tip(self._tip(face_id)) if face_id else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    # painting

    def _on_ready(self, face_id: str) -> None:
        if face_id in self._faces:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint only the visible lines, as there may be thousands of faces."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = self.shown
        for place in self._places(event.rect()):
            self._paint_face(painter, QRectF(self._tile(place)), shown[place])

    def _paint_face(self, painter: QPainter, tile: QRectF, face_id: str) -> None:
        image = self._thumbs.image(face_id, round(self._side * self.devicePixelRatioF()))
        painter.setOpacity(self.fading.opacity if face_id in self._leaving else 1.0)
        draw_rounded(painter, tile, image, RADIUS, empty=theme.color("line"))
        painter.setOpacity(1.0)
        if face_id == self._hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface", 0.14))
            painter.drawRoundedRect(tile, RADIUS, RADIUS)
        around = tile.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
        self._paint_signs(painter, tile, face_id)
        if face_id == self._current:
            draw_ring(painter, around, theme.color("text"), radius=RADIUS + 3, width=3)

    def _paint_signs(self, painter: QPainter, tile: QRectF, face_id: str) -> None:
        """Draw what is said about a face on its tile."""
        if text := self._texts.get(face_id):
            _paint_text(painter, tile, text)


class Fade(QVariantAnimation):
    """Fade what its widget draws with `opacity`; emit `finished` unless motion is off."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setStartValue(1.0)
        self.setEndValue(FADED)
        self.valueChanged.connect(parent.update)

    @property
    def is_running(self) -> bool:
        """Whether something is fading."""
        return self.state() == QVariantAnimation.State.Running

    @property
    def opacity(self) -> float:
        """The opacity of what fades."""
        return float(self.currentValue())

    def begin(self) -> None:
        """Fade from the beginning, if the system allows motion."""
        self.stop()
        self.setCurrentTime(0)
        if ms := theme.motion_ms():
            self.setDuration(ms)
            self.start()


def _paint_text(painter: QPainter, tile: QRectF, text: str) -> None:
    """Write a name or a date in the lower left corner of a tile."""
    painter.setFont(theme.font(11, theme.SEMIBOLD))
    metrics = painter.fontMetrics()
    lines = list(on_lines(text, metrics, round(tile.width()) - 24))
    width = max(map(metrics.horizontalAdvance, lines)) + 14
    high = len(lines) * TEXT_LINE + 4
    pill = QRectF(tile.left() + 5, tile.bottom() - 5 - high, width, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 165))
    painter.drawRoundedRect(pill, 7, 7)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
