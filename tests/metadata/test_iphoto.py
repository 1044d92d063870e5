"""What iPhoto and Aperture listed is read: boxes of the displayed photo, measured from below."""

import pytest

from kinfolk.metadata.name_forms import iphoto
from kinfolk.metadata.packet import Unusable
from kinfolk.metadata.region import NameSource
from tests.metadata import forms
from tests.metadata.boxes import ANNA, BEN, is_at
from tests.metadata.forms import Face

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
def test_what_is_no_box_leaves_the_name(rectangle: str) -> None:
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
        b" " * (65 << 20),
    ],
)
def test_hostile_lists_are_refused(data: bytes) -> None:
    with pytest.raises(Unusable):
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
