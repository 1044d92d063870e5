"""The languages of the window: nothing is missing, and what is filled in has its places."""

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parents[2]
GERMAN = ROOT / "resources" / "i18n" / "kinfolk_de.ts"


@pytest.fixture(scope="module")
def i18n() -> ModuleType:
    spec = importlib.util.spec_from_file_location("i18n", ROOT / "packaging" / "i18n.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["i18n"] = module
    spec.loader.exec_module(module)
    return module


def test_german_is_complete(i18n: ModuleType, tmp_path: Path) -> None:
    target = Path(shutil.copy(GERMAN, tmp_path))
    i18n.update(target)
    assert i18n.problems(target) == []


def test_what_is_lacking_is_told(i18n: ModuleType, tmp_path: Path) -> None:
    target = tmp_path / "kinfolk_de.ts"
    text = GERMAN.read_text(encoding="utf-8")
    text = text.replace(">Nichts Neues<", "><").replace(">{}, ausgewählt<", ">{} {}<")
    target.write_text(text, encoding="utf-8")
    assert i18n.problems(target) == [
        "ArrivalsPage: 'Nothing new' is not translated",
        "ReviewBoard: '{}, selected' has other places than '{} {}'",
    ]


def test_texts_are_found_wherever_they_stand(i18n: ModuleType) -> None:
    found = {(each.context, each.source) for each in i18n.texts()}
    assert ("scan_words", "Away: {}.") in found  # in an f-string
    assert ("keys", "Show in folder") in found  # in a table
    assert ("words", "New person {name}") in found  # in a table of core
    assert ("KeepNamesSheet", "Write them") in found  # by a function made on the way
    assert ("QObject", "Look closer…") in found  # of another object
    assert ("search", "without|not|no") in found


def test_qt_reads_what_is_made(i18n: ModuleType, tmp_path: Path) -> None:
    made = i18n.release(Path(shutil.copy(GERMAN, tmp_path)))
    translator = QTranslator()
    assert translator.load(str(made))
    assert translator.translate("Window", "Settings…") == "Einstellungen…"
