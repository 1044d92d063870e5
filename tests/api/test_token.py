"""The token in its file."""

import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kinfolk.api.security import read_or_make_token
from kinfolk.errors import AppError
from tests.api.conftest import Home


def test_the_token_is_readable_by_the_owner_alone(home: Home) -> None:
    assert stat.S_IMODE(home.server.token_file.stat().st_mode) == 0o600
    assert len(home.token) == 43


def test_the_token_stays_the_same(tmp_path: Path) -> None:
    assert read_or_make_token(tmp_path / "t") == read_or_make_token(tmp_path / "t")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["t", "t.lock"]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606, 0o666, 0o777])
def test_an_open_file_is_closed_again(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "t"
    file.write_text("secret of mine\n")
    file.chmod(mode)
    assert read_or_make_token(file) == "secret of mine"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [
        *(b"a" * 1025, b" " * 1025 + b"a" * 40),
        *(b"", b"\n", b"secret\n", b"a" * 7, b" " * 40, b"a" * 5000),
        *("ü" * 40).encode().split(b"\n"),
        *("a" * 40).encode("utf-16").split(b"\n"),
        *(b"a" * 20 + b"\t" + b"a" * 20, b"a" * 20 + b"\n" + b"a" * 20, b"\x00" * 40),
        *(b"\xff" * 40, b"a" * 39 + b"\x1b"),
    ],
)
def test_what_is_no_token_gives_way_to_one(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "t"
    file.write_bytes(content)
    file.chmod(0o600)
    token = read_or_make_token(file)
    assert token.isascii()
    assert len(token) >= 32
    assert read_or_make_token(file) == token
    assert sorted(file.name for file in tmp_path.iterdir()) == ["t", "t.lock"]


@pytest.mark.parametrize("token", ["My-own_token.of~32/characters+and=", "8 chars!", "a" * 1024])
def test_a_token_of_the_users_own_is_kept(tmp_path: Path, token: str) -> None:
    file = tmp_path / "t"
    file.write_text(token)
    file.chmod(0o600)
    assert read_or_make_token(file) == token


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    file = tmp_path / "file" / "t"
    with pytest.raises(AppError) as caught:
        read_or_make_token(file)
    assert caught.value.message == f"The access key file {file} is a link, or can’t be read."


@pytest.mark.parametrize("kind", ["link", "loose link", "pipe", "folder"])
def test_what_is_no_file_of_ours_is_refused(tmp_path: Path, kind: str) -> None:
    file, other = tmp_path / "t", tmp_path / "other"
    if kind == "link":
        other.write_text("a" * 40)
        other.chmod(0o600)
    if kind.endswith("link"):
        file.symlink_to(other)
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        file.mkdir()
    with pytest.raises(AppError) as caught:
        read_or_make_token(file)
    assert caught.value.message == (
        f"The access key file {file} doesn’t belong to you."
        if kind in ("pipe", "folder")
        else f"The access key file {file} is a link, or can’t be read."
    )
    assert caught.value.hint == "Delete it, and Kinfolk will make a new one."
    assert file.is_symlink() or not file.is_file()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="takes root")
def test_somebody_elses_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t"
    file.write_text("a" * 40)
    file.chmod(0o600)
    os.chown(file, 12345, 12345)
    with pytest.raises(AppError, match="doesn’t belong to you"):
        read_or_make_token(file)
    assert file.read_text() == "a" * 40


def test_eight_starts_agree_on_one(tmp_path: Path) -> None:
    """At first, and in place of a bad one."""
    start = threading.Barrier(8)

    def first_start(_: int) -> str:
        start.wait()
        return read_or_make_token(tmp_path / "t")

    with ThreadPoolExecutor(8) as starts:
        for _ in range(20):
            assert set(starts.map(first_start, range(8))) == {(tmp_path / "t").read_text().strip()}
            (tmp_path / "t").write_text("short")
