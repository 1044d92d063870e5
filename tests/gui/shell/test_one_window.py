"""A second start on a library asks the window that is open, in processes of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from kinfolk.cli.selfcheck import drawn_face
from kinfolk.core.photos import library
from kinfolk.errors import AppError
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell import app as running
from kinfolk.gui.shell import one_window
from kinfolk.gui.shell.app import Application, SecondStart
from kinfolk.gui.shell.start_request import StartRequest
from kinfolk.gui.shell.window import Window
from kinfolk.paths import Paths
from tests import asking, patience
from tests.album import Album
from tests.gui.hands import heard, hearing, until
from tests.gui.windows import comes, over, played, says_something, visible
from tests.patience import PATIENCE

pytestmark = pytest.mark.slow


class Starts:
    """Kinfolk, started on one library as often as a test likes."""

    def __init__(self, base: Path) -> None:
        self.base, self.paths = base, Paths.of(base)
        self._all: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "kinfolk", "--base-dir", str(self.base), *arguments]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        self._all.append(subprocess.Popen(command, env=environment))
        return self._all[-1]

    def wait_for(self, *folders: Path) -> None:
        """Until a window has taken them in."""

        def are_known() -> bool:
            if not self.paths.library_db.exists():
                return False
            with asking.opened(self.paths) as there:
                return set(folders) <= {each.path for each in there.ask(library.folders)}

        patience.until(are_known, "the folders were not taken in")

    def end(self) -> None:
        for process in self._all:
            process.kill()
            process.wait()


@pytest.fixture
def starts(tmp_path: Path) -> Iterator[Starts]:
    made = Starts(tmp_path / "base")
    yield made
    made.end()


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_the_window_that_is_open_takes_the_folders_of_a_second_start(
    starts: Starts, tmp_path: Path
) -> None:
    first, second = _folder(tmp_path / "first"), _folder(tmp_path / "second")
    window = starts.start(str(first))
    starts.wait_for(first)
    assert starts.start(str(second)).wait(PATIENCE) == 0
    starts.wait_for(first, second)
    assert window.poll() is None
    assert list(starts.paths.wishes.iterdir()) == []


def test_of_two_starts_at_once_one_is_the_window(starts: Starts, tmp_path: Path) -> None:
    folders = [_folder(tmp_path / name) for name in ("first", "second")]
    both = [starts.start(str(folder)) for folder in folders]
    starts.wait_for(*folders)
    patience.until(lambda: any(each.poll() is not None for each in both), "there are two windows")
    assert sorted(each.poll() is None for each in both) == [False, True]


def test_a_window_that_was_killed_is_no_window(starts: Starts, tmp_path: Path) -> None:
    first, second = _folder(tmp_path / "first"), _folder(tmp_path / "second")
    killed = starts.start(str(first))
    starts.wait_for(first)
    killed.kill()
    killed.wait()
    window = starts.start(str(second))
    starts.wait_for(first, second)
    assert window.poll() is None


def test_where_the_window_does_not_answer_another_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_window, "PATIENCE", 0.0)
    paths = Paths.of(tmp_path)
    with (
        one_window.only(paths, StartRequest()) as first,
        one_window.only(paths, StartRequest()) as second,
    ):
        assert (first, second) == (True, True)
    assert list(paths.wishes.iterdir()) == []


def test_where_nothing_can_be_written_the_window_opens_and_says_so(
    tmp_path: Path, qapp: QApplication
) -> None:
    paths = Paths.of(tmp_path)
    with one_window.only(paths, StartRequest()):
        paths.wishes.write_text("in the way")
        with one_window.only(paths, StartRequest()) as is_wanted:
            assert is_wanted
    SecondStart(paths.wishes, qapp).look()
    paths.window_lock.unlink()
    paths.window_lock.mkdir()
    with one_window.only(paths, StartRequest()) as is_wanted:
        assert is_wanted


def test_a_wish_arrives_as_it_was_said(qapp: QApplication, tmp_path: Path) -> None:
    wish = StartRequest((tmp_path / "ä\udcff",), (tmp_path / "a.jpg",), looks=True, reviews=True)
    paths = Paths.of(tmp_path)
    bell = SecondStart(paths.wishes, qapp)
    with one_window.only(paths, StartRequest()), hearing(bell.rung) as rung:
        one_window._left(paths.wishes, wish)
    assert rung.args == [wish]


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"folders": [1], "photos": []}', "\x00"])
def test_what_is_no_wish_is_thrown_away(tmp_path: Path, said: str) -> None:
    (tmp_path / "wish.json").write_text(said)
    assert one_window.taken(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_the_window_comes_to_the_front_and_takes_in_folders_that_macos_opens_with_it(
    real: Window, album: Album, qapp: Application, tmp_path: Path
) -> None:
    real.showMinimized()
    real.come_forward(StartRequest())
    until(lambda: not real.windowState() & Qt.WindowState.WindowMinimized)
    assert real.isActiveWindow()
    folders = [_folder(tmp_path / name) for name in ("first", "second")]
    qapp.opened.connect(real.come_forward)
    with hearing(qapp.opened) as opened, hearing(real.scanning.ended):
        for folder in folders:
            QApplication.postEvent(qapp, QFileOpenEvent(str(folder)))
    assert opened.args == [StartRequest(tuple(folders))]
    assert {each.path for each in album.ask(library.folders)} >= set(folders)


def test_a_file_that_has_gone_when_macos_opens_it_is_said_in_a_sentence(
    qapp: Application, tmp_path: Path
) -> None:
    """By a window as the program shows it: nothing of it is a bug."""
    gone = tmp_path / "gone.jpg"
    refused: list[AppError] = []
    qapp.refused.connect(refused.append)
    QApplication.postEvent(qapp, QFileOpenEvent(str(gone)))

    def story() -> Iterator[None]:
        window = yield from comes(Window, says_something)
        assert window.toast.text == f"{gone} doesn’t exist. Check the path."
        window.close()

    assert played(lambda: running.run(Paths.of(tmp_path / "base")), story()) == 0
    assert len(refused) == 1


def test_of_a_photo_from_elsewhere_the_folder_is_offered(
    real: Window, album: Album, tmp_path: Path
) -> None:
    folder = _folder(tmp_path / "elsewhere")
    photo = folder / "photo.png"
    drawn_face().save(photo)
    real.fulfil(StartRequest(photos=(photo,)))
    until(lambda: "photo.png" in real.toast.text)
    heard(real.scanning.ended, real.toast.button.click)
    assert folder in [each.path for each in album.ask(library.folders)]


def test_a_photo_is_shown_once_it_is_read_and_what_lies_over_the_window_is_finished(
    real: Window, tmp_path: Path
) -> None:
    folder = _folder(tmp_path / "opened")
    photo, late = folder / "photo.png", folder / "late.png"

    def is_shown(photo: Path) -> bool:
        return [view.scene and view.scene.path for view in visible(PhotoView)] == [photo]

    drawn_face().save(photo)
    heard(real.scanning.ended, lambda: real.add_folders([folder]))
    real.new_person()
    heard(real.scanning.ended, lambda: real.fulfil(StartRequest(photos=(photo,))))
    assert visible(PhotoView) == []
    over(real, NewPersonDialog).reject()
    until(lambda: is_shown(photo))
    real.fulfil(StartRequest(photos=(photo,)))
    until(lambda: len(real.findChildren(PhotoView)) == 1)
    over(real, PhotoView).accept()
    drawn_face().rotate(5).save(late)
    heard(real.scanning.ended, lambda: real.fulfil(StartRequest(photos=(late,))))
    until(lambda: is_shown(late))


def test_a_photo_opened_while_the_scan_is_paused_is_offered_a_scan(
    real: Window, tmp_path: Path
) -> None:
    folder = _folder(tmp_path / "opened")
    heard(real.scanning.ended, lambda: real.add_folders([folder]))
    photo = folder / "photo.png"
    drawn_face().save(photo)
    real.opened.show((photo,))
    until(lambda: real.toast.text == "“photo.png” hasn’t been scanned yet")
    heard(real.scanning.ended, real.toast.button.click)
    until(lambda: [view.scene and view.scene.path for view in visible(PhotoView)] == [photo])
