"""The library's folder in the settings, with moving it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kinfolk.core.db import library_move
from kinfolk.core.exchange import copying
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.menu_links import open_outside
from kinfolk.gui.widgets.controls import Button, Elided, Panel, column, label, row
from kinfolk.gui.widgets.notice import Notice, NoticeButton
from kinfolk.paths import Paths


class PlaceSection(QWidget):
    """Ask before the library is moved; app.py does it, because the library is closed for it."""

    move_wanted = Signal(object)  # Paths of the new place

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.notice = Notice()
        place = Elided("caption")
        place.setText(str(context.paths.data))
        self.open_folder = Button(self.tr("Open folder"), clicked=self._on_open)
        self.usual = Button(self.tr("Move to default location"), clicked=self._on_usual)
        self.usual.setVisible(context.paths.usual is not None)
        self.move_button = Button(self.tr("Move library…"), clicked=self._on_move)
        about = self.tr(
            "This folder contains your names and decisions, backups and added engines. The cache "
            "with pictures of faces moves with it; your photos stay where they are."
        )
        card = Panel(padding=0)
        name = column(label(self.tr("Location"), "strong"), place, spacing=2)
        # Below the path, which needs the whole width.
        buttons = row(None, self.open_folder, self.usual, self.move_button)
        card.body.addLayout(column(name, buttons, spacing=8, margins=(16, 12, 12, 12)))
        title = label(self.tr("Library"), "strong")
        head = column(title, label(about, "caption", tone="muted", wrap=True), spacing=2)
        self.setLayout(column(head, card, self.notice, spacing=10))

    def ask(self, folder: Path) -> None:
        """Ask whether to move the library into this folder."""
        context = self._context

        def find() -> Paths:
            with context.db.read() as session:
                return library_move.place_in(context.paths, copying.outside(session, folder))

        self._look(find)

    def _look(self, find: Callable[[], Paths]) -> None:
        """Measure in the background how much room is needed and free, then ask."""

        def measured() -> tuple[Paths, int, int]:
            place = find()
            return place, *library_move.need_room(self._context.paths, place)

        self.notice.work(
            self._context.tasks,
            self.tr("Checking how much space it needs…"),
            measured,
            self._offer,
            failed=self.tr("The library can’t be moved there"),
        )

    def _offer(self, found: tuple[Paths, int, int]) -> None:
        """Ask whether to move, saying how much room it takes."""
        place, needed, free = found
        text = self.tr(
            "Kinfolk closes its window while it copies and verifies {size} ({free} available "
            "there). Once it has opened the copy, the original files are deleted here. Your "
            "photos stay where they are."
        )
        self.notice.ask(
            self.tr("Move the library to {}?").format(place.data),
            text.format(size=words.size_text(needed), free=words.size_text(free)),
            NoticeButton(self.tr("Move"), lambda: self.move_wanted.emit(place), "primary"),
        )

    def _on_usual(self) -> None:
        usual = self._context.paths.usual
        assert usual is not None, "the button is there only then"
        self._look(lambda: usual)

    def _on_open(self) -> None:
        open_outside(self._context.paths.data)

    def _on_move(self) -> None:
        title = self.tr("Choose a folder for the library")
        text = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        if text:
            self.ask(Path(text))
