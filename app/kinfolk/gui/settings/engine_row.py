"""An engine in the settings: what it is, its state, and its buttons."""

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kinfolk.gui.base import words
from kinfolk.gui.widgets.controls import Button, IconButton, column, label
from kinfolk.recognition.engines import Installed
from kinfolk.vision.packs import Pack


class EngineRow(QWidget):
    """Name and facts at the left; "In use" or Use, and Remove, at the right."""

    use_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, engine: Installed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pack = engine.pack
        self.pack, self.is_used = pack, engine.is_used
        self.state = label("", "caption", tone="accent", wrap=True)
        self.state.hide()
        self.facts = label(described(pack), "caption", tone="muted", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 12, 12, 12)
        line.setSpacing(8)
        text = column(label(pack.name, "strong"), self.facts, self.state, spacing=2)
        line.addLayout(text, 1)
        self.use = Button(self.tr("Use"), clicked=self.use_wanted.emit)
        self.use.setAccessibleName(self.tr("Use {}").format(pack.name))
        self.remove = IconButton(
            "trash", self.tr("Remove {}").format(pack.name), clicked=self.remove_wanted.emit
        )
        self.use.setVisible(not engine.is_used)
        self.remove.setVisible(pack.kind != "built-in")
        if engine.is_used:
            mark = label(self.tr("In use"), "caption", tone="likely")
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.use)
        line.addWidget(self.remove)

    def show_state(self, unread: int) -> None:
        """Show the state of the engine in use; `unread` is the number of photos still to read."""
        if unread:
            text = self.tr("{} still to be scanned with it.").format(words.photos(unread))
        elif self.pack.kind == "built-in":
            text = ""
        elif self.pack.measured_on:
            text = self.tr("Tuned on {} from your photos.").format(
                words.faces(self.pack.measured_on)
            )
        else:
            text = self.tr(
                "Grouping cautiously for now: there aren’t enough known faces to tune it to your "
                "photos."
            )
        self.state.setText(text)
        self.state.setVisible(bool(text))


def described(pack: Pack) -> str:
    """Describe an engine: where it is from, its size, its licence."""
    if pack.kind == "built-in":
        return _tr("Comes with Kinfolk. Licences: {}.").format(pack.licence)
    return _tr(
        "{}. Faces are found by YuNet. Check the maker’s licence: many engines are for "
        "research only."
    ).format(megabytes(pack.size))


def megabytes(size: int) -> str:
    """Return a size in bytes as "39 MB"."""
    return QLocale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)


def _tr(text: str) -> str:
    return QCoreApplication.translate("engines", text)
