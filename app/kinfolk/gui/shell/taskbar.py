"""Progress on a window's button in Windows' taskbar, for which Qt 6 has no word.

It is `ITaskbarList3` of the shell (`shobjidl_core.h` of the Windows SDK), a COM interface: an
object begins with the address of a table of functions, each of which takes the object first.
"""

import ctypes
import sys
from typing import Any
from uuid import UUID

_CLASS = UUID("56fdf344-fd6d-11d0-958a-006097c9a090")  # CLSID_TaskbarList
_INTERFACE = UUID("ea1afb91-9e28-4b86-90e9-9e9f8a5eefaf")  # IID_ITaskbarList3
_IN_PROCESS = 1  # CLSCTX_INPROC_SERVER
_INIT, _SET_VALUE, _SET_STATE = 3, 9, 10  # places in the table: HrInit, SetProgress…
_NO_PROGRESS = 0  # TBPF_NOPROGRESS
_PARTS = 100  # of the whole, as what is shown goes by whole per cents


class Taskbar:
    """Called on the main thread, where Qt has made COM ready."""

    def __init__(self, address: int) -> None:
        """`address` is that of an `ITaskbarList3`, which is kept as long as the program runs."""
        self._address = address

    def show(self, window: int, share: float | None) -> None:
        """On the button of the window with this handle; null for no progress."""
        handle = ctypes.c_void_p(window)
        if share is None:
            self._call(_SET_STATE, handle, ctypes.c_int(_NO_PROGRESS))
        else:
            done = ctypes.c_uint64(round(share * _PARTS))
            self._call(_SET_VALUE, handle, done, ctypes.c_uint64(_PARTS))

    def begin(self) -> bool:
        """Whether there is a taskbar at all; to be called first."""
        return self._call(_INIT) >= 0

    def _call(self, place: int, *values: Any) -> int:
        """The function's HRESULT, which is negative where it failed."""
        table = ctypes.cast(self._address, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
        kinds = (type(value) for value in values)
        # Windows of 64 bits has one way of calling, which is the one of C.
        function = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, *kinds)(table[place] or 0)
        result: int = function(self._address, *values)
        return result


def opened() -> Taskbar | None:
    """The taskbar of this session; null where there is none, as on any other system."""
    if sys.platform != "win32":
        return None
    found = ctypes.c_void_p()
    what = _CLASS.bytes_le, None, _IN_PROCESS, _INTERFACE.bytes_le
    ctypes.windll.ole32.CoCreateInstance(*what, ctypes.byref(found))
    taskbar = Taskbar(found.value) if found.value else None
    return taskbar if taskbar is not None and taskbar.begin() else None
