"""A program for the drag test: the real window on a library, which tells what it shows.

`real_window.py BASE person ID` or `real_window.py BASE wall`. Prints one JSON object a line:
`{"places": {name: [x, y]}}` when everything is on the screen, then `{"label": text}` for each
label beside the cursor and `{"changed": true}` for each commit.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QWidget

from app.core.roster import Section
from app.gui import app as running
from app.gui.drag import DropLabel
from app.gui.window import Window
from app.paths import Paths
from app.settings import Settings, Theme


def tell(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


class Watcher:
    """Looks at the window twenty times a second."""

    def __init__(self, window: Window, wanted: int) -> None:
        self._window = window
        self._wanted = wanted
        self._label = ""
        self._told = False
        self._timer = QTimer(interval=50)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        if not self._told:
            places = dict(self._places())
            self._told = len(places) >= self._wanted
            if self._told:
                tell(places=places)
        label = DropLabel.of(self._window)
        text = label.text if label.isVisible() else ""
        if text != self._label:
            self._label = text
            tell(label=text)

    def _places(self) -> Iterator[tuple[str, list[int]]]:
        window = self._window
        page = window.pages.currentWidget()
        if page is window.person:
            portrait, grid = page.header.portrait, page.grid
            yield "portrait", _at(portrait, portrait.rect().center())
            for row, face_id in enumerate(grid.faces.ids):
                place = grid.visualRect(grid.faces.index(row)).center()
                yield face_id, _at(grid.viewport(), place)
            return
        for view in (window.wall.people, window.wall.groups):
            for row, person_id in enumerate(view.people.ids):
                cell = view.visualRect(view.people.index(row))
                if cell.isValid():
                    # the name of a person, the large face of a group
                    y = cell.bottom() - 30 if view is window.wall.people else cell.top() + 50
                    x = cell.center().x() if view is window.wall.people else cell.left() + 50
                    yield person_id, _at(view.viewport(), QPoint(x, y))


def _at(widget: QWidget, place: QPoint) -> list[int]:
    on_screen = widget.mapToGlobal(place)
    return [on_screen.x(), on_screen.y()]


def main(base: str, page: str, person_id: str, wanted: str) -> int:
    application = running.application()
    settings = Settings(theme=Theme.LIGHT)
    with running.opened(Paths.of(Path(base)), settings) as context:
        window = Window(context)
        window.setGeometry(0, 0, 1100, 760)
        if page == "person":
            window.open_person(person_id)
        else:
            window.show_section(Section.PEOPLE)
        context.bus.changed.connect(lambda *_: tell(changed=True))
        watcher = Watcher(window, int(wanted))
        window.show()
        code = application.exec()
        del watcher
        window.deleteLater()
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
