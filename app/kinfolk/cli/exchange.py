"""`kinfolk export` and `import`: names and decisions of one library for another."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from kinfolk.cli.common import (
    AsJson,
    BaseDir,
    InLibrary,
    database,
    emit,
    many,
    table,
    write,
)
from kinfolk.cli.libraries import known_id
from kinfolk.core import contacts, who_is_where
from kinfolk.core.actions import Action
from kinfolk.core.db import backups
from kinfolk.core.db.backups import BackupKind
from kinfolk.core.db.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.decisions import bring_in, reading, writing
from kinfolk.core.decisions.bring_in import Imported
from kinfolk.core.decisions.kind import ImportKind, kind_of
from kinfolk.core.decisions.plan import Disagreement, DisagreementKind
from kinfolk.paths import Paths

app = typer.Typer()

T = TypeVar("T")

SHOWN = 20  # most disagreements printed; JSON has all

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would come in, and change nothing.")
]
_ABOUT = {
    DisagreementKind.WHO: "whose face it is",
    DisagreementKind.ANSWER: "whether it is their face",
    DisagreementKind.NO_FACE: "whether it is a face",
    DisagreementKind.BIRTH_DATE: "birth date",
    DisagreementKind.HIDDEN: "hidden there alone",
    DisagreementKind.PORTRAIT: "portrait",
    DisagreementKind.DATE: "when it was taken",
    DisagreementKind.PAIR: "whether two are one",
    DisagreementKind.SEARCH: "what the search asks for",
}


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; it is replaced.")],
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Who is in which photo, as a table for spreadsheets.")
    ] = False,
    hidden: Annotated[
        bool, typer.Option("--hidden", help="With --csv: hidden people, too.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Write everything decided into one file, for `kinfolk import` on any machine.

    It knows photos by what they show, not by where they lie: docs/export.md says what stands in it.
    """
    if hidden and not as_csv:
        raise typer.BadParameter("--hidden is for --csv. Otherwise everybody is in the file.")
    path = file.expanduser().absolute()
    with database(base_dir) as db, db.read() as session:
        library_id = known_id(session, in_library)
        if as_csv:
            lines = who_is_where.write(session, path, library_id, include_hidden=hidden)
            objects: dict[str, Any] = {"path": str(path), "lines": lines}
            text = f"{many(lines, 'line')} written to {path}"
        else:
            counts = writing.export(session, path, library_id)
            objects = {"path": str(path), **asdict(counts)}
            people = many(counts.people, "named person", "named people")
            rest = f"{many(counts.faces, 'face')}, {many(counts.photos, 'photo')}"
            text = f"Everything decided is in {path}: {people}, {rest}."
    emit(objects, as_json=as_json, text=text)


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Of `kinfolk export`, or an address book (.vcf).")
    ],
    dry_run: DryRun = False,
    new_people: Annotated[
        bool,
        typer.Option(
            "--new-people", help="Of an address book: also those who are nobody's name here."
        ),
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Take in what another library decided, or birth dates of an address book.

    What you have said here stays: where the file says otherwise, that is listed. It is one step
    that `kinfolk undo` takes back.
    """
    path = file.expanduser().absolute()
    is_contacts = kind_of(path) is ImportKind.CONTACTS
    if new_people and not is_contacts:
        raise typer.BadParameter("--new-people is for an address book.")
    with database(base_dir) as db:
        asked = _Asked(path, in_library, base_dir, is_dry=dry_run)
        if is_contacts:
            objects, text = _import_contacts(db, asked, with_new=new_people)
        else:
            objects, text = _import_decisions(db, asked)
    emit(objects, as_json=as_json, text=lambda: text)


@dataclass(frozen=True)
class _Asked:
    """What the options of an import say, for every kind of file."""

    path: Path
    library: str | None
    base_dir: Path | None
    is_dry: bool

    def done(self, db: Database, fn: Callable[[Session, str | None], T], action: Action) -> T:
        """Write as one step, after making a backup."""
        paths = Paths.of(self.base_dir)
        where = backups.destination(paths).folder
        backups.before(paths.library_db, where, BackupKind.IMPORT)
        return write(db, lambda session: fn(session, known_id(session, self.library)), action)

    @property
    def word(self) -> str:
        """The first word of the result."""
        return "Would come in" if self.is_dry else "Imported"


def _import_decisions(db: Database, asked: _Asked) -> tuple[dict[str, Any], str]:
    """Import an export of Kinfolk; return the result as JSON and as text."""
    export = reading.read(asked.path)
    with db.read() as session:
        found = bring_in.preview(session, export, known_id(session, asked.library))
    if not asked.is_dry and not found.counts.is_nothing:
        found = asked.done(
            db,
            lambda session, library_id: bring_in.bring_in(session, export, library_id),
            bring_in.action(found.counts),
        )
    objects = asdict(found.counts) | {
        "disagreements": [asdict(each) for each in found.disagreements]
    }
    return objects, _told(found, asked.word)


def _told(found: Imported, word: str) -> str:
    """Return the result as text."""
    counts = found.counts
    numbers = {
        many(counts.new_people, "new person", "new people"): counts.new_people,
        many(counts.faces, "face"): counts.faces,
        many(counts.placed, "face") + " placed by scans": counts.placed,
        many(counts.answers, "answer"): counts.answers,
        many(counts.others, "other thing"): counts.others,
    }
    said = ", ".join(words for words, number in numbers.items() if number)
    lines = [f"{word}: {said}." if said else "The library knows all of it already."]
    if counts.unknown_photos:
        photos = many(counts.unknown_photos, "photo")
        verb = "is" if counts.unknown_photos == 1 else "are"
        lines.append(
            f"{photos} of the file {verb} not in this library. Scan and import the file again."
        )
    if counts.faces_not_found:
        lines.append(f"{many(counts.faces_not_found, 'face')} could not be found again.")
    if found.disagreements:
        lines += ["", *_listed(found.disagreements)]
    return "\n".join(lines)


def _listed(found: Sequence[Disagreement]) -> list[str]:
    """Return the lines about disagreements, in which the library stays as it is."""
    rows = [
        (_ABOUT[each.kind], each.name, each.here, each.there, each.photo) for each in found[:SHOWN]
    ]
    things = many(len(found), "thing")
    more = [f"… and {len(found) - SHOWN:,} more: --json lists all."] if len(found) > SHOWN else []
    return [
        f"About {things} the file says otherwise. What is here stays:",
        table(("about", "in the file", "here", "there", "photo"), rows),
        *more,
    ]


def _import_contacts(db: Database, asked: _Asked, *, with_new: bool) -> tuple[dict[str, Any], str]:
    """Import an address book; return the result as JSON and as text."""
    entries = contacts.read(asked.path)
    with db.read() as session:
        found = contacts.compare(session, entries, known_id(session, asked.library))
    if not asked.is_dry and (found.births or (with_new and found.new)):
        found = asked.done(
            db,
            lambda session, library_id: contacts.bring_in(
                session, entries, library_id, with_new=with_new
            ),
            contacts.action(found, with_new=with_new),
        )
    new = [entry.name for entry in found.new]
    objects = {
        "birth_dates": len(found.births),
        "known_people": found.known,
        "new_people": new if with_new else [],
        "left_out": [] if with_new else new,
        "differing": list(found.differing),
    }
    dates = many(len(found.births), "birth date")
    lines = [f"{asked.word}: {dates}, {many(len(new) * with_new, 'new person', 'new people')}."]
    if new and not with_new:
        who = many(len(new), "contact")
        lines.append(f"{who} whom nobody is called here: --new-people takes them in, too.")
    if found.differing:
        lines.append(f"Born on another day here, which stays: {', '.join(found.differing)}.")
    return objects, "\n".join(lines)
