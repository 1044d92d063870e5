"""Drags without a mouse: the events Qt sends to the widget under the cursor."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.gui.base.drag import Carried, DropLabel, mime_of

_ACTION = Qt.DropAction.MoveAction
_BUTTON = Qt.MouseButton.LeftButton
_KEYS = Qt.KeyboardModifier.NoModifier
Held = Sequence[str] | Carried  # some faces, or a card as a whole


def hover(target: QWidget, held: Held, place: QPoint | None = None) -> str:
    """Drags faces over a widget; the words of the label beside the cursor, "" without one."""
    place = place or target.rect().center()
    mime = _mime(held)
    enter = QDragEnterEvent(place, _ACTION, mime, _BUTTON, _KEYS)
    QApplication.sendEvent(target, enter)
    QApplication.sendEvent(target, QDragMoveEvent(place, _ACTION, mime, _BUTTON, _KEYS))
    label = DropLabel.of(target)
    return label.text if label.isVisible() else ""


def leave(target: QWidget) -> None:
    """The drag goes on elsewhere, or Esc was pressed."""
    QApplication.sendEvent(target, QDragLeaveEvent())


def drop(target: QWidget, held: Held, place: QPoint | None = None) -> str:
    """Drops faces on a widget; the words that stood beside the cursor."""
    said = hover(target, held, place)
    let_go(target, held, place)
    return said


def let_go(target: QWidget, held: Held, place: QPoint | None = None) -> None:
    """Drops them where they hover already."""
    place = place or target.rect().center()
    mime = _mime(held)
    QApplication.sendEvent(target, QDropEvent(QPointF(place), _ACTION, mime, _BUTTON, _KEYS))


def _mime(held: Held) -> QMimeData:
    return mime_of(held if isinstance(held, Carried) else Carried(tuple(held)))
