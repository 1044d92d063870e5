"""What can be done with the photos of a grid, by keys and by a menu."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from kinfolk.core.people import Person
from kinfolk.gui.base.context import Context
from kinfolk.gui.outputs.contact_sheet import ContactSheet
from kinfolk.gui.outputs.copying import CopySheet
from kinfolk.gui.outputs.slide_show import SlideShow
from kinfolk.gui.photo_rows.grid import COMMANDS, PhotoGrid
from kinfolk.gui.widgets import controls


class Outputs(QObject):
    """Open slide shows, copies and contact sheets of the selected photos, or else of all."""

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
        grid.show_wanted.connect(self.show)
        grid.copy_wanted.connect(self.copy)
        grid.pdf_wanted.connect(self.make_pdf)

    def copy(self) -> None:
        """Open the sheet that copies the photos."""
        if ids := self._ids():
            CopySheet(self._context, self._grid, ids).open()

    def make_pdf(self) -> None:
        """Open the sheet that makes a contact sheet of the photos."""
        if ids := self._ids():
            ContactSheet(
                self._context, self._grid, ids, title=self._title(), who=self._who()
            ).open()

    def show(self) -> None:
        """Open a slide show; afterwards the photo shown last is the current one."""
        if ids := self._ids():
            slides = SlideShow(self._context, self._grid, ids, who=self._who())
            slides.finished.connect(lambda: self._grid.go_to(slides.shown_id))
            slides.open()

    def popup(self, place: QPoint) -> None:
        """Open the menu at a global position."""
        menu = controls.passing_menu(self._grid)
        self.add_to(menu)
        menu.popup(place)

    def add_to(self, menu: QMenu) -> None:
        """Add the entries to a menu."""
        COMMANDS.fill(menu, self._grid, "S", "C", "P")

    def _ids(self) -> list[str]:
        return self._grid.selected_ids() or list(self._grid.photos.ids)
