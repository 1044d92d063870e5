"""Measure how often a right name is doubted, and how often a wrong one is.

On the labelled photos, and on people photographed from childhood on. Everyone is known by one,
three or eight faces. Their other faces get their name, one by one and by threes, and the name of
someone else. Ends with 1 if more than LIMIT of the right names are doubted.

dev.py bench names_doubted
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kinfolk.naming.fit import Fit
from kinfolk.recognition.suggestion import THRESHOLDS
from kinfolk.vision.engine import ENGINE_ID
from tests.bench._photos import (
    MANY,
    PHOTOS,
    SHARED,
    folders,
    labelled,
    machine,
    need_photos,
    opened,
    scan,
    table,
)
from tests.bench.suggestions import create, faces_of, forget_groups

AGES = SHARED / "ages"
LIMIT = 0.02  # of the right names
KNOWN, TOGETHER = (1, 3, 8), (1, 3)  # faces by which someone is known; faces named at once
Doubted = Counter[tuple[str, bool]]  # of right and wrong names: all, and those that are doubted


def main() -> int:
    need_photos(PHOTOS, MANY, AGES)
    print(f"Names that are doubted before they are given ({machine()})\n")
    rows = [*measured("adults", PHOTOS, MANY), *measured("0 to 69 years", AGES)]
    heads = ("people", "known by", "named at once", "right names", "doubted", "wrong ones doubted")
    table(heads, [(*row[:4], f"{row[4]:.2%}", f"{row[5]:.1%}") for row in rows])
    return int(any(row[4] > LIMIT for row in rows))


def measured(name: str, *roots: Path) -> Iterator[tuple[str, int, int, int, float, float]]:
    """Yield a row for each number of known faces and of faces named at once."""
    with opened() as db:
        where = [each for root in roots for each in folders(root) if each.name != "strangers"]
        scan(db, where)
        everybody = faces_of(labelled(db, *roots))
        fit = Fit(db, lambda: (ENGINE_ID, THRESHOLDS))
        for known in KNOWN:
            db.write(forget_groups).result()
            shuffled = {who: random.Random(who).sample(f, len(f)) for who, f in everybody.items()}
            ids = {who: create(db, who, each[:known]) for who, each in shuffled.items()}
            rest = {who: each[known:] for who, each in shuffled.items()}
            for together in TOGETHER:
                found = doubted(fit, ids, rest, together)
                if right := found["right", False]:  # else no one has so many faces
                    shares = found["right", True] / right, found["wrong", True] / right
                    yield name, known, together, right, *shares


def doubted(
    fit: Fit, ids: Mapping[str, str], rest: Mapping[str, Sequence[str]], together: int
) -> Doubted:
    """Give the faces left of everyone a right and a wrong name; count what is doubted."""
    found: Doubted = Counter()
    chance = random.Random(together)
    for who, face_ids in rest.items():
        others = [each for each in ids if each != who]
        for at in range(0, len(face_ids) - together + 1, together):
            some = face_ids[at : at + together]
            for kind, whose in (("right", who), ("wrong", chance.choice(others))):
                objection = fit.objection(some, ids[whose])
                found[kind, False] += 1
                found[kind, True] += objection is not None and objection.is_unlike
    return found


if __name__ == "__main__":
    sys.exit(main())
