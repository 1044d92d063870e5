"""A real mouse drags real faces in a real window, on a display of its own."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest
from PIL import Image

from app.core import crops, faces, history, people
from app.core.db import Database
from app.paths import Paths
from tests.album import Album

ROOT = Path(__file__).parents[2]
PROGRAMS = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
PATIENCE = 20  # seconds a busy machine may take

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="X11 is for Linux"),
    pytest.mark.skipif(bool(PROGRAMS), reason=f"not installed: {', '.join(PROGRAMS)}"),
]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A free X display of our own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(PATIENCE)


class Library:
    """A library in a folder, to be opened by the window's own process."""

    def __init__(self, base: Path) -> None:
        self.base = base
        paths = Paths.of(base)
        self.db = Database(paths.library_db, paths.cache_db)
        self.album = Album(self.db)

    def person(self, name: str | None, *, faces_: int, colour: str) -> tuple[str, list[str]]:
        make = self.album.person(name) if name else self.album.group(faces=0)
        ids = [self.album.face(make) for _ in range(faces_)]
        file = io.BytesIO()
        Image.new("RGB", (256, 256), colour).save(file, "WEBP")
        for face_id in ids:
            self.db.write(lambda s, i=face_id: crops.put(s, i, file.getvalue())).result()
        return make, ids

    def thumbnail(self, person_id: str) -> str | None:
        with self.db.read() as session:
            return people.get(session, person_id).thumbnail_face_id

    def owner(self, face_id: str) -> str | None:
        with self.db.read() as session:
            return faces.get(session, face_id).person_id


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path)
    yield made
    made.db.close()


class RealWindow:
    """The program real_window.py and the mouse over it."""

    def __init__(self, display: str, base: Path, *arguments: str) -> None:
        self._env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._process = subprocess.Popen(
            [
                sys.executable,
                str(Path(__file__).with_name("real_window.py")),
                str(base),
                *arguments,
            ],
            env={**self._env, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._said: Queue[dict[str, Any]] = Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.labels: list[str] = []
        self.places: dict[str, list[int]] = self.wait_for("places")

    def wait_for(self, what: str) -> Any:
        """The next fact of that kind the window tells."""
        while True:
            try:
                fact = self._said.get(timeout=PATIENCE)
            except Empty:
                pytest.fail(f"the window never told of {what!r}; labels so far: {self.labels}")
            if "label" in fact:
                self.labels.append(fact["label"])
            if what in fact:
                return fact[what]

    def drag(self, source: str, target: str, *, end: tuple[str, ...] = ("mouseup", "1")) -> None:
        """Press, several moves with pauses, then `end`; no window manager is there to help."""
        (x0, y0), (x1, y1) = self.places[source], self.places[target]
        steps = 6
        command = ["mousemove", str(x0), str(y0), "sleep", "0.15", "mousedown", "1"]
        for step in range(1, steps + 1):
            x, y = x0 + (x1 - x0) * step // steps, y0 + (y1 - y0) * step // steps
            command += ["sleep", "0.15", "mousemove", str(x), str(y)]
        command += ["sleep", "0.15", "mousemove", str(x1 + 2), str(y1 + 2), "sleep", "0.3", *end]
        subprocess.run(["xdotool", *command], env=self._env, check=True, timeout=PATIENCE)

    def close(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(PATIENCE)
        self._reader.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout:
            for line in self._process.stdout:
                self._said.put(json.loads(line))


@pytest.fixture
def opened(display: str, library: Library) -> Iterator[Any]:
    windows: list[RealWindow] = []

    def show(*arguments: str) -> RealWindow:
        windows.append(RealWindow(display, library.base, *arguments))
        return windows[-1]

    yield show
    for window in windows:
        window.close()


def test_a_face_dragged_onto_the_portrait_becomes_the_thumbnail(
    library: Library, opened: Any
) -> None:
    dora, mine = library.person("Dora", faces_=4, colour="teal")
    window = opened("person", dora, "5")
    window.drag(mine[2], "portrait")
    window.wait_for("changed")
    assert "Make this Dora’s portrait" in window.labels
    assert library.thumbnail(dora) == mine[2]


def test_escape_cancels_the_drag(library: Library, opened: Any) -> None:
    dora, mine = library.person("Dora", faces_=4, colour="teal")
    window = opened("person", dora, "5")
    window.drag(mine[2], "portrait", end=("key", "Escape", "sleep", "0.2", "mouseup", "1"))
    window.drag(mine[1], "portrait")  # the next one works, so the first one had its time
    window.wait_for("changed")
    assert window.labels[:2] == ["Make this Dora’s portrait", ""]
    assert library.thumbnail(dora) == mine[1]
    with library.db.read() as session:
        assert [step.label for step in history.steps(session)] == ["Change Dora’s portrait"]


def test_a_face_dragged_onto_a_card_is_given_to_that_person(library: Library, opened: Any) -> None:
    eva, _ = library.person("Eva", faces_=2, colour="teal")
    group, theirs = library.person(None, faces_=3, colour="orange")
    window = opened("wall", "", "2")
    window.drag(group, eva)
    window.wait_for("changed")
    assert "Give to Eva" in window.labels
    assert [library.owner(face_id) for face_id in theirs].count(eva) == 1


def test_a_folder_from_a_file_manager_that_moves_is_copied(
    library: Library, opened: Any, display: str, tmp_path: Path
) -> None:
    eva, _ = library.person("Eva", faces_=2, colour="teal")
    (tmp_path / "summer").mkdir()
    window = opened("wall", "", "1")
    program = Path(__file__).with_name("folder_source.py")
    command = [sys.executable, str(program), str(tmp_path / "summer")]
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as source:
        assert source.stdout is not None
        assert source.stdout.readline() == "ready\n"
        window.places["folder"] = [1200, 60]
        window.drag("folder", eva)
        assert source.stdout.readline() == "CopyAction\n"
        source.terminate()
    window.wait_for("changed")
    assert "Look for people in this folder" in window.labels
