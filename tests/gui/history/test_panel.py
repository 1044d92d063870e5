"""The history panel in the real window: back to any line, forward again, after a restart, too."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from kinfolk.core.actions import Act, Action, Origin
from kinfolk.core.database import Database
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.base.context import Context
from kinfolk.gui.history.forget import ForgetSheet
from kinfolk.gui.history.model import HERE, START
from kinfolk.gui.history.panel import HistoryPanel
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import shows_focus
from tests.album import Album
from tests.gui.hands import CONTROL, Key, click, heard, hearing, press, until
from tests.gui.windows import closed, opened, visible


def rename(
    db: Database,
    person_id: str,
    name: str,
    origin: Origin | None = Origin.WINDOW,
    act: Act = Act.RENAME,
) -> None:
    change, action = replace(UNCHANGED, name=name), Action.of(act, name=name)
    db.write(lambda s: people.update(s, person_id, change), label=action, origin=origin).result()


def shown(panel: HistoryPanel) -> list[str]:
    """The lines from above: the undone ones with a minus, and where one is."""
    return [
        "here" if line.id == HERE else ("- " if line.is_undone else "") + line.text
        for line in panel.model.rows
    ]


def opened_panel(window: Window, lines: int) -> HistoryPanel:
    until(window.isActiveWindow)
    press(Key.Key_H, held=CONTROL, on=window)
    until(lambda: window.history.model.rowCount() == lines)
    return window.history


def go_to(panel: HistoryPanel, text: str) -> None:
    until(lambda: not panel.journey.is_under_way)  # the list is ready a moment sooner
    row = next(row for row, line in enumerate(panel.model.rows) if line.text == text)
    place = panel.list.visualRect(panel.model.index(row)).center()
    click(panel.list.viewport(), place)


@pytest.mark.wiring
def test_an_empty_history_says_so_and_the_page_below_goes_on(real: Window, album: Album) -> None:
    press(Key.Key_H, held=CONTROL, on=real)
    panel = real.history
    until(panel.empty.isVisible)
    assert panel.empty.text().startswith("Nothing here yet.")
    assert not panel.undo.isEnabled()
    assert panel.close_button.hasFocus()  # no key is of the page below it
    press(Key.Key_H, held=CONTROL, on=real)
    assert not panel.isVisible()
    anna = album.person("Anna", faces=1)
    real.pages.show_section(Section.PEOPLE)
    opened_panel(real, 0)
    heard(real.context.ops.done, lambda: real.wall.act.rename(Named(anna, "Anna"), "Eva"))
    until(lambda: panel.model.rowCount() == 3)
    assert real.toast.isVisible()
    for width in (1280, 900, 760):
        real.resize(width, 600)
        assert real.rect().contains(real.toast.geometry())
        assert not real.toast.geometry().intersects(panel.geometry())
    click(panel.undo)
    until(lambda: shown(panel) == ["- Rename to Eva", "here", "Start"])
    until(panel.redo.isEnabled)
    click(panel.redo)
    until(lambda: shown(panel) == ["here", "Rename to Eva", "Start"])
    assert panel.model.rows[-1].id == START


def test_the_keyboard_returns_to_where_it_was(real: Window, album: Album) -> None:
    anna, page = album.person("Anna", faces=2), real.pages.person
    rename(real.context.db, anna, "Eva")
    real.pages.open_person(anna)
    until(lambda: len(page.faces.grid.faces.ids) == 2)
    page.take_focus()
    panel = opened_panel(real, 3)
    press(Key.Key_Escape, on=panel.list)
    assert not panel.isVisible()
    assert shows_focus(page.faces.grid)
    assert not page.header.name.hasSelectedText()


def test_a_click_goes_back_to_a_line_and_another_one_forward_again(
    real: Window, context: Context, album: Album
) -> None:
    anna = album.person("Anna", faces=1)
    for name in ("B", "C", "D"):
        rename(context.db, anna, name)
    panel = opened_panel(real, 5)
    assert shown(panel) == ["here", "Rename to D", "Rename to C", "Rename to B", "Start"]
    go_to(panel, "Rename to B")
    back = ["- Rename to D", "- Rename to C", "here", "Rename to B", "Start"]
    until(lambda: shown(panel) == back)
    assert album.name_of(anna) == "B"
    go_to(panel, "Rename to C")
    on = ["- Rename to D", "here", "Rename to C", "Rename to B", "Start"]
    until(lambda: shown(panel) == on)
    assert album.name_of(anna) == "C"
    go_to(panel, "Start")
    until(lambda: album.name_of(anna) == "Anna" and shown(panel)[-2] == "here")
    go_to(panel, "Rename to D")
    until(lambda: album.name_of(anna) == "D" and shown(panel)[0] == "here")
    until(lambda: real.menus.undo.text() == "Undo: Rename to D")
    go_to(panel, "Rename to B")
    press(Key.Key_Z, held=CONTROL, on=real)  # it waits for the way to end
    until(lambda: shown(panel)[3] == "here")
    assert album.name_of(anna) == "Anna"
    assert not panel.error.isVisible()


@pytest.mark.slow
def test_what_was_undone_before_a_restart_is_there_and_can_be_done_again(
    qtbot: QtBot, context: Context, album: Album
) -> None:
    anna = album.person("Anna", faces=1)
    first = opened(qtbot, context)
    for name in ("B", "C"):
        rename(context.db, anna, name)
    panel = opened_panel(first, 4)
    go_to(panel, "Start")
    until(lambda: shown(panel)[2] == "here")
    closed(first)
    second = opened(qtbot, context)
    panel = opened_panel(second, 4)
    assert shown(panel) == ["- Rename to C", "- Rename to B", "here", "Start"]
    go_to(panel, "Rename to C")
    until(lambda: shown(panel)[0] == "here")
    assert album.name_of(anna) == "C"
    closed(second)


def test_a_step_set_aside_is_done_again_by_itself_where_it_fits(real: Window, album: Album) -> None:
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=1)
    rename(real.context.db, anna, "Eva")
    real.context.db.undo().result()
    rename(real.context.db, ben, "Bob")
    panel = opened_panel(real, 4)
    assert shown(panel) == ["here", "Rename to Bob", "- Rename to Eva", "Start"]
    go_to(panel, "Rename to Eva")
    until(lambda: shown(panel) == ["here", "Rename to Eva", "Rename to Bob", "Start"])
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")


def test_a_step_that_refuses_ends_the_way_and_says_why(real: Window, album: Album) -> None:
    """Her name of before has gone to someone else meanwhile: that cannot be undone."""
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=1)
    rename(real.context.db, anna, "Eva")
    rename(real.context.db, ben, "Bob")
    panel = opened_panel(real, 4)
    album.do(people.create, name="Anna", library_id=album.library_id)
    go_to(panel, "Start")
    until(panel.error.isVisible)
    assert "Anna" in panel.error.text()
    until(lambda: shown(panel) == ["- Rename to Bob", "here", "Rename to Eva", "Start"])
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Ben")
    go_to(panel, "Rename to Bob")
    until(lambda: album.name_of(ben) == "Bob")
    assert not panel.error.isVisible()


def test_what_another_program_has_just_done_is_not_undone_unseen(
    real: Window, context: Context, album: Album, other: Database
) -> None:
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=1)
    rename(context.db, anna, "Eva")
    panel = opened_panel(real, 3)
    rename(other, ben, "Bob", origin=None)
    go_to(panel, "Start")
    until(panel.error.isVisible)
    assert "Rename to Bob" in panel.error.text()
    until(lambda: shown(panel) == ["here", "Rename to Bob", "Rename to Eva", "Start"])
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")


def test_cancel_ends_the_way_between_two_steps(real: Window, album: Album) -> None:
    anna = album.person("Anna", faces=1)
    for name in "BCDEFGH":
        rename(real.context.db, anna, name)
    panel = opened_panel(real, 9)
    told: list[str] = []

    def on_went(done: int, of: int) -> None:
        told.append(panel.progress.text())
        assert panel.cancel.isVisible()
        if done == 2:
            click(panel.cancel)

    panel.journey.went.connect(on_went)
    heard(panel.journey.ended, lambda: go_to(panel, "Start"))
    assert told == ["Step 1 of 7", "Step 2 of 7", "Step 3 of 7"]
    until(lambda: shown(panel)[3] == "here")
    assert album.name_of(anna) == "E"
    assert not panel.cancel.isVisible()


def test_cancel_before_the_first_step_turns_none(real: Window, album: Album) -> None:
    """The way waits for what is being written."""
    anna, ben = album.person("Anna", faces=1), album.person("Ben", faces=1)
    rename(real.context.db, anna, "Eva")
    panel = opened_panel(real, 3)
    real.wall.act.rename(Named(ben, "Ben"), "Bob")
    with hearing(panel.journey.ended) as ended:
        go_to(panel, "Start")
        assert panel.journey.is_under_way
        press(Key.Key_Escape, on=panel.list)
    assert ended.args == [None]
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")


def test_it_says_who_did_a_step_and_is_forgotten_once_one_has_said_so(
    real: Window, album: Album, other: Database, context: Context
) -> None:
    anna = album.person("Anna", faces=1)
    rename(real.context.db, anna, "A", Origin.API, Act.CHANGE_PERSON)
    rename(other, anna, "B", origin=Origin.COMMAND)
    rename(other, anna, "C", origin=Origin.OTHER)
    rename(other, anna, "D", origin=Origin.WINDOW)
    rename(real.context.db, anna, "E")
    panel = opened_panel(real, 7)
    steps = [line for line in panel.model.rows if line.step]
    assert [(line.text, line.by) for line in steps] == [
        ("Rename to E", ""),
        ("Rename to D", "in another window"),
        ("Rename to C", "by another app"),
        ("Rename to B", "from the command line"),
        ("Change A, from another app", ""),
    ]
    panel.forget.click()
    (sheet,) = visible(ForgetSheet)
    press(Key.Key_Return, on=sheet)  # is no word for it
    until(lambda: not visible(ForgetSheet))
    assert panel.model.rowCount() == 7
    panel.forget.click()
    visible(ForgetSheet)[0].primary.click()
    until(lambda: not visible(ForgetSheet) and panel.empty.isVisible())
    assert not panel.forget.isVisible()
    assert album.name_of(anna) == "E"


def test_new_steps_come_above_and_what_is_looked_at_stays(
    real: Window, context: Context, album: Album
) -> None:
    anna = album.person("Anna", faces=1)
    for number in range(40):
        rename(context.db, anna, f"N{number}")
    panel = opened_panel(real, 42)
    view = panel.list
    view.verticalScrollBar().setValue(600)
    first = view.indexAt(QPoint(20, 1))
    text, top = first.data(), view.visualRect(first).top()
    rename(context.db, anna, "New")
    until(lambda: panel.model.rowCount() == 43)
    first = view.indexAt(QPoint(20, 1))
    assert (first.data(), view.visualRect(first).top()) == (text, top)
