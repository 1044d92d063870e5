"""The faces of a person to compare with: confirmed, the most alike, from different photos."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kinfolk.core.database import Database
from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import embeddings
from kinfolk.core.people import people
from kinfolk.recognition.questions.compare import BESIDE, read_comparison
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Likeness
from kinfolk.vision.engine import ENGINE_ID
from tests.album import Album

Make = Callable[..., str]


@pytest.fixture
def suggester(db: Database, tmp_path: Path) -> Suggester:
    return Suggester(db, tmp_path)


@pytest.fixture
def face(db: Database, album: Album) -> Make:
    def make(
        angle: float,
        person_id: str | None = None,
        *,
        asset_id: str | None = None,
        by: AssignedBy = AssignedBy.USER,
        quality: float = 0.9,
    ) -> str:
        """A face so many degrees from the first direction."""
        made = album.face(person_id, asset_id=asset_id, by=by, quality=quality)
        vector = np.zeros(128, np.float32)
        vector[0], vector[1] = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        db.write(lambda s: embeddings.put(s, made, ENGINE_ID, vector)).result()
        return made

    return make


def test_the_most_alike_come_first_for_each_face_and_for_all(
    db: Database, album: Album, suggester: Suggester, face: Make
) -> None:
    anna = album.person("Anna")
    near, middle, far = (face(angle, anna) for angle in (10, 50, 110))
    asked = [face(0), face(60)]
    found = read_comparison(suggester, db, anna, asked)
    assert [one.face_id for one in found.beside(asked[0])] == [near, middle, far]
    assert [one.face_id for one in found.beside(asked[1])] == [middle, near, far]
    assert [one.face_id for one in found.beside(None)] == [middle, near, far]
    likeness = [one.likeness for one in found.beside(asked[0])]
    assert likeness == [Likeness.MUCH, Likeness.MUCH, Likeness.LITTLE]


def test_placed_faces_are_shown_where_none_is_confirmed(
    db: Database, album: Album, suggester: Suggester, face: Make
) -> None:
    anna = album.person("Anna")
    placed = face(5, anna, by=AssignedBy.AUTO)
    asked = face(0)
    assert [one.face_id for one in read_comparison(suggester, db, anna, [asked]).together] == [
        placed
    ]
    confirmed = face(40, anna, by=AssignedBy.USER)
    assert [one.face_id for one in read_comparison(suggester, db, anna, [asked]).together] == [
        confirmed
    ]


def test_one_of_each_photo_and_no_poor_one_beside_clear_ones(
    db: Database, album: Album, suggester: Suggester, face: Make
) -> None:
    anna, photo = album.person("Anna"), album.photo()
    best = face(5, anna, asset_id=photo)
    face(6, anna, asset_id=photo)
    face(4, anna, quality=0.01)
    others = [face(20 + n, anna) for n in range(BESIDE + 2)]
    found = read_comparison(suggester, db, anna, [face(0)])
    assert [one.face_id for one in found.together] == [best, *others[: BESIDE - 1]]


def test_who_is_gone_and_faces_without_vectors_have_nothing_beside(
    db: Database, album: Album, suggester: Suggester, face: Make
) -> None:
    anna = album.person("Anna")
    face(5, anna)
    unseen = album.face()
    assert read_comparison(suggester, db, anna, [unseen]).beside(unseen) == ()
    db.write(lambda s: people.delete(s, anna)).result()
    assert read_comparison(suggester, db, anna, [face(0)]).together == ()
