"""Faces: drawn, given, taken off, deleted, listed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from kinfolk.core.db import models
from kinfolk.core.db.models import AssignedBy, DismissedBox, Person, Rejection, Source, Verdict
from kinfolk.core.faces import faces
from kinfolk.core.faces.faces import Box, FacesQuery
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.errors import Ambiguous, Invalid, NotFound
from tests.album import Album

PHOTO = Box(0, 0, 400, 300)
DISMISSED = select(DismissedBox)


def do(album: Album, fn: Callable[[Session], object]) -> None:
    album.db.write(fn).result()


def rejections(album: Album) -> set[tuple[str, str]]:
    with album.db.read() as session:
        return {(row.face_id, row.person_id) for row in session.exec(select(Rejection))}


def exists(album: Album, person_id: str) -> bool:
    with album.db.read() as session:
        return person_id in people.cards(session, [person_id])


def test_all_that_is_known_of_a_face(album: Album) -> None:
    eva, photo = album.person("Eva"), album.photo()
    face = album.face(eva, asset_id=photo, quality=0.5)
    points = "[[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]"

    def see(session: Session) -> None:
        row = session.get_one(models.Face, face)
        row.landmarks, row.timestamp_ms = points, 40

    do(album, see)
    with album.db.read() as session:
        row = session.get_one(models.Face, face)
        moments = {"created_at": row.created_at, "updated_at": row.updated_at}
    assert album.seen(face) == faces.Face(
        id=face,
        library_id=album.library_id,
        asset_id=photo,
        box=Box(10, 20, 30, 40),
        source=Source.AUTOMATIC,
        confidence=0.9,
        quality=0.5,
        landmarks=points,
        person_id=eva,
        assigned_by=AssignedBy.AUTO,
        timestamp_ms=40,
        **moments,
    )


def test_a_drawn_face(album: Album) -> None:
    eva, photo = album.person("Eva"), album.photo()
    made = album.db.write(
        lambda s: faces.create(s, asset_id=photo, box=PHOTO, person_id=eva)
    ).result()
    face = made.result
    assert (face.source, face.confidence, face.box) == (Source.MANUAL, None, PHOTO)
    assert (face.person_id, face.assigned_by) == (eva, AssignedBy.USER)


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

    do(album, say)
    before = album.dump()
    moved = album.db.write(lambda s: faces.reframe(s, face, box), label="Move").result().result
    assert (moved.source, moved.confidence, moved.landmarks) == (Source.MANUAL, None, None)
    assert (moved.box, moved.person_id, moved.assigned_by) == (box, eva, AssignedBy.USER)
    assert rejections(album) == {(moved.id, ben)}
    with album.db.read() as session:
        assert people.get(session, eva).thumbnail_face_id == moved.id
        assert len(session.exec(DISMISSED).all()) == is_refused
        with pytest.raises(NotFound):
            faces.get(session, face)
    album.db.undo().result()
    assert album.dump() == before


@pytest.mark.parametrize(
    "box",
    [
        Box(-1, 0, 5, 5),
        Box(0, -1, 5, 5),
        Box(0, 0, 401, 5),
        Box(0, 0, 5, 301),
        Box(396, 0, 5, 5),
        Box(10, 10, 5, 291),
        Box(1, 1, 0, 5),
        Box(1, 1, 5, 0),
        Box(1, 1, -1, 5),
        Box(1, 1, 5, -1),
    ],
)
def test_a_box_outside_the_photo_is_refused(album: Album, box: Box) -> None:
    photo = album.photo()
    with pytest.raises(Invalid) as refused:
        do(album, lambda s: faces.create(s, asset_id=photo, box=box))
    assert refused.value.field == "bounding_box"
    assert refused.value.message == "The box isn’t inside the photo."


def test_a_face_stays_in_its_library(album: Album) -> None:
    photo, eva = album.photo(), album.person("Eva")
    other = album.library()
    foreign = album.photo(library_id=other)
    elsewhere = "The photo is in another library."
    for make, said in (
        (lambda s: faces.create(s, asset_id="asset_x", box=PHOTO), "There is no asset 'asset_x'."),
        (
            lambda s: faces.create(s, asset_id=photo, box=PHOTO, person_id="x"),
            "There is no person 'x'.",
        ),
        (
            lambda s: faces.create(s, asset_id=photo, box=PHOTO, library_id=other),
            ("asset_id", elsewhere),
        ),
        (
            lambda s: faces.create(s, asset_id=photo, box=PHOTO, library_id="x"),
            "There is no library 'x'.",
        ),
        (
            lambda s: faces.create(s, asset_id=foreign, box=PHOTO, person_id=eva),
            ("person_id", "The face is in another library."),
        ),
    ):
        with pytest.raises((Invalid, NotFound)) as refused:
            do(album, make)
        told = refused.value
        assert said == ((told.field, told.message) if isinstance(told, Invalid) else told.message)
    assert album.dump()["face"] == []


def test_assigning_is_the_users_word(album: Album) -> None:
    eva, bob = album.person("Eva"), album.person("Bob")
    guessed, loose = album.face(bob), album.face()
    do(album, lambda s: faces.assign(s, [guessed, loose], eva))
    for face_id in (guessed, loose):
        assert (album.seen(face_id).person_id, album.seen(face_id).assigned_by) == (eva, "user")
    assert rejections(album) == {(guessed, bob)}
    do(album, lambda s: faces.assign(s, [guessed], bob))
    assert rejections(album) == {(guessed, eva)}


def test_assigning_where_it_is_confirms(album: Album) -> None:
    eva = album.person("Eva")
    guessed = album.face(eva)
    do(album, lambda s: faces.assign(s, [guessed], eva))
    assert album.seen(guessed).assigned_by == AssignedBy.USER
    assert rejections(album) == set()


@pytest.mark.parametrize("is_given", [True, False])
def test_what_is_so_already_is_not_done_again(album: Album, is_given: bool) -> None:
    """Only what was not so is counted, and nothing else of a face is written."""
    eva = album.person("Eva")
    one, other = album.face(), album.face(eva, by=AssignedBy.USER)

    def give(session: Session) -> int:
        return faces.assign(session, [one, other], eva)

    def take(session: Session) -> int:
        return faces.detach(session, [one, other])

    before = {each: album.seen(each).updated_at for each in (one, other)}
    for count in (1, 0):
        done = album.db.write(give if is_given else take).result()
        assert done.result == count
    moved = {each for each, moment in before.items() if album.seen(each).updated_at > moment}
    assert moved == ({one} if is_given else {other})


def test_somebodys_faces_by_their_photos(album: Album) -> None:
    """The latest photo first, one that does not say when as it was found; and who gave each."""
    eva = album.person("Eva")
    album.face(album.person("Bob"), asset_id=album.photo(taken_at=datetime(2040, 1, 1)))
    undated = album.face(eva)
    old, new = (
        album.face(eva, asset_id=album.photo(taken_at=datetime(year, 5, 1)), by=by)
        for year, by in ((2001, AssignedBy.USER), (2035, AssignedBy.AUTO))
    )
    with album.db.read() as session:
        found = faces.person_faces(session, eva)
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
    with album.db.read() as session:
        assert [each.face_id for each in faces.person_faces(session, eva)] == made


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

    def edit(session: Session) -> None:
        session.get_one(models.Face, waits).seen_in = "before"

    album.db.write(edit).result()
    with album.db.read() as session:
        found = faces.of_years(session, eva)
    assert found == {"2001": confirmed, "2002": clear, "": undated}


def test_detaching_is_remembered(album: Album) -> None:
    eva = album.person("Eva")
    face = album.face(eva)
    do(album, lambda s: people.update(s, eva, replace(UNCHANGED, thumbnail_face_id=face)))
    do(album, lambda s: faces.detach(s, [face]))
    assert (album.seen(face).person_id, album.seen(face).assigned_by) == (None, None)
    assert rejections(album) == {(face, eva)}
    with album.db.read() as session:
        assert people.get(session, eva).thumbnail_face_id is None
    do(album, lambda s: faces.detach(s, [face]))
    assert rejections(album) == {(face, eva)}


@pytest.mark.parametrize(
    "take",
    [
        lambda s, face, bob: faces.assign(s, [face], bob),
        lambda s, face, bob: faces.detach(s, [face]),
        lambda s, face, bob: faces.delete(s, face),
    ],
    ids=["assign", "detach", "delete"],
)
def test_an_unnamed_person_goes_with_the_last_face(
    album: Album, take: Callable[[Session, str, str], None]
) -> None:
    bob, named, group = album.person("Bob"), album.person("Eva"), album.group(faces=0)
    for owner in (named, group):
        first, last = album.face(owner), album.face(owner)
        do(album, lambda s, f=first: take(s, f, bob))  # type: ignore[misc]
        assert exists(album, owner)
        do(album, lambda s, f=last: take(s, f, bob))  # type: ignore[misc]
    assert exists(album, named)
    assert not exists(album, group)


@pytest.mark.parametrize("gives", [True, False])
def test_a_group_the_user_has_touched_is_settled(album: Album, gives: bool) -> None:
    group, loose = album.group(is_settled=False), album.face()
    with album.db.read() as session:
        theirs = faces.ids(session, person_id=group)[0]
    if gives:
        do(album, lambda s: faces.assign(s, [loose], group))
    else:
        do(album, lambda s: faces.detach(s, [theirs]))
    with album.db.read() as session:
        assert session.get_one(Person, group).is_settled


def test_an_unknown_face_stops_all(album: Album) -> None:
    eva, loose = album.person("Eva"), album.face()
    before = album.dump()
    for command in (
        lambda s: faces.assign(s, [loose, "face_x"], eva),
        lambda s: faces.assign(s, [loose], "person_x"),
        lambda s: faces.detach(s, ["face_x"]),
        lambda s: faces.delete(s, "face_x"),
    ):
        with pytest.raises(NotFound):
            do(album, command)
    assert album.dump() == before


def test_a_deleted_automatic_face_is_remembered(album: Album) -> None:
    photo = album.photo()
    face = album.face(asset_id=photo)
    drawn = album.db.write(lambda s: faces.create(s, asset_id=photo, box=PHOTO)).result().result
    do(album, lambda s: faces.delete(s, face))
    do(album, lambda s: faces.delete(s, drawn.id))
    with album.db.read() as session:
        boxes = [(row.asset_id, row.x, row.y, row.w, row.h) for row in session.exec(DISMISSED)]
    assert boxes == [(photo, 10, 20, 30, 40)]


@pytest.mark.slow
def test_many_faces_at_once(album: Album) -> None:
    """More than SQLite takes as parameters of one statement on old systems."""
    eva, photo = album.person("Eva"), album.photo()

    def draw(session: Session) -> list[str]:
        box = Box(1, 1, 2, 2)
        return [faces.create(session, asset_id=photo, box=box).id for _ in range(1500)]

    many = album.db.write(draw).result().result
    do(album, lambda s: faces.assign(s, many, eva))
    with album.db.read() as session:
        assert people.get(session, eva).face_count == 1500


def page(album: Album, **query: Any) -> list[str]:
    with album.db.read() as session:
        return [face.id for face in faces.page(session, FacesQuery(**query)).data]


def test_lists(album: Album) -> None:
    eva, photo = album.person("Eva"), album.photo()
    evas = [album.face(eva, asset_id=photo) for _ in range(3)]
    loose = [album.face() for _ in range(3)]
    newest = (evas + loose)[::-1]
    assert page(album) == newest
    assert page(album, person_id=eva) == evas[::-1]
    assert page(album, asset_id=photo) == evas[::-1]
    assert page(album, unassigned=True) == loose[::-1]
    assert page(album, ids=[loose[0], evas[0], "face_x"]) == [loose[0], evas[0]]
    assert page(album, person_id=eva, asset_id="asset_x") == []
    assert page(album, limit=2, starting_after_id=newest[1]) == newest[2:4]
    assert page(album, starting_after_id=newest[-1]) == []
    with album.db.read() as session:
        assert faces.page(session, FacesQuery(limit=5)).has_more
        assert not faces.page(session, FacesQuery(limit=6)).has_more
    with pytest.raises(NotFound):
        page(album, starting_after_id="face_x")
    with pytest.raises(Invalid, match="The limit is from 1 to 200") as refused:
        page(album, limit=0)
    assert refused.value.field == "limit"


def test_lists_keep_libraries_apart(album: Album) -> None:
    eva, mine = album.person("Eva"), album.face()
    evas = album.face(eva)
    other = album.library()
    foreign = album.face(asset_id=album.photo(library_id=other))
    with pytest.raises(Ambiguous):
        page(album)
    assert page(album, library_id=other) == [foreign]
    assert page(album, library_id=album.library_id) == [evas, mine]
    assert page(album, library_id=other, person_id=eva) == []


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


def test_ids_for_grids(album: Album) -> None:
    eva = album.person("Eva")
    good, sure = album.face(eva, quality=0.9), album.face(eva, by=AssignedBy.USER, quality=0.1)
    poor, loose = album.face(eva, quality=0.2), album.face()
    with album.db.read() as session:
        assert faces.ids(session, person_id=eva) == [sure, good, poor]
        assert faces.ids(session, unassigned=True) == [loose]
        assert faces.ids(session) == [good, loose, poor, sure]
        assert faces.ids(session, library_id="lib_x") == []
        assert len(faces.ids(session, library_id=album.library_id)) == 4


def test_a_listing_says_where_the_photos_are(album: Album) -> None:
    *_, exchanged = [album.face() for _ in range(3)]

    def exchange(session: Session) -> None:
        row = session.get_one(models.Face, exchanged)
        row.seen_in = "a picture"
        session.get_one(models.Asset, row.asset_id).picture = "another"

    album.db.write(exchange).result()
    with album.db.read() as session:
        found = list(faces.listing(session, album.library_id))
    assert [each.path for each in found] == sorted(each.path for each in found)
    assert {(each.asset_width, each.asset_height) for each in found} == {(400, 300)}
    assert sorted(each.is_shown for each in found) == [False, True, True]
    assert [each.face.id for each in found if not each.is_shown] == [exchanged]


def test_single_faces_stand_by_quality_those_that_are_poor_last(album: Album) -> None:
    qualities = (0.3, models.MIN_QUALITY / 2, 0.9, models.MIN_QUALITY, 0.3)
    made = [album.face(quality=quality) for quality in qualities]
    album.face(album.person("Eva"))
    gone = album.face()
    album.db.write(
        lambda s: s.execute(
            update(models.Face).where(col(models.Face.id) == gone).values(seen_in="x")
        )
    ).result()
    with album.db.read() as session:
        found = faces.single_ids(session)
        some = faces.singles(session, [made[1], gone])
    equal = sorted((made[0], made[4]))
    assert found == [made[2], *equal, made[3], made[1]]
    assert [one.id for one in some] == [made[1]]


def test_where_no_face_is_single_none_is_listed(album: Album) -> None:
    with album.db.read() as session:
        assert faces.single_ids(session) == []
