"""Names and file names as plain text, where Qt would look for markup or keys in them.

Qt reads a tip that looks like HTML as HTML: a file's name could load pictures, or wait for ever
for a pipe. It takes an & in the text of a button or a menu for a key.
"""

from html import escape

_LONG = 80  # characters; a tip that is longer is broken into lines, which Qt does for HTML alone


def tip(text: str) -> str:
    """What to give `setToolTip`, so that exactly `text` is shown."""
    if len(text) <= _LONG and "<" not in text and "&" not in text:  # it cannot be markup
        return text
    return f'<p style="white-space:pre-wrap">{escape(text, quote=False)}</p>'


def literal(text: str) -> str:
    """The text of a button or a menu's entry that shows exactly `text`."""
    return text.replace("&", "&&").replace("\t", " ")


def shown(text: str) -> str:
    """What a text made by `literal` shows."""
    return text.replace("&&", "&")
