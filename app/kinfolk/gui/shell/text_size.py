"""How large the system's text is: everything in the window is as much larger.

Sizes are pixels of the design, so text alone could not grow without being cut. On X11 there is
nothing to do: Qt takes a larger Xft.dpi for the scale of the screen. macOS has no such size.
"""

import math
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication

SMALLEST = QSize(760, 520)  # the window: below it something would be cut
_TITLE = 32  # pixels of its title
_LARGEST = 2.0
_KDE_POINTS = 10  # what Plasma has where nothing was chosen
_GTK = ("gsettings", "get", "org.gnome.desktop.interface", "text-scaling-factor")
_GTK_SECONDS = 1.0
_NAME = "QT_SCALE_FACTOR"

Made = TypeVar("Made", bound=QApplication)


def scaled(make: Callable[[], Made]) -> Made:
    """The application, made anew if the system's text is larger than usual."""
    app = make()
    wish = 1.0 if _NAME in os.environ else wished()
    factor = math.floor(min(wish, _LARGEST, room()) * 100) / 100
    if factor <= 1:
        return app
    app.shutdown()
    os.environ[_NAME] = str(factor)  # Qt takes it while an application is made, and only from there
    try:
        return make()
    finally:
        del os.environ[_NAME]  # other programs that Kinfolk opens would be larger by it


def wished() -> float:
    """How many times as large as usual; 1 where the system does not say, or Qt does it."""
    if sys.platform == "win32":
        return of_windows()
    if "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        return QApplication.font().pointSizeF() / _KDE_POINTS  # Qt has read it from kdeglobals
    return of_gtk() if QApplication.platformName() == "wayland" else 1.0


def room() -> float:
    """How many times as large the smallest window fits on each screen."""
    needed = SMALLEST + QSize(0, _TITLE)
    sizes = [each.availableSize() for each in QApplication.screens()]
    fits = [min(s.width() / needed.width(), s.height() / needed.height()) for s in sizes]
    return min(fits, default=1.0)


def free(screen: QScreen) -> QSize:
    """What a window has on it, below its title."""
    return screen.availableSize() - QSize(0, _TITLE)


def of_windows() -> float:
    """The slider of Accessibility, Text size; without a value where it was never moved."""
    if sys.platform == "win32":
        import winreg

        root, path = winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Accessibility"
        with suppress(OSError), winreg.OpenKey(root, path) as key:
            return float(winreg.QueryValueEx(key, "TextScaleFactor")[0]) / 100
    return 1.0


def of_gtk() -> float:
    """What GNOME calls Large Text, which GTK follows on Wayland and Qt does not."""
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        said = subprocess.run(
            _GTK, capture_output=True, text=True, timeout=_GTK_SECONDS, check=True
        )
        return float(said.stdout)
    return 1.0
