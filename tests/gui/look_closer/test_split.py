"""Someone is split on their page and on Review: the same sheet, one step, kept apart."""

import pytest
from PySide6.QtCore import QPoint

from kinfolk.core.people.review import Answer
from kinfolk.gui.base.context import Context
from kinfolk.gui.look_closer.split import CHECK, SplitSheet
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.shell.window import Window
from kinfolk.gui.widgets.overlay import around
from kinfolk.recognition import engines
from kinfolk.recognition.likeness import Halves
from kinfolk.recognition.ranking import Ranking
from tests.album import Album
from tests.gui.hands import Key, click, heard, press, undo, until
from tests.gui.reviewing import Reviewed
from tests.gui.windows import choose, open_menu, over
from tests.past_answers import answered


def pick(split: SplitSheet, one: str, other: str) -> None:
    """By keys; then both people are shown."""
    for face in (one, other):
        split.pick.go_to(split.pick.faces.index(split.pick.faces.row_of(face)))
        press(Key.Key_Space, on=split.pick)
    until(lambda: split.pages.currentIndex() == CHECK)


@pytest.mark.wiring
def test_on_a_persons_page_by_key_and_a_scan_does_not_join_them_again(
    real: Window, context: Context, album: Album
) -> None:
    anna = album.person("Anna")
    hers = [album.face(anna, near=0, apart=0.02 + 0.01 * n) for n in range(3)]
    his = [album.face(anna, near=0, apart=0.2 + 0.01 * n) for n in range(2)]
    context.review.start()
    real.pages.open_person(anna)
    grid = real.pages.person.faces.grid
    until(lambda: len(grid.faces.ids) == 5 and not context.review.is_busy)
    before = album.dump()
    grid.setFocus()
    press(Key.Key_T, on=grid)
    split = over(real, SplitSheet)
    pick(split, hers[0], his[0])
    for face in [*split.halves.one, *split.halves.other]:  # as the user wants it, whoever is like
        if face in split.halves.one and face in his:
            split.one.grid.toggled.emit(face)
        elif face in split.halves.other and face in hers:
            split.other.grid.toggled.emit(face)
    press(Key.Key_Return)
    until(lambda: set(grid.faces.ids) == set(hers))
    [(part, gone)] = album.groups().items()
    assert gone == set(his)
    # they are as alike as ever: neither a suggestion nor grouping puts them together again
    until(lambda: not context.review.is_busy)
    assert context.suggester.ask(Ranking.for_group, part) == []
    assert not [pair for pair in context.suggester.ask(Ranking.merges) if part in (pair.other_id,)]
    engines.regroup(context.db, context.paths, [*hers, *his], context.suggester)
    assert (album.theirs(anna), album.theirs(part)) == (set(hers), set(his))
    said = [(one.other_id, one.answer) for one in album.ask(answered, part)]
    assert said == [(anna, Answer.NO)]
    undo(context)
    assert album.dump() == before


def test_who_was_picked_first_can_be_the_one_who_goes(real: Window, album: Album) -> None:
    anna = album.person("Anna", faces=3)
    real.pages.open_person(anna)
    until(lambda: len(real.pages.person.faces.grid.faces.ids) == 3)
    real.pages.person.header.menu_wanted.emit(QPoint(40, 40))
    choose(open_menu(), "Split…")
    split = over(real, SplitSheet)
    said = "Select a face of Anna, then a face of the other person."
    assert split.caption.text() == said
    stranger, hers, hers_too = split.pick.faces.ids
    pick(split, stranger, hers)
    split.one.grid.toggled.emit(hers_too)  # no engine has seen them: it stayed
    assert split.halves == Halves((stranger,), (hers, hers_too))
    click(split.turn_button)
    assert split.halves == Halves((hers, hers_too), (stranger,))
    split.one.grid.toggled.emit(hers)  # picked: it stays where it is
    split.one.grid.toggled.emit(hers_too)
    split.other.grid.toggled.emit(hers_too)
    click(split.primary)
    until(lambda: {stranger} in album.groups().values())
    assert album.theirs(anna) == {hers, hers_too}


def test_who_has_one_face_is_not_two_people_and_a_photo_keeps_the_keyboard_meanwhile(
    real: Window, album: Album, context: Context
) -> None:
    anna = album.person("Anna", faces=1)
    real.pages.open_person(anna)
    grid = real.pages.person.faces.grid
    until(lambda: len(grid.faces.ids) == 1)
    press(Key.Key_T, on=grid)
    assert not real.findChildren(SplitSheet)
    real.pages.open_person(album.person("Ben", faces=3))
    until(lambda: len(real.pages.person.faces.grid.faces.ids) == 3)
    press(Key.Key_T, on=real.pages.person.faces.grid)
    split = over(real, SplitSheet)
    for face in split.pick.faces.ids[:2]:
        split.pick.toggled.emit(face)
    context.menu_links.show_photo(split.pick.faces.ids[0], split.pick.faces.ids, split)
    until(lambda: split.pages.currentIndex() == CHECK)
    assert around(real.focusWidget()) is over(real, PhotoView)


def test_on_review_the_person_who_is_asked_about(reviewed: Reviewed) -> None:
    more = [reviewed.album.face(reviewed.dora, near=0, apart=0.02) for _ in range(2)]
    reviewed.open()
    until(lambda: "Dora" in reviewed.shown())
    assert reviewed.window is not None
    reviewed.at("Dora")
    reviewed.key(Key.Key_T)
    split = over(reviewed.window, SplitSheet)
    assert split.accessibleName() == "Is Dora two people?"
    one, other = split.pick.faces.ids[:2]
    pick(split, one, other)
    goes = set(split.halves.other)
    click(split.primary)
    until(lambda: goes in reviewed.album.groups().values())
    assert reviewed.album.theirs(reviewed.dora).isdisjoint(goes)
    heard(reviewed.context.ops.undone, lambda: reviewed.key(Key.Key_U))
    assert goes | set(more) <= reviewed.album.theirs(reviewed.dora)
