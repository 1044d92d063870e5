"""What the window is started for, and what keeps it from opening."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kinfolk import __main__ as entry
from kinfolk.errors import AppError
from kinfolk.gui.dialogs.bug_report import ReportSheet
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.no_start import NoStartSheet
from kinfolk.gui.shell.start_request import LOOK, NOTHING, REVIEW, StartRequest, wished
from kinfolk.gui.shell.window import Window
from tests.gui.hands import heard
from tests.gui.windows import comes, played


@pytest.mark.parametrize("verb", [["people", "list"], ["scan", "/"], ["--version"], ["-h"]])
def test_a_verb_is_none_of_the_windows(verb: Sequence[str]) -> None:
    assert wished(verb) is None


def test_a_folder_is_told_from_a_verb_by_its_separator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "people").mkdir()
    monkeypatch.chdir(tmp_path)
    assert wished(["people"]) is None
    assert wished(["./people"]) == StartRequest((tmp_path / "people",))


@pytest.mark.parametrize("gone", ["gone", "gone" * 100])
def test_a_folder_that_is_not_there_is_said(tmp_path: Path, gone: str) -> None:
    with pytest.raises(AppError, match="gone"):
        wished([str(tmp_path / gone)])


def test_a_photo_is_to_be_shown_and_takes_nothing_in(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.touch()
    assert wished([str(photo)]) == StartRequest(photos=(photo,))


def test_the_entries_of_the_icons_menu() -> None:
    assert wished([]) == StartRequest()
    assert wished([LOOK]) == StartRequest(looks=True)
    assert wished([REVIEW]) == StartRequest(reviews=True)


@pytest.mark.wiring
def test_it_begins_with_the_questions_or_with_a_scan_that_says_how_it_ends(real: Window) -> None:
    heard(real.scanning.ended, lambda: real.fulfil(StartRequest(reviews=True)))
    assert real.pages.currentWidget() is real.review
    heard(real.scanning.ended, lambda: real.fulfil(StartRequest(looks=True)))
    assert real.scanning.is_asked


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
