"""The system's text size: everything in the window is scaled by it.

The design's sizes are in pixels, so that larger text alone would be cut off. On X11 nothing needs
to be done, because Qt takes a larger Xft.dpi for the scale of the screen. macOS has no such
setting.
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

SMALLEST = QSize(760, 520)  # of the window: smaller, something would be cut off
_TITLE = 32  # pixels of the window's title bar
_LARGEST = 2.0  # largest factor by which the window is scaled
_KDE_POINTS = 10  # font size of Plasma if nothing was chosen
_GTK = ("gsettings", "get", "org.gnome.desktop.interface", "text-scaling-factor")
_GTK_SECONDS = 1.0
_NAME = "QT_SCALE_FACTOR"

Made = TypeVar("Made", bound=QApplication)


def scaled(make: Callable[[], Made]) -> Made:
    """Make the application, and anew with a scale if the system's text is larger than usual."""
    app = make()
    wish = 1.0 if _NAME in os.environ else wished()
    factor = math.floor(min(wish, _LARGEST, room()) * 100) / 100
    if factor <= 1:
        return app
    app.shutdown()
    # Qt reads it while an application is made, and takes it from nowhere else
    os.environ[_NAME] = str(factor)
    try:
        return make()
    finally:
        del os.environ[_NAME]  # else other apps that Kinfolk opens would be larger, too


def wished() -> float:
    """Return the text size as a factor of the usual one.

    It is 1 if the system does not say, or if Qt scales on its own.
    """
    if sys.platform == "win32":
        return of_windows()
    if "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        return QApplication.font().pointSizeF() / _KDE_POINTS  # Qt has read this from kdeglobals
    return of_gtk() if QApplication.platformName() == "wayland" else 1.0


def room() -> float:
    """Return by which factor the smallest window still fits on each screen."""
    needed = SMALLEST + QSize(0, _TITLE)
    sizes = [each.availableSize() for each in QApplication.screens()]
    fits = [min(s.width() / needed.width(), s.height() / needed.height()) for s in sizes]
    return min(fits, default=1.0)


def free(screen: QScreen) -> QSize:
    """Return the screen's space for a window below its title bar."""
    return screen.availableSize() - QSize(0, _TITLE)


def of_windows() -> float:
    """Return the factor set in Windows under Accessibility, Text size; 1 if it was never set."""
    if sys.platform == "win32":
        import winreg

        root, path = winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Accessibility"
        with suppress(OSError), winreg.OpenKey(root, path) as key:
            return float(winreg.QueryValueEx(key, "TextScaleFactor")[0]) / 100
    return 1.0


def of_gtk() -> float:
    """Return the factor that GNOME calls Large Text; 1 if it cannot be read.

    GTK follows it on Wayland, Qt does not.
    """
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        said = subprocess.run(
            _GTK, capture_output=True, text=True, timeout=_GTK_SECONDS, check=True
        )
        return float(said.stdout)
    return 1.0
