"""Dates in the names of files: as cameras, messengers and people write them, and no others."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinfolk.metadata import file_name
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource

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
