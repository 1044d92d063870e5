"""What all verbs share: common options, the database, and printing of results."""

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
from kinfolk.errors import Ambiguous, AppError, Waiting
from kinfolk.paths import Paths

if TYPE_CHECKING:  # they import SQLAlchemy, which `kinfolk --help` does without
    from kinfolk.core.database import Database, Label
    from kinfolk.core.db.backups import BackupThread
    from kinfolk.core.db.session import Session

T = TypeVar("T")
# A row of a table.
Row = Sequence[object]


def _said_before(context: typer.Context, base_dir: Path | None) -> Path | None:
    """Return the base folder; the entry point has taken the option to open the log there."""
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
    """Hold the other surfaces and the base folder, handed in by the entry point.

    The command line does not import the window or the server, so that a verb starts fast.
    """

    window: Callable[[Paths], int] | None  # None if there is no display
    pictures: Callable[[Paths, Path], list[Path]]
    serve: Callable[[Paths, int], None]
    base_dir: Path | None = None


@contextmanager
def database(base_dir: Path | None) -> "Iterator[Database]":
    """Open the library for one command, and close it; only warnings about waiting are printed."""
    from kinfolk.core.actions import Origin
    from kinfolk.core.database import Database
    from kinfolk.core.db import restoring

    paths = Paths.of(base_dir)
    files, expect = (paths.library_db, paths.cache_db), paths.expect_here
    with (
        restoring.advised(paths),
        closing(Database(*files, origin=Origin.COMMAND, expect=expect)) as db,
    ):
        # Any other trouble makes the verb fail, and is reported then.
        db.on_trouble(lambda error: fail(error) if isinstance(error, Waiting) else None)
        yield db


def backed_up(base_dir: Path | None) -> "closing[BackupThread]":
    """Make the daily backup beside something that takes long."""
    from kinfolk.core.db.backups import BackupThread

    return closing(BackupThread(Paths.of(base_dir), told=fail))


def write(db: "Database", fn: "Callable[[Session], T]", action: "Label[T]") -> T:
    """Write as one step that `kinfolk undo` takes back; return the result of `fn`."""
    return db.write(fn, label=action).result().result


def emit(value: object, *, as_json: bool, text: Callable[[], str] | str) -> None:
    """Print `value` as JSON, or `text`.

    The JSON is ASCII, because a path may contain bytes that no encoding can spell. A text of
    several lines is given as a function: its table has escaped names and paths, so that every line
    break in it is ours. A plain text is one line and is escaped here.
    """
    if as_json:
        print(json.dumps(value, indent=2))
    else:
        print(terminal.line(text) if isinstance(text, str) else terminal.block(text()))


def table(headings: Sequence[str], rows: Sequence[Row]) -> str:
    """Return an aligned table; numbers are right-aligned, and None is a dash."""
    cells = [[_cell(value) for value in row] for row in rows]
    # Measured in cells of the terminal: East Asian letters take two.
    widths = [max(map(cell_len, column)) for column in zip(headings, *cells, strict=True)]
    numeric = [
        bool(rows) and all(isinstance(row[i], int) for row in rows) for i in range(len(widths))
    ]

    def line(row: Sequence[str]) -> str:
        """Return a row, padded to the widths of the columns."""
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
    """Return a count with its noun: "1 photo", "2 photos", "1,234 photos"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def say(message: str) -> None:
    """Print one line; control characters in names and paths are escaped."""
    print(terminal.line(message), flush=True)


def note(message: str) -> None:
    """Print one line on stderr, where it does not disturb what is piped on."""
    print(terminal.line(message), file=sys.stderr)


def fail(error: AppError) -> None:
    """Print an expected error and its hint as one line on stderr."""
    which = "Choose one with --library. To list libraries, run `kinfolk libraries list`."
    hint = which if isinstance(error, Ambiguous) else error.hint
    note(f"{error.message} {hint}".strip())


def misused(error: typer.TyperException) -> None:
    """Print wrong usage as one line on stderr, with the command that shows the right one."""
    message = error.format_message().replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    if context is not None and not message.startswith("Usage:"):
        message = " ".join(f"{message.rstrip('.?')}. See: {context.command_path} -h".split())
    note(message)
