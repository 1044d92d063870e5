"""The name field of "Look closer", and the person who has that name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.gui.base.commands import Command, Commands
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.portrait import Portrait
from kinfolk.gui.who.completion import NameCompleter, WhoHave
from kinfolk.gui.who.namesake import APART, SomebodyElse, put_apart
from kinfolk.gui.widgets.controls import NameField, label, row
from kinfolk.naming.distinct_names import Apart
from kinfolk.naming.typed_name import TypedName

FIELD = 300  # pixels, width of the field


class GroupNameField(NameField):
    """Show a name field; a guess in it is selected and means nothing until Enter."""

    apart_wanted = Signal()

    def __init__(self, thumbs: Thumbs, who: WhoHave) -> None:
        super().__init__(self.tr("Who is this?"))
        self.setAccessibleName(self.tr("Who is this?"))
        self.setFixedWidth(FIELD)
        self.completer_of_names = NameCompleter(self, thumbs, who, offers_new=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not COMMANDS.press(self, event):
            super().keyPressEvent(event)


class Who(QWidget):
    """Show the field, and beside it the person who has that name already.

    Emits `changed` with each change of the text.
    """

    changed = Signal()
    apart_wanted = Signal()  # a name for another person of that name is wanted

    def __init__(self, thumbs: Thumbs, name: TypedName) -> None:
        super().__init__()
        self._name = name
        self._is_seen = False
        self.field = GroupNameField(thumbs, name.who_have)
        self._choices = self.field.completer_of_names
        self._choices.marked.connect(self._on_text)
        self._face = Portrait(thumbs, 26)
        self._apart = SomebodyElse()
        self._apart.wanted.connect(self.apart_wanted)
        self._hint = label("", "caption", tone="muted", wrap=True)
        keeps = self._hint.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._hint.setSizePolicy(keeps)
        line = row(self.field, self._face, self._apart, 4, spacing=10)
        line.addWidget(self._hint, 1)
        self.setLayout(line)
        self.setFixedHeight(38)
        self.field.textChanged.connect(self._on_text)
        self.field.apart_wanted.connect(self.apart_wanted)
        self._on_text()

    @property
    def is_seen(self) -> bool:
        """Whether the person with the typed name has been painted, so that they can be meant."""
        return self._name.owner is None or self._is_seen

    def say(self, hint: str) -> None:
        """Set the hint at the right, shown while no one has the name."""
        self._hint.setText(hint)

    def begin(self, event: QKeyEvent) -> None:
        """Type a letter that was pressed elsewhere; it replaces a guess, else it is appended."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.field.selectedText() != self.field.text():
            self.field.end(False)
        QApplication.sendEvent(self.field, event)

    def put_apart(self, other: Apart) -> None:
        """Put a name for another person of the typed name into the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        put_apart(self.field, other)

    def _on_text(self) -> None:
        self._name.write(self.field.text(), is_new=self._choices.is_new)
        owner = self._name.owner
        self._is_seen = False
        self._face.set_face(owner.effective_face_id if owner else None)
        self._face.setVisible(owner is not None)
        self._apart.setVisible(owner is not None and not self._name.is_begun)
        self._hint.setVisible(owner is None)
        self.update()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._is_seen = True


COMMANDS: Commands[GroupNameField] = Commands(
    "Looking closer",
    Command(
        f"{APART} Ctrl+Return Ctrl+Enter",
        "Someone else with this name",
        lambda field: field.apart_wanted.emit(),
    ),
)
