"""What the desktop is told of a long scan: progress, not to sleep, and that it has ended.

All of this is optional: where a system does not support it, nothing happens. On Linux it goes
through D-Bus. PySide cannot send unsigned numbers there, so the notification uses the portal, and
to let the desktop sleep again we close the connection that asked it to stay awake.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from kinfolk.gui.actions.scanning import Scanning
from kinfolk.gui.shell import taskbar
from kinfolk.scan.job import ScanProgress

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_NAME = "kinfolk"  # name of our connection to the bus
_AWAKE = "kinfolk-awake"  # name of the connection that is closed to let the desktop sleep
_LAUNCHER = ("/org/kinfolk/Kinfolk", "com.canonical.Unity.LauncherEntry")
_PORTAL = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Notification",
)
_SAVER = (
    "org.freedesktop.ScreenSaver",
    "/org/freedesktop/ScreenSaver",
    "org.freedesktop.ScreenSaver",
)
_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001  # flags of SetThreadExecutionState


class Desktop(QObject):
    """Tell the desktop about a scan.

    It is used on the main thread; `close` takes everything back.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._taskbar = taskbar.opened()
        # Ends staying awake; None while sleep is allowed
        self._let_sleep: Callable[[], object] | None = None
        self._share: float | None = None
        self._tray: QSystemTrayIcon | None = None

    def follow(self, scanning: Scanning) -> None:
        """Show a scan's progress, and stay awake until it ends."""
        scanning.progressed.connect(self._on_progress)
        scanning.ended.connect(self._on_ended)

    def _on_progress(self, progress: ScanProgress) -> None:
        self.show_progress(progress.photos_done, progress.photos_total)
        self.keep_awake(self.tr("Kinfolk is scanning your photos"))

    def _on_ended(self) -> None:
        self.end_progress()
        self.let_sleep()

    def show_progress(self, done: int, total: int) -> None:
        """Show the scan's progress in photos on the app's icon in the dock or taskbar."""
        # Rounded to whole per cents, so that it is sent a hundred times at most.
        self._show_progress(round(done / total, 2) if total else 0.0, total - done)

    def end_progress(self) -> None:
        self._show_progress(None, 0)

    def _show_progress(self, share: float | None, left: int) -> None:
        """Show a share from 0 to 1 on the icon; None removes it.

        macOS shows `left`, the number of photos left, instead.
        """
        if share == self._share:
            return
        self._share = share
        if sys.platform == "win32":
            if self._taskbar is not None:
                self._taskbar.show(int(self._window.winId()), share)
        elif sys.platform == "darwin":
            QGuiApplication.setBadgeNumber(left)  # the dock shows a number, not a share
        elif (bus := _bus(_NAME)) is not None:
            from PySide6.QtDBus import QDBusMessage

            signal = QDBusMessage.createSignal(*_LAUNCHER, "Update")
            app = f"application://{QGuiApplication.desktopFileName()}.desktop"
            shown = {"progress": share or 0.0, "progress-visible": share is not None}
            signal.setArguments([app, shown])
            bus.send(signal)

    def keep_awake(self, why: str) -> None:
        """Keep the system from falling asleep until `let_sleep`; `why` may be shown to the user."""
        if self._let_sleep is None:
            self._let_sleep = _kept_awake(why)

    def let_sleep(self) -> None:
        if self._let_sleep is not None:
            self._let_sleep()
            self._let_sleep = None

    def notify(self, title: str, text: str) -> None:
        if (bus := _bus(_NAME)) is not None:
            from PySide6.QtDBus import QDBusMessage

            call = QDBusMessage.createMethodCall(*_PORTAL, "AddNotification")
            call.setArguments(["scan", {"title": title, "body": text}])
            bus.send(call)
        elif not sys.platform.startswith("linux") and QSystemTrayIcon.supportsMessages():
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._tray.messageClicked.connect(self._tray.hide)
            self._tray.show()
            self._tray.showMessage(title, text, QApplication.windowIcon())

    def close(self) -> None:
        """Remove the progress and the notification, and allow the system to sleep."""
        self._on_ended()
        if self._tray is not None:
            self._tray.hide()


def _bus(name: str) -> "QDBusConnection | None":
    """Return a connection of this name to the session bus, or None if there is no bus."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if not (sys.platform.startswith("linux") and address):
        return None
    from PySide6.QtDBus import QDBusConnection

    known = QDBusConnection(name)
    bus = known if known.isConnected() else QDBusConnection.connectToBus(address, name)
    return bus if bus.isConnected() else None


def _kept_awake(why: str) -> Callable[[], object]:
    """Keep the system awake; return a function that allows it to sleep again."""
    if sys.platform == "win32":
        import ctypes

        state = ctypes.windll.kernel32.SetThreadExecutionState
        state(_CONTINUOUS | _SYSTEM_REQUIRED)
        return lambda: state(_CONTINUOUS)
    if sys.platform == "darwin":
        process = subprocess.Popen(["/usr/bin/caffeinate", "-i", "-w", str(os.getpid())])

        def end() -> None:
            process.terminate()
            process.wait()

        return end
    if (bus := _bus(_AWAKE)) is not None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        call = QDBusMessage.createMethodCall(*_SAVER, "Inhibit")
        call.setArguments(["Kinfolk", why])
        bus.send(call)
        return lambda: QDBusConnection.disconnectFromBus(_AWAKE)
    return lambda: None
