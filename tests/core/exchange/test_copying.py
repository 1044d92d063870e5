"""Photos copied and linked into a folder: whole, under their names, over nothing, once each."""

import errno
import os
import shutil
import threading
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from kinfolk import atomic, files
from kinfolk.core.exchange import copying
from kinfolk.core.exchange.copying import Amount, CopyJob, How
from kinfolk.core.photos import photo_search
from kinfolk.core.photos.photo_filter import EVERY_PHOTO
from kinfolk.core.sizes import Size
from kinfolk.errors import Invalid, StorageError
from tests.album import dump
from tests.fake_engine import draw
from tests.patience import PATIENCE
from tests.photo_facts import facts_of
from tests.rig import Rig
from tests.windows_entries import InUse, without_inodes

OLD = 1_100_000_000_123_456_789  # ns


@pytest.fixture
def to(tmp_path: Path) -> Path:
    folder = tmp_path / "for grandma"
    folder.mkdir()
    return folder / "2026"


@pytest.fixture
def scanned(rig: Rig) -> Rig:
    """Five photos."""
    rig.draw_album()
    os.utime(rig.folder / "a.jpg", ns=(OLD, OLD))
    rig.scan()
    return rig


def ids(rig: Rig) -> list[str]:
    with rig.db.read() as session:
        return photo_search.ids(
            session, EVERY_PHOTO, rig.library_id, sort=photo_search.PhotoSort.FOLDER
        )[::-1]


def started(rig: Rig, to: Path, how: How = How.COPY, **said: Any) -> CopyJob:
    job = CopyJob(rig.db, said.get("ids") or ids(rig), to, how)
    job.start()
    return job


def copied(rig: Rig, to: Path, how: How = How.COPY, **said: Any) -> CopyJob:
    """The job, at its end; the photos and the library are as before."""
    before, rows = facts_of(rig.folder), dump(rig.db)
    job = started(rig, to, how, **said)
    job.wait(PATIENCE)
    assert facts_of(rig.folder) == before
    assert dump(rig.db) == rows
    return job


def is_of(file: BinaryIO, photo: Path) -> bool:
    return os.path.samestat(os.fstat(file.fileno()), photo.stat())


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def reasons(job: CopyJob) -> dict[str, str]:
    return {each.path.name: each.reason for each in job.left_out}


def test_copies_are_whole_and_as_old_as_the_photos(scanned: Rig, to: Path) -> None:
    job = copied(scanned, to)
    assert names(to) == ["a.jpg", "b.jpg", "c.png", "d.jpg", "e.jpg"]
    for name in ("a.jpg", "b.jpg", "trip/c.png"):
        photo, copy = scanned.folder / name, to / Path(name).name
        assert copy.read_bytes() == photo.read_bytes()
        assert copy.stat().st_mtime_ns == photo.stat().st_mtime_ns
        assert not copy.samefile(photo)
    assert (to / "a.jpg").stat().st_mtime_ns == OLD
    size = sum(path.stat().st_size for path in to.iterdir())
    assert job.progress.total == job.progress.done == Amount(5, size)
    assert job.left_out == []
    with scanned.db.read() as session:
        assert copying.amount(session, ids(scanned)) == Amount(5, size)


def test_links_are_the_photos_themselves(scanned: Rig, to: Path) -> None:
    job = copied(scanned, to, How.LINK)
    assert names(to) == ["a.jpg", "b.jpg", "c.png", "d.jpg", "e.jpg"]
    assert (to / "c.png").samefile(scanned.folder / "trip" / "c.png")
    assert job.progress.done == job.progress.total


def test_what_is_there_stays_and_the_next_one_has_a_number(rig: Rig, to: Path) -> None:
    for n, folder in enumerate(("one", "two", "three")):
        (rig.folder / folder).mkdir()
        draw(rig.folder / folder / "x.jpg", [("red", 10 * n, 10)], note=folder)
    rig.scan()
    to.mkdir()
    (to / "x.jpg").write_text("somebody's")
    (to / "x (3).jpg").symlink_to(rig.folder / "nowhere")
    for how in How:
        copied(rig, to, how)
    numbers = ["x.jpg", *(f"x ({n}).jpg" for n in range(2, 9))]
    assert names(to) == sorted(numbers)
    assert (to / "x.jpg").read_text() == "somebody's"
    assert (to / "x (3).jpg").is_symlink()
    assert not (rig.folder / "nowhere").exists()


def test_a_name_that_gets_too_long_is_cut() -> None:
    assert copying.numbered("IMG.jpg", 1) == "IMG.jpg"
    assert copying.numbered("archive.tar.gz", 2) == "archive.tar (2).gz"
    long = "ä" * 125 + ".jpg"  # 254 bytes
    cut = copying.numbered(long, 12)
    assert cut.endswith("ä (12).jpg")
    assert len(cut.encode()) in (254, 255)
    assert copying.numbered("." + "x" * 254, 2) == "." + "x" * 250 + " (2)"


def test_a_photo_with_several_places_comes_once_from_one_that_is_there(
    scanned: Rig, to: Path
) -> None:
    first = scanned.folder / "a.jpg"
    (scanned.folder / "again.jpg").write_bytes(first.read_bytes())
    scanned.scan()
    first.unlink()
    job = copied(scanned, to)
    assert names(to) == ["again.jpg", "b.jpg", "c.png", "d.jpg", "e.jpg"]
    assert job.left_out == []


def test_nothing_is_written_into_a_folder_of_photos(scanned: Rig, tmp_path: Path) -> None:
    way = tmp_path / "way"
    way.symlink_to(scanned.folder)
    for to in (scanned.folder, scanned.folder / "trip", scanned.folder / "new", way):
        job = started(scanned, to)
        with pytest.raises(Invalid, match="photo folders"):
            job.wait(PATIENCE)
    assert not (scanned.folder / "new").exists()
    copied(scanned, scanned.folder.parent / f"{scanned.folder.name} for grandma")


def test_what_cannot_be_had_is_left_out_with_its_reason(scanned: Rig, to: Path) -> None:
    other = to.parent.parent / "secret"
    other.write_text("not a photo")
    known = to.parent.parent / "known.jpg"
    (scanned.folder / "b.jpg").rename(known)
    (scanned.folder / "b.jpg").symlink_to(known)  # to what the library knows
    (scanned.folder / "a.jpg").unlink()
    (scanned.folder / "trip" / "d.jpg").unlink()
    (scanned.folder / "trip" / "d.jpg").symlink_to(other)
    (scanned.folder / "trip" / "e.jpg").unlink()
    os.mkfifo(scanned.folder / "trip" / "e.jpg")
    for how in How:
        job = started(scanned, to, how)
        assert job.wait(PATIENCE)
        assert reasons(job) == {
            "a.jpg": "It no longer exists.",
            "d.jpg": "The link now leads to a different file.",
            "e.jpg": "It’s no longer a file.",
        }
        assert job.progress.done.photos == 2
    assert names(to) == ["b (2).jpg", "b.jpg", "c (2).png", "c.png"]
    assert not (to / "b.jpg").is_symlink()
    assert (to / "b (2).jpg").samefile(known)


def test_of_a_folder_that_is_away_its_drive_is_asked_for(scanned: Rig, to: Path) -> None:
    scanned.folder.rename(scanned.folder.with_name("elsewhere"))
    job = started(scanned, to)
    assert job.wait(PATIENCE)
    assert set(reasons(job).values()) == {"Its folder can’t be found. Is the drive connected?"}
    assert len(job.left_out) == 5
    assert names(to) == []


def test_a_photo_that_changes_meanwhile_is_left_out(
    scanned: Rig, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, photo = copying._read, scanned.folder / "b.jpg"

    def written_meanwhile(file: BinaryIO, size: int) -> bytes:
        if is_of(file, photo):
            os.utime(photo, ns=(OLD, OLD))
        return read(file, size)

    monkeypatch.setattr(copying, "_read", written_meanwhile)
    job = started(scanned, to)
    assert job.wait(PATIENCE)
    assert reasons(job) == {"b.jpg": "It changed while it was being read."}
    assert names(to) == ["a.jpg", "c.png", "d.jpg", "e.jpg"]
    assert job.progress.done == Amount(4, sum(path.stat().st_size for path in to.iterdir()))


class _OfWindows(OSError):
    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EINVAL, "Unzulässige Funktion")
        self.winerror = winerror


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EXDEV, "Invalid cross-device link"), "different drive"),
        (_OfWindows(1), "The drive doesn’t support links."),  # on an exFAT card
        (_OfWindows(1142), "as many links as the drive allows"),
        (_OfWindows(123), "doesn’t allow a file with that name"),
    ],
)
def test_a_link_that_cannot_be_is_left_out(
    scanned: Rig, to: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def refused(*_: Any) -> None:
        raise error

    monkeypatch.setattr(os, "link", refused)
    job = copied(scanned, to, How.LINK)
    assert len(job.left_out) == 5
    assert said in job.left_out[0].reason
    assert names(to) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (InUse(), "It couldn’t be read (another app is using it)."),
        (PermissionError(), "Kinfolk doesn’t have permission to read it."),
    ],
)
def test_a_photo_that_cannot_be_opened_is_left_out(
    scanned: Rig, to: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    open_photo = files.open_photo

    def refused(path: Path) -> BinaryIO:
        if path.name == "b.jpg":
            raise error
        return open_photo(path)

    monkeypatch.setattr(files, "open_photo", refused)
    job = copied(scanned, to)
    assert reasons(job) == {"b.jpg": said}


def test_on_a_drive_without_inodes_other_folders_take_copies(
    scanned: Rig, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scanned.db.read() as session:
        without_inodes(monkeypatch)
        assert copying.outside(session, to) == to
        with pytest.raises(Invalid, match="photo folders"):
            copying.outside(session, scanned.folder / "trip")


def test_on_a_drive_without_links_copies_still_replace_nothing(
    scanned: Rig, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    to.mkdir()
    (to / "a.jpg").write_text("somebody's")
    monkeypatch.setattr(os, "link", refused)
    copied(scanned, to)
    assert names(to) == ["a (2).jpg", "a.jpg", "b.jpg", "c.png", "d.jpg", "e.jpg"]
    assert (to / "a.jpg").read_text() == "somebody's"
    assert (to / "a (2).jpg").read_bytes() == (scanned.folder / "a.jpg").read_bytes()


def test_a_full_drive_ends_it_and_what_is_there_is_whole(
    scanned: Rig, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, left = atomic.sync, [2]

    def full(path: Path) -> None:
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        left[0] -= 1
        sync(path)

    monkeypatch.setattr(atomic, "sync", full)
    job = started(scanned, to)
    with pytest.raises(StorageError, match="The drive is full") as caught:
        job.wait(PATIENCE)
    assert caught.value.hint == "What was already saved stays."
    assert names(to) == ["a.jpg", "b.jpg"]
    assert job.progress.done == Amount(2, sum(path.stat().st_size for path in to.iterdir()))


def test_where_there_is_no_room_nothing_is_begun(
    scanned: Rig, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(scanned.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    job = started(scanned, to)
    with pytest.raises(StorageError, match="only 1 kB is free"):
        job.wait(PATIENCE)
    assert names(to) == []
    copied(scanned, to, How.LINK)  # takes no room
    assert len(names(to)) == 5


def test_a_folder_that_is_none_is_told(scanned: Rig, to: Path) -> None:
    to.write_text("a file")
    job = started(scanned, to)
    with pytest.raises(StorageError, match="can’t be written to"):
        job.wait(PATIENCE)


def test_a_drive_that_is_away_is_made_nowhere(scanned: Rig, to: Path) -> None:
    job = started(scanned, to / "photos")
    with pytest.raises(StorageError, match="no such file or directory"):
        job.wait(PATIENCE)
    assert not to.exists()


def test_cancelled_in_the_middle_of_a_photo_leaves_no_piece_of_it(
    scanned: Rig, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_b, go_on, read = threading.Event(), threading.Event(), copying._read

    def slow(file: BinaryIO, size: int) -> bytes:
        if is_of(file, scanned.folder / "b.jpg"):
            in_b.set()
            assert go_on.wait(PATIENCE)
        return read(file, size)

    monkeypatch.setattr(copying, "_read", slow)
    job = started(scanned, to)
    assert in_b.wait(PATIENCE)
    job.cancel()
    go_on.set()
    assert job.wait(PATIENCE)
    assert names(to) == ["a.jpg"]
    assert job.progress.done.photos == 1


def test_a_photo_that_has_left_the_library_is_none(scanned: Rig, to: Path) -> None:
    job = copied(scanned, to, ids=["asset_gone", *ids(scanned)[:2], ids(scanned)[0]])
    assert names(to) == ["a.jpg", "b.jpg"]
    assert (job.progress.total.photos, job.left_out) == (2, [])


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 kB"),
        (1, "1 kB"),
        (840_000, "840 kB"),
        (1_200_000, "1.2 MB"),
        (12_000_000, "12 MB"),
        (3_200_000_000, "3.2 GB"),
        (1_200_000_000_000, "1,200 GB"),
    ],
)
def test_sizes_in_words(size: int, text: str) -> None:
    assert str(Size(size)) == text


def test_sources_are_read_a_few_at_a_time(
    scanned: Rig, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "READ_AT_ONCE", 2)
    copied(scanned, to)
    assert len(names(to)) == 5
