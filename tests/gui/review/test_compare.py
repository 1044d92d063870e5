"""What is known of someone stands beside what is asked, large enough to compare."""

from collections.abc import Sequence
from datetime import date

import pytest
from PySide6.QtTest import QTest

from kinfolk.core.database import Database
from kinfolk.gui.base import languages
from kinfolk.gui.photo.photo_comparison import WhyView
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.review import comparisons
from kinfolk.gui.review.card import TILE
from kinfolk.recognition.questions.compare import read_comparison
from kinfolk.recognition.suggest import Suggester
from kinfolk.settings import Language
from tests.gui import other_language
from tests.gui.hands import LEFT, Key, click, heard, press, until
from tests.gui.reviewing import Reviewed
from tests.gui.windows import first, there, visible


@pytest.fixture
def eva(reviewed: Reviewed) -> list[str]:
    """Eva is known by four faces, and three more may be hers; these are returned."""
    reviewed.album.person("Eva", near=3, faces=4)
    return reviewed.album.lookalikes(3, 3)


def go_to_eva(reviewed: Reviewed) -> None:
    reviewed.open()
    card = reviewed.at("Eva")
    until(lambda: len(card.theirs.shown) == 3)


@pytest.mark.wiring
def test_the_nearest_confirmed_faces_stand_beside_those_asked_about(
    reviewed: Reviewed, eva: list[str]
) -> None:
    go_to_eva(reviewed)
    board = reviewed.page.board
    card = there(board.current)
    assert TILE >= 120
    assert card.theirs.geometry().right() < card.faces.geometry().left()
    reviewed.key(Key.Key_Right)
    found = there(board._beside.of(card.question))
    assert list(card.theirs.shown) == [one.face_id for one in found.of_face[eva[0]]][:3]
    assert not set(card.theirs.shown) & set(eva)
    reviewed.answer(Key.Key_Return)  # from now on it is a face of hers, too
    until(lambda: eva[0] in [one.face_id for one in card.beside])


def test_a_card_that_was_wide_fits_a_narrow_window_in_german(
    reviewed: Reviewed, eva: list[str]
) -> None:
    with other_language.for_a_while():
        languages.use(Language.GERMAN)
        go_to_eva(reviewed)
        cards = reviewed.page.board.cards
        reviewed.window.resize(1280, 820)
        until(lambda: all(card.why.isVisible() for card in cards))
        reviewed.window.resize(900, 600)
        until(lambda: not any(card.why.isVisible() for card in cards))
        board = reviewed.page.board
        assert all(
            card.geometry().right() < board.width() <= reviewed.page.width() for card in cards
        )
        assert all(card.reject.geometry().right() < card.width() for card in cards)


def test_why_shows_both_photos_and_says_how_alike(reviewed: Reviewed, eva: list[str]) -> None:
    go_to_eva(reviewed)
    card = there(reviewed.page.board.current)
    click(card.why)
    view = first(reviewed.window, WhyView)
    assert view.title == "Compare with Eva"
    theirs = [one.face_id for one in card.beside]
    until(lambda: {eva[0], view.shown.face_id} <= view.scenes.keys())
    assert view.shown.face_id in theirs
    assert view.likeness_text() == "These two faces look very alike · 1 of 4"
    view.grab()
    assert not view.before.isVisible()
    click(view.after)
    until(lambda: view.shown.face_id in view.scenes)
    assert view.likeness_text().endswith("2 of 4")
    heard(view.finished, lambda: press(Key.Key_Escape, on=view))
    assert reviewed.page.board.hasFocus()
    reviewed.window.resize(760, 520)
    until(lambda: len(card.theirs.shown) == 1)
    until(lambda: len(card.faces.shown) == 2 and card.faces.more == 1)


def test_a_card_says_whom_a_face_is_not_because_of_their_age(reviewed: Reviewed) -> None:
    """Carl is as much like it as Dora, who may be of any age."""
    carl = reviewed.album.person("Carl", near=0, faces=1, birth_date=date(1978, 5, 1))
    child = reviewed.album.face(near=0, taken="2019-07-01", age=6.2)
    reviewed.open()
    card = reviewed.at("Dora")
    assert child in card.question.faces
    until(card.reason.isVisible)
    assert card.reason.text() == "Carl would be 41 here; this face looks about 6."
    reviewed.key(Key.Key_Right)  # to one that may be Carl's as well
    at_child = reviewed.page.board.current_face == child
    high = card.height()
    until(lambda: bool(card.reason.text()) == at_child)
    assert card.height() == high
    reviewed.key(Key.Key_Left)
    until(lambda: card.reason.text().startswith("Carl would be 41 here"))
    reviewed.album.change(carl, birth_date=date(1968, 5, 1))
    until(lambda: card.reason.text().startswith("Carl would be 51 here"))
    reviewed.album.change(carl, birth_date=None)
    until(lambda: not card.reason.text())
    reviewed.album.change(carl, birth_date=date(1978, 5, 1))
    until(lambda: card.reason.text().startswith("Carl would be 41 here"))


def test_what_stands_beside_others_is_not_read_again_for_an_answer(
    reviewed: Reviewed, eva: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def noted(suggester: Suggester, db: Database, person_id: str, faces: Sequence[str]) -> object:
        read.append(person_id)
        return read_comparison(suggester, db, person_id, faces)

    monkeypatch.setattr(comparisons, "read_comparison", noted)
    go_to_eva(reviewed)
    until(lambda: all(card.beside for card in reviewed.page.board.cards))
    read.clear()
    reviewed.at("Dora")
    reviewed.key(Key.Key_Right)
    reviewed.answer(Key.Key_Return)
    until(lambda: reviewed.dora in read)
    reviewed.settle()
    assert set(read) == {reviewed.dora}


def test_the_whole_photo_as_long_as_a_key_or_the_button_is_held(reviewed: Reviewed) -> None:
    board = reviewed.open().board
    QTest.keyPress(board, Key.Key_V)
    (view,) = visible(PhotoView)
    until(lambda: view.current == reviewed.faces[0])
    QTest.keyRelease(view, Key.Key_V)
    assert not visible(PhotoView)
    assert board.hasFocus()
    line, at = reviewed.card(1).faces, reviewed.place(1)
    QTest.mousePress(line, LEFT, pos=at)
    assert not visible(PhotoView)
    line.hold.setInterval(0)
    until(lambda: bool(visible(PhotoView)))
    (view,) = visible(PhotoView)
    until(lambda: view.current == reviewed.bens[1])
    QTest.mouseRelease(line, LEFT, pos=at)
    assert not visible(PhotoView)
    assert board.selected == []  # it was no click
