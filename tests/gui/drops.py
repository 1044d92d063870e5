"""Drags without a mouse: the events that Qt sends to the widget under the pointer."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.gui.base.drag import Carried, DropLabel, mime_of
from tests.gui.hands import LEFT, PLAIN

_ACTION = Qt.DropAction.MoveAction
Held = Sequence[str] | Carried  # ids of faces, or what dragging a whole card carries


def hover(target: QWidget, held: Held, place: QPoint | None = None) -> str:
    """Drag faces over a widget; return the text of the label at the pointer, "" without one."""
    place = place or target.rect().center()
    mime = _mime(held)
    enter = QDragEnterEvent(place, _ACTION, mime, LEFT, PLAIN)
    QApplication.sendEvent(target, enter)
    QApplication.sendEvent(target, QDragMoveEvent(place, _ACTION, mime, LEFT, PLAIN))
    label = DropLabel.of(target)
    return label.text if label.isVisible() else ""


def leave(target: QWidget) -> None:
    """End the drag over a widget, as when it goes on elsewhere or Esc is pressed."""
    QApplication.sendEvent(target, QDragLeaveEvent())


def drop(target: QWidget, held: Held, place: QPoint | None = None) -> str:
    """Drop faces on a widget; return the label's text before the drop."""
    said = hover(target, held, place)
    let_go(target, held, place)
    return said


def let_go(target: QWidget, held: Held, place: QPoint | None = None) -> None:
    """Drop what hovers over the widget already."""
    place = place or target.rect().center()
    mime = _mime(held)
    QApplication.sendEvent(target, QDropEvent(QPointF(place), _ACTION, mime, LEFT, PLAIN))


def drop_files(target: QWidget, *files: Path) -> bool:
    """Drop files of a file manager on a widget; return whether it takes them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    place, copy = target.rect().center(), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place, copy, mime, LEFT, PLAIN)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(place), copy, mime, LEFT, PLAIN))
    return enter.isAccepted()


def _mime(held: Held) -> QMimeData:
    """Return the data that such a drag carries."""
    return mime_of(held if isinstance(held, Carried) else Carried(tuple(held)))
