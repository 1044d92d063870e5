"""What can be done with the photos of a grid: by its keys, and by a menu of them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from kinfolk.core.people import Person
from kinfolk.gui.base.context import Context
from kinfolk.gui.outputs.contact_sheet import ContactSheet
from kinfolk.gui.outputs.copying import CopySheet
from kinfolk.gui.outputs.slide_show import SlideShow
from kinfolk.gui.photo_rows.grid import KEYS, PhotoGrid
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.key_menu import add_keys

NAMES = ("S", "C", "P")


class Outputs(QObject):
    """With the photos that are selected, or else with all that the grid shows."""

    def __init__(
        self,
        context: Context,
        grid: PhotoGrid,
        *,
        title: Callable[[], str],
        who: Callable[[], Person | None],
    ) -> None:
        """`title`: what they are called; `who`: whom they are about."""
        super().__init__(grid)
        self._context, self._grid = context, grid
        self._title, self._who = title, who
        grid.show_wanted.connect(self.show)
        grid.copy_wanted.connect(self.copy)
        grid.pdf_wanted.connect(self.make_pdf)

    def copy(self) -> None:
        """Asks where to."""
        if ids := self._ids():
            CopySheet(self._context, self._grid, ids).open()

    def make_pdf(self) -> None:
        """A contact sheet: asks for its title and where to."""
        if ids := self._ids():
            ContactSheet(
                self._context, self._grid, ids, title=self._title(), who=self._who()
            ).open()

    def show(self) -> None:
        """One after another; the keys are on the last one then."""
        if ids := self._ids():
            slides = SlideShow(self._context, self._grid, ids, who=self._who())
            slides.finished.connect(lambda: self._grid.go_to(slides.shown_id))
            slides.open()

    def popup(self, place: QPoint) -> None:
        """The menu, at a place of the screen."""
        menu = controls.passing_menu(self._grid)
        self.add_to(menu)
        menu.popup(place)

    def add_to(self, menu: QMenu) -> None:
        """The same entries in a menu that has others."""
        add_keys(menu, KEYS, self._grid, NAMES)

    def _ids(self) -> list[str]:
        return self._grid.selected_ids() or list(self._grid.photos.ids)
