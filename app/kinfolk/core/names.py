"""Names of people and libraries: cleaned, compared and put in order."""

import unicodedata
from functools import lru_cache

from kinfolk.errors import Invalid

LONGEST = 200  # characters

_KEPT = 1 << 16  # names whose form is remembered: a list of them is ranked at each letter
_FORBIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, surrogates, separators of lines
# Marks that nobody sees; telephones put some of them around names.
_UNSEEN = "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF)))
_LAYOUT = str.maketrans("", "", "\t\n\r")
# Letters that Unicode does not take apart into a base and an accent.
_BASES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


def clean(name: str | None) -> str | None:
    """The name without surrounding space; null stays null, what can be no name is refused."""
    if name is None:
        return None
    name = name.strip()
    kinds = [unicodedata.category(character) for character in name]
    if not _FORBIDDEN.isdisjoint(kinds):
        raise Invalid("name", "A name is one line of text.")
    # Spaces of every kind, and marks of width 0, which nobody would see.
    if all(kind[0] in "ZC" for kind in kinds):
        raise Invalid("name", "A name cannot be blank.")
    if len(name) > LONGEST:
        raise Invalid("name", "A name has at most {longest} characters.", longest=LONGEST)
    return name


def told(text: str) -> str | None:
    """A name from elsewhere as somebody may be called here; null where nobody may."""
    line = "".join(" " if unicodedata.category(each) in _FORBIDDEN else each for each in text)
    try:
        return clean(line.strip(_UNSEEN + " "))
    except Invalid:
        return None


def prose(text: str | None, *, field: str, longest: int) -> str | None:
    """Text of several lines, or null: no controls but tabs and new lines, and not too long."""
    if text is None:
        return None
    plain = text.translate(_LAYOUT)
    if not {"Cc", "Cs"}.isdisjoint(map(unicodedata.category, plain)):
        raise Invalid(field, "This is not readable text.")
    if len(text) > longest:
        raise Invalid(field, "At most {longest} characters.", longest=longest)
    return text


def is_text(text: str) -> bool:
    """Whether it can be written at all: half of a surrogate pair is no character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(_KEPT)
def key(name: str) -> str:
    """What makes two names the same: neither case nor surrounding space tells them apart."""
    return key_part(name.strip())


def order(name: str | None) -> str | None:
    """Where a name sorts: letters first, accents and case only between equals (SQL function)."""
    if name is None:
        return None
    # The separator sorts before every letter, so that "Ann" comes before "Anna".
    return "\x01".join((fold(name), key(name), name))


@lru_cache(_KEPT)
def fold(text: str) -> str:
    """Text as it is searched and sorted: no case, no accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_BASES)


def rank(name: str | None, text: str) -> int:
    """How well a name suits what is searched for: 0 where it begins so, 1 a word of it, else 2.

    Also as an SQL function.
    """
    plain, part = fold(name or ""), fold(text.strip())
    if plain.startswith(part):
        return 0
    if part not in plain:
        return 2
    starts = (at for at in range(1, len(plain)) if not plain[at - 1].isalnum())
    return 1 if any(plain.startswith(part, at) for at in starts) else 2


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def key_part(text: str) -> str:
    """Part of a name as `key` has it: surrounding space counts here."""
    # Composed once more at the end: folding case takes some letters apart.
    return _composed(_composed(text).casefold())
