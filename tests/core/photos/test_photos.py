"""Photos: listed by the time they were taken, counted by state."""

from datetime import datetime
from typing import Any

import pytest

from kinfolk.core.db.models import AssetState
from kinfolk.core.photos import photos
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.photo_search import Order
from kinfolk.core.photos.photos import AssetsQuery
from kinfolk.errors import Invalid, NotFound
from tests.album import Album


def page(album: Album, **query: Any) -> list[str]:
    return [asset.id for asset in album.ask(photos.page, AssetsQuery(**query)).data]


def test_by_the_time_they_were_taken(album: Album) -> None:
    years = {year: album.photo(taken_at=datetime(year, 6, 1)) for year in (2001, 1999, 2005, 2003)}
    undated = album.photo()
    twin = album.photo(taken_at=datetime(2003, 6, 1))
    newest = [undated, years[2005], twin, years[2003], years[2001], years[1999]]
    assert page(album) == newest
    assert page(album, order=Order.UP) == newest[::-1]
    for order, expected in ((Order.DOWN, newest), (Order.UP, newest[::-1])):
        for at, cursor in enumerate(expected):
            assert page(album, order=order, starting_after_id=cursor) == expected[at + 1 :]
    between = PhotoFilter(taken_from=datetime(2003, 6, 1), taken_before=datetime(2005, 6, 1))
    assert page(album, filter=between) == newest[2:4]


def test_missing_photos_are_no_longer_listed(album: Album) -> None:
    gone = album.photo(state=AssetState.MISSING)
    assert page(album) == []
    with album.db.read() as session:
        assert photos.get(session, gone).state == AssetState.MISSING
        with pytest.raises(NotFound):
            photos.get(session, "asset_x")
    with pytest.raises(NotFound):
        page(album, starting_after_id="asset_x")
    with pytest.raises(Invalid, match="The limit is from 1 to 200") as refused:
        page(album, limit=500)
    assert refused.value.field == "limit"


@pytest.mark.parametrize(("order", "seeks"), [(Order.DOWN, "<"), (Order.UP, ">")])
def test_the_last_page_costs_what_the_first_does(album: Album, order: Order, seeks: str) -> None:
    cursor = album.photo()
    with album.db.read() as session:
        driver = session.connection().exec_driver_sql
        for after, seek in ((None, ""), (cursor, f" AND <expr>{seeks}?")):
            query = AssetsQuery(starting_after_id=after, order=order)
            statement = photos.page_select(session, query, "lib_x")
            compiled = statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
            plan = [row[3] for row in driver(f"EXPLAIN QUERY PLAN {compiled}")]
            assert plan == [f"SEARCH asset USING INDEX asset_when (library_id=?{seek})"]
