"""The page New faces: faces that scans have added to people you know, to be confirmed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kinfolk.core.people.people import Person
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.new_faces.answers import NewFacesVerdict
from kinfolk.gui.new_faces.board import NewFacesBoard
from kinfolk.gui.verdicts.faces import CardFaces
from kinfolk.gui.verdicts.page import VerdictPage
from kinfolk.gui.widgets.card_background import GLOW, Ground
from kinfolk.gui.widgets.controls import Button, Elided, column, label, row
from kinfolk.recognition.new_faces import NewFacesOf

SHOWN = 48  # most people at once; more come as these are confirmed
TILE = 60  # pixels


class NewFacesPage(VerdictPage[NewFacesBoard]):
    """Show new faces by person; answered ones stay, marked, until the page is opened again.

    They return if their answer was not written.
    """

    tables = frozenset({"face", "person"})
    unnamed_wanted = Signal()  # go to the page Unnamed

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, NewFacesBoard(context), parent)
        self._feed = context.new_faces
        self._asked = 0  # number of the last request to the feed
        # The faces of each person in the order shown, including answered ones: what is undone gets
        # its place back.
        self._order: dict[str, dict[str, None]] = {}
        self._people: dict[str, NewFacesOf] = {}  # as they were read last
        self._left: Sequence[NewFacesOf] = ()
        # Answered faces, hidden until the feed's reading with this number knows it; None while
        # being written
        self._said: dict[str, int | None] = {}
        # Faces that the user removed or confirmed since the page was opened
        self._removed: set[str] = set()
        self._confirmed: set[str] = set()
        # Faces of an undone answer, to move to once they are shown
        self._back: Collection[str] = ()
        self.groups = NewGroups(context)
        self.all_right = Button(self.tr("Confirm all"), clicked=self.board.say_all_right)
        self.caption = Elided("caption", tone="muted")
        self.hint = label("", "caption", tone="muted", wrap=True)
        header = (self.caption, None, self.all_right)
        title = self.tr("New faces")
        self._lay_out(title, *header, hint=self.hint, below=self.groups, top=4)
        for part in (self.all_right, self.caption, self.hint, self.groups, self.empty):
            part.hide()
        for changed in (self.board.seen_changed, self.board.moved):
            changed.connect(self._show_number)
        self.board.said.connect(self._write)
        self.board.own.taken_back.connect(self._on_taken_back)
        self.groups.naming_wanted.connect(self.unnamed_wanted)
        self._feed.changed.connect(self._on_news)

    def refresh(self) -> None:
        self._asked = self._feed.read()

    def showEvent(self, event: QShowEvent) -> None:
        self._back = ()
        super().showEvent(event)

    # what is shown

    def _on_news(self) -> None:
        if not self.isVisible():
            return
        known = self._feed.answered
        self._said = {
            face_id: number
            for face_id, number in self._said.items()
            if number is None or number > known
        }
        if self._is_new:
            self._order, self._people, self._removed, self._confirmed = {}, {}, set(), set()
        self._show()
        if self._is_new:
            self.board.go_to_start()
            self._is_new = known < self._asked  # it was read before the page was opened
        self._go_back()

    def _go_back(self) -> None:
        """Move to the faces of an undone answer, once their card has room for them."""
        back, self._back = self._back, ()
        if not self.board.go_to_face(back):
            self._back = back

    def _show(self) -> None:
        """Show who is left or answered; people and faces keep their place, new ones come last."""
        people = {one.person.id: one for one in self._feed.news.people}
        for person_id, one in people.items():
            self._order.setdefault(person_id, {}).update(dict.fromkeys(one.face_ids))
        self._people |= people
        gone = self._people.keys() - people.keys()
        self._people |= {each: replace(self._people[each], face_ids=()) for each in gone}
        found = [self._left_of(self._people[each]) for each in self._order]
        left = [one for one in found if one.face_ids]
        done = [one for one in found if one.shown and not one.face_ids]
        cards = {one.person.id for one in (*done[-SHOWN:], *left[:SHOWN])}
        self.board.show_cards({each.person.id: each for each in found if each.person.id in cards})
        self._say(left)

    def _left_of(self, arrived: NewFacesOf) -> NewFacesOf:
        """Return a person's faces in the order shown: which are left, and which are answered."""
        there = set(arrived.face_ids) - self._said.keys()
        self._removed -= there  # an undo has brought them back
        self._confirmed -= there
        order = self._order[arrived.person.id]
        # Confirmed ones make room for others, as long as there are others.
        shown = there | self._removed if there else self._removed | self._confirmed
        return replace(
            arrived,
            face_ids=tuple(each for each in order if each in there),
            doubtful=arrived.doubtful & there,
            removed=frozenset(self._removed.intersection(order)),
            confirmed=frozenset() if there else frozenset(self._confirmed.intersection(order)),
            shown=tuple(each for each in order if each in shown),
        )

    def _say(self, left: Sequence[NewFacesOf]) -> None:
        news, self._left = self._feed.news, left
        self._show_number()
        for part in (self.all_right, self.hint):
            part.setVisible(bool(left))
        self.groups.show_groups(news.groups, news.group_count)
        self.caption.setVisible(bool(self.board.cards or news.groups))
        self.empty.hide()
        if not self.board.cards and not news.groups:
            self._say_nothing()
        if not left:
            self.caption.setText(self.tr("nothing left to check"))
            return
        faces = words.faces(sum(len(one.face_ids) for one in left))
        since = news.since
        when = "" if since is None else words.when(since, date.today())
        text = self._added(has_groups=news.group_count > 0, has_time=since is not None)
        groups = words.count(news.group_count, "%Ln new group", "%Ln new groups")
        self.caption.setText(text.format(faces=faces, groups=groups, when=when))
        self._show_hint()

    def _added(self, *, has_groups: bool, has_time: bool) -> str:
        if has_groups and has_time:
            return self.tr("{faces} since {when}, {groups} below")
        if has_time:
            return self.tr("{faces} since {when}")
        if has_groups:
            return self.tr("{faces}, {groups} below")
        return "{faces}"

    def _show_hint(self) -> None:
        """Explain the dots, and say how many people come after these."""
        doubtful, more = sum(len(one.doubtful) for one in self._left), len(self._left) - SHOWN
        parts = [self.tr("Click a face that’s wrong: it moves to Unnamed.")]
        if doubtful == 1:
            parts.insert(0, self.tr("The amber dot marks the face Kinfolk is least sure of."))
        elif doubtful:
            text = self.tr("Amber dots mark the {} faces Kinfolk is least sure of.")
            parts.insert(0, text.format(words.number_text(doubtful)))
        if more > 0:
            text = self.tr("After these, {} to go.")
            parts.append(text.format(words.people(more)))
        self.hint.setText(" ".join(parts))

    def _show_number(self) -> None:
        """Say how many faces would be confirmed, and what the keys do on the current card."""
        seen = sum(len(card.seen.face_ids) for card in self.board.cards)
        is_all = seen == sum(len(one.face_ids) for one in self._left)
        shown = self.tr("Confirm {} shown").format(words.number_text(seen))
        self.all_right.setText(self.tr("Confirm all") if is_all else shown)
        self._show_keys(is_there=bool(self._left))
        self._go_back()

    def _say_nothing(self) -> None:
        self.empty.say(
            self.tr("No new faces"),
            self.tr(
                "When a scan recognises people you know, their new faces appear here for you to "
                "check and confirm."
            ),
            icon="check",
        )

    # what is said

    def _write(self, said: NewFacesVerdict) -> None:
        self._said |= dict.fromkeys(said.faces)
        self._removed |= set(said.wrong)
        self._confirmed |= set(said.faces) - self._removed
        self._is_new, self._back, current = False, (), self.board.current
        self._show()
        if self.board.current is not current:
            self.area.bring_up()
        said.write(
            self._context.ops,
            self,
            done=partial(self._on_written, said.faces),
            back=partial(self._on_failed, said.faces),
        )

    def _on_written(self, faces: Iterable[str]) -> None:
        """Note the step for undo, and keep the faces hidden until a new reading."""
        self.board.own.note(about=tuple(faces))
        number = self._feed.read()
        self._said |= {face_id: number for face_id in faces if face_id in self._said}

    def _on_taken_back(self, faces: Sequence[str]) -> None:
        """Move to faces whose answer was undone."""
        self._back = () if self.board.go_to_face(faces) else faces

    def _on_failed(self, faces: Iterable[str]) -> None:
        """Show the faces again, if they are still new, because their answer was not written."""
        for face_id in faces:
            self._said.pop(face_id, None)
        for answered in (self._removed, self._confirmed):
            answered.difference_update(faces)
        self._show()


class NewGroups(QWidget):
    """Show a face of each new group; a click leads to the group, the button to naming them."""

    naming_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._by_face: dict[str, str] = {}
        self.caption = label("", "caption", tone="muted")
        self.name = Button(self.tr("Name them one by one"), "link", clicked=self.naming_wanted.emit)
        self.faces = CardFaces(context, side=TILE)
        self.faces.setAccessibleName(self.tr("New groups"))
        wanted = context.menu_links.person_wanted
        self.faces.clicked.connect(lambda face_id: wanted.emit(self._by_face[face_id]))
        title = label(self.tr("New groups"), "heading")
        heading = row(title, self.caption, None, self.name, margins=(GLOW, 18, GLOW, 6))
        card = Ground()
        line = QHBoxLayout(card)
        line.setContentsMargins(GLOW + 7, GLOW + 7, GLOW + 7, GLOW + 7)
        line.addWidget(self.faces, 1000, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self.setLayout(column(heading, card, spacing=0))

    def show_groups(self, groups: Sequence[Person], number: int) -> None:
        """Show the largest of `number` new groups."""
        shown = [(one.effective_face_id, one.id) for one in groups]
        self._by_face = {face_id: group_id for face_id, group_id in shown if face_id}
        self.faces.show_faces(tuple(self._by_face))
        said = words.groups(number)
        if len(groups) < number:
            text = self.tr("{groups}, the {number} largest shown")
            said = text.format(groups=said, number=words.number_text(len(groups)))
        self.caption.setText(said)
        self.setVisible(bool(groups))
