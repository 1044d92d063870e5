"""What can be done with photos in a grid, by menu and by key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core.people import Person
from kinfolk.gui.actions.dating import date_photos
from kinfolk.gui.base.commands import say_key
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo_rows.grid import PhotoGrid
from kinfolk.gui.widgets import controls


class PhotoCommands(QObject):
    """Act on the selected photos of a grid, or else on the current one."""

    def __init__(
        self, context: Context, grid: PhotoGrid, page: QWidget, *, add: Callable[[QMenu], None]
    ) -> None:
        """`add(menu)` adds what can be done with several photos."""
        super().__init__(grid)
        self._add = add
        self._context = context
        self._grid = grid
        self._page = page
        self.here: Person | None = None  # the person whose page it is, if any
        grid.menu_wanted.connect(self._on_menu)
        grid.date_wanted.connect(self.date)

    def date(self) -> None:
        """Ask when the photos were taken."""
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
        if self._grid.selected_ids():  # without a selection these would act on all photos
            menu.addSeparator()
            self._add(menu)
        menu.popup(at)
