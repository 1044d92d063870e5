"""The entry: no verb, or a folder, opens the window; a verb goes to the command line."""

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
from kinfolk.gui.shell.wish import NOTHING, Wish, wished
from kinfolk.paths import Paths
from kinfolk.scrub import Plain
from kinfolk.vision import worker

if TYPE_CHECKING:
    from kinfolk.api.server import Server
    from kinfolk.core.db.database import Database
    from kinfolk.recognition.suggest import Suggester


log = logging.getLogger("kinfolk")


def main() -> None:
    """Entry of the scripts `kinfolk` and `kinfolk-gui`; imports a surface when it is used."""
    if sys.argv[1:2] == [worker.FLAG]:  # packed into one file it is its own worker, too
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
    """A mistake of ours; what it was stands in the log."""

    def __init__(self, log_file: Path) -> None:
        super().__init__("Kinfolk has made a mistake.", f"Its log says more: {log_file}")


class Lacking(AppError):
    """Something cannot be loaded, such as a library of the system that the window needs."""

    def __init__(self, error: ImportError) -> None:
        said = "A part is missing: {part}."
        super().__init__(said, "README.md, “Install”, says what it takes.", part=str(error))


def names_may_be_logged(base: Path | None) -> bool:
    """Whether the user has allowed it in the settings; that they are damaged is said elsewhere.

    Read as plain JSON: `Settings` imports pydantic, which `kinfolk --help` does without.
    """
    try:
        return json.loads(Paths.planned(base).settings_file.read_bytes())["log_names"] is True
    except (AppError, OSError, ValueError, LookupError, TypeError, RecursionError):
        return False


def without_base_dir(arguments: Sequence[str]) -> tuple[list[str], Path | None]:
    """The arguments but `--base-dir DIR`, and DIR; a bare `--base-dir` stays, as a usage error."""
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
    """Whether a window can be shown: always, except on a Unix without a display server."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def start(base: Path | None, wish: Wish) -> int:
    """The window; what keeps it from opening is said in a small one, and tried again if wished."""
    while True:
        try:
            return window(Paths.of(base), wish)
        except Exception as error:
            if not (has_display() and _is_tried_again(base, error)):
                raise


def _is_tried_again(base: Path | None, error: Exception) -> bool:
    from kinfolk.gui.shell import no_start  # not before: a second start hands over without Qt

    return no_start.is_tried_again(base, error)


def window(paths: Paths, wish: Wish = NOTHING) -> int:
    """Shows the window until it is closed, or asks the one that is open.

    AppError where there is no display.
    """
    if not has_display():
        raise AppError("There is no display to show the window on.", "See: kinfolk -h")
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
    """Runs a verb. It gets the other surfaces handed in: they never import each other."""
    # Else Python's cycle collector looks through all that is imported, again and again, and once
    # more at the end: a third of what a short verb takes.
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
    """Pictures of the window's pages, for places without a display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kinfolk.gui.shell.pictures import pictures

    return pictures(paths, into)


def serve(paths: Paths, port: int) -> None:
    """Serves the HTTP API until it is interrupted; AppError where its packages are missing."""
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        raise AppError("The API's packages are missing.", 'Run: pip install "kinfolk[api]"')
    from importlib.metadata import version

    from kinfolk.api.server import serve
    from kinfolk.cli.common import say

    log.info("the API is served, Kinfolk %s", Plain(version("kinfolk")))
    serve(paths, port, say=say)


def server_maker() -> "Callable[[Database, Paths, Suggester], Server] | None":
    """What makes the API's server for the window, where its packages are installed."""
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        return None
    from kinfolk.api.server import Server

    return Server


def complain(error: AppError) -> int:
    """One line on stderr, exit code 1."""
    from kinfolk.cli.terminal import line

    sys.stderr.write(line(f"{error.message} {error.hint}".strip()) + "\n")
    return 1


if __name__ == "__main__":
    main()
