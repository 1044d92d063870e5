"""What Google handed out is read: the names, and the file of a photo however it was shortened."""

import json

import pytest

from kinfolk.metadata import takeout
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
        ("IMG_1(2).jpg", "IMG_1.jpg(2).json"),
        ("IMG_1(2).jpg", "IMG_1.jpg.supplemental-metadata(2).json"),
        ("IMG_1(2).jpg", "IMG_1(2).jpg.json"),
        ("IMG_1(2)", "IMG_1(2).json"),
        ("IMG_1-edited.jpg", "IMG_1.jpg.json"),
        ("IMG_1-edited.jpg", "IMG_1.jpg.supplemental-metadata.json"),
        ("IMG_1-edited(2).jpg", "IMG_1.jpg(2).json"),
        ("IMG_1-modifie\u0301.jpg", "IMG_1.jpg.json"),
    ],
)
def test_file_of_a_photo(photo: str, file: str) -> None:
    assert file in takeout.file_names(photo)


def test_files_of_other_photos_are_not_its_own() -> None:
    names = takeout.file_names("IMG_1(2).jpg")
    for other in ("IMG_1.jpg.json", "IMG_1.jpg.supplemental-metadata.json", "IMG_1.json"):
        assert other not in names


def test_a_name_that_ends_like_an_edit_comes_first() -> None:
    names = takeout.file_names("IMG_1-edited.jpg")
    assert names.index("IMG_1-edited.jpg.json") < names.index("IMG_1.jpg.json")
    assert "IMG_1.jpg.json" not in takeout.file_names("IMG_1-credited.jpg")


def test_newer_form_comes_first() -> None:
    names = takeout.file_names("IMG_1.jpg")
    newer = names.index("IMG_1.jpg.supplemental-metadata.json")
    assert newer < names.index("IMG_1.jpg.json")


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
    assert takeout.read(data) == ["Anna", "Ben Öz"]


@pytest.mark.parametrize("data", [b"{}", b"[]", b"7", b'{"people": null}', b'{"people": {}}'])
def test_photos_without_people(data: bytes) -> None:
    assert takeout.read(data) == []


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
