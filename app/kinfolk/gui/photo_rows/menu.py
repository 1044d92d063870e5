"""What can be done with photos in rows, by menu and by key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core.people import Person
from kinfolk.gui.actions.dating import date_photos
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.keys import say_key
from kinfolk.gui.photo_rows.grid import PhotoGrid
from kinfolk.gui.widgets import controls


class PhotoCommands(QObject):
    """About what is selected in a grid, or else the photo that the keys are on."""

    def __init__(
        self, context: Context, grid: PhotoGrid, page: QWidget, *, add: Callable[[QMenu], None]
    ) -> None:
        """`add` puts into the menu what can be done with several."""
        super().__init__(grid)
        self._add = add
        self._context = context
        self._grid = grid
        self._page = page
        self.here: Person | None = None  # whose page it is
        grid.menu_wanted.connect(self._on_menu)
        grid.date_wanted.connect(self.date)

    def date(self) -> None:
        """Says when they were taken."""
        if chosen := self._grid.chosen_ids():
            date_photos(self._context, self._page, chosen)

    def _on_menu(self, at: QPoint) -> None:
        chosen = self._grid.chosen_ids()
        if not chosen:
            return
        menu = controls.passing_menu(self._page)
        if len(chosen) == 1:
            show = partial(self._grid.opened.emit, chosen[0])
            here = self.here.id if self.here else None
            self._context.ways.from_photo(menu, chosen[0], photo=show, here=here)
        one, many = self.tr("Set date…"), self.tr("Set dates…")
        say_key(menu.addAction(one if len(chosen) == 1 else many, self.date), "D")
        if self._grid.selected_ids():  # else they would be about all photos, not about this one
            menu.addSeparator()
            self._add(menu)
        menu.popup(at)
