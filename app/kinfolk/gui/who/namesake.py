"""Who has the typed name already, and the choice of another person of that name."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kinfolk.gui.base import plain_text
from kinfolk.gui.base.commands import cap
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.widgets.controls import Button, Elided, column, key_cap, row, set_tone
from kinfolk.naming.distinct_names import Apart

SMALL = "QPushButton { padding: 0; min-height: 18px; max-height: 18px; font-size: 12px; }"
# The keys that do what the link does, in each table of a field for a name
APART = "Shift+Return Shift+Enter"


class SomebodyElse(QWidget):
    """Show a link with a key hint beside the name that is taken; emit `wanted` if clicked."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.link = Button(self.tr("Someone else"), "link", clicked=self.wanted.emit)
        tip = self.tr("Another person with this name")
        self.link.setToolTip(plain_text.tip(f"{tip} ({cap(APART.split()[0])})"))
        self.link.setStyleSheet(SMALL)
        self.setLayout(row(self.link, None, key_cap("⇧↵"), spacing=6))

    def leave_keys(self) -> None:
        """Leave Tab to what comes next: the field beside it has the key that does the same."""
        self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class NamesakeLine(QWidget):
    """Show who has the name, with a sentence about them, above the choice of someone else."""

    def __init__(self, thumbs: Thumbs, *, face: int, spacing: int) -> None:
        """`face` is the diameter of their portrait, `spacing` what is beside it, in pixels."""
        super().__init__()
        self._face = Portrait(thumbs, face)
        self._text = Elided("caption")
        self.apart = SomebodyElse()
        whole = row(self._face, spacing=spacing)
        whole.addLayout(column(self._text, self.apart, spacing=2), 1)
        self.setLayout(whole)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, face_id: str | None, *, tone: str = "") -> None:
        """Show a sentence and the face of the person."""
        set_tone(self._text, tone)
        self._text.setText(text)
        self._face.set_face(face_id)


def put_apart(field: QLineEdit, other: Apart) -> None:
    """Put a name for another person into the field, its word selected: typing replaces it."""
    field.setText(other.name)
    field.setSelection(len(other.name) - len(other.word), len(other.word))


def with_other() -> str:
    """Return "with {}" in the user's language, which tells two people of one name apart."""
    return QCoreApplication.translate("SomebodyElse", "with {}")
