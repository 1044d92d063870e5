"""The bar of key hints along the bottom of the window."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.base.commands import KeyHints
from kinfolk.gui.widgets.controls import Field, holding, key_cap, label, row
from kinfolk.gui.widgets.overlay import around

HEIGHT, GAP = 44, 14  # pixels
FIRST = 4  # number of key hints for which the status text is shortened


class KeyBar(QFrame):
    """Show key hints, a status text at the right end, and room for a message.

    Hints that do not fit are hidden, the last ones first, but never for a message. `place` is the
    widget that keeps the room for a message; it is hidden if the message does not fit.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFixedHeight(HEIGHT)
        self.entries: list[QWidget] = []
        self._whole, self._short = "", ""
        self._wanted = 0  # pixels that a message asks for
        self._of_page: KeyHints = ()
        # Hints of the field that has the keyboard; None for the page's
        self._instead: KeyHints | None = None
        self.shown: KeyHints = ()
        self.place = QWidget()  # keeps room for a message
        self.place.setFixedHeight(HEIGHT)
        self.place.hide()
        self._state = label("", "caption", tone="muted")
        margins = (theme.MARGIN, 0, theme.MARGIN, 0)
        self._line = row(None, self.place, self._state, spacing=GAP, margins=margins)
        self.setLayout(self._line)
        theme.application().focusChanged.connect(self._on_focus)

    def show_keys(self, *texts: tuple[str, str]) -> None:
        """Show the page's key hints; those that come first are hidden last.

        While the user types in a field of the page, the field's hints are shown instead. While an
        overlay is open there are none.
        """
        self._of_page = texts
        self._on_focus(None, QApplication.focusWidget())

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        here = now or self.window().focusWidget()  # the focus returns there from another window
        if here is not None and around(here) is not around(self):
            self._instead = ()
        else:
            self._instead = here.keys if isinstance(here, Field) else None
        self._show()

    def _show(self) -> None:
        texts = self._of_page if self._instead is None else self._instead
        if texts == self.shown:
            return
        kept = dict(zip(self.shown, self.entries, strict=True))
        self.shown = texts
        self.entries = [kept.pop(text) if text in kept else _entry(*text) for text in texts]
        for entry in kept.values():
            self._line.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        for place, entry in enumerate(self.entries):
            if self._line.indexOf(entry) != place:
                self._line.insertWidget(place, entry)
                for part in entry.findChildren(QWidget):
                    part.ensurePolished()  # else its width is not known yet
                entry.updateGeometry()
        self._fit()

    @property
    def state(self) -> str:
        return self._state.text()

    def say(self, state: str, *, short: str = "") -> None:
        """Set the status text; `short` replaces it where it and the first key hints do not fit."""
        if (state, short) != (self._whole, self._short):
            self._whole, self._short = state, short
            self._fit()

    def make_room(self, width: int) -> None:
        """Keep `width` pixels in `place` for a message if all hints fit beside it; 0 for none."""
        self._wanted = width
        self._fit()
        self._line.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Distribute the width among message, status text and key hints."""
        room = self.width() - 2 * theme.MARGIN
        widths = [entry.sizeHint().width() + GAP for entry in self.entries]
        free = room - sum(widths)
        taken = min(self._wanted, free) if self._wanted <= free or not widths else 0
        self.place.setFixedWidth(taken)
        self.place.setVisible(taken > 0)
        room -= taken + GAP if taken else 0
        self._state.setText(self._whole)
        if self._short and sum(widths[:FIRST]) + self._state.sizeHint().width() > room:
            self._state.setText(self._short)
        told = self._state.sizeHint().width()
        # Beside a message the key hints matter more than the status text.
        is_told = bool(self.state) and told + (sum(widths) if taken else 0) <= room
        self._state.setVisible(is_told)
        if is_told:
            room -= told + GAP
        for entry in self.entries:
            room -= entry.sizeHint().width()
            entry.setVisible(room >= 0)
            room -= GAP


def _entry(key: str, text: str) -> QWidget:
    return holding(row(key_cap(key), label(text, "caption", tone="muted"), spacing=5))
