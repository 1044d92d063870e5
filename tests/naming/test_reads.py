"""What naming knows of the library: a card's faces after a step, whose a face is, names in use."""

from dataclasses import replace

import pytest

from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.naming import reads
from kinfolk.naming.distinct_names import Apart, apart
from kinfolk.naming.fit import Fit
from kinfolk.naming.group_look import GroupLook
from kinfolk.naming.names_in_use import NamesInUse
from tests.album import Album


@pytest.mark.parametrize(
    ("before", "now", "touched", "after"),
    [
        ("abc", "abc", "", "abc"),
        ("abc", "ac", "b", "ac"),
        ("abc", "ac", "", "abc"),  # a scan has moved it, no step
        ("ab", "abc", "", "ab"),  # a scan has brought it
        ("ab", "ab", "a", "ab"),
        ("ac", "abc", "b", "abc"),
        ("ca", "abc", "b", "bca"),  # before the first that comes later
        ("ab", "abcd", "dc", "abcd"),
        ("xb", "ab", "a", "xab"),  # whoever has gone is before no one
        ("ab", "cd", "abcd", ""),  # of those for which a name was typed none is left
    ],
)
def test_a_step_changes_its_own_faces_on_a_card(
    before: str, now: str, touched: str, after: str
) -> None:
    assert reads.renewed(before, now, touched) == tuple(after)


def test_whose_a_face_is_as_long_as_they_have_no_name(album: Album) -> None:
    group, eva = album.group(faces=0), album.person("Eva")
    of_group, of_eva, of_nobody, gone = map(album.face, (group, eva, None, group))
    album.do(faces.delete, gone)
    owners = [reads.owner(album.db, each) for each in (of_group, of_eva, of_nobody, gone)]
    assert owners == [group, None, None, None]


def test_the_portrait_stands_first_and_who_is_gone_has_no_faces(album: Album) -> None:
    group, empty, alone = album.group(faces=0), album.group(faces=0), album.face()
    others = [album.face(group, quality=0.5) for _ in range(2)]
    best = album.face(group, quality=0.9)
    now = reads.faces_now(album.db, [group, empty, alone, "person_gone"])
    assert {each: list(theirs) for each, theirs in now.items()} == {
        alone: [alone],
        group: [best, *others],
    }


@pytest.mark.parametrize(
    ("beside", "taken", "expected"),
    [
        (["anna", "Ben"], (), Apart("Anna, with Ben", "with Ben")),  # not by her own name
        (["Ben", "Cleo"], ("Anna, with Ben",), Apart("Anna, with Cleo", "with Cleo")),
        ([], (), Apart("Anna 2", "2")),
        (["Ben"], ("Anna, with Ben", "Anna 2"), Apart("Anna 3", "3")),
    ],
)
def test_the_first_free_name_tells_two_apart(
    beside: list[str], taken: tuple[str, ...], expected: Apart
) -> None:
    assert apart("Anna", beside, lambda name: name not in taken, "with {}") == expected


def test_names_in_use_are_read_once_until_they_change(album: Album) -> None:
    anna = album.person("Anna")
    names = NamesInUse(album.db)
    known = names.of(album.library_id)
    assert (known.in_order, known.name("ANNA"), known.person_id("anna")) == (["Anna"], "Anna", anna)
    assert (known.name("Ben"), known.person_id("Ben")) == (None, None)
    ben = album.person("Ben")
    assert names.of(album.library_id) is known
    assert names.forget() == [album.library_id]
    newer = names.of(album.library_id)
    assert (newer.in_order, newer.person_id("Ben")) == (["Anna", "Ben"], ben)
    names.keep({album.library_id: known})  # it was read before, and comes after
    assert names.of(album.library_id) is newer


def test_the_rest_of_a_group_is_shown_by_a_face_it_has(album: Album, fit: Fit) -> None:
    group = album.group(faces=3)
    first, second, third = album.ask(faces.ids, person_id=group)
    chosen = replace(UNCHANGED, thumbnail_face_id=second)
    album.do(people.update, group, chosen)
    look = GroupLook(album.db, album.ask(people.get, group), fit)
    look.toggle(third)
    rest = look.rest_as_person()
    assert (rest.face_count, rest.asset_count) == (2, 2)
    assert (rest.effective_face_id, rest.thumbnail_face_id) == (second, second)
    look.toggle(second)
    rest = look.rest_as_person()
    assert (rest.effective_face_id, rest.thumbnail_face_id) == (first, None)
