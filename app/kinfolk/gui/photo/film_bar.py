"""The bar below a video: a slider to any moment, with faces above those that have some."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.base.commands import Commands
from kinfolk.gui.base.shapes import draw_face, draw_ring, fill_with, smooth_painter
from kinfolk.gui.base.thumbs import Thumbs
from kinfolk.gui.photo.player import FilmPlayer
from kinfolk.gui.photo.scene import FILM_FACES, FILM_LINE, Scene
from kinfolk.gui.widgets.controls import IconButton, column, label, row

SECOND = 1000  # ms
_END = 200  # ms before the end that the slider stops: the last frame may be that far from it
_CALM = 40  # least ms between two requests while the handle is dragged
# Pixels
_MARK = 2.5  # radius of a mark
_FACE, _PRESENT = 28, 36  # diameters of a face, and of the one at the moment shown
_APART = 32  # least distance between two faces


class FilmBar(QWidget):
    """Emit `moment_wanted` for the moment to which the slider is moved, or where playing stopped.

    While the video plays, the slider moves that instead. Hidden for a photo, and for a video whose
    length is not known.
    """

    moment_wanted = Signal(int)  # ms from the start

    def __init__(self, thumbs: Thumbs, commands: Commands[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._commands = commands
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.slider = _Slider()
        self.slider.setAccessibleName(self.tr("Position in the video"))
        tip = commands.tip("Ctrl+Left Ctrl+Right", self.tr("Move through the video"))
        self.slider.setToolTip(plain_text.tip(tip))
        self.faces = _Faces(thumbs, self.slider)
        self.clock = label("", "caption", tone="muted")
        self._length = 0
        self._later = QTimer(self, singleShot=True, interval=_CALM)
        self._later.timeout.connect(self._on_moved)
        self.slider.valueChanged.connect(self._on_value)
        self.play = IconButton("play", "")
        self.sound = IconButton("sound", self.tr("Sound"))
        self.sound.setCheckable(True)
        self.sound.setChecked(True)
        self.sound.toggled.connect(self._on_sound)
        self.full = IconButton("full", "")
        moments = column(self.faces, self.slider, spacing=0)
        side = theme.MARGIN - 8
        parts = (self.play, moments, self.clock, self.sound, self.full)
        line = row(*parts, spacing=10, margins=(side, 0, side, 0))
        self.clock.setFixedHeight(FILM_LINE)
        for part in (self.play, self.clock, self.sound, self.full):
            line.setAlignment(part, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(line)
        self.player = FilmPlayer(self)
        self.player.changed.connect(self._on_played)
        self.player.frame_shown.connect(self._follow)
        self.hide()

    def show_scene(self, scene: Scene, *, is_there: bool) -> None:
        """Show the length and the moment of a scene.

        `is_there` is False while another moment is being read, to which the handle has moved
        already.
        """
        self._length = scene.asset.length_ms or 0
        is_held = self.slider.isSliderDown() or self._later.isActive()
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, self._length - _END))
            if is_there and not is_held:
                self.slider.setValue(scene.moment or 0)
        self.slider.show_marks(list(scene.portraits))
        self.faces.show_faces(scene.portraits, scene.moment)
        self.faces.setVisible(bool(scene.portraits))
        self.setFixedHeight(scene.film_bar)
        self._tell()

    def _on_played(self) -> None:
        """Show on the button whether the video plays; where it has stopped, ask for its faces."""
        is_playing = self.player.is_playing
        self.play.set_icon("pause" if is_playing else "play")
        tip = self._commands.tip("Space", self.tr("Pause") if is_playing else "")
        self.play.setToolTip(plain_text.tip(tip))
        self.play.setAccessibleName(tip)
        if not is_playing and self.isVisible():
            self.moment_wanted.emit(self.slider.value())

    def _follow(self, _image: QImage, moment: int) -> None:
        """Show the moment that is played, unless the handle is held."""
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(moment)
            self._tell()

    def _on_moved(self) -> None:
        """Go to where the slider was moved; a video that plays goes on from there."""
        if self.player.is_playing:
            self.player.seek(self.slider.value())
        else:
            self.moment_wanted.emit(self.slider.value())

    def _on_sound(self, is_on: bool) -> None:
        self.sound.set_icon("sound" if is_on else "mute")
        self.player.mute(not is_on)

    def step(self, seconds: int) -> None:
        """Move by seconds, back if negative."""
        self.slider.setValue(self.slider.value() + seconds * SECOND)

    def _on_value(self) -> None:
        """Ask for the moment, at most every `_CALM` ms."""
        self._tell()
        if not self._later.isActive():
            self._later.start()

    def _tell(self) -> None:
        """Show the current time and the length of the video."""
        self.clock.setText(f"{words.clock(self.slider.value())} / {words.clock(self._length)}")


class _Slider(QSlider):
    """Show a slider that jumps to where it is pressed; clicks do not take the keyboard."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(FILM_LINE)
        self.setSingleStep(SECOND)
        self.setPageStep(10 * SECOND)
        self._marks: list[int] = []

    def show_marks(self, moments: list[int]) -> None:
        """Set the moments with faces."""
        if moments != self._marks:
            self._marks = moments
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        half, room = self._track()
        at = round(event.position().x()) - half
        first, last = self.minimum(), self.maximum()
        is_mirrored = self.isRightToLeft()
        self.setValue(QStyle.sliderValueFromPosition(first, last, at, room, upsideDown=is_mirrored))
        # The handle is under the cursor now, so that it can be dragged
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = smooth_painter(self)
        fill_with(painter, QColor(theme.dark().text))
        for moment in self._marks:
            painter.drawEllipse(QPointF(self.x_of(moment), self.height() / 2), _MARK, _MARK)

    def x_of(self, moment: int) -> int:
        """Return where a moment is on the line, in pixels from the left."""
        half, room = self._track()
        first, last = self.minimum(), self.maximum()
        is_mirrored = self.isRightToLeft()
        return half + QStyle.sliderPositionFromValue(
            first, last, moment, room, upsideDown=is_mirrored
        )

    def _track(self) -> tuple[int, int]:
        """Return half of the handle's width, and the distance that its middle can go, in pixels."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderHandle
        wide = self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
        return wide.width() // 2, self.width() - wide.width()


class _Faces(QWidget):
    """Show a face above each moment that has one; a click on it moves the slider there.

    A face that is too near to another is left out: its mark on the line remains.
    """

    def __init__(self, thumbs: Thumbs, slider: _Slider) -> None:
        super().__init__()
        self._thumbs, self._slider = thumbs, slider
        self._faces: Mapping[int, str] = {}
        self._present: int | None = None
        self.setFixedHeight(FILM_FACES)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        thumbs.ready.connect(self._on_ready)

    def show_faces(self, faces: Mapping[int, str], present: int | None) -> None:
        """Show a face for each of these moments; `present` is the one that is shown."""
        self._faces, self._present = faces, present
        self.update()

    @property
    def places(self) -> dict[int, QRectF]:
        """The circles of the moments whose faces have room; the present one comes first."""
        found = dict[int, QRectF]()
        for moment in sorted(self._faces, key=lambda each: (each != self._present, each)):
            # At the ends a face stands beside its mark, where it is whole.
            x = min(max(self._slider.x_of(moment), _PRESENT / 2), self.width() - _PRESENT / 2)
            middle = QPointF(x, self.height() / 2)
            if all(abs(each.center().x() - middle.x()) >= _APART for each in found.values()):
                side = _PRESENT if moment == self._present else _FACE
                found[moment] = QRectF(0, 0, side, side)
                found[moment].moveCenter(middle)
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for moment, circle in self.places.items():
            if circle.contains(event.position()):
                self._slider.setValue(moment)

    def _on_ready(self, face_id: str) -> None:
        if face_id in self._faces.values():
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth_painter(self)
        for moment, circle in self.places.items():
            draw_face(painter, circle, self._thumbs, self._faces[moment])
            if moment == self._present:
                draw_ring(painter, circle, QColor(theme.dark().accent))
