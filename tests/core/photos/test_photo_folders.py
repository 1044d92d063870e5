"""Folders that hold photos: each is there, with as many photos as a search in it finds."""

from pathlib import Path

from kinfolk.core.db.models import AssetState
from kinfolk.core.photos import photo_folders, photo_search
from kinfolk.core.photos.photo_filter import PhotoFilter
from tests.album import Album
from tests.rows import place_row


def counts(album: Album, library_id: str | None) -> dict[str, int]:
    with album.db.read() as session:
        found = photo_folders.listed(session, library_id)
        for folder in found:  # as a search counts them
            wanted = PhotoFilter(folder=folder.path)
            assert photo_search.count(session, wanted, library_id) == folder.photos
    assert [each.path for each in found] == sorted(each.path for each in found)
    return {str(each.path.relative_to("/photos")): each.photos for each in found}


def copied(album: Album, asset_id: str, folder_id: str, inside: str) -> None:
    path = Path("/photos") / folder_id / inside / f"{asset_id}.jpg"
    album.add(place_row(album.library_id, asset_id, folder_id, path))


def test_each_folder_that_holds_photos_with_how_many(album: Album) -> None:
    first, second, empty = album.folder_id, album.folder(), album.folder()
    album.photo()
    lake = album.photo(inside="2003/Lake")
    for _ in range(2):
        album.photo(inside="2003/Lake %_É")
    album.photo(inside="2004", state=AssetState.MISSING)
    album.photo(folder_id=second, inside="a/b/c", state=AssetState.FAILED)
    elsewhere = album.library()
    others = album.folder(elsewhere)
    album.photo(library_id=elsewhere, folder_id=others)
    here = {
        first: 4,
        f"{first}/2003": 3,
        f"{first}/2003/Lake": 1,
        f"{first}/2003/Lake %_É": 2,
        second: 1,
        f"{second}/a": 1,
        f"{second}/a/b": 1,
        f"{second}/a/b/c": 1,
    }
    assert counts(album, album.library_id) == here
    assert counts(album, None) == here | {others: 1}
    copied(album, lake, first, "2003")  # beside it: of 2003 it is the same photo
    copied(album, lake, first, "copies")
    copied(album, lake, first, "copies/more")
    copied(album, lake, empty, "")
    here |= {f"{first}/copies": 1, f"{first}/copies/more": 1, empty: 1}
    assert counts(album, album.library_id) == here
