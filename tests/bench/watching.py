"""Measure what it costs to watch many folders, and how soon a new photo is reported.

The watch runs as in the window, with its own delays, on folders inside one, each with a file. "The
caller" is the main thread, which only says which folders to watch.

dev.py bench watching [--folders 10000]
"""

import os
import statistics
import tempfile
import threading
import time
from pathlib import Path

from kinfolk.scan.watch import STILL, FolderWatch
from tests.bench._memory import held
from tests.bench._photos import machine, options, table

PATIENCE = 120.0  # seconds
REPEATS = 10


def main() -> int:
    count = options(__doc__, folders=10_000).folders
    with tempfile.TemporaryDirectory() as base:
        inner = [Path(base, f"{number // 100}", f"{number}") for number in range(count)]
        for folder in inner:
            folder.mkdir(parents=True)
            (folder / "photo.jpg").touch()
        told = threading.Semaphore(0)
        watching = FolderWatch(told.release)
        memory, processor, began = held(os.getpid()), time.process_time(), time.monotonic()
        watching.follow([Path(base)])
        caller = time.monotonic() - began
        while Path(base) not in watching._seen:
            time.sleep(0.01)
        took, worked = time.monotonic() - began, time.process_time() - processor
        more = held(os.getpid()) - memory
        waits = [_wait(told, inner[-1 - number] / "new.jpg") for number in range(REPEATS)]
        processor, began = time.process_time(), time.monotonic()
        time.sleep(20)
        idle = (time.process_time() - processor) / (time.monotonic() - began)
        watching.close()
    print(machine())
    rows = [
        ("the caller waits", f"{caller * 1000:.1f} ms"),
        ("all are watched after", f"{took:.2f} s"),
        ("processor for that", f"{worked:.2f} s"),
        ("memory", f"{more:.1f} MB"),
        ("processor while nothing happens", f"{idle * 100:.2f} %"),
        (f"from the file to the word ({STILL:.0f} s still)", f"{statistics.median(waits):.2f} s"),
    ]
    table((f"{count:,} folders", ""), rows)
    return 0


def _wait(told: threading.Semaphore, photo: Path) -> float:
    photo.write_bytes(b"photo")
    began = time.monotonic()
    if not told.acquire(timeout=PATIENCE):
        raise SystemExit("nothing was told")
    return time.monotonic() - began


if __name__ == "__main__":
    raise SystemExit(main())
