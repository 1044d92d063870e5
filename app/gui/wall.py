"""The people wall: everybody with a name, and the groups that have none yet."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.core import faces, roster
from app.core.changes import Changes
from app.core.roster import Section, Sort
from app.gui import theme, wall_read, words
from app.gui.context import Context
from app.gui.drag import FaceDrop
from app.gui.edge_scroll import EdgeScroll
from app.gui.page import Page
from app.gui.people_actions import PeopleActions
from app.gui.people_model import PERSON_ID, PeopleModel, settled
from app.gui.tasks import Latest
from app.gui.wall_empty import WallEmpty
from app.gui.wall_lists import GroupList, PeopleList, WallList
from app.gui.wall_menus import add_keys, people_menu
from app.gui.wall_read import Standing, Wish
from app.gui.wall_sort import SortMenu
from app.gui.widgets import Button, label, row, scrolling


class Wall(Page):
    """Shows one section at a time; reads off the main thread, so a refresh never holds it up."""

    tables = frozenset({"person", "face", "asset", "folder", "library"})
    person_opened = Signal(str)
    new_person_wanted = Signal(object, object)  # face ids, a group's id or None
    folder_wanted = Signal()
    typed = Signal(str)  # a letter for the search field

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.act = PeopleActions(context, self)
        self.section = Section.PEOPLE
        self._text = ""
        self._sort = Sort.COUNT_DESC
        self._is_scanning = False
        self._reads = Latest(context.tasks, self)
        self.people = PeopleList(
            PeopleModel(wall_read.person_cards(context.db), self),
            self.act,
            context.thumbs,
            size=context.settings.portrait_size,
        )
        self.groups = GroupList(
            PeopleModel(wall_read.group_cards(context.db), self),
            self.act,
            context.thumbs,
            names=self._names,
            faces_of=self._faces_of,
        )
        self._build()
        for view in (self.people, self.groups):
            self._connect(view)
        context.bus.changed.connect(self.on_changed)

    # what it shows

    def show_section(self, section: Section) -> None:
        """People, unnamed groups, favourites or hidden people."""
        if section != self.section:
            self.section = section
            self._show_title()
            self.people.people.sync([])
            self.groups.people.sync([])
            self.empty.hide()
            self._scroll.verticalScrollBar().setValue(0)
            self.refresh(Changes.everything())

    def take_focus(self) -> None:
        """The keyboard starts with the cards."""
        view = self.groups if self.section is Section.UNNAMED else self.people
        view.setFocus()

    def go_to_first(self) -> None:
        """The keyboard goes to the first card, as soon as what was searched for is there."""
        self._read(lambda: self._stocked.go_to_first())

    def open_first(self) -> None:
        """Opens who was searched for, as soon as it is known who comes first."""
        if self._text:
            self._read(lambda: self._stocked.open_first())

    @property
    def _stocked(self) -> WallList:
        return self.people if self.people.people.rowCount() else self.groups

    def filter(self, text: str) -> None:
        """Only whose name contains the text."""
        self._text = text.strip()
        self.refresh(Changes.everything())

    def set_scanning(self, scanning: bool) -> None:
        """While a scan runs, who is shown stays in place and who is new comes last."""
        self._is_scanning = scanning
        self.refresh(Changes.everything())

    def set_portrait_size(self, size: int) -> None:
        """The diameter of the portraits; bounded."""
        self._sorting.slider.setValue(size)

    def resize_portraits(self, pixels: int) -> None:
        """Larger or smaller by so much."""
        self._sorting.slider.setValue(self._sorting.slider.value() + pixels)

    def refresh(self, changes: Changes) -> None:
        """Reads who stands where, with the cards in view."""
        self._read()

    def _read(self, then: Callable[[], None] = lambda: None) -> None:
        people, groups = self.people.people, self.groups.people
        wish = Wish(self.section, self._text, self._sort, people.seen, groups.seen)
        db = self._context.db

        def done(read: Standing) -> None:
            self._show(wish, read)
            then()

        self._reads.ask(lambda: wall_read.standing(db, wish), done)

    def _show(self, wish: Wish, read: Standing) -> None:
        if wish.section is not self.section:
            return  # somebody went elsewhere meanwhile, and asked for that
        for view, wanted, cards in (
            (self.people, read.people, read.people_cards),
            (self.groups, read.groups, read.group_cards),
        ):
            model = view.people
            model.renew(cards)
            if not view.is_editing():  # a name is being typed: its card stays where it is
                model.sync(settled(model.ids, wanted) if self._is_scanning else wanted)
        self._announce(read)

    def _show_title(self) -> None:
        titles = {
            Section.PEOPLE: self.tr("People"),
            Section.UNNAMED: self.tr("Unnamed"),
            Section.FAVORITES: self.tr("Favourites"),
            Section.HIDDEN: self.tr("Hidden"),
        }
        self._title.setText(titles[self.section])

    def _announce(self, read: Standing) -> None:
        many = self.tr("{}, largest first").format(words.groups(len(read.groups)))
        self._caption.setText(many if self.section == Section.UNNAMED and read.groups else "")
        self._groups_title.setVisible(self.section == Section.PEOPLE and bool(read.groups))
        self._groups_caption.setText(many)
        self.people.setVisible(bool(read.people))
        self.groups.setVisible(bool(read.groups))
        self._sorting.setVisible(self.section != Section.UNNAMED)
        self._say_empty(read)

    def _say_empty(self, read: Standing) -> None:
        if read.people or (self.section == Section.UNNAMED and read.groups):
            self.empty.hide()
        else:
            self.empty.say_why(
                self.section,
                self._text,
                has_groups=bool(read.groups),
                is_scanning=self._is_scanning,
            )

    # how it is built

    def _build(self) -> None:
        self._title = label("", "title")
        self._show_title()
        self._caption = label("", "caption", tone="muted")
        self._sorting = SortMenu(self._context, self)
        self._sorting.sorted.connect(self._on_sorted)
        self._sorting.sized.connect(self.people.set_size)
        self.new_person = Button(
            self.tr("New person"),
            "primary",
            clicked=lambda: self.new_person_wanted.emit((), None),
        )
        FaceDrop(
            self.new_person,
            offer=lambda face_ids, point: self.tr("Make a new person of {}").format(
                words.faces(len(face_ids))
            ),
            drop=lambda face_ids, point: self.new_person_wanted.emit(tuple(face_ids), None),
            hover=self._on_new_person_hover,
        )
        folder = Button(self.tr("Add folder"), clicked=self.folder_wanted.emit)
        header = row(
            self._title, self._caption, None, self._sorting, 4, folder, self.new_person, spacing=10
        )
        header.setContentsMargins(theme.MARGIN, 20, theme.MARGIN, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(header)
        whole.addWidget(self._build_lists(), 1)

    def _build_lists(self) -> QScrollArea:
        self.empty = WallEmpty(add_folder=self.folder_wanted.emit)
        self.empty.hide()
        self._groups_title = QWidget()
        self._groups_caption = label("", "caption", tone="muted")
        heading = row(label(self.tr("Unnamed groups"), "heading"), self._groups_caption, None)
        heading.setContentsMargins(0, 4, 0, 12)
        self._groups_title.setLayout(heading)
        self._groups_title.hide()
        lists = QWidget()
        self._inside = QVBoxLayout(lists)
        self._inside.setSpacing(0)
        for part in (self.empty, self.people, self._groups_title, self.groups):
            self._inside.addWidget(part)
        self._inside.addStretch(1)
        self._scroll = scrolling(lists)
        self._scroll.viewport().installEventFilter(self)
        EdgeScroll(self._scroll, self.people.viewport(), self.groups.viewport())
        return self._scroll

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_margins()
        return False

    def _fit_margins(self) -> None:
        """The cards keep the page's margins whether or not there is a scroll bar."""
        bar = max(0, self._scroll.width() - self._scroll.viewport().width())
        right = max(0, theme.MARGIN - bar - self.people.overhang)
        self._inside.setContentsMargins(theme.MARGIN, 10, right, 20)

    def _connect(self, view: WallList) -> None:
        view.opened.connect(lambda index: self.person_opened.emit(index.data(PERSON_ID)))
        view.menu_wanted.connect(lambda at: self._on_menu(view, at))
        view.delete_wanted.connect(lambda: self._on_delete(view))
        view.typed.connect(self.typed)
        add_keys(self, view)
        view.itemDelegate().closeEditor.connect(self._on_editor_closed)

    def _names(self) -> Sequence[str]:
        with self._context.db.read() as session:
            return [name for _, name in roster.names(session)]

    def _faces_of(self, person_id: str) -> Sequence[str]:
        with self._context.db.read() as session:
            return faces.ids(session, person_id=person_id)

    # what happens to it

    def _on_sorted(self, sort: Sort) -> None:
        self._sort = sort
        self.refresh(Changes.everything())

    def _on_menu(self, view: WallList, at: QPoint) -> None:
        chosen = view.chosen()
        if chosen:
            people_menu(self, view, chosen).popup(at)

    def _on_delete(self, view: WallList) -> None:
        if chosen := view.chosen():
            self.act.delete(chosen)

    def _on_editor_closed(self) -> None:
        self.refresh(Changes.everything())

    def _on_new_person_hover(self, point: QPoint | None) -> None:
        self.new_person.setProperty("drop", point is not None)
        theme.repolish(self.new_person)
