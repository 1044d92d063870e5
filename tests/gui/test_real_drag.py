"""A real mouse drags real faces in a real window, on a display of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kinfolk.core.database import Database
from kinfolk.core.faces import crops
from kinfolk.core.history import history
from kinfolk.paths import Paths
from tests.album import Album
from tests.gui.screen import LET_GO, RealWindow, needs_screen, screen

pytestmark = [*needs_screen, pytest.mark.slow]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


class Library:
    """A library in a folder, to be opened by the window's own process."""

    def __init__(self, base: Path) -> None:
        self.base = base
        paths = Paths.of(base)
        self.db = Database(paths.library_db, paths.cache_db)
        self.album = Album(self.db)
        self.owner = self.album.owner

    def person(self, name: str | None, *, faces_: int, colour: str) -> tuple[str, list[str]]:
        make = self.album.person(name) if name else self.album.group(faces=0)
        ids = [self.album.face(make) for _ in range(faces_)]
        file = io.BytesIO()
        Image.new("RGB", (256, 256), colour).save(file, "JPEG")
        for face_id in ids:
            self.db.write(partial(crops.put, face_id=face_id, image=file.getvalue())).result()
        return make, ids


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path)
    yield made
    made.db.close()


@pytest.fixture
def opened(display: str, library: Library) -> Iterator[Any]:
    windows: list[RealWindow] = []

    def show(*arguments: str) -> RealWindow:
        windows.append(RealWindow(display, library.base, *arguments))
        return windows[-1]

    yield show
    for window in windows:
        window.close()


def test_on_a_persons_page_a_face_is_dragged_to_somebody_else(
    library: Library, opened: Any
) -> None:
    dora, mine = library.person("Dora", faces_=4, colour="teal")
    eva, _ = library.person("Eva", faces_=1, colour="orange")
    window = opened("person", dora, "6")
    window.drag(mine[2], "first of the strip", "Move to Eva")
    window.wait_for("changed")
    assert library.owner(mine[2]) == eva


def test_out_of_a_group_looked_at_closely_a_face_is_dragged_to_somebody(
    library: Library, opened: Any
) -> None:
    eva, _ = library.person("Eva", faces_=1, colour="orange")
    group, theirs = library.person(None, faces_=4, colour="teal")
    window = opened("closer", group, "5")
    window.drag(theirs[2], "first of the strip", "Move to Eva")
    window.wait_for("changed")
    assert [library.owner(face_id) for face_id in theirs] == [group, group, eva, group]


def test_a_face_is_dragged_onto_the_portrait_and_escape_cancels_that(
    library: Library, opened: Any
) -> None:
    dora, mine = library.person("Dora", faces_=4, colour="teal")
    window = opened("person", dora, "6")
    said = "Set as Dora’s portrait"
    window.drag(mine[2], "portrait", said, end=("key", "Escape"))
    assert window.wait_for("label") == ""
    window.xdotool(*LET_GO)
    window.drag(mine[1], "portrait", said)  # the next one works, so the first one had its time
    window.wait_for("changed")
    assert library.album.who(dora).thumbnail_face_id == mine[1]
    with library.db.read() as session:
        assert [step.words for step in history.steps(session)] == ["Change Dora’s portrait"]


def test_selected_people_dragged_onto_a_person_are_merged_into_them(
    library: Library, opened: Any
) -> None:
    ida, _ = library.person("Ida", faces_=3, colour="teal")
    first, theirs = library.person("Ida W.", faces_=2, colour="orange")
    second, others = library.person("Ida (work)", faces_=1, colour="navy")
    window = opened("people", "", "3")
    window.xdotool("keydown", "ctrl")
    for each in (first, second):
        window.click(window.places[each])
    window.xdotool("keyup", "ctrl")
    window.drag(second, ida, "Merge 2 people into Ida")
    window.wait_for("changed")
    assert {library.owner(face_id) for face_id in (*theirs, *others)} == {ida}


def test_a_folder_from_a_file_manager_that_moves_is_copied(
    library: Library, opened: Any, display: str, tmp_path: Path
) -> None:
    eva, _ = library.person("Eva", faces_=2, colour="teal")
    (tmp_path / "summer").mkdir()
    window = opened("people", "", "1")
    program = Path(__file__).with_name("folder_source.py")
    command = [sys.executable, str(program), str(tmp_path / "summer")]
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as source:
        assert source.stdout is not None
        assert source.stdout.readline() == "ready\n"
        window.places["folder"] = [1200, 60]
        window.drag("folder", eva, "Find people in this folder")
        assert source.stdout.readline() == "CopyAction\n"
        window.wait_for("changed")  # what is dropped is asked of the source only then
        source.terminate()


def test_after_sheets_have_closed_groups_are_still_dragged(library: Library, opened: Any) -> None:
    eva, _ = library.person("Eva", faces_=2, colour="teal")
    group, theirs = library.person(None, faces_=3, colour="orange")
    window = opened("people", "", "2")
    window.take_keyboard()
    for shortcut in ("ctrl+n", "ctrl+comma"):
        window.keys(shortcut)
        assert window.wait_for("overlay") is True
        window.keys("Tab", "Tab", "shift+Tab", "Escape")
        assert window.wait_for("overlay") is False
    window.drag(group, eva, "Move 3 faces to Eva")
    window.wait_for("changed")
    assert [library.owner(face_id) for face_id in theirs] == [eva] * 3


def test_after_the_open_card_was_dropped_on_another_one_the_keys_are_the_next_cards(
    library: Library, opened: Any
) -> None:
    first, theirs = library.person(None, faces_=4, colour="orange")
    second, others = library.person(None, faces_=3, colour="teal")
    third, _ = library.person(None, faces_=2, colour="navy")
    window = opened("unnamed", "", "3")
    window.take_keyboard()
    window.keys("W", "i", "l")  # the first card is open
    window.drag(first, third, "Move 4 faces to this group")
    window.wait_for("changed")
    window.type_lines(["Anna"])
    seen = window.wait_for("enter")
    assert (seen["text"], seen["group"]) == ("Anna", second)
    window.wait_for("changed")
    assert {library.owner(face_id) for face_id in theirs} == {third}
    assert {library.owner(face_id) for face_id in others} == {second}
