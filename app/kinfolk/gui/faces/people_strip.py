"""The strip of people that appears while faces are dragged, to drop them on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people import Person
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Carried, Drop, FaceDrop, give_text, new_person_text
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import (
    draw_box,
    draw_face,
    draw_ring,
    draw_round,
    draw_silhouette,
    on_lines,
    smooth_painter,
)
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.widgets.controls import row
from kinfolk.gui.widgets.edge_scroll import EdgeScroll

CIRCLE, WIDE = 60, 96  # pixels: a portrait, the width of its place
HEAD, LINE = 22, 17  # pixels: the heading above, a line of the name
HIGH = HEAD + 8 + CIRCLE + 8 + 2 * LINE + 4
AROUND, BETWEEN = 10, 20  # pixels: around everything, between the two parts
BAR = 14  # pixels of the scroll bar
ALIKE = 3  # number of people who come first, as they look most like the faces


class PeopleStrip(QFrame):
    """Show people to drop faces on, over the lower part of a page, while faces are dragged.

    Emits `given` for a person, or `new_wanted` for the place of a new one.
    """

    given = Signal(object, object, object)  # face ids, a Person, when the drag began
    new_wanted = Signal(object)  # face ids

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._context = context
        self._page = parent
        self._asked = 0  # number of drags so far, to recognise answers about an older one
        self.people = PeopleRow(context.thumbs)
        FaceDrop(self.people, offer=self._offer, hover=self.people.hover)
        self.new = NewPlace()
        FaceDrop(self.new, offer=self._offer_new, hover=self.new.hover)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setStyleSheet("QScrollArea, PeopleRow { background: transparent; }")
        self.area.setWidget(self.people)
        EdgeScroll(self.area, self.people, along=Qt.Orientation.Horizontal)
        line = row(spacing=AROUND)
        line.addWidget(self.area, 1)
        line.addWidget(self.new, 0, Qt.AlignmentFlag.AlignTop)
        line.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        self.setLayout(line)
        parent.installEventFilter(self)
        self.hide()

    def show_for(self, face_ids: Sequence[str], other_than: Person | None) -> None:
        """Show the strip for these faces of `other_than`, who is left out; hide it for none.

        Once people are shown none are added or removed, since one may be under the cursor.
        """
        if not face_ids or other_than is None:
            self.hide()
            return
        self._asked += 1
        asked = self._asked
        self.people.show_people((), ())
        self.area.horizontalScrollBar().setValue(0)
        self.new.hover(None)
        self._fit()
        self.show()
        self.raise_()

        def ranked(person_ids: Sequence[str]) -> None:
            if self.isVisible() and asked == self._asked:
                self.people.show_people(*self._known(person_ids, other_than))

        self._context.review.rank(face_ids, ranked, owner=self)

    def _offer(self, carried: Carried, point: QPoint) -> Drop | None:
        person, face_ids = self.people.person_at(point), carried.face_ids
        if person is None:
            return None
        label = give_text(len(face_ids), person.name)
        return Drop(label, lambda: self.given.emit(face_ids, person, carried.since))

    def _offer_new(self, carried: Carried, point: QPoint) -> Drop:
        face_ids = carried.face_ids
        return Drop(new_person_text(len(face_ids)), lambda: self.new_wanted.emit(face_ids))

    def _known(
        self, person_ids: Sequence[str], other_than: Person
    ) -> tuple[list[Person], list[Person]]:
        """Return named people: those who look most like the faces, and all others by name."""
        with self._context.db.read() as session:
            wall = people_lists.wall(session, other_than.library_id)
            found = people.cards(session, wall)
            by_name = [who for who, _ in people_lists.names(session, other_than.library_id)]
        found.pop(other_than.id, None)
        alike = [each for each in person_ids if each in found][:ALIKE]
        others = [each for each in by_name if each in found and each not in alike]
        return [found[each] for each in alike], [found[each] for each in others]

    def _fit(self) -> None:
        """Move to the lower part of the page."""
        page, high = self._page, HIGH + 2 * AROUND + BAR
        side = theme.MARGIN - AROUND
        self.setGeometry(QRect(side, page.height() - high - 16, page.width() - 2 * side, high))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False


class PeopleRow(QWidget):
    """Show portraits with names side by side under headings; faces can be dropped on each."""

    def __init__(self, thumbs: Thumbs) -> None:
        super().__init__()
        self._thumbs = thumbs
        self._parts: tuple[Sequence[Person], Sequence[Person]] = ((), ())
        self._target = -1
        self.shown: list[Person] = []
        thumbs.ready.connect(self.update)

    def show_people(self, alike: Sequence[Person], others: Sequence[Person]) -> None:
        self._parts = alike, others
        self.shown = [*alike, *others]
        self._target = -1
        self.resize(self.sizeHint())
        self.update()

    def place(self, row: int) -> QRect:
        gap = BETWEEN if row >= len(self._parts[0]) > 0 else 0
        return QRect(row * WIDE + gap, HEAD, WIDE, HIGH - HEAD)

    def sizeHint(self) -> QSize:
        return QSize(len(self.shown) * WIDE + BETWEEN, HIGH)

    def person_at(self, point: QPoint) -> Person | None:
        row = self._row_at(point)
        return self.shown[row] if row >= 0 else None

    def hover(self, point: QPoint | None) -> None:
        """Highlight the place under dragged faces; None if there are none."""
        self._target = -1 if point is None else self._row_at(point)
        self.update()

    def _row_at(self, point: QPoint) -> int:
        rows = range(len(self.shown))
        return next((each for each in rows if self.place(each).contains(point)), -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        heads = self.tr("Most alike"), self.tr("By name")
        first = 0
        for head, part in zip(heads, self._parts, strict=True):
            if part:
                draw_head(painter, self.place(first), head)
            first += len(part)
        for number, person in enumerate(self.shown):
            place = self.place(number)
            if place.intersects(event.rect()):
                draw_place(painter, place, is_target=number == self._target)
                draw_face(painter, circle_in(place), self._thumbs, person.effective_face_id)
                draw_name(painter, place, person.name or "")


class NewPlace(QWidget):
    """Show the place to drop faces that become a new person."""

    def __init__(self) -> None:
        super().__init__()
        self._is_target = False
        self.setFixedSize(WIDE, HIGH)

    def hover(self, point: QPoint | None) -> None:
        """Highlight it while faces are over it."""
        self._is_target = point is not None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        place = self.rect().adjusted(0, HEAD, 0, 0)
        draw_place(painter, place, is_target=self._is_target)
        draw_round(painter, circle_in(place), None, empty=theme.color("line"))
        draw_silhouette(painter, circle_in(place), theme.color("muted", 0.55))
        draw_name(painter, place, self.tr("New person"))


def circle_in(place: QRect) -> QRectF:
    return QRectF(place.left() + (WIDE - CIRCLE) / 2, place.top() + 8, CIRCLE, CIRCLE)


def draw_place(painter: QPainter, place: QRect, *, is_target: bool) -> None:
    """Draw the highlight of a place that faces are over."""
    if is_target:
        draw_box(painter, place.adjusted(1, 1, -1, -1), 10, theme.color("accent_soft"))
        around = circle_in(place).adjusted(-4, -4, 4, 4)
        draw_ring(painter, around, theme.color("accent"), width=2)


def draw_head(painter: QPainter, place: QRect, text: str) -> None:
    line = QRect(place.left() + 6, 0, 2 * WIDE, HEAD)
    write_line(painter, line, text, theme.font(12), "muted")


def draw_name(painter: QPainter, place: QRect, name: str) -> None:
    """Draw a name below the portrait in `place`, on up to two lines; cut off with "…"."""
    painter.setFont(theme.font(13, theme.MEDIUM))
    painter.setPen(theme.color("text"))
    line = QRect(place.left() + 4, int(circle_in(place).bottom()) + 8, WIDE - 8, LINE)
    for text in on_lines(name, painter.fontMetrics(), line.width()):
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
        line.translate(0, LINE)
