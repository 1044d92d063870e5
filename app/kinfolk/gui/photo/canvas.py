"""The canvas of the photo view: the photo with its face frames, zoom, and the mouse."""

from functools import partial

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

from kinfolk.core.faces.faces import Box
from kinfolk.gui.base.shapes import smooth_painter
from kinfolk.gui.photo.draft import Draft, Grip, grip_at
from kinfolk.gui.photo.frame import FaceFrame, draw_corners
from kinfolk.gui.photo.scene import Scene, SceneFace, around, draw_frame, draw_problem
from kinfolk.gui.photo.viewport import Viewport
from kinfolk.settings import FrameNames

STEP = 1.25  # factor of a zoom step: a key, or a notch of the wheel
_SIDES, _TOP, _FOOT = 72, 66, 62  # pixels kept free around the photo while it is shown whole
_NOTCH = 120  # unit of QWheelEvent.angleDelta() for one notch
_PAN = 60  # screen pixels of a step of panning
_NEW = 0.22  # side of a new box, as a share of what is visible of the photo
_EMPTY = QSizeF(1, 1)


class PhotoCanvas(QWidget):
    """Show a photo and its face frames; the mouse zooms, pans, and draws or changes boxes.

    A click on a frame emits `face_clicked`. A drag moves the photo, pulls a corner or side of the
    current frame, or draws a new box. The box being made is the draft; it is in pixels of the photo
    and is emitted by `boxed` when it is kept.
    """

    face_clicked = Signal(str)
    ground_clicked = Signal()
    boxed = Signal(str, object)  # face id, "" for a new face, and its `Box`
    view_changed = Signal()  # it was zoomed, panned, or resized
    draft_changed = Signal()  # a draft has begun or ended, or waits for the photo
    current_changed = Signal(str)  # id of the face that is the current one now, "" for none
    keys_left = Signal()  # the frame that had the keyboard has been removed

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.scene: Scene | None = None  # what is shown
        # The last image, kept while another moment of a video is read
        self._shown: QImage | None = None
        self._sharp: QImage | None = None  # the same photo with more pixels than the scene's image
        self._playing: QImage | None = None  # the frame of a video that plays
        self._frames: dict[str, FaceFrame] = {}
        self._names = FrameNames.ALWAYS
        self._hovered = ""
        self._pressed: QPointF | None = None
        self._is_dragged = False
        self._grip: Grip | None = None
        self._draft: Draft | None = None
        # Face id ("" for a new face) whose draft begins once the photo is decoded
        self._draft_wanted: str | None = None
        self._begun = QRectF()  # the draft when the button was pressed
        self.current = ""  # id of the current face, "" for none
        self.view = Viewport(_EMPTY, QRectF(0, 0, 1, 1))

    # what is shown

    @property
    def frames(self) -> list[FaceFrame]:
        """The frames, from left to right."""
        return list(self._frames.values())

    def frame_of(self, face_id: str) -> FaceFrame | None:
        return self._frames.get(face_id)

    def seen(self, face_id: str) -> SceneFace | None:
        """Return a face that is shown, or None."""
        return self.scene.face(face_id) if self.scene else None

    def show_scene(self, scene: Scene) -> None:
        """Show a scene; another photo is fitted to the window, the same one keeps its zoom."""
        before, self.scene = self.scene, scene
        if before is None or before.asset.id != scene.asset.id:
            self._shown = None
        self._shown = scene.image or self._shown
        if before is None or not before.is_of(scene.path, scene.asset, scene.moment):
            self._sharp = None
            self._end_draft()
            self.view = Viewport(scene.size, self._room())
        self._sync_frames(scene)
        self._place_frames()
        self.update()
        self.view_changed.emit()
        if self._draft_wanted is not None and not scene.picture.is_passing:
            wanted, self._draft_wanted = self._draft_wanted, None
            self.draft_changed.emit()
            self.begin_draft(wanted)

    def show_sharp(self, image: QImage) -> None:
        """Show the photo from an image with more pixels."""
        self._sharp = image
        self.update()

    def show_frame(self, image: QImage | None) -> None:
        """Show a frame of a video that plays, without faces; None shows the scene again."""
        was_playing, self._playing = self._playing is not None, image
        if was_playing is not (image is not None):
            self._tell_frames()
        self.update()

    def show_names(self, names: FrameNames) -> None:
        """Set when names are shown at the frames."""
        self._names = names
        self._tell_frames()

    def set_current(self, face_id: str) -> None:
        """Make a face the current one, "" for none."""
        self.current = face_id
        if frame := self._frames.get(face_id):
            frame.raise_()
        self._tell_frames()
        self.current_changed.emit(face_id)

    def hover(self, face_id: str) -> None:
        """Highlight a face as if the cursor were over it, "" for none."""
        if face_id != self._hovered:
            self._hovered = face_id
            self._tell_frames()

    @property
    def wanted_side(self) -> float:
        """The length of the photo's longer side in screen pixels at the current zoom."""
        size = self.view.photo * self.view.shown_scale * self.devicePixelRatioF()
        return max(size.width(), size.height())

    def _room(self) -> QRectF:
        """Return the part of the canvas in which a fitted photo is shown."""
        bar = self.scene.film_bar if self.scene is not None else 0
        margins = QMarginsF(_SIDES, _TOP, _SIDES, _FOOT + bar)
        room = QRectF(self.rect()).marginsRemoved(margins)
        return room if room.width() > 1 and room.height() > 1 else QRectF(0, 0, 1, 1)

    def _sync_frames(self, scene: Scene) -> None:
        """Make the frames match the faces of the scene."""
        before, self._frames = self._frames, {}
        for seen in scene.faces:
            if (frame := before.pop(seen.id, None)) is None:
                frame = FaceFrame(self)
                frame.clicked.connect(partial(self.face_clicked.emit, seen.id))
                frame.focused.connect(self.set_current)
                frame.focused.connect(self.reveal)
            frame.show_face(seen)
            self._frames[seen.id] = frame
            frame.setVisible(scene.image is not None and self._playing is None)
        for frame in before.values():
            if frame.hasFocus():
                self.keys_left.emit()
            frame.hide()
            frame.deleteLater()
        self.set_current(self.current)

    def _place_frames(self) -> None:
        if self.scene is not None:
            for seen in self.scene.faces:
                self._frames[seen.id].show_at(around(self.view.on_screen(seen.box)))

    def _tell_frames(self) -> None:
        """Update the look of the frames: current, hovered, named."""
        for face_id, frame in self._frames.items():
            is_current = face_id == self.current
            is_near = is_current or face_id == self._hovered
            is_named = self._names is FrameNames.ALWAYS or (
                self._names is FrameNames.HOVER and is_near
            )
            frame.show_as(is_current=is_near, is_named=is_named, is_held=is_current)
            is_free = self._draft is None and self._playing is None
            frame.setVisible(self._is_drawn and is_free)

    @property
    def _is_drawn(self) -> bool:
        return self.scene is not None and self.scene.image is not None

    # enlarging and moving

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor around a point of the canvas, by default its middle."""
        self._look(self.view.zoomed(self.view.shown_scale * factor, at or self.view.room.center()))

    def zoom_to_pixels(self) -> None:
        """Show one photo pixel as one screen pixel, around the current face if there is one."""
        at = self.view.room.center()
        if frame := self._frames.get(self.current):
            at = frame.frame.center()
        scale = 1 / self.devicePixelRatioF()
        if scale <= self.view.fitting:  # a small photo is shown whole at this scale
            self._look(self.view.fitted())
        else:
            self._look(self.view.zoomed(scale, at))

    def fit(self) -> None:
        """Show the whole photo."""
        self._look(self.view.fitted())

    def toggle_zoom(self) -> None:
        """Show the photo's pixels, or the whole photo if that is not what is shown."""
        if self.view.is_fitted:
            self.zoom_to_pixels()
        else:
            self.fit()

    def pan(self, down: int) -> None:
        """Move the visible part down by this number of steps, or up if negative."""
        self._look(self.view.panned(QPointF(0, -down * _PAN)))

    def reveal(self, face_id: str) -> None:
        """Move the photo so that the face becomes visible."""
        frame = self._frames.get(face_id)
        if frame is not None and not self.rect().contains(frame.frame.toAlignedRect()):
            self._look(self.view.panned(self.view.room.center() - frame.frame.center()))

    def _look(self, view: Viewport) -> None:
        """Show the part of the photo that `view` says, and move the frames with it."""
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
        """Zoom at the cursor by a wheel; two fingers on a touchpad move the photo."""
        moved = event.pixelDelta()
        with_key = event.modifiers() & Qt.KeyboardModifier.ControlModifier
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
        """Whether a box is being made or changed."""
        return self._draft is not None

    @property
    def is_new_draft(self) -> bool:
        """Whether there is a draft and it is for a new face."""
        return self._draft is not None and not self._draft.face_id

    @property
    def is_waiting(self) -> bool:
        """Whether a draft begins once the photo is decoded."""
        return self._draft_wanted is not None

    def begin_draft(self, face_id: str = "") -> None:
        """Begin a draft once the photo is decoded: a new box, or the box of this face."""
        if self.scene is None or self.scene.picture.is_passing:
            self._draft_wanted = face_id
            self.draft_changed.emit()
        elif self.scene.picture.photo is not None:
            seen, whole = self.seen(face_id), QRectF(QPointF(), self.view.photo)
            self._draft = Draft(seen.id, seen.box, whole) if seen else self._new_draft(whole)
            self._on_draft()

    def leave_draft(self) -> None:
        """Drop the draft, and the one that waits for the photo."""
        if self.is_waiting:
            self._draft_wanted = None
            self.draft_changed.emit()
        self._end_draft()

    def _end_draft(self) -> None:
        if self._draft is not None:
            self._draft = self._grip = None
            self._on_draft()

    def keep_draft(self) -> None:
        """Emit the draft's box by `boxed`, in whole pixels inside the photo, and end the draft."""
        if self._draft is None:
            return
        made = self._draft
        self._end_draft()
        whole = made.box.toRect().intersected(made.within.toRect())
        self.boxed.emit(made.face_id, Box(whole.x(), whole.y(), whole.width(), whole.height()))

    def nudge(self, right: int, down: int, *, is_pulled: bool) -> None:
        """Move the draft by steps; with `is_pulled` move only its lower right corner."""
        if self._draft is not None:
            step = max(1.0, 4 / self.view.shown_scale)
            grip = Grip.BOTTOM_RIGHT if is_pulled else Grip.WHOLE
            self._draft.pull(grip, QPointF(right * step, down * step))
            self.update()

    def _new_draft(self, whole: QRectF) -> Draft:
        """Return a draft in the middle of what is visible."""
        seen = self.view.place.intersected(QRectF(self.rect()))
        side = _NEW * min(seen.width(), seen.height()) / self.view.shown_scale
        return Draft.new(self.view.in_photo(seen.center()), side, whole)

    def _on_draft(self) -> None:
        """React to a draft that has begun or ended."""
        self._tell_frames()
        self._show_cursor(None)
        self.update()
        self.draft_changed.emit()

    # the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note what the button is pressed on: a handle of the current frame, or the photo."""
        event.accept()  # widgets below must not get it
        if event.button() != Qt.MouseButton.LeftButton or not self._is_drawn:
            return
        self._pressed, self._is_dragged = event.position(), False
        self._grip = self._grip_at(event.position())
        if self._grip is not None and self._draft is None:
            held = self.seen(self.current)
            self._begun = held.box if held else QRectF()
        elif self._draft is not None:
            self._begun = self._draft.box

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull a handle, draw a box or pan; without a button highlight the face under the mouse."""
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
            if self._draft is not None:
                by = (here - self._pressed) / self.view.shown_scale
                self._draft.pull(self._grip, by, begun=self._begun)
        elif self._draft is not None and self.is_new_draft:
            self._draft.draw(self.view.in_photo(self._pressed), self.view.in_photo(here))
        elif self._draft is None:
            self._look(self.view.panned(here - self._pressed))
            self._pressed = here
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Save or drop the drawn box, or else report the click on a face or beside all faces."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        was_dragged, self._pressed = self._is_dragged, None
        if self._draft is not None:
            if was_dragged and self._draft.is_large_enough:
                self.keep_draft()
            elif was_dragged:
                self._end_draft()
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
        """Return the id of the face with the smallest frame at the point, "" for none."""
        there = [each for each in self._frames.values() if each.frame.contains(point)]
        there.sort(key=lambda each: each.frame.width() * each.frame.height())
        return there[0].face_id if there else ""

    def _grip_at(self, point: QPointF) -> Grip | None:
        """Return the part of the draft or of the current frame at the point, or None."""
        if self._draft is not None:
            frame = around(self.view.on_screen(self._draft.box))
            return grip_at(frame, point, is_whole=True)
        held = self._frames.get(self.current)
        return grip_at(held.frame, point, is_whole=False) if held else None

    def _show_cursor(self, grip: Grip | None) -> None:
        """Show the cursor for what a press at this grip would do."""
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
        painter = smooth_painter(self)
        if self.scene is None:
            return
        if self._playing is not None:
            painter.drawImage(self.view.place, self._playing)
            return
        if self.scene.image is None and self.scene.picture.is_passing and self._shown:
            # Otherwise it would be black between two moments
            self._paint_photo(painter, self._shown)
            return
        if self.scene.image is None:
            draw_problem(painter, self._room(), self.scene.problem)
            return
        self._paint_photo(painter, self.scene.image)
        if self.scene.problem:
            draw_problem(painter, self._room(), self.scene.problem, over=True)
        if self._draft is not None:
            frame = around(self.view.on_screen(self._draft.box))
            draw_frame(painter, frame, is_current=True)
            draw_corners(painter, frame)

    def _paint_photo(self, painter: QPainter, image: QImage) -> None:
        """Draw the visible part, from the image that has enough pixels."""
        if self._sharp is not None and self.wanted_side > max(image.width(), image.height()):
            image = self._sharp
        place = self.view.place
        seen = place.intersected(QRectF(self.rect()))
        scale = image.width() / place.width()
        start = seen.topLeft() - place.topLeft()
        painter.drawImage(seen, image, QRectF(start * scale, seen.size() * scale))
