"""Find faces that plainly look like someone else than the name that a file gives them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, Face, Person
from kinfolk.core.db.rows import among
from kinfolk.core.faces.assignment import is_confirmed
from kinfolk.core.faces.visibility import is_shown
from kinfolk.recognition import stored_vectors
from kinfolk.vision.arrays import Bools, Floats, Ints
from kinfolk.vision.group import MIN_QUALITY

KNOWN = 8  # faces by which someone is known here, the best ones
# So much more a face is like someone else than like whom the file names. Where no one knows how
# that person looks: than faces of one person are at least.
PLAINLY = 0.1
_AT_ONCE = 4096  # faces


@dataclass(frozen=True, slots=True)
class _Known:
    """Hold a face, and the key of the name that it has or is to get."""

    face_id: str
    key: str
    quality: float


def misnamed(
    session: Session, named: Mapping[str, str], *, library_id: str, engine_id: str, same: float
) -> Collection[str]:
    """Return those of the faces that plainly look like another person than their new names say.

    `named` maps faces to the keys of the names that they are to get. They are compared with faces
    to which the user has given names, and with each other, where one face alone does not count
    against another one. For `same` see `vision.group`.
    """
    given, asked = _given(session, library_id), _asked(session, named)
    known = sorted([*given, *asked], key=lambda one: (one.key, -one.quality, one.face_id))
    ids, vectors, _ = stored_vectors.matrix(session, (one.face_id for one in known), engine_id)
    key_of = {one.face_id: one.key for one in known}
    keys, whose = np.unique([key_of[face_id] for face_id in ids], return_inverse=True)
    starts = np.searchsorted(whose, np.arange(len(keys)))
    # The best faces of each name stand for it; they come first, by the order of `known`.
    is_example = np.arange(len(ids)) - starts[whose] < KNOWN
    is_asked = np.array([face_id in named for face_id in ids], np.bool_)
    found = _plainly_others(vectors, whose, is_example, is_asked, same) if len(keys) > 1 else ()
    return {ids[row] for row in found}


def _plainly_others(
    vectors: Floats, whose: Ints, is_example: Bools, is_asked: Bools, same: float
) -> Iterable[int]:
    """Yield the rows asked about that look plainly more like another person than like their own.

    Each person is represented by the mean of the examples; a face is no example of itself. `whose`
    (n,) numbers the people, and `same` is the engine's similarity for grouping.
    """
    rows = np.flatnonzero(is_asked)
    count = np.bincount(whose, weights=is_example)
    is_known = (count > 1) | (np.bincount(whose, weights=~is_asked) > 0)
    sums = np.zeros((len(count), vectors.shape[1]), np.float32)
    np.add.at(sums, whose[is_example], vectors[is_example])
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        here = np.arange(len(some)), whose[some]
        alike = vectors[some] @ sums.T
        others = count[whose[some]] - is_example[some]
        itself = is_example[some] * np.einsum("ij,ij->i", vectors[some], vectors[some])
        own = np.where(others > 0, (alike[here] - itself) / np.maximum(others, 1), same)
        alike /= count
        alike[:, ~is_known] = -1
        alike[here] = -1
        best = alike.max(axis=1)
        yield from some[(best >= same) & (best >= own + PLAINLY)]


def _given(session: Session, library_id: str) -> list[_Known]:
    """Return the best confirmed faces of everyone with a name."""
    best = func.row_number().over(
        partition_by=col(Face.person_id), order_by=(col(Face.quality).desc(), col(Face.id))
    )
    each = (
        select(col(Face.id), col(Person.name_key), col(Face.quality), best.label("place"))
        .join(Person, col(Person.id) == col(Face.person_id))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .where(
            col(Face.library_id) == library_id,
            col(Person.name_key).is_not(None),
            col(Face.quality) >= MIN_QUALITY,
            is_confirmed(),
            is_shown(),
        )
        .subquery()
    )
    rows = session.execute(select(*each.c[:3]).where(each.c.place <= KNOWN))
    return [_Known(*row) for row in rows]


def _asked(session: Session, named: Mapping[str, str]) -> list[_Known]:
    """Return those of the named faces that are clear enough to say something."""
    query = select(col(Face.id), col(Face.quality)).where(
        among(col(Face.id), named), col(Face.quality) >= MIN_QUALITY
    )
    return [_Known(face_id, named[face_id], quality) for face_id, quality in session.execute(query)]
