"""The date in a packet of XMP: each form, each field, and whatever strangers write there."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfolk.metadata import xmp_date
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.metadata.forms import NAMESPACES, fields, packet

SECOND, DAY, MONTH, YEAR = list(TakenPrecision)[:4]
NAMESPACES.setdefault("exif", "http://ns.adobe.com/exif/1.0/")


@pytest.mark.parametrize(
    ("said", "at", "precision"),
    [
        ("2019-04-12T10:11:12", datetime(2019, 4, 12, 10, 11, 12), SECOND),
        ("2019-04-12T10:11:12.345+02:00", datetime(2019, 4, 12, 10, 11, 12), SECOND),
        ("2019-04-12T10:11Z", datetime(2019, 4, 12, 10, 11), SECOND),
        ("2019-04-12", datetime(2019, 4, 12), DAY),
        ("1975-06", datetime(1975, 6, 1), MONTH),
        ("1975", datetime(1975, 1, 1), YEAR),
    ],
)
@pytest.mark.parametrize("by_attribute", [True, False])
def test_each_form(said: str, at: datetime, precision: TakenPrecision, by_attribute: bool) -> None:
    whole = (
        packet("", f'photoshop:DateCreated="{said}"')
        if by_attribute
        else packet(fields({"photoshop:DateCreated": said}))
    )
    assert xmp_date.taken(whole) == CaptureDate(at, precision, TakenSource.XMP)


def test_what_the_photo_shows_comes_before_when_its_file_was_made() -> None:
    said = {
        "xmp:CreateDate": "2019-04-12T10:11:12",
        "exif:DateTimeOriginal": "1980-01-02",
        "photoshop:DateCreated": "1975",
    }
    found = []
    while said:
        taken = xmp_date.taken(packet(fields(said)))
        found.append(taken.iso if taken else None)
        said.popitem()
    assert found == ["1975", "1980-01-02", "2019-04-12T10:11:12"]


def test_a_date_that_is_none_leaves_the_next_one() -> None:
    said = {"photoshop:DateCreated": "0000-00-00", "xmp:CreateDate": "2019-04-12"}
    taken = xmp_date.taken(packet(fields(said)))
    assert taken is not None
    assert taken.iso == "2019-04-12"


@pytest.mark.parametrize(
    "said", ["", "yesterday", "2019-13", "2019-02-30", "19", "2019-04-12 10:11", "2019-04-12T25:00"]
)
def test_no_date(said: str) -> None:
    assert xmp_date.taken(packet(fields({"photoshop:DateCreated": said}))) is None


def test_a_packet_that_is_made_to_do_harm_says_nothing() -> None:
    dated = packet(fields({"photoshop:DateCreated": "1975"}))
    assert xmp_date.taken(b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + dated) is None
    assert xmp_date.taken(dated + b" " * xmp_date.LARGEST) is None
    assert xmp_date.taken(dated[: len(dated) // 2]) is None
    assert xmp_date.taken(b"<rdf/>") is None


@given(st.binary(max_size=200))
def test_any_bytes_at_all(data: bytes) -> None:
    assert xmp_date.taken(data) is None
