"""The few settings there are; each takes effect at once."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from app.gui.context import Context
from app.gui.sheet import Sheet
from app.gui.switches import Segmented, Toggle
from app.gui.wall_sort import LARGEST, SMALLEST
from app.gui.widgets import column, label, row, rule
from app.settings import Theme

THEMES = [Theme.SYSTEM, Theme.LIGHT, Theme.DARK]


class Server(Protocol):
    """The HTTP API, made elsewhere and handed in."""

    token_file: Path

    @property
    def url(self) -> str:
        """Where clients find it."""

    def start(self) -> None:
        """Listens from now on; AppError when it cannot."""

    def stop(self) -> None:
        """Ends every connection."""


class SettingsSheet(Sheet):
    """Look, size of the portraits, and whether other programs may ask."""

    sized = Signal(int)

    def __init__(self, context: Context, parent: QWidget, *, server: Server | None) -> None:
        super().__init__(
            parent,
            title=self.tr("Settings"),
            size=QSize(520, 380 if server else 290),
            action=self.tr("Done"),
        )
        self._context = context
        self._server = server
        self.cancel.hide()
        self.look = Segmented([self.tr("Like the system"), self.tr("Light"), self.tr("Dark")])
        self.look.choose(THEMES.index(context.settings.theme))
        self.look.chosen.connect(self._on_look)
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(SMALLEST, LARGEST)
        self.size_slider.setValue(context.settings.portrait_size)
        self.size_slider.setAccessibleName(self.tr("Portrait size"))
        self.size_slider.valueChanged.connect(self._on_size)
        self.body.setSpacing(10)
        self.body.addWidget(label(self.tr("Look"), "strong"))
        self.body.addWidget(self.look)
        self.body.addSpacing(8)
        self.body.addWidget(label(self.tr("Portraits on the wall"), "strong"))
        self.body.addWidget(self.size_slider)
        if server is not None:
            self._add_server(server)
        self.body.addStretch(1)

    def accept(self) -> None:
        self._context.save_settings()
        super().accept()

    def _add_server(self, server: Server) -> None:
        name = self.tr("Let other programs on this computer ask Kinfolk")
        self.serving = Toggle(name)
        self.serving.setChecked(self._context.settings.api_enabled)
        self.serving.toggled.connect(self._on_serving)
        self._address = label("", "caption", tone="muted", wrap=True)
        self._say_address(server)
        self.body.addSpacing(8)
        self.body.addWidget(rule())
        self.body.addLayout(
            row(column(label(name, "strong"), self._address, spacing=2), None, self.serving)
        )

    def _say_address(self, server: Server) -> None:
        if self._context.settings.api_enabled:
            text = self.tr("{}, with the key in {}").format(server.url, server.token_file)
        else:
            text = self.tr("Only with a key that is kept beside your library.")
        self._address.setText(text)

    def _on_look(self, index: int) -> None:
        self._context.settings.theme = THEMES[index]
        self._context.appearance.use(THEMES[index])

    def _on_size(self, size: int) -> None:
        self._context.settings.portrait_size = size
        self.sized.emit(size)

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
        self._address.setText(str(error))
