"""The main window: connects the sidebar, the pages and the strip, without logic of theirs."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from kinfolk.core.people.new_faces import NewFacesCounts
from kinfolk.core.people.people_lists import Section
from kinfolk.core.photos.library import FolderInfo
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.saved_searches import SearchInfo
from kinfolk.errors import AppError, Damaged
from kinfolk.gui.actions.scanning import Scanning
from kinfolk.gui.base import words
from kinfolk.gui.base.commands import Command, Commands, key_tip, listed
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import FileDrop, folders_among
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.dialogs.about import AboutSheet
from kinfolk.gui.dialogs.name_conflicts import NameConflictsSheet
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.problems import ProblemsSheet
from kinfolk.gui.dialogs.rejected_suggestions import RejectedSheet
from kinfolk.gui.dialogs.rescue import OfferSheet
from kinfolk.gui.history.panel import HistoryPanel
from kinfolk.gui.new_faces.page import NewFacesPage
from kinfolk.gui.person.page import PersonPage
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.photos.page import PhotosPage
from kinfolk.gui.photos.reading import PhotosWanted
from kinfolk.gui.review.page import ReviewPage
from kinfolk.gui.settings.sheet import ServerSection, SettingsSheet
from kinfolk.gui.shell import scan_words, text_size
from kinfolk.gui.shell.desktop import Desktop
from kinfolk.gui.shell.exchange import Exchange
from kinfolk.gui.shell.first_start import FirstStart, choose_folder
from kinfolk.gui.shell.folder_tree import FolderTree
from kinfolk.gui.shell.folders import FolderActions
from kinfolk.gui.shell.footer import Foot
from kinfolk.gui.shell.held_control import HeldControl
from kinfolk.gui.shell.keys_sheet import KeysSheet
from kinfolk.gui.shell.menus import Menus
from kinfolk.gui.shell.opened_photos import OpenedPhotos
from kinfolk.gui.shell.page_history import Visits
from kinfolk.gui.shell.searches import SearchActions
from kinfolk.gui.shell.sidebar import Sidebar
from kinfolk.gui.shell.sidebar_counts import Overview, overview
from kinfolk.gui.shell.sidecar_keeper import SidecarKeeper
from kinfolk.gui.shell.start_request import NOTHING, StartRequest
from kinfolk.gui.shell.status_line import Strip
from kinfolk.gui.shell.toast import Toast
from kinfolk.gui.shell.watching import Watching
from kinfolk.gui.wall.page import Wall
from kinfolk.gui.widgets.controls import column, row
from kinfolk.gui.widgets.overlay import Overlay, around
from kinfolk.paths import Paths
from kinfolk.scan.job import ScanProgress

WIDE = 1000  # pixels of a window in which key hints and a message fit side by side below the page
LONG = 60.0  # a scan longer than this (seconds) ends with a notification
# Keys in the sidebar, and names of places to come back to.
REVIEW, NEW, PHOTOS, SEARCH = "review", "new", "photos", "search"


class Window(QMainWindow):
    """Show the window on an open library, made once for each opening.

    `app.py` opens and closes the library.
    """

    # Done by app.py after the window has closed:
    restore_wanted = Signal(object)  # Path of a backup
    move_wanted = Signal(object)  # Paths of the library's new place
    restart_wanted = Signal(object)  # what the next window is to do, a StartRequest

    _is_first_scan = False  # the first page has just been left for it

    def __init__(self, context: Context, *, server: ServerSection | None = None) -> None:
        super().__init__()
        self._context = context
        self._server = server
        db = context.db
        # Read while the window is made, because the first page depends on it. How many photos the
        # searches find is counted later.
        known = context.tasks.ahead(lambda: overview(db, counts_searches=False))
        self.setWindowTitle("Kinfolk")
        self.setMinimumSize(text_size.SMALLEST)
        self._reads = Latest(context.tasks, self)
        self._told_of: int | None = None  # the last scan whose new faces were announced
        self._is_telling = False  # the strip is to announce them once they are read
        self._added: set[Path] = set()  # folders added since the last scan
        self.scanning = Scanning(context, self)
        self.folders = FolderActions(context, self)
        self.exchange = Exchange(context, self)
        self.watching = Watching(self)
        self.desktop = Desktop(self)
        self.keeper = SidecarKeeper(context, self)
        self.searches = SearchActions(context, self)
        # The frame first, then its contents: a widget that moves to another window is styled again
        # with everything in it.
        self.pages, self.whole, body = QStackedWidget(), QStackedWidget(), QWidget()
        self.setCentralWidget(self.whole)
        self.first_start = FirstStart(context)
        self.whole.addWidget(self.first_start)
        self.whole.addWidget(body)
        self.strip = Strip()
        self._lay_out(body)
        self.sidebar = self._make_sidebar()
        self.tree = FolderTree(context, self.sidebar.folders)
        self.wall = Wall(context, self.pages)
        if context.settings.place in ("", Section.PEOPLE):
            self.wall.read_ahead()
        self.review = ReviewPage(context, self.pages)
        self.arrivals = NewFacesPage(context, self.pages)
        self.person = PersonPage(context, self.pages)
        self.photos = PhotosPage(context, self.pages)
        pages = (self.wall, self.review, self.arrivals, self.person, self.photos)
        for page in pages:
            self.pages.addWidget(page)
        self._beside.insertWidget(0, self.sidebar)
        self.foot = Foot(*(page.keys for page in pages))
        self.pages.currentChanged.connect(self._on_page)
        self._place_foot()
        self.visits: Visits = Visits(self, self.go_to)
        self.toast = Toast(self)
        self.opened = OpenedPhotos(context, self, self.toast)
        self.menus = Menus(context, self)
        self.history: HistoryPanel = HistoryPanel(
            context, self, undo=self.menus.undo, redo=self.menus.redo
        )
        for section in COMMANDS:
            self.menus.add(section, self)
        self.menus.use_menu_bar()
        self._connect()
        self._restore(known.result())

    # where to go

    def show_section(self, section: Section) -> None:
        """Show the wall with this section."""
        self.wall.show_section(section)
        self.pages.setCurrentWidget(self.wall)
        self.sidebar.show_current(section)
        self.wall.take_focus()
        self.visits.note(self.place)

    def show_review(self, person_id: str | None = None) -> None:
        """Show Review, beginning with the questions about this person if one is given."""
        self.pages.setCurrentWidget(self.review)
        self.sidebar.show_current(REVIEW)
        self.review.take_focus()
        if person_id is not None:
            self.review.show_person(person_id)
        self.visits.note(self.place)

    def show_arrivals(self) -> None:
        """Show the page of faces that scans have added and nobody has confirmed yet."""
        self.pages.setCurrentWidget(self.arrivals)
        self.sidebar.show_current(NEW)
        self.strip.show_arrivals(0, 0)
        self.arrivals.take_focus()
        self.visits.note(self.place)

    def show_photos(self, folder_id: str = "") -> None:
        """Show all photos, or those of a folder."""
        self._show_photos(PhotosWanted(folder_id))
        self.photos.take_focus()

    def show_search(self, search: SearchInfo) -> None:
        """Show the photos that a saved search finds."""
        if search.wanted is None:
            self.toast.say(
                self.tr("This search needs a newer version of Kinfolk. Update Kinfolk to use it.")
            )
            self._mark_photos()
            return
        self._show_photos(PhotosWanted(wanted=search.wanted, search_id=search.id))
        self.photos.take_focus()

    def find_photos(self) -> None:
        """Move the keyboard to the photo search, with what was typed into the people search."""
        text = self.sidebar.search.text()
        self.sidebar.search.clear()
        if self.pages.currentWidget() is not self.photos:
            self._show_photos(PhotosWanted())
        self.photos.start_search(text)

    def _find(self) -> None:
        """Start the search for people; on the page of photos the search for photos."""
        if self.pages.currentWidget() is self.photos:
            self.find_photos()
        else:
            self.sidebar.start_search()

    def _on_page(self, number: int) -> None:
        self.foot.setCurrentIndex(number)
        self.sidebar.search.show_key(is_shown=self.pages.widget(number) is not self.photos)

    def _show_photos(self, asked: PhotosWanted) -> None:
        self.photos.go_to(asked)
        if asked.wanted.folder:
            self.tree.reveal(asked.wanted.folder)
        self.pages.setCurrentWidget(self.photos)
        self._mark_photos()
        self.visits.note(self.place)

    def _on_photos_wanted(self, asked: PhotosWanted) -> None:
        self.sidebar.search.clear()
        self._show_photos(asked)
        self.photos.take_focus()

    def _mark_photos(self) -> None:
        """Mark in the sidebar what the photos page shows; say there if its folder is away."""
        self.photos.show_away(self.folders.away(self.photos.folder_id))
        if self.pages.currentWidget() is self.photos:
            self.sidebar.show_current(self._photos_row())

    def _photos_row(self) -> str:
        """Return which row of the sidebar stands for what the photos page shows."""
        shown = self.photos.shown
        inside = shown.wanted.folder
        if inside and shown.wanted == PhotoFilter(folder=inside):
            return self.tree.row_of(inside) or PHOTOS
        return shown.search_id or shown.folder_id or PHOTOS

    def open_person(self, person_id: str) -> None:
        """Show the page of a person or group."""
        # Read before it is shown: else the page would read the person it showed before, who may be
        # gone.
        self.person.show_person(person_id)
        if self.person.person_id is None:
            return
        self.pages.setCurrentWidget(self.person)
        self.person.take_focus()
        if self.person.is_group:
            self.sidebar.show_current(Section.UNNAMED)
        self.visits.note(self.place)

    def go_to(self, place: str) -> bool:
        """Show a place noted by `place`; return False if it does not exist any more."""
        kind, _, which = place.partition("/")
        if kind in [str(section) for section in Section]:
            self.show_section(Section(kind))
        elif kind == REVIEW:
            self.show_review()
        elif kind == NEW:
            self.show_arrivals()
        elif kind == PHOTOS:
            self.show_photos(which)
        elif kind == SEARCH and which in self.searches.known:
            self._on_search_chosen(which)
        elif kind == "person" and self.person.exists(which):
            self.open_person(which)
        else:
            return False
        return True

    def new_person(self, face_ids: Sequence[str] = (), group_id: str | None = None) -> None:
        """Open the dialog for a new person, with these faces or this group chosen already."""
        # Closes the open card of the wall, and opens it again afterwards.
        come_back = self.wall.way_back()
        dialog = NewPersonDialog(self._context, face_ids=face_ids, group_id=group_id, parent=self)
        dialog.finished.connect(lambda _: come_back())
        dialog.open()

    def _on_new_person(self) -> None:
        """Open that dialog; on a person's page with the faces selected there."""
        if self.pages.currentWidget() is not self.person or not self.person.make_person():
            self.new_person()

    def add_folders(self, paths: Sequence[Path], takes_names: bool = True) -> None:
        """Add the folders and scan them; of a folder that is known show the photos.

        With `takes_names` the names in photo files are read, too.
        """
        self._added.update(paths)
        self.folders.add(paths, takes_names=takes_names, done=self.scanning.start)
        if self.whole.currentWidget() is self.first_start:
            self._is_first_scan = True
            self.whole.setCurrentIndex(1)
            self._take_focus()

    def _take_focus(self) -> None:
        """Give the keyboard to the page that is shown."""
        page = self.pages.currentWidget()
        assert isinstance(page, Wall | ReviewPage | NewFacesPage | PersonPage | PhotosPage)
        page.take_focus()

    @property
    def place(self) -> str:
        """A name of what is shown, with which `go_to` leads back."""
        if self.pages.currentWidget() is self.person:
            return f"person/{self.person.person_id}"
        if self.pages.currentWidget() is self.review:
            return REVIEW
        if self.pages.currentWidget() is self.arrivals:
            return NEW
        if self.pages.currentWidget() is self.photos:
            shown = self.photos.shown
            return (
                f"{SEARCH}/{shown.search_id}" if shown.search_id else f"{PHOTOS}/{shown.folder_id}"
            )
        return str(self.wall.section)

    # how it is built

    def _make_sidebar(self) -> Sidebar:
        """Return the sidebar, whose rows show their keys while Ctrl is held."""
        sidebar = Sidebar(self._section_names(), badged=(REVIEW,), faceless=(PHOTOS, NEW))
        for each, command in zip(sidebar.sections.values(), PAGES.commands, strict=True):
            each.set_key(command.name)
        self.held = HeldControl(self, sidebar.sections.values())
        return sidebar

    def _section_names(self) -> dict[str, str]:
        return {
            Section.PEOPLE: self.tr("People"),
            Section.UNNAMED: self.tr("Unnamed"),
            PHOTOS: self.tr("Photos"),
            NEW: self.tr("New faces"),
            REVIEW: self.tr("Review"),
            Section.FAVORITES: self.tr("Favourites"),
            Section.HIDDEN: self.tr("Hidden"),
            Section.STRANGERS: self.tr("Ignored"),
        }

    def _lay_out(self, body: QWidget) -> None:
        # Boxes instead of a grid: a grid mislays its parts if one changes its hints as it is
        # resized, as the key hints and a person's header do.
        self._page = column(self.pages, self.strip, spacing=0)
        self._beside = row(self._page, spacing=0)
        self._body = column(self._beside, spacing=0)
        body.setLayout(self._body)

    def _place_foot(self) -> None:
        """Put the foot below the page; in a narrow window below the sidebar, too, for more room."""
        above = self._page if self.width() >= WIDE else self._body
        if above.indexOf(self.foot) < 0:
            above.addWidget(self.foot)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.visits.listen()
        self.held.listen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_foot()

    def _connect(self) -> None:
        context, sidebar, wall = self._context, self.sidebar, self.wall
        for section, page in zip(sidebar.sections.values(), PAGES.commands, strict=True):
            page.action(self, self, self, scope=Qt.ShortcutContext.WindowShortcut)
            section.setToolTip(key_tip(page.keys[0]))
        context.bus.changed.connect(self.person.on_changed)
        context.bus.changed.connect(self._read_overview)
        context.appearance.changed.connect(sidebar.show_mark)
        sidebar.chosen.connect(self.go_to_page)
        sidebar.searched.connect(self._on_searched)
        sidebar.search.left_down.connect(lambda: self._on_searched(sidebar.search.text()))
        sidebar.search.left_down.connect(wall.go_to_first)
        sidebar.search.abandoned.connect(self._take_focus)
        sidebar.search.returnPressed.connect(wall.open_first)
        sidebar.menu_wanted.connect(self.menus.popup)
        self.tree.changed.connect(self._mark_photos)
        sidebar.folders.chosen.connect(self._on_folder_chosen)
        sidebar.folders.menu_wanted.connect(self._on_folder_menu)
        sidebar.searches.chosen.connect(self._on_search_chosen)
        sidebar.searches.menu_wanted.connect(self._on_search_menu)
        wall.person_opened.connect(self.open_person)
        wall.new_person_wanted.connect(self.new_person)
        wall.folder_wanted.connect(self._on_folder_wanted)
        wall.unnamed_wanted.connect(lambda: self.show_section(Section.UNNAMED))
        wall.typed.connect(sidebar.search_on)
        wall.everybody_wanted.connect(self._on_everybody_wanted)
        self.photos.folder_wanted.connect(self._on_folder_wanted)
        self.photos.gone.connect(self.show_photos)
        self.photos.asked.connect(self._mark_photos)
        self.photos.save_wanted.connect(self._on_save_search)
        self.person.closed.connect(self._on_person_closed)
        context.ways.person_wanted.connect(self._on_person_wanted)
        context.ways.photo_wanted.connect(self._on_photo_wanted)
        self.person.person_opened.connect(self.open_person)
        self.first_start.started.connect(self.add_folders)
        self.opened.folder_wanted.connect(lambda folder: self.add_folders([folder]))
        text = self.tr("Find people in this folder")
        FileDrop(self, wants=folders_among, drop=self.add_folders, text=text)
        self._connect_arrivals()
        self._connect_review()
        self._connect_scan()
        self.toast.follow(context.ops)
        context.ops.offered.connect(self._on_offered)
        self.toast.stand_in(self.foot)
        self.keeper.told.connect(self.toast.remark)
        context.ops.refused.connect(self.show_error)
        context.bus.trouble.connect(self._on_trouble)

    def _connect_review(self) -> None:
        review, queue = self.review, self._context.review
        review.unnamed_wanted.connect(lambda: self.show_section(Section.UNNAMED))
        review.arrivals_wanted.connect(self.show_arrivals)
        self.person.review_wanted.connect(self.show_review)
        queue.changed.connect(self._on_questions)
        queue.freed.connect(self.scanning.regroup)
        queue.returned.connect(self._on_returned)
        queue.start_soon()

    def _connect_arrivals(self) -> None:
        self.arrivals.person_opened.connect(self.open_person)
        self.arrivals.unnamed_wanted.connect(lambda: self.show_section(Section.UNNAMED))
        self.strip.arrivals_wanted.connect(self.show_arrivals)
        self._context.arrivals.changed.connect(self._on_arrivals)

    def _connect_scan(self) -> None:
        scanning, strip = self.scanning, self.strip
        scanning.began.connect(lambda: self._show_scanning(True))
        scanning.progressed.connect(strip.show_progress)
        scanning.progressed.connect(self._on_progress)
        scanning.ended.connect(self._on_scan_ended)
        strip.pause_wanted.connect(scanning.pause)
        strip.resume_wanted.connect(scanning.start)
        strip.problems_wanted.connect(self._on_problems_wanted)
        strip.decisions_wanted.connect(self._on_to_decide)
        strip.left.connect(self._take_focus)
        self.watching.noticed.connect(scanning.notice)
        # What came of the move is said beside its way back; the scan only tells news.
        self.folders.moved.connect(partial(scanning.start, is_asked=False))
        self.folders.remarked.connect(self.toast.remark)
        self.folders.asked.connect(self._on_asked)
        self.folders.added.connect(self._on_added)
        self.folders.photos_wanted.connect(self._on_photos_wanted)
        self.folders.unkept.connect(self.keeper.take_out)

    def _restore(self, known: Overview) -> None:
        """Restore the window's size and the last place; without folders show the first page."""
        settings = self._context.settings
        if not self.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode())):
            self.resize(1280, 820)
        self._show_overview(known)
        if known.searches:
            self._read_overview()
        # A section in any case first: Esc leads there from a person's page.
        self.show_section(Section.PEOPLE)
        self.go_to(settings.place)

    # what happens to it

    def _on_questions(self) -> None:
        self.sidebar.show_counts({REVIEW: self._context.review.likely})

    # Methods, because the context outlives the window, and would keep a lambda with the window for
    # ever.

    def _on_returned(self, number: int) -> None:
        self.toast.remark(words.came_back(number))

    def _on_offered(self, said: str, button: str, act: Callable[[], None]) -> None:
        self.toast.say(said, button=button, act=act)

    def _read_overview(self) -> None:
        db, counts_names = self._context.db, self.strip.asks_to_decide
        self._reads.ask(lambda: overview(db, counts_names=counts_names), self._show_overview)

    def _show_overview(self, known: Overview) -> None:
        """Show folders, searches and counts in the sidebar, and what the strip says of them."""
        # Another process may have added the first folder. Then the first page goes, but not while a
        # dialog is open over it, such as the one that chooses a folder.
        if known.folders and QApplication.activeModalWidget() is None:
            self.whole.setCurrentIndex(1)
        self.watching.follow(known.folders)
        if known.to_decide is not None:
            self.strip.show_to_decide(known.to_decide)
        people = known.people
        self.sidebar.show_counts(
            {
                Section.PEOPLE: people.named,
                Section.UNNAMED: people.unnamed,
                Section.FAVORITES: people.favorites,
                Section.HIDDEN: people.hidden,
                PHOTOS: known.photos.total,
                NEW: known.arrivals.faces,
                Section.STRANGERS: people.strangers,
            }
        )
        rows = self.folders.rows(known.folders, scanning=self.scanning.is_running)
        paths = [each.path for each in known.folders]
        self.tree.show_roots(dict(zip(paths, rows, strict=True)))
        self.sidebar.searches.show_entries(self.searches.rows(known.searches))
        self._mark_photos()
        if not self.scanning.is_running:
            self._follow_arrivals(known.arrivals)

    def _follow_arrivals(self, known: NewFacesCounts) -> None:
        """Announce on the strip what scans have added since the window opened.

        Scans of other processes count, too.
        """
        feed = self._context.arrivals
        if self._told_of is None:  # at the start: faces added before are no news
            self._told_of = known.last_scan
        if known.last_scan > self._told_of:
            self._told_of = known.last_scan
            self._is_telling = True
            feed.read()
        else:
            feed.follow(known.faces)

    def _on_arrivals(self) -> None:
        news = self._context.arrivals.news
        to_check = self.tr("{} to check").format(words.number_text(news.doubtful_count))
        self.sidebar.mark(NEW, to_check if news.doubtful_count else "")
        is_seen = self.pages.currentWidget() is self.arrivals
        if not is_seen and (self._is_telling or self.strip.tells_of_arrivals):
            self.strip.show_arrivals(news.face_count, news.doubtful_count)
        self._is_telling = False

    def go_to_page(self, key: str) -> None:
        """Go to a section and clear the search, which is over then."""
        self.sidebar.search.clear()
        if key == REVIEW:
            self.show_review()
        elif key == NEW:
            self.show_arrivals()
        elif key == PHOTOS:
            self.show_photos()
        else:
            self.show_section(Section(key))

    def _on_folder_chosen(self, folder_id: str) -> None:
        self.sidebar.search.clear()
        if inside := self.tree.inner(folder_id):
            self._on_photos_wanted(PhotosWanted(wanted=PhotoFilter(folder=inside)))
        else:
            self.show_photos(folder_id)

    def _on_person_wanted(self, person_id: str) -> None:
        """Show a person's page; what lies over the current one is closed as by Esc."""
        for overlay in self.findChildren(Overlay):
            if overlay.isVisible():
                overlay.reject()
        self.open_person(person_id)

    def _on_photo_wanted(self, face_id: str, among: Sequence[str], over: QWidget) -> None:
        PhotoView(self._context, face_id, among=among, parent=over).open()

    def _on_search_chosen(self, search_id: str) -> None:
        self.sidebar.search.clear()
        search = self.searches.known.get(search_id)
        if search is not None:
            self.show_search(search)

    def _on_search_menu(self, search_id: str, at: QPoint) -> None:
        self.searches.menu(search_id).popup(at)

    def _on_save_search(self, wanted: PhotoFilter, name: str, library_id: str | None) -> None:
        self.searches.save(wanted, name, library_id, self.show_search)

    def _on_person_closed(self) -> None:
        """Go back to where the person's page was opened from."""
        current = self.sidebar.current
        if current == NEW:
            self.show_arrivals()
        elif current == REVIEW:
            self.show_review()
        elif current == self._photos_row():
            self._show_photos(self.photos.shown)
            self.photos.take_focus()
        else:
            self.show_section(self.wall.section)

    def _on_searched(self, text: str) -> None:
        # Names are searched for, and groups have none.
        if text and self.wall.section in (Section.UNNAMED, Section.STRANGERS):
            self.wall.show_section(Section.PEOPLE)
        self.pages.setCurrentWidget(self.wall)
        self.sidebar.show_current(self.wall.section)
        self.wall.filter(text)

    def _on_everybody_wanted(self) -> None:
        self.sidebar.search.clear()
        self.wall.take_focus()

    def _on_folder_wanted(self) -> None:
        path = choose_folder(self, self._context)
        if path is not None:
            self.add_folders([path])

    def _on_folder_menu(self, folder_id: str, at: QPoint) -> None:
        if inside := self.tree.inner(folder_id):
            self.folders.menu_inside(inside).popup(at)
        else:
            self.folders.menu(folder_id, scan=self.scanning.start).popup(at)

    def _on_faces_wanted(self, folder: FolderInfo, is_on: bool) -> None:
        self.folders.find_faces(folder, is_on=is_on, scan=self.scanning.start)

    def _on_problems_wanted(self) -> None:
        sheet = ProblemsSheet(self._context, self, closed=self.scanning.closed)
        sheet.scan_wanted.connect(self.scanning.start)
        sheet.open()

    def _on_settings(self) -> None:
        sheet = SettingsSheet(self._context, self, scanning=self.scanning, server=self._server)
        sheet.sized.connect(self.wall.header.sorting.slider.setValue)
        sheet.restore_wanted.connect(self.restore)
        sheet.move_wanted.connect(self.move_library)
        sheet.restart_wanted.connect(self.restart)
        sheet.folder_menu_wanted.connect(self._on_folder_menu)
        sheet.folder_wanted.connect(self._on_folder_wanted)
        sheet.faces_wanted.connect(self._on_faces_wanted)
        sheet.open()

    def _on_refusals(self) -> None:
        RejectedSheet(self._context, self).open()

    def _on_to_decide(self) -> None:
        NameConflictsSheet(self._context, self).open()

    def _on_keys(self) -> None:
        if any(sheet.isVisible() for sheet in self.findChildren(KeysSheet)):
            return  # the key must not open a second one over it
        pages: dict[QWidget, str] = {
            self.wall: "People and groups",
            self.person: "Person",
            self.photos: "Photos",
            self.review: "Review",
            self.arrivals: "New faces",
        }
        seen = [place for page, place in pages.items() if page.isVisible()]
        if isinstance(around(self.focusWidget()), PhotoView):
            seen = ["Photo"]
        KeysSheet(self, listed([*seen, "Everywhere", *pages.values()])).open()

    def _show_scanning(self, scanning: bool) -> None:
        self.wall.set_scanning(scanning)
        self.photos.set_scanning(scanning)
        self.tree.set_scanning(scanning)
        self._context.review.set_scanning(scanning)

    def _on_progress(self, progress: ScanProgress) -> None:
        self.desktop.show_progress(progress.photos_done, progress.photos_total)
        self.desktop.keep_awake(self.tr("Kinfolk is scanning your photos"))

    def _on_scan_ended(self, end: str) -> None:
        """Tell everybody that the scan has ended, and say on the strip what it has done."""
        self.desktop.end_progress()
        self.desktop.let_sleep()
        self._show_scanning(False)
        self.strip.show_end(end, self.scanning.last, is_asked=self.scanning.is_asked)
        self._read_overview()
        self.opened.on_scan_ended()
        if end == "done":
            self._name_after_first_scan()
            db = self._context.db
            self._context.tasks.run(lambda: overview(db), self._say_end, owner=self)

    def _name_after_first_scan(self) -> None:
        """Open the first group for its name, unless the user is doing something else by then."""
        is_first, self._is_first_scan = self._is_first_scan, False
        focus = QApplication.focusWidget()
        is_free = focus is None or self.wall is focus or self.wall.isAncestorOf(focus)
        if is_first and is_free:
            self.wall.name_first()

    def _say_end(self, known: Overview) -> None:
        """Say what a scan has done: always if the user has started it, else only news."""
        scanning, added = self.scanning, set(self._added)
        if scanning.is_running:
            return  # another scan has begun since
        self._added.clear()
        if self.folders.ask(known.folders):
            return  # a question takes the same place
        last = scanning.last
        has_news = last.photos_total or last.returned or last.back or last.unread
        if scanning.is_asked or has_news:
            text = scan_words.ended(last, len(scanning.touched), known, added)
            self.toast.remark(text)
            if scanning.seconds > LONG and not self.isActiveWindow():
                self.desktop.notify(self.tr("Kinfolk has finished scanning your photos"), text)

    def _on_asked(self, question: str, yes: Callable[[], None]) -> None:
        self.toast.say(question, button=self.tr("Yes"), act=yes)

    def _on_added(self, said: str, without_faces: Callable[[], None]) -> None:
        """Say that a folder was added, with a button against finding faces in it.

        It gives way to the scan's result, which is shown in the same place.
        """
        button = self.tr("Don’t find faces in it")
        self.toast.say(said, button=button, act=without_faces, gives_way=True)

    def fulfil(self, wish: StartRequest) -> None:
        """Do what the app was started for; without a wish look for new photos."""
        if wish.shows_settings:
            self._on_settings()
        if wish.folders:
            self.add_folders(wish.folders)
        elif wish.looks and self.whole.currentIndex() == 1:
            self.scanning.start()
        else:
            self.look_for_new_photos()
        if wish.reviews:
            self.show_review()
        if wish.photos:
            self.opened.show(wish.photos)

    def come_forward(self, wish: StartRequest) -> None:
        """Come to the front because Kinfolk was started again, and do what that start wants."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        if wish != NOTHING:
            self.fulfil(wish)

    def look_for_new_photos(self) -> None:
        """Scan for new photos quietly, unless the first page is shown."""
        if self.whole.currentIndex() == 1:
            self.scanning.start(is_asked=False)

    def restore(self, backup: Path) -> None:
        """Close the window; app.py then restores the backup and opens another window."""
        self.restore_wanted.emit(backup)
        self.close()

    def move_library(self, place: Paths) -> None:
        """Close the window; app.py then moves the library and opens another window."""
        self.move_wanted.emit(place)
        self.close()

    def restart(self) -> None:
        """Close the window; app.py then opens another one, in the language chosen."""
        self.restart_wanted.emit(StartRequest(shows_settings=True))
        self.close()

    def _on_trouble(self, error: AppError) -> None:
        """Show an error of the library; if it is damaged, offer to restore a backup."""
        if not isinstance(error, Damaged):
            self.show_error(error)
            return
        offer = OfferSheet(self, error, paths=self._context.paths, tasks=self._context.tasks)
        offer.chosen.connect(self.restore)
        offer.quit_wanted.connect(self.close)
        offer.open()

    def show_error(self, error: Exception) -> None:
        """Show an expected error as a message; raise anything else, which is a bug."""
        if not isinstance(error, AppError):
            raise error
        self.toast.say(words.why(error))

    def save(self) -> None:
        """Save settings, place and half-typed names, and start all queued writes without waiting.

        Call it when the session may end before the window is closed.
        """
        settings = self._context.settings
        settings.window_geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        settings.place = self.place
        self.wall.keep_typed()
        self._context.save_settings()
        self._context.ops.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save()
        self.watching.close()
        self.scanning.close()
        self.keeper.close()
        self.desktop.close()
        super().closeEvent(event)


_IS_MAC = sys.platform == "darwin"

# The groups of the menu
COMMANDS: tuple[Commands[Window], ...] = (
    Commands("Everywhere", Command("Ctrl+H", "History", lambda window: window.history.toggle())),
    Commands(
        "Everywhere",
        Command("Ctrl+N", "New person…", Window._on_new_person),
        Command("Ctrl+O", "Add folder…", Window._on_folder_wanted),
        Command("F5", "Scan for new photos", lambda window: window.scanning.start()),
        Command("", "Unreadable photos…", Window._on_problems_wanted),
        Command("", "Export…", lambda window: window.exchange.export()),
        Command("", "Import…", lambda window: window.exchange.bring_in()),
        heading="Library",
    ),
    Commands(
        "Everywhere",
        Command("Ctrl+F", "Search people or photos", Window._find),
        Command("Ctrl+Shift+F", "Search photos", Window.find_photos),
        Command("Ctrl+[" if _IS_MAC else "Alt+Left", "Back", lambda window: window.visits.back()),
        Command(
            "Ctrl+]" if _IS_MAC else "Alt+Right",
            "Forward",
            lambda window: window.visits.forward(),
        ),
        heading="Go to",
    ),
    Commands(
        "Everywhere",
        Command("Ctrl+R", "Review faces", Window.show_review),
        Command("Ctrl+E", "New faces", Window.show_arrivals),
        Command("", "Rejected suggestions…", Window._on_refusals),
        Command("", "Name conflicts…", Window._on_to_decide),
        heading="Review",
    ),
    Commands(
        "Everywhere",
        Command("Ctrl++", "Larger portraits", lambda window: window.wall.header.sorting.grow(16)),
        Command("Ctrl+-", "Smaller portraits", lambda window: window.wall.header.sorting.grow(-16)),
        heading="View",
    ),
    Commands(
        "Everywhere",
        Command("Ctrl+,", "Settings…", Window._on_settings),
        Command("?", "Keyboard shortcuts", Window._on_keys),
        Command("", "About Kinfolk", lambda window: AboutSheet(window).open()),
        Command("Ctrl+Q", "Quit", Window.close),
        heading="Kinfolk",
    ),
)


def _leads_to(key: str) -> Callable[[Window], None]:
    """Return what goes to a page of the sidebar."""
    return lambda window: window.go_to_page(key)


# In the order of the sidebar.
PAGES: Commands[Window] = Commands(
    "Everywhere",
    Command("Ctrl+1", "People", _leads_to(Section.PEOPLE)),
    Command("Ctrl+2", "Unnamed", _leads_to(Section.UNNAMED)),
    Command("Ctrl+3", "Photos", _leads_to(PHOTOS)),
    Command("Ctrl+4", "New faces", _leads_to(NEW)),
    Command("Ctrl+5", "Review", _leads_to(REVIEW)),
    Command("Ctrl+6", "Favourites", _leads_to(Section.FAVORITES)),
    Command("Ctrl+7", "Hidden", _leads_to(Section.HIDDEN)),
    Command("Ctrl+8", "Ignored", _leads_to(Section.STRANGERS)),
)
