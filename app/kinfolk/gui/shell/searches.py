"""Saved searches: saving, renaming and deleting them, and their rows in the sidebar."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QSize, Signal
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.core import names
from kinfolk.core.actions import Act, Action
from kinfolk.core.photos import saved_searches
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.saved_searches import SearchInfo
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.sidebar import SidebarEntry
from kinfolk.gui.shell.sidebar_counts import FoundBy
from kinfolk.gui.widgets import controls
from kinfolk.gui.widgets.controls import NameField, fill, label
from kinfolk.gui.widgets.sheet import Sheet


class SearchActions(QObject):
    """Change saved searches; each change is an undo step."""

    saved = Signal(object)  # the SearchInfo that is there now

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.known: dict[str, SearchInfo] = {}

    def rows(self, searches: Sequence[FoundBy]) -> list[SidebarEntry]:
        """Return the searches' rows for the sidebar, and remember the searches."""
        self.known = {search.id: search for search, _ in searches}
        newer = self.tr("needs a newer Kinfolk")
        return [
            SidebarEntry(each.id, each.name, found)
            if each.wanted is not None
            else SidebarEntry(each.id, each.name, found, state=newer, is_dim=True)
            for each, found in searches
        ]

    def save(self, wanted: PhotoFilter, name: str, library_id: str | None) -> None:
        """Save a search, or use an equal one that exists; if the name is taken, add a number."""
        for each in self.known.values():
            if each.wanted == wanted:
                self.saved.emit(each)
                return
        free = name
        taken = {names.key(each.name) for each in self.known.values()}
        number = 2
        while names.key(free) in taken:
            free, number = f"{name} {number}", number + 1
        self._context.ops.run(
            lambda session: saved_searches.save(session, wanted, name=free, library_id=library_id),
            Action.of(Act.SAVE_SEARCH, name=free),
            owner=self,
            toast=self.tr("“{}” saved to the sidebar").format(free),
            done=self.saved.emit,
        )

    def popup(self, search_id: str, at: QPoint) -> None:
        """Open the menu of a search at this place."""
        self.menu(search_id).popup(at)

    def menu(self, search_id: str) -> QMenu:
        menu = controls.passing_menu(self._window)
        if (search := self.known.get(search_id)) is not None:
            menu.addAction(self.tr("Rename…"), partial(self._rename, search))
            menu.addAction(self.tr("Delete"), partial(self._remove, search))
        return menu

    def _rename(self, search: SearchInfo) -> None:
        RenameSheet(self._context, search, self._window).open()

    def _remove(self, search: SearchInfo) -> None:
        self._context.ops.run(
            lambda session: saved_searches.remove(session, search.id),
            Action.of(Act.DELETE_SEARCH, name=search.name),
            owner=self,
            toast=self.tr("“{}” deleted").format(search.name),
        )


class RenameSheet(Sheet):
    """Ask for another name for a saved search."""

    def __init__(self, context: Context, search: SearchInfo, parent: QWidget) -> None:
        super().__init__(
            parent,
            title=QCoreApplication.translate("RenameSheet", "Rename search"),
            size=QSize(420, 220),
            action=QCoreApplication.translate("RenameSheet", "Rename"),
        )
        self._context, self._search = context, search
        self.field = NameField()
        self.field.setAccessibleName(self.tr("Name"))
        self.field.setText(search.name)
        self.field.selectAll()
        self.problem = label("", "caption", tone="danger", wrap=True)
        fill(self.body, self.field, self.problem, None, spacing=6)
        self.field.textEdited.connect(lambda: self._say(""))

    def first_focus(self) -> QWidget:
        return self.field

    def accept(self) -> None:
        """Rename and close; if the name is refused, stay open and say why."""
        name = self.field.text().strip()
        if name == self._search.name:
            self.reject()
            return
        self.primary.setEnabled(False)  # a second Enter would ask again while it is written
        self._context.ops.run(
            lambda session: saved_searches.rename(session, self._search.id, name),
            Action.of(Act.RENAME_SEARCH, old=self._search.name, name=name),
            owner=self,
            done=lambda _: super(RenameSheet, self).accept(),
            failed=self._on_refused,
        )

    def _on_refused(self, error: AppError) -> None:
        self._say(words.why(error))
        self.primary.setEnabled(True)
        self.field.setFocus()

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.field.set_bad(bool(problem))
