"""Hands at a window: keys, letters and clicks, and what is heard of them."""

import time
from collections.abc import Callable
from functools import partial
from threading import Barrier
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.wait_signal import SignalBlocker

from kinfolk.gui.base.context import Context
from tests.patience import PATIENCE

Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


def press(
    *keys: Qt.Key | str, held: Qt.KeyboardModifier = PLAIN, on: QWidget | None = None
) -> None:
    """Press keys one after the other, on that widget or wherever the keyboard is."""
    for key in keys:
        QTest.keyClick(_at(on), key, held)  # type: ignore[arg-type]  # or a letter


def write(letters: str, on: QWidget | None = None) -> None:
    """Type letters, into that widget or wherever the keyboard is."""
    QTest.keyClicks(_at(on), letters)


def click(on: QWidget, at: QPoint | None = None, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Click into the middle of a widget, or at a place in it."""
    QTest.mouseClick(on, LEFT, held, on.rect().center() if at is None else at)


def until(is_so: Callable[[], bool | None]) -> None:
    """Let the window go on until something is so; fail where it never is.

    What asserts instead of answering is so once it does not fail.
    """
    late = time.monotonic() + PATIENCE
    while not _holds(is_so, is_last=time.monotonic() > late):
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()


def _holds(is_so: Callable[[], bool | None], *, is_last: bool) -> bool:
    """Return whether it is so; fail if it is not at the last look."""
    try:
        answer = is_so()
        assert answer is not False, "it never came to be so"
    except AssertionError:
        if is_last:
            raise
        return False
    return True


def rest(context: Context) -> None:
    """Wait until all reads that had begun have ended and are shown, with those they led to."""
    for _ in range(2):
        meeting, met = Barrier(2), list[int]()  # both threads come here after what they do now
        for _ in range(2):
            context.tasks.run(partial(meeting.wait, PATIENCE), met.append, owner=context.tasks)
        until(lambda met=met: len(met) == 2)  # type: ignore[misc]


def hearing(signal: SignalInstance) -> SignalBlocker:
    """Return a block that waits at its end for a signal; its `args` are what that said."""
    blocker = SignalBlocker(timeout=1000 * PATIENCE, raising=True)
    blocker.connect(signal)
    return blocker


def heard(signal: SignalInstance, act: Callable[[], object]) -> list[Any]:
    """Do something, wait for the signal, and return what it said."""
    with hearing(signal) as told:
        act()
    return list(told.args or ())


def undo(context: Context) -> str:
    """Take the newest step back, and return its words once it is."""
    return str(heard(context.ops.undone, context.ops.undo)[0])


def redo(context: Context) -> str:
    """Do again what was taken back, and return its words once it is done."""
    return str(heard(context.ops.redone, context.ops.redo)[0])


def _at(widget: QWidget | None) -> QWidget:
    """Return the widget, else the one that has the keyboard."""
    # Where no window is active, Qt itself finds who takes the keys: None is right.
    return widget or QApplication.focusWidget()  # type: ignore[return-value]
