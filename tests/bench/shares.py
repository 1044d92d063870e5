#!/usr/bin/env python3
"""Grouping of random shares of the labelled people: how often it makes no wrong group.

The photos were used for tuning; what changes with the people who are left out shows how far the
figures hold for other albums.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from numpy.typing import NDArray

from app.core import embeddings
from app.core.faces import ListedFace
from app.vision import linkage
from app.vision.engine import ENGINE_ID
from app.vision.group import ALONE, SAME, group
from tests.bench._photos import (
    PHOTOS,
    evaluate,
    listed,
    machine,
    need_photos,
    objects,
    opened,
    photos,
    scan,
    table,
    truth,
)

SHARES, DRAWS = (0.35, 0.5, 0.75, 0.9), 40
# The one threshold that finds as many right groups, for all clusters and whoever else is near.
PLAIN = 1 - 0.064
Floats = NDArray[np.float32]


def main() -> None:
    need_photos()
    print(f"Grouping of random shares of the people, {DRAWS} draws each ({machine()})\n")
    with opened() as db:
        scan(db, sorted({PHOTOS / path.relative_to(PHOTOS).parts[0] for path in photos()}))
        found = {one.face.id: one for one in listed(db)}
        with db.read() as session:
            ids, vectors = embeddings.matrix(session, found, ENGINE_ID)
    faces = [found[face_id] for face_id in ids]
    ours: tuple[float, float] = linkage.REACH, linkage.PAIR
    rows = []
    for share in SHARES:
        for name, same, (linkage.REACH, linkage.PAIR) in (
            ("ours", SAME, ours),
            ("one threshold", PLAIN, (1.0, 1.0)),
        ):
            figures = np.array([*scores(faces, vectors, share, same)])
            impure, good, b3, pair = figures.mean(axis=0)
            rows.append(
                (f"{share:.0%}", name, f"{impure:.0%}", f"{good:.0%}", f"{b3:.4f}", f"{pair:.4f}")
            )
    heads = ("people", "grouping", "draws with a wrong group", "with every target met")
    table((*heads, "mean B³ F", "mean pair F"), rows)


def scores(
    faces: Sequence[ListedFace], vectors: Floats, share: float, same: float
) -> Iterator[tuple[float, ...]]:
    """Of each draw: has it a wrong group, does it meet the targets, B³ F, pair F."""
    draw, known = np.random.default_rng(0), truth()
    paths = [Path(one.path).relative_to(PHOTOS).as_posix() for one in faces]
    people = sorted({name for facts in known.values() for name in facts.get("people", ())})
    for _ in range(DRAWS):
        kept = set(draw.permutation(people)[: int(len(people) * share)].tolist())
        part = {
            path: facts
            for path, facts in sorted(known.items())
            if kept.issuperset(facts.get("people", ()))
            and (facts.get("people") or draw.random() < share)
        }
        rows = [row for row, path in enumerate(paths) if path in part]
        yield judged([faces[row] for row in rows], vectors[rows], part, same)


def judged(
    faces: Sequence[ListedFace], vectors: Floats, part: dict[str, Any], same: float
) -> tuple[float, ...]:
    """The scores of one draw."""
    labels = group(
        vectors,
        photos=np.unique([one.face.asset_id for one in faces], return_inverse=True)[1],
        qualities=[one.face.quality or 0 for one in faces],
        same=same,
    )
    groups = [None if label == ALONE else str(label) for label in labels.tolist()]
    named = [one | {"person_id": who} for one, who in zip(objects(faces), groups, strict=True)]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(part, file)
        file.flush()
        found = evaluate(named, Path(file.name))["grouping"]
    is_good = found["b3_f"] >= 0.985 and found["pair_f"] >= 0.98 and not found["impure"]
    return float(found["impure"] > 0), float(is_good), found["b3_f"], found["pair_f"]


if __name__ == "__main__":
    main()
