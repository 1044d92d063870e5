"""What a window was started for: opened folders and photos, or an entry of the icon's menu."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kinfolk.errors import AppError

LOOK, REVIEW = "--look", "--review"  # spelled as in the desktop entry: packaging/linux.py


@dataclass(frozen=True)
class StartRequest:
    """Say what to do in the window: folders to add, photos to show, whether to scan or review."""

    folders: tuple[Path, ...] = ()
    photos: tuple[Path, ...] = ()
    looks: bool = False
    reviews: bool = False
    shows_settings: bool = False  # after a restart that the settings asked for


NOTHING = StartRequest()


def wished(arguments: Sequence[str]) -> StartRequest | None:
    """Return what the command line asks the window for; None if it is a verb of the CLI.

    A path is recognised by its separator, which no verb contains. Raise AppError if a path does not
    exist.
    """
    paths = [Path(each).absolute() for each in arguments if _is_path(each)]
    options = {each for each in arguments if each in (LOOK, REVIEW)}
    if len(paths) + len(options) < len(arguments):
        return None
    return replace(opening(paths), looks=LOOK in options, reviews=REVIEW in options)


def opening(paths: Sequence[Path]) -> StartRequest:
    """Return a request to open these paths; raise AppError if one does not exist."""
    for path in paths:
        if not os.path.exists(path):  # `Path.exists` raises an error for a name that is too long
            raise AppError("{path} doesn’t exist.", "Check the path.", path=path)
    folders = tuple(path for path in paths if os.path.isdir(path))
    return StartRequest(folders, tuple(path for path in paths if path not in folders))


def _is_path(argument: str) -> bool:
    return os.sep in argument or bool(os.altsep and os.altsep in argument)
