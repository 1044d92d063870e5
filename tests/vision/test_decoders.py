"""Photos drawn in other processes: what a file, a kill or a lie can cost is that one photo."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kinfolk.errors import AppError, Cancelled
from kinfolk.files import digest
from kinfolk.metadata.frame import Frame
from kinfolk.vision import decode, decoders, worker, worker_pool
from kinfolk.vision.decoders import Decoders
from kinfolk.vision.photo import BREAKS, TOO_HEAVY, TOO_SLOW, Photo, Unreadable
from kinfolk.vision.worker import Data, Ended, Header
from tests.patience import until
from tests.vision import hostile
from tests.vision.pictures import corner_colours, picture

REPO = Path(__file__).resolve().parents[2]
UNIX = pytest.mark.skipif(os.name != "posix", reason="signals are a Unix thing")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses memory")
pytestmark = [pytest.mark.cold, pytest.mark.slow]


@pytest.fixture
def drawing() -> Iterator[Decoders]:
    with Decoders() as made:
        yield made


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.jpg"
    picture(120, 80).save(path, quality=95)
    return path


def refusal(drawing: Decoders, path: Path) -> Unreadable:
    found = drawing.read(path, side=1920).photo
    assert isinstance(found, Unreadable)
    return found


def pids(drawing: Decoders) -> list[int]:
    """Of the processes that are there now."""
    return [worker.pid for worker in (*drawing._idle, *drawing._busy)]


def gone(pid: int) -> bool:
    """Whether no process has that number, or only a dead one that no one has asked after."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


@contextmanager
def beside(work: Callable[[threading.Event], None]) -> Iterator[None]:
    """A thread that does something until the test is done with it."""
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    ("at_first", "is_shared"), [(160, True), (65, True), (16, True), (16, False)]
)
def test_a_photo_is_as_if_it_was_drawn_here(
    drawing: Decoders,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at_first: int,
    is_shared: bool,
) -> None:
    """Drawn at once, after asking what it needs, and after asking what to look at it needs.

    By memory that both processes have, and as on systems without.
    """
    monkeypatch.setattr(decoders, "_AT_FIRST", at_first << 20)
    if not is_shared:
        monkeypatch.setattr(worker, "_memory", lambda room: None)
    exif = Image.Exif()
    exif[0x0112], exif[0x0132] = 6, "2019:05:04 03:02:01"
    path = tmp_path / "photo.jpg"
    picture(2_400, 1_600).save(path, quality=95, exif=exif)
    with path.open("rb") as file:
        assert drawing.read(path, side=1_200).content_hash == digest(file)
    found, here = drawing.load(path, side=1_200), decode.load(path, side=1_200)
    assert (found.image.tobytes(), found.picture) == (here.image.tobytes(), here.picture)
    facts = ("scale", "width", "height", "shot", "mimetype")
    assert [getattr(found, name) for name in facts] == [getattr(here, name) for name in facts]
    with pytest.raises(FileNotFoundError):
        drawing.load(tmp_path / "gone.jpg", side=100)


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        ("endless.jpg", hostile.endless_jpeg, "too long to open"),
        ("vast.jpg", hostile.vast_jpeg, "megapixels"),
        ("texts.png", hostile.texts, "text"),
        ("profile.png", hostile.profile, "text"),
        ("pages.tif", hostile.pages, "megapixels"),
        ("canvas.gif", hostile.canvas, "megapixels"),
    ],
)
def test_what_is_made_to_do_harm_is_refused(
    drawing: Decoders, good: Path, name: str, make: Callable[[Path], Path], why: str
) -> None:
    path = make(good.parent / name)
    drawing.warm()
    before = pids(drawing)
    refused = refusal(drawing, path)
    assert why in refused.message
    assert refused.is_lasting
    assert pids(drawing) == before  # it was refused, and not given up
    assert corner_colours(drawing.load(good, side=120)) == "rgbw"


@UNIX
def test_a_photo_that_takes_too_long_is_given_up(
    drawing: Decoders, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoders, "_SECONDS", 0)  # and what is left of the second
    slow = hostile.endless_jpeg(good.parent / "slow.jpg", scans=199, size=8_900)
    refused = refusal(drawing, slow)
    assert (refused.message, refused.is_lasting) == (TOO_SLOW, True)
    with slow.open("rb") as file:
        assert drawing.read(slow, side=1920).content_hash == digest(file)
    assert isinstance(drawing.load(good, side=120), Photo)


@pytest.mark.parametrize(
    ("name", "size", "seconds", "patience"),
    [
        ("photo.heic", 1 << 20, 30, 60.25),
        ("film.mp4", 256 << 20, 34, 124.0),
        ("holes.jpg", 2 << 30, 46, 316.0),  # more than any photo has, and so read no further
    ],
)
def test_a_large_file_on_a_slow_computer_has_its_time(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    size: int,
    seconds: int,
    patience: float,
) -> None:
    """All of it is read and hashed before it is opened, over a network perhaps."""
    given = []

    class Noting(worker.Worker):
        def ask(self, header: Header, payload: bytes = b"", **how: Any) -> tuple[Header, Data]:
            given.append((header["seconds"], how["seconds"]))
            self._is_ready = True
            raise Ended("late")

    monkeypatch.setattr(worker_pool, "Worker", Noting)
    with (tmp_path / name).open("wb") as file:
        file.truncate(size)
    with Decoders() as slow, pytest.raises(Unreadable) as refused:
        slow.load(tmp_path / name, side=120)
    assert (given, refused.value.is_lasting) == ([(seconds, patience)], False)


@LINUX
def test_a_photo_that_takes_more_memory_than_its_size_is_given_up(
    drawing: Decoders, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = good.parent / "large.png"
    Image.new("RGBA", (8_000, 10_000), "teal").save(large, compress_level=1)
    assert isinstance(drawing.load(large, side=1920), Photo)
    monkeypatch.setattr(decoders, "LARGEST", 200 << 20)
    refused = refusal(drawing, large)
    assert (refused.message, refused.is_lasting) == (TOO_HEAVY, True)
    assert isinstance(drawing.load(good, side=120), Photo)


@LINUX
@pytest.mark.parametrize("kind", ["png", "webp", "heic", "avif", "tiff"])
def test_a_computer_short_of_memory_damages_no_photo(
    drawing: Decoders, good: Path, kind: str
) -> None:
    import resource

    path = good.with_name(f"photo.{kind}")
    picture(4_000, 3_000).save(path)
    drawing.load(good, side=120)
    [pid] = pids(drawing)
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + (24 << 20)
    resource.prlimit(pid, resource.RLIMIT_AS, (most, most))
    refused = refusal(drawing, path)
    said = "There isn’t enough free memory to open it now. The next scan will try again."
    assert (refused.message, refused.is_lasting) == (said, False)
    assert isinstance(drawing.load(path, side=1920), Photo)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_the_largest_photos_of_phones_are_read(
    drawing: Decoders, tmp_path: Path, mode: str
) -> None:
    path = tmp_path / "large.jpg"
    Image.new(mode, (16_320, 12_240)).save(path, quality=50)
    photo = drawing.load(path, side=1920)
    assert (photo.width, photo.image.size) == (16_320, (2040, 1530))


@pytest.mark.parametrize("kind", ["png", "webp", "tiff", "heic", "avif", "gif"])
def test_every_kind_has_the_memory_it_needs(drawing: Decoders, tmp_path: Path, kind: str) -> None:
    large = Image.linear_gradient("L").resize((2_900, 2_100))
    others = () if kind in ("heic", "avif") else ("LA", "P")  # which these do not have
    for mode in ("RGB", "RGBA", "I;16", *others):
        path = tmp_path / f"{mode}.{kind}"
        (large.convert("I") if mode == "I;16" else large).convert(mode).save(path)
        assert drawing.load(path, side=1920).image.size == (2_900, 2_100)


@UNIX
def test_a_photo_exchanged_for_a_pipe_is_not_waited_for(drawing: Decoders, good: Path) -> None:
    good.unlink()
    os.mkfifo(good)
    refused = refusal(drawing, good)
    assert ("no longer a file" in refused.message, refused.is_lasting) == (True, False)


@UNIX
@pytest.mark.parametrize(
    ("by", "message", "is_lasting"),
    [
        (signal.SIGKILL, "The photo reader was stopped. The next scan will try again.", False),
        (signal.SIGTERM, "The photo reader was stopped. The next scan will try again.", False),
        (signal.SIGSEGV, BREAKS, True),
    ],
)
def test_a_process_that_is_ended_is_tried_once_more(
    drawing: Decoders, good: Path, by: signal.Signals, message: str, is_lasting: bool
) -> None:
    slow = hostile.endless_jpeg(good.parent / "slow.jpg", scans=199, size=8_900)
    drawing.load(good, side=120)

    def once(stop: threading.Event) -> None:
        until(lambda: drawing._busy)
        [pid] = pids(drawing)
        os.kill(pid, by)

    with beside(once):
        assert isinstance(drawing.load(slow, side=1920), Photo)

    def always(stop: threading.Event) -> None:
        while not stop.wait(0.01):
            for busy in list(drawing._busy):
                if busy.has_started:
                    busy._process.send_signal(by)

    with beside(always):
        refused = refusal(drawing, slow)
    assert (refused.message, refused.is_lasting) == (message, is_lasting)
    assert isinstance(drawing.load(good, side=120), Photo)


@UNIX
def test_a_process_that_stands_still_is_given_up(
    drawing: Decoders, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing.load(good, side=120)
    [pid] = pids(drawing)
    os.kill(pid, signal.SIGSTOP)
    with monkeypatch.context() as hasty:
        hasty.setattr(decoders, "_PATIENCE", 0.5)
        refused = refusal(drawing, good)
    assert (refused.message, refused.is_lasting) == (
        "The drive took too long to respond. The next scan will try again.",
        False,
    )
    assert gone(pid)
    assert isinstance(drawing.load(good, side=120), Photo)


@UNIX
def test_closing_ends_what_is_being_drawn(drawing: Decoders, good: Path) -> None:
    drawing.load(good, side=120)
    [pid] = pids(drawing)
    os.kill(pid, signal.SIGSTOP)

    def close(stop: threading.Event) -> None:
        until(lambda: drawing._busy)
        drawing.close()

    with beside(close), pytest.raises(Cancelled):
        drawing.load(good, side=120)
    assert gone(pid)
    assert pids(drawing) == []
    with pytest.raises(Cancelled):
        drawing.load(good, side=120)


PARENT = """
import signal
import sys
from contextlib import suppress
from pathlib import Path
from kinfolk.vision.decoders import Decoders
from kinfolk.vision.photo import Unreadable
drawing = Decoders()
drawing.load(Path(sys.argv[1]), side=1920)
print(*[worker.pid for worker in drawing._idle], flush=True)
for path in sys.argv[2:]:
    with suppress(Unreadable):
        drawing.load(Path(path), side=1920)
signal.pause()
"""


@LINUX
@pytest.mark.parametrize("is_busy", [True, False])
def test_they_end_with_the_process_that_asks(good: Path, is_busy: bool) -> None:
    slow = hostile.endless_jpeg(good.parent / "slow.jpg", scans=199, size=8_900)
    then = [str(slow)] if is_busy else []
    command = [sys.executable, "-c", PARENT, str(good), *then]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPO) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert os.getpgid(pid) == pid  # Ctrl+C at the terminal is not for it
        os.kill(pid, signal.SIGINT)
        assert not gone(pid)
        parent.kill()
    until(lambda: gone(pid))


LIES = {
    "nothing": "pass",
    "a size without end": "out(struct.pack('<QQ', 2, 1 << 62) + b'{}')",
    "a head without end": "out(struct.pack('<QQ', 1 << 62, 0))",
    "no object": "say([1])",
    "depth": "t = b'[' * 60000; out(struct.pack('<QQ', len(t), 0) + t)",
    "no hash": "tell('../../etc')",
    "no hash at all": "say({'hash': ''})",
    "more than was asked": "say({'is_before': True, 'hash': '', 'more': 1})",
    "a hash for an answer": "tell(''); tell('')",
    "another type": "tell(''); say({'size': '1'})",
    "two answers": "tell(''); say({'size': 1, 'need': 1, 'pixels': 1})",
    "never enough": "tell(''); say({'need': 1, 'pixels': 1}); say({'need': 1, 'pixels': 1})",
    "no picture": "tell(''); draw(b'P6 1 1 255 123')",
    "no such pixels": "tell(''); draw(b'12', wide=9, high=9, width=9, height=9)",
    "no such place": "tell(''); draw(bytes(27), wide=9, high=1, width=1, height=1)",
    "no such day": "tell(''); draw(b'123', taken_at='x', precision='day', source='exif')",
    "no such source": "tell(''); draw(b'123', taken_at='2019', precision='year', source='user')",
}
LIAR = """
import json, os, struct, time
def out(data): os.write(1, data)
def say(head, data=b''):
    text = json.dumps(head).encode()
    out(struct.pack('<QQ', len(text), len(data)) + text + data)
def tell(hash):
    say(dict(is_before=True, hash=hash))
def draw(data, **facts):
    size = dict(wide=1, high=1, width=1, height=1)
    when = dict(taken_at=None, precision=None, source=None)
    where = dict(camera='', latitude=None, longitude=None)
    say(size | when | where | dict(mimetype='') | facts, data)
say({{}})
{}
"""


@pytest.mark.parametrize("lie", LIES)
def test_what_a_process_says_is_not_trusted(
    drawing: Decoders, good: Path, monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    command = [sys.executable, "-c", LIAR.format(LIES[lie])]
    with monkeypatch.context() as patch:
        patch.setattr(worker, "_command", lambda kind: command)
        assert refusal(drawing, good).message == BREAKS
    assert isinstance(drawing.load(good, side=120), Photo)


@LINUX
def test_shared_memory_cannot_be_taken_away() -> None:
    """To read beyond its end would be the end of the process that asks."""
    file = worker._memory(1 << 20)
    assert file is not None
    with file, pytest.raises(PermissionError):
        os.ftruncate(file.fileno(), 0)


def test_processes_that_do_not_start_are_no_fault_of_the_photo(
    drawing: Decoders, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_command", lambda kind: [sys.executable, "-c", "raise SystemExit"])
    with pytest.raises(AppError, match="couldn’t start"):
        drawing.load(good, side=120)
    with pytest.raises(AppError, match="couldn’t start"):
        drawing.frame(good)


def test_packed_into_one_file_the_program_is_its_own_worker(
    drawing: Decoders, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    [program, *arguments] = worker._command("decode")
    assert program == sys.executable
    command = [program, "-m", "kinfolk", *arguments]
    monkeypatch.setattr(worker, "_command", lambda kind: command)
    monkeypatch.chdir(REPO)
    assert isinstance(drawing.load(good, side=120), Photo)


def test_a_folder_of_photos_is_no_place_to_import_from(
    drawing: Decoders, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PIL", "json", "struct", "numpy", "kinfolk"):
        (good.parent / f"{name}.py").write_text("raise SystemExit")
    monkeypatch.chdir(good.parent)
    assert isinstance(drawing.load(good, side=120), Photo)


def test_sixty_damaged_files_cost_themselves(drawing: Decoders, tmp_path: Path) -> None:
    originals = []
    for suffix in ("jpg", "png", "webp", "tiff", "avif", "heic", "gif"):
        path = tmp_path / f"original.{suffix}"
        picture(900, 700).save(path)
        originals.append(path)
    picture(900, 700).save(tmp_path / "progressive.jpg", progressive=True)
    originals.append(tmp_path / "progressive.jpg")
    answers = []
    for path in hostile.mutated(tmp_path, originals, 60, seed=8):
        answers.append(drawing.read(path, side=1920).photo)
    refused = [found for found in answers if isinstance(found, Unreadable)]
    assert 10 < len(refused) < 60
    assert all(found.is_lasting for found in refused)


def test_how_a_photo_is_stored(drawing: Decoders, tmp_path: Path, good: Path) -> None:
    """Without drawing it: stored sides, and the orientation by which it is displayed."""
    assert drawing.frame(good) == Frame(1, 120, 80)
    turned, odd = tmp_path / "turned.jpg", tmp_path / "odd.jpg"
    for path, orientation in ((turned, 6), (odd, 9)):
        exif = Image.Exif()
        exif[0x0112] = orientation
        picture(120, 80).save(path, quality=95, exif=exif)
    assert drawing.frame(turned) == Frame(6, 120, 80)
    assert drawing.frame(odd) == Frame(1, 120, 80)
    with pytest.raises(FileNotFoundError):
        drawing.frame(tmp_path / "nothing.jpg")
    odd.write_bytes(b"no photo")
    with pytest.raises(Unreadable):
        drawing.frame(odd)
    assert drawing.frame(good).width == 120
