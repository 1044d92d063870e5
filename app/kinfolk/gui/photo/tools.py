"""The row of buttons above a photo."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from kinfolk.gui.base import face_navigation, plain_text, words
from kinfolk.gui.photo.scene import Scene
from kinfolk.gui.widgets.controls import Button, menu, row
from kinfolk.settings import FrameNames


class PhotoTools(QWidget):
    """Show buttons for what keys do, and open the file elsewhere; it emits what else is wanted."""

    names_wanted = Signal(object)  # a FrameNames
    path_copied = Signal()
    zoom_wanted = Signal()
    moment_wanted = Signal(int)  # ms from the start of the video

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._now = FrameNames.ALWAYS
        self.names = self._button(self.tr("When to show names (V)"), self._ask_names)
        self.mark = Button(self.tr("Mark a face"))
        self.file = self._button(self.tr("File options"), self._ask_file)
        self.zoom = self._button(
            self.tr("Fit to window or actual size (0, 1)"), self.zoom_wanted.emit
        )
        self.info = Button(self.tr("Info"))
        self.file.setText(self.tr("File ▾"))
        self.moment = self._button("", self._ask_moment)
        self.moment.hide()
        self._scene: Scene | None = None
        parts = (self.moment, self.names, self.mark, self.file, self.zoom, self.info)
        self.setLayout(row(None, *parts, spacing=8))

    def _button(self, tip: str, act: Callable[[], object]) -> Button:
        """Return a button."""
        made = Button(clicked=act)
        made.setToolTip(plain_text.tip(tip))
        return made

    def _open(self, choice: QMenu, button: Button) -> None:
        """Open a menu below its button."""
        choice.aboutToHide.connect(choice.deleteLater)
        choice.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def show_names(self, names: FrameNames) -> None:
        """Say on the button when frames show names: always, on hover or never."""
        self._now = names
        self.names.setText(self.tr("Names: {} ▾").format(self._texts()[names]))

    def show_moment(self, scene: Scene) -> None:
        """Show the moment of a video, with a menu of the others with faces; hidden for a photo."""
        self._scene = scene
        self.moment.setVisible(scene.moment is not None)
        if scene.moment is None:
            return
        at, length = scene.clock(scene.moment), scene.asset.length_ms or 0
        has_others = len(scene.moments) > 1
        alone = at if length >= 1000 else words.video(length)
        self.moment.setText(f"{at} ▾" if has_others else alone)
        self.moment.setEnabled(has_others)
        others = self.tr("Moments with faces (full stop, comma)")
        none = self.tr("No other moments with faces")
        self.moment.setToolTip(plain_text.tip(others if has_others else none))
        self.moment.setAccessibleName(words.in_video(scene.moment, length))

    def show_zoom(self, percent: int, *, is_fitted: bool) -> None:
        """Show the zoom; the button switches between the whole photo and its pixels."""
        self.zoom.setText(f"{percent} %")
        self.zoom.setAccessibleName(
            self.tr("{} %, fit to window").format(percent) if is_fitted else f"{percent} %"
        )

    def _texts(self) -> dict[FrameNames, str]:
        """Return the texts of the choices."""
        return {
            FrameNames.NEVER: self.tr("never"),
            FrameNames.HOVER: self.tr("on hover"),
            FrameNames.ALWAYS: self.tr("always"),
        }

    def _ask_names(self) -> None:
        choice = menu(self)
        for names, text in self._texts().items():
            action = choice.addAction(plain_text.literal(text))
            action.setCheckable(True)
            action.setChecked(names is self._now)
            action.triggered.connect(partial(self.names_wanted.emit, names))
        self._open(choice, self.names)

    def _ask_moment(self) -> None:
        choice = menu(self)
        assert self._scene is not None
        for moment in self._scene.moments:
            action = choice.addAction(self._scene.clock(moment))
            action.setCheckable(True)
            action.setChecked(moment == self._scene.moment)
            action.triggered.connect(partial(self.moment_wanted.emit, moment))
        self._open(choice, self.moment)

    def _ask_file(self) -> None:
        choice = menu(self)
        choice.addAction(face_navigation.folder_text(), self.show_in_folder)
        choice.addAction(self.tr("Copy path"), self.copy_path)
        choice.addAction(self.tr("Open in default viewer"), self.open_outside)
        self._open(choice, self.file)

    # with the file

    def show_in_folder(self) -> None:
        """Open the photo's folder in the system's file manager."""
        if self._scene is not None:
            face_navigation.show_in_folder(self._scene.path)

    def open_outside(self) -> None:
        """Open the photo in the system's viewer."""
        if self._scene is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._scene.path)))

    def copy_path(self) -> None:
        """Copy the photo's path to the clipboard."""
        if self._scene is not None:
            QGuiApplication.clipboard().setText(str(self._scene.path))
            self.path_copied.emit()
