"""The main window: connects the sidebar, the pages and the strip, without logic of theirs."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from kinfolk.core.db import backups
from kinfolk.core.people.people_lists import Section
from kinfolk.errors import AppError, Damaged, Replaced
from kinfolk.gui.actions.scanning import Scanning
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.commands import SCAN, Command, Commands, listed, translated
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import FileDrop, folders_among
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.dialogs.about import AboutSheet
from kinfolk.gui.dialogs.damaged_library import OfferSheet
from kinfolk.gui.dialogs.name_conflicts import NameConflictsSheet
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.rejected_suggestions import RejectedSheet
from kinfolk.gui.dialogs.unreadable_photos import ProblemsSheet
from kinfolk.gui.history.panel import HistoryPanel
from kinfolk.gui.new_faces.page import NewFacesPage
from kinfolk.gui.person.page import PersonPage
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.photos.page import PhotosPage
from kinfolk.gui.review.page import ReviewPage
from kinfolk.gui.settings.sheet import ServerSection, SettingsSheet
from kinfolk.gui.shell import scan_words, text_size
from kinfolk.gui.shell.desktop import Desktop
from kinfolk.gui.shell.exchange import Exchange
from kinfolk.gui.shell.first_start import FirstStart, choose_folder
from kinfolk.gui.shell.folder_tree import FolderTree
from kinfolk.gui.shell.folders import FolderActions
from kinfolk.gui.shell.footer import Foot
from kinfolk.gui.shell.keys_sheet import KeysSheet
from kinfolk.gui.shell.menus import Menus
from kinfolk.gui.shell.opened_photos import OpenedPhotos
from kinfolk.gui.shell.pages import NEW, PHOTOS, REVIEW, Pages
from kinfolk.gui.shell.searches import SearchActions
from kinfolk.gui.shell.sidebar import HeldControl, Sidebar
from kinfolk.gui.shell.sidebar_counts import Overview, overview
from kinfolk.gui.shell.sidecar_keeper import SidecarKeeper
from kinfolk.gui.shell.start_request import NOTHING, StartRequest
from kinfolk.gui.shell.status_line import Strip
from kinfolk.gui.shell.toast import Toast
from kinfolk.gui.wall.page import Wall
from kinfolk.gui.widgets.controls import column, hand_keys, row
from kinfolk.gui.widgets.overlay import Overlay, around
from kinfolk.paths import Paths
from kinfolk.scan.job import ScanProgress
from kinfolk.scan.watch import FolderWatch

WIDE = 1000  # pixels of a window in which key hints and a message fit side by side below the page
LONG = 60.0  # a scan longer than this (seconds) ends with a notification


class Window(QMainWindow):
    """Show the window on an open library, made once for each opening.

    `app.py` opens and closes the library.
    """

    # Done by app.py after the window has closed:
    # the Path of a backup to restore, the Paths of the library's new place, or what the next window
    # is to do, a StartRequest
    reopening_wanted = Signal(object)
    _noticed = Signal()  # files in the folders have changed, and no more change for a moment

    _is_first_scan = False  # the first page has just been left for it

    def __init__(self, context: Context, *, server: ServerSection | None = None) -> None:
        super().__init__()
        self.context = context
        self._server = server
        db = context.db
        # Read while the window is made, because the first page depends on it. How many photos the
        # searches find is counted later.
        known = context.tasks.ahead(lambda: overview(db, counts_searches=False))
        self.setWindowTitle("Kinfolk")
        self.setMinimumSize(text_size.SMALLEST)
        self._reads = Latest(context.tasks, self)
        self._added: set[Path] = set()  # folders added since the last scan
        self.scanning = Scanning(context, self)
        self.folders = FolderActions(context, self, self.scanning)
        self.exchange = Exchange(context, self)
        self.watching = FolderWatch(self._noticed.emit)
        self.desktop = Desktop(self)
        self.keeper = SidecarKeeper(context, self)
        self.searches = SearchActions(context, self)
        # The frame first, then its contents: a widget that moves to another window is styled again
        # with everything in it.
        self.whole, body = QStackedWidget(), QWidget()
        self.setCentralWidget(self.whole)
        self.first_start = FirstStart(context)
        self.whole.addWidget(self.first_start)
        self.whole.addWidget(body)
        self.strip = Strip()
        self.sidebar = self._make_sidebar()
        self.tree = FolderTree(context, self.sidebar.folders)
        self.pages = Pages(
            context,
            body,
            sidebar=self.sidebar,
            tree=self.tree,
            folders=self.folders,
            searches=self.searches,
        )
        pages = self.pages
        self.wall, self.review, self.new_faces = pages.wall, pages.review, pages.new_faces
        self.photos = pages.photos
        self._lay_out(body)
        self.foot = Foot(pages.current.keys)
        self.pages.currentChanged.connect(self._on_page)
        self._place_foot()
        self.toast = Toast(self)
        self.opened = OpenedPhotos(context, self, self.toast, self.scanning)
        self.menus = Menus(context, self)
        self.history: HistoryPanel = HistoryPanel(
            context, self, undo=self.menus.undo, redo=self.menus.redo
        )
        for section in COMMANDS:
            self.menus.add(section, self)
        self.menus.use_menu_bar()
        self._connect()
        self._restore(known.result())

    # what it opens

    def new_person(self, face_ids: Sequence[str] = (), group_id: str | None = None) -> None:
        """Open the dialog for a new person, with these faces or this group chosen already."""
        # Closes the open card of the wall, and opens it again afterwards.
        come_back = self.wall.way_back()
        dialog = NewPersonDialog(self.context, face_ids=face_ids, group_id=group_id, parent=self)
        dialog.finished.connect(lambda _: come_back())
        dialog.open()

    def _on_new_person(self) -> None:
        """Open the dialog for a new person; on a person's page with the faces selected there."""
        page = self.pages.current
        if not isinstance(page, PersonPage) or not page.make_person():
            self.new_person()

    def add_folders(self, paths: Sequence[Path], takes_names: bool = True) -> None:
        """Add the folders and scan them; of a folder that is known show the photos.

        With `takes_names` the names in photo files are read, too.
        """
        self._added.update(paths)
        self.folders.add(paths, takes_names=takes_names)
        if self.whole.currentWidget() is self.first_start:
            self._is_first_scan = True
            self.whole.setCurrentIndex(1)
            self.pages.take_focus()

    # how it is built

    def _make_sidebar(self) -> Sidebar:
        """Return the sidebar, whose rows show their keys while Ctrl is held."""
        names = {key: translated(page.text) for key, page in PAGES.items()}
        sidebar = Sidebar(names, badged=(REVIEW,), faceless=(PHOTOS, NEW))
        for key, page in PAGES.items():
            sidebar.sections[key].set_key(page.name)
            page.action(self, self, self, scope=Qt.ShortcutContext.WindowShortcut)
        self.held = HeldControl(self, sidebar.sections.values())
        return sidebar

    def _lay_out(self, body: QWidget) -> None:
        # Boxes instead of a grid: a grid mislays its parts if one changes its hints as it is
        # resized, as the key hints and a person's header do.
        self._page = column(self.pages, self.strip, spacing=0)
        self._beside = row(self.sidebar, self._page, spacing=0)
        self._body = column(self._beside, spacing=0)
        body.setLayout(self._body)

    def _place_foot(self) -> None:
        """Put the foot below the page; in a narrow window below the sidebar, too, for more room."""
        above = self._page if self.width() >= WIDE else self._body
        if above.indexOf(self.foot) < 0:
            above.addWidget(self.foot)

    def _on_page(self) -> None:
        self.foot.show_keys(self.pages.current.keys)
        if self.pages.current is self.new_faces:
            self.strip.show_new_faces(0, 0)  # they are seen there

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Fields keep their keys to themselves, and lists accept presses of all buttons
        for each in (self.pages.visits, self.held):
            self.windowHandle().installEventFilter(each)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the focus ring when the user comes back from another window."""
        super().changeEvent(event)
        is_back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if is_back and (had_keys := self.focusWidget()) is not None:
            hand_keys(had_keys, Qt.FocusReason.ActiveWindowFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_foot()

    def _connect(self) -> None:
        context, sidebar, wall = self.context, self.sidebar, self.wall
        context.bus.changed.connect(self._read_overview)
        context.appearance.changed.connect(sidebar.show_mark)
        sidebar.menu_wanted.connect(self.menus.popup)
        sidebar.folders.menu_wanted.connect(self.folders.popup)
        sidebar.searches.menu_wanted.connect(self.searches.popup)
        wall.new_person_wanted.connect(self.new_person)
        wall.folder_wanted.connect(self._on_folder_wanted)
        self.photos.folder_wanted.connect(self._on_folder_wanted)
        context.menu_links.person_wanted.connect(self._on_person_wanted)
        context.menu_links.photo_wanted.connect(self._on_photo_wanted)
        self.first_start.started.connect(self.add_folders)
        self.opened.folder_wanted.connect(lambda folder: self.add_folders([folder]))
        text = self.tr("Find people in this folder")
        FileDrop(self, wants=folders_among, drop=self.add_folders, text=text)
        self._connect_faces()
        self._connect_scan()
        self.toast.follow(context.ops)
        self.toast.stand_in(self.foot, self.pages, self.history)
        self.pages.refused.connect(self.toast.say)
        self.keeper.told.connect(self.toast.remark)
        context.ops.refused.connect(self.show_error)
        context.bus.trouble.connect(self._on_trouble)

    def _connect_faces(self) -> None:
        queue, feed = self.context.review, self.context.new_faces
        queue.changed.connect(self._on_questions)
        queue.freed.connect(self.scanning.regroup)
        queue.returned.connect(self._on_returned)
        queue.start_soon()
        feed.changed.connect(self._on_new_faces)
        self.strip.new_faces_wanted.connect(self.pages.show_new_faces)

    def _connect_scan(self) -> None:
        scanning, strip = self.scanning, self.strip
        for part in (self.wall, self.photos, self.tree, self.context.review):
            scanning.running.connect(part.set_scanning)
        self.desktop.follow(scanning)
        scanning.progressed.connect(strip.show_progress)
        scanning.ended.connect(self._on_scan_ended)
        strip.pause_wanted.connect(scanning.pause)
        strip.resume_wanted.connect(scanning.start)
        strip.problems_wanted.connect(self._on_problems_wanted)
        strip.decisions_wanted.connect(self._on_to_decide)
        strip.left.connect(self.pages.take_focus)
        self._noticed.connect(scanning.notice)
        theme.application().applicationStateChanged.connect(self._on_state)
        self.folders.remarked.connect(self.toast.remark)
        # It gives way to the scan's result, which is shown in the same place.
        self.folders.added.connect(partial(self.toast.say, gives_way=True))
        self.folders.unkept.connect(self.keeper.take_out)

    def _restore(self, known: Overview) -> None:
        """Restore the window's size and the last place; without folders show the first page."""
        settings = self.context.settings
        if not self.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode())):
            self.resize(1280, 820)
        # A slide show was open as it closed; nothing else leads out of the full screen
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        self._show_overview(known)
        if known.searches:
            self._read_overview()
        # A section in any case first: Esc leads there from a person's page.
        self.pages.show_section(Section.PEOPLE)
        self.pages.go_to(settings.place)

    # what happens to it

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.watching.look()

    def _on_questions(self) -> None:
        self.sidebar.show_counts({REVIEW: self.context.review.likely})

    # Methods, because the context outlives the window, and would keep a lambda with the window for
    # ever.

    def _on_returned(self, number: int) -> None:
        self.toast.remark(words.came_back(number))

    def _read_overview(self) -> None:
        db, counts_names = self.context.db, self.strip.asks_to_decide
        self._reads.ask(lambda: overview(db, counts_names=counts_names), self._show_overview)

    def _show_overview(self, known: Overview) -> None:
        """Show folders, searches and counts in the sidebar, and what the strip says of them."""
        # Another process may have added the first folder. Then the first page goes, but not while a
        # dialog is open over it, such as the one that chooses a folder.
        if known.folders and QApplication.activeModalWidget() is None:
            self.whole.setCurrentIndex(1)
        self.watching.follow(folder.path for folder in known.folders)
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
                NEW: known.new_faces.faces,
                Section.STRANGERS: people.strangers,
            }
        )
        rows = self.folders.rows(known.folders)
        paths = [each.path for each in known.folders]
        self.tree.show_roots(dict(zip(paths, rows, strict=True)))
        self.sidebar.searches.show_entries(self.searches.rows(known.searches))
        self.pages.mark_photos()
        if not self.scanning.is_running:
            self.context.new_faces.follow(known.new_faces)

    def _on_new_faces(self) -> None:
        """Mark new faces to check in the sidebar; the strip announces what scans have added."""
        feed = self.context.new_faces
        news, is_fresh, feed.is_fresh = feed.news, feed.is_fresh, False
        to_check = self.tr("{} to check").format(words.number_text(news.doubtful_count))
        self.sidebar.mark(NEW, to_check if news.doubtful_count else "")
        is_seen = self.pages.current is self.new_faces
        if not is_seen and (is_fresh or self.strip.tells_of_new_faces):
            self.strip.show_new_faces(news.face_count, news.doubtful_count)

    def _on_person_wanted(self, person_id: str) -> None:
        """Show a person's page; what lies over the current one is closed as by Esc."""
        for overlay in self.findChildren(Overlay):
            if overlay.isVisible():
                overlay.reject()
        self.pages.open_person(person_id)

    def _on_photo_wanted(
        self,
        shown_id: str,
        among: Sequence[str],
        over: QWidget,
        closed: Callable[[str], object] | None,
    ) -> None:
        PhotoView(self.context, shown_id, among=among, parent=over, closed=closed).open()

    def _on_folder_wanted(self) -> None:
        path = choose_folder(self, self.context)
        if path is not None:
            self.add_folders([path])

    def _on_problems_wanted(self) -> None:
        sheet = ProblemsSheet(self.context, self, closed=self.scanning.closed)
        sheet.scan_wanted.connect(self.scanning.start)
        sheet.open()

    def _on_settings(self) -> None:
        sheet = SettingsSheet(self.context, self, scanning=self.scanning, server=self._server)
        sheet.sized.connect(self.wall.header.sorting.slider.setValue)
        sheet.backups.restore_wanted.connect(self.reopen)
        sheet.place.move_wanted.connect(self.reopen)
        sheet.restart_wanted.connect(lambda: self.reopen(StartRequest(shows_settings=True)))
        sheet.folders.menu_wanted.connect(self.folders.popup)
        sheet.folders.add_wanted.connect(self._on_folder_wanted)
        sheet.folders.faces_wanted.connect(self.folders.find_faces)
        sheet.open()

    def _on_to_decide(self) -> None:
        NameConflictsSheet(self.context, self).open()

    def _on_keys(self) -> None:
        if any(sheet.isVisible() for sheet in self.findChildren(KeysSheet)):
            return  # the key must not open a second one over it
        pages: dict[type[QWidget], str] = {
            Wall: "People and groups",
            PersonPage: "Person",
            PhotosPage: "Photos",
            ReviewPage: "Review",
            NewFacesPage: "New faces",
        }
        page = self.pages.current
        seen = [pages[type(page)]] if page.isVisible() else []
        if isinstance(around(self.focusWidget()), PhotoView):
            seen = ["Photo"]
        KeysSheet(self, listed([*seen, "Everywhere", *pages.values()])).open()

    def _on_scan_ended(self, end: str) -> None:
        self.strip.show_end(end, self.scanning.last, is_asked=self.scanning.is_asked)
        self._read_overview()
        self.opened.on_scan_ended()
        if end == "done":
            self._name_after_first_scan()
            db, scanning = self.context.db, self.scanning
            # Taken now: what has changed in the folders meanwhile begins the next scan at once
            say = partial(
                self._say_end,
                scanning.last,
                len(scanning.touched),
                self._added,
                is_asked=scanning.is_asked,
                is_long=scanning.seconds > LONG,
            )
            self._added = set()
            self.context.tasks.run(lambda: overview(db), say, owner=self)

    def _name_after_first_scan(self) -> None:
        """Open the first group for its name, unless the user is doing something else by then."""
        is_first, self._is_first_scan = self._is_first_scan, False
        focus = QApplication.focusWidget()
        is_free = focus is None or self.wall is focus or self.wall.isAncestorOf(focus)
        if is_first and is_free:
            self.wall.name_first()

    def _say_end(
        self,
        last: ScanProgress,
        placed: int,
        added: set[Path],
        known: Overview,
        *,
        is_asked: bool,
        is_long: bool,
    ) -> None:
        """Say what a scan has done: always if the user has started it, else only news."""
        self.folders.ask(known.folders)
        if is_asked or last.photos_total or last.returned or last.back or last.unread:
            text = scan_words.ended(last, placed, known, added)
            self.toast.remark(text)
            if is_long and not self.isActiveWindow():
                self.desktop.notify(self.tr("Kinfolk has finished scanning your photos"), text)

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
            self.pages.show_review()
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

    def reopen(self, after: Path | Paths | StartRequest) -> None:
        """Close the window; app.py then does what `reopening_wanted` says and opens another one."""
        if isinstance(after, Path):
            # Before anything else: another backup may be under way, also in another process
            after = backups.keep(self.context.paths, after)
        self.reopening_wanted.emit(after)
        self.close()

    def _on_trouble(self, error: AppError) -> None:
        """Show an error of the library; if it is damaged, offer to restore a backup."""
        if not isinstance(error, Damaged):
            self.show_error(error)
            return
        offer = OfferSheet(self, error, paths=self.context.paths, tasks=self.context.tasks)
        offer.chosen.connect(self.reopen)
        offer.quit_wanted.connect(self.close)
        offer.open()

    def show_error(self, error: Exception) -> None:
        """Show an expected error as a message; raise anything else, which is a bug."""
        if not isinstance(error, AppError):
            raise error
        if isinstance(error, Replaced):
            self.toast.say(words.why(error), self.tr("Reopen"), partial(self.reopen, NOTHING))
        else:
            self.toast.say(words.why(error))

    def save(self) -> None:
        """Save settings, place and half-typed names, and start all queued writes without waiting.

        Call it when the session may end before the window is closed.
        """
        settings = self.context.settings
        settings.window_geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        settings.place = self.pages.place
        self.tree.keep()
        self.wall.keep_typed()
        self.context.save_settings()
        self.context.ops.begin()

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
        Command(SCAN, "Scan for new photos", lambda window: window.scanning.start()),
        Command("", "Unreadable photos…", Window._on_problems_wanted),
        Command("", "Export…", lambda window: window.exchange.export()),
        Command("", "Import…", lambda window: window.exchange.bring_in()),
        heading="Library",
    ),
    Commands(
        "Everywhere",
        Command("Ctrl+F", "Search people or photos", lambda window: window.pages.start_search()),
        Command("Ctrl+Shift+F", "Search photos", lambda window: window.pages.find_photos()),
        Command(
            "Ctrl+[" if _IS_MAC else "Alt+Left", "Back", lambda window: window.pages.visits.back()
        ),
        Command(
            "Ctrl+]" if _IS_MAC else "Alt+Right",
            "Forward",
            lambda window: window.pages.visits.forward(),
        ),
        heading="Go to",
    ),
    Commands(
        "Everywhere",
        Command("Ctrl+R", "Review faces", lambda window: window.pages.show_review()),
        Command("Ctrl+E", "New faces", lambda window: window.pages.show_new_faces()),
        Command(
            "", "Rejected suggestions…", lambda window: RejectedSheet(window.context, window).open()
        ),
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
    return lambda window: window.sidebar.chosen.emit(key)


# By the keys of the sidebar, in its order
PAGES: dict[str, Command[Window]] = {
    Section.PEOPLE: Command("Ctrl+1", "People", _leads_to(Section.PEOPLE)),
    Section.UNNAMED: Command("Ctrl+2", "Unnamed", _leads_to(Section.UNNAMED)),
    PHOTOS: Command("Ctrl+3", "Photos", _leads_to(PHOTOS)),
    NEW: Command("Ctrl+4", "New faces", _leads_to(NEW)),
    REVIEW: Command("Ctrl+5", "Review", _leads_to(REVIEW)),
    Section.FAVORITES: Command("Ctrl+6", "Favourites", _leads_to(Section.FAVORITES)),
    Section.HIDDEN: Command("Ctrl+7", "Hidden", _leads_to(Section.HIDDEN)),
    Section.STRANGERS: Command("Ctrl+8", "Ignored", _leads_to(Section.STRANGERS)),
}
Commands("Everywhere", *PAGES.values())  # in the list of shortcuts
