"""The files that the user chose to export to, over none of another kind, and to import."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

from kinfolk import atomic
from kinfolk.errors import AppError, Text, in_words
from kinfolk.files import open_photo

_AS_IT_WAS: Final = "Nothing was saved. Choose another location."
_CARD: Final = re.compile(rb"BEGIN:VCARD", re.IGNORECASE)
_BEGINNING: Final = 4096  # bytes


def reading(path: Path) -> AbstractContextManager[None]:
    """Turn an OSError of the block into an AppError that says that nothing was changed."""
    return in_words(Text("{path} can’t be read: {why}."), Text("Nothing was changed."), path=path)


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
    with in_words(Text("{path} couldn’t be written: {why}."), _AS_IT_WAS, path=path):
        if path.exists() and not _is_ours(path, beginning):
            raise AppError("{path} already exists, and isn’t an export.", _AS_IT_WAS, path=path)
        with atomic.replacing(path) as draft:
            yield draft


def _is_ours(path: Path, beginning: bytes) -> bool:
    with open_photo(path) as file:
        return file.read(len(beginning)) in (b"", beginning)
