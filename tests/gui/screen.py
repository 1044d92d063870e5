"""A real window on a display of its own, with a real mouse and keyboard."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from tests.patience import PATIENCE, until

ROOT = Path(__file__).parents[2]
PROGRAMS = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
PACE = 90  # milliseconds from key to key: somebody who types well
MOVE = ("sleep", "0.15")  # seconds from move to move: a hand

Place = Sequence[int]  # x and y on the screen
LET_GO = ("mouseup", "1")

needs_screen = [
    pytest.mark.skipif(sys.platform != "linux", reason="X11 is for Linux"),
    pytest.mark.skipif(bool(PROGRAMS), reason=f"not installed: {', '.join(PROGRAMS)}"),
]


@contextmanager
def screen(size: str = "1280x900") -> Iterator[str]:
    """A free X display of our own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{size}x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb did not start"
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


class Hands:
    """A mouse and a keyboard on a display."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def carry(self, source: Place, target: Place) -> None:
        """Whatever the window makes of it."""
        self.lift(source, target)
        self.xdotool(*MOVE, *LET_GO)

    def lift(self, source: Place, target: Place) -> None:
        """Press, and several moves; no window manager is there to help."""
        (x0, y0), (x1, y1) = source, target
        steps = 6
        command = ["mousemove", str(x0), str(y0), *MOVE, "mousedown", "1"]
        for step in range(1, steps + 1):
            x, y = x0 + (x1 - x0) * step // steps, y0 + (y1 - y0) * step // steps
            command += [*MOVE, "mousemove", str(x), str(y)]
        self.xdotool(*command)

    def click(self, place: Place) -> None:
        self.xdotool("mousemove", str(place[0]), str(place[1]), "click", "1")

    def keys(self, *names: str) -> None:
        """Keys by their X names, one after the other."""
        self.xdotool("key", "--delay", str(PACE), *names)

    def type_lines(self, lines: Sequence[str]) -> None:
        """Letters as somebody types them; each line ends with Enter."""
        self.keys(*(key for line in lines for key in (*line, "Return")))

    def take_keyboard(self) -> None:
        """No window manager gives it to the window."""
        self.xdotool("search", "--sync", "--name", "^Kinfolk$", "windowfocus", "--sync")

    def xdotool(self, *command: str) -> None:
        subprocess.run(
            ["xdotool", *command],
            env=self.environment,
            check=True,
            timeout=PATIENCE,
            stdout=subprocess.DEVNULL,
        )


class RealWindow(Hands):
    """The program real_window.py, and mouse and keyboard over it."""

    def __init__(self, display: str, base: Path, *arguments: str) -> None:
        super().__init__(display)
        program = Path(__file__).with_name("real_window.py")
        self._process = subprocess.Popen(
            [sys.executable, str(program), str(base), *arguments],
            env={**self.environment, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._said: Queue[dict[str, Any]] = Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.labels: list[str] = []
        try:
            self.places: dict[str, list[int]] = self.wait_for("places")
        except BaseException:
            self.close()
            raise

    def wait_for(self, what: str) -> Any:
        """The next fact of that kind the window tells."""
        while what not in (fact := self._told(PATIENCE)):
            if not fact:
                pytest.fail(f"the window never told of {what!r}; labels so far: {self.labels}")
        return fact[what]

    def drag(self, source: str, target: str, label: str, *, end: Sequence[str] = LET_GO) -> None:
        """From one of the places it told of to another; `end` where the label is seen there.

        What takes it may come late, and is found by a hand that moves.
        """
        x, y = self.places[target]
        self.lift(self.places[source], (x, y))

        def is_labelled() -> bool:
            if not self._told(0.2):
                self.xdotool("mousemove", str(x + 2), str(y + 2), "mousemove", str(x), str(y))
            return self.labels[-1:] == [label]

        until(is_labelled, f"no label {label!r}")
        self.xdotool(*end)

    def _told(self, patience: float) -> dict[str, Any]:
        """The next fact, or none."""
        try:
            fact = self._said.get(timeout=patience)
        except Empty:
            return {}
        if "label" in fact:
            self.labels.append(fact["label"])
        return fact

    def close(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(PATIENCE)
        self._reader.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout:
            for line in self._process.stdout:
                self._said.put(json.loads(line))
