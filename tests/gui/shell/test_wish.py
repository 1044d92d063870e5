"""What the window is started for: by a file manager, by its icon's menu, by a terminal."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kinfolk.core import library
from kinfolk.errors import AppError
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.window import Window
from kinfolk.gui.shell.wish import LOOK, REVIEW, Wish, wished
from tests.gui.windows import closed, opened


@pytest.mark.parametrize("verb", [["people", "list"], ["scan", "/"], ["--version"], ["-h"]])
def test_a_verb_is_none_of_the_windows(verb: Sequence[str]) -> None:
    assert wished(verb) is None


def test_a_folder_is_told_from_a_verb_by_its_separator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "people").mkdir()
    monkeypatch.chdir(tmp_path)
    assert wished(["people"]) is None
    assert wished(["./people"]) == Wish((tmp_path / "people",))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="gone"):
        wished([str(tmp_path / "gone")])


def test_a_photo_is_to_be_shown_and_takes_nothing_in(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.touch()
    assert wished([str(photo)]) == Wish(photos=(photo,))


def test_the_entries_of_the_icons_menu() -> None:
    assert wished([]) == Wish()
    assert wished([LOOK]) == Wish(looks=True)
    assert wished([REVIEW]) == Wish(reviews=True)


def test_a_folder_is_taken_in_and_looked_through(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    (tmp_path / "album").mkdir()
    window = opened(qtbot, context)
    with qtbot.waitSignal(window.scanning.ended):
        window.fulfil(Wish((tmp_path / "album",)))
    with context.db.read() as session:
        assert [folder.path for folder in library.folders(session)] == [tmp_path / "album"]
    assert window.whole.currentIndex() == 1
    closed(window)


@pytest.mark.wiring
def test_review_begins_with_its_questions(qtbot: QtBot, real: Window) -> None:
    with qtbot.waitSignal(real.scanning.ended):
        real.fulfil(Wish(reviews=True))
    assert real.pages.currentWidget() is real.review


def test_who_asks_for_new_photos_is_told_that_there_are_none(qtbot: QtBot, real: Window) -> None:
    with qtbot.waitSignal(real.scanning.ended):
        real.fulfil(Wish(looks=True))
    assert real.scanning.is_asked
