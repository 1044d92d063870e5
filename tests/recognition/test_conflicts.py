"""Which photos show people several times: nobody is twice in one picture."""

from datetime import datetime

import pytest
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.db.models import Face
from kinfolk.core.faces import faces as core_faces
from kinfolk.core.people import people, review
from kinfolk.errors import Conflict
from kinfolk.recognition import conflicts
from kinfolk.recognition.conflicts import Shared
from tests.album import Album


def shared(db: Database, *person_ids: str) -> list[Shared]:
    with db.read() as session:
        return conflicts.shared(session, person_ids)


def test_the_photos_that_show_several_of_them_come_latest_first(db: Database, album: Album) -> None:
    anna, ben, carl = (album.person(name) for name in ("Anna", "Ben", "Carl"))
    early, late = (album.photo(taken_at=datetime(year, 1, 1)) for year in (2001, 2021))
    faces = [album.face(who, asset_id=asset) for asset in (early, late) for who in (anna, ben)]
    album.face(carl, asset_id=late)
    album.face(anna)
    assert shared(db, anna, ben) == [
        Shared(late, tuple(faces[2:]), (anna, ben)),
        Shared(early, tuple(faces[:2]), (anna, ben)),
    ]
    assert all(each.is_proof for each in shared(db, anna, ben))
    assert shared(db, anna, ben, carl)[0].person_ids == (anna, ben, carl)
    assert shared(db, ben, carl)[0].person_ids == (ben, carl)
    assert shared(db, anna) == []


def test_somebody_who_is_twice_in_a_photo_is_no_proof_against_others(
    db: Database, album: Album
) -> None:
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=2)
    asset = album.photo()
    both = [album.face(anna, asset_id=asset) for _ in range(2)]
    (found,) = shared(db, anna)
    assert shared(db, ben) == []
    assert found == Shared(asset, tuple(both), (anna, anna))
    assert not found.is_proof
    assert shared(db, anna, ben) == [found]


def test_a_mirror_is_no_conflict_until_somebody_else_comes_into_it(
    db: Database, album: Album
) -> None:
    anna, ben, evi = album.person("Anna"), album.person("Ben"), album.person("Evi", faces=1)
    asset = album.photo()
    both = [album.face(anna, asset_id=asset) for _ in range(2)]
    his = album.face(ben, asset_id=asset)
    db.write(lambda s: review.may_be_twice(s, anna, both)).result()
    assert shared(db, anna) == []
    (proof,) = shared(db, anna, ben)  # a mirror still proves that Ben is somebody else
    assert proof.is_proof
    db.write(lambda s: people.merge(s, evi, [anna])).result()
    assert shared(db, evi) == []  # it is true of the faces, whoever they are
    db.write(lambda s: core_faces.assign(s, [his], evi)).result()
    (found,) = shared(db, evi)
    assert set(found.face_ids) == {*both, his}
    db.write(lambda s: review.may_be_twice(s, evi, found.face_ids)).result()
    assert shared(db, evi) == []
    with pytest.raises(Conflict):
        db.write(lambda s: review.may_be_twice(s, ben, both)).result()


def test_two_pictures_of_one_photo_are_two(db: Database, album: Album) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    asset = album.photo()
    before, now = album.face(anna, asset_id=asset), album.face(ben, asset_id=asset)

    def replace(session: Session) -> None:
        session.get_one(Face, before).seen_in = "another"

    assert [each.face_ids for each in shared(db, anna, ben)] == [(before, now)]
    db.write(replace).result()
    assert shared(db, anna, ben) == []
