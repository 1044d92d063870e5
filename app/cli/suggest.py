"""`kinfolk suggest`: whose the faces may be that nobody has named."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from sqlmodel import Session

from app.cli.common import AsJson, BaseDir, database, emit, table
from app.cli.people import everybody, person_id
from app.core import people
from app.core.roster import NameFilter, PeopleQuery, Sort
from app.paths import Paths

SHOWN = 20  # suggestions a person, where nobody asks for JSON


def suggest(
    who: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="An id, or a name; else everybody.")
    ] = None,
    merges: Annotated[
        bool, typer.Option("--merges", help="Pairs of people who may be the same.")
    ] = False,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Show whose the faces may be that have no name yet. Nothing is decided."""
    from app.pipeline import engines  # loads the inference runtime: half a second

    with database(base_dir) as db:
        suggester = engines.suggester(db, Paths.of(base_dir))
        try:
            with db.read() as session:
                chosen = [] if merges else _people(session, who)
            if merges:
                found = [vars(pair) for pair in suggester.merges()]
            else:
                found = [vars(one) for each in chosen for one in suggester.for_person(each)]
            with db.read() as session:
                names = _names(session, found)
        finally:
            suggester.close()
    emit(found, as_json=as_json, text=lambda: _overview(found, names))


def _people(session: Session, who: str | None) -> list[str]:
    if who is not None:
        return [person_id(session, who)]
    query = PeopleQuery(name_filter=NameFilter.NAMED, sort=Sort.NAME_ASC, limit=200)
    return [person.id for person in everybody(session, query)]


def _names(session: Session, found: Sequence[dict[str, Any]]) -> dict[str, str]:
    known = {one[key] for one in found for key in ("person_id", "other_id") if key in one}
    cards = people.cards(session, known)
    return {person_id: person.name or person_id for person_id, person in cards.items()}


def _overview(found: Sequence[dict[str, Any]], names: dict[str, str]) -> str:
    if not found:
        return "Nothing to suggest."
    rows = [
        (
            names.get(one["person_id"], one["person_id"]),
            names.get(one["other_id"], one["other_id"]) if "other_id" in one else one["face_id"],
            str(one["band"]),
            f"{one['distance']:.3f}",
        )
        for one in found[:SHOWN]
    ]
    more = f"\n… and {len(found) - SHOWN} more; --json lists them." if len(found) > SHOWN else ""
    return table(("person", "may be", "", "distance"), rows) + more
