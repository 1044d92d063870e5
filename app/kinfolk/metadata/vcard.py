"""Address books: names and birth dates in vCards 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350)."""

import io
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kinfolk.errors import Text

LARGEST: Final = 64 * 1024 * 1024  # bytes; they contain pictures, too
MOST: Final = 100_000  # cards
_LONGEST: Final = 1_000  # characters of a value, and of its name and parameters
_TOO_LONG: Final = 2 * _LONGEST  # characters of a line

# 1996-04-15 or 19960415, with or without a time; 1996-04 and 1996 alone.
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", re.ASCII)
_PART = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_LINE = re.compile(r'((?:"[^"]*"|[^":])*):(.*)', re.DOTALL)  # colons in quotes do not count
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_END: Final = "END:VCARD"
_PARTS = re.compile(r"(?<!\\);")


class NoContacts(ValueError):
    """Report that the file is not an address book, or too large for one."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Hold a card: a name, and a birth date as 2012-03-04, 2012-03 or 2012, "" if unknown.

    Birthdays without a year are left out, because they give no age.
    """

    name: str
    born: str = ""


def read(data: bytes) -> list[Contact]:
    """Return the cards that have a name, in order; NoContacts if it is no address book."""
    if len(data) > LARGEST:
        raise NoContacts(Text("it’s too large"))
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
                raise NoContacts(Text("it has more than {most} contacts", most=MOST))
        elif card is not None and name in ("FN", "N", "BDAY"):
            # N is kept as it is: an escaped ; does not separate its parts.
            card.setdefault(name, value if name == "N" else _plain(value))
    if not is_any:
        raise NoContacts(Text("it contains no contacts"))
    return found


def _text(data: bytes) -> str:
    """Decode the file: UTF-8 or UTF-16; the oldest ones mostly are cp1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _properties(text: str) -> Iterator[tuple[str, str]]:
    """Yield names in capitals, without the group before them, and values as text."""
    for line in _unfolded(text):
        if len(line) >= _TOO_LONG:  # a picture, a key, or hostile
            continue
        split = _LINE.fullmatch(line)
        head, value = split.groups() if split else (line, "")
        name, *parameters = (part.strip().upper() for part in head.split(";"))
        if len(value) > _LONGEST:
            continue
        if any(part.endswith("QUOTED-PRINTABLE") for part in parameters):
            value = _unquoted(value, parameters)
        # Apple writes a birthday without a year with the year 1604.
        is_omitted = any(part.startswith("X-APPLE-OMIT-YEAR") for part in parameters)
        yield name.rpartition(".")[2], "" if is_omitted else value


def _unfolded(text: str) -> Iterator[str]:
    """Yield lines joined with their continuations: by a leading space, or in 2.1 by = at the end.

    Lines that are far too long are cut.
    """
    whole, last, is_quoted = "", "", False
    for read in io.StringIO(text, newline=None):  # one by one: there may be millions
        line = read.removesuffix("\n")
        # A card whose last line ends in "=" must not swallow its own end.
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
    """Decode a quoted-printable value in the charset that its parameters name."""
    charset = next((part[8:] for part in parameters if part.startswith("CHARSET=")), "UTF-8")
    data = quopri.decodestring(value.encode("utf-8", errors="replace"))
    try:
        return data.decode(charset)
    except (LookupError, ValueError):  # an unknown or a wrong charset
        return data.decode("utf-8", errors="replace")


def _plain(value: str) -> str:
    """Return the value without escapes, on one line."""
    unescaped = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(unescaped.split())


def _of_parts(value: str) -> str:
    """Return the name of family;given;additional;prefix;suffix in spoken order."""
    parts = [_plain(part) for part in _PARTS.split(value)[:5]]
    family, given, additional, prefix, suffix = parts + [""] * (5 - len(parts))
    return " ".join(part for part in (prefix, given, additional, family, suffix) if part)


def _born(value: str) -> str:
    """Return the date in ISO form as far as it is given, "" for other texts."""
    if found := _DAY.fullmatch(value):
        return "-".join(found.groups())
    if found := _PART.fullmatch(value):
        return "-".join(part for part in found.groups() if part)
    return ""
