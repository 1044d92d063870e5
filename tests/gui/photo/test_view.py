"""The photo view by pointer: on to the next face, back, and closed."""

import math
import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from sqlalchemy import delete
from sqlmodel import col

from kinfolk.core.db.models import AssignedBy, Preview
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderSwitch
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.view import PhotoView
from kinfolk.vision.photo import Photo
from tests.album import Album
from tests.fake_engine import COLOURS, draw
from tests.gui.hands import Key, click, heard, press, until
from tests.gui.scanned_photos import Pictured, picture_of
from tests.gui.windows import open_menu, there


def opened(context: Context, window: QMainWindow, *face_ids: str, at: int = 0) -> PhotoView:
    view = PhotoView(context, face_ids[at], among=face_ids, parent=window)
    view.open()
    wait_for(view, face_ids[at])
    return view


def wait_for(view: PhotoView, face_id: str) -> None:
    until(lambda: view.scene is not None and view.scene.face_id == face_id)


def foot(view: PhotoView) -> str:
    return view.foot_text(there(view.scene))


def test_the_preview_is_seen_at_once_and_the_photo_later(
    window: QMainWindow, context: Context, pictured: Pictured, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, load = threading.Event(), context.decoders.load

    def held(path: Path, *, side: int, at: int | None = None) -> Photo:
        go.wait()
        return load(path, side=side, at=at)

    with_one, (without,) = pictured.faces("a.jpg"), pictured.all_of("b.jpg")
    drop = delete(Preview).where(col(Preview.asset_id) == without.asset_id)
    pictured.do(lambda session: session.execute(drop))
    monkeypatch.setattr(context.decoders, "load", held)
    try:
        view = opened(context, window, with_one[0], without.id)
        assert view.scene is not None
        assert view.scene.picture.is_passing
        assert view.scene.image is not None
        assert all(frame.isVisible() for frame in view.canvas.frames)
        press(Key.Key_Right, on=view)
        wait_for(view, without.id)
        assert view.scene.image is None
        assert view.scene.problem == "Loading photo…"
        press(Key.Key_N, on=view)
        assert view.keys.state == "Waiting for the photo to load…"
        assert not view.canvas.is_drafting
    finally:
        go.set()
    until(lambda: view.canvas.is_drafting)
    assert view.scene.problem == ""
    assert view.keys.state != "Waiting for the photo to load…"
    view.canvas.leave_draft()
    assert view.canvas.frames[0].isVisible()


def test_the_arrows_go_as_far_as_there_are_faces(
    context: Context, window: QMainWindow, album: Album
) -> None:
    faces = [album.face(asset_id=album.photo()) for _ in range(3)]
    view = opened(context, window, *faces, at=1)
    assert foot(view).endswith("· 2 of 3")
    assert view.before.isVisible()
    click(view.after)
    wait_for(view, faces[2])
    assert foot(view).endswith("· 3 of 3")
    assert not view.after.isVisible()
    heard(view.finished, partial(click, view.close_button))
    view = opened(context, window, album.face(asset_id=album.photo()))
    assert not view.before.isVisible()
    assert not view.after.isVisible()
    assert " of " not in foot(view)
    view.reject()


def test_what_a_scan_placed_is_said_and_has_a_dot(
    context: Context, window: QMainWindow, album: Album
) -> None:
    anna = album.person("Anna")
    placed, said = album.face(anna), album.face(anna, by=AssignedBy.USER)
    grouped = album.face(album.group(faces=0))
    view = opened(context, window, placed, said, grouped)
    assert foot(view).endswith(" · added by Kinfolk · 1 of 3")
    for at, face in ((2, said), (3, grouped)):
        click(view.after)
        wait_for(view, face)
        assert foot(view).endswith(f".jpg · {at} of 3")
    view.reject()


def test_where_no_faces_are_looked_for_it_says_so_and_one_can_be_marked(
    window: QMainWindow, context: Context, pictured: Pictured
) -> None:
    (folder,) = [f for f in pictured.ask(library.folders) if f.path == pictured.folder]
    pictured.do(library.switch, folder.id, FolderSwitch.FIND_FACES, is_on=False)
    draw(pictured.folder / "c.jpg", [("red", 20, 40), ("green", 80, 40)], note="c")
    pictured.scan()
    photo = pictured.photo("c.jpg").id
    view = opened(context, window, photo)
    info = view.info
    said = "Finding faces is off for this folder."
    assert (info.unseen.text(), info.heading.text()) == (said, "")
    pictured.decide(faces.create, asset_id=photo, box=Box(18, 38, 44, 44))
    until(lambda: len(info.rows) == 1)
    assert (info.unseen.text(), info.heading.text()) == (said, "In this photo")
    pictured.do(library.switch, folder.id, FolderSwitch.FIND_FACES, is_on=True)
    pictured.scan()
    until(lambda: len(info.rows) == 2)
    assert not info.unseen.isVisible()
    view.reject()


def test_a_live_photo_says_that_its_video_is_not_looked_through(
    window: QMainWindow, pictured: Pictured
) -> None:
    film = pictured.folder / "a.MOV"
    film.write_bytes(b"a second of it")
    pictured.scan()
    both = [*pictured.faces("a.jpg")[:1], *pictured.faces("b.jpg")]
    view = pictured.opened(window, both)
    said = "Live photo. Kinfolk doesn’t find faces in its video, a.MOV."
    assert (view.info.live.isVisible(), view.info.live.text()) == (True, said)
    press(Key.Key_Right, on=view)
    wait_for(view, both[1])
    assert view.info.live.isHidden()


def test_the_menu_of_the_file_says_its_keys(window: QMainWindow, pictured: Pictured) -> None:
    view = pictured.opened(window, pictured.faces("a.jpg"))
    until(lambda: view.scene is not None)
    click(view.tools.file)
    entries = {each.text(): each for each in open_menu().actions()}
    shortcuts = [each.shortcut().toString() for each in entries.values()]
    assert list(entries) == ["Show in folder", "Copy path", "Open in default viewer"]
    assert shortcuts == ["O", "Ctrl+C", ""]
    entries["Copy path"].trigger()
    assert QApplication.clipboard().text() == str(pictured.folder / "a.jpg")


def colour(view: PhotoView) -> str:
    """Which colour is seen in the leftmost frame of a.jpg as it was scanned first."""
    picture = picture_of(view)
    scale = picture.width() / there(view.scene).asset.width
    pixel = picture.pixelColor(round(30 * scale), round(50 * scale))
    seen = pixel.red(), pixel.green(), pixel.blue()
    return min(COLOURS, key=lambda name: math.dist(COLOURS[name], seen))


def test_frames_are_not_drawn_on_another_picture(window: QMainWindow, pictured: Pictured) -> None:
    """It has come to the photo's path: whoever is named would be someone else."""
    file = pictured.folder / "a.jpg"
    draw(file, [("cyan", 20, 40)], note="another")
    view = pictured.opened(window, pictured.faces("a.jpg"))
    assert there(view.scene).problem.startswith("The photo has changed since the last scan.")
    assert colour(view) == "red"


def test_another_picture_is_seen_once_it_was_scanned(
    window: QMainWindow, pictured: Pictured
) -> None:
    """Also if it is as large."""
    view = pictured.opened(window, pictured.faces("a.jpg")[:1])
    assert colour(view) == "red"
    press(Key.Key_N)
    assert view.canvas.is_drafting
    draw(pictured.folder / "a.jpg", [("cyan", 20, 40)], note="another")
    pictured.scan()
    until(lambda: colour(view) == "cyan")
    assert not view.canvas.is_drafting  # it was begun on the picture before
    assert there(view.scene).problem == ""
