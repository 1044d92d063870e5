"""Names of people and libraries: how they are cleaned, compared and sorted."""

import unicodedata
from functools import lru_cache

from kinfolk.errors import Invalid
from kinfolk.metadata.spelling import NONE_UNSEEN, name_key

LONGEST = 200  # characters
key = name_key  # the form in which names are compared

_KEPT = 1 << 16  # cached forms, as a list of names is ranked with each letter typed
_FORBIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, surrogates, line separators
# Those of them that shape the letters beside them, as in Persian and Indian names and in emoji.
_JOINERS = (0x200C, 0x200D, *range(0xFE00, 0xFE10))
_JOINERS_ALONE = {code: to for code, to in NONE_UNSEEN.items() if code not in _JOINERS}
# Not a regular expression: it would take quadratic time for many spaces within a name.
_AROUND = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200c\u200d"
_LAYOUT = str.maketrans("", "", "\t\n\r")  # control characters that prose may have
# Letters that Unicode does not decompose into a base and an accent.
_BASES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


def clean(name: str | None) -> str | None:
    """Return the name without invisible characters and needless space; None stays None.

    Words are one usual space apart, because others look like it. Raises Invalid if the name is
    blank, too long, or has line breaks or control characters.
    """
    if name is None:
        return None
    name = name.translate(_JOINERS_ALONE).strip(_AROUND)
    kinds = [unicodedata.category(character) for character in name]
    if not _FORBIDDEN.isdisjoint(kinds):
        raise Invalid("name", "A name must be a single line of text.")
    # A joiner between spaces shapes nothing, and would leave two of them in the folded name.
    name = " ".join(word for word in name.split() if word.translate(NONE_UNSEEN))
    shown = name.translate(NONE_UNSEEN)
    # Separators and others: nothing would be seen of it.
    if all(unicodedata.category(character)[0] in "ZC" for character in shown):
        raise Invalid("name", "A name can’t be blank.")
    if len(name) > LONGEST:
        raise Invalid("name", "A name can have at most {longest} characters.", longest=LONGEST)
    return name


def told(text: str) -> str | None:
    """Return a name from a file or another program in its clean form; None if it is not allowed."""
    line = "".join(" " if unicodedata.category(each) in _FORBIDDEN else each for each in text)
    try:
        return clean(line)
    except Invalid:
        return None


def prose(text: str | None, *, field: str, longest: int) -> str | None:
    """Check a text of several lines and return it; None stays None.

    Raises Invalid for `field` if it has control characters or more than `longest` characters.
    """
    if text is None:
        return None
    plain = text.translate(_LAYOUT)
    if not {"Cc", "Cs"}.isdisjoint(map(unicodedata.category, plain)):
        raise Invalid(field, "This isn’t readable text.")
    if len(text) > longest:
        raise Invalid(field, "At most {longest} characters.", longest=longest)
    return text


def is_text(text: str) -> bool:
    """Return whether the text can be encoded: half of a surrogate pair can't."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def order(name: str | None) -> str | None:
    """Return the text by which a name sorts; accents and case decide only between equal names.

    Also an SQL function, hence None for None.
    """
    if name is None:
        return None
    # The separator sorts before every letter, so that "Ann" comes before "Anna".
    return "\x01".join((fold(name), key(name), name))


@lru_cache(_KEPT)
def fold(text: str) -> str:
    """Return the form for searching and sorting: without case and accents."""
    plain = unicodedata.normalize("NFKD", text.translate(NONE_UNSEEN).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_BASES)


def rank(name: str | None, text: str) -> int:
    """Return how well a name fits a search text: 0 if it begins with it, 1 if a word does, else 2.

    Also an SQL function.
    """
    plain, part = fold(name or ""), fold(text.strip())
    if plain.startswith(part):
        return 0
    if part not in plain:
        return 2
    starts = (at for at in range(1, len(plain)) if not plain[at - 1].isalnum())
    return 1 if any(plain.startswith(part, at) for at in starts) else 2


def found(name: str, text: str) -> tuple[int, int]:
    """Return where in a name a search text is found first, as `fold` sees both; (0, 0) if not."""
    folded = [(place, letter) for place, each in enumerate(name) for letter in fold(each)]
    part = fold(text.strip())
    at = "".join(letter for _, letter in folded).find(part)
    return (folded[at][0], folded[at + len(part) - 1][0] + 1) if part and at >= 0 else (0, 0)
