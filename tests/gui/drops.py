"""Drags without a mouse: the events that Qt sends to the widget under the pointer."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.gui.base.drag import Carried, DropLabel, mime_of
from kinfolk.gui.faces import grid
from kinfolk.gui.faces.people_strip import PeopleStrip
from tests.gui.hands import LEFT, PLAIN, until

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


def carry(
    monkeypatch: pytest.MonkeyPatch, hand: Callable[[Carried], object], drag: Callable[[], object]
) -> None:
    """Drag faces of a grid: `hand` is given what is held between the press and the drop."""
    with monkeypatch.context() as patch:
        patch.setattr(grid, "start_drag", lambda source, held, thumbs: hand(held))
        drag()


def drop_on_strip(strip: PeopleStrip, held: Held, onto: str) -> str:
    """Drop faces on someone of that name who waits on the strip; return the text before.

    For “New person” it is the strip's end.
    """
    assert strip.isVisible()
    until(lambda: bool(strip.people.shown))
    if onto == "New person":
        return drop(strip.new, held)
    names = [each.name for each in strip.people.shown]
    return drop(strip.people, held, strip.people.place(names.index(onto)).center())


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
