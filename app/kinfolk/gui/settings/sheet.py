"""The settings sheet, in sections; each setting takes effect at once, but for the language."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSlider,
    QStackedWidget,
    QWidget,
)

from kinfolk.core.db.changes import Changes
from kinfolk.errors import AppError
from kinfolk.gui.actions.scanning import Scanning
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.faces.portrait import LARGEST, SMALLEST
from kinfolk.gui.settings.backups import BackupSection
from kinfolk.gui.settings.engines import Recognition
from kinfolk.gui.settings.folders import FolderSection
from kinfolk.gui.settings.library_location import PlaceSection
from kinfolk.gui.widgets.controls import Button, column, holding, label, row, rule, scrolling
from kinfolk.gui.widgets.sheet import PADDING, Sheet
from kinfolk.gui.widgets.switches import Segmented, Toggle
from kinfolk.settings import Language, Theme

THEMES = [Theme.SYSTEM, Theme.LIGHT, Theme.DARK]
LANGUAGES = [Language.SYSTEM, Language.ENGLISH, Language.GERMAN]
_ICON = Qt.ItemDataRole.UserRole  # of an entry in the list: the name of its icon
_SIDE = 240  # pixels: the width of the list of sections
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
    """Show all settings in sections, first the one that was seen last."""

    sized = Signal(int)  # the diameter of portraits on the wall, in pixels
    restart_wanted = Signal()
    area: QScrollArea

    def __init__(
        self, context: Context, parent: QWidget, *, scanning: Scanning, server: ServerSection | None
    ) -> None:
        self.sections = QListWidget()
        side = QFrame()
        super().__init__(
            parent,
            title=self.tr("Settings"),
            size=QSize(880, 672),
            action=self.tr("Done"),
            side=side,
        )
        self._context = context
        self._scanning = scanning
        self._server = server
        self.pages = QStackedWidget()
        self.cancel.hide()
        self.recognition = Recognition(context)
        for button in (self.cancel, self.primary):  # the window would not hear of another engine
            self.recognition.notice.busy.connect(button.setDisabled)
        self.recognition.used.connect(self._on_engine_used)
        self.folders = FolderSection(context)
        self.backups = BackupSection(context)
        self.place = PlaceSection(context)
        for part in (self.recognition, self.backups, self.place):
            part.notice.opened.connect(self._on_notice)
        scanning.progressed.connect(self.recognition.show_progress)
        scanning.ended.connect(self.recognition.count)
        self._lay_out_side(side)
        self._add_sections()
        self._tint()
        context.appearance.changed.connect(self._tint)
        self.sections.currentRowChanged.connect(self._on_section)
        self.sections.setCurrentRow(min(context.settings.section, self.sections.count() - 1))
        self.recognition.read()

    def first_focus(self) -> QWidget:
        return self.sections

    def _close(self, accepted: bool) -> None:
        """Save, also on Esc: each setting has taken effect."""
        self._context.save_settings()
        super()._close(accepted)

    def _lay_out_side(self, side: QFrame) -> None:
        """Lay out the title and the list of sections, and the pages beside them."""
        side.setObjectName("side")
        side.setFixedWidth(_SIDE)
        self.sections.setObjectName("sections")
        self.sections.setFont(theme.font(14))
        self.sections.setIconSize(QSize(theme.ICON, theme.ICON))
        self.sections.setAccessibleName(self.tr("Sections"))
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        title, margins = row(12, self.title, spacing=0), (12, PADDING - 4, 12, 12)
        side.setLayout(column(title, self.sections, spacing=12, margins=margins))
        # Lets the scroll areas reach the sheet's edge
        self.top.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.pages)
        theme.application().focusChanged.connect(self._on_focus_changed)

    def _add_sections(self) -> None:
        self._add_section(
            "general",
            self.tr("General"),
            self.tr("The language of the window."),
            self._language(),
            self._restart(),
        )
        self._add_section(
            "appearance",
            self.tr("Appearance"),
            self.tr("Colours and sizes."),
            self._theme(),
            self._portraits(),
        )
        self._add_section(
            "folder",
            self.tr("Folders"),
            self.tr("Kinfolk scans these folders for people. Your photos are never changed."),
            self.folders,
        )
        self._add_section(
            "library",
            self.tr("Library & backups"),
            self.tr("What Kinfolk keeps, and daily backups of it."),
            self.backups,
            self.place,
            self._previews(),
        )
        self._add_section(
            "recognition",
            self.tr("Recognition"),
            self.tr(
                "The engine finds faces in your photos and tells people apart, on this computer."
            ),
            self.recognition,
        )
        if self._server is not None:
            self._add_section(
                "advanced",
                self.tr("Advanced"),
                self.tr("For other apps."),
                self._serving(self._server),
            )

    def _add_section(self, icon: str, name: str, about: str, *parts: QWidget) -> None:
        """Add an entry to the list, and its page: a heading and settings divided by rules."""
        entry = QListWidgetItem(name)
        entry.setData(_ICON, icon)
        entry.setSizeHint(QSize(0, 40))
        self.sections.addItem(entry)
        heading = column(
            label(name, "heading"), label(about, "caption", tone="muted", wrap=True), spacing=4
        )
        lines = column(heading, spacing=16, margins=(32, PADDING, 32, PADDING))
        shown = [part for part in parts if part is not self.restart]
        for part in parts:
            if part in shown[1:]:
                lines.addWidget(rule())
            lines.addWidget(part)
        lines.addStretch(1)
        self.pages.addWidget(scrolling(holding(lines)))

    def _tint(self) -> None:
        """Draw the icons of the sections in the colours of their texts."""
        for entry in map(self.sections.item, range(self.sections.count())):
            name = entry.data(_ICON)
            icon, ratio = theme.icon(name), self.devicePixelRatioF()
            chosen = theme.pixmap(name, theme.ICON, theme.color("accent"), ratio)
            icon.addPixmap(chosen, QIcon.Mode.Selected)
            entry.setIcon(icon)

    def _on_section(self, number: int) -> None:
        """Show the section's page, and remember it for the next time."""
        self._context.settings.section = number
        self.pages.setCurrentIndex(number)
        area = self.pages.currentWidget()
        assert isinstance(area, QScrollArea)
        self.area = area

    def _on_engine_used(self) -> None:
        """Ask for suggestions again, and scan photos that the engine has not seen."""
        # Nothing was written, but every suggestion may differ now.
        self._context.bus.changed.emit(Changes.everything())
        self._scanning.start()

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

    def _language(self) -> QWidget:
        # Each in its own language, so that everyone finds theirs.
        self.language = Segmented([self.tr("Match system"), "English", "Deutsch"])
        self.language.choose(LANGUAGES.index(self._context.settings.language))
        self.language.chosen.connect(self._on_language)
        about = self.tr("Words, dates and numbers.")
        return _setting(self.tr("Language"), about, self.language)

    def _restart(self) -> QWidget:
        """Return the notice that another language needs a restart; hidden until one is chosen."""
        self._language_now = self._context.settings.language
        self.restart = QFrame()
        self.restart.setObjectName("notice")
        text = self.tr("This takes effect when you restart Kinfolk. It opens on this page again.")
        self.restart_button = Button(self.tr("Restart Kinfolk"), "primary")
        self.restart_button.clicked.connect(self._on_restart)
        said, margins = label(text, "text", wrap=True), (16, 6, 6, 6)
        self.restart.setLayout(row(said, self.restart_button, spacing=16, margins=margins, grow=0))
        self.restart.hide()
        return self.restart

    def _theme(self) -> QWidget:
        self.look = Segmented([self.tr("Match system"), self.tr("Light"), self.tr("Dark")])
        self.look.choose(THEMES.index(self._context.settings.theme))
        self.look.chosen.connect(self._on_look)
        return _setting(self.tr("Theme"), "", self.look)

    def _portraits(self) -> QWidget:
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(SMALLEST, LARGEST)
        self.size_slider.setValue(self._context.settings.portrait_size)
        self.size_slider.setAccessibleName(self.tr("Portrait size"))
        self.size_slider.setFixedWidth(220)
        self.size_slider.valueChanged.connect(self._on_size)
        return _setting(self.tr("Portrait size"), "", self.size_slider)

    def _previews(self) -> QWidget:
        about = self.tr(
            "Previews let you see photos while their drive isn’t connected. 100,000 previews take "
            "about 4 GB."
        )
        limit = self._context.settings.preview_bytes
        self.room = Segmented([self.tr("{} GB").format(size // 10**9) for size in PREVIEW_BYTES])
        self.room.choose(sum(size < limit for size in PREVIEW_BYTES[:-1]))
        self.room.chosen.connect(self._on_room)
        return _setting(self.tr("Preview storage"), about, self.room)

    def _serving(self, server: ServerSection) -> QWidget:
        name = self.tr("Let other apps on this computer use Kinfolk")
        self.serving = Toggle(name)
        self.serving.setChecked(self._context.settings.api_enabled)
        self.serving.clicked.connect(self._on_serving)
        self._address = label("", "caption", tone="muted", wrap=True)
        self._say_address(server)
        return _setting(name, self._address, self.serving)

    def _say_address(self, server: ServerSection) -> None:
        if self._context.settings.api_enabled:
            text = self.tr("{}, access key in {}").format(server.url, server.token_file)
        else:
            text = self.tr("They need the access key stored next to your library.")
        self._address.setText(text)

    def _on_look(self, index: int) -> None:
        self._context.settings.theme = THEMES[index]
        self._context.appearance.use(THEMES[index])

    def _on_language(self, index: int) -> None:
        """Keep the language, and offer a restart if it differs from the one in use."""
        self._context.settings.language = LANGUAGES[index]
        is_other = LANGUAGES[index] is not self._language_now
        self.restart.setVisible(is_other)
        self.primary.set_kind("plain" if is_other else "primary")  # one filled button is enough

    def _on_restart(self) -> None:
        self.accept()
        self.restart_wanted.emit()

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
        self._context.settings.api_enabled = False
        self.serving.setChecked(False)
        self._address.setText(words.why(error) if isinstance(error, AppError) else str(error))


def _setting(name: str, about: str | QWidget, control: QWidget) -> QWidget:
    """Return a row: the setting's name, what it does in small letters, and its control."""
    text = column(label(name, "strong"), spacing=2)
    if isinstance(about, str) and about:
        about = label(about, "caption", tone="muted", wrap=True)
    if isinstance(about, QWidget):
        text.addWidget(about)
    return holding(row(text, control, spacing=16, grow=0))
