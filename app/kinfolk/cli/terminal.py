"""Text for a terminal: what would steer it, or turn it round, is spelled out instead."""

import unicodedata

# Marks, embeddings, overrides and isolates of direction: they would show a name as another one.
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPELLED = ("Cc", "Cs", "Zl", "Zp")  # controls, halves of a pair, separators of lines


def line(text: str) -> str:
    """One line that only shows: `\\x1b` stands for an escape, `\\n` for a new line."""
    return "".join(map(_spelled, text))


def block(text: str) -> str:
    """Like `line`, for a text whose new lines are ours and stay."""
    return "\n".join(map(line, text.split("\n")))


def _spelled(character: str) -> str:
    if character in _TURNS or unicodedata.category(character) in _SPELLED:
        return character.encode("unicode_escape", "surrogatepass").decode()
    return character
