"""The entry of the command line: finds the verb, runs it, and returns the exit code."""

import io
import sys
from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Annotated

import typer

from kinfolk.cli.common import Surfaces, fail, misused
from kinfolk.errors import AppError

# For each verb: the module whose `app` has it, and the first words of its help. A module imports
# what it needs, SQLAlchemy above all, so it is imported only if its verb is asked for.
VERBS = {
    "scan": ("scan", "Find the people in folders of photos."),
    "suggest": ("suggest", "Show suggestions: who unnamed faces may be."),
    "answer": ("answer", "Say whether faces or other people are PERSON."),
    "demo": ("demo", "Try Kinfolk with a sample album, separate from your own library."),
    "selfcheck": ("selfcheck", "Check that everything installed works."),
    "history": ("history", "List the steps of the history, newest first."),
    "undo": ("history", "Undo the last step of the window, a command or another app."),
    "redo": ("history", "Redo the last undone step, or with STEP one that was set aside."),
    "forget": ("forget", "Forget the history for good, with everything kept only for Undo."),
    "backup": ("backup", "Back up the library: names, answers and history, but no photos."),
    "restore": ("backup", "Restore a backup of the library."),
    "serve": ("serve", "Serve the people API on this computer until Ctrl+C."),
    "export": (
        "exchange",
        "Export names and decisions to one file, for `kinfolk import` on any computer.",
    ),
    "import": (
        "exchange",
        "Import names and decisions from an export, or birth dates from contacts.",
    ),
    "people": ("people", "List, create, show, update, merge and delete people."),
    "faces": ("faces", "List, assign and detach faces."),
    "photos": ("photos", "List and copy photos by who is in them, when and where."),
    "folders": ("folders", "List, add, move, set up and remove photo folders."),
    "libraries": ("libraries", "List and create libraries."),
    "names": ("names_in", "Read names from photos, and save names next to photos for other apps."),
    "engines": ("engines", "List, install, choose and remove recognition engines."),
    "scans": ("scans", "List scans, and undo what a scan added."),
}


def run(verbs: typer.Typer, arguments: Sequence[str], surfaces: Surfaces) -> int:
    """Run the command that `arguments` name, and return the exit code.

    Returns 0, 1 for an expected error (one line on stderr), or 2 for wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        # For paths and names that the terminal cannot spell
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    command = typer.main.get_command(verbs)
    try:
        # Not standalone, because typer would print errors in its own way and exit.
        code = command.main(list(arguments), "kinfolk", standalone_mode=False, obj=surfaces)
    except AppError as error:
        fail(error)
        return 1
    except typer.TyperException as error:
        misused(error)
        return 2
    except SystemExit as end:  # whoever read the output has closed the pipe
        code = end.code
    return code if isinstance(code, int) else 0


def program(wanted: Collection[str]) -> typer.Typer:
    """Return the command tree: the wanted verbs, and of the others only what the help lists."""
    app = typer.Typer(
        name="kinfolk",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,  # they would print local variables, such as names and paths
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name, (module, about) in VERBS.items():
        if name in wanted:
            app.add_typer(import_module(f"kinfolk.cli.{module}").app)
        else:
            app.add_typer(typer.Typer(help=about), name=name)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # imported here, as no verb needs it

        print(f"Kinfolk {version('kinfolk')}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Find the people in your photos, right on this computer.

    Without a command, the window opens. --base-dir works there too.
    """
