"""A message covers nothing that one acts on: on no page, over no sheet, in no size of window."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.key_bar import KeyBar
from kinfolk.scan.job import ScanProgress
from tests.album import Album
from tests.gui.hands import until
from tests.gui.scanned_photos import Pictured
from tests.gui.windows import first

SIZES = ((1280, 820), (900, 600), (760, 520))
LONG = "Merged Eva, Ben and 2 more people into Maximiliane Theodora Freifrau von Hohenlohe"


def say(window: Window, text: str) -> None:
    window.toast.say(text, button="Undo", act=lambda: None)
    QApplication.processEvents()
    button = window.toast.button
    assert button.visibleRegion().boundingRect().width() == button.width()


def covered(window: Window) -> Iterator[QWidget | None]:
    """What the pointer would hit if there were no message."""
    place = window.toast.geometry()
    assert window.rect().contains(place)
    window.toast.hide()
    for x in range(place.left(), place.right(), 5):
        for y in range(place.top(), place.bottom(), 5):
            yield window.childAt(QPoint(x, y))


@pytest.mark.parametrize("size", SIZES)
def test_it_lies_between_the_keys_of_every_page(
    real: Window, context: Context, album: Album, size: tuple[int, int]
) -> None:
    dora = album.person("Dora", near=0, faces=1)
    album.lookalikes(0, 3)
    album.face(dora, near=0, apart=0.02)
    for _ in range(20):
        album.group(faces=2)
    real.resize(*size)
    real.strip.show_progress(ScanProgress(phase="reading", photos_total=9))
    for show in (
        partial(real.pages.show_section, Section.PEOPLE),
        partial(real.pages.show_section, Section.UNNAMED),
        real.pages.show_review,
        real.pages.show_new_faces,
        partial(real.pages.open_person, dora),
    ):
        show()
        bar = real.foot.currentWidget()
        assert isinstance(bar, KeyBar)
        until(lambda bar=bar: bool(bar.shown))  # type: ignore[misc]
        for text in ("Renamed to Eva", LONG):
            say(real, text)
            place = bar.place.geometry()
            parts = [each for each in (*bar.entries, bar._state) if each.isVisible()]
            assert not any(part.geometry().intersects(place) for part in parts)
            at_rest = real.pages.geometry()
            assert {*covered(real)} <= {bar, *bar.findChildren(QWidget)}
            assert not bar.place.isVisible()
            assert real.pages.geometry() == at_rest  # nothing moves where it comes and goes


@pytest.mark.wiring
def test_in_a_narrow_window_the_keys_one_names_with_stay_beside_it(
    real: Window, album: Album
) -> None:
    for _ in range(3):
        album.group(faces=2)
    real.resize(900, 600)
    real.pages.show_section(Section.UNNAMED)
    keys = real.wall.keys
    until(lambda: len(keys.shown) > 4)
    say(real, "Named Gerda")
    assert keys.mapTo(real, QPoint()).x() == 0
    assert [each.isVisible() for each in keys.entries[:4]] == [True] * 4
    real.resize(1280, 820)
    QApplication.processEvents()
    assert keys.mapTo(real, QPoint()).x() == real.sidebar.width()


@pytest.mark.parametrize("size", SIZES)
def test_it_lies_below_every_sheet(real: Window, album: Album, size: tuple[int, int]) -> None:
    group = album.group(faces=90)  # as high as a sheet gets
    real.resize(*size)
    real.pages.show_section(Section.UNNAMED)
    until(lambda: real.wall.groups.people.rowCount() == 1)
    real.wall.sheets.look_closer(group)
    sheet = first(real, LookCloser)
    say(real, LONG)
    assert {*covered(real)} == {sheet}


@pytest.mark.parametrize("size", SIZES)
def test_it_lies_beside_the_keys_of_a_photo(
    real: Window, pictured: Pictured, size: tuple[int, int]
) -> None:
    """And beside those of the page, once the photo is closed."""
    real.resize(*size)
    real.pages.show_photos()
    page = real.photos.keys
    until(lambda: bool(page.shown))
    view = pictured.opened(real, pictured.faces("a.jpg"))
    bar = view.keys
    for text in ("Renamed to Eva", LONG):
        say(real, text)
        assert bar.place.isVisible()
        assert bar.entries[0].isVisible()
        place = bar.place.geometry()
        parts = [each for each in bar.entries if each.isVisible()]
        assert not any(part.geometry().intersects(place) for part in parts)
        assert {*covered(real)} <= {bar, *bar.findChildren(QWidget)}
        assert not bar.place.isVisible()
    say(real, LONG)
    view.accept()
    QApplication.processEvents()
    assert page.place.isVisible()
    place = page.place.geometry()
    assert not any(each.geometry().intersects(place) for each in page.entries if each.isVisible())
    assert page.place.mapTo(real, QPoint()).x() == real.toast.x()
    assert page.place.width() == real.toast.width()


def test_it_goes_with_the_page(real: Window, album: Album) -> None:
    """The keys of the other page make room, and those left have theirs again."""
    anna = album.person("Anna", faces=1)
    real.pages.show_section(Section.PEOPLE)
    say(real, LONG)
    real.pages.open_person(anna)
    QApplication.processEvents()
    assert real.wall.keys.place.isHidden()
    place = real.person.keys.place
    assert place.mapTo(real, QPoint()).x() == real.toast.x()
    assert place.width() == real.toast.width()
    real.resize(800, 560)
    QApplication.processEvents()
    assert place.mapTo(real, QPoint()).x() == real.toast.x()
    assert real.rect().contains(real.toast.geometry())
