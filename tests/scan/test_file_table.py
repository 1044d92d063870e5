"""What a scan compares comes back as it was given."""

import os

from kinfolk.core.db.models import AssetState
from kinfolk.scan.file_table import KnownPhotos, SeenFiles
from kinfolk.scan.tasks import FileLocation, KnownPhoto
from kinfolk.scan.walk import PhotoFile


def photo(path: str, state: AssetState = AssetState.DONE, names: str | None = None) -> KnownPhoto:
    facts = (len(path), -1, "", state, 2**40, "folder", names)
    return KnownPhoto(f"asset {path}", path, *facts, is_decided=names is None)


def test_each_comes_back_as_it_was() -> None:
    odd = os.fsdecode(b"/no UTF-8 \xff.jpg")
    paths = [
        "/b.jpg",
        "/a.jpg",
        "/größer/小さい \n\0.jpg",
        odd,
        "",
        *(f"/{n}" for n in range(3_000)),
    ]
    states = list(AssetState)
    given = [
        photo(path, states[at % len(states)], (None, "", "a1")[at % 3])
        for at, path in enumerate(paths)
    ]
    known = KnownPhotos(iter(given))
    assert len(known) == len(given)
    assert list(known) == list(known) == given
    assert [known.get(each.path) for each in given] == given
    assert all(each.path in known for each in given)
    assert {known.get(path) for path in ("/", "3000", "/A.jpg")} == {None}
    assert all(isinstance(each.state, AssetState) for each in known)


def test_of_none_there_is_none() -> None:
    assert list(KnownPhotos([])) == []
    assert "/a.jpg" not in KnownPhotos([])


def seen(path: str, folder_id: str = "here") -> FileLocation:
    return FileLocation(PhotoFile(path, len(path), -(2**40)), folder_id)


def test_of_files_met_twice_the_first_counts() -> None:
    files = SeenFiles()
    for path in ("/b.jpg", "/a.jpg", "/b.jpg", "/c.jpg", "/b.jpg"):
        files.add(seen(path, f"folder {files.added}"))
    assert (files.added, len(files)) == (5, 3)
    assert [each.file.path for each in files] == ["/b.jpg", "/a.jpg", "/c.jpg"]
    assert files.get("/b.jpg") == seen("/b.jpg", "folder 0")
    assert [files.row(path) for path in ("/b.jpg", "/c.jpg", "/d.jpg")] == [0, 3, -1]
    files.add(seen("/d.jpg"))
    assert files.get("/d.jpg") == seen("/d.jpg")
    assert len(files) == 4
