"""A desktop for tests: takes the calls and signals that Kinfolk sends, and prints each as JSON."""

import json
import sys

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServiceWatcher, QDBusVirtualObject

SERVICES = ("org.freedesktop.portal.Desktop", "org.freedesktop.ScreenSaver")
LAUNCHER = "com.canonical.Unity.LauncherEntry"


def tell(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


class Service(QDBusVirtualObject):
    """Answers everything with a cookie; says when a caller has left the bus."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._watcher = QDBusServiceWatcher(self)
        self._watcher.setConnection(bus)
        self._watcher.setWatchMode(QDBusServiceWatcher.WatchModeFlag.WatchForUnregistration)
        self._watcher.serviceUnregistered.connect(lambda name: tell(left=True))

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        tell(call=message.member(), signature=message.signature())
        self._watcher.addWatchedService(message.service())
        bus.send(message.createReply([7]))
        return True


class Launcher(QObject):
    @Slot(QDBusMessage)
    def on_update(self, message: QDBusMessage) -> None:
        tell(update=message.arguments()[0], signature=message.signature())


def main() -> int:
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
