"""What can be done with the photos of a grid, by keys and by menus."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from kinfolk.core.people.people import Person
from kinfolk.gui.actions.dating import date_photos
from kinfolk.gui.base import plain_text, words
from kinfolk.gui.base.commands import say_key
from kinfolk.gui.base.context import Context
from kinfolk.gui.outputs.contact_sheet import ContactSheet
from kinfolk.gui.outputs.copying import CopySheet
from kinfolk.gui.outputs.slide_show import SlideShow
from kinfolk.gui.photo_rows.grid import COMMANDS, PhotoGrid
from kinfolk.gui.tiles.layout import TileHeading
from kinfolk.gui.widgets import controls


class PhotoGridCommands(QObject):
    """Act on the selected photos of a grid.

    Without a selection a date is about the current photo, and slide shows, copies and contact
    sheets are about all.
    """

    def __init__(
        self,
        context: Context,
        grid: PhotoGrid,
        *,
        title: Callable[[], str],
        who: Callable[[], Person | None],
    ) -> None:
        """`title()` names the photos, `who()` returns the person they are about, if any."""
        super().__init__(grid)
        self._context, self._grid = context, grid
        self._title, self._who = title, who
        self.here: Person | None = None  # the person whose page it is, if any
        grid.opened.connect(self.open)
        grid.menu_wanted.connect(self._on_menu)
        grid.heading_menu_wanted.connect(self._on_heading_menu)
        grid.date_wanted.connect(self.date)
        grid.show_wanted.connect(self.show)
        grid.copy_wanted.connect(self.copy)
        grid.pdf_wanted.connect(self.make_pdf)

    def open(self, asset_id: str) -> None:
        """Show a photo; left and right lead to the others, and the grid to the one seen last."""
        links, among = self._context.menu_links, self._grid.photos.ids
        links.show_photo(asset_id, among, self._grid, closed=self._grid.go_to)

    def date(self) -> None:
        """Ask when the photos were taken."""
        if chosen := self._grid.chosen_ids():
            date_photos(self._context, self._grid, chosen)

    def copy(self) -> None:
        """Open the sheet that copies the photos."""
        if ids := self._ids():
            CopySheet(self._context, self._grid, ids).open()

    def make_pdf(self) -> None:
        """Open the sheet that makes a contact sheet of the photos."""
        if ids := self._ids():
            self._make_pdf(ids, self._title())

    def show(self) -> None:
        """Open a slide show; afterwards the photo shown last is the current one."""
        if ids := self._ids():
            self._show(ids)

    def popup(self, place: QPoint) -> None:
        """Open the menu of what can be done with several photos, at a global position."""
        menu = controls.passing_menu(self._grid)
        self.add_to(menu)
        menu.popup(place)

    def add_to(self, menu: QMenu) -> None:
        """Add to a menu what can be done with several photos."""
        COMMANDS.fill(menu, self._grid, "S", "C", "Ctrl+P")

    def _make_pdf(self, ids: Sequence[str], title: str) -> None:
        ContactSheet(self._context, self._grid, ids, title=title, who=self._who()).open()

    def _show(self, ids: Sequence[str]) -> None:
        slides = SlideShow(self._context, self._grid, ids, who=self._who())
        slides.finished.connect(lambda: self._grid.go_to(slides.shown_id))
        slides.open()

    def _add_heading(self, menu: QMenu, heading: TileHeading) -> None:
        rows, title = heading.rows, heading.section.title
        ids = list(self._grid.photos.ids[rows.start : rows.stop])
        all_of = self.tr("Select all {}").format(words.number_text(len(ids)))
        menu.addAction(all_of, partial(self._grid.select, rows))
        one, many = self.tr("Set date…"), self.tr("Set dates…")
        dating = partial(date_photos, self._context, self._grid, ids)
        menu.addAction(one if len(ids) == 1 else many, dating)
        menu.addSeparator()
        menu.addAction(self.tr("Slide show"), partial(self._show, ids))
        menu.addAction(self.tr("Contact sheet…"), partial(self._make_pdf, ids, title))

    def _ids(self) -> list[str]:
        return self._grid.selected_ids() or list(self._grid.photos.ids)

    def _on_heading_menu(self, heading: TileHeading, at: QPoint) -> None:
        menu = controls.passing_menu(self._grid)
        self._add_heading(menu, heading)
        menu.popup(at)

    def _on_menu(self, at: QPoint) -> None:
        chosen = self._grid.chosen_ids()
        if not chosen:
            return
        menu = controls.passing_menu(self._grid)
        if len(chosen) == 1:
            show = partial(self._grid.opened.emit, chosen[0])
            here = self.here.id if self.here else None
            self._context.menu_links.from_photo(menu, chosen[0], photo=show, here=here)
        one, many = self.tr("Set date…"), self.tr("Set dates…")
        say_key(menu.addAction(one if len(chosen) == 1 else many, self.date), "D")
        if self._grid.selected_ids():  # without a selection these would act on all photos
            menu.addSeparator()
            self.add_to(menu)
        if heading := self._grid.current_heading():
            menu.addSeparator()
            title = plain_text.literal(words.short(heading.section.title))
            self._add_heading(menu.addMenu(title), heading)
        self._grid.lost.connect(menu.close)  # without a selection some would be about all photos
        menu.popup(at)
