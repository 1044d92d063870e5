"""Small pictures as images: asked for, answered later, kept within a budget."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from kinfolk.core.db.changes import Changes
from kinfolk.core.db.models import Asset
from kinfolk.core.faces import crops
from kinfolk.files import digest
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.thumbs import Thumbs, crops_of
from tests.album import Album
from tests.gui.hands import hearing
from tests.gui.windows import there

Paint = Callable[..., None]


def load(qtbot: QtBot, thumbs: Thumbs, face_id: str, size: int = 96) -> None:
    with qtbot.waitSignal(thumbs.ready, check_params_cb=lambda ready: ready == face_id):
        assert thumbs.image(face_id, size) is None


def test_an_image_comes_later_in_the_step_above_the_size(
    qtbot: QtBot, context: Context, album: Album, paint: Paint
) -> None:
    face = album.face()
    paint(face, "teal")
    load(qtbot, context.thumbs, face, 90)
    image = there(context.thumbs.image(face, 90))
    assert (image.width(), image.height()) == (96, 96)
    assert image.pixelColor(40, 40).green() > 100


def test_another_size_stands_in_until_the_right_one_is_read(
    qtbot: QtBot, context: Context, album: Album, paint: Paint
) -> None:
    face = album.face()
    paint(face)
    load(qtbot, context.thumbs, face, 64)
    with hearing(context.thumbs.ready):
        stand_in = context.thumbs.image(face, 256)
    assert stand_in is not None
    assert stand_in.width() == 64
    exact = there(context.thumbs.image(face, 256))
    assert exact.width() == 256


def test_a_face_without_a_crop_stays_empty(qtbot: QtBot, context: Context, album: Album) -> None:
    face = album.face()
    load(qtbot, context.thumbs, face)
    assert context.thumbs.image(face, 96) is None


@pytest.mark.parametrize(("kind", "is_shown"), [("JPEG", True), ("PNG", False), ("WEBP", False)])
def test_a_crop_is_a_jpeg(
    qtbot: QtBot, context: Context, album: Album, kind: str, is_shown: bool
) -> None:
    """Whatever else someone has put there, Qt reads none of it."""
    face, file = album.face(), io.BytesIO()
    Image.new("RGB", (200, 200), "teal").save(file, kind)
    album.do(crops.put, face, file.getvalue())
    load(qtbot, context.thumbs, face)
    image = context.thumbs.image(face, 96)
    assert (image is not None) == is_shown
    if image is not None:
        assert image.pixelColor(40, 40).green() == pytest.approx(128, abs=3)


def test_a_crop_that_somebody_has_exchanged_for_a_vast_picture_stays_empty(
    qtbot: QtBot, context: Context, album: Album
) -> None:
    face, file = album.face(), io.BytesIO()
    Image.new("RGB", (8_000, 8_000)).save(file, "JPEG", quality=1)
    album.do(crops.put, face, file.getvalue())
    load(qtbot, context.thumbs, face)
    assert context.thumbs.image(face, 96) is None


def test_nobody_has_no_image(context: Context) -> None:
    assert context.thumbs.image(None, 96) is None


def test_a_touched_face_keeps_its_image_until_the_new_one_is_there(
    qtbot: QtBot, context: Context, album: Album, paint: Paint
) -> None:
    face = album.face()
    paint(face, "teal")
    load(qtbot, context.thumbs, face)
    paint(face, "red")
    context.thumbs.on_changed(Changes({"face": frozenset({face})}))
    with hearing(context.thumbs.ready):
        before = context.thumbs.image(face, 96)
    after = context.thumbs.image(face, 96)
    assert before is not None
    assert after is not None
    assert before.pixelColor(9, 9).red() < 50 < after.pixelColor(9, 9).red()


def test_the_oldest_go_when_the_budget_is_spent(
    qtbot: QtBot, context: Context, album: Album, paint: Paint
) -> None:
    faces = [album.face() for _ in range(3)]
    thumbs = Thumbs(crops_of(context.db), budget=2 * 64 * 64 * 4)
    for face in faces:
        paint(face)
        load(qtbot, thumbs, face, 64)
    assert [thumbs.image(face, 64) is not None for face in faces] == [False, True, True]
    thumbs.close()


def test_photos_are_shown_by_their_previews(context: Context, album: Album, tmp_path: Path) -> None:
    """One that is lacking is made of the file, and shown while the drive is away from then on."""
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (1600, 800), "teal").save(path)
    photo = album.photo()

    def seen(size: int) -> tuple[int, int] | None:
        image = context.previews.image(photo, size)
        return None if image is None else (image.width(), image.height())

    with hearing(context.previews.ready):
        assert seen(200) is None
    assert seen(200) is None  # there is no such file
    said = {"content_hash": digest(path.open("rb")), "picture": "a picture"}
    album.edit(Asset, photo, path=str(path), **said)
    context.previews.on_changed(Changes({"asset": frozenset({photo})}))
    with hearing(context.previews.ready):
        assert seen(200) is None
    assert seen(200) == (256, 128)
    path.unlink()
    with hearing(context.previews.ready):
        assert seen(500) == (256, 128)
    assert seen(500) == (512, 256)
    image = there(context.previews.image(photo, 500))
    assert image.pixelColor(40, 40).green() == pytest.approx(128, abs=3)
