"""Faces dropped on the wall and dragged off it."""

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from kinfolk.core import faces
from kinfolk.core.db.models import AssignedBy
from kinfolk.gui.base.context import Context
from kinfolk.gui.wall.page import Wall
from tests.album import Album
from tests.gui.drops import drop, hover, leave
from tests.gui.walls import person, wait_for, wall_in


@pytest.fixture
def wall(context: Context, window: QMainWindow, album: Album) -> Wall:
    return wall_in(window, context)


def place(wall: Wall, row: int, *, on_portrait: bool) -> QPoint:
    view = wall.people
    cell = view.visualRect(view.people.index(row))
    circle = view.portraits.portrait_rect(cell)
    return circle.center() if on_portrait else QPoint(circle.center().x(), circle.bottom() + 30)


def test_faces_dropped_on_a_card_and_on_the_portrait(
    qtbot: QtBot, wall: Wall, context: Context, album: Album
) -> None:
    eva = album.person("Eva", faces=1)
    one, two, three = album.face(), album.face(), album.face()
    wait_for(qtbot, wall, named=1)
    target = wall.people.viewport()
    with qtbot.waitSignal(context.ops.done):
        assert drop(target, [one], place(wall, 0, on_portrait=True)) == "Make this Eva’s portrait"
    assert person(context, eva).thumbnail_face_id == one
    with qtbot.waitSignal(context.ops.done):
        assert drop(target, [two], place(wall, 0, on_portrait=False)) == "Give to Eva"
    with context.db.read() as session:
        assert faces.get(session, two).assigned_by == AssignedBy.USER
    assert hover(target, [one, three], place(wall, 0, on_portrait=True)) == "Give 2 faces to Eva"
    assert wall.people.drop_row == 0
    assert hover(target, [], place(wall, 0, on_portrait=False)) == ""  # nobody's, or another's drag
    assert hover(target, [one], QPoint(target.width() - 2, 5)) == ""
    assert wall.people.drop_row == -1


def test_faces_dropped_on_new_person_open_the_dialog_with_them(
    qtbot: QtBot, wall: Wall, album: Album
) -> None:
    face = album.face()
    with qtbot.waitSignal(wall.new_person_wanted) as wanted:
        assert drop(wall.new_person, [face]) == "Make a new person of 1 face"
    assert wanted.args == [(face,), None]


def test_a_face_is_dragged_out_of_its_group_and_a_group_by_its_edge(
    qtbot: QtBot, wall: Wall, album: Album
) -> None:
    album.group(faces=7)
    wait_for(qtbot, wall, groups=1)
    view, index = wall.groups, wall.groups.people.index(0)
    cell = view.visualRect(index)
    card = view.people.card(0)
    assert card is not None
    inside = view.mosaics.mosaic_rect(cell).topLeft().toPoint() + QPoint(5, 5)
    assert view.held_at(index, inside) == (card.faces[0],)
    assert len(view.held_at(index, cell.topLeft() + QPoint(3, 3))) == 7


def test_the_wall_scrolls_while_a_face_is_held_at_its_edge(
    qtbot: QtBot, wall: Wall, album: Album
) -> None:
    for n in range(60):
        album.person(f"Person {n:02}")
    wait_for(qtbot, wall, named=60)
    bar = wall._scroll.verticalScrollBar()
    target = wall.people.viewport()
    low = target.mapFrom(wall._scroll.viewport(), QPoint(300, wall._scroll.viewport().height() - 5))
    hover(target, ["face_x"], low)
    qtbot.waitUntil(lambda: bar.value() > 100)
    leave(target)
    assert not any(timer.isActive() for timer in wall._scroll.findChildren(QTimer))
