"""Measure photos a second, end to end, beside an older commit and dlib.

dev.py bench throughput [--large 48] [--small 351] [--beside c1a6c69] [--rounds 3]
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kinfolk.vision import engine
from tests.bench import _large, _one_scan
from tests.bench._classic import Classic
from tests.bench._photos import PHOTOS, ROOT, machine, need_photos, options, photos, table, timed

MEGAPIXELS_12 = (4000, 3000)
CLASSIC_SHARE = 6  # dlib gets one of this many photos


def main() -> None:
    chosen = options(__doc__, large=48, small=351, beside="c1a6c69", rounds=3)
    need_photos()
    print(f"Throughput, end to end ({machine()})\n")
    print(f"The engine is ready after {1e3 * timed(engine.load):.0f} ms.\n", flush=True)
    rows = []
    with tempfile.TemporaryDirectory() as made, older(chosen.beside) as tree:
        large, small = Path(made, "large"), Path(made, "small")
        large.mkdir()
        small.mkdir()
        _large.make(large, chosen.large, MEGAPIXELS_12)
        few = [path for path in photos() if path.is_relative_to(PHOTOS / "lfw")]
        for path in few[:: max(1, len(few) // chosen.small)][: chosen.small]:
            (small / path.name).write_bytes(path.read_bytes())
        for name, folder in (("12 megapixels", large), ("250 × 250, lfw/", small)):
            rows += [(name, *row) for row in compare(folder, tree, chosen.beside, chosen.rounds)]

    heads = ("photos", "by", "count", "photos/s", "cores busy", "ms of processor a photo", "faces")
    ratios = ("Kinfolk is so many times as fast", "by processor time")
    table((*heads, *ratios), rows)


@contextmanager
def older(commit: str) -> Iterator[Path | None]:
    """Give a folder with the files of a commit and its models; None without a commit."""
    if not commit:
        yield None
        return
    with tempfile.TemporaryDirectory() as made:
        packed = subprocess.run(
            ["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE, check=True
        )
        subprocess.run(["tar", "-x", "-C", made], input=packed.stdout, check=True)
        build = [sys.executable, "packaging/models.py"]
        subprocess.run(build, cwd=made, stdout=subprocess.DEVNULL, check=True)
        yield Path(made)


def compare(
    folder: Path, tree: Path | None, commit: str, rounds: int
) -> Iterator[tuple[object, ...]]:
    """Yield a row with speed and cost for each program.

    They run in turns, so that other work on the machine affects all of them.
    """
    ways: dict[str, Callable[[], dict[str, float]]]
    ways = {"Kinfolk": lambda: scanned(folder, ROOT)}
    if tree is not None:
        ways[commit] = lambda: scanned(folder, tree)
    ways["classic"] = lambda: classic(folder)
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
    for round_ in range(rounds):
        for name, way in ways.items():
            if name != "classic" or round_ == 0:
                runs[name].append(way())
    mine = runs["Kinfolk"]
    for name, each in runs.items():
        seconds, cpu = (statistics.median(run[key] for run in each) for key in ("seconds", "cpu"))
        speed = f"{1 / seconds:.2f}", f"{cpu / seconds:.2f}", f"{1e3 * cpu:.1f}"
        times = (_ratio(each, mine, key) for key in ("seconds", "cpu"))
        yield name, int(each[0]["photos"]), *speed, int(each[0]["faces"]), *times


def _ratio(theirs: list[dict[str, float]], mine: list[dict[str, float]], key: str) -> str:
    if theirs is mine:
        return "1"
    each = sorted(one[key] / other[key] for one, other in zip(theirs, mine, strict=False))
    return f"{statistics.median(each):.2f} ({each[0]:.2f} to {each[-1]:.2f})"


def scanned(folder: Path, tree: Path) -> dict[str, float]:
    """Scan with the Kinfolk in `tree`; return seconds of clock and processor for a photo."""
    command = [sys.executable, "-P", _one_scan.__file__, str(tree), str(folder)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join((str(tree), str(tree / "app")))}
    run = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(run.stdout)
    return _each(found, len(list(folder.iterdir())))


def classic(folder: Path) -> dict[str, float]:
    """Return the same for dlib, on a part of the photos: it takes seconds for each."""
    ready = Classic()
    paths = sorted(folder.iterdir())[::CLASSIC_SHARE]
    began, cpu = time.perf_counter(), time.process_time()
    found = [face for path in paths for face in ready.analyse(path)[1]]
    ready.group([vector for _, vector in found])
    took, used = time.perf_counter() - began, time.process_time() - cpu
    return _each({"faces": len(found), "seconds": took, "cpu": used}, len(paths))


def _each(run: dict[str, float], count: int) -> dict[str, float]:
    return run | {"photos": count, "seconds": run["seconds"] / count, "cpu": run["cpu"] / count}


if __name__ == "__main__":
    main()
