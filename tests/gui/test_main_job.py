"""The main job in one go: real photos, the real engine, a real window."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfolk.core.faces import faces
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people import Person
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from kinfolk.settings import Settings, Theme
from tests import labelled
from tests.gui.drops import drop
from tests.gui.hands import Key, heard, hearing, press, redo, undo, until, write
from tests.gui.walls import person
from tests.gui.windows import closed, first

pytestmark = pytest.mark.slow


@pytest.fixture(params=["album", "families"])
def photos(request: pytest.FixtureRequest) -> Path:
    """A folder of real photos: our own sample album, and real families where they are."""
    if request.param == "families":
        return labelled.photos("families")
    return Path(request.getfixturevalue("sample_album"))


@contextmanager
def session_of(qtbot: QtBot, base: Path) -> Iterator[tuple[Context, Window]]:
    """The app from its start to the closing of its window."""
    paths = Paths.of(base)
    settings = Settings.load(paths.settings_file).model_copy(update={"theme": Theme.LIGHT})
    with running.opened(paths, settings) as context:
        window = Window(context)
        window.resize(1280, 820)
        window.show()
        qtbot.waitExposed(window)
        yield context, window
        closed(window)


def sums(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def dora(context: Context) -> Person:
    with context.db.read() as session:
        found = people.find_by_name(session, "Dora", None)
    assert found is not None
    return found


def face_count(context: Context, person_id: str) -> int:
    return person(context, person_id).face_count


def create_dora(context: Context, window: Window) -> tuple[str, list[str]]:
    """Names the largest group by the keyboard alone; its faces but one, the third as portrait."""
    cards = window.wall.groups.people
    # What came while the page was open stands last: the first one need not be the largest.
    until(lambda: any(face_count(context, each) > 2 for each in cards.ids))
    group = max(cards.ids, key=lambda each: face_count(context, each))
    window.new_person(group_id=group)
    dialog = first(window, NewPersonDialog)
    until(lambda: len(dialog.picker.model.ids) > 2)
    whole = list(dialog.picker.model.ids)
    assert dialog.picker.chosen
    assert set(dialog.picker.chosen) == set(whole)
    write("Dora")
    while QApplication.focusWidget() is not dialog.picker.grid:
        press(Key.Key_Tab)
    press(Key.Key_Home, on=dialog.picker.grid)
    press(Key.Key_Space, on=dialog.picker.grid)  # the first one is someone else
    for _ in range(2):
        press(Key.Key_Right, on=dialog.picker.grid)
    press(Key.Key_P, on=dialog.picker.grid)
    assert dialog.form.portrait.face_id == whole[2]
    assert f"{len(whole) - 1} face" in dialog.sentence.text()
    created = heard(dialog.created, lambda: press(Key.Key_Return, on=dialog.picker.grid))
    return created[0], whole


def test_from_a_folder_to_named_people(qtbot: QtBot, tmp_path: Path, photos: Path) -> None:
    before = sums(photos)
    with session_of(qtbot, tmp_path / "base") as (context, window):
        assert window.whole.currentWidget() is window.first_start
        assert heard(window.scanning.ended, lambda: window.add_folders([photos])) == ["done"]
        until(lambda: len(window.wall.groups.people.ids) > 0)

        person_id, whole = create_dora(context, window)
        until(lambda: list(window.wall.people.people.ids) == [person_id])
        assert dora(context).face_count == len(whole) - 1
        assert dora(context).thumbnail_face_id == whole[2]

        window.pages.open_person(person_id)
        page = window.person
        until(lambda: len(page.faces.grid.faces.ids) == len(whole) - 1)
        with hearing(context.bus.changed):
            said = drop(page.header.portrait, [whole[1]])
        assert said == "Set as Dora’s portrait"
        until(lambda: page.header.portrait.face_id == whole[1])

        undo(context)
        assert dora(context).thumbnail_face_id == whole[2]
        redo(context)

    with session_of(qtbot, tmp_path / "base") as (context, window):
        assert window.pages.currentWidget() is window.person  # where the user was
        until(lambda: len(window.person.faces.grid.faces.ids) == len(whole) - 1)
        assert window.person.header.name.text() == "Dora"
        assert window.person.header.portrait.face_id == whole[1]
        with context.db.read() as session:
            assert people_lists.wall(session, section=Section.PEOPLE) == [person_id]
            assert faces.get(session, whole[1]).person_id == person_id
            assert faces.get(session, whole[0]).person_id != person_id
    assert sums(photos) == before
