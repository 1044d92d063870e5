"""The folders are watched by the system's real reports, on real files."""

import errno
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers import Observer

from kinfolk.scan import watch
from kinfolk.scan.watch import FolderWatch

PATIENCE = 30.0  # seconds
STILL, LOOK = 0.4, 0.05


class Told:
    """How often the watch has told of a change."""

    def __init__(self) -> None:
        self.count = 0
        self._changed = threading.Condition()

    def __call__(self) -> None:
        with self._changed:
            self.count += 1
            self._changed.notify_all()

    def wait(self, count: int = 1) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.count >= count, PATIENCE), "nothing was told"


@pytest.fixture
def told() -> Told:
    return Told()


Begun = Callable[..., FolderWatch]


@pytest.fixture
def begun(told: Told) -> Iterator[Begun]:
    """A watch that follows these folders already."""
    made: list[FolderWatch] = []

    def begin(*folders: Path, still: float = STILL) -> FolderWatch:
        made.append(FolderWatch(told, still=still, look=LOOK))
        made[-1].follow(folders)
        for _ in range(int(PATIENCE / 0.02)):
            if made[-1]._seen.keys() >= set(folders):
                return made[-1]
            threading.Event().wait(0.02)
        raise AssertionError("the folders are not watched")

    yield begin
    for each in made:
        each.close()
        each._thread.join(PATIENCE)


@pytest.fixture
def album(tmp_path: Path) -> Path:
    (tmp_path / "album" / "2019").mkdir(parents=True)
    return tmp_path / "album"


def test_a_photo_that_comes_is_noticed(told: Told, begun: Begun, album: Path) -> None:
    begun(album)
    (album / "2019" / "photo.jpg").write_bytes(b"photo")
    told.wait()


def test_many_at_once_are_told_once(told: Told, begun: Begun, album: Path) -> None:
    begun(album, still=2.0)
    for number in range(2_000):
        (album / f"{number}.jpg").write_bytes(b"photo")
    told.wait()
    (album / "one more.jpg").write_bytes(b"photo")
    told.wait(2)
    assert told.count == 2


def test_a_folder_that_is_moved_in_is_noticed(
    told: Told, begun: Begun, album: Path, tmp_path: Path
) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "photo.jpg").write_bytes(b"photo")
    begun(album)
    (tmp_path / "more").rename(album / "more")
    told.wait()


@pytest.mark.parametrize("change", ["replace", "delete", "rename"])
def test_what_becomes_of_a_photo_is_noticed(
    told: Told, begun: Begun, album: Path, change: str
) -> None:
    photo = album / "photo.jpg"
    photo.write_bytes(b"photo")
    begun(album)
    if change == "replace":
        photo.write_bytes(b"another")
    elif change == "delete":
        photo.unlink()
    else:
        photo.rename(album / "renamed.jpg")
    told.wait()


def test_a_file_that_is_being_copied_is_waited_for(told: Told, begun: Begun, album: Path) -> None:
    watching = begun(album)
    with (album / "large.jpg").open("wb") as copied:
        copied.write(b"first half")
        copied.flush()
        (album / "whole.jpg").write_bytes(b"photo")
        # Long enough for the other one to be told of, if nothing else were waited for.
        threading.Event().wait(3 * STILL)
        assert told.count == 0
        copied.write(b"second half")
    told.wait()
    assert watching._unfinished == {}


def test_what_is_no_photo_and_what_is_read_is_nothing_new(
    told: Told, begun: Begun, album: Path
) -> None:
    photo = album / "photo.jpg"
    photo.write_bytes(b"photo")
    begun(album)
    (album / "notes.txt").write_text("notes")
    (album / "photo.jpg.xmp").write_text("written by Kinfolk, too")
    photo.read_bytes()
    threading.Event().wait(3 * STILL)
    assert told.count == 0
    photo.unlink()
    told.wait()


def test_a_drive_that_goes_and_comes_back_is_noticed(
    told: Told, begun: Begun, album: Path, tmp_path: Path
) -> None:
    begun(album)
    album.rename(tmp_path / "away")
    told.wait()
    (tmp_path / "away").rename(album)
    told.wait(2)
    (album / "photo.jpg").write_bytes(b"photo")
    told.wait(3)


def test_a_folder_made_anew_in_its_place_is_watched(told: Told, begun: Begun, album: Path) -> None:
    begun(album)
    shutil.rmtree(album)
    told.wait()
    album.mkdir()
    told.wait(2)
    (album / "photo.jpg").write_bytes(b"photo")
    told.wait(3)


def test_beyond_the_systems_limit_folders_are_looked_through_by_time(
    told: Told, begun: Begun, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refused)
    monkeypatch.setattr(watch, "UNREPORTED", 0.5)
    begun(album)
    told.wait(2)


def test_who_comes_back_to_the_window_sees_what_is_not_reported(
    told: Told, begun: Begun, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_is_reported", lambda folder: False)
    monkeypatch.setattr(watch, "AGAIN", 0.0)
    watching = begun(album)
    assert told.count == 0
    watching.look()
    told.wait()


def test_once_closed_nothing_is_told(told: Told, begun: Begun, album: Path) -> None:
    watching = begun(album)
    (album / "photo.jpg").write_bytes(b"photo")
    watching.close()
    watching._thread.join(PATIENCE)
    assert not watching._thread.is_alive()
    assert told.count == 0


MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/nas rw - nfs4 nas:/photos rw
41 22 0:36 / /mnt/nas/usb\040stick rw - vfat /dev/sdb1 rw
42 22 0:37 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/eva/Pictures", "ext4"),
        ("/mnt/nas", "nfs4"),
        ("/mnt/nas/2019", "nfs4"),
        ("/mnt/nasty", "ext4"),
        ("/mnt/nas/usb stick/2019", "vfat"),
        ("/run/user/1000/gvfs/photos", "fuse.gvfsd-fuse"),
    ],
)
def test_the_kernels_list_says_on_what_a_folder_lies(path: str, kind: str) -> None:
    assert watch._file_system(path, MOUNTS.strip()) == kind
