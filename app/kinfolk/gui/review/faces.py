"""The faces on a review card: as many as fit on a line, and how many more there are; or all."""

import math
from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import theme, words
from kinfolk.gui.base.shapes import draw_ring
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.faces.delegate import RADIUS, draw_tick
from kinfolk.gui.tiles.layout import OUTSIDE
from kinfolk.gui.verdicts.faces import CardFaces
from kinfolk.recognition.questions.reads import FACES

TILE, GAP = 120, 8  # pixels; large enough to compare two faces
MORE = 52  # pixels, width of the tile that says how many more there are
ANY = 16_777_215  # QWIDGETSIZE_MAX: no limit
HOLD_MS = 300  # a button pressed for this long is held


class ReviewFaces(CardFaces):
    """Show faces on one line, or all of them, some selected."""

    opened = Signal(str, object)  # face id, by a double click, and the ids to step through
    held = Signal(str)  # face id on which the button stays down
    let_go = Signal()
    fitted = Signal()  # other faces may be shown, because its size has changed or it was unfolded

    def __init__(
        self, thumbs: Thumbs, describe: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(thumbs, describe, side=TILE, gap=GAP, parent=parent)
        self._total = 0
        self._is_unfolded = False
        self._selected: frozenset[str] = frozenset()
        self._pressed: str | None = None  # face that was pressed
        self.hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self.hold.timeout.connect(self._on_held)
        self._fit()

    def show_faces(self, faces: Sequence[str], total: int, *, texts: Sequence[str] = ()) -> None:
        """Show as many of the best `total` faces as fit, with `texts` written on them if given."""
        self._total = total
        self._show(faces, texts)
        self._fit()

    def unfold(self) -> None:
        """Show all faces, or as many as fit on one line again."""
        self._is_unfolded = not self._is_unfolded
        self._fit()
        self.update()
        self.fitted.emit()

    def fold(self) -> None:
        """Show as many faces as fit on one line."""
        if self._is_unfolded:
            self.unfold()

    def select(self, face_ids: Collection[str]) -> None:
        """Highlight the selected faces."""
        # Compared, since each key press tells every card
        if self._selected != (selected := frozenset(face_ids)):
            self._selected = selected
            self.update()

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of the faces that fit into the line, or of all."""
        return self._faces[: self._room()]

    @property
    def more(self) -> int:
        """The number of faces that do not fit."""
        return max(0, self._total - len(self.shown))

    @property
    def has_hidden(self) -> bool:
        """Whether there are faces to show that do not fit; not all of a person's are known here."""
        return len(self._faces) > len(self.shown)

    def _room(self) -> int:
        """Return the number of tiles that fit beside the text with the number of further faces."""
        if self._is_unfolded:
            return len(self._faces)
        width = self.width() - 2 * OUTSIDE
        fit = min(FACES, max(1, (width + GAP) // (TILE + GAP)))
        return fit if self._total <= fit else min(fit, max(1, (width - MORE) // (TILE + GAP)))

    @property
    def columns(self) -> int:
        # One more says how many more there are
        return super().columns if self._is_unfolded else FACES + 1

    def _fit(self) -> None:
        """Take the height that the lines of faces need."""
        lines = math.ceil(len(self._faces) / self.columns) if self._is_unfolded else 1
        self.setFixedHeight(max(1, lines) * (TILE + GAP) - GAP + 2 * OUTSIDE)

    def keep_room(self, places: int) -> None:
        """Fix the width at this number of tiles, even if some are empty; 0 lets it vary."""
        width = places * (TILE + GAP) - GAP + 2 * OUTSIDE
        self.setMinimumWidth(width if places else 0)
        self.setMaximumWidth(width if places else ANY)

    def sizeHint(self) -> QSize:
        return QSize(FACES * (TILE + GAP), TILE + 2 * OUTSIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(TILE + 2 * OUTSIDE, TILE + 2 * OUTSIDE)

    # events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.fitted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        face_id = self._face_at(event.position().toPoint())
        if face_id and is_left:
            self._pressed = face_id
            self.hold.start()
        elif is_left and self.has_hidden and self._more_tile.contains(event.position()):
            self.unfold()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Treat the release as a click, unless the button was held down."""
        pressed, self._pressed = self._pressed, None
        if self.hold.isActive():
            self.hold.stop()
            if pressed and pressed == self._face_at(event.position().toPoint()):
                self.clicked.emit(pressed)
        elif pressed:
            self.let_go.emit()

    def _on_held(self) -> None:
        if self._pressed:
            self.held.emit(self._pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        face_id = self._face_at(event.position().toPoint())
        if face_id and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(face_id)  # undoes what the first click did
            self.opened.emit(face_id, self.shown)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.more:
            self._paint_more(self._more_tile)

    @property
    def _more_tile(self) -> QRectF:
        """The tile behind the last face, which says how many more there are."""
        last = QRectF(self._tile(len(self.shown)))
        last.setWidth(MORE)
        return last

    def _paint_signs(self, painter: QPainter, tile: QRectF, face_id: str) -> None:
        super()._paint_signs(painter, tile, face_id)
        if face_id not in self._selected:
            return
        draw_tick(painter, QRectF(tile.left() + 5, tile.top() + 5, 20, 20))
        if face_id != self._current:
            around = tile.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
            draw_ring(painter, around, theme.color("accent"), radius=RADIUS + 3)

    def _paint_more(self, tile: QRectF) -> None:
        """Write the number of faces that do not fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("background"))
        painter.drawRoundedRect(tile, RADIUS, RADIUS)
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font(13, theme.MEDIUM))
        text = self.tr("Show\n{}\nmore") if self.has_hidden else self.tr("and {}\nmore")
        text = text.format(words.number_text(self.more))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, text)
