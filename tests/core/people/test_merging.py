"""Merging: two people who are one. Splitting: someone who was two people, and they stay apart."""

import pytest
from sqlmodel import col, select

from kinfolk.core.db.models import (
    AssignedBy,
    Face,
    Presence,
    Rejection,
    Scan,
    Verdict,
)
from kinfolk.core.faces import assignment, faces, scans
from kinfolk.core.people import naming, new_faces, people, review
from kinfolk.core.people.review import Answer
from kinfolk.errors import Conflict, Invalid
from tests import summaries
from tests.album import Album, undo_label
from tests.past_answers import answered


def test_nobody_and_nobody_leave_nobody(album: Album) -> None:
    one, two = album.person(), album.person()
    assert album.do(people.merge, one, [two]) is None
    assert album.dump()["person"] == []


def test_a_faceless_target_keeps_the_sources_name_or_faces(album: Album) -> None:
    for source, expected in ((album.person("Eva"), ("Eva", 0)), (album.group(), (None, 2))):
        merged = album.do(people.merge, album.person(), [source])
        assert merged is not None
        assert (merged.name, merged.face_count) == expected


def test_answers_that_both_have_stay_single(album: Album) -> None:
    eva, bob, ida = album.person("Eva"), album.person("Bob"), album.person("Ida")
    stranger = album.face()
    for person in (eva, bob):
        album.do(review.answer_faces, [stranger], person, Answer.NO)
        album.do(review.answer_pair, person, ida, Answer.NO)
    album.do(people.merge, eva, [bob])
    answers = {(one.face_id, one.other_id) for one in album.ask(answered, eva)}
    assert answers == {(stranger, None), (None, ida)}
    assert [len(album.dump()[table]) for table in ("rejection", "distinct_pair")] == [1, 1]


@pytest.mark.parametrize("is_target", [True, False])
def test_a_no_counts_more_than_a_scan_that_was_taken_back(album: Album, is_target: bool) -> None:
    eva, bob, face = album.person("Eva"), album.person("Bob"), album.face()
    said = (Verdict.NO, Verdict.NOT_BY_SCAN) if is_target else (Verdict.NOT_BY_SCAN, Verdict.NO)
    for person, verdict in zip((eva, bob), said, strict=True):
        album.do(assignment.reject, [(face, person)], verdict)
    before = album.dump()
    album.step("Merge", people.merge, eva, [bob])
    with album.db.read() as session:
        rows = session.exec(select(Rejection)).all()
        assert [(row.person_id, row.verdict) for row in rows] == [(eva, Verdict.NO)]
    album.check_undo(before)


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

    for face_id in placed:
        album.edit(Face, face_id, scan_id=scan_id)
    group = album.group(faces=2) if has_group else None
    grouped = album.ask(faces.ids, person_id=group) if group else []
    before = album.dump()
    one, other = (eva, bob) if is_target else (group or bob, eva)
    sources = [each for each in (other, group) if each not in (None, one)]
    album.step("Merge", people.merge, one, sources)
    (new,) = album.ask(new_faces.listing).people
    assert (new.person.id, sorted(new.face_ids)) == (one, sorted(placed))
    by = {each: album.seen(each).assigned_by for each in (confirmed, *grouped)}
    assert set(by.values()) == {AssignedBy.USER}  # a group that gets a name is the user's word
    (scan,) = album.ask(scans.listing)
    assert (scan.id, scan.face_count, scan.known_count) == (scan_id, 4, 4)
    album.check_undo(before)
    album.do(new_faces.confirm, {one: placed})
    assert (album.ask(new_faces.listing).people, album.ask(scans.listing)) == ((), [])


def said_by(album: Album, person_id: str) -> set[AssignedBy | None]:
    return {album.seen(each).assigned_by for each in album.theirs(person_id)}


def apart(album: Album, person_id: str) -> list[str | None]:
    """Whom they were told apart from."""
    found = album.ask(answered, person_id)
    return [one.other_id for one in found if one.other_id and one.answer is Answer.NO]


def split(album: Album, person_id: str, stays: list[str], goes: list[str]) -> str:
    return album.step("Split", review.split, person_id, stays=stays, goes=goes).result


def test_a_group_of_two_people_becomes_two_told_apart_in_one_step(album: Album) -> None:
    group = album.group(faces=2)
    stays = sorted(album.theirs(group))
    goes = [album.face(group) for _ in range(3)]
    before = album.dump()
    part = split(album, group, stays, goes)
    assert (album.theirs(group), album.theirs(part)) == (set(stays), set(goes))
    assert said_by(album, group) == said_by(album, part) == {AssignedBy.USER}
    assert apart(album, group) == [part]
    album.check_undo(before)


def test_somebody_with_a_name_keeps_what_was_placed_as_it_was(album: Album) -> None:
    anna = album.person("Anna", faces=2)
    stays = sorted(album.theirs(anna))
    goes = [album.face(anna)]
    unseen = album.face(anna)
    part = split(album, anna, stays, goes)
    assert album.theirs(anna) == {*stays, unseen}
    assert said_by(album, anna) == {AssignedBy.AUTO}
    assert album.ask(people.get, part).name is None
    assert apart(album, part) == [anna]


def test_faces_that_came_to_a_group_meanwhile_are_in_neither_part(album: Album) -> None:
    group = album.group(faces=1)
    stays = sorted(album.theirs(group))
    goes, late = [album.face(group)], album.face(group)
    part = split(album, group, stays, goes)
    other = album.owner(late)
    assert album.seen(late).assigned_by is AssignedBy.AUTO
    assert other not in (group, part, None)


def test_a_split_needs_faces_on_both_sides_that_are_still_there(album: Album) -> None:
    group, anna = album.group(faces=2), album.person("Anna")
    stays, goes = ([each] for each in sorted(album.theirs(group)))
    annas = album.face(anna)
    with album.unchanged():
        for who, left, right, kind in (
            (group, stays, [], Invalid),
            (group, [], goes, Invalid),
            ("person_gone", stays, goes, Conflict),
            (group, stays, [*goes, annas], Conflict),
        ):
            with pytest.raises(kind):
                split(album, who, left, right)
    album.do(faces.assign, stays, anna)
    with pytest.raises(Conflict) as refused:
        split(album, group, stays, goes)
    assert refused.value.hint == "Check them again."


def test_the_two_parts_stay_apart_when_one_is_somebody_or_is_deleted(album: Album) -> None:
    group, eva = album.group(faces=1), album.person("Eva", faces=1)
    stays = sorted(album.theirs(group))
    part = split(album, group, stays, [album.face(group)])
    album.do(people.merge, eva, [group])
    assert apart(album, part) == [eva]
    [face] = album.theirs(part)
    album.do(people.delete, part)
    found = album.ask(answered, eva)
    assert [(one.face_id, one.answer) for one in found] == [(face, Answer.NO)]


# taking faces out before a group is named


def not_theirs(album: Album, person_id: str) -> set[str | None]:
    return {one.face_id for one in album.ask(answered, person_id)}


def test_what_was_taken_out_is_nobodys_and_not_the_one_with_the_name(album: Album) -> None:
    group = album.group(faces=2)
    wrong = album.face(group)
    before = album.dump()
    eva = album.give_name(album.shown(group, without=[wrong]), "Eva", without=[wrong])
    assert album.owner(wrong) is None
    assert (eva.id, eva.face_count) == (group, 2)
    assert not_theirs(album, group) == {wrong}
    assert album.ask(undo_label) == "Name"
    album.check_undo(before)


@pytest.mark.parametrize("by_name", [True, False])
def test_it_is_not_who_gets_the_rest_either(album: Album, by_name: bool) -> None:
    eva, group = album.person("Eva", faces=1), album.group(faces=2)
    wrong = album.face(group)
    seen = album.shown(group, without=[wrong])
    if by_name:
        album.give_name(seen, "Eva", joins=True, without=[wrong])
    else:
        album.do(naming.give_to, seen, eva, without=[wrong])
    assert album.theirs(eva) > set(seen.face_ids)
    assert wrong not in album.theirs(eva)
    assert not_theirs(album, eva) == {wrong}


def test_it_is_not_who_gets_the_rest_as_single_faces(album: Album) -> None:
    """But a group that gets them has no other face confirmed by that."""
    eva, other, group = album.person("Eva"), album.group(faces=2), album.group(faces=2)
    wrong = album.face(group)
    album.do(faces.detach, [wrong])
    rest = album.theirs(group)
    album.do(review.answer_faces, rest, eva, Answer.YES)
    assert not_theirs(album, eva) == {wrong}
    album.do(review.answer_faces, rest, other, Answer.YES)
    assert said_by(album, other) == {AssignedBy.AUTO, AssignedBy.USER}


def test_a_group_can_be_part_of_another_group(album: Album) -> None:
    group, other = album.group(faces=2), album.group(faces=2)
    seen = album.shown(group)
    album.do(naming.give_to, seen, other)
    assert album.theirs(other) > set(seen.face_ids)
    assert said_by(album, other) == {AssignedBy.USER}


def test_what_was_taken_out_stays_out_of_a_group_made_anew(album: Album) -> None:
    """A scan grouped the faces under another id meanwhile."""
    group = album.group(faces=2)
    wrong = album.face(group)
    seen = album.shown(group, without=[wrong])
    album.do(people.delete, group)
    eva = album.give_name(seen, "Eva", without=[wrong])
    assert album.owner(wrong) is None
    assert album.theirs(eva.id) == set(seen.face_ids)
    assert not_theirs(album, eva.id) == {wrong}


def test_a_face_that_somebody_got_meanwhile_stays_theirs(album: Album) -> None:
    group, ben = album.group(faces=2), album.person("Ben")
    wrong = album.face(group)
    seen = album.shown(group, without=[wrong])
    album.do(faces.assign, [wrong], ben)
    album.give_name(seen, "Eva", without=[wrong])
    assert album.theirs(ben) == {wrong}


def test_the_parts_are_not_grouped_again_once_a_scan_is_taken_back(album: Album) -> None:
    """What a split has shown is the user's word: a scan that is taken back takes none of it."""
    group = album.group(faces=2)
    stays, goes = sorted(album.theirs(group))
    part = split(album, group, [stays], [goes])
    with album.db.read() as session:
        free = session.execute(select(col(Face.id)).where(~assignment.is_confirmed())).all()
    assert (free, album.theirs(part)) == ([], {goes})
