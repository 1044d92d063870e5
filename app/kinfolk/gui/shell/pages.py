"""The window's pages and the ways to them: a section, a person, photos of a folder or search."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kinfolk.core.people.people_lists import Section
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.saved_searches import SearchInfo
from kinfolk.gui.base.context import Context
from kinfolk.gui.new_faces.page import NewFacesPage
from kinfolk.gui.person.page import PersonPage
from kinfolk.gui.photos.page import PhotosPage
from kinfolk.gui.photos.reading import PhotosWanted
from kinfolk.gui.review.page import ReviewPage
from kinfolk.gui.shell.folder_tree import FolderTree
from kinfolk.gui.shell.folders import FolderActions
from kinfolk.gui.shell.searches import SearchActions
from kinfolk.gui.shell.sidebar import Sidebar
from kinfolk.gui.wall.page import Wall
from kinfolk.gui.widgets.overlay import Overlay, around

MOST = 100  # most visits remembered
# Keys in the sidebar, and names of places to come back to.
REVIEW, NEW, PHOTOS, SEARCH = "review", "new", "photos", "search"


class Pages(QStackedWidget):
    """Show one page at a time, mark it in the sidebar, and note it as visited.

    A place is a name of what is shown, with which `go_to` leads back.
    """

    refused = Signal(str)  # why a place cannot be shown

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        *,
        sidebar: Sidebar,
        tree: FolderTree,
        folders: FolderActions,
        searches: SearchActions,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._sidebar, self._tree = sidebar, tree
        self._folders, self._searches = folders, searches
        self.wall = Wall(context, self)
        if context.settings.place in ("", Section.PEOPLE):
            self.wall.read_ahead()
        self.review = ReviewPage(context, self)
        self.new_faces = NewFacesPage(context, self)
        self.photos = PhotosPage(context, self)
        for page in (self.wall, self.review, self.new_faces, self.photos):
            self.addWidget(page)
        self.visits = Visits(parent.window(), self.go_to)
        self.currentChanged.connect(self._on_page)
        self._connect()

    @cached_property
    def person(self) -> PersonPage:
        """The page of people and groups, made when it is first wanted, as it takes longest."""
        made = PersonPage(self._context, self)
        self.addWidget(made)
        made.person_opened.connect(self.open_person)
        made.closed.connect(self._on_person_closed)
        made.review_wanted.connect(self.show_review)
        return made

    def _connect(self) -> None:
        sidebar, wall, photos = self._sidebar, self.wall, self.photos
        sidebar.add_photo_search(photos.bar.field)
        photos.bar.list.setParent(self.window())  # it may be wider than the sidebar
        sidebar.chosen.connect(self._on_chosen)
        sidebar.searched.connect(self._on_searched)
        sidebar.search.left_down.connect(lambda: self._on_searched(sidebar.search.text()))
        sidebar.search.left_down.connect(wall.go_to_first)
        sidebar.search.abandoned.connect(self.take_focus)
        sidebar.search.returnPressed.connect(wall.open_first)
        sidebar.folders.chosen.connect(self._on_row_chosen)
        sidebar.searches.chosen.connect(self._on_row_chosen)
        self._tree.changed.connect(self.mark_photos)
        self._folders.photos_wanted.connect(self._on_photos_wanted)
        self._searches.saved.connect(self.show_search)
        wall.typed.connect(sidebar.search_on)
        wall.everybody_wanted.connect(sidebar.search.clear)
        wall.everybody_wanted.connect(wall.take_focus)
        for unnamed in (wall, self.review, self.new_faces):
            unnamed.unnamed_wanted.connect(partial(self.show_section, Section.UNNAMED))
        wall.person_opened.connect(self.open_person)
        self.review.new_faces_wanted.connect(self.show_new_faces)
        photos.gone.connect(self.show_photos)
        photos.asked.connect(self.mark_photos)
        photos.save_wanted.connect(self._searches.save)

    @property
    def current(self) -> Wall | ReviewPage | NewFacesPage | PhotosPage | PersonPage:
        """The page that is shown."""
        page = self.currentWidget()
        assert isinstance(page, Wall | ReviewPage | NewFacesPage | PhotosPage | PersonPage)
        return page

    @property
    def place(self) -> str:
        page = self.current
        if isinstance(page, PersonPage):
            return f"person/{page.person_id}"
        if page is self.review:
            return REVIEW
        if page is self.new_faces:
            return NEW
        if page is self.photos:
            shown = self.photos.shown
            found = f"{SEARCH}/{shown.search_id}"
            return found if shown.search_id else f"{PHOTOS}/{shown.folder_id}"
        return str(self.wall.section)

    def go_to(self, place: str) -> bool:
        """Show a place; return False if it does not exist any more."""
        kind, _, which = place.partition("/")
        if kind in [str(section) for section in Section]:
            self.show_section(Section(kind))
        elif kind == REVIEW:
            self.show_review()
        elif kind == NEW:
            self.show_new_faces()
        elif kind == PHOTOS:
            self.show_photos(which)
        elif kind == SEARCH and which in self._searches.known:
            self._on_row_chosen(which)
        elif kind == "person" and self.person.exists(which):
            self.open_person(which)
        else:
            return False
        return True

    def show_section(self, section: Section) -> None:
        self.wall.show_section(section)
        self._show(self.wall, section)

    def show_review(self, person_id: str | None = None) -> None:
        """Show Review, beginning with the questions about this person if one is given."""
        self._show(self.review, REVIEW)
        if person_id is not None:
            self.review.show_person(person_id)

    def show_new_faces(self) -> None:
        """Show the page of faces that scans have added and no one has confirmed yet."""
        self._show(self.new_faces, NEW)

    def show_photos(self, folder_id: str = "") -> None:
        self._show_photos(PhotosWanted(folder_id))

    def show_search(self, search: SearchInfo) -> None:
        if search.wanted is None:
            self.refused.emit(
                self.tr("This search needs a newer version of Kinfolk. Update Kinfolk to use it.")
            )
            self.mark_photos()
            return
        self._show_photos(PhotosWanted(wanted=search.wanted, search_id=search.id))

    def open_person(self, person_id: str) -> None:
        # Read before it is shown: else the page would read the person it showed before, who may be
        # gone.
        self.person.show_person(person_id)
        if self.person.person_id is not None:
            self._show(self.person, Section.UNNAMED if self.person.is_group else "")

    def start_search(self) -> None:
        """Start the search for people; on the page of photos the search for photos."""
        if self.current is self.photos:
            self.find_photos()
        else:
            self._sidebar.start_search()

    def find_photos(self) -> None:
        """Move the keyboard to the photo search, with what was typed into the people search."""
        text = self._sidebar.search.text()
        self._sidebar.search.clear()
        if self.current is not self.photos:
            self._show_photos(PhotosWanted())
        self.photos.start_search(text)

    def take_focus(self) -> None:
        """Give the keyboard to the page that is shown, once nothing lies over it any more."""
        over = around(self.window().focusWidget())
        if over is None or over.isHidden():
            self.current.take_focus()
        else:
            over.finished.connect(self.take_focus)

    def mark_photos(self) -> None:
        """Mark in the sidebar what the photos page shows; say there if its folder is away."""
        self.photos.show_away(self._folders.away(self.photos.folder_id))
        if self.current is self.photos:
            self._sidebar.show_current(self._photos_row())

    def _show(self, page: QWidget, row: str) -> None:
        """Show a page; its row in the sidebar is marked, "" leaves the mark where it is."""
        self.setCurrentWidget(page)
        self._sidebar.show_current(row)
        self._arrive()

    def _show_photos(self, asked: PhotosWanted) -> None:
        self.photos.go_to(asked)
        if asked.wanted.folder:
            self._tree.reveal(asked.wanted.folder)
        self.setCurrentWidget(self.photos)
        self.mark_photos()
        self._arrive()

    def _arrive(self) -> None:
        self._sidebar.reveal_current()
        self.take_focus()
        self.visits.note(self.place)

    def _photos_row(self) -> str:
        """Return which row of the sidebar stands for what the photos page shows."""
        shown = self.photos.shown
        inside = shown.wanted.folder
        if inside and shown.wanted == PhotoFilter(folder=inside):
            return self._tree.row_of(inside) or PHOTOS
        return shown.search_id or shown.folder_id or PHOTOS

    def _on_page(self) -> None:
        self._sidebar.show_search(of_photos=self.current is self.photos)

    def _on_chosen(self, key: str) -> None:
        """Go to a section and clear the search, which is over then."""
        self._sidebar.search.clear()
        self.go_to(key)

    def _on_row_chosen(self, row_id: str) -> None:
        self._sidebar.search.clear()
        if (search := self._searches.known.get(row_id)) is not None:
            self.show_search(search)
        elif inside := self._tree.inner(row_id):
            self._show_photos(PhotosWanted(wanted=PhotoFilter(folder=inside)))
        else:
            self.show_photos(row_id)

    def _on_photos_wanted(self, asked: PhotosWanted) -> None:
        self._sidebar.search.clear()
        self._show_photos(asked)

    def _on_person_closed(self) -> None:
        """Go back to where the person's page was opened from."""
        current = self._sidebar.current
        if current in (NEW, REVIEW):
            self.go_to(current)
        elif current == self._photos_row():
            self._show_photos(self.photos.shown)
        else:
            self.show_section(self.wall.section)

    def _on_searched(self, text: str) -> None:
        # Names are searched for, and groups have none.
        if text and self.wall.section in (Section.UNNAMED, Section.STRANGERS):
            self.wall.show_section(Section.PEOPLE)
        self.setCurrentWidget(self.wall)
        self._sidebar.show_current(self.wall.section)
        self.wall.filter(text)


class Visits(QObject):
    """Remember visited places, for the menu's Back and Forward and the mouse's extra buttons.

    `go(place)` shows a place and returns whether it still exists. A photo over its page counts as a
    place, too: Back closes it, and Forward opens it again while its page is shown.
    """

    def __init__(self, window: QWidget, go: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._go = go
        self._places: list[str] = []
        self._at = -1
        self._left: Callable[[], None] | None = None  # opens the photo that was closed by Back

    def note(self, place: str) -> None:
        """Store that a place is shown; places after the current one are forgotten."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-MOST:]
        self._at = len(self._places) - 1
        self._left = None

    def back(self) -> None:
        """Close the photo that lies over the page, or else go to the previous place."""
        over = self._over()
        if over is None:
            self._step(-1)
        elif over.IS_PLACE:
            self._left = over.reopening()
            over.reject()

    def forward(self) -> None:
        """Open the photo again that Back has closed, or else go to the next place."""
        if self._over() is not None:
            return
        if self._left is None:
            self._step(1)
        else:
            left, self._left = self._left, None
            left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
            return False
        steps = {Qt.MouseButton.BackButton: self.back, Qt.MouseButton.ForwardButton: self.forward}
        step = steps.get(event.button())
        if step is None:
            return False
        step()
        return True

    def _over(self) -> Overlay | None:
        over = [each for each in self._window.findChildren(Overlay) if each.isVisible()]
        return over[-1] if over else None

    def _step(self, by: int) -> None:
        """Go `by` places on, or back if negative; skip places that do not exist any more."""
        self._left = None
        while 0 <= self._at + by < len(self._places):
            self._at += by
            if self._go(self._places[self._at]):
                return
            del self._places[self._at]
            self._at -= by > 0
