"""Exports and imports in the window: written, shown before they come in, taken back."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from kinfolk.core.db import backups
from kinfolk.core.db.models import AssignedBy
from kinfolk.core.people import people
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.importing import ImportSheet
from kinfolk.gui.dialogs.two_line_list import PLACE, REASON
from kinfolk.gui.shell.window import Window
from tests.album import Album

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def named(album: Album) -> dict[str, str]:
    with album.db.read() as session:
        found = [people.find_by_name(session, name, None) for name in ("Anna", "Nan", "Ben")]
        return {one.name: one.id for one in found if one is not None and one.name}


def fill(album: Album) -> Album:
    anna = album.person("Anna")
    for _ in range(2):
        album.face(anna, by=AssignedBy.USER)
    return album


def chosen(window: Window, text: str) -> None:
    """An entry of the menu."""
    (action,) = [each for each in window.menus.actions() if each.text() == text]
    action.trigger()


def exported(
    qtbot: QtBot, real: Window, monkeypatch: pytest.MonkeyPatch, file: Path, kind: str = "json"
) -> None:
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda _parent, _title, _at, kinds: (
            str(file),
            next(each for each in kinds.split(";;") if kind in each),
        ),
    )
    chosen(real, "Export…")
    qtbot.waitUntil(real.toast.isVisible)


def sheet_of(
    qtbot: QtBot, real: Window, monkeypatch: pytest.MonkeyPatch, file: Path
) -> ImportSheet:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    chosen(real, "Import…")
    sheet = real.findChildren(ImportSheet)[-1]
    qtbot.waitUntil(lambda: sheet.comes.text() != "Reading the file…")
    return sheet


@pytest.mark.wiring
def test_out_and_in_again(
    qtbot: QtBot,
    real: Window,
    context: Context,
    album: Album,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "all.json"
    fill(album)
    exported(qtbot, real, monkeypatch, file)
    assert real.toast.text == "Names and decisions exported to all.json"
    context.db.write(lambda s: people.delete(s, named(album)["Anna"])).result()
    before = album.dump()
    sheet = sheet_of(qtbot, real, monkeypatch, file)
    assert sheet.comes.text() == "1 new person\n2 faces with a name"
    assert sheet.view.isHidden()
    assert album.dump() == before
    qtbot.waitUntil(sheet.isActiveWindow)
    with qtbot.waitSignal(context.ops.done) as done:
        qtbot.keyClick(sheet, Key.Key_Return)
    assert done.args == ["Import 2 faces and 1 new person"]
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert set(named(album)) == {"Anna"}
    (kept,) = backups.listing(backups.folders(context.paths))
    assert kept.kind is backups.BackupKind.IMPORT
    qtbot.waitUntil(real.menus.undo.isEnabled)
    with qtbot.waitSignal(context.ops.undone):
        real.menus.undo.trigger()
    assert album.dump() == before


def test_it_is_taken_in_by_keys_alone(
    qtbot: QtBot, real: Window, album: Album, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fill(album)
    file = tmp_path / "out.json"
    exported(qtbot, real, monkeypatch, file)
    album.db.write(lambda s: people.delete(s, named(album)["Anna"])).result()
    sheet = sheet_of(qtbot, real, monkeypatch, file)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert sheet.isAncestorOf(focused)
    qtbot.waitUntil(sheet.primary.hasFocus)
    with qtbot.waitSignal(sheet.finished):
        qtbot.keyClick(sheet.primary, Key.Key_Return)
    assert "Anna" in named(album)


def test_what_the_file_says_otherwise(
    qtbot: QtBot, real: Window, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.json"
    fill(album)
    exported(qtbot, real, monkeypatch, file)
    content = json.loads(file.read_text("utf-8"))
    content["people"][0]["name"] = "Nan"
    content["photos"].append({"content": "another", "width": 4, "height": 3})
    file.write_text(json.dumps(content), "utf-8")
    sheet = sheet_of(qtbot, real, monkeypatch, file)
    assert sheet.comes.text() == "1 new person"
    assert sheet.stays.text().startswith("Not in your library: 1 photo from the file.")
    assert [sheet.model.item(row).text() for row in range(sheet.model.rowCount())] == ["Nan"] * 2
    assert sheet.model.item(0).data(REASON) == "This face is Anna in your library"
    assert sheet.model.item(0).data(PLACE).endswith(".jpg")
    assert sheet.view.isVisible()
    qtbot.keyClick(sheet, Key.Key_Escape)
    assert set(named(album)) == {"Anna"}


def test_nothing_new(
    qtbot: QtBot, real: Window, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.json"
    fill(album)
    exported(qtbot, real, monkeypatch, file)
    sheet = sheet_of(qtbot, real, monkeypatch, file)
    assert sheet.comes.text() == "Your library already has everything in this file."
    assert not sheet.primary.isEnabled()


def test_an_address_book(
    qtbot: QtBot,
    real: Window,
    context: Context,
    album: Album,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(album)
    file = tmp_path / "contacts.vcf"
    cards = [("Anna", "1984-07-09"), ("Ben", "2001-01-01")]
    file.write_text(
        "".join(f"BEGIN:VCARD\nFN:{name}\nBDAY:{born}\nEND:VCARD\n" for name, born in cards)
    )
    sheet = sheet_of(qtbot, real, monkeypatch, file)
    assert sheet.comes.text() == "1 birth date for people you’ve named"
    qtbot.mouseClick(sheet.more, LEFT)
    assert sheet.comes.text() == "1 birth date for people you’ve named\n1 new person"
    with qtbot.waitSignal(context.ops.done) as done:
        qtbot.mouseClick(sheet.primary, LEFT)
    assert done.args == ["Read 1 birth date and 1 new person from contacts"]
    assert set(named(album)) == {"Anna", "Ben"}


def test_what_cannot_be_read_or_written(
    qtbot: QtBot,
    real: Window,
    context: Context,
    album: Album,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(album)
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"\xff\xd8 picture")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    with qtbot.waitSignal(context.ops.refused) as refused:
        chosen(real, "Export…")
    assert "already exists, and isn’t an export" in refused.args[0].message
    sheet = sheet_of(qtbot, real, monkeypatch, file)
    assert sheet.comes.text() == "The file can’t be imported: it isn’t text."
    assert sheet.sentence.text() == "Nothing was changed."
    assert not sheet.primary.isVisible()
    qtbot.keyClick(sheet, Key.Key_Return)
    assert sheet.isVisible()
    assert file.read_bytes() == b"\xff\xd8 picture"


def test_the_dialogs_begin_where_the_last_was_and_give_the_keys_back(
    qtbot: QtBot, real: Window, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    album.photo()
    real.activateWindow()
    real.pages.show_photos()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is real.photos.grid)
    begun: list[Path] = []

    def chooser(_parent: object, _title: str, at: str, _kinds: str) -> tuple[str, str]:
        """A window of its own, as the system's is."""
        dialog = QDialog()
        QTimer.singleShot(0, dialog.accept)
        dialog.exec()
        begun.append(Path(at))
        return str(tmp_path / "none.json"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", chooser)
    for _ in range(2):
        chosen(real, "Import…")
        sheet = real.findChildren(ImportSheet)[-1]
        real.activateWindow()  # as the system does it, a moment later
        qtbot.waitUntil(lambda sheet=sheet: "can’t be read" in sheet.comes.text())  # type: ignore[misc]
        sheet.reject()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is real.photos.grid)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    assert begun == [Path(QStandardPaths.writableLocation(documents)), tmp_path]


def test_a_table(
    qtbot: QtBot, real: Window, album: Album, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(album)
    exported(qtbot, real, monkeypatch, tmp_path / "who", "csv")
    assert real.toast.text == "Table exported to who.csv"
    assert (tmp_path / "who.csv").read_text("utf-8-sig").count("Anna") == 2


def test_of_which_library(
    qtbot: QtBot, real: Window, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are two, it is asked; nothing is written before."""
    fill(album)
    album.library("Two")
    asked: list[str] = []

    def popup(menu: object, *_: object) -> None:
        asked.extend(each.text() for each in menu.actions())  # type: ignore[attr-defined]

    monkeypatch.setattr("PySide6.QtWidgets.QMenu.popup", popup)
    chosen(real, "Export…")
    assert asked == ["Export from which library?", "Two", "My photos"]
