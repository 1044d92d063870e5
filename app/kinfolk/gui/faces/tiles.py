"""The base of widgets that draw face tiles: hover, tips, context menu."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kinfolk.gui.base import plain_text
from kinfolk.gui.base.thumbs import Thumbs


class FaceTiles(QWidget):
    """Handle the cursor over face tiles; subclasses place and paint them."""

    menu_wanted = Signal(str, QPoint)  # face id, and a global position

    def __init__(
        self, thumbs: Thumbs, describe: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._describe = describe
        self._hover: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def _face_at(self, point: QPoint) -> str | None:
        """Return the face at the point, or None."""
        raise NotImplementedError

    def _tip(self, face_id: str) -> str:
        """Return the tip of a face."""
        return self._describe(face_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if face_id := self._face_at(event.pos()):
            self.menu_wanted.emit(face_id, event.globalPos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hover(self._face_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(None)

    def _set_hover(self, face_id: str | None) -> None:
        if face_id != self._hover:
            self._hover = face_id
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(hand if face_id else Qt.CursorShape.ArrowCursor)
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            face_id = self._face_at(event.pos())
            text = plain_text.tip(self._tip(face_id)) if face_id else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)
