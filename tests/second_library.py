"""Put a second library beside the first, the same in everything but its ids.

Code that forgets which library it is asked about finds everything twice, or changes the other one.
"""

from typing import Any

from sqlalchemy import insert, select, text
from sqlmodel import Session, SQLModel

from kinfolk.core.database import Database
from kinfolk.core.db.models import (
    Asset,
    Crop,
    DismissedBox,
    DistinctPair,
    Embedding,
    Face,
    Folder,
    Library,
    Person,
    Place,
    Rejection,
    Scan,
)

Rows = dict[str, list[dict[str, Any]]]

# What each table's rows belong to: a library, or a row of a table further up.
OWNERS: dict[type[SQLModel], str] = {
    Library: "id",
    Folder: "library_id",
    Asset: "library_id",
    Place: "library_id",
    Person: "library_id",
    Scan: "library_id",
    Face: "library_id",
    DismissedBox: "asset_id",
    Rejection: "face_id",
    DistinctPair: "person_a",
    Crop: "face_id",
    Embedding: "face_id",
}
PAIR = ("person_a", "person_b")


def put_beside(db: Database, library_id: str) -> str:
    """Copy a library with its folders, photos, faces, people and answers; return the copy's id.

    Each id of the copy sorts before the one it was made from, as if it had been made earlier.
    """

    def write(session: Session) -> None:
        """Insert the copies, table after table."""
        made = rows_in(session, library_id)
        # Faces refer to people and people to faces
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for model in OWNERS:
            rows = [_twin(row) for row in made[str(model.__tablename__)]]
            if rows:
                session.execute(insert(model), rows)

    db.write(write).result()
    return str(twin_id(library_id))


def twin_id(known: str | int) -> str | int:
    return known.replace("_", "_0", 1) if isinstance(known, str) else known + 1000


def rows_of(db: Database, library_id: str) -> Rows:
    """Return every row of a library by table, cached rows of its faces included."""
    with db.read() as session:
        return rows_in(session, library_id)


def rows_in(session: Session, library_id: str) -> Rows:
    """Return the same as `rows_of`, within a transaction."""
    known: set[object] = {library_id}
    found: Rows = {}
    for model, owner in OWNERS.items():
        every = [row._asdict() for row in session.execute(select(*model.__table__.columns))]  # type: ignore[attr-defined]
        rows = sorted((row for row in every if row[owner] in known), key=repr)
        known.update(row["id"] for row in rows if "id" in row)
        found[str(model.__tablename__)] = rows
    return found


def _twin(row: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of a row with its ids changed.

    The checksum is left out: it covers the id, and the database makes a new one.
    """
    return {
        name: twin_id(value) if value is not None and _is_id(name) else value
        for name, value in row.items()
        if name != "checksum"
    }


def _is_id(column: str) -> bool:
    return column == "id" or column in PAIR or (column.endswith("_id") and column != "engine_id")
