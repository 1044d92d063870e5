"""Names and file names as plain text, where Qt would interpret them as markup or as keys.

Qt shows a tip that looks like HTML as HTML: a file's name could load pictures, or wait for ever for
a pipe. An & in the text of a button or menu entry marks a key.
"""

import re
from html import escape

_LINE = 16  # characters of a name that fit in any line
_LONG = 80  # characters; longer tips must be HTML, because Qt breaks only that into lines


def tip(text: str) -> str:
    """Return what to give `setToolTip` so that exactly `text` is shown."""
    if len(text) <= _LONG and "<" not in text and "&" not in text:  # it cannot be markup
        return text
    return f'<p style="white-space:pre-wrap">{escape(text, quote=False)}</p>'


def literal(text: str) -> str:
    """Return what to set on a button or menu entry so that exactly `text` is shown."""
    return text.replace("&", "&&").replace("\t", " ")


def shown(text: str) -> str:
    """Return the text that a button or menu entry shows; the reverse of `literal`."""
    return text.replace("&&", "&")


def breakable(name: str) -> str:
    """Return a file's name as a label shows it: Qt may break a long word of it anywhere.

    Zero-width spaces mark the places. Qt would cut the word off otherwise.
    """
    return re.sub(rf"\S{{{_LINE},}}", lambda word: "\u200b".join(word[0]), name)
