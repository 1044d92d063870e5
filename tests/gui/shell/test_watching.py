"""New photos appear by themselves in the real window, by the system's real reports."""

import io
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlmodel import func, select

from kinfolk.cli.selfcheck import drawn_face
from kinfolk.core.db.models import Asset, AssetState, Place
from kinfolk.gui.base.context import Context
from kinfolk.gui.shell.window import Window
from kinfolk.scan.job import ScanProgress
from tests.gui.hands import heard, hearing, until
from tests.gui.windows import closed, opened

pytestmark = pytest.mark.slow


@pytest.fixture
def watched(qtbot: QtBot, context: Context, tmp_path: Path) -> Iterator[tuple[Window, Path]]:
    """A window with a folder that has been looked through, and is watched."""
    folder = tmp_path / "photos"
    folder.mkdir()
    drawn_face().save(folder / "first.png")
    window = opened(qtbot, context)
    heard(window.scanning.ended, lambda: window.add_folders([folder]))
    until(lambda: folder in window.watching._watch._seen)
    yield window, folder
    closed(window)


Names = Callable[[], set[str]]


@pytest.fixture
def known(context: Context) -> Names:
    """The names of the photos in the library whose files are there."""

    def names() -> set[str]:
        with context.db.read() as session:
            rows = session.execute(select(Asset.path, Asset.state)).all()
            return {Path(path).name for path, state in rows if state == AssetState.DONE}

    return names


def test_a_photo_that_is_copied_in_appears(watched: tuple[Window, Path], known: Names) -> None:
    window, folder = watched
    drawn_face().rotate(4).save(folder / "second.png")
    until(lambda: known() == {"first.png", "second.png"})
    assert not window.scanning.is_asked


@pytest.fixture
def scans(watched: tuple[Window, Path]) -> list[ScanProgress]:
    """How each scan ended that has begun by itself."""
    window, _ = watched
    ended: list[ScanProgress] = []
    window.scanning.ended.connect(lambda _: ended.append(window.scanning.last))
    return ended


def _is_later(heard: dict[str, float], path: str, before: float) -> bool:
    return heard.get(path, 0.0) > before


def test_a_photo_that_comes_in_pieces_is_read_once(
    watched: tuple[Window, Path], known: Names, scans: list[ScanProgress]
) -> None:
    window, folder = watched
    heard = window.watching._watch._unfinished
    second, whole = str(folder / "second.png"), io.BytesIO()
    drawn_face().rotate(4).save(whole, "png")
    whole.seek(0)
    with Path(second).open("wb", buffering=0) as copied:
        while piece := whole.read(4_000):
            before = heard.get(second, 0.0)
            copied.write(piece)
            until(partial(_is_later, heard, second, before))
        assert not window.scanning.is_running
    until(lambda: len(scans) > 0)
    assert known() == {"first.png", "second.png"}
    assert [(each.photos_total, each.failed) for each in scans] == [(1, 0)]


def test_five_thousand_at_once_are_one_scan(
    watched: tuple[Window, Path], context: Context, scans: list[ScanProgress]
) -> None:
    _, folder = watched
    for number in range(5_000):
        shutil.copyfile(folder / "first.png", folder / f"{number}.png")
    until(lambda: len(scans) > 0)
    with context.db.read() as session:
        assert session.execute(select(func.count()).select_from(Place)).scalar() == 5_000
    drawn_face().rotate(4).save(folder / "second.png")
    until(lambda: len(scans) > 1)
    assert [each.photos_total for each in scans] == [0, 1]


def test_a_drive_that_comes_back_is_looked_through(
    watched: tuple[Window, Path], known: Names, tmp_path: Path
) -> None:
    window, folder = watched
    heard(window.scanning.ended, lambda: folder.rename(tmp_path / "unplugged"))
    drawn_face().rotate(4).save(tmp_path / "unplugged" / "second.png")
    (tmp_path / "unplugged").rename(folder)
    until(lambda: known() == {"first.png", "second.png"})


def test_what_comes_while_a_scan_runs_is_looked_for_after_it(
    watched: tuple[Window, Path], known: Names
) -> None:
    window, folder = watched
    ends: list[str] = []
    window.scanning.ended.connect(ends.append)
    window.scanning.start()
    shutil.copy(folder / "first.png", folder / "other.png")
    drawn_face().rotate(4).save(folder / "second.png")
    window.scanning.notice()
    until(lambda: len(ends) >= 2 and "second.png" in known())
    assert set(ends) == {"done"}


def test_what_the_user_has_paused_stays_so(watched: tuple[Window, Path]) -> None:
    window, _ = watched
    with hearing(window.scanning.ended):
        window.scanning.start()
        window.scanning.pause()
    window.scanning.notice()
    assert not window.scanning.is_running
    heard(window.scanning.ended, window.scanning.start)
    window.scanning.notice()
    assert window.scanning.is_running
