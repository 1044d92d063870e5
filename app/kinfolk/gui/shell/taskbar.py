"""Progress on the window's button in the Windows taskbar, which Qt 6 does not offer.

It calls `ITaskbarList3` of the shell (`shobjidl_core.h` of the Windows SDK). In a COM interface an
object begins with the address of a table of functions, each of which takes the object as its first
argument.
"""

import ctypes
import sys
from typing import Any
from uuid import UUID

_CLASS = UUID("56fdf344-fd6d-11d0-958a-006097c9a090")  # CLSID_TaskbarList
_INTERFACE = UUID("ea1afb91-9e28-4b86-90e9-9e9f8a5eefaf")  # IID_ITaskbarList3
_IN_PROCESS = 1  # CLSCTX_INPROC_SERVER
# Indexes in the table of functions: HrInit, SetProgressValue, SetProgressState
_INIT, _SET_VALUE, _SET_STATE = 3, 9, 10
_NO_PROGRESS = 0  # TBPF_NOPROGRESS
_PARTS = 100  # the total that is reported, since whole per cents are shown


class Taskbar:
    """Show progress in the taskbar of Windows; used on the main thread, where Qt has set up COM."""

    def __init__(self, address: int) -> None:
        """`address` is that of an `ITaskbarList3`, which is kept until the process ends."""
        self._address = address

    def show(self, window: int, share: float | None) -> None:
        """Show a share from 0 to 1 on the button of this window handle; None removes it."""
        handle = ctypes.c_void_p(window)
        if share is None:
            self._call(_SET_STATE, handle, ctypes.c_int(_NO_PROGRESS))
        else:
            done = ctypes.c_uint64(round(share * _PARTS))
            self._call(_SET_VALUE, handle, done, ctypes.c_uint64(_PARTS))

    def begin(self) -> bool:
        """Initialise; return whether there is a taskbar. Call this first."""
        return self._call(_INIT) >= 0

    def _call(self, place: int, *values: Any) -> int:
        """Call the function at this index of the table.

        Returns its HRESULT, negative if it failed.
        """
        table = ctypes.cast(self._address, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))[0]
        kinds = (type(value) for value in values)
        # 64-bit Windows has a single calling convention, which is that of C.
        function = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, *kinds)(table[place] or 0)
        result: int = function(self._address, *values)
        return result


def opened() -> Taskbar | None:
    """Return the session's taskbar, or None if there is none, as on other systems."""
    if sys.platform != "win32":
        return None
    found = ctypes.c_void_p()
    what = _CLASS.bytes_le, None, _IN_PROCESS, _INTERFACE.bytes_le
    ctypes.windll.ole32.CoCreateInstance(*what, ctypes.byref(found))
    taskbar = Taskbar(found.value) if found.value else None
    return taskbar if taskbar is not None and taskbar.begin() else None
