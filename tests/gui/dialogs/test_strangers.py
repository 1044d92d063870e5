"""Ignoring strangers by rule: who that is stands there before, and one step brings them back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kinfolk.core.faces import faces
from kinfolk.core.history import history
from kinfolk.core.people import strangers
from kinfolk.core.people.people_lists import Section
from kinfolk.gui.base.context import Context
from kinfolk.gui.dialogs.strangers import StrangersSheet
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.window import Window
from tests.album import Album
from tests.gui.hands import PLAIN, Key, click, heard, hearing, press, until
from tests.gui.windows import first, middle_of, over


def opened_sheet(real: Window) -> StrangersSheet:
    real.pages.show_section(Section.UNNAMED)
    until(real.wall.header.strangers.isVisible)
    until(real.isActiveWindow)
    click(real.wall.header.strangers)
    return first(real, StrangersSheet)


@pytest.mark.wiring
def test_the_rule_is_shown_with_its_count_and_done_as_one_step(real: Window, album: Album) -> None:
    album.person("Eva", near=0, faces=3)
    like, few = album.group(faces=2, near=0), album.group(faces=2, near=1)
    often = album.group(faces=3, near=2)
    alone = album.face(near=3)
    before = album.dump()
    sheet = opened_sheet(real)
    assert not sheet.primary.isEnabled()  # no one knows yet who that is
    until(sheet.primary.isEnabled)
    assert sheet.number == 3
    assert sheet.sentence.text().startswith("1 group and 1 single face will move to Ignored")
    assert list(sheet.grid.faces.ids) == [each.face_ids[0] for each in sheet.found]
    sheet.photos.setCurrentIndex(2)  # fewer than 4
    assert not sheet.primary.isEnabled()
    until(lambda: sheet.sentence.text().startswith("2 groups and 1 single face"))
    sheet.photos.setCurrentIndex(1)
    until(lambda: sheet.sentence.text().startswith("1 group and 1 single face"))
    assert {each.id for each in sheet.found} == {few, alone}
    done = heard(real.context.ops.done, lambda: press(Key.Key_Return, on=sheet.photos))
    assert done == ["1 group and 1 single face ignored"]
    assert [number for _, number in album.ask(strangers.listing)] == [2, 1]
    until(lambda: set(real.wall.groups.people.ids) == {like, often})
    until(lambda: not real.wall.singles.people.ids)
    until(real.menus.undo.isEnabled)
    heard(real.context.ops.undone, real.menus.undo.trigger)
    assert album.dump() == before
    until(lambda: len(real.wall.groups.people.ids) == 3)


@pytest.mark.wiring
def test_a_click_keeps_one(real: Window, context: Context, album: Album) -> None:
    album.person("Eva", near=0, faces=3)
    few, alone = album.group(faces=2, near=1), album.face(near=3)
    sheet = opened_sheet(real)
    until(sheet.primary.isEnabled)
    assert sheet.primary.text() == "Ignore 2"
    place = middle_of(sheet.grid, alone)
    click(sheet.grid.viewport(), place)
    assert sheet.primary.text() == "Ignore 1"
    assert sheet.grid.faces.marked(Mark.OUT) == {alone}
    press(Key.Key_Space, on=sheet.grid)
    assert sheet.primary.text() == "Ignore 2"
    press(Key.Key_Space, on=sheet.grid)
    click(sheet.grid.viewport(), place)

    def by_key() -> None:
        press(Key.Key_O, on=sheet.grid)

    def double_click() -> None:
        """The first of its two clicks was about the photo, too."""
        QTest.mouseDClick(sheet.grid.viewport(), Qt.MouseButton.LeftButton, PLAIN, place)
        assert sheet.grid.faces.marked(Mark.OUT) == {alone}

    for show in (double_click, by_key):
        assert heard(context.menu_links.photo_wanted, show)[0] == alone
        view = over(real, PhotoView)
        with hearing(view.finished):
            press(Key.Key_Escape, on=view)
    heard(context.ops.done, lambda: press(Key.Key_Return, on=sheet.grid))
    assert [each for each, _ in album.ask(strangers.listing)] == [few]
    assert album.ask(faces.single_ids) == [alone]


def test_without_a_name_nobody_is_offered(real: Window, context: Context, album: Album) -> None:
    album.group(faces=2, near=0)
    sheet = opened_sheet(real)
    assert sheet.state.text() == "No one has a name yet. Name the people you know first."
    press(Key.Key_Return)
    assert sheet.isVisible()
    press(Key.Key_Escape)
    assert not album.ask(strangers.listing)


def test_who_turns_out_to_be_somebody_is_back_and_told(real: Window, album: Album) -> None:
    twin, other = album.group(faces=2, near=0), album.group(faces=2, near=1)
    album.do(strangers.ignore, groups=[twin, other])
    real.context.review.start()
    until(lambda: not real.context.review.is_busy)
    assert len(album.ask(strangers.listing)) == 2
    assert heard(real.context.review.returned, lambda: album.person("Eva", near=0, faces=2)) == [1]
    assert album.ask(strangers.listing) == [(other, 2)]
    assert real.toast.text == "1 ignored group is back in Unnamed."
    assert album.ask(history.steps) == []  # a fact, which no one has to take back


def test_whoever_has_not_been_on_the_screen_stays_unless_all_are_meant(
    real: Window, context: Context, album: Album
) -> None:
    album.person("Eva", near=0, faces=3)
    alone = {album.face(near=1 + n % 60) for n in range(150)}
    sheet = opened_sheet(real)
    until(sheet.primary.isEnabled)
    seen = {each.id for each in sheet.seen}
    assert set() < seen < alone
    assert seen == set(sheet.grid.on_screen())
    text = f"150 single faces, {150 - len(seen)} not seen yet. Click a face to keep it."
    assert (sheet.state.text(), sheet.primary.text()) == (text, f"Ignore {len(seen)} seen")
    heard(context.ops.done, lambda: press(Key.Key_Return, on=sheet.photos))
    assert set(album.ask(faces.single_ids)) == alone - seen
    until(lambda: real.findChild(StrangersSheet) is None)
    sheet = opened_sheet(real)
    until(sheet.everybody.isVisible)
    assert sheet.everybody.text() == f"Ignore all {150 - len(seen)}"
    bar = sheet.grid.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + 60)
        QApplication.processEvents()
    until(sheet.everybody.isHidden)
    assert sheet.primary.text() == f"Ignore {150 - len(seen)}"
    bar.setValue(0)
    heard(context.ops.done, lambda: click(sheet.primary))
    assert album.ask(faces.single_ids) == []
