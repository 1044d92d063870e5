"""What one has left is not asked, and who is hidden is still called so."""

from functools import partial

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kinfolk.core.people import people
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.window import Window
from tests.gui.scanned_photos import Pictured, open_field
from tests.gui.windows import texts_of


def opened(real: Window, pictured: Pictured) -> PhotoView:
    """The photo of three, before that of one."""
    return pictured.opened(real, [*pictured.faces("a.jpg")[:1], *pictured.faces("b.jpg")])


def test_who_a_drawn_face_is_is_not_asked_once_one_has_gone_on(
    qtbot: QtBot, real: Window, context: Context, pictured: Pictured
) -> None:
    """Enter and the arrow come before the library has the frame: it is told when one is away."""
    view = opened(real, pictured)
    (first, *_), (second,) = pictured.faces("a.jpg"), pictured.faces("b.jpg")
    view.mark()
    with qtbot.waitSignal(context.ops.done):
        qtbot.keyClick(view, Qt.Key.Key_Return)
        qtbot.keyClick(view, Qt.Key.Key_Right)
    pictured.wait_for(view, second)
    assert len(pictured.all_of("a.jpg")) == 4
    assert view.naming.who is None
    qtbot.keyClick(view, Qt.Key.Key_Left)
    pictured.wait_for(view, first)
    qtbot.waitUntil(lambda: len(view.canvas.frames) == 4)
    assert view.naming.who is None
    view.mark()  # and of one that is drawn here it is
    with qtbot.waitSignal(context.ops.done):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.naming.who is not None)


def test_enter_gives_a_face_to_somebody_hidden_by_their_whole_name(
    qtbot: QtBot, real: Window, context: Context, pictured: Pictured
) -> None:
    make = partial(people.create, name="Anna", is_hidden=True)
    anna = context.db.write(make).result().result.person.id
    view = opened(real, pictured)
    view.naming.name(view.current)
    who = open_field(view)
    qtbot.keyClicks(who.field, "Ann")
    assert who.model.ids == []
    qtbot.keyClicks(who.field, "a")
    assert who.model.ids == [anna]
    assert who.list.currentIndex().isValid()
    assert who._said(people_card(context, anna)) == "hidden"
    with qtbot.waitSignal(context.ops.done):
        qtbot.keyClick(who.field, Qt.Key.Key_Return)
    assert pictured.all_of("a.jpg")[0].person_id == anna


def people_card(context: Context, person_id: str) -> people.Person:
    with context.db.read() as session:
        return people.get(session, person_id)


def test_who_is_in_the_photo_already_is_asked_about(
    qtbot: QtBot, real: Window, context: Context, pictured: Pictured
) -> None:
    first, second, _ = pictured.faces("a.jpg")
    make = partial(people.create, name="Anna", face_ids=[first])
    anna = context.db.write(make).result().result.person.id
    view = pictured.opened(real, [second])
    view.naming.name(second)
    who = open_field(view)
    qtbot.keyClicks(who.field, "Anna")
    assert "Anna is already in this photo." in texts_of(who)
    qtbot.keyClick(who.field, Qt.Key.Key_Return)
    assert "Press Enter again to add to Anna anyway." in texts_of(who)
    qtbot.keyClick(who.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert who.field.text() == "Anna 2"  # another person of that name
    qtbot.keyClick(who.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(who.field, "Anna")
    qtbot.keyClick(who.field, Qt.Key.Key_Return)
    with qtbot.waitSignal(context.ops.done):
        qtbot.keyClick(who.field, Qt.Key.Key_Return)
    assert [each.person_id for each in pictured.all_of("a.jpg")[:2]] == [anna, anna]
