"""Measure cost over the size of the library, 10³ to 10⁶ synthetic faces.

dev.py bench scale [--sizes 1000 10000 …]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, Face, Person
from kinfolk.core.db.rows import among
from kinfolk.core.faces import embeddings
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.recognition import conflicts, grouping
from kinfolk.recognition.assigner import Assigner
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import SAME
from tests.bench._crowd import RATES, Kind, b_cubed, draw, fill, labelled_faces, read, verification
from tests.bench._memory import peak
from tests.bench._photos import MANY, machine, need_photos, table, timed
from tests.rows import face_row, photo_row

SIZES = (1_000, 10_000, 100_000, 1_000_000)
NEW_PHOTOS, ANSWERS, FACES_OF_A_NEW_PHOTO, DELETED = 200, 200, 3, 100
Figures = dict[str, float]


def main() -> None:
    """Measure each size, or be one part of a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument(
        "--vectors", type=Path, help="an .npz with vector and label, for the photos' own"
    )
    parser.add_argument("--part", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        name, folder = options.part
        print(json.dumps(PARTS[name](Path(folder))))
        return
    need_photos(MANY)
    known = labelled_faces() if options.vectors is None else read(options.vectors)
    kind = Kind.of(known)
    print(f"Scale: synthetic faces in a real library ({machine()})\n", flush=True)
    found = (f"pairs found at {rate:g} wrong" for rate in RATES)
    table(("as many faces", *found, "B³ precision", "B³ recall"), verification(known, kind))
    report({size: measured(kind, size) for size in options.sizes})


def measured(kind: Kind, size: int) -> Figures:
    """Return all figures of one size.

    Each part runs in a process of its own, so its memory counts.
    """
    figures: Figures = {}
    for name in PARTS:
        with tempfile.TemporaryDirectory() as folder:
            crowd = draw(kind, size + NEW_PHOTOS * FACES_OF_A_NEW_PHOTO)
            fill(Path(folder), crowd[:size], placed=name == "living")
            np.savez(Path(folder) / "truth.npz", who=crowd.who, fresh=crowd.vectors[size:])
            del crowd
            command = [sys.executable, __file__, "--part", name, folder]
            run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            figures |= json.loads(run.stdout.splitlines()[-1])
            print(f"{size:>9,} {name}: {figures}", file=sys.stderr, flush=True)
    return figures


def living(folder: Path) -> Figures:
    """Measure a library in use: start, suggestions, answers, new photos."""
    figures: Figures = {}
    db = Database(folder / "library.db", folder / "cache.db")
    truth = np.load(folder / "truth.npz")
    with db.read() as session:
        people = _by_size(session)
    largest = next(iter(people))
    figures |= _started("first start", db, folder)
    figures |= _started("start", db, folder)
    _delete(db, [f"face_{n:022}" for n in range(DELETED)])
    figures |= _started(f"start, {DELETED:,} faces deleted,", db, folder)
    suggester = Suggester(db, folder)
    suggester.changes()
    figures["largest person ms"] = 1e3 * timed(lambda: suggester.ask(Ranking.for_person, largest))
    figures |= _answers(db, suggester, people, truth["who"])
    figures["another process wrote ms"] = 1e3 * timed(lambda: _elsewhere(folder, suggester))
    figures["largest person twice ms"] = _twice(db, [largest])
    figures["largest two together ms"] = _twice(db, list(people)[:2])
    figures["merges ms"] = 1e3 * timed(lambda: suggester.ask(Ranking.merges))
    figures |= _new_photos(db, truth, suggester)
    figures["living MB"] = peak()
    suggester.close()
    db.close()
    return figures


def _twice(db: Database, person_ids: Sequence[str]) -> float:
    """Measure finding the photos that show one of the people twice, or several of them."""
    with db.read() as session:
        return 1e3 * timed(lambda: conflicts.shared(session, person_ids))


def _started(name: str, db: Database, folder: Path) -> Figures:
    """Measure from the start of a program to its first answer.

    It finds what an earlier one cached.
    """
    suggester = Suggester(db, folder)
    figures = _both(name, suggester.changes)
    suggester.close()
    return figures


def _delete(db: Database, face_ids: Sequence[str]) -> None:
    here = among(col(Face.id), face_ids)
    db.write(lambda session: session.execute(delete(Face).where(here))).result()


def _elsewhere(folder: Path, suggester: Suggester) -> None:
    """Delete a face by another process, and ask the next question."""
    other = Database(folder / "library.db", folder / "cache.db")
    _delete(other, [f"face_{DELETED:022}"])
    other.close()
    suggester.changes()


def _answers(
    db: Database, suggester: Suggester, people: Mapping[str, str], who: NDArray[np.int64]
) -> Figures:
    """Answer the largest person's suggestions truthfully, then the next one's, and time each."""
    times: list[float] = []
    for person_id, name in people.items():
        while len(times) < ANSWERS and (
            found := suggester.ask(Ranking.for_person, person_id, limit=20)
        ):
            is_right = name == f"P{who[int(found[0].face_id[5:])]}"
            answer = Answer.YES if is_right else Answer.NO
            say = partial(
                review.answer_faces, face_ids=[found[0].face_id], person_id=person_id, answer=answer
            )

            def answered(say: Callable[[Session], None] = say, person_id: str = person_id) -> None:
                db.write(say, label="Answer").result()
                suggester.ask(Ranking.for_person, person_id, limit=20)

            times.append(1e3 * timed(answered))
    p50, p99 = np.percentile(times, (50, 99))
    return {"answers": len(times), "answer p50 ms": float(p50), "answer p99 ms": float(p99)}


def _new_photos(db: Database, truth: Mapping[str, Any], suggester: Suggester) -> Figures:
    """Add photos, place each as a scan does, and end that scan."""
    fresh = truth["fresh"]
    times: list[float] = []
    added: list[str] = []
    assigner = Assigner(db, ENGINE_ID, suggester)
    with db.read() as session:
        library_id, folder_id = session.execute(
            select(col(Asset.library_id), col(Asset.folder_id)).limit(1)
        ).one()
    assigner.begin([library_id])
    for photo in range(NEW_PHOTOS):
        asset_id = f"asset_new{photo:019}"
        ids = [f"face_new{photo:09}{n:010}" for n in range(FACES_OF_A_NEW_PHOTO)]

        def store(
            session: Session, photo: int = photo, asset_id: str = asset_id, ids: list[str] = ids
        ) -> None:
            session.add(photo_row(library_id, folder_id, id=asset_id))
            session.flush()
            for n, face_id in enumerate(ids):
                box = (n, 0, 90, 90)
                session.add(face_row(library_id, asset_id, box, id=face_id, quality=0.9))
                row = fresh[(photo * FACES_OF_A_NEW_PHOTO + n) % len(fresh)]
                embeddings.put(session, face_id, ENGINE_ID, row)

        db.write(store).result()

        times.append(1e3 * timed(partial(assigner.assign, library_id, ids, same=SAME)))
        added += ids
    seconds = timed(lambda: assigner.settle(library_id, same=SAME))
    assigner.close()
    p50, p99 = np.percentile(times[1:], (50, 99))  # the first one had to read the library
    return {
        "new photo p50 ms": float(p50),
        "new photo p99 ms": float(p99),
        **_placed(db, added, truth["who"][-len(added) :]),
        "end of a scan s": seconds,
    }


def _placed(db: Database, face_ids: Sequence[str], who: Any) -> Figures:
    """Return which shares of the faces are with the right person, and with a wrong one."""
    with db.read() as session:
        query = (
            select(col(Face.id), col(Person.name))
            .join(Person, col(Face.person_id) == col(Person.id))
            .where(among(col(Face.id), face_ids))
        )
        named = {face_id: name for face_id, name in session.execute(query) if name}
    right = sum(named.get(i) == f"P{n}" for i, n in zip(face_ids, who, strict=True))
    wrong = len(named) - right
    return {"placed right %": 100 * right / len(who), "placed wrong %": 100 * wrong / len(who)}


def from_nothing(folder: Path) -> Figures:
    """Measure grouping of a whole library in which no one has a face yet."""
    db = Database(folder / "library.db", folder / "cache.db")
    with db.read() as session:
        library_id = session.execute(select(col(Asset.library_id)).limit(1)).scalar_one()
    figures = _both(
        "grouping", lambda: grouping.group(db, library_id, ScanRecord(ENGINE_ID), settle=True)
    )
    figures["grouping MB"] = peak()
    with db.read() as session:
        rows = session.execute(select(col(Face.id), col(Face.person_id))).all()
    db.close()
    who = np.load(folder / "truth.npz")["who"]
    groups = np.unique([row.person_id or row.id for row in rows], return_inverse=True)[1]
    precision, recall = b_cubed(groups, who[[int(row.id[5:]) for row in rows]])
    return figures | {
        "b3 precision": precision,
        "b3 recall": recall,
        "groups": int(groups.max()) + 1,
    }


def _by_size(session: Session) -> dict[str, str]:
    query = select(col(Person.id), col(Person.name))
    query = query.join(Face, col(Face.person_id) == col(Person.id)).group_by(col(Person.id))
    rows = session.execute(query.order_by(func.count().desc()).limit(ANSWERS))
    return {person_id: name or "" for person_id, name in rows}


def _both(name: str, work: Callable[[], object]) -> Figures:
    """Return seconds by the clock and of all processors.

    The latter depend less on other programs.
    """
    before = time.process_time()
    return {f"{name} s": timed(work), f"{name} processor s": time.process_time() - before}


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
