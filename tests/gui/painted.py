"""What a widget paints anew, and what one sees of cards."""

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.kept_pictures import KeptPictures


class Painted(QObject):
    """Where a widget is painted from now on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        QApplication.processEvents()  # what is due already
        self.places: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.places.append(event.rect())
        return False


def seen(qtbot: QtBot, view: QAbstractItemView, rect: QRect) -> QImage:
    """A part of a list of cards; of those that come into view some are painted a moment later."""
    pictures = view.findChild(KeptPictures)
    assert pictures is not None
    images: list[QImage] = []

    def is_whole() -> bool:
        images.append(view.viewport().grab(rect).toImage())
        return not pictures._is_behind

    qtbot.waitUntil(is_whole)
    return images[-1]
