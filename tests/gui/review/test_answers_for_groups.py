"""Groups and pairs on the Review page, and the same child at several times: one answer for all."""

import pytest
from PySide6.QtCore import QPoint, Qt

from kinfolk.core.faces import faces
from kinfolk.core.people.review import Answer
from kinfolk.gui.dialogs.merge import MergeSheet
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.photo.photo_comparison import WhyView
from kinfolk.gui.review.card import TILE
from kinfolk.gui.shell.pages import NEW
from kinfolk.gui.verdicts.faces import MORE
from tests.album import MAYBE
from tests.gui.hands import CONTROL, Key, click, heard, press, until
from tests.gui.reviewing import Reviewed, end
from tests.gui.windows import first, hovered, texts_of


@pytest.mark.wiring
def test_a_group_is_answered_as_a_whole(reviewed: Reviewed) -> None:
    group, theirs = reviewed.album.grouped(4, near=0, apart=0.04)
    page = reviewed.open()
    whole = next(card for card in page.board.cards if card.is_whole)
    assert set(whole.faces.shown) == set(theirs)
    assert reviewed.shown()  # no face stands on two cards
    loose = next(card for card in page.board.cards if not card.is_whole)
    assert list(loose.faces.shown) == reviewed.faces
    before = reviewed.album.dump()
    page.board.go_to(whole.question.key)
    assert page.keys.shown[0] == ("Enter", "accept 4")
    assert "X" not in dict(page.keys.shown)
    reviewed.answer(Key.Key_Return)
    reviewed.settle()
    assert {reviewed.owner(face) for face in theirs} == {reviewed.dora}
    reviewed.take_back(before)
    page.board.go_to(whole.question.key)
    reviewed.answer(Key.Key_Backspace)
    reviewed.settle()
    assert reviewed.said(reviewed.dora) == [(None, group, Answer.NO)]
    assert not any(card.is_whole for card in page.board.cards)


def test_what_is_said_of_a_group_is_about_the_faces_that_are_shown(reviewed: Reviewed) -> None:
    group, theirs = reviewed.album.grouped(20, near=0, apart=0.04)
    board = reviewed.open().board
    card = reviewed.whole()
    before, seen = reviewed.album.dump(), card.faces.shown
    assert card.accept.text() == f"Accept {len(seen)} shown"
    assert reviewed.page.keys.shown[:2] == (("Enter", f"accept {len(seen)}"), ("⌫", "reject 20"))
    reviewed.answer(Key.Key_Return)
    rest = set(theirs) - set(seen)
    assert {reviewed.owner(face) for face in seen} == {reviewed.dora}
    assert {reviewed.owner(face) for face in rest} == {group}
    assert board.current is card  # the next ones of the group have come up
    assert rest.issuperset(card.faces.shown)
    reviewed.settle()
    assert rest.issuperset(card.faces.shown)
    reviewed.take_back(before)
    card = reviewed.whole()
    before, seen = reviewed.album.dump(), card.faces.shown
    reviewed.give("be")
    reviewed.settle()
    assert {reviewed.owner(face) for face in seen} == {reviewed.ben}
    assert {reviewed.owner(face) for face in set(theirs) - set(seen)} == {group}
    reviewed.take_back(before)
    page = reviewed.page
    card = reviewed.whole()
    low = card.faces.height()
    assert ("E", "show all") in page.keys.shown
    reviewed.key(Key.Key_E)
    assert set(card.faces.shown) == set(theirs)
    assert card.faces.rect().contains(card.faces.tile(card.faces.shown[-1]))
    assert card.accept.text() == "Accept 20"
    reviewed.key(Key.Key_E)
    assert card.faces.height() == low
    more = reviewed.place(len(card.faces.shown)) - QPoint(TILE // 2 - MORE // 2, 0)
    click(card.faces, more)
    assert set(card.faces.shown) == set(theirs)
    reviewed.answer(Key.Key_Return)
    reviewed.settle()
    assert {reviewed.owner(face) for face in theirs} == {reviewed.dora}
    assert not any(card.is_whole for card in page.board.cards)
    reviewed.answer(Key.Key_U)
    reviewed.settle()
    assert set(reviewed.whole().faces.shown) == set(theirs)  # as it was


@pytest.mark.parametrize(
    ("key", "answer"), [(Key.Key_Backspace, Answer.NO), (Key.Key_L, Answer.UNSURE)]
)
def test_a_no_is_about_the_faces_that_the_card_counts(
    reviewed: Reviewed, key: Qt.Key, answer: Answer
) -> None:
    group, _ = reviewed.album.grouped(3, near=0, apart=0.04)
    reviewed.open()
    reviewed.whole()
    late = reviewed.album.face(group, near=0, apart=0.04)  # a scan, a moment before the key
    reviewed.answer(key)
    reviewed.settle()
    assert reviewed.said(reviewed.dora) == [(None, group, answer)]
    assert reviewed.owner(late) not in (group, None)  # it may be asked about


def test_two_who_may_be_one_are_told_apart(reviewed: Reviewed) -> None:
    dora_too = reviewed.album.person("Dorothea", near=0, faces=2)
    board = reviewed.open().board
    for key, answer in ((Key.Key_Backspace, Answer.NO), (Key.Key_L, Answer.UNSURE)):
        card = reviewed.whole()
        assert "Dorothea and Dora" in texts_of(card)
        assert card.accept.text() == "Same person"
        reviewed.answer(key)
        reviewed.settle()
        assert reviewed.said(reviewed.dora) == [(None, dora_too, answer)]
        assert not any(card.is_whole for card in board.cards)
        reviewed.answer(Key.Key_U)
        until(lambda: any(card.is_whole and card.isVisible() for card in board.cards))
        reviewed.settle()


def test_what_a_scan_has_placed_with_one_of_them_is_new_still(reviewed: Reviewed) -> None:
    """That they are one was asked; no one has seen these faces, nor said that they are right."""
    placed = [reviewed.album.face(reviewed.dora, near=0, apart=0.02) for _ in range(4)]
    dora_too = reviewed.album.person("Dorothea", near=0, faces=6)
    before = reviewed.album.ask(faces.placed_ids)
    assert before.issuperset(placed)
    reviewed.open()
    card = reviewed.whole()
    said = heard(reviewed.context.ops.done, lambda: click(card.accept))
    assert said == ["Dora merged into Dorothea"]
    reviewed.settle()
    assert reviewed.album.ask(faces.placed_ids) == before
    assert {reviewed.owner(face) for face in placed} == {dora_too}
    new = reviewed.window.sidebar.sections[NEW]
    until(lambda: new.count == len(before))


def test_enter_takes_doubtful_faces_one_by_one(reviewed: Reviewed) -> None:
    carl = reviewed.album.person("Carl", near=2, faces=1)
    doubtful = reviewed.album.lookalikes(2, 2, apart=MAYBE)
    page = reviewed.open()
    reviewed.key(Key.Key_A, Key.Key_End)
    assert page.board.current_face == doubtful[0]
    reviewed.answer(Key.Key_Return)
    reviewed.settle()
    assert [reviewed.owner(face) for face in doubtful] == [carl, None]


def test_ctrl_m_looks_at_two_people_before_they_are_merged(reviewed: Reviewed) -> None:
    dora_too = reviewed.album.person("Dorothea", near=0, faces=2)
    page = reviewed.open()
    whole, loose = page.board.cards[0], next(card for card in page.board.cards if not card.is_whole)
    page.board.go_to(loose.question.key)
    reviewed.key(Key.Key_M)  # someone, but who?
    chooser = first(reviewed.window, PersonChooser)
    press(Key.Key_Escape, on=chooser)
    page.board.go_to(whole.question.key)
    before = reviewed.album.dump()
    reviewed.key(Key.Key_M, held=CONTROL)
    sheet = first(reviewed.window, MergeSheet)
    heard(reviewed.context.ops.done, sheet.accept)
    reviewed.settle()
    assert reviewed.album.who(dora_too).face_count == 3
    until(lambda: not any(card.is_whole for card in page.board.cards))
    reviewed.take_back(before)


def child(reviewed: Reviewed, owner: str | None, year: int, age: float) -> str:
    return reviewed.album.face(owner, near=3, taken=f"{year}-05-01", age=age)


@pytest.fixture
def eva(reviewed: Reviewed) -> str:
    """Eva at three; a group of two faces at five, and a face at one may be her."""
    eva = reviewed.album.person("Eva")
    child(reviewed, eva, 2015, 3)
    return eva


def test_a_row_is_by_date_and_an_answer_is_about_whole_groups(reviewed: Reviewed, eva: str) -> None:
    group = reviewed.album.group(faces=0)
    later = [child(reviewed, group, 2017, 5) for _ in range(2)]
    earlier = child(reviewed, None, 2013, 1)
    reviewed.open()
    card = reviewed.at("Eva")
    assert card.faces.shown[0] == earlier
    assert card.faces.shown[1] in later
    assert [
        hovered(card.faces, card.faces.tile(face).center()).split(" · ")[0]
        for face in card.faces.shown
    ] == [
        "May 2013",
        "May 2017",
    ]
    assert {"the same child?", "3 faces"} <= set(texts_of(card))
    reviewed.answer(Key.Key_Return)
    assert {reviewed.owner(face) for face in (earlier, *later)} == {eva}
    reviewed.answer(Key.Key_U)
    reviewed.settle()
    card = reviewed.at("Eva")
    reviewed.click(card, 1)
    assert "Not this one" in texts_of(card)
    reviewed.answer(Key.Key_Backspace)
    assert {face for face, _, _ in reviewed.said(eva)} == set(later)
    until(lambda: card.faces.shown == (earlier,))


def test_groups_without_a_name_become_one(reviewed: Reviewed) -> None:
    groups = [reviewed.album.group(faces=0) for _ in range(2)]
    every = [child(reviewed, who, 2015 + at, 3 + at) for at, who in enumerate(groups) for _ in "ab"]
    reviewed.open()
    card = reviewed.at("The same child?")
    assert {"Same person", "Different people"} <= set(texts_of(card))
    until(lambda: bool(card.beside))
    reviewed.key(Key.Key_W)
    view = first(reviewed.window, WhyView)
    assert view.title == "Compare the faces"
    view.reject()
    reviewed.answer(Key.Key_Return)
    assert len({reviewed.owner(face) for face in every}) == 1


@pytest.mark.wiring
@pytest.mark.usefixtures("slow_fades")
def test_a_card_answered_again_while_another_fades_is_shown_anew(reviewed: Reviewed) -> None:
    reviewed.open()
    dora, ben = reviewed.page.board.cards
    reviewed.key(Key.Key_Right)
    reviewed.answer(Key.Key_Backspace)
    reviewed.key(Key.Key_Down, Key.Key_Right)
    reviewed.answer(Key.Key_Backspace)
    end(dora.faces)
    reviewed.key(Key.Key_Up, Key.Key_Right)
    reviewed.answer(Key.Key_Backspace)
    end(dora.faces)
    end(ben.faces)
    reviewed.wait_for({"Dora": reviewed.faces[2:], "Ben": reviewed.bens[1:]})
