"""`kinfolk suggest`: whose the faces may be that nobody has named."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from sqlmodel import Session

from app.cli.common import AsJson, BaseDir, InLibrary, Row, database, emit, many, note, table
from app.cli.libraries import known_id
from app.cli.people import everybody, person_id
from app.core import faces, people, photos
from app.core.roster import NameFilter, PeopleQuery, Sort
from app.paths import Paths

SHOWN = 20  # suggestions a person, where nobody asks for JSON


def suggest(
    who: Annotated[
        str | None, typer.Argument(metavar="PERSON", help="An id, or a name; else everybody.")
    ] = None,
    merges: Annotated[
        bool, typer.Option("--merges", help="Pairs of people who may be the same.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Show whose the faces may be that have no name yet. Nothing is decided."""
    from app.pipeline import engines  # loads the inference runtime: half a second

    with database(base_dir) as db:
        suggester = engines.suggester(db, Paths.of(base_dir))
        try:
            with db.read() as session:
                library_id = known_id(session, in_library)
                chosen = [] if merges else _people(session, who, library_id)
            if merges:
                found = [vars(pair) for pair in suggester.merges()]
            else:
                found = [vars(one) for each in chosen for one in suggester.for_person(each)]
            with db.read() as session:
                if merges and library_id is not None:
                    found = _within(session, found, library_id)
                rows = (_pairs if merges else _faces)(session, found[:SHOWN])
        finally:
            suggester.close()
    emit(found, as_json=as_json, text=lambda: _overview(found, rows, merges=merges))
    if found and not as_json:
        verb = "people merge PERSON OTHER" if merges else "faces assign PERSON FACE"
        note(f"To say yes: kinfolk {verb}")


def _people(session: Session, who: str | None, library_id: str | None) -> list[str]:
    if who is not None:
        return [person_id(session, who, library_id)]
    query = PeopleQuery(library_id, name_filter=NameFilter.NAMED, sort=Sort.NAME_ASC, limit=200)
    return [person.id for person in everybody(session, query)]


def _within(session: Session, found: list[dict[str, Any]], library_id: str) -> list[dict[str, Any]]:
    """Those about people of the library."""
    cards = people.cards(session, {one["person_id"] for one in found})
    return [one for one in found if cards[one["person_id"]].library_id == library_id]


def _pairs(session: Session, found: Sequence[dict[str, Any]]) -> list[Row]:
    cards = people.cards(session, {one[key] for one in found for key in ("person_id", "other_id")})

    def called(person_id: str) -> str:
        person = cards[person_id]
        return person.name or f"{person.id} ({many(person.face_count, 'face')})"

    return [(called(one["person_id"]), called(one["other_id"]), *_likeness(one)) for one in found]


def _faces(session: Session, found: Sequence[dict[str, Any]]) -> list[Row]:
    cards = people.cards(session, {one["person_id"] for one in found})
    photo_of = {one["face_id"]: faces.get(session, one["face_id"]).asset_id for one in found}
    seen = photos.cards(session, photo_of.values())
    return [
        (
            cards[one["person_id"]].name or one["person_id"],
            one["face_id"],
            *_likeness(one),
            seen[photo_of[one["face_id"]]].path,
        )
        for one in found
    ]


def _likeness(one: dict[str, Any]) -> Row:
    return str(one["band"]), f"{one['distance']:.3f}"


def _overview(found: Sequence[dict[str, Any]], rows: list[Row], *, merges: bool) -> str:
    if not found:
        return "Nothing to suggest."
    pairs = ("person", "may be the same as", "how sure", "distance")
    headings = pairs if merges else ("person", "may have this face", *pairs[2:], "photo")
    more = f"\n… and {len(found) - SHOWN:,} more; --json lists all." if len(found) > SHOWN else ""
    return table(headings, rows) + more
