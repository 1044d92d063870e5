"""The sheet About Kinfolk: version, promise, models and licences."""

from importlib.metadata import version

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.widgets.controls import fill, label
from kinfolk.gui.widgets.sheet import Sheet


class AboutSheet(Sheet):
    """Show the app's mark and version, its promise, the models it uses and where to report."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, title=self.tr("About Kinfolk"), size=QSize(460, 400), action=self.tr("Close")
        )
        mark = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        mark.setPixmap(theme.ring(56, self.devicePixelRatioF()))
        name = label(self.tr("Kinfolk {}").format(version("kinfolk")), "heading")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        promise = self.tr(
            "Kinfolk finds the people in your photos, right on this computer. Nothing leaves it, "
            "and your photos are never changed."
        )
        models = self.tr(
            "Face detection: YuNet (MIT licence). Face recognition: SFace (Apache licence). Both "
            "are from the OpenCV Zoo. Age estimates: face-api.js (MIT licence). The interface "
            "uses Qt (LGPL)."
        )
        trouble = self.tr("To report a problem, contact the person who gave you Kinfolk.")
        fill(self.body, mark, name, spacing=12)
        for text in (promise, models, trouble):
            line = label(text, tone="muted", wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.body.addWidget(line)
        self.body.addStretch(1)
        self.cancel.hide()
        self.fit_height()
