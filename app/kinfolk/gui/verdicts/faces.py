"""The faces on a card: where each one is, how it is drawn and marked, and how it fades."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.painted_text import write_line
from kinfolk.gui.base.shapes import draw_box, on_lines, smooth_painter
from kinfolk.gui.faces.click_grid import HOLD_MS
from kinfolk.gui.faces.delegate import FADED, RADIUS, draw_tile
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.faces.tips import FaceWords
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.recognition.questions.reads import FACES

# Pixels
GAP = 8
MORE = 52  # width of the tile that says how many more there are
TEXT_LINE = 14  # height of a line of a text on a face
CAPTION = 20  # height of a text below a face
ANY = 16_777_215  # QWIDGETSIZE_MAX: no limit


class CardFaces(QWidget):
    """Show faces as square tiles, some marked, some with a text, some fading.

    They are on as many lines as they need, and as wide as they need. With `is_line` only as many
    are shown as fit on one line of the width they are given, until `unfold`. With `is_held` a
    button that stays down emits `held`. What the pointer does means what the board decides.
    Faces with the mark OUT or DONE are answered and can't be clicked. With `has_captions` each face
    has room for a text below it; there a face with the mark OUT has a link that emits `put_back`.
    """

    clicked = Signal(str)  # face id
    opened = Signal(str, object)  # face id, by a double click, and the ids to step through
    held = Signal(str)  # face id on which the button stays down
    let_go = Signal()
    menu_wanted = Signal(str, QPoint)  # face id, and a global position
    put_back = Signal(str)  # id of a face with the mark OUT
    fitted = Signal()  # other faces may be shown, because its size has changed or it was unfolded
    seen_changed = Signal()  # faces have become fully visible for the first time

    def __init__(
        self,
        context: Context,
        *,
        side: int,
        is_line: bool = False,
        is_held: bool = False,
        has_captions: bool = False,
    ) -> None:
        """Draw tiles of `side` pixels."""
        super().__init__()
        self._thumbs = context.thumbs
        self._describe = FaceWords(context.db).describe
        self._side = side
        self._is_line, self._is_held = is_line, is_held
        self.is_folded = is_line  # whether only as many are shown as fit on one line
        self._faces: tuple[str, ...] = ()
        self._total = 0
        self._texts: dict[str, str] = {}
        self.captions: Mapping[str, str] = {}  # texts below the faces that have one
        self._below = CAPTION if has_captions else 0
        self._marked: dict[Mark, frozenset[str]] = {}
        self._seen: set[str] = set()
        self._leaving: frozenset[str] = frozenset()
        self.fading = Fade(self)
        self._current: str | None = None
        self._hover: str | None = None
        self._pressed: str | None = None  # face that was pressed
        self.hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self.hold.timeout.connect(lambda: self.held.emit(self._pressed))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._fit()
        context.thumbs.ready.connect(self._on_ready)

    def show_faces(
        self, faces: Sequence[str], total: int = 0, *, texts: Sequence[str] = ()
    ) -> None:
        """Show exactly these of `total` faces, none answered, with `texts` on them if given."""
        self._faces, self._total = tuple(faces), total
        self._texts = dict(zip(faces, texts, strict=bool(texts)))
        self._leaving = frozenset()
        self._fit()
        self.update()

    def set_side(self, side: int) -> None:
        """Draw tiles of another size, with the same gap."""
        if side != self._side:
            self._side = side
            self._fit()
            self.update()

    def mark(self, mark: Mark, faces: Collection[str]) -> None:
        """Draw this mark on exactly these faces, and remove it from all others."""
        # Compared, since each key press tells every card
        if self._marked.get(mark, frozenset()) != (marked := frozenset(faces)):
            self._marked[mark] = marked
            self.update()

    def frame(self, current: str | None) -> None:
        """Draw a ring around the current face."""
        if current != self._current:
            self._current = current
            self.update()

    def fade(self, face_ids: Collection[str]) -> None:
        """Fade out these faces, because they are answered."""
        self._leaving |= frozenset(face_ids)
        self.update()
        self.fading.begin()

    def unfold(self) -> None:
        """Show all faces, or as many as fit on one line again."""
        self.is_folded = not self.is_folded
        self._fit()
        self.update()
        self.fitted.emit()

    # which faces are shown

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of the faces that fit."""
        if not self.is_folded:
            return self._faces
        room, out = self._room(), self._out
        first = self._faces[:room]
        if not out.issuperset(first):
            return first
        others = tuple(face_id for face_id in self._faces if face_id not in out)
        return others[:room] or first

    @property
    def staying(self) -> tuple[str, ...]:
        """The ids of the faces that fit, without those that are answered."""
        gone = self._leaving | self._answered
        return tuple(face_id for face_id in self.shown if face_id not in gone)

    @property
    def _out(self) -> frozenset[str]:
        return self._marked.get(Mark.OUT, frozenset())

    @property
    def _answered(self) -> frozenset[str]:
        return self._out | self._marked.get(Mark.DONE, frozenset())

    @property
    def seen(self) -> tuple[str, ...]:
        """The ids of the staying faces that have been fully visible at any time, in order."""
        self._note_seen()
        return tuple(face_id for face_id in self.staying if face_id in self._seen)

    @property
    def more(self) -> int:
        """The number of faces for which the card has no room."""
        return max(0, self._total - len(self.shown))

    @property
    def has_hidden(self) -> bool:
        """Whether there are faces to show that do not fit; not all of a person's are known here."""
        return len(self._faces) > len(self.shown)

    def _note_seen(self) -> None:
        area = self.visibleRegion().boundingRect()
        places = (place for place in self._places(area) if area.contains(self._tile(place)))
        seen = {self.shown[place] for place in places}
        if not seen <= self._seen:
            self._seen |= seen
            self.seen_changed.emit()

    # where they are

    @property
    def columns(self) -> int:
        """The number of tiles on a line."""
        if self.is_folded:
            return FACES + 1  # one more says how many more there are
        return self._fitting(self.width())

    def _fitting(self, width: int) -> int:
        """Return the number of tiles that fit on a line of this width in pixels."""
        return max(1, (width - 2 * OUTSIDE + GAP) // (self._side + GAP))

    def _room(self) -> int:
        """Return the number of tiles that fit beside the text with the number of further faces."""
        fit = min(FACES, self._fitting(self.width()))
        return fit if self._total <= fit else min(fit, self._fitting(self.width() - MORE - GAP))

    def tile(self, face_id: str) -> QRect:
        return self._tile(self.shown.index(face_id))

    def _tile(self, place: int) -> QRect:
        line, column = divmod(place, self.columns)
        left, top = column * (self._side + GAP), line * self._pitch
        return QRect(OUTSIDE + left, OUTSIDE + top, self._side, self._side)

    @property
    def _pitch(self) -> int:
        return self._side + self._below + GAP

    @property
    def _more_tile(self) -> QRectF:
        """The tile behind the last face, which says how many more there are."""
        last = QRectF(self._tile(len(self.shown)))
        last.setWidth(MORE)
        return last

    def _face_at(self, point: QPoint) -> str | None:
        """Return the staying face at the point, or None."""
        places = self._places(QRect(point, point))
        found = (self.shown[each] for each in places if self._tile(each).contains(point))
        return next((face_id for face_id in found if face_id not in self._answered), None)

    def _link_at(self, point: QPoint) -> str | None:
        """Return the face that a click at the point puts back, or None."""
        out = (face_id for face_id in self.shown if face_id in self._out)
        return next((each for each in out if self._caption_rect(each).contains(point)), None)

    def _caption_rect(self, face_id: str) -> QRect:
        tile = self.tile(face_id)
        return QRect(tile.left(), tile.bottom() + 1 + OUTSIDE, tile.width(), self._below - OUTSIDE)

    def _places(self, area: QRect) -> range:
        """Return the places of all faces on lines that reach into the area."""
        first = max(0, (area.top() - OUTSIDE) // self._pitch) * self.columns
        last = ((area.bottom() + OUTSIDE) // self._pitch + 1) * self.columns
        return range(first, min(last, len(self.shown)))

    def across(self, tiles: int) -> int:
        """Return the width in pixels of tiles side by side."""
        return max(1, tiles) * (self._side + GAP) - GAP + 2 * OUTSIDE

    def _fit(self) -> None:
        """Take the height that the lines need, and no more width than all faces on one line.

        What stands beside the faces is near to them that way.
        """
        lines = 1 if self.is_folded else -(-len(self._faces) // self.columns)
        self.setFixedHeight(max(1, lines) * self._pitch - GAP + 2 * OUTSIDE)
        if not self._is_line:
            self.setMaximumWidth(self.across(len(self._faces)))

    def keep_room(self, places: int) -> None:
        """Fix the width at this number of tiles, even if some are empty; 0 lets it vary."""
        self.setMinimumWidth(self.across(places) if places else 0)
        self.setMaximumWidth(self.across(places) if places else ANY)

    def sizeHint(self) -> QSize:
        return QSize(min(self.across(FACES), self.maximumWidth()), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.across(1), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.fitted.emit()

    # the pointer

    def _tip(self, face_id: str) -> str:
        is_unsure = face_id in self._marked.get(Mark.DOUBTFUL, ())
        unsure = self.tr("worth checking") if is_unsure else ""
        parts = self._texts.get(face_id), self._describe(face_id), unsure
        return " · ".join(part for part in parts if part)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if face_id := self._face_at(event.pos()):
            self.menu_wanted.emit(face_id, event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._set_hover(self._face_at(point) or self._link_at(point))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(None)

    def _set_hover(self, face_id: str | None) -> None:
        if face_id != self._hover:
            self._hover = face_id
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(hand if face_id else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        face_id = self._face_at(event.position().toPoint())
        if face_id and is_left:
            self._pressed = face_id
            if self._is_held:
                self.hold.start()
        elif is_left and (out := self._link_at(event.position().toPoint())):
            self.put_back.emit(out)
        elif is_left and self.has_hidden and self._more_tile.contains(event.position()):
            self.unfold()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Treat the release as a click, unless the button was held down."""
        pressed, self._pressed = self._pressed, None
        was_held = self._is_held and not self.hold.isActive()
        self.hold.stop()
        if pressed and was_held:
            self.let_go.emit()
        elif pressed and pressed == self._face_at(event.position().toPoint()):
            self.clicked.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        face_id = self._face_at(event.position().toPoint())
        if face_id and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(face_id, self.shown)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            face_id = self._face_at(event.pos())
            text = plain_text.tip(self._tip(face_id)) if face_id else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    # painting

    def _on_ready(self, face_id: str) -> None:
        if face_id in self._faces:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint only the visible lines, as there may be thousands of faces."""
        painter = smooth_painter(self)
        shown = self.shown
        for place in self._places(event.rect()):
            self._paint_face(painter, QRectF(self._tile(place)), shown[place])
        if self.more:
            text = self.tr("Show\n{}\nmore") if self.has_hidden else self.tr("and {}\nmore")
            _paint_more(painter, self._more_tile, text.format(words.number_text(self.more)))
        self._note_seen()

    def _paint_face(self, painter: QPainter, tile: QRectF, face_id: str) -> None:
        is_answered = face_id in self._answered
        opacity = self.fading.opacity if face_id in self._leaving else 1.0
        draw_tile(
            painter,
            tile,
            self._thumbs.image(face_id, round(self._side * self.devicePixelRatioF())),
            {mark for mark, faces in self._marked.items() if face_id in faces},
            opacity=FADED if is_answered else opacity,
            is_hovered=face_id == self._hover and not is_answered,
            is_current=face_id == self._current,
        )
        if text := self._texts.get(face_id):
            _paint_text(painter, tile, text)
        if self._below:
            self._paint_caption(painter, face_id)

    def _paint_caption(self, painter: QPainter, face_id: str) -> None:
        """Write the text below a face; a face that is taken out has "Undo" there."""
        rect, text = self._caption_rect(face_id), self.captions.get(face_id, "")
        if face_id in self._marked.get(Mark.DOUBTFUL, frozenset()) - self._out:
            _paint_doubt(painter, rect, self.tr("worth checking"))
            return
        if face_id not in self._out:
            write_line(painter, rect, text, theme.font(12), "muted")
            return
        undo, font = self.tr("Undo"), theme.font(12, theme.SEMIBOLD)
        said = self.tr("removed") + " · "
        wide = QFontMetrics(theme.font(12)).horizontalAdvance(said)
        if wide + QFontMetrics(font).horizontalAdvance(undo) <= rect.width():
            write_line(painter, rect, said, theme.font(12), "muted")
            rect.setLeft(rect.left() + wide)
        write_line(painter, rect, undo, font, "accent")


class Fade(QVariantAnimation):
    """Fade what its widget draws with `opacity`; emit `finished` unless motion is off."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setStartValue(1.0)
        self.setEndValue(FADED)
        self.valueChanged.connect(parent.update)

    @property
    def is_running(self) -> bool:
        """Whether something is fading."""
        return self.state() == QVariantAnimation.State.Running

    @property
    def opacity(self) -> float:
        return float(self.currentValue())

    def begin(self) -> None:
        """Fade from the beginning, if the system allows motion."""
        self.stop()
        self.setCurrentTime(0)
        if ms := theme.motion_ms():
            self.setDuration(ms)
            self.start()


def _paint_text(painter: QPainter, tile: QRectF, text: str) -> None:
    """Write a name or a date in the lower left corner of a tile."""
    painter.setFont(theme.font(11, theme.SEMIBOLD))
    metrics = painter.fontMetrics()
    lines = list(on_lines(text, metrics, round(tile.width()) - 24))
    width = max(map(metrics.horizontalAdvance, lines)) + 14
    high = len(lines) * TEXT_LINE + 4
    pill = QRectF(tile.left() + 5, tile.bottom() - 5 - high, width, high)
    draw_box(painter, pill, 7, QColor(0, 0, 0, 165))
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))


def _paint_doubt(painter: QPainter, rect: QRect, text: str) -> None:
    font = theme.font(12, theme.MEDIUM)
    wide = min(rect.width(), QFontMetrics(font).horizontalAdvance(text) + 12)
    draw_box(
        painter, QRect(rect.topLeft(), QSize(wide, rect.height())), 8, theme.color("amber_soft")
    )
    write_line(painter, rect.adjusted(6, 0, -6, 0), text, font, "amber_text")


def _paint_more(painter: QPainter, tile: QRectF, text: str) -> None:
    """Write how many faces do not fit."""
    draw_box(painter, tile, RADIUS, theme.color("background"))
    painter.setPen(theme.color("muted"))
    painter.setFont(theme.font(13, theme.MEDIUM))
    painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, text)
