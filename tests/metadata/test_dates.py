"""When something was taken: by the name of a file, by XMP, and by a video's own head."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinfolk.metadata import file_name, movie, xmp_date
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.metadata.forms import NAMESPACES, fields, packet

TODAY = date(2026, 11, 26)
SAYING = {
    "IMG_20190412_101112.jpg": "2019-04-12T10:11:12",
    "IMG_20190412_101112_1.jpg": "2019-04-12T10:11:12",
    "IMG_20190412_101112345_HDR.jpg": "2019-04-12T10:11:12",
    "20190412_101112.jpg": "2019-04-12T10:11:12",
    "20190412101112.jpg": "2019-04-12T10:11:12",
    "VID_20190412_101112.mp4": "2019-04-12T10:11:12",
    "Screenshot_20190412-101112_Maps.png": "2019-04-12T10:11:12",
    "Screenshot_2019-04-12-10-11-12.png": "2019-04-12T10:11:12",
    "Screen Shot 2019-04-12 at 1.11.12 PM.png": "2019-04-12T13:11:12",
    "Screen Shot 2019-04-12 at 12.11.12\u202fAM.png": "2019-04-12T00:11:12",
    "Bildschirmfoto 2019-04-12 um 10.11.12.png": "2019-04-12T10:11:12",
    "WhatsApp Image 2019-04-12 at 10.11.12.jpeg": "2019-04-12T10:11:12",
    "WhatsApp Image 2019-04-12 at 10.11.12 (1).jpeg": "2019-04-12T10:11:12",
    "signal-2019-04-12-101112.jpg": "2019-04-12T10:11:12",
    "signal-2019-04-12-10-11-12-123.jpg": "2019-04-12T10:11:12",
    "photo_2019-04-12_10-11-12.jpg": "2019-04-12T10:11:12",
    "2019-04-12 10.11.12.jpg": "2019-04-12T10:11:12",
    "IMG-20190412-WA0001.jpg": "2019-04-12",
    "IMG_20190412.jpg": "2019-04-12",
    "WP_20140412_001.jpg": "2014-04-12",
    "PXL_20210412_231112345.jpg": "2021-04-12",
    "PXL_20210412_231112345.PORTRAIT.jpg": "2021-04-12",
    "2019-04-12.jpg": "2019-04-12",
    "2019_04_12.jpg": "2019-04-12",
    "Lake 2019-04-12 (3).jpg": "2019-04-12",
    "2019-04-12_001.jpg": "2019-04-12",
    "12.04.2019 Lake.jpg": "2019-04-12",
    "1931-06-02 Wedding.tif": "1931-06-02",
    "2019-04.jpg": "2019-04",
    "2019-04 Übung.jpg": "2019-04",
    "Lake (1975).jpg": "1975",
}
SILENT = [
    "IMG_20191345.jpg",  # a counter
    "IMG_2019.jpg",
    "DSC_1975.jpg",
    "1975.jpg",
    "scan0412.jpg",
    "20190412.jpg",  # a number like another
    "12345678.jpg",
    "00491751234567.jpg",  # telephones
    "+49 175 20190412.jpg",
    "555-2019-04-12.jpg",
    "+49-1975-12-24.jpg",
    "IMG_20190230_101112.jpg",
    "2019-37.jpg",
    "2019-04-001.jpg",
    "1.2019.04.12.jpg",  # a version
    "2999-01-01.jpg",  # to come
    "2026-11-27.jpg",
    "IMG_19550412_101112.jpg",  # before there were such cameras
    "1066-10-14.jpg",
    "Lake (12).jpg",
    "2019-04-12/lake.jpg",  # the folder's
    "",
]


@pytest.mark.parametrize("name", SAYING)
def test_a_name_that_says_a_date(name: str) -> None:
    said = file_name.taken(f"/photos/555/{name}", TODAY)
    assert said is not None
    assert (said.iso, said.source) == (SAYING[name], TakenSource.NAME)
    assert said.day.isoformat() == f"{SAYING[name]}-01-01"[:10]


@pytest.mark.parametrize("name", SILENT)
def test_a_name_that_says_none(name: str) -> None:
    assert file_name.taken(f"/photos/{name}", TODAY) is None


moments = st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 26)).map(
    lambda at: at.replace(microsecond=0)
)
WITH_CLOCK = [
    "IMG_{:%Y%m%d_%H%M%S}.jpg",
    "{:%Y%m%d_%H%M%S}.jpg",
    "Screenshot_{:%Y%m%d-%H%M%S}.png",
    "WhatsApp Image {:%Y-%m-%d at %H.%M.%S}.jpeg",
    "signal-{:%Y-%m-%d-%H%M%S}.jpg",
    "photo_{:%Y-%m-%d_%H-%M-%S}.jpg",
]
OF_DAY = ["IMG-{:%Y%m%d}-WA0042.jpg", "VID_{:%Y%m%d}.mp4", "{:%Y-%m-%d}.jpg", "{:%d.%m.%Y} a.jpg"]


@given(moments, st.sampled_from([*WITH_CLOCK, *OF_DAY]))
def test_every_date_is_read_as_it_was_written(at: datetime, form: str) -> None:
    is_whole = form in WITH_CLOCK
    precision = TakenPrecision.SECOND if is_whole else TakenPrecision.DAY
    first = at if is_whole else datetime.combine(at.date(), datetime.min.time())
    found = file_name.taken(form.format(at), TODAY)
    assert found == CaptureDate(first, precision, TakenSource.NAME)


digits = st.text("0123456789", min_size=1, max_size=13)


@given(digits, st.sampled_from(["{}", "IMG_{}", "DSC{}", "P{}", "{}_n", "({})", "Scan {}"]))
def test_a_number_is_a_date_only_where_a_camera_may_have_written_it(said: str, form: str) -> None:
    found = file_name.taken(form.format(said) + ".jpg", TODAY)
    if found is None:
        return
    is_of_year = form == "({})" and len(said) == 4
    assert is_of_year or (form == "IMG_{}" and len(said) == 8)
    assert said == f"{found.at:%Y}" if is_of_year else said == f"{found.at:%Y%m%d}"


@given(st.dates(date(1975, 1, 1), date(2019, 12, 31)), st.integers(0, 999), st.sampled_from("-. "))
def test_a_date_behind_a_number_is_part_of_a_longer_one(day: date, code: int, by: str) -> None:
    assert file_name.taken(f"{code}{by}{day:%Y{by}%m{by}%d}.jpg", TODAY) is None


@given(st.text(max_size=40), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_no_name_breaks_it_and_none_is_of_tomorrow(name: str, today: date) -> None:
    found = file_name.taken(name, today)
    assert found is None or found.day <= today


@given(moments, st.sampled_from(WITH_CLOCK))
def test_what_is_to_come_is_no_date(at: datetime, form: str) -> None:
    assume(at.date() > date(1990, 1, 1))
    assert file_name.taken(form.format(at), at.date() - timedelta(days=1)) is None


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


NOW = datetime(2026, 5, 1, tzinfo=UTC)
MOMENT = datetime(2019, 4, 12, 10, 11, 12, tzinfo=UTC)


def box(kind: bytes, content: bytes, *, size: int | None = None) -> bytes:
    return (len(content) + 8 if size is None else size).to_bytes(4) + kind + content


def mvhd(moment: datetime, version: int = 0) -> bytes:
    seconds = int((moment - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())
    return box(
        b"mvhd", bytes([version, 0, 0, 0]) + seconds.to_bytes(8 if version else 4) + bytes(80)
    )


def said(data: bytes) -> datetime | None:
    taken = movie.taken(io.BytesIO(data), NOW)
    return None if taken is None else taken.at


@pytest.mark.parametrize("version", [0, 1])
def test_it_is_told_on_the_clock_of_this_machine(version: int) -> None:
    head = box(b"ftyp", b"isom") + box(b"mdat", bytes(50))
    data = head + box(b"moov", box(b"udta", b"x") + mvhd(MOMENT, version))
    assert said(data) == MOMENT.astimezone().replace(tzinfo=None)
    large = (1).to_bytes(4) + b"mdat" + (16 + 9).to_bytes(8) + bytes(9)
    assert said(large + box(b"moov", mvhd(MOMENT, version), size=0)) is not None


@pytest.mark.parametrize(
    "moment",
    [datetime(1904, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC), NOW + timedelta(days=1)],
)
def test_a_clock_that_was_not_set_says_nothing(moment: datetime) -> None:
    assert said(box(b"moov", mvhd(moment))) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0",
        box(b"moov", b""),
        box(b"moov", mvhd(MOMENT), size=4),
        box(b"moov", mvhd(MOMENT), size=1 << 31),
        box(b"moov", box(b"mvhd", b"\0")),
        box(b"moov", box(b"mvhd", b"\1\0\0\0" + b"\xff" * 8)),
        box(b"free", b"") * 5000 + box(b"moov", mvhd(MOMENT)),
        b"RIFF\0\0\0\0AVI LIST",
    ],
)
def test_sizes_are_not_trusted(data: bytes) -> None:
    assert said(data) is None


@given(st.binary(max_size=64))
def test_anything_may_stand_there(content: bytes) -> None:
    said(content)
    said(box(b"moov", content))
