"""glibc's heap, for threads that hand pixels to each other: one for all, and given back after."""

import ctypes
import sys
from contextlib import suppress

_ARENA_MAX = -8  # M_ARENA_MAX in malloc.h


def share() -> None:
    """Threads that start from now on have no heaps of their own.

    Memory freed in such a heap stays unused: a scan of photos of 20 megapixels takes 50 MB more.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library, which knows no such thing
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Give free memory back to the system, which the C library hardly does by itself."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
