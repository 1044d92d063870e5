"""The keys of the Review page along its bottom; those that do not fit are left out."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.widgets.controls import key_cap, label, row

HEIGHT = 38
GAP = 14


class ReviewKeys(QFrame):
    """Says what can be typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFixedHeight(HEIGHT)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        line.setSpacing(GAP)
        self.entries = [_entry(*each) for each in self._texts()]
        for entry in self.entries:
            line.addWidget(entry)
        line.addStretch(1)

    def _texts(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Enter"), self.tr("accept")),
            ("⌫", self.tr("not them")),
            (self.tr("Space"), self.tr("select")),
            ("1 – 9", self.tr("go, give to")),
            ("P", self.tr("somebody else")),
            ("L", self.tr("leave open")),
            ("N", self.tr("not a face")),
            ("O", self.tr("open photo")),
            ("U", self.tr("undo")),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * theme.MARGIN
        for entry in self.entries:
            room -= entry.sizeHint().width()
            entry.setVisible(room >= 0)
            room -= GAP


def _entry(key: str, text: str) -> QWidget:
    entry = QWidget()
    entry.setLayout(row(key_cap(key), label(text, "caption", tone="muted"), spacing=5))
    return entry
