"""Photos: listed by the time they were taken, counted by state, and who is said to be in each."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kinfolk.core.db.models import Asset, AssetState, Face, Folder
from kinfolk.core.photos import photo_cards, photo_search, photos
from kinfolk.core.photos.photo_cards import PhotoCard
from kinfolk.core.photos.photo_filter import EVERY_PHOTO
from kinfolk.core.photos.photo_search import FoundPhoto, Order, PhotoSort
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


def card(album: Album, asset_id: str) -> PhotoCard:
    return album.ask(photo_cards.cards, [asset_id])[asset_id]


def face_at(album: Album, asset_id: str, x: int, person_id: str | None, **values: object) -> None:
    face_id = album.face(person_id, asset_id=asset_id)

    album.edit(Face, face_id, x=x, **values)


def test_names_stand_from_left_to_right_each_once(album: Album) -> None:
    photo = album.photo()
    anna, ben = album.person("Anna"), album.person("Ben")
    for x, who in ((300, anna), (200, anna), (100, ben)):
        face_at(album, photo, x, who)
    assert card(album, photo).names == ("Ben", "Anna")
    assert card(album, photo).unknown == 0


def test_behind_them_stand_those_without_a_box(album: Album) -> None:
    photo = album.photo()
    anna, ben, carl = (album.person(name) for name in ("Anna", "Ben", "Carl"))
    dora = album.person("Dora")
    album.change(carl, is_hidden=True)
    for who in (dora, anna, ben, carl):
        album.presence(who, photo)
    face_at(album, photo, 10, ben)
    assert card(album, photo).names == ("Ben", "Anna", "Dora")
    waiting = album.photo()
    album.presence(anna, waiting, seen_in="another")
    assert card(album, waiting).names == ()


def test_unknown_are_faces_of_nobody_and_groups_that_nobody_has_ignored(album: Album) -> None:
    photo = album.photo()
    group, stranger, hidden = album.group(faces=0), album.group(faces=0), album.person("Carl")
    album.change(stranger, is_hidden=True)
    album.change(hidden, is_hidden=True)
    for x, who in enumerate((None, None, group, group, stranger, hidden)):
        face_at(album, photo, x, who)
    assert (card(album, photo).names, card(album, photo).unknown) == ((), 3)


def test_a_face_that_waits_for_its_picture_is_in_no_photo(album: Album) -> None:
    photo = album.photo()
    face_at(album, photo, 1, album.person("Anna"), seen_in="another picture")
    assert card(album, photo).names == ()


def test_why_it_is_not_seen(album: Album) -> None:
    fine, broken = album.photo(), album.photo(state=AssetState.FAILED)
    assert (card(album, fine).problem, card(album, fine).away) == ("", None)
    album.edit(Asset, broken, reason="This is no picture.")
    album.edit(Folder, album.folder_id, is_away=True)
    assert card(album, broken).problem == "This is no picture."
    assert card(album, fine).away == Path("/photos") / album.folder_id


def listing(album: Album, library_id: str | None, sort: PhotoSort) -> Sequence[FoundPhoto]:
    return album.ask(photo_search.listing, EVERY_PHOTO, library_id, sort=sort, order=Order.UP)


def test_all_photos_are_those_of_every_library(album: Album) -> None:
    mine, other = album.photo(), album.library()
    theirs = album.photo(library_id=other)
    album.photo(state=AssetState.MISSING)
    assert [each.id for each in listing(album, None, PhotoSort.DATE)] == [mine, theirs]
    assert [each.id for each in listing(album, other, PhotoSort.DATE)] == [theirs]


def test_by_folder_what_lies_in_one_stands_together(album: Album) -> None:
    made = {}
    for path in ("/a/b.jpg", "/a/c/x.jpg", "/a/d.jpg", "/a b/y.jpg"):
        made[path] = photo = album.photo()
        album.edit(Asset, photo, path=path)
    found = listing(album, album.library_id, PhotoSort.FOLDER)
    wanted = ["/a/b.jpg", "/a/d.jpg", "/a b/y.jpg", "/a/c/x.jpg"]
    assert [each.id for each in found] == [made[path] for path in wanted]
    assert [each.folder for each in found] == ["/a", "/a", "/a b", "/a/c"]
    assert {(each.width, each.height) for each in found} == {(400, 300)}
