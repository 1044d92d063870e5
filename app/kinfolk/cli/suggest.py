"""`kinfolk suggest`: people whom faces without a name may belong to."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kinfolk.cli.common import AsJson, BaseDir, InLibrary, Row, database, emit, many, note, table
from kinfolk.cli.libraries import known_id
from kinfolk.cli.people import everybody, person_id
from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.core.people.people import Person
from kinfolk.core.people.people_lists import NameFilter, PeopleQuery, Sort
from kinfolk.core.photos import photos
from kinfolk.errors import NotFound
from kinfolk.paths import Paths
from kinfolk.recognition.ranking import Ranking

if TYPE_CHECKING:
    from kinfolk.recognition.questions.state import ReviewState
    from kinfolk.recognition.suggest import Suggester
    from kinfolk.recognition.suggestion import Pair, Suggestion

app = typer.Typer()

MAX_PAIRS = 100  # most pairs of people
SHOWN = 20  # most suggestions printed; JSON has all


@app.command()
def suggest(
    who: Annotated[
        str | None, typer.Argument(metavar="PERSON", help="An id or a name. Default: everyone.")
    ] = None,
    merges: Annotated[
        bool, typer.Option("--merges", help="Suggest pairs of people who may be one person.")
    ] = False,
    unlikely: Annotated[
        bool, typer.Option("--unlikely", help="Include unlikely suggestions.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Show suggestions: who unnamed faces may be. Nothing is decided."""
    from kinfolk.recognition import engines  # loads the inference runtime: half a second
    from kinfolk.recognition.questions.state import read_all
    from kinfolk.recognition.suggestion import Certainty

    certainties = set(Certainty) if unlikely else set(Certainty) - {Certainty.UNLIKELY}
    with database(base_dir) as db:
        suggester = engines.suggester(db, Paths.of(base_dir))
        try:
            with db.read() as session:
                library_id = known_id(session, in_library)
                chosen = [] if merges and who is None else _people(session, who, library_id)
            if merges:
                found = [_object(pair) for pair in _likeliest(db, suggester, library_id, chosen)]
            elif as_json or unlikely:
                found = [
                    _object(one)
                    for each in chosen
                    for one in suggester.ask(Ranking.for_person, each)
                ]
            else:  # for people: what Review asks, in its order
                found = list(_asked(read_all(suggester, db, chosen), chosen))
            found = [one for one in found if one["band"] in certainties]
            with db.read() as session:
                rows = list((_pairs if merges else _faces)(session, found[:SHOWN]))
        finally:
            suggester.close()
    emit(found, as_json=as_json, text=lambda: _overview(found, rows, merges=merges))
    if found and not as_json:
        what = "OTHER" if merges else "FACE" if unlikely else "FACE, or GROUP for all of one"
        note(
            f"To accept, run `kinfolk answer yes PERSON {what}`. Answer no or unsure the same way."
        )


def _object(suggestion: "Pair | Suggestion") -> dict[str, Any]:
    """Return a suggestion as JSON; `certainty` is called "band", as in the API."""
    facts = dict(vars(suggestion))
    return facts | {"band": facts.pop("certainty")}


def _asked(state: "ReviewState", people: Collection[str]) -> Iterator[dict[str, Any]]:
    """Yield the open suggestions about these people; for a group one that is about all of it."""
    for question in state.questions():
        if question.person.id not in people:
            continue  # a group that is closer to someone else
        about = {"person_id": question.person.id, "band": question.certainty}
        if question.is_whole:
            group = _group(question.whole.id, question.whole.face_count)
            yield about | {"face_id": question.faces[0], "distance": question.distance} | group
        elif question.parts:
            for part in question.parts:
                group = _group(part.group_id, len(part.face_ids))
                yield about | {"face_id": part.face_ids[0], "distance": part.distance} | group
        else:
            known = {one.face_id: one for one in state.people[question.person.id].found}
            yield from (_object(known[face_id]) for face_id in question.faces)


def _group(group_id: str | None, faces: int) -> dict[str, str]:
    """Return what is said of a group in place of its first face; nothing for a single face."""
    return {"group": f"{group_id} ({many(faces, 'face')})"} if group_id else {}


def _people(session: Session, who: str | None, library_id: str | None) -> list[str]:
    """Return the id of the person named on the command line, or the ids of all people."""
    if who is not None:
        return [person_id(session, who, library_id)]
    query = PeopleQuery(library_id, name_filter=NameFilter.NAMED, sort=Sort.NAME_ASC, limit=200)
    return [person.id for person in everybody(session, query)]


def _likeliest(
    db: Database, suggester: "Suggester", library_id: str | None, whose: Sequence[str]
) -> list["Pair"]:
    """Return the likeliest pairs in the library; only those with one of `whose`, if any."""
    limit, before = MAX_PAIRS, 0
    while True:  # pairs of other libraries may come before them
        found = suggester.ask(Ranking.merges, limit=limit)
        with db.read() as session:
            cards = people.cards(session, {pair.person_id for pair in found})
        theirs = {who for who, card in cards.items() if library_id in (None, card.library_id)}
        mine = [pair for pair in found if pair.person_id in theirs and _is_about(pair, whose)]
        if len(mine) >= MAX_PAIRS or len(found) == before:
            return mine[:MAX_PAIRS]
        limit, before = 4 * limit, len(found)


def _is_about(pair: "Pair", people: Sequence[str]) -> bool:
    """Return whether the pair is about one of the people, or True without people."""
    return not people or pair.person_id in people or pair.other_id in people


def _pairs(session: Session, found: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Yield a table row for each pair, except pairs with people who no longer exist."""
    cards = people.cards(session, {one[key] for one in found for key in ("person_id", "other_id")})
    for one in found:
        both = [cards.get(one[key]) for key in ("person_id", "other_id")]
        if None not in both:
            yield (*(_called(person) for person in both if person), *_how_sure(one))


def _called(person: Person) -> str:
    """Return a person's name; for an unnamed group its id and its number of faces."""
    return person.name or f"{person.id} ({many(person.face_count, 'face')})"


def _faces(session: Session, found: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Yield a table row for each face, except faces and people that no longer exist."""
    cards = people.cards(session, {one["person_id"] for one in found})
    for one in found:
        try:
            photo = photos.get(session, faces.get(session, one["face_id"]).asset_id)
        except NotFound:
            continue
        if (person := cards.get(one["person_id"])) is not None:
            what = one.get("group", one["face_id"])
            yield person.name or person.id, what, *_how_sure(one), photo.path


def _how_sure(one: dict[str, Any]) -> Row:
    return str(one["band"]), f"{one['distance']:.3f}"


def _overview(found: Sequence[dict[str, Any]], rows: list[Row], *, merges: bool) -> str:
    if not found:
        return "No suggestions."
    pairs = ("person", "may be the same person as", "how sure", "distance")
    headings = pairs if merges else ("person", "may be in", *pairs[2:], "photo")
    more = f"\n… and {len(found) - SHOWN:,} more; --json lists all." if len(found) > SHOWN else ""
    return table(headings, rows) + more
