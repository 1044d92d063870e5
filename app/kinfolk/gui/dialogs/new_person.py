"""The dialog New person: a name, a birth date, and which faces are theirs."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from kinfolk.core.actions import Act, Action
from kinfolk.core.birth import Birth
from kinfolk.core.db.changes import Changes
from kinfolk.core.db.rows import MAX_PAGE
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import FacesQuery
from kinfolk.core.people import concurrent_decisions, people, people_lists
from kinfolk.core.people.concurrent_decisions import Asked
from kinfolk.core.people.people import Person
from kinfolk.core.photos import library
from kinfolk.errors import AppError, Invalid, NameTaken
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.dialogs.face_picker import FacePicker, Tab
from kinfolk.gui.dialogs.new_person_form import WIDTH, PersonForm
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.who.namesake import APART, put_apart, with_other
from kinfolk.gui.widgets.controls import column, holding, row, scrolling, set_tone
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.naming.typed_name import TypedName
from kinfolk.recognition.born_about import born_about

_BAR = 12  # pixels for a scroll bar beside the fields, in a low window


class _Owner(NamedTuple):
    """Hold someone who has some of the chosen faces now, and how many."""

    name: str | None
    number: int


class NewPersonDialog(Sheet):
    """Create a person with the chosen faces, or add these to the person who has the name."""

    created = Signal(str)  # id of the person who has the faces now

    def __init__(
        self,
        context: Context,
        *,
        face_ids: Sequence[str] = (),
        group_id: str | None = None,
        parent: QWidget,
    ) -> None:
        """`face_ids` are chosen at the start; without them all faces of the group are."""
        super().__init__(
            parent,
            title=self.tr("New person"),
            size=QSize(928, 688),
            action=self.tr("Create person"),
        )
        self.commands = (COMMANDS, *self.commands)
        self._context = context
        self._group_id = group_id
        self._library_id: str | None = None  # asked in the dialog if nothing tells it
        # When it was opened, or an error was shown: a no said after that is not overruled
        self._since = datetime.now(UTC)
        self._name = TypedName(context.db, None, context.fit, faces=lambda: self.picker.chosen)
        # Owners of the chosen faces by id; None until they are read
        self._owners: dict[str, _Owner] | None = None
        self._reads = Latest(context.tasks, self)  # an older answer must not come last
        self.form = PersonForm(context.thumbs, self._name.who_have)
        self.picker = FacePicker(context, chosen=face_ids, group_id=group_id)
        fields = scrolling(holding(column(self.form)))
        fields.setFixedWidth(WIDTH + _BAR)
        self.body.addLayout(row(fields, self.picker, spacing=24 - OUTSIDE - _BAR, grow=1))
        self.form.name_changed.connect(self._on_name)
        self.form.apart_wanted.connect(self.keep_apart)
        self.form.library_changed.connect(self._on_library)
        self.form.faces_dropped.connect(self._on_dropped)
        self.form.birth.day_changed.connect(self._tell)
        self.picker.changed.connect(self._on_faces)
        self.picker.search.abandoned.connect(self.form.name.setFocus)
        context.bus.changed.connect(self.on_changed)
        self._read_libraries()
        self._choose_group()
        self._start_tab()

    def first_focus(self) -> QWidget:
        return self.form.name

    def keep_apart(self) -> None:
        """Offer a name in the field that tells the new person from the one who has it already."""
        other = self._name.apart(with_other())
        if other is not None:
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
            put_apart(self.form.name, other)
            self.form.say_apart(other.word)

    def on_changed(self, changes: Changes) -> None:
        """Read the names, and who has the chosen faces, again if they may have changed."""
        if any(table in changes for table in ("person", "face", "presence", "library")):
            self._read_people()
            self._read_owners()

    def accept(self) -> None:
        """Write, and close once it is written; show what is refused beside its field."""
        if self.form.birth.problem and self._name.owner is None:
            self.form.show_birth_problem(self.form.birth.problem)
            self.form.birth.setFocus()
            return
        if self._name.asks():
            self._tell()
            return
        # Until it is written: a second click would find the name taken
        self.primary.setEnabled(False)
        if self._name.owner is None:
            self._create()
        else:
            self._give(self._name.owner)

    # reading

    def _read_libraries(self) -> None:
        """Read the libraries, and take the one of the faces if they tell it."""
        with self._context.db.read() as session:
            found = library.listing(session)
            found.sort(key=lambda each: each.asset_count, reverse=True)
            given = _library_of(session, self._group_id, self.picker.chosen)
        self.form.set_libraries(() if given else found)
        self._library_id = given or self.form.library_id
        self._read_people()

    def _read_people(self) -> None:
        with self._context.db.read() as session:
            names = people_lists.names(session, self._library_id)
        self.form.set_names([name for _, name in names])
        self.picker.load(self._library_id)
        self._on_name()

    def _choose_group(self) -> None:
        if self._group_id is None:
            return
        with self._context.db.read() as session:
            group = people.get(session, self._group_id)
            whole = faces.ids(session, person_id=self._group_id)
        if not self.picker.chosen:
            self.picker.choose(whole)
        # Marked, so that the portrait is the face on the group's card, not the first one chosen.
        if group.effective_face_id in self.picker.chosen:
            self.picker.mark(group.effective_face_id)

    def _start_tab(self) -> None:
        if self._group_id:
            self.picker.show_tab(Tab.GROUP)
        elif not self.picker.chosen:
            self.picker.show_tab(Tab.UNASSIGNED)
        self._on_faces()

    # what was entered

    def _on_name(self) -> None:
        """Check whether the name belongs to someone, and adapt the dialog."""
        self._name.library_id = self._library_id
        self._name.write(self.form.name_text)
        taken = self._name.owner
        if taken is not None:
            self.form.show_taken(taken)
        else:
            self.form.show_name_hint()
        self.form.set_only_faces(taken is not None)
        self._tell()

    def _on_library(self) -> None:
        self._library_id = self.form.library_id
        self.picker.clear()
        self._read_people()

    def _on_dropped(self, face_ids: Sequence[str]) -> None:
        self.picker.choose(face_ids)
        self.picker.mark(face_ids[0])

    def _on_faces(self) -> None:
        self.form.portrait.set_face(self.picker.portrait)
        self._owners = None
        self._read_owners()
        self._tell()

    def _read_owners(self) -> None:
        """Read in the background who has the chosen faces, and on which birth they agree."""
        chosen, library_id = self.picker.chosen, self._library_id

        def read(session: Session) -> tuple[dict[str, _Owner], Birth | None]:
            return _owners(session, chosen, library_id), born_about(session, chosen)

        def done(found: tuple[dict[str, _Owner], Birth | None]) -> None:
            if self.picker.chosen == chosen:  # otherwise a newer reading is under way
                self._owners, born = found
                self.form.offer_birth(born)
                self._tell()

        self._reads.ask(self._context.reading(read), done)

    # what will happen

    def _tell(self) -> None:
        number = len(self.picker.chosen)
        self._name.weigh()
        set_tone(self.sentence, "warning" if self._name.objection else "muted")
        self.sentence.setText(self._sentence(number))
        if self._name.owner is not None and self._name.owner.name:
            name = words.short(self._name.owner.name, 24)
            self.primary.setText(self.tr("Add to {}").format(name))
            self.primary.setEnabled(number > 0)
        else:
            is_group = number > 0 and not self._name.text
            self.primary.setText(self.tr("Create group") if is_group else self.tr("Create person"))
            self.primary.setEnabled(bool(number or self._name.text))

    def _sentence(self, number: int) -> str:
        name = words.short(str(self._name), 24)
        if self._name.owner is not None and not number:
            return self.tr("Select the faces to add to {}.").format(name)
        if self._name.objection is not None:
            return words.objected(self._name, name, number)
        if not number and not name:
            return self.tr("Enter a name or select a face.")
        if not number:
            return self.tr("No faces yet. You can add some later.")
        text = (
            self.tr("{faces} will be added to {name}. {moving:Your photos aren’t changed.}")
            if name
            else self.tr(
                "{faces} will become an unnamed group. {moving:Your photos aren’t changed.}"
            )
        )
        return words.fill(text, faces=words.faces(number), name=name, moving=self._moving())

    def _moving(self) -> str | None:
        """Say who loses faces; None if no one does. A group that gets its name now loses none."""
        owners = dict(self._owners or {})
        if self._group_id in owners and owners[self._group_id].name is None:
            del owners[self._group_id]
        receives = self._name.owner and self._name.owner.id
        losers = [owner for person_id, owner in owners.items() if person_id != receives]
        if not losers:
            return None
        name = losers[0].name if len(losers) == 1 else None
        return words.moving(
            sum(owner.number for owner in losers), words.short(name, 24) if name else ""
        )

    # writing

    def _create(self) -> None:
        form, chosen, portrait = self.form, self.picker.chosen, self.picker.portrait
        name, born = form.name_text or None, form.birth.born
        favorite, hidden = form.favorite.isChecked(), form.hidden.isChecked()
        still_free = self._still_free(chosen)

        def work(session: Session) -> Person:
            face_ids = still_free(session)
            made = people.create(
                session,
                name=name,
                birth_date=born,
                is_favorite=favorite,
                is_hidden=hidden,
                thumbnail_face_id=portrait if portrait in face_ids else None,
                library_id=self._library_id,
                face_ids=face_ids,
            )
            return people.only_new(session, made)

        self._context.ops.run(
            work,
            Action.of(Act.NEW_PERSON, name=name),
            owner=self,
            toast=self._toast(name, len(chosen)),
            done=lambda made: self._on_done(made.id),
            failed=self._on_refused,
        )

    def _give(self, person: Person) -> None:
        chosen = self.picker.chosen
        number = words.faces(len(chosen))
        still_free = self._still_free(chosen, person.id)
        self._context.ops.run(
            lambda session: people.give(session, person.id, still_free(session)),
            Action.of(Act.GIVE, faces=len(chosen), name=person.name),
            about=[person, Asked(person.id, chosen, self._group_id, self._since)],
            owner=self,
            toast=self.tr("{number} added to {name}").format(number=number, name=person.name),
            done=lambda _: self._on_done(person.id),
            failed=self._on_refused,
        )

    def _still_free(
        self, chosen: Sequence[str], person_id: str | None = None
    ) -> Callable[[Session], list[str]]:
        """Return a function that returns the faces, or raises if they have an unexpected owner.

        The sheet has named those who lose faces; no one else may.
        """
        owners = self._owners
        # Not read yet: whoever was that quick means the faces as they were chosen
        if owners is None:
            with self._context.db.read() as session:
                owners = _owners(session, chosen, self._library_id)
        whose = {each for each, owner in owners.items() if owner.name} | {person_id or ""}
        group_id = self._group_id

        def read(session: Session) -> list[str]:
            return (
                concurrent_decisions.still_free(session, chosen, group_id, whose) if chosen else []
            )

        return read

    def _toast(self, name: str | None, number: int) -> str:
        whom = name or self.tr("A new group")
        if not number:
            return self.tr("{} added").format(whom)
        return self.tr("{whom} added with {faces}").format(whom=whom, faces=words.faces(number))

    def _on_done(self, person_id: str) -> None:
        self.created.emit(person_id)
        super().accept()

    def _on_refused(self, error: AppError) -> None:
        self.primary.setEnabled(True)
        self._since = datetime.now(UTC)
        if isinstance(error, NameTaken):
            # Someone has got the name in the meantime: offer to add the faces to them.
            self._on_name()
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, Invalid) and error.field == "birth_date":
            self.form.show_birth_problem(words.said(error.message))
            self.form.birth.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, Invalid):
            self.form.show_name_hint(words.said(error.message))
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._context.ops.refused.emit(error)


def _owners(session: Session, chosen: Sequence[str], library_id: str | None) -> dict[str, _Owner]:
    numbers: Counter[str] = Counter()
    for start in range(0, len(chosen), MAX_PAGE):
        some = chosen[start : start + MAX_PAGE]
        query = FacesQuery(library_id=library_id, ids=some, limit=MAX_PAGE)
        found = faces.page(session, query).data
        numbers.update(face.person_id for face in found if face.person_id)
    cards = people.cards(session, numbers)
    return {
        person_id: _Owner(cards[person_id].name, number)
        for person_id, number in numbers.items()
        if person_id in cards
    }


def _library_of(session: Session, group_id: str | None, face_ids: Sequence[str]) -> str | None:
    """Return the library of the group or the faces, or None if neither is given."""
    if group_id:
        return people.get(session, group_id).library_id
    return faces.get(session, face_ids[0]).library_id if face_ids else None


COMMANDS: Commands[NewPersonDialog] = Commands(
    "New person",
    Command(APART, "Someone else with this name", NewPersonDialog.keep_apart),
    Command("Ctrl+F", "Search people", lambda dialog: dialog.picker.search.setFocus()),
)
