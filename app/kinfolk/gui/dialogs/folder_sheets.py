"""The sheets that ask before something is done with a folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import words
from kinfolk.gui.widgets.controls import Button, label, row
from kinfolk.gui.widgets.sheet import Sheet
from kinfolk.scan.folder_match import Lying
from kinfolk.scan.sidecars import Foreseen


class RemoveFolderSheet(Sheet):
    """Ask whether to remove the folder; `agreed` if so. The removal can be undone."""

    agreed = Signal()

    def __init__(self, name: str, people: int, parent: QWidget) -> None:
        """`people` is the number of people who have photos in that folder only."""
        title = self.tr("Remove “{}” from the library?").format(name)
        action = self.tr("Remove")
        super().__init__(parent, title=title, size=QSize(520, 220), action=action)
        text = words.count(
            people,
            "%Ln person appears only in this folder. They leave Kinfolk with its photos and come "
            "back with them, in this folder or another: your names and decisions are kept. The "
            "photos themselves are never changed.",
            "%Ln people appear only in this folder. They leave Kinfolk with its photos and come "
            "back with them, in this folder or another: your names and decisions are kept. The "
            "photos themselves are never changed.",
        )
        self.body.addWidget(label(text, "text", wrap=True))
        self.body.addStretch(1)
        self.fit_height()

    def accept(self) -> None:
        super().accept()
        self.agreed.emit()


class FolderMismatchSheet(Sheet):
    """Offer to choose another folder (`again`), or to use this one anyway (`agreed`).

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


class KeepNamesSheet(Sheet):
    """Ask before a folder's switch is turned on or off.

    Turning it on writes sidecars. Turning it off removes the names from them (`agreed`) or leaves
    them there (`left`).
    """

    agreed = Signal()
    left = Signal()  # turn it off, and leave what was written

    def __init__(self, folder: Path, found: Foreseen, parent: QWidget, *, is_on: bool) -> None:
        tr = partial(QCoreApplication.translate, "KeepNamesSheet")
        on = tr("Save names next to the photos in “{}”?"), tr("Save names")
        off = tr("Stop saving names next to the photos in “{}”?"), tr("Remove from files")
        title, action = on if is_on else off
        title = title.format(folder.name or folder)
        super().__init__(parent, title=title, size=QSize(640, 260), action=action)
        self.text = label(self._written(found) if is_on else self._there(found), "text", wrap=True)
        self.leave = Button(self.tr("Keep the files"), "link", clicked=self._on_leave)
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
        text = self.tr(
            "Kinfolk saves the names of people in small XMP files next to {photos}. The photos "
            "themselves are never changed. You can undo this."
        )
        if found.others:
            text = words.count(
                found.others,
                "Kinfolk saves the names of people in small XMP files next to {photos}, and in "
                "%Ln file from another app. The photos themselves are never changed. You can undo "
                "this.",
                "Kinfolk saves the names of people in small XMP files next to {photos}, and in "
                "%Ln files from other apps. The photos themselves are never changed. You can undo "
                "this.",
            )
        return text.format(photos=words.photos(found.photos))

    def _there(self, found: Foreseen) -> str:
        """Say in how many files names are, and what removing them would leave."""
        text = self.tr(
            "Your names stay in Kinfolk. It can also remove them from {} next to the photos. What "
            "other apps wrote there stays; files that contain nothing else are deleted. The photos "
            "themselves are never changed."
        )
        return text.format(words.files(found.ours))
