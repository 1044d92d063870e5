"""Drags without a mouse: the events Qt sends to the widget under the cursor."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.gui.base.drag import DropLabel, faces_mime

_ACTION = Qt.DropAction.MoveAction
_BUTTON = Qt.MouseButton.LeftButton
_KEYS = Qt.KeyboardModifier.NoModifier


def hover(target: QWidget, face_ids: Sequence[str], place: QPoint | None = None) -> str:
    """Drags faces over a widget; the words of the label beside the cursor, "" without one."""
    place = place or target.rect().center()
    mime = faces_mime(face_ids)
    enter = QDragEnterEvent(place, _ACTION, mime, _BUTTON, _KEYS)
    QApplication.sendEvent(target, enter)
    QApplication.sendEvent(target, QDragMoveEvent(place, _ACTION, mime, _BUTTON, _KEYS))
    label = DropLabel.of(target)
    return label.text if label.isVisible() else ""


def leave(target: QWidget) -> None:
    """The drag goes on elsewhere, or Esc was pressed."""
    QApplication.sendEvent(target, QDragLeaveEvent())


def drop(target: QWidget, face_ids: Sequence[str], place: QPoint | None = None) -> str:
    """Drops faces on a widget; the words that stood beside the cursor."""
    said = hover(target, face_ids, place)
    let_go(target, face_ids, place)
    return said


def let_go(target: QWidget, face_ids: Sequence[str], place: QPoint | None = None) -> None:
    """Drops them where they hover already."""
    place = place or target.rect().center()
    mime = faces_mime(face_ids)
    QApplication.sendEvent(target, QDropEvent(QPointF(place), _ACTION, mime, _BUTTON, _KEYS))
