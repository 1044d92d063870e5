"""Playing a video in the photo view, or in the system's own player where that is not possible."""

import socket
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from kinfolk.gui.photo import view as photo_view
from kinfolk.gui.photo.player import FilmPlayer, can_play
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.window import Window
from tests.film import squares
from tests.gui.hands import Key, heard, press, until
from tests.gui.scanned_photos import Pictured


@pytest.fixture
def view(real: Window, pictured: Pictured) -> PhotoView:
    """A video of six seconds: a red square, then a green one, then a blue one."""
    squares(
        pictured.folder / "film.avi",
        [[("red", 60, 50)]] * 10 + [[("green", 60, 50)]] * 10 + [[("blue", 60, 50)]] * 10,
        rate=5,
    )
    pictured.scan()
    return pictured.opened(real, [face.id for face in pictured.all_of("film.avi")])


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened in the system's own player."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()))
    return opened


def needs_player() -> None:
    if not can_play():
        pytest.skip("Qt Multimedia is not installed.")


def test_space_plays_a_video_and_stops_it_at_the_faces_there(
    view: PhotoView, outside: list[str]
) -> None:
    needs_player()
    begun = view.film_bar.slider.value()
    press(Key.Key_Space, on=view)
    assert view.player.is_playing
    assert view.film_bar.play.accessibleName() == "Pause (Space)"
    until(lambda: view.film_bar.slider.value() > begun + 400)
    assert not any(frame.isVisible() for frame in view.canvas.frames)
    assert view.current == ""  # the keys for faces are about none that is seen
    assert ("Space", "pause") in view.keys.shown
    press(Key.Key_Space, on=view)
    stopped = view.film_bar.slider.value()
    until(lambda: view.scene is not None and view.scene.moment == stopped)
    assert not view.player.is_playing
    assert outside == []
    press(Key.Key_Escape, on=view)
    assert not view.isVisible()


def test_a_video_that_plays_goes_on_from_where_the_slider_is_moved(view: PhotoView) -> None:
    needs_player()
    view.film_bar.play.click()
    until(lambda: view.canvas._playing is not None)
    view.film_bar.slider.setValue(4500)
    until(lambda: view.player.moment >= 4500)
    assert view.player.is_playing
    until(lambda: not view.player.is_playing)  # it has come to its end
    until(lambda: view.canvas._playing is None)


def test_leaving_it_stops_it_and_the_sound_can_be_switched_off(view: PhotoView) -> None:
    needs_player()
    view.film_bar.sound.click()
    view.play_or_leave()
    assert view.player.is_muted
    view.accept()
    assert not view.player.is_playing


def test_full_screen_ends_with_the_video(real: Window, view: PhotoView) -> None:
    press(Key.Key_F, on=view)
    assert real.isFullScreen()
    press(Key.Key_F, on=view)
    assert not real.isFullScreen()
    press(Key.Key_F, on=view)
    press(Key.Key_Escape, on=view)
    assert not real.isFullScreen()


def test_without_qt_multimedia_the_systems_player_shows_it_and_that_is_said(
    view: PhotoView, outside: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo_view, "can_play", lambda: False)
    press(Key.Key_Space, on=view)
    assert outside == ["film.avi"]
    assert "video player" in view.keys.state
    assert view.isVisible()


def test_what_qt_multimedia_cannot_play_is_shown_by_the_systems_player(
    view: PhotoView, outside: list[str]
) -> None:
    needs_player()
    assert view.scene is not None
    view.scene.path.write_bytes(b"no video")
    press(Key.Key_Space, on=view)
    until(lambda: outside == ["film.avi"])
    assert not view.player.is_playing


def test_space_leaves_a_photo_as_before(real: Window, pictured: Pictured) -> None:
    view = pictured.opened(real, pictured.faces("a.jpg"))
    press(Key.Key_Space, on=view)
    assert not view.isVisible()


def test_a_playlist_that_calls_itself_a_video_reaches_no_network(
    qapp: QApplication, tmp_path: Path
) -> None:
    needs_player()
    player, film = FilmPlayer(qapp), tmp_path / "film.mp4"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.ts"
        film.write_text(f"#EXTM3U\n#EXTINF:5,\n{address}\n#EXT-X-ENDLIST\n")
        heard(player.failed, lambda: player.play(film, 0))
        with pytest.raises(BlockingIOError):
            server.accept()
    player.close()
