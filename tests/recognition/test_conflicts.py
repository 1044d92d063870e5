"""Which photos show people several times: no one is twice in one picture."""

from datetime import datetime

import pytest

from kinfolk.core.db.models import Face
from kinfolk.core.faces import faces as core_faces
from kinfolk.core.people import people, review
from kinfolk.errors import Conflict
from kinfolk.recognition import conflicts
from kinfolk.recognition.conflicts import Shared
from tests.album import Album


def shared(album: Album, *person_ids: str) -> list[Shared]:
    return album.ask(conflicts.shared, person_ids)


def test_the_photos_that_show_several_of_them_come_latest_first(album: Album) -> None:
    anna, ben, carl = (album.person(name) for name in ("Anna", "Ben", "Carl"))
    early, late = (album.photo(taken_at=datetime(year, 1, 1)) for year in (2001, 2021))
    faces = [album.face(who, asset_id=asset) for asset in (early, late) for who in (anna, ben)]
    album.face(carl, asset_id=late)
    album.face(anna)
    assert shared(album, anna, ben) == [
        Shared(late, tuple(faces[2:]), (anna, ben)),
        Shared(early, tuple(faces[:2]), (anna, ben)),
    ]
    assert all(each.is_proof for each in shared(album, anna, ben))
    assert shared(album, anna, ben, carl)[0].person_ids == (anna, ben, carl)
    assert shared(album, ben, carl)[0].person_ids == (ben, carl)
    assert shared(album, anna) == []


def test_somebody_who_is_twice_in_a_photo_is_no_proof_against_others(album: Album) -> None:
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=2)
    asset = album.photo()
    both = [album.face(anna, asset_id=asset) for _ in range(2)]
    (found,) = shared(album, anna)
    assert shared(album, ben) == []
    assert found == Shared(asset, tuple(both), (anna, anna))
    assert not found.is_proof
    assert shared(album, anna, ben) == [found]


def test_a_mirror_is_no_conflict_until_somebody_else_comes_into_it(album: Album) -> None:
    anna, ben, evi = album.person("Anna"), album.person("Ben"), album.person("Evi", faces=1)
    asset = album.photo()
    both = [album.face(anna, asset_id=asset) for _ in range(2)]
    his = album.face(ben, asset_id=asset)
    album.decide(review.may_be_twice, anna, both)
    assert shared(album, anna) == []
    (proof,) = shared(album, anna, ben)  # a mirror still proves that Ben is someone else
    assert proof.is_proof
    album.decide(people.merge, evi, [anna])
    assert shared(album, evi) == []  # it is true of the faces, whoever they are
    album.decide(core_faces.assign, [his], evi)
    (found,) = shared(album, evi)
    assert set(found.face_ids) == {*both, his}
    album.decide(review.may_be_twice, evi, found.face_ids)
    assert shared(album, evi) == []
    with pytest.raises(Conflict):
        album.decide(review.may_be_twice, ben, both)


def test_two_pictures_of_one_photo_are_two(album: Album) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    asset = album.photo()
    before, now = album.face(anna, asset_id=asset), album.face(ben, asset_id=asset)

    assert [each.face_ids for each in shared(album, anna, ben)] == [(before, now)]
    album.edit(Face, before, seen_in="another")
    assert shared(album, anna, ben) == []
