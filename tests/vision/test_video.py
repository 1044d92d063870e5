"""Videos in the processes that draw them: upright, within bounds, and no other file is opened."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kinfolk.errors import Cancelled
from kinfolk.kinds import Extra
from kinfolk.metadata.capture_date import TakenSource
from kinfolk.vision.decoders import Decoders, OpenFilm
from kinfolk.vision.photo import Photo, Unreadable
from kinfolk.vision.worker import Data, Header, Worker
from tests import labelled
from tests.fake_engine import COLOURS
from tests.film import film, patched, squares, turned

pytestmark = pytest.mark.slow

SIDE = 1920


def load(path: Path, at: int | None = None) -> Photo:
    with Decoders() as decoders:
        return decoders.load(path, side=SIDE, at=at)


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        load(path)
    return refused.value.message


def is_colour(photo: Photo, name: str, x: int, y: int) -> bool:
    seen = photo.image.getpixel((x, y))
    assert isinstance(seen, tuple)
    return max(abs(a - b) for a, b in zip(seen, COLOURS[name], strict=True)) < 60


@pytest.mark.parametrize("suffix", [".avi", ".mkv", ".mov", ".mp4", ".webm"])
def test_the_same_moment_comes_by_every_way(tmp_path: Path, suffix: str) -> None:
    """Walked to, jumped to, and alone: as a scan finds a face, and as the window shows it."""
    places = [[("red", 10 * number, 60)] for number in range(16)]
    path = squares(tmp_path / f"film{suffix}", places, rate=1)
    with Decoders(2) as decoders, decoders.film(path, side=SIDE) as video:
        for ms in (0, 1000, 1500, 9000, 9000, 15_000, 3000):
            photo = video.at(ms)
            second = -(-ms // 1000)
            assert photo.at == 1000 * second
            assert is_colour(photo, "red", 10 * second + 20, 80)
            alone = decoders.load(path, side=SIDE, at=photo.at)
            assert alone.at == photo.at
            assert alone.image == photo.image
            assert (photo.picture, photo.length) == (video.content_hash, 16_000)
        with pytest.raises(Unreadable, match="ends before"):
            video.at(60_000)
        assert video.at(2000).at == 2000  # it is open again


def test_each_question_about_one_has_the_time_that_a_slow_computer_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To open a phone's good video takes some computers more than three seconds."""
    given = []

    class Noting(Worker):
        def ask(self, header: Header, payload: bytes = b"", **how: Any) -> tuple[Header, Data]:
            given.append(header["seconds"])
            return super().ask(header, payload, **how)

    monkeypatch.setattr("kinfolk.vision.worker_pool.Worker", Noting)
    path = squares(tmp_path / "film.mp4", [[("red", 0, 0)]])
    with Decoders() as decoders:
        assert decoders.load(path, side=SIDE).width == decoders.frame(path).width == 208
    assert given == [30, 30, 30]  # its name, its first picture, its frame


def test_one_that_is_turned_is_upright(tmp_path: Path) -> None:
    path = squares(tmp_path / "film.mp4", [[("red", 0, 0)]] * 2)
    turned(path)
    photo = load(path)
    assert (photo.width, photo.height) == (160, 208)
    assert is_colour(photo, "red", 140, 20)


def test_it_is_large_and_small(tmp_path: Path) -> None:
    """4K within what a process may take; 40 megapixels are too many."""
    grey = Image.linear_gradient("L")
    photo = load(film(tmp_path / "large.mp4", [grey.resize((3840, 2160))]))
    assert (photo.image.size, photo.scale, photo.width) == ((1920, 1080), 2, 3840)
    assert "megapixels" in refusal(film(tmp_path / "huge.avi", [grey.resize((8000, 5000))]))


def test_without_a_moment_one_is_shown_that_shows_something(tmp_path: Path) -> None:
    black = Image.new("RGB", (208, 160))
    white = Image.new("RGB", (208, 160), "white")
    white.paste(COLOURS["red"], (20, 20, 100, 100))
    path = film(tmp_path / "film.avi", [black, black, white, white], rate=1)
    assert load(path).at == 2000
    assert load(path, 0).at == 0
    assert load(film(tmp_path / "black.avi", [black] * 3)).at == 0


def test_the_container_says_when_it_was_taken(tmp_path: Path) -> None:
    path = squares(tmp_path / "film.mp4", [[("red", 0, 0)]])
    assert load(path).shot.taken is None
    patched(path, b"mvhd", 4, (3_600_000_000).to_bytes(4))
    taken = load(path).shot.taken
    assert taken is not None
    assert (taken.day.year, taken.day.month, taken.source) == (2018, 1, TakenSource.EXIF)


def test_a_list_opens_neither_the_file_beside_nor_an_address(tmp_path: Path) -> None:
    squares(tmp_path / "beside.avi", [[("red", 0, 0)]])
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.01)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/film.ts"
        for number, target in enumerate((str(tmp_path / "beside.avi"), "beside.avi", address)):
            lists = (
                f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{target}\n#EXT-X-ENDLIST\n",
                f"ffconcat version 1.0\nfile '{target}'\n",
                f'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><Period>'
                f'<AdaptationSet><Representation id="1"><BaseURL>{target}</BaseURL>'
                f"</Representation></AdaptationSet></Period></MPD>",
                f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\na={target}\n",
            )
            for each, text in enumerate(lists):
                path = tmp_path / f"list{number}{each}.mp4"
                path.write_text(text)
                assert "isn’t a video" in refusal(path)
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_process_that_dies_is_followed_by_another_one(tmp_path: Path) -> None:
    """Once: what kills its process twice is refused, and nothing else is."""
    path = squares(tmp_path / "film.avi", [[("red", 20 * number, 60)] for number in range(5)])
    with Decoders() as decoders:
        with decoders.film(path, side=SIDE) as video:
            first = video.at(0)
            (busy,) = decoders._busy
            os.kill(busy.pid, signal.SIGKILL)
            assert is_colour(video.at(4000), "red", 60, 80)
            assert video.content_hash == first.picture
        assert decoders.load(path, side=SIDE, at=0).at == 0


def test_one_that_is_looked_at_stays_open_until_another_is(tmp_path: Path) -> None:
    paths = [squares(tmp_path / f"{name}.avi", [[(name, 0, 0)]] * 3) for name in ("red", "blue")]
    film = OpenFilm()
    pids = set()
    for at in (0, 4000, 2000):
        assert is_colour(film.load(paths[0], side=SIDE, at=at), "red", 20, 20)
        pids |= {worker.pid for worker in film._decoders._busy}
    assert len(pids) == 1
    assert is_colour(film.load(paths[1], side=SIDE), "blue", 20, 20)
    assert {worker.pid for worker in film._decoders._busy}.isdisjoint(pids)
    film.close()
    with pytest.raises(Cancelled):
        film.load(paths[0], side=SIDE)


def test_lengths_that_are_no_lengths(tmp_path: Path) -> None:
    """Ten hours, or none, of a video of three pictures: there are three."""
    for units, seconds in ((b"\x7f\xff\xff\xff", 10), (bytes(4), 0), (b"\0\0\0\1", 1)):
        path = squares(tmp_path / f"film{seconds}.mp4", [[("red", 0, 0)]] * 3, rate=1)
        for box in (b"mvhd", b"mdhd"):
            patched(path, box, 16, units)
        with Decoders() as decoders, decoders.film(path, side=SIDE) as video:
            assert video.at(0).at == 0
            assert video.at(2000).at == 2000
            with pytest.raises(Unreadable):
                video.at(30_000_000)


def test_broken_ones_are_refused_or_shown_in_part(tmp_path: Path) -> None:
    whole = squares(tmp_path / "film.mp4", [[("red", 0, 0)], [("green", 60, 60)]] * 4).read_bytes()
    path = tmp_path / "broken.mp4"
    with Decoders() as decoders:
        for cut in (0, 1, 40, len(whole) // 2):
            path.write_bytes(whole[:cut])
            assert isinstance(decoders.read(path, side=SIDE).photo, Unreadable), cut
        for at in range(0, len(whole), len(whole) // 40):
            path.write_bytes(whole[:at] + bytes([255]) * 8 + whole[at + 8 :])
            photo = decoders.read(path, side=SIDE).photo
            if isinstance(photo, Photo):
                assert (photo.width, photo.height) == (208, 160), at


def test_without_the_extra_it_says_what_would_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert Extra.VIDEO.left_out(1) == (
        "1 video was skipped. To read it, install Kinfolk with the “video” extra."
    )
    monkeypatch.setattr("sys.platform", "darwin")
    assert Extra.VIDEO.left_out(2) == ("2 videos were skipped: Kinfolk can’t read videos on macOS.")


def test_a_package_names_no_extra_as_none_can_be_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    said = "1 RAW photo was skipped: this version of Kinfolk can’t read RAW photos."
    assert Extra.RAW.left_out(1) == said
    assert Extra.VIDEO.lacking == "This version of Kinfolk can’t read videos."


@pytest.mark.parametrize(
    ("name", "length", "size"),
    [
        ("canon-s40.avi", 9467, (160, 120)),  # MJPEG
        ("iphone-live.mov", 2937, (1440, 1080)),  # HEVC
        ("panasonic.mov", 67, (1280, 960)),  # of one picture
    ],
)
def test_samples_of_cameras(name: str, length: int, size: tuple[int, int]) -> None:
    photo = load(labelled.camera(name))
    assert (photo.length, (photo.width, photo.height)) == (length, size)


_TIRED = """
import errno, io, sys
from kinfolk.vision import decode

class Tired(io.FileIO):
    first, last = map(int, sys.argv[2:])
    reads = 0

    def readinto(self, into):
        self.reads += 1
        if self.first <= self.reads <= self.last:
            raise OSError(errno.EIO, "The drive is tired")
        return super().readinto(into)

try:
    video = decode.look(io.BufferedReader(Tired(sys.argv[1])), sys.argv[1])
    while True:
        video.come_to(video.draw(1920).at + 2000)
except OSError as error:
    print(errno.errorcode[error.errno])
except decode.Unreadable as why:
    print(why)
"""


@pytest.mark.parametrize("tired", ["1 99", "4 99", "10 99", "1 1", "0 0"])
def test_an_error_of_the_drive_is_told_as_one(tmp_path: Path, tired: str) -> None:
    """OpenCV would crash, and the file be called damaged, or have no date for good."""
    noise = [Image.effect_noise((208, 160), 100 + each).convert("RGB") for each in range(20)]
    path = film(tmp_path / "film.avi", noise)
    told = subprocess.run(
        [sys.executable, "-c", _TIRED, path, *tired.split()],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told == ("EIO\n" if tired != "0 0" else "The video ends before that moment.\n")
