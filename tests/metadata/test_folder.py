"""All that is said of one photo, from its own file and from beside it, in a fixed order."""

import errno
import json
import os
import time
from pathlib import Path
from unittest.mock import Mock

import pytest

from kinfolk import files
from kinfolk.metadata import sidecars
from kinfolk.metadata.folder import NamesInFolder
from kinfolk.metadata.folder_files import UnreadableFile
from kinfolk.metadata.frame import Frame, stored
from kinfolk.metadata.region import NameSource, RelativeBox
from tests.metadata import forms
from tests.metadata.boxes import ANNA, BEN, is_at
from tests.metadata.forms import Face, bag, packet

PHOTO = "IMG_1.JPG"
CLEO = RelativeBox(0.4, 0.6, 0.2, 0.2)


def anna(orientation: int = 1) -> bytes:
    return packet(forms.mwg([Face("Anna", stored(ANNA, orientation))]))


def test_names_from_everywhere(tmp_path: Path) -> None:
    ini = forms.picasa_ini(PHOTO, [Face("Dora", BEN)], {"1": "Dora"})
    (tmp_path / f"{PHOTO}.xmp").write_bytes(anna())
    (tmp_path / "IMG_1.xmp").write_bytes(packet(forms.microsoft([Face("Ben", BEN)])))
    (tmp_path / ".picasa.ini").write_bytes(ini)
    (tmp_path / f"{PHOTO}.json").write_text(json.dumps({"people": [{"name": "Emil"}]}))
    found = NamesInFolder(tmp_path).of(PHOTO, Frame(1), [packet(forms.mwg([Face("Cleo", CLEO)]))])
    assert [(region.name, region.source, region.file) for region in found.regions] == [
        ("Anna", NameSource.MWG, "IMG_1.JPG.xmp"),
        ("Ben", NameSource.MICROSOFT, "IMG_1.xmp"),
        ("Cleo", NameSource.MWG, "IMG_1.JPG"),
        ("Dora", NameSource.PICASA, ".picasa.ini"),
        ("Emil", NameSource.TAKEOUT, "IMG_1.JPG.json"),
    ]
    assert found.unread == ()


@pytest.mark.parametrize("where", ["embedded", "sidecar", "both", "picasa"])
def test_a_turned_photo_and_every_place(where: str, tmp_path: Path) -> None:
    if where in ("sidecar", "both"):
        (tmp_path / f"{PHOTO}.xmp").write_bytes(anna(6))
    if where == "picasa":
        faces = [Face("Anna", stored(ANNA, 6))]
        (tmp_path / ".picasa.ini").write_bytes(forms.picasa_ini(PHOTO, faces, {"1": "Anna"}))
    embedded = [anna(6)] if where in ("embedded", "both") else []
    (region,) = NamesInFolder(tmp_path).of(PHOTO, Frame(6, 400, 200), embedded).regions
    assert region.name == "Anna"
    assert is_at(region.box, ANNA, 0.0001)


def test_orientation_that_stands_beside_the_photo_alone(tmp_path: Path) -> None:
    """It counts for all that is said of the photo, where the photo's own file names none."""
    faces = [Face("Anna", stored(ANNA, 6))]
    (tmp_path / "IMG_1.xmp").write_bytes(forms.lightroom(faces, (400, 200), 6))
    embedded = packet(forms.mwg([Face("Ben", stored(BEN, 6))]))
    found = NamesInFolder(tmp_path).of(PHOTO, Frame(None, 400, 200), [embedded])
    assert found.orientation == 6
    by_name = {region.name: region.box for region in found.regions}
    assert is_at(by_name["Anna"], ANNA)
    assert is_at(by_name["Ben"], BEN)
    # By which the photo is displayed counts more.
    assert NamesInFolder(tmp_path).of(PHOTO, Frame(3), [embedded]).orientation == 3


def test_sidecar_of_another_file_of_that_stem_is_left_alone(tmp_path: Path) -> None:
    data = forms.lightroom([Face("Anna", ANNA)], (400, 200), 1).replace(b'"JPG"', b'"CR2"')
    (tmp_path / "IMG_1.xmp").write_bytes(data)
    assert NamesInFolder(tmp_path).of(PHOTO, Frame(1)).regions == ()
    assert NamesInFolder(tmp_path).of("IMG_1.cr2", Frame(1)).regions != ()


def test_sidecar_stands_before_the_photo(tmp_path: Path) -> None:
    """But a name gets its box from where there is one."""
    (tmp_path / f"{PHOTO}.xmp").write_bytes(anna())
    other = packet(forms.mwg([Face("Anna", BEN)]))
    (region,) = NamesInFolder(tmp_path).of(PHOTO, Frame(1), [other]).regions
    assert is_at(region.box, ANNA)
    (tmp_path / f"{PHOTO}.xmp").write_bytes(packet(bag("Iptc4xmpExt:PersonInImage", ["anna"])))
    (region,) = NamesInFolder(tmp_path).of(PHOTO, Frame(1), [anna()]).regions
    assert is_at(region.box, ANNA)
    assert region.file == PHOTO


def test_two_names_for_one_box_are_both_told(tmp_path: Path) -> None:
    """And a mirror image of someone."""
    (tmp_path / f"{PHOTO}.xmp").write_bytes(anna())
    other = packet(forms.mwg([Face("Anne", ANNA), Face("Anne", BEN)]))
    found = NamesInFolder(tmp_path).of(PHOTO, Frame(1), [other]).regions
    assert [region.name for region in found] == ["Anna", "Anne", "Anne"]


def test_takeout_of_a_photo_whose_name_begins_alike(tmp_path: Path) -> None:
    """Google cuts the names of both to the same 46 characters."""
    trip = "The whole family at the lake, summer of 1998, "
    for number, (title, who) in {"": ("1", "Anna"), "(1)": ("2", "Ben")}.items():
        said = {"title": f"{trip}{title}.jpg", "people": [{"name": who}]}
        (tmp_path / f"{trip}{number}.json").write_text(json.dumps(said))
    (tmp_path / f"{trip}(2).json").write_text("{")
    names = NamesInFolder(tmp_path)
    found = {at: names.of(f"{trip}{at}.jpg", Frame(1)) for at in (1, 2, 3)}
    assert {at: [region.name for region in one.regions] for at, one in found.items()} == {
        1: ["Anna"],
        2: ["Ben"],
        3: [],
    }
    assert [one.file for one in found[3].unread] == [f"{trip}(2).json"]


def test_what_cannot_be_read_is_a_problem_of_its_own_file(tmp_path: Path) -> None:
    (tmp_path / f"{PHOTO}.xmp").write_bytes(b"<!DOCTYPE x><x/>")
    (tmp_path / f"{PHOTO}.json").write_bytes(b"{")
    with (tmp_path / "IMG_1.xmp").open("wb") as file:
        file.truncate(100 << 20)
    (tmp_path / ".picasa.ini").mkdir()
    found = NamesInFolder(tmp_path).of(PHOTO, Frame(1), [b"<broken"])
    assert found.regions == ()
    files = ["IMG_1.JPG.xmp", "IMG_1.xmp", "IMG_1.JPG", ".picasa.ini", "IMG_1.JPG.json"]
    assert [one.file for one in found.unread] == files
    assert found.unread[1] == UnreadableFile("IMG_1.xmp", "It’s larger than 16 MB.")


def test_a_list_that_the_drive_does_not_give_is_read_for_no_photo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All photos of a folder share it; if its bytes are at fault, that is told once."""
    (tmp_path / ".picasa.ini").write_bytes(
        forms.picasa_ini("IMG_3.JPG", [Face("Dora", BEN)], {"1": "Dora"})
    )
    names = NamesInFolder(tmp_path)
    with monkeypatch.context() as tired:
        tired.setattr(files, "open_photo", Mock(side_effect=OSError(errno.EIO, "tired")))
        for photo in ("IMG_1.JPG", "IMG_2.JPG"):
            (why,) = names.of(photo, Frame(1)).unread
            assert (why.file, why.is_lasting) == (".picasa.ini", False)
    assert [region.name for region in names.of("IMG_3.JPG", Frame(1)).regions] == ["Dora"]
    (tmp_path / ".picasa.ini").write_bytes(bytes(20 << 20))
    names = NamesInFolder(tmp_path)
    assert [len(names.of(photo, Frame(1)).unread) for photo in ("IMG_1.JPG", "IMG_2.JPG")] == [1, 0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_pipe_in_place_of_a_sidecar_keeps_nobody_waiting(tmp_path: Path) -> None:
    found = NamesInFolder(tmp_path).of(PHOTO, Frame(6))
    assert (found.regions, found.unread, found.orientation) == ((), (), 6)
    os.mkfifo(tmp_path / f"{PHOTO}.xmp")
    found = NamesInFolder(tmp_path).of(PHOTO, Frame(1), [anna()])
    assert [one.file for one in found.unread] == [f"{PHOTO}.xmp"]
    assert [region.name for region in found.regions] == ["Anna"]


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (["a.jpg"], "a.jpg.xmp"),
        (["a.jpg", "a.jpg.xmp"], "a.jpg.xmp"),
        (["a.jpg", "a.xmp"], "a.xmp"),
        (["a.jpg", "a.XMP"], "a.XMP"),
        (["a.jpg", "a.xmp", "a.jpg.xmp"], "a.jpg.xmp"),
        (["a.jpg", "a.cr2", "a.xmp"], "a.jpg.xmp"),  # it may be of the other one
        (["a.jpg", "a.cr2", "a.xmp", "a.jpg.xmp"], "a.jpg.xmp"),
        (["a.jpg", "ab.xmp", "b.jpg.xmp"], "a.jpg.xmp"),
        (["a.jpg", "A.XMP"], "A.XMP"),
        (["a.jpg", "A.JPG.XMP", "a.xmp"], "A.JPG.XMP"),
        (["a.jpg", "A.JPG", "A.JPG.XMP"], "a.jpg.xmp"),
        (["a.jpg", "A.cr2", "A.XMP"], "a.jpg.xmp"),
    ],
)
def test_sidecar_that_is_written(files: list[str], wanted: str) -> None:
    assert sidecars.to_write("a.jpg", files) == wanted


@pytest.mark.parametrize("names", [1, 20_000])
def test_no_photo_has_more_than_500_faces_by_files(names: int, tmp_path: Path) -> None:
    """Each would be held against each other one; names without a box come all the same."""
    boxes = (RelativeBox(at % 100 / 100, at // 100 / 200, 0.009, 0.004) for at in range(20_000))
    told = [Face(f"Person {at % names}", box) for at, box in enumerate(boxes)]
    contacts = {f"{at:x}": f"Person {at}" for at in range(names)}
    (tmp_path / ".picasa.ini").write_bytes(forms.picasa_ini(PHOTO, told, contacts))
    (tmp_path / f"{PHOTO}.xmp").write_bytes(anna())
    (tmp_path / f"{PHOTO}.json").write_text(json.dumps({"people": [{"name": "Emil"}]}))
    began = time.process_time()
    found = NamesInFolder(tmp_path).of(PHOTO, Frame(1))
    assert time.process_time() - began < 5
    assert len([region for region in found.regions if region.box]) == 500
    assert (found.regions[0].name, found.regions[-1].name) == ("Anna", "Emil")
    assert found.unread == (UnreadableFile(".picasa.ini", "One photo has more than 500 faces."),)
