"""Naming a group is the user's word for every face in it, whichever way it was said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from kinfolk.core.db.models import AssignedBy, Face, Rejection
from kinfolk.core.faces import assignment, faces
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from tests.album import Album

Way = Callable[[Session, str, str], object]  # session, group, Eva

WAYS: dict[str, Way] = {
    "a name": lambda s, group, _: people.update(s, group, replace(UNCHANGED, name="Bob")),
    "a name beside other fields": lambda s, group, _: people.update(
        s, group, replace(UNCHANGED, is_favorite=True, name="Bob", birth_date=date(2000, 1, 1))
    ),
    "names in bulk": lambda s, group, eva: people.bulk_update(
        s, [(eva, replace(UNCHANGED, name=None)), (group, replace(UNCHANGED, name="Eva"))]
    ),
    "merged into somebody": lambda s, group, eva: people.merge(s, eva, [group]),
    "merged with somebody": lambda s, group, eva: people.merge(s, group, [eva]),
    "accepted as a whole": lambda s, group, eva: review.answer_pair(s, eva, group, Answer.YES),
    "accepted face by face": lambda s, group, eva: review.answer_faces(
        s, faces.ids(s, person_id=group), eva, Answer.YES
    ),
    "moved": lambda s, group, eva: faces.assign(s, faces.ids(s, person_id=group), eva),
    "a new person": lambda s, group, _: people.create(
        s, name="Bob", face_ids=faces.ids(s, person_id=group)
    ),
}


def placed(album: Album, face_ids: list[str]) -> list[tuple[AssignedBy | None, int | None]]:
    rows = [album.row(Face, face_id) for face_id in face_ids]
    return [(row.assigned_by, row.scan_id) for row in rows]


def ids(album: Album, person_id: str) -> list[str]:
    return album.ask(faces.ids, person_id=person_id)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_it_is_the_users_word_and_can_be_taken_back(album: Album, way: Way) -> None:
    eva, group = album.person("Eva", faces=1), album.group(faces=3)
    theirs, before = ids(album, group), album.dump()
    album.step("Name", way, group, eva)
    assert placed(album, theirs) == [(AssignedBy.USER, None)] * 3
    after = album.dump()
    album.db.undo().result()
    assert album.dump() == before
    album.db.redo().result()
    assert album.dump() == after


def test_two_groups_that_are_merged_are_both_the_users(album: Album) -> None:
    one, other = album.group(), album.group()
    theirs = ids(album, one) + ids(album, other)
    album.step("Merge", people.merge, one, [other])
    assert placed(album, theirs) == [(AssignedBy.USER, None)] * 4


def test_what_the_machine_adds_to_somebody_later_stays_the_machines(album: Album) -> None:
    eva, group = album.group(), album.group()
    album.step("Name", people.update, eva, replace(UNCHANGED, name="Eva"))
    later = album.face(eva)
    for change in (
        replace(UNCHANGED, name="Evi"),
        replace(UNCHANGED, is_favorite=True),
        replace(UNCHANGED, birth_date=date(2000, 1, 1)),
    ):
        album.step("Change", people.update, eva, change)
    album.step("Merge", people.merge, eva, [group])
    assert placed(album, [later]) == [(AssignedBy.AUTO, None)]
    assert placed(album, ids(album, eva)).count((AssignedBy.USER, None)) == 4


def test_other_fields_say_nothing_about_the_faces(album: Album) -> None:
    group = album.group()
    album.step("x", people.update, group, replace(UNCHANGED, is_favorite=True))
    assert placed(album, ids(album, group)) == [(AssignedBy.AUTO, None)] * 2


def test_the_name_withdraws_what_was_not_sure(album: Album) -> None:
    group = album.group()
    face, other = ids(album, group)[0], album.face()
    for each in (face, other):
        album.do(review.answer_faces, [each], group, Answer.UNSURE)
    album.step("Name", people.update, group, replace(UNCHANGED, name="Eva"))
    with album.db.read() as session:
        assert [row.face_id for row in session.exec(select(Rejection))] == [other]


def test_confirming_the_face_that_is_the_portrait_keeps_the_portrait(album: Album) -> None:
    eva = album.person("Eva", faces=2)
    portrait = ids(album, eva)[1]
    album.change(eva, thumbnail_face_id=portrait)
    album.step("Yes", review.answer_faces, [portrait], eva, Answer.YES)
    assert album.ask(people.get, eva).thumbnail_face_id == portrait
    assert placed(album, [portrait]) == [(AssignedBy.USER, None)]


TOUCHES: dict[str, Callable[[Session, str, str], object]] = {
    "favourite": lambda s, group, _: people.update(s, group, replace(UNCHANGED, is_favorite=True)),
    "hidden": lambda s, group, _: people.update(s, group, replace(UNCHANGED, is_hidden=True)),
    "born": lambda s, group, _: people.update(
        s, group, replace(UNCHANGED, birth_date=date(2000, 1, 1))
    ),
    "portrait": lambda s, group, _: people.update(
        s, group, replace(UNCHANGED, thumbnail_face_id=faces.ids(s, person_id=group)[0])
    ),
    "not Eva": lambda s, group, eva: review.answer_pair(s, group, eva, Answer.NO),
    "a face that is not theirs": lambda s, group, eva: review.answer_faces(
        s, faces.ids(s, person_id=eva), group, Answer.NO
    ),
}


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
def test_a_machine_drops_no_group_that_the_user_has_touched(
    album: Album, touch: Callable[[Session, str, str], object]
) -> None:
    eva, group, other = album.person("Eva", faces=1), album.group(), album.group()
    album.step("Touch", touch, group, eva)
    everybody = ids(album, group) + ids(album, other)

    def decided(session: Session) -> set[str]:
        query = select(Face.id).where(assignment.is_decided(), Face.id.in_(everybody))  # type: ignore[attr-defined]
        return set(session.exec(query))

    assert album.ask(decided) == set(ids(album, group))

    def empty(session: Session) -> None:
        for face_id in everybody:
            session.get_one(Face, face_id).person_id = None
        session.flush()
        assignment.drop_empty(session, [group, other], by_machine=True)

    album.do(empty)
    assert set(album.ask(people.cards, [group, other])) == {group}


def test_each_way_of_having_a_say_in_a_face(album: Album) -> None:
    """That a machine gave it to somebody with a name is none, whatever was said of them."""
    eva = album.person("Eva", is_favorite=True, birth_date=date(2000, 1, 1))
    album.face(eva)
    album.face()
    album.face(album.group(faces=0))
    given, refused, chosen = album.face(eva, by=AssignedBy.USER), album.face(), album.face()
    box, photo = faces.Box(1, 2, 3, 4), album.photo()
    drawn = album.do(faces.create, asset_id=photo, box=box).id

    def say(session: Session) -> None:
        review.answer_faces(session, [refused], eva, Answer.UNSURE)
        people.update(session, eva, replace(UNCHANGED, thumbnail_face_id=chosen))

    album.do(say)
    with album.db.read() as session:
        decided = set(session.exec(select(Face.id).where(assignment.is_decided())))
    assert decided == {given, refused, chosen, drawn}
