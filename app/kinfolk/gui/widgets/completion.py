"""Fields that complete what is typed to the names of known people."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView

from kinfolk.core.names import key, rank
from kinfolk.gui.base import theme


class NameCompleter(QCompleter):
    """Any part of a name finds it, whatever its case; first who begins with it.

    Enter while no name of the list is marked is the field's own, as if there were no list. With
    `at_once`, choosing a name is Enter, too: for a field that stands alone. With `makes_way`, a
    whole name has no list below it, but what is said of whose it is.
    """

    def __init__(
        self,
        field: QLineEdit,
        names: Sequence[str] = (),
        *,
        at_once: bool = False,
        makes_way: bool = False,
    ) -> None:
        self._names = QStringListModel(list(names), field)
        self._all = list(names)
        self._makes_way = makes_way
        super().__init__(self._names, field)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self._field = field
        self._list = QListView()
        self._list.setObjectName("completions")
        self._list.setFont(theme.font(13))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPopup(self._list)
        field.textEdited.connect(self._on_edited)  # before Qt looks for what suits
        field.setCompleter(self)
        if at_once:
            self.activated.connect(self._on_activated)

    @property
    def is_open(self) -> bool:
        """The list of names is on the screen."""
        return self._list.isVisible()

    def close(self) -> None:
        """The list goes; what is in the field stays."""
        self._list.hide()

    def set_names(self, names: Sequence[str]) -> None:
        """The names of today."""
        self._all = list(names)
        self._names.setStringList(self._all)

    def _on_edited(self, text: str) -> None:
        there = key(text)
        others = (name for name in self._all if key(name) != there)
        ranked = sorted(others, key=lambda name: rank(name, text))
        if self._makes_way and len(ranked) < len(self._all):
            ranked = []
        if ranked != self._names.stringList():
            self._names.setStringList(ranked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            watched is self._list
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in enter
            and not self._list.currentIndex().isValid()
        ):
            self._list.hide()
            return QApplication.sendEvent(self._field, event)
        return super().eventFilter(watched, event)

    def _on_activated(self, name: str) -> None:
        self._list.hide()
        self._field.setText(name)
        enter = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r"
        )
        QApplication.sendEvent(self._field, enter)
