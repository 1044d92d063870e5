"""While faces are dragged on a person's page: people they may be, to drop them on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from kinfolk.core import people, roster
from kinfolk.core.people import Person
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Drop, FaceDrop, give_text, new_person_text
from kinfolk.gui.base.shapes import draw_ring, draw_round, draw_silhouette
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.widgets.controls import row

CIRCLE, WIDE, HIGH = 60, 96, 108  # pixels of a portrait, and of its place
AROUND = 10
MOST = 12  # people


class PeopleStrip(QFrame):
    """Lies over the foot of its page while there is a drag; who looks most alike comes first."""

    given = Signal(object, object)  # face ids, a Person
    new_wanted = Signal(object)  # face ids

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._context = context
        self._page = parent
        self._asked = 0  # drags so far: an answer about an older one comes too late
        self.new = Place(context.thumbs, self)
        self.new.name = self.tr("New person")
        self.new.take(
            lambda face_ids: new_person_text(len(face_ids)),
            lambda face_ids: self.new_wanted.emit(face_ids),
        )
        self.places = [Place(context.thumbs, self) for _ in range(MOST)]
        self._people: list[Person] = []
        line = row(*self.places, None, self.new, spacing=0)
        line.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        self.setLayout(line)
        for number, place in enumerate(self.places):
            place.take(self._offer(number), self._give(number))
        parent.installEventFilter(self)
        self.hide()

    def show_for(self, face_ids: Sequence[str], other_than: Person) -> None:
        """Until `hide`. Nobody comes or goes once they show: one may be under the pointer."""
        self._asked += 1
        asked = self._asked
        self._show_people([])
        self.new.hover(None)
        self._fit()
        self.show()
        self.raise_()

        def ranked(person_ids: Sequence[str]) -> None:
            if self.isVisible() and asked == self._asked:
                self._show_people(self._known(person_ids, other_than))

        self._context.review.rank(face_ids, ranked, owner=self)

    def _known(self, person_ids: Sequence[str], other_than: Person) -> list[Person]:
        """Those with a name, in that order; of whom nothing is known the most photographed."""
        with self._context.db.read() as session:
            named = set(wall := roster.wall(session, other_than.library_id)) - {other_than.id}
            ids = [each for each in dict.fromkeys((*person_ids, *wall)) if each in named][:MOST]
            found = people.cards(session, ids)
        return [found[each] for each in ids if each in found]

    def _show_people(self, found: Sequence[Person]) -> None:
        room = (self.width() - 2 * AROUND) // WIDE - 1
        self._people = list(found[: max(0, min(room, MOST))])
        for number, place in enumerate(self.places):
            person = self._people[number] if number < len(self._people) else None
            place.show_person(person)

    def _offer(self, number: int) -> Callable[[Sequence[str]], str]:
        return lambda face_ids: give_text(len(face_ids), self._people[number].name or "")

    def _give(self, number: int) -> Callable[[Sequence[str]], None]:
        return lambda face_ids: self.given.emit(face_ids, self._people[number])

    def _fit(self) -> None:
        page, high = self._page, HIGH + 2 * AROUND
        side = theme.MARGIN - AROUND
        self.setGeometry(QRect(side, page.height() - high - 16, page.width() - 2 * side, high))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False


class Place(QWidget):
    """Somebody's portrait and name, or the place where people are made."""

    def __init__(self, thumbs: Thumbs, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._face_id: str | None = None
        self._is_target = False
        self.name = ""
        self.setFixedSize(WIDE, HIGH)
        thumbs.ready.connect(self._on_ready)

    def take(
        self, offer: Callable[[Sequence[str]], str], drop: Callable[[Sequence[str]], None]
    ) -> None:
        """What dropping faces here does, in words, and does it."""
        FaceDrop(
            self,
            offer=lambda face_ids, point: Drop(offer(face_ids), lambda: drop(face_ids)),
            hover=self.hover,
        )

    def show_person(self, person: Person | None) -> None:
        """Nobody: the place is not there."""
        self._face_id = person.effective_face_id if person else None
        self.name = (person.name or "") if person else ""
        self._is_target = False
        self.setVisible(person is not None)
        self.update()

    def hover(self, point: QPoint | None) -> None:
        """Faces are over it, or none any more."""
        self._is_target = point is not None
        self.update()

    def _on_ready(self, face_id: str) -> None:
        if face_id == self._face_id:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._is_target:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        circle = QRectF((WIDE - CIRCLE) / 2, 10, CIRCLE, CIRCLE)
        image = self._thumbs.image(self._face_id, round(CIRCLE * self.devicePixelRatioF()))
        draw_round(painter, circle, image, empty=theme.color("line"))
        if self._face_id is None:
            draw_silhouette(painter, circle, theme.color("muted", 0.55))
        if self._is_target:
            draw_ring(painter, circle.adjusted(-4, -4, 4, 4), theme.color("accent"), width=2)
        line = QRect(4, int(circle.bottom()) + 8, WIDE - 8, 18)
        painter.setFont(theme.font(13, theme.MEDIUM))
        painter.setPen(theme.color("text"))
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.name, elide, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
