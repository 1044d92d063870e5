"""Groups of one face, and whose portrait a face is."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import true
from sqlmodel import Session

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import assignment, faces, portraits
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from tests.album import Album


def test_faces_of_nobody_become_hidden_groups_of_one(album: Album) -> None:
    first, second, evas = album.face(), album.face(), album.face(album.person("Eva"))
    alone = [first, second, evas, "face_gone"]
    assert set(album.do(assignment.set_alone, alone)) == {first, second}
    owners = {album.owner(each) for each in (first, second)}
    groups = [album.who(each or "") for each in owners]
    assert [(each.face_count, each.is_hidden) for each in groups] == [(1, True)] * 2
    assert album.seen(first).assigned_by == AssignedBy.AUTO
    assert album.owner(evas) not in owners
    assert not album.do(assignment.set_alone, alone)


def test_a_portrait_that_went_to_somebody_else_is_nobodys_portrait(album: Album) -> None:
    eva, ben = album.person("Eva"), album.person("Ben")
    gone, kept = album.face(eva), album.face(ben)
    for person, face in ((eva, gone), (ben, kept)):
        album.change(person, thumbnail_face_id=face)
    album.do(faces.detach, [gone])
    album.do(assignment.clear_thumbnails, [gone, kept])
    portraits = [album.ask(people.get, each).thumbnail_face_id for each in (eva, ben)]
    assert portraits == [None, kept]


@pytest.mark.parametrize("how", ["named", "merged"])
def test_a_portrait_of_no_one_is_nobodys_portrait_once_someone_else_is_named(
    album: Album, how: str
) -> None:
    """The API chooses a face of no one, and a scan groups it before its person gets a name."""
    eva, ben, loose = album.person("Eva", faces=1), album.person("Ben", faces=1), album.face()
    album.decide(people.update, eva, replace(UNCHANGED, thumbnail_face_id=loose))
    group = album.group()
    scan = partial(assignment.assign_by_scan, owner=None, scan_id=None, where=true())
    album.do(scan, [loose], group)
    assert album.who(eva).thumbnail_face_id == loose
    before = album.dump()
    if how == "named":
        album.decide(people.update, group, replace(UNCHANGED, name="Carl"))
    else:
        album.decide(people.merge, ben, [group])
    assert album.who(eva).thumbnail_face_id is None
    album.check_undo(before)


Comes = Callable[[Session, str, str], object]  # a face of a group, the person


def _merged(session: Session, face_id: str, person_id: str) -> None:
    group = faces.get(session, face_id).person_id
    assert group is not None
    people.merge(session, person_id, [group])


ROUTES: dict[str, Comes] = {
    "yes": lambda s, face, who: review.answer_faces(s, [face], who, Answer.YES),
    "given": lambda s, face, who: faces.assign(s, [face], who),
    "merged": _merged,
}


def portrait(album: Album, person_id: str) -> str | None:
    return album.ask(people.get, person_id).effective_face_id


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("by", list(AssignedBy))
def test_a_better_face_takes_nobodys_place(album: Album, route: str, by: AssignedBy) -> None:
    anna, group = album.person("Anna"), album.group(faces=0)
    mine = [album.face(anna, quality=quality, by=by) for quality in (0.5, 0.4)]
    wrong = album.face(group, quality=0.99)
    assert portrait(album, anna) == mine[0]
    before = album.dump()
    album.step("It is Anna", ROUTES[route], wrong, anna)
    assert portrait(album, anna) == mine[0]
    album.check_undo(before)


def test_who_stands_for_others_is_still_found_anew(album: Album) -> None:
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=1)
    loose = album.face(quality=0.2)
    album.do(faces.assign, [loose], anna)
    better = album.face(ben, quality=0.9)
    assert portrait(album, ben) == better


def test_naming_a_group_changes_no_portrait(album: Album) -> None:
    group = album.group(faces=0)
    said = album.face(group, quality=0.3, by=AssignedBy.USER)
    album.face(group, quality=0.9)
    assert portrait(album, group) == said
    album.change(group, name="Anna")
    assert portrait(album, group) == said


def test_it_goes_when_the_face_goes_and_when_the_user_chooses(album: Album) -> None:
    anna, ben, loose = album.person("Anna"), album.person("Ben"), album.face(quality=0.9)
    mine = [album.face(anna, quality=quality) for quality in (0.6, 0.4)]
    album.do(faces.assign, [loose], anna)
    album.change(anna, thumbnail_face_id=mine[1])
    assert portrait(album, anna) == mine[1]
    album.change(anna, thumbnail_face_id=None)
    assert portrait(album, anna) == mine[0]
    album.do(faces.assign, [mine[0]], ben)
    assert portrait(album, anna) == loose
    assert portrait(album, ben) == mine[0]


def test_a_poor_face_that_was_kept_makes_way_for_the_first_clear_one(album: Album) -> None:
    anna = album.person("Anna")
    poor, other = album.face(anna, quality=0.1), album.face(quality=0.15)
    album.do(faces.assign, [other], anna)
    assert portrait(album, anna) == poor
    clear = album.face(quality=0.7)
    album.do(faces.assign, [clear], anna)
    assert portrait(album, anna) == clear


def test_who_becomes_a_portrait_becomes_theirs_and_undo_gives_them_back(album: Album) -> None:
    anna, group = album.person("Anna", faces=1), album.group(faces=0)
    theirs = [album.face(group) for _ in range(2)]
    before = album.dump()
    album.step("Portrait", people.make_portrait, anna, theirs[0])
    assert portrait(album, anna) == theirs[0]
    given, other = [album.ask(faces.get, each) for each in theirs]
    assert (given.person_id, given.assigned_by) == (anna, AssignedBy.USER)
    assert other.person_id == group
    album.check_undo(before)


def test_who_was_chosen_for_a_group_stands_for_it_while_it_is_there(album: Album) -> None:
    group, other = album.group(faces=0), album.group(faces=1)
    best, chosen = (album.face(group, quality=quality) for quality in (0.9, 0.5))
    album.do(portraits.represent, {group: chosen})
    assert portrait(album, group) == chosen
    assert portrait(album, other) is not None
    album.do(faces.detach, [chosen])
    assert portrait(album, group) == best


def test_the_best_faces_of_many_people_come_at_once(album: Album) -> None:
    anna, ben, nobody = album.person("Anna"), album.person("Ben"), album.person("Carl")
    good, said = album.face(anna, quality=0.9), album.face(anna, by=AssignedBy.USER, quality=0.3)
    poor = album.face(anna, by=AssignedBy.USER, quality=0.1)
    of_ben = album.face(ben, quality=0.1)
    assert album.ask(portraits.best_faces, [anna, ben, nobody], each=2) == {
        anna: [said, good],
        ben: [of_ben],
    }
    assert album.ask(portraits.best_faces, [anna], each=5)[anna] == [said, good, poor]


def test_a_poor_face_is_the_portrait_of_those_alone_who_have_no_other(album: Album) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    clear = album.face(anna, quality=0.2)
    said = album.face(anna, by=AssignedBy.USER, quality=0.19)
    worse, poor = album.face(ben, quality=0.05), album.face(ben, quality=0.1)
    assert [portrait(album, who) for who in (anna, ben)] == [clear, poor]
    album.change(anna, thumbnail_face_id=said)
    album.do(faces.delete, poor)
    assert [portrait(album, who) for who in (anna, ben)] == [said, worse]
