"""The choice "another person of that name", where a typed name already belongs to somebody."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kinfolk.core.names import key
from kinfolk.gui.base import plain_text
from kinfolk.gui.widgets.controls import Button, key_cap, row

_SMALL = "QPushButton { padding: 0; min-height: 18px; max-height: 18px; font-size: 12px; }"


class SomebodyElse(QWidget):
    """Show a link with a key hint beside the name that is taken; emit `wanted` if clicked."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = Button(self.tr("Someone else"), "link", clicked=self.wanted.emit)
        self.link.setToolTip(plain_text.tip(self.tr("Another person with this name (Shift+Enter)")))
        self.link.setStyleSheet(_SMALL)
        self.setLayout(row(self.link, None, key_cap("⇧↵"), spacing=6))

    def leave_keys(self) -> None:
        """Leave Tab to what comes next: the field beside it has the key that does the same."""
        self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def put_apart(
    field: QLineEdit, name: str, *, beside: Sequence[str], is_free: Callable[[str], bool]
) -> str:
    """Put a name for another person into the field, with a word or number that tells them apart.

    `beside` are names of people who appear with them in photos: they make the first proposals.
    `is_free(name)` says whether nobody has that name. The added word is selected, so that typing
    replaces it; it is returned.
    """
    text, word = next(each for each in _apart(name, beside) if is_free(each[0]))
    field.setText(text)
    field.setSelection(len(text) - len(word), len(word))
    return word


def _apart(name: str, beside: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield names that begin with this one, each with the part that tells it from the others."""
    for other in beside:
        if key(other) != key(name):
            word = QCoreApplication.translate("SomebodyElse", "with {}").format(other)
            yield f"{name}, {word}", word
    for number in count(2):
        yield f"{name} {number}", str(number)
