"""glibc's heap, for threads that hand pixels to each other: one for all, and given back after."""

import ctypes
import sys
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # M_… in malloc.h
_LARGEST = 32 << 20  # bytes; the C library takes no larger bound


def share() -> None:
    """Threads have no heaps of their own, and what they free is kept; before the first one starts.

    Memory freed at the end of such a heap stays with the process, whatever is given back: a scan of
    photos of 20 megapixels takes 50 MB more, a window that has asked about everybody 40. What a
    photo took serves the next one: to be handed it anew each time costs two milliseconds.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library, which knows no such thing
            library = ctypes.CDLL(None)
            library.mallopt(_ARENA_MAX, 1)
            library.mallopt(_MMAP_THRESHOLD, _LARGEST)
            library.mallopt(_TRIM_THRESHOLD, 2 * _LARGEST)


def give_back() -> None:
    """Give free memory back to the system, which the C library hardly does by itself."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
