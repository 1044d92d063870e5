"""The keys of the Review page along its bottom."""

from PySide6.QtWidgets import QWidget

from kinfolk.gui.widgets.key_bar import KeyBar


class ReviewKeys(KeyBar):
    """Says what can be typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_keys(
            (self.tr("Enter"), self.tr("accept")),
            ("⌫", self.tr("not them")),
            (self.tr("Space"), self.tr("select")),
            ("1 – 9", self.tr("go, give to")),
            ("P", self.tr("somebody else")),
            ("L", self.tr("leave open")),
            ("N", self.tr("not a face")),
            ("O", self.tr("open photo")),
            ("U", self.tr("undo")),
        )
