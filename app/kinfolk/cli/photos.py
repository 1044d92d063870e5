"""`kinfolk photos`: finds photos by people, time and folder; lists and copies them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from kinfolk.cli.common import AsJson, BaseDir, InLibrary, database, emit, many, note, table
from kinfolk.cli.libraries import known_id
from kinfolk.cli.objects import asset_object
from kinfolk.cli.people import born, called, person_id
from kinfolk.cli.progress import copy_line, follow
from kinfolk.core.birth import Birth
from kinfolk.core.db.session import Session
from kinfolk.core.exchange.copying import CopyJob, How
from kinfolk.core.people import people
from kinfolk.core.photos import library, photo_search, photos
from kinfolk.core.photos.photo_filter import Age, PhotoFilter, written_age
from kinfolk.core.photos.photo_search import Order, PhotoSort
from kinfolk.core.photos.photos import Asset
from kinfolk.core.sizes import Size
from kinfolk.errors import AppError, Invalid, NotFound
from kinfolk.files import resolved, typed
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision

app = typer.Typer(
    name="photos",
    no_args_is_help=True,
    help="List and copy photos by who is in them, when and where.",
)

READ_AT_ONCE = 1000  # number of photos read at once


class Number(NamedTuple):
    """Hold a range of a number of people; `most` is None for any number."""

    least: int
    most: int | None


def number(text: str) -> Number:
    """Parse "3", or "3+" for three and more; raise BadParameter for anything else."""
    found = re.fullmatch(r"(\d{1,3})(\+?)", text.strip(), re.ASCII)
    if found is None:
        raise typer.BadParameter(f"{text!r} is not a number of people. Write it like 3 or 3+.")
    least = int(found[1])
    return Number(least, None if found[2] else least)


def age(text: str) -> Age:
    """Parse an age such as "Dora=4"; the person stays as written. Raise BadParameter."""
    try:
        return written_age(text)
    except Invalid as error:
        raise typer.BadParameter(error.message) from error


With = Annotated[
    list[str] | None,
    typer.Option(
        "--with", metavar="PERSON", help="With this person. Repeat for more: all of them."
    ),
]
AnyOf = Annotated[
    list[str] | None,
    typer.Option(
        "--any-of",
        metavar="PERSON",
        help="With this person. Repeat for more: at least one of them.",
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="PERSON", help="Without this person. Repeat for more."),
]
Alone = Annotated[
    bool,
    typer.Option("--alone", help="And no one else. Without other options: exactly one person."),
]
Unknown = Annotated[
    bool, typer.Option("--unknown", help="With someone unnamed who is not ignored.")
]
Nobody = Annotated[bool, typer.Option("--nobody", help="Without people.")]
HowMany = Annotated[
    Number | None,
    typer.Option(
        "--people",
        parser=number,
        metavar="N[+]",
        help="This number of people, or 3+ for three or more.",
    ),
]
Ages = Annotated[
    list[Age] | None,
    typer.Option(
        "--age",
        parser=age,
        metavar="PERSON=N",
        help='With this person at an age: Dora=4, Dora=3-6, "Dora<5", "Dora>=18".',
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option("--folder", metavar="FOLDER", help="In this folder, or a folder inside it."),
]
From = Annotated[
    Birth | None,
    typer.Option(
        "--from", parser=born, metavar="YYYY[-MM[-DD]]", help="Taken on this date or later."
    ),
]
Until = Annotated[
    Birth | None,
    typer.Option(
        "--until", parser=born, metavar="YYYY[-MM[-DD]]", help="Taken on this date or before."
    ),
]
Sort = Annotated[PhotoSort, typer.Option(help="Sort by.")]
Direction = Annotated[Order | None, typer.Option(help="Default: newest first, or A before Z.")]


@dataclass(frozen=True)
class Said:
    """Hold the options of a photo search as they were typed."""

    with_: With
    any_of: AnyOf
    without: Without
    alone: Alone
    unknown: Unknown
    nobody: Nobody
    how_many: HowMany
    ages: Ages
    folder: Folder
    from_: From
    until: Until

    def filter(self, session: Session, library_id: str | None) -> PhotoFilter:
        """Return the options as a filter with ids; raise NotFound for unknown people or folders."""
        if self.nobody and self.how_many:
            raise typer.BadParameter("Use --nobody or --people, not both.")
        least, most = Number(0, 0) if self.nobody else self.how_many or Number(0, None)

        def ids(names: Sequence[str] | None) -> tuple[str, ...]:
            """Return the ids of these people."""
            return tuple(person_id(session, who, library_id) for who in names or ())

        return PhotoFilter(
            all_of=ids(self.with_),
            any_of=ids(self.any_of),
            none_of=ids(self.without),
            is_alone=self.alone,
            has_unknown=self.unknown,
            min_people=least,
            max_people=most,
            ages=tuple(_aged(session, each, library_id) for each in self.ages or ()),
            folder=self.folder and _known(session, self.folder, library_id),
            taken_from=datetime.combine(self.from_.day, time.min) if self.from_ else None,
            taken_before=_day_after(self.until.last) if self.until else None,
        )

    def ids(
        self,
        session: Session,
        in_library: str | None,
        sort: PhotoSort = PhotoSort.DATE,
        order: Order | None = None,
    ) -> list[str]:
        """Return the ids of all photos found, in order."""
        library_id = library.known_or_none(session, known_id(session, in_library))
        wanted = self.filter(session, library_id)
        if order is None:
            order = Order.DOWN if sort is PhotoSort.DATE else Order.UP
        return photo_search.ids(session, wanted, library_id, sort=sort, order=order)


@app.command("list")
def list_(
    with_: With = None,
    any_of: AnyOf = None,
    without: Without = None,
    alone: Alone = False,
    unknown: Unknown = False,
    nobody: Nobody = False,
    how_many: HowMany = None,
    ages: Ages = None,
    folder: Folder = None,
    from_: From = None,
    until: Until = None,
    sort: Sort = PhotoSort.DATE,
    order: Direction = None,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """List the photos that match all options. Missing photos are not listed."""
    said = Said(
        with_, any_of, without, alone, unknown, nobody, how_many, ages, folder, from_, until
    )
    with database(base_dir) as db, db.read() as session:
        found = list(_found(session, said.ids(session, in_library, sort, order)))
    emit([_object(each) for each in found], as_json=as_json, text=lambda: _overview(found))


@app.command()
def copy(
    to: Annotated[
        Path,
        typer.Option("--to", metavar="FOLDER", help="The folder to copy to. Created if needed."),
    ],
    link: Annotated[
        bool,
        typer.Option(
            "--link",
            help="Create hard links instead of copies. They take no extra space. "
            "Editing one changes both; deleting one leaves the other.",
        ),
    ] = False,
    with_: With = None,
    any_of: AnyOf = None,
    without: Without = None,
    alone: Alone = False,
    unknown: Unknown = False,
    nobody: Nobody = False,
    how_many: HowMany = None,
    ages: Ages = None,
    folder: Folder = None,
    from_: From = None,
    until: Until = None,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Copy the photos that match all options to a folder outside the library.

    Your photos stay as they are, and nothing in the folder is replaced: if a name is taken, the
    copy gets a number. A photo with several files is copied once. `kinfolk undo` does not delete
    copies.
    """
    said = Said(
        with_, any_of, without, alone, unknown, nobody, how_many, ages, folder, from_, until
    )
    with database(base_dir) as db:
        with db.read() as session:
            found = said.ids(session, in_library)
        job = CopyJob(db, found, to, How.LINK if link else How.COPY)
        try:
            is_whole = follow(job, copy_line)
        except AppError as error:
            # What was copied until then stays in the folder.
            error.hint = f"{error.hint} {_copied(job)}"
            raise
    for each in job.left_out:
        note(f"  {each.path}: {each.reason}")
    emit(_copied_object(job), as_json=as_json, text=_copied(job))
    if job.left_out or not is_whole:
        raise typer.Exit(1)


def _copied(job: CopyJob) -> str:
    done = job.progress.done
    verb = "Linked" if job.how is How.LINK else "Copied"
    text = f"{verb} {many(done.photos, 'photo')} ({Size(done.bytes)}) to {job.folder}."
    if left := job.progress.total.photos - done.photos:
        text += f" Not {verb.lower()}: {left:,}."
    return text


def _copied_object(job: CopyJob) -> dict[str, object]:
    return {
        "folder": str(job.folder),
        "how": job.how,
        "photo_count": job.progress.done.photos,
        "size_bytes": job.progress.done.bytes,
        "left_out": [{"path": str(each.path), "reason": each.reason} for each in job.left_out],
    }


def _found(session: Session, ids: Sequence[str]) -> Iterator[Asset]:
    for at in range(0, len(ids), READ_AT_ONCE):
        part = ids[at : at + READ_AT_ONCE]
        known = photos.cards(session, part)
        yield from (known[asset_id] for asset_id in part)


def _aged(session: Session, said: Age, library_id: str | None) -> Age:
    """Return the age with the id of the person it names; AppError if their birth is not known."""
    person = people.get(session, person_id(session, said.person_id, library_id))
    if person.born is None:
        name = called(person)
        raise AppError(
            f"{name} has no birth date.",
            f"Set it with `kinfolk people update {person.id} --birth-date DATE`.",
        )
    return replace(said, person_id=person.id)


def _known(session: Session, folder: Path, library_id: str | None) -> Path:
    """Return the folder as the library knows it; NotFound if it has nothing to do with it."""
    roots = [each.path for each in library.folders(session, library_id)]
    # The library stores paths with links resolved. The link to a folder that is gone may be gone as
    # well, so both are tried.
    for path in (resolved(folder), typed(folder)):
        if any(path.is_relative_to(root) or root.is_relative_to(path) for root in roots):
            return path
    raise NotFound(
        f"{folder} is not in any of your folders.",
        "To list folders, run `kinfolk folders list`.",
    )


def _day_after(day: date) -> datetime | None:
    """Return the first moment after a day, None after the last possible one."""
    return datetime.combine(day + timedelta(days=1), time.min) if day < date.max else None


def _object(asset: Asset) -> dict[str, object]:
    return asset_object(asset) | {"path": str(asset.path)}


def _overview(found: Sequence[Asset]) -> str:
    rows = [(each.id, _taken(each.taken), _state(each), each.path) for each in found]
    return table(("id", "taken", "", "photo"), rows)


def _taken(taken: CaptureDate | None) -> datetime | str | None:
    """Return when a photo was taken as precisely as known: "1975-06", "about 1975"."""
    if taken is None:
        return None
    if taken.precision is TakenPrecision.SECOND:
        return taken.at
    return f"about {taken.iso}" if taken.precision is TakenPrecision.ABOUT else taken.iso


def _state(asset: Asset) -> str:
    # A blank, since an empty cell is printed as a dash.
    return "unreadable" if asset.state == "failed" else " "
