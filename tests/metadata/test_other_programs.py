"""Names beside photos as Google, Picasa, iPhoto and Aperture wrote them are read."""

import json

import pytest

from kinfolk.metadata.name_forms import iphoto, picasa, takeout
from kinfolk.metadata.name_forms.takeout import Described
from kinfolk.metadata.packet import Unusable
from kinfolk.metadata.region import NameSource, RelativeBox
from tests.metadata import forms
from tests.metadata.boxes import ANNA, BEN, is_at
from tests.metadata.forms import Face


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
        json.dumps({"people": [{"name": "A"}] * 2000}).encode(),
        b'{"people": ' + b"9" * 10_000 + b"}",
    ],
)
def test_hostile_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unusable):
        takeout.read(data)


CONTACTS = {"b8e4117cf1d6615b": "Anna", "0d80c848976f5bab": "Ben Öz"}
FACES = [Face("Anna", ANNA), Face("Ben Öz", BEN)]
PART = 1 / 65535  # the rectangle's own precision


def test_folder() -> None:
    found = picasa.read(forms.picasa_ini("IMG_1.JPG", FACES, CONTACTS))
    assert list(found) == ["img_1.jpg"]
    anna, ben = found["img_1.jpg"]
    assert (anna.name, ben.name) == ("Anna", "Ben Öz")
    assert is_at(anna.box, ANNA, 2 * PART)
    assert is_at(ben.box, BEN, 2 * PART)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (
            "3f845bcb59418507",
            RelativeBox(0x3F84 * PART, 0x5BCB * PART, 0x19BD * PART, 0x293C * PART),
        ),
        ("5bcb59418507", RelativeBox(0, 0x5BCB * PART, 0x5941 * PART, 0x293C * PART)),
        ("000000005941ffff", RelativeBox(0, 0, 0x5941 * PART, 1)),
    ],
)
def test_zeros_in_front_may_be_missing(written: str, wanted: RelativeBox) -> None:
    data = f"[Contacts2]\n1=Anna\n[a.jpg]\nfaces=rect64({written}),1;\n".encode()
    (named,) = picasa.read(data)["a.jpg"]
    assert is_at(named.box, wanted, 1e-9)


@pytest.mark.parametrize(
    "rectangle",
    ["59415bcb3f848507", "0", "000000000000ffff", "0000" "0000" "ffff" "ffff"],  # turned over, flat
)  # fmt: skip
def test_what_is_no_box_leaves_the_name(rectangle: str) -> None:
    data = f"[Contacts2]\n1=Anna\n[a.jpg]\nfaces=rect64({rectangle}),1\n".encode()
    (named,) = picasa.read(data)["a.jpg"]
    assert named == picasa.PicasaFace("Anna", None)


def test_nobody_and_whom_no_list_knows_are_left_out() -> None:
    data = (
        b"[Contacts2]\nffffffffffffffff=Nobody;;\nabc=;;\n"
        b"[a.jpg]\nfaces=rect64(3f845bcb59418507),ffffffffffffffff;"
        b"rect64(3f845bcb59418507),123;rect64(3f845bcb59418507),abc\n"
    )
    assert picasa.read(data) == {}


def test_contacts_xml_counts_more_than_the_folders_own_list() -> None:
    own = forms.picasa_ini("a.jpg", FACES, CONTACTS)
    known = picasa.contacts_of(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<contacts>\n'
        b' <contact id="b8e4117cf1d6615b" name="Anna Smith" modified_time="2012"/>\n'
        b' <contact id="d80c848976f5bab" name=""/><contact name="x"/><contact id="" name="y"/>\n'
        b"</contacts>"
    )
    assert known == {"b8e4117cf1d6615b": "Anna Smith"}
    names = [named.name for named in picasa.read(own, known)["a.jpg"]]
    assert names == ["Anna Smith", "Ben Öz"]


def test_zeros_of_a_contact_may_be_missing() -> None:
    data = b"[Contacts2]\nd80=Ben;;\n[a.jpg]\nfaces=rect64(3f845bcb59418507),0d80"
    assert [named.name for named in picasa.read(data)["a.jpg"]] == ["Ben"]


def test_hostile_contacts_are_refused() -> None:
    with pytest.raises(Unusable):
        picasa.contacts_of(b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><contacts/>')


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_coding_that_picasa_used(coding: str) -> None:
    data = forms.picasa_ini("Mädchen.jpg", FACES, CONTACTS).decode().encode(coding)
    assert [named.name for named in picasa.read(data)["mädchen.jpg"]] == ["Anna", "Ben Öz"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[",
        b"[]",
        b"=",
        b"faces=rect64(1),1",
        b"[a.jpg]\nfaces=rect64(),\nfaces\n",
        b"[a.jpg]\nfaces=rect64(zz),1;rect64(1,1);rect64(11111111111111111),1\n",
        bytes(range(256)) * 100,
        b"[a.jpg]\n" + b"faces=" + b"rect64(" * 100_000,
    ],
)
def test_broken_files_hold_nobody(data: bytes) -> None:
    assert picasa.read(data) == {}


PATH = "/Users/anna/Pictures/iPhoto Library/Modified/IMG_1.jpg"


def test_library() -> None:
    found = iphoto.read(forms.album_data(PATH, [Face("Anna", ANNA), Face("Ben & Co", BEN)]))
    assert list(found) == [PATH]
    anna, ben = found[PATH]
    assert (anna.name, ben.name) == ("Anna", "Ben & Co")
    assert is_at(anna.box, ANNA)
    assert is_at(ben.box, BEN)
    assert anna.source is NameSource.APPLE


@pytest.mark.parametrize("rectangle", ["", "{{0, 0}}", "{{1e999, 0}, {1, 1}}", "{{a, 0}, {1, 1}}"])
def test_what_is_no_box_of_iphoto_leaves_the_name(rectangle: str) -> None:
    data = forms.album_data(PATH, [Face("Anna", ANNA)])
    start, end = data.index(b"{{"), data.index(b"}}") + 2
    (region,) = iphoto.read(data[:start] + rectangle.encode() + data[end:])[PATH]
    assert (region.name, region.box) == ("Anna", None)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"bplist00rubbish",
        b"<plist>",
        b"<plist><string>x</string></plist>"[:-3],
        b'<!DOCTYPE plist [<!ENTITY x "ha">]><plist><dict><key>a</key>'
        b"<string>&x;</string></dict></plist>",
    ],
)
def test_hostile_lists_are_refused(data: bytes) -> None:
    with pytest.raises(Unusable, match="not a valid property list"):
        iphoto.read(data)


@pytest.mark.parametrize(
    "content",
    [
        "<string>x</string>",
        "<dict/>",
        "<dict><key>Master Image List</key><string>x</string></dict>",
        "<dict><key>Master Image List</key><dict><key>1</key><dict><key>ImagePath</key>"
        "<string>a</string><key>Faces</key><string>x</string></dict></dict></dict>",
        "<dict><key>Master Image List</key><dict><key>1</key><dict><key>ImagePath</key>"
        "<string>a</string><key>Faces</key><array><string>x</string><dict/></array></dict></dict>"
        "<key>List of Faces</key><dict><key>None</key><integer>7</integer></dict></dict>",
    ],
)
def test_other_lists_hold_nobody(content: str) -> None:
    assert iphoto.read(f'<plist version="1.0">{content}</plist>'.encode()) == {}
