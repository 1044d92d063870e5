"""A video in the window: its moments with faces, one after another, and played."""

import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QDesktopServices, QImage, QPainter
from PySide6.QtWidgets import QApplication, QMainWindow

from kinfolk.core.faces import embeddings
from kinfolk.core.faces.faces import Box
from kinfolk.core.photos import photo_cards, previews
from kinfolk.core.photos.photo_cards import PhotoCard
from kinfolk.gui.base.context import Context
from kinfolk.gui.photo.player import FilmPlayer, can_play
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.photo_rows.cards import PhotoCards
from kinfolk.gui.photo_rows.delegate import draw_photo
from kinfolk.gui.shell.window import Window
from tests.film import squares
from tests.gui.hands import CONTROL, Key, click, heard, press, until, write
from tests.gui.scanned_photos import Pictured, open_field, picture_of
from tests.gui.windows import texts_of

VIDEO = "film.avi"
MOMENTS = [[("red", 20, 60)], [("green", 120, 30), ("red", 20, 60)], [("blue", 10, 100)]]


def colour(view: PhotoView, x: int, y: int) -> tuple[int, int, int]:
    """What the picture on the screen has there."""
    found = picture_of(view).pixelColor(x, y)
    return found.red(), found.green(), found.blue()


def drawn_at(view: PhotoView, moment: int) -> None:
    """Waits until that one is drawn."""

    def check() -> None:
        assert view.scene is not None
        assert view.scene.moment == moment
        assert not view.scene.picture.is_passing

    until(check)


@pytest.mark.wiring
def test_photos_shows_its_best_moment_with_a_sign_and_its_length(
    real: Window, context: Context, pictured: Pictured
) -> None:
    squares(pictured.folder / VIDEO, [[], [("red", 60, 50)], []])
    pictured.scan()
    (face,) = pictured.all_of(VIDEO)
    card = pictured.ask(photo_cards.cards, [face.asset_id])[face.asset_id]
    preview = QImage.fromData(pictured.ask(previews.get, face.asset_id) or b"")
    assert preview.pixelColor(80, 70).red() > 150  # not the white one that it begins with
    assert preview.pixelColor(80, 70).green() < 100
    assert f"{VIDEO} · Video of 0:06" in PhotoCards(context, real).describe(face.asset_id)

    def white(shown: PhotoCard) -> int:
        """How much of the upper right corner is."""
        image = QImage(200, 150, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        draw_photo(painter, QRect(0, 0, 200, 150), None, shown)
        painter.end()
        corner = [image.pixelColor(x, y) for x in range(140, 200) for y in range(30)]
        return sum(each.lightness() > 240 for each in corner)

    assert white(card) - white(replace(card, length_ms=None)) > 30


def test_a_video_of_one_moment_says_what_it_is_and_no_time_that_is_none(
    window: QMainWindow, pictured: Pictured
) -> None:
    squares(pictured.folder / VIDEO, [[], [("red", 60, 50)], []])
    squares(pictured.folder / "short.avi", [[("green", 60, 50)]], rate=25)
    pictured.scan()
    at = [pictured.faces(name)[0] for name in (VIDEO, "short.avi")]
    view = pictured.opened(window, at)
    info, moment = view.info, view.tools.moment

    def said() -> tuple[str, ...]:
        assert view.scene is not None
        words = view.foot_text(view.scene).split(" · ")[-2]
        return words, info.heading.text(), moment.text(), moment.accessibleName()

    assert said() == ("Video, 0:02 of 0:06", "In this video", "0:02", "Video, 0:02 of 0:06")
    assert not moment.isEnabled()
    assert info.file.text() == f"{VIDEO} · Video of 0:06 · 208\xa0×\xa0160"
    press(Key.Key_Right, on=view)
    pictured.wait_for(view, at[1])
    assert said() == ("Video", "In this video", "Video", "Video")
    assert info.file.text() == "short.avi · Video · 208\xa0×\xa0160"


@pytest.mark.slow
def test_it_is_shown_at_the_moment_of_a_face_and_goes_on_from_there(
    window: QMainWindow, pictured: Pictured, monkeypatch: pytest.MonkeyPatch
) -> None:
    squares(pictured.folder / VIDEO, MOMENTS)
    pictured.scan()
    at = {face.timestamp_ms: face.id for face in pictured.all_of(VIDEO)}
    assert at.keys() == {0, 2000, 4000}
    view = pictured.opened(window, [at[2000]])
    assert view.scene is not None
    assert [seen.id for seen in view.scene.faces] == [at[2000]]  # red is known from before
    assert colour(view, 130, 40)[1] > 150
    assert f"{VIDEO} · Video, 0:02 of 0:06" in view.foot_text(view.scene)
    assert view.tools.moment.text() == "0:02 ▾"
    assert view.info.file.text() == f"{VIDEO} · Video of 0:06 · 208\xa0×\xa0160"
    for key, moment in ((Key.Key_Period, 4000), (Key.Key_Comma, 2000), (Key.Key_Comma, 0)):
        press(key, on=view)
        drawn_at(view, moment)
        assert view.current == at[moment]
    press(Key.Key_Comma, on=view)  # there is none before
    assert colour(view, 30, 70)[0] > 150

    assert [line.face_id for line in view.info.elsewhere] == [at[2000], at[4000]]
    click(view.info.elsewhere[1])
    drawn_at(view, 4000)
    assert view.current == at[4000]
    view.go_to_moment(0)
    drawn_at(view, 0)

    view.canvas.boxed.emit("", Box(100, 100, 40, 40))
    until(lambda: view.scene is not None and len(view.scene.faces) == 2)
    drawn = next(face for face in pictured.all_of(VIDEO) if face.id not in at.values())
    assert drawn.timestamp_ms == 0
    assert view.scene.moment == 0
    moved = Box(110, 100, 40, 40)
    view.canvas.boxed.emit(drawn.id, moved)
    until(lambda: any(face.box == moved for face in pictured.all_of(VIDEO)))
    assert {face.timestamp_ms for face in pictured.all_of(VIDEO) if face.box == moved} == {0}
    for _ in range(2):
        pictured.context.ops.undo()
    until(lambda: {face.id for face in pictured.all_of(VIDEO)} == set(at.values()))

    strip = view.film_bar.faces
    assert set(strip.places) == set(at)
    assert strip.places[0].width() > strip.places[4000].width()  # the moment shown
    assert all(QRectF(strip.rect()).contains(each) for each in strip.places.values())
    click(strip, strip.places[4000].center().toPoint())
    drawn_at(view, 4000)
    view.go_to_moment(0)
    drawn_at(view, 0)

    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()))
    view.open_outside()
    assert asked == [str(pictured.folder / VIDEO)]
    view.accept()
    assert {face.id: face.timestamp_ms for face in pictured.all_of(VIDEO)}[at[0]] == 0


@pytest.mark.slow
def test_a_face_is_marked_at_a_moment_in_which_none_was_found(
    window: QMainWindow, pictured: Pictured
) -> None:
    """By keys, and by the handle below the video; there the next scan knows it."""
    blank: list[tuple[str, int, int]] = []
    squares(pictured.folder / VIDEO, [blank, blank, blank, [("red", 20, 60)]])
    pictured.scan()
    (red,) = pictured.all_of(VIDEO)
    assert red.timestamp_ms == 6000
    view = pictured.opened(window, [red.id])
    slider = view.film_bar.slider
    assert view.film_bar.isVisible()
    assert (slider.value(), view.film_bar.clock.text()) == (6000, "0:06 / 0:08")
    for _ in range(3):
        press(Key.Key_Left, held=CONTROL, on=view)
    drawn_at(view, 3000)
    assert view.info.heading.text() == "No faces found at this moment."
    assert view.canvas.frames == []
    press(Key.Key_Right, held=CONTROL, on=view)
    drawn_at(view, 4000)
    assert slider.value() == 4000
    click(slider, QPoint(1, slider.height() // 2))
    drawn_at(view, 0)
    assert not slider.hasFocus()

    press(Key.Key_Right, held=CONTROL, on=view)
    drawn_at(view, 1000)
    press(Key.Key_N, on=view)
    press(Key.Key_Return, on=view)
    until(lambda: view.naming.who is not None)
    write("Dora", on=open_field(view).field)
    press(Key.Key_Return, held=CONTROL, on=open_field(view).field)
    until(lambda: view.scene is not None and [seen.name for seen in view.scene.faces] == ["Dora"])
    assert [face.timestamp_ms for face in pictured.all_of(VIDEO) if face.id != red.id] == [1000]
    pictured.scan()
    dora = next(face for face in pictured.all_of(VIDEO) if face.id != red.id)
    assert pictured.ask(embeddings.get, dora.id, pictured.engine.id) is not None
    view.accept()


@pytest.mark.slow
def test_a_photo_and_a_glance_have_no_bar(window: QMainWindow, pictured: Pictured) -> None:
    squares(pictured.folder / VIDEO, MOMENTS)
    pictured.scan()
    film, photo = pictured.faces(VIDEO)[0], pictured.faces("b.jpg")[0]
    view = pictured.opened(window, [photo, film])
    assert view.film_bar.isHidden()
    press(Key.Key_Right, held=CONTROL, on=view)
    assert view.shown_id == photo
    press(Key.Key_Right, on=view)
    pictured.wait_for(view, film)
    assert view.film_bar.isVisible()
    view.accept()
    glance = PhotoView(pictured.context, film, among=(), parent=window)
    glance.open()
    pictured.wait_for(glance, film)
    assert glance.film_bar.isHidden()
    glance.accept()
    squares(pictured.folder / "empty.avi", [[]] * 3)
    pictured.scan()
    film, empty = pictured.faces(VIDEO)[0], pictured.photo("empty.avi").id
    view = pictured.opened(window, [film, empty])
    with_faces = view.film_bar.geometry()
    press(Key.Key_Right, on=view)
    until(lambda: view.scene is not None and view.scene.asset.id == empty)
    assert view.film_bar.height() < with_faces.height() - 30
    assert view.film_bar.geometry().bottom() == with_faces.bottom()
    assert "Names are stored in Kinfolk. The video itself is never changed." in texts_of(view)
    view.accept()


@pytest.fixture
def view(window: QMainWindow, pictured: Pictured) -> PhotoView:
    """A video of six seconds: a red square, then a green one, then a blue one."""
    squares(
        pictured.folder / "film.avi",
        [[("red", 60, 50)]] * 10 + [[("green", 60, 50)]] * 10 + [[("blue", 60, 50)]] * 10,
        rate=5,
    )
    pictured.scan()
    return pictured.opened(window, [face.id for face in pictured.all_of("film.avi")])


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened in the system's own player."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()))
    return opened


def needs_player() -> None:
    if not can_play():
        pytest.skip("Qt Multimedia is not installed.")


@pytest.mark.slow
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
    view.film_bar.sound.click()
    view.play_or_leave()
    assert view.player.is_muted
    view.accept()
    assert not view.player.is_playing


def test_full_screen_ends_by_its_key_by_escape_and_with_the_video(
    window: QMainWindow, view: PhotoView
) -> None:
    press(Key.Key_F, on=view)
    assert window.isFullScreen()
    press(Key.Key_F, on=view)
    assert not window.isFullScreen()
    press(Key.Key_F, on=view)
    press(Key.Key_Escape, on=view)
    assert not window.isFullScreen()
    assert view.isVisible()
    press(Key.Key_F, on=view)
    view.accept()
    assert not window.isFullScreen()


def test_without_qt_multimedia_the_systems_player_shows_it_and_that_is_said(
    view: PhotoView, outside: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)  # as if libpulse lacked
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
