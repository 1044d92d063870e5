#!/usr/bin/env python3
"""Cost over the size of the library, 10³ to 10⁶ synthetic faces; --choose compares indexes.

dev.py bench scale [--sizes 1000 10000 …] [--picture FILE.svg] [--choose COUNT]
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from sqlalchemy import func, select
from sqlmodel import Session, col

from app.core import embeddings, review
from app.core.db import Database
from app.core.models import Asset, AssetState, Face
from app.core.review import Answer
from app.pipeline import grouping
from app.pipeline.suggest import Suggester
from app.vision.engine import ENGINE_ID
from tests.bench._crowd import Kind, draw, fill
from tests.bench._photos import machine, need_photos, table

SIZES = (1_000, 10_000, 100_000, 1_000_000)
NEW_PHOTOS, ANSWERS, FACES_OF_A_NEW_PHOTO = 50, 200, 3
Figures = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--choose", type=int, metavar="COUNT")
    parser.add_argument("--part", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        name, folder = options.part
        print(json.dumps(PARTS[name](Path(folder))))
        return
    need_photos()
    kind = Kind.of_lfw()
    if options.choose:
        from tests.bench._indexes import choose

        choose(draw(kind, options.choose)[0])
        return
    print(f"Scale: synthetic faces in a real library ({machine()})\n", flush=True)
    curve = {size: measured(kind, size) for size in options.sizes}
    report(curve)
    if options.picture:
        from tests.bench._curve import draw_curve

        draw_curve(curve, options.picture)


def measured(kind: Kind, size: int) -> Figures:
    """All figures of one size, each part in a process of its own so that its memory counts."""
    figures: Figures = {}
    for name in PARTS:
        with tempfile.TemporaryDirectory() as folder:
            vectors, who = draw(kind, size)
            fill(Path(folder), vectors, who, placed=name == "living")
            np.savez(Path(folder) / "truth.npz", who=who, fresh=_new_faces(kind, size))
            del vectors
            command = [sys.executable, __file__, "--part", name, folder]
            run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            figures |= json.loads(run.stdout.splitlines()[-1])
            print(f"{size:>9,} {name}: {figures}", file=sys.stderr, flush=True)
    return figures


def _new_faces(kind: Kind, size: int) -> Any:
    """Faces of people the library knows: drawn as its own, from behind its end."""
    extra = NEW_PHOTOS * FACES_OF_A_NEW_PHOTO
    return draw(kind, size)[0][-extra:] if size > extra else draw(kind, extra)[0]


def living(folder: Path) -> Figures:
    """A library in use: opened, a photo more, the largest person's suggestions, answers."""
    figures: Figures = {}
    db = Database(folder / "library.db", folder / "cache.db")
    with db.read() as session:
        largest = _largest(session)
    for name in ("first load s", "next load s"):  # the second finds the index on the disk
        suggester = Suggester(db, folder)
        figures[name] = _timed(lambda s=suggester: s.distance("nobody", largest))
        if name == "first load s":
            suggester.close()
    figures["suggestions ms"] = 1e3 * _timed(lambda: suggester.for_person(largest))
    figures |= _answers(db, suggester, largest)
    figures |= _new_photos(db, suggester, np.load(folder / "truth.npz")["fresh"])
    figures["merges ms"] = 1e3 * _timed(suggester.merges)
    figures["living MB"] = _peak()
    suggester.close()
    db.close()
    return figures


def _answers(db: Database, suggester: Suggester, person_id: str) -> Figures:
    times = []
    for turn in range(ANSWERS):
        found = suggester.for_person(person_id, limit=20)
        if not found:
            break
        answer = Answer.YES if turn % 3 else Answer.NO

        def say(session: Session, face_id: str = found[0].face_id, a: Answer = answer) -> None:
            review.answer_faces(session, [face_id], person_id, a)

        def answered(say: Callable[[Session], None] = say) -> None:
            db.write(say, label="Answer").result()
            suggester.for_person(person_id, limit=20)

        times.append(1e3 * _timed(answered))
    p50, p99 = np.percentile(times, (50, 99)) if times else (np.nan, np.nan)
    return {"answer p50 ms": float(p50), "answer p99 ms": float(p99), "answers": len(times)}


def _new_photos(db: Database, suggester: Suggester, fresh: Any) -> Figures:
    times = []
    with db.read() as session:
        library_id, folder_id = session.execute(
            select(col(Asset.library_id), col(Asset.folder_id)).limit(1)
        ).one()
    for photo in range(NEW_PHOTOS):
        asset_id = f"asset_new{photo:019}"
        ids = [f"face_new{photo:09}{n:010}" for n in range(FACES_OF_A_NEW_PHOTO)]

        def store(
            session: Session, photo: int = photo, asset_id: str = asset_id, ids: list[str] = ids
        ) -> None:
            asset = Asset(
                id=asset_id, library_id=library_id, folder_id=folder_id, path=f"/{asset_id}",
                file_size=1, modified_ns=1, content_hash=asset_id, state=AssetState.DONE,
            )  # fmt: skip
            session.add(asset)
            session.flush()
            for n, face_id in enumerate(ids):
                face = Face(
                    id=face_id, library_id=library_id, asset_id=asset_id, x=n, y=0, w=90, h=90,
                    source="automatic", quality=0.9,
                )  # fmt: skip
                session.add(face)
                row = fresh[(photo * FACES_OF_A_NEW_PHOTO + n) % len(fresh)]
                embeddings.put(session, face_id, ENGINE_ID, row)

        db.write(store).result()

        def place(ids: list[str] = ids) -> None:
            grouping.group_these(db, suggester.vicinity(ids), library_id, settle=False)

        times.append(1e3 * _timed(place))
    p50, p99 = np.percentile(times, (50, 99))
    return {"new photo p50 ms": float(p50), "new photo p99 ms": float(p99)}


def from_nothing(folder: Path) -> Figures:
    """Every face is nobody's: grouped in one go, read from and written to the library."""
    db = Database(folder / "library.db", folder / "cache.db")
    with db.read() as session:
        library_id = session.execute(select(col(Asset.library_id)).limit(1)).scalar_one()
    seconds = _timed(lambda: grouping.group(db, library_id, ENGINE_ID, settle=True))
    with db.read() as session:
        rows = session.execute(select(col(Face.id), col(Face.person_id))).all()
    db.close()
    who = np.load(folder / "truth.npz")["who"]
    groups = np.unique([row.person_id or row.id for row in rows], return_inverse=True)[1]
    truth = who[[int(row.id[5:]) for row in rows]]
    joint = np.unique(np.stack((groups, truth)), axis=1, return_counts=True)
    sizes, shares = np.bincount(groups), np.bincount(truth)
    (g, t), counts = joint
    return {
        "grouping s": seconds,
        "grouping MB": _peak(),
        "b3 precision": float((counts / sizes[g] * counts).sum() / len(rows)),
        "b3 recall": float((counts / shares[t] * counts).sum() / len(rows)),
        "groups": len(sizes),
    }


def _largest(session: Session) -> str:
    query = select(col(Face.person_id)).where(col(Face.person_id).is_not(None))
    query = query.group_by(col(Face.person_id)).order_by(func.count().desc()).limit(1)
    return str(session.execute(query).scalar_one())


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _peak() -> float:
    """The most memory this process has held, in MB."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / 1024 if os.uname().sysname == "Linux" else kilobytes / 1024**2


def report(curve: dict[int, Figures]) -> None:
    names = list(dict.fromkeys(name for figures in curve.values() for name in figures))
    rows = [
        (name, *(f"{figures.get(name, float('nan')):,.3g}" for figures in curve.values()))
        for name in names
    ]
    table(("faces", *(f"{size:,}" for size in curve)), rows)


PARTS: dict[str, Callable[[Path], Figures]] = {"living": living, "from nothing": from_nothing}

if __name__ == "__main__":
    main()
