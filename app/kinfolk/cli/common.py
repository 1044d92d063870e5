"""What every verb shares: its options, the database, and how results are printed."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.cells import cell_len

from kinfolk.cli import terminal
from kinfolk.errors import Ambiguous, AppError, Damaged, Waiting
from kinfolk.paths import Paths

if TYPE_CHECKING:  # they import SQLAlchemy, which `kinfolk --help` does without
    from kinfolk.core.actions import Action
    from kinfolk.core.db.database import Database
    from kinfolk.core.db.session import Session

T = TypeVar("T")
Row = Sequence[object]

_MOMENT = 3.0  # seconds that a backup may take as the verb ends


def _said_before(context: typer.Context, base_dir: Path | None) -> Path | None:
    """The entry has taken it out of the arguments, to open the log there."""
    return base_dir or context.obj.base_dir


BaseDir = Annotated[
    Path | None,
    typer.Option(
        "--base-dir",
        metavar="DIR",
        help="Keep all of Kinfolk’s files in DIR.",
        callback=_said_before,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
InLibrary = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="LIBRARY",
        help="An id or a name. Needed only if there are several libraries.",
    ),
]


@dataclass(frozen=True)
class Surfaces:
    """The other surfaces, handed in by the entry: this one does not import them. And the folder."""

    window: Callable[[Paths], int] | None  # None where there is no display
    pictures: Callable[[Paths, Path], list[Path]]
    serve: Callable[[Paths, int], None]
    base_dir: Path | None = None


@contextmanager
def database(base_dir: Path | None) -> "Iterator[Database]":
    """The library, open for one verb."""
    paths = Paths.of(base_dir)
    with advised(paths), closing(_opened(paths)) as db:
        yield db


def _opened(paths: Paths) -> "Database":
    from kinfolk.core.actions import Origin
    from kinfolk.core.db.database import Database

    db = Database(paths.library_db, paths.cache_db, origin=Origin.COMMAND)
    # Of any other trouble the verb itself tells, as it fails.
    db.on_trouble(lambda error: fail(error) if isinstance(error, Waiting) else None)
    return db


@contextmanager
def advised(paths: Paths) -> Iterator[None]:
    """Where the library is damaged: which backup to restore, and how."""
    try:
        yield
    except Damaged as error:
        from kinfolk.core.db import restoring

        raise restoring.advice(paths, error) from error


@contextmanager
def backed_up(base_dir: Path | None) -> Iterator[None]:
    """The daily backup beside something long; in the end it gets a moment, no more."""
    from kinfolk.core.db.backups import BackupThread

    keeper = BackupThread(Paths.of(base_dir), told=fail)
    try:
        yield
    finally:
        keeper.close(within=_MOMENT)


def write(db: "Database", fn: "Callable[[Session], T]", action: "Action") -> T:
    """One step that `kinfolk undo` takes back."""
    return db.write(fn, label=action).result().result


def emit(value: object, *, as_json: bool, text: Callable[[], str] | str) -> None:
    """Prints `value` as JSON (ASCII: a path may hold bytes no encoding spells), or `text`.

    A text of several lines comes as a function: its table has made names and paths safe already, so
    that every new line in it is ours. A plain text is one line, and is made safe here.
    """
    if as_json:
        print(json.dumps(value, indent=2))
    else:
        print(terminal.line(text) if isinstance(text, str) else terminal.block(text()))


def table(headings: Sequence[str], rows: Sequence[Row]) -> str:
    """Columns aligned as a terminal shows them; numbers to the right; None is a dash."""
    cells = [[_cell(value) for value in row] for row in rows]
    # By cells of the terminal: East Asian letters take two.
    widths = [max(map(cell_len, column)) for column in zip(headings, *cells, strict=True)]
    numeric = [
        bool(rows) and all(isinstance(row[i], int) for row in rows) for i in range(len(widths))
    ]

    def line(row: Sequence[str]) -> str:
        fitted = []
        for cell, width, right in zip(row, widths, numeric, strict=True):
            space = " " * (width - cell_len(cell))
            fitted.append(space + cell if right else cell + space)
        return "  ".join(fitted).rstrip()

    return "\n".join(line(row) for row in [list(headings), *cells])


def _cell(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return terminal.line(str(value))


def many(count: int, noun: str, plural: str = "") -> str:
    """`1 photo`, `2 photos`, `1,234 photos`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def say(message: str) -> None:
    """One line; names and paths in it only show."""
    print(terminal.line(message), flush=True)


def note(message: str) -> None:
    """A word on the side, where it does not disturb what is piped on."""
    print(terminal.line(message), file=sys.stderr)


def fail(error: AppError) -> None:
    """The one line an expected error gets."""
    which = "Choose one with --library. To list libraries, run `kinfolk libraries list`."
    hint = which if isinstance(error, Ambiguous) else error.hint
    note(f"{error.message} {hint}".strip())


def misused(error: typer.TyperException) -> None:
    """The one line that wrong usage gets; where a verb is missing, the verbs there are."""
    message = error.format_message().replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    if context is not None and not message.startswith("Usage:"):
        message = " ".join(f"{message.rstrip('.?')}. See: {context.command_path} -h".split())
    note(message)
