"""A person's page: who they are, and all their faces by year."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfolk.core import faces, people, roster
from kinfolk.core.birth import Birth
from kinfolk.core.db.changes import Changes
from kinfolk.core.faces import PersonFace
from kinfolk.core.people import Person
from kinfolk.errors import NameTaken, NotFound
from kinfolk.gui.base import plain, theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Drop, portrait_text
from kinfolk.gui.base.page import Page
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.dialogs.merge import merge_sheet, same_chooser
from kinfolk.gui.faces.delegate import OUTSIDE
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.faces.model import FaceModel
from kinfolk.gui.faces.people_strip import PeopleStrip
from kinfolk.gui.faces.tips import FaceWords
from kinfolk.gui.person.actions import PersonActions
from kinfolk.gui.person.face_commands import FaceCommands
from kinfolk.gui.person.faces import by_photo, by_year
from kinfolk.gui.person.header import PersonHeader
from kinfolk.gui.person.suggestions_card import SuggestionsCard
from kinfolk.gui.person.twice_line import TwiceLine
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.key_bar import KeyBar
from kinfolk.recognition import conflicts
from kinfolk.recognition.conflicts import Shared

LOOKED_AT = 60  # faces by which people are compared


class PersonPage(Page):
    """Every drag has a menu entry and a key beside it."""

    tables = frozenset({"person", "face", "asset"})
    closed = Signal()  # back to everybody: the person is gone, or Esc
    person_opened = Signal(str)  # another person's page
    review_wanted = Signal(str)  # the questions about somebody

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._person: Person | None = None
        self._found: list[PersonFace] = []
        self._twice: list[Shared] = []  # the photos they are in more than once
        self._shows_twice = False  # these alone
        self._namesake_id = ""  # who has the name that was typed
        self._reads = Latest(context.tasks, self)
        self.act = PersonActions(context, self)
        self.header = PersonHeader(context.thumbs)
        self.twice = TwiceLine()
        self.suggestions = SuggestionsCard(context)
        self.grid = FaceGrid(
            context.thumbs, FaceModel(self, describe=FaceWords(context.db).describe)
        )
        self.grid.setAccessibleName(self.tr("Faces"))
        self.commands = FaceCommands(context, self.grid, self.act, self)
        self.strip = PeopleStrip(context, self)
        self.empty = controls.label("", "text", tone="muted", wrap=True)
        self.keys = KeyBar()
        self.keys.show_keys(
            (self.tr("Enter"), self.tr("the photo")),
            ("M", self.tr("move to…")),
            ("P", self.tr("portrait")),
            ("N", self.tr("new person")),
            (self.tr("Del"), self.tr("not them")),
            (self.tr("Ctrl M"), self.tr("merge…")),
            (self.tr("Esc"), self.tr("back")),
        )
        self._lay_out()
        self._connect()
        self._add_way_back()
        self._add_merge()

    @property
    def person_id(self) -> str | None:
        return self._person.id if self._person else None

    @property
    def is_group(self) -> bool:
        """Whoever is shown has no name yet."""
        return self._person is not None and self._person.name is None

    def exists(self, person_id: str) -> bool:
        """Whether there is such a page."""
        with self._context.db.read() as session:
            return person_id in people.cards(session, [person_id])

    def show_person(self, person_id: str) -> None:
        """Another person: from the top, nothing selected."""
        if person_id != self.person_id:
            self.header.name.leave()  # a name is for whom it was typed
            self._found, self._twice, self._shows_twice = [], [], False
            self.grid.show_faces([])
            self.grid.verticalScrollBar().setValue(0)
        self.suggestions.show_person(person_id)
        self._read(person_id)
        self.grid.setFocus()

    def take_focus(self) -> None:
        """The keyboard starts with the faces."""
        self.grid.setFocus()

    def refresh(self, changes: Changes) -> None:
        if self._person is not None:
            self._read(self._person.id)

    def _read(self, person_id: str) -> None:
        db = self._context.db
        try:
            with db.read() as session:
                self._person = people.get(session, person_id)
                names = roster.names(session, self._person.library_id)
        except NotFound:
            self._person = None
            self.closed.emit()
            return
        self.header.name.names.set_names([name for other, name in names if other != person_id])
        self._show()

        def read() -> tuple[Person | None, list[PersonFace], list[Shared]]:
            with db.read() as session:  # the person again: all of one moment
                known = people.cards(session, [person_id]).get(person_id)
                found = faces.person_faces(session, person_id)
                return known, found, conflicts.shared(session, [person_id])

        def done(result: tuple[Person | None, list[PersonFace], list[Shared]]) -> None:
            person, found, twice = result
            if person is not None and self.person_id == person_id:
                self._person, self._found, self._twice = person, found, twice
                self._shows_twice = self._shows_twice and bool(twice)
                self._show()

        self._reads.ask(read, done)  # of two reads the newer one is shown, whichever ends last

    def _show(self) -> None:
        person = self._person
        if person is None:
            return
        years = by_year(self._found, person, date.today())
        ids, sections = years.ids, years.sections
        if self._shows_twice:
            ids, sections = by_photo(self._found, self._twice)
        self.grid.show_faces(ids, sections)
        self._show_twice_line()
        self.grid.faces.set_portrait(person.thumbnail_face_id)
        placed = self._placed(person)
        self.grid.faces.set_placed(placed)
        confirmed = len(self._found) - len(placed) if placed else None
        self.header.show_person(person, years.span, confirmed)
        self.empty.setText(
            self.tr(
                "No faces yet. Drop some on the card among the people, or on the portrait here."
            )
        )
        self.empty.setVisible(person.face_count == 0)
        self.commands.set_person(person)

    def _placed(self, person: Person) -> set[str]:
        """What scans gave to somebody with a name; nobody has said whose a group is."""
        by_scan = {face.face_id for face in self._found if face.is_placed}
        return by_scan if person.name else set()

    def _show_twice(self, is_on: bool) -> None:
        """The photos alone in which they are twice, or all their faces again."""
        self._shows_twice = is_on
        self.grid.verticalScrollBar().setValue(0)
        self._show()
        self.grid.setFocus()

    def _show_twice_line(self) -> None:
        if self._person is not None:
            who = self.act.called([self._person])
            meant = len(self._meant_twice())
            self.twice.show_photos(len(self._twice), who, is_on=self._shows_twice, meant=meant)

    def _meant_twice(self) -> list[Shared]:
        """The photos with selected faces; where there is one photo, that one."""
        chosen = set(self.grid.selected_ids())
        if len(self._twice) == 1:
            return self._twice
        return [photo for photo in self._twice if chosen.intersection(photo.face_ids)]

    def _on_twice_right(self) -> None:
        if self._person is not None and (meant := self._meant_twice()):
            self.act.leave_twice(self._person, meant)

    # the person

    def _on_more(self, place: QPoint) -> None:
        person = self._person
        if person is None:
            return
        menu = controls.menu(self)
        text = self.tr("Show among people") if person.is_hidden else self.tr("Hide")
        hide = menu.addAction(text)
        hide.triggered.connect(lambda: self.act.set_hidden([person], not person.is_hidden))
        if self.header.merge.isHidden():
            menu.addAction(self.merging)
        menu.addAction(self.commands.split)
        menu.addSeparator()
        delete = menu.addAction(theme.icon("trash", "danger"), self.tr("Delete"))
        delete.triggered.connect(lambda: self.act.delete([person]))
        menu.popup(place)
        menu.aboutToHide.connect(menu.deleteLater)

    def _offer_portrait(self, face_ids: Sequence[str]) -> Drop | None:
        person = self._person
        if person is None or len(face_ids) != 1:
            return None
        label = portrait_text(person.name)
        return Drop(label, lambda: self.act.make_portrait(face_ids[0], person))

    def _on_dragged(self, face_ids: Sequence[str]) -> None:
        """Where else the faces may go, as long as they are on the move."""
        if face_ids and self._person is not None:
            self.strip.show_for(face_ids, self._person)
        else:
            self.strip.hide()

    def _on_name(self, name: str) -> None:
        person = self._person
        if person is None:
            return
        if not name:
            self.act.clear_name(person)
            return
        self.act.rename(
            person.id,
            name,
            done=lambda: self._on_renamed(name),
            taken=lambda taken: self._on_taken(person, taken),
        )

    def _on_renamed(self, name: str) -> None:
        field = self.header.name
        if field.hasFocus() and field.text().strip() == name:
            self.grid.setFocus()

    def _on_taken(self, person: Person, taken: NameTaken) -> None:
        """The name stays in its field, to be changed, or to say that both are one."""
        if self.person_id == person.id and self.header.name.is_typing:
            self._namesake_id = taken.person_id
            self.header.show_problem(taken.message, self.tr("Merge into {}").format(taken.name))

    def _on_merge_offered(self) -> None:
        if self._person is not None:
            self._look_at_merge([self._namesake_id, self._person.id])

    def merge(self) -> None:
        """Who else is this? Then both are looked at before they are merged."""
        if self._person is None:
            return
        person, like = self._person, [face.face_id for face in self._found[:LOOKED_AT]]
        chooser = same_chooser(self._context, person, like=like, parent=self)
        chooser.chosen.connect(lambda other: self._look_at_merge([person.id, other.id]))
        chooser.open()

    def _look_at_merge(self, person_ids: Sequence[str]) -> None:
        sheet = merge_sheet(self._context, person_ids, self)
        if sheet is not None:
            sheet.agreed.connect(lambda stays, others, kept: self._on_merged(stays.id))
            sheet.photo_wanted.connect(self._show_photo)
            sheet.open()

    def _show_photo(self, face_id: str, among: Sequence[str]) -> None:
        PhotoView(self._context, face_id, among=among, parent=self).open()

    def _on_merged(self, person_id: str) -> None:
        """The page follows whoever stays."""
        if person_id != self.person_id:
            self._person = None
            self.person_opened.emit(person_id)

    def _on_birth(self, born: Birth | None) -> None:
        if self._person is not None and born != self._person.born:
            self.act.set_birth_date(self._person, born)

    def _on_favorite(self) -> None:
        if self._person is not None:
            self.act.set_favorite([self._person], not self._person.is_favorite)

    def _connect(self) -> None:
        header = self.header
        self.twice.wanted.connect(self._show_twice)
        self.twice.right_wanted.connect(self._on_twice_right)
        self.grid.selection_changed.connect(self._show_twice_line)
        self.suggestions.review_wanted.connect(self.review_wanted)
        self.grid.dragged.connect(self._on_dragged)
        self.strip.given.connect(self.act.give)
        self.strip.new_wanted.connect(self.commands.make_person)
        header.portrait.take_faces(self._offer_portrait)
        header.name_given.connect(self._on_name)
        header.name.leaving.connect(self.grid.setFocus)
        header.merge_offered.connect(self._on_merge_offered)
        header.birth_given.connect(self._on_birth)
        header.favorite_wanted.connect(self._on_favorite)
        header.merge_wanted.connect(self.merge)
        header.menu_wanted.connect(self._on_more)
        self.act.merge_wanted.connect(self._look_at_merge)

    def _add_merge(self) -> None:
        self.merging = QAction(self.header.merge.text(), self)
        self.merging.setShortcut("Ctrl+M")
        self.merging.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.merging.setShortcutVisibleInContextMenu(True)
        self.merging.triggered.connect(self.merge)
        self.addAction(self.merging)
        key = self.merging.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.header.merge.setToolTip(plain.tip(self.tr("Key: {}").format(key)))

    def _add_way_back(self) -> None:
        back = QAction(self.tr("Back"), self)
        back.setShortcuts(QKeySequence.StandardKey.Back)
        back.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.triggered.connect(self.closed)
        self.addAction(back)
        leave = QAction(self.tr("Back"), self)
        leave.setShortcut("Esc")
        leave.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # Esc in the name is its own
        leave.triggered.connect(self._on_escape)
        self.grid.addAction(leave)

    def _on_escape(self) -> None:
        """First what is selected is let go, then the photos shown alone, then the page."""
        if self.grid.selected_ids():
            self.grid.clearSelection()
        elif self._shows_twice:
            self._show_twice(False)
        else:
            self.closed.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        side = theme.MARGIN - OUTSIDE
        layout.setContentsMargins(side, 17, side, 0)
        layout.setSpacing(0)
        for widget in (self.header, self.twice, self.commands.bar, self.empty):
            widget.setContentsMargins(OUTSIDE, 0, OUTSIDE, 0)
        self.header.setContentsMargins(1, 0, OUTSIDE, 0)  # the portrait's own ring takes three
        layout.addWidget(self.header)
        layout.addWidget(self.twice)
        layout.addSpacing(12)
        card = controls.row(self.suggestions)
        card.setContentsMargins(OUTSIDE, 0, OUTSIDE, 0)
        layout.addLayout(card)
        layout.addSpacing(4)
        layout.addWidget(self.commands.bar)
        layout.addWidget(self.empty)
        layout.addWidget(self.grid, 1)
