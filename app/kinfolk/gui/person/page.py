"""A person's page: who they are, their faces and photos, whom they are with, and their years."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from kinfolk.core.birth import Birth
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import PersonFace
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people import Person
from kinfolk.core.photos import photo_search
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photo_search import Companion
from kinfolk.errors import NameTaken, NotFound
from kinfolk.gui.actions.people import PeopleActions
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.commands import (
    Command,
    Commands,
    is_letter,
    key_tip,
    show_letters,
    translated,
)
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Carried, Drop, portrait_text
from kinfolk.gui.base.page import WindowPage
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.dialogs.merge import ask_with_whom, merge_sheet
from kinfolk.gui.person import face_commands
from kinfolk.gui.person.faces import span
from kinfolk.gui.person.faces_tab import FacesTab
from kinfolk.gui.person.header import PersonHeader
from kinfolk.gui.person.photos_tab import PhotosTab
from kinfolk.gui.person.tab import PersonTab
from kinfolk.gui.person.together_tab import TogetherTab
from kinfolk.gui.person.years_tab import YearsTab
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.key_bar import KeyBar
from kinfolk.gui.widgets.switches import Tabs
from kinfolk.naming.typed_name import TypedName
from kinfolk.recognition import conflicts
from kinfolk.recognition.born_about import born_about
from kinfolk.recognition.conflicts import Shared

LOOKED_AT = 60  # most faces by which people are compared
Span = tuple[date, date] | None  # days of the first and the last photo
# All read at one moment; the last is the year of birth on which the faces agree
_Read = tuple[Person | None, list[PersonFace], Span, list[Shared], Birth | None]


class PersonPage(WindowPage):
    """Show the page of a person or group, with four tabs.

    Everything that can be done by dragging also has a menu entry and a key.
    """

    tables = frozenset({"person", "face", "presence", "asset"})
    closed = Signal()  # the person is gone, or Esc was pressed
    person_opened = Signal(str)  # id of another person whose page is wanted
    review_wanted = Signal(str)  # person id: review the suggestions for them

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._person: Person | None = None
        self._found: list[PersonFace] = []
        self._span: Span = None
        self._born_about: Birth | None = None  # the year on which the faces agree
        self._namesake_id = ""  # id of the person who has the typed name already
        self._reads = Latest(context.tasks, self)
        self.act = PeopleActions(context, self)
        self._names = TypedName(context.db, None, context.fit)
        self.header = PersonHeader(context.thumbs, self._names.who_have)
        self.faces = FacesTab(context, self.act, self)
        self.photos = PhotosTab(context)
        self.together = TogetherTab(context)
        self.years = YearsTab(context)
        self.tabs = Tabs(
            [self.tr("Faces"), self.tr("Photos"), self.tr("Together with"), self.tr("By year")]
        )
        self.tabs.setAccessibleName(self.tr("Person tabs"))
        self.parts = QStackedWidget()
        self.keys = KeyBar()
        self._lay_out()
        self._connect()
        self._add_keys()
        self._on_tab()

    @property
    def tab(self) -> FacesTab | PersonTab:
        """The tab that is shown; another person is shown in the same tab."""
        current = self.parts.currentWidget()
        assert isinstance(current, FacesTab | PersonTab)
        return current

    @property
    def person_id(self) -> str | None:
        return self._person.id if self._person else None

    @property
    def is_group(self) -> bool:
        return self._person is not None and self._person.name is None

    def exists(self, person_id: str) -> bool:
        with self._context.db.read() as session:
            return person_id in people.cards(session, [person_id])

    def show_person(self, person_id: str) -> None:
        """Show a person; a person other than before from the top, with nothing selected."""
        if person_id != self.person_id:
            self.header.name.leave()  # a typed name belongs to the person before
            self._found, self._span, self._born_about = [], None, None
        self._read(person_id)
        self.faces.suggestions.show_person(person_id)
        self.take_focus()

    def take_focus(self) -> None:
        self.tab.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Type letters on the faces of a group into its name, as on its card."""
        is_typed = isinstance(event, QKeyEvent) and _is_letter(event)
        if not is_typed or not self.faces.commands.is_for_name:
            return super().eventFilter(watched, event)
        event.accept()  # before a command takes it
        if event.type() == QEvent.Type.KeyPress:
            self.header.name.begin()
            QApplication.sendEvent(self.header.name, event)
        return True

    def refresh(self) -> None:
        if self._person is not None:
            self._read(self._person.id)

    def _read(self, person_id: str) -> None:
        """Read the person now, and the person's faces in the background."""
        db = self._context.db
        try:
            with db.read() as session:
                self._person = people.get(session, person_id)
                names = people_lists.names(session, self._person.library_id)
        except NotFound:
            self._person = None
            self.closed.emit()
            return
        self._names.library_id = self._person.library_id
        self.header.name.names.set_names([name for other, name in names if other != person_id])
        self._show()
        self.faces.show_person(self._person)

        photos, library_id = PhotoFilter(all_of=(person_id,)), self._person.library_id

        def read() -> _Read:
            with db.read() as session:  # the person once more, at the same moment as the faces
                known = people.cards(session, [person_id]).get(person_id)
                found = faces.person_faces(session, person_id)
                ends = photo_search.span(session, photos, library_id)
                twice = conflicts.shared(session, [person_id])
                born = born_about(session, [face.face_id for face in found])
                return known, found, ends, twice, born

        def done(result: _Read) -> None:
            person, found, ends, twice, born = result
            if person is not None and self.person_id == person_id:
                self._person, self._found, self._span = person, found, ends
                self._born_about = born
                self._show()
                self.faces.show_faces(person, found, twice)

        self._reads.ask(read, done)  # if asked twice, only the newer result is shown

    def _show(self) -> None:
        person = self._person
        if person is None:
            return
        placed = sum(face.is_placed for face in self._found) if person.name else 0
        confirmed = len(self._found) - placed if placed else None
        seen = span(*self._span, date.today()) if self._span else ""
        self.header.show_person(person, seen, confirmed, self._born_about)
        for tab in (self.photos, self.together, self.years):
            tab.show_person(person)
        self._show_keys()

    # the tabs

    def show_tab(self, index: int) -> None:
        """Show a tab as a click would, with the keyboard in its contents."""
        controls.hand_keys(self.tabs)  # else hiding the old contents would take the focus ring away
        self.tabs.setCurrentIndex(index)
        self.take_focus()

    def make_person(self) -> bool:
        """Open the dialog for a new person with the selected faces.

        Returns False if there are none.
        """
        chosen = self.faces.grid.selected_ids() if self.tab is self.faces else []
        if chosen:
            self.faces.commands.make_person(chosen)
        return bool(chosen)

    def _on_tab(self) -> None:
        """Show the current tab's contents and the hints for its keys."""
        self.parts.setCurrentIndex(self.tabs.currentIndex())
        self._show_keys()

    def _show_keys(self) -> None:
        naming = COMMANDS.hints(self, "F2")  # first, because an unnamed group waits for its name
        self.keys.show_keys(*dict.fromkeys((*naming, *self.tab.hints, *COMMANDS.hints(self))))

    def _hint(self, index: int) -> str:
        """Return the hint for the key of a tab; none for the tab that is shown."""
        hints = [translated("faces"), translated("photos")]
        hints += [translated("together"), translated("years")]
        return "" if self.tabs.currentIndex() == index else hints[index]

    def _on_together(self, who: Companion) -> None:
        self.photos.bar.ask_for(who)
        self._show_part(self.photos)

    def _on_year(self, title: str) -> None:
        self.photos.show_year(title)
        self._show_part(self.photos)

    def _show_part(self, tab: PersonTab) -> None:
        self.show_tab(self.parts.indexOf(tab))

    # the person

    def _on_more(self, place: QPoint) -> None:
        """Open the menu with everything that can be done with the person."""
        person = self._person
        if person is None:
            return
        menu = controls.passing_menu(self)
        if (face_id := person.effective_face_id) is not None:
            links, among = self._context.menu_links, self.faces.grid.faces.ids
            show = partial(links.show_photo, face_id, among, self)
            links.from_face(menu, face_id, photo=show, here=person.id)
        text = self.tr("Show again") if person.is_hidden else self.tr("Hide")
        menu.addAction(text, partial(self.act.set_hidden, [person], not person.is_hidden))
        if self.header.merge.isHidden():
            COMMANDS.fill(menu, self, "Ctrl+M")
        face_commands.COMMANDS.fill(menu, self.faces.commands, "T")
        menu.addSeparator()
        if self.tab is self.photos:
            self.photos.commands.add_to(menu)
            menu.addSeparator()
        delete = partial(self.act.delete, [person])
        menu.addAction(theme.icon("trash", "danger"), self.tr("Delete"), delete)
        show_letters(menu, are_keys=not self.faces.commands.is_for_name)
        menu.popup(place)

    def _offer_portrait(self, carried: Carried) -> Drop | None:
        """Return the drop that makes a single face the portrait; None for several faces."""
        person, face_ids = self._person, carried.face_ids
        if person is None or len(face_ids) != 1:
            return None
        label = portrait_text(person.name)
        return Drop(label, lambda: self.act.make_portrait(face_ids[0], person, carried.since))

    def _on_name(self, name: str) -> None:
        """Rename the person; an empty name is restored, and removing it is offered."""
        person = self._person
        if person is None:
            return
        if not name:
            self._namesake_id = ""
            self.header.name.restore()
            self.header.show_problem(
                self.tr("A person without a name moves to Unnamed."), self.tr("Remove name")
            )
            return
        self.act.rename(
            person,
            name,
            done=lambda: self._on_renamed(name),
            taken=lambda taken: self._on_taken(person, taken),
        )

    def _on_renamed(self, name: str) -> None:
        field = self.header.name
        if field.hasFocus() and field.text().strip() == name:
            self.take_focus()

    def _on_taken(self, person: Person, taken: NameTaken) -> bool:
        """Leave the typed name in its field, and say that another person has that name.

        The user may change it, or merge the two people. Return False if that cannot be seen: the
        name was given by leaving the page or the person.
        """
        if self.person_id == person.id and self.header.name.is_typing:
            self._namesake_id = taken.person_id
            self.header.show_problem(
                words.said(taken.message), self.tr("Merge into {}").format(taken.name)
            )
            return self.isVisible()
        return False

    def _on_merge_offered(self) -> None:
        """Merge with who has the typed name, or remove the name, as the header offers."""
        if self._person is None:
            return
        if self._namesake_id:
            self._look_at_merge([self._namesake_id, self._person.id])
        else:
            self.header.show_problem("")
            self.act.clear_name(self._person)

    def merge(self) -> None:
        """Ask who else this person is, then compare the two in the merge sheet."""
        if self._person is None:
            return
        person, like = self._person, [face.face_id for face in self._found[:LOOKED_AT]]
        ask_with_whom(
            self._context,
            person,
            like=like,
            parent=self,
            chosen=lambda other: self._look_at_merge([person.id, other.id]),
        )

    def _look_at_merge(self, person_ids: Sequence[str]) -> None:
        sheet = merge_sheet(self._context, person_ids, self)
        if sheet is not None:
            sheet.agreed.connect(lambda stays, others, kept: self._on_merged(stays.id))
            sheet.open()

    def _on_merged(self, person_id: str) -> None:
        if person_id != self.person_id:
            self._person = None
            self.person_opened.emit(person_id)

    def _on_birth(self, person: Person | None, born: Birth | None) -> None:
        if person is not None and born != person.born:
            self.act.set_birth_date(person, born)
        self.take_focus()

    def _on_favorite(self) -> None:
        if self._person is not None:
            self.act.set_favorite([self._person], not self._person.is_favorite)

    def _connect(self) -> None:
        header = self.header
        self.faces.grid.installEventFilter(self)
        self.faces.grid.selection_changed.connect(self._show_keys)
        self.faces.review_wanted.connect(self.review_wanted)
        self.faces.photos_wanted.connect(lambda: self._show_part(self.photos))
        self.tabs.currentChanged.connect(self._on_tab)
        self.together.opened.connect(self._on_together)
        self.years.opened.connect(self._on_year)
        self.photos.together_wanted.connect(lambda: self._show_part(self.together))
        header.portrait.take_faces(self._offer_portrait)
        header.name_given.connect(self._on_name)
        header.name.leaving.connect(self.take_focus)
        header.merge_offered.connect(self._on_merge_offered)
        header.birth_given.connect(self._on_birth)
        header.favorite_wanted.connect(self._on_favorite)
        header.merge_wanted.connect(self.merge)
        header.menu_wanted.connect(self._on_more)
        self.act.merge_wanted.connect(self._look_at_merge)

    def _add_keys(self) -> None:
        for command in COMMANDS.commands:
            # Esc not on the whole page, because in the name it has its own meaning.
            parts = (self.tabs, self.faces.grid, self.photos, self.together, self.years)
            command.action(self, self, *(parts if command.name == "Esc" else [self]))
        self.header.merge.setToolTip(key_tip("Ctrl+M"))
        for index in range(self.tabs.count()):
            self.tabs.setTabToolTip(index, key_tip(f"Alt+{index + 1}"))

    def _on_escape(self) -> None:
        """Let the tab clear its selection or filter; if there is none, leave the page."""
        if not self.tab.let_go():
            self.closed.emit()

    def _lay_out(self) -> None:
        # The portrait's ring takes three of the pixels
        self.header.setContentsMargins(1, 0, OUTSIDE, 0)
        for part in (self.faces, self.photos, self.together, self.years):
            self.parts.addWidget(part)
        tabs = controls.row(self.tabs, margins=(OUTSIDE, 0, OUTSIDE, 0))
        side = theme.MARGIN - OUTSIDE
        parts = (self.header, 8, tabs, self.parts)
        whole = controls.column(*parts, spacing=0, margins=(side, 17, side, 0), grow=3)
        self.setLayout(whole)


def _is_letter(event: QKeyEvent) -> bool:
    """Return whether a letter is pressed, or about to be."""
    kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    return event.type() in kinds and is_letter(event) and event.text().isalpha()


# The other keys for Back belong to the window and lead through all visited pages.
COMMANDS: Commands[PersonPage] = Commands(
    "Person",
    Command("Alt+1", "Faces", lambda page: page.show_tab(0), hint=lambda page: page._hint(0)),
    Command("Alt+2", "Photos", lambda page: page.show_tab(1), hint=lambda page: page._hint(1)),
    Command(
        "Alt+3", "Together with", lambda page: page.show_tab(2), hint=lambda page: page._hint(2)
    ),
    Command("Alt+4", "By year", lambda page: page.show_tab(3), hint=lambda page: page._hint(3)),
    Command("Ctrl+M", "Merge…", PersonPage.merge, hint="merge…"),
    Command("Esc", "Back", PersonPage._on_escape, hint="back"),
    Command("Backspace Back", "Back", lambda page: page.closed.emit()),
    Command(
        "F2",
        "Name or rename",
        lambda page: page.header.name.begin(),
        hint=lambda page: translated("name") if page.is_group else "",
    ),
)
