"""A real mouse drags faces in a real window, on a display of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kinfolk.core.faces import crops
from kinfolk.core.history import history
from kinfolk.paths import Paths
from tests import asking
from tests.album import Album
from tests.gui.screen import LET_GO, RealWindow, needs_screen

pytestmark = [*needs_screen, pytest.mark.slow]


@pytest.fixture
def album(tmp_path: Path) -> Iterator[Album]:
    """A library in a folder, to be opened by the window's own process."""
    with asking.opened(Paths.of(tmp_path)) as library:
        yield Album(library.db)


def person(album: Album, name: str | None, *, faces: int) -> tuple[str, list[str]]:
    made = album.person(name) if name else album.group(faces=0)
    ids = [album.face(made) for _ in range(faces)]
    crop = io.BytesIO()
    Image.new("RGB", (256, 256), "tan").save(crop, "JPEG")
    for face_id in ids:  # so that a picture is dragged
        album.do(crops.put, face_id, crop.getvalue())
    return made, ids


@pytest.fixture
def opened(display: str, tmp_path: Path) -> Iterator[Any]:
    windows: list[RealWindow] = []

    def show(*arguments: str) -> RealWindow:
        windows.append(RealWindow(display, tmp_path, *arguments))
        return windows[-1]

    yield show
    for window in windows:
        window.close()


def test_on_a_persons_page_a_face_is_dragged_to_somebody_else(album: Album, opened: Any) -> None:
    dora, mine = person(album, "Dora", faces=4)
    eva, _ = person(album, "Eva", faces=1)
    window = opened("person", dora, "6")
    window.drag(mine[2], "first of the strip", "Move to Eva")
    window.wait_for("changed")
    assert album.owner(mine[2]) == eva


def test_out_of_a_group_looked_at_closely_a_face_is_dragged_to_somebody(
    album: Album, opened: Any
) -> None:
    eva, _ = person(album, "Eva", faces=1)
    group, theirs = person(album, None, faces=4)
    window = opened("closer", group, "5")
    window.drag(theirs[2], "first of the strip", "Move to Eva")
    window.wait_for("changed")
    assert [album.owner(face_id) for face_id in theirs] == [group, group, eva, group]


def test_a_face_is_dragged_onto_the_portrait_and_escape_cancels_that(
    album: Album, opened: Any
) -> None:
    dora, mine = person(album, "Dora", faces=4)
    window = opened("person", dora, "6")
    said = "Set as Dora’s portrait"
    window.drag(mine[2], "portrait", said, end=("key", "Escape"))
    assert window.wait_for("label") == ""
    window.xdotool(*LET_GO)
    window.drag(mine[1], "portrait", said)  # the next one works, so the first one had its time
    window.wait_for("changed")
    assert album.who(dora).thumbnail_face_id == mine[1]
    assert [step.words for step in album.ask(history.steps)] == ["Change Dora’s portrait"]


def test_selected_people_dragged_onto_a_person_are_merged_into_them(
    album: Album, opened: Any
) -> None:
    ida, _ = person(album, "Ida", faces=3)
    first, theirs = person(album, "Ida W.", faces=2)
    second, others = person(album, "Ida (work)", faces=1)
    window = opened("people", "", "3")
    window.xdotool("keydown", "ctrl")
    for each in (first, second):
        window.click(window.places[each])
    window.xdotool("keyup", "ctrl")
    window.drag(second, ida, "Merge 2 people into Ida")
    window.wait_for("changed")
    assert {album.owner(face_id) for face_id in (*theirs, *others)} == {ida}


def test_a_folder_from_a_file_manager_that_moves_is_copied(
    album: Album, opened: Any, display: str, tmp_path: Path
) -> None:
    eva, _ = person(album, "Eva", faces=2)
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


def test_after_sheets_have_closed_groups_are_still_dragged(album: Album, opened: Any) -> None:
    eva, _ = person(album, "Eva", faces=2)
    group, theirs = person(album, None, faces=3)
    window = opened("people", "", "2")
    window.take_keyboard()
    for shortcut in ("ctrl+n", "ctrl+comma"):
        window.keys(shortcut)
        assert window.wait_for("overlay") is True
        window.keys("Tab", "Tab", "shift+Tab", "Escape")
        assert window.wait_for("overlay") is False
    window.drag(group, eva, "Move 3 faces to Eva")
    window.wait_for("changed")
    assert [album.owner(face_id) for face_id in theirs] == [eva] * 3


def test_after_the_open_card_was_dropped_on_another_one_the_keys_are_the_next_cards(
    album: Album, opened: Any
) -> None:
    first, theirs = person(album, None, faces=4)
    second, others = person(album, None, faces=3)
    third, _ = person(album, None, faces=2)
    window = opened("unnamed", "", "3")
    window.take_keyboard()
    window.keys("W", "i", "l")  # the first card is open
    window.drag(first, third, "Move 4 faces to this group")
    window.wait_for("changed")
    window.type_lines(["Anna"])
    seen = window.wait_for("enter")
    assert (seen["text"], seen["group"]) == ("Anna", second)
    window.wait_for("changed")
    assert {album.owner(face_id) for face_id in theirs} == {third}
    assert {album.owner(face_id) for face_id in others} == {second}
