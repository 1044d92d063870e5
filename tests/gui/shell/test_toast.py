"""A message hides no key hint; it and the menu take back the step they show, and no other."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kinfolk.core.database import Database
from kinfolk.core.people import people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.gui.base import languages, theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.look_closer.sheet import LookCloser
from kinfolk.gui.shell import toast
from kinfolk.gui.shell.window import WIDE, Window
from kinfolk.gui.widgets.key_bar import KeyBar
from kinfolk.scan.job import ScanProgress
from kinfolk.settings import Language
from tests.album import Album
from tests.gui import other_language
from tests.gui.hands import CONTROL, SHIFT, Key, click, heard, press, until
from tests.gui.scanned_photos import Pictured
from tests.gui.windows import over, timer

SIZES = ((1280, 820), (900, 600), (760, 520))
LONG = "Merged Eva, Ben and 2 more people into Maximiliane Theodora Freifrau von Hohenlohe"


def say(window: Window, text: str) -> None:
    window.toast.say(text, button="Undo", act=lambda: None)
    QApplication.processEvents()
    button = window.toast.button
    assert button.visibleRegion().boundingRect().width() == button.width()


def keys_of(window: Window) -> KeyBar:
    """The key bar of the page."""
    bar = window.foot.currentWidget()
    assert isinstance(bar, KeyBar)
    return bar


def has_keys(window: Window, keys: set[str], width: int) -> bool:
    """Whether the key bar is laid out in this width, with hints for these of its last keys."""
    bar = keys_of(window)
    return bar.width() == width and keys == {"F2", "Tab", "W", "O", "E", "Del"} & {*dict(bar.shown)}


def hints(bar: KeyBar) -> list[QWidget]:
    """The key hints that are seen."""
    return [each for each in bar.entries if each.isVisible()]


def leaves_the_hints(window: Window, bar: KeyBar, text: str) -> None:
    """Say it: the bar shows no fewer hints, and nothing moves where it comes and goes."""
    at_rest = window.pages.geometry()
    say(window, text)
    beside, toast = hints(bar), window.toast.geometry()
    for part in (*beside, *(each for each in bar.findChildren(QLabel) if each.isVisible())):
        assert not QRect(part.mapTo(window, QPoint()), part.size()).intersects(toast)
    if bar.place.isVisible():
        assert {*covered(window)} <= {bar, *bar.findChildren(QWidget)}
    else:
        page = QRect(window.pages.mapTo(window, QPoint()), window.pages.size())
        right = bar.mapTo(window, bar.rect().topRight()).x()
        assert (right - toast.right(), page.contains(toast)) == (theme.MARGIN, True)
        window.toast.hide()
    assert hints(bar) == beside
    assert not bar.place.isVisible()
    assert window.pages.geometry() == at_rest


def covered(window: Window) -> Iterator[QWidget | None]:
    """What the pointer would hit if there were no message."""
    place = window.toast.geometry()
    assert window.rect().contains(place)
    window.toast.hide()
    for x in range(place.left(), place.right(), 5):
        for y in range(place.top(), place.bottom(), 5):
            yield window.childAt(QPoint(x, y))


def test_it_lies_between_the_keys_of_every_page(
    real: Window, context: Context, album: Album
) -> None:
    dora = album.person("Dora", near=0, faces=1)
    album.lookalikes(0, 3)
    album.face(dora, near=0, apart=0.02)
    for _ in range(20):
        album.group(faces=2)
    real.strip.show_progress(ScanProgress(phase="reading", photos_total=9))
    for show, key, narrow in (  # the key whose hint comes last, and one that a small window brings
        (partial(real.pages.show_section, Section.PEOPLE), "F2", ""),
        (partial(real.pages.show_section, Section.UNNAMED), "Tab", ""),
        (real.pages.show_review, "W", "E"),
        (real.pages.show_new_faces, "O", "E"),
        (partial(real.pages.open_person, dora), "Del", ""),
    ):
        show()
        for size in SIZES:
            real.resize(*size)
            keys = {key, narrow} if narrow and size == SIZES[-1] else {key}
            width = size[0] - (real.sidebar.width() if size[0] >= WIDE else 0)
            until(lambda keys=keys, width=width: has_keys(real, keys, width))  # type: ignore[misc]
            for text in ("Renamed to Eva", LONG):
                leaves_the_hints(real, keys_of(real), text)


def test_the_key_bar_in_german_has_no_room_for_it(real: Window, album: Album) -> None:
    album.group(faces=2)
    with other_language.for_a_while():
        languages.use(Language.GERMAN)
        real.resize(900, 600)
        real.pages.show_section(Section.UNNAMED)
        bar = real.wall.keys
        until(lambda: ("Tab", "überspringen") in bar.shown and bar.width() == 900)
        for text in ("Gerda", LONG):
            leaves_the_hints(real, bar, text)


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
    say(real, LONG)
    click(real.toast)  # which ends it: what it lies over can be clicked then
    assert real.toast.isHidden()
    say(real, "Named Gerda")
    assert keys.mapTo(real, QPoint()).x() == 0
    assert [each.isVisible() for each in keys.entries[:4]] == [True] * 4
    real.resize(1280, 820)
    QApplication.processEvents()
    assert keys.mapTo(real, QPoint()).x() == real.sidebar.width()


def test_it_lies_below_every_sheet(real: Window, album: Album) -> None:
    group = album.group(faces=90)  # as high as a sheet gets
    real.pages.show_section(Section.UNNAMED)
    until(lambda: real.wall.groups.people.rowCount() == 1)
    for size in SIZES:
        real.resize(*size)
        real.wall.sheets.look_closer(group)
        sheet = over(real, LookCloser)
        say(real, LONG)
        assert {*covered(real)} == {sheet}
        sheet.reject()


def test_it_lies_beside_the_keys_of_a_photo(real: Window, pictured: Pictured) -> None:
    """And at those of the page, once the photo is closed."""
    real.pages.show_photos()
    page = real.photos.keys
    until(lambda: bool(page.shown))
    for size in SIZES:
        real.resize(*size)
        view = pictured.opened(real, pictured.faces("a.jpg"))
        for text in ("Renamed to Eva", LONG):
            leaves_the_hints(real, view.keys, text)
        say(real, LONG)
        assert view.info.isVisible()
        assert not view.info.geometry().intersects(real.toast.geometry())
        view.accept()
        QApplication.processEvents()
        real.toast.hide()
        leaves_the_hints(real, page, LONG)


def test_it_goes_with_the_page(real: Window, album: Album) -> None:
    """The keys of the other page make room, and those left have theirs again."""
    anna = album.person("Anna", faces=1)
    real.pages.show_section(Section.PEOPLE)
    real.resize(1920, 1080)
    say(real, "Renamed to Eva")
    real.pages.open_person(anna)
    QApplication.processEvents()
    assert real.wall.keys.place.isHidden()
    place = real.pages.person.keys.place
    assert (place.isVisible(), place.mapTo(real, QPoint()).x()) == (True, real.toast.x())
    assert place.width() == real.toast.width()
    real.resize(800, 560)
    QApplication.processEvents()
    assert not place.isVisible()
    assert real.pages.geometry().contains(
        real.toast.geometry().translated(-real.sidebar.width(), 0)
    )


def rename(db: Database, person_id: str, name: str) -> None:
    label = f"Rename to {name}"
    db.write(
        lambda s: people.update(s, person_id, replace(UNCHANGED, name=name)), label=label
    ).result()


def act(real: Window, context: Context, person_id: str, name: str) -> None:
    heard(context.ops.done, lambda: real.wall.act.rename(Named(person_id, "Anna"), name))


@pytest.mark.wiring
def test_the_toast_does_not_take_back_what_another_process_did_since(
    real: Window, context: Context, album: Album, other: Database
) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    act(real, context, anna, "Eva")
    rename(other, ben, "Bob")
    heard(context.ops.refused, real.toast.button.click)
    assert "Rename to Bob" in real.toast.text
    assert "Rename to Eva" in real.toast.text
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")


def test_the_menu_takes_back_what_it_shows(real: Window, album: Album, other: Database) -> None:
    anna, ben = album.person("Anna"), album.person("Ben")
    act(real, real.context, anna, "Eva")
    until(lambda: real.menus.undo.text() == "Undo: Rename to Eva")
    rename(other, ben, "Bob")  # the window has not heard of it
    assert real.menus.undo.text() == "Undo: Rename to Eva"
    heard(real.context.ops.refused, real.menus.undo.trigger)
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")
    until(lambda: real.menus.undo.text() == "Undo: Rename to Bob")
    heard(real.context.ops.undone, real.menus.undo.trigger)
    assert album.name_of(ben) == "Ben"
    assert real.toast.text == "Undone: Rename to Bob"
    until(lambda: real.menus.redo.text() == "Redo: Rename to Bob")


def test_the_toast_of_redo_does_again_what_it_tells(
    real: Window, context: Context, album: Album, other: Database
) -> None:
    """Also after something else was done: the step was set aside, and is done again."""
    anna, ben = album.person("Anna"), album.person("Ben")
    act(real, context, anna, "Eva")
    heard(context.ops.undone, real.toast.button.click)
    rename(other, ben, "Bob")
    heard(context.ops.redone, real.toast.button.click)
    assert (album.name_of(anna), album.name_of(ben)) == ("Eva", "Bob")
    heard(context.ops.undone, real.toast.button.click)
    assert (album.name_of(anna), album.name_of(ben)) == ("Anna", "Bob")


def test_keys_are_faster_than_the_disk(real: Window, context: Context, album: Album) -> None:
    """Ctrl+Z right after an action is about that action; pressed three times it undoes three."""
    anna = album.person("Anna", faces=1)
    act(real, context, anna, "A")
    until(lambda: real.menus.undo.text() == "Undo: Rename to A")
    undone: list[str] = []
    context.ops.undone.connect(undone.append)
    for name in ("B", "C", "D"):
        real.wall.act.rename(Named(anna, "A"), name)
    for _ in range(3):
        press(Key.Key_Z, held=CONTROL, on=real)
    until(lambda: len(undone) == 3)
    assert undone == ["Rename to D", "Rename to C", "Rename to B"]
    assert album.name_of(anna) == "A"
    redone: list[str] = []
    context.ops.redone.connect(redone.append)
    until(real.menus.redo.isEnabled)
    for _ in range(2):
        press(Key.Key_Z, held=CONTROL | SHIFT, on=real)
    until(lambda: len(redone) == 2)
    assert album.name_of(anna) == "C"


def test_what_is_waited_for_stands_until_it_is_over(real: Window, context: Context) -> None:
    context.ops.waiting.emit("Undoing…")
    assert real.toast.isVisible()
    real.toast.say("Named Anna")
    context.ops.waiting.emit("")
    assert real.toast.isVisible()  # another message
    context.ops.waiting.emit("Undoing…")
    assert real.toast.text == "Undoing…"
    context.ops.waiting.emit("")
    assert not real.toast.isVisible()


def test_a_message_that_waits_is_not_lost_while_something_is_waited_for(
    real: Window, context: Context
) -> None:
    real.toast.say("Named Anna", button="Undo", act=lambda: None)
    real.toast.remark("3 photos scanned")
    context.ops.waiting.emit("Undoing…")
    context.ops.waiting.emit("")
    timer(real.toast, toast.STAYS_MS).setInterval(0)
    # Its time is over at once, too, so it may have gone before anyone looks.
    until(lambda: real.toast.text == "3 photos scanned")


def test_a_message_goes_although_the_window_was_minimised_meanwhile(real: Window) -> None:
    real.toast.say("Named Anna", button="Undo", act=lambda: None)
    real.toast.remark("3 photos scanned")
    real.showMinimized()
    until(real.isMinimized)
    timer(real.toast, toast.STAYS_MS).setInterval(0)
    until(lambda: real.toast.text == "3 photos scanned")
    until(real.toast.isHidden)
