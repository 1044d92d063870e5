"""What a window is started for: folders and photos opened with it, an entry of its icon's menu."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kinfolk.errors import AppError

# As the desktop entry says them: packaging/linux.py.
LOOK, REVIEW = "--look", "--review"


@dataclass(frozen=True)
class Wish:
    """Folders to take in, photos to show; whether to look for new ones and say what came."""

    folders: tuple[Path, ...] = ()
    photos: tuple[Path, ...] = ()
    looks: bool = False
    reviews: bool = False


NOTHING = Wish()


def wished(arguments: Sequence[str]) -> Wish | None:
    """What the program's arguments ask the window for; null where they are a verb's.

    A path is known by its separator, which no verb has. AppError for one that is not there.
    """
    paths = [Path(each).absolute() for each in arguments if _is_path(each)]
    options = {each for each in arguments if each in (LOOK, REVIEW)}
    if len(paths) + len(options) < len(arguments):
        return None
    return replace(opening(paths), looks=LOOK in options, reviews=REVIEW in options)


def opening(paths: Sequence[Path]) -> Wish:
    """AppError for one that is not there."""
    for path in paths:
        if not path.exists():
            raise AppError("{path} doesn’t exist.", path=path)
    folders = tuple(path for path in paths if path.is_dir())
    return Wish(folders, tuple(path for path in paths if not path.is_dir()))


def _is_path(argument: str) -> bool:
    return os.sep in argument or bool(os.altsep and os.altsep in argument)
