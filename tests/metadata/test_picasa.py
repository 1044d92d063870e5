"""What Picasa wrote beside photos is read: rectangles in hexadecimal, names by number."""

import pytest

from kinfolk.metadata.name_forms import picasa
from kinfolk.metadata.packet import Unusable
from kinfolk.metadata.region import RelativeBox
from tests.metadata import forms
from tests.metadata.boxes import ANNA, BEN, is_at
from tests.metadata.forms import Face

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
