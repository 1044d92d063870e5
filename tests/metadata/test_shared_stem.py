"""Which photo a file beside photos is about: one of several of that stem, however it is spelt."""

import json
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from kinfolk.metadata.folder import NamesInFolder
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.region import NameSource, Region
from kinfolk.metadata.sidecars import to_write
from tests.metadata import forms
from tests.metadata.boxes import ANNA, BEN
from tests.metadata.forms import Face, bag, packet

SAYS_ANNA = packet(forms.mwg([Face("Anna", ANNA)]))
DATE = 'photoshop:DateCreated="1975-06-01"'


def lying(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).touch()


def of(folder: Path, photo: str, *embedded: bytes) -> list[Region]:
    return list(NamesInFolder(folder).of(photo, Frame(1), embedded).regions)


@pytest.mark.parametrize("other", ["a.png", "a.mp4"])
def test_it_is_in_doubt_for_each(tmp_path: Path, other: str) -> None:
    lying(tmp_path, "a.jpg", other)
    (tmp_path / "a.xmp").write_bytes(SAYS_ANNA)
    for photo in ("a.jpg", other):
        (region,) = of(tmp_path, photo)
        assert (region.name, region.is_doubtful) == ("Anna", True)


@pytest.mark.parametrize("others", [[], ["ab.png"], ["a.txt", "a.aae"], ["a.mov"]])
def test_it_is_none_where_no_other_photo_has_that_stem(tmp_path: Path, others: list[str]) -> None:
    """The moving part of a live photo is no other photo."""
    lying(tmp_path, "a.jpg", *others)
    (tmp_path / "a.xmp").write_bytes(SAYS_ANNA)
    (region,) = of(tmp_path, "a.jpg")
    assert not region.is_doubtful


def test_a_packet_that_names_its_file_is_about_that_one(tmp_path: Path) -> None:
    lying(tmp_path, "a.jpg", "a.png")
    (tmp_path / "a.xmp").write_bytes(forms.lightroom([Face("Anna", ANNA)], (400, 200), 1))
    (region,) = of(tmp_path, "a.jpg")
    assert not region.is_doubtful
    assert of(tmp_path, "a.png") == []


def test_a_sidecar_with_the_whole_name_is_in_no_doubt(tmp_path: Path) -> None:
    lying(tmp_path, "a.jpg", "a.png")
    (tmp_path / "a.jpg.xmp").write_bytes(SAYS_ANNA)
    (region,) = of(tmp_path, "a.jpg")
    assert not region.is_doubtful


@pytest.mark.parametrize(
    ("photo", "file"),
    [("a.jpg", "A.XMP"), ("a.jpg", "A.JPG.XMP"), ("A.JPG", "a.xmp"), ("A.jpg", "a.jpg.xmp")],
)
def test_a_program_may_change_the_case_of_a_sidecars_name(
    photo: str, file: str, tmp_path: Path
) -> None:
    lying(tmp_path, photo)
    (tmp_path / file).write_bytes(SAYS_ANNA)
    (region,) = of(tmp_path, photo)
    assert (region.file, region.is_doubtful) == (file, False)


def test_a_photo_that_differs_in_case_alone_is_another_one(tmp_path: Path) -> None:
    lying(tmp_path, "a.jpg")
    if (tmp_path / "A.JPG").exists():
        pytest.skip("the disk does not tell upper from lower case")
    lying(tmp_path, "A.JPG")
    (tmp_path / "A.JPG.xmp").write_bytes(SAYS_ANNA)
    assert of(tmp_path, "a.jpg") == []
    assert [each.name for each in of(tmp_path, "A.JPG")] == ["Anna"]
    (tmp_path / "A.JPG.xmp").rename(tmp_path / "A.xmp")
    for either in ("a.jpg", "A.JPG"):
        assert [each.is_doubtful for each in of(tmp_path, either)] == [True]


def test_a_sidecar_that_names_a_suffix_which_two_photos_have(tmp_path: Path) -> None:
    lying(tmp_path, "a.jpg", "a.png")
    if (tmp_path / "A.JPG").exists():
        pytest.skip("the disk does not tell upper from lower case")
    lying(tmp_path, "a.JPG")
    (tmp_path / "a.xmp").write_bytes(forms.lightroom([Face("Anna", ANNA)], (400, 200), 1))
    for either in ("a.jpg", "a.JPG"):
        assert [each.is_doubtful for each in of(tmp_path, either)] == [True]
    assert of(tmp_path, "a.png") == []


@pytest.mark.parametrize(
    ("photos", "file"),
    [
        (("a.jpg", "A.jpg"), "A.JPG.xmp"),
        (("A.jpg", "a.jpg.jpg"), "a.jpg.xmp"),
        (("a.b.JPG", "a.b.jpg.png"), "A.B.JPG.xmp"),
    ],
)
def test_a_whole_name_in_another_case_may_be_of_several(
    tmp_path: Path, photos: tuple[str, str], file: str
) -> None:
    lying(tmp_path, *photos, file)
    names = [each.name for each in tmp_path.iterdir()]
    if len(names) < 3:
        pytest.skip("the disk does not tell upper from lower case")
    (tmp_path / file).write_bytes(SAYS_ANNA)
    for photo in photos:
        assert [each.is_doubtful for each in of(tmp_path, photo)] == [True]
        assert to_write(photo, names) == f"{photo}.xmp"


@pytest.mark.parametrize("form", ["picasa", "iphoto"])
def test_a_list_means_one_of_two_photos_that_differ_in_case(tmp_path: Path, form: str) -> None:
    """It was written on a disk that had one of them alone."""
    folder = tmp_path / "trip"
    folder.mkdir()
    lying(folder, "a.jpg")
    (folder / ".picasa.ini").write_bytes(forms.picasa_ini("A.JPG", FACES, {"1": "Anna"}))
    if form == "iphoto":
        (folder / ".picasa.ini").unlink()
        (tmp_path / "AlbumData.xml").write_bytes(forms.album_data("/trip/A.JPG", FACES))
    lists = {NameSource.APPLE: [str(tmp_path / "AlbumData.xml")]} if form == "iphoto" else {}

    def doubts(photo: str) -> list[bool]:
        found = NamesInFolder(folder, lists).of(photo, Frame(1))
        return [each.is_doubtful for each in found.regions]

    assert doubts("a.jpg") == [False]
    if (folder / "A.JPG").exists():
        pytest.skip("the disk does not tell upper from lower case")
    lying(folder, "A.JPG")
    assert (doubts("a.jpg"), doubts("A.JPG")) == ([True], [True])


def test_letters_that_are_another_in_upper_case_are_another_name(tmp_path: Path) -> None:
    lying(tmp_path, "ß.jpg", "ß.png", "ı.jpg", "ı.png")
    for file in ("SS.xmp", "I.xmp"):
        (tmp_path / file).write_bytes(SAYS_ANNA)
    assert [of(tmp_path, photo) for photo in ("ß.jpg", "ß.png", "ı.jpg", "ı.png")] == [[]] * 4


@pytest.mark.parametrize(("whole", "longer"), [("a.jpg", "a.jpg.webp"), ("a.CR2", "a.CR2.jpg")])
def test_a_photo_whose_stem_is_the_name_of_another(tmp_path: Path, whole: str, longer: str) -> None:
    """Converters name photos so: a sidecar with the whole name of the other one is not theirs."""
    lying(tmp_path, whole, longer)
    (tmp_path / f"{whole}.xmp").write_bytes(SAYS_ANNA)
    assert [each.name for each in of(tmp_path, whole)] == ["Anna"]
    assert of(tmp_path, longer) == []
    assert to_write(longer, [each.name for each in tmp_path.iterdir()]) == f"{longer}.xmp"


@pytest.mark.parametrize("where", ["in the photo", "beside it", "in a list"])
def test_a_name_that_is_said_elsewhere_is_in_no_doubt(tmp_path: Path, where: str) -> None:
    """Whatever the doubtful file has more of it: there may be a box of another picture."""
    lying(tmp_path, "a.jpg", "a.png")
    (tmp_path / "a.xmp").write_bytes(packet(forms.mwg([Face("anna", ANNA), Face("Ben", BEN)])))
    surely = packet(bag("Iptc4xmpExt:PersonInImage", ["Anna"]))
    if where == "beside it":
        (tmp_path / "a.jpg.xmp").write_bytes(surely)
    if where == "in a list":
        (tmp_path / "a.jpg.json").write_text(json.dumps({"people": [{"name": "Anna"}]}))
    found = of(tmp_path, "a.jpg", *([surely] if where == "in the photo" else []))
    assert [(each.name, each.box is None, each.is_doubtful) for each in found] == [
        ("Anna", True, False),
        ("Ben", False, True),
    ]


def test_its_date_is_none_of_either(tmp_path: Path) -> None:
    lying(tmp_path, "a.jpg")
    (tmp_path / "a.xmp").write_bytes(packet("", DATE))
    assert NamesInFolder(tmp_path).of("a.jpg", Frame(1)).taken is not None
    lying(tmp_path, "a.png")
    assert NamesInFolder(tmp_path).of("a.jpg", Frame(1)).taken is None


FACES = [Face("Anna", ANNA)]
XMP = packet(forms.mwg(FACES))
JSON = json.dumps({"people": [{"name": "Anna"}]}).encode()
PHOTO = "Zoë à la plage.jpg"
Accents = Literal["NFC", "NFD"]  # joined, or apart
SPELLED = [("NFC", "NFD"), ("NFD", "NFC")]  # of the photo, and of what names it


@pytest.mark.parametrize(("ours", "theirs"), SPELLED)
@pytest.mark.parametrize("form", ["whole", "stem", "takeout", "picasa", "iphoto"])
def test_names_are_found(tmp_path: Path, form: str, ours: Accents, theirs: Accents) -> None:
    """A Mac takes accents apart in the names of files; what it copies to may join them."""
    photo, named = tmp_path / normalize(ours, f"Été/{PHOTO}"), normalize(theirs, PHOTO)
    file, data = {
        "whole": (f"{named}.xmp", XMP),
        "stem": (f"{Path(named).stem}.xmp", XMP),
        "takeout": (f"{named}.json", JSON),
        "picasa": (".picasa.ini", forms.picasa_ini(named, FACES, {"1": "Anna"})),
        "iphoto": ("../AlbumData.xml", forms.album_data(normalize(theirs, f"/Été/{PHOTO}"), FACES)),
    }[form]
    photo.parent.mkdir()
    photo.touch()
    (photo.parent / file).write_bytes(data)
    lists = {NameSource.APPLE: [str(tmp_path / "AlbumData.xml")]} if form == "iphoto" else {}
    found = NamesInFolder(photo.parent, lists).of(photo.name, Frame(1))
    assert [each.name for each in found.regions] == ["Anna"]


@pytest.mark.parametrize(("ours", "theirs"), SPELLED)
def test_names_are_written_to_the_sidecar_that_is_there(ours: Accents, theirs: Accents) -> None:
    photo, sidecar = normalize(ours, PHOTO), f"{normalize(theirs, PHOTO)}.xmp"
    other = f"{Path(photo).stem}.png"  # the whole name says which of the two it is about
    assert to_write(photo, [photo, other, sidecar]) == sidecar
