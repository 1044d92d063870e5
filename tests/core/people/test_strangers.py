"""Strangers: hidden without a name, in one step, and shown again when they have grown."""

from functools import partial

import pytest

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import assignment, faces
from kinfolk.core.people import people, people_lists, rejected_suggestions, strangers
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.review import Answer
from kinfolk.errors import Conflict
from tests.album import Album


def ignore(album: Album, *, groups: list[str], faces: list[str], **unlike: list[str]) -> int:
    return album.decide(strangers.ignore, groups=groups, faces=faces, unlike=unlike)


def section(album: Album, which: Section) -> set[str]:
    return set(album.ask(people_lists.wall, section=which))


def test_a_group_that_a_scan_made_anew_is_ignored_as_one_saw_it(album: Album) -> None:
    group = album.group(faces=2)
    seen = album.ask(faces.ids, person_id=group)
    album.do(people.delete, group)
    anew = album.group(faces=0)
    late = album.face(anew)
    album.do(assignment.give, seen, anew)
    before = album.dump()
    ignored = partial(strangers.ignore, groups=[group], shown={group: seen})
    album.step("Ignore", ignored)
    assert set(album.ask(faces.ids, person_id=group)) == set(seen)
    assert album.ask(faces.ids, person_id=anew) == [late]
    assert album.ask(strangers.listing) == [(group, 2)]
    assert section(album, Section.UNNAMED) == {anew}
    album.db.undo().result()
    assert album.dump() == before
    album.change(anew, name="Tom")
    with pytest.raises(Conflict, match="moved to Tom in the meantime"):
        album.step("Ignore", ignored)


def test_groups_and_single_faces_wait_in_one_step_and_come_back_with_it(album: Album) -> None:
    group, other = album.group(faces=2), album.group(faces=1)
    one, two = album.face(), album.face()
    before = album.dump()
    assert ignore(album, groups=[group], faces=[one, two]) == 3
    waiting = dict(album.ask(strangers.listing))
    assert waiting.pop(group) == 2
    assert section(album, Section.UNNAMED) == {other}
    with album.db.read() as session:
        assert people_lists.counts(session).strangers == 3
        assert list(waiting.values()) == [1, 1]
        alone = faces.get(session, one)
        assert faces.single_ids(session) == []
    assert alone.person_id in waiting
    assert alone.assigned_by is AssignedBy.AUTO  # it is no word about who it is
    album.check_undo(before)


def test_who_has_a_name_by_now_is_left_alone(album: Album) -> None:
    group, face = album.group(faces=2), album.face()
    anna, theirs = album.person("Anna", faces=1), album.face()
    album.do(faces.assign, [theirs], anna)
    assert ignore(album, groups=[group, anna], faces=[face, theirs]) == 2
    assert not album.who(anna).is_hidden
    assert album.ask(faces.get, theirs).person_id == anna
    with pytest.raises(Conflict, match="been named in the meantime"):
        ignore(album, groups=[group, anna, "person_gone"], faces=[theirs, "face_gone"])


def test_whoever_is_gone_since_the_screen_suggested_them_is_left_out(album: Album) -> None:
    anna, group, face = album.person("Anna", faces=1), album.group(faces=2), album.face()
    album.do(people.delete, anna)
    assert ignore(album, groups=[group], faces=[face], **{group: [anna], face: [anna]}) == 2


def test_a_face_given_meanwhile_to_whom_the_screen_suggested_stays_theirs(album: Album) -> None:
    anna, face, theirs = album.person("Anna", faces=1), album.face(), album.face()
    album.do(faces.assign, [theirs], anna)
    assert ignore(album, groups=[], faces=[face, theirs], **{face: [anna], theirs: [anna]}) == 1
    assert album.ask(faces.get, theirs).person_id == anna
    assert [each.face_id for each in album.ask(rejected_suggestions.listing)] == [face]


def test_whom_the_screen_named_is_told_apart(album: Album) -> None:
    anna = album.person("Anna", faces=1)
    group, face = album.group(faces=2), album.face()
    ignore(album, groups=[group], faces=[face], **{group: [anna], face: [anna]})
    said = {(each.kind.value, each.answer) for each in album.ask(rejected_suggestions.listing)}
    assert said == {("pair", Answer.NO), ("face", Answer.NO)}


def test_a_name_makes_somebody_of_a_stranger(album: Album) -> None:
    group = album.group(faces=2)
    ignore(album, groups=[group], faces=[])
    album.give_name(album.shown(group), "Kuno")
    assert section(album, Section.PEOPLE) == {group}


def test_those_seen_in_few_photos_about_whom_nothing_was_said(album: Album) -> None:
    few, many = album.group(faces=2), album.group(faces=3)
    twice = album.group(faces=0)
    photo = album.photo()
    for _ in range(3):
        album.face(twice, asset_id=photo)  # three faces, one photo
    album.person("Anna", faces=1)
    liked = album.group(faces=1)
    album.change(liked, is_favorite=True)
    assert {each.id for each in album.ask(strangers.seen_in_fewer, 3)} == {few, twice}
    assert {each.id for each in album.ask(strangers.seen_in_fewer, 4)} == {few, twice, many}


def test_who_grows_beyond_the_number_has_grown_and_nobody_else(album: Album) -> None:
    small, large, still = album.group(faces=2), album.group(faces=5), album.group(faces=2)
    ignore(album, groups=[small, large, still], faces=[])

    def grown(photos: int) -> list[str]:
        return album.ask(strangers.grown, photos)

    assert grown(3) == []
    for person_id in (small, large):
        album.face(person_id)
    assert grown(3) == [small]  # the large one was hidden although it was large
    assert grown(4) == []
    album.do(strangers.show_again, [small, "person_gone"])
    assert section(album, Section.UNNAMED) == {small}
    assert grown(3) == []
