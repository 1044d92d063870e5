"""A name is for the faces that a card showed; what a machine adds is its word until confirmed."""

from datetime import date

import pytest

from kinfolk.core.db.models import AssignedBy, Face
from kinfolk.core.faces import faces
from kinfolk.core.people import naming, people, review
from kinfolk.core.people.review import Answer
from kinfolk.errors import Ambiguous, Conflict
from tests.album import Album


@pytest.mark.parametrize("joins", [False, True])
def test_faces_grouped_anew_are_named_all_the_same_and_none_beside_them(
    album: Album, joins: bool
) -> None:
    old, one, other = album.group(faces=3), album.group(faces=1), album.group(faces=1)
    seen = album.shown(old)
    if joins:
        album.person("Willi", faces=1)
    for place, face_id in enumerate(seen.face_ids):
        new = (one, one, other)[place]
        album.edit(Face, face_id, person_id=new, assigned_by=AssignedBy.AUTO)
    album.do(people.delete, old)
    strangers = (album.theirs(one) | album.theirs(other)) - set(seen.face_ids)
    named = album.give_name(seen, "Willi", joins=joins)
    assert album.theirs(named.id) >= set(seen.face_ids)
    assert named.face_count == len(seen.face_ids) + joins
    assert not strangers & album.theirs(named.id)


def test_what_somebody_named_meanwhile_is_not_renamed(album: Album) -> None:
    group = album.group(faces=2)
    seen = album.shown(group)
    album.change(group, name="Anna")
    with album.unchanged(), pytest.raises(Conflict, match="moved to Anna in the meantime"):
        album.give_name(seen, "Willi")
    assert album.ask(naming.shown, group) is None


@pytest.mark.parametrize("is_known", [False, True], ids=["somebody new", "who is known"])
def test_a_face_taken_out_of_the_group_meanwhile_is_asked_about(
    album: Album, is_known: bool
) -> None:
    """Whoever is told so and says the name again means it."""
    group, eva = album.group(faces=3), album.person("Eva", faces=1)
    name = "Eva" if is_known else "Willi"
    seen = album.shown(group)
    album.do(faces.detach, seen.face_ids[:1])
    with pytest.raises(Conflict, match="answered with no in the meantime"):
        album.give_name(seen, name, joins=is_known)
    assert album.theirs(group) == set(seen.face_ids[1:])
    given = album.give_name(seen.again(), name, joins=is_known)
    assert album.theirs(given.id) == {*seen.face_ids, *(album.theirs(eva) if is_known else ())}


@pytest.mark.parametrize("is_known", [False, True], ids=["somebody new", "who is known"])
def test_a_group_told_apart_meanwhile_is_asked_about(album: Album, is_known: bool) -> None:
    """It was split, or grouped anew and then answered with no."""
    group, eva = album.group(faces=3), album.person("Eva", faces=1)
    seen = album.shown(group)
    first, *rest = seen.face_ids
    if is_known:
        part = album.group(faces=1)
        album.edit(Face, first, person_id=part, assigned_by=AssignedBy.AUTO)
        album.do(review.answer_pair, eva, part, Answer.NO)
    else:
        album.do(review.split, group, stays=rest, goes=[first])
    with album.unchanged(), pytest.raises(Conflict, match="answered with no in the meantime"):
        album.give_name(seen, "Eva" if is_known else "Willi", joins=is_known)


def test_a_no_before_the_card_was_shown_is_overruled_by_its_name(album: Album) -> None:
    group, eva = album.group(faces=2), album.person("Eva", faces=1)
    album.do(review.answer_pair, eva, group, Answer.NO)
    seen = album.shown(group)
    album.give_name(seen, "Eva", joins=True)
    assert album.theirs(eva) > {*seen.face_ids}


def test_the_word_of_the_user_comes_before_a_place_by_the_machine(album: Album) -> None:
    group, anna = album.group(faces=2), album.person("Anna")
    seen = album.shown(group)
    album.edit(Face, seen.face_ids[0], person_id=anna, assigned_by=AssignedBy.AUTO)
    assert album.theirs(album.give_name(seen, "Willi").id) == set(seen.face_ids)


def test_a_namesake_of_another_library_is_somebody_else(album: Album) -> None:
    """The group may have gone meanwhile: its faces stay in the library they are of."""
    other = album.library()
    album.do(people.create, name="Willi", library_id=other)
    group = album.group(faces=2)
    seen = album.shown(group)
    album.step("Detach", faces.detach, seen.face_ids)
    named = album.give_name(seen, "Willi")
    assert (named.library_id, album.theirs(named.id)) == (album.library_id, set(seen.face_ids))
    with pytest.raises(Ambiguous) as refused:
        album.ask(people.find_by_name, "willi", None)
    assert refused.value.message == "2 libraries contain a Willi."
    assert refused.value.hint == "Specify the person by id."
    found = album.ask(people.find_by_name, "willi", other)
    assert found is not None
    assert found.library_id == other


def test_faces_that_are_the_users_word_for_that_person_already_join_with_the_rest(
    album: Album,
) -> None:
    group, willi = album.group(faces=3), album.person("Willi")
    seen = album.shown(group)
    first = seen.face_ids[0]
    album.step("Move", faces.assign, [first], willi)
    assert album.give_name(seen, "Willi", joins=True).id == willi
    assert album.theirs(willi) == set(seen.face_ids)


def test_who_is_in_half_of_the_photos_is_company(album: Album) -> None:
    """Of those with a name who are not hidden, whoever is in most of them first."""
    group = album.group(faces=0)
    photos = [album.photo() for _ in range(4)]
    mine = [album.face(group, asset_id=photo) for photo in photos]
    for name, number in (("Ida", 2), ("Ben", 2), ("Eva", 3), ("Ulla", 1), ("Otto", 4), (None, 4)):
        person = album.person(name)
        for photo in photos[:number]:
            album.face(person, asset_id=photo)
            album.face(person, asset_id=photo)  # a mirror counts once
        if name == "Otto":
            album.change(person, is_hidden=True)
    assert album.ask(naming.companions, mine) == ["Eva", "Ben", "Ida"]
    assert album.ask(naming.companions, mine[3:]) == []


def test_what_the_machine_adds_to_somebody_later_stays_the_machines(album: Album) -> None:
    eva, group = album.group(), album.group()
    album.change(eva, name="Eva")
    later = album.face(eva)
    for fields in ({"name": "Evi"}, {"is_favorite": True}, {"birth_date": date(2000, 1, 1)}):
        album.change(eva, **fields)
    album.do(people.merge, eva, [group])
    rows = {face_id: album.row(Face, face_id) for face_id in album.theirs(eva)}
    assert rows.pop(later).assigned_by == AssignedBy.AUTO
    assert [each.assigned_by for each in rows.values()] == [AssignedBy.USER] * 4
    assert [each.scan_id for each in rows.values()] == [None] * 4


def test_confirming_the_face_that_is_the_portrait_keeps_the_portrait(album: Album) -> None:
    eva = album.person("Eva", faces=2)
    portrait = max(album.theirs(eva))
    album.change(eva, thumbnail_face_id=portrait)
    album.do(review.answer_faces, [portrait], eva, Answer.YES)
    assert album.who(eva).thumbnail_face_id == portrait
    assert album.row(Face, portrait).assigned_by == AssignedBy.USER
