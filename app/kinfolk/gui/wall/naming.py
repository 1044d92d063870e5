"""Naming one group after another: the keys go on at once, while names are still being written."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import QObject, QRect, Signal

from kinfolk.core import names
from kinfolk.core.db.changes import Changes
from kinfolk.core.naming import Shown
from kinfolk.core.people import Person
from kinfolk.core.person_fields import UNCHANGED, PersonChanges
from kinfolk.core.seen import Named
from kinfolk.errors import AppError, Conflict
from kinfolk.gui.actions.people import NewName, PeopleActions
from kinfolk.gui.base import words
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.closer.sheet import Given
from kinfolk.gui.faces.people import Card, PeopleModel
from kinfolk.gui.wall.group_field import GroupField, Offer
from kinfolk.gui.wall.known_names import Known
from kinfolk.gui.wall.reading import MOSAIC, Opened
from kinfolk.gui.widgets.card_list import CardList
from kinfolk.gui.widgets.controls import choose, keys_used
from kinfolk.gui.widgets.somebody_else import put_apart
from kinfolk.settings import HalfTyped


class State(Enum):
    """How far the name on a card is."""

    TYPED = auto()  # not given yet: being typed, or left until it is clear who is meant
    WRITING = auto()
    NAMED = auto()
    REFUSED = auto()  # the library did not take it; `problem` says why


@dataclass
class Entry:
    """A card somebody typed into, as it was when they did: the name is for these faces alone."""

    card: Card
    group: Shown
    text: str = ""
    state: State = State.TYPED
    joins: str | None = None  # who has the name already, and gets the faces
    whom: Named | None = None  # that one, as the screen called them
    problem: str = ""
    is_ignored: bool = False  # it is nobody one knows: hidden, without a name
    is_taken: bool = False  # of a text that was left: somebody has this name
    person_id: str = ""  # whose faces they are, once they have the name
    step_id: int | None = None  # of the history, with which they got it
    without: tuple[str, ...] = ()  # faces taken out of the group before
    kept: PersonChanges = UNCHANGED  # what `whom` takes over from the group
    is_unwanted: bool = False  # it is taken back as soon as it is written
    place: int = 0  # of the card among the others, when the name was taken back

    @property
    def is_given(self) -> bool:
        """The name is the library's business now: no other one is typed over it."""
        return self.state in (State.WRITING, State.NAMED)

    @property
    def is_single(self) -> bool:
        """It is a face of nobody, and no group."""
        return self.group.group_id in self.group.face_ids

    @property
    def is_refused(self) -> bool:
        return self.state is State.REFUSED

    @property
    def waits(self) -> bool:
        """A text was left on the card: nobody has said yet that it is the name."""
        return bool(self.text) and self.state is State.TYPED

    @property
    def look(self) -> tuple[object, ...]:
        """All that its card is painted by."""
        return self.text, self.state, self.can_be_undone, self.is_taken, self.is_ignored

    @property
    def can_be_undone(self) -> bool:
        return self.state is State.NAMED and self.step_id is not None


@dataclass(frozen=True)
class Asked:
    """What is asked of the library when a name is typed."""

    read: Callable[[Card], Opened | None]  # the card as it is now
    faces_now: Callable[[Collection[str]], Mapping[str, Sequence[str]]]  # of groups that are there
    owner: Callable[[str], str | None]  # of a face: the group without a name that has it
    names: Callable[[str], Known]  # of a library
    portrait: Callable[[str], str | None]  # of a person: the face that stands for them
    likely: Callable[[str], str | None]  # of a group: the name of whom it is likely to be
    near: Callable[[str], Sequence[str]]  # of a group: people whom its card may name
    beside: Callable[[Sequence[str]], Sequence[str]]  # names of those who are with these faces


class Naming(QObject):
    """At most one card is open. It is known by its group, never by its place in the list.

    A card keeps its place, its faces and its text until the user goes on, whatever arrives.
    """

    given = Signal()  # a name: to be written
    changed = Signal()  # who has a name, and who waits for one
    opened = Signal(str)  # a card, by its group
    placed = Signal()  # the field, or what lies beside it, is elsewhere
    moved = Signal(str)  # a group that is not shown yet has the faces of the card that was open
    closed = Signal()  # no card is open any more, or a name has come to rest: the list may change

    def __init__(
        self,
        view: CardList,
        model: PeopleModel,
        actions: PeopleActions,
        thumbs: Thumbs,
        *,
        asked: Asked,
        show: Callable[[Sequence[str]], None],
        field_rect: Callable[[int], QRect],
    ) -> None:
        """`show` shows just these groups, each at its place; `field_rect(row)` is where a card's
        field lies.
        """
        super().__init__(view)
        self._view = view
        self._model = model
        self._actions = actions
        self._read = asked.read
        self._faces_now = asked.faces_now
        self._owner = asked.owner
        self._known_of = asked.names
        self._portrait = asked.portrait
        self._likely = asked.likely
        self._near = asked.near
        self._beside = asked.beside
        self._returns_to: int | None = None  # a step: the card that it named opens when undone
        self._is_guess = False  # what stands in the field is the likely name, and nobody's word
        self._is_touched = False  # somebody has typed into the open card
        self._show_groups = show
        self._field_rect = field_rect
        self._entries: dict[str, Entry] = {}
        self._taken_back: dict[str, Entry] = {}  # where the step is done again, they come back
        self._put_away: dict[str, Entry] = {}  # texts of groups that are gone until undo or redo
        self.before: Naming | None = None  # the cards above go on here, ...
        self.after: Naming | None = None  # ... and these in the ones below
        self._open: Entry | None = None
        self._names = Known([], {})  # of those who may be meant
        self._unmade: set[str] = set()  # groups that the user's own drop or undo has taken away
        self._offered: Named | None = None  # whose name stands in the field, as one sees it
        self.field = GroupField(view.viewport())
        self.offer = Offer(thumbs, self.field)
        self.field.textEdited.connect(self._on_edited)
        self.field.textChanged.connect(self._on_text)
        self.field.given.connect(self._on_given)
        self.field.stepped.connect(self._on_stepped)
        self.field.cancelled.connect(self.cancel)
        self.field.abandoned.connect(self.leave)
        self.field.apart_wanted.connect(self._on_apart)
        self.field.ignored.connect(self._on_ignored)
        self.offer.accepted.connect(self._on_given)
        self.offer.apart_wanted.connect(self._on_apart)

    # what is known

    @property
    def is_open(self) -> bool:
        """A name is being typed: nothing in the list may move."""
        return self._open is not None

    @property
    def open_id(self) -> str | None:
        """The group whose name is being typed."""
        return self._open.card.person.id if self._open else None

    @property
    def is_guess(self) -> bool:
        """What stands in the field is the likely name, and nobody's word."""
        return self._is_guess

    @property
    def held(self) -> Collection[str]:
        """Groups whose cards stay although the library may have them no longer."""
        return self._entries.keys()

    def typed(self, *, is_hidden: bool) -> Sequence[str]:
        """Groups on whose cards stands a text, or a name that was refused; strangers or others."""
        texts = (each for each in self._entries.values() if each.waits or each.is_refused)
        people = (each.card.person for each in texts)
        return [each.id for each in people if each.is_hidden == is_hidden]

    @property
    def half_typed(self) -> dict[str, HalfTyped]:
        """By group all texts that nobody has given, or that were refused; of the open card, too."""
        entries = self._put_away | self._entries
        texts = {group_id: each.text for group_id, each in entries.items() if not each.is_given}
        if self._open is not None:
            texts[self._open.card.person.id] = self.field.text().strip() if self._has_text else ""
        return {
            group_id: HalfTyped(text=text, faces=entries[group_id].card.faces)
            for group_id, text in texts.items()
            if text
        }

    def wait_with(self, typed: Mapping[str, HalfTyped], cards: Mapping[str, Card]) -> None:
        """Texts of another day come to their cards as soon as these are shown."""
        for group_id, card in cards.items():
            shown = Shown(group_id, card.person.library_id, typed[group_id].faces)
            if card.person.name is None:
                self._put_away[group_id] = Entry(card, shown, typed[group_id].text)

    @property
    def cards(self) -> Mapping[str, Card]:
        """Those that show what they did when somebody typed into them."""
        return {group_id: entry.card for group_id, entry in self._entries.items()}

    def entry(self, group_id: str) -> Entry | None:
        """What was typed into a card."""
        return self._entries.get(group_id)

    def is_given(self, group_id: str) -> bool:
        """The group has got its name, or is about to."""
        entry = self._entries.get(group_id)
        return entry is not None and entry.is_given

    @property
    def given_count(self) -> int:
        """How many cards have their name, or are about to."""
        return sum(entry.is_given for entry in self._entries.values())

    @property
    def named_count(self) -> int:
        """How many of them have a name, and are not ignored."""
        return sum(e.is_given and not e.is_ignored for e in self._entries.values())

    @property
    def unmade(self) -> Collection[str]:
        """Groups that the user's own drop or undo has taken away: their cards stay for nobody."""
        return self._unmade - self._entries.keys()

    @property
    def named(self) -> Collection[str]:
        """Groups whose cards stay where they were as ghosts."""
        return [g for g, entry in self._entries.items() if entry.state is State.NAMED]

    def begin_anew(self) -> None:
        """The cards of those that had their name go, and what was taken back is not awaited."""
        for group_id in self.named:
            del self._entries[group_id]
        self._taken_back.clear()
        self._unmade.clear()

    def lost(self, group_ids: Collection[str]) -> None:
        """These that had their name have none, says the library: it was taken back elsewhere."""
        for group_id in set(self.named) & set(group_ids):
            self._keep_for_redo(self._entries.pop(group_id))

    def found(self, named: Mapping[str, str]) -> None:
        """These groups, whose cards stay while another one is open, have got a name elsewhere."""
        for group_id, name in named.items():
            row = self._model.row_of(group_id)
            card = self._model.card(row) if row >= 0 else None
            if card is not None and group_id not in self._entries:
                shown = Shown(group_id, card.person.library_id, card.faces)
                entry = Entry(card, shown, name, State.NAMED, person_id=group_id)
                self._entries[group_id] = entry

    def person_of(self, group_id: str) -> str:
        """Whom a card is about: the person that its group has become, else the group."""
        entry = self._entries.get(group_id)
        return (entry and entry.person_id) or group_id

    # faces dropped on a card that keeps what it shows

    def take_in(self, group_id: str, face_ids: Sequence[str]) -> Sequence[str]:
        """They show on it at once, behind the first; which of them it did not have."""
        entry = self._entries.get(group_id)
        if entry is None:
            return ()
        shown = entry.group.face_ids
        new = [face for face in face_ids if face not in shown]
        self._show_faces(entry, (*shown[:1], *new, *shown[1:]))
        return new

    def leave_out(self, group_id: str, face_ids: Sequence[str]) -> None:
        """They do not belong to the group after all."""
        entry = self._entries.get(group_id)
        if entry is not None:
            left = tuple(face for face in entry.group.face_ids if face not in face_ids)
            self._show_faces(entry, left)

    def _show_faces(self, entry: Entry, face_ids: tuple[str, ...]) -> None:
        person = replace(entry.card.person, face_count=len(face_ids))
        entry.group = replace(entry.group, face_ids=face_ids)
        entry.card = Card(person, face_ids[:MOSAIC])
        self._model.put(entry.card)
        if entry is self._open:
            self._say_who()  # it says how many faces there are

    # a card whose faces go elsewhere

    def give_away(self, group_ids: Collection[str]) -> None:
        """These cards go before it is written: no key may be about faces that are others' now.

        Where one was open, the next one opens.
        """
        gone = set(group_ids).intersection([*self._model.ids, *self._entries])
        if not gone:
            return
        place = self._place_without(gone)
        opened = self._closed_entry() if self.open_id in gone else None
        self._put_texts_away(gone)
        self._unmade.update(gone)
        self._show_groups([each for each in self._model.ids if each not in gone])
        if opened is not None:
            self._go_on_from(place, 1)
        self.changed.emit()

    def _place_without(self, group_ids: Collection[str]) -> int:
        """The open card's place, or of the one after it, once these cards are gone."""
        row = self._model.row_of(self.open_id) if self.open_id else 0
        return sum(each not in group_ids for each in self._model.ids[:row])

    def _put_texts_away(self, group_ids: Collection[str]) -> list[str]:
        entries = [self._entries.pop(each) for each in self._entries.keys() & set(group_ids)]
        texts = {each.card.person.id: each for each in entries if each.text}
        self._put_away.update(texts)
        return [each.text for each in texts.values()]

    def bring_back(self) -> None:
        """Groups that are there again, or have faces still: their texts wait on their cards."""
        self._bring_back(self._unmade | self._put_away.keys())

    def _bring_back(self, group_ids: Collection[str]) -> None:
        there = self._faces_now(group_ids)
        self._unmade -= there.keys()
        for group_id in self._put_away.keys() & there.keys():
            entry = self._put_away[group_id]
            if self._read(entry.card) is None:
                continue  # it has a name
            if not set(entry.group.face_ids).intersection(there[group_id]):
                continue  # it has none of the faces for which this was typed
            del self._put_away[group_id]
            if group_id not in self._entries:
                self._entries[group_id] = entry
                self._show_faces(entry, tuple(there[group_id]))

    def heed(self, there: Collection[str]) -> None:
        """`there` are the groups that the library has: one may be decided about elsewhere.

        Its text waits until that is undone, on another page or by another program.
        """
        gone = (e for g, e in self._entries.items() if g not in there and e.waits)
        done = [e for e in gone if e is not self._open and self._read(e.card) is None]
        self._put_texts_away([each.card.person.id for each in done])
        # One whose drop is not written yet is there still, and comes back by its own way.
        if back := (self._put_away.keys() & there) - self._unmade:
            self._bring_back(back)

    # taking back

    def take_back(self, group_id: str) -> None:
        """The group has no name again, and its card opens where the keys are free."""
        entry = self._entries.get(group_id)
        if entry is not None and entry.step_id is not None:
            self._returns_to = entry.step_id
            self._actions.take_back(entry.step_id)
        elif entry is not None and entry.state is State.WRITING:
            entry.is_unwanted = True

    def on_turned(self, step_id: int, id_now: int, is_undone: bool) -> None:
        """A step of the history was undone or done again, by whatever way."""
        if is_undone:
            self._on_undone(step_id)
        else:
            self._on_redone(step_id, id_now)

    def follow(self, changes: Changes) -> list[str]:
        """What the user took back or did again shows at once, on the open card, too.

        Of the faces of that step alone: whatever a scan has moved since stays as the cards show it.
        Texts of groups that are gone by it are returned: they wait for their groups.
        """
        self.bring_back()
        touched, shown = changes.ids("face"), set(self._model.ids)
        ids = (changes.ids("person") | touched) & shown | self._entries.keys()
        there = dict(self._faces_now(ids))
        others = set()  # groups that have none of the faces any more that their cards showed
        for entry in list(self._entries.values()):
            group_id = entry.card.person.id
            if group_id in there and self.person_of(group_id) == group_id:
                before = entry.group.face_ids
                after = _renewed(before, there[group_id], touched)
                if not after:
                    others.add(group_id)
                    del there[group_id]
                elif after != before:
                    self._show_faces(entry, after)
        gone = (ids & (changes.ids("person") | touched) | others) - there.keys()
        self._unmade = (self._unmade | gone) - there.keys()
        place, left = self._place_without(gone), None
        if self.open_id in gone:
            if self._has_text:
                self._stop_typing()
            else:
                left = self._closed_entry()
        texts = self._put_texts_away({each for each in gone if not self.is_given(each)})
        if gone:
            self._show_groups([each for each in self._model.ids if each not in self.unmade])
        if left is not None:  # only now: the next card is none of those that are gone
            self._open_owner(left, place)
        self.changed.emit()
        return texts

    def _stop_typing(self) -> None:
        """No card is open, and the next letter is nobody's; the text stays with its card."""
        self._closed_entry()
        if self.field.hasFocus():
            self._view.rest()
        self._hide()

    def _open_owner(self, entry: Entry, place: int) -> None:
        """The group opens that has the faces of a card that is gone, else the next card."""
        owner_id = self._owner(entry.group.face_ids[0])
        if owner_id is not None and self._model.row_of(owner_id) < 0:
            self._view.rest()
            self._hide()
            self.moved.emit(owner_id)
        elif owner_id is None or not self.begin_of(owner_id):
            self._go_on_from(place, 1)

    def _on_undone(self, step_id: int) -> None:
        """A card whose name was taken back waits for one again, at its place, with the keys."""
        for each in [e for e in self._entries.values() if e.step_id == step_id]:
            self._keep_for_redo(self._entries.pop(each.card.person.id))
        gone = (e for e in self._taken_back.values() if e.step_id == step_id)
        entry = min(gone, key=lambda e: e.place, default=None)
        if entry is None:
            return
        around = [each for each in (self, self.before, self.after) if each is not None]
        has_keys = any(each.has_keys for each in around)
        is_typing = any(each._has_text for each in around)
        if (has_keys or self._returns_to == step_id) and not is_typing:
            self.begin(self._model.row_of(entry.card.person.id))
        self._returns_to = None
        self._view.viewport().update()
        self.changed.emit()

    def _on_redone(self, step_id: int, id_now: int) -> None:
        """Its name is there again: the card is a ghost as before, at its place."""
        for entry in [e for e in self._taken_back.values() if e.step_id == step_id]:
            del self._taken_back[entry.card.person.id]
            entry.step_id = id_now
            self._put_back(entry)

    def _put_back(self, entry: Entry) -> None:
        """Its card is a ghost again."""
        group_id = entry.card.person.id
        if self.open_id == group_id:
            if self._has_text:
                return
            self._closed_entry()
            self._entries[group_id] = entry
            self._go_on(entry, 1)
        self._entries[group_id] = entry
        if self._model.row_of(group_id) < 0:
            ids = list(self._model.ids)
            ids.insert(min(entry.place, len(ids)), group_id)
            with self._view.keeping_still():
                self._model.sync(ids)
        self._model.put(entry.card)
        self._view.viewport().update()
        self.changed.emit()

    def _keep_for_redo(self, entry: Entry) -> None:
        if entry.step_id is not None:
            entry.place = self._model.row_of(entry.card.person.id)
            self._taken_back[entry.card.person.id] = entry

    @property
    def has_keys(self) -> bool:
        """The keyboard is in the field, or on the cards."""
        return self.field.hasFocus() or self._view.hasFocus()

    @property
    def _has_text(self) -> bool:
        """Somebody is typing: nothing takes the keys from there."""
        return self._open is not None and not self._is_guess and bool(self.field.text().strip())

    # opening and leaving

    def begin(self, row: int) -> bool:
        """The name of this card is typed now; false where there is nothing left to name."""
        card = self._model.card(row)
        if card is None or self.is_given(card.person.id):
            return False
        if self._open is not None and self._open.card.person.id == card.person.id:
            return True
        opened = self._read(card)
        if opened is None:
            if self._put_texts_away([card.person.id]):
                self.closed.emit()
            return False
        for each in (self, self.before, self.after):
            if each is not None:
                each.leave()
        kept = self._entries.pop(card.person.id, None)
        entry = Entry(opened.card, opened.group, kept.text if kept else "")
        self._entries[card.person.id] = self._open = entry
        self._model.put(opened.card)
        self._names = self._known_of(opened.group.library_id)
        choose(self._view, self._model.index(row))
        self._repaint(entry)
        self.place()
        self._is_touched = bool(entry.text)
        guess = "" if entry.text else self._guess(card.person.id)
        self.field.start(entry.text or guess, self._names.in_order, is_selected=bool(guess))
        self._is_guess = bool(guess)
        self._on_text()
        self.opened.emit(card.person.id)
        return True

    def begin_of(self, group_id: str) -> bool:
        """The same with this group's card, where it is still there."""
        row = self._model.row_of(group_id)
        return row >= 0 and self.begin(row)

    def _guess(self, group_id: str) -> str:
        """The likely name, where somebody still has it."""
        name = self._likely(group_id)
        return name if name is not None and self._names.name(name) is not None else ""

    def guess_again(self) -> None:
        """The likely name has become known: it comes into the field that nobody has touched."""
        if self._open is None or self._is_touched or self._is_guess:
            return
        if guess := self._guess(self._open.card.person.id):
            self._is_guess = True
            self.field.suggest(guess)
            self._on_text()

    def begin_from(self, row: int, by: int = 1) -> bool:
        """The same with the first card from this one on that waits for a name."""
        end = self._model.rowCount() if by > 0 else -1
        return any(self.begin(each) for each in range(row, end, by))

    def leave(self) -> None:
        """The keyboard went elsewhere: what was typed waits on its card. Enter alone names."""
        entry = self._closed_entry()
        if entry is not None:
            self._put_down(entry)
            self._hide()

    def cancel(self) -> None:
        """What was typed is dropped; the keyboard stays with the card."""
        entry = self._closed_entry()
        if entry is not None:
            del self._entries[entry.card.person.id]
            self._hide()

    def place(self) -> None:
        """The field lies in its card, wherever that is now."""
        if self._open is not None:
            rect = self._field_rect(self._model.row_of(self._open.card.person.id))
            self.field.setGeometry(rect)
            self.offer.place(rect)
            self.placed.emit()

    def _closed_entry(self) -> Entry | None:
        entry, self._open = self._open, None
        if entry is not None:
            text = self.field.stop()
            entry.text = "" if self._is_guess else text  # a guess is not what somebody typed
            self._is_guess = False
            self._repaint(entry)
        return entry

    def _hide(self) -> None:
        if self.field.hasFocus():
            self._view.setFocus()  # else Qt gives it to whatever is next, and scrolls there
        self.offer.hide()
        self.field.hide()
        self._view.viewport().update()
        self.closed.emit()

    def _go_on(self, entry: Entry, by: int) -> bool:
        """To the next card that waits for a name, in this very event; else the list has the keys.

        So the next key belongs to the next card already. Whether there was one.
        """
        return self._go_on_from(self._model.row_of(entry.card.person.id) + by, by)

    def _go_on_from(self, row: int, by: int) -> bool:
        """The same from this place on."""
        if self.begin_from(row, by):
            return True
        beside = self.after if by > 0 else self.before
        if beside is not None and beside.begin_from(0 if by > 0 else beside.last, by):
            self._hide()
            return True
        self._view.rest()
        self._hide()
        return False

    @property
    def last(self) -> int:
        """The last card's row."""
        return self._model.rowCount() - 1

    # looking closer

    def look(self, row: int) -> str | None:
        """The card stays as it is while its group is looked at; the text that waits on it.

        Null where there is nothing to look at.
        """
        self.leave()
        card = self._model.card(row)
        if card is None or self.is_given(card.person.id):
            return None
        shown = Shown(card.person.id, card.person.library_id, card.faces)
        return self._entries.setdefault(card.person.id, Entry(card, shown)).text

    def give(self, given: Given) -> None:
        """What is left of a group looked at has got a name: a ghost, and the next card opens."""
        group = given.group
        entry = self._entries[group.group_id]
        faces = group.face_ids
        person = replace(entry.card.person, face_count=len(faces))
        entry.card, entry.group = Card(person, faces[: len(entry.card.faces)]), group
        entry.text, entry.without, entry.kept = given.name, given.without, given.kept
        self._model.put(entry.card)
        whom = Named(given.whom.id, given.name) if given.whom else None
        self._give(entry, whom.name if whom else None, whom)
        self._go_on(entry, 1)

    def drop(self, group_id: str) -> None:
        """The group has gone into another one; its text waits for an undo."""
        self.give_away([group_id])
        self._view.rest()
        self.closed.emit()

    # what is typed

    def _on_edited(self) -> None:
        self._is_guess, self._is_touched = False, True
        self._on_text()

    def _on_given(self) -> None:
        """Enter. Faces go to somebody known only if one has seen that they would.

        Who types ahead of the screen is asked later: the text stays on the card.
        """
        is_guess, is_seen = self._is_guess, self.offer.is_seen
        entry = self._closed_entry()
        if entry is None:
            return
        if is_guess:
            entry.text = self.field.text()
        joins = self._namesake(entry, entry.text) if entry.text else None
        if is_guess and not is_seen:
            entry.text = ""
        if not entry.text:
            del self._entries[entry.card.person.id]
        elif joins is None or is_seen:
            self._give(entry, joins, self._offered)
        self._go_on(entry, 1)

    def _on_stepped(self, by: int) -> None:
        entry = self._closed_entry()
        if entry is not None:
            self._put_down(entry)
            row = self._model.row_of(entry.card.person.id)
            if not (self.go_back_from(row) if by < 0 else self._go_on(entry, by)):
                self._view.rest()
                self._hide()
                self._view.focusNextPrevChild(by > 0)  # out of the cards

    def go_back_from(self, row: int) -> bool:
        """To the card before: into its field, or, where it has its name, to its ghost."""
        before = row - 1
        if before < 0:
            above = self.before
            if above is None or not above.go_back_from(above.last + 1):
                return False
            self._hide()
            return True
        if not self.is_given(self._model.ids[before]):
            return self.begin_from(before, -1)
        self._view.rest()
        choose(self._view, self._model.index(before))
        keys_used(self._view)
        self._hide()
        return True

    def _on_text(self) -> None:
        if self._open is None:
            return
        self._view.scrollTo(self._view.currentIndex())  # who types looks at what is typed
        self._say_who()

    def _say_who(self) -> None:
        """Who has the name in the field, and what Enter does for them."""
        if self._open is None:
            return
        text = self.field.text().strip()
        name = self._namesake(self._open, text) if text else None
        person_id = self._names.person_id(name) if name else None
        self._offered = Named(person_id, name) if name and person_id else None
        if name is None:
            self.field.set_hint("")
            self.offer.hide()
            self.placed.emit()
            return
        self.field.set_hint(self.tr("Enter · add"))
        what = words.faces(len(self._open.group.face_ids))
        said = self.tr("Add {faces} to {name}").format(faces=what, name=name)
        whose = self._offered
        self.offer.say(said, self._portrait(whose.id) if whose else self._face_of(name))
        self.placed.emit()

    def _on_apart(self) -> None:
        """Somebody else of that name."""
        entry, self._is_guess, self._is_touched = self._open, False, True
        name = self._namesake(entry, self.field.stop()) if entry else None
        if entry is None or name is None:
            self._on_given()
            return
        put_apart(
            self.field,
            name,
            beside=self._beside(entry.group.face_ids),
            is_free=lambda text: self._namesake(entry, text) is None,
        )
        self.field.set_hint(self.tr("tells them apart"))

    def _face_of(self, name: str) -> str | None:
        """A face of somebody whose name is being written."""
        key = names.key(name)
        given = (one for one in self._all_entries() if one.is_given and not one.is_ignored)
        return next((one.card.faces[0] for one in given if names.key(one.text) == key), None)

    def _namesake(self, asked: Entry, text: str) -> str | None:
        """Who has this name in the library of the card, or is about to get it."""
        key, library_id = names.key(text), asked.group.library_id
        for entry in self._all_entries():
            is_there = entry.is_given and entry.group.library_id == library_id
            if is_there and not entry.is_ignored and names.key(entry.text) == key:
                return entry.joins or entry.text
        return self._names.name(text)

    def _all_entries(self) -> Iterator[Entry]:
        """Of the cards above and below, too."""
        for each in (self, self.before, self.after):
            if each is not None:
                yield from each._entries.values()

    # what becomes of it

    def accept(self, person: Person) -> bool:
        """The open card is this person, whom the screen shows; whether somebody has the name."""
        entry, name = self._open, person.name or ""
        joins = self._namesake(entry, name) if entry is not None else None
        if entry is None or joins is None:
            return False
        self._closed_entry()
        entry.text = name
        self._give(entry, joins, Named(person.id, name))
        self._go_on(entry, 1)
        return True

    def _on_ignored(self) -> None:
        entry = self._closed_entry()
        if entry is not None:
            self._ignore([entry])
            self._go_on(entry, 1)

    def ignore(self, rows: Sequence[int]) -> None:
        """The cards of these rows are nobody one knows; in one step."""
        self.leave()
        cards = [self._model.card(row) for row in rows]
        read = [self._read(card) for card in cards if card and not self.is_given(card.person.id)]
        self._ignore([Entry(one.card, one.group) for one in read if one is not None])

    def _ignore(self, entries: Sequence[Entry]) -> None:
        hidden = [each for each in entries if each.card.person.is_hidden]
        for entry in hidden:
            self._entries.pop(entry.card.person.id, None)
        if hidden:  # they are ignored already
            self._actions.set_hidden([each.card.person for each in hidden], False)
        entries = [each for each in entries if each not in hidden]
        for entry in entries:
            entry.state, entry.is_ignored, entry.problem = State.WRITING, True, ""
            self._entries[entry.card.person.id] = entry
        if not entries:
            return
        self.changed.emit()
        self._view.viewport().update()

        def done(step_id: int | None) -> None:
            for entry in entries:
                person_id = "" if entry.is_single else entry.group.group_id
                self._on_written(entry, person_id, step_id)

        def failed(error: AppError) -> None:
            for entry in entries:
                self._mark_refused(entry, error)
            self._say_refused(entries[0], error)

        self._actions.ignore(
            groups={e.group.group_id: e.group.face_ids for e in entries if not e.is_single},
            faces=[each.group.group_id for each in entries if each.is_single],
            unlike={e.group.group_id: self._near(e.group.group_id) for e in entries},
            owner=self,
            done=done,
            failed=failed,
        )

    def _repaint(self, entry: Entry) -> None:
        """Its card alone: a whole page of them takes as long as all the rest of a key."""
        self._view.update(self._model.index(self._model.row_of(entry.card.person.id)))

    def _put_down(self, entry: Entry) -> None:
        if not entry.text:
            del self._entries[entry.card.person.id]
        else:
            entry.is_taken = self._namesake(entry, entry.text) is not None

    def _give(self, entry: Entry, joins: str | None, whom: Named | None) -> None:
        entry.state, entry.joins, entry.problem = State.WRITING, joins, ""
        entry.whom = whom if joins is not None else None
        entry.is_ignored = False
        self.given.emit()
        self.changed.emit()
        self._actions.name_group(
            NewName(entry.group, entry.text, joins, entry.whom, entry.without, entry.kept),
            owner=self,
            done=lambda person_id, step_id: self._on_written(entry, person_id, step_id),
            failed=lambda error: self._on_refused(entry, error),
        )
        self._repaint(entry)

    def _on_written(self, entry: Entry, person_id: str, step_id: int | None) -> None:
        entry.state, entry.person_id, entry.step_id = State.NAMED, person_id, step_id
        self._repaint(entry)
        if entry.is_unwanted:
            entry.is_unwanted = False
            self.take_back(entry.card.person.id)
        if self._open is None:
            self.closed.emit()

    def _on_refused(self, entry: Entry, error: AppError) -> None:
        """The card comes back with its text; whoever types meanwhile is not disturbed."""
        self._mark_refused(entry, error)
        self._say_refused(entry, error)

    def _mark_refused(self, entry: Entry, error: AppError) -> None:
        entry.state, entry.problem, entry.is_unwanted = (
            State.REFUSED,
            words.said(error.message),
            False,
        )
        self._entries[entry.card.person.id] = entry

    def _say_refused(self, entry: Entry, error: AppError) -> None:
        self._view.viewport().update()
        self.changed.emit()
        if self._open is None:
            self.closed.emit()
        why = words.why(error)
        if entry.is_ignored:
            said = self.tr("Nothing was ignored. {why}").format(why=why)
        else:
            said = self.tr("“{name}” wasn’t saved. {why}").format(name=entry.text, why=why)
        if isinstance(error, Conflict):
            self._actions.offer(said, self.tr("Show"), lambda: self._show(entry))
        else:
            self._actions.offer(said, self.tr("Try again"), self.retry)

    def retry(self) -> None:
        """Gives every name again that was not taken, in the order they were typed."""
        refused = [one for one in self._entries.values() if one.is_refused]
        if ignored := [one for one in refused if one.is_ignored]:
            self._ignore(ignored)
        for entry in refused:
            if not entry.is_ignored:
                self._give(entry, entry.joins, entry.whom)

    def _show(self, entry: Entry) -> None:
        self.begin_of(entry.card.person.id)


def _renewed(
    before: Sequence[str], now: Sequence[str], touched: Collection[str]
) -> tuple[str, ...]:
    """A card's faces with those touched that its group has now, and no others of them.

    Those it shows keep their order; each that comes stands before the first after it in `now`.
    Where none stays there are none: what one saw, and typed a name for, is not this group.
    """
    places = {face: place for place, face in enumerate(now)}
    shown = [face for face in before if face not in touched or face in places]
    for face in now if shown else ():
        if face in touched and face not in before:
            later = (at for at, each in enumerate(shown) if places.get(each, -1) > places[face])
            shown.insert(next(later, len(shown)), face)
    return tuple(shown)
