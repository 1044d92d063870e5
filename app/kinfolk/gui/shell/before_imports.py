"""What must be done before the window's thousand modules are imported."""

import builtins
import gc

from kinfolk.vision import heap


def prepare() -> None:
    """Turn off what makes importing slow or holds memory without any use."""
    # Must happen before there is a second thread: later glibc does not change its number of heaps.
    heap.share()
    # Collection would look again and again through everything imported and find next to nothing. A
    # window's Collector takes over from here.
    gc.disable()
    # PySide replaces Python's import by its own for the switch `__feature__`. That one reads the
    # source of each module to see whether Qt is used there, and keeps all of it (32 MB).
    plain = builtins.__import__
    from PySide6 import QtCore  # noqa: F401 - imported for what it does

    builtins.__import__ = plain
