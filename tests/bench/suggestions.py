#!/usr/bin/env python3
"""How often suggestions are right, band by band; how many faces they place, with how many answers.

First half of the people have a name, one to three photos each, and all others are strangers: what
is suggested before anybody answers. Then one photo of each person of `lfw/` is named, and every
likely suggestion is answered truthfully, until there is none.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import delete, update
from sqlmodel import Session

from app.core import people, review
from app.core.db import Database
from app.core.models import Face, Person
from app.core.review import Answer
from app.pipeline.suggest import Band, Suggester
from tests.bench._photos import (
    MANY,
    PHOTOS,
    Labelled,
    folders,
    labelled,
    machine,
    need_photos,
    opened,
    scan,
    table,
)

SEEDS, HALVES = 5, 2


def forget_groups(session: Session) -> None:
    """Every face is nobody's: what the scan has grouped would be placed with one answer."""
    session.execute(update(Face).values(person_id=None, assigned_by=None))
    session.execute(delete(Person))


def name_one_each(db: Database, known: Labelled, seed: int) -> dict[str, str]:
    """One photo of each person gets the name; label → person id."""
    choose = random.Random(seed)
    faces_of: dict[str, list[str]] = {}
    for face_id, label in zip(known.face_ids, known.labels, strict=True):
        faces_of.setdefault(label, []).append(face_id)
    named = {}
    for label, faces in sorted(faces_of.items()):
        if label not in known.strangers:
            face_id = choose.choice(faces)
            made = db.write(lambda s, n=label, f=face_id: people.create(s, name=n, face_ids=[f]))
            named[label] = made.result().result.person.id
    return named


def answer_all(
    db: Database, suggester: Suggester, known: Labelled, named: dict[str, str]
) -> tuple[int, int, list[float]]:
    """Faces placed, answers given, seconds each answer and its re-ranking took."""
    label_of = dict(zip(known.face_ids, known.labels, strict=True))
    placed, times = 0, []
    is_busy = True
    while is_busy:
        is_busy = False
        for label, person_id in named.items():
            while found := suggester.for_person(person_id, limit=20):
                if found[0].band != Band.LIKELY:
                    break
                is_busy, face_id = True, found[0].face_id
                answer = Answer.YES if label_of[face_id] == label else Answer.NO
                placed += answer == Answer.YES
                started = time.perf_counter()
                say = partial(
                    review.answer_faces, face_ids=[face_id], person_id=person_id, answer=answer
                )
                db.write(say, label="Answer").result()
                suggester.for_person(person_id, limit=20)
                times.append(time.perf_counter() - started)
    return placed, len(times), times


def name_half(db: Database, known: Labelled, seed: int) -> dict[str, str]:
    """One to three faces of each of half the people get the name; label → person id."""
    choose = random.Random(seed)
    faces_of: dict[str, list[str]] = {}
    for face_id, label in zip(known.face_ids, known.labels, strict=True):
        faces_of.setdefault(label, []).append(face_id)
    people_known = sorted(faces_of.keys() - known.strangers)
    named = {}
    for label in choose.sample(people_known, len(people_known) // 2):
        some = choose.sample(faces_of[label], min(choose.randint(1, 3), len(faces_of[label])))
        made = db.write(lambda s, n=label, f=some: people.create(s, name=n, face_ids=f))
        named[label] = made.result().result.person.id
    return named


def bands(root: Path) -> list[tuple[object, ...]]:
    """Of each library: what was suggested in each band, and how much of it was right."""
    rows = []
    for seed in range(HALVES):
        with opened() as db, tempfile.TemporaryDirectory() as folder:
            scan(db, folders(root))
            known = labelled(db, root)
            label_of = dict(zip(known.face_ids, known.labels, strict=True))
            named = name_half(db, known, seed)
            suggester = Suggester(db, Path(folder))
            all_of, right = Counter[Band](), Counter[Band]()
            for label, person_id in named.items():
                for one in suggester.for_person(person_id, limit=100):
                    all_of[one.band] += 1
                    right[one.band] += label_of.get(one.face_id) == label
            suggester.close()
        shares = (f"{right[band]} of {all_of[band]}" for band in Band)
        rows.append((root.name, seed, len(named), *shares))
    return rows


def main() -> None:
    need_photos(PHOTOS, MANY)
    print(f"Suggestions with half of the people named ({machine()})\n")
    heads = ("photos", "run", "named", *(f"{band.value}: right" for band in Band))
    table(heads, [*bands(PHOTOS), *bands(MANY)])
    print(f"Suggestions on lfw/, one photo per person named ({machine()})\n")
    rows = []
    with opened() as db, tempfile.TemporaryDirectory() as folder:
        scan(db, [PHOTOS / "lfw"])
        known = labelled(db, PHOTOS)
        for seed in range(SEEDS):
            db.write(forget_groups).result()
            named = name_one_each(db, known, seed)
            remaining = len(known.labels) - len(known.strangers) - len(named)
            suggester = Suggester(db, Path(folder))
            placed, answers, times = answer_all(db, suggester, known, named)
            suggester.close()
            slowest = sorted(times)[int(len(times) * 0.99)]
            share, cost = f"{placed / remaining:.1%}", f"{answers / placed:.3f}"
            rows.append((seed, remaining, placed, share, answers, cost, f"{slowest * 1e3:.0f} ms"))
    table(("run", "faces", "placed", "share", "answers", "answers a face", "p99 answer"), rows)


if __name__ == "__main__":
    main()
