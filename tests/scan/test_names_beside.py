"""What lies beside a photo with several places counts from each; of two photos both are asked."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from kinfolk.core.names_in_files import claims, name_conflicts
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.metadata.region import RelativeBox
from kinfolk.scan import names
from kinfolk.vision.name_reader import Lists, NameReader, SaidOfPhoto
from tests.fake_engine import draw
from tests.metadata import forms
from tests.metadata.forms import Face
from tests.rig import Rig
from tests.scan.test_names import (
    ANNA,
    AT,
    GREEN,
    RED,
    SIZE,
    WHO,
    beside,
    named,
    on_faces,
    photo,
    takeout,
    to_decide,
)

BEN = forms.digikam([Face("Ben", GREEN)], SIZE)


@pytest.fixture
def copied(rig: Rig) -> Path:
    """The copy; the photo itself lies first."""
    return copy_of(photo(rig, "a/1.jpg"))


def copy_of(first: Path) -> Path:
    copy = first.parents[1] / "b" / "2.jpg"
    copy.parent.mkdir()
    return Path(shutil.copy2(first, copy))


def test_what_lies_beside_the_copy_alone(rig: Rig, copied: Path) -> None:
    beside(copied, forms.digikam(WHO, SIZE))
    assert rig.scan().names == NamesRead(2, 2, 1)
    assert on_faces(rig, "a/1.jpg")
    assert not rig.scan().names


def test_both_places_say_the_same(rig: Rig, copied: Path) -> None:
    """Once, also where a face has to be drawn for it."""
    child = Face("Child", RelativeBox(0.4, 0.7, 0.1, 0.1))
    for path in (rig.folder / "a/1.jpg", copied):
        beside(path, forms.digikam([*WHO, child], SIZE))
    assert rig.scan().names == NamesRead(3, 3, 1)
    assert len(rig.faces("a/1.jpg")) == 3


def test_several_places_draw_no_more_boxes_than_one_may(
    rig: Rig, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "MOST_BOXES", 1)
    beside(rig.folder / "a/1.jpg", ANNA)
    beside(copied, BEN)
    beside(copied, takeout("Carl", "Dora"), "2.jpg.json")
    rig.scan()
    assert {claim.name for claim in rig.ask(claims.listing)} == {"Anna", "Carl", "Dora"}


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
    beside(copy_of(first), ANNA)
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert list(named(rig, "a/1.jpg")) == ["Anna"]


def test_a_damaged_file_beside_the_copy(rig: Rig, copied: Path) -> None:
    beside(copied, b"<x>")
    beside(rig.folder / "a/1.jpg", ANNA)
    assert rig.scan().names == NamesRead(1, 1, 1)
    (trouble,) = rig.ask(claims.troubles, rig.library_id)
    assert trouble.reason.startswith("2.jpg.xmp: ")


def test_a_copy_that_is_away_while_names_are_read(
    rig: Rig, copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its drive may have come loose for a moment: nothing has changed then."""
    beside(copied, BEN)
    read = NameReader.read

    def away(
        reader: NameReader, folder: str, photos: Sequence[str], lists: Lists | None = None
    ) -> list[SaidOfPhoto | None]:
        drive = copied.parent.rename(tmp_path / "away")
        said = read(reader, folder, photos, lists)
        drive.rename(copied.parent)
        return said

    with monkeypatch.context() as loose:
        loose.setattr(NameReader, "read", away)
        assert not rig.scan().names
    assert rig.scan().names == NamesRead(1, 1, 1)
    assert not rig.scan().names


# One sidecar that may be about either of two photos


def two_photos(rig: Rig) -> None:
    """Different pictures of one stem."""
    draw(rig.folder / "a.jpg", AT, note="a")
    draw(rig.folder / "a.png", AT[::-1], note="other")


def test_names_that_may_be_about_another_photo_are_asked_about(rig: Rig) -> None:
    two_photos(rig)
    cleo = forms.bag("Iptc4xmpExt:PersonInImage", ["Cleo"])
    packet = forms.packet(forms.mwg([Face("Anna", RED)]) + cleo)
    beside(rig.folder / "a.jpg", packet, "a.xmp")
    assert rig.scan().names == NamesRead(to_decide=4)
    asked = to_decide(rig)
    assert [(each.path.name, each.name) for each in asked] == [
        (file, name) for file in ("a.jpg", "a.png") for name in ("Anna", "Cleo")
    ]
    told = {each.told() for each in rig.ask(name_conflicts.of, asked).values()}
    assert told == {"It may be about another photo"}
    assert {person.name for person in rig.people()} <= {None}
    assert not rig.scan().names
    of_jpg, cleo_of_jpg, *of_png = asked
    rig.decide(claims.take, [of_jpg.id])  # for that photo
    assert rig.whose("a.jpg")[0] == "Anna"
    assert to_decide(rig) == [cleo_of_jpg, *of_png]
    rig.decide(claims.refuse, [cleo_of_jpg.id, *(each.id for each in of_png)])
    assert to_decide(rig) == []
    assert not rig.scan().names


def test_what_the_user_says_as_well_is_not_asked(rig: Rig) -> None:
    two_photos(rig)
    rig.scan()
    rig.say("Anna", "a.jpg")
    beside(rig.folder / "a.jpg", forms.packet(forms.mwg([Face("Anna", RED)])), "a.xmp")
    rig.scan()
    assert [each.path.name for each in to_decide(rig)] == ["a.png"]
