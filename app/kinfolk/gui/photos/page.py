"""The page Photos: all photos under months or folders, with a search."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kinfolk.core.db.changes import Changes
from kinfolk.core.people.people import Person
from kinfolk.core.photos.photo_filter import EVERY_PHOTO, PhotoFilter
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.commands import SCAN, Command, Commands, cap
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.page import WindowPage
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.outputs.photo_grid_commands import PhotoGridCommands
from kinfolk.gui.photo_rows import grid as photo_grid
from kinfolk.gui.photo_rows.cards import PhotoCards
from kinfolk.gui.photo_rows.grid import PhotoGrid
from kinfolk.gui.photos.folder_dates import FolderDatesOffer
from kinfolk.gui.photos.reading import FoundPhotos, PhotoOrder, PhotosWanted, read_photos
from kinfolk.gui.photos.search_bar import SearchBar
from kinfolk.gui.photos.search_words import sentence
from kinfolk.gui.photos.unavailable_folder import AwayLine, FolderAway
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.tiles.model import TileContent
from kinfolk.gui.widgets.controls import Elided, IconButton, column, hand_keys, holding, row
from kinfolk.gui.widgets.empty import EmptyState
from kinfolk.gui.widgets.key_bar import KeyBar
from kinfolk.gui.widgets.switches import SortButton

SCAN_MS = 1000  # least time between two readings while a scan adds photos
LISTED = ("asset", "place", "folder")  # tables whose changes may add, remove or move photos


class PhotosPage(WindowPage):
    """Show all photos, those of a folder, or those that a search finds."""

    tables = frozenset({*LISTED, "face", "person", "presence", "saved_search"})
    folder_wanted = Signal()  # ask for a folder and add it
    gone = Signal()  # the folder that was shown is not in the library any more
    asked = Signal()  # the user has searched, so that other photos are shown
    save_wanted = Signal(object, str, object)  # a PhotoFilter, its name, the id of its library

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._context = context
        self._reads = Latest(context.tasks, self)
        self._later = QTimer(self, singleShot=True, interval=SCAN_MS)
        self._later.timeout.connect(self._read)
        self._order = PhotoOrder.NEWEST
        self._is_scanning = False
        self._is_read = False  # whether the photos shown are those of `shown`, in this order
        self.shown = PhotosWanted()
        self._found: FoundPhotos | None = None
        self.cards = PhotoCards(context, self)
        self.grid = PhotoGrid(self.cards, context.previews)
        self.grid.setAccessibleName(self.tr("Photos"))
        self.title = Elided("title")
        self.title.setText(self.tr("Photos"))
        self.caption = Elided("caption", tone="muted")
        self.sorting = SortButton(
            {
                PhotoOrder.NEWEST: self.tr("Newest first"),
                PhotoOrder.OLDEST: self.tr("Oldest first"),
                PhotoOrder.NAME: self.tr("By name"),
                PhotoOrder.FOLDER: self.tr("By folder"),
            }
        )
        self.commands = PhotoGridCommands(
            context, self.grid, title=self._asked_title, who=self._asked_person
        )
        self.more = IconButton("more", self.tr("Slide show, copies, PDF"), clicked=self._on_more)
        self.away = AwayLine()
        self.dated = FolderDatesOffer(context)
        self.bar = SearchBar(context, self)
        self.empty = EmptyState()
        self.keys = KeyBar()
        self._lay_out()
        self.grid.selection_changed.connect(self._say)
        self.sorting.sorted.connect(self._on_sorted)
        self.bar.changed.connect(self._on_asked)
        self.bar.list.changed.connect(self._say)
        self.bar.save_wanted.connect(self._on_save)
        for part in (self.away, self.dated, self.bar):
            part.left.connect(self.take_focus)
        context.appearance.changed.connect(self.grid.viewport().update)

    @property
    def folder_id(self) -> str:
        """The id of the folder whose photos are shown, "" for all."""
        return self.shown.folder_id

    def go_to(self, asked: PhotosWanted) -> None:
        """Show other photos, scrolled to the first one."""
        if asked != self.shown:
            self.shown = asked
            self._start_anew()

    def start_search(self, text: str = "") -> None:
        """Move the keyboard to the search field, with `text` in it if given."""
        self.bar.start(text)

    def take_focus(self) -> None:
        hand_keys(self.grid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the search by Esc, once no photo is selected."""
        if event.key() == Qt.Key.Key_Escape and self.bar.isVisible():
            self.bar.clear.click()
        else:
            super().keyPressEvent(event)

    def set_scanning(self, is_scanning: bool) -> None:
        """Note whether a scan is running, and update the texts of the page."""
        self._is_scanning = is_scanning
        self._say()
        self._offer_dates()

    def show_away(self, away: FolderAway | None) -> None:
        """Show the notice of an unavailable folder; None hides it."""
        self.away.show_away(away)
        self._say()

    def on_changed(self, changes: Changes) -> None:
        """Only repaint if the photos are listed by none of the tables that have changed."""
        is_search = self.shown.wanted != EVERY_PHOTO
        if is_search or not self.isVisible() or any(table in changes for table in LISTED):
            super().on_changed(changes)
        elif any(table in changes for table in self.tables):
            self._repaint()

    def _repaint(self) -> None:
        """Repaint the photos in sight with what is known of them now."""
        self.cards.forget()
        self.grid.viewport().update()

    def refresh(self) -> None:
        """Repaint the photos and read them again; during a scan they are read only now and then."""
        self._repaint()
        self.bar.forget_folders()
        if not (self._is_scanning and self._is_read):
            self._read()
        elif not self._later.isActive():
            self._later.start()

    def _start_anew(self) -> None:
        """Empty the page and read the photos now, or when the page is next seen."""
        self._is_read = False
        self.bar.save.setEnabled(False)  # its words are those of photos that were read
        self.grid.show_content(TileContent())
        self.grid.verticalScrollBar().setValue(0)
        if self.isVisible():
            self._read()
        else:
            self.stale = True

    def _read(self) -> None:
        db, asked, order = self._context.db, self.shown, self._order

        def done(found: FoundPhotos | None) -> None:
            if (asked, order) == (self.shown, self._order):
                self._show(found)

        self._reads.ask(lambda: read_photos(db, asked, order), done)

    def _show(self, found: FoundPhotos | None) -> None:
        """Show what was read, unless the folder is gone."""
        if found is None:
            if self.isVisible():
                self.gone.emit()
            else:
                self.stale = True  # the user is elsewhere by now, and learns of it here
            return
        self._is_read, self._found = True, found
        self.bar.save.setEnabled(True)
        if self.shown.search_id and not found.is_saved:  # the search was deleted: keep its photos
            self._ask(replace(self.shown, search_id=""))
            return
        self.title.setText(found.title or self.tr("Photos"))
        self.cards.put_first(found.whole.asked_for)
        self.grid.show_content(found.content)
        self.bar.set_scope(found.library_id, found.folders)
        self.bar.show_search(self.shown.wanted)
        self._say()
        self._offer_dates()

    def _say(self) -> None:
        """Show how many photos there are, or why there are none, and the keys that work."""
        number = len(self.grid.photos.ids)
        is_search = self.shown.wanted != EVERY_PHOTO
        self._parts.setCurrentIndex(0 if number or not self._is_read else 1)
        for part in (self.sorting, self.more):
            part.setVisible(number > 0)
        selected = len(self.grid.selected_ids())
        self.caption.setText(self._caption(number, selected))
        self.bar.say(number, is_saved=bool(self.shown.search_id))
        of_photos = photo_grid.COMMANDS.hints(self.grid) if number else ()
        self.keys.show_keys(*of_photos, *(COMMANDS.hints(self) if number or is_search else ()))
        if number or not self._is_read:
            return
        if self._is_scanning:
            text = self.tr("They appear here as they’re found.")
            self.empty.say(self.tr("Finding photos"), text, icon="search")
        elif is_search:
            self._say_how_to_find_more()
        elif not self.away.isHidden():
            text = self.tr("Photos found in another folder are shown there.")
            self.empty.say(self.tr("No photos here"), text, icon="folder")
        elif self.folder_id:
            text = self.tr("Photos you add to the folder appear here after a scan ({}).")
            text = text.format(cap(SCAN))
            self.empty.say(self.tr("No photos in this folder"), text, icon="folder")
        else:
            title, button = self.tr("No photos yet"), self.tr("Add folder")
            text = self.tr("Add a folder to see its photos here. Your photos are never changed.")
            if self._found and self._found.has_folders:
                text = self.tr(
                    "No photos have been found in your folders yet. Scan again ({}), or add "
                    "another folder."
                ).format(cap(SCAN))
            self.empty.say(title, text, icon="folder", button=button, act=self.folder_wanted.emit)

    def _offer_dates(self) -> None:
        """Offer dates of folders, except during a scan, which may find dates in the files."""
        known = self._found.dated if self._found else ()
        self.dated.show_offers(() if self._is_scanning else known)

    def _say_how_to_find_more(self) -> None:
        """Offer, on the empty page, a change of the search that would find photos.

        The change removes one criterion or searches all folders. If neither finds photos, offer to
        show all photos.
        """
        wider = self._found.wider if self._found else None
        if wider is None:
            asked = PhotosWanted(self.folder_id)
            text = self.tr("Removing any one search term still finds nothing.")
            button = self.tr("Show all photos")
        elif wider.without is None:
            asked = wider.asked
            text = self.tr("Searching all folders finds {}.").format(words.photos(wider.photos))
            button = self.tr("Search all folders")
        else:
            asked, what = wider.asked, self.bar.words_of(wider.without)
            text = self.tr("Without “{what}”, the search finds {photos}.")
            text = text.format(what=what, photos=words.photos(wider.photos))
            button = self.tr("Remove “{}”").format(words.short(what, 32))
        title = self.tr("No matching photos")
        self.empty.say(title, text, icon="search", button=button, act=lambda: self._widen(asked))

    def _widen(self, asked: PhotosWanted) -> None:
        """Show the photos of this wider search instead."""
        self._ask(asked)
        self._parts.setCurrentIndex(0)  # the button disappears, so move the keyboard
        self.take_focus()

    def _caption(self, number: int, selected: int) -> str:
        if selected:
            said = self.tr("{selected} of {photos} selected")
            return said.format(selected=words.number_text(selected), photos=words.photos(number))
        is_search = self.shown.wanted != EVERY_PHOTO  # the search bar says it already
        return words.photos(number) if number and not is_search else ""

    def _asked_title(self) -> str:
        if self._found is None or self.shown.search_id:
            return self.title.text()
        return sentence(self._found.whole, self.bar.known, self.bar.names) or self.tr("Photos")

    def _asked_person(self) -> Person | None:
        """Return the person whom the search is about, if it is about exactly one person."""
        whom = set(self.shown.wanted.asked_for)
        return self.bar.known.get(whom.pop()) if len(whom) == 1 else None

    def _on_more(self) -> None:
        self.commands.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _ask(self, asked: PhotosWanted) -> None:
        """Show other photos and tell the window."""
        self.go_to(asked)
        self.asked.emit()

    def _on_asked(self, wanted: PhotoFilter) -> None:
        # One folder at a time: a folder that was typed replaces the one of the sidebar.
        self._ask(PhotosWanted("" if wanted.folder else self.folder_id, wanted))

    def _on_save(self) -> None:
        """Ask the window to save the search."""
        if self._found is not None:
            name = sentence(self._found.whole, self.bar.known, self.bar.names)
            theirs = next((each.library_id for each in self.bar.known.values()), None)
            self.save_wanted.emit(self._found.whole, name, self._found.library_id or theirs)

    def _on_sorted(self, order: PhotoOrder) -> None:
        self._order = order
        self._start_anew()
        self.take_focus()

    def _lay_out(self) -> None:
        # Keep their space, so that the search below does not move
        for part in (self.sorting, self.more):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        margin = theme.MARGIN
        parts = (self.title, self.caption, self.sorting, self.more)
        header = row(*parts, spacing=10, margins=(margin, 20, margin, 8), grow=1)
        # Rings reach beyond the photos into the margin, and the scroll bar is in it.
        side, bar = margin - OUTSIDE, self.grid.verticalScrollBar().sizeHint().width()
        photos = column(self.grid, margins=(side, 0, max(0, side - bar), 0))
        self._parts = QStackedWidget()
        self._parts.addWidget(holding(photos))
        self._parts.addWidget(holding(column(self.empty, None)))
        # One layout, because one for each would keep its margins while its part is hidden
        lines = column(self.away, self.dated, self.bar, spacing=8, margins=(margin, 0, margin, 8))
        self.setLayout(column(header, lines, self._parts, spacing=0, grow=2))


# The window listens to these.
COMMANDS: Commands[PhotosPage] = Commands(
    "Photos",
    Command("Ctrl+F", "", hint="search photos"),
    Command("?", "", hint="all shortcuts"),
)
