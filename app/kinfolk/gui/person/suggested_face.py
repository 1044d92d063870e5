"""A suggested face with buttons for yes and no."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from kinfolk.core.people.review import Answer
from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.shapes import draw_rounded
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.delegate import RADIUS
from kinfolk.gui.verdicts.fade import Fade
from kinfolk.gui.widgets.controls import Button, column, draw_focus, row, shows_focus

# Pixels.
WIDTH = 86


class SuggestedFace(QWidget):
    """Show a face that may be a person's, over two small buttons; hidden while it has no face."""

    answered = Signal(str, object)  # face id, and Answer.YES or
    opened = Signal(str)  # face id: show its photo
    menu_wanted = Signal(str, QPoint)  # face id, and a global position

    def __init__(
        self, thumbs: Thumbs, describe: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._describe = describe
        self.face_id: str | None = None
        self.is_answered = False  # until it shows another face
        self._is_maybe = False
        self._text = ""
        self.yes = AnswerButton("check", "accent", clicked=lambda: self._say(Answer.YES))
        self.no = AnswerButton("close", "danger", clicked=lambda: self._say(Answer.NO))
        self.fading = Fade(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayout(column(WIDTH + 8, row(self.yes, self.no, spacing=4), spacing=0))
        thumbs.ready.connect(self._on_ready)

    def show_face(self, face_id: str | None, name: str, text: str = "") -> None:
        """Show this face, or hide the tile for None; `name` is in the tips of the buttons.

        `text` is written on the face.
        """
        self.face_id, self._text = face_id, text
        self.is_answered = False
        self.setAccessibleName(self.tr("A face that may be {}").format(name))
        self.yes.say(self.tr("This is {}").format(name))
        self.no.say(self.tr("This is not {}").format(name))
        self.setVisible(face_id is not None)
        self.update()

    def set_maybe(self, is_maybe: bool) -> None:
        """Set whether the tile is marked as less certain than others."""
        self._is_maybe = is_maybe
        self.update()

    def fade(self) -> None:
        """Mark the face as answered and fade it out."""
        self.is_answered = True
        self.fading.begin()

    def _say(self, answer: Answer) -> None:
        """Emit `answered`, unless the face is marked as answered already."""
        if self.face_id is not None and not self.is_answered:
            self.answered.emit(self.face_id, answer)

    def _on_ready(self, face_id: str) -> None:
        if face_id == self.face_id:
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, WIDTH + 8 + 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Treat Enter or Space as a click."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.face_id is not None:
            self.opened.emit(self.face_id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if self.face_id is not None and is_left and event.position().y() < WIDTH:
            self.opened.emit(self.face_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.face_id is not None:
            self.menu_wanted.emit(self.face_id, event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.face_id:
            text = plain_text.tip(self._describe(self.face_id))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.is_answered:
            painter.setOpacity(self.fading.opacity)
        image = self._thumbs.image(self.face_id, round(WIDTH * self.devicePixelRatioF()))
        tile = QRectF(0, 0, WIDTH, WIDTH)
        draw_rounded(painter, tile, image, RADIUS, empty=theme.color("line"))
        if self._is_maybe:
            self._draw_chip(painter, tile, self.tr("maybe"), "amber_soft", "amber_text")
        elif self._text:
            self._draw_chip(painter, tile, self._text, "surface", "text")
        if shows_focus(self):
            draw_focus(painter, tile, RADIUS, inset=1)

    def _draw_chip(
        self, painter: QPainter, tile: QRectF, text: str, ground: str, token: str
    ) -> None:
        painter.setFont(theme.font(11, theme.SEMIBOLD))
        width = painter.fontMetrics().horizontalAdvance(text) + 12
        chip = QRectF(tile.left() + 4, tile.bottom() - 22, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(chip, 6, 6)
        painter.setPen(theme.color(token))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)


class AnswerButton(Button):
    """Show a small button with a tinted icon."""

    _icon_size = 12

    def __init__(self, sign: str, token: str, *, clicked: Callable[[], object]) -> None:
        self._token = token
        super().__init__("", icon=sign, clicked=clicked)
        self.setProperty("small", True)

    def say(self, text: str) -> None:
        """Set the tip and the accessible name."""
        self.setToolTip(plain_text.tip(text))
        self.setAccessibleName(text)

    def _icon_token(self) -> str:
        return self._token
