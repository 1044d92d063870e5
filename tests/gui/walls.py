"""A wall to try things on, and what its tests ask."""

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from kinfolk.core import people
from kinfolk.core.people import Person
from kinfolk.gui.base.context import Context
from kinfolk.gui.wall.page import Wall


def wall_in(window: QMainWindow, context: Context) -> Wall:
    """A wall that fills the window."""
    made = Wall(context)
    window.setCentralWidget(made)
    return made


def wait_for(qtbot: QtBot, wall: Wall, *, named: int = 0, groups: int = 0) -> None:
    qtbot.waitUntil(
        lambda: wall.people.people.rowCount() == named and wall.groups.people.rowCount() == groups
    )


def person(context: Context, person_id: str) -> Person:
    with context.db.read() as session:
        return people.get(session, person_id)
