"""How disks and programs spell names: in either case, accents joined or apart, with odd spaces."""

from functools import lru_cache
from unicodedata import normalize

_KEPT = 1 << 16  # cached keys, as a list of names is ranked with each letter typed
# Characters that show nothing: Unicode's Default_Ignorable_Code_Point, which unicodedata lacks.
_UNSEEN = (
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
    *(*range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F)),
    *(*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9)),
    *(*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)),
)
# Whatever looks like a space; 0x2800 is Braille without dots.
_SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x2800, 0x3000)
# For str.translate: these delete what is unseen, and make every space the usual one.
NONE_UNSEEN = dict.fromkeys(_UNSEEN) | dict.fromkeys(_SPACES, " ")


def alike(name: str) -> str:
    """Return the same text for all spellings of a file's name."""
    return normalize("NFC", name).lower()


def spellings(name: str) -> tuple[str, ...]:
    """Return the name as it is, then with joined and with separate accents, as Macs write them."""
    if name.isascii():
        return (name,)
    return tuple(dict.fromkeys((name, normalize("NFC", name), normalize("NFD", name))))


@lru_cache(_KEPT)
def name_key(name: str) -> str:
    """Return the form in which names of people are compared.

    Case, invisible characters, and how much space there is make no difference in it.
    """
    return " ".join(name_key_part(name).split())


def name_key_part(text: str) -> str:
    """Return a part of a name in the form of `name_key`, with its surrounding space."""
    # Composed again at the end, because folding case decomposes some letters.
    composed = normalize("NFC", text.translate(NONE_UNSEEN))
    return normalize("NFC", composed.casefold())
