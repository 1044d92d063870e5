"""Whether a file is there: as the walk saw it, and as the disk says where no one walked."""

import os
from pathlib import Path

import pytest

from kinfolk.core.db.models import AssetState
from kinfolk.scan.file_state import FileState, WalkResult, is_within
from kinfolk.scan.file_table import SeenFiles
from kinfolk.scan.tasks import FileLocation, KnownCopy, KnownPhoto
from kinfolk.scan.walk import PhotoFile


def photo(path: object, *, folder: str = "walked", size: int = 5, modified: int = 7) -> KnownPhoto:
    return KnownPhoto("asset", str(path), size, modified, "hash", AssetState.DONE, 10, folder)


@pytest.fixture
def walked(tmp_path: Path) -> WalkResult:
    """Two folders are there, one was walked; of that one place could not be looked into."""
    path = str(tmp_path / "seen.jpg")
    return WalkResult(
        seen=SeenFiles([FileLocation(PhotoFile(path, 5, 7), "walked")]),
        walked={"walked"},
        present={"walked", "present"},
        hidden=(str(tmp_path / "hidden"),),
    )


def test_as_far_as_the_walk_tells(walked: WalkResult, tmp_path: Path) -> None:
    seen, gone, hidden = tmp_path / "seen.jpg", tmp_path / "gone.jpg", tmp_path / "hidden" / "a.jpg"
    for file, stand in (
        (photo(seen), FileState.HERE),
        (photo(seen, size=6), FileState.CHANGED),
        (photo(seen, modified=8), FileState.CHANGED),
        (photo(seen, folder="away"), FileState.HERE),
        (photo(gone, folder="away"), FileState.AWAY),
        (photo(gone, folder="present"), FileState.UNSEEN),
        (photo(gone), FileState.GONE),
        (photo(hidden), FileState.UNSEEN),
        (photo(hidden, folder="away"), FileState.AWAY),
        (photo(f"{tmp_path}/hidden too.jpg"), FileState.GONE),
    ):
        assert walked.state_of(file) is stand, file
        copy = KnownCopy(
            "place", "asset", file.folder_id, file.path, file.size, file.modified_ns, False
        )
        assert walked.state_of(copy) is stand
        if stand is not FileState.UNSEEN:
            assert walked.is_here(file) is (stand is FileState.HERE)


def test_where_nobody_looked_the_disk_is_asked(
    walked: WalkResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here.jpg"
    here.write_bytes(b"12345")
    os.utime(here, ns=(7, 7))
    for file, is_here in (
        (photo(here, folder="present"), True),
        (photo(here, folder="present", size=6), False),
        (photo(here, folder="present", modified=8), False),
        (photo(tmp_path / "gone.jpg", folder="present"), False),
        (photo(here / "in a file.jpg", folder="present"), False),
        (photo(here, folder="away"), False),
    ):
        assert walked.is_here(file) is is_here, file

    def refuse(path: str) -> os.stat_result:  # as root, permissions hold no one back
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "stat", refuse)
    assert walked.is_here(photo(here, folder="present", size=6))


@pytest.mark.parametrize(
    ("path", "places", "is_in"),
    [
        ("/a/b", ["/a"], True),
        ("/a/b", ["/x", "/a/"], True),
        ("/a/b", ["/a/b"], True),
        ("/a/b", ["/"], True),
        ("/a/bc", ["/a/b"], False),
        ("/a", ["/a/b"], False),
        ("/a", [], False),
    ],
)
def test_a_place_holds_what_lies_in_it(path: str, places: list[str], is_in: bool) -> None:
    path, places = path.replace("/", os.sep), [each.replace("/", os.sep) for each in places]
    assert is_within(path, places) is is_in
