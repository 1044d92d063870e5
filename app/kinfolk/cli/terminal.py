"""Text made safe for a terminal: control characters are spelled out."""

import unicodedata

# Marks, embeddings, overrides and isolates of text direction, which can make a name look like
# another.
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Unicode categories: controls, surrogates, line and paragraph separators
_SPELLED = ("Cc", "Cs", "Zl", "Zp")


def line(text: str) -> str:
    r"""Return the text as one line: an escape becomes `\x1b`, a new line `\n`."""
    return "".join(map(_spelled, text))


def block(text: str) -> str:
    """Escape the text as `line` does, but keep its line breaks, which are ours."""
    return "\n".join(map(line, text.split("\n")))


def _spelled(character: str) -> str:
    if character in _TURNS or unicodedata.category(character) in _SPELLED:
        return character.encode("unicode_escape", "surrogatepass").decode()
    return character
