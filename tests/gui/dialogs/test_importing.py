"""Exports and imports in the window: written, shown before they come in, taken back."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from kinfolk.core.db import backups
from kinfolk.core.db.models import AssignedBy
from kinfolk.core.people import people
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.importing import ImportSheet
from kinfolk.gui.dialogs.two_line_list import PLACE, REASON
from kinfolk.gui.shell.window import Window
from tests.album import Album
from tests.gui.hands import Key, click, heard, press, until
from tests.gui.windows import choose


class Exchange:
    """The whole window on a library with two faces of Anna, and a file that is chosen."""

    def __init__(self, real: Window, album: Album, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.real, self.album, self.patch = real, album, patch
        self.file = folder / "all.json"
        anna = album.person("Anna")
        for _ in range(2):
            album.face(anna, by=AssignedBy.USER)

    def write(self, kind: str = "json") -> str:
        """Export the library, and return what is said."""

        def chosen(_parent: object, _title: str, _at: str, kinds: str) -> tuple[str, str]:
            return str(self.file), next(each for each in kinds.split(";;") if kind in each)

        self.patch.setattr(QFileDialog, "getSaveFileName", chosen)
        choose(self.real.menus, "Export…")
        until(self.real.toast.isVisible)
        return self.real.toast.text

    def read(self) -> ImportSheet:
        """Import the file, as far as its sheet."""
        self.patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(self.file), ""))
        choose(self.real.menus, "Import…")
        sheet = self.real.findChildren(ImportSheet)[-1]
        until(lambda: sheet.comes.text() != "Reading the file…")
        return sheet

    def named(self) -> dict[str, str]:
        """Who of three people there is, with their ids."""
        found = [self.album.ask(people.find_by_name, name, None) for name in ("Anna", "Nan", "Ben")]
        return {one.name: one.id for one in found if one is not None and one.name}


@pytest.fixture
def exchange(
    real: Window, album: Album, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Exchange:
    return Exchange(real, album, monkeypatch, tmp_path)


@pytest.mark.wiring
def test_out_and_in_again(exchange: Exchange, context: Context, album: Album) -> None:
    """By keys alone."""
    assert exchange.write() == "Names and decisions exported to all.json"
    album.do(people.delete, exchange.named()["Anna"])
    before = album.dump()
    sheet = exchange.read()
    assert sheet.comes.text() == "1 new person\n2 faces with a name"
    assert sheet.view.isHidden()
    assert album.dump() == before
    until(lambda: sheet.isActiveWindow() and sheet.primary.hasFocus())
    said = heard(context.ops.done, lambda: press(Key.Key_Return))
    assert said == ["Import 2 faces and 1 new person"]
    until(lambda: not sheet.isVisible())
    assert set(exchange.named()) == {"Anna"}
    (kept,) = backups.listing(backups.folders(context.paths))
    assert kept.kind is backups.BackupKind.IMPORT
    undo = exchange.real.menus.undo
    until(undo.isEnabled)
    heard(context.ops.undone, undo.trigger)
    assert album.dump() == before


def test_what_the_file_says_otherwise(exchange: Exchange) -> None:
    exchange.write()
    sheet = exchange.read()
    assert sheet.comes.text() == "Your library already has everything in this file."
    assert not sheet.primary.isEnabled()
    press(Key.Key_Escape, on=sheet)
    content = json.loads(exchange.file.read_text("utf-8"))
    content["people"][0]["name"] = "Nan"
    content["photos"].append({"content": "another", "width": 4, "height": 3})
    exchange.file.write_text(json.dumps(content), "utf-8")
    sheet = exchange.read()
    assert sheet.comes.text() == "1 new person"
    assert sheet.stays.text().startswith("Not in your library: 1 photo from the file.")
    assert [sheet.model.item(row).text() for row in range(sheet.model.rowCount())] == ["Nan"] * 2
    assert sheet.model.item(0).data(REASON) == "This face is Anna in your library"
    assert sheet.model.item(0).data(PLACE).endswith(".jpg")
    assert sheet.view.isVisible()
    press(Key.Key_Escape, on=sheet)
    assert set(exchange.named()) == {"Anna"}


def test_escape_does_not_stop_an_import_that_cannot_be_cancelled(exchange: Exchange) -> None:
    exchange.write()
    exchange.album.do(people.delete, exchange.named()["Anna"])
    sheet = exchange.read()
    sheet.primary.click()
    assert not sheet.cancel.isEnabled()
    press(Key.Key_Escape, on=sheet)
    assert sheet.isVisible()
    until(lambda: set(exchange.named()) == {"Anna"})


def test_an_address_book(exchange: Exchange, context: Context) -> None:
    exchange.file = exchange.file.with_name("contacts.vcf")
    cards = [("Anna", "1984-07-09"), ("Ben", "2001-01-01")]
    exchange.file.write_text(
        "".join(f"BEGIN:VCARD\nFN:{name}\nBDAY:{born}\nEND:VCARD\n" for name, born in cards)
    )
    sheet = exchange.read()
    assert sheet.comes.text() == "1 birth date for people you’ve named"
    click(sheet.more)
    assert sheet.comes.text() == "1 birth date for people you’ve named\n1 new person"
    said = heard(context.ops.done, lambda: click(sheet.primary))
    assert said == ["Read 1 birth date and 1 new person from contacts"]
    assert set(exchange.named()) == {"Anna", "Ben"}


def test_what_cannot_be_read_or_written(exchange: Exchange, context: Context) -> None:
    exchange.file = exchange.file.with_name("photo.jpg")
    exchange.file.write_bytes(b"\xff\xd8 picture")
    (refused,) = heard(context.ops.refused, exchange.write)
    assert "already exists, and isn’t an export" in refused.message
    sheet = exchange.read()
    assert sheet.comes.text() == "The file can’t be imported: it isn’t text."
    assert sheet.sentence.text() == "Nothing was changed."
    assert not sheet.primary.isVisible()
    press(Key.Key_Return, on=sheet)
    assert sheet.isVisible()
    assert exchange.file.read_bytes() == b"\xff\xd8 picture"


def test_the_dialogs_begin_where_the_last_was_and_give_the_keys_back(
    exchange: Exchange, real: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real.activateWindow()
    real.pages.show_photos()
    until(lambda: QApplication.focusWidget() is real.photos.grid)
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
        choose(real.menus, "Import…")
        sheet = real.findChildren(ImportSheet)[-1]
        real.activateWindow()  # as the system does it, a moment later
        until(lambda sheet=sheet: "can’t be read" in sheet.comes.text())  # type: ignore[misc]
        sheet.reject()
        until(lambda: QApplication.focusWidget() is real.photos.grid)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    assert begun == [Path(QStandardPaths.writableLocation(documents)), tmp_path]


def test_a_table_gets_its_end(exchange: Exchange) -> None:
    for chosen, written in (
        ("who.csv", "who.csv"),
        ("Aunt Dr. Miller", "Aunt Dr. Miller.csv"),
        ("all.json", "all.csv"),
    ):
        exchange.file = exchange.file.with_name(chosen)
        exchange.real.toast.hide()
        assert exchange.write("csv") == f"Table exported to {written}"
        assert exchange.file.with_name(written).read_text("utf-8-sig").count("Anna") == 2


def test_of_which_library(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are two, it is asked; nothing is written before."""
    exchange.album.library("Two")
    asked: list[str] = []

    def popup(menu: object, *_: object) -> None:
        asked.extend(each.text() for each in menu.actions())  # type: ignore[attr-defined]

    monkeypatch.setattr("PySide6.QtWidgets.QMenu.popup", popup)
    choose(exchange.real.menus, "Export…")
    assert asked == ["Export from which library?", "Two", "My photos"]
