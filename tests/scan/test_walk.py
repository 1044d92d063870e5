"""The walk finds every photo once, in one order, and gets stuck nowhere."""

import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from kinfolk.kinds import Extra
from kinfolk.scan.walk import Closed, walk
from tests.windows_entries import InUse, listed_by_windows

LINKS = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")


def _make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def _fail(closed: Closed) -> None:
    pytest.fail(closed.reason)


def _names(folder: Path, **told: Any) -> list[str]:
    """Paths of the photos, where every folder can be opened."""
    closed: list[Closed] = []
    found = [
        Path(photo.path).relative_to(folder).as_posix()
        for photo in walk(folder, closed=closed.append, **told)
    ]
    assert closed == []
    return found


def test_photos_by_name_folder_after_folder(tmp_path: Path) -> None:
    """Size and time come along."""
    _make(tmp_path, "b.JPG", "a.heic", "z/1.png", "c/2.webp", "c/d/3.tiff", "note.txt", "film.doc")
    assert _names(tmp_path) == ["a.heic", "b.JPG", "c/2.webp", "c/d/3.tiff", "z/1.png"]
    os.utime(tmp_path / "a.heic", ns=(5, 123_456_789_000))
    first = next(walk(tmp_path, closed=_fail))
    assert (first.size, first.modified_ns) == (1, 123_456_789_000)


def test_hidden_and_system_folders_are_left_out(tmp_path: Path) -> None:
    """But not one that is named like a photo."""
    hidden = (".thumbnails/a.jpg", "._a.jpg", "@eaDir/a.jpg", "$RECYCLE.BIN/a.jpg")
    _make(tmp_path, *hidden, "Old.photoslibrary/a.jpg", "seen.jpg", "trip.jpg/a.jpg")
    assert _names(tmp_path) == ["seen.jpg", "trip.jpg/a.jpg"]


@LINKS
def test_links_lead_round_in_no_circle(tmp_path: Path) -> None:
    _make(tmp_path, "album/real/a.jpg", "elsewhere/b.jpg")
    album = tmp_path / "album"
    (album / "a-loop").symlink_to(album)
    (album / "again").symlink_to(album / "real")
    (album / "disk").symlink_to("/")
    (album / "outside").symlink_to(tmp_path / "elsewhere")
    (album / "same.jpg").symlink_to(album / "real" / "a.jpg")
    (album / "other.jpg").symlink_to(tmp_path / "elsewhere" / "b.jpg")
    (album / "nowhere.jpg").symlink_to(tmp_path / "gone.jpg")
    (album / "self.jpg").symlink_to(album / "self.jpg")
    closed: list[Closed] = []
    found = [photo.path for photo in walk(album, closed=closed.append)]
    assert found == [str(album / name) for name in ("other.jpg", "real/a.jpg", "outside/b.jpg")]
    assert closed == [
        Closed(str(album / "self.jpg"), "It couldn’t be read (too many levels of symbolic links).")
    ]


@LINKS
def test_links_are_followed_by_name_once_all_else_was_seen(tmp_path: Path) -> None:
    _make(
        tmp_path, "album/trip/a.jpg", "album/z.jpg", "x/1.jpg", "y/2.jpg", "y/in/3.jpg", "w/4.jpg"
    )
    for link, to in (("album/b", "x"), ("album/c", "y"), ("album/d", "y"), ("x/more", "w")):
        (tmp_path / link).symlink_to(tmp_path / to)
    found = [photo.path for photo in walk(tmp_path / "album", closed=_fail)]
    assert [os.path.relpath(path, tmp_path / "album") for path in found] == [
        *("z.jpg", "trip/a.jpg", "b/1.jpg", "c/2.jpg", "c/in/3.jpg", "b/more/4.jpg")
    ]


@LINKS
def test_what_windows_hides_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make(tmp_path, "album/a.jpg", "album/hidden/b.jpg", "album/hidden.jpg", "album/system.jpg")
    _make(tmp_path, "album/trip/c.jpg", "hidden.jpg")
    (tmp_path / "album" / "link.jpg").symlink_to(tmp_path / "hidden.jpg")
    listed_by_windows(monkeypatch)
    assert _names(tmp_path / "album") == ["a.jpg", "link.jpg", "trip/c.jpg"]


@LINKS
def test_a_junction_is_followed_last_as_a_link_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(tmp_path, "album/trip/a.jpg", "elsewhere/b.jpg", "c.jpg")
    for name, to in {
        "a junction": "album/trip",
        "junction": "elsewhere",
        "junction up": "",
    }.items():
        (tmp_path / "album" / name).symlink_to(tmp_path / to)
    listed_by_windows(monkeypatch)
    assert _names(tmp_path / "album") == ["trip/a.jpg", "junction/b.jpg"]


def test_what_is_only_online_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _make(tmp_path, "a.jpg", "online.jpg", "online.txt", "trip/online too.jpg")
    listed_by_windows(monkeypatch)
    online: list[str] = []
    assert _names(tmp_path, online=online.append) == ["a.jpg"]
    assert online == [str(tmp_path / name) for name in ("online.jpg", "trip/online too.jpg")]


@pytest.mark.skipif(os.name == "nt", reason="a pipe in a folder is a Unix thing")
def test_a_pipe_is_no_photo(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert _names(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such name")
def test_a_name_of_undecodable_bytes_is_reported(tmp_path: Path) -> None:
    _make(tmp_path, "a.jpg")
    with open(os.fsencode(tmp_path) + b"/b\xff.jpg", "wb"):
        pass
    closed: list[Closed] = []
    assert [Path(photo.path).name for photo in walk(tmp_path, closed=closed.append)] == ["a.jpg"]
    assert closed == [Closed(f"{tmp_path}/b\ufffd.jpg", "Its name isn’t valid text. Rename it.")]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Denied"), "Kinfolk doesn’t have permission to open it."),
        (InUse(), "It couldn’t be read (another app is using it)."),
    ],
)
def test_a_closed_folder_is_listed_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    _make(tmp_path, "a.jpg", "closed/b.jpg", "open/c.jpg")
    scandir = os.scandir

    def refuse(place: str) -> object:  # as root, permissions hold no one back
        if os.path.basename(place) == "closed":
            raise error
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refuse)
    closed: list[Closed] = []
    found = [Path(photo.path).name for photo in walk(tmp_path, closed=closed.append)]
    assert found == ["a.jpg", "c.jpg"]
    assert closed == [Closed(str(tmp_path / "closed"), reason)]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(walk(tmp_path / "gone", closed=_fail))


def test_raw_photos_are_met_where_they_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing reads them they are left out and counted."""
    pytest.importorskip("rawpy")
    _make(tmp_path, "a.DNG", "b.nef", "c/d.cr2", "c/e.arw", "f.jpg")
    assert _names(tmp_path) == ["a.DNG", "b.nef", "f.jpg", "c/d.cr2", "c/e.arw"]
    monkeypatch.setitem(sys.modules, "rawpy", None)  # as if it were not installed
    left_out: list[Extra] = []
    assert _names(tmp_path, left_out=left_out.append) == ["f.jpg"]
    assert left_out == [Extra.RAW] * 4


def test_videos_are_met_but_for_those_of_live_photos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Apple's: a second of a photo, beside it under the same stem."""
    live = ("IMG_1.HEIC", "IMG_1.MOV", "img_2.jpg", "IMG_2.mov")
    _make(tmp_path, *live, "IMG_3.MOV", "IMG_4.jpg", "IMG_4.mp4", "a/IMG_1.MOV", "b.ts")
    videos = ["IMG_3.MOV", "IMG_4.mp4", "a/IMG_1.MOV"]
    photos = ["IMG_1.HEIC", "IMG_4.jpg", "img_2.jpg"]
    assert sorted(_names(tmp_path)) == sorted([*photos, *videos])
    monkeypatch.setitem(sys.modules, "cv2", None)  # as if it were not installed
    left_out: list[Extra] = []
    assert sorted(_names(tmp_path, left_out=left_out.append)) == photos
    assert left_out == [Extra.VIDEO] * 3


@LINKS
def test_what_lies_hidden_is_met_by_the_links_to_it(tmp_path: Path) -> None:
    """As git-annex keeps photos: each is a link to a file of an object's name, which is closed."""
    _make(tmp_path, ".git/annex/objects/1.jpg", "objects/2", ".real.jpg", "@eaDir/3.jpg", "4.jpg")
    for link, to in {
        "a.jpg": ".git/annex/objects/1.jpg",
        "b.jpg": "objects/2",
        "c.jpg": ".real.jpg",
        "d.jpg": "@eaDir/3.jpg",
        "e.jpg": "4.jpg",
    }.items():
        (tmp_path / link).symlink_to(tmp_path / to)
    assert _names(tmp_path) == ["4.jpg", "a.jpg", "b.jpg", "c.jpg", "d.jpg"]


@LINKS
def test_links_to_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    """As git-annex leaves them where it has not fetched a file."""
    _make(tmp_path, "a.jpg")
    for link in ("b.jpg", "c.txt", "trip"):
        (tmp_path / link).symlink_to(tmp_path / ".git/annex/objects/gone")
    broken: list[str] = []
    assert _names(tmp_path, broken=broken.append) == ["a.jpg"]
    assert broken == [str(tmp_path / "b.jpg")]


def test_folders_without_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network drives give every folder the same inode, which is 0."""
    _make(tmp_path, "a/1.jpg", "a/in/2.jpg", "b/3.jpg")
    if os.name != "nt":
        (tmp_path / "b" / "loop").symlink_to(tmp_path / "a")
    asked = os.stat

    def unnumbered(path: Any, **how: Any) -> os.stat_result:
        facts = list(asked(path, **how))
        facts[stat.ST_INO] = 0
        return os.stat_result(facts)

    monkeypatch.setattr(os, "stat", unnumbered)
    assert _names(tmp_path) == ["a/1.jpg", "a/in/2.jpg", "b/3.jpg"]
