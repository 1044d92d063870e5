"""Below a video: where in it one is, where there are faces, and the way to any moment."""

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from kinfolk.gui.base import theme, words
from kinfolk.gui.photo.canvas import FILM_BAR
from kinfolk.gui.photo.scene import Scene
from kinfolk.gui.widgets.controls import label, row

SECOND = 1000  # ms
_END = 200  # ms before the end: the last picture may be as far from it
_CALM = 40  # ms between two moments that are asked for while the handle is pulled
_MARK = 2.5  # half of a mark, pixels


class FilmBar(QWidget):
    """Not there for a photo, nor for a video that does not say how long it is."""

    moment_wanted = Signal(int)  # in ms

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
        self._later.timeout.connect(lambda: self.moment_wanted.emit(self.slider.value()))
        self.slider.valueChanged.connect(self._on_value)
        line = row(self.slider, self.clock, spacing=14)
        line.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        self.setLayout(line)
        self.hide()

    def show_scene(self, scene: Scene, *, is_there: bool) -> None:
        """`is_there`: no other moment is being read, to which the handle has gone already."""
        self._length = scene.asset.length_ms or 0
        is_held = self.slider.isSliderDown() or self._later.isActive()
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, self._length - _END))
            if is_there and not is_held:
                self.slider.setValue(scene.moment or 0)
        self.slider.show_marks([m for m in scene.moments if m != scene.moment or scene.faces])
        self._tell()

    def step(self, seconds: int) -> None:
        """So far on, or back."""
        self.slider.setValue(self.slider.value() + seconds * SECOND)

    def _on_value(self) -> None:
        self._tell()
        if not self._later.isActive():
            self._later.start()

    def _tell(self) -> None:
        self.clock.setText(f"{words.clock(self.slider.value())} / {words.clock(self._length)}")


class _Slider(QSlider):
    """A press goes to where it was; a click leaves the keyboard where it is."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSingleStep(SECOND)
        self.setPageStep(10 * SECOND)
        self._marks: list[int] = []

    def show_marks(self, moments: list[int]) -> None:
        """At moments with faces."""
        if moments != self._marks:
            self._marks = moments
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        half, room = self._track()
        at = round(event.position().x()) - half
        first, last = self.minimum(), self.maximum()
        is_mirrored = self.isRightToLeft()
        self.setValue(QStyle.sliderValueFromPosition(first, last, at, room, upsideDown=is_mirrored))
        super().mousePressEvent(event)  # the handle is there now, and can be pulled

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
        """Half of the handle's width, and how far its middle goes."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderHandle
        wide = self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
        return wide.width() // 2, self.width() - wide.width()
