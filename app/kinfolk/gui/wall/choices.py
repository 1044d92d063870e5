"""The list below an open single face: people whom it may be, each with a digit to choose it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from kinfolk.core.people.people import Person
from kinfolk.gui.base import theme
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.round_face import draw_face
from kinfolk.gui.base.shapes import draw_box, smooth_painter
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.wall.group_field import GroupField

# Most people listed.
MOST = 3
# Pixels: height of a line, side of a face
LINE, FACE = 32, 24


class Choices(QFrame):
    """List up to three people below the field; emit `chosen` with the digit that is clicked."""

    chosen = Signal(int)  # 1, 2 or 3

    def __init__(self, thumbs: Thumbs, field: GroupField) -> None:
        super().__init__(field.parentWidget())
        self._thumbs = thumbs
        self._people: Sequence[Person] = ()
        self._is_seen = False
        self._over = 0
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a press gives the keyboard ...
        self.setFocusProxy(field)  # ... back to the field
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        thumbs.ready.connect(self.update)
        self.hide()

    @property
    def people(self) -> Sequence[Person]:
        """The people listed."""
        return self._people

    def show_people(self, people: Sequence[Person]) -> None:
        """List these people; none hides the list."""
        self._people, self._is_seen, self._over = tuple(people), False, 0
        self.setVisible(bool(people))
        self.resize(self.width(), len(people) * LINE + 8)
        self.raise_()
        self.update()

    def person(self, digit: int) -> Person | None:
        """Return the person with that digit, if the list has been painted since it was filled.

        A digit typed before the list could be seen cannot mean one of its people.
        """
        is_there = self._is_seen and self.isVisible() and 1 <= digit <= len(self._people)
        return self._people[digit - 1] if is_there else None

    def place(self, above: QRect) -> None:
        """Move the list below the rect."""
        height = len(self._people) * LINE + 8
        self.setGeometry(above.left(), above.bottom() + 5, above.width(), height)

    def _line(self, number: int) -> QRect:
        return QRect(4, 4 + number * LINE, self.width() - 8, LINE)

    def _digit_at(self, point: QPoint) -> int:
        """Return the digit of the line at the point, 0 for none."""
        lines = enumerate(self._people)
        return next((n + 1 for n, _ in lines if self._line(n).contains(point)), 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._digit_at(event.position().toPoint())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        digit = self._digit_at(event.position().toPoint())
        if digit and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(digit)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        edge = theme.color("line")
        draw_box(painter, self.rect(), 8, theme.color("raised"), edge=edge)
        for number, person in enumerate(self._people):
            self._paint_line(painter, self._line(number), number + 1, person)
        self._is_seen = True

    def _paint_line(self, painter: QPainter, line: QRect, digit: int, person: Person) -> None:
        if digit == self._over:
            draw_box(painter, line, 6, theme.color("accent_soft"))
        key = QRectF(line.left() + 6, line.center().y() - 8, 18, 18)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(key, 4, 4)
        painter.setFont(theme.font(11, theme.SEMIBOLD))
        painter.setPen(theme.color("text"))
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, str(digit))
        circle = QRectF(line.left() + 32, line.center().y() - FACE / 2 + 1, FACE, FACE)
        draw_face(painter, circle, self._thumbs, person.effective_face_id)
        name = person.name or ""
        write_line(painter, line.adjusted(64, 0, -6, 0), name, theme.font(13), "text")


COMMANDS: Commands[Choices] = Commands(
    "Single face",
    Command("1 2 3", "Choose the first, second or third suggestion"),
)
