"""The sheet that asks before a folder is removed with the only photos of some people."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import words
from kinfolk.gui.widgets.controls import label
from kinfolk.gui.widgets.sheet import Sheet


class RemoveFolderSheet(Sheet):
    """Asks whether to remove the folder; `agreed` if so. The removal can be undone."""

    agreed = Signal()

    def __init__(self, name: str, people: int, parent: QWidget) -> None:
        """`people` is the number of people who have photos in that folder only."""
        title = self.tr("Remove “{}” from the library?").format(name)
        action = self.tr("Remove")
        super().__init__(parent, title=title, size=QSize(520, 220), action=action)
        one = "%Ln person appears only in this folder."
        only = words.count(people, one, "%Ln people appear only in this folder.")
        rest = self.tr(
            "Your names and decisions about its photos are kept, and come back with the photos, "
            "in this folder or another. The photos themselves are never changed."
        )
        self.body.addWidget(label(f"{only} {rest}", "text", wrap=True))
        self.body.addStretch(1)
        self.fit_height()

    def accept(self) -> None:
        super().accept()
        self.agreed.emit()
