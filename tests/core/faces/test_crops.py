"""Crops and embeddings stay as long as undo may bring their face back, and no longer."""

import io

import numpy as np
import pytest
from PIL import Image
from sqlalchemy import select, update
from sqlmodel import Session, col

from kinfolk.core.db.models import Crop, Embedding
from kinfolk.core.faces import crops, embeddings, faces
from kinfolk.core.faces.faces import Box
from kinfolk.core.history import history
from kinfolk.core.people import people
from tests.album import Album

KEPT = 3
BOX = Box(10, 10, 50, 50)


@pytest.fixture(autouse=True)
def short_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that is soon full."""
    monkeypatch.setattr(history, "KEPT_STEPS", KEPT)


def put(session: Session, face_id: str) -> None:
    crops.put(session, face_id, b"jpeg")
    embeddings.put(session, face_id, "fake/1", np.ones(4, np.float32))


def is_kept(album: Album, face_id: str) -> bool:
    kept = {
        album.ask(crops.get, face_id) is not None,
        album.ask(embeddings.get, face_id, "fake/1") is not None,
    }
    assert len(kept) == 1
    return kept.pop()


def steps(album: Album, number: int) -> None:
    for _ in range(number):
        album.step("Something else", people.create)


def drawn_and_undone(album: Album) -> tuple[str, int | None]:
    """A face whose drawing was taken back, and the step."""
    drawn = album.step("Draw", faces.create, asset_id=album.photo(), box=BOX)
    album.do(put, drawn.result.id)
    album.db.undo().result()
    return drawn.result.id, drawn.step_id


def test_what_was_cut_stays_while_the_drawing_can_be_done_again(album: Album) -> None:
    face, step = drawn_and_undone(album)
    steps(album, 1)
    assert is_kept(album, face)
    album.db.redo(step_id=step).result()
    assert is_kept(album, face)
    assert album.seen(face).box == BOX


def test_a_face_that_nobody_can_draw_again_loses_it(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_ASIDE", 0)
    face, _ = drawn_and_undone(album)
    assert is_kept(album, face)
    steps(album, 1)  # now there is nothing to redo
    assert not is_kept(album, face)


def test_what_was_cut_of_a_deleted_face_goes_with_the_step(album: Album) -> None:
    face, other = album.face(), album.face()
    for each in (face, other):
        album.do(put, each)
    album.decide(faces.delete, face)
    steps(album, KEPT - 1)
    assert is_kept(album, face)
    steps(album, 1)
    assert not is_kept(album, face)
    assert is_kept(album, other)


def test_a_face_that_came_back_keeps_it(album: Album) -> None:
    face = album.face()
    album.do(put, face)
    album.decide(faces.delete, face)
    album.db.undo().result()
    steps(album, KEPT + 1)
    assert is_kept(album, face)


def test_what_is_no_crop_looks_like_nothing() -> None:
    """Only what a crop is made of is opened."""
    red = Image.new("RGB", (64, 64), "red")
    assert crops.look(encoded(red)) is not None
    assert crops.look(encoded(red, "PNG")) is None
    assert crops.look(b"") is None


def encoded(image: Image.Image, kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    image.save(file, kind, subsampling=0)
    return file.getvalue()


def test_a_look_is_of_the_colours() -> None:
    """24 pixels square, whatever the crop's own size and mode are."""
    halves = Image.new("RGB", (96, 48), (0, 0, 200))
    halves.paste((200, 0, 0), (0, 0, 48, 48))
    row = bytes((200, 0, 0)) * 12 + bytes((0, 0, 200)) * 12
    assert list(crops.look(encoded(halves)) or b"") == pytest.approx(list(row * 24), abs=3)
    grey = crops.look(encoded(Image.new("L", (64, 32), 90)))
    assert list(grey or b"") == pytest.approx([90] * 24 * 24 * 3, abs=1)


def test_only_what_is_asked_of_and_whole_is_known(album: Album) -> None:
    """A damaged crop counts as missing, and is noted; it goes, and nothing else."""
    whole, damaged, other, none = (album.face() for _ in range(4))
    crop = encoded(Image.new("RGB", (64, 64), "red"))

    def fill(session: Session) -> None:
        for each in (whole, damaged, other):
            crops.put(session, each, b"older")
            crops.put(session, each, crop)
        for each in (damaged, other):
            spoil = update(Crop).where(col(Crop.face_id) == each)
            session.execute(spoil.values(checksum=col(Crop.checksum) + 1))

    album.do(fill)
    with album.db.read() as session:
        assert crops.get(session, whole) == crop
        for face_id in (none, "face_\ud800"):
            assert crops.get(session, face_id) is None
        assert crops.UNSOUND not in session.info
        assert crops.looks(session, [whole, damaged, none]) == {whole: crops.look(crop)}
        assert session.info[crops.UNSOUND] == {damaged}
        assert crops.get(session, other) is None
        assert session.info.pop(crops.UNSOUND) == {damaged, other}
    album.do(crops.drop_unsound, [whole, damaged, none])
    with album.db.read() as session:
        left = set(session.execute(select(col(Crop.face_id))).scalars())
    assert left == {whole, other}


def test_of_those_that_are_gone_for_good_nothing_is_kept(album: Album) -> None:
    there, gone, unasked = album.face(), "face_gone", "face_unasked"
    for each in (there, gone, unasked):
        album.do(put, each)
    album.do(crops.sweep, [there, gone])
    with album.db.read() as session:
        for table in (Crop, Embedding):
            kept = set(session.execute(select(col(table.face_id))).scalars())
            assert kept == {there, unasked}
