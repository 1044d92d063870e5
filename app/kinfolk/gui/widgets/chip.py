"""A chip: one criterion of the photo search as a pill, green if wanted, red if excluded."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kinfolk.gui.base import plain_text, theme
from kinfolk.gui.base.shapes import draw_face, smooth_painter
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.widgets.controls import draw_focus, shows_focus

HEIGHT, FACE = 30, 22
# Pixels: beside a face, between parts, at the ends, and of the longest text
_SIDE, _GAP, _END, _LONGEST = 4, 6, 12, 200
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ChipLook(Enum):
    """Name the states of the chip's criterion: not set, wanted or excluded."""

    OPEN = "open"  # not set
    WANTED = "wanted"
    REFUSED = "refused"


_INK = {ChipLook.OPEN: "text", ChipLook.WANTED: "accent", ChipLook.REFUSED: "danger"}


class Chip(QAbstractButton):
    """Show a pill with a face or without one, a text and a count.

    It draws itself only. Subclasses decide what clicks and keys do.
    """

    def __init__(self, thumbs: Thumbs, *, has_face: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._has_face = has_face  # a silhouette if there is no face to show
        self._face_id: str | None = None
        self._look = ChipLook.OPEN
        self._count = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        thumbs.ready.connect(self._on_ready)

    def show_as(
        self, text: str, look: ChipLook, *, face_id: str | None = None, count: str = ""
    ) -> None:
        """Set what the chip shows.

        `count` follows the text, and an open chip with "0" is greyed.
        """
        self.setText(plain_text.literal(text))
        self._face_id, self._look, self._count = face_id, look, count
        self.setFixedSize(self.sizeHint())
        self.update()

    @property
    def is_cut(self) -> bool:
        return self._cut() != plain_text.shown(self.text())

    def sizeHint(self) -> QSize:
        # Always as wide as when it is wanted (bold), so that a click moves no other chip.
        width = QFontMetrics(_font(ChipLook.WANTED)).horizontalAdvance(self._cut()) + 1
        count = QFontMetrics(theme.font(12)).horizontalAdvance(self._count)
        return QSize(self._left() + width + (_GAP + count if count else 0) + _END, HEIGHT)

    def _left(self) -> int:
        """Return where the text begins, in pixels."""
        return _SIDE + FACE + _GAP if self._has_face else _END

    def _cut(self) -> str:
        """Return the text, cut off where it is longer than a chip may be."""
        elide = Qt.TextElideMode.ElideRight
        return QFontMetrics(_font(ChipLook.WANTED)).elidedText(
            plain_text.shown(self.text()), elide, _LONGEST
        )

    def _on_ready(self, face_id: str) -> None:
        if face_id == self._face_id:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        self._draw_ground(painter)
        if self._has_face:
            circle = QRectF(_SIDE, (HEIGHT - FACE) / 2, FACE, FACE)
            draw_face(painter, circle, self._thumbs, self._face_id)
        self._draw_words(painter)
        if shows_focus(self):
            draw_focus(painter, QRectF(self.rect()), HEIGHT / 2, inset=1)

    def _draw_ground(self, painter: QPainter) -> None:
        is_refused = self._look is ChipLook.REFUSED
        painter.setPen(theme.color("danger") if is_refused else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._look is ChipLook.WANTED:
            painter.setBrush(theme.color("accent_soft"))
        elif self.underMouse():
            painter.setBrush(theme.color("background"))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, HEIGHT / 2, HEIGHT / 2)

    def _draw_words(self, painter: QPainter) -> None:
        is_none = self._look is ChipLook.OPEN and self._count == "0"
        painter.setFont(_font(self._look))
        painter.setPen(theme.color("muted" if is_none else _INK[self._look]))
        left, text = self._left(), self._cut()
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), _MIDDLE, text)
        left += painter.fontMetrics().horizontalAdvance(text) + _GAP
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("accent" if self._look is ChipLook.WANTED else "muted"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), _MIDDLE, self._count)


def _font(look: ChipLook) -> QFont:
    return theme.font(13, theme.MEDIUM if look is ChipLook.OPEN else theme.SEMIBOLD)
