"""The folders in the settings: whether faces are found in each, and its menu."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kinfolk.core.db.changes import Changes
from kinfolk.core.photos import library
from kinfolk.core.photos.library import FolderInfo
from kinfolk.errors import AppError
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.tasks import Latest
from kinfolk.gui.widgets.controls import Button, Elided, Panel, column, holding, label, row, rule
from kinfolk.gui.widgets.switches import Toggle


class FolderSection(QWidget):
    """List the folders and follow their changes; emit what is wanted and change nothing."""

    menu_wanted = Signal(str, QPoint)  # folder id, and a global position
    faces_wanted = Signal(object, bool)  # a FolderInfo, and whether to find faces in it
    add_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reads = Latest(context.tasks, self)
        self._shown: list[FolderInfo] | None = None
        self.buttons: dict[str, Button] = {}  # by folder id
        self.finds: dict[str, Toggle] = {}
        self._card = Panel()
        self._holder = column(self._card, spacing=0)
        # Keeps the folders before "Add" in the Tab order, also when they are replaced
        holder = holding(self._holder)
        self._card.hide()
        self.add = Button(self.tr("Add folder…"), clicked=self.add_wanted.emit)
        self.setLayout(column(holder, row(self.add, None), spacing=10))
        context.bus.changed.connect(self._on_changed)
        context.ops.refused.connect(self._on_refused)
        self._read()

    def _on_changed(self, changes: Changes) -> None:
        if "folder" in changes or "asset" in changes:
            self._read()

    def _on_refused(self, error: AppError) -> None:
        """Set the switches back, because what was clicked was not saved."""
        for folder in self._shown or ():
            self.finds[folder.id].setChecked(folder.finds_faces)

    def _read(self) -> None:
        self._reads.ask(self._context.reading(library.folders), self._show)

    def _show(self, folders: list[FolderInfo]) -> None:
        """Replace the list if it differs; the keyboard stays at the same folder."""
        if folders == self._shown:
            return
        button, switch = _focused(self.buttons), _focused(self.finds)
        self._shown, self.buttons, self.finds = folders, {}, {}
        old, self._card = self._card, self._listed(folders)
        self._holder.replaceWidget(old, self._card)
        self._card.setVisible(bool(folders))
        old.hide()  # it is deleted later, and must not take the keyboard until then
        old.deleteLater()
        if button in self.buttons:
            self.buttons[button].setFocus()
        elif switch in self.finds:
            self.finds[switch].setFocus()

    def _listed(self, folders: list[FolderInfo]) -> Panel:
        card = Panel(padding=0)
        card.body.setSpacing(0)
        for number, folder in enumerate(folders):
            if number:
                card.body.addWidget(rule())
            card.body.addLayout(self._row(folder))
        return card

    def _row(self, folder: FolderInfo) -> QVBoxLayout:
        title, place = Elided("strong"), Elided("caption")
        title.setText(folder.name)
        place.setText(str(folder.path))
        count = self.tr("unavailable") if folder.is_away else words.photos(folder.photo_count)
        more = Button(self.tr("Options"), clicked=partial(self._on_more, folder.id))
        more.setAccessibleName(self.tr("Options for {}").format(folder.name))
        self.buttons[folder.id] = more
        finds = Toggle(self.tr("Find faces in {}").format(folder.name))
        finds.setChecked(folder.finds_faces)
        finds.clicked.connect(lambda is_on: self.faces_wanted.emit(folder, is_on))
        self.finds[folder.id] = finds
        facts = column(title, place, spacing=2)
        line = row(facts, label(count, "caption", tone="muted"), more, grow=0)
        switch = row(
            label(self.tr("Find faces in this folder"), "caption", tone="muted"), None, finds
        )
        return column(line, switch, spacing=6, margins=(16, 12, 12, 12))

    def _on_more(self, folder_id: str) -> None:
        button = self.buttons[folder_id]
        self.menu_wanted.emit(folder_id, button.mapToGlobal(button.rect().bottomLeft()))


def _focused(stops: Mapping[str, QWidget]) -> str | None:
    return next((folder_id for folder_id, each in stops.items() if each.hasFocus()), None)
