"""When photos were taken: the rules of core, held against the same in Python."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlmodel import col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssetState
from kinfolk.core.photos import dates
from kinfolk.errors import Invalid
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests import summaries
from tests.album import Album
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
    here = update(Asset).where(col(Asset.id) == photo)
    db.write(lambda session: session.execute(here.values(**dates.columns(taken)))).result()
    with db.read() as session:
        day = select(dates.latest_day()).where(col(Asset.id) == photo)
        assert session.execute(day).scalar_one() == taken.latest.isoformat()
        assert session.get_one(Asset, photo).taken == taken
        summaries.check(session)


ABOUT_1975 = CaptureDate(datetime(1975, 1, 1), TakenPrecision.ABOUT, TakenSource.USER)


def date_all(db: Database, photos: list[str], taken: CaptureDate = ABOUT_1975) -> None:
    db.write(lambda s: dates.give(s, photos, taken), label="Date").result()


def taken_of(db: Database, photo: str) -> CaptureDate | None:
    with db.read() as session:
        return session.get_one(Asset, photo).taken


def test_what_the_user_says_is_one_step(db: Database, album: Album) -> None:
    dated, other = album.photo(taken_at=datetime(2019, 4, 12)), album.photo()
    before = rows_of(db, album.library_id)
    date_all(db, [dated, other])
    assert taken_of(db, dated) == taken_of(db, other) == ABOUT_1975
    db.undo().result()
    assert rows_of(db, album.library_id) == before


def test_no_photo_is_of_tomorrow(db: Database, album: Album) -> None:
    tomorrow = datetime.now() + timedelta(days=1)
    with pytest.raises(Invalid, match="in the future"):
        date_all(db, [album.photo()], CaptureDate(tomorrow, TakenPrecision.DAY, TakenSource.USER))


def test_what_is_taken_away_leaves_what_the_name_says(db: Database, album: Album) -> None:
    named, other, camera = album.photo(), album.photo(), album.photo(taken_at=datetime(2019, 4, 12))
    path = update(Asset).where(col(Asset.id) == named).values(path="/p/IMG-20190412-WA0001.jpg")
    db.write(lambda session: session.execute(path)).result()
    date_all(db, [named, other])
    away = [named, other, camera]
    album.step("Take away", dates.take_away, away)
    assert taken_of(db, named) == CaptureDate(
        datetime(2019, 4, 12), TakenPrecision.DAY, TakenSource.NAME
    )
    assert taken_of(db, other) is None
    assert taken_of(db, camera) == CaptureDate(
        datetime(2019, 4, 12), TakenPrecision.SECOND, TakenSource.EXIF
    )
    with db.read() as session:  # what the files say is read by the next scan
        states = [session.get_one(Asset, photo).state for photo in away]
    assert states == [AssetState.PENDING, AssetState.PENDING, AssetState.DONE]
    db.undo().result()
    assert taken_of(db, named) == taken_of(db, other) == ABOUT_1975


def test_photos_in_order_of_date(album: Album) -> None:
    undated = album.photo()
    years = {year: album.photo(taken_at=datetime(year, 1, 1)) for year in (2010, 1990, 2000)}
    found = album.ask(dates.in_order, [undated, *years.values(), "asset_gone"])
    assert found == [years[1990], years[2000], years[2010], undated]
