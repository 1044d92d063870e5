"""The window's language: its texts, Qt's own, and dates."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from pytestqt.qtbot import QtBot

from kinfolk.core.actions import Act, Action
from kinfolk.gui.base import languages, words
from kinfolk.settings import Language

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With German as the build makes it."""
    shutil.copy(ROOT / "resources" / "i18n" / "kinfolk_de.ts", tmp_path)
    code = f"import i18n, pathlib; i18n.release_all(pathlib.Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT / "packaging", check=True)
    return tmp_path


@pytest.fixture(autouse=True)
def _as_before(qtbot: QtBot) -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)
    app = QCoreApplication.instance()
    assert app is not None
    for translator in app.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.setParent(None)


def test_german(folder: Path) -> None:
    languages.use(Language.GERMAN, folder)
    assert words.faces(4812) == "4.812 Gesichter"
    assert words.faces(1) == "1 Gesicht"
    assert words.date_text(date(2014, 3, 12), month="MMMM") == "12. März 2014"
    assert words.owned("Dora") == "von Dora"
    given = Action.of(Act.GIVE, faces=2, name="Eva")
    assert words.action(given) == "2 Gesichter zuordnen: Eva"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_english(folder: Path) -> None:
    languages.use(Language.ENGLISH, folder)
    assert words.faces(4812) == "4,812 faces"
    assert words.date_text(date(2014, 3, 12), month="MMMM") == "12 March 2014"
