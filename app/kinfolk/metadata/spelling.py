"""How disks and programs spell the name of a file: in either case, accents joined or apart."""

from unicodedata import normalize


def alike(name: str) -> str:
    """Return the same text for all spellings of a file's name."""
    return normalize("NFC", name).lower()


def spellings(name: str) -> tuple[str, ...]:
    """Return the name as it is, then with joined and with separate accents, as Macs write them."""
    if name.isascii():
        return (name,)
    return tuple(dict.fromkeys((name, normalize("NFC", name), normalize("NFD", name))))
