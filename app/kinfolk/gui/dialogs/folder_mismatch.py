"""The sheet shown if a folder named as the new place of another holds few of its photos."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import words
from kinfolk.gui.widgets.controls import Button, label, row
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.scan.folder_match import Lying


class FolderMismatchSheet(Sheet):
    """Offers to choose another folder (`again`), or to use this one anyway (`agreed`).

    A folder without any of the files cannot be used anyway.
    """

    again = Signal()
    agreed = Signal()

    def __init__(self, old: str, new: str, found: Lying, parent: QWidget) -> None:
        super().__init__(
            parent,
            title=self.tr("Is this the right folder?"),
            size=QSize(520, 240),
            action=self.tr("Choose another folder"),
        )
        self.text = label(words.said(found.said(old, new)), "text", wrap=True)
        self.anyway = Button(self.tr("Use this folder anyway"), "link", clicked=self._on_anyway)
        self.anyway.setHidden(found.is_empty)
        self.body.setSpacing(10)
        self.body.addWidget(self.text)
        self.body.addLayout(row(self.anyway, None))
        self.body.addStretch(1)
        self.fit_height()

    def accept(self) -> None:
        super().accept()
        self.again.emit()

    def _on_anyway(self) -> None:
        super().reject()
        self.agreed.emit()
