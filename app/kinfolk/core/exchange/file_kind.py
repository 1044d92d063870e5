"""Which kind of file is to be imported, by its content."""

import re
from enum import Enum
from pathlib import Path

from kinfolk.errors import AppError, of_system
from kinfolk.files import open_photo

_CARD = re.compile(rb"BEGIN:VCARD", re.IGNORECASE)
_BEGINNING = 4096  # bytes


class ImportKind(Enum):
    """Name the kind of a file to import, by its contents and not by its name."""

    EXPORT = "export"
    CONTACTS = "contacts"


def kind_of(path: Path) -> ImportKind:
    """Return CONTACTS if the file begins like an address book, else EXPORT; AppError if unreadable.

    Whether it is one at all is decided by the reader of that kind.
    """
    try:
        with open_photo(path) as file:
            beginning = file.read(_BEGINNING)
    except OSError as error:
        message = "{path} can’t be read: {why}."
        raise AppError(message, "Nothing was changed.", path=path, why=of_system(error)) from error
    is_card = _CARD.search(beginning.replace(b"\x00", b""))  # in UTF-16, too
    return ImportKind.CONTACTS if is_card else ImportKind.EXPORT
