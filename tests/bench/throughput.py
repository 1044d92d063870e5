#!/usr/bin/env python3
"""Photos a second, end to end, beside the classic route; and where the time goes.

dev.py bench throughput [--large 16] [--small 351]
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PIL import Image

from app.pipeline import crops
from app.vision import decode, engine
from app.vision.align import chip
from app.vision.detect import LOOK_SIDE, shrink
from tests.bench import _large
from tests.bench._classic import Classic
from tests.bench._photos import PHOTOS, machine, need_photos, opened, photos, scan, table

MEGAPIXELS_12 = (4000, 3000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=16)
    parser.add_argument("--small", type=int, default=351)
    options = parser.parse_args()
    need_photos()
    print(f"Throughput, end to end ({machine()})\n")
    print(f"The engine is ready after {1e3 * _timed(engine.load):.0f} ms.\n", flush=True)
    rows, shares = [], []
    with tempfile.TemporaryDirectory() as made:
        large, small = Path(made, "large"), Path(made, "small")
        large.mkdir()
        small.mkdir()
        _large.make(large, options.large, MEGAPIXELS_12)
        few = [path for path in photos() if path.is_relative_to(PHOTOS / "lfw")]
        for path in few[:: max(1, len(few) // options.small)][: options.small]:
            (small / path.name).write_bytes(path.read_bytes())
        for name, folder in (("12 megapixels", large), ("250 × 250, lfw/", small)):
            rows.append((name, *compare(folder)))
            shares.append((name, *stages(folder)))
    table(
        (
            "photos",
            "count",
            "Kinfolk /s",
            "cores busy",
            "classic /s",
            "times as fast",
            "by processor time",
        ),
        rows,
    )
    print("One photo after another, milliseconds each; in a scan the stages overlap.\n")
    heads = ("decode", "detect", "align", "embed", "crop", "database", "of which libraries alone")
    table(("photos", *heads), shares)


def compare(folder: Path) -> tuple[object, ...]:
    """Photos, photos a second, cores busy, the classic's, and the ratios of both times."""
    paths = sorted(folder.iterdir())
    ready = engine.load()  # models are loaded once, theirs as ours
    with opened() as db:
        cpu = _cpu()
        mine = _timed(lambda: scan(db, [folder], lambda: ready))
        busy = (_cpu() - cpu) / mine
    classic = Classic()

    def route() -> None:
        found = [face for path in paths for face in classic.analyse(path)[1]]
        classic.group([vector for _, vector in found])

    cpu = _cpu()
    theirs = _timed(route)
    count = len(paths)
    speeds = f"{count / mine:.2f}", f"{busy:.2f}", f"{count / theirs:.2f}"
    return count, *speeds, f"{theirs / mine:.1f}", f"{(_cpu() - cpu) / (busy * mine):.1f}"


def stages(folder: Path) -> tuple[str, ...]:
    """Milliseconds a photo of each stage, and of decoding and detecting by the libraries alone."""
    ready = engine.load()
    spent = dict.fromkeys(("decode", "detect", "align", "embed", "crop"), 0.0)
    alone = {"decode": 0.0, "detect": 0.0}
    paths = sorted(folder.iterdir())
    for path in paths:
        marks = [time.perf_counter()]
        photo = decode.load(path, side=decode.SCAN_SIDE)
        marks.append(time.perf_counter())
        found = ready.detector.find(photo.pixels)
        marks.append(time.perf_counter())
        chips = [chip(photo.pixels, face.landmarks) for face in found]
        marks.append(time.perf_counter())
        ready.embedder.describe(chips)
        marks.append(time.perf_counter())
        for face in found:
            crops.cut(photo.pixels, face.box, scale=1)
        marks.append(time.perf_counter())
        for stage, seconds in zip(spent, np.diff(marks), strict=True):
            spent[stage] += seconds
        alone["decode"] += _timed(lambda p=path: _plain_decode(p))
        alone["detect"] += _plain_detect(ready, photo.pixels)
    with opened() as db:
        scan(db, [folder])
        again = _timed(lambda: _rewrite(db))
    each = [f"{1e3 * seconds / len(paths):.1f}" for seconds in (*spent.values(), again)]
    plain = ", ".join(f"{name} {1e3 * s / len(paths):.1f}" for name, s in alone.items())
    return *each, plain


def _plain_decode(path: Path) -> None:
    with Image.open(path) as image:
        image.draft("RGB", (decode.SCAN_SIDE, decode.SCAN_SIDE))
        np.asarray(image.convert("RGB"))


def _plain_detect(ready: engine.Engine, pixels: object) -> float:
    small = shrink(Image.fromarray(pixels), LOOK_SIDE)
    tall, wide = (-(-side // 32) * 32 for side in reversed(small.size))
    batch = np.zeros((1, 3, tall, wide), np.float32)
    session = ready.detector._session
    return _timed(lambda: session.run(None, {session.get_inputs()[0].name: batch}))


def _rewrite(db: object) -> None:
    """All rows of the scan, written again in one transaction."""
    from sqlalchemy import select, update
    from sqlmodel import col

    from app.core.models import Crop, Embedding, Face

    def write(session: object) -> None:
        for table_, key in ((Crop, "webp"), (Embedding, "vector"), (Face, "quality")):
            for row in session.execute(select(table_)).scalars().all():
                known = col(table_.face_id if key != "quality" else table_.id)
                mine = row.face_id if key != "quality" else row.id
                session.execute(
                    update(table_).where(known == mine).values({key: getattr(row, key)})
                )

    db.write(write).result()


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
