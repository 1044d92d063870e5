"""What sort of file is to be imported, by what stands in it."""

import re
from enum import Enum
from pathlib import Path

from kinfolk.errors import AppError, of_system
from kinfolk.files import open_photo

_CARD = re.compile(rb"BEGIN:VCARD", re.IGNORECASE)
_BEGINNING = 4096  # bytes


class ImportKind(Enum):
    """A sort of file, whatever its name ends in."""

    EXPORT = "export"
    CONTACTS = "contacts"


def kind_of(path: Path) -> ImportKind:
    """An address book says so at its beginning; what else it may be, its reader says."""
    try:
        with open_photo(path) as file:
            beginning = file.read(_BEGINNING)
    except OSError as error:
        message = "{path} cannot be read: {why}."
        raise AppError(message, "Nothing was changed.", path=path, why=of_system(error)) from error
    is_card = _CARD.search(beginning.replace(b"\x00", b""))  # of two bytes a letter, too
    return ImportKind.CONTACTS if is_card else ImportKind.EXPORT
