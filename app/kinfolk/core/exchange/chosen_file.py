"""The files that the user chose to export to, over none of another kind, and to import."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kinfolk import atomic
from kinfolk.errors import AppError, of_system
from kinfolk.files import open_photo

_AS_IT_WAS: Final = "Nothing was saved. Choose another location."
_CARD: Final = re.compile(rb"BEGIN:VCARD", re.IGNORECASE)
_BEGINNING: Final = 4096  # bytes


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn an OSError of the block into an AppError that says that nothing was changed."""
    try:
        yield
    except OSError as error:
        message = "{path} can’t be read: {why}."
        raise AppError(message, "Nothing was changed.", path=path, why=of_system(error)) from error


def is_contacts(path: Path) -> bool:
    """Return whether the file begins like an address book; AppError if it can't be read.

    Whether it is one at all is decided by its reader.
    """
    with reading(path), open_photo(path) as file:
        beginning = file.read(_BEGINNING)
    return _CARD.search(beginning.replace(b"\x00", b"")) is not None  # in UTF-16, too


@contextmanager
def replacing(path: Path, beginning: bytes) -> Iterator[Path]:
    """Yield a draft as `atomic.replacing` does; AppError if it fails or another file is there.

    Files of this format begin with the bytes `beginning`; a photo named by mistake does not.
    """
    try:
        if path.exists() and not _is_ours(path, beginning):
            raise AppError("{path} already exists, and isn’t an export.", _AS_IT_WAS, path=path)
        with atomic.replacing(path) as draft:
            yield draft
    except OSError as error:
        raise AppError(
            "{path} couldn’t be written: {why}.", _AS_IT_WAS, path=path, why=of_system(error)
        ) from error


def _is_ours(path: Path, beginning: bytes) -> bool:
    with open_photo(path) as file:
        return file.read(len(beginning)) in (b"", beginning)
