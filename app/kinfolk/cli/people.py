"""`kinfolk people`: the people in the photos."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from kinfolk.cli.common import AsJson, BaseDir, InLibrary, database, emit, many, note, table, write
from kinfolk.cli.libraries import known_id
from kinfolk.cli.objects import person_object
from kinfolk.core import birth
from kinfolk.core.actions import Act, Action
from kinfolk.core.birth import Birth
from kinfolk.core.db.session import Session
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people import Created, Person
from kinfolk.core.people.people_lists import NameFilter, PeopleQuery, Sort
from kinfolk.core.people.person_fields import PersonChanges
from kinfolk.core.unset import UNSET, unless_none
from kinfolk.errors import Ambiguous, AppError, NameTaken, NotFound
from kinfolk.recognition import conflicts
from kinfolk.recognition.conflicts import Shared

app = typer.Typer(
    name="people", no_args_is_help=True, help="List, create, show, update, merge and delete people."
)

PAGE = 200  # number of people read at a time
Who = Annotated[str, typer.Argument(metavar="PERSON", help="An id or a name.")]


def born(text: str) -> Birth:
    """Parse a birth date (a day, month, year or about a year); raise BadParameter if it is none."""
    found = birth.iso(text)
    if found is None:
        raise typer.BadParameter(
            f"{text!r} is not a date. Write it like 2012-03-04, 2012-03, 2012 or ~2012."
        )
    return found


BirthDate = Annotated[
    Birth | None,
    typer.Option(
        "--birth-date",
        parser=born,
        metavar="YYYY[-MM[-DD]]",
        help="Their birth date, as far as you know it.",
    ),
]
Portrait = Annotated[
    str | None,
    typer.Option("--thumbnail-face", metavar="FACE", help="The face to set as portrait."),
]
Favorite = Annotated[
    bool | None, typer.Option("--favorite/--no-favorite", help="Favourites come first.")
]
Hidden = Annotated[
    bool | None, typer.Option("--hidden/--no-hidden", help="Hidden people are not listed.")
]


def person_id(session: Session, who: str, library_id: str | None = None) -> str:
    """Return the id of the person with this id or, in the library, this name.

    Raise NotFound if there is no one, AppError if several have the name.
    """
    try:
        return people.get(session, who).id
    except NotFound as error:
        person = _called(session, who, library_id)
        if person is None:
            hint = "To list people, run `kinfolk people list`."
            raise NotFound(error.message, hint) from error
        return person.id


def _called(session: Session, name: str, library_id: str | None) -> Person | None:
    try:
        return people.find_by_name(session, name, library_id)
    except Ambiguous as error:
        hint = (
            "Specify the person by id. To list them, run `kinfolk people list --library LIBRARY`."
        )
        raise AppError(error.message, hint) from error


@app.command("list")
def list_(
    name: Annotated[
        str, typer.Option(metavar="TEXT", help="Only people whose name contains this text.")
    ] = "",
    which: Annotated[
        NameFilter, typer.Option("--filter", help="Which people to list.")
    ] = NameFilter.NAMED,
    include_hidden: Annotated[
        bool, typer.Option("--hidden", help="Include hidden people.")
    ] = False,
    sort: Annotated[Sort, typer.Option(help="Sort order.")] = Sort.CREATED_DESC,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """List the people who have a name, or all of them."""
    with database(base_dir) as db, db.read() as session:
        library_id = known_id(session, in_library)
        query = PeopleQuery(
            library_id=library_id,
            name=name or None,
            name_filter=which,
            include_hidden=include_hidden,
            sort=sort,
            limit=PAGE,
        )
        found = list(everybody(session, query))
        unnamed = people_lists.counts(session, library_id).unnamed
    emit([person_object(person) for person in found], as_json=as_json, text=lambda: overview(found))
    if which is NameFilter.NAMED and unnamed and not (name or as_json):
        note(f"Also {many(unnamed, 'unnamed group')}. To list them, add --filter unnamed.")
    elif not (found or name or as_json):
        note("No people yet. To find people in photos, run `kinfolk scan FOLDER`.")


def everybody(session: Session, query: PeopleQuery) -> Iterator[Person]:
    """Yield all people that the query finds, page after page."""
    while True:
        page = people_lists.page(session, query)
        yield from page.data
        if not page.has_more:
            return
        query = replace(query, starting_after_id=page.data[-1].id)


def overview(found: Sequence[Person]) -> str:
    """Return a table of people."""
    rows = [
        (person.id, person.name, person.born, person.asset_count, _flags(person))
        for person in found
    ]
    return table(("id", "name", "born", "photos", ""), rows)


def _flags(person: Person) -> str:
    flags = {"favourite": person.is_favorite, "hidden": person.is_hidden}
    # A blank, since an empty cell is printed as a dash.
    return ", ".join(flag for flag, is_set in flags.items() if is_set) or " "


@app.command()
def create(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Default: an unnamed person.")
    ] = None,
    named: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="As in `people update`.")
    ] = None,
    birth_date: BirthDate = None,
    favorite: Favorite = None,
    hidden: Hidden = None,
    thumbnail_face: Portrait = None,
    face: Annotated[
        list[str] | None,
        typer.Option("--face", metavar="FACE", help="A face of this person. Repeat for more."),
    ] = None,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Create a person. If the same person already exists, nothing changes."""
    if name is not None and named is not None:
        raise typer.BadParameter("The name is given twice.")
    name = named if name is None else name

    def make(session: Session) -> Created:
        return people.create(
            session,
            name=name,
            birth_date=birth_date,
            is_favorite=favorite,
            is_hidden=hidden,
            thumbnail_face_id=thumbnail_face,
            library_id=known_id(session, in_library),
            face_ids=face or (),
        )

    with database(base_dir) as db:
        created = write(db, make, Action.of(Act.NEW_PERSON, name=name or None))
    _tell(created.person, as_json=as_json, word="Created" if created.is_new else "Exists:")


@app.command()
def show(who: Who, base_dir: BaseDir = None, as_json: AsJson = False) -> None:
    """Show one person, given by id or name."""
    with database(base_dir) as db, db.read() as session:
        person = people.get(session, person_id(session, who))
    emit(person_object(person), as_json=as_json, text=lambda: details(person))


def details(person: Person) -> str:
    """Return a person's facts, one on each line."""
    facts = {
        "id": person.id,
        "name": person.name or "(no name yet)",
        "born": person.born or "–",
        "photos": person.asset_count,
        "faces": person.face_count,
        "favourite": "yes" if person.is_favorite else "no",
        "hidden": "yes" if person.is_hidden else "no",
        "portrait": person.effective_face_id or "–",
    }
    return "\n".join(f"{fact:<10} {value}" for fact, value in facts.items())


@app.command()
def update(
    who: Who,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="The new name.")
    ] = None,
    no_name: Annotated[bool, typer.Option("--no-name", help="Remove the name.")] = False,
    birth_date: BirthDate = None,
    no_birth_date: Annotated[
        bool, typer.Option("--no-birth-date", help="Remove the birth date.")
    ] = False,
    favorite: Favorite = None,
    hidden: Hidden = None,
    thumbnail_face: Portrait = None,
    no_thumbnail_face: Annotated[
        bool, typer.Option("--no-thumbnail-face", help="Use the best face as the portrait again.")
    ] = False,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Change a person. Options you leave out change nothing."""
    changes = PersonChanges(
        name=None if no_name else unless_none(name),
        birth_date=None if no_birth_date else unless_none(birth_date),
        is_hidden=unless_none(hidden),
        is_favorite=unless_none(favorite),
        thumbnail_face_id=None if no_thumbnail_face else unless_none(thumbnail_face),
    )

    def change(session: Session) -> Person:
        return people.update(session, person_id(session, who), changes)

    with database(base_dir) as db:
        with db.read() as session:
            before = people.get(session, person_id(session, who))
        try:
            after = write(db, change, _changing(before, changes))
        except NameTaken as error:
            merging = f"kinfolk people merge {error.person_id} {before.id}"
            error.hint = f"To add these faces to that person, run `{merging}`."
            raise
    _tell(after, as_json=as_json, word="Unchanged:" if after == before else "Changed")


def _changing(before: Person, changes: PersonChanges) -> Action:
    """Return the action of an update: for a name or a birth date alone, that of the window."""
    name = None if changes.name is UNSET else changes.name
    if name and before.name is None:
        return Action.of(Act.NAME, name=name)
    asked = [field for field, value in vars(changes).items() if value is not UNSET]
    if name and asked == ["name"]:
        return Action.of(Act.RENAME, name=name)
    acts = {"name": Act.CLEAR_NAME, "birth_date": Act.CHANGE_BIRTH_DATE}
    return Action.of(acts.get(",".join(asked), Act.CHANGE_PERSON), name=before.name)


@app.command()
def merge(
    who: Who,
    sources: Annotated[list[str], typer.Argument(metavar="OTHER", help="Ids or names.")],
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Merge the others into PERSON, who gets all their faces."""

    def join(session: Session) -> Person | None:
        others = [person_id(session, source) for source in sources]
        return people.merge(session, person_id(session, who), others)

    with database(base_dir) as db:
        with db.read() as session:
            target = people.get(session, person_id(session, who))
            ids = dict.fromkeys(person_id(session, source) for source in sources)
            others = [people.get(session, each) for each in ids]
            shared = conflicts.shared(session, [target.id, *ids])
        action = Action.of(Act.MERGE, people=len(ids), into=target.name)
        person = write(db, join, action)
    if person is None:
        emit(None, as_json=as_json, text="No one is left: none of them had a name or a face.")
    else:
        emit(person_object(person), as_json=as_json, text=_merged(target, others, shared))


def _merged(target: Person, others: Sequence[Person], shared: Sequence[Shared]) -> str:
    """Say who was merged into whom, and in how many photos they are together."""
    groups = sum(other.name is None for other in others)
    whom = [other.name for other in others if other.name]
    whom += [many(groups, "unnamed group")] if groups else []
    text = f"Merged {', '.join(whom)} into {called(target)} ({target.id})."
    photos = len({photo.asset_id for photo in shared if photo.is_proof})
    if photos:
        show = many(photos, "photo shows", "photos show")
        both = "both" if len(others) == 1 else "several of them"
        text += f" {show} {both}. `kinfolk undo` undoes the merge."
    return text


@app.command()
def delete(
    who: Annotated[list[str], typer.Argument(metavar="PERSON", help="Ids or names.")],
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Delete people. Their faces stay, without a person."""
    with database(base_dir) as db:
        with db.read() as session:
            ids = dict.fromkeys(person_id(session, name) for name in who)
            gone = [people.get(session, each).name for each in ids]
        names = [name for name in gone if name]
        groups = len(gone) - len(names) or None
        action = Action.of(Act.DELETE, names=names, groups=groups)
        write(db, lambda session: people.delete(session, *ids), action)
    emit({}, as_json=as_json, text=f"Deleted {many(len(ids), 'person', 'people')}.")


def called(person: Person) -> str:
    """Return a person's name, or words for one without a name."""
    return person.name or "an unnamed person"


def _tell(person: Person, *, as_json: bool, word: str) -> None:
    text = f"{word} {called(person)} ({person.id})."
    emit(person_object(person), as_json=as_json, text=text)
