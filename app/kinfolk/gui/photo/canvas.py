"""The photo with its frames: enlarged, moved, and what the pointer does on it."""

from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.core.faces import Box
from kinfolk.gui.photo import draft
from kinfolk.gui.photo.draft import Grip
from kinfolk.gui.photo.frame import Frame, draw_corners
from kinfolk.gui.photo.scene import Scene, around, draw_frame, draw_problem
from kinfolk.gui.photo.viewport import Viewport
from kinfolk.settings import FrameNames

STEP = 1.25  # a key, or a notch of the wheel
_SIDES, _TOP, _FOOT = 72, 66, 62  # pixels around the photo while all of it is shown
FILM_BAR = 28  # the same below a video
_NOTCH = 120  # of a wheel
_PAN = 60  # pixels of the screen
_NEW = 0.22  # of the photo's shorter side: a new box before it is pulled
_EMPTY = QSizeF(1, 1)


class PhotoCanvas(QWidget):
    """A click on a frame asks for it; a drag moves the photo, a corner, a side, or draws."""

    face_clicked = Signal(str)
    ground_clicked = Signal()
    boxed = Signal(str, object)  # of a face, "" for a new one, and its `Box`
    view_changed = Signal()  # enlarged, moved, or in another room
    draft_changed = Signal()
    keys_left = Signal()  # the face that had the keyboard has gone

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self._scene: Scene | None = None
        self._shown: QImage | None = None  # of the photo, or of the video at the moment before
        self._sharp: QImage | None = None  # more of the photo's pixels than the scene has
        self._frames: dict[str, Frame] = {}
        self._names = FrameNames.ALWAYS
        self._hovered = ""
        self._pressed: QPointF | None = None
        self._is_dragged = False
        self._grip: Grip | None = None
        self._draft: QRectF | None = None  # a box in the making, in the photo's pixels
        self._draft_of = ""  # whose it is, "" for a new one
        self._begun = QRectF()  # the draft as the button went down
        self.current = ""  # the face in question
        self.view = Viewport(_EMPTY, QRectF(0, 0, 1, 1))

    # what is shown

    @property
    def frames(self) -> list[Frame]:
        """From left to right."""
        return list(self._frames.values())

    def frame_of(self, face_id: str) -> Frame | None:
        return self._frames.get(face_id)

    def show_scene(self, scene: Scene) -> None:
        """Another photo is fitted; the same one stays as it is."""
        before, self._scene = self._scene, scene
        if before is None or before.asset.id != scene.asset.id:
            self._shown = None
        self._shown = scene.image or self._shown
        if before is None or before.shown != scene.shown:
            self._sharp = None
            self.leave_draft()
            self.view = Viewport(scene.size, self._room())
        self._sync_frames(scene)
        self._place_frames()
        self.update()
        self.view_changed.emit()

    def show_sharp(self, image: QImage) -> None:
        """The same photo with more pixels."""
        self._sharp = image
        self.update()

    def show_names(self, names: FrameNames) -> None:
        self._names = names
        self._tell_frames()

    def set_current(self, face_id: str) -> None:
        """The face in question; "" for none."""
        self.current = face_id
        if frame := self._frames.get(face_id):
            frame.raise_()
        self._tell_frames()

    def hover(self, face_id: str) -> None:
        """As if the pointer were over that one."""
        if face_id != self._hovered:
            self._hovered = face_id
            self._tell_frames()

    @property
    def wanted_side(self) -> float:
        """How many pixels the photo's longer side has on the screen."""
        size = self.view.photo * self.view.shown_scale * self.devicePixelRatioF()
        return max(size.width(), size.height())

    def _room(self) -> QRectF:
        is_film = self._scene is not None and self._scene.is_film
        margins = QMarginsF(_SIDES, _TOP, _SIDES, _FOOT + is_film * FILM_BAR)
        room = QRectF(self.rect()).marginsRemoved(margins)
        return room if room.width() > 1 and room.height() > 1 else QRectF(0, 0, 1, 1)

    def _sync_frames(self, scene: Scene) -> None:
        before, self._frames = self._frames, {}
        for seen in scene.faces:
            frame = before.pop(seen.id, None) or self._made(seen.id)
            frame.show_face(seen)
            self._frames[seen.id] = frame
            frame.setVisible(scene.image is not None)
        for frame in before.values():
            if frame.hasFocus():
                self.keys_left.emit()
            frame.hide()
            frame.deleteLater()
        self.set_current(self.current)

    def _made(self, face_id: str) -> Frame:
        frame = Frame(self)
        frame.clicked.connect(lambda: self.face_clicked.emit(face_id))
        return frame

    def _place_frames(self) -> None:
        if self._scene is not None:
            for seen in self._scene.faces:
                self._frames[seen.id].show_at(around(self.view.on_screen(seen.box)))

    def _tell_frames(self) -> None:
        for face_id, frame in self._frames.items():
            is_current = face_id == self.current
            is_near = is_current or face_id == self._hovered
            is_named = self._names is FrameNames.ALWAYS or (
                self._names is FrameNames.HOVER and is_near
            )
            frame.show_as(is_current=is_near, is_named=is_named, is_held=is_current)
            frame.setVisible(self._is_drawn and self._draft is None)

    @property
    def _is_drawn(self) -> bool:
        return self._scene is not None and self._scene.image is not None

    # enlarging and moving

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller, around a point of the screen."""
        self._look(self.view.zoomed(self.view.shown_scale * factor, at or self.view.room.center()))

    def zoom_to_pixels(self) -> None:
        """One pixel of the photo is one of the screen."""
        at = self.view.room.center()
        if frame := self._frames.get(self.current):
            at = frame.frame.center()
        scale = 1 / self.devicePixelRatioF()
        if scale <= self.view.fitting:  # a small photo: all of it is shown at that anyhow
            self._look(self.view.fitted())
        else:
            self._look(self.view.zoomed(scale, at))

    def fit(self) -> None:
        """All of it."""
        self._look(self.view.fitted())

    def pan(self, right: float, down: float) -> None:
        """So many steps."""
        self._look(self.view.panned(QPointF(-right * _PAN, -down * _PAN)))

    def reveal(self, face_id: str) -> None:
        """Brings a face into sight where only a part of the photo is."""
        frame = self._frames.get(face_id)
        if frame is not None and not self.rect().contains(frame.frame.toAlignedRect()):
            self._look(self.view.panned(self.view.room.center() - frame.frame.center()))

    def _look(self, view: Viewport) -> None:
        if view == self.view or not self._is_drawn:
            return
        self.view = view
        self._place_frames()
        self.update()
        self.view_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view = self.view.in_room(self._room())
        self._place_frames()
        self.view_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel enlarges at the pointer; two fingers on a touchpad move the photo."""
        moved, with_key = (
            event.pixelDelta(),
            event.modifiers() & Qt.KeyboardModifier.ControlModifier,
        )
        is_touched = event.phase() is not Qt.ScrollPhase.NoScrollPhase and not moved.isNull()
        if is_touched and not with_key:
            self._look(self.view.panned(QPointF(moved)))
        else:
            self.zoom(STEP ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), event.position())
            return True
        return super().event(event)

    # a box in the making

    @property
    def is_drafting(self) -> bool:
        return self._draft is not None

    @property
    def is_new_draft(self) -> bool:
        return self._draft is not None and not self._draft_of

    def begin_draft(self, face_id: str = "") -> None:
        """A new box, or that of a face, to be moved, pulled or drawn."""
        if self._scene is None or self._scene.picture.photo is None:
            return
        seen = self._scene.face(face_id)
        self._draft_of = seen.id if seen else ""
        self._draft = QRectF(seen.box) if seen else self._new_box()
        self._on_draft()

    def leave_draft(self) -> None:
        """Nothing is kept of it."""
        if self._draft is not None:
            self._draft = None
            self._grip = None
            self._on_draft()

    def keep_draft(self) -> None:
        """It is a face's box."""
        if self._draft is None:
            return
        box, whose = self._draft, self._draft_of
        self.leave_draft()
        whole = box.toRect().intersected(self._whole.toRect())
        self.boxed.emit(whose, Box(whole.x(), whole.y(), whole.width(), whole.height()))

    def nudge(self, right: int, down: int, *, is_pulled: bool) -> None:
        """Moves the draft by keys, or its lower right corner."""
        if self._draft is not None:
            step = max(1.0, 4 / self.view.shown_scale)
            grip = Grip.BOTTOM_RIGHT if is_pulled else Grip.WHOLE
            by = QPointF(right * step, down * step)
            self._draft = draft.pulled(self._draft, grip, by, self._whole)
            self.update()

    @property
    def _whole(self) -> QRectF:
        return QRectF(QPointF(), self.view.photo)

    def _new_box(self) -> QRectF:
        """In the middle of what is seen."""
        seen = self.view.place.intersected(QRectF(self.rect()))
        side = max(draft.LEAST, _NEW * min(seen.width(), seen.height()) / self.view.shown_scale)
        box = QRectF(0, 0, min(side, self._whole.width()), min(1.2 * side, self._whole.height()))
        box.moveCenter(self.view.in_photo(seen.center()))
        return draft.pulled(box, Grip.WHOLE, QPointF(), self._whole)

    def _on_draft(self) -> None:
        self._tell_frames()
        self._show_cursor(None)
        self.update()
        self.draft_changed.emit()

    # the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # nothing below hears of it
        if event.button() != Qt.MouseButton.LeftButton or not self._is_drawn:
            return
        self._pressed, self._is_dragged = event.position(), False
        self._grip = self._grip_at(event.position())
        if self._grip is not None and self._draft is None:
            self._begun = self._box_of(self.current)
        elif self._draft is not None:
            self._begun = self._draft

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position()
        if self._pressed is None:
            self.hover(self.face_at(here))
            self._show_cursor(self._grip_at(here))
            return
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        self._is_dragged = self._is_dragged or far
        if not self._is_dragged:
            return
        if self._grip is not None:
            if self._draft is None:
                self.begin_draft(self.current)
            by = (here - self._pressed) / self.view.shown_scale
            self._draft = draft.pulled(self._begun, self._grip, by, self._whole)
        elif self.is_new_draft:
            start, end = self.view.in_photo(self._pressed), self.view.in_photo(here)
            self._draft = draft.drawn(start, end, self._whole)
        elif self._draft is None:
            self._look(self.view.panned(here - self._pressed))
            self._pressed = here
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        was_dragged, self._pressed = self._is_dragged, None
        if self._draft is not None:
            if was_dragged and draft.is_large_enough(self._draft):
                self.keep_draft()
            elif was_dragged:
                self.leave_draft()
        elif not was_dragged:
            face_id = self.face_at(event.position())
            if face_id:
                self.face_clicked.emit(face_id)
            else:
                self.ground_clicked.emit()
        self._grip = None
        self._show_cursor(self._grip_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self.hover("")

    def face_at(self, point: QPointF) -> str:
        """Of several frames at a point the smallest."""
        there = [each for each in self._frames.values() if each.frame.contains(point)]
        there.sort(key=lambda each: each.frame.width() * each.frame.height())
        return there[0].face_id if there else ""

    def _grip_at(self, point: QPointF) -> Grip | None:
        if self._draft is not None:
            frame = around(self.view.on_screen(self._draft))
            return draft.grip_at(frame, point, is_whole=True)
        held = self._frames.get(self.current)
        return draft.grip_at(held.frame, point, is_whole=False) if held else None

    def _box_of(self, face_id: str) -> QRectF:
        seen = self._scene.face(face_id) if self._scene else None
        return seen.box if seen else QRectF()

    def _show_cursor(self, grip: Grip | None) -> None:
        if grip is not None:
            self.setCursor(grip.cursor)
        elif self.is_drafting:
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif self._hovered:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif not self.view.is_fitted:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._scene is None:
            return
        if self._scene.image is None and self._scene.picture.is_passing and self._shown:
            self._paint_photo(painter, self._shown)  # else it were black between two moments
            return
        if self._scene.image is None:
            draw_problem(painter, self._room(), self._scene.problem)
            return
        self._paint_photo(painter, self._scene.image)
        if self._scene.problem:
            draw_problem(painter, self._room(), self._scene.problem, over=True)
        if self._draft is not None:
            frame = around(self.view.on_screen(self._draft))
            draw_frame(painter, frame, is_current=True)
            draw_corners(painter, frame)

    def _paint_photo(self, painter: QPainter, image: QImage) -> None:
        """Only the part that is seen, of the image that has pixels enough."""
        if self._sharp is not None and self.wanted_side > max(image.width(), image.height()):
            image = self._sharp
        place = self.view.place
        seen = place.intersected(QRectF(self.rect()))
        scale = image.width() / place.width()
        start = seen.topLeft() - place.topLeft()
        painter.drawImage(seen, image, QRectF(start * scale, seen.size() * scale))
