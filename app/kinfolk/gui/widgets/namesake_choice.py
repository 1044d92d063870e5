"""The choice of another person, where a typed name belongs to someone."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kinfolk.gui.base import plain_text
from kinfolk.gui.widgets.controls import Button, key_cap, row
from kinfolk.naming.distinct_names import Apart

SMALL = "QPushButton { padding: 0; min-height: 18px; max-height: 18px; font-size: 12px; }"


class SomebodyElse(QWidget):
    """Show a link with a key hint beside the name that is taken; emit `wanted` if clicked."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.link = Button(self.tr("Someone else"), "link", clicked=self.wanted.emit)
        tip = self.tr("Another person with this name (Shift+Enter)")
        self.link.setToolTip(plain_text.tip(tip))
        self.link.setStyleSheet(SMALL)
        self.setLayout(row(self.link, None, key_cap("⇧↵"), spacing=6))

    def leave_keys(self) -> None:
        """Leave Tab to what comes next: the field beside it has the key that does the same."""
        self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def put_apart(field: QLineEdit, other: Apart) -> None:
    """Put a name for another person into the field, its word selected: typing replaces it."""
    field.setText(other.name)
    field.setSelection(len(other.name) - len(other.word), len(other.word))


def with_other() -> str:
    """Return "with {}" in the user's language, which tells two people of one name apart."""
    return QCoreApplication.translate("SomebodyElse", "with {}")
