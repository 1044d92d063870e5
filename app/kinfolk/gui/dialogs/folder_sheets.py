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


class FolderSheet(Sheet):
    """Ask one question: the primary button emits `agreed`, and a link, if any, `otherwise`."""

    agreed = Signal()
    otherwise = Signal()

    def __init__(
        self, parent: QWidget, *, title: str, text: str, action: str, link: str, width: int = 520
    ) -> None:
        super().__init__(parent, title=title, size=QSize(width, 0), action=action)
        self.text = label(text, "text", wrap=True)
        self.link = Button(link, "link", clicked=self._on_link)
        self.link.setVisible(bool(link))
        self.body.setSpacing(10)
        self.body.addWidget(self.text)
        if link:
            self.body.addLayout(row(self.link, None))
        self.body.addStretch(1)
        self.fit_height()

    def accept(self) -> None:
        super().accept()
        self.agreed.emit()

    def _on_link(self) -> None:
        self.reject()
        self.otherwise.emit()


class RemoveFolderSheet(FolderSheet):
    """Ask whether to remove the folder. The removal can be undone."""

    def __init__(self, name: str, people: int, parent: QWidget) -> None:
        """`people` is the number of people who have photos in that folder only."""
        text = words.count(
            people,
            "%Ln person appears only in this folder. They keep their name, but have no photos "
            "until you add these again, in this folder or another. Your decisions come back with "
            "the photos, which are never changed.",
            "%Ln people appear only in this folder. They keep their names, but have no photos "
            "until you add these again, in this folder or another. Your decisions come back with "
            "the photos, which are never changed.",
        )
        title = self.tr("Remove “{}” from the library?").format(name)
        super().__init__(parent, title=title, text=text, action=self.tr("Remove"), link="")


class FolderMismatchSheet(FolderSheet):
    """Offer to choose another folder, or by the link to use this one anyway.

    A folder without any of the files cannot be used anyway.
    """

    def __init__(self, old: str, new: str, found: Lying, parent: QWidget) -> None:
        super().__init__(
            parent,
            title=self.tr("Is this the right folder?"),
            text=words.said(found.said(old, new)),
            action=self.tr("Choose another folder"),
            link="" if found.is_empty else self.tr("Use this folder anyway"),
        )


class KeepNamesSheet(FolderSheet):
    """Ask before a folder's switch is turned on or off.

    Turning it on writes sidecars. Turning it off removes the names from them, or by the link leaves
    what was written.
    """

    def __init__(self, folder: Path, found: Foreseen, parent: QWidget, *, is_on: bool) -> None:
        tr = partial(QCoreApplication.translate, "KeepNamesSheet")
        on = tr("Save names next to the photos in “{}”?"), tr("Save names")
        off = tr("Stop saving names next to the photos in “{}”?"), tr("Remove from files")
        title, action = on if is_on else off
        super().__init__(
            parent,
            title=title.format(folder.name or folder),
            text=self._written(found) if is_on else self._there(found),
            action=action,
            link="" if is_on else self.tr("Keep the files"),
            width=640,
        )

    def _written(self, found: Foreseen) -> str:
        text = self.tr("Kinfolk saves the names of people in small XMP files next to {photos}.")
        if found.others:
            text = words.count(
                found.others,
                "Kinfolk saves the names of people in small XMP files next to {photos}, and in "
                "%Ln file from another app.",
                "Kinfolk saves the names of people in small XMP files next to {photos}, and in "
                "%Ln files from other apps.",
            )
        lasting = self.tr(
            "Names are updated after each change, until you switch this off in the folder’s menu. "
            "The photos themselves are never changed. You can undo this."
        )
        return f"{text.format(photos=words.photos(found.photos))} {lasting}"

    def _there(self, found: Foreseen) -> str:
        """Say in how many files names are, and what removing them would leave."""
        text = self.tr(
            "Your names stay in Kinfolk. It can also remove them from {} next to the photos. What "
            "other apps wrote there stays; files that contain nothing else are deleted. The photos "
            "themselves are never changed."
        )
        return text.format(words.files(found.ours))
