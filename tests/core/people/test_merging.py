"""Merging: two people who are one."""

import pytest
from sqlmodel import Session, select

from kinfolk.core import ids
from kinfolk.core.db.models import (
    AssignedBy,
    DistinctPair,
    Face,
    Presence,
    Rejection,
    Scan,
    Verdict,
)
from kinfolk.core.faces import faces, scans
from kinfolk.core.people import new_faces, people
from kinfolk.core.people.people import Person
from tests import summaries
from tests.album import Album


def merge(album: Album, target: str, *sources: str) -> Person | None:
    return album.do(people.merge, target, sources)


def reject(album: Album, face_id: str, person_id: str) -> None:
    row = Rejection(id=ids.new("rej"), face_id=face_id, person_id=person_id, verdict=Verdict.NO)
    album.add(row)


def distinct(album: Album, one: str, other: str) -> None:
    a, b = sorted((one, other))
    album.add(DistinctPair(id=ids.new("pair"), person_a=a, person_b=b, verdict=Verdict.NO))


def test_nobody_and_nobody_leave_nobody(album: Album) -> None:
    one, two = album.person(), album.person()
    assert merge(album, one, two) is None
    assert album.dump()["person"] == []


def test_a_faceless_target_keeps_the_sources_name_or_faces(album: Album) -> None:
    named = merge(album, album.person(), album.person("Eva"))
    assert named is not None
    assert (named.name, named.face_count) == ("Eva", 0)
    group = merge(album, album.person(), album.group(faces=2))
    assert group is not None
    assert (group.name, group.face_count) == (None, 2)


def test_answers_that_both_have_stay_single(album: Album) -> None:
    eva, bob, ida = album.person("Eva"), album.person("Bob"), album.person("Ida")
    stranger = album.face()
    for person in (eva, bob):
        reject(album, stranger, person)
        distinct(album, person, ida)
    merge(album, eva, bob)
    with album.db.read() as session:
        assert [row.person_id for row in session.exec(select(Rejection)).all()] == [eva]
        assert len(session.exec(select(DistinctPair)).all()) == 1


def test_who_was_in_a_photo_without_a_box_is_in_it_still(album: Album) -> None:
    eva, bob = album.person("Eva"), album.person("Bob")
    both, bobs = album.photo(), album.photo()
    for person_id, asset_id in ((eva, both), (bob, both), (bob, bobs)):
        album.presence(person_id, asset_id)
    before = album.dump()
    album.step("Merge", people.merge, eva, [bob])
    with album.db.read() as session:
        rows = session.exec(select(Presence)).all()
        assert {(row.person_id, row.asset_id) for row in rows} == {(eva, both), (eva, bobs)}
        summaries.check(session)
    album.check_undo(before)


@pytest.mark.parametrize("is_target", [True, False])
@pytest.mark.parametrize("has_group", [False, True])
def test_what_a_scan_has_placed_is_new_still(
    album: Album, is_target: bool, has_group: bool
) -> None:
    """Two are one: no one has looked at the faces that a scan gave to one of them."""
    eva, bob = album.person("Eva"), album.person("Bob")
    confirmed = album.face(eva, by=AssignedBy.USER)
    scan_id = int(album.add(Scan(library_id=album.library_id, engine_id="e/1")))
    placed = [album.face(eva) for _ in range(4)]

    def note(session: Session) -> None:
        for face_id in placed:
            session.get_one(Face, face_id).scan_id = scan_id

    album.do(note)
    group = album.group(faces=2) if has_group else None
    grouped = album.ask(faces.ids, person_id=group) if group else []
    before = album.dump()
    one, other = (eva, bob) if is_target else (group or bob, eva)
    sources = [each for each in (other, group) if each not in (None, one)]
    album.step("Merge", people.merge, one, sources)
    (new,) = album.ask(new_faces.listing).people
    assert (new.person.id, sorted(new.face_ids)) == (one, sorted(placed))
    by = {each: album.ask(faces.get, each).assigned_by for each in (confirmed, *grouped)}
    assert set(by.values()) == {AssignedBy.USER}  # a group that gets a name is the user's word
    (scan,) = album.ask(scans.listing)
    assert (scan.id, scan.face_count, scan.known_count) == (scan_id, 4, 4)
    album.check_undo(before)
    album.do(new_faces.confirm, {one: placed})
    assert (album.ask(new_faces.listing).people, album.ask(scans.listing)) == ((), [])
