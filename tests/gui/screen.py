"""A real window on an X server of its own, with a real mouse and keyboard (xdotool)."""

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
PACE = 90  # milliseconds from key to key, as of someone who types well
MOVE = ("sleep", "0.15")  # a pause of xdotool between two moves, in seconds, as of a hand

Place = Sequence[int]  # x and y on the screen
LET_GO = ("mouseup", "1")

needs_screen = [
    pytest.mark.skipif(sys.platform != "linux", reason="X11 is for Linux"),
    pytest.mark.skipif(bool(PROGRAMS), reason=f"not installed: {', '.join(PROGRAMS)}"),
]


@contextmanager
def screen(size: str = "1280x900") -> Iterator[str]:
    """Run an X server on a free display; give the display's name."""
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
            "-r",  # a key that is held while the machine is busy types its letter once
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
        """Drag from one place to another, whatever the window makes of it."""
        self.lift(source, target)
        self.xdotool(*MOVE, *LET_GO)

    def lift(self, source: Place, target: Place) -> None:
        """Press the button and move to the target in several steps.

        Without a window manager nothing else tells a press from a drag.
        """
        (x0, y0), (x1, y1) = source, target
        steps = 6
        command = ["mousemove", str(x0), str(y0), *MOVE, "mousedown", "1"]
        for step in range(1, steps + 1):
            x, y = x0 + (x1 - x0) * step // steps, y0 + (y1 - y0) * step // steps
            command += [*MOVE, "mousemove", str(x), str(y)]
        self.xdotool(*command)

    def click(self, place: Place) -> None:
        """Click at a place."""
        self.xdotool("mousemove", str(place[0]), str(place[1]), "click", "1")

    def keys(self, *names: str) -> None:
        """Press keys by their X names, one after the other."""
        self.xdotool("key", "--delay", str(PACE), *names)

    def type_lines(self, lines: Sequence[str]) -> None:
        """Type lines, each ending with Enter."""
        self.keys(*(key for line in lines for key in (*line, "Return")))

    def take_keyboard(self) -> None:
        """Give the window the keyboard focus, which no window manager does here."""
        self.xdotool("search", "--sync", "--name", "^Kinfolk$", "windowfocus", "--sync")

    def xdotool(self, *command: str) -> None:
        """Run xdotool on the display; raise CalledProcessError where it fails."""
        subprocess.run(
            ["xdotool", *command],
            env=self.environment,
            check=True,
            timeout=PATIENCE,
            stdout=subprocess.DEVNULL,
        )


class RealWindow(Hands):
    """The program real_window.py with mouse and keyboard over it.

    `places` has what it found at first, `labels` every label at the pointer so far.
    """

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
        """Return the next fact of that kind which the window prints.

        Fails the test after PATIENCE.
        """
        while what not in (fact := self._told(PATIENCE)):
            if not fact:
                pytest.fail(f"the window never told of {what!r}; labels so far: {self.labels}")
        return fact[what]

    def drag(self, source: str, target: str, label: str, *, end: Sequence[str] = LET_GO) -> None:
        """Drag between two places by name and do `end` once that label stands at the target.

        What takes the drop may appear late; it is found only when the pointer moves.
        """
        x, y = self.places[target]
        self.lift(self.places[source], (x, y))

        def is_labelled() -> bool:
            """Return whether the label is there; move the pointer a little if nothing is said."""
            if not self._told(0.2):
                self.xdotool("mousemove", str(x + 2), str(y + 2), "mousemove", str(x), str(y))
            return self.labels[-1:] == [label]

        until(is_labelled, f"no label {label!r}")
        self.xdotool(*end)

    def _told(self, patience: float) -> dict[str, Any]:
        """Return the next fact, an empty dict if none comes."""
        try:
            fact = self._said.get(timeout=patience)
        except Empty:
            return {}
        if "label" in fact:
            self.labels.append(fact["label"])
        return fact

    def close(self) -> None:
        """End the program."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(PATIENCE)
        self._reader.join()

    def _read(self) -> None:
        """Collect the facts that it prints, in a thread."""
        assert self._process.stdout is not None
        with self._process.stdout:
            for line in self._process.stdout:
                self._said.put(json.loads(line))
