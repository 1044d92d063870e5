"""A file is the old one or the new one; what is no file is never waited for."""

import io
import os
import shutil
import socket
import stat
import threading
import time
from pathlib import Path

import pytest

from kinfolk import atomic, files
from kinfolk.files import NoFile, digest, open_photo
from kinfolk.scan.walk import walk
from tests.vision.pictures import picture
from tests.windows_entries import InUse


def bound(path: Path) -> socket.socket:
    made = socket.socket(socket.AF_UNIX)
    made.bind(os.fsencode(path))
    return made


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are a Unix thing")
def test_what_is_no_file_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have 100 letters
    os.mkfifo("pipe.jpg")
    os.symlink("pipe.jpg", "link.jpg")
    os.symlink("/dev/zero", "zero.jpg")
    os.mkdir("folder.jpg")
    with bound(Path("socket.jpg")):
        for name in ("pipe.jpg", "link.jpg", "zero.jpg", "folder.jpg", "socket.jpg"):
            with pytest.raises(NoFile, match="no file"):
                open_photo(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are a Unix thing")
def test_a_pipe_that_takes_the_place_in_between_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.jpg"
    picture().save(path)
    facts = os.stat(path)
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr("kinfolk.files.os.stat", lambda path: facts)  # what it was a moment ago
    with pytest.raises(NoFile):
        open_photo(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no links without permission")
def test_links_in_a_circle_and_nothing_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").symlink_to("b.jpg")
    (tmp_path / "b.jpg").symlink_to("a.jpg")
    with pytest.raises(OSError, match=r"a\.jpg"):
        open_photo(tmp_path / "a.jpg")
    with pytest.raises(FileNotFoundError):
        open_photo(tmp_path / "gone.jpg")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no links without permission")
def test_a_link_to_a_photo_is_the_photo(tmp_path: Path) -> None:
    (tmp_path / "there.jpg").write_bytes(b"abc")
    (tmp_path / "here.jpg").symlink_to(tmp_path / "there.jpg")
    with open_photo(tmp_path / "here.jpg") as file:
        assert digest(file) == "cf4ab791c62b8d2b2109c90275287816"


@pytest.mark.parametrize(
    ("path", "spelled"),
    [
        (r"C:\photos\a.jpg", r"\\?\C:\photos\a.jpg"),
        (r"C:\trip. \CON.jpg", r"\\?\C:\trip. \CON.jpg"),
        ("d:/photos/a.jpg", r"\\?\d:\photos\a.jpg"),
        (r"\\nas\photos\a.jpg", r"\\?\UNC\nas\photos\a.jpg"),
        (r"\\?\C:\photos\a.jpg", r"\\?\C:\photos\a.jpg"),
        (r"photos\a.jpg", r"photos\a.jpg"),
    ],
)
def test_a_path_that_windows_takes_as_it_is(path: str, spelled: str) -> None:
    assert files.spelled_out(path) == spelled


LONG = "very long name of a folder " * 7


@pytest.mark.skipif(os.name != "nt", reason="only Windows has such limits")
@pytest.mark.parametrize("name", ["trip. ", "CON", f"{LONG}1/{LONG}2/{LONG}3"])
def test_photos_where_windows_does_not_look_by_itself(tmp_path: Path, name: str) -> None:
    photo = os.path.join(tmp_path, *name.split("/"), "a.jpg")
    os.makedirs(files.literal(os.path.dirname(photo)))
    with open(files.literal(photo), "wb") as file:
        file.write(b"abc")
    (found,) = walk(tmp_path, closed=lambda place: pytest.fail(place.reason))
    assert found.path == photo
    assert files.whole(found.path, 3) == b"abc"
    shutil.rmtree(files.literal(tmp_path))  # pytest cannot remove it


def test_a_file_that_grows_is_hashed_as_far_as_it_reached(tmp_path: Path) -> None:
    path = tmp_path / "grows.jpg"
    path.write_bytes(bytes(1 << 20))
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not stop.is_set():
                file.write(b"x" * (1 << 20))
                file.flush()
                os.truncate(path, 1 << 20)

    writer = threading.Thread(target=grow)
    with open_photo(path) as file:
        writer.start()
        try:
            assert digest(file)
        finally:
            stop.set()
            writer.join()


def test_the_size_of_a_file_is_looked_at_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xmp"
    path.write_bytes(b"12345")
    assert files.whole(path, 5) == b"12345"

    class Unread(io.FileIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("it was read")

    monkeypatch.setattr(files, "open_photo", Unread)
    assert files.whole(path, 4) is None


def test_the_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "file"
    atomic.write(file, "first")
    atomic.write(file, b"zwei \xff")
    assert file.read_bytes() == b"zwei \xff"
    atomic.write(file, "drü")
    assert file.read_text("utf-8") == "drü"
    assert list(tmp_path.iterdir()) == [file]


def test_what_fails_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "file"
    atomic.write(file, "old")

    def fill() -> None:
        with atomic.replacing(file) as draft:
            draft.write_text("half")
            assert file.read_text() == "old"
            assert atomic.drafts(file) == [draft]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill()
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_take_the_name_goes(tmp_path: Path) -> None:
    (tmp_path / "folder" / "full").mkdir(parents=True)
    with pytest.raises(OSError, match="folder"):
        atomic.write(tmp_path / "folder", "data")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_each_writer_has_a_draft_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "file"
    with atomic.replacing(file) as first, atomic.replacing(file) as second:
        first.write_text("first")
        second.write_text("second")
        assert {first, second} == set(atomic.drafts(file))
        assert atomic.drafts(tmp_path / "fil") == []
    assert file.read_text() == "first"  # the last to end


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_it_is_for_its_owner_alone_unless_said_otherwise(tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        atomic.write(tmp_path / "mine", "secret")
        atomic.write(tmp_path / "everybodys", "model", mode=0o666)
    finally:
        os.umask(umask)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"mine": 0o600, "everybodys": 0o644}


def test_a_file_in_use_is_tried_again() -> None:
    answers: list[OSError | str] = [InUse(), InUse(), "renamed"]

    def change() -> str:
        answer = answers.pop(0)
        if isinstance(answer, str):
            return answer
        raise answer

    assert atomic.patiently(change) == "renamed"


def test_what_stays_in_use_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "PATIENCE", 0.1)
    with pytest.raises(InUse):
        atomic.patiently(lambda: _fail(InUse()))


def test_what_is_refused_for_another_reason_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("it waits"))
    with pytest.raises(PermissionError):
        atomic.patiently(lambda: _fail(PermissionError(13, "Permission denied")))


def test_a_draft_that_is_looked_through_meanwhile_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink, refused = Path.unlink, [InUse()]

    def looked_through(path: Path, missing_ok: bool = False) -> None:
        if refused:
            raise refused.pop()
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", looked_through)
    with pytest.raises(ValueError, match="full"), atomic.replacing(tmp_path / "file"):
        raise ValueError("full")
    assert list(tmp_path.iterdir()) == []


def _fail(error: OSError) -> None:
    raise error


@pytest.mark.skipif(os.name != "nt", reason="other systems replace files that are open")
def test_a_file_that_was_open_elsewhere_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    atomic.write(file, "old")
    held = file.open("rb")
    monkeypatch.setattr(time, "sleep", lambda seconds: held.close())
    atomic.write(file, "new")
    assert held.closed
    assert file.read_text() == "new"
