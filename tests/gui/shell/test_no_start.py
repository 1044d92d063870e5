"""What keeps the window from opening is said in a small one."""

from collections.abc import Iterator
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
from tests.gui.windows import comes, played


def test_what_stands_in_the_way_is_said_and_tried_again(qapp: QApplication, tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.write_text("a file in the place of the folder")

    def story() -> Iterator[None]:
        sheet = yield from comes(NoStartSheet)
        assert sheet.said.text().startswith(f"The folder {base / 'data'} can’t be created")
        base.unlink()
        sheet.primary.click()
        (yield from comes(Window)).close()

    assert played(lambda: entry.start(base, NOTHING), story()) == 0


def test_one_may_leave_it(qapp: QApplication, tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.write_text("a file in the place of the folder")

    def story() -> Iterator[None]:
        (yield from comes(NoStartSheet)).window().close()

    with pytest.raises(AppError, match="can’t be created"):
        played(lambda: entry.start(base, NOTHING), story())


def test_a_bug_at_the_start_has_its_report(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError("seven of nine")

    monkeypatch.setattr(running, "Window", fail)

    def story() -> Iterator[None]:
        sheet = yield from comes(ReportSheet)
        said.append(sheet.report.toPlainText())
        sheet.reject()

    said: list[str] = []
    with pytest.raises(LookupError):
        played(lambda: entry.start(tmp_path / "base", NOTHING), story())
    assert "seven of nine" in said[0]
