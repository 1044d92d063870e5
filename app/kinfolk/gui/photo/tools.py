"""The row of buttons above a photo."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from kinfolk.gui.base import plain_text, words
from kinfolk.gui.base.commands import Commands
from kinfolk.gui.photo.scene import Scene
from kinfolk.gui.widgets.controls import Button, passing_menu, row
from kinfolk.settings import FrameNames

T = TypeVar("T")


class PhotoTools(QWidget):
    """Show buttons for what keys do; it emits what else is wanted."""

    names_wanted = Signal(object)  # a FrameNames
    zoom_wanted = Signal()
    moment_wanted = Signal(int)  # ms from the start of the video

    def __init__(self, commands: Commands[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._now = FrameNames.ALWAYS
        tip = commands.tip("V", self.tr("When to show names"))
        self.names = self._button(tip, self._ask_names)
        self.mark = Button(self.tr("Mark a face"))
        self.file = Button(self.tr("File ▾"))
        self.file.setToolTip(plain_text.tip(self.tr("File options")))
        tip = commands.tip("0 1", self.tr("Fit to window or actual size"))
        self.zoom = self._button(tip, self.zoom_wanted.emit)
        self.info = Button(self.tr("Info"))
        self.moment = self._button("", self._ask_moment)
        self.moment.hide()
        self._scene: Scene | None = None
        parts = (self.moment, self.names, self.mark, self.file, self.zoom, self.info)
        self.setLayout(row(None, *parts, spacing=8))

    def _button(self, tip: str, act: Callable[[], object]) -> Button:
        """Return a button with a tooltip that calls `act`."""
        made = Button(clicked=act)
        made.setToolTip(plain_text.tip(tip))
        return made

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
        return {
            FrameNames.NEVER: self.tr("never"),
            FrameNames.HOVER: self.tr("on hover"),
            FrameNames.ALWAYS: self.tr("always"),
        }

    def _ask_names(self) -> None:
        self._ask(self.names, self._texts(), self._now, self.names_wanted)

    def _ask_moment(self) -> None:
        assert self._scene is not None
        moments = {moment: self._scene.clock(moment) for moment in self._scene.moments}
        self._ask(self.moment, moments, self._scene.moment, self.moment_wanted)

    def _ask(
        self, button: Button, texts: Mapping[T, str], now: T | None, wanted: SignalInstance
    ) -> None:
        """Open a menu below its button; emit what is chosen."""
        choice = passing_menu(self)
        for each, text in texts.items():
            action = choice.addAction(plain_text.literal(text), partial(wanted.emit, each))
            action.setCheckable(True)
            action.setChecked(each == now)
        choice.popup(below(button))


def below(button: Button) -> QPoint:
    """Return where a menu of the button opens."""
    return button.mapToGlobal(QPoint(0, button.height() + 4))
