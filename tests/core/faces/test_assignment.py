"""Who is someone by the user's word, whose portrait a face is, and groups of one face."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.db.models import AssignedBy, Person
from kinfolk.core.faces import assignment, faces, presence
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from tests.album import Album

Say = Callable[[Session, str], object]  # something about a group


def changed(**fields: object) -> Say:
    change = replace(UNCHANGED, **fields)  # type: ignore[arg-type]
    return lambda session, group: people.update(session, group, change)


SAYINGS: dict[str, Say] = {
    "name": changed(name="Eva"),
    "birth date": changed(birth_date=date(2000, 1, 2)),
    "hidden": changed(is_hidden=True),
    "favourite": changed(is_favorite=True),
    "portrait": lambda s, group: people.update(
        s, group, replace(UNCHANGED, thumbnail_face_id=faces.ids(s, person_id=group)[0])
    ),
    "refused": lambda s, group: review.answer_faces(s, [faces.single_ids(s)[0]], group, Answer.NO),
    "present": lambda s, group: presence.add(
        s, faces.get(s, faces.single_ids(s)[0]).asset_id, group
    ),
}


@pytest.mark.parametrize("say", SAYINGS.values(), ids=SAYINGS.keys())
def test_each_way_in_which_the_user_has_spoken_of_somebody(album: Album, say: Say) -> None:
    group, _, _ = album.group(), album.group(), album.face()
    assert decided(album) == set()
    album.do(say, group)
    assert decided(album) == {group}


def test_of_two_who_were_told_apart_both_were_spoken_of(album: Album) -> None:
    one, two, _ = (album.group() for _ in range(3))
    album.do(review.answer_pair, one, two, Answer.NO)
    assert decided(album) == {one, two}


def decided(album: Album) -> set[str]:
    query = select(col(Person.id)).where(assignment.is_person_decided(Person))
    with album.db.read() as session:
        return set(session.execute(query).scalars())


def test_faces_of_nobody_become_hidden_groups_of_one(album: Album) -> None:
    first, second, evas = album.face(), album.face(), album.face(album.person("Eva"))
    alone = [first, second, evas, "face_gone"]
    work = album.db.write(lambda s: assignment.set_alone(s, alone))
    assert work.result().result == 2
    with album.db.read() as session:
        owners = {faces.get(session, each).person_id for each in (first, second)}
        groups = [people.get(session, each or "") for each in owners]
        assert [(each.face_count, each.is_hidden) for each in groups] == [(1, True)] * 2
        assert faces.get(session, first).assigned_by == AssignedBy.AUTO
        assert faces.get(session, evas).person_id not in owners
    again = album.db.write(lambda s: assignment.set_alone(s, alone))
    assert again.result().result == 0


def test_a_portrait_that_went_to_somebody_else_is_nobodys_portrait(album: Album) -> None:
    eva, ben = album.person("Eva"), album.person("Ben")
    gone, kept = album.face(eva), album.face(ben)
    for person, face in ((eva, gone), (ben, kept)):
        change = replace(UNCHANGED, thumbnail_face_id=face)
        album.do(people.update, person, change)
    album.do(faces.detach, [gone])
    album.do(assignment.clear_thumbnails, [gone, kept])
    portraits = [album.ask(people.get, each).thumbnail_face_id for each in (eva, ben)]
    assert portraits == [None, kept]
