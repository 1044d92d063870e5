"""The bar below a video: a slider to any moment, with marks at those with faces."""

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from kinfolk.gui.base import plain_text, theme, words
from kinfolk.gui.photo.canvas import FILM_BAR
from kinfolk.gui.photo.player import FilmPlayer
from kinfolk.gui.photo.scene import Scene
from kinfolk.gui.widgets.controls import IconButton, label, row

# Ms
SECOND = 1000  # ms
_END = 200  # ms before the end that the slider stops: the last frame may be that far from it
_CALM = 40  # least ms between two requests while the handle is dragged
_MARK = 2.5  # pixels, radius of a mark


class FilmBar(QWidget):
    """Emit `moment_wanted` for the moment to which the slider is moved, or where playing stopped.

    While the video plays, the slider moves that instead. Hidden for a photo, and for a video whose
    length is not known.
    """

    moment_wanted = Signal(int)  # ms from the start

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(FILM_BAR)
        self.slider = _Slider()
        self.slider.setAccessibleName(self.tr("Position in the video"))
        self.slider.setToolTip(self.tr("Move through the video (Ctrl+Left, Ctrl+Right)"))
        self.clock = label("", "caption", tone="muted")
        self._length = 0
        self._later = QTimer(self, singleShot=True, interval=_CALM)
        self._later.timeout.connect(self._on_moved)
        self.slider.valueChanged.connect(self._on_value)
        self.play = IconButton("play", self.tr("Play (Space)"))
        self.sound = IconButton("sound", self.tr("Sound"))
        self.sound.setCheckable(True)
        self.sound.setChecked(True)
        self.sound.toggled.connect(self._on_sound)
        self.full = IconButton("full", self.tr("Full screen (F)"))
        parts = (self.play, self.slider, self.clock, self.sound, self.full)
        side = theme.MARGIN - 8
        self.setLayout(row(*parts, spacing=10, margins=(side, 0, side, 0)))
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
        self.slider.show_marks([m for m in scene.moments if m != scene.moment or scene.faces])
        self._tell()

    def _on_played(self) -> None:
        """Show on the button whether the video plays; where it has stopped, ask for its faces."""
        is_playing = self.player.is_playing
        self.play.set_icon("pause" if is_playing else "play")
        tip = self.tr("Pause (Space)") if is_playing else self.tr("Play (Space)")
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
        half, room = self._track()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.dark().text))
        for moment in self._marks:
            first, last = self.minimum(), self.maximum()
            is_mirrored = self.isRightToLeft()
            x = QStyle.sliderPositionFromValue(first, last, moment, room, upsideDown=is_mirrored)
            painter.drawEllipse(QPointF(half + x, self.height() / 2), _MARK, _MARK)

    def _track(self) -> tuple[int, int]:
        """Return half of the handle's width, and the distance that its middle can go, in pixels."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderHandle
        wide = self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
        return wide.width() // 2, self.width() - wide.width()
