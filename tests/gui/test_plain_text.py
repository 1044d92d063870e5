"""Names and file names are shown as they are: never as markup, never as keys."""

import ast
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QMainWindow,
    QPushButton,
    QToolTip,
    QWidget,
)
from sqlalchemy import select
from sqlmodel import Session

from kinfolk.core import names
from kinfolk.core.db.models import Asset, AssetState, Folder
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people_lists import Section
from kinfolk.core.photos import library
from kinfolk.gui.base import plain_text
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.unreadable_photos import ProblemsSheet
from kinfolk.gui.settings.sheet import SettingsSheet
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.toast import Toast
from kinfolk.gui.shell.window import Window
from tests.album import Album
from tests.gui.hands import heard, until
from tests.gui.reviewing import Reviewed
from tests.gui.windows import hovered, over

GUI = Path(running.__file__).parents[1]
MARKUP = '<p style="white-space:pre-wrap">'
HOSTILE = (
    '<img src="pipe">',
    "<b>Eva</b>",
    "R&D",
    "&amp; &lt;i&gt;",
    "<!DOCTYPE html>Eva",
    '<?xml version="1.0"?><h1>Eva</h1>',
    "a < b > c",
    "Eva\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe",
    "👩‍👩‍👧 Omas & Opas",
    "<u>" * 40,
)


def seen(tip: str) -> str:
    """What Qt shows for a tip; one that could be markup has to be made by us."""
    document = QTextDocument()
    if tip.startswith(MARKUP):
        document.setHtml(tip)
        assert "<" not in tip.removeprefix(MARKUP).removesuffix("</p>")
    else:
        assert "<" not in tip
        assert "&" not in tip
        document.setPlainText(tip)
    return document.toPlainText()


@pytest.mark.parametrize("name", [*HOSTILE, "two  spaces " * 20, "a\nb", ""])
def test_a_tip_shows_exactly_its_text(name: str) -> None:
    assert seen(plain_text.tip(name)) == name


@pytest.mark.parametrize("name", HOSTILE)
def test_a_button_shows_exactly_its_text(name: str) -> None:
    text = plain_text.literal(name)
    assert QKeySequence.mnemonic(text).isEmpty()
    assert text.replace("&&", "") == name.replace("&", "")
    assert plain_text.shown(text) == name


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Path]:
    """A tip that opens it for reading waits for ever."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    before = Path.cwd()
    os.chdir(tmp_path)
    yield path
    os.chdir(before)


def photo_called(album: Album, name: str) -> str:
    asset = album.photo()
    album.edit(Asset, asset, path=name)
    return asset


@pytest.mark.wiring
def test_hovering_a_face_neither_waits_nor_loads(real: Window, album: Album, pipe: Path) -> None:
    name = f'<img src="pipe"><img src={pipe.name}>.jpg'
    eva = album.person("<img src=pipe>")
    album.face(eva, asset_id=photo_called(album, f"/photos/{name}"))
    real.pages.open_person(eva)
    grid = real.pages.person.faces.grid
    until(lambda: grid.model().rowCount() == 1)
    until(lambda: not grid.visualRect(grid.model().index(0, 0)).isEmpty())
    tip = hovered(grid, grid.visualRect(grid.model().index(0, 0)).center())
    assert name in seen(tip)
    QToolTip.hideText()


def test_hovering_a_suggested_face(reviewed: Reviewed, pipe: Path) -> None:
    def rename(session: Session) -> None:
        for number, asset in enumerate(session.execute(select(Asset)).scalars().all()):
            asset.path = f"/photos/<img src=pipe>{number}.jpg"

    reviewed.album.do(rename)
    reviewed.album.change(reviewed.dora, name="<img src=pipe>")
    reviewed.open()
    card = reviewed.card(0)
    assert "<img src=pipe>" in seen(hovered(card.faces, QPoint(30, 30)))
    check(reviewed.window)
    QToolTip.hideText()


def test_what_could_not_be_read(context: Context, window: Window, album: Album, pipe: Path) -> None:
    path = f'/photos/<img src="{pipe}">/<b>x\u2028y.jpg'
    album.edit(Asset, photo_called(album, path), state=AssetState.FAILED)
    sheet = ProblemsSheet(context, window, closed=())
    sheet.open()
    until(lambda: sheet.model.rowCount() == 1)
    until(lambda: not sheet.view.visualRect(sheet.model.index(0, 0)).isEmpty())
    tip = hovered(sheet.view, sheet.view.visualRect(sheet.model.index(0, 0)).center())
    assert seen(tip).replace("\n", "\u2028") == path
    check(sheet)
    sheet.reject()
    QToolTip.hideText()


def check(whole: QWidget | None) -> None:
    """Every widget there is: no markup, no keys."""
    assert whole is not None
    for widget in (whole, *whole.findChildren(QWidget)):
        seen(widget.toolTip())
        assert widget.statusTip() == widget.whatsThis() == ""
        if isinstance(widget, QLabel) and widget.objectName() == "qtooltip_label":
            seen(widget.text())
        elif isinstance(widget, QLabel) and widget.text():
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget.text()
        if isinstance(widget, QAbstractButton):
            bare = QPushButton.text(widget) if isinstance(widget, QPushButton) else ""
            bare = bare or QAbstractButton.text(widget)
            assert QKeySequence.mnemonic(bare).isEmpty(), bare
        for action in widget.actions():
            assert QKeySequence.mnemonic(action.text()).isEmpty(), action.text()


def test_a_hostile_name_wherever_it_is_shown(real: Window, album: Album) -> None:
    eva = album.person("Eva", faces=2)
    group = album.group()
    for name in HOSTILE:
        album.edit(Folder, album.folder_id, path=f"/photos/{name}")
        album.do(library.update, album.library_id, replace(library.UNCHANGED, name=name))
        known = Named(eva, album.name_of(eva) or "")
        heard(real.context.ops.done, partial(real.wall.act.rename, known, name))
        assert name in real.toast.text
        until(lambda name=name: name in seen(real.menus.undo.toolTip()))  # type: ignore[misc]
        real.pages.show_section(Section.PEOPLE)
        until(lambda: real.wall.people.people.rowCount() == 1)
        check(real)
        real.pages.open_person(eva)
        until(lambda: real.pages.person.faces.grid.model().rowCount() == 2)
        real.pages.person.faces.grid.selectAll()
        begin = str(names.clean(name))[:20]  # a long one ends in … on a button
        until(partial(any_says, begin, real.pages.person))
        check(real)
        real.new_person(group_id=group)
        check(real)
        over(real, NewPersonDialog).reject()
        sheet = SettingsSheet(real.context, real, scanning=real.scanning, server=None)
        sheet.open()
        check(real)
        sheet.reject()


def any_says(text: str, page: QWidget) -> bool:
    return any(text in each.text() for each in page.findChildren(QPushButton) if each.isVisible())


# no one goes past it


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if getattr(called, "attr", getattr(called, "id", None)) == name:
                yield node


def is_fixed(text: ast.expr) -> bool:
    """A constant, or one that is translated."""
    if isinstance(text, ast.IfExp):
        return is_fixed(text.body) and is_fixed(text.orelse)
    if isinstance(text, ast.Call):
        called = ast.unparse(text.func)
        if called in ("plain_text.tip", "plain_text.literal", "key_tip"):
            return True
        return called.endswith(("tr", "QKeySequence")) and all(map(is_fixed, text.args))
    return isinstance(text, ast.Constant)


SOURCES = sorted(GUI.glob("**/*.py"))


def test_every_tip_goes_through_plain() -> None:
    loose = []
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        made = {
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and is_fixed(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in (*calls(tree, "setToolTip"), *calls(tree, "showText")):
            text = call.args[1 if len(call.args) > 1 else 0]
            if ast.unparse(call.func).startswith("super()"):
                continue  # hands on what its callers were asked for
            if not is_fixed(text) and not (isinstance(text, ast.Name) and text.id in made):
                loose.append(f"{path.name}:{call.lineno} {ast.unparse(text)}")
    assert loose == []


def test_nothing_that_shows_markup_is_used() -> None:
    forbidden = ("setHtml", "setWhatsThis", "setStatusTip", "RichText", "QMessageBox", "AutoText")
    found = [
        f"{path.name}: {word}"
        for path in SOURCES
        for word in forbidden
        if word in path.read_text("utf-8")
    ]
    assert found == []
    # A bare label guesses; those that are made show a picture, or say that their text is plain.
    for path in SOURCES:
        text = path.read_text("utf-8")
        bare = sum(1 for _ in calls(ast.parse(text), "QLabel"))
        pictures = text.count("setPixmap(")
        assert bare <= pictures + text.count("setTextFormat(Qt.TextFormat.PlainText)"), path.name


def test_a_name_on_the_button_of_a_message_is_no_key(window: QMainWindow) -> None:
    toast = Toast(window)
    toast.say("There’s already someone named R&B.", button="Merge into R&B", act=lambda: None)
    assert toast.button.shortcut().isEmpty()
