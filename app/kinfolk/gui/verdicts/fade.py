"""The fading of faces that are answered."""

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.faces.delegate import FADED


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
        """The opacity of what fades."""
        return float(self.currentValue())

    def begin(self) -> None:
        """Fade from the beginning, if the system allows motion."""
        self.stop()
        self.setCurrentTime(0)
        if ms := theme.motion_ms():
            self.setDuration(ms)
            self.start()
