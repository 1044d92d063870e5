"""Photos and menus for the faces of a grid."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.click_grid import ClickGrid
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.widgets import controls


class Photos(QObject):
    """Open a face's photo, show it while the button is held, and open its menu."""

    def __init__(
        self,
        context: Context,
        grid: ClickGrid,
        page: QWidget,
        add: Callable[[QMenu, str], None] = lambda menu, face_id: None,
    ) -> None:
        """`add(menu, face_id)` adds further entries to a face's menu."""
        super().__init__(grid)
        self._context = context
        self._grid = grid
        self._page = page
        self._add = add
        grid.opened.connect(self.show)
        grid.held.connect(self._peek)
        grid.menu_wanted.connect(self._on_menu)

    def _on_menu(self, at: QPoint) -> None:
        current = self._grid.current_id()
        if current is None:
            return
        menu = controls.passing_menu(self._page)
        show = partial(self.show, current)
        self._context.menu_links.from_face(menu, current, photo=show, photo_key="Ctrl+O")
        self._add(menu, current)
        menu.popup(at)

    def show(self, face_id: str) -> None:
        """Show the photo of a face; arrow keys lead to those of the grid's other faces."""
        self._context.menu_links.show_photo(face_id, self._grid.faces.ids, self._page)

    def _peek(self, face_id: str) -> None:
        """Show the photo until the button is released."""
        view = PhotoView(self._context, face_id, among=(), parent=self._page)
        self._grid.let_go.connect(view.accept)
        view.open()
