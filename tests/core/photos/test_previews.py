"""Previews are kept up to a limit, known by the picture that they show, and never shown damaged."""

import pytest
from sqlalchemy import func, select, update
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, AssetState, Folder, Preview
from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.core.photos import previews
from kinfolk.core.photos.previews import Made
from tests.album import Album
from tests.rows import face_row

AMPLE = 10_000_000


def keep(album: Album, *asset_ids: str, size: int = 1000, limit: int = AMPLE) -> None:
    """One after the other, each of so many bytes, of the picture that the photo shows."""

    def put(session: Session) -> None:
        for asset_id in asset_ids:
            picture = session.get_one(Asset, asset_id).picture
            made = Made(asset_id, picture, asset_id.encode().ljust(size))
            previews.keep(session, [made], limit=limit)

    album.do(put)


def photos(album: Album, number: int) -> list[str]:
    found = [album.photo() for _ in range(number)]
    for each in found:
        album.edit(Asset, each, picture=f"what {each} shows")
    return found


def kept(album: Album, asset_ids: list[str]) -> list[str]:
    return [each for each in asset_ids if album.ask(previews.get, each)]


def test_it_is_of_the_picture_that_the_photo_shows(album: Album) -> None:
    photo, other = photos(album, 2)
    keep(album, photo)
    with album.db.read() as session:
        assert previews.get(session, photo) == photo.encode().ljust(1000)
        for nothing in (other, "asset_gone", "asset_\ud800"):
            assert previews.get(session, nothing) is None
    album.edit(Asset, photo, picture="another one")
    assert kept(album, [photo]) == []
    keep(album, photo, size=2000)
    with album.db.read() as session:
        found = previews.get(session, photo)
        assert found is not None
        assert len(found) == 2000
        assert session.execute(select(func.count(col(Preview.n)))).scalar_one() == 1


@pytest.mark.parametrize("damage", ["jpeg", "asset_id"])
def test_one_that_is_damaged_counts_as_missing(album: Album, damage: str) -> None:
    photo, other = photos(album, 2)
    album.edit(Asset, other, picture=f"what {photo} shows")
    keep(album, photo)
    values = {"jpeg": b"another picture".ljust(1000)} if damage == "jpeg" else {"asset_id": other}
    album.do(Session.execute, update(Preview).values(**values))
    assert kept(album, [photo, other]) == []
    keep(album, photo, other)
    assert kept(album, [photo, other]) == [photo, other]


def test_over_the_limit_the_oldest_go(album: Album) -> None:
    found = photos(album, 6)
    keep(album, *found[:3], limit=4000)
    keep(album, found[0], limit=4000)  # made anew: it is the newest now
    assert kept(album, found) == found[:3]
    keep(album, found[3], found[4], limit=4000)
    assert kept(album, found) == [found[0], found[3], found[4]]
    keep(album, found[5], size=9000, limit=4000)
    assert kept(album, found) == []


@pytest.mark.parametrize("way", ["missing", "folder"])
def test_those_of_photos_that_are_away_go_last(album: Album, way: str) -> None:
    """No one could make another one of them now."""
    found = photos(album, 3)
    folder_id = album.folder()
    away = album.photo(folder_id=folder_id)
    if way == "missing":
        album.edit(Asset, away, state=AssetState.MISSING)
    else:
        album.edit(Folder, folder_id, is_away=True)
    keep(album, away, *found, limit=3900)
    assert kept(album, [away, *found]) == [away, *found[1:]]
    keep(album, found[0], size=2700, limit=3900)
    assert kept(album, [away, *found]) == [away, found[0]]
    keep(album, away, size=4000, limit=3900)
    assert kept(album, [away, *found]) == []  # else the limit would be none


def test_what_is_lacking_is_made_as_far_as_there_is_room(album: Album) -> None:
    found = photos(album, 4)
    unread, failed, folder_id = album.photo(), photos(album, 1)[0], album.folder()
    album.edit(Asset, failed, state=AssetState.FAILED)
    album.edit(Asset, album.photo(folder_id=folder_id), picture="away")
    album.edit(Folder, folder_id, is_away=True)
    keep(album, found[0], found[1])
    album.edit(Asset, found[1], picture="replaced")

    def lacking(limit: int = AMPLE, **where: object) -> set[str]:
        with album.db.read() as session:
            return set(previews.lacking(session, limit=limit, **where))  # type: ignore[arg-type]

    assert lacking() == {*found[1:]}
    assert unread not in lacking()
    assert lacking(folder_ids=[album.folder_id], library_id=album.library_id) == {*found[1:]}
    assert lacking(folder_ids=[]) == lacking(library_id="lib_other") == set()
    # So many as have room without another one going.
    assert len(lacking(limit=170_000)) == 2
    for limit in (82_500, 50_000, 0):
        assert lacking(limit=limit) == set()


def test_it_stays_as_long_as_the_photo_can_come_back(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_STEPS", 3)
    gone, stays = photos(album, 2)
    keep(album, gone, stays)
    album.decide(Session.delete, album.row(Asset, gone))
    assert kept(album, [gone, stays]) == [stays]
    album.db.undo().result()
    assert kept(album, [gone, stays]) == [gone, stays]
    album.decide(Session.delete, album.row(Asset, gone))
    for _ in range(3):
        album.decide(people.create)
    with album.db.read() as session:
        left = set(session.execute(select(col(Preview.asset_id))).scalars())
    assert left == {stays}


def test_a_video_is_shown_at_the_moment_of_its_best_face(album: Album) -> None:
    film, still = album.photo(), album.photo()
    for quality, at in ((0.5, 1000), (0.9, 4000), (0.7, 0)):
        row = face_row(album.library_id, film, quality=quality, timestamp_ms=at)
        album.add(row)
    album.face(asset_id=still)
    assert album.ask(previews.best_moment, film) == 4000
    assert album.ask(previews.best_moment, still) is None
