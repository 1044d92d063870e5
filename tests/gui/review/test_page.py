"""The Review page, by keys and by mouse: every answer is written, undone, done again, kept."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kinfolk.core.faces import faces
from kinfolk.core.people import review
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.review import Answer
from kinfolk.errors import AppError, NotFound
from kinfolk.gui.dialogs.new_person import NewPersonDialog
from kinfolk.gui.dialogs.person_chooser import PersonChooser
from kinfolk.gui.photo.view import PhotoView
from kinfolk.gui.review import board
from kinfolk.gui.shell.pages import NEW, REVIEW
from kinfolk.gui.shell.window import Window
from tests.album import MAYBE, Album
from tests.gui.hands import CONTROL, SHIFT, Key, click, heard, hearing, press, until, write
from tests.gui.painted import Painted
from tests.gui.reviewing import Reviewed, end
from tests.gui.windows import (
    choose,
    entries,
    first,
    menu_at,
    open_menu,
    over,
    part,
    texts_of,
    there,
)


class Resized(QObject):
    """Note the sizes that a widget takes from now on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.sizes: list[QSize] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.sizes.append(event.size())
        return False


@pytest.mark.wiring
def test_cards_stand_by_what_they_bring_with_their_faces_best_first(reviewed: Reviewed) -> None:
    page = reviewed.open()
    assert reviewed.shown() == {"Dora": reviewed.faces, "Ben": reviewed.bens}
    assert all("likely" in texts_of(card) for card in page.board.cards)
    assert "5 left" in texts_of(page)
    assert not page.less_likely.isVisible()
    assert page.board.hasFocus()
    assert reviewed.window.sidebar.sections[REVIEW].accessibleDescription() == "5"
    assert reviewed.window.pages.place == REVIEW
    reviewed.wait_for_pictures()
    faces, others = Painted(reviewed.card(0).faces), Painted(reviewed.card(1).faces)

    def paints_its_own_only() -> bool:  # else a picture came in between: once more
        faces.places.clear()
        others.places.clear()
        reviewed.key(Key.Key_Right, Key.Key_Left)
        until(lambda: bool(faces.places))
        return not others.places

    until(paints_its_own_only)
    board = page.board
    assert said(reviewed) == ("Accept 3", "accept 3", "Not Dora", "reject 3")
    reviewed.key(Key.Key_Right)
    assert said(reviewed) == ("Accept this", "accept this", "Not this one", "not this one")
    reviewed.key(Key.Key_Space, Key.Key_Right, Key.Key_Space)
    assert said(reviewed) == ("Accept 2", "accept 2", "Not these 2", "reject 2")
    reviewed.key(Key.Key_Escape)
    assert board.current_face == reviewed.faces[1]
    assert said(reviewed)[0] == "Accept this"
    reviewed.key(Key.Key_Escape)
    assert said(reviewed)[0] == "Accept 3"
    reviewed.answer(Key.Key_Backspace)
    reviewed.wait_for({"Ben": reviewed.bens})
    assert {face for face, *_ in reviewed.said(reviewed.dora)} == set(reviewed.faces)
    reviewed.key(Key.Key_Right)
    heard(reviewed.context.bus.changed, lambda: click(reviewed.card(0).accept))
    reviewed.wait_for({"Ben": reviewed.bens[1:]})
    assert [reviewed.owner(face) for face in reviewed.bens] == [reviewed.ben, None]


def confirm_what_is_new(reviewed: Reviewed) -> None:
    """All of it, on its page."""
    new_faces = reviewed.window.new_faces
    reviewed.window.pages.show_new_faces()
    until(lambda: bool(new_faces.board.cards))
    QApplication.processEvents()  # they are on the screen
    press(Key.Key_Return, held=CONTROL, on=new_faces.board)
    until(lambda: new_faces.caption.text() == "nothing left to check")


def test_less_likely_ones_are_shown_where_they_are_asked_for(reviewed: Reviewed) -> None:
    reviewed.album.person("Carl", near=2, faces=1)
    maybe = reviewed.album.face(near=2, apart=MAYBE)
    page = reviewed.open()
    likely = {"Dora": reviewed.faces, "Ben": reviewed.bens}
    assert reviewed.shown() == likely
    assert page.less_likely.text() == "Show less likely ones (1)"
    click(page.less_likely)
    assert reviewed.shown() == {**likely, "Carl": [maybe]}
    cards = page.board.cards
    until(lambda: "maybe" in texts_of(cards[2]))
    assert ["likely" in texts_of(card) for card in cards] == [True, True, False]
    assert page.less_likely.text() == "Hide less likely ones"
    reviewed.window.pages.show_section(Section.PEOPLE)
    reviewed.window.pages.show_review()  # as long as the window is open
    assert reviewed.shown() == {**likely, "Carl": [maybe]}
    reviewed.key(Key.Key_A)
    assert reviewed.shown() == likely
    for left in ({"Ben": reviewed.bens}, {}):
        reviewed.answer(Key.Key_Return)
        reviewed.wait_for(left)
    reviewed.settle()
    until(lambda: page.empty.title == "No likely matches left here")
    click(page.less_likely)  # below what New has
    reviewed.wait_for({"Carl": [maybe]})
    reviewed.key(Key.Key_A)
    confirm_what_is_new(reviewed)
    reviewed.window.pages.show_review()
    until(lambda: page.empty.title == "No likely matches left")
    click(page.empty.button)
    reviewed.wait_for({"Carl": [maybe]})
    assert page.empty.isHidden()


def test_enter_accepts_all_and_undo_brings_them_back(reviewed: Reviewed) -> None:
    reviewed.open()
    before = reviewed.album.dump()
    reviewed.answer(Key.Key_Return)
    reviewed.wait_for({"Ben": reviewed.bens})
    assert {reviewed.owner(face) for face in reviewed.faces} == {reviewed.dora}
    until(reviewed.window.menus.undo.isEnabled)
    toast = reviewed.window.toast
    until(lambda: toast.text == "3 faces added to Dora")
    after = reviewed.album.dump()
    reviewed.take_back(before)
    reviewed.wait_for({"Ben": reviewed.bens, "Dora": reviewed.faces})
    with hearing(reviewed.context.ops.redone):
        press(Key.Key_Z, held=CONTROL | SHIFT, on=reviewed.window)
    assert reviewed.album.dump() == after
    reviewed.wait_for({"Ben": reviewed.bens})


@pytest.mark.usefixtures("slow_fades")
def test_rejected_faces_fade_before_they_go(reviewed: Reviewed) -> None:
    page = reviewed.open()
    row = reviewed.card(0).faces
    reviewed.key(Key.Key_Right)
    reviewed.answer(Key.Key_Backspace)
    assert list(row.shown) == reviewed.faces
    assert list(row.staying) == reviewed.faces[1:]
    reviewed.answer(Key.Key_Backspace)  # the next one, while the first still fades
    assert page.board.current_face == reviewed.faces[2]
    reviewed.answer(Key.Key_Return)  # and the last one is hers
    assert page.board.accessibleDescription() == "Ben, 2 faces"
    assert list(row.shown) == reviewed.faces
    end(row)
    reviewed.wait_for({"Ben": reviewed.bens})
    assert [reviewed.owner(face) for face in reviewed.faces] == [None, None, reviewed.dora]


@pytest.mark.usefixtures("no_motion")
def test_without_motion_rejected_faces_are_gone_at_once(reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.key(Key.Key_Right)
    with hearing(reviewed.context.bus.changed):
        reviewed.key(Key.Key_Backspace)
        assert list(reviewed.card(0).faces.shown) == reviewed.faces[1:]
    reviewed.settle()


def test_x_removes_what_is_no_face(reviewed: Reviewed) -> None:
    board = reviewed.open().board
    reviewed.key(Key.Key_X)  # which of three? The keys go to the first of them
    assert board.current_face == reviewed.faces[0]
    reviewed.answer(Key.Key_X)
    reviewed.wait_for({"Dora": reviewed.faces[1:], "Ben": reviewed.bens})
    with pytest.raises(NotFound):
        reviewed.owner(reviewed.faces[0])
    reviewed.answer(Key.Key_U)
    reviewed.wait_for({"Dora": reviewed.faces, "Ben": reviewed.bens})
    reviewed.key(Key.Key_2)
    assert board.current is reviewed.card(1)
    reviewed.key(Key.Key_1, Key.Key_Space, Key.Key_Right, Key.Key_Space)
    assert board.selected == reviewed.faces[:2]
    reviewed.answer(Key.Key_2)
    reviewed.wait_for({"Dora": reviewed.faces[2:], "Ben": reviewed.bens})
    assert {reviewed.owner(face) for face in reviewed.faces[:2]} == {reviewed.ben}


def said(reviewed: Reviewed) -> tuple[str, str, str, str]:
    """What the current card and the keys along the bottom say of yes and no."""
    card = there(reviewed.page.board.current)
    bar = [text for _, text in reviewed.page.keys.shown[:2]]
    return card.accept.text(), bar[0], card.reject.text(), bar[1]


def test_a_button_elsewhere_is_about_all_of_its_card(reviewed: Reviewed) -> None:
    reviewed.open()
    reviewed.key(Key.Key_Right)
    assert reviewed.card(1).accept.text() == "Accept 2"
    heard(reviewed.context.bus.changed, lambda: click(reviewed.card(1).accept))
    reviewed.wait_for({"Dora": reviewed.faces})
    assert {reviewed.owner(face) for face in reviewed.bens} == {reviewed.ben}


def test_cards_that_stay_keep_their_size_while_one_goes_and_one_comes(
    reviewed: Reviewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "SHOWN", 2)
    reviewed.album.person("Eva", near=3, faces=1)
    reviewed.album.lookalikes(3, 1)
    reviewed.open()
    resized = Resized(reviewed.card(1))
    reviewed.answer(Key.Key_Return)
    until(lambda: [card.accessibleName() for card in reviewed.page.board.cards] == ["Ben", "Eva"])
    until(reviewed.card(1).isVisible)
    reviewed.settle()
    assert resized.sizes == []


def test_review_all_of_a_person_begins_with_them_however_many_others_wait(
    reviewed: Reviewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "SHOWN", 2)
    eva = reviewed.album.person("Eva", near=3, faces=1)
    reviewed.album.lookalikes(3, 1)
    reviewed.open()
    reviewed.key(Key.Key_Down)
    reviewed.window.pages.open_person(eva)
    click(reviewed.window.pages.person.faces.suggestions.review)
    assert list(reviewed.shown()) == ["Eva", "Dora"]
    assert reviewed.page.board.current is reviewed.card(0)


def test_a_double_click_shows_the_photo(reviewed: Reviewed) -> None:
    page = reviewed.open()
    reviewed.click(reviewed.card(0), 2)
    reviewed.click(reviewed.card(0), 2, double=True)
    assert page.board.selected == []
    view = first(reviewed.window, PhotoView)
    heard(view.finished, lambda: press(Key.Key_Escape, on=view))
    card = reviewed.card(1)
    reviewed.click(card, 1)
    assert page.board.current is card
    assert page.board.selected == [reviewed.bens[1]]
    heard(reviewed.context.bus.changed, lambda: click(card.reject))
    reviewed.wait_for({"Dora": reviewed.faces, "Ben": reviewed.bens[:1]})
    assert page.board.hasFocus()  # the keys go on
    heard(reviewed.context.bus.changed, lambda: click(reviewed.card(1).accept))
    reviewed.wait_for({"Dora": reviewed.faces})
    assert [reviewed.owner(face) for face in reviewed.bens] == [reviewed.ben, None]


def test_the_keys_wait_where_faces_of_the_card_had_no_room(reviewed: Reviewed) -> None:
    many = reviewed.album.lookalikes(1, 8, apart=0.16)
    board = reviewed.open().board
    card = reviewed.at("Ben")
    seen = card.faces.shown
    reviewed.answer(Key.Key_Return)
    assert board.current is card
    assert board.meant == card.faces.staying
    assert card.faces.staying
    assert not set(card.faces.staying) & set(seen)
    reviewed.settle()
    assert reviewed.owner(many[-1]) is None


def test_what_cannot_be_written_comes_back(
    reviewed: Reviewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed.open()

    def refuse(*_: object, **__: object) -> None:
        raise AppError("The disk is full.")

    monkeypatch.setattr(review, "answer_faces", refuse)
    heard(reviewed.context.ops.refused, lambda: reviewed.key(Key.Key_Return))
    reviewed.wait_for({"Ben": reviewed.bens, "Dora": reviewed.faces})


def test_p_gives_the_face_to_somebody_found_by_name(reviewed: Reviewed) -> None:
    page = reviewed.open()
    reviewed.key(Key.Key_Right)
    reviewed.give("be")
    reviewed.wait_for({"Dora": reviewed.faces[1:], "Ben": reviewed.bens})
    assert reviewed.owner(reviewed.faces[0]) == reviewed.ben
    until(page.board.hasFocus)
    reviewed.settle()
    reviewed.key(Key.Key_Escape)  # the whole card
    before = reviewed.album.dump()
    reviewed.key(Key.Key_M)
    chooser = over(reviewed.window, PersonChooser)
    write("Zoe", on=chooser.search)
    press(Key.Key_Return, on=chooser.search)
    dialog = over(reviewed.window, NewPersonDialog)
    assert dialog.form.name_text == "Zoe"
    (zoe,) = heard(dialog.created, lambda: press(Key.Key_Return, on=dialog.form.name))
    assert [reviewed.owner(face) for face in reviewed.faces[1:]] == [zoe] * 2
    until(lambda: "Dora" not in reviewed.shown())
    reviewed.take_back(before)


def test_no_button_stands_where_new_person_does_on_other_pages(reviewed: Reviewed) -> None:
    page = reviewed.open()
    window = reviewed.window
    window.pages.show_section(Section.PEOPLE)
    button = window.wall.header.new_person
    place = button.mapTo(window, button.rect().center())
    title = part(window.wall, "People")
    middle = title.mapTo(window, title.rect().center()).y()
    window.pages.show_review()
    title = part(page, "Review")
    assert abs(title.mapTo(window, title.rect().center()).y() - middle) <= 1  # it does not jump
    reviewed.answer(Key.Key_Return)  # there is something to take back
    reviewed.wait_for({"Ben": reviewed.bens})
    until(window.menus.undo.isEnabled)
    found = there(window.childAt(place))
    assert page.isAncestorOf(found) or found is page
    assert not isinstance(found, QAbstractButton)


def test_the_last_answer_leaves_words_and_leads_to_new(reviewed: Reviewed) -> None:
    """There faces wait that scans have placed with Dora and Ben."""
    page = reviewed.open()
    for left in ({"Ben": reviewed.bens}, {}):
        reviewed.answer(Key.Key_Return)
        reviewed.wait_for(left)
    reviewed.settle()
    until(lambda: page.empty.title == "No likely matches left here")
    assert page.keys.shown == ()
    click(page.empty.button)
    assert reviewed.window.pages.place == NEW
    confirm_what_is_new(reviewed)
    reviewed.window.pages.show_review()
    until(lambda: page.empty.title == "Nothing to review")
    assert "Name someone" not in page.empty.text  # there are names
    assert not page.empty.button.isVisible()


def test_without_a_name_the_empty_page_says_how_questions_come(real: Window, album: Album) -> None:
    page = real.review
    real.pages.show_review()
    until(lambda: page.empty.title == "Nothing to review")
    assert page.empty.text.startswith("Name someone")
    assert not page.empty.button.isVisible()  # there is no group either
    real.pages.show_section(Section.PEOPLE)
    album.group(faces=2)
    until(lambda: real.wall.groups.people.rowCount() == 1)
    real.pages.show_review()
    until(page.empty.button.isVisible)
    click(page.empty.button)
    assert real.pages.place == Section.UNNAMED


def test_the_menus_do_with_the_pointer_what_the_keys_do(reviewed: Reviewed) -> None:
    board = reviewed.open().board
    card = board.cards[1]
    menu = menu_at(part(card, "Ben"), QPoint(4, 4))
    assert board.current is card
    assert entries(menu) == ["Show Ben’s page"]
    menu.close()

    def choose_at(place: int, text: str) -> None:
        menu = menu_at(reviewed.card(0).faces, reviewed.place(place))
        assert entries(menu) == [
            "Show photo",
            "Show Dora’s page",
            "Show in folder",
            "Not sure",
            "Someone else",
            "Not a face",
            "Compare the two photos",
            "Merge two people",
            "Split into two people",
        ]
        choose(menu, text)

    heard(reviewed.context.bus.changed, lambda: choose_at(1, "Not sure"))
    assert reviewed.said(reviewed.dora) == [(reviewed.faces[1], None, Answer.UNSURE)]
    reviewed.settle()
    reviewed.wait_for({"Dora": [reviewed.faces[0], reviewed.faces[2]], "Ben": reviewed.bens})
    board.select([reviewed.faces[0]])
    with hearing(reviewed.context.bus.changed):
        choose_at(1, "Not a face")  # it is not among the selected ones
    assert reviewed.owner(reviewed.faces[0]) is None
    with pytest.raises(NotFound):
        reviewed.owner(reviewed.faces[2])


def test_keyboard_and_menu_stay_on_a_face_while_others_go_and_no_longer(reviewed: Reviewed) -> None:
    reviewed.open()
    for _ in range(2):
        reviewed.key(Key.Key_Right)
    first, here, _ = reviewed.faces
    assert reviewed.page.board.current_face == here
    assert reviewed.page.board.accessibleDescription() == "Dora, face 2 of 3"
    reviewed.album.do(faces.assign, [first], reviewed.ben)
    until(lambda: first not in reviewed.card(0).faces.shown)
    assert reviewed.page.board.current_face == here
    # a menu about it would be about the next one
    card = reviewed.card(0)
    card.faces.menu_wanted.emit(here, QPoint())
    open_menu()
    reviewed.album.do(faces.assign, [here], reviewed.ben)
    until(lambda: here not in reviewed.card(0).faces.shown)
    until(lambda: QApplication.activePopupWidget() is None)
