"""Files that others publish: kept only when they are what was asked for."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from app.errors import AppError, Cancelled
from app.vision.published import ZOO, Published, fetch


def served(tmp_path: Path, data: bytes, *, sha256: str = "") -> Published:
    """A file that lies where an address says."""
    there = tmp_path / "there.onnx"
    there.write_bytes(data)
    digest = sha256 or hashlib.sha256(data).hexdigest()
    return Published("wanted.onnx", len(data), digest, there.as_uri())


def test_it_is_fetched_and_counted(tmp_path: Path) -> None:
    data = bytes(200_000)
    parts: list[int] = []
    assert fetch(served(tmp_path, data), tmp_path, told=parts.append).read_bytes() == data
    assert (sum(parts), len(parts) > 1) == (len(data), True)


def test_something_else_is_not_kept(tmp_path: Path) -> None:
    other = served(tmp_path, b"x" * 10, sha256="0" * 64)
    with pytest.raises(AppError, match="not the published file"):
        fetch(other, tmp_path)
    longer = Published("wanted.onnx", 5, other.sha256, other.url)
    with pytest.raises(AppError, match="not the published file"):
        fetch(longer, tmp_path)
    assert not (tmp_path / "wanted.onnx").exists()


def test_offline_it_says_where_the_file_is(tmp_path: Path) -> None:
    gone = Published("gone.onnx", 1, "", (tmp_path / "gone").as_uri())
    with pytest.raises(AppError, match="Is this computer online") as refused:
        fetch(gone, tmp_path)
    assert gone.url in refused.value.hint


class Cut(BaseHTTPRequestHandler):
    """A server that hangs up half-way, or has nothing."""

    def do_GET(self) -> None:
        if self.path == "/half":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(bytes(50_000))
        else:
            self.send_error(404)

    def log_message(self, *args: object) -> None:
        """Not on the test's output."""


@pytest.mark.parametrize(("path", "reason"), [("half", "50,000 bytes"), ("none", "online")])
def test_a_connection_that_breaks_keeps_nothing(tmp_path: Path, path: str, reason: str) -> None:
    with HTTPServer(("127.0.0.1", 0), Cut) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        there = f"http://127.0.0.1:{server.server_port}/{path}"
        digest = hashlib.sha256(bytes(100_000)).hexdigest()
        with pytest.raises(AppError) as refused:
            fetch(Published("wanted.onnx", 100_000, digest, there), tmp_path)
        thread.join()
    assert reason in f"{refused.value.message} {refused.value.hint}"
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_stopped(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        fetch(served(tmp_path, bytes(200_000)), tmp_path, is_cancelled=lambda: True)
    assert not (tmp_path / "wanted.onnx").exists()


def test_what_is_published_is_pinned() -> None:
    for file in ZOO:
        assert file.url.startswith("https://")
        assert (len(file.sha256), file.size > 0, file.licence != "") == (64, True, True)
