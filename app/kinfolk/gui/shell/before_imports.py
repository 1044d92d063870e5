"""What is done before the window's modules are imported: there are a thousand, and all stay."""

import builtins
import gc

from kinfolk.vision import heap


def prepare() -> None:
    """Leaves out what makes importing slow and is of no use, and memory that nobody gives back."""
    # Before there is a second thread: from then on glibc takes no other number of heaps.
    heap.share()
    # It would look through all that has been imported again and again, and finds next to nothing.
    # A window's Collector takes it over.
    gc.disable()
    # PySide puts an import of its own in place of Python's, for its switch `__feature__`. It reads
    # the source of each module to see whether Qt is used there, and holds all of it (32 MB).
    plain = builtins.__import__
    from PySide6 import QtCore  # noqa: F401 - imported for what it does

    builtins.__import__ = plain
