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
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.context import Context
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell import desktop, window
from tests.fake_engine import draw
from tests.gui.hands import heard, hearing
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

    def __init__(self, qtbot: QtBot, service: "subprocess.Popen[str]") -> None:
        self._qtbot = qtbot
        self._lines: list[Fact] = []
        self._service = service
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def until(self, *wanted: Fact) -> list[Fact]:
        """All that is new, once these are among it."""

        def are_there() -> bool:
            known = list(self._lines)
            return all(any(each.items() <= line.items() for line in known) for each in wanted)

        self._qtbot.waitUntil(are_there)
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
def bus(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
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
    made = Heard(qtbot, service)
    made.until({"ready": True})
    yield made
    QDBusConnection.disconnectFromBus(desktop._NAME)
    made.close()
    bus.terminate()
    bus.wait()
    bus.stdout.close()


def test_a_long_scan_is_seen_from_other_windows(
    qtbot: QtBot, context: Context, tmp_path: Path, bus: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Progress on the icon, no sleep until it ends, and its end beside the clock."""
    monkeypatch.setattr(window, "LONG", 0.0)
    draw(tmp_path / "album" / "a.jpg", [("red", 20, 40)], note="a")
    running.application()  # which says whose icon it is
    shown = opened(qtbot, context)
    monkeypatch.setattr(shown, "isActiveWindow", lambda: False)
    heard(shown.scanning.ended, lambda: shown.add_folders([tmp_path / "album"]))
    awake = {"call": "Inhibit", "signature": "ss"}
    app = "application://org.kinfolk.Kinfolk.desktop"
    progress = {"update": app, "signature": "sa{sv}"}
    told = {"call": "AddNotification", "signature": "sa{sv}"}
    said = bus.until(progress, awake, {"left": True}, told)
    assert said.index(awake) < said.index({"left": True})  # then the desktop may sleep again
    closed(shown)


def test_who_is_there_sees_it_in_the_window(
    qtbot: QtBot, context: Context, tmp_path: Path, bus: Heard
) -> None:
    """And a second scan keeps the desktop awake like the first."""
    draw(tmp_path / "album" / "a.jpg", [("red", 20, 40)], note="a")
    shown = opened(qtbot, context)
    for name in "ab":
        draw(tmp_path / "album" / f"{name}.jpg", [("red", 20, 40)], note=name)
        with hearing(shown.scanning.ended):
            shown.add_folders([tmp_path / "album"]) if name == "a" else shown.scanning.start()
        said = bus.until({"call": "Inhibit"}, {"left": True})
        assert not [each for each in said if each.get("call") == "AddNotification"]
    closed(shown)
