"""A photo that lies in several places: what lies beside any of them counts."""

import shutil
from pathlib import Path

import pytest

from kinfolk.core.names_in_files import claims
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.metadata.region import RelativeBox
from tests.metadata import forms
from tests.metadata.forms import Face
from tests.rig import Rig
from tests.scan.test_names import GREEN, RED, SIZE, WHO, beside, named, on_faces, photo, to_decide

ANNA = forms.digikam([Face("Anna", RED)], SIZE)
BEN = forms.digikam([Face("Ben", GREEN)], SIZE)


@pytest.fixture
def copied(rig: Rig) -> Path:
    """The copy; the photo itself lies first."""
    first = photo(rig, "a/1.jpg")
    copy = rig.folder / "b" / "2.jpg"
    copy.parent.mkdir()
    shutil.copy2(first, copy)
    return copy


def test_what_lies_beside_the_copy_alone(rig: Rig, copied: Path) -> None:
    beside(copied, forms.digikam(WHO, SIZE))
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig, "a/1.jpg")
    assert not rig.scan().names


def test_both_places_say_the_same(rig: Rig, copied: Path) -> None:
    """Once, also where a face has to be drawn for it."""
    child = Face("Child", RelativeBox(0.4, 0.7, 0.1, 0.1))
    data = forms.digikam([*WHO, child], SIZE)
    beside(rig.folder / "a/1.jpg", data)
    beside(copied, data)
    assert rig.scan().names == NamesRead(3, 3, 1)
    assert len(rig.faces("a/1.jpg")) == 3


def test_each_place_names_somebody(rig: Rig, copied: Path) -> None:
    """And it is noticed when what lies beside the copy changes."""
    beside(rig.folder / "a/1.jpg", ANNA)
    assert rig.scan().names == NamesRead(1, 1, 1)
    beside(copied, BEN)
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert on_faces(rig, "a/1.jpg")
    beside(copied, forms.digikam([Face("Eva", RED)], SIZE))
    assert rig.scan().names == NamesRead(to_decide=1)
    assert [each.name for each in to_decide(rig)] == ["Eva"]
    copied.with_name("2.jpg.xmp").unlink()
    assert not rig.scan().names
    assert to_decide(rig) == []
    assert on_faces(rig, "a/1.jpg")


def test_a_copy_that_comes_later(rig: Rig) -> None:
    first = photo(rig, "a/1.jpg")
    rig.scan()
    copy = rig.folder / "b" / "2.jpg"
    copy.parent.mkdir()
    shutil.copy2(first, copy)
    beside(copy, ANNA)
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert list(named(rig, "a/1.jpg")) == ["Anna"]


def test_a_damaged_file_beside_the_copy(rig: Rig, copied: Path) -> None:
    beside(copied, b"<x>")
    beside(rig.folder / "a/1.jpg", ANNA)
    assert rig.scan().names == NamesRead(1, 1, 1)
    with rig.db.read() as session:
        (trouble,) = claims.troubles(session, rig.library_id)
    assert trouble.reason.startswith("2.jpg.xmp: ")
