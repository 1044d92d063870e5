"""Whose a typed name is: in Look closer, in New person, and in a photo."""

from dataclasses import replace

import pytest

from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.naming.fit import Fit, Objection
from kinfolk.naming.group_look import GroupLook
from kinfolk.naming.people_found import PeopleFound
from kinfolk.naming.typed_name import TypedName
from tests.album import Album


@pytest.fixture
def look(album: Album, fit: Fit) -> GroupLook:
    """A group of four faces that is looked at."""
    group = album.group(faces=4)
    return GroupLook(album.db, album.ask(people.get, group), fit)


def test_a_typed_name_is_spelled_as_the_person_who_has_it(album: Album, fit: Fit) -> None:
    eva = album.person("Eva", faces=1)
    name = TypedName(album.db, album.library_id, fit)
    found = [name.who_has(each) for each in ("EVA", "Nobody")]
    assert [each and each.id for each in found] == [eva, None]
    name.write("  eva ")
    assert (name.text, str(name), name.owner and name.owner.id) == ("eva", "Eva", eva)
    assert name.apart("with {}") == ("Eva 2", "2")
    name.write("Nobody")
    assert (str(name), name.owner, name.apart("with {}")) == ("Nobody", None, None)
    name.write(" ")
    assert (str(name), name.owner) == ("", None)


def test_what_is_given_are_the_faces_that_were_not_taken_out(album: Album, look: GroupLook) -> None:
    first, second, *rest = look.group.face_ids
    for each in (second, first, second):  # the second one is put back
        look.toggle(each)
    look.name.write("Willi")
    given = look.given()
    assert (given.name, given.joins, given.whom, given.without) == ("Willi", None, None, (first,))
    assert given.group.face_ids == (second, *rest)
    assert look.rest_as_person().face_count == 3


def test_a_name_that_somebody_has_is_given_as_theirs(album: Album, look: GroupLook) -> None:
    eva = album.person("Eva", faces=1)
    look.name.write("eva")
    given = look.given()
    assert (given.name, given.joins, given.whom and given.whom.id) == ("Eva", "Eva", eva)
    person = album.ask(people.get, eva)
    look.name.write("")
    # Chosen by their face, with all that was seen of them
    assert look.given_to(person, UNCHANGED) == replace(given, whom=person)


def test_faces_that_have_left_the_group_are_given_to_nobody(look: GroupLook) -> None:
    first, second, *rest = look.group.face_ids
    look.toggle(first)
    look.toggle(second)
    look.leave([first, rest[0]])
    assert (look.out, look.kept) == ([second], tuple(rest[1:]))


def test_who_has_exactly_the_typed_name_comes_first_and_is_meant(album: Album, fit: Fit) -> None:
    anna, hanna = album.person("Anna"), album.person("Hanna")
    hidden = album.person("Ann")
    change = replace(UNCHANGED, is_hidden=True)
    album.do(people.update, hidden, change)
    found = PeopleFound(album.db, album.library_id, left_out=(), fit=fit)
    for typed, ids, is_meant, is_new in (
        ("", [anna, hanna], False, False),
        ("an", [anna, hanna], False, True),
        ("ann", [hidden, anna, hanna], True, False),  # hidden people by their full name only
        ("hanna", [hanna], True, False),
        ("Nobody", [], False, True),
    ):
        found.find(typed)
        assert (found.ids, found.is_first_meant, found.is_new) == (ids, is_meant, is_new), typed


def test_likely_people_come_first_until_something_is_typed(album: Album, fit: Fit) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    left_out = album.person("Carl")
    found = PeopleFound(album.db, album.library_id, left_out={left_out}, fit=fit)
    found.put_first([album.ask(people.get, each) for each in (ben, left_out)])
    found.find("")
    assert found.ids == [ben, anna]
    found.find("Carl")
    assert (found.ids, found.is_first_meant, found.is_new) == ([], False, False)


def test_a_name_against_which_something_stands_is_asked_about_once(album: Album, fit: Fit) -> None:
    album.person("Eva", near=0, faces=2)
    strange = album.lookalikes(1, 2)
    name = TypedName(album.db, album.library_id, fit, faces=lambda: tuple(strange))
    name.write("Eva")
    name.weigh()
    assert name.objection == Objection(photos=0, is_unlike=True)
    assert [name.asks(), name.asks()] == [True, False]
    name.weigh()  # said again
    assert not name.asks()
    strange.pop()  # other faces
    name.weigh()
    assert name.asks()
    name.write("Ida")
    name.weigh()
    assert not name.asks()


def test_a_person_in_a_photo_is_asked_about_once(album: Album, fit: Fit) -> None:
    eva, strange = album.person("Eva", near=0, faces=2), album.lookalikes(1, 1)
    found = PeopleFound(album.db, album.library_id, left_out=(), fit=fit, face_ids=strange)
    found.find("eva")
    assert found.against(eva) == Objection(photos=0, is_unlike=True)
    assert [found.asks_about(eva), found.asks_about(eva)] == [True, False]
    found.find("ev")
    assert found.asks_about(eva)
    assert found.apart("with {}") is None
    found.find("Eva")
    assert found.apart("with {}") == ("Eva 2", "2")


def test_the_beginning_of_a_likely_name_in_a_photo_and_in_look_closer(
    album: Album, fit: Fit
) -> None:
    anna, hanna = album.person("Anna", near=0, faces=2), album.person("Hanna")
    annegret = album.person("Annegret", near=1, faces=1)
    faces = album.lookalikes(0, 2)
    found = PeopleFound(album.db, album.library_id, left_out=(), fit=fit, face_ids=faces[:1])
    found.find("ann")
    assert found.ids == [anna, annegret, hanna]
    assert (found.is_first_meant, found.is_new) == (True, True)
    name = TypedName(album.db, album.library_id, fit, faces=lambda: faces, completes=True)
    name.write("ann")
    assert (name.owner and name.owner.id, name.is_begun, str(name)) == (anna, True, "Anna")
    assert name.take_as_new()
    assert (name.owner, str(name), name.take_as_new()) == (None, "ann", False)
    form = TypedName(album.db, album.library_id, fit, faces=lambda: faces)  # of a new person
    form.write("ann")
    assert form.owner is None
