"""The folders are watched by the system's real reports, on real files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from queue import SimpleQueue

import pytest

from kinfolk import atomic
from kinfolk.scan import watch
from kinfolk.scan.watch import FolderWatch
from tests.patience import PATIENCE, until

STILL, LOOK = 0.4, 0.05
LIMITING = ["unshare", "--user", "--map-root-user"]  # a process that has limits of its own


Told = SimpleQueue[None]  # an entry for each time that the watch has told of a change
Begun = Callable[..., FolderWatch]


@pytest.fixture
def told() -> Told:
    return SimpleQueue()


@pytest.fixture
def begun(told: Told) -> Iterator[Begun]:
    """A watch that follows these folders already."""
    made: list[FolderWatch] = []

    def begin(
        *folders: Path, still: float = STILL, look: float = LOOK, tell: Told = told
    ) -> FolderWatch:
        made.append(FolderWatch(partial(tell.put, None), still=still, look=look))
        made[-1].follow(folders)
        until(lambda: made[-1]._seen.keys() >= set(folders), "the folders are not watched")
        return made[-1]

    yield begin
    for each in made:
        each.close()
        each._thread.join(PATIENCE)


@pytest.fixture
def album(tmp_path: Path) -> Path:
    (tmp_path / "album" / "2019").mkdir(parents=True)
    return tmp_path / "album"


@pytest.fixture
def pass_by(begun: Begun, tmp_path: Path) -> Callable[[], None]:
    """Waits for as long as a report may take: another watch, twice as slow, has told of its own."""
    beside, told = tmp_path / "beside", Told()
    beside.mkdir()
    begun(beside, still=2 * STILL, tell=told)

    def wait() -> None:
        (beside / "photo.jpg").write_bytes(b"photo")
        told.get(timeout=PATIENCE)

    return wait


def test_a_photo_that_comes_is_noticed(told: Told, begun: Begun, album: Path) -> None:
    begun(album, look=2 * PATIENCE)  # the system reports it
    (album / "2019" / "photo.jpg").write_bytes(b"photo")
    told.get(timeout=PATIENCE)


@pytest.mark.slow
def test_many_at_once_are_told_once(told: Told, begun: Begun, album: Path) -> None:
    begun(album, still=2.0)
    for number in range(2_000):
        (album / f"{number}.jpg").write_bytes(b"photo")
    told.get(timeout=PATIENCE)
    (album / "one more.jpg").write_bytes(b"photo")
    told.get(timeout=PATIENCE)
    assert told.empty()


@pytest.mark.slow
def test_a_folder_that_is_moved_in_is_noticed(
    told: Told, begun: Begun, album: Path, tmp_path: Path
) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "photo.jpg").write_bytes(b"photo")
    begun(album)
    (tmp_path / "more").rename(album / "more")
    told.get(timeout=PATIENCE)


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
    told.get(timeout=PATIENCE)


def test_a_file_that_is_being_copied_is_waited_for(
    told: Told,
    begun: Begun,
    album: Path,
    pass_by: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watch, "UNFINISHED", PATIENCE)  # it does not count as finished meanwhile
    watching = begun(album)
    with (album / "large.jpg").open("wb") as copied:
        copied.write(b"first half")
        copied.flush()
        (album / "whole.jpg").write_bytes(b"photo")
        pass_by()  # the other one would be told of, if nothing else were waited for
        assert told.empty()
        copied.write(b"second half")
    told.get(timeout=PATIENCE)
    assert watching._unfinished == {}


def test_what_is_no_photo_and_what_is_read_is_nothing_new(
    told: Told, begun: Begun, album: Path, pass_by: Callable[[], None]
) -> None:
    photo = album / "photo.jpg"
    photo.write_bytes(b"photo")
    begun(album)
    (album / "notes.txt").write_text("notes")
    atomic.write(album / "photo.jpg.xmp", "written by Kinfolk")
    atomic.write(album / "photo.jpg.xmp", "written by Kinfolk once more")
    (album / "photo.jpg.xmp").unlink()
    photo.read_bytes()
    pass_by()
    assert told.empty()
    photo.unlink()
    told.get(timeout=PATIENCE)


def test_a_drive_that_goes_and_comes_back_is_noticed(
    told: Told, begun: Begun, album: Path, tmp_path: Path
) -> None:
    begun(album)
    album.rename(tmp_path / "away")
    told.get(timeout=PATIENCE)
    (tmp_path / "away").rename(album)
    told.get(timeout=PATIENCE)
    (album / "photo.jpg").write_bytes(b"photo")
    told.get(timeout=PATIENCE)


def test_a_folder_made_anew_in_its_place_is_watched(told: Told, begun: Begun, album: Path) -> None:
    begun(album)
    shutil.rmtree(album)
    told.get(timeout=PATIENCE)
    album.mkdir()
    told.get(timeout=PATIENCE)
    (album / "photo.jpg").write_bytes(b"photo")
    told.get(timeout=PATIENCE)


LIMITED = """
import sys, threading
from pathlib import Path
from kinfolk.scan import watch
watch.UNREPORTED = 0.3
told = threading.Semaphore(0)
watching = watch.FolderWatch(told.release, still=0.1, look=0.05)
watching.follow([Path(sys.argv[1])])
print([told.acquire(timeout=180) for _ in range(2)])
watching.close()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limits are Linux's")
@pytest.mark.parametrize(("what", "limit"), [("watches", 20), ("instances", 0)])
def test_beyond_the_systems_limit_folders_are_looked_through_by_time(
    album: Path, what: str, limit: int
) -> None:
    if subprocess.call([*LIMITING, "true"]) and not os.environ.get("CI"):
        pytest.skip("not allowed here: a namespace of users")
    for number in range(40):
        (album / str(number)).mkdir()
    run = f'echo {limit} > /proc/sys/user/max_inotify_{what} && exec "$@"'
    done = subprocess.run(
        [*LIMITING, "sh", "-c", run, "sh", sys.executable, "-c", LIMITED, str(album)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("[True, True]", "")


def test_within_the_limit_all_is_left_to_the_system(
    told: Told,
    begun: Begun,
    album: Path,
    pass_by: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watch, "UNREPORTED", 0.1)
    begun(album)
    pass_by()
    assert told.empty()


def test_on_a_network_drive_what_this_machine_does_is_told_at_once(
    told: Told, begun: Begun, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_is_reported", lambda folder: False)
    begun(album)
    (album / "photo.jpg").write_bytes(b"photo")
    told.get(timeout=PATIENCE)


def test_a_sidecar_of_another_program_is_noticed(told: Told, begun: Begun, album: Path) -> None:
    begun(album)
    (album / "photo.jpg.xmp").write_text("names")
    told.get(timeout=PATIENCE)
    (album / "photo.xmp_exiftool_tmp").write_text("names")
    (album / "photo.xmp_exiftool_tmp").rename(album / "photo.xmp")
    told.get(timeout=PATIENCE)


def test_who_comes_back_to_the_window_sees_what_is_not_reported(
    told: Told, begun: Begun, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_is_reported", lambda folder: False)
    monkeypatch.setattr(watch, "AGAIN", 0.0)
    watching = begun(album)
    assert told.empty()
    watching.look()
    told.get(timeout=PATIENCE)


def test_once_closed_nothing_is_told(told: Told, begun: Begun, album: Path) -> None:
    watching = begun(album)
    (album / "photo.jpg").write_bytes(b"photo")
    watching.close()
    watching._thread.join(PATIENCE)
    assert not watching._thread.is_alive()
    assert told.empty()


MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /mnt/nas rw - nfs4 nas:/photos rw
41 22 0:36 / /mnt/nas/usb\040stick rw - vfat /dev/sdb1 rw
42 22 0:37 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
43 22 0:38 / /media/eva/Müllers\040Fotos rw - cifs //nas/fotos rw
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
        ("/media/eva/Müllers Fotos/2019", "cifs"),
    ],
)
def test_the_kernels_list_says_on_what_a_folder_lies(path: str, kind: str) -> None:
    assert watch._file_system(path, MOUNTS.strip()) == kind
