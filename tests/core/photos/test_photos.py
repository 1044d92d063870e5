"""Photos: listed by the time they were taken, counted by state."""

from typing import Any

import pytest

from kinfolk.core.db.models import AssetState
from kinfolk.core.photos import photos
from kinfolk.core.photos.photo_search import Order
from kinfolk.core.photos.photos import AssetsQuery
from kinfolk.errors import Invalid, NotFound
from tests.album import Album


def page(album: Album, **query: Any) -> list[str]:
    return [asset.id for asset in album.ask(photos.page, AssetsQuery(**query)).data]


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
