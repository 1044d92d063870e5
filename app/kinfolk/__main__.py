"""The entry point: no verb, or a folder, opens the window; a verb runs the command line.

Each surface (window, command line, API) is imported only when it is used.
"""

import gc
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kinfolk import logs
from kinfolk.errors import AppError
from kinfolk.gui.shell.start_request import NOTHING, StartRequest, wished
from kinfolk.paths import Paths
from kinfolk.scrub import Plain
from kinfolk.vision import worker

if TYPE_CHECKING:
    from kinfolk.api.server import Server
    from kinfolk.core.database import Database
    from kinfolk.recognition.suggest import Suggester


log = logging.getLogger("kinfolk")


def main() -> None:
    """Run the scripts `kinfolk` and `kinfolk-gui`, and exit with the status of what was run.

    An AppError, a missing import or any other exception ends as one line on stderr and exit code 1.
    """
    if sys.argv[1:2] == [worker.FLAG]:  # a frozen app starts itself as worker process
        return worker.serve(sys.argv[2])
    rest, base = without_base_dir(sys.argv[1:])
    log_file = Paths.unmoved(base).log_file
    with logs.kept(log_file, with_names=names_may_be_logged(base)):
        try:
            wish = wished(rest)
            sys.exit(command(rest, base) if wish is None else start(base, wish))
        except AppError as error:
            sys.exit(complain(error))
        except ImportError as error:
            log.exception("a part is missing")
            sys.exit(complain(Lacking(error)))
        except Exception:
            log.exception("a bug")
            sys.exit(complain(Bug(log_file)))


class Bug(AppError):
    """Tell that an exception no one expected has ended the program, and where the log lies."""

    def __init__(self, log_file: Path) -> None:
        super().__init__("Kinfolk ran into a problem.", f"Details are in its log: {log_file}")


class Lacking(AppError):
    """Tell that a module or a system library, for example one of Qt's, could not be loaded."""

    def __init__(self, error: ImportError) -> None:
        said = "A part is missing: {part}."
        super().__init__(said, "See docs/install.md.", part=str(error))


def names_may_be_logged(base: Path | None) -> bool:
    """Return whether the settings allow names and paths in the log; False if they can't be read.

    The file is read as plain JSON, because `Settings` imports pydantic, which `kinfolk --help` does
    without. Damaged settings are reported where `Settings` loads them, not here.
    """
    try:
        return json.loads(Paths.planned(base).settings_file.read_bytes())["log_names"] is True
    except (AppError, OSError, ValueError, LookupError, TypeError, RecursionError):
        return False


def without_base_dir(arguments: Sequence[str]) -> tuple[list[str], Path | None]:
    """Return the arguments without `--base-dir DIR`, and DIR or None.

    A `--base-dir` without a value stays among the arguments, so that it becomes a usage error.
    """
    # By hand, because it is needed before the rest is parsed: the log must be open by then, and the
    # window, which has the option too, does not load the command line (docs/decisions/0117).
    rest, base = [], None
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if argument == "--base-dir" and left:
            base = Path(left.pop(0))
        elif argument.startswith("--base-dir="):
            base = Path(argument.partition("=")[2])
        else:
            rest.append(argument)
    return rest, base


def has_display() -> bool:
    """Return whether a window can be shown: always, except on Linux without a display server."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def start(base: Path | None, wish: StartRequest) -> int:
    """Open the window and return its exit code.

    An error at the start is shown in a small window of its own, where the user may try again. It is
    raised if the user does not, or if there is no display.
    """
    while True:
        try:
            return window(Paths.of(base), wish)
        except Exception as error:
            if not (has_display() and _is_tried_again(base, error)):
                raise


def _is_tried_again(base: Path | None, error: Exception) -> bool:
    """Show the error in a small window; return whether the user wants to try again."""
    from kinfolk.gui.shell import no_start  # not before: a second start hands over without Qt

    return no_start.is_tried_again(base, error)


def window(paths: Paths, wish: StartRequest = NOTHING) -> int:
    """Show the window until it is closed, and return its exit code.

    If a window of this library is open already, hand `wish` (what to show) to it and return 0.
    Raises AppError without a display.
    """
    if not has_display():
        raise AppError("There is no display for the window.", "To list commands, run `kinfolk -h`.")
    from kinfolk.gui.shell import before_imports, one_window

    with one_window.only(paths, wish) as is_only:
        if not is_only:
            log.info("the window that is open was asked")
            return 0
        before_imports.prepare()
        from importlib.metadata import version

        from kinfolk.gui.shell.app import run

        log.info("the window opens, Kinfolk %s", Plain(version("kinfolk")))
        return run(paths, make_server=server_maker(), wish=wish)


def command(arguments: Sequence[str], base: Path | None) -> int:
    """Run a verb of the command line and return its exit code.

    The other surfaces are handed in, because surfaces never import each other.
    """
    # With the collector on, Python would look through all imported objects several times, and once
    # more at the end: a third of the time of a short verb. Frozen objects are never looked through.
    gc.disable()
    from kinfolk.cli.common import Surfaces
    from kinfolk.cli.main import program, run

    verbs = program(arguments)
    gc.freeze()
    gc.enable()
    shown = window if has_display() else None
    surfaces = Surfaces(window=shown, pictures=pictures, serve=serve, base_dir=base)
    return run(verbs, arguments, surfaces)


def pictures(paths: Paths, into: Path) -> list[Path]:
    """Draw the window's pages into the folder `into` without a display, and return the files."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kinfolk.gui.shell.pictures import pictures

    return pictures(paths, into)


def serve(paths: Paths, port: int) -> None:
    """Serve the HTTP API on the port until interrupted; AppError if its packages are missing."""
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        raise AppError("The API’s packages are missing.", 'Run: pip install "kinfolk[api]"')
    from importlib.metadata import version

    from kinfolk.api.server import serve
    from kinfolk.cli.common import say

    log.info("the API is served, Kinfolk %s", Plain(version("kinfolk")))
    serve(paths, port, say=say)


def server_maker() -> "Callable[[Database, Paths, Suggester], Server] | None":
    """Return the class that makes the window's API server; None if its packages are missing."""
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        return None
    from kinfolk.api.server import Server

    return Server


def complain(error: AppError) -> int:
    """Print the error and its hint as one line on stderr, and return exit code 1."""
    from kinfolk.cli.terminal import line

    if sys.stderr is not None:  # the program of the Windows setup has none unless it is redirected
        sys.stderr.write(line(f"{error.message} {error.hint}".strip()) + "\n")
    return 1


if __name__ == "__main__":
    main()
