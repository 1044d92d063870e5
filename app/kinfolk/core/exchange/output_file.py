"""Write a file of Kinfolk's own format to a path that the user chose, over none of another kind."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kinfolk import atomic
from kinfolk.errors import AppError, of_system
from kinfolk.files import open_photo

_AS_IT_WAS: Final = "Nothing was saved. Choose another location."


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
