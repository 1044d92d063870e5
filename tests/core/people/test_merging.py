"""Merging: two people who are one."""

from dataclasses import replace
from datetime import date

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
from kinfolk.core.db.models import Person as PersonRow
from kinfolk.core.faces import faces, scans
from kinfolk.core.people import new_faces, people
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.errors import Invalid, NotFound
from tests import summaries
from tests.album import Album


def merge(album: Album, target: str, *sources: str) -> Person | None:
    return album.db.write(lambda s: people.merge(s, target, sources)).result().result


def reject(album: Album, face_id: str, person_id: str) -> None:
    row = Rejection(id=ids.new("rej"), face_id=face_id, person_id=person_id, verdict=Verdict.NO)
    album.add(row)


def distinct(album: Album, one: str, other: str) -> None:
    a, b = sorted((one, other))
    album.add(DistinctPair(id=ids.new("pair"), person_a=a, person_b=b, verdict=Verdict.NO))


def test_all_faces_move_and_the_sources_vanish(album: Album) -> None:
    eva, bob, group = album.person("Eva", faces=2), album.person("Bob", faces=1), album.group()
    merged = merge(album, eva, bob, group, bob)
    assert merged is not None
    assert (merged.id, merged.name, merged.face_count) == (eva, "Eva", 5)
    with album.db.read() as session:
        assert set(people.cards(session, [eva, bob, group])) == {eva}


def test_own_fields_stay(album: Album) -> None:
    eva = album.person("Eva", birth_date=date(2000, 1, 1), is_hidden=True)
    own = album.face(eva)
    album.db.write(
        lambda s: people.update(s, eva, replace(UNCHANGED, thumbnail_face_id=own))
    ).result()
    portrait = album.face()
    bob = album.person(
        "Bob", birth_date=date(1999, 1, 1), is_favorite=True, thumbnail_face_id=portrait
    )
    merged = merge(album, eva, bob)
    assert merged is not None
    assert (merged.name, merged.birth_date) == ("Eva", date(2000, 1, 1))
    assert (merged.thumbnail_face_id, merged.is_hidden, merged.is_favorite) == (own, True, False)


def test_what_is_lacking_comes_from_the_first_source(album: Album) -> None:
    portrait = album.face()
    eva = album.person("Eva", thumbnail_face_id=portrait)
    bob = album.person("Bob", birth_date=date(1999, 1, 1))
    group = album.group()
    merged = merge(album, group, eva, bob)
    assert merged is not None
    assert (merged.id, merged.name) == (group, "Eva")
    assert (merged.birth_date, merged.thumbnail_face_id) == (date(1999, 1, 1), portrait)
    with album.db.read() as session:
        found = people.find_by_name(session, "eva", None)
        assert found is not None
        assert found.id == group


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


def test_refusals_change_nothing(album: Album) -> None:
    eva, bob = album.person("Eva"), album.person("Bob")
    other = album.library()
    foreign = album.db.write(lambda s: people.create(s, name="X", library_id=other)).result()
    before = album.dump()
    for target, sources, said in (
        (eva, [bob, "person_x"], "There is no person 'person_x'."),
        ("person_x", [bob], "There is no person 'person_x'."),
        (eva, [bob, eva], "A person can’t be merged with themselves."),
        (eva, [bob, foreign.result.person.id], "They belong to different libraries."),
        (eva, [], "Choose someone to merge."),
    ):
        with pytest.raises((NotFound, Invalid)) as refused:
            merge(album, target, *sources)
        assert refused.value.message == said
        assert getattr(refused.value, "field", "source_person_ids") == "source_person_ids"
        assert isinstance(refused.value, NotFound) == ("person_x" in said)
        assert album.dump() == before


def test_answers_move_along(album: Album) -> None:
    eva, bob, ida = album.person("Eva", faces=1), album.person("Bob", faces=1), album.person("Ida")
    stranger = album.face()
    with album.db.read() as session:
        (evas,) = faces.ids(session, person_id=eva)
    reject(album, stranger, bob)  # not Bob: so not Eva
    reject(album, evas, bob)  # the merge itself contradicts this one
    distinct(album, bob, ida)  # Ida is not Bob: so not Eva
    distinct(album, bob, eva)  # the merge itself contradicts this one
    merge(album, eva, bob)
    with album.db.read() as session:
        rejections = session.exec(select(Rejection)).all()
        assert [(row.face_id, row.person_id) for row in rejections] == [(stranger, eva)]
        pairs = session.exec(select(DistinctPair)).all()
        assert [(row.person_a, row.person_b) for row in pairs] == [tuple(sorted((eva, ida)))]


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


def test_a_merged_group_is_settled(album: Album) -> None:
    one, two = album.group(is_settled=False), album.group(is_settled=False)
    merge(album, one, two)
    with album.db.read() as session:
        assert session.get_one(PersonRow, one).is_settled


def test_who_was_in_a_photo_without_a_box_is_in_it_still(album: Album) -> None:
    eva, bob = album.person("Eva"), album.person("Bob")
    both, bobs = album.photo(), album.photo()
    for person_id, asset_id in ((eva, both), (bob, both), (bob, bobs)):
        album.presence(person_id, asset_id)
    before = album.dump()
    album.db.write(lambda s: people.merge(s, eva, [bob]), label="Merge").result()
    with album.db.read() as session:
        rows = session.exec(select(Presence)).all()
        assert {(row.person_id, row.asset_id) for row in rows} == {(eva, both), (eva, bobs)}
        summaries.check(session)
    album.db.undo().result()
    assert album.dump() == before


@pytest.mark.parametrize("is_target", [True, False])
@pytest.mark.parametrize("has_group", [False, True])
def test_what_a_scan_has_placed_is_new_still(
    album: Album, is_target: bool, has_group: bool
) -> None:
    """Two are one: nobody has looked at the faces that a scan gave to one of them."""
    eva, bob = album.person("Eva"), album.person("Bob")
    confirmed = album.face(eva, by=AssignedBy.USER)
    scan_id = int(album.add(Scan(library_id=album.library_id, engine_id="e/1")))
    placed = [album.face(eva) for _ in range(4)]

    def note(session: Session) -> None:
        for face_id in placed:
            session.get_one(Face, face_id).scan_id = scan_id

    album.db.write(note).result()
    group = album.group(faces=2) if has_group else None
    with album.db.read() as session:
        grouped = faces.ids(session, person_id=group) if group else []
    before = album.dump()
    one, other = (eva, bob) if is_target else (group or bob, eva)
    sources = [each for each in (other, group) if each not in (None, one)]
    album.db.write(lambda s: people.merge(s, one, sources), label="Merge").result()
    after = album.dump()
    with album.db.read() as session:
        (new,) = new_faces.listing(session).people
        assert (new.person.id, sorted(new.face_ids)) == (one, sorted(placed))
        by = {each: faces.get(session, each).assigned_by for each in (confirmed, *grouped)}
        assert set(by.values()) == {AssignedBy.USER}  # a group that gets a name is the user's word
        (scan,) = scans.listing(session)
        assert (scan.id, scan.face_count, scan.known_count) == (scan_id, 4, 4)
    album.db.undo().result()
    assert album.dump() == before
    album.db.redo().result()
    assert album.dump() == after
    album.db.write(lambda s: new_faces.confirm(s, {one: placed})).result()
    with album.db.read() as session:
        assert (new_faces.listing(session).people, scans.listing(session)) == ((), [])
