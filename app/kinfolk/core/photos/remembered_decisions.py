"""Decisions about pictures that no folder holds any more; they come back with the pictures.

A folder that is removed takes its photos and their faces along. What the user has said of them
stays, row by row, under the picture it was said of. `scan/reattach.py` gives it to the photo that
shows the picture again, in whatever folder.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    delete,
    exists,
    literal,
    literal_column,
    null,
    select,
    true,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, SQLModel, col

from kinfolk.core.db.models import (
    GIVEN,
    Asset,
    AssetState,
    ClaimState,
    DismissedBox,
    Face,
    NameClaim,
    Person,
    Presence,
    Rejection,
    Remembered,
    Sidecar,
    SidecarEntry,
    UtcDateTime,
    now,
)
from kinfolk.core.db.recorder import as_json, columns_of
from kinfolk.core.db.rows import among, run
from kinfolk.core.faces import assignment
from kinfolk.core.photos import places
from kinfolk.metadata.capture_date import TakenSource

# The order in which rows come back: rejections, claims and portraits need their face first. Of an
# asset only its date is kept, of a person only the portrait.
_ORDER: Final = (
    "face",
    "rejection",
    "presence",
    "dismissed_box",
    "name_claim",
    "sidecar_entry",
    "sidecar",
    "asset",
    "person",
)
# A table, the columns with the photo, picture and person of its rows, and which rows are kept.
_Rows = tuple[type[SQLModel], Any, Any, Any, ColumnElement[bool]]


@dataclass(frozen=True)
class Kept:
    """Hold a remembered row; `person_id` follows merges that happened since."""

    id: str
    tbl: str
    person_id: str | None
    row: dict[str, Any]
    since: datetime


def keep(session: Session, folder_id: str) -> None:
    """Remember what was said of the photos that will be deleted with the folder."""
    moment = now()
    for rows in _said():
        _keep(session, rows, folder_id, moment)


def shown_in(session: Session, library_id: str) -> list[str]:
    """Return the photos of the library that show a picture of which something is remembered.

    Each was read before another photo with the same picture was removed with its folder.
    """
    found: set[str] = set()
    for ours, theirs in (
        (Remembered.content_hash, Asset.content_hash),
        (Remembered.picture, Asset.picture),
    ):
        query = (
            select(col(Asset.id))
            .join(Remembered, and_(col(Remembered.library_id) == library_id, col(ours) != ""))
            .where(col(Asset.library_id) == library_id, col(theirs) == col(ours))
        )
        found.update(session.execute(query.distinct()).scalars())
    return sorted(found)


def of(session: Session, asset_ids: Collection[str]) -> dict[str, list[Kept]]:
    """Return what was said of the pictures that these photos show now, by photo.

    A picture is recognised by the file's bytes, else by its pixels. Rows of a table that depends on
    another come after it; what was kept last comes first, because it is the newer decision.
    """
    if session.execute(select(col(Remembered.id)).limit(1)).first() is None:
        return {}
    found: dict[str, list[Kept]] = defaultdict(list)
    known: set[str] = set()
    for column in (Asset.content_hash, Asset.picture):
        same = col(getattr(Remembered, column.key)) == col(column)  # type: ignore[attr-defined]
        query = (
            select(Remembered, col(Asset.id))
            .join(Asset, and_(col(Asset.library_id) == col(Remembered.library_id), same))
            .where(among(col(Asset.id), asset_ids), col(column) != "")
            .where(col(Asset.state) == AssetState.DONE)
            .order_by(col(Asset.path), col(Remembered.id))
        )
        for kept, asset_id in session.execute(query):
            if kept.id not in known:
                known.add(kept.id)
                row = json.loads(kept.row)
                one = Kept(kept.id, kept.tbl, kept.person_id, row, kept.created_at)
                found[asset_id].append(one)
    for rows in found.values():
        rows.sort(key=lambda kept: _ORDER.index(kept.tbl))
        # Sorting is stable, so rows of one moment keep the order of their tables.
        rows.sort(key=lambda kept: kept.since, reverse=True)
    return found


def rows_of(
    session: Session, table: type[SQLModel], library_id: str
) -> Iterator[tuple[Remembered, dict[str, Any]]]:
    """Yield what is remembered of the table's rows in the library, each with the row as it was.

    The row's `person_id` follows merges that happened since.
    """
    here = (col(Remembered.library_id) == library_id, col(Remembered.tbl) == table.__tablename__)
    query = select(Remembered).where(*here).order_by(col(Remembered.id))
    for kept in session.execute(query).scalars():
        row = json.loads(kept.row)
        yield kept, row | ({"person_id": kept.person_id} if "person_id" in row else {})


def put_back(session: Session, kept: Kept, **values: Any) -> None:
    """Insert the row again, with these values changed; nothing happens if its id exists."""
    row = kept.row | values
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    session.connection().exec_driver_sql(
        f"INSERT OR IGNORE INTO main.{kept.tbl} ({names}) VALUES ({marks})", (*row.values(),)
    )


def forget(session: Session, ids: Collection[str]) -> None:
    """Delete remembered rows that are back, or have nothing to come back to."""
    run(session, delete(Remembered).where(among(col(Remembered.id), ids)))


def forget_before(session: Session, before: datetime | None) -> set[str | None]:
    """Delete what was kept before that moment, or all for None; return the people it was about."""
    older = true() if before is None else col(Remembered.created_at) < before
    people = set(session.execute(select(col(Remembered.person_id)).where(older)).scalars())
    run(session, delete(Remembered).where(older))
    return people


def has_portrait(session: Session, person_id: str) -> bool:
    """Return whether the user chose a portrait of the person that no photo shows now."""
    query = select(col(Remembered.id)).where(*_portrait_of(person_id)).limit(1)
    return session.execute(query).first() is not None


def forget_portrait(session: Session, person_id: str) -> None:
    """Delete the remembered portrait of a person, as the user chose another one, or none."""
    run(session, delete(Remembered).where(*_portrait_of(person_id)))


def _portrait_of(person_id: str) -> tuple[ColumnElement[bool], ...]:
    return col(Remembered.person_id) == person_id, col(Remembered.tbl) == Person.__tablename__


def follow_merge(session: Session, person_id: str, source_ids: Sequence[str]) -> None:
    """Give what is remembered of the sources to the person they were merged into."""
    theirs = among(col(Remembered.person_id), source_ids)
    run(session, update(Remembered).where(theirs).values(person_id=person_id))


def is_out_of_sight(person: type[Person]) -> ColumnElement[bool]:
    """Return SQL: all faces of the person are remembered ones, which no photo has now."""
    known = exists().where(col(Remembered.person_id) == col(person.id))
    return and_(known, ~exists().where(col(Face.person_id) == col(person.id)))


def _said() -> tuple[_Rows, ...]:
    """Return which rows of which tables are decisions of the user about pictures."""
    of_face = (Face.asset_id, Face.seen_in)
    settled = col(NameClaim.state).in_((*GIVEN, ClaimState.REFUSED, ClaimState.LEFT))
    chosen = col(Person.thumbnail_face_id) == col(Face.id)
    return (
        (Face, *of_face, Face.person_id, assignment.is_decided()),
        (Rejection, *of_face, Rejection.person_id, col(Rejection.face_id) == col(Face.id)),
        (Presence, Presence.asset_id, Presence.seen_in, Presence.person_id, true()),
        (DismissedBox, DismissedBox.asset_id, DismissedBox.seen_in, null(), true()),
        (NameClaim, NameClaim.asset_id, NameClaim.seen_in, null(), settled),
        (SidecarEntry, SidecarEntry.asset_id, Asset.picture, null(), true()),
        (Sidecar, Sidecar.asset_id, Asset.picture, null(), true()),
        (Asset, Asset.id, Asset.picture, null(), col(Asset.taken_source) == TakenSource.USER),
        (Person, *of_face, Person.id, chosen),
    )


def _keep(session: Session, rows: _Rows, folder_id: str, moment: datetime) -> None:
    """Remember rows of one table, in one statement: there may be hundreds of thousands of faces."""
    table, photo, seen_in, person_id, which = rows
    driver = session.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    name = str(table.__tablename__)
    is_shown = col(seen_in).in_((col(Asset.picture), ""))
    columns: dict[str, Any] = {
        "id": literal_column(f"{name}.id"),
        "library_id": col(Asset.library_id),
        "content_hash": case((is_shown, col(Asset.content_hash)), else_=""),
        "picture": case((is_shown, col(Asset.picture)), else_=col(seen_in)),
        "tbl": literal(name),
        "person_id": person_id,
        "row": literal_column(as_json(name, columns_of(driver, name))),
        "created_at": literal(moment, UtcDateTime),
    }
    query = (
        select(*(value.label(name) for name, value in columns.items()))
        .select_from(table)
        .where(col(photo) == col(Asset.id), places.is_only_in(folder_id), which)
    )
    made = sqlite.insert(Remembered).from_select([*columns], query, include_defaults=False)
    # If a portrait of the person is remembered already, the newer one replaces it.
    newer = {name: made.excluded[name] for name in columns if name != "id"}
    session.execute(made.on_conflict_do_update(["id"], set_=newer))
