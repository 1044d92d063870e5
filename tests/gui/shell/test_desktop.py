"""What the desktop is told of a scan, heard by a service on a bus of the test's own."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from kinfolk.gui.base.context import Context
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell import desktop, window
from tests.fake_engine import draw
from tests.gui.windows import closed, opened

PATIENCE = 30_000
CONFIG = """<busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="there is no D-Bus")


class Heard:
    """What the service says, in the order in which it came."""

    def __init__(self, qtbot: QtBot, service: "subprocess.Popen[str]") -> None:
        self._qtbot = qtbot
        self._lines: list[dict[str, object]] = []
        self._service = service
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def until(self, **facts: object) -> list[dict[str, object]]:
        """All that is new, up to a line that says this."""

        def place() -> int | None:
            known = enumerate(list(self._lines), 1)
            return next((n for n, line in known if facts.items() <= line.items()), None)

        self._qtbot.waitUntil(lambda: place() is not None, timeout=PATIENCE)
        found, self._lines[: place()] = self._lines[: place()], []
        return found

    def close(self) -> None:
        self._service.terminate()
        self._service.wait()
        self._thread.join()

    def _read(self) -> None:
        assert self._service.stdout is not None
        with self._service.stdout as lines:
            for line in lines:
                self._lines.append(json.loads(line))


@pytest.fixture
def heard(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
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
    made.until(ready=True)
    yield made
    QDBusConnection.disconnectFromBus(desktop._NAME)
    made.close()
    bus.terminate()
    bus.wait()
    bus.stdout.close()


def test_a_long_scan_is_seen_from_other_windows(
    qtbot: QtBot, context: Context, tmp_path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Progress on the icon, no sleep until it ends, and its end beside the clock."""
    monkeypatch.setattr(window, "LONG", 0.0)
    draw(tmp_path / "album" / "a.jpg", [("red", 20, 40)], note="a")
    running.application()  # which says whose icon it is
    shown = opened(qtbot, context)
    monkeypatch.setattr(shown, "isActiveWindow", lambda: False)
    with qtbot.waitSignal(shown.scanning.ended, timeout=60_000):
        shown.add_folders([tmp_path / "album"])
    began = heard.until(call="Inhibit")
    assert began[-1]["signature"] == "ss"
    app = "application://org.kinfolk.Kinfolk.desktop"
    assert began[0] == {"update": app, "signature": "sa{sv}"}
    heard.until(left=True)  # the desktop may sleep again
    assert heard.until(call="AddNotification")[-1]["signature"] == "sa{sv}"
    closed(shown)


def test_who_is_there_sees_it_in_the_window(
    qtbot: QtBot, context: Context, tmp_path: Path, heard: Heard
) -> None:
    """And a second scan keeps the desktop awake like the first."""
    draw(tmp_path / "album" / "a.jpg", [("red", 20, 40)], note="a")
    shown = opened(qtbot, context)
    for name in "ab":
        draw(tmp_path / "album" / f"{name}.jpg", [("red", 20, 40)], note=name)
        with qtbot.waitSignal(shown.scanning.ended, timeout=60_000):
            shown.add_folders([tmp_path / "album"]) if name == "a" else shown.scanning.start()
        heard.until(call="Inhibit")
        said = heard.until(left=True)
        assert not [each for each in said if each.get("call") == "AddNotification"]
    closed(shown)
