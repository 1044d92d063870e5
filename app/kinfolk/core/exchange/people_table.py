"""A table for spreadsheets of who is in which photo."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.db.models import Asset, AssignedBy, Face, Person, Presence
from kinfolk.core.exchange import chosen_file
from kinfolk.core.faces import visibility
from kinfolk.core.photos import library
from kinfolk.metadata.capture_date import CaptureDate

# A byte order mark: without it spreadsheets misread letters with accents.
_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
HEADINGS: Final = ("person", "born", "photo", "taken", "said by", "x", "y", "width", "height")
# Spreadsheets take a cell that begins so for a formula: a name could make them run one.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WITHOUT_FACE: Final = "you, without a face"
_BY: Final = {AssignedBy.USER: "you", AssignedBy.AUTO: "a scan"}


def write(
    session: Session, path: Path, library_id: str | None = None, *, include_hidden: bool = False
) -> int:
    """Write the table as CSV, whole or not at all; return the number of lines below the headings.

    There is a line for each face of a person with a name that its photo shows, by name, then by
    photo; then come the people who are in a photo without a face.
    """
    home = library.known_or_none(session, library_id)
    number = 0
    with (
        chosen_file.replacing(path, _MARK + ",".join(HEADINGS).encode()) as draft,
        # A path can have bytes that are no text.
        draft.open("w", encoding="utf-8", errors="replace", newline="") as to,
    ):
        to.write(_MARK.decode())
        table = csv.writer(to)
        table.writerow(HEADINGS)
        for line in _lines(session, home, include_hidden=include_hidden):
            table.writerow(map(harmless, line))
            number += 1
    return number


def harmless(value: object) -> str:
    """Return the value as a cell that every spreadsheet takes for a text or a number."""
    text = "" if value is None else str(value)
    is_formula = text.startswith(_FORMULA) and not isinstance(value, int)
    return f"'{text}" if is_formula else text


def _lines(
    session: Session, library_id: str | None, *, include_hidden: bool
) -> Iterator[tuple[object, ...]]:
    """Yield the lines of the table: for each face by name, then for each presence."""
    photo = (Asset.path, Asset.taken_at, Asset.taken_precision, Asset.taken_source)
    for table in (Face, Presence):
        # Someone without a face has no box, and is there by the user's word.
        box = (Face.x, Face.y, Face.w, Face.h, Face.assigned_by) if table is Face else ()
        query = (
            select(Person, *map(col, (*photo, *box)))
            .select_from(table)
            .join(Person, col(Person.id) == col(table.person_id))
            .join(Asset, col(Asset.id) == col(table.asset_id))
            .where(col(Person.library_id) == library_id, col(Person.name).is_not(None))
            .where(visibility.is_shown(table))
            .order_by(col(Person.name_key), col(Asset.path), col(table.id))
            .execution_options(yield_per=1000)
        )
        if not include_hidden:
            query = query.where(~col(Person.is_hidden))
        for person, path, at, precision, source, *place in session.execute(query):
            taken = CaptureDate.stored(at, precision, source)
            said = _BY[AssignedBy(place.pop())] if place else _WITHOUT_FACE
            yield person.name, person.born, path, taken and taken.iso, said, *place
