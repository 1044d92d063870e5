"""Start the whole window on this screen and print facts of it as JSON.

`text_size_window.py BASE`: how many pixels of the screen the page's title is high, the sizes of the
window and of the free screen, what of the environment is left for other programs, and what of the
system's colours the window has taken over.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kinfolk.gui.base import theme
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell import text_size
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths


def ink(widget: QWidget) -> int:
    """Return the height in pixels of a widget's largest text."""
    labels = [each for each in widget.findChildren(QLabel) if each.text()]
    image = max(labels, key=lambda each: each.fontMetrics().height()).grab().toImage()
    ground = image.pixel(0, 0)
    written = [
        any(image.pixel(x, y) != ground for x in range(image.width()))
        for y in range(image.height())
    ]
    return sum(written)


def tell() -> None:
    """Print the facts and close the window."""
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Window))
    free = text_size.free(window.screen())
    facts = {
        "ink": ink(window.first_start),
        "window": [window.width(), window.height()],
        "free": [free.width(), free.height()],
        "ratio": window.devicePixelRatio(),
        "left": os.environ.get("QT_SCALE_FACTOR"),
        "accent": theme.tokens().accent,
        "dark": theme.tokens().is_dark,
    }
    sys.stdout.write(json.dumps(facts) + "\n")
    QApplication.closeAllWindows()


def main(base: str) -> int:
    """Start the window; return its exit code."""
    running.application()
    QTimer.singleShot(0, tell)
    return running.run(Paths.of(Path(base)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
