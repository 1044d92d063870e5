"""The faces of a person to compare with: confirmed, the most alike, from different photos."""

from typing import Any

import numpy as np

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import embeddings
from kinfolk.core.people import people
from kinfolk.recognition.questions.compare import BESIDE, Comparison, read_comparison
from kinfolk.recognition.suggestion import Likeness
from kinfolk.vision.engine import ENGINE_ID
from tests.recognition.gallery import Gallery


def face(gallery: Gallery, angle: float, person_id: str | None = None, **facts: Any) -> str:
    """A face so many degrees from the first direction, confirmed unless told otherwise."""
    made = gallery.face(person_id, **{"by": AssignedBy.USER, "quality": 0.9, **facts})
    vector = np.zeros(128, np.float32)
    vector[0], vector[1] = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    gallery.do(embeddings.put, made, ENGINE_ID, vector)
    return made


def compared(gallery: Gallery, person_id: str, asked: list[str]) -> Comparison:
    return read_comparison(gallery.suggester, gallery.db, person_id, asked)


def test_the_most_alike_come_first_for_each_face_and_for_all(gallery: Gallery) -> None:
    anna = gallery.person("Anna")
    near, middle, far = (face(gallery, angle, anna) for angle in (10, 50, 110))
    asked = [face(gallery, 0), face(gallery, 60)]
    found = compared(gallery, anna, asked)
    assert [one.face_id for one in found.beside(asked[0])] == [near, middle, far]
    assert [one.face_id for one in found.beside(asked[1])] == [middle, near, far]
    assert [one.face_id for one in found.beside(None)] == [middle, near, far]
    likeness = [one.likeness for one in found.beside(asked[0])]
    assert likeness == [Likeness.MUCH, Likeness.MUCH, Likeness.LITTLE]


def test_placed_faces_are_shown_where_none_is_confirmed(gallery: Gallery) -> None:
    anna = gallery.person("Anna")
    placed = face(gallery, 5, anna, by=AssignedBy.AUTO)
    asked = face(gallery, 0)
    assert [one.face_id for one in compared(gallery, anna, [asked]).together] == [placed]
    confirmed = face(gallery, 40, anna, by=AssignedBy.USER)
    assert [one.face_id for one in compared(gallery, anna, [asked]).together] == [confirmed]


def test_one_of_each_photo_and_no_poor_one_beside_clear_ones(gallery: Gallery) -> None:
    anna, photo = gallery.person("Anna"), gallery.photo()
    best = face(gallery, 5, anna, asset_id=photo)
    face(gallery, 6, anna, asset_id=photo)
    face(gallery, 4, anna, quality=0.01)
    others = [face(gallery, 20 + n, anna) for n in range(BESIDE + 2)]
    found = compared(gallery, anna, [face(gallery, 0)])
    assert [one.face_id for one in found.together] == [best, *others[: BESIDE - 1]]


def test_who_is_gone_and_faces_without_vectors_have_nothing_beside(gallery: Gallery) -> None:
    anna = gallery.person("Anna")
    face(gallery, 5, anna)
    unseen = gallery.face()
    assert compared(gallery, anna, [unseen]).beside(unseen) == ()
    gallery.decide(people.delete, anna)
    assert compared(gallery, anna, [face(gallery, 0)]).together == ()
