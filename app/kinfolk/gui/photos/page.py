"""The Photos page: all photos under months or folders, with the names of who is in them."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kinfolk.core.db.changes import Changes
from kinfolk.gui.actions.dating import date_photos
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.page import Page
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.faces.delegate import OUTSIDE
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.photo_rows.cards import PhotoCards
from kinfolk.gui.photo_rows.content import PhotoContent
from kinfolk.gui.photo_rows.grid import PhotoGrid
from kinfolk.gui.photos.reading import FolderPhotos, PhotoOrder, read_photos
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import column, label, row
from kinfolk.gui.widgets.elided import Elided
from kinfolk.gui.widgets.empty import EmptyState
from kinfolk.gui.widgets.key_bar import KeyBar
from kinfolk.gui.widgets.sort_button import SortButton

SCAN_MS = 1000  # between two readings of the list while a scan writes photo after photo
LISTED = ("asset", "place", "folder")  # tables by which there are other photos, or elsewhere


class PhotosPage(Page):
    """Those of one folder, where one was chosen."""

    tables = frozenset({*LISTED, "face", "person"})
    folder_wanted = Signal()  # to be taken in
    gone = Signal()  # the folder is not in the library any more

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reads = Latest(context.tasks, self)
        self._later = QTimer(self, singleShot=True, interval=SCAN_MS)
        self._later.timeout.connect(self._read)
        self._order = PhotoOrder.NEWEST
        self._is_scanning = False
        self._is_read = False  # whether what is shown is of this folder and in this order
        self.folder_id = ""
        self.cards = PhotoCards(context, self)
        self.grid = PhotoGrid(self.cards, context.previews)
        self.grid.setAccessibleName(self.tr("Photos"))
        self.title = label(self.tr("Photos"), "title")
        self.caption = Elided("caption", tone="muted")
        self.sorting = SortButton(
            {
                PhotoOrder.NEWEST: self.tr("Newest first"),
                PhotoOrder.OLDEST: self.tr("Oldest first"),
                PhotoOrder.NAME: self.tr("By name"),
                PhotoOrder.FOLDER: self.tr("By folder"),
            }
        )
        self.empty = EmptyState()
        self.keys = KeyBar()
        self._lay_out()
        self.grid.opened.connect(self._on_opened)
        self.grid.menu_wanted.connect(self._on_menu)
        self.grid.date_wanted.connect(self.date_chosen)
        self.grid.selection_changed.connect(self._say)
        self.sorting.sorted.connect(self._on_sorted)
        context.bus.changed.connect(self.on_changed)
        context.appearance.changed.connect(self.grid.viewport().update)

    def show_folder(self, folder_id: str) -> None:
        """The photos of a folder, or all where it is ""; another one from its beginning."""
        if folder_id != self.folder_id:
            self.folder_id = folder_id
            self._start_anew()

    def take_focus(self) -> None:
        """The keyboard starts with the photos."""
        self.grid.setFocus()

    def set_scanning(self, is_scanning: bool) -> None:
        """Whether more photos may come by themselves."""
        self._is_scanning = is_scanning
        self._say()

    def refresh(self, changes: Changes) -> None:
        self.cards.forget()
        self.grid.viewport().update()
        if not any(table in changes for table in LISTED):
            return
        if not (self._is_scanning and self._is_read):
            self._read()
        elif not self._later.isActive():
            self._later.start()

    def _start_anew(self) -> None:
        self._is_read = False
        self.grid.show_content(PhotoContent())
        self.grid.verticalScrollBar().setValue(0)
        if self.isVisible():
            self._read()
        else:
            self.stale = True

    def _read(self) -> None:
        db, folder_id, order = self._context.db, self.folder_id, self._order

        def done(found: FolderPhotos | None) -> None:
            if (folder_id, order) == (self.folder_id, self._order):
                self._show(found)

        self._reads.ask(lambda: read_photos(db, folder_id, order), done)

    def _show(self, found: FolderPhotos | None) -> None:
        if found is None:
            self.gone.emit()
            return
        self._is_read = True
        self.title.setText(found.title or self.tr("Photos"))
        self.grid.show_content(found.content)
        self._say()

    def _say(self) -> None:
        """How many there are, or why there are none."""
        number = len(self.grid.photos.ids)
        self._parts.setCurrentIndex(0 if number or not self._is_read else 1)
        self.sorting.setVisible(number > 0)
        selected = len(self.grid.selected_ids())
        self.caption.setText(self._caption(number, selected))
        keys = (
            (self.tr("Enter"), self.tr("show the photo")),
            (self.tr("Arrows"), self.tr("go on")),
            (self.tr("Home"), self.tr("the first")),
            (self.tr("End"), self.tr("the last")),
            ("D", self.tr("date")),
            ("?", self.tr("all keys")),
        )
        self.keys.show_keys(*(keys if number else ()))
        if number or not self._is_read:
            return
        if self._is_scanning:
            title, icon = self.tr("Looking for photos"), "search"
            text = self.tr("They appear here as they are found.")
            self.empty.say(title, text, icon=icon)
        elif self.folder_id:
            title = self.tr("No photos in this folder")
            text = self.tr("Photos that you put there appear here once Kinfolk has seen them: F5.")
            self.empty.say(title, text, icon="folder")
        else:
            title, button = self.tr("No photos yet"), self.tr("Add folder")
            text = self.tr("Add a folder, and its photos stand here. No photo is ever changed.")
            self.empty.say(title, text, icon="folder", button=button, act=self.folder_wanted.emit)

    def _caption(self, number: int, selected: int) -> str:
        if selected:
            said = self.tr("{selected} of {photos} selected")
            return said.format(selected=words.number_text(selected), photos=words.photos(number))
        return words.photos(number) if number and self.folder_id else ""

    def date_chosen(self) -> None:
        """Says when the photos were taken that are selected, or the one the keys are on."""
        if chosen := self.grid.chosen_ids():
            date_photos(self._context, self, chosen)

    def _on_menu(self, place: QPoint) -> None:
        menu = controls.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not self.grid.selected_ids():
            menu.addAction(self.tr("Show the photo"), self.grid.open_current)
        number = len(self.grid.chosen_ids())
        one, many = self.tr("When it was taken…"), self.tr("When they were taken…")
        menu.addAction(one if number == 1 else many, self.date_chosen)
        menu.popup(place)

    def _on_sorted(self, order: PhotoOrder) -> None:
        self._order = order
        self._start_anew()
        self.take_focus()

    def _on_opened(self, asset_id: str) -> None:
        view = PhotoView(self._context, asset_id, among=self.grid.photos.ids, parent=self)
        # Left and right lead to other photos: the one seen last is the current one then.
        view.finished.connect(lambda: self.grid.go_to(view.shown_id))
        view.open()

    def _lay_out(self) -> None:
        header = row(self.title, self.caption, self.sorting, spacing=10)
        header.setStretch(1, 1)
        header.setContentsMargins(theme.MARGIN, 20, theme.MARGIN, 8)
        nothing = QWidget()
        nothing.setLayout(column(self.empty, None))
        photos = QWidget()
        lines = column(self.grid)
        # Rings reach beyond the photos, into the margin, and the scroll bar stands in it.
        side, bar = theme.MARGIN - OUTSIDE, self.grid.verticalScrollBar().sizeHint().width()
        lines.setContentsMargins(side, 0, max(0, side - bar), 0)
        photos.setLayout(lines)
        self._parts = QStackedWidget()
        self._parts.addWidget(photos)
        self._parts.addWidget(nothing)
        whole = column(header, self._parts, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
