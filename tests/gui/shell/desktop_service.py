"""A desktop for tests: prints the calls and signals that Kinfolk sends over D-Bus as JSON."""

import json
import sys

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServiceWatcher, QDBusVirtualObject

SERVICES = ("org.freedesktop.portal.Desktop", "org.freedesktop.ScreenSaver")
LAUNCHER = "com.canonical.Unity.LauncherEntry"


def tell(**facts: object) -> None:
    """Print facts as a line of JSON."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


class Service(QDBusVirtualObject):
    """Answers every call with a number; prints when a caller has left the bus."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._watcher = QDBusServiceWatcher(self)
        self._watcher.setConnection(bus)
        self._watcher.setWatchMode(QDBusServiceWatcher.WatchModeFlag.WatchForUnregistration)
        self._watcher.serviceUnregistered.connect(self._on_left)
        self._bus = bus
        self._callers: set[str] = set()

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        tell(call=message.member(), signature=message.signature())
        caller = message.service()
        self._callers.add(caller)
        self._watcher.addWatchedService(caller)
        # It left before it could be watched
        if not self._bus.interface().isServiceRegistered(caller).value():
            self._on_left(caller)
        bus.send(message.createReply([7]))
        return True

    def _on_left(self, caller: str) -> None:
        """Print that a caller has left, once."""
        if caller in self._callers:
            self._callers.remove(caller)
            tell(left=True)


class Launcher(QObject):
    """Prints each update for the launcher."""

    @Slot(QDBusMessage)
    def on_update(self, message: QDBusMessage) -> None:
        """Print what Kinfolk tells the launcher."""
        tell(update=message.arguments()[0], signature=message.signature())


def main() -> int:
    """Take the services' names on the session bus and serve; return the exit code."""
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    service, launcher = Service(bus), Launcher()
    everything = QDBusConnection.VirtualObjectRegisterOption.SubPath
    assert bus.registerVirtualObject("/", service, everything)
    assert all(map(bus.registerService, SERVICES))
    slot = "1on_update(QDBusMessage)"
    assert bus.connect("", "", LAUNCHER, "Update", launcher, slot)  # type: ignore[call-overload]
    tell(ready=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
