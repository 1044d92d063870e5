"""A wall for tests, and what they ask about it."""

from PySide6.QtWidgets import QMainWindow, QScrollArea
from pytestqt.qtbot import QtBot

from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.people import Person
from kinfolk.gui.base.context import Context
from kinfolk.gui.wall.page import Wall


def wall_in(window: QMainWindow, context: Context) -> Wall:
    """Return a wall that fills the window."""
    made = Wall(context)
    window.setCentralWidget(made)
    return made


def area_of(wall: Wall) -> QScrollArea:
    """Return the area in which the wall's people, groups and single faces scroll."""
    found = wall.findChild(QScrollArea)
    assert isinstance(found, QScrollArea)
    return found


def wait_for(qtbot: QtBot, wall: Wall, *, named: int = 0, groups: int = 0) -> None:
    """Wait until the wall shows that many people and groups."""
    qtbot.waitUntil(
        lambda: wall.people.people.rowCount() == named and wall.groups.people.rowCount() == groups
    )


def theirs(context: Context, person_id: str) -> set[str]:
    """Return the ids of a person's faces."""
    with context.db.read() as session:
        return set(faces.ids(session, person_id=person_id))


def person(context: Context, person_id: str) -> Person:
    """Return a person as the library has them."""
    with context.db.read() as session:
        return people.get(session, person_id)
