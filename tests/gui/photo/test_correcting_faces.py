"""The photo as a place: everyone in it is named, marked, corrected, and all of it taken back."""

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from threading import Event
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QCursor, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.core.db.models import AssignedBy, Source
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.people import people
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo import scene_feed
from kinfolk.gui.photo.scene import Scene, read_photo, read_scene
from kinfolk.gui.photo.view import PhotoView
from kinfolk.settings import FrameNames
from tests.album import Album, undo_label
from tests.fake_engine import draw
from tests.gui.hands import CONTROL, LEFT, Key, click, heard, press, rest, until, write
from tests.gui.scanned_photos import Pictured, open_field, picture_of
from tests.gui.windows import part, texts_of, there
from tests.patience import PATIENCE


class Place:
    """The photo with three faces, open over a window."""

    def __init__(
        self, qtbot: QtBot, window: QWidget, context: Context, album: Album, pictured: Pictured
    ) -> None:
        self.qtbot, self.context, self.album, self.pictured = qtbot, context, album, pictured
        self.ids = pictured.faces("a.jpg")
        self.view: PhotoView = pictured.opened(window, [*self.ids, *pictured.faces("b.jpg")])
        self.canvas = self.view.canvas

    def middle(self, face_id: str) -> QPoint:
        frame = there(self.canvas.frame_of(face_id))
        return frame.frame.center().toPoint()

    def point(self, x: float, y: float) -> QPoint:
        """Where a pixel of the photo is on the canvas."""
        return self.canvas.view.on_screen(QRectF(x, y, 0, 0)).topLeft().toPoint()

    def drag(self, start: QPoint, end: QPoint) -> None:
        self.qtbot.mousePress(self.canvas, LEFT, pos=start)
        for share in (0.5, 1.0):
            self.qtbot.mouseMove(self.canvas, start + (end - start) * share)
        self.qtbot.mouseRelease(self.canvas, LEFT, pos=end)

    def type_name(self, name: str) -> None:
        """In the field that is open; someone new."""
        field = open_field(self.view).field
        write(name, on=field)
        heard(self.context.ops.done, lambda: press(Key.Key_Return, on=field))
        until(lambda: name in self.names)

    def is_shown(self, face_id: str) -> bool:
        return self.canvas.frame_of(face_id) is not None

    @property
    def names(self) -> list[str]:
        """As the frames say them, from left to right."""
        return [frame.accessibleName() for frame in self.canvas.frames]


@pytest.fixture
def place(
    qtbot: QtBot, window: QMainWindow, context: Context, album: Album, pictured: Pictured
) -> Iterator[Place]:
    yield Place(qtbot, window, context, album, pictured)
    QCursor.setPos(0, 0)  # under no list of the next test


@pytest.mark.slow
def test_three_are_named_a_fourth_is_drawn_and_moved_and_all_is_taken_back(place: Place) -> None:
    view, qtbot, ids = place.view, place.qtbot, place.ids
    start = place.album.dump()
    for face_id, name in zip(ids, ("Anna", "Ben", "Carl"), strict=True):
        click(place.canvas, place.middle(face_id))
        place.type_name(name)
    for is_kept in (False, True):
        press(Key.Key_N, on=view)
        assert view.keys.state == "Drag to draw a frame around the face"
        with qtbot.waitSignal(place.context.ops.done):
            place.drag(place.point(70, 90), place.point(110, 130))
        assert view.keys.state == ""
        until(lambda: view.naming.who is not None)
        if not is_kept:  # an empty field has nothing of its own to take back
            field = open_field(view).field
            undo = partial(press, Key.Key_Z, held=CONTROL, on=field)
            heard(place.context.ops.undone, undo)
            until(lambda: view.naming.who is None and len(place.names) == 3)
    place.type_name("Dora")
    assert place.names == ["Anna", "Dora", "Ben", "Carl"]
    fourth = view.current
    drawn = next(each for each in place.pictured.all_of("a.jpg") if each.id == fourth)
    assert drawn.source is Source.MANUAL
    frame = there(place.canvas.frame_of(fourth))
    side = QPointF(frame.frame.center().x(), frame.frame.top() + 1).toPoint()
    heard(place.context.ops.done, lambda: place.drag(side, side + QPoint(0, 20)))
    until(lambda: view.current != fourth and place.is_shown(view.current))
    moved = next(each for each in place.pictured.all_of("a.jpg") if each.id == view.current)
    assert (moved.box.x, moved.box.w) == (drawn.box.x, drawn.box.w)
    assert moved.box.y > drawn.box.y
    assert (moved.person_id, moved.source) == (drawn.person_id, Source.MANUAL)
    click(place.canvas, place.middle(ids[0]))
    press(Key.Key_Escape)
    heard(place.context.ops.done, lambda: press(Key.Key_Delete))
    until(lambda: place.names[0] == "Who is this?")
    for _ in range(7):
        heard(place.context.ops.undone, lambda: press(Key.Key_Z, held=CONTROL, on=view))
    assert place.album.dump() == start
    assert place.album.ask(undo_label) is None
    until(lambda: place.names == ["Who is this?"] * 3)


def test_frames_are_buttons_with_names_as_wanted_and_beside_them_is_nothing(place: Place) -> None:
    click(place.canvas, place.point(5, 5))
    click(place.canvas, QPoint(3, 300))
    assert place.view.isVisible()
    assert place.view.naming.who is None
    place.view._set_names(FrameNames.HOVER)
    assert place.context.settings.frame_names is FrameNames.HOVER
    assert not any(frame._is_named for frame in place.canvas.frames[1:])
    place.qtbot.mouseMove(place.canvas, place.middle(place.ids[1]))
    assert place.canvas.frames[1]._is_named
    frame = place.canvas.frames[0]
    heard = QAccessible.queryAccessibleInterface(frame)
    assert heard.text(QAccessible.Text.Name) == "Who is this?"
    heard.actionInterface().doAction("Press")
    until(lambda: place.view.naming.who is not None)
    assert place.view.current == frame.face_id


def test_who_it_looks_like_comes_first(place: Place, album: Album) -> None:
    """Red is in the other photo, too, where she has a name."""
    red = place.pictured.faces("b.jpg")
    album.do(people.create, name="Zoe", face_ids=red)
    album.person("Anna")
    click(place.canvas, place.middle(place.ids[2]))
    who = open_field(place.view)
    assert [who.list.people.card(row).person.name for row in range(2)] == ["Anna", "Zoe"]  # type: ignore[union-attr]


@pytest.mark.usefixtures("each_font")
def test_somebody_new_and_the_key_for_them_have_their_room(place: Place) -> None:
    click(place.canvas, place.middle(place.ids[2]))
    who = open_field(place.view)
    for name in ("Eva", "Wilhelmina Ohnegesicht", "W" * 200):
        who.field.setText(name)
        who.field.textEdited.emit(name)
        key = part(who, "↵")
        until(lambda key=key: key.width() == key.sizeHint().width())  # type: ignore[misc]
        until(lambda: who.new.width() >= who.new.sizeHint().width())
        assert key.mapTo(who, key.rect().topLeft()).x() > 0
        assert key.mapTo(who, key.rect().topRight()).x() < who.width()
        assert name[:3] in who.new.text()


def test_one_face_of_a_group_leaves_the_rest_open(place: Place) -> None:
    both = [place.ids[0], *place.pictured.faces("b.jpg")]
    owners = {face.person_id for face in place.pictured.all_of("b.jpg")}
    assert owners == {place.pictured.all_of("a.jpg")[0].person_id} != {None}
    click(place.canvas, place.middle(both[0]))
    place.type_name("Anna")
    (rest,) = place.pictured.all_of("b.jpg")
    assert {rest.person_id} == owners
    named = place.pictured.all_of("a.jpg")[0]
    assert named.assigned_by is AssignedBy.USER
    assert named.person_id not in owners


def test_what_is_known_of_a_photo_stands_beside_it(window: QMainWindow, pictured: Pictured) -> None:
    exif = Image.Exif()
    exif.update({0x0110: "DMC-FZ8", 0x0132: "2015:04:14 10:00:00"})
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.2)})
    path = pictured.folder / "a.jpg"
    with Image.open(path) as image:
        image.save(path, exif=exif, quality=95)
    pictured.scan()
    both = [pictured.faces("a.jpg")[0], *pictured.faces("b.jpg")]
    pictured.do(people.create, name="Dora", birth_date=date(2007, 5, 1), face_ids=both)
    view = pictured.opened(window, pictured.faces("a.jpg"))
    info = view.info
    assert info.day.text() == "14 April 2015"
    assert info.file.text() == "a.jpg · 200\xa0×\xa0150"
    assert info.folder.text().endswith("pictures")
    assert (info.camera.text(), info.where.text()) == ("DMC-FZ8", "48.8583° N, 2.2945° E")
    assert info.place.text() == "1 of 3"
    said = [line.accessibleName() for line in info.rows]
    assert said == ["Dora, 7 years", "Who is this?", "Who is this?"]
    click(info.rows[1])
    assert open_field(view).face_id == info.rows[1].face_id


@pytest.mark.slow
def test_an_enlarged_photo_has_all_its_pixels(window: QMainWindow, pictured: Pictured) -> None:
    draw(pictured.folder / "large.png", [("red", 600, 600)], size=(5000, 3000), side=400)
    pictured.scan()
    view = pictured.opened(window, pictured.faces("large.png"))
    assert picture_of(view).width() == 2500
    view.canvas.zoom_to_pixels()
    until(lambda: there(view.canvas._sharp).width() == 5000)
    for other in (pictured.faces("a.jpg")[0], pictured.faces("large.png")[0]):
        view.feed.among.append(other)
        view.feed.face_id = other
        view.feed.load()
        pictured.wait_for(view, other)
        assert view.canvas._sharp is None
    view.canvas.zoom_to_pixels()
    until(lambda: view.canvas._sharp is not None)


def test_a_photo_is_enlarged_at_the_pointer_and_moved_and_the_list_goes_on(place: Place) -> None:
    at = place.point(150, 60)
    before = place.canvas.view.shown_scale
    turn = QWheelEvent(
        QPointF(at),
        QPointF(place.canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 960),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(place.canvas, turn)
    assert place.canvas.view.shown_scale > before
    assert (place.point(150, 60) - at).manhattanLength() <= 2
    place.canvas.fit()
    place.canvas.zoom(3)  # beyond the window: what fits in there stays in its middle
    at = place.point(150, 60)
    for way in (0.3, -0.1):
        scale = place.canvas.view.shown_scale
        pinched = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture,
            QPointingDevice.primaryPointingDevice(),
            2,
            QPointF(at),
            QPointF(at),
            QPointF(place.canvas.mapToGlobal(at)),
            way,
            QPointF(),
        )
        QApplication.sendEvent(place.canvas, pinched)
        assert place.canvas.view.shown_scale == pytest.approx(scale * (1 + way))
        assert (place.point(150, 60) - at).manhattanLength() <= 2
    place.canvas.fit()
    canvas, fitted = place.canvas, place.canvas.view
    at = place.point(150, 60)
    canvas.zoom(4, QPointF(at))
    assert (place.point(150, 60) - at).manhattanLength() <= 2
    corner = canvas.view.middle
    place.drag(at, at + QPoint(30, 20))
    assert canvas.view.middle.x() < corner.x()
    assert place.view.naming.who is None
    canvas.fit()
    assert canvas.view == fitted
    press(Key.Key_Right, on=place.view)
    place.pictured.wait_for(place.view, place.ids[1])


@pytest.mark.parametrize("size", [(1280, 820), (900, 600)])
def test_the_field_is_beside_its_frame_while_one_types(
    place: Place, window: QMainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    for name in ("Anna", "Ben", "Carl", "Dora", "Eva", "Fay"):  # a long list
        place.album.person(name)
    until(lambda: place.view.size() == window.size())
    boxes = [Box(2, 2, 20, 20), Box(170, 95, 28, 24), Box(90, 96, 20, 22), Box(10, 60, 180, 55)]
    for box in boxes:
        place.canvas.boxed.emit("", box)
        until(lambda: place.view.naming.who is not None)  # models open
        who, frame = place.view.naming.who, place.canvas.frame_of(place.view.current)
        assert who is not None
        assert frame is not None
        around = frame.frame.toAlignedRect()
        for text in ("", "Fa", "Nobody else"):
            who.field.setText(text)
            who.field.textEdited.emit(text)
            shown = who.geometry()
            assert place.view.rect().contains(shown)
            is_wide = 2 * around.width() > place.canvas.width()
            assert is_wide or not shown.intersects(around)
            assert shown.intersects(around.adjusted(-8, -8, 8, 8))
        press(Key.Key_Escape, on=who.field)


def test_a_read_that_ends_late_does_not_hide_a_new_face(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two reads at once the older one ends last, and has not seen the face."""
    read, is_named, begun = read_photo, Event(), list[int]()

    def held(*about: Any) -> Scene:
        begun.append(at := len(begun))
        scene = read(*about)
        if at == 0:
            is_named.wait(PATIENCE)
        return scene

    monkeypatch.setattr(scene_feed, "read_photo", held)
    place.album.person("Anna")
    until(lambda: begun == [0])
    place.canvas.boxed.emit("", Box(90, 96, 20, 22))
    until(lambda: place.view.naming.who is not None)
    is_named.set()
    rest(place.context)
    assert place.view.naming.who is not None


def test_a_photo_is_shown_however_often_something_changes_while_it_is_read(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As while a scan writes; what has changed is shown after it."""
    read, made, (other,) = read_scene, list[str](), place.pictured.faces("b.jpg")

    def changed(*about: Any) -> Scene:
        scene = read(*about)
        made.append(place.album.person(None))
        if len(made) == 1:
            place.album.do(faces.assign, [other], made[0])
        return scene

    monkeypatch.setattr(scene_feed, "read_scene", changed)
    scenes = list[Scene]()
    place.view.feed.shown.connect(lambda scene, _: scenes.append(scene))
    place.view._step(3)
    until(lambda: bool(scenes) and scenes[-1].people == {*made})
    assert len(made) == 1


def test_the_field_moves_sideways_from_another_face_below(place: Place) -> None:
    place.view.naming.name(place.ids[2])
    who = open_field(place.view)
    frame, other = QRect(400, 300, 100, 100), QRect(520, 450, 80, 80)
    who.place(frame, QRect(0, 0, 1000, 800))
    assert who.geometry().intersects(other)
    who.place(frame, QRect(0, 0, 1000, 800), [other])
    assert not who.geometry().intersects(other)
    assert 0 < who.geometry().top() - frame.bottom() <= 8


def test_whom_a_face_does_not_look_like_is_shown_for_comparison(place: Place, album: Album) -> None:
    eva = album.person("Eva", near=0, faces=3)
    album.describe(place.ids[2], near=1)
    place.view.naming.name(place.ids[2])
    who = open_field(place.view)
    write("Eva", on=who.field)
    assert "This face doesn’t look like Eva." in texts_of(who)
    assert {face_id for face_id, _ in who.compared.tiles()} == album.theirs(eva)
    write("n", on=who.field)
    assert not who.compared.isVisible()


def test_whom_an_arrow_key_has_marked_stays_so_when_likely_people_become_known(
    place: Place, album: Album
) -> None:
    album.person("Anna", near=0, faces=1)
    eva = album.person("Eva", near=1, faces=1)
    album.describe(place.ids[2], near=1)
    busy, is_known = Event(), Event()
    ask = place.context.suggestions.ask
    ask(lambda _: busy.wait(), lambda _: None, owner=place.view)
    place.view.naming.name(place.ids[2])
    who = open_field(place.view)
    press(Key.Key_Down, on=who.field)
    ask(lambda _: None, lambda _: is_known.set(), owner=place.view)
    busy.set()
    until(is_known.is_set)
    assert who.list.currentIndex().data() == "Anna"
    press(Key.Key_Up, Key.Key_Up, on=who.field)
    write("x", on=who.field)
    press(Key.Key_Backspace, on=who.field)
    assert who.list.people.ids[0] == eva  # she is first from the next letter on


def test_what_is_typed_is_the_name_as_on_a_card(place: Place) -> None:
    """Of those whose names it is a part of, no one is meant until an arrow key says so."""
    for name in ("Anna", "Annabel"):
        place.album.person(name)
    place.view.naming.name(place.ids[2])
    who = open_field(place.view)
    write("Ann", on=who.field)
    assert len(who.list.people.ids) == 2
    assert not who.list.currentIndex().isValid()
    assert "↵" in texts_of(who)
    press(Key.Key_Down, on=who.field)
    assert who.list.currentIndex().data() == "Anna"
    assert "↵" not in texts_of(who)
    assert "Ctrl Enter" in texts_of(who)  # as the keyboard says, and the list on a card
    press(Key.Key_Up, on=who.field)
    assert "↵" in texts_of(who)
    heard(place.context.ops.done, lambda: press(Key.Key_Return, on=who.field))
    until(lambda: "Ann" in place.names)
    assert "Anna" not in place.names


def test_a_long_name_of_a_folder_goes_on_in_the_next_line(
    context: Context, window: QMainWindow, album: Album
) -> None:
    photo = album.photo(inside="Sommerferien_in_Griechenland_mit_Dora_und_Ben")
    face = album.face(asset_id=photo)
    view = PhotoView(context, face, among=[face], parent=window)
    view.open()
    until(lambda: view.scene is not None)
    folder = view.info.folder
    words = re.split("[\\s\u200b]", folder.text())
    assert "".join(words).endswith("mit_Dora_und_Ben")
    assert max(map(folder.fontMetrics().horizontalAdvance, words)) <= folder.width()


def test_the_field_of_a_face_that_goes_meanwhile_goes_too(place: Place) -> None:
    place.view.naming.name(place.ids[0])
    place.album.do(faces.delete, place.ids[0])
    until(lambda: place.view.naming.who is None)


def test_whose_face_it_is_is_not_offered_for_it(place: Place) -> None:
    place.album.do(people.create, name="Anna", face_ids=place.ids[:1])
    until(lambda: "Anna" in place.names)
    for face_id, number in zip(place.ids[:2], (0, 1), strict=True):
        place.view.naming.name(face_id)
        write("Anna", on=open_field(place.view).field)
        assert len(open_field(place.view).list.people.ids) == number
