"""The window's language: its texts, Qt's own, and dates."""

import errno
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from kinfolk.core.actions import Act, Action, Origin
from kinfolk.core.history.history import HistoryStep
from kinfolk.core.photos import dates
from kinfolk.core.sizes import Size
from kinfolk.errors import AppError, Conflict, NameTaken, StorageError, Text, of_system
from kinfolk.gui.base import languages, words
from kinfolk.gui.base.commands import say_key
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell import keys_sheet
from kinfolk.gui.shell.window import Window
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from kinfolk.settings import Language
from tests.gui import other_language
from tests.gui.hands import until


@pytest.fixture(autouse=True)
def _as_before(qtbot: QtBot) -> Iterator[None]:
    with other_language.for_a_while():
        yield


def test_german() -> None:
    languages.use(Language.GERMAN)
    assert words.faces(4812) == "4.812 Gesichter"
    assert words.faces(1) == "1 Gesicht"
    assert words.came_back(1) == "1 ignorierte Gruppe ist wieder unter „Unbenannt“."
    assert words.came_back(2) == "2 ignorierte Gruppen sind wieder unter „Unbenannt“."
    assert words.date_text(date(2014, 3, 12), month="MMMM") == "12. März 2014"
    assert [words.size_text(size) for size in (1, 1_540_000, 2 * 10**12)] == [
        "1 kB",
        "1,5 MB",
        "2.000 GB",
    ]
    given = Action.of(Act.GIVE, faces=2, name="Eva")
    assert words.action(given) == "2 Gesichter zu Eva verschieben"
    assert words.moved(2, "Eva") == "2 Gesichter zu Eva verschoben"
    assert words.moved(2, None) == "2 Gesichter zu dieser Gruppe verschoben"
    assert words.will_move(1, None) == "Dann bekommt diese Gruppe 1 Gesicht."
    about = dates.giving(
        CaptureDate(datetime(1975, 1, 1), TakenPrecision.ABOUT, TakenSource.USER), 3
    )
    assert words.action(about) == "Datum für 3 Fotos: etwa 1975"
    month = dates.giving(
        CaptureDate(datetime(1975, 6, 1), TakenPrecision.MONTH, TakenSource.USER), 1
    )
    assert words.action(month) == "Datum für ein Foto: Juni 1975"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    keys = keys_sheet._named(("Ctrl+Return", "Enter", "Shift+Right", "Ctrl++", "Del"))
    assert keys == ["Strg Enter", "Enter", "Umschalt →", "Strg +", "Entf"]
    action = QAction()
    say_key(action, "Ctrl+Return")  # a menu has Qt's words
    assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) == "Strg+Enter"
    assert QCoreApplication.translate("WallKeys", "Enter") == "Enter"  # and so the foot


def test_what_the_system_answers_is_said_in_german_too() -> None:
    """Windows says it in its own language, and a photo's reason is kept in English."""
    languages.use(Language.GERMAN)
    why = of_system(OSError(errno.ENOSPC, "Es steht nicht genug Speicherplatz zur Verfügung"))
    full = AppError("{path} couldn’t be written: {why}.", path="a.csv", why=why)
    assert str(full) == "a.csv couldn’t be written: no space left on device."
    assert words.why(full) == "a.csv ließ sich nicht schreiben: kein Platz mehr frei."
    reason = Text("The drive couldn’t read it ({why}).", why=of_system(OSError(errno.EIO, "E/A")))
    kept = Text.unpacked(reason.packed())
    assert words.said(kept).endswith("(Lese- oder Schreibfehler).")
    assert of_system(OSError(errno.EILSEQ, "so rare")) == "so rare"
    said = "The library needs {needed}, but only {free} is free."
    lacking = StorageError(said, needed=Size(1_540_000), free=Size(7))
    assert str(lacking) == "The library needs 1.5 MB, but only 1 kB is free."
    assert words.why(lacking) == "Die Bibliothek braucht 1,5 MB, aber nur 1 kB sind frei."


def test_what_is_not_translated_yet_stays_english(tmp_path: Path) -> None:
    german = other_language.GERMAN.read_text(encoding="utf-8")
    lacking = german.replace(">Keine neuen Gesichter<", "><").replace(">%Ln Gesichter<", "><")
    (tmp_path / "kinfolk_de.ts").write_text(lacking, encoding="utf-8")
    languages.use(Language.GERMAN, tmp_path)
    assert QCoreApplication.translate("NewFacesPage", "No new faces") == "No new faces"
    assert [words.faces(number) for number in (1, 2)] == ["1 Gesicht", "2 faces"]


def test_english() -> None:
    languages.use(Language.ENGLISH)
    assert words.faces(4812) == "4,812 faces"
    assert [words.people(number) for number in (0, 1, 2)] == ["0 people", "1 person", "2 people"]
    assert words.date_text(date(2014, 3, 12), month="MMMM") == "12 March 2014"


def test_what_core_says_is_said_in_german() -> None:
    languages.use(Language.GERMAN)
    taken = NameTaken("person_a", "Anna {b}", "Nothing was changed.")
    assert str(taken) == "There’s already someone named Anna {b}."  # for others it stays English
    assert words.why(taken) == "Es gibt schon jemanden namens Anna {b}. Es wurde nichts geändert."
    why = AppError(
        "{file} can’t be used: {why}.", file="a.onnx", why=Text("it isn’t an ONNX model")
    )
    assert words.why(why) == "a.onnx lässt sich nicht verwenden: es ist kein ONNX-Modell."
    # Of a photo that another process could not read.
    kept = Text(
        "The file is {size} MB; the limit for this kind is {most} MB.", size=1200, most=1024
    )
    german = "Die Datei hat 1.200 MB; von dieser Art sind 1.024 MB erlaubt."
    assert words.said(Text.unpacked(kept.packed())) == german
    assert words.said("The file is empty.") == "Die Datei ist leer."
    assert words.said("Anna") == "Anna"


@pytest.mark.wiring
def test_the_window_refuses_in_german(real: Window, context: Context) -> None:
    """And names a step of the history as it does there."""
    languages.use(Language.GERMAN)
    context.ops.undo()
    until(lambda: real.toast.text == "Nichts rückgängig zu machen.")
    given = Action.of(Act.GIVE, faces=2, name="Eva")
    step = HistoryStep(1, given, Origin.WINDOW, False, False, datetime(2026, 1, 1))
    context.ops.refused.emit(Conflict("“{step}” hasn’t been undone.", step=step))
    assert real.toast.text == "„2 Gesichter zu Eva verschieben“ ist nicht rückgängig gemacht."
