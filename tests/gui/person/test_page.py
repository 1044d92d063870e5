"""A person's page: every drag has a key, every action is one undoable step."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from kinfolk.core.actions import Act, Action
from kinfolk.core.birth import Birth, Precision
from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import faces
from kinfolk.core.history import history
from kinfolk.core.people import people, rejected_suggestions
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.errors import Conflict, NotFound
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Carried, DropLabel
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.faces.model import Mark
from kinfolk.gui.person.header import BirthPopup
from kinfolk.gui.person.page import PersonPage
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.controls import keys_used, shows_focus
from tests.album import Album
from tests.gui.drops import carry, drop, drop_on_strip, hover, let_go
from tests.gui.hands import ALT, CONTROL, Key, click, heard, hearing, press, undo, until, write
from tests.gui.windows import first, open_menu, over, visible


class Paged:
    """The page of Dora, who has three faces, beside Ben with one."""

    def __init__(self, context: Context, window: QMainWindow, album: Album) -> None:
        self.context = context
        self.window = window
        self.album, self.person, self.face = album, album.who, album.seen
        self.dora = album.person("Dora", birth_date=date(2014, 3, 12))
        years = (2025, 2025, 2023)
        taken = [album.photo(taken_at=datetime(year, 5, day)) for day, year in enumerate(years, 1)]
        self.faces = [album.face(self.dora, asset_id=asset) for asset in taken]
        self.ben = album.person("Ben", faces=1)
        self.page = PersonPage(context)
        window.setCentralWidget(self.page)
        self.show(self.dora, 3)

    def show(self, person_id: str, count: int) -> None:
        self.page.show_person(person_id)
        self.wait_for(count)

    def wait_for(self, count: int) -> None:
        until(lambda: len(self.page.faces.grid.faces.ids) == count)

    def select(self, *face_ids: str) -> None:
        self.page.faces.grid.setFocus()
        self.page.faces.grid.select(face_ids)

    def key(self, key: Qt.Key) -> None:
        """A key in the grid that changes the library."""
        heard(self.context.bus.changed, lambda: press(key, on=self.page.faces.grid))

    def birth(self) -> BirthPopup:
        """Open the form of the birth date."""
        click(self.page.header.birth)
        return first(self.page.header, BirthPopup)


def merging(paged: Paged) -> MergeSheet:
    """What lies over the page before anyone is merged."""
    return first(paged.window, MergeSheet)


@pytest.fixture
def paged(context: Context, window: QMainWindow, album: Album) -> Paged:
    return Paged(context, window, album)


def test_a_face_dropped_on_the_portrait_is_the_thumbnail(paged: Paged) -> None:
    assert hover(paged.page.header.portrait, paged.faces) == ""  # of several none is meant
    with paged.album.unchanged():
        with hearing(paged.context.bus.changed):
            said = drop(paged.page.header.portrait, [paged.faces[2]])
        assert said == "Set as Dora’s portrait"
        assert paged.person(paged.dora).thumbnail_face_id == paged.faces[2]
        until(lambda: paged.page.header.portrait.face_id == paged.faces[2])
        undo(paged.context)


def test_a_groups_menu_shows_no_letter_while_letters_are_for_its_name(paged: Paged) -> None:
    paged.show(paged.album.group(faces=2), 2)

    def letters() -> set[str]:
        """Return the letters shown in the page's menu."""
        paged.page.header.menu_wanted.emit(QPoint())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.close()
        shown = [each for each in menu.actions() if each.isShortcutVisibleInContextMenu()]
        return {key for each in shown if len(key := each.shortcut().toString()) == 1}

    assert letters() == set()
    paged.select(paged.page.faces.grid.faces.ids[0])
    assert letters() == {"T"}


def test_m_moves_faces_to_somebody_chosen_by_keys_or_to_somebody_new(paged: Paged) -> None:
    paged.select(*paged.faces[:2])
    press(Key.Key_M, on=paged.page.faces.grid)
    chooser = first(paged.window, PersonChooser)
    assert chooser.title.text() == "Move 2 faces to…"
    assert list(chooser.list.people.ids) == [paged.ben]
    assert not chooser.primary.isEnabled()
    write("xyz", on=chooser.search)
    assert chooser.primary.text() == "New person…"
    chooser.search.clear()
    write("be", on=chooser.search)
    heard(paged.context.bus.changed, lambda: press(Key.Key_Return, on=chooser.search))
    assert paged.person(paged.ben).face_count == 3
    paged.wait_for(1)
    paged.select(paged.faces[2])
    press(Key.Key_M, on=paged.page.faces.grid)
    chooser = over(paged.window, PersonChooser)
    assert chooser.new.text() == "New person…"
    write("Zoe", on=chooser.search)
    assert (chooser.new.text(), chooser.primary.text()) == ("New person “Zoe”…", "New person…")
    press(Key.Key_Return, on=chooser.search)
    dialog = first(paged.window, NewPersonDialog)
    assert (dialog.form.name_text, list(dialog.picker.chosen)) == ("Zoe", [paged.faces[2]])
    created = heard(dialog.created, lambda: press(Key.Key_Return, on=dialog.form.name))
    assert paged.face(paged.faces[2]).person_id == created[0]
    paged.wait_for(0)


@pytest.mark.wiring
def test_keys_of_the_whole_window_and_of_tabs_are_there_on_the_page(
    real: Window, album: Album
) -> None:
    """By the key of the whole window: N alone takes a face away in a photo."""
    anna = album.person("Anna", faces=3)
    real.pages.open_person(anna)
    grid, control = real.pages.person.faces.grid, CONTROL
    until(lambda: len(grid.faces.ids) == 3)
    for chosen in (grid.faces.ids[:2], []):
        grid.clearSelection()
        grid.select(chosen)
        press(Key.Key_N, on=grid)
        assert not visible(NewPersonDialog)
        press(Key.Key_N, held=control, on=grid)
        (dialog,) = visible(NewPersonDialog)
        assert set(dialog.picker.chosen) == set(chosen)
        dialog.reject()
    real.pages.open_person(album.person("Dora", faces=2))
    page = real.pages.person
    until(lambda: len(page.faces.grid.faces.ids) == 2 and real.isActiveWindow())
    page.tabs.setFocus()
    press(Key.Key_1, held=ALT, on=page.tabs)
    assert page.faces.grid.hasFocus()
    assert ("Alt 2", "photos") in page.keys.shown
    assert "Alt 1" not in dict(page.keys.shown)
    assert "F2" not in dict(page.keys.shown)
    real.pages.open_person(album.grouped(2, near=1)[0])
    assert page.keys.shown[0] == ("F2", "name")


def test_a_taken_name_offers_to_merge(paged: Paged) -> None:
    header = paged.page.header
    header.name.begin()
    write("ben", on=header.name)
    press(Key.Key_Return, on=header.name)
    until(lambda: header.problem.text() == "There’s already someone named Ben.")
    assert header.name.hasFocus()
    assert header.merge_offer.text() == "Merge into Ben"
    assert paged.person(paged.dora).name == "Dora"
    header.merge_offer.click()
    sheet = merging(paged)
    assert sheet.names.currentText() == "Ben"
    with hearing(paged.page.person_opened), hearing(paged.context.bus.changed):
        press(Key.Key_Return, on=sheet.view)
    assert paged.person(paged.ben).face_count == 4
    with pytest.raises(NotFound):
        paged.person(paged.dora)


def test_a_taken_name_is_told_of_although_another_person_is_shown_by_then(paged: Paged) -> None:
    paged.page.header.name.begin()
    write("Ben", on=paged.page.header.name)
    carl = paged.album.person("Carl", faces=1)
    offered = heard(paged.context.ops.offered, lambda: paged.page.show_person(carl))
    assert offered[:2] == ["There’s already someone named Ben.", "Merge into Ben"]
    assert paged.page.header.problem.text() == ""  # it is not about Carl
    offered[2]()
    assert merging(paged).title.text() == "Merge Ben and Dora"


def test_merge_keeps_this_person(paged: Paged) -> None:
    paged.page.header.merge.click()
    chooser = first(paged.window, PersonChooser)
    assert not chooser.primary.isEnabled()  # no one is chosen beforehand
    press(Key.Key_Return, on=chooser.search)
    assert chooser.isVisible()
    press(Key.Key_Down, on=chooser.search)
    said = chooser.sentence.text()
    assert said == "Dora will get 1 face from Ben. The name Dora is kept; Ben is removed."
    press(Key.Key_Return, on=chooser.search)
    heard(paged.context.bus.changed, lambda: press(Key.Key_Return, on=merging(paged).view))
    assert paged.person(paged.dora).face_count == 4


@pytest.mark.slow
def test_who_is_twice_in_a_photo_is_told_and_mended(paged: Paged) -> None:
    page, line = paged.page, paged.page.faces.twice
    assert line.isHidden()
    photos = [paged.album.photo(taken_at=datetime(2020, 5, day)) for day in (1, 2)]
    other = [paged.album.face(paged.ben, asset_id=each) for each in photos]
    hers = [paged.album.face(paged.dora, asset_id=each) for each in photos]
    paged.show(paged.dora, 5)
    assert line.isHidden()
    before = paged.album.dump()
    with hearing(paged.context.bus.changed):
        action = Action.of(Act.MERGE, into="Dora")
        paged.context.db.write(lambda s: people.merge(s, paged.dora, [paged.ben]), label=action)
    until(line.isVisible)
    assert line.text.text() == "Dora appears twice in 2 photos"
    line.button.setFocus()
    press(Key.Key_Space, on=line.button)
    assert page.faces.grid.hasFocus()
    said = [(each.title, each.detail) for each in page.faces.grid.faces.sections]
    assert said == [("2 May 2020", "2 faces"), ("1 May 2020", "2 faces")]
    assert set(page.faces.grid.faces.ids) == {*other, *hers}
    paged.select(other[1])
    paged.key(Key.Key_Delete)
    paged.wait_for(2)
    assert [each.face_id for each in paged.album.ask(rejected_suggestions.listing)] == [other[1]]
    paged.select(other[0])
    paged.key(Key.Key_Delete)
    paged.wait_for(6)  # no one is twice any more: all faces are back
    assert line.isHidden()
    for _ in range(2):
        undo(paged.context)
    until(line.isVisible)
    undo(paged.context)
    until(line.isHidden)
    assert paged.album.dump() == before


def test_a_mirror_or_a_collage_is_no_mistake(paged: Paged) -> None:
    page, line = paged.page, paged.page.faces.twice
    for face_id in paged.faces[:2]:
        paged.album.face(paged.dora, asset_id=paged.face(face_id).asset_id)
    before = paged.album.dump()
    page.refresh()
    until(line.isVisible)
    assert line.right.isHidden()
    line.button.click()
    assert line.right.isVisible()
    assert not line.right.isEnabled()  # of which photo would that be said?
    paged.select(page.faces.grid.faces.ids[0])
    assert line.right.text() == "It’s a mirror or collage"
    done = heard(paged.context.ops.done, lambda: click(line.right))
    assert done == ["Dora may appear twice in 1 photo"]
    paged.wait_for(2)
    (said,) = paged.album.ask(rejected_suggestions.listing)
    assert paged.album.ask(history.steps)[0].words == "Allow Dora twice in a photo"
    assert said.face_id not in page.faces.grid.faces.ids
    assert {paged.face(each).assigned_by for each in page.faces.grid.faces.ids} == {AssignedBy.AUTO}
    assert paged.face(said.face_id or "").assigned_by == AssignedBy.USER
    page.faces.grid.clearSelection()
    line.right.setFocus()
    press(Key.Key_Space, on=line.right)  # one photo is left: it is that one
    paged.wait_for(5)
    assert line.isHidden()
    for _ in range(2):
        undo(paged.context)
    assert paged.album.dump() == before
    until(line.isVisible)


def test_escape_leads_from_the_photos_to_all_faces_and_then_away(
    paged: Paged, qtbot: QtBot
) -> None:
    page, grid = paged.page, paged.page.faces.grid
    paged.album.face(paged.dora, asset_id=paged.face(paged.faces[0]).asset_id)
    page.refresh()
    until(page.faces.twice.isVisible)
    assert page.faces.twice.text.text() == "Dora appears twice in 1 photo"
    page.faces.twice.button.click()
    paged.wait_for(2)
    grid.setFocus()
    press(Key.Key_A, held=CONTROL)
    with qtbot.assertNotEmitted(page.closed):
        press(Key.Key_Escape)
        assert grid.selected_ids() == []  # the selection goes first
        press(Key.Key_Escape)
    paged.wait_for(4)
    heard(page.closed, lambda: press(Key.Key_Escape))
    page.faces.twice.button.click()
    paged.show(paged.ben, 1)  # someone else: all of theirs
    assert page.faces.twice.isHidden()


def test_while_a_face_is_dragged_people_wait_for_it(
    paged: Paged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those most alike come first."""
    album, page, strip = paged.album, paged.page, paged.page.faces.strip
    album.person("Anna", near=1, faces=1)
    zoe, eva = album.person("Zoe", near=2, faces=1), album.person("Eva", near=3, faces=1)
    album.person(None, near=2, faces=1)
    strange = [album.face(eva, near=2) for _ in range(2)]
    paged.show(eva, 3)
    said: list[str] = []

    def drag(face_ids: Sequence[str], onto: str) -> None:
        page.faces.grid.select(face_ids)
        carry(
            monkeypatch,
            lambda held: said.append(drop_on_strip(strip, held, onto)),
            lambda: page.faces.grid.startDrag(Qt.DropAction.MoveAction),
        )

    heard(paged.context.ops.done, lambda: drag(strange, "Zoe"))
    assert strip.isHidden()
    assert [each.name for each in strip.people.shown] == ["Zoe", "Anna", "Ben", "Dora"]
    assert said == ["Move 2 faces to Zoe"]
    assert album.who(zoe).face_count == 3
    rejected = album.ask(rejected_suggestions.listing)
    assert {each.face_id for each in rejected} == set(strange)  # not Eva
    paged.wait_for(1)
    drag(page.faces.grid.faces.ids, "New person")
    assert said[-1] == "New person with 1 face"
    dialog = first(paged.window, NewPersonDialog)
    assert list(dialog.picker.chosen) == list(page.faces.grid.faces.ids)
    dialog.reject()


def test_while_a_face_is_dragged_everybody_can_be_reached(
    real: Window, context: Context, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those most alike come first, the others by name; more than fit come by near the edge."""
    dora, zoe = album.person("Dora", near=0, faces=1), album.person("Zoe", near=1, faces=1)
    face = album.face(dora, near=1)
    for n in range(14):
        album.person(f"Person {n:02} of a house with a long name", near=2 + n, faces=1)
    real.resize(900, 600)
    real.pages.open_person(dora)
    page, row = real.pages.person, real.pages.person.faces.strip.people
    until(lambda: len(page.faces.grid.faces.ids) == 2)
    said: list[str] = []

    def hand(held: Carried) -> None:
        until(lambda: len(row.shown) == 15)
        bar, view = page.faces.strip.area.horizontalScrollBar(), page.faces.strip.area.viewport()
        assert not view.rect().contains(row.mapTo(view, row.place(14).center()))
        edge = row.mapFrom(view, view.rect().center())
        edge.setX(row.mapFrom(view, view.rect().topRight()).x() - 4)
        said.append(hover(row, held, edge))
        until(lambda: bar.value() == bar.maximum())
        said.append(DropLabel.of(row).text)  # the pointer has not moved
        let_go(row, held)

    def drag() -> None:
        page.faces.grid.startDrag(Qt.DropAction.MoveAction)

    page.faces.grid.select([face])
    heard(context.ops.done, lambda: carry(monkeypatch, hand, drag))
    names = [each.name or "" for each in row.shown]
    assert (row.shown[0].id, names[3:]) == (zoe, sorted(names[3:]))
    assert said[0] != said[1] == f"Move to {max(names[3:])}"
    assert album.owner(face) == row.shown[-1].id


def test_who_looks_most_alike_is_offered_first(paged: Paged) -> None:
    album = paged.album
    anna, zoe = album.person("Anna", near=1, faces=1), album.person("Zoe", near=2, faces=1)
    eva, group = album.person("Eva", near=2, faces=1), album.person(None, near=1, faces=1)
    paged.show(eva, 1)
    paged.page.header.merge.click()
    chooser = first(paged.window, PersonChooser)
    until(lambda: next(iter(chooser.list.people.ids)) == zoe)
    assert set(chooser.list.people.ids) == {anna, zoe, group, paged.ben, paged.dora}
    assert not chooser.list.currentIndex().isValid()
    write("an", on=chooser.search)  # one person left: that one is meant
    assert (
        chooser.sentence.text()
        == "This face doesn’t look like Anna. Eva will get 1 face from Anna. "
        "The name Eva is kept; Anna is removed."
    )
    chooser.reject()


def test_a_name_typed_for_somebody_is_nobody_elses(paged: Paged) -> None:
    name = paged.page.header.name
    name.begin()
    write("Ben", on=name)
    press(Key.Key_Return, on=name)  # taken: it stays there, and asks
    carl = paged.album.person("Carl", faces=1)
    paged.page.show_person(carl)
    assert name.text() == "Carl"
    name.begin()
    write("Karl", on=name)
    paged.page.show_person(paged.dora)
    assert name.text() == "Dora"
    until(lambda: paged.person(carl).name == "Karl")
    assert paged.person(paged.dora).name == "Dora"


def test_the_birth_date_is_set_and_taken_away(paged: Paged) -> None:
    header = paged.page.header
    for day, text in ((date(2015, 1, 2), "Born 2 Jan 2015 · "), (None, "Add birth date")):
        popup = paged.birth()
        popup.field.set_born(Birth(day) if day else None)
        heard(paged.context.bus.changed, popup.save.click)
        assert paged.person(paged.dora).birth_date == day
        assert paged.window.focusWidget() is paged.page.faces.grid  # as the hints say
        assert header.birth.text().startswith(text)
    popup = paged.birth()
    popup.field.setText("2999-01-01")
    popup.save.click()
    assert popup.isVisible()
    assert popup.problem.text() == "This date is in the future."
    assert paged.person(paged.dora).birth_date is None
    popup.close()


def test_a_birth_date_that_another_app_has_given_since_is_not_overruled(paged: Paged) -> None:
    popup = paged.birth()
    popup.field.set_born(Birth(date(2015, 1, 2)))
    theirs = replace(UNCHANGED, birth_date=Birth(date(2012, 1, 2)))
    paged.album.decide(people.update, paged.dora, theirs)
    (error,) = heard(paged.context.ops.refused, popup.save.click)
    assert isinstance(error, Conflict)
    assert error.message == "This birth date has been changed in the meantime."
    assert paged.person(paged.dora).birth_date == date(2012, 1, 2)


def test_a_year_of_birth_on_which_the_faces_agree_is_offered_and_not_set(paged: Paged) -> None:
    """A click shows it in the field, and only Save keeps it."""
    eva = paged.album.person("Eva")
    for year, age in ((1989, 2.2), (1992, 4.6), (1995, 8.4)):
        paged.album.face(eva, taken=f"{year}-07-01", near=3, age=age)
    paged.show(eva, 3)
    header = paged.page.header
    until(lambda: header.birth.text() == "Born about 1987?")
    assert paged.person(eva).born is None
    popup = paged.birth()
    assert popup.field.text() == "1987"
    heard(paged.context.bus.changed, popup.save.click)
    assert paged.person(eva).born == Birth(date(1987, 1, 1), Precision.YEAR)
    until(lambda: header.birth.text().startswith("Born 1987"))


def test_favorite_and_a_change_from_elsewhere_show(paged: Paged) -> None:
    heard(paged.context.bus.changed, paged.page.header.favorite.click)
    assert paged.person(paged.dora).is_favorite
    paged.album.face(paged.dora)
    paged.wait_for(4)
    assert paged.page.header.counts.text() == "4 photos · 4 faces · 0 confirmed"
    heard(paged.page.closed, lambda: paged.page.act.delete([paged.person(paged.dora)]))


@pytest.mark.parametrize("name", [None, "Empty"])
def test_somebody_without_faces_says_how_to_get_some(paged: Paged, name: str | None) -> None:
    person_id = paged.album.person(name)
    paged.show(person_id, 0)
    assert paged.page.faces.empty.isVisible()
    heard(paged.context.bus.changed, lambda: drop(paged.page.header.portrait, [paged.album.face()]))
    paged.wait_for(1)
    assert not paged.page.faces.empty.isVisible()


def test_a_face_that_comes_while_the_page_reads_is_not_beside_the_words_that_there_is_none(
    context: Context, window: QMainWindow, album: Album
) -> None:
    page = PersonPage(context)
    context.bus.changed.disconnect(page.on_changed)  # it shows what it has read
    window.setCentralWidget(page)
    page.show()
    empty, hold = album.person("Empty"), threading.Event()
    for _ in range(2):  # both threads that read
        context.tasks.run(hold.wait, owner=page)
    try:
        page.show_person(empty)
        assert page.faces.empty.isVisible()
        album.face(empty)
    finally:
        hold.set()
    until(lambda: len(page.faces.grid.faces.ids) == 1)
    assert not page.faces.empty.isVisible()


def test_enter_shows_the_photo_and_says_when_it_is_away(paged: Paged) -> None:
    paged.select(paged.faces[0])
    press(Key.Key_Return, on=paged.page.faces.grid)
    view = first(paged.window, PhotoView)
    told = "is unavailable. Is its drive connected? Its faces are still here."
    until(lambda: view.scene is not None and told in view.scene.problem)
    assert view.scene is not None
    assert view.scene.image is None
    press(Key.Key_Right, on=view)
    until(lambda: view.scene is not None and view.scene.face_id == paged.faces[2])
    heard(view.finished, lambda: press(Key.Key_Escape, on=view))


def test_what_scans_have_placed_is_counted_and_has_a_dot(paged: Paged) -> None:
    page = paged.page
    paged.album.do(faces.assign, paged.faces[:2], paged.dora)
    until(lambda: page.header.counts.text().endswith("· 2 confirmed"))
    assert page.header.counts.text() == "3 photos · 3 faces · 2 confirmed"
    model = page.faces.grid.faces
    marked = [face for face in model.ids if Mark.PLACED in model.marks_of(face)]
    assert marked == paged.faces[2:]
    tile = page.faces.grid.visualRect(model.index(model.row_of(marked[0])))
    shown = page.faces.grid.viewport().grab().toImage()
    dot = shown.pixelColor(tile.right() - 10, tile.top() + 10)
    assert dot == theme.color("muted")
    paged.album.do(faces.assign, marked, paged.dora)
    until(lambda: page.header.counts.text() == "3 photos · 3 faces")
    assert Mark.PLACED not in model.marks_of(marked[0])
    paged.show(paged.album.group(faces=2), 2)  # of a group no one has to confirm anything
    assert page.header.counts.text() == "2 photos · 2 faces"
    assert not model.marked(Mark.PLACED)


def test_letters_name_a_group_as_on_its_card(paged: Paged) -> None:
    """Those that are commands too, unless faces are selected: then they are about these."""
    group = paged.album.group(faces=2)
    paged.show(group, 2)
    page, grid = paged.page, paged.page.faces.grid
    letters = {"M", "P"}
    assert not letters & {key for key, _ in page.keys.shown}
    paged.select(grid.faces.ids[1])
    assert letters < {key for key, _ in page.keys.shown}
    paged.key(Key.Key_P)
    assert paged.person(group).thumbnail_face_id == grid.faces.ids[1]
    grid.clearSelection()
    write("P", on=grid)
    write("eTm")
    assert (page.header.name.hasFocus(), page.header.name.text()) == (True, "PeTm")
    press(Key.Key_Return)
    until(lambda: paged.person(group).name == "PeTm" and "M" in dict(page.keys.shown))
    write("m", on=grid)
    assert first(paged.window, PersonChooser)


def test_the_keys_are_about_the_face_in_the_frame_while_none_is_selected(paged: Paged) -> None:
    grid = paged.page.faces.grid
    paged.show(paged.ben, 1)
    keys_used(grid)
    paged.show(paged.dora, 3)  # by the keyboard
    assert grid.current_id() == paged.faces[1]
    assert not grid.selected_ids()
    paged.key(Key.Key_P)
    assert paged.person(paged.dora).thumbnail_face_id == paged.faces[1]
    paged.key(Key.Key_Delete)
    assert paged.face(paged.faces[1]).person_id is None
    paged.wait_for(2)
    press(Key.Key_M, on=grid)
    chooser = first(paged.window, PersonChooser)
    assert chooser.title.text() == "Move 1 face to…"
    chooser.reject()


def test_a_frame_that_is_not_seen_is_shown_before_a_key_is_about_it(paged: Paged) -> None:
    """Whoever uses the pointer sees no frame."""
    grid = paged.page.faces.grid
    assert grid.hasFocus()
    assert not shows_focus(grid)
    press(Key.Key_Delete, on=grid)
    assert shows_focus(grid)
    assert grid.current_id() == paged.faces[1]
    assert paged.face(paged.faces[1]).person_id == paged.dora
    paged.key(Key.Key_Delete)
    paged.wait_for(2)
    assert paged.face(paged.faces[1]).person_id is None


def test_an_emptied_name_stays_and_removing_it_is_offered(paged: Paged) -> None:
    header, before = paged.page.header, paged.album.dump()
    for leave in (Key.Key_Tab, Key.Key_Return):
        header.name.begin()
        press(Key.Key_Backspace, on=header.name)
        press(leave, on=header.name)
        assert header.name.text() == "Dora"
        assert header.problem.text() == "A person without a name moves to Unnamed."
        assert paged.album.dump() == before
    press(Key.Key_Escape, on=header.name)
    assert header.problem.isHidden()
    press(Key.Key_F2, Key.Key_Backspace, Key.Key_Return)
    assert heard(paged.context.ops.done, header.merge_offer.click) == ["Dora is now unnamed"]
    assert paged.person(paged.dora).name is None
    assert header.problem.isHidden()
    undo(paged.context)
    assert paged.album.dump() == before


def test_a_name_that_is_selected_to_be_replaced_stays_so_while_the_page_is_read(
    paged: Paged,
) -> None:
    press(Key.Key_F2, on=paged.page)
    paged.album.face(paged.dora)
    paged.wait_for(4)
    assert paged.page.header.name.selectedText() == "Dora"


def test_a_menu_about_a_face_closes_where_the_face_goes(paged: Paged) -> None:
    paged.select(paged.faces[0])
    shown = paged.page.faces.grid
    at = shown.visualRect(shown.currentIndex()).center()
    shown.menu_wanted.emit(shown.viewport().mapToGlobal(at))
    menu = open_menu()
    paged.album.do(faces.assign, [paged.faces[1]], paged.ben)
    paged.wait_for(2)
    assert open_menu() is menu  # it is about another one
    paged.album.do(faces.assign, [paged.faces[0]], paged.ben)
    paged.wait_for(1)
    until(lambda: QApplication.activePopupWidget() is None)
