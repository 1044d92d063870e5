"""Names typed by a real keyboard while another process scans: each is on the faces one saw."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.paths import Paths
from tests import labelled
from tests.album import Album
from tests.asking import opened
from tests.gui.screen import ROOT, RealWindow, needs_screen
from tests.gui.windows import there
from tests.patience import PATIENCE
from tests.sample_album import WHO

# No name begins another one's, and none has a letter twice in a row: what is lost would show.
NAMES = [
    *("Willi", "Carla", "Jens", "Gonzo", "Berta", "Otmar", "Ulrike", "Fabian", "Hedwig", "Kuno"),
    *("Mirjam", "Norbert", "Paul", "Quirin", "Rosa", "Sven", "Tilda", "Viktor", "Xaver", "Yvonne"),
    *("Zita", "Adele", "Dora", "Emil"),
]

pytestmark = [*needs_screen, pytest.mark.slow]


@contextmanager
def process(*command: str) -> Iterator[subprocess.Popen[str]]:
    """Another process of the library's, until it has ended by itself or the block has."""
    made = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=None, stdout=subprocess.PIPE, text=True
    )
    with made:
        try:
            yield made
        finally:
            made.terminate()
            made.communicate(timeout=PATIENCE)


@contextmanager
def window_on(display: str, base: Path, cards: int) -> Iterator[RealWindow]:
    window = RealWindow(display, base, "unnamed", "", str(cards))
    try:
        window.take_keyboard()
        yield window
    finally:
        window.close()


def typed(window: RealWindow, base: Path, names: list[str]) -> list[dict[str, Any]]:
    """Types the names, and what one saw at each Enter; the last one is written when it ends."""
    window.type_lines(names)
    seen = [window.wait_for("enter") for _ in names]
    # The window is killed next. An Enter is told before the field has it, and the write follows.
    with opened(Paths.of(base)) as library:
        while library.ask(people.find_by_name, names[-1], None) is None:
            window.wait_for("changed")
    return seen


def check(base: Path, names: list[str], seen: list[dict[str, Any]]) -> None:
    """Every name is on exactly the faces its card showed; what a machine adds later is its own."""
    assert [one["text"] for one in seen] == names
    assert all(one["in_sight"] for one in seen)
    with opened(Paths.of(base)) as library:
        for one in seen:
            person = there(library.ask(people.find_by_name, one["text"], None))
            said = {
                face_id
                for face_id in library.ask(faces.ids, person_id=person.id)
                if library.ask(faces.get, face_id).assigned_by == AssignedBy.USER
            }
            assert set(one["faces"]) <= said, one
            assert len(said) == one["number"], one


def test_each_name_is_on_the_faces_its_card_showed(display: str, tmp_path: Path) -> None:
    with opened(Paths.of(tmp_path)) as library:
        album = Album(library.db)
        for number in range(len(NAMES) + 12):
            album.group(faces=40 - number, is_settled=number % 3 == 0)
    with (
        window_on(display, tmp_path, len(NAMES)) as window,
        process("-m", "tests.gui.busy_library", str(tmp_path), "8") as busy,
    ):
        assert there(busy.stdout).readline() == "ready\n"
        window.keys("Home")  # the first card
        seen = typed(window, tmp_path, NAMES)
    check(tmp_path, NAMES, seen)


@pytest.fixture(params=["album", "lfw"])
def by_person(request: pytest.FixtureRequest) -> list[list[Path]]:
    """Real photos of some people, each by himself."""
    if request.param == "lfw":
        people = sorted(labelled.photos("lfw").iterdir())
        return [sorted(person.glob("*.jpg")) for person in people]
    album: Path = request.getfixturevalue("sample_album")
    alone = {who[0]: list[Path]() for who in WHO.values() if len(who) == 1}
    for name, who in WHO.items():
        if len(who) == 1:
            alone[who[0]].append(album / name)
    return list(alone.values())


def test_while_a_scan_runs_each_name_is_on_the_faces_its_card_showed(
    display: str, tmp_path: Path, by_person: list[list[Path]]
) -> None:
    first, rest, base = tmp_path / "first", tmp_path / "rest", tmp_path / "base"
    for number, photos in enumerate(by_person):
        # everyone's first photos are known, the others come while one types
        for place, photo in enumerate(photos):
            into = first if place < 3 and number < 40 else rest
            into.mkdir(exist_ok=True)
            shutil.copy(photo, into / f"{number} {place}{photo.suffix}")
    scan = ("-m", "kinfolk", "scan", "--base-dir", str(base))
    subprocess.run([sys.executable, *scan, str(first)], cwd=ROOT, check=True, timeout=PATIENCE)
    names = NAMES[: min(12, len(by_person))]
    with window_on(display, base, len(names)) as window, process(*scan, str(rest)):
        window.keys("Home")  # the first card
        seen = typed(window, base, names)
    check(base, names, seen)
