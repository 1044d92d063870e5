"""Read an export, a file from anywhere, checking one member of its lists after the other."""

import codecs
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn

from pydantic import TypeAdapter, ValidationError

from kinfolk.core import names
from kinfolk.core.exchange import chosen_file
from kinfolk.core.exchange.document import (
    FORMAT,
    LISTS,
    VERSION,
    Export,
    ExportedPhoto,
    ExportedSearch,
)
from kinfolk.errors import AppError, Invalid, Text
from kinfolk.files import open_photo

LARGEST: Final = 256 * 1024 * 1024  # bytes; enough for about a million photos
_LONGEST: Final = 1024 * 1024  # characters of one member
_MOST: Final = 3_000_000  # members of all lists, and faces of all photos
_CHUNK: Final = 64 * 1024  # characters read at a time, at least
_SPACE: Final = " \t\n\r"  # what JSON takes for space


class NoExport(AppError):
    """Report that the file is not an export, or not a complete one."""

    def __init__(self, why: str, **arguments: object) -> None:
        why = Text(why, **arguments)
        super().__init__("The file can’t be imported: {why}.", "Nothing was changed.", why=why)


def read(path: Path) -> Export:
    """Return the file's contents, checked; NoExport unless it is a complete export.

    Raises AppError if it can't be read or is of a newer version.
    """
    with chosen_file.reading(path), open_photo(path) as file:
        if os.fstat(file.fileno()).st_size > LARGEST:
            raise NoExport("it’s too large")
        return _read(file)


def _read(file: BinaryIO) -> Export:
    """Read the members one after the other, each checked before the next."""
    said: dict[str, str] = {}
    lists: dict[str, list[Any]] = {name: [] for name in LISTS}
    left = _MOST
    for key, text in _members(_Text(file)):
        if key not in LISTS:
            said[key] = text
            continue
        made = _checked(LISTS[key], text, f"{key}, number {len(lists[key]) + 1}")
        lists[key].append(made)
        # Counted while it is read, so that a hostile file is refused before it fills the memory.
        left -= 1 + _weight(made)
        if left < 0:
            raise NoExport("it’s too large")
    _check_kind(said)
    export = Export(**{name: tuple(members) for name, members in lists.items()})
    _check_references(export)
    return export


def _check_kind(said: dict[str, str]) -> None:
    """Raise unless format and version are known."""
    if said.get("format") != json.dumps(FORMAT):
        raise NoExport("it isn’t a Kinfolk export")
    version = said.get("version", "")
    # Nine digits, because Python refuses to read a number of thousands of them.
    if version.isascii() and version.isdigit() and int(version[:9]) > VERSION:
        raise AppError(
            "The file was made by a newer version of Kinfolk.",
            "Update this copy of Kinfolk first. Nothing was changed.",
        )
    if version != str(VERSION):
        raise NoExport("it doesn’t state its version")


def _weight(made: Any) -> int:
    return len(made.faces) + len(made.no_faces) if isinstance(made, ExportedPhoto) else 0


def _checked(adapter: TypeAdapter[Any], text: str, where: str) -> Any:
    """Return one member of a list, parsed and checked; NoExport tells where it is wrong."""
    try:
        return adapter.validate_json(text, strict=True)
    except Invalid as error:
        raise NoExport(
            "{where}: {said}", where=where, said=error.message.removesuffix(".")
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = "".join(f", {part}" for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ").removesuffix(".")
        raise NoExport("{where}: {said}", where=where + place, said=said) from error


def _check_references(export: Export) -> None:
    """Raise NoExport unless each person referred to is there once, and each name only once."""
    known = {person.id for person in export.people}
    called = [names.key(person.name) for person in export.people if person.name is not None]
    if len(known) < len(export.people) or len(set(called)) < len(called):
        raise NoExport("someone is listed twice")
    if not known.issuperset(_spoken_of(export)):
        raise NoExport("it mentions people who aren’t in it")


def _spoken_of(export: Export) -> Iterator[int]:
    """Yield the number of every person that the export refers to."""
    for pair in export.apart:
        if pair.people[0] == pair.people[1]:
            raise NoExport("it says someone isn’t the same as themselves")
        yield from pair.people
    for search in export.searches:
        yield from _asked_for(search)
    for photo in export.photos:
        yield from photo.present
        for face in photo.faces:
            yield from (who for who in (face.person, face.portrait_of) if who is not None)
            yield from (answer.person for answer in face.answers)


def _asked_for(search: ExportedSearch) -> Iterator[int]:
    """Yield the numbers of the people in a search; NoExport if one is no number."""
    for who in (*search.wanted.asked_for, *search.wanted.none_of):
        if not (who.isascii() and who.isdigit()):
            raise NoExport("a search mentions people who aren’t in it")
        yield int(who[:18])


# JSON, a piece at a time, so that the whole file is never in memory.


class _Text:
    """Hold the part of the file's text that was read and is not parsed yet."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._left = file, LARGEST
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder(parse_constant=_no_number)
        self._text, self._at, self._is_whole = "", 0, False

    def next(self) -> str:
        """Return the next character that is not space without consuming it; "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, character: str) -> None:
        """Consume that character; NoExport if another one comes next."""
        if self.next() != character:
            raise NoExport("it’s incomplete, or isn’t JSON")
        self._at += 1

    def value(self) -> str:
        """Consume one value and return its text; raises NoExport if it is incomplete or no JSON."""
        self.next()
        while True:
            try:
                _, end = self._json.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                end = -1
            # A value at the end of the text may go on in the file: numbers do not mark their end.
            if end >= 0 and (end < len(self._text) or not self._more()):
                found, self._at = self._text[self._at : end], end
                return found
            if end < 0 and (len(self._text) - self._at > _LONGEST or not self._more()):
                raise NoExport("it’s incomplete, or isn’t JSON")

    def _more(self) -> bool:
        """Read on, at least as much as is waiting; return whether there was more.

        Reading twice as much each time, a long value is tried only a few times.
        """
        if self._is_whole:
            return False
        rest = self._text[self._at :]
        read = self._file.read(max(_CHUNK, len(rest)))
        self._left -= len(read)
        if self._left < 0:
            raise NoExport("it’s too large")
        self._is_whole = not read
        try:
            self._text, self._at = rest + self._decoder.decode(read, final=not read), 0
        except UnicodeDecodeError as error:
            raise NoExport("it isn’t text") from error
        return not self._is_whole


def _members(text: _Text) -> Iterator[tuple[str, str]]:
    """Yield keys and values of the outermost object; of a known list, one member at a time."""
    text.take("{")
    while text.next() != "}":
        key = _key(text.value())
        text.take(":")
        if key in LISTS:
            text.take("[")
            while text.next() != "]":
                yield key, text.value()
                if text.next() != "]":
                    text.take(",")
            text.take("]")
        else:
            yield key, text.value()
        if text.next() != "}":
            text.take(",")
    text.take("}")
    if text.next():
        raise NoExport("there is extra data after its end")


def _key(text: str) -> str:
    """Return the key of a member of the outermost object."""
    key = json.loads(text)
    if not isinstance(key, str):
        raise NoExport("it’s incomplete, or isn’t JSON")
    return key


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
