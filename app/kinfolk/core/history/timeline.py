"""The history as the window shows it: its steps, and a face for the person each is about."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlmodel import Session, col

from kinfolk.core.db.models import DistinctPair, Face, Person, Rejection
from kinfolk.core.db.rows import among
from kinfolk.core.faces import portraits
from kinfolk.core.history import history
from kinfolk.core.history.history import HistoryStep

# Larger steps get no face: they are about folders and scans, and about many people.
_LOOKED_INTO = 1_000_000  # bytes

# The first row of each table that a step touched, which is enough to know whom it was about. A row
# image is [table, id, columns]. SQLite takes the other columns from the row with min(key).
_FIRST_ROWS = text(
    "SELECT step.id AS step_id, step.is_undone, image.value ->> 0 AS tbl,"
    " image.value ->> 1 AS row_id, image.value ->> '$[2].id' IS NOT NULL AS is_whole,"
    " coalesce(image.value ->> '$[2].person_id', image.value ->> '$[2].person_a') AS person_id,"
    " min(image.key) FROM step, json_each(step.rows) image"
    " WHERE step.id IN (SELECT value FROM json_each(:ids)) AND step.size <= :most"
    " AND image.value ->> 0 IN ('person', 'face', 'rejection', 'distinct_pair')"
    " GROUP BY step.id, tbl"
)


@dataclass(frozen=True)
class Timeline:
    """Hold all steps that are kept, newest first; those in `facts` can't be undone."""

    steps: tuple[HistoryStep, ...]
    facts: frozenset[int]


@dataclass(frozen=True)
class _Row:
    """Hold the first row of a table that a step touched."""

    table: str
    id: str
    is_undone: bool
    is_whole: bool  # the step has all columns: undoing it inserts the row
    person_id: str | None  # according to the step


def read(session: Session) -> Timeline:
    """Return the whole history as it is now."""
    return Timeline(tuple(history.steps(session, limit=None)), frozenset(history.facts(session)))


def faces(session: Session, step_ids: Collection[int]) -> dict[int, str]:
    """Return a face for each step: the portrait of whom it was about, else the face it touched.

    The face may not exist any more. It is also used for someone who was merged into another person,
    because the portrait would be of a person the step did not know. Steps about no one are left
    out.
    """
    found: dict[int, dict[str, _Row]] = {}
    asked = {"ids": json.dumps(list(step_ids)), "most": _LOOKED_INTO}
    for step_id, is_undone, table, row_id, is_whole, person_id, _ in session.execute(
        _FIRST_ROWS, asked
    ):
        row = _Row(table, row_id, bool(is_undone), bool(is_whole), person_id)
        found.setdefault(step_id, {})[table] = row
    rows = [row for tables in found.values() for row in tables.values()]
    owners = _owners(session, rows)
    about = {step_id: _about(tables, owners) for step_id, tables in found.items()}
    shown = _portraits(session, {person_id for each in about.values() for person_id in each})
    result = {}
    for step_id, tables in found.items():
        known = [shown[person_id] for person_id in about[step_id] if person_id in shown]
        face = tables.get("face")
        # A step that deleted a face is best shown by that face, which only the step remembers.
        is_lost = face is not None and face.is_whole and not face.is_undone
        person = tables.get("person")
        is_merged = person is not None and not person.is_whole and person.id not in shown
        if face is not None and (is_lost or is_merged or not known):
            result[step_id] = face.id
        elif known:
            result[step_id] = known[0]
    return result


def _about(tables: dict[str, _Row], owners: dict[str, str]) -> list[str]:
    """Return whom a step may be about, the likeliest first: who has the faces now, or had them."""
    result: list[str | None] = []
    for table in ("face", "rejection", "distinct_pair"):
        if row := tables.get(table):
            there, then = owners.get(row.id), row.person_id
            # An undone step holds the rows as they would be after it, a done one as they were
            # before.
            result += [then, there] if row.is_undone else [there, then]
    if row := tables.get("person"):
        result.append(row.id)
    return [person_id for person_id in result if person_id is not None]


def _owners(session: Session, rows: Iterable[_Row]) -> dict[str, str]:
    """Return whose the existing rows are, by their ids."""
    columns: tuple[tuple[str, Any, Any], ...] = (
        ("face", col(Face.id), col(Face.person_id)),
        ("rejection", col(Rejection.id), col(Rejection.person_id)),
        ("distinct_pair", col(DistinctPair.id), col(DistinctPair.person_a)),
    )
    result: dict[str, str] = {}
    for table, key, owner in columns:
        wanted = [row.id for row in rows if row.table == table]
        query = select(key, owner).where(among(key, wanted), owner.is_not(None))
        result |= {row[0]: row[1] for row in session.execute(query)}
    return result


def _portraits(session: Session, person_ids: Collection[str]) -> dict[str, str]:
    """Return the face that stands for each of these people, for those who have one."""
    face = portraits.portrait()
    query = select(col(Person.id), face).where(among(col(Person.id), person_ids))
    return {person_id: face_id for person_id, face_id in session.execute(query) if face_id}
