"""The settings sheet; each setting takes effect at once, except for the language."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from kinfolk.core.db.changes import Changes
from kinfolk.errors import AppError
from kinfolk.gui.actions.scanning import Scanning
from kinfolk.gui.base import words
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.portrait import LARGEST, SMALLEST
from kinfolk.gui.settings.backups import BackupSection
from kinfolk.gui.settings.engines import Recognition
from kinfolk.gui.settings.folders import FolderSection
from kinfolk.gui.settings.place import PlaceSection
from kinfolk.gui.widgets.controls import column, label, row, rule, scrolling
from kinfolk.gui.widgets.sheet import PADDING, Sheet
from kinfolk.gui.widgets.switches import Segmented, Toggle
from kinfolk.settings import Language, Theme

THEMES = [Theme.SYSTEM, Theme.LIGHT, Theme.DARK]
LANGUAGES = [Language.SYSTEM, Language.ENGLISH, Language.GERMAN]
PREVIEW_BYTES = [gigabytes * 1_000_000_000 for gigabytes in (1, 4, 16, 64)]


class ServerSection(Protocol):
    """Describe the HTTP API as the settings use it; it is made elsewhere and handed in."""

    token_file: Path

    @property
    def url(self) -> str:
        """The address for clients."""

    def start(self) -> None:
        """Listen for clients; raise AppError if that is not possible."""

    def stop(self) -> None:
        """End all connections and stop listening."""


class SettingsSheet(Sheet):
    """Show all settings: appearance, folders, engines, backups, the library's folder, the API."""

    # The diameter of portraits on the wall, in pixels
    sized = Signal(int)
    restore_wanted = Signal(object)  # Path of a backup
    folder_menu_wanted = Signal(str, QPoint)
    folder_wanted = Signal()
    faces_wanted = Signal(object, bool)  # as of FolderSection
    move_wanted = Signal(object)  # Paths of the library's new place
    area: QScrollArea

    def __init__(
        self, context: Context, parent: QWidget, *, scanning: Scanning, server: ServerSection | None
    ) -> None:
        super().__init__(
            parent,
            title=self.tr("Settings"),
            size=QSize(560, 700 if server else 620),
            action=self.tr("Done"),
        )
        self._context = context
        self._scanning = scanning
        self._server = server
        self.cancel.hide()
        self.look = Segmented([self.tr("Match system"), self.tr("Light"), self.tr("Dark")])
        self.look.choose(THEMES.index(context.settings.theme))
        self.look.chosen.connect(self._on_look)
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(SMALLEST, LARGEST)
        self.size_slider.setValue(context.settings.portrait_size)
        self.size_slider.setAccessibleName(self.tr("Portrait size"))
        self.size_slider.valueChanged.connect(self._on_size)
        self.recognition = Recognition(context)
        self.recognition.used.connect(self._on_engine_used)
        self.recognition.notice_changed.connect(self._on_notice)
        self.folders = FolderSection(context)
        self.folders.menu_wanted.connect(self.folder_menu_wanted)
        self.folders.add_wanted.connect(self.folder_wanted)
        self.folders.faces_wanted.connect(self.faces_wanted)
        self.backups = BackupSection(context)
        self.backups.notice_changed.connect(self._on_notice)
        self.backups.restore_wanted.connect(self.restore_wanted)
        self.place = PlaceSection(context)
        self.place.notice_changed.connect(self._on_notice)
        self.place.move_wanted.connect(self.move_wanted)
        scanning.progressed.connect(self.recognition.show_progress)
        scanning.ended.connect(self.recognition.count)
        self._lay_out_rows(server)
        self.recognition.read()

    def accept(self) -> None:
        self._context.save_settings()
        super().accept()

    def _lay_out_rows(self, server: ServerSection | None) -> None:
        """Lay out all settings in a column."""
        content = QWidget()
        self._rows = QVBoxLayout(content)
        self._rows.setSpacing(10)
        self._rows.addWidget(label(self.tr("Appearance"), "strong"))
        self._rows.addWidget(self.look)
        self._rows.addSpacing(8)
        self._add_language()
        self._rows.addSpacing(8)
        self._rows.addWidget(label(self.tr("Portrait size"), "strong"))
        self._rows.addWidget(self.size_slider)
        self._rows.addSpacing(8)
        self._rows.addWidget(rule())
        self._rows.addWidget(self.folders)
        self._rows.addSpacing(8)
        self._rows.addWidget(rule())
        self._rows.addWidget(self.recognition)
        self._rows.addSpacing(8)
        self._rows.addWidget(rule())
        self._rows.addWidget(self.backups)
        self._rows.addSpacing(8)
        self._rows.addWidget(rule())
        self._rows.addWidget(self.place)
        self._rows.addSpacing(8)
        self._rows.addWidget(rule())
        self._add_previews()
        if server is not None:
            self._add_server(server)
        self._rows.addStretch(1)
        self.area = scrolling(content)
        self.area.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._on_range(0, 0)
        # Lets the scroll area reach the sheet's edge
        self.top.setContentsMargins(PADDING, PADDING - 4, 0, 0)
        self.body.addWidget(self.area)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_engine_used(self) -> None:
        """Ask for suggestions again, and scan photos that the engine has not seen."""
        # Nothing was written, but every suggestion may differ now.
        self._context.bus.changed.emit(Changes.everything())
        self._scanning.start()

    def _on_range(self, _least: int, most: int) -> None:
        """Narrow the margin by the width of the scroll bar, so that nothing moves."""
        bar = self.area.verticalScrollBar().sizeHint().width() if most else 0
        self._rows.setContentsMargins(0, 0, PADDING - bar, PADDING - 8)
        self._on_notice()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.area.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, 8)

    def _on_notice(self) -> None:
        """Scroll to a notice below the edge, once it is laid out."""
        QTimer.singleShot(0, self, self._show_notice)

    def _show_notice(self) -> None:
        for notice in (self.recognition.notice, self.backups.notice, self.place.notice):
            if notice.isVisible():
                self.area.ensureWidgetVisible(notice, 0, 8)

    def _add_language(self) -> None:
        """Add the choice of language."""
        # Each in its own language, so that everybody finds theirs.
        self.language = Segmented([self.tr("Match system"), "English", "Deutsch"])
        self.language.choose(LANGUAGES.index(self._context.settings.language))
        self.language.chosen.connect(self._on_language)
        about = label(self.tr("Takes effect when you restart Kinfolk."), "caption", tone="muted")
        name = label(self.tr("Language"), "strong")
        self._rows.addLayout(column(name, about, spacing=2))
        self._rows.addWidget(self.language)

    def _add_previews(self) -> None:
        name = self.tr("Preview storage")
        about = self.tr(
            "Previews let you see photos while their drive isn’t connected. 100,000 previews take "
            "about 4 GB."
        )
        limit = self._context.settings.preview_bytes
        self.room = Segmented([self.tr("{} GB").format(size // 10**9) for size in PREVIEW_BYTES])
        self.room.choose(sum(size < limit for size in PREVIEW_BYTES[:-1]))
        self.room.chosen.connect(self._on_room)
        caption = label(about, "caption", tone="muted", wrap=True)
        self._rows.addLayout(column(label(name, "strong"), caption, spacing=2))
        self._rows.addWidget(self.room)

    def _add_server(self, server: ServerSection) -> None:
        """Add the switch of the API."""
        name = self.tr("Let other apps on this computer use Kinfolk")
        self.serving = Toggle(name)
        self.serving.setChecked(self._context.settings.api_enabled)
        self.serving.toggled.connect(self._on_serving)
        self._address = label("", "caption", tone="muted", wrap=True)
        self._say_address(server)
        self._rows.addSpacing(8)
        self._rows.addWidget(rule())
        self._rows.addLayout(
            row(column(label(name, "strong"), self._address, spacing=2), None, self.serving)
        )

    def _say_address(self, server: ServerSection) -> None:
        """Say where the API listens, or what it needs."""
        if self._context.settings.api_enabled:
            text = self.tr("{}, access key in {}").format(server.url, server.token_file)
        else:
            text = self.tr("They need the access key stored next to your library.")
        self._address.setText(text)

    def _on_look(self, index: int) -> None:
        self._context.settings.theme = THEMES[index]
        self._context.appearance.use(THEMES[index])

    def _on_language(self, index: int) -> None:
        self._context.settings.language = LANGUAGES[index]

    def _on_size(self, size: int) -> None:
        self._context.settings.portrait_size = size
        self.sized.emit(size)

    def _on_room(self, index: int) -> None:
        self._context.settings.preview_bytes = PREVIEW_BYTES[index]

    def _on_serving(self, wanted: bool) -> None:
        server = self._server
        assert server is not None, "the switch is there only with a server"
        self._context.settings.api_enabled = wanted
        self._context.tasks.run(
            server.start if wanted else server.stop,
            lambda _: self._say_address(server),
            owner=self,
            failed=self._on_refused,
        )

    def _on_refused(self, error: Exception) -> None:
        """Switch the API off again, and say why."""
        self._context.settings.api_enabled = False
        self.serving.setChecked(False)
        self._address.setText(words.why(error) if isinstance(error, AppError) else str(error))
