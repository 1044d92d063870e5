"""What may stand in a name, through whichever door it comes."""

from dataclasses import replace

import pytest

from kinfolk.core import names
from kinfolk.core.database import Database
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people_lists import PeopleQuery
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.errors import Invalid, NameTaken
from tests.album import Album

# The controls, the separators of lines, and halves of a surrogate pair.
BROKEN = ["\x00", "\n", "\r", "\t", "\x0b", "\x1b[2J", "\x7f", "\x85", "\u2028", "\u2029"]
BROKEN += ["\ud800", "\udfff", "\udc80"]
FINE = ["R&D", "<b>", "Zoë", "李", "👩‍👩‍👧", "O'Brien", "a" * names.LONGEST]


def invalid(album: Album, work) -> Invalid:  # type: ignore[no-untyped-def]
    with album.unchanged(), pytest.raises(Invalid) as caught:
        album.step("Hostile", work)
    return caught.value


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("place", ["{}Eva", "Ev{}a", "Eva{}"])
def test_a_name_is_one_line_of_text(album: Album, broken: str, place: str) -> None:
    name = place.format(broken)
    if name.strip() == "Eva":  # space around a name is no part of it
        assert names.clean(name) == "Eva"
        return
    eva = album.person("Eva")
    for work in (
        lambda s: people.create(s, name=name),
        lambda s: people.update(s, eva, replace(UNCHANGED, name=name)),
        lambda s: people.bulk_update(s, [(eva, replace(UNCHANGED, name=name))]),
        lambda s: library.create(s, name=name),
        lambda s: library.update(s, album.library_id, replace(library.UNCHANGED, name=name)),
    ):
        error = invalid(album, work)
        assert (error.field, error.message) == ("name", "A name must be a single line of text.")


@pytest.mark.parametrize("name", FINE)
def test_other_names_are_taken_as_they_are(album: Album, name: str) -> None:
    made = album.do(people.create, name=name).person
    assert made.name == name
    assert album.do(library.create, name=name).name == name


def test_nobody_is_found_by_half_a_character(db: Database, album: Album) -> None:
    assert album.ask(people.find_by_name, "\udcff", None) is None
    with pytest.raises(Invalid, match="can’t be stored"):
        album.ask(people_lists.page, PeopleQuery(name="\udcff"))
    with db.read() as session:  # and the library goes on
        assert people_lists.page(session, PeopleQuery()).data == []


def test_nobody_gets_a_name_that_looks_like_anothers(album: Album) -> None:
    anna, ben = album.person("Anna Bell"), album.person("\u202eBen\u202c")
    assert album.ask(people.get, ben).name == "Ben"
    for alike in ("\u2066Anna Bell\u2069", "Anna\u00ad Bell", "\u3164anna bell"):
        assert album.person(alike) == anna
        renamed = replace(UNCHANGED, name=alike)
        with pytest.raises(NameTaken) as taken:
            album.do(people.update, person_id=ben, changes=renamed)
        assert taken.value.person_id == anna
