"""What Google handed out is read: the names, and the file of a photo however it was shortened."""

import json

import pytest

from kinfolk.metadata.name_forms import takeout
from kinfolk.metadata.name_forms.takeout import Described
from kinfolk.metadata.packet import Unusable


@pytest.mark.parametrize(
    ("photo", "file"),
    [
        ("IMG_1.jpg", "IMG_1.jpg.json"),
        ("IMG_1.jpg", "IMG_1.jpg.supplemental-metadata.json"),
        ("a" * 30 + ".png", "a" * 30 + ".png.supplementa.json"),
        ("a" * 36 + ".jpeg", "a" * 36 + ".jpeg.supp.json"),
        ("a" * 44 + ".jpg", "a" * 44 + ".j.json"),
        ("a" * 44 + ".jpg", "a" * 44 + ".jpg..json"),
        ("a" * 47 + ".jpg", "a" * 46 + ".json"),
        ("a" * 47 + "(2).jpg", "a" * 46 + "(2).json"),
        ("IMG_1(2).jpg", "IMG_1.jpg(2).json"),
        ("IMG_1(2).jpg", "IMG_1.jpg.supplemental-metadata(2).json"),
        ("a" * 30 + "(1).png", "a" * 30 + ".png.supplementa(1).json"),
        ("IMG_1(2).jpg", "IMG_1(2).jpg.json"),
        ("IMG_1(2)", "IMG_1(2).json"),
        ("IMG_1-edited.jpg", "IMG_1.jpg.json"),
        ("E\u0301te\u0301-edited.jpg", "E\u0301te\u0301.jpg.json"),  # both copied from a Mac
        ("IMG_1-edited.jpg", "IMG_1.jpg.supplemental-metadata.json"),
        ("IMG_1-edited(2).jpg", "IMG_1.jpg(2).json"),
        ("IMG_1-modifie\u0301.jpg", "IMG_1.jpg.json"),
    ],
)
def test_file_of_a_photo(photo: str, file: str) -> None:
    before = [file.replace("(2)", number) for number in ("", "(1)")]
    assert file in takeout.beside(photo, [*before, file])


def test_files_of_other_photos_are_not_its_own() -> None:
    others = ["IMG_1.jpg.json", "IMG_1.jpg.supplemental-metadata.json", "IMG_1.json"]
    assert takeout.beside("IMG_1(2).jpg", others) == []


def test_a_name_that_ends_like_an_edit_comes_first() -> None:
    both = ["IMG_1.jpg.json", "IMG_1-edited.jpg.json"]
    assert takeout.beside("IMG_1-edited.jpg", both) == ["IMG_1-edited.jpg.json"]
    assert takeout.beside("IMG_1-credited.jpg", both) == []


def test_newer_form_comes_first() -> None:
    both = ["IMG_1.jpg.json", "IMG_1.jpg.supplemental-metadata.json"]
    assert takeout.beside("IMG_1.jpg", both) == ["IMG_1.jpg.supplemental-metadata.json"]


TRIP = "The whole family at the lake, summer of 1998, "  # 46 characters


def people_of(photo: str, titles: dict[str, str]) -> str | None:
    """Whose JSON is taken for the photo, where each one's names are its title."""
    described = {file: takeout.Described(title, (title,)) for file, title in titles.items()}
    offered = {file: described[file] for file in takeout.beside(photo, titles)}
    return takeout.choose(photo, offered)


def test_a_name_that_was_cut_is_believed_by_its_title() -> None:
    """Two photos whose names begin alike share the name of a JSON up to the number."""
    titles = {f"{TRIP}.json": f"{TRIP}1.jpg", f"{TRIP}(1).json": f"{TRIP}12.jpg"}
    assert people_of(f"{TRIP}1.jpg", titles) == f"{TRIP}.json"
    assert people_of(f"{TRIP}12.jpg", titles) == f"{TRIP}(1).json"
    assert people_of(f"{TRIP}2.jpg", titles) is None
    assert people_of(f"{TRIP}1.jpg", {f"{TRIP}.json": ""}) is None


def test_a_photo_whose_own_name_was_cut() -> None:
    """Google cuts it, too, numbers those that are called alike, and writes plain characters."""
    title = f"{TRIP}with “Anna & Ben”.jpg"
    titles = {f"{TRIP}.json": f"{TRIP}x.jpg", f"{TRIP}(1).json": title, f"{TRIP}(2).json": title}
    assert people_of(f"{TRIP}with _Anna.jpg", titles) == f"{TRIP}(1).json"
    assert people_of(f"{TRIP}with _Anna(1).jpg", titles) == f"{TRIP}(2).json"
    assert people_of(f"{TRIP}with _Anna(2).jpg", titles) is None


def test_an_edited_photo_of_a_long_name() -> None:
    titles = {f"{TRIP}.json": f"{TRIP}1.jpg", f"{TRIP}(1).json": f"{TRIP}2.jpg"}
    assert people_of(f"{TRIP}2-edited.jpg", titles) == f"{TRIP}(1).json"


def test_names() -> None:
    people = [
        {"name": "Anna"},
        {"name": " Ben  Öz "},
        {"name": ""},
        {},
        {"name": 7},
        "x",
        {"name": "Anna"},
    ]
    data = json.dumps({"title": "IMG_1.jpg", "people": people}).encode()  # fmt: skip
    assert takeout.read(data) == Described("IMG_1.jpg", ("Anna", "Ben Öz"))


@pytest.mark.parametrize(
    "data", [b"{}", b"[]", b"7", b'{"people": null, "title": 7}', b'{"people": {}}']
)
def test_photos_without_people(data: bytes) -> None:
    assert takeout.read(data).people == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe\xfd",
        b"[" * 500_000,
        b" " * (2 << 20),
        json.dumps({"people": [{"name": "A"}] * 2000}).encode(),
        b'{"people": ' + b"9" * 10_000 + b"}",
    ],
)
def test_hostile_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unusable):
        takeout.read(data)
