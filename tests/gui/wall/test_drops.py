"""Faces dropped on the wall and dragged off it."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QTimer
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from kinfolk.core.birth import Birth
from kinfolk.core.db.models import AssignedBy
from kinfolk.core.faces import faces
from kinfolk.core.people import people, review
from kinfolk.core.people.review import Answer
from kinfolk.gui.base.context import Context
from kinfolk.gui.base.drag import Carried
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.wall.page import Wall
from tests.album import Album
from tests.gui.drops import drop, hover, leave, let_go
from tests.gui.hands import CONTROL, LEFT, Key, heard, hearing, press, redo, undo, until, write
from tests.gui.walls import middle, wait_for, wall_in
from tests.gui.windows import first, there
from tests.past_answers import answered


@pytest.fixture
def wall(context: Context, window: QMainWindow, album: Album) -> Wall:
    return wall_in(window, context)


def place(wall: Wall, row: int, *, on_portrait: bool) -> QPoint:
    view = wall.people
    cell = view.visualRect(view.people.index(row))
    circle = view.portraits.portrait_rect(cell)
    return circle.center() if on_portrait else QPoint(circle.center().x(), circle.bottom() + 30)


def test_faces_dropped_on_a_card_are_given_and_no_more(
    wall: Wall, context: Context, album: Album
) -> None:
    eva = album.person("Eva", faces=1)
    portrait = album.who(eva).effective_face_id
    one, two, three = album.face(), album.face(), album.face()
    wait_for(wall, named=1)
    target = wall.people.viewport()
    for face_id, on_portrait in ((one, True), (two, False)):
        with hearing(context.ops.done):
            said = drop(target, [face_id], place(wall, 0, on_portrait=on_portrait))
        assert said == "Move to Eva"
        assert album.seen(face_id).assigned_by == AssignedBy.USER
    kept = album.who(eva)  # only the large portrait of a page takes a portrait
    assert (kept.thumbnail_face_id, kept.effective_face_id) == (None, portrait)
    assert hover(target, [one, three], place(wall, 0, on_portrait=True)) == "Move 2 faces to Eva"
    assert wall.people.drop_row == 0
    assert hover(target, [], place(wall, 0, on_portrait=False)) == ""  # no one's, or another's drag
    assert hover(target, [one], QPoint(target.width() - 2, 5)) == ""
    assert wall.people.drop_row == -1
    with hearing(wall.new_person_wanted) as wanted:
        assert drop(wall.header.new_person, [three]) == "New person with 1 face"
    assert wanted.args == [(three,), None]


def test_a_group_is_dragged_by_its_picture_and_merged(
    wall: Wall, context: Context, album: Album
) -> None:
    eva = album.person("Eva", faces=1)
    group, other = album.group(faces=7), album.group(faces=1)
    stranger = album.face()
    album.do(review.answer_faces, [stranger], group, Answer.NO)
    wait_for(wall, named=1, groups=2)
    view, index = wall.groups, wall.groups.people.index(0)
    held = view.carried_at(index)
    assert (len(held.face_ids), held.card) == (7, group)
    own = view.visualRect(index).center()
    assert hover(view.viewport(), held, own) == ""  # not on itself
    leave(view.viewport())
    second = view.visualRect(view.people.index(1)).center()
    assert hover(view.viewport(), held, second) == "Move 7 faces to this group"
    leave(view.viewport())
    before = album.dump()
    with hearing(context.ops.done):
        label = drop(wall.people.viewport(), held, place(wall, 0, on_portrait=True))
    assert label == "Move 7 faces to Eva"
    assert album.who(eva).face_count == 8
    said = album.ask(answered, eva)  # what was said of the group is said of her
    assert [each.face_id for each in said] == [stranger]
    assert set(album.ask(people.cards, [group, other])) == {other}
    undo(context)
    assert album.dump() == before


def test_a_group_that_gets_a_name_elsewhere_while_it_is_dragged_keeps_its_faces(
    wall: Wall, context: Context, album: Album
) -> None:
    album.person("Eva", faces=1)
    group = album.group(faces=3)
    wait_for(wall, named=1, groups=1)
    held = wall.groups.carried_at(wall.groups.people.index(0))
    target, at = wall.people.viewport(), place(wall, 0, on_portrait=True)
    assert hover(target, held, at) == "Move 3 faces to Eva"
    album.change(group, name="Tom")
    with album.unchanged():
        refused = heard(context.ops.refused, lambda: let_go(target, held, at))
        assert refused[0].message == "These faces have been moved to Tom in the meantime."


def test_the_wall_scrolls_while_a_face_is_held_at_its_edge(wall: Wall, album: Album) -> None:
    for n in range(60):
        album.person(f"Person {n:02}")
    wait_for(wall, named=60)
    area, target = wall.area, wall.people.viewport()
    bar = area.verticalScrollBar()
    low = target.mapFrom(area.viewport(), QPoint(300, area.viewport().height() - 5))
    hover(target, ["face_x"], low)
    until(lambda: bar.value() > 100)
    leave(target)
    assert not any(timer.isActive() for timer in area.findChildren(QTimer))


def test_faces_are_given_to_the_name_that_a_card_has_or_is_being_given(
    wall: Wall, album: Album
) -> None:
    group, *loose = album.group(faces=3), album.face(), album.face()
    album.group(faces=2)
    wait_for(wall, groups=2)
    view = wall.groups
    at = middle(view, 0)
    assert hover(view.viewport(), loose[:1], at) == "Move to this group"
    leave(view.viewport())
    view.naming.begin(0)
    write("Willi", on=view.naming.field)
    press(Key.Key_Return, on=view.naming.field)
    assert view.naming.session.entries.named == []  # it is on its way
    assert drop(view.viewport(), loose[:1], at) == "Move to Willi"
    until(lambda: view.naming.session.entries.named == [group])
    until(lambda: album.who(group).face_count == 4)
    assert drop(view.viewport(), loose[1:], at) == "Move to Willi"
    until(lambda: album.who(group).face_count == 5)
    assert album.name_of(group) == "Willi"
    press(Key.Key_Escape, on=view.naming.field)


def test_an_ignored_card_has_no_name_whatever_was_typed(wall: Wall, album: Album) -> None:
    album.group(faces=3), album.group(faces=2)
    wait_for(wall, groups=2)
    view = wall.groups
    view.naming.begin(0)
    write("Willi", on=view.naming.field)
    press(Key.Key_I, held=CONTROL, on=view.naming.field)
    at = view.visualRect(view.people.index(0)).center()
    assert hover(view.viewport(), [album.face()], at) == "Move to this group"


def open_card(wall: Wall, album: Album) -> tuple[str, QPoint]:
    """Of three faces, and a letter is typed; where to drop on it."""
    group = album.group(faces=3)
    wait_for(wall, groups=1)
    view = wall.groups
    view.naming.begin(0)
    write("W", on=view.naming.field)
    return group, view.visualRect(view.people.index(0)).center()


def test_faces_dropped_on_the_open_card_show_on_it(
    wall: Wall, context: Context, album: Album
) -> None:
    loose = [album.face(), album.face()]
    group, at = open_card(wall, album)
    view, field = wall.groups, wall.groups.naming.field
    before, place, rect = view.people.card(0), field.geometry(), view.cell_rect(0)
    assert before is not None
    heard(context.ops.done, lambda: drop(view.viewport(), loose, at))
    shown = there(view.people.card(0))
    assert shown.faces == (before.faces[0], *loose, *before.faces[1:])
    assert shown.person.face_count == 5
    assert (field.text(), field.hasFocus()) == ("W", True)
    assert (field.geometry(), view.cell_rect(0)) == (place, rect)
    undo(context)
    assert view.people.card(0) == before  # and they are not named with it
    redo(context)
    assert view.people.card(0) == shown
    write("illi", on=field)
    press(Key.Key_Return, on=field)
    until(lambda: view.naming.session.entries.named == [group])
    assert album.name_of(group) == "Willi"
    assert album.theirs(group) == set(shown.faces)


def test_a_card_that_is_open_is_carried_with_the_faces_that_it_shows(
    wall: Wall, context: Context, album: Album
) -> None:
    group = album.group(faces=3)
    wait_for(wall, groups=1)
    view = wall.groups
    shown = album.theirs(group)
    view.naming.begin(0)
    with hearing(context.bus.changed):
        late = album.face(group)  # a scan: the card says 3 as before
    assert set(view.held_at(view.people.index(0))) == shown
    press(Key.Key_Escape, on=view.naming.field)
    until(lambda: set(view.held_at(view.people.index(0))) == {*shown, late})


def test_after_the_open_card_was_dropped_on_another_one_ctrl_i_is_about_the_next(
    wall: Wall, album: Album
) -> None:
    """It is the second one's turn in the event of the drop."""
    groups = [album.group(faces=number) for number in (4, 3, 2)]
    wait_for(wall, groups=3)
    view = wall.groups
    view.naming.begin(0)
    write("Willi", on=view.naming.field)
    held = view.carried_at(view.people.index(0))
    assert drop(view.viewport(), held, middle(view, 2)) == "Move 4 faces to this group"
    assert view.naming.open_id == groups[1]
    assert (view.naming.field.text(), view.naming.field.hasFocus()) == ("", True)
    press(Key.Key_I, held=CONTROL, on=view.naming.field)
    until(lambda: album.who(groups[1]).is_hidden)
    assert set(held.face_ids) <= album.theirs(groups[2])
    assert not album.who(groups[2]).is_hidden
    assert view.naming.open_id == groups[2]
    # Who is that fast sees the faces that it was given as well. A reading of the cards that began
    # before the drop may still come in between.
    people = view.people
    until(lambda: there(people.card(people.row_of(groups[2]))).person.face_count == 6)


def test_a_card_whose_drop_is_refused_is_there_again_with_its_text(
    wall: Wall, context: Context, album: Album
) -> None:
    group, other = album.group(faces=3), album.group(faces=2)
    wait_for(wall, groups=2)
    view = wall.groups
    view.naming.begin_of(group)
    write("Willi", on=view.naming.field)
    held = view.carried_at(view.people.index(0))
    at = view.visualRect(view.people.index(1)).center()
    hover(view.viewport(), held, at)
    album.change(other, name="Tom")  # by another program
    heard(context.ops.refused, lambda: let_go(view.viewport(), held, at))
    until(lambda: group in view.people.ids)
    entry = there(view.naming.session.entries.get(group))
    assert (entry.text, entry.waits) == ("Willi", True)
    assert set(held.face_ids) <= album.theirs(group)


def test_the_open_card_keeps_its_text_and_faces_whatever_does_not_come_to_it(
    qtbot: QtBot, wall: Wall, album: Album, context: Context
) -> None:
    group, at = open_card(wall, album)
    view, naming = wall.groups, wall.groups.naming
    grip = view.mosaics.mosaic_rect(view.visualRect(view.people.index(0))).center().toPoint()
    qtbot.mousePress(view.viewport(), LEFT, pos=grip)
    qtbot.mouseMove(view.viewport(), grip + QPoint(60, 0))  # offscreen it ends by itself
    assert (naming.open_id, naming.field.text(), naming.field.hasFocus()) == (group, "W", True)
    loose = album.face()
    before = wall.groups.people.card(0)
    album.do(faces.delete, loose)
    heard(context.ops.refused, lambda: drop(wall.groups.viewport(), [loose], at))
    assert wall.groups.people.card(0) == before
    other = album.group(faces=2)
    held, shown = sorted(album.theirs(other)), album.theirs(group)
    late = album.face(group)  # a scan: the open card says 3 as before
    heard(context.ops.done, lambda: drop(wall.groups.viewport(), held, at))
    assert album.theirs(group) == {*shown, *held}
    assert album.seen(late).assigned_by == AssignedBy.AUTO


def held_people(wall: Wall, *ids: str) -> Carried:
    """Select these people and return what a drag of the first carries."""
    view = wall.people
    for each in ids:
        index = view.people.index(view.people.row_of(each))
        view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    return view.carried_at(view.people.index(view.people.row_of(ids[0])))


def test_people_dropped_on_a_person_are_merged_into_them(
    wall: Wall, context: Context, album: Album
) -> None:
    ida = album.person("Ida", faces=4)
    others = [album.person("Ida W.", faces=2), album.person("Ida (work)", faces=1)]
    wait_for(wall, named=3)
    target, at = wall.people.viewport(), place(wall, 0, on_portrait=True)
    own = place(wall, 1, on_portrait=True)
    alone = wall.people.carried_at(wall.people.people.index(1))
    assert hover(target, alone, at) == "Merge Ida W. into Ida"
    held = held_people(wall, *others)
    assert hover(target, held, own) == ""  # on one of them
    assert hover(target, held, at) == "Merge 2 people into Ida"
    assert wall.people.drop_row == 0
    with album.unchanged():
        done = heard(context.ops.done, lambda: let_go(target, held, at))
        assert done == ["Merged Ida W. and Ida (work) into Ida"]
        assert album.who(ida).face_count == 7
        wait_for(wall, named=1)
        undo(context)


def test_people_are_dropped_only_where_people_are(wall: Wall, album: Album) -> None:
    ida = album.person("Ida", faces=4)
    album.group(faces=3)
    wait_for(wall, named=1, groups=1)
    held, groups = held_people(wall, ida), wall.groups
    card = groups.visualRect(groups.people.index(0)).center()
    assert hover(groups.viewport(), held, card) == ""
    assert hover(wall.header.new_person, held) == ""


@pytest.mark.parametrize("against", ["birth dates", "a photo of both"])
def test_dropping_asks_first_if_something_speaks_against_one_person(
    wall: Wall, context: Context, album: Album, against: str
) -> None:
    anna, ben = album.person("Anna", faces=4), album.person("Ben", faces=2)
    if against == "birth dates":
        for who, year in ((anna, 1975), (ben, 2010)):
            album.change(who, birth_date=Birth(date(year, 1, 1)))
    else:
        photo = album.photo()
        for who in (anna, ben):
            album.face(who, asset_id=photo)
    wait_for(wall, named=2)
    with album.unchanged():
        drop(wall.people.viewport(), held_people(wall, ben), place(wall, 0, on_portrait=True))
        sheet = first(wall.window(), MergeSheet)
        assert sheet.isVisible()
        assert bool(sheet.proof) == (against == "a photo of both")
    heard(context.ops.done, sheet.primary.click)
    wait_for(wall, named=1)
    assert album.name_of(anna) == "Anna"


@pytest.mark.parametrize("elsewhere", ["renamed", "different people"])
def test_what_was_decided_elsewhere_while_people_are_dragged_is_not_overruled(
    wall: Wall, context: Context, album: Album, elsewhere: str
) -> None:
    anna, ben = album.person("Anna", faces=4), album.person("Ben", faces=2)
    wait_for(wall, named=2)
    held, target = held_people(wall, ben), wall.people.viewport()
    at = place(wall, 0, on_portrait=True)
    assert hover(target, held, at) == "Merge Ben into Anna"
    if elsewhere == "renamed":
        said = "Ben has been renamed Tom."
        album.change(ben, name="Tom")
    else:
        said = "This has been answered with no in the meantime."
        album.do(review.answer_pair, anna, ben, Answer.NO)
    with album.unchanged():
        assert heard(context.ops.refused, lambda: let_go(target, held, at))[0].message == said
