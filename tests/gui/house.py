"""A small library in the real window: faces of all kinds, and access to what lies over pages."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.core.actions import Act, Action
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.people import Person
from kinfolk.core.photos import photos
from kinfolk.gui.base.context import Context
from kinfolk.gui.widgets.overlay import Overlay
from tests.album import Album
from tests.gui.windows import opened


class House:
    """The window on Dora and Ben in one photo, faces like Dora's, a group, and a single face."""

    def __init__(self, qtbot: QtBot, context: Context, album: Album) -> None:
        self.qtbot, self.context, self.album = qtbot, context, album
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
        """Add a face that the user has given to somebody, as a step of the history."""
        face_id = self.album.face(near=direction, apart=0.01, asset_id=self.both)
        give = partial(faces.assign, face_ids=[face_id], person_id=person_id)
        self.context.db.write(give, label=Action.of(Act.NAME, name="Somebody")).result()
        return face_id

    def wait(self, known: Callable[[], object]) -> None:
        """Wait until `known` returns something true."""
        self.qtbot.waitUntil(lambda: bool(known()))

    def sheet(self, kind: type[QWidget]) -> QWidget:
        """Return the one visible widget of that class."""
        (found,) = (each for each in self.window.findChildren(kind) if each.isVisible())
        return found

    def at(self, view: QAbstractItemView, row: int = 0) -> QMenu:
        """Open the context menu of a list's item."""
        self.wait(lambda: view.isVisible() and view.model().rowCount() > row)
        index = view.model().index(row, 0)
        view.scrollTo(index)
        view.setCurrentIndex(index)
        return self.menu(view.viewport(), view.visualRect(index).center())

    def menu(self, widget: QWidget, point: QPoint) -> QMenu:
        """Open the context menu at a point of a widget, and return it."""
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point))
        QApplication.sendEvent(widget, event)
        self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        found = QApplication.activePopupWidget()
        assert isinstance(found, QMenu)
        return found

    def leave(self) -> None:
        """Close every sheet, and the history."""
        for overlay in self.window.findChildren(Overlay):
            if overlay.isVisible():
                overlay.reject()
        if self.window.history.isVisible():
            self.window.history.close_panel()

    def folder_of(self, face_id: str) -> Path:
        """Return the folder of the photo that a face is in."""
        with self.context.db.read() as session:
            return photos.get(session, faces.get(session, face_id).asset_id).path.parent

    def person(self, person_id: str) -> Person:
        """Return a person as the library has them."""
        with self.context.db.read() as session:
            return people.get(session, person_id)
