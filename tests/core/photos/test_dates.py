"""When photos were taken: core's rules held against Python; and dates in the names of folders."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssetState
from kinfolk.core.photos import dates, folder_dates
from kinfolk.errors import Invalid
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests import summaries
from tests.album import Album, dump
from tests.fake_engine import draw
from tests.rig import Rig
from tests.second_library import rows_of

takens = st.builds(
    CaptureDate,
    st.datetimes(datetime(1840, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(TakenPrecision),
    st.sampled_from(TakenSource),
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(takens)
def test_sql_knows_the_days_as_python_does(db: Database, album: Album, taken: CaptureDate) -> None:
    photo = album.photo()
    album.edit(Asset, photo, **dates.columns(taken))
    with db.read() as session:
        day = select(dates.latest_day()).where(col(Asset.id) == photo)
        assert session.execute(day).scalar_one() == taken.latest.isoformat()
        assert session.get_one(Asset, photo).taken == taken
        summaries.check(session)


ABOUT_1975 = CaptureDate(datetime(1975, 1, 1), TakenPrecision.ABOUT, TakenSource.USER)


def test_what_the_user_says_is_one_step(album: Album) -> None:
    dated, other = album.photo(taken_at=datetime(2019, 4, 12)), album.photo()
    before = rows_of(album.db, album.library_id)
    album.decide(dates.give, [dated, other], ABOUT_1975)
    assert album.row(Asset, dated).taken == album.row(Asset, other).taken == ABOUT_1975
    album.db.undo().result()
    assert rows_of(album.db, album.library_id) == before


def test_no_photo_is_of_tomorrow(album: Album) -> None:
    tomorrow = datetime.now() + timedelta(days=1)
    taken = CaptureDate(tomorrow, TakenPrecision.DAY, TakenSource.USER)
    with pytest.raises(Invalid, match="in the future"):
        album.decide(dates.give, [album.photo()], taken)


def test_what_is_taken_away_leaves_what_the_name_says(album: Album) -> None:
    named, other, camera = album.photo(), album.photo(), album.photo(taken_at=datetime(2019, 4, 12))
    album.edit(Asset, named, path="/p/IMG-20190412-WA0001.jpg")
    album.decide(dates.give, [named, other], ABOUT_1975)
    away = [named, other, camera]
    album.step("Take away", dates.take_away, away)
    assert album.row(Asset, named).taken == CaptureDate(
        datetime(2019, 4, 12), TakenPrecision.DAY, TakenSource.NAME
    )
    assert album.row(Asset, other).taken is None
    assert album.row(Asset, camera).taken == CaptureDate(
        datetime(2019, 4, 12), TakenPrecision.SECOND, TakenSource.EXIF
    )
    states = [album.row(Asset, photo).state for photo in away]  # the next scan reads what files say
    assert states == [AssetState.PENDING, AssetState.PENDING, AssetState.DONE]
    album.db.undo().result()
    assert album.row(Asset, named).taken == album.row(Asset, other).taken == ABOUT_1975


def test_photos_in_order_of_date(album: Album) -> None:
    undated = album.photo()
    years = {year: album.photo(taken_at=datetime(year, 1, 1)) for year in (2010, 1990, 2000)}
    found = album.ask(dates.in_order, [undated, *years.values(), "asset_gone"])
    assert found == [years[1990], years[2000], years[2010], undated]


TODAY = date(2026, 11, 26)
MONTHS = {"july": 7, "jul": 7, "juli": 7, "may": 5, "december": 12}

SAYING = {
    "1998": "1998; 1998 Summer; Summer 1998; Italy (1998); Summer 98; Sommer_98",
    "1975": "Lake '75",
    "2004-07-12": "2004-07-12 Italy; 2004_07_12; 20040712 Italy; 12.07.2004 Italien; 12.7.2004",
    "2026-11-26": "2026-11-26",  # today
    "2004-07": "2004-07 Italy; 07-2004; July 2004; Italien Juli 2004",
    "1998-07": "July 98",
    "1999-12": "Xmas 99",
    "2005-12": "Weihnachten '05",
    "1975-12": "Christmas 1975",
    "1975 about": "1970s; the 70s",
    "2005 about": "2000s",
    "1965 about": "60er Jahre",
    "1977 about": "1975-1980",
    "1998 about": "1998-99 Ski",
}
# Any of a hundred years, a month of which year?
SILENT = (
    "Italy; IMG_1234; 100CANON; 101_0712; 2000px; 1920x1080; 1600 dpi; Route 66; Apollo 13;"
    " 1998 and 2004; 1900-2000; 2031 plans; 2026-11-27; 1066; May; 555-2004-0712; Scan 2.1998.1"
)


def read(name: str, around: str = "") -> str:
    """Return the date as ISO text, with "about" if it is so."""
    taken = folder_dates.said(name, around, months=MONTHS, today=TODAY)
    if taken is None:
        return ""
    return taken.iso + (" about" if taken.precision is TakenPrecision.ABOUT else "")


@pytest.mark.parametrize(
    ("name", "said"), [(name, said) for said, names in SAYING.items() for name in names.split("; ")]
)
def test_a_name_that_says_a_date(name: str, said: str) -> None:
    assert read(name) == said


@pytest.mark.parametrize("name", SILENT.split("; "))
def test_a_name_that_says_none(name: str) -> None:
    assert read(name) == ""


def test_the_folder_around_gives_the_year() -> None:
    assert read("07", "2004") == read("07 July", "2004") == read("July", "2004") == "2004-07"
    assert read("Xmas", "1999") == "1999-12"
    assert read("Xmas 98", "1999") == "1998-12"
    assert read("07 Paris trip", "2004") == ""  # may be the seventh album


@pytest.fixture
def scans(rig: Rig) -> Rig:
    """Photos without a date in folders that have one, and some that need none."""
    names = "a.png", "lake/b.png", "Xmas 98/c.png", "2001-02-03.png", "../Lake/d.png"
    for x, name in enumerate(names):
        draw(rig.folder / "1998 Summer" / name, [("red", 60 + x, 40)])
    rig.scan()
    return rig


def offered(rig: Rig) -> list[folder_dates.FolderDate]:
    return rig.ask(folder_dates.offered, rig.library_id, months=MONTHS, today=TODAY)


def taken(rig: Rig) -> dict[str, str]:
    """Return the dates of photos that have one, by file name."""
    found = {Path(path).name: photo for path, photo in rig.photos().items()}
    dated = {
        name: CaptureDate.stored(one.taken_at, one.taken_precision, one.taken_source)
        for name, one in found.items()
    }
    return {name: one.iso for name, one in dated.items() if one}


def test_photos_without_a_date_are_offered_that_of_the_innermost_folder(scans: Rig) -> None:
    found = {one.folder.name: (one.taken.iso, len(one.asset_ids)) for one in offered(scans)}
    assert found == {"1998 Summer": ("1998", 2), "Xmas 98": ("1998-12", 1)}
    assert taken(scans) == {"2001-02-03.png": "2001-02-03"}  # nothing is taken unasked


def test_a_date_may_be_said_thousands_of_folders_above(album: Album) -> None:
    album.photo(inside="1998/" + "x/" * 1500)
    [found] = album.ask(folder_dates.offered, None, months=MONTHS, today=TODAY)
    assert (found.folder.name, found.taken.iso) == ("1998", "1998")


def test_using_them_is_one_step(scans: Rig) -> None:
    chosen = offered(scans)
    before = dump(scans.db)
    scans.decide(folder_dates.use, chosen)
    assert taken(scans) == {
        "2001-02-03.png": "2001-02-03",
        "a.png": "1998",
        "b.png": "1998",
        "c.png": "1998-12",
    }
    assert offered(scans) == []
    scans.scan()
    assert taken(scans)["a.png"] == "1998"
    scans.db.undo().result()
    assert dump(scans.db) == before


def test_a_date_that_came_meanwhile_stays(scans: Rig) -> None:
    chosen = offered(scans)
    one = next(photo.id for path, photo in scans.photos().items() if path.endswith("a.png"))
    given = folder_dates.said("July 2004", months=MONTHS, today=TODAY)
    assert given is not None
    scans.decide(dates.give, [one], given)
    scans.decide(folder_dates.use, chosen)
    assert taken(scans)["a.png"] == "2004-07"
