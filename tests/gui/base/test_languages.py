"""The window's language: its texts, Qt's own, and dates."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from kinfolk.core import dates
from kinfolk.core.actions import Act, Action
from kinfolk.gui.base import languages, words
from kinfolk.metadata.taken import Taken, TakenPrecision, TakenSource
from kinfolk.settings import Language
from tests.gui import spoken


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With German as the build makes it."""
    shutil.copy(spoken.GERMAN, tmp_path)
    spoken.release(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def _as_before(qtbot: QtBot) -> Iterator[None]:
    with spoken.for_a_while():
        yield


def test_german(folder: Path) -> None:
    languages.use(Language.GERMAN, folder)
    assert words.faces(4812) == "4.812 Gesichter"
    assert words.faces(1) == "1 Gesicht"
    assert words.date_text(date(2014, 3, 12), month="MMMM") == "12. März 2014"
    assert words.owned("Dora") == "von Dora"
    given = Action.of(Act.GIVE, faces=2, name="Eva")
    assert words.action(given) == "2 Gesichter zuordnen: Eva"
    about = dates.giving(Taken(datetime(1975, 1, 1), TakenPrecision.ABOUT, TakenSource.USER), 3)
    assert words.action(about) == "3 Fotos datieren: etwa 1975"
    month = dates.giving(Taken(datetime(1975, 6, 1), TakenPrecision.MONTH, TakenSource.USER), 1)
    assert words.action(month) == "Ein Foto datieren: Juni 1975"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_english(folder: Path) -> None:
    languages.use(Language.ENGLISH, folder)
    assert words.faces(4812) == "4,812 faces"
    assert words.date_text(date(2014, 3, 12), month="MMMM") == "12 March 2014"
