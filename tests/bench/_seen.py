"""All faces of the labelled photos as arrays, to be grouped and scored many times."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinfolk.core.database import Database
from kinfolk.core.faces import embeddings
from kinfolk.recognition import stored_vectors
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import group
from tests.bench._photos import folders, labelled, listed, opened, photos, scan, truth

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Words = NDArray[np.str_]


@dataclass(frozen=True)
class Seen:
    """Faces, one in each row of the arrays."""

    vectors: Floats
    qualities: Floats
    paths: Words
    labels: Words  # whose face it is, "" if unknown
    stored: Floats  # vectors as the network gave them
    ages: Floats  # as the faces look
    # The photo's person, or the photo: faces with one unit stay together when halves are drawn
    units: Words
    lost: tuple[str, ...] = ()  # people in photos in which no face was found

    def take(self, chosen: Mask) -> "Seen":
        """Return only the chosen faces; a lost person goes with the other faces of theirs."""
        rows = {one.name: getattr(self, one.name)[chosen] for one in fields(self)[:-1]}
        left_out = set(self.units[~chosen].tolist())
        return Seen(**rows, lost=tuple(who for who in self.lost if who not in left_out))

    def grouped(self, same: float, births: NDArray[np.float64] | None = None) -> Ints:
        """Return a group for each face, as a first scan makes them; negative for none."""
        numbers = np.unique(self.paths, return_inverse=True)[1]
        return group(
            self.vectors, photos=numbers, qualities=self.qualities, births=births, same=same
        )


def together(*parts: Seen) -> Seen:
    rows = [one.name for one in fields(Seen)[:-1]]
    joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in rows}
    return Seen(**joined, lost=tuple(who for part in parts for who in part.lost))


class Scores(NamedTuple):
    b3: float
    pair: float
    impure: float


def see(*roots: Path) -> Seen:
    """Scan the labelled photos below these folders and return all faces."""
    with opened() as db:
        scan(db, [folder for root in roots for folder in folders(root)])
        return seen(db, *roots)


def seen(db: Database, *roots: Path) -> Seen:
    """Return all faces of a library into which these folders were scanned."""
    known = labelled(db, *roots)
    graded = {one.face.id: one.face.quality for one in listed(db)}
    with db.read() as session:
        ids, vectors, _ = stored_vectors.matrix(session, known.face_ids, ENGINE_ID)
        stored = embeddings.matrix(session, ids, ENGINE_ID)[1]
        ages = embeddings.ages(session, ids, ENGINE_ID)
    whose = dict(zip(known.face_ids, known.labels, strict=True))
    where = dict(zip(known.face_ids, known.photos, strict=True))
    labels = ["" if whose[one] in known.strangers else whose[one] for one in ids]
    paths = [where[one] for one in ids]
    shown = dict(zip(paths, paths, strict=True))
    shown |= {path: label for path, label in zip(paths, labels, strict=True) if label}
    return Seen(
        vectors,
        np.array([graded[one] for one in ids], np.float32),
        np.array(paths),
        np.array(labels),
        stored,
        np.array([ages[one] for one in ids], np.float32),
        np.array([shown[path] for path in paths]),
        lost=tuple(who for root in roots for who in _lost(root, set(paths))),
    )


def _lost(root: Path, found: set[str]) -> Iterator[str]:
    """Yield the people of photos that show one person, in which no face was found."""
    known = truth(root)
    for path in photos(root):
        facts = known[path.relative_to(root).as_posix()]
        if str(path) not in found and len(facts.get("people", ())) == facts.get("faces", 1) == 1:
            yield facts["people"][0]


def halves(seen: Seen, draw: np.random.Generator) -> tuple[Seen, Seen]:
    """Return two random halves that share no people."""
    units = np.unique(seen.units)
    chosen = np.isin(seen.units, draw.permutation(units)[: len(units) // 2])
    return seen.take(chosen), seen.take(~chosen)


def score(seen: Seen, groups: Ints) -> Scores:
    """Score a grouping. A face in no group, and one that was not found, is a group by itself."""
    known = np.flatnonzero(seen.labels != "")
    alone = -1 - np.arange(len(known) + len(seen.lost))
    found = np.append(
        np.where(groups[known] < 0, alone[: len(known)], groups[known]), alone[len(known) :]
    ).tolist()
    labels = [*seen.labels[known].tolist(), *seen.lost]
    by_group, by_label = Counter(found), Counter(labels)
    joint = Counter(zip(found, labels, strict=True))
    precision = sum(n * n / by_group[where] for (where, _), n in joint.items()) / len(labels)
    recall = sum(n * n / by_label[who] for (_, who), n in joint.items()) / len(labels)
    most: Counter[int] = Counter()
    for (where, _), n in joint.items():
        most[where] = max(most[where], n)
    impure = sum(n for where, n in by_group.items() if n > 1 and most[where] / n < 0.9)
    both, said, real = (
        sum(n * (n - 1) // 2 for n in counts.values()) for counts in (joint, by_group, by_label)
    )
    pair = _f(both / said if said else 1, both / real if real else 1)
    return Scores(_f(precision, recall), pair, impure / len(labels))


def _f(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
