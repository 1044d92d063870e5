"""Set up glibc's heap for threads that hand pixels to each other, and give free memory back."""

import ctypes
import sys
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # M_… in malloc.h
_LARGEST = 32 << 20  # bytes; the C library takes no larger bound


def share() -> None:
    """Use one heap for all threads, and keep what they free; call it before the first starts.

    Memory freed at the end of a thread's own heap stays with the process, whatever is given back: a
    scan of photos of 20 megapixels takes 50 MB more, a window that has asked about everyone 40.
    Memory that is kept serves the next photo: getting it from the system each time costs two
    milliseconds.
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
