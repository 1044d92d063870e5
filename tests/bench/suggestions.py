"""Measure how often suggestions are right and how many faces they place, on the labelled photos.

Half of the people have a name, everyone else is a stranger. They are named once by one to three
faces each, while all other faces belong to no one, and once by their largest group from a scan.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import delete, update
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.db.models import Face, Person
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.core.people import people, review
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import library
from kinfolk.recognition import grouping
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import Certainty
from kinfolk.vision.engine import ENGINE_ID
from tests.bench._photos import (
    MANY,
    PHOTOS,
    Labelled,
    folders,
    labelled,
    listed,
    machine,
    need_photos,
    opened,
    scan,
    table,
)

SEEDS = 5
Found = Counter[tuple[Certainty, str]]


def forget_groups(session: Session) -> None:
    """Take every face from its group, else one answer would place the group as a whole."""
    session.execute(update(Face).values(person_id=None, assigned_by=None))
    session.execute(delete(Person))


def faces_of(known: Labelled) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for face_id, label in sorted(zip(known.face_ids, known.labels, strict=True)):
        if label not in known.strangers:
            found.setdefault(label, []).append(face_id)
    return dict(sorted(found.items()))


def create(db: Database, name: str, face_ids: Sequence[str]) -> str:
    made = db.write(lambda s: people.create(s, name=name, face_ids=face_ids))
    return made.result().result.person.id


def name_some(
    db: Database, known: Labelled, choose: random.Random, *, share: float = 0.5, most: int = 3
) -> dict[str, str]:
    """Name a share of the people by up to `most` faces each; return label → person id."""
    everybody = faces_of(known)
    named = choose.sample(sorted(everybody), round(share * len(everybody)))
    chosen = {
        who: choose.sample(everybody[who], min(choose.randint(1, most), len(everybody[who])))
        for who in named
    }
    return {who: create(db, who, face_ids) for who, face_ids in chosen.items()}


def name_groups(db: Database, known: Labelled, choose: random.Random) -> dict[str, str]:
    """Name half of the people by their largest group, or by one face; return label → person id."""
    group_of = {one.face.id: one.face.person_id for one in listed(db)}
    everybody = faces_of(known)
    named: dict[str, str] = {}
    for who in choose.sample(sorted(everybody), len(everybody) // 2):
        groups = Counter(group_of[one] for one in everybody[who] if group_of[one])
        best = next((each for each, _ in groups.most_common() if each not in named.values()), None)
        if best is None:
            named[who] = create(db, who, [choose.choice(everybody[who])])
        else:
            change = replace(UNCHANGED, name=who)
            db.write(partial(people.update, person_id=best, changes=change)).result()
            named[who] = best
    return named


def judged(suggester: Suggester, known: Labelled, named: Mapping[str, str]) -> Found:
    """Count the suggestions for the named people by certainty: right, wrong, or not known."""
    label_of = dict(zip(known.face_ids, known.labels, strict=True))
    found: Found = Counter()
    for who, person_id in named.items():
        for one in suggester.ask(Ranking.for_person, person_id):
            label = label_of[one.face_id]
            kind = "right" if label == who else "unknown" if label == one.face_id else "wrong"
            found[one.certainty, kind] += 1
    return found


def rows(name: str, found: Found, people_named: int) -> list[tuple[object, ...]]:
    made: list[tuple[object, ...]] = []
    for certainty in Certainty:
        right, wrong, unknown = (found[certainty, kind] for kind in ("right", "wrong", "unknown"))
        share = f"{right / (right + wrong):.3f}" if right + wrong else "none"
        least = f"{right / (right + wrong + unknown):.3f}" if right + wrong + unknown else "none"
        each = f"{(wrong + unknown) / people_named:.2f}"
        made.append((name, certainty, right, wrong, unknown, share, least, each))
    return made


def certainties(db: Database, known: Labelled, folder: Path) -> None:
    """Print how often suggestions of each certainty are right."""
    some: Found = Counter()
    grouped: Found = Counter()
    count = 0
    with db.read() as session:
        library_id = library.resolve(session, None)
    for seed in range(SEEDS):
        for found, is_grouped in ((some, False), (grouped, True)):
            db.write(forget_groups).result()
            choose = random.Random(seed)
            if is_grouped:
                grouping.group(db, library_id, ScanRecord(ENGINE_ID), settle=True)
            named = (name_groups if is_grouped else name_some)(db, known, choose)
            suggester = Suggester(db, folder)
            found.update(judged(suggester, known, named))
            suggester.close()
        count += len(named)
    heads = ("named", "certainty", "right", "wrong", "not labelled", "right of the labelled")
    table(
        (*heads, "right at least", "not right a person"),
        [*rows("1 to 3 faces each", some, count), *rows("their group", grouped, count)],
    )


def answer_all(
    db: Database, suggester: Suggester, known: Labelled, named: dict[str, str]
) -> tuple[int, int, list[float]]:
    """Answer likely suggestions truthfully until there are none.

    Returns how many faces were placed, how many answers that took, and the seconds of each with the
    next suggestions.
    """
    label_of = dict(zip(known.face_ids, known.labels, strict=True))
    placed, times = 0, []
    is_busy = True
    while is_busy:
        is_busy = False
        for label, person_id in named.items():
            while found := suggester.ask(Ranking.for_person, person_id, limit=20):
                if found[0].certainty != Certainty.LIKELY:
                    break
                is_busy, face_id = True, found[0].face_id
                answer = Answer.YES if label_of[face_id] == label else Answer.NO
                placed += answer == Answer.YES
                started = time.perf_counter()
                say = partial(
                    review.answer_faces, face_ids=[face_id], person_id=person_id, answer=answer
                )
                db.write(say, label="Answer").result()
                suggester.ask(Ranking.for_person, person_id, limit=20)
                times.append(time.perf_counter() - started)
    return placed, len(times), times


def answers(db: Database, known: Labelled, folder: Path) -> None:
    """Name one photo of everyone, answer every likely suggestion, and print what that places."""
    found = []
    for seed in range(SEEDS):
        db.write(forget_groups).result()
        named = name_some(db, known, random.Random(seed), share=1, most=1)
        remaining = len(known.labels) - len(known.strangers) - len(named)
        suggester = Suggester(db, folder)
        placed, given, times = answer_all(db, suggester, known, named)
        suggester.close()
        slowest = sorted(times)[int(len(times) * 0.99)]
        share, cost = f"{placed / remaining:.1%}", f"{given / placed:.3f}"
        found.append((seed, remaining, placed, share, given, cost, f"{slowest * 1e3:.0f} ms"))
    table(("run", "faces", "placed", "share", "answers", "answers a face", "p99 answer"), found)


def main() -> None:
    need_photos(PHOTOS, MANY)
    print(f"Suggestions, half of the people named ({machine()})\n")
    with opened() as db, tempfile.TemporaryDirectory() as folder:
        scan(db, [one for root in (PHOTOS, MANY) for one in folders(root)])
        certainties(db, labelled(db, PHOTOS, MANY), Path(folder))
    print("Suggestions on lfw/ of photos, one photo of everybody named\n")
    with opened() as db, tempfile.TemporaryDirectory() as folder:
        scan(db, [PHOTOS / "lfw"])
        answers(db, labelled(db, PHOTOS), Path(folder))


if __name__ == "__main__":
    main()
