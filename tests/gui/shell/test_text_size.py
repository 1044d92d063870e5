"""Everything in the window is as much larger as the system's text is, and fits the screen."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kinfolk.gui.shell import text_size
from tests.gui.screen import ROOT, needs_screen, screen
from tests.patience import PATIENCE

KDE = {"XDG_CURRENT_DESKTOP": "KDE", "KDE_FULL_SESSION": "true", "KDE_SESSION_VERSION": "6"}
KDEGLOBALS = """[General]
font=Noto Sans,{points},-1,5,50,0,0,0,0,0
[Colors:Button]
BackgroundNormal=252,252,252
[Colors:Selection]
BackgroundNormal=233,61,88
"""

needs_xrdb = pytest.mark.skipif(shutil.which("xrdb") is None, reason="not installed: xrdb")


def started(
    folder: Path, *, points: int = 0, dpi: int = 96, size: str = "1920x1200", **more: str
) -> dict[str, Any]:
    """What a window that opens for the first time on such a screen tells of itself.

    points: the size of the font in KDE's settings.
    """
    if points:
        (folder / "kdeglobals").write_text(KDEGLOBALS.format(points=points))
        more |= KDE
    with screen(size) as display:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]),
            "XDG_CONFIG_HOME": str(folder),
            **more,
        }
        if dpi != 96:
            said = f"Xft.dpi: {dpi}".encode()
            subprocess.run(["xrdb", "-nocpp", "-merge"], input=said, env=environment, check=True)
        program = Path(__file__).parents[1] / "text_size_window.py"
        done = subprocess.run(
            [sys.executable, str(program), str(folder / "base")],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            timeout=PATIENCE,
            check=True,
        )
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def fits(told: dict[str, Any]) -> bool:
    return all(one <= room for one, room in zip(told["window"], told["free"], strict=True))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """With text of the usual size."""
    return started(tmp_path_factory.mktemp("usual"))


@pytest.mark.slow
class TestWindow:
    pytestmark = needs_screen

    def test_usual_text_changes_nothing(self, usual: dict[str, Any]) -> None:
        assert (usual["ratio"], usual["window"], usual["left"]) == (1, [1280, 820], None)

    @needs_xrdb
    def test_with_a_larger_dpi_text_is_as_much_larger(
        self, usual: dict[str, Any], tmp_path: Path
    ) -> None:
        larger = started(tmp_path, dpi=144)
        assert larger["ink"] == pytest.approx(1.5 * usual["ink"], abs=2)

    def test_with_a_larger_font_of_kde_text_is_as_much_larger(
        self, usual: dict[str, Any], tmp_path: Path
    ) -> None:
        larger = started(tmp_path, points=15)
        assert larger["ink"] == pytest.approx(1.5 * usual["ink"], abs=2)
        assert larger["left"] is None  # other programs follow the system by themselves
        assert larger["accent"] != usual["accent"]

    def test_what_the_user_says_to_qt_counts(self, tmp_path: Path) -> None:
        told = started(tmp_path, points=15, QT_SCALE_FACTOR="1.25")
        assert (told["ratio"], told["left"]) == (1.25, "1.25")

    def test_on_a_small_screen_it_grows_as_far_as_the_window_fits(self, tmp_path: Path) -> None:
        told = started(tmp_path, points=20, size="1366x768")
        assert 1.35 < told["ratio"] < 1.5
        assert told["window"][0] >= 760
        assert told["window"][1] >= 520
        assert fits(told)

    @needs_xrdb
    def test_the_window_fits_where_qt_makes_it_larger(self, tmp_path: Path) -> None:
        told = started(tmp_path, dpi=144, size="1366x768")
        assert told["ratio"] == 1.5
        assert fits(told)


@pytest.mark.skipif(shutil.which("gsettings") is None, reason="not installed: gsettings")
def test_gnomes_size_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "glib-2.0/settings/keyfile"
    kept.parent.mkdir(parents=True)
    kept.write_text("[org/gnome/desktop/interface]\ntext-scaling-factor=1.25\n")
    monkeypatch.setenv("GSETTINGS_BACKEND", "keyfile")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    if text_size.of_gtk() != 1.25:
        pytest.skip("not installed: gsettings-desktop-schemas")


def test_without_gnomes_programs_text_is_of_the_usual_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert text_size.of_gtk() == 1


class Registry(ModuleType):
    """Windows' module on a machine where that much is set."""

    HKEY_CURRENT_USER = "user"

    def __init__(self, values: dict[tuple[str, str, str], int]) -> None:
        super().__init__("winreg")
        self._values = values

    def OpenKey(self, *path: str) -> AbstractContextManager[tuple[str, ...]]:
        if not any(key[:2] == path for key in self._values):
            raise FileNotFoundError(path)
        return nullcontext(path)

    def QueryValueEx(self, path: tuple[str, str], name: str) -> tuple[int, int]:
        if (*path, name) not in self._values:
            raise FileNotFoundError(name)
        return self._values[*path, name], 4


ACCESSIBILITY = "user", r"Software\Microsoft\Accessibility"


@pytest.mark.parametrize(
    ("values", "factor"),
    [
        ({}, 1.0),
        ({(*ACCESSIBILITY, "Configuration"): 1}, 1.0),
        ({(*ACCESSIBILITY, "TextScaleFactor"): 150}, 1.5),
        ({(*ACCESSIBILITY, "TextScaleFactor"): 225}, 2.25),
    ],
)
def test_windows_size_is_read(
    values: dict[tuple[str, str, str], int], factor: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "winreg", Registry(values))
    monkeypatch.setattr(sys, "platform", "win32")
    assert text_size.wished() == factor
