"""What lies below an open card's field: whose the typed name is, and whom a single face may be."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from kinfolk.core.people.people import Card, Person
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.shapes import draw_box, smooth_painter
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.people import portrait_card
from kinfolk.gui.who.namesake import NamesakeLine
from kinfolk.gui.who.rows import Candidates, Shape
from kinfolk.gui.widgets.controls import row
from kinfolk.naming.typed_name import Namesake

AWAY = 5  # pixels below the field
MOST = 3  # most people listed
LINE = Shape(
    32, 24, gap=40, end=6, font=(13, theme.REGULAR), radius=6, hover="accent_soft", has_digits=True
)


class BelowField(QFrame):
    """Show a box below a field, which keeps the keyboard; a key means what has been seen in it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.parentWidget())
        self._is_painted = False
        self._colours = "line", "raised"  # of its edge and its ground
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a press gives the keyboard ...
        self.setFocusProxy(field)  # ... back to the field
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def is_seen(self) -> bool:
        """Whether what it shows now has been painted: only then can a key mean it."""
        return self._is_painted and self.isVisible()

    def show_anew(self) -> None:
        """Show what is new in it, which no one has seen yet."""
        self._is_painted = False
        self.show()
        self.raise_()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        edge, ground = map(theme.color, self._colours)
        draw_box(smooth_painter(self), self.rect(), 8, ground, edge=edge)
        self._is_painted = True


class Offer(BelowField):
    """Say whose the typed name is and what Enter will do; a click on it does the same.

    Below that is the other choice: another person of that name. Emits `accepted` or `apart_wanted`.
    """

    accepted = Signal()
    apart_wanted = Signal()

    HEIGHT = 54
    WIDE = 360  # least width of a warning, which is wider than a card

    def __init__(self, thumbs: Thumbs, field: QWidget) -> None:
        super().__init__(field)
        self._least = 0  # pixels, its least width
        self._namesake = NamesakeLine(thumbs, face=26, spacing=6)
        self._namesake.apart.leave_keys()
        self._namesake.apart.wanted.connect(self.apart_wanted)
        self.setLayout(row(self._namesake, spacing=0, margins=(6, 4, 8, 4)))

    @property
    def text(self) -> str:
        """What Enter will do."""
        return self._namesake.text

    def tell(self, whom: Namesake, number: int, *, is_asked: bool) -> None:
        """Tell that Enter adds this number of faces to someone, or what stands against it.

        `is_asked`: that was told, and the next Enter adds them all the same.
        """
        warns = whom.objection is not None
        if whom.objection is None:
            text = self.tr("Add {faces} to {name}")
            text = text.format(faces=words.faces(number), name=whom.name)
        elif is_asked:
            text = words.again(whom.name)
        else:
            text = words.objection(whom.objection, whom.name, number)
        self._namesake.apart.setHidden(whom.is_begun)  # a beginning is not taken
        self._namesake.say(text, whom.face_id, tone="warning" if warns else "")
        self._least = self.WIDE if warns else 0
        self._colours = ("amber_text", "amber_soft") if warns else ("accent", "raised")
        self.show_anew()

    def place(self, field: QRect) -> None:
        """Move below the field, so that the faces above stay visible for comparison."""
        width = max(field.width(), self._least)
        within = self.parentWidget()
        room = within.width() if within is not None else width
        left = max(0, min(field.left(), room - width))
        self.setGeometry(left, field.bottom() + AWAY, width, self.HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(180, self.HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self.rect().contains(event.position().toPoint()):
            self.accepted.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ContextMenu:
            event.accept()
            return True
        return super().event(event)


class Choices(BelowField):
    """List up to three people; emit `chosen` with the digit that is clicked."""

    chosen = Signal(int)  # 1, 2 or 3

    def __init__(self, thumbs: Thumbs, field: QWidget) -> None:
        super().__init__(field)
        self.people: Sequence[Person] = ()
        self.list = Candidates(
            thumbs, self._cards, LINE, name=self.tr("Suggestions"), said=lambda person: ""
        )
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._on_clicked)
        self.setLayout(row(self.list, margins=(4, 4, 4, 4)))

    def show_people(self, people: Sequence[Person]) -> None:
        """List these people; none hides the list."""
        self.people = tuple(people)
        self.list.show_people([each.id for each in people])
        if people:
            self.show_anew()
        else:
            self.hide()

    def person(self, digit: int) -> Person | None:
        """Return the person with that digit, if the list has been painted since it was filled.

        A digit typed before the list could be seen cannot mean one of its people.
        """
        is_there = self.is_seen and 1 <= digit <= len(self.people)
        return self.people[digit - 1] if is_there else None

    def place(self, above: QRect) -> None:
        """Move the list below the rect."""
        height = len(self.people) * LINE.height + 8
        self.setGeometry(above.left(), above.bottom() + AWAY, above.width(), height)

    def _cards(self, ids: Sequence[str]) -> Mapping[str, Card]:
        return {each.id: portrait_card(each) for each in self.people}

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row() + 1)


COMMANDS: Commands[Choices] = Commands(
    "Single face",
    Command("1 2 3", "Choose the first, second or third suggestion"),
)
