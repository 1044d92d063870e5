"""The sheet that says which files change before a folder's names are saved next to photos."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import words
from kinfolk.gui.widgets.controls import Button, label, row
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.scan.sidecars import Foreseen


class KeepNamesSheet(Sheet):
    """Asks before a folder's switch is turned on or off.

    Turning it on writes sidecars. Turning it off removes the names from them (`agreed`) or leaves
    them there (`left`).
    """

    agreed = Signal()
    left = Signal()  # turn it off, and leave what was written

    def __init__(self, folder: Path, found: Foreseen, parent: QWidget, *, is_on: bool) -> None:
        tr = partial(QCoreApplication.translate, "KeepNamesSheet")
        on = tr("Keep names beside “{}”?"), tr("Write them")
        off = tr("Stop keeping names beside “{}”?"), tr("Take them out")
        title, action = on if is_on else off
        title = title.format(folder.name or folder)
        super().__init__(parent, title=title, size=QSize(520, 260), action=action)
        self.text = label(self._written(found) if is_on else self._there(found), "text", wrap=True)
        self.leave = Button(self.tr("Leave them there"), "link", clicked=self._on_leave)
        self.leave.setVisible(not is_on)
        self.body.setSpacing(10)
        self.body.addWidget(self.text)
        self.body.addLayout(row(self.leave, None))
        self.body.addStretch(1)
        self.fit_height()

    def accept(self) -> None:
        super().accept()
        self.agreed.emit()

    def _on_leave(self) -> None:
        super().reject()
        self.left.emit()

    def _written(self, found: Foreseen) -> str:
        """Say what will be written."""
        text = self.tr("Writes who is in them beside {}").format(words.photos(found.photos))
        if found.others:
            one = "%Ln file of another program gets our names added"
            many = words.count(found.others, one, "%Ln files of other programs get our names added")
            text = f"{text}; {many}"
        rest = self.tr("The photos themselves are never written. Undo takes it out again.")
        return f"{text}. {rest}"

    def _there(self, found: Foreseen) -> str:
        """Say in how many files names are, and what removing them would leave."""
        text = self.tr(
            "Names by Kinfolk stand in {} beside the photos. Taken out, what other programs wrote "
            "stays, and files that hold nothing else go. The photos themselves are never written."
        )
        return text.format(words.files(found.ours))
