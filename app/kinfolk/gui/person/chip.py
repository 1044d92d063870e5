"""Somebody in the line over a person's photos: with them, without them, or either way."""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from kinfolk.core.photo_search import Companion
from kinfolk.gui.base import plain, theme, words
from kinfolk.gui.base.keys import Key, KeyTable
from kinfolk.gui.base.round_face import draw_face
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.widgets.controls import draw_focus, keys_used, shows_focus

HEIGHT, CIRCLE = 30, 22
_SIDE, _GAP, _LONGEST = 4, 6, 160  # pixels: beside the portrait, between parts, of a name


class Wish(Enum):
    """What is asked of somebody."""

    EITHER = "either"
    WITH = "with"
    WITHOUT = "without"


_NEXT = {
    Wish.EITHER: Wish.WITH,
    Wish.WITH: Wish.WITHOUT,
    Wish.WITHOUT: Wish.EITHER,
}


class PersonChip(QAbstractButton):
    """A click asks for them, one more for photos without them, a third for neither."""

    asked_anew = Signal()

    def __init__(self, thumbs: Thumbs, who: Companion, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self.who = who
        self.asked = Wish.EITHER
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._on_clicked)
        thumbs.ready.connect(self._on_ready)
        self.show_who(who)

    def show_who(self, who: Companion) -> None:
        """The same person, as they are now: `photos` of those that are asked for show them."""
        self.who = who
        self.setText(self._text())
        said = self.text(), self._count(is_whole=True)
        self.setAccessibleName(" · ".join(part for part in said if part))
        tips = {
            Wish.EITHER: self.tr("Only photos with {}"),
            Wish.WITH: self.tr("Only photos without {}"),
            Wish.WITHOUT: self.tr("With or without {}"),
        }
        self.setToolTip(plain.tip(tips[self.asked].format(who.name)))
        self.setFixedSize(self.sizeHint())
        self.update()

    def ask(self, asked: Wish) -> None:
        """Says it as clicks would."""
        if asked is not self.asked:
            self.asked = asked
            self.show_who(self.who)
            self.asked_anew.emit()

    def _text(self) -> str:
        if self.asked is Wish.WITHOUT:
            return self.tr("without {}").format(self.who.name)
        return self.who.name

    def _count(self, *, is_whole: bool = False) -> str:
        """None where the photos are those without them."""
        if self.asked is Wish.WITHOUT:
            return ""
        return words.photos(self.who.photos) if is_whole else words.number_text(self.who.photos)

    def sizeHint(self) -> QSize:
        name = QFontMetrics(theme.font(13, theme.SEMIBOLD)).horizontalAdvance(self._text())
        count = QFontMetrics(theme.font(12)).horizontalAdvance(self._count())
        width = _SIDE + CIRCLE + _GAP + min(name, _LONGEST) + 2 * _GAP
        return QSize(width + (count + _GAP if count else 0), HEIGHT)

    def _on_clicked(self) -> None:
        self.ask(_NEXT[self.asked])

    def _on_ready(self, face_id: str) -> None:
        if face_id == self.who.face_id:
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not KEYS.press(self, event):
            super().keyPressEvent(event)

    def step(self, forward: bool) -> None:
        """The keyboard goes to the next one, or the one before."""
        keys_used(self)
        self.focusNextPrevChild(forward)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._draw_ground(painter)
        top = (HEIGHT - CIRCLE) / 2
        circle = QRectF(_SIDE, top, CIRCLE, CIRCLE)
        draw_face(painter, circle, self._thumbs, self.who.face_id)
        self._draw_words(painter)
        if shows_focus(self):
            draw_focus(painter, QRectF(self.rect()), HEIGHT / 2, inset=1)

    def _draw_ground(self, painter: QPainter) -> None:
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.asked is Wish.WITH:
            painter.setBrush(theme.color("accent_soft"))
        elif self.asked is Wish.WITHOUT:
            painter.setPen(QPen(theme.color("danger"), 1))
        elif self.underMouse():
            painter.setBrush(theme.color("background"))
        painter.drawRoundedRect(area, HEIGHT / 2, HEIGHT / 2)

    def _draw_words(self, painter: QPainter) -> None:
        tokens = {Wish.EITHER: "text", Wish.WITH: "accent", Wish.WITHOUT: "danger"}
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        is_some = self.asked is not Wish.EITHER or self.who.photos > 0
        strong = theme.SEMIBOLD if self.asked is Wish.WITH else theme.MEDIUM
        painter.setFont(theme.font(13, strong))
        painter.setPen(theme.color(tokens[self.asked] if is_some else "muted"))
        metrics, left = painter.fontMetrics(), _SIDE + CIRCLE + _GAP
        name = metrics.elidedText(self._text(), Qt.TextElideMode.ElideRight, _LONGEST)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, name)
        left += metrics.horizontalAdvance(name) + _GAP
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("accent" if self.asked is Wish.WITH else "muted"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, self._count())


KEYS: KeyTable[PersonChip] = KeyTable(
    "Who else is in somebody’s photos",
    Key(
        ("Space", "Return", "Enter"), "With them, without them, or either way", lambda c: c.click()
    ),
    Key(("Right", "Down"), "The next one", lambda chip: chip.step(True), repeats=True),
    Key(("Left", "Up"), "The one before", lambda chip: chip.step(False), repeats=True),
)
