"""Crops and embeddings stay as long as undo may bring their face back, and no longer."""

import io

import numpy as np
import pytest
from PIL import Image
from sqlmodel import Session

from kinfolk.core import crops, embeddings, faces, people
from kinfolk.core.db import history
from kinfolk.core.db.database import Database
from kinfolk.core.faces import Box
from tests.album import Album

KEPT = 3


@pytest.fixture(autouse=True)
def short_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that is soon full."""
    monkeypatch.setattr(history, "KEPT_STEPS", KEPT)


def put(session: Session, face_id: str) -> None:
    crops.put(session, face_id, b"webp")
    embeddings.put(session, face_id, "fake/1", np.ones(4, np.float32))


def is_kept(db: Database, face_id: str) -> bool:
    with db.read() as session:
        kept = {
            crops.get(session, face_id) is not None,
            embeddings.get(session, face_id, "fake/1") is not None,
        }
    assert len(kept) == 1
    return kept.pop()


def test_what_was_cut_stays_while_the_drawing_can_be_done_again(album: Album) -> None:
    db, photo = album.db, album.photo()
    box = Box(10, 10, 50, 50)
    drawn = db.write(lambda s: faces.create(s, asset_id=photo, box=box), label="Draw").result()
    face = drawn.result.id
    db.write(lambda s: put(s, face)).result()
    db.undo().result()
    steps(album, 1)
    assert is_kept(db, face)
    db.redo(step_id=drawn.step_id).result()
    assert is_kept(db, face)
    with db.read() as session:
        assert faces.get(session, face).box == box


def steps(album: Album, number: int) -> None:
    for _ in range(number):
        album.db.write(lambda s: people.create(s), label="Something else").result()


def test_what_was_cut_of_a_deleted_face_goes_with_the_step(album: Album) -> None:
    db, face, other = album.db, album.face(), album.face()
    for each in (face, other):
        db.write(lambda s, each=each: put(s, each)).result()  # type: ignore[misc]
    db.write(lambda s: faces.delete(s, face), label="Delete").result()
    steps(album, KEPT - 1)
    assert is_kept(db, face)
    steps(album, 1)
    assert not is_kept(db, face)
    assert is_kept(db, other)


def test_what_is_no_crop_looks_like_nothing() -> None:
    """Only what a crop is made of is opened."""
    webp, png = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(webp, "WEBP")
    Image.new("RGB", (64, 64), "red").save(png, "PNG")
    assert crops.look(webp.getvalue()) is not None
    assert crops.look(png.getvalue()) is None
    assert crops.look(b"") is None


def test_a_face_that_came_back_keeps_it(album: Album) -> None:
    db, face = album.db, album.face()
    db.write(lambda s: put(s, face)).result()
    db.write(lambda s: faces.delete(s, face), label="Delete").result()
    db.undo().result()
    steps(album, KEPT + 1)
    assert is_kept(db, face)


def test_a_face_that_nobody_can_draw_again_loses_it(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_ASIDE", 0)
    db, photo = album.db, album.photo()
    box = Box(10, 10, 50, 50)
    drawn = db.write(lambda s: faces.create(s, asset_id=photo, box=box), label="Draw").result()
    face = drawn.result.id
    db.write(lambda s: put(s, face)).result()
    db.undo().result()
    assert is_kept(db, face)
    steps(album, 1)  # now there is nothing to redo
    assert not is_kept(db, face)
