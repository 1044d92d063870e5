"""Make the tests' environment the same on every machine, for programs that they start as well.

conftest.py loads this before Qt, which takes its fonts, its scale and its language from here.
"""

import atexit
import locale
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kinfolk import pinned

# Variables that a user, a desktop or a terminal sets, by how their names begin.
OF_THE_USER = (
    *("COLUMNS", "DBUS_", "DESKTOP_", "FORCE_COLOR", "GDK_", "GITHUB_ACTIONS", "GNOME_", "GTK_"),
    *("KDE_", "LANG", "LC_", "LINES", "NO_COLOR", "PY_COLORS", "PYTHONIOENCODING", "PYTHONUTF8"),
    *("PYTHONWARNINGS", "QT_", "SESSION_MANAGER", "SOURCE_DATE_EPOCH", "WAYLAND_", "XDG_"),
)
FONT, WIDE = "DejaVu Sans", 115  # the font's width in per cent of the usual one, when it is wide
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <selectfont>
    <acceptfont><glob>{folder}/DejaVuSans.ttf</glob></acceptfont>
    <acceptfont><glob>{folder}/DejaVuSans-Bold.ttf</glob></acceptfont>
    <rejectfont><glob>{folder}/*</glob></rejectfont>
  </selectfont>
  <match target="font"><edit name="hintstyle"><const>hintslight</const></edit></match>
</fontconfig>
"""


def settle(home: Path) -> None:
    """Give this process, and all that it starts, a home folder and an environment of its own."""
    # So that the sample album is fetched only once
    kept = {pinned.CACHE_VARIABLE: str(pinned.cache_folder())}
    if settings := _pips_settings():
        kept["PIP_CONFIG_FILE"] = settings  # pip's settings say where packages come from
    for name in [name for name in os.environ if name.startswith(OF_THE_USER)]:
        del os.environ[name]
    near = ",".join(filter(None, ["127.0.0.1,::1,localhost", os.environ.get("no_proxy")]))
    os.environ.update(
        kept,
        HOME=str(home),
        USERPROFILE=str(home),
        LC_ALL="C.UTF-8",
        NO_PROXY=near,  # requests to our own server pass no proxy
        no_proxy=near,
        QT_QPA_PLATFORM="offscreen",
        TZ="UTC",
    )
    if known := next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None):
        fonts = home / "fonts.conf"
        fonts.write_text(FONTS.format(folder=known.parent))
        os.environ["FONTCONFIG_FILE"] = str(fonts)
    with suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
    if hasattr(time, "tzset"):
        time.tzset()
    os.umask(0o022)


def _pips_settings() -> str | None:
    """Return the file with the user's settings of pip, None if there is none.

    pip looks for it in the home folder, which the tests replace.
    """
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    known = [folder / "pip" / "pip.conf", Path.home() / ".pip" / "pip.conf"]
    usual = next((str(file) for file in known if file.is_file()), None)
    return os.environ.get("PIP_CONFIG_FILE", usual)


@contextmanager
def lettered(*, wide: bool = False) -> Iterator[None]:
    """Set the app's font to a known one; with `wide` to one wider than nearly all fonts."""
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication

    if not QFontDatabase.hasFamily(FONT):
        pytest.skip(f"not installed: the font {FONT}")
    before = QApplication.font()
    font = QFont(before)
    font.setFamily(FONT)
    font.setStretch(WIDE if wide else 100)
    QApplication.setFont(font)
    yield
    QApplication.setFont(before)


@pytest.fixture(params=["usual", "wide"])
def each_font(request: pytest.FixtureRequest, qapp: object) -> Iterator[None]:
    """Run the test twice: with a font of known width, and with a wide one."""
    with lettered(wide=request.param == "wide"):
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print in one line how many tests were skipped, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[-1]).removeprefix("Skipped: ") for report in skipped)
    if reasons:
        why = "; ".join(f"{count} × {reason}" for reason, count in reasons.most_common())
        terminalreporter.write_line(f"{len(skipped)} tests were left out here: {why}")


# Workers share the home folder of the process that gives them tests
if "PYTEST_XDIST_WORKER" not in os.environ:
    _home = Path(tempfile.mkdtemp(prefix="kinfolk-tests-"))
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
    settle(_home)
