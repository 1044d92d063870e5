"""A small library in the real window: faces of all kinds, and access to what lies over pages."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.core.actions import Act, Action
from kinfolk.core.faces import faces
from kinfolk.core.people.people_lists import Section
from kinfolk.core.photos import photos as core_photos
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.gui.base.context import Context
from kinfolk.gui.history.panel import HistoryPanel
from kinfolk.gui.new_faces.page import NewFacesPage
from kinfolk.gui.person.page import PersonPage
from kinfolk.gui.person.photos_tab import PhotosTab
from kinfolk.gui.person.together_tab import TogetherTab
from kinfolk.gui.person.years_tab import YearsTab
from kinfolk.gui.photos.page import PhotosPage
from kinfolk.gui.review.page import ReviewPage
from kinfolk.gui.shell.first_start import FirstStart
from kinfolk.gui.wall.page import Wall
from kinfolk.gui.widgets.overlay import Overlay
from tests.album import Album
from tests.gui.hands import until
from tests.gui.windows import W, menu_at, opened


class House:
    """The window on Dora and Ben in one photo, faces like Dora's, a group, and a single face."""

    def __init__(self, qtbot: QtBot, context: Context, album: Album) -> None:
        self.qtbot, self.context, self.album = qtbot, context, album
        self.person = album.who
        self.dora, self.ben = album.person("Dora"), album.person("Ben")
        self.both = album.photo(taken_at=datetime(2019, 5, 1))
        self.doras = self._named(0, self.dora)
        self.bens = self._named(1, self.ben)
        # Placed by a scan, so it stands on the page New
        self.placed = album.face(self.dora, near=0)
        self.maybe = album.face(near=0)
        self.group = album.person(None)
        self.groups = [album.face(self.group, near=5, apart=0.01) for _ in range(3)]
        self.single = album.face(near=9)
        self.disputed: str | None = None  # the id of a name that a file says of Dora's face
        self.window = opened(qtbot, context)
        self.window.resize(1280, 820)

    def _named(self, direction: int, person_id: str) -> str:
        """Add a face that the user has given to someone, as a step of the history."""
        face_id = self.album.face(near=direction, apart=0.01, asset_id=self.both)
        action = Action.of(Act.NAME, name="Somebody")
        self.album.step(action, faces.assign, [face_id], person_id)
        return face_id

    def wait(self, known: Callable[[], object]) -> None:
        """Wait until `known` returns something true."""
        until(lambda: bool(known()))

    def _shown(self, page: W, known: Callable[[], object]) -> W:
        """Return a page once it has read what is on it."""
        self.wait(known)
        return page

    def section(self, section: Section) -> Wall:
        """Show a section of the wall."""
        self.window.pages.show_section(section)
        return self.window.wall

    def people(self) -> Wall:
        """Show Dora and Ben."""
        wall = self.section(Section.PEOPLE)
        return self._shown(wall, lambda: wall.people.people.rowCount() == 2)

    def unnamed(self) -> Wall:
        """Show the group and the single face."""
        wall = self.section(Section.UNNAMED)
        return self._shown(wall, lambda: wall.singles.people.row_of(self.single) >= 0)

    def review(self) -> ReviewPage:
        """Show what is asked about Dora."""
        self.window.pages.show_review()
        page = self.window.review
        return self._shown(
            page, lambda: page.board.cards and self.maybe in page.board.cards[0].faces.shown
        )

    def new(self) -> NewFacesPage:
        """Show what a scan has placed with Dora."""
        self.window.pages.show_new_faces()
        page = self.window.new_faces
        return self._shown(
            page, lambda: page.board.cards and self.placed in page.board.cards[0].faces.shown
        )

    def doras_page(self) -> PersonPage:
        """Show Dora, with the face that may be hers."""
        self.window.pages.open_person(self.dora)
        page = self.window.pages.person
        return self._shown(
            page,
            lambda: self.doras in page.faces.grid.faces.ids and page.faces.suggestions.found.shown,
        )

    def doras_photos(self) -> PhotosTab:
        """Show Dora's photos."""
        page = self.doras_page()
        page.show_tab(1)
        tab = page.photos
        return self._shown(tab, lambda: self.both in tab.grid.photos.ids and tab.bar.chips)

    def with_dora(self) -> TogetherTab:
        """Show who is in photos with Dora."""
        page = self.doras_page()
        page.show_tab(2)
        return self._shown(page.together, lambda: page.together.list.people.rowCount() == 1)

    def doras_years(self) -> YearsTab:
        """Show Dora's years."""
        page = self.doras_page()
        page.show_tab(3)
        return self._shown(page.years, lambda: page.years.list.people.rowCount() > 0)

    def photos(self) -> PhotosPage:
        """Show all photos."""
        self.window.pages.show_photos()
        page = self.window.photos
        self.wait(lambda: self.both in page.grid.photos.ids)
        page.grid.viewport().repaint()  # the names are read as they come into sight
        return self._shown(page, lambda: page.cards.get(self.both))

    def search(self) -> PhotosPage:
        """Show a search with terms of each kind, and the keyboard in it."""
        page, since = self.photos(), datetime(2010, 1, 1)
        wanted = PhotoFilter(all_of=(self.dora,), none_of=(self.group,), taken_from=since)
        page.bar.changed.emit(wanted)
        self.wait(lambda: page.bar.findChildren(QWidget))
        self.window.pages.find_photos()
        return page

    def first_start(self) -> FirstStart:
        """Show the first page."""
        self.window.whole.setCurrentIndex(0)
        return self.window.first_start

    def history(self) -> HistoryPanel:
        """Show the history."""
        self.window.whole.setCurrentIndex(1)
        self.window.history.toggle()
        panel = self.window.history
        return self._shown(
            panel, lambda: any(line.face_id == self.bens for line in panel.model.rows)
        )

    def at(self, view: QAbstractItemView, row: int = 0) -> QMenu:
        """Open the context menu of a list's item."""
        self.wait(lambda: view.isVisible() and view.model().rowCount() > row)
        index = view.model().index(row, 0)
        view.scrollTo(index)
        view.setCurrentIndex(index)
        return menu_at(view.viewport(), view.visualRect(index).center())

    def leave(self) -> None:
        """Close every sheet, and the history."""
        for overlay in self.window.findChildren(Overlay):
            if overlay.isVisible():
                overlay.reject()
        if self.window.history.isVisible():
            self.window.history.close_panel()

    def folder_of(self, face_id: str) -> Path:
        """Return the folder of the photo that a face is in."""
        return self.album.ask(core_photos.get, self.album.seen(face_id).asset_id).path.parent
