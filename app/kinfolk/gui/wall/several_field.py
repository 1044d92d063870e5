"""The field in the selection bar that gives all selected single faces one name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.wall.group_field import GroupField
from kinfolk.gui.who.namesake import put_apart, with_other
from kinfolk.gui.widgets.controls import Button
from kinfolk.naming.typed_name import TypedName

NARROWEST, WIDEST = 140, 264  # pixels


class SeveralField(GroupField):
    """Take one name for several faces; an offer below says who has it, and what Enter will do."""

    named = Signal(str, object)  # the name, and the Person who has it already, or None

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        *,
        names: Callable[[], Sequence[str]],
        faces: Callable[[], Sequence[str]],
    ) -> None:
        """`names` returns the names to which the field completes, `faces` those to be named."""
        self._name = TypedName(context.db, None, context.fit, faces=faces)
        super().__init__(context.thumbs, self._name.who_have, parent)
        self._names, self._faces, self._page = names, faces, parent
        self.button = Button("", "primary", clicked=self.given.emit)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the keyboard
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.textChanged.connect(self._on_text)
        self.given.connect(self._on_given)

    def show_number(self, number: int, library_id: str) -> None:
        """Say how many faces get the name, in whose library."""
        what = self.tr("Name {}").format(words.faces(number))
        self.button.setText(what)
        self.button.setEnabled(bool(self._name.text))
        self.setAccessibleName(what)
        self._name.library_id = library_id

    def begin(self, event: QKeyEvent | None) -> None:
        """Take the keyboard, and the letter that was pressed elsewhere."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if event is not None:
            QApplication.sendEvent(self, event)

    def keep_apart(self) -> None:
        """Put a name for another person into the field; give a name that no one has as it is."""
        other = self._name.apart(with_other())
        if other is None:
            self._on_given()
        else:
            put_apart(self, other)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._choices.set_names(self._names())

    def _on_text(self) -> None:
        """Show whether someone has the name."""
        self._name.write(self.text())
        self.button.setEnabled(bool(self._name.text))
        self._name.weigh()
        self._tell()

    def _tell(self) -> None:
        """Say below the field what Enter will do, or what stands against it."""
        is_asked = self._name.is_asked
        self.tell(self._name.text, self._name.namesake, len(self._faces()), is_asked=is_asked)
        self.place_below(QRect(self.mapTo(self._page, QPoint()), self.size()))

    def _on_given(self) -> None:
        is_seen = self.offer.is_seen or self._name.owner is None
        if self._name.text and is_seen and self._name.asks():
            self._tell()
        elif self._name.text and is_seen:
            self.named.emit(str(self._name), self._name.owner)
