"""Where a name is somebody's: the other choice, which is another person of that name."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kinfolk.core.names import key
from kinfolk.gui.base import plain
from kinfolk.gui.widgets.controls import Button, key_cap, row

_SMALL = "QPushButton { padding: 0; min-height: 18px; max-height: 18px; font-size: 12px; }"


class SomebodyElse(QWidget):
    """A link, and the key that does the same: it stands where one sees who has the name."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.link = Button(self.tr("Someone else"), "link", clicked=self.wanted.emit)
        self.link.setToolTip(plain.tip(self.tr("Another person with this name (Shift+Enter)")))
        self.link.setStyleSheet(_SMALL)
        self.setLayout(row(self.link, None, key_cap("⇧↵"), spacing=6))

    def leave_keys(self) -> None:
        """To the field beside it, which has them: Tab is for what comes after."""
        self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def put_apart(
    field: QLineEdit, name: str, *, beside: Sequence[str], is_free: Callable[[str], bool]
) -> str:
    """In the field stands the name for somebody else: a word keeps them apart, or a number.

    Who is `beside` them in their photos is a word to begin with; it is selected, and what is typed
    stands in its place. Answers that word.
    """
    text, word = next(each for each in _apart(name, beside) if is_free(each[0]))
    field.setText(text)
    field.setSelection(len(text) - len(word), len(word))
    return word


def _apart(name: str, beside: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names that begin with this one, and what of each tells it from the others."""
    for other in beside:
        if key(other) != key(name):
            word = QCoreApplication.translate("SomebodyElse", "with {}").format(other)
            yield f"{name}, {word}", word
    for number in count(2):
        yield f"{name} {number}", str(number)
