"""Vectors of faces: kept by engine, asked for together, and lacking where they should be."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sqlmodel import Session

from kinfolk.core.db.models import Asset, AssetState, Embedding, Face, Source
from kinfolk.core.faces import crops, embeddings
from kinfolk.core.faces.embeddings import Unembedded
from tests.album import Album

SINGLE = np.dtype(np.float32)


def put(album: Album, face_id: str, engine_id: str, *numbers: float) -> None:
    vector: Any = np.array(numbers, np.float64)  # as an engine may give it
    album.do(embeddings.put, face_id, engine_id, vector)


def test_a_vector_is_of_one_engine_and_the_latest(album: Album) -> None:
    one, other, none = (album.face() for _ in range(3))
    put(album, one, "a/1", 9, 9)
    put(album, one, "a/1", 1, 0)
    put(album, one, "b/1", 0, 1)
    put(album, other, "a/1", 0.5, 0.25)
    with album.db.read() as session:
        found = embeddings.get(session, one, "a/1")
        assert found is not None
        assert (found.dtype, found.tolist()) == (SINGLE, [1, 0])
        assert embeddings.get(session, none, "a/1") is None
        assert embeddings.get(session, other, "b/1") is None
        known = embeddings.vectors(session, [one, none], "b/1")
        assert {each: vector.tolist() for each, vector in known.items()} == {one: [0, 1]}
        ids, matrix = embeddings.matrix(session, iter([other, none, one]), "a/1")
        assert (ids, matrix.dtype) == ([other, one], SINGLE)
        assert matrix.tolist() == [[0.5, 0.25], [1, 0]]
        ids, matrix = embeddings.matrix(session, [none], "a/1")
        assert (ids, matrix.shape, matrix.dtype) == ([], (0, 0), SINGLE)


def test_a_vector_that_is_not_as_it_was_stored_is_none(album: Album) -> None:
    one, other = album.face(), album.face()
    for each in (one, other):
        put(album, each, "a/1", 1, 0)
    album.edit(Embedding, (one, "a/1"), vector=b"12345678")
    assert list(album.ask(embeddings.vectors, [one, other], "a/1")) == [other]


def test_the_lowest_age_is_asked_of_one_engine(album: Album) -> None:
    face = album.face()
    for engine, years in (("a/1", 40.0), ("b/1", 5.0)):
        put(album, face, engine, 1, 0)
        album.do(embeddings.put_ages, engine, {face: years})
    assert album.ask(embeddings.least_age, album.library_id, "a/1") == 40
    assert album.ask(embeddings.least_age, album.library_id, "c/1") is None


POINTS = "[[1, 2]]"


def faces_in(album: Album, *landmarks: str | None) -> tuple[str, list[str]]:
    """A photo with a face for each of these, of which each has a crop."""
    photo = album.photo()
    made = [album.face(asset_id=photo) for _ in landmarks]
    for face_id, points in zip(made, landmarks, strict=True):
        album.edit(Face, face_id, landmarks=points)
        album.do(crops.put, face_id, b"jpeg")
    return photo, made


def test_what_an_engine_can_still_describe(album: Album) -> None:
    photo, (one, other, third) = faces_in(album, POINTS, "[[3, 4]]", POINTS)
    faces_in(album, POINTS)
    put(album, third, "a/1", 1, 0)
    put(album, one, "b/1", 1, 0)

    def unembedded(engine_id: str = "a/1", asset_id: str = photo) -> Unembedded | None:
        return album.ask(embeddings.unembedded, asset_id, engine_id)

    expected = Unembedded(photo, ((one, POINTS), (other, "[[3, 4]]")))  # the hash is the id here
    assert unembedded() == expected
    assert unembedded("b/1") == replace(expected, faces=((other, "[[3, 4]]"), (third, POINTS)))
    assert unembedded(asset_id=album.photo()) is None
    album.edit(Face, other, landmarks=None)
    assert unembedded() is None
    album.edit(Face, other, source=Source.MANUAL)
    drawn = ((other, (10, 20, 30, 40)),)
    assert unembedded() == replace(expected, faces=((one, POINTS),), drawn=drawn)
    album.edit(Face, one, seen_in="another")  # it waits for its picture
    assert unembedded() == replace(expected, faces=(), drawn=drawn)


@pytest.mark.parametrize("values", [{"state": AssetState.MISSING}, {"picture": "another"}])
def test_what_is_not_there_lacks_nothing(album: Album, values: dict[str, Any]) -> None:
    photo, (face,) = faces_in(album, POINTS)
    album.edit(Face, face, seen_in="its own")
    album.edit(Asset, photo, picture="its own")
    assert album.ask(embeddings.assets_lacking, "a/1") == [photo]
    album.edit(Asset, photo, **values)
    assert album.ask(embeddings.assets_lacking, "a/1") == []
    assert album.ask(embeddings.unembedded, photo, "a/1") is None


def test_a_photo_lacks_a_crop_or_a_vector_of_the_engine(album: Album) -> None:
    photo, (one, other) = faces_in(album, POINTS, None)

    def lacking(session: Session, engine_id: str) -> bool:
        return photo in embeddings.assets_lacking(session, engine_id)

    put(album, one, "a/1", 1, 0)
    assert album.ask(lacking, "a/1")
    put(album, other, "a/1", 1, 0)
    assert album.ask(embeddings.assets_lacking, "a/1") == []
    assert album.ask(embeddings.assets_lacking, "b/1") == [photo]
    album.face(asset_id=photo)
    assert album.ask(embeddings.assets_lacking, "a/1") == [photo]  # once
