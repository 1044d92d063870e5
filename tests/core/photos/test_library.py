"""Libraries and their folders, and folders that hold photos."""

import os
import sys
from pathlib import Path

import pytest

from kinfolk.core.database import Database
from kinfolk.core.db.models import AssetState
from kinfolk.core.photos import library, photo_folders, photo_search, places
from kinfolk.core.photos.library import FolderInfo, FolderSwitch, Library
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.core.photos.places import File
from kinfolk.errors import Ambiguous, AppError, NotFound
from tests.album import Album
from tests.rows import place_row


def make(db: Database, name: str, description: str | None = None) -> Library:
    return db.write(lambda s: library.create(s, name=name, description=description)).result().result


def add(db: Database, path: Path, library_id: str | None = None) -> FolderInfo:
    return db.write(lambda s: library.add_folder(s, path, library_id=library_id)).result().result


def test_all_are_listed_the_newest_first(db: Database) -> None:
    made = [make(db, str(number)).id for number in range(5)]
    with db.read() as session:
        assert [each.id for each in library.listing(session)] == made[::-1]


def test_which_library_is_meant(db: Database) -> None:
    with db.read() as session:
        assert library.known_or_none(session, None) is None
    first = db.write(lambda s: library.resolve(s, None)).result().result
    with db.read() as session:
        assert library.get(session, first).name == library.FIRST_NAME
        assert library.known_or_none(session, None) == first
    other = make(db, "Other").id
    with db.read() as session:
        assert library.known_or_none(session, other) == other
        with pytest.raises(Ambiguous, match=r"^There are several libraries\.$") as refused:
            library.known_or_none(session, None)
        assert refused.value.hint == "Specify one by its id."
        with pytest.raises(NotFound):
            library.known_or_none(session, "lib_x")


def test_a_folder_is_added_once(db: Database, tmp_path: Path) -> None:
    folder = add(db, tmp_path)
    assert (folder.path, folder.photo_count, folder.is_away) == (tmp_path.resolve(), 0, False)
    assert add(db, tmp_path / ".") == folder
    (tmp_path / "inner").mkdir()
    assert add(db, tmp_path / "inner") == folder
    other = make(db, "Other").id
    assert add(db, tmp_path, other).id != folder.id
    with db.read() as session:
        assert len(library.folders(session)) == 2
        assert [each.id for each in library.folders(session, folder.library_id)] == [folder.id]


def test_what_is_no_folder(db: Database, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"")
    for path in (tmp_path / "photo.jpg", tmp_path / "nowhere"):
        with pytest.raises(AppError) as refused:
            add(db, path)
        assert refused.value.message == f"{path.resolve()} isn’t a folder."
        assert refused.value.hint == "Choose a folder with photos."


@pytest.mark.skipif(sys.platform != "linux", reason="names that spell nothing are a Linux thing")
def test_a_folder_whose_name_spells_nothing(db: Database, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    odd.mkdir()
    with pytest.raises(AppError, match=r"^The folder’s name isn’t readable text\.$") as refused:
        add(db, odd)
    assert refused.value.hint == "Rename it."


def test_a_name_that_only_begins_alike_is_another_folder(db: Database, tmp_path: Path) -> None:
    for name in ("2023", "2023 more"):
        (tmp_path / name).mkdir()
    assert add(db, tmp_path / "2023").id != add(db, tmp_path / "2023 more").id


@pytest.mark.parametrize(("path", "name"), [("/photos/Summer", "Summer"), ("/", os.sep)])
def test_a_folder_is_called_by_its_last_part_or_a_drive_by_all(path: str, name: str) -> None:
    folder = FolderInfo("folder", "lib", Path(path), False, 0, None, 0)
    assert folder.name == name


def test_faces_are_looked_for_in_a_folder_unless_that_is_switched_off(album: Album) -> None:
    for is_on in (False, True):
        album.do(library.switch, album.folder_id, FolderSwitch.FIND_FACES, is_on=is_on)
        assert album.ask(library.finds_faces, album.folder_id) is is_on
    assert album.ask(library.finds_faces, "folder_x")  # it went while a scan was running


def test_photos_are_counted_once_in_each_folder_they_lie_in(album: Album) -> None:
    """A copy where it lies, two copies once; a missing photo nowhere."""
    one, other, empty = album.folder_id, album.folder(), album.folder()
    first, second = album.photo(), album.photo()
    album.photo(state=AssetState.MISSING)
    album.photo(folder_id=other)
    copies = [
        File(first, other, "/photos/z.jpg", 1, 1, is_left=True),
        File(first, other, "/photos/b.jpg", 1, 1, is_left=True),
        File(second, other, "/photos/c.jpg", 1, 1),
    ]
    album.do(places.add, album.library_id, copies)
    with album.db.read() as session:
        found = {each.id: each for each in library.folders(session, album.library_id)}
        assert library.folder(session, other) == found[other]
        assert library.get(session, album.library_id).asset_count == 3
        first_place, *further = places.files(session, first)
        assert first_place.stem == first
        assert [path.name for path in further] == ["b.jpg", "z.jpg"]
    assert {each: found[each].photo_count for each in found} == {one: 2, other: 3, empty: 0}
    assert {each: found[each].found_count for each in found} == {one: 0, other: 1, empty: 0}


def test_nothing_is_looked_for_elsewhere_in_a_folder_that_was_found(
    album: Album, tmp_path: Path
) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    old = add(album.db, tmp_path / "old").id
    found = album.photo()  # while the folder was away
    left = File(found, old, str(tmp_path / "old" / "a.jpg"), 1, 1, is_left=True)
    album.do(places.add, album.library_id, [left])
    assert album.ask(library.folder, old).found_count == 1
    album.do(library.move_folder, old, tmp_path / "new")
    assert album.ask(library.folder, old).found_count == 0
    assert album.ask(places.files, found)[1:] == [tmp_path / "new" / "a.jpg"]


def test_who_is_in_photos_of_one_folder_alone(album: Album) -> None:
    """Those whom no one would see any more without it; groups have no name to lose."""
    there = album.folder()
    inside, outside = album.photo(folder_id=there), album.photo()
    for name, seen in (("Eva", [inside]), ("Ben", [inside, outside]), ("Ida", [outside])):
        person = album.person(name)
        for photo in seen:
            album.face(person, asset_id=photo)
    album.face(album.group(faces=0), asset_id=inside)
    album.presence(album.person("Otto"), inside)  # without a face
    album.person("Ulla")
    assert album.ask(library.people_only_in, there) == 2
    assert album.ask(library.people_only_in, album.folder_id) == 1


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
