"""Faces: drawn, given, taken off, deleted, listed; and someone whose face cannot be seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session, select

from kinfolk.core.db import models
from kinfolk.core.db.models import Asset, AssignedBy, DismissedBox, Rejection, Source, Verdict
from kinfolk.core.faces import assignment, faces, presence
from kinfolk.core.faces.faces import Box, FacesQuery
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import photos
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photos import AssetsQuery
from kinfolk.errors import Invalid, NotFound
from tests.album import Album

DISMISSED = select(DismissedBox)


def rejections(album: Album) -> set[tuple[str, str]]:
    with album.db.read() as session:
        return {(row.face_id, row.person_id) for row in session.exec(select(Rejection))}


@pytest.mark.parametrize(
    ("box", "is_refused"), [(Box(12, 22, 30, 40), 0), (Box(60, 20, 30, 40), 1)]
)
def test_a_face_with_another_box(album: Album, box: Box, is_refused: int) -> None:
    """It is a drawn one with all that was said of it; far off, the old place is no face."""
    eva, ben = album.person("Eva"), album.person("Ben")
    face = album.face(eva, by=AssignedBy.USER)

    def say(session: Session) -> None:
        session.get_one(models.Face, face).landmarks = "[[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]"
        session.add(Rejection(id="rej_1", face_id=face, person_id=ben, verdict=Verdict.NO))
        people.update(session, eva, replace(UNCHANGED, thumbnail_face_id=face))

    album.do(say)
    before = album.dump()
    moved = album.step("Move", faces.reframe, face, box).result
    assert (moved.source, moved.confidence, moved.landmarks) == (Source.MANUAL, None, None)
    assert (moved.box, moved.person_id, moved.assigned_by) == (box, eva, AssignedBy.USER)
    assert rejections(album) == {(moved.id, ben)}
    with album.db.read() as session:
        assert people.get(session, eva).thumbnail_face_id == moved.id
        assert len(session.exec(DISMISSED).all()) == is_refused
        with pytest.raises(NotFound):
            faces.get(session, face)
    album.check_undo(before)


def test_a_box_outside_the_photo_is_refused(album: Album) -> None:
    photo = album.photo()
    for sides in (
        *((-1, 0, 5, 5), (0, -1, 5, 5), (0, 0, 401, 5), (0, 0, 5, 301), (396, 0, 5, 5)),
        *((10, 10, 5, 291), (1, 1, 0, 5), (1, 1, 5, 0), (1, 1, -1, 5), (1, 1, 5, -1)),
    ):
        with pytest.raises(Invalid) as refused:
            album.do(faces.create, asset_id=photo, box=Box(*sides))
        assert refused.value.field == "bounding_box"


def test_somebodys_faces_by_their_photos(album: Album) -> None:
    """The latest photo first, one that does not say when as it was found; and who gave each."""
    eva = album.person("Eva")
    album.face(album.person("Bob"), asset_id=album.photo(taken_at=datetime(2040, 1, 1)))
    undated = album.face(eva)
    old, new = (
        album.face(eva, asset_id=album.photo(taken_at=datetime(year, 5, 1)), by=by)
        for year, by in ((2001, AssignedBy.USER), (2035, AssignedBy.AUTO))
    )
    found = album.ask(faces.person_faces, eva)
    assert [(each.face_id, each.taken_at, each.assigned_by) for each in found] == [
        (new, datetime(2035, 5, 1), AssignedBy.AUTO),
        (undated, None, AssignedBy.AUTO),
        (old, datetime(2001, 5, 1), AssignedBy.USER),
    ]
    assert [each.asset_id for each in found] == [
        album.seen(each).asset_id for each in (new, undated, old)
    ]


def test_somebodys_faces_of_one_moment_are_by_their_ids(album: Album) -> None:
    eva, moment = album.person("Eva"), datetime(2001, 5, 1)
    photos = [album.photo(taken_at=moment) for _ in range(4)]
    made = [album.face(eva, asset_id=photo) for photo in photos[::-1]]
    assert [each.face_id for each in album.ask(faces.person_faces, eva)] == made


def test_the_face_of_each_year_is_the_one_that_shows_them_best(album: Album) -> None:
    """As on a card: a clear face before a poor one, then whoever gave it, then quality."""
    eva = album.person("Eva")

    def face(year: int | None, quality: float, by: AssignedBy = AssignedBy.AUTO) -> str:
        taken_at = datetime(year, 5, 1) if year else None
        photo = album.photo(taken_at=taken_at)
        return album.face(eva, asset_id=photo, quality=quality, by=by)

    face(2001, 0.9)
    confirmed = face(2001, 0.5, AssignedBy.USER)
    face(2002, 0.1, AssignedBy.USER)
    clear = face(2002, 0.3)
    undated = face(None, 0.4)
    waits = face(2003, 0.8)
    album.face(album.person("Ben"), asset_id=album.photo(taken_at=datetime(2004, 1, 1)))
    album.edit(models.Face, waits, seen_in="before")
    found = album.ask(faces.of_years, eva)
    assert found == {"2001": confirmed, "2002": clear, "": undated}


@pytest.mark.slow
def test_many_faces_at_once(album: Album) -> None:
    """More than SQLite takes as parameters of one statement on old systems."""
    eva, photo = album.person("Eva"), album.photo()

    def draw(session: Session) -> list[str]:
        box = Box(1, 1, 2, 2)
        return [faces.create(session, asset_id=photo, box=box).id for _ in range(1500)]

    many = album.do(draw)
    album.do(faces.assign, many, eva)
    assert album.ask(people.get, eva).face_count == 1500


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (FacesQuery(starting_after_id="face_x"), "face_library (library_id=? AND id<?)"),
        (FacesQuery(unassigned=True, starting_after_id="face_x"), "face_unassigned (library_id=?"),
        (
            FacesQuery(person_id="p", starting_after_id="face_x"),
            "face_person (person_id=? AND id<?)",
        ),
        (FacesQuery(asset_id="a", starting_after_id="face_x"), "face_asset (asset_id=?"),
    ],
)
def test_the_last_page_costs_what_the_first_does(
    album: Album, query: FacesQuery, index: str
) -> None:
    with album.db.read() as session:
        statement = faces.page_select(query, "lib_x")
        compiled = statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        driver = session.connection().exec_driver_sql
        plan = [row[3] for row in driver(f"EXPLAIN QUERY PLAN {compiled}")]
    assert f"INDEX {index}" in plan[0]
    sorts_little = query.asset_id is not None  # the faces of one photo
    assert len(plan) == 1 + sorts_little, plan


def test_single_faces_stand_by_quality_those_that_are_poor_last(album: Album) -> None:
    qualities = (0.3, models.MIN_QUALITY / 2, 0.9, models.MIN_QUALITY, 0.3)
    made = [album.face(quality=quality) for quality in qualities]
    album.face(album.person("Eva"))
    gone = album.face()
    album.edit(models.Face, gone, seen_in="x")
    found = album.ask(faces.single_ids)
    some = album.ask(faces.singles, [made[1], gone])
    equal = sorted((made[0], made[4]))
    assert found == [made[2], *equal, made[3], made[1]]
    assert [one.id for one in some] == [made[1]]


def test_where_no_face_is_single_none_is_listed(album: Album) -> None:
    assert album.ask(faces.single_ids) == []


def there(album: Album, photo: str) -> list[str]:
    return album.ask(presence.in_photos, [photo]).get(photo, [])


def found(album: Album, person_id: str) -> list[str]:
    """The photos that a search for someone finds."""
    query = AssetsQuery(filter=PhotoFilter(all_of=(person_id,)))
    return [photo.id for photo in album.ask(photos.page, query).data]


def undone(album: Album, work: Callable[..., object], photo: str, person_id: str) -> None:
    """One step, which undo takes back to the bit."""
    before = album.dump()
    assert album.step("Do", work, photo, person_id).step_id is not None
    album.check_undo(before)


def test_who_is_added_is_in_the_photo_until_taken_out(album: Album) -> None:
    photo, anna, ben = album.photo(), album.person("Anna"), album.person("Ben")
    undone(album, presence.add, photo, ben)
    album.decide(presence.add, photo, anna)
    assert there(album, photo) == [anna, ben]
    assert found(album, anna) == found(album, ben) == [photo]
    undone(album, presence.remove, photo, ben)
    assert there(album, photo) == [anna]
    assert found(album, ben) == []


def test_whoever_is_seen_there_is_not_added(album: Album) -> None:
    photo, anna = album.photo(), album.person("Anna")
    face = album.face(anna, asset_id=photo)
    with pytest.raises(Invalid, match="Anna is already in the photo"):
        album.decide(presence.add, photo, anna)
    album.do(faces.detach, [face])
    album.decide(presence.add, photo, anna)
    assert there(album, photo) == [anna]


def test_whoever_turns_out_to_be_seen_is_there_once(album: Album) -> None:
    photo, anna = album.photo(), album.person("Anna")
    album.decide(presence.add, photo, anna)
    face = album.face(None, asset_id=photo)
    album.do(faces.assign, [face], anna)
    assert there(album, photo) == []
    album.do(faces.detach, [face])
    assert there(album, photo) == [anna]


def test_nobody_of_another_library_and_no_photo_that_is_not_there(album: Album) -> None:
    anna = album.person("Anna")
    with pytest.raises(Invalid, match="another library"):
        album.do(presence.add, album.photo(library_id=album.library()), anna)
    with pytest.raises(NotFound):
        album.do(presence.add, "asset_none", anna)


def test_it_is_of_the_picture_that_the_photo_showed(album: Album) -> None:
    photo, anna = album.photo(), album.person("Anna")
    album.edit(Asset, photo, picture="one")
    album.decide(presence.add, photo, anna)
    album.edit(Asset, photo, picture="two")
    assert (there(album, photo), found(album, anna)) == ([], [])
    album.edit(Asset, photo, picture="one")
    assert (there(album, photo), found(album, anna)) == ([anna], [photo])
    album.edit(Asset, photo, picture="two")
    undone(album, presence.add, photo, anna)
    assert there(album, photo) == [anna]


def test_who_loses_the_name_is_no_group_that_a_scan_makes_anew(album: Album) -> None:
    photo, anna = album.photo(), album.person("Anna")
    album.decide(presence.add, photo, anna)
    album.change(anna, name=None)
    # As a scan does with groups that are left without a face.
    album.do(assignment.drop_empty, [anna], by_machine=True)
    assert there(album, photo) == [anna]
