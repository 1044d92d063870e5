"""A slide show: by date, someone with their age, by keys, of photos that are there or not."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QVariantAnimation
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kinfolk.core.birth import Birth
from kinfolk.core.db.models import Asset
from kinfolk.core.people import people
from kinfolk.core.people.people import Person
from kinfolk.core.photos import dates
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.outputs import slide_show
from kinfolk.gui.outputs.slide_show import SlideShow
from kinfolk.gui.outputs.slides import SlideLook, placed
from kinfolk.gui.shell.window import Window
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from tests.album import Album, dump
from tests.gui.hands import Key, hearing, press, until
from tests.gui.scanned_photos import Pictured
from tests.gui.windows import closed, first, opened, there, timer
from tests.photo_facts import facts_of

FULL = Qt.WindowState.WindowFullScreen


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """No photo goes by itself, and none fades, unless a test says so."""
    monkeypatch.setattr(slide_show, "SHOWN_MS", 1_000_000)
    monkeypatch.setattr(theme, "motion_ms", lambda: 0)


@pytest.fixture
def dora(album: Album, pictured: Pictured) -> Person:
    """Red in both photos: four years old in the older one, b.jpg, and seven in the other."""
    red = [pictured.faces("a.jpg")[0], pictured.faces("b.jpg")[0]]
    born = Birth(date(2010, 1, 1))
    made = album.do(people.create, name="Dora", birth_date=born, face_ids=red)
    for name, year in (("a.jpg", 2017), ("b.jpg", 2014)):
        taken = CaptureDate(datetime(year, 5, 6), TakenPrecision.SECOND, TakenSource.USER)
        album.do(dates.give, [photo_of(pictured, name)], taken)
    return album.who(made.person.id)


def photo_of(pictured: Pictured, name: str) -> str:
    return pictured.all_of(name)[0].asset_id


@pytest.fixture
def show(real: Window, dora: Person) -> Iterator[SlideShow]:
    """Of Dora, begun by key on her page."""
    real.pages.open_person(dora.id)
    until(lambda: real.pages.person.tabs.isVisible())
    real.pages.person.show_tab(1)
    grid = real.pages.person.photos.grid
    until(lambda: len(grid.photos.ids) == 2)
    grid.setFocus()
    press(Key.Key_S, on=grid)
    made = real.findChildren(SlideShow)[-1]
    until(lambda: made.shown is not None)
    yield made
    if made.isVisible():
        made.accept()


def see(show: SlideShow, title: str) -> None:
    until(lambda: show.shown is not None and show.shown.title == title)


def centre(show: SlideShow) -> None:
    """Centre on the face."""
    press(Key.Key_Z, on=show)
    until(lambda: show.shown is not None and show.shown.look.is_face)


def is_red_in_the_middle(show: SlideShow) -> bool:
    image = there(show.shown).image
    return is_red(image, QPointF(image.width() / 2, image.height() / 2))


def is_red(image: QImage, at: QPointF) -> bool:
    colour = image.pixelColor(at.toPoint())
    return colour.red() > 150 and colour.green() < 90 and colour.blue() < 90


@pytest.mark.wiring
def test_somebody_grows_from_photo_to_photo(
    real: Window, context: Context, pictured: Pictured, show: SlideShow
) -> None:
    files, rows = facts_of(pictured.folder), dump(context.db)
    see(show, "Dora, 4 years")
    assert there(show.shown).detail == "6 May 2014"
    assert show.accessibleDescription() == "Dora, 4 years · 6 May 2014"
    assert real.windowState() & FULL
    assert show.geometry() == real.rect()
    press(Key.Key_Right, on=show)
    see(show, "Dora, 7 years")
    assert show.keys.state == "2 of 2"
    press(Key.Key_Right, on=show)  # there is no other
    assert show.shown_id == photo_of(pictured, "a.jpg")
    press(Key.Key_Left, on=show)
    see(show, "Dora, 4 years")
    press(Key.Key_End, on=show)
    see(show, "Dora, 7 years")
    press(Key.Key_Escape, on=show)
    assert not show.isVisible()
    assert not real.windowState() & FULL
    grid = real.pages.person.photos.grid
    assert grid.hasFocus()
    assert grid.current_id() == photo_of(pictured, "a.jpg")
    assert (facts_of(pictured.folder), dump(context.db)) == (files, rows)


def test_it_goes_by_itself_until_the_last_photo(
    show: SlideShow, monkeypatch: pytest.MonkeyPatch
) -> None:
    see(show, "Dora, 4 years")
    timer(show, slide_show.SHOWN_MS).timeout.emit()  # the time is over
    see(show, "Dora, 7 years")
    until(lambda: not show.is_playing)
    assert not timer(show, slide_show.SHOWN_MS).isActive()
    press(Key.Key_Space, on=show)  # from the beginning
    see(show, "Dora, 4 years")
    until(timer(show, slide_show.SHOWN_MS).isActive)
    press(Key.Key_Space, on=show)
    assert (show.is_playing, timer(show, slide_show.SHOWN_MS).isActive()) == (False, False)
    press(Key.Key_Space, on=show)
    see(show, "Dora, 7 years")


def test_the_face_comes_into_the_middle(show: SlideShow, pictured: Pictured) -> None:
    see(show, "Dora, 4 years")
    centre(show)
    assert is_red_in_the_middle(show)
    press(Key.Key_Z, on=show)
    until(lambda: show.shown is not None and not show.shown.look.is_face)
    assert not is_red_in_the_middle(show)
    gone = photo_of(pictured, "a.jpg")
    pictured.do(lambda s: s.delete(s.get_one(Asset, gone)))
    press(Key.Key_Z, on=show)  # all are drawn anew
    until(lambda: show.keys.state == "1 of 1")
    press(Key.Key_Right, on=show)
    see(show, "Dora, 4 years")


def test_of_whom_the_photos_are_stands_there_and_it_needs_no_photo(
    real: Window, album: Album, pictured: Pictured, dora: Person
) -> None:
    album.do(people.create, name="Ben", face_ids=[pictured.faces("a.jpg")[1]])
    real.pages.show_photos()
    grid = real.photos.grid
    until(lambda: len(grid.photos.ids) == 2)
    grid.toggle(grid.photos.row_of(photo_of(pictured, "a.jpg")))  # it alone
    grid.show_wanted.emit()
    show = real.findChildren(SlideShow)[-1]
    see(show, "Dora and Ben")
    until(lambda: not show.is_playing)  # there is no other
    press(Key.Key_Z, on=show)  # there is no face to centre on
    assert not there(show.shown).look.is_face
    assert "Z" not in dict(show.keys.shown)
    show.accept()
    who = album.do(people.create, name=None, face_ids=pictured.faces("b.jpg")).person
    show = SlideShow(real.context, real, [photo_of(pictured, "b.jpg")], who=who)
    show.open()
    see(show, "")
    show.accept()
    for name in ("a.jpg", "b.jpg"):
        real.context.previews.read(photo_of(pictured, name), 512)  # kept, were it not already
    pictured.folder.rename(pictured.folder.with_name("away"))
    show = SlideShow(real.context, real, [photo_of(pictured, "a.jpg")], who=dora)
    show.open()
    see(show, "Dora, 7 years")
    assert show.shown is not None
    place = placed(QSizeF(200, 150), QRectF(show.shown.image.rect()), None, show.look)
    face = pictured.all_of("a.jpg")[0].box
    scale = place.width() / 200
    middle = place.topLeft() + QPointF(face.x + face.w / 2, face.y + face.h / 2) * scale
    assert is_red(show.shown.image, middle)
    show.accept()


def test_a_face_that_waits_is_in_no_middle(
    album: Album, pictured: Pictured, show: SlideShow
) -> None:
    """Its box is of a picture that the photo does not show any more."""
    see(show, "Dora, 4 years")
    album.edit(Asset, photo_of(pictured, "b.jpg"), picture="another")
    centre(show)
    assert not is_red_in_the_middle(show)


def test_buttons_and_pointer_go_while_it_plays_and_come_back(
    show: SlideShow, monkeypatch: pytest.MonkeyPatch
) -> None:
    see(show, "Dora, 4 years")
    assert show.close_button.isVisible()
    timer(show, slide_show.QUIET_MS).timeout.emit()
    assert not show.close_button.isVisible()
    assert not show.keys.isVisible()
    assert show.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseMove(show, QPoint(300, 300))
    until(show.close_button.isVisible)
    press(Key.Key_Space, on=show)
    timer(show, slide_show.QUIET_MS).timeout.emit()  # while it rests they stay
    assert show.keys.isVisible()
    monkeypatch.setattr(theme, "motion_ms", lambda: 150)
    press(Key.Key_Right, on=show)
    see(show, "Dora, 7 years")
    fade = first(show, QVariantAnimation)
    assert fade.state() == QVariantAnimation.State.Running
    with hearing(fade.finished):
        pass


def test_where_photos_are_placed() -> None:
    room = QRectF(0, 0, 1000, 800)
    whole, near = SlideLook(QSize(1000, 800), 1, False), SlideLook(QSize(1000, 800), 1, True)
    assert placed(QSizeF(4000, 2000), room, None, near) == QRectF(0, 150, 1000, 500)
    box = QRectF(3000, 500, 400, 400)
    assert placed(QSizeF(4000, 2000), room, box, whole) == QRectF(0, 150, 1000, 500)
    place = placed(QSizeF(4000, 2000), room, box, near)
    scale = place.width() / 4000
    assert scale * 400 == pytest.approx(0.34 * 800)
    assert place.topLeft() + box.center() * scale == room.center()
    tiny = QRectF(3000, 500, 4, 4)  # no more than four times as large as the whole
    assert placed(QSizeF(4000, 2000), room, tiny, near).width() == 4000
    huge = QRectF(0, 0, 4000, 2000)  # and no smaller
    assert placed(QSizeF(4000, 2000), room, huge, near).width() >= 1000


def test_a_window_closed_during_a_slide_show_does_not_open_full_screen(
    qtbot: QtBot, context: Context, album: Album
) -> None:
    real = opened(qtbot, context)
    photo = album.photo()
    SlideShow(context, real, [photo], who=None).open()
    until(real.isFullScreen)
    closed(real)
    again = opened(qtbot, context)
    assert not again.isFullScreen()
    closed(again)
