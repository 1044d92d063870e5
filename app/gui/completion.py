"""Fields that complete what is typed to the names of known people."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from app.gui import theme


class NameCompleter(QCompleter):
    """Any part of a name finds it, whatever its case."""

    def __init__(self, field: QLineEdit, names: Sequence[str] = ()) -> None:
        self._names = QStringListModel(list(names), field)
        super().__init__(self._names, field)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self._list = QListView()
        self._list.setObjectName("completions")
        self._list.setFont(theme.font(13))
        self.setPopup(self._list)
        field.setCompleter(self)

    @property
    def is_open(self) -> bool:
        """The list of names is on the screen."""
        return self._list.isVisible()

    def set_names(self, names: Sequence[str]) -> None:
        """The names of today."""
        self._names.setStringList(list(names))
