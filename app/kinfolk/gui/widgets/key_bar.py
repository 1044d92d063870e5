"""Keys along the bottom of the window; those that do not fit are left out."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.widgets.controls import Field, KeyHints, key_cap, label, row
from kinfolk.gui.widgets.overlay import around

HEIGHT, GAP = 44, 14
FIRST = 4  # keys that are worth fewer words about how things stand
STAYING = 1  # that stays where a message has to be cut for it


class KeyBar(QFrame):
    """Says what can be typed, and at its right end how things stand.

    Nothing in it is to be acted on: so a message may lie here, for which keys make room.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFixedHeight(HEIGHT)
        self.entries: list[QWidget] = []
        self._whole, self._short = "", ""
        self._wanted = 0  # pixels for a message
        self._of_page: KeyHints = ()
        self._instead: KeyHints | None = None  # what there is by where the keyboard is
        self.shown: KeyHints = ()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        self._line.setSpacing(GAP)
        self._line.addStretch(1)
        self.place = QWidget()  # of a message
        self.place.setFixedHeight(HEIGHT)
        self.place.hide()
        self._line.addWidget(self.place)
        self._state = label("", "caption", tone="muted")
        self._line.addWidget(self._state)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def show_keys(self, *texts: tuple[str, str]) -> None:
        """Each key and what it does, and no others; the first ones are left out last.

        While one types in a field on the page those of the field stand there: letters are letters.
        There are none while something lies over the page.
        """
        self._of_page = texts
        self._show()

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        here = now or self.window().focusWidget()  # it comes back there from another window
        if here is not None and around(here) is not around(self):
            self._instead = ()
        else:
            self._instead = here.keys if isinstance(here, Field) else None
        self._show()

    def _show(self) -> None:
        texts = self._of_page if self._instead is None else self._instead
        if texts == self.shown:
            return
        self.shown = texts
        for entry in self.entries:
            self._line.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.entries = [_entry(*text) for text in texts]
        for place, entry in enumerate(self.entries):
            self._line.insertWidget(place, entry)
            for part in entry.findChildren(QWidget):
                part.ensurePolished()  # only then it knows how wide it is
            entry.updateGeometry()
        self._fit()

    @property
    def state(self) -> str:
        """How things stand."""
        return self._state.text()

    def say(self, state: str, *, short: str = "") -> None:
        """How things stand now; `short` where the first keys and all of it do not fit."""
        if (state, short) != (self._whole, self._short):
            self._whole, self._short = state, short
            self._fit()

    def make_room(self, width: int) -> None:
        """For a message of so many pixels in `place`, 0 for none."""
        self._wanted = width
        self._fit()
        self._line.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * theme.MARGIN
        staying = sum(entry.sizeHint().width() + GAP for entry in self.entries[:STAYING])
        taken = max(0, min(self._wanted, room - staying))
        self.place.setFixedWidth(taken)
        self.place.setVisible(taken > 0)
        room -= taken + GAP if taken else 0
        self._state.setText(self._whole)
        wanted = sum(entry.sizeHint().width() + GAP for entry in self.entries[:FIRST])
        if self._short and wanted + self._state.sizeHint().width() > room:
            self._state.setText(self._short)
        told = self._state.sizeHint().width()
        # Beside a message the first keys are worth more.
        is_told = bool(self.state) and told + (wanted if taken else 0) <= room
        self._state.setVisible(is_told)
        if is_told:
            room -= told + GAP
        for entry in self.entries:
            room -= entry.sizeHint().width()
            entry.setVisible(room >= 0)
            room -= GAP


def _entry(key: str, text: str) -> QWidget:
    entry = QWidget()
    entry.setLayout(row(key_cap(key), label(text, "caption", tone="muted"), spacing=5))
    return entry
