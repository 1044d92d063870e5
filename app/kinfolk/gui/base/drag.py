"""Dragging faces and people: what a drag carries, how it looks, and the label at the cursor."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.gui.base import theme, words
from kinfolk.gui.base.shapes import draw_box, draw_face, draw_rounded, smooth, smooth_painter
from kinfolk.gui.base.thumbs import Thumbs

MIME = "application/x-kinfolk-faces"
PIXMAP = 72  # pixels, side of the dragged face
STACK = 3  # most faces drawn in a dragged pile
# Offset of the label from the cursor, to the right of the dragged face
_BESIDE = QPoint(PIXMAP + 22, 40)


class Drop(NamedTuple):
    """Describe what a drop would do: `label` says it beside the cursor, `act` does it."""

    label: str
    act: Callable[[], None]


@dataclass(frozen=True)
class Carried:
    """Hold the faces or the people that a drag carries; neither if it carries something else."""

    face_ids: tuple[str, ...] = ()
    card: str | None = None  # id of the card on the wall that is dragged as a whole
    whose: Named | None = None  # the person of whom the screen showed the name
    people: tuple[Named, ...] = ()  # to be merged, under the names that the screen showed
    # When the drag began: a no said after that is not overruled by the drop
    since: datetime = field(default_factory=lambda: datetime.now(UTC), compare=False)

    @property
    def of_nobody(self) -> str | None:
        """The id of the dragged card if it has no name, or None."""
        return None if self.whose else self.card


# What a drop of these faces or people at this point of the widget would do; None for nothing.
Offer = Callable[[Carried, QPoint], Drop | None]
# Told the point at which faces hover over a valid target, and None once they leave.
Hover = Callable[[QPoint | None], None]
# Returns those of the dragged files and folders that may be dropped.
Wants = Callable[[Sequence[Path]], Sequence[Path]]


def mime_of(carried: Carried) -> QMimeData:
    """Encode what is carried as the mime data of a drag."""
    mime = QMimeData()
    mime.setData(MIME, json.dumps(asdict(carried), default=str).encode())
    return mime


def carried_by(mime: QMimeData) -> Carried:
    """Decode the faces of a drag; return an empty Carried if there are none that can be read."""
    try:
        match json.loads(bytes(mime.data(MIME).data())) if mime.hasFormat(MIME) else {}:
            case {
                "face_ids": [*face_ids],
                "card": str() | None as card,
                "whose": whose,
                "people": [*people],
                "since": str(since),
            }:
                found = tuple(each for each in face_ids if isinstance(each, str))
                named = tuple(filter(None, map(_named, people)))
                began = datetime.fromisoformat(since).astimezone(UTC)
                return Carried(found, card, _named(whose), named, began)
    # Any program may use this mime type, and nest its JSON without end
    except (ValueError, OverflowError, RecursionError):
        pass
    return Carried()


def _named(said: object) -> Named | None:
    match said:
        case {"id": str(person_id), "name": str(name)}:
            return Named(person_id, name)
        case _:
            return None


def files_of(mime: QMimeData) -> list[Path]:
    """Return the local files and folders that a drag carries."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def take_copy(event: QDropEvent) -> bool:
    """Accept the drop as a copy and return True, or refuse it if its source offers no copy.

    A file manager whose drop was accepted as a move may delete the originals.
    """
    if not event.possibleActions() & Qt.DropAction.CopyAction:
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.ignore()
        return False
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return True


def start_drag(
    source: QWidget, carried: Carried, thumbs: Thumbs, *, portraits: Sequence[str | None] = ()
) -> Qt.DropAction:
    """Run a drag until it is dropped or Esc is pressed; return the drop action.

    `portraits` are those of dragged people, None for one without a face.
    """
    drag = QDrag(source)
    drag.setMimeData(mime_of(carried))
    faces, ratio = portraits or carried.face_ids, source.devicePixelRatioF()
    drag.setPixmap(drag_pixmap(faces, thumbs, ratio, are_round=bool(portraits)))
    drag.setHotSpot(QPoint(-8, -8))  # the face hangs below the cursor and hides no target
    try:
        return drag.exec(Qt.DropAction.MoveAction)
    finally:
        DropLabel.of(source).hide()


def drag_pixmap(
    face_ids: Sequence[str | None], thumbs: Thumbs, ratio: float, *, are_round: bool = False
) -> QPixmap:
    """Draw the dragged faces as a small pile, with their number if there are several.

    `ratio` is the device pixel ratio of the widget that the drag starts from. People are round.
    """
    pile = list(face_ids[:STACK])
    side = PIXMAP + 6 * (len(pile) - 1)
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    smooth(painter)
    # From the back, so that the first face lies on top.
    for place, face_id in reversed(list(enumerate(pile))):
        rect = QRectF(6 * place, 6 * place, PIXMAP, PIXMAP).adjusted(1, 1, -1, -1)
        if are_round:
            draw_face(painter, rect, thumbs, face_id)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("surface"), 2))
            painter.drawEllipse(rect)
        else:
            image = thumbs.image(face_id, round(PIXMAP * ratio))
            draw_rounded(painter, rect, image, 10, empty=theme.color("line"))
    if len(face_ids) > 1:
        _draw_number(painter, QRectF(PIXMAP - 30, 4, 26, 20), len(face_ids))
    painter.end()
    return pixmap


def _draw_number(painter: QPainter, rect: QRectF, number: int) -> None:
    text = str(number) if number < 1000 else "999+"
    painter.setFont(theme.font(12, theme.SEMIBOLD))
    wider = max(0, painter.fontMetrics().horizontalAdvance(text) + 12 - rect.width())
    rect.adjust(-wider, 0, 0, 0)
    draw_box(painter, rect, 10, theme.color("inverse"))
    painter.setPen(theme.color("on_inverse"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class DropLabel(QWidget):
    """Show a label beside the cursor that says what a drop would do; one per window.

    It is a child of the window, not a window itself, because Wayland lets no app place those.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("dropLabel")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = ""
        self.hide()

    @classmethod
    def of(cls, widget: QWidget) -> "DropLabel":
        """Return the label of the window that the widget is in; make it if there is none."""
        window = widget.window()
        found = window.findChild(cls, "dropLabel", Qt.FindChildOption.FindDirectChildrenOnly)
        return found or cls(window)

    def show_at(self, point: QPoint, text: str) -> None:
        """Show the text beside `point` (the cursor, in the window's coordinates).

        The label stays inside the window and moves to the other side of the cursor where there is
        no room.
        """
        self.text = text
        width = QFontMetrics(theme.font(13)).horizontalAdvance(text) + 20
        room = self.window().rect().adjusted(4, 4, -4, -4)
        place = QRect(point + _BESIDE, QSize(width, 28))
        if place.right() > room.right():
            place.moveRight(point.x() - 12)
        if place.bottom() > room.bottom():
            place.moveBottom(point.y() - 12)
        place.moveLeft(max(place.left(), room.left()))
        place.moveTop(max(place.top(), room.top()))
        self.setGeometry(place)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        draw_box(painter, self.rect(), 8, theme.color("inverse"))
        painter.setPen(theme.color("on_inverse"))
        painter.setFont(theme.font(13))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)


class FaceDrop(QObject):
    """Make a widget (for a list: its viewport) accept dropped faces.

    `offer(carried, point)` returns what a drop there would do, or None. What it returned at the
    last move is what the drop does, whatever has changed under the cursor since: the label has
    promised it. `hover` is told the point while faces are over a valid place, and None when they
    leave. People are refused unless `takes_people`.
    """

    def __init__(
        self,
        widget: QWidget,
        *,
        offer: Offer,
        hover: Hover | None = None,
        takes_people: bool = False,
    ) -> None:
        super().__init__(widget)
        self._takes_people = takes_people
        self._widget = widget
        self._offer = offer
        self._hover = hover
        self._offered: Drop | None = None  # what the label promises
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle drags of faces over the widget; other drags are left to it."""
        if isinstance(event, QDropEvent) and event.mimeData().hasFormat(MIME):
            # enter and move are drop events too in Qt's class tree
            if isinstance(event, QDragEnterEvent | QDragMoveEvent):
                self._on_move(event)
            else:
                self._on_drop(event)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._leave()
        return False

    def _on_move(self, event: QDragMoveEvent) -> None:
        """Show what a drop would do here, or refuse it."""
        point = event.position().toPoint()
        carried = carried_by(event.mimeData())
        is_some = carried.face_ids or (self._takes_people and carried.people)
        offered = self._offer(carried, point) if is_some else None
        if offered is None:
            self._leave()
            if event.type() == QEvent.Type.DragEnter:
                _take(event)  # else Qt sends no moves, and another place of the widget may accept
            else:
                event.ignore()
            return
        self._offered = offered
        if self._hover:
            self._hover(point)
        label = DropLabel.of(self._widget)
        label.show_at(self._widget.mapTo(self._widget.window(), point), offered.label)
        _take(event)

    def _on_drop(self, event: QDropEvent) -> None:
        offered = self._offered
        self._leave()
        if offered is None:
            event.ignore()
            return
        _take(event)
        offered.act()

    def _leave(self) -> None:
        self._offered = None
        DropLabel.of(self._widget).hide()
        if self._hover:
            self._hover(None)


def _take(event: QDropEvent) -> None:
    """Accept a drop of our own faces; from another process as a copy, if that is offered."""
    # No source widget in this process: with a move, the other one might drop its own faces.
    if event.source() is None and event.possibleActions() & Qt.DropAction.CopyAction:
        event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


class FileDrop(QObject):
    """Make a widget accept files or folders dropped from other apps, always as copies.

    `wants` picks the paths that are accepted, `drop` is called with them, `text` is the label
    beside the cursor meanwhile, and `over` is told whether any are held over the widget.
    """

    def __init__(
        self,
        widget: QWidget,
        *,
        wants: Wants,
        drop: Callable[[Sequence[Path]], None],
        text: str,
        over: Callable[[bool], None] = lambda is_over: None,
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._wants = wants
        self._drop = drop
        self._text = text
        self._over = over
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle drags of files over the widget; drags of faces are left to others."""
        if event.type() == QEvent.Type.DragLeave:
            self._leave()
        if not isinstance(event, QDropEvent) or event.mimeData().hasFormat(MIME):
            return False
        paths = self._wants(files_of(event.mimeData()))
        if not paths or not take_copy(event):
            event.ignore()
            self._leave()
        elif isinstance(event, QDragEnterEvent | QDragMoveEvent):
            self._over(True)
            at = self._widget.mapTo(self._widget.window(), event.position().toPoint())
            DropLabel.of(self._widget).show_at(at, self._text)
        else:
            self._leave()
            self._drop(paths)
        return True

    def _leave(self) -> None:
        self._over(False)
        DropLabel.of(self._widget).hide()


def folders_among(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path.is_dir()]


def files_among(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path.is_file()]


def give_text(number: int, name: str | None) -> str:
    """Return the label for dropping `number` faces on a person; `name` is None for a group."""
    if number == 1:
        return words.fill(
            QCoreApplication.translate("drag", "Move to {name:this group}"), name=name
        )
    text = QCoreApplication.translate("drag", "Move {faces} to {name:this group}")
    return words.fill(text, faces=words.faces(number), name=name)


def merge_text(who: str | None, into: str) -> str:
    """Return the label for dropping people, `who`, on the person named `into`; a group is None."""
    text = QCoreApplication.translate("drag", "Merge {who:a group} into {into}")
    return words.fill(text, who=who, into=into)


def new_person_text(number: int) -> str:
    """Return the label for dropping `number` faces where people are created."""
    text = QCoreApplication.translate("drag", "New person with {}")
    return text.format(words.faces(number))


def portrait_text(name: str | None) -> str:
    """Return the label for dropping a face onto the portrait of the person, or group if None."""
    text = QCoreApplication.translate("drag", "Set as {name:the group}’s portrait")
    return words.fill(text, name=name)
