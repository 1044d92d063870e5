"""What stands against giving faces to a person, before it is done."""

from collections.abc import Sequence

import pytest

from kinfolk.core.db.models import Face
from kinfolk.core.faces import embeddings
from kinfolk.naming.fit import Fit, Objection
from kinfolk.vision.engine import ENGINE_ID
from tests.album import Album

STRANGE = Objection(photos=0, is_unlike=True)


def aged(album: Album, face_ids: Sequence[str], years: float) -> None:
    """Let faces look as old as that."""
    ages = dict.fromkeys(face_ids, years)
    album.do(embeddings.put_ages, ENGINE_ID, ages)


def test_nothing_stands_against_who_looks_alike(album: Album, fit: Fit) -> None:
    anna = album.person("Anna", near=0, faces=3)
    assert fit.objection(album.lookalikes(0, 2), anna) is None


def test_strangers_do_not_look_like_the_person(album: Album, fit: Fit) -> None:
    anna = album.person("Anna", near=0, faces=3)
    assert fit.objection(album.lookalikes(1, 2), anna) == STRANGE
    assert fit.objection(album.lookalikes(1, 1), anna) == STRANGE


def test_faces_that_are_not_clear_say_nothing(album: Album, fit: Fit) -> None:
    anna, ben = album.person("Anna", near=0, faces=3), album.person("Ben", faces=2)
    assert fit.objection([album.face(near=1, quality=0.1)], anna) is None
    assert fit.objection([album.face()], anna) is None  # no engine has seen it
    assert fit.objection(album.lookalikes(1, 1), ben) is None  # nor any of his
    assert fit.objection([], anna) is None


def test_a_child_is_not_compared_with_who_it_became(album: Album, fit: Fit) -> None:
    anna = album.person("Anna")
    grown = [album.face(anna, near=0) for _ in range(2)]
    child = album.lookalikes(1, 2)
    aged(album, grown, 40)
    aged(album, child, 4)
    assert fit.objection(child, anna) is None
    aged(album, child, 70)  # a grown face has changed little
    assert fit.objection(child, anna) == STRANGE
    aged(album, grown, 5)
    aged(album, child, 4)
    assert fit.objection(child, anna) == STRANGE


def test_who_is_in_the_photo_already_is_not_there_twice(album: Album, fit: Fit) -> None:
    anna, both, other = album.person("Anna"), album.photo(), album.photo()
    album.face(anna, asset_id=both)
    beside, elsewhere = album.face(asset_id=both), album.face(asset_id=other)
    assert fit.objection([beside, elsewhere], anna) == Objection(photos=1, is_unlike=False)
    assert fit.objection([elsewhere], anna) is None


@pytest.mark.parametrize("moment", [0, 3000])
def test_who_is_in_a_video_at_that_moment_is_not_there_twice(
    album: Album, fit: Fit, moment: int
) -> None:
    anna, video = album.person("Anna"), album.photo()
    there, asked = album.face(anna, asset_id=video), album.face(asset_id=video)
    album.edit(Face, there, timestamp_ms=0)
    album.edit(Face, asked, timestamp_ms=moment)
    assert (fit.objection([asked], anna) is None) is (moment > 0)
