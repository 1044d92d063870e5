"""What is no file is never waited for, and a file that grows has an end."""

import io
import os
import shutil
import socket
import threading
from pathlib import Path

import pytest

from kinfolk import files
from kinfolk.files import NoFile, digest, open_photo
from kinfolk.scan.walk import walk
from tests.vision.pictures import picture


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
