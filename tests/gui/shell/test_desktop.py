"""What the desktop is told of a scan, heard by a service on a bus of the test's own."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.context import Context
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell import desktop, window
from tests.fake_engine import draw
from tests.gui.hands import hearing, until
from tests.gui.windows import closed, opened, there

CONFIG = """<busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""

pytestmark = [
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="there is no D-Bus"),
    pytest.mark.slow,
]

Fact = Mapping[str, object]


class Heard:
    """What the service says. Who sends over two places on the bus may be heard in any order."""

    def __init__(self, service: "subprocess.Popen[str]") -> None:
        self._lines: list[Fact] = []
        self._service = service
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def until(self, *wanted: Fact) -> list[Fact]:
        """All that is new, once these are among it."""

        def are_there() -> bool:
            known = list(self._lines)
            return all(any(each.items() <= line.items() for line in known) for each in wanted)

        until(are_there)
        found = list(self._lines)
        del self._lines[: len(found)]
        return found

    def close(self) -> None:
        self._service.terminate()
        self._service.wait()
        self._thread.join()

    def _read(self) -> None:
        with there(self._service.stdout) as lines:
            for line in lines:
                self._lines.append(json.loads(line))


@pytest.fixture
def bus(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    (tmp_path / "bus.conf").write_text(CONFIG.format(tmp_path))
    command = ["dbus-daemon", f"--config-file={tmp_path / 'bus.conf'}", "--print-address=1"]
    bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert bus.stdout is not None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
    service = subprocess.Popen(
        [sys.executable, "-m", "tests.gui.shell.desktop_service"],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
    )
    made = Heard(service)
    made.until({"ready": True})
    yield made
    QDBusConnection.disconnectFromBus(desktop._NAME)
    made.close()
    bus.terminate()
    bus.wait()
    bus.stdout.close()


def test_a_scan_is_seen_from_other_windows_and_its_end_told_to_who_is_elsewhere(
    qtbot: QtBot, context: Context, tmp_path: Path, bus: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Progress on the icon, no sleep until it ends, and that once more for the second scan."""
    monkeypatch.setattr(window, "LONG", 0.0)
    running.application()  # which says whose icon it is
    shown = opened(qtbot, context)
    is_there = True
    monkeypatch.setattr(shown, "isActiveWindow", lambda: is_there)
    app = "application://org.kinfolk.Kinfolk.desktop"
    progress = {"update": app, "signature": "sa{sv}"}
    awake = {"call": "Inhibit", "signature": "ss"}
    told = {"call": "AddNotification", "signature": "sa{sv}"}
    for name in "ab":
        draw(tmp_path / "album" / f"{name}.jpg", [("red", 20, 40)], note=name)
        is_there = name == "a"
        with hearing(shown.scanning.ended):
            shown.add_folders([tmp_path / "album"]) if is_there else shown.scanning.start()
        said = bus.until(progress, awake, {"left": True}, *([] if is_there else [told]))
        assert (told in said) is not is_there
        assert said.index(awake) < said.index({"left": True})  # then the desktop may sleep again
    closed(shown)
