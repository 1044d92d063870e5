"""A sheet to choose a person: type a part of the name, or use the arrow keys."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kinfolk.core.people import people_lists
from kinfolk.core.people.people import Person
from kinfolk.core.people.people_lists import Section, Sort
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.people import person_cards
from kinfolk.gui.who.rows import Candidates, Shape
from kinfolk.gui.widgets.controls import Button, NameField, fill, label, row, set_tone
from kinfolk.gui.widgets.sheet import Sheet

_tr = partial(QCoreApplication.translate, "PersonChooser")

ROWS = Shape(48, 36)


class PersonChooser(Sheet):
    """List everyone except `other_than`, those who look most like the faces first.

    No one is chosen at first; typing chooses only if one person is left. A name that no one has may
    be used for a new person.
    """

    chosen = Signal(object)  # the Person as the list showed it
    new_wanted = Signal(str)  # a new person with the typed name, "" for none

    def __init__(
        self,
        context: Context,
        *,
        title: str,
        action: str,
        tell: Callable[[Person], str],
        like: Sequence[str],
        other_than: Person,
        parent: QWidget,
        makes_new: bool = False,
    ) -> None:
        """`tell(person)` says what choosing someone will do; `like` are the faces it is about.

        With `makes_new` it may also be a person who does not exist yet.
        """
        super().__init__(parent, title=title, size=QSize(460, 520), action=action)
        self.since = datetime.now(UTC)  # when it was opened
        self._context = context
        self._other_than = other_than
        self._like = like
        self._tell = tell
        self._action = action
        self._ranks: dict[str, int] = {}  # id -> place by likeness, once that is known
        self.search = NameField(self.tr("Search people"))
        self.search.setAccessibleName(self.tr("Search people"))
        self.list = Candidates(context.thumbs, person_cards(context.db), ROWS, name=title)
        self.empty = label(self.tr("No people found."), tone="muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.new = Button("", icon="plus", clicked=self._on_new)
        parts = (self.search, self.empty, self.list, row(self.new, None))
        fill(self.body, *parts, spacing=10, grow=2)
        # Only once it has a parent: else it would be shown as a window
        self.new.setVisible(makes_new)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._on_text)
        self.list.doubleClicked.connect(self.accept)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._on_text()
        context.review.rank(like, self._on_ranked, owner=self)

    def first_focus(self) -> QWidget:
        return self.search

    def accept(self) -> None:
        if self._is_new:
            self._on_new()
            return
        if (person := self.list.marked) is not None:
            super().accept()
            self.chosen.emit(person)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if watched is self.search and isinstance(event, QKeyEvent) and event.key() in moves:
            if event.type() == QEvent.Type.KeyPress:
                self.list.step(Qt.Key(event.key()))
            return True
        return super().eventFilter(watched, event)

    def _on_text(self) -> None:
        """List the people whose names contain what is typed."""
        text = self.search.text().strip()
        with self._context.db.read() as session:
            wall, library_id = people_lists.wall, self._other_than.library_id
            named = wall(session, library_id, text=text, sort=Sort.NAME_ASC)
            unnamed = [] if text else wall(session, library_id, section=Section.UNNAMED)
        ids = [each for each in (*named, *unnamed) if each != self._other_than.id]
        ids.sort(key=lambda each: self._ranks.get(each, len(self._ranks)))
        self._is_new = bool(text) and not ids and not self.new.isHidden()
        self.empty.setVisible(not ids)
        self._show_new(words.short(text, 24))
        self.list.show_people(ids, typed=text, marked=0 if text and len(ids) == 1 else -1)
        self._on_current()

    def _show_new(self, name: str) -> None:
        """Show the button for a new person; it is also the primary one if no one is left."""
        text = self.tr("New person “{}”…").format(name) if name else self.tr("New person…")
        self.new.setText(text)
        self.primary.setText(self.tr("New person…") if self._is_new else self._action)

    def _on_new(self) -> None:
        super().accept()
        self.new_wanted.emit(self.search.text().strip())

    def _on_ranked(self, ids: Sequence[str]) -> None:
        """Sort by likeness, unless the user is choosing already."""
        self._ranks = {person_id: place for place, person_id in enumerate(ids)}
        if not self.list.currentIndex().isValid() and not self.list.underMouse():
            self._on_text()

    def _on_current(self) -> None:
        person = self.list.marked
        self.primary.setEnabled(person is not None or self._is_new)
        against = self._against(person) if person else ""
        set_tone(self.sentence, "warning" if against else "muted")
        told = self._tell(person) if person else self._unsaid()
        self.sentence.setText(" ".join(filter(None, (against, told))))

    def _against(self, person: Person) -> str:
        """Say what stands against this person, "" if nothing does or they have no name."""
        found = self._context.fit.objection(self._like, person.id) if person.name else None
        if found is None or person.name is None:
            return ""
        return words.objection(found, words.short(person.name, 24), len(self._like))

    def _unsaid(self) -> str:
        """Return the sentence shown while no one is chosen."""
        if self._is_new:
            return self.tr("You can check the faces first.")
        return self.tr("Choose a person.")


def ask_whose(
    context: Context,
    face_ids: Sequence[str],
    *,
    of: Person,
    parent: QWidget,
    give: Callable[[Sequence[str], Person, datetime], object],
    new: Callable[[Sequence[str], str], object],
    number: int | None = None,
) -> None:
    """Ask who gets these faces `of` someone; `number` counts those that they stand for, too.

    Call `give` with them, the person and when it was asked, or `new` with a new person's name.
    """
    number = number or len(face_ids)
    chooser = PersonChooser(
        context,
        title=_tr("Move {} to…").format(words.faces(number)),
        action=_tr("Move"),
        tell=lambda other: words.will_move(number, other.name),
        like=face_ids,
        other_than=of,
        parent=parent,
        makes_new=True,
    )
    chooser.chosen.connect(lambda other: give(face_ids, other, chooser.since))
    chooser.new_wanted.connect(partial(new, face_ids))
    chooser.open()


COMMANDS: Commands[PersonChooser] = Commands(
    "Choosing a person",
    Command("Down Up", "Choose another person while typing"),
    Command("PgDown PgUp", "Page up or down"),
)
