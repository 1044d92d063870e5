"""Windows' taskbar, played by a table of functions as COM has it."""

import ctypes
import sys

import pytest
from PySide6.QtGui import QGuiApplication

from kinfolk.gui.shell.taskbar import Taskbar
from kinfolk.gui.shell.window import Window

HANDLE = 0x1_0002_0082  # of a window; wider than 32 bits
PLACES = 21  # functions of ITaskbarList3
KINDS = {
    3: ("HrInit", ()),
    9: ("SetProgressValue", (ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint64)),
    10: ("SetProgressState", (ctypes.c_void_p, ctypes.c_int)),
}


class FakeShell:
    """An object in memory as the shell would give it, which notes its calls."""

    def __init__(self) -> None:
        self.heard: list[tuple[object, ...]] = []
        self.result = 0
        self._kept: list[object] = []
        self._table = (ctypes.c_void_p * PLACES)(*(self._function(at) for at in range(PLACES)))
        self._object = ctypes.c_void_p(ctypes.addressof(self._table))
        self.address = ctypes.addressof(self._object)

    def _function(self, place: int) -> int | None:
        name, kinds = KINDS.get(place, (f"another, at {place}", ()))

        def called(this: int, *values: int) -> int:
            assert this == self.address
            self.heard.append((name, *values))
            return self.result

        made = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, *kinds)(called)
        self._kept.append(made)
        return ctypes.cast(made, ctypes.c_void_p).value


def test_progress_and_its_end_on_the_button_of_a_window() -> None:
    shell = FakeShell()
    bar = Taskbar(shell.address)
    assert bar.begin()
    bar.show(HANDLE, 0.0)
    bar.show(HANDLE, 0.42)
    bar.show(HANDLE, None)
    assert shell.heard == [
        ("HrInit",),
        ("SetProgressValue", HANDLE, 0, 100),
        ("SetProgressValue", HANDLE, 42, 100),
        ("SetProgressState", HANDLE, 0),
    ]


def test_a_session_without_a_taskbar() -> None:
    shell = FakeShell()
    shell.result = -2147467259  # E_FAIL
    assert not Taskbar(shell.address).begin()


@pytest.mark.wiring
def test_a_scan_on_windows_and_on_macos(real: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = FakeShell()
    monkeypatch.setattr(real.desktop, "_taskbar", Taskbar(shell.address))
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "win32")
        real.desktop.show_progress(1, 400)
        real.desktop.show_progress(2, 400)
        real.desktop.show_progress(3, 400)  # not yet another per cent
        real.desktop.end_progress()
    handle = int(real.winId())
    assert shell.heard == [
        ("SetProgressValue", handle, 0, 100),
        ("SetProgressValue", handle, 1, 100),
        ("SetProgressState", handle, 0),
    ]
    # on macOS the icon of the dock says how many photos are left
    left: list[int] = []
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "darwin")
        there.setattr(QGuiApplication, "setBadgeNumber", left.append)
        real.desktop.show_progress(0, 400)
        real.desktop.show_progress(100, 400)
        real.desktop.end_progress()
    assert left == [400, 300, 0]
