"""A name is for the faces that a card showed; what a machine adds is its word until confirmed."""

from dataclasses import replace
from datetime import date

import pytest

from kinfolk.core.db.models import AssignedBy, Face
from kinfolk.core.faces import faces
from kinfolk.core.people import naming, people, review
from kinfolk.core.people.naming import Given, Shown
from kinfolk.core.people.people import Person
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.errors import Ambiguous, Conflict
from tests.album import Album


def shown(album: Album, group: str) -> Shown:
    found = album.ask(naming.shown, group)
    assert found is not None
    return found


def give(album: Album, group: Shown, name: str, *, joins: bool = False) -> Person:
    given = Given(group, name, name if joins else None)
    return album.step("Name", naming.give_name, given).result


@pytest.mark.parametrize("joins", [False, True])
def test_faces_grouped_anew_are_named_all_the_same_and_none_beside_them(
    album: Album, joins: bool
) -> None:
    old, one, other = album.group(faces=3), album.group(faces=1), album.group(faces=1)
    seen = shown(album, old)
    if joins:
        album.person("Willi", faces=1)
    for place, face_id in enumerate(seen.face_ids):
        new = (one, one, other)[place]
        album.edit(Face, face_id, person_id=new, assigned_by=AssignedBy.AUTO)
    album.do(people.delete, old)
    strangers = (album.theirs(one) | album.theirs(other)) - set(seen.face_ids)
    named = give(album, seen, "Willi", joins=joins)
    assert album.theirs(named.id) >= set(seen.face_ids)
    assert named.face_count == len(seen.face_ids) + joins
    assert not strangers & album.theirs(named.id)


def test_what_somebody_named_meanwhile_is_not_renamed(album: Album) -> None:
    group = album.group(faces=2)
    seen = shown(album, group)
    album.change(group, name="Anna")
    with album.unchanged(), pytest.raises(Conflict, match="moved to Anna in the meantime"):
        give(album, seen, "Willi")
    assert album.ask(naming.shown, group) is None


@pytest.mark.parametrize("is_known", [False, True], ids=["somebody new", "who is known"])
def test_a_face_taken_out_of_the_group_meanwhile_is_asked_about(
    album: Album, is_known: bool
) -> None:
    """Whoever is told so and says the name again means it."""
    group, eva = album.group(faces=3), album.person("Eva", faces=1)
    name = "Eva" if is_known else "Willi"
    seen = shown(album, group)
    album.do(faces.detach, seen.face_ids[:1])
    with pytest.raises(Conflict, match="answered with no in the meantime"):
        give(album, seen, name, joins=is_known)
    assert album.theirs(group) == set(seen.face_ids[1:])
    given = give(album, seen.again(), name, joins=is_known)
    assert album.theirs(given.id) == {*seen.face_ids, *(album.theirs(eva) if is_known else ())}


@pytest.mark.parametrize("is_known", [False, True], ids=["somebody new", "who is known"])
def test_a_group_told_apart_meanwhile_is_asked_about(album: Album, is_known: bool) -> None:
    """It was split, or grouped anew and then answered with no."""
    group, eva = album.group(faces=3), album.person("Eva", faces=1)
    seen = shown(album, group)
    first, *rest = seen.face_ids
    if is_known:
        part = album.group(faces=1)
        album.edit(Face, first, person_id=part, assigned_by=AssignedBy.AUTO)
        album.do(review.answer_pair, eva, part, Answer.NO)
    else:
        album.do(review.split, group, stays=rest, goes=[first])
    with album.unchanged(), pytest.raises(Conflict, match="answered with no in the meantime"):
        give(album, seen, "Eva" if is_known else "Willi", joins=is_known)


def test_the_word_of_the_user_comes_before_a_place_by_the_machine(album: Album) -> None:
    group, anna = album.group(faces=2), album.person("Anna")
    seen = shown(album, group)
    album.edit(Face, seen.face_ids[0], person_id=anna, assigned_by=AssignedBy.AUTO)
    assert album.theirs(give(album, seen, "Willi").id) == set(seen.face_ids)


def test_a_namesake_of_another_library_is_somebody_else(album: Album) -> None:
    """The group may have gone meanwhile: its faces stay in the library they are of."""
    other = album.library()
    album.do(people.create, name="Willi", library_id=other)
    group = album.group(faces=2)
    seen = shown(album, group)
    album.step("Detach", faces.detach, seen.face_ids)
    named = give(album, seen, "Willi")
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
    seen = shown(album, group)
    first = seen.face_ids[0]
    album.step("Move", faces.assign, [first], willi)
    assert give(album, seen, "Willi", joins=True).id == willi
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


def placed(album: Album, face_ids: list[str]) -> list[tuple[AssignedBy | None, int | None]]:
    rows = [album.row(Face, face_id) for face_id in face_ids]
    return [(row.assigned_by, row.scan_id) for row in rows]


def ids(album: Album, person_id: str) -> list[str]:
    return album.ask(faces.ids, person_id=person_id)


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


def test_confirming_the_face_that_is_the_portrait_keeps_the_portrait(album: Album) -> None:
    eva = album.person("Eva", faces=2)
    portrait = ids(album, eva)[1]
    album.change(eva, thumbnail_face_id=portrait)
    album.step("Yes", review.answer_faces, [portrait], eva, Answer.YES)
    assert album.ask(people.get, eva).thumbnail_face_id == portrait
    assert placed(album, [portrait]) == [(AssignedBy.USER, None)]
