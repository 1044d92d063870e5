"""Embeddings: a face as an engine describes it, a unit vector of float32."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Float,
    LargeBinary,
    Select,
    bindparam,
    case,
    cast,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, AssetState, Crop, Embedding, Face, Source
from kinfolk.core.db.rows import among
from kinfolk.core.faces.visibility import is_shown

Vector = NDArray[np.float32]

_WAITING = -1.0  # minus this an age that waits, and as much again it counts

_NEW = insert(Embedding)
# Built once: a scan stores one row after the other
_PUT = _NEW.on_conflict_do_update(
    index_elements=[col(Embedding.face_id), col(Embedding.engine_id)],
    set_={
        "vector": _NEW.excluded.vector,
        "checksum": _NEW.excluded.checksum,
        "age": _NEW.excluded.age,
    },
)


@dataclass(frozen=True, slots=True)
class Unembedded:
    """List the faces of a photo that an engine has not embedded yet."""

    content_hash: str  # digest of the photo's bytes
    faces: tuple[tuple[str, str], ...]  # id and landmarks as stored, see models.Face
    # Id and box (left, top, width, height) of faces that the user drew: their landmarks are not
    # known.
    drawn: tuple[tuple[str, tuple[int, int, int, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Ageless:
    """Hold a face whose age is unknown, and where it is in its photo, in displayed pixels."""

    face_id: str
    asset_id: str
    landmarks: str  # as stored, see models.Face
    box: tuple[int, int, int, int]  # left, top, width, height
    size: tuple[int, int]  # of the photo


def put(
    session: Session, face_id: str, engine_id: str, vector: Vector, age: float | None = None
) -> None:
    """Store a face's vector and age, in place of the engine's older ones."""
    # Little-endian on every machine, because libraries are carried from one to another.
    data = np.ascontiguousarray(vector, dtype="<f4").tobytes()
    row = {"face_id": face_id, "engine_id": engine_id, "vector": data, "age": age}
    session.connection().execute(_PUT, row)


def put_ages(
    session: Session, engine_id: str, ages: Mapping[str, float], *, are_first: bool = False
) -> None:
    """Store the ages of faces whose vectors are stored.

    The first ages of a library wait, as negative numbers, until `use_ages`: while some faces had an
    age and others none, their vectors would not compare.
    """
    rows = [
        {"face": face_id, "years": _WAITING - years if are_first else years}
        for face_id, years in ages.items()
    ]
    query = update(Embedding).where(
        col(Embedding.face_id) == bindparam("face"), col(Embedding.engine_id) == engine_id
    )
    session.connection().execute(query.values(age=bindparam("years")), rows)


def use_ages(session: Session, library_id: str, engine_id: str) -> None:
    """Let the ages of the engine's faces that wait count from now on."""
    here = col(Embedding.face_id).in_(
        select(col(Face.id)).where(col(Face.library_id) == library_id)
    )
    waiting = (here, col(Embedding.engine_id) == engine_id, col(Embedding.age) < 0)
    session.execute(
        update(Embedding).where(*waiting).values(age=_WAITING - col(Embedding.age)),
        execution_options={"synchronize_session": False},
    )


def age(row: type[Embedding] = Embedding) -> ColumnElement[float | None]:
    """Return the SQL of a face's age in years: NULL if it is unknown or not yet estimated.

    Whatever a damaged cache holds, the result is a number or NULL.
    """
    years = cast(col(row.age), Float)
    return case((years >= 0, years))


def ages(session: Session, face_ids: Iterable[str], engine_id: str) -> dict[str, float]:
    """Return the ages of the faces whose age is known."""
    query = select(col(Embedding.face_id), age().label("age")).where(
        among(col(Embedding.face_id), face_ids),
        col(Embedding.engine_id) == engine_id,
        age().is_not(None),
    )
    return {row.face_id: row.age for row in session.execute(query)}


def least_age(session: Session, library_id: str, engine_id: str) -> float | None:
    """Return the lowest age of the engine's faces, negative if some wait; None without any."""
    query = (
        select(func.min(cast(col(Embedding.age), Float)))
        .join(Face, col(Face.id) == col(Embedding.face_id))
        .where(col(Face.library_id) == library_id, col(Embedding.engine_id) == engine_id)
    )
    least: float | None = session.execute(query).scalar_one()
    return least


def ageless(session: Session, library_id: str, engine_id: str) -> list[Ageless]:
    """Return the faces with landmarks and a vector of the engine, but without an age, by photo."""
    query = (
        select(Face, col(Asset.width), col(Asset.height))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .join(Embedding, col(Embedding.face_id) == col(Face.id))
        .where(col(Embedding.engine_id) == engine_id, col(Embedding.age).is_(None))
        .where(col(Face.library_id) == library_id, col(Face.landmarks).is_not(None), is_shown())
        .order_by(col(Face.asset_id), col(Face.id))
    )
    return [
        Ageless(
            face.id, face.asset_id, face.landmarks, (face.x, face.y, face.w, face.h), (wide, high)
        )
        for face, wide, high in session.execute(query)
    ]


def get(session: Session, face_id: str, engine_id: str) -> Vector | None:
    """Return the face's vector, or None if the engine has not embedded it."""
    return vectors(session, [face_id], engine_id).get(face_id)


def vectors(session: Session, face_ids: Iterable[str], engine_id: str) -> Mapping[str, Vector]:
    """Return the vectors of those faces that the engine has embedded."""
    query = select(col(Embedding.face_id), col(Embedding.vector)).where(
        among(col(Embedding.face_id), face_ids),
        col(Embedding.engine_id) == engine_id,
        is_sound(Embedding),
    )
    return {face_id: _vector(data) for face_id, data in session.execute(query)}


def matrix(session: Session, face_ids: Iterable[str], engine_id: str) -> tuple[list[str], Vector]:
    """Return (ids, matrix): faces that have a vector, in the given order, a row for each."""
    wanted = list(face_ids)
    found = vectors(session, wanted, engine_id)
    known = [face_id for face_id in wanted if face_id in found]
    if not known:
        return [], np.empty((0, 0), dtype=np.float32)
    return known, np.stack([found[face_id] for face_id in known])


def is_sound(row: type[Embedding]) -> ColumnElement[bool]:
    """Return SQL: the vector is as it was stored, under the face it was stored for.

    Every query that reads vectors asks this: a damaged vector counts as missing, and is made again.
    """
    keys = (cast(col(row.face_id), LargeBinary), cast(col(row.engine_id), LargeBinary))
    return func.fits(col(row.checksum), col(row.vector), *keys, type_=Boolean)


def assets_lacking(session: Session, engine_id: str) -> list[str]:
    """Return ids of scanned photos with a face that has no crop or no vector of the engine."""
    crop = select(col(Crop.face_id)).where(col(Crop.face_id) == col(Face.id))
    query = _found(select(col(Face.asset_id))).where(~crop.exists() | ~_is_embedded(engine_id))
    return list(session.execute(query.distinct()).scalars())


def unembedded(session: Session, asset_id: str, engine_id: str) -> Unembedded | None:
    """Return the photo's faces that the engine can embed at their known landmarks or boxes.

    Returns None if all are embedded, or if a face that a scan found lacks landmarks, so that the
    photo has to be detected again.
    """
    facts = select(col(Asset.content_hash), Face)
    query = _found(facts).where(col(Face.asset_id) == asset_id, ~_is_embedded(engine_id))
    rows = session.execute(query.order_by(col(Face.id))).all()
    blank = [face for _, face in rows if face.landmarks is None]
    if not rows or any(face.source == Source.AUTOMATIC for face in blank):
        return None
    return Unembedded(
        rows[0][0],
        tuple((face.id, face.landmarks) for _, face in rows if face.landmarks is not None),
        tuple((face.id, (face.x, face.y, face.w, face.h)) for face in blank),
    )


def _found(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Restrict a query to faces that their photos show, in photos that were read."""
    here = (col(Asset.state) == AssetState.DONE, is_shown())
    return query.join(Asset, col(Asset.id) == col(Face.asset_id)).where(*here)


def _is_embedded(engine_id: str) -> ColumnElement[bool]:
    """Return SQL: the engine has a sound vector of the face of the enclosing query."""
    vector = select(col(Embedding.face_id)).where(
        col(Embedding.face_id) == col(Face.id),
        col(Embedding.engine_id) == engine_id,
        is_sound(Embedding),
    )
    return vector.exists()


def _vector(data: bytes) -> Vector:
    return np.frombuffer(data, dtype="<f4").astype(np.float32, copy=False)
