"""A program for the drop test: a file manager that drags a folder and prints what was done.

`folder_source.py FOLDER` shows a small window; a drag from it offers to copy and to move, with move
preferred. It prints `ready`, then for each drag the name of the action it ended with.
"""

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

Action = Qt.DropAction


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Source(QWidget):
    """A window that drags the folder as soon as the pressed mouse moves."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag, mime = QDrag(self), QMimeData()
        mime.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag.setMimeData(mime)
        done = drag.exec(Action.CopyAction | Action.MoveAction, Action.MoveAction)
        say(str(done.name))


if __name__ == "__main__":
    app = QApplication([])
    source = Source()
    source.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    source.setGeometry(1150, 10, 100, 100)
    source.show()
    say("ready")
    sys.exit(app.exec())
