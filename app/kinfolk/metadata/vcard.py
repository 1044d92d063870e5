"""Address books: names and birth dates of vCards 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350)."""

import io
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kinfolk.errors import Text

LARGEST: Final = 64 * 1024 * 1024  # bytes: pictures are in it, too
MOST: Final = 100_000  # cards
_LONGEST: Final = 1_000  # characters of a value that is looked at, and of what stands before it
_TOO_LONG: Final = 2 * _LONGEST

# 1996-04-15, 19960415, either with a time after it; 1996-04 and 1996 alone.
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", re.ASCII)
_PART = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_LINE = re.compile(r'((?:"[^"]*"|[^":])*):(.*)', re.DOTALL)  # a colon in quotes ends nothing
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_END: Final = "END:VCARD"
_PARTS = re.compile(r"(?<!\\);")


class NoContacts(ValueError):
    """The file is no address book, or larger than one is."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A card: the name, and when they were born as 2012-03-04, 2012-03 or 2012, "" if unknown.

    Of a birthday without a year nothing is kept: it says no age.
    """

    name: str
    born: str = ""


def read(data: bytes) -> list[Contact]:
    """The cards that have a name, in their order."""
    if len(data) > LARGEST:
        raise NoContacts(Text("it is too large"))
    found: list[Contact] = []
    card: dict[str, str] | None = None
    is_any = False
    for name, value in _properties(_text(data)):
        if name == "BEGIN" and value.strip().upper() == "VCARD":
            card, is_any = {}, True
        elif name == "END" and card is not None:
            if called := (card.get("FN") or _of_parts(card.get("N", ""))):
                found.append(Contact(called, _born(card.get("BDAY", ""))))
            card = None
            if len(found) > MOST:
                raise NoContacts(Text("it has more than {most} cards", most=MOST))
        elif card is not None and name in ("FN", "N", "BDAY"):
            card.setdefault(name, value if name == "N" else _plain(value))
    if not is_any:
        raise NoContacts(Text("there is no contact in it"))
    return found


def _text(data: bytes) -> str:
    """UTF-8, as all but the oldest are; those are of the West as a rule."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _properties(text: str) -> Iterator[tuple[str, str]]:
    """Names in capitals, without a group in front, and values as text."""
    for line in _unfolded(text):
        if len(line) >= _TOO_LONG:  # a picture, a key, or made to do harm
            continue
        split = _LINE.fullmatch(line)
        head, value = split.groups() if split else (line, "")
        name, *parameters = (part.strip().upper() for part in head.split(";"))
        if len(value) > _LONGEST:
            continue
        if any(part.endswith("QUOTED-PRINTABLE") for part in parameters):
            value = _unquoted(value, parameters)
        # Apple writes a birthday without a year as one of 1604.
        is_omitted = any(part.startswith("X-APPLE-OMIT-YEAR") for part in parameters)
        yield name.rpartition(".")[2], "" if is_omitted else value


def _unfolded(text: str) -> Iterator[str]:
    """Lines with those that go on: by a space in front, or in 2.1 by = at the end.

    Of one that is far too long the beginning.
    """
    whole, last, is_quoted = "", "", False
    for read in io.StringIO(text, newline=None):  # one by one: there may be millions
        line = read.removesuffix("\n")
        is_soft = is_quoted and last.endswith("=") and line.strip().upper() != _END
        if is_soft:
            whole = (whole.removesuffix("=") + line)[: _TOO_LONG + 1]
        elif line[:1] in (" ", "\t"):
            whole = (whole + line[1:])[: _TOO_LONG + 1]
        else:
            if whole:
                yield whole
            whole, is_quoted = line, _is_quoted(line)
        last = line
    yield whole


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _unquoted(value: str, parameters: list[str]) -> str:
    charset = next((part[8:] for part in parameters if part.startswith("CHARSET=")), "UTF-8")
    data = quopri.decodestring(value.encode("utf-8", errors="replace"))
    try:
        return data.decode(charset)
    except (LookupError, ValueError):  # no such charset, or the text is none of it
        return data.decode("utf-8", errors="replace")


def _plain(value: str) -> str:
    """Without escapes; a new line in a name is a space."""
    unescaped = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(unescaped.split())


def _of_parts(value: str) -> str:
    """Family;given;additional;prefix;suffix, as one says it."""
    parts = [_plain(part) for part in _PARTS.split(value)[:5]]
    family, given, additional, prefix, suffix = parts + [""] * (5 - len(parts))
    return " ".join(part for part in (prefix, given, additional, family, suffix) if part)


def _born(value: str) -> str:
    if found := _DAY.fullmatch(value):
        return "-".join(found.groups())
    if found := _PART.fullmatch(value):
        return "-".join(part for part in found.groups() if part)
    return ""
