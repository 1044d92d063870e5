"""What one has left is not asked, and who is hidden is still called so."""

from threading import Event

from PySide6.QtWidgets import QMainWindow

from kinfolk.core.people import people
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from tests.album import Album
from tests.gui.hands import CONTROL, Key, heard, press, until, write
from tests.gui.scanned_photos import Pictured, open_field
from tests.gui.windows import texts_of


def opened(window: QMainWindow, pictured: Pictured) -> PhotoView:
    """The photo of three, before that of one."""
    return pictured.opened(window, [*pictured.faces("a.jpg")[:1], *pictured.faces("b.jpg")])


def test_who_a_drawn_face_is_is_not_asked_once_one_has_gone_on(
    window: QMainWindow, context: Context, pictured: Pictured
) -> None:
    """Enter and the arrow come before the library has the frame: it is told when one is away."""
    view = opened(window, pictured)
    (first, *_), (second,) = pictured.faces("a.jpg"), pictured.faces("b.jpg")
    view.mark()
    with pictured.qtbot.waitSignal(context.ops.done):
        press(Key.Key_Return, on=view)
        press(Key.Key_Right, on=view)
    pictured.wait_for(view, second)
    assert len(pictured.all_of("a.jpg")) == 4
    assert view.naming.who is None
    press(Key.Key_Left, on=view)
    pictured.wait_for(view, first)
    until(lambda: len(view.canvas.frames) == 4)
    assert view.naming.who is None
    view.mark()  # and of one that is drawn here it is
    heard(context.ops.done, lambda: press(Key.Key_Return, on=view))
    until(lambda: view.naming.who is not None)


def test_a_frame_that_is_moved_while_one_goes_on_leaves_the_next_face_current(
    window: QMainWindow, context: Context, pictured: Pictured
) -> None:
    view = opened(window, pictured)
    (first, *_), (second,) = pictured.faces("a.jpg"), pictured.faces("b.jpg")
    busy = Event()
    context.db.write(lambda _: busy.wait())
    press(Key.Key_B, Key.Key_Down, Key.Key_Return, Key.Key_Right, on=view)
    pictured.wait_for(view, second)
    heard(context.ops.done, busy.set)
    assert first not in [each.id for each in pictured.all_of("a.jpg")]
    assert view.current == second
    press(Key.Key_Left, on=view)
    until(lambda: view.current in [each.id for each in pictured.all_of("a.jpg")])


def test_enter_gives_a_face_to_somebody_hidden_by_their_whole_name(
    window: QMainWindow, context: Context, album: Album, pictured: Pictured
) -> None:
    anna = album.person("Anna", is_hidden=True)
    view = opened(window, pictured)
    view.naming.name(view.current)
    who = open_field(view)
    write("Ann", on=who.field)
    assert who.list.people.ids == []
    write("a", on=who.field)
    assert who.list.people.ids == [anna]
    assert who.list.currentIndex().isValid()
    assert who._said(album.who(anna)) == "hidden"
    assert who.new.text() == "Someone else"
    heard(context.ops.done, lambda: press(Key.Key_Return, on=who.field))
    assert pictured.all_of("a.jpg")[0].person_id == anna


def test_who_is_in_the_photo_already_is_asked_about(
    window: QMainWindow, context: Context, album: Album, pictured: Pictured
) -> None:
    first, second, _ = pictured.faces("a.jpg")
    anna = album.do(people.create, name="Anna", face_ids=[first]).person.id
    view = pictured.opened(window, [second])
    view.naming.name(second)
    who = open_field(view)
    write("Anna", on=who.field)
    assert "Anna is already in this photo." in texts_of(who)
    press(Key.Key_Return, on=who.field)
    assert "Press Enter again to add to Anna anyway." in texts_of(who)
    press(Key.Key_Return, held=CONTROL, on=who.field)
    assert who.field.text() == "Anna 2"  # another person of that name
    press(Key.Key_A, held=CONTROL, on=who.field)
    write("Anna", on=who.field)
    press(Key.Key_Return, on=who.field)
    heard(context.ops.done, lambda: press(Key.Key_Return, on=who.field))
    assert [each.person_id for each in pictured.all_of("a.jpg")[:2]] == [anna, anna]


def test_enter_asks_for_a_photo_who_is_not_named_yet(
    window: QMainWindow, context: Context, album: Album, pictured: Pictured
) -> None:
    """Opened from a list of photos, it has no current face: letters would be keys of the photo."""
    first, second, _ = pictured.faces("a.jpg")
    album.do(people.create, name="Anna", face_ids=[first])
    photo = pictured.photo("a.jpg").id
    view = PhotoView(context, photo, among=[photo], parent=window)
    view.open()
    until(lambda: len(view.canvas.frames) == 3)
    press(Key.Key_Return, on=view)
    assert open_field(view).face_id == second
