"""The command line: assembles the verbs, runs one, turns its end into an exit code."""

import io
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from kinfolk.cli import (
    answer,
    backup,
    demo,
    engines,
    exchange,
    faces,
    folders,
    history,
    libraries,
    names_in,
    people,
    photos,
    scan,
    scans,
    selfcheck,
    serve,
    suggest,
)
from kinfolk.cli.common import Surfaces, fail, misused
from kinfolk.errors import AppError


def run(arguments: Sequence[str], surfaces: Surfaces) -> int:
    """The exit code: 0, 1 for an expected error (one line on stderr), 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a path or name the terminal cannot spell
            stream.reconfigure(errors="replace")
    command = typer.main.get_command(program())
    try:
        # Not standalone: typer would print errors in its own way, and end the program.
        code = command.main(list(arguments), "kinfolk", standalone_mode=False, obj=surfaces)
    except AppError as error:
        fail(error)
        return 1
    except typer.TyperException as error:
        misused(error)
        return 2
    except SystemExit as end:  # nobody reads what is printed any more
        code = end.code
    return code if isinstance(code, int) else 0


def program() -> typer.Typer:
    """Every verb, hung into one tree."""
    app = typer.Typer(
        name="kinfolk",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,  # they print local variables: names and paths
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    asking = (scan.scan, suggest.suggest, answer.answer)
    keeping = (history.history, history.undo, history.redo, backup.backup, backup.restore)
    looking = (demo.demo, selfcheck.selfcheck)
    for verb in (*asking, *looking, *keeping, serve.serve):
        app.command()(verb)
    app.command()(exchange.export)
    app.command("import")(exchange.import_)
    app.add_typer(people.app, name="people")
    app.add_typer(faces.app, name="faces")
    app.add_typer(photos.app, name="photos")
    app.add_typer(folders.app, name="folders")
    app.add_typer(libraries.app, name="libraries")
    app.add_typer(names_in.app, name="names")  # and those of names.py
    app.add_typer(engines.app, name="engines")
    app.add_typer(scans.app, name="scans")
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"Kinfolk {version('kinfolk')}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print it."),
    ] = False,
) -> None:
    """Finds the people in your own photos, on your own machine.

    Without a verb the window opens; it takes --base-dir, too.
    """
