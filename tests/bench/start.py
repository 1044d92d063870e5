"""Measure from the double click to the painted wall, memory when idle, and the time of a command.

    dev.py bench start [--people 10000] [--faces 200000] [--times 3] [--wall] [--beside PROGRAM]

    dev.py bench start --verbs [--times 3] [--beside PROGRAM]

The program is started on an X server of its own (Xvfb), with a synthetic library in which everyone
has a portrait. The wall counts as painted once its part of the screen looks as it does in the end.
The processor time is what was used until then; it says more than the clock where other programs
run. Memory is that of all its processes once they have been idle for a while: before that the
program still compares everyone. With `--wall` that is not waited for. Commands have an empty
library; with `--verbs` only they are measured. The frozen app is the one that `dev.py app` has
built; it is measured in turns with the source and with another build.
"""

import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageGrab

from kinfolk.cli.selfcheck import drawn_face
from kinfolk.core.db.checksums import checksum_of
from kinfolk.core.db.storage import connect
from kinfolk.paths import Paths
from tests.bench._crowd import Crowd, fill
from tests.bench._photos import machine, options, table
from tests.gui.screen import screen

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "build" / "app" / "kinfolk" / "kinfolk"
# The part of the screen with the wall's cards, without what tells of a scan
WALL = (320, 160, 1240, 720)
LOOK_SECONDS, CALM_SECONDS, PATIENCE = 0.02, 4.0, 120.0
IDLE_SECONDS, IDLE_PATIENCE = 10.0, 900.0
COLOURS = 500  # a wall of portraits has more colours than that; an empty page has fewer
VERBS = ("--help", "people list")


def main() -> None:
    chosen = options(
        __doc__, people=10_000, faces=200_000, times=3, wall=False, verbs=False, beside=Path
    )
    print(f"{machine()}\n", flush=True)
    commands = {
        "from source": [sys.executable, "-m", "kinfolk"],
        "frozen": [str(FROZEN)],
        "beside it": [str(chosen.beside)],
    }
    there = {name: cmd for name, cmd in commands.items() if Path(cmd[0]).is_file()}
    if not chosen.verbs:
        windows(there, chosen.times, chosen.people, chosen.faces, rests=not chosen.wall)
    verbs(there, chosen.times)


def windows(
    there: Mapping[str, Sequence[str]], times: int, people: int, faces: int, *, rests: bool
) -> None:
    print(f"{people:,} people, {faces:,} faces\n", flush=True)
    runs: dict[str, list[Start]] = {name: [] for name in there}
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        make(Paths.of(base), people, faces)
        for _ in range(times + 1):
            for name, command in there.items():
                runs[name].append(started(command, base, rests=rests))
    rows = [_row(name, first, later) for name, (first, *later) in runs.items()]
    table(("", "first, s", "warm: painted wall, s", "processor, s", "idle, MB"), rows)


def verbs(there: Mapping[str, Sequence[str]], times: int) -> None:
    runs: dict[str, list[Start]] = {f"{name}: {verb}": [] for verb in VERBS for name in there}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(times + 1):
            for verb in VERBS:
                for name, command in there.items():
                    runs[f"{name}: {verb}"].append(answered([*command, *verb.split()], folder))
    rows = [_row(name, first, later) for name, (first, *later) in runs.items()]
    table(("", "first, s", "warm, s", "processor, s", ""), rows)


class Start(NamedTuple):
    """Seconds until it was done, seconds of the processor, and bytes when idle.

    0 where that was not measured.
    """

    seconds: float
    worked: float
    memory: int


def _row(name: str, first: Start, later: Sequence[Start]) -> tuple[str, ...]:
    seconds, worked = [one.seconds for one in later], [one.worked for one in later]
    memory = max(one.memory for one in later)
    return (
        name,
        f"{first.seconds:.2f}",
        f"{statistics.median(seconds):.2f} ({min(seconds):.2f}-{max(seconds):.2f})",
        f"{statistics.median(worked):.2f} ({min(worked):.2f}-{max(worked):.2f})",
        f"{memory / 1e6:.0f}" if memory else "-",
    )


def make(paths: Paths, people: int, faces: int) -> None:
    random = np.random.default_rng(3)
    vectors = random.standard_normal((faces, 128), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    who = np.arange(faces) % people
    fill(paths.data, Crowd(vectors, who, np.full(faces, 0.9, np.float32)))
    (paths.data / "cache.db").rename(paths.cache_db)
    crops = [_crop(tone) for tone in range(0, 256, 16)]
    connection = connect(paths.library_db, paths.cache_db)
    connection.create_function("seal", -1, checksum_of)
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO cache.crop VALUES (?1, ?2, seal(?2, CAST(?1 AS BLOB)))",
        ((f"face_{n:022}", crops[n % len(crops)]) for n in range(faces)),
    )
    connection.execute("COMMIT")
    connection.close()


def _crop(tone: int) -> bytes:
    face = drawn_face().crop((80, 20, 400, 340)).resize((192, 192))
    tinted = Image.blend(face, Image.new("RGB", face.size, (tone, 128, 255 - tone)), 0.2)
    stored = io.BytesIO()
    tinted.save(stored, "JPEG", quality=80)
    return stored.getvalue()


def started(command: Sequence[str], base: Path, *, rests: bool) -> Start:
    """Start the window and measure until the wall is painted; with `rests` until it is idle."""
    with screen() as display:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        began = time.monotonic()
        program = subprocess.Popen(
            [*command, "--base-dir", str(base)],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        try:
            seconds, worked = _painted(display, program.pid, began)
            if rests:
                _rested(program.pid)
            return Start(seconds, worked, _memory(program.pid) if rests else 0)
        finally:
            program.terminate()
            program.wait(PATIENCE)


def answered(command: Sequence[str], folder: str) -> Start:
    """Measure a command from the start of its process to its end."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--base-dir", folder], cwd=ROOT, capture_output=True, check=True)
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Start(seconds, worked, 0)


def _painted(display: str, pid: int, began: float) -> tuple[float, float]:
    """Return the seconds until the last change of the wall, and the processor's until then."""
    image, since, worked = b"", began, 0.0
    while time.monotonic() - began < PATIENCE:
        looked, by_then = time.monotonic(), _worked(pid)
        seen = ImageGrab.grab(WALL, xdisplay=display)
        if seen.tobytes() != image:
            image, since, worked = seen.tobytes(), looked, by_then
        elif looked - since > CALM_SECONDS and len(seen.getcolors(1 << 24) or ()) > COLOURS:
            return since - began, worked
        time.sleep(LOOK_SECONDS)
    raise SystemExit(f"There was no wall within {PATIENCE:.0f} seconds.")


def _rested(pid: int) -> None:
    """Wait until the program uses next to no processor time."""
    before, until = _worked(pid), time.monotonic() + IDLE_PATIENCE
    while time.monotonic() < until:
        time.sleep(IDLE_SECONDS)
        worked = _worked(pid)
        if worked - before < 0.02 * IDLE_SECONDS:
            return
        before = worked
    raise SystemExit(f"It was not idle within {IDLE_PATIENCE:.0f} seconds.")


def _memory(pid: int) -> int:
    """Return the bytes of a process and its children; shared memory is counted once."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    own = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return own * 1024 + sum(_memory(int(child)) for child in children)


def _worked(pid: int) -> float:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]
    own = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return own + sum(_worked(int(child)) for child in children)


if __name__ == "__main__":
    main()
