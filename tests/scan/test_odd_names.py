"""Names as programs, telephones and strangers write them, in photos of every kind."""

import json
import unicodedata

import pytest
from PIL import Image

from kinfolk.core import names
from kinfolk.core.names_in_files import claims
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.metadata.region import RelativeBox
from tests.fake_engine import draw
from tests.metadata import forms, kinds
from tests.metadata.forms import Face
from tests.rig import Rig
from tests.scan.test_names import AT, RED, SIZE, WHO, beside, named, names_of, on_faces, photo


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_photos_of_every_kind(rig: Rig, kind: str) -> None:
    path = draw(rig.folder / "drawn.png", AT)
    with Image.open(path) as image:
        kinds.save(image, rig.folder / f"a.{kind}", forms.digikam(WHO, SIZE))
    path.unlink()
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig, f"a.{kind}")


COMPOSED = unicodedata.normalize("NFC", "Zoë Müller")


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        (COMPOSED, unicodedata.normalize("NFD", COMPOSED), COMPOSED),
        ("Anna", " \u00a0\u202aANNA\u202c\n", "Anna"),  # as telephones copy names
    ],
)
def test_one_name_written_in_two_ways_is_one_person(
    rig: Rig, one: str, other: str, known: str
) -> None:
    photo(rig, "a.jpg", packet=forms.digikam([Face(one, RED)], SIZE))
    photo(rig, "b.jpg", packet=forms.digikam([Face(other, RED)], SIZE))
    assert rig.scan().names == NamesRead(2, 1, 2)
    assert [names.key(name) for name in names_of(rig)] == [names.key(known)]


@pytest.mark.parametrize("name", ["\u202eevil", "👩\u200d👧", "<b>'; --</b>"])
def test_every_other_name_is_taken_as_it_is(rig: Rig, name: str) -> None:
    photo(rig, packet=forms.packet(forms.mwg([Face(name, RED)])))
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert names_of(rig) == [name.strip("\u202e")]


@pytest.mark.parametrize("name", ["A" * 201, "\x85", "Unknown"])
def test_what_is_no_name_costs_none_of_the_others(rig: Rig, name: str) -> None:
    path = photo(rig)
    beside(path, forms.packet(forms.mwg([Face(name, RED), WHO[1]])))
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert names_of(rig) == ["Ben"]
    assert rig.ask(claims.troubles, rig.library_id) == []


def test_halves_of_characters_are_no_text(rig: Rig) -> None:
    path = photo(rig)
    said = {"people": [{"name": "\ud800"}, {"name": "An\udfffna"}, {"name": "Ben"}]}
    beside(path, json.dumps(said).encode(), "a.jpg.json")
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert names_of(rig) == ["Anna", "Ben"]


def test_somebody_who_is_twice_in_one_place_is_there_once(rig: Rig) -> None:
    """Where no one was found beside others who were: else two faces would be drawn."""
    there = RelativeBox(0.4, 0.7, 0.1, 0.15)
    near = RelativeBox(0.405, 0.7, 0.1, 0.15)
    twice = [*WHO, Face("Child", there), Face("child", near)]
    path = photo(rig, packet=forms.windows_live(twice))
    beside(path, forms.packet(forms.mwg(twice)))
    assert rig.scan().names == NamesRead(3, 3, 1)
    assert len(rig.faces("a.jpg")) == 3
    assert sorted(named(rig)) == ["Anna", "Ben", "Child"]
