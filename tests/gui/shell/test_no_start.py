"""What keeps the window from opening is said in a small one."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kinfolk import __main__ as entry
from kinfolk.errors import AppError
from kinfolk.gui.dialogs.bug_report import ReportSheet
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.no_start import NoStartSheet
from kinfolk.gui.shell.start_request import NOTHING
from kinfolk.gui.shell.window import Window
from tests.gui.windows import visible, when


def test_what_stands_in_the_way_is_said_and_tried_again(qapp: QApplication, tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.write_text("a file in the place of the folder")
    said: list[str] = []

    def act() -> bool:
        for sheet in visible(NoStartSheet):
            said.append(sheet.said.text())
            base.unlink()
            sheet.primary.click()
        for window in visible(Window):
            window.close()
            return True
        return False

    timer = when(act)
    assert entry.start(base, NOTHING) == 0
    assert not timer.isActive()
    (text,) = said
    assert text.startswith(f"The folder {base / 'data'} can’t be created")


def test_one_may_leave_it(qapp: QApplication, tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.write_text("a file in the place of the folder")

    def act() -> bool:
        for sheet in visible(NoStartSheet):
            sheet.window().close()
            return True
        return False

    timer = when(act)
    with pytest.raises(AppError, match="can’t be created"):
        entry.start(base, NOTHING)
    assert not timer.isActive()


def test_a_bug_at_the_start_has_its_report(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError("seven of nine")

    monkeypatch.setattr(running, "Window", fail)
    said: list[str] = []

    def act() -> bool:
        for sheet in visible(ReportSheet):
            said.append(sheet.report.toPlainText())
            sheet.reject()
            return True
        return False

    timer = when(act)
    with pytest.raises(LookupError):
        entry.start(tmp_path / "base", NOTHING)
    assert not timer.isActive()
    assert "seven of nine" in said[0]
