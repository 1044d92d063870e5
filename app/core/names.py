"""People's names: cleaned, compared and put in order."""

import unicodedata

from app.errors import Invalid

# Letters that Unicode does not take apart into a base and an accent.
_BASES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


def clean(name: str | None, *, field: str = "name") -> str | None:
    """The name without surrounding space; null stays null, a blank one is refused."""
    if name is None:
        return None
    name = name.strip()
    kinds = [unicodedata.category(character) for character in name]
    if "Cc" in kinds or "Cs" in kinds:
        raise Invalid(field, "A name is one line of text.")
    if all(kind[0] in "ZC" for kind in kinds):
        raise Invalid(field, "A name cannot be blank.")
    return name


def key(name: str) -> str:
    """What makes two names the same: neither case nor surrounding space tells them apart."""
    return key_part(name.strip())


def order(name: str | None) -> str | None:
    """Where a name sorts: letters first, accents and case only between equals (SQL function)."""
    if name is None:
        return None
    return "\x01".join((fold(name), key(name), name))


def fold(text: str) -> str:
    """Text as it is searched and sorted: no case, no accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_BASES)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def key_part(text: str) -> str:
    """Part of a name as `key` has it: surrounding space counts here."""
    return _composed(_composed(text).casefold())
