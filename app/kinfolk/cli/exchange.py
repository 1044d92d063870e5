"""`kinfolk export` and `import`: names and decisions of one library for another."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from kinfolk.cli.common import AsJson, BaseDir, InLibrary, database, emit, many, table, write
from kinfolk.cli.libraries import known_id
from kinfolk.core.actions import Action
from kinfolk.core.database import Database
from kinfolk.core.db import backups
from kinfolk.core.db.backups import BackupKind
from kinfolk.core.db.session import Session
from kinfolk.core.exchange import contacts, export_reading, export_writing, importing, people_table
from kinfolk.core.exchange.chosen_file import is_contacts
from kinfolk.core.exchange.importing import Imported
from kinfolk.core.exchange.plan import Disagreement, DisagreementKind
from kinfolk.files import typed
from kinfolk.paths import Paths

app = typer.Typer()

T = TypeVar("T")

SHOWN = 20  # most disagreements printed; JSON has all

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be imported, without changing anything.")
]
_ABOUT = {
    DisagreementKind.WHO: "whose face it is",
    DisagreementKind.ANSWER: "whether it is this person",
    DisagreementKind.NO_FACE: "whether it is a face",
    DisagreementKind.BIRTH_DATE: "birth date",
    DisagreementKind.HIDDEN: "hidden only in the file",
    DisagreementKind.PORTRAIT: "portrait",
    DisagreementKind.DATE: "date",
    DisagreementKind.PAIR: "whether two people are the same",
    DisagreementKind.SEARCH: "saved search",
}


@app.command()
def export(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="The file to write. Only an older export or table is replaced."
        ),
    ],
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Write a table of who is in each photo, for spreadsheets.")
    ] = False,
    hidden: Annotated[
        bool, typer.Option("--hidden", help="With --csv: include hidden people.")
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Export names and decisions to one file, for `kinfolk import` on any computer.

    Photos are identified by what they show, not by where they are. docs/export.md describes the
    file.
    """
    if hidden and not as_csv:
        raise typer.BadParameter("--hidden needs --csv. Without --csv, the file contains everyone.")
    path = typed(file)
    with database(base_dir) as db, db.read() as session:
        library_id = known_id(session, in_library)
        if as_csv:
            lines = people_table.write(session, path, library_id, include_hidden=hidden)
            objects: dict[str, Any] = {"path": str(path), "lines": lines}
            text = f"{many(lines, 'line')} written to {path}"
        else:
            counts = export_writing.export(session, path, library_id)
            objects = {"path": str(path), **asdict(counts)}
            people = many(counts.people, "named person", "named people")
            rest = f"{many(counts.faces, 'face')}, {many(counts.photos, 'photo')}"
            text = f"Names and decisions exported to {path}: {people}, {rest}."
    emit(objects, as_json=as_json, text=text)


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A file from `kinfolk export`, or contacts (.vcf)."),
    ],
    dry_run: DryRun = False,
    new_people: Annotated[
        bool,
        typer.Option("--new-people", help="With contacts: also add people you have not named yet."),
    ] = False,
    in_library: InLibrary = None,
    base_dir: BaseDir = None,
    as_json: AsJson = False,
) -> None:
    """Import names and decisions from an export, or birth dates from contacts.

    Your own names and answers are kept; differences in the file are listed. `kinfolk undo` undoes
    the import in one step.
    """
    path = typed(file)
    is_of_contacts = is_contacts(path)
    if new_people and not is_of_contacts:
        raise typer.BadParameter("--new-people needs a file of contacts (.vcf).")
    with database(base_dir) as db:
        asked = _Asked(path, in_library, base_dir, is_dry=dry_run)
        if is_of_contacts:
            objects, text = _import_contacts(db, asked, with_new=new_people)
        else:
            objects, text = _import_decisions(db, asked)
    emit(objects, as_json=as_json, text=lambda: text)


@dataclass(frozen=True)
class _Asked:
    """Hold the options of an import, for all kinds of file."""

    path: Path
    library: str | None
    base_dir: Path | None
    is_dry: bool

    def done(self, db: Database, fn: Callable[[Session, str | None], T], action: Action) -> T:
        """Make a backup, then write with `fn` as one step; return what `fn` returns."""
        paths = Paths.of(self.base_dir)
        where = backups.destination(paths).folder
        backups.before(paths.library_db, where, BackupKind.IMPORT)
        return write(db, lambda session: fn(session, known_id(session, self.library)), action)

    @property
    def word(self) -> str:
        """The first word of the result's text."""
        return "Would import" if self.is_dry else "Imported"


def _import_decisions(db: Database, asked: _Asked) -> tuple[dict[str, Any], str]:
    """Import an export of Kinfolk, or only preview it in a dry run.

    Return the result as a JSON object and as text.
    """
    export = export_reading.read(asked.path)
    with db.read() as session:
        found = importing.preview(session, export, known_id(session, asked.library))
    if not asked.is_dry and not found.counts.is_nothing:
        found = asked.done(
            db,
            lambda session, library_id: importing.bring_in(session, export, library_id),
            importing.action(found.counts),
        )
    objects = asdict(found.counts) | {
        "disagreements": [asdict(each) for each in found.disagreements]
    }
    return objects, _told(found, asked.word)


def _told(found: Imported, word: str) -> str:
    counts = found.counts
    numbers = {
        many(counts.new_people, "new person", "new people"): counts.new_people,
        many(counts.faces, "face"): counts.faces,
        many(counts.placed, "face") + " added by Kinfolk": counts.placed,
        many(counts.answers, "answer"): counts.answers,
        many(counts.others, "other thing"): counts.others,
    }
    said = ", ".join(words for words, number in numbers.items() if number)
    lines = [f"{word}: {said}." if said else "Your library already has everything in this file."]
    if counts.unknown_photos:
        if not said:
            lines = ["Nothing new for the photos you have."]
        photos = many(counts.unknown_photos, "photo from the file is", "photos from the file are")
        lines.append(f"{photos} not in your library. Scan for new photos, then import again.")
    if counts.faces_not_found:
        lines.append(f"{many(counts.faces_not_found, 'face')} could not be found in your photos.")
    if found.disagreements:
        lines += ["", *_listed(found.disagreements)]
    return "\n".join(lines)


def _listed(found: Sequence[Disagreement]) -> list[str]:
    """Return lines about the disagreements, in which the library is not changed."""
    rows = [
        (_ABOUT[each.kind], each.name, each.here, each.there, each.photo) for each in found[:SHOWN]
    ]
    things = many(len(found), "thing")
    more = [f"… and {len(found) - SHOWN:,} more: --json lists all."] if len(found) > SHOWN else []
    return [
        f"The file disagrees on {things}. Your version is kept:",
        table(("about", "in the file", "here", "there", "photo"), rows),
        *more,
    ]


def _import_contacts(db: Database, asked: _Asked, *, with_new: bool) -> tuple[dict[str, Any], str]:
    """Import birth dates from an address book, or only preview that in a dry run.

    Return the result as a JSON object and as text.
    """
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
        lines.append(
            f"{who} not added, because you have not named them yet. To add them, use --new-people."
        )
    if found.differing:
        lines.append(
            f"Different birth dates in the file; yours are kept: {', '.join(found.differing)}."
        )
    return objects, "\n".join(lines)
