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
    cast,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, AssetState, Crop, Embedding, Face, Source
from kinfolk.core.db.rows import among
from kinfolk.core.visibility import is_shown

Vector = NDArray[np.float32]


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
    landmarks: str  # as stored, see models.Face
    box: tuple[int, int, int, int]  # left, top, width, height
    size: tuple[int, int]  # of the photo


def put(
    session: Session, face_id: str, engine_id: str, vector: Vector, age: float | None = None
) -> None:
    """Store a face's vector and age, in place of the engine's older ones."""
    # Little-endian on every machine, because libraries are carried from one to another.
    data = np.ascontiguousarray(vector, dtype="<f4").tobytes()
    statement = insert(Embedding).values(face_id=face_id, engine_id=engine_id, vector=data, age=age)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[col(Embedding.face_id), col(Embedding.engine_id)],
            set_={
                "vector": statement.excluded.vector,
                "checksum": statement.excluded.checksum,
                "age": statement.excluded.age,
            },
        )
    )


def put_ages(session: Session, engine_id: str, ages: Mapping[str, float]) -> None:
    """Store the ages of faces whose vectors are stored."""
    rows = [{"face": face_id, "years": years} for face_id, years in ages.items()]
    query = update(Embedding).where(
        col(Embedding.face_id) == bindparam("face"), col(Embedding.engine_id) == engine_id
    )
    session.connection().execute(query.values(age=bindparam("years")), rows)


def age(row: type[Embedding] = Embedding) -> ColumnElement[float | None]:
    """Return the SQL of a face's age, which is a number or null even in a damaged cache."""
    return cast(col(row.age), Float)


def ages(session: Session, face_ids: Iterable[str], engine_id: str) -> dict[str, float]:
    """Return the ages of the faces whose age is known."""
    query = select(col(Embedding.face_id), age().label("age")).where(
        among(col(Embedding.face_id), face_ids),
        col(Embedding.engine_id) == engine_id,
        col(Embedding.age).is_not(None),
    )
    return {row.face_id: row.age for row in session.execute(query)}


def knows_ages(session: Session, library_id: str, engine_id: str) -> bool:
    """Return whether the age of any of the engine's faces is known."""
    query = (
        select(col(Embedding.face_id))
        .join(Face, col(Face.id) == col(Embedding.face_id))
        .where(col(Face.library_id) == library_id, col(Embedding.engine_id) == engine_id)
        .where(col(Embedding.age).is_not(None))
    )
    return session.execute(query.limit(1)).first() is not None


def ageless(session: Session, library_id: str, engine_id: str) -> list[Ageless]:
    """Return the faces with landmarks and a vector of the engine, but without an age."""
    query = (
        select(Face, col(Asset.width), col(Asset.height))
        .join(Asset, col(Asset.id) == col(Face.asset_id))
        .join(Embedding, col(Embedding.face_id) == col(Face.id))
        .where(col(Embedding.engine_id) == engine_id, col(Embedding.age).is_(None))
        .where(col(Face.library_id) == library_id, col(Face.landmarks).is_not(None), is_shown())
        .order_by(col(Face.id))
    )
    return [
        Ageless(face.id, face.landmarks, (face.x, face.y, face.w, face.h), (width, height))
        for face, width, height in session.execute(query)
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
