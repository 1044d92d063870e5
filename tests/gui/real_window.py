"""The real window on a real screen, in a process of its own, which prints what it shows.

`real_window.py BASE PAGE ID NUMBER`. PAGE is person, people, unnamed, or closer (the group ID on
its sheet). It prints one JSON object a line: `{"places": {name: [x, y]}}` when NUMBER places are on
the screen and at rest, then `{"label": text}` for each label at the pointer, `{"changed": true}`
for each commit, `{"overlay": bool}` when a sheet opens or none is left, and `{"enter": {…}}` for
each Enter in the field of a group's card, with what the screen shows then: the text, the card's
group and faces, and whether the field is in sight.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kinfolk.core.people import people
from kinfolk.core.people.people import Card
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.drag import DropLabel
from kinfolk.gui.faces.grid import FaceGrid
from kinfolk.gui.faces.people import CARD
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.overlay import Overlay
from kinfolk.paths import Paths
from kinfolk.settings import Settings, Theme
from tests.gui.hands import Key


def tell(**facts: object) -> None:
    """Print facts as a line of JSON."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


class Watcher:
    """Prints what the window shows, looking twenty times a second."""

    def __init__(self, window: Window, wanted: int) -> None:
        self._window = window
        self._wanted = wanted
        self._label = ""
        self._told = False
        self._places: dict[str, list[int]] = {}
        self._overlay = False
        self._timer = QTimer(interval=50)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Print what has changed since the last look."""
        if not self._told:
            before, self._places = self._places, dict(self._find_places())
            self._told = len(before) >= self._wanted and self._places == before
            if self._told:
                tell(places=before)
        label = DropLabel.of(self._window)
        text = label.text if label.isVisible() else ""
        if text != self._label:
            self._label = text
            tell(label=text)

        overlay = any(each.isVisible() for each in self._window.findChildren(Overlay))
        if overlay != self._overlay:
            self._overlay = overlay
            tell(overlay=overlay)

    def _find_places(self) -> Iterator[tuple[str, list[int]]]:
        """Yield each place that a test may click, by name, in pixels of the screen."""
        window = self._window
        page = window.pages.currentWidget()
        if sheet := window.findChild(LookCloser):
            yield "first of the strip", _at(sheet, sheet.rect().bottomLeft() + QPoint(76, -80))
            yield from _tiles(sheet.grid)
            return
        if page is window.pages.person:
            portrait, grid = page.header.portrait, page.faces.grid
            yield "portrait", _at(portrait, portrait.rect().center())
            yield "first of the strip", _at(page, page.rect().bottomLeft() + QPoint(76, -80))
            yield from _tiles(grid)
            return
        for view in (window.wall.people, window.wall.groups):
            for row, person_id in enumerate(view.people.ids):
                cell = view.visualRect(view.people.index(row))
                if cell.isValid():
                    # The name on a person's card, the large face on a group's
                    y = cell.bottom() - 30 if view is window.wall.people else cell.top() + 50
                    x = cell.center().x() if view is window.wall.people else cell.left() + 50
                    yield person_id, _at(view.viewport(), QPoint(x, y))


class Listener(QObject):
    """Prints each Enter before the field acts on it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._wall = window.wall

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = (Key.Key_Return, Key.Key_Enter)
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in enter
            and isinstance(watched, QLineEdit)
            and self._wall.groups.isAncestorOf(watched)
        ):
            tell(enter=self._seen(watched))
        return False

    def _seen(self, field: QLineEdit) -> dict[str, object]:
        """Return what the card of the field shows."""
        view = self._wall.groups
        index = view.indexAt(view.viewport().mapFromGlobal(_middle(field)))
        card: Card = index.data(CARD)
        return {
            "text": field.text(),
            "group": card.person.id,
            "faces": card.faces,
            "number": card.person.face_count,
            "in_sight": field.visibleRegion().boundingRect() == field.rect(),
        }


def _tiles(grid: FaceGrid) -> Iterator[tuple[str, list[int]]]:
    """Yield the middle of each face."""
    for row, face_id in enumerate(grid.faces.ids):
        place = grid.visualRect(grid.faces.index(row)).center()
        yield face_id, _at(grid.viewport(), place)


def _middle(widget: QWidget) -> QPoint:
    """Return the middle of a widget on the screen."""
    return widget.mapToGlobal(widget.rect().center())


def _at(widget: QWidget, place: QPoint) -> list[int]:
    """Return a point of a widget on the screen."""
    on_screen = widget.mapToGlobal(place)
    return [on_screen.x(), on_screen.y()]


def main(base: str, page: str, person_id: str, wanted: str) -> int:
    """Show the window until it is closed; return the exit code."""
    application = running.application()
    settings = Settings(theme=Theme.LIGHT)
    with running.opened(Paths.of(Path(base)), settings) as context:
        window = Window(context)
        window.setGeometry(0, 0, 1100, 760)
        if page == "person":
            window.pages.open_person(person_id)
        elif page == "closer":
            window.pages.show_section(Section.UNNAMED)
            with context.db.read() as session:
                group = people.get(session, person_id)
            LookCloser(context, group, parent=window.wall).open()
        else:
            window.pages.show_section(Section(page))
        context.bus.changed.connect(lambda *_: tell(changed=True))
        context.ops.offered.connect(lambda said, button, act: tell(refused=said))
        context.ops.refused.connect(lambda error: tell(refused=error.message))
        watcher = Watcher(window, int(wanted))
        application.installEventFilter(Listener(window))
        window.show()
        code = application.exec()
        del watcher
        window.deleteLater()
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
