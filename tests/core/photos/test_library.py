"""Libraries and their folders."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.db.models import AssetState, AssignedBy, Folder
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.photos import library, photos, places
from kinfolk.core.photos.library import FolderInfo, Library
from kinfolk.core.photos.places import File
from kinfolk.errors import Ambiguous, AppError, Invalid, NotFound
from tests.album import Album


def make(db: Database, name: str, description: str | None = None) -> Library:
    return db.write(lambda s: library.create(s, name=name, description=description)).result().result


def add(db: Database, path: Path, library_id: str | None = None) -> FolderInfo:
    return db.write(lambda s: library.add_folder(s, path, library_id=library_id)).result().result


def test_create_get_update(db: Database) -> None:
    made = make(db, "  Home ", "Ours")
    assert (made.name, made.description, made.asset_count) == ("Home", "Ours", 0)
    with db.read() as session:
        assert library.get(session, made.id) == made
    changed = (
        db.write(lambda s: library.update(s, made.id, replace(library.UNCHANGED, description=None)))
        .result()
        .result
    )
    assert (changed.name, changed.description) == ("Home", None)
    assert changed.updated_at > made.updated_at
    assert (
        db.write(lambda s: library.update(s, made.id, library.UNCHANGED)).result().result == changed
    )


def test_update_refuses(db: Database) -> None:
    made = make(db, "Home")
    with pytest.raises(Invalid) as refused:
        db.write(
            lambda s: library.update(s, made.id, replace(library.UNCHANGED, name=" "))
        ).result()
    assert (refused.value.field, refused.value.message) == ("name", "A library needs a name.")
    with pytest.raises(NotFound):
        db.write(lambda s: library.update(s, "lib_x", library.UNCHANGED)).result()


def test_pages(db: Database) -> None:
    made = [make(db, str(number)).id for number in range(5)]
    with db.read() as session:
        first = library.page(session, limit=3)
        second = library.page(session, limit=3, starting_after_id=first.data[-1].id)
        assert [each.id for each in first.data + second.data] == made[::-1]
        assert (first.has_more, second.has_more) == (True, False)
        with pytest.raises(NotFound):
            library.page(session, limit=3, starting_after_id="lib_x")


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


def test_a_folder_around_known_ones_takes_them_over(album: Album, tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    known = add(album.db, inner)
    photo = album.photo(folder_id=known.id)
    outer = add(album.db, tmp_path / "a")
    assert (outer.path, outer.photo_count) == (tmp_path.resolve() / "a", 1)
    assert album.ask(photos.get, photo).folder_id == outer.id
    assert known.id not in [folder.id for folder in album.ask(library.folders)]


def test_a_name_that_only_begins_alike_is_another_folder(db: Database, tmp_path: Path) -> None:
    for name in ("2023", "2023 more"):
        (tmp_path / name).mkdir()
    assert add(db, tmp_path / "2023").id != add(db, tmp_path / "2023 more").id


def test_a_folder_that_moves_beside_inside_or_around_others(album: Album, tmp_path: Path) -> None:
    """It takes over known folders inside its new place, and is one with the one around it."""
    db = album.db
    for name in ("old", "new/inner", "new/innermost/deep", "aside"):
        (tmp_path / name).mkdir(parents=True)
    old, inner, aside = (add(db, tmp_path / name) for name in ("old", "new/inner", "aside"))
    photo, other = album.photo(folder_id=old.id), album.photo(folder_id=inner.id)

    def move(folder_id: str, place: str) -> FolderInfo:
        work: Callable[[Session], FolderInfo] = lambda s: library.move_folder(  # noqa: E731
            s, folder_id, tmp_path / place
        )
        return album.do(work)

    def lies_in(asset_id: str) -> str:
        return album.ask(photos.get, asset_id).folder_id

    assert move(old.id, "old").path == tmp_path / "old"
    with pytest.raises(AppError, match=r"/nowhere isn’t a folder\.$"):
        move(old.id, "nowhere")

    def lose(session: Session) -> None:
        row = session.get_one(Folder, old.id)
        row.is_away, row.found_at = True, "/somewhere"

    album.do(lose)
    moved = move(old.id, "new")
    assert (moved.id, moved.path, moved.photo_count) == (old.id, tmp_path / "new", 2)
    assert (moved.is_away, moved.found_at) == (False, None)
    assert (lies_in(photo), lies_in(other)) == (old.id, old.id)
    moved = move(aside.id, "new/innermost/deep")
    assert (moved.id, moved.path) == (old.id, tmp_path / "new")
    known = {folder.id for folder in album.ask(library.folders)}
    assert known == {album.folder_id, old.id}


def test_a_photo_of_which_something_was_said_is_none_to_make_again(album: Album) -> None:
    """A name in it, or that something in it is no face."""
    plain, grouped, named, dismissed = (album.photo() for _ in range(4))
    album.face(album.group(faces=0), asset_id=grouped)
    album.face(album.person("Eva"), asset_id=named, by=AssignedBy.USER)
    face = album.face(asset_id=dismissed)
    album.do(faces.delete, face)
    everything = [plain, grouped, named, dismissed]
    assert album.ask(places.undecided, everything) == {plain, grouped}


def test_files_are_counted_in_the_folder_they_lie_in(album: Album) -> None:
    """A copy where it lies; a missing photo nowhere; what was found elsewhere, once a photo."""
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
    assert {each: found[each].photo_count for each in found} == {one: 2, other: 4, empty: 0}
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


def test_removing_a_folder(album: Album) -> None:
    eva, group = album.person("Eva", faces=1), album.group(faces=1)
    elsewhere = album.group(faces=0)
    album.face(elsewhere, asset_id=album.photo(folder_id=album.folder()))
    remove: Callable[[Session], None] = lambda s: library.remove_folder(s, album.folder_id)  # noqa: E731
    album.do(remove)
    assert set(album.ask(people.cards, [eva, group, elsewhere])) == {eva, elsewhere}
    assert album.ask(people.get, eva).face_count == 0
    assert album.ask(photos.counts).total == 1
    with pytest.raises(NotFound):
        album.do(remove)


def test_who_is_in_photos_of_one_folder_alone(album: Album) -> None:
    """Those whom nobody would see any more without it; groups have no name to lose."""
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
