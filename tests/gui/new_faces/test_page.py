"""The New page in the real window: by person, least sure first; all right, and taken out."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kinfolk.core.db.models import Asset, AssignedBy, Face
from kinfolk.core.faces import faces
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.core.history import history
from kinfolk.core.people import new_faces, people
from kinfolk.core.people.concurrent_decisions import Named
from kinfolk.core.people.people_lists import Section
from kinfolk.core.people.review import Answer
from kinfolk.core.photos import dates
from kinfolk.errors import StorageError
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.look_closer.new_faces_sheet import NewFacesSheet
from kinfolk.gui.new_faces.page import NewFacesPage
from kinfolk.gui.shell.pages import NEW
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from kinfolk.vision.engine import ENGINE_ID
from tests.album import LIKELY, MAYBE, Album, Dump
from tests.gui.hands import CONTROL, LEFT, PLAIN, Key, click, heard, hearing, press, until
from tests.gui.look_closer.test_sheet import drag
from tests.gui.painted import written
from tests.gui.windows import choose, closed, entries, menu_at, opened, over, part, texts_of
from tests.past_answers import answered

FAR = 0.6  # beyond what is likely
USER, AUTO = AssignedBy.USER, AssignedBy.AUTO


class Placed:
    """Dora and Ben are known by two confirmed faces; scans have given them three and one more."""

    def __init__(self, qtbot: QtBot, context: Context, album: Album) -> None:
        self.qtbot, self.context, self.album = qtbot, context, album
        self.dora, self.ben = album.person("Dora"), album.person("Ben")
        for direction, person_id in ((0, self.dora), (1, self.ben)):
            known = [self.album.face(near=direction, apart=0.01) for _ in range(2)]
            album.do(faces.assign, known, person_id)
        self.surest = self.album.face(self.dora, near=0, apart=0.02)
        self.sure = self.album.face(self.dora, near=0, apart=LIKELY)
        self.unsure = self.album.face(self.dora, near=0, apart=FAR)
        self.bens = self.album.face(self.ben, near=1, apart=MAYBE)
        album.group(faces=3)  # no one one knows
        self.window = opened(qtbot, context)

    @property
    def page(self) -> NewFacesPage:
        return self.window.new_faces

    @property
    def doras(self) -> list[str]:
        return [self.unsure, self.sure, self.surest]

    def show(self, width: int, height: int) -> None:
        """Show the page in a window of that size, in pixels."""
        self.window.resize(width, height)
        self.window.pages.show_new_faces()

    def open(self) -> "Placed":
        self.show(1100, 760)
        self.wait_for_all()
        return self

    def come_back(self) -> None:
        """Open the page again, which forgets what was answered."""
        self.window.pages.show_review()
        self.window.pages.show_new_faces()

    def evas(self, number: int) -> set[str]:
        """Let a scan give that many faces to Eva, who has none yet."""
        return self.album.theirs(self.album.person("Eva", near=2, faces=number))

    def crowded(self) -> set[str]:
        """A low window, with more new faces of Eva than have room in it."""
        evas = self.evas(150)
        self.show(760, 520)
        until(lambda: "Eva" in self.shown())
        self.key(Key.Key_E)
        until(lambda: len(self.shown()["Eva"]) == 150)
        area, shown = self.page.area, self.page.board.cards[0].faces
        # Unfolded faces get their places a moment later
        until(lambda: area.verticalScrollBar().maximum() > shown.height() - area.height())
        return evas

    def scanned(self, *face_ids: str) -> None:
        """These faces came with one scan."""
        scan_id = self.album.do(ScanRecord(ENGINE_ID).id, self.album.library_id)
        for face_id in face_ids:
            self.album.edit(Face, face_id, scan_id=scan_id)
        until(self.page.groups.isVisible)

    def shown(self) -> dict[str, list[str]]:
        """Return the faces that are left to answer, by person."""
        cards = [card for card in self.page.board.cards if not card.is_done]
        return {card.accessibleName(): list(card.faces.staying) for card in cards}

    def wait_for(self, shown: dict[str, list[str]]) -> None:
        until(lambda: self.shown() == shown)
        until(lambda: all(card.isVisible() for card in self.page.board.cards))

    def wait_for_all(self) -> None:
        self.wait_for({"Dora": self.doras, "Ben": [self.bens]})

    def key(self, *keys: Qt.Key) -> None:
        press(*keys)

    def written(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        heard(self.context.ops.done, lambda: press(key, held=modifiers))

    def take_back(self) -> None:
        """Take the newest step back with the page's key; everyone is as at the beginning."""
        heard(self.context.ops.undone, lambda: self.key(Key.Key_U))
        self.wait_for_all()

    def click(self, face_id: str, *, twice: bool = False) -> None:
        shown = next(c.faces for c in self.page.board.cards if face_id in c.faces.shown)
        at = shown.tile(face_id).center()
        click(shown, at)
        if twice:
            QTest.mouseDClick(shown, LEFT, PLAIN, at)

    def by(self, *face_ids: str) -> list[AssignedBy | None]:
        return [self.album.ask(faces.get, face_id).assigned_by for face_id in face_ids]

    def said(self, person_id: str) -> list[tuple[str | None, Answer]]:
        return [(one.face_id, one.answer) for one in self.album.ask(answered, person_id)]

    def undo_to(self, before: Dump) -> None:
        """Undo the newest step: library and page are as they were at the beginning."""
        heard(self.context.ops.undone, self.window.menus.undo.trigger)
        assert self.album.dump() == before
        self.wait_for_all()


@pytest.fixture
def placed(qtbot: QtBot, context: Context, album: Album) -> Iterator[Placed]:
    made = Placed(qtbot, context, album)
    yield made
    closed(made.window)


@pytest.mark.wiring
def test_what_scans_have_placed_stands_by_person_beside_known_faces_the_least_sure_first(
    placed: Placed,
) -> None:
    page = placed.open().page
    assert page.caption.text() == "4 faces"
    assert page.hint.text().startswith("Amber dots mark the 2 faces Kinfolk is least sure of.")
    assert page.board.current_face == placed.unsure
    assert page.board.accessibleDescription() == "Dora, new face 1 of 3, worth checking"
    assert placed.window.pages.place == NEW
    every = {face.face_id for face in placed.album.ask(faces.person_faces, placed.dora)}
    card = next(card for card in placed.page.board.cards if card.accessibleName() == "Dora")
    assert set(card.known.shown) == every - set(placed.doras)
    tiles = [card.faces.tile(face_id) for face_id in card.faces.shown]
    assert {tile.width() for tile in tiles} == {112}
    last = card.faces.mapTo(card, tiles[-1].topRight()).x()
    assert 0 < card.accept.x() - last < 40
    with hearing(placed.context.menu_links.person_wanted) as asked:
        at = card.known.tile(card.known.shown[0]).center()
        click(card.known, at)
    assert asked.args == [placed.dora]


@pytest.mark.wiring
def test_yes_and_no_to_one_person_and_to_everybody_are_one_step(placed: Placed) -> None:
    placed.open()
    before = placed.album.dump()
    placed.written(Key.Key_Return)
    assert placed.by(*placed.doras, placed.bens) == [USER, USER, USER, AUTO]
    placed.wait_for({"Ben": [placed.bens]})
    assert placed.window.toast.text == "3 faces of Dora confirmed"
    assert placed.page.board.current_face == placed.bens  # the keys went on
    placed.undo_to(before)
    assert list(placed.shown()) == ["Dora", "Ben"]  # as they stood
    before = placed.album.dump()
    heard(placed.context.ops.done, placed.page.all_right.click)
    assert placed.by(*placed.doras, placed.bens) == [USER] * 4
    assert placed.window.toast.text == "4 faces of 2 people confirmed"
    until(lambda: placed.page.caption.text() == "nothing left to check")
    assert not placed.page.all_right.isVisible()
    placed.undo_to(before)
    card = placed.page.board.cards[0]
    before = placed.album.dump()
    until(lambda: card.accept.text() == "Confirm 3")
    assert card.reject.text() == "Not Dora"
    heard(placed.context.ops.done, lambda: click(card.reject))
    assert placed.by(*placed.doras) == [None] * 3
    assert {answer for _, answer in placed.said(placed.dora)} == {Answer.NO}
    placed.wait_for({"Ben": [placed.bens]})
    placed.undo_to(before)
    placed.window.wall.act.rename(Named(placed.dora, "Dora"), "M" * 20)
    until(lambda: card.reject.text() == "Not them")


@pytest.mark.wiring
def test_a_confirmed_row_stays_with_undo_until_the_page_is_opened_again(placed: Placed) -> None:
    board = placed.open().page.board
    dora, ben = board.cards
    at = ben.y()
    until(dora.accept.isEnabled)
    heard(placed.context.ops.done, lambda: click(dora.accept))
    placed.wait_for({"Ben": [placed.bens]})
    assert texts_of(dora) == ["Dora", "✓ confirmed", "✓ 3 confirmed", "Undo"]
    assert (dora.faces.shown, ben.y()) == (tuple(placed.doras), at)
    assert board.current is ben
    placed.click(placed.sure)  # it is answered
    placed.key(Key.Key_Up, Key.Key_PageUp, Key.Key_Home)
    assert board.current_face == placed.bens
    placed.written(Key.Key_Return)
    assert board.current is None
    assert placed.page.empty.isHidden()
    heard(placed.context.ops.undone, lambda: click(dora.undo))
    placed.wait_for({"Dora": placed.doras})
    assert (placed.by(*placed.doras, placed.bens), board.current) == ([AUTO] * 3 + [USER], dora)
    placed.written(Key.Key_Return)
    placed.come_back()
    until(placed.page.empty.isVisible)
    assert placed.page.empty.title == "No new faces"
    assert board.cards == []


def test_most_of_the_page_is_for_what_follows_the_answered_rows(placed: Placed) -> None:
    for direction, name in enumerate(("Eva", "Fay", "Gus", "Hal", "Ida"), 2):
        placed.album.person(name, near=direction, faces=1)
    placed.show(1100, 760)
    page = placed.page
    until(lambda: len(placed.shown()) == 7)
    for card in page.board.cards[:3]:
        until(card.accept.isEnabled)
        placed.written(Key.Key_Return)
    following = page.board.cards[3]
    assert page.board.current is following
    room = 1.5 * following.height()
    until(lambda: following.mapTo(page.area, QPoint()).y() < room)


def test_a_row_whose_faces_are_all_removed_stays(placed: Placed) -> None:
    dora, _ = placed.open().page.board.cards
    until(dora.reject.isEnabled)
    heard(placed.context.ops.done, lambda: click(dora.reject))
    placed.wait_for({"Ben": [placed.bens]})
    assert dora.isVisible()
    assert dora.faces.shown == tuple(placed.doras)
    under = dora.faces.tile(placed.unsure)
    heard(placed.context.ops.undone, lambda: click(dora.faces, under.bottomLeft() + QPoint(9, 14)))
    placed.wait_for_all()
    card = placed.page.board.cards[0]
    at = card.faces.tile(placed.surest)
    heard(placed.context.ops.done, lambda: placed.click(placed.unsure))
    heard(placed.context.ops.done, lambda: placed.click(placed.sure))
    placed.wait_for({"Dora": [placed.surest], "Ben": [placed.bens]})
    assert card.faces.shown == tuple(placed.doras)
    assert card.faces.tile(placed.surest) == at
    placed.click(placed.unsure)  # not twice
    under = card.faces.tile(placed.unsure)
    heard(placed.context.ops.undone, lambda: click(card.faces, under.bottomLeft() + QPoint(9, 14)))
    placed.wait_for({"Dora": [placed.unsure, placed.surest], "Ben": [placed.bens]})
    assert placed.by(placed.unsure, placed.sure) == [AUTO, None]
    placed.come_back()
    until(lambda: card.faces.shown == (placed.unsure, placed.surest))


def test_a_click_takes_a_face_out_for_good(placed: Placed) -> None:
    placed.open()
    before = placed.album.dump()
    # the second one lands on its neighbour
    heard(placed.context.ops.done, lambda: placed.click(placed.sure, twice=True))
    placed.wait_for({"Dora": [placed.unsure, placed.surest], "Ben": [placed.bens]})
    assert placed.by(placed.sure, placed.surest) == [None, AUTO]
    assert placed.said(placed.dora) == [(placed.sure, Answer.NO)]
    assert placed.window.toast.text == "Removed from Dora: 1 face"
    placed.undo_to(before)
    placed.key(Key.Key_Home)
    board = placed.page.board
    placed.key(Key.Key_Right)
    placed.written(Key.Key_Delete)
    placed.key(Key.Key_Left)
    assert board.current_face == placed.unsure
    placed.key(Key.Key_Right)
    assert board.current_face == placed.surest
    assert board.accessibleDescription() == "Dora, new face 2 of 2"
    placed.key(Key.Key_Right)
    placed.written(Key.Key_Return)
    assert placed.by(*placed.doras) == [USER, None, USER]


def test_a_removed_face_leaves_a_line_that_has_no_room_for_others(placed: Placed) -> None:
    placed.show(760, 600)
    until(lambda: placed.shown() == {"Dora": [placed.unsure], "Ben": [placed.bens]})
    placed.written(Key.Key_Delete)
    assert placed.shown()["Dora"] == [placed.sure]
    assert placed.page.board.current_face == placed.sure
    heard(placed.context.ops.undone, lambda: placed.key(Key.Key_U))
    until(lambda: placed.shown() == {"Dora": [placed.unsure], "Ben": [placed.bens]})
    placed.written(Key.Key_Return)
    assert placed.by(*placed.doras) == [USER, AUTO, AUTO]
    until(lambda: placed.shown()["Dora"] == [placed.sure])
    card = next(each for each in placed.page.board.cards if each.faces.shown == (placed.sure,))
    until(card.reject.isEnabled)
    heard(placed.context.ops.done, lambda: click(card.reject))
    assert placed.by(*placed.doras) == [USER, None, AUTO]


def test_dates_are_below_the_faces(placed: Placed) -> None:
    photo = placed.album.seen(placed.surest).asset_id
    day = CaptureDate(datetime(2019, 7, 14), TakenPrecision.DAY, TakenSource.EXIF)
    placed.album.edit(Asset, photo, **dates.columns(day))
    dora, _ = placed.open().page.board.cards
    words = ["worth checking", "14 Jul 2019"]
    assert [text for text, _ in written(dora.faces) if text] == words
    assert dora.confirmed.isVisible()


def test_the_key_takes_back_what_was_said_here_alone(placed: Placed) -> None:
    placed.open()
    before = placed.album.dump()
    ops, toast = placed.context.ops, placed.window.toast
    placed.window.wall.act.rename(Named(placed.ben, "Ben"), "Benno")
    placed.wait_for({"Dora": placed.doras, "Benno": [placed.bens]})
    named = placed.album.dump()
    heard(ops.offered, lambda: placed.key(Key.Key_U))
    assert toast.text == "The last step was made elsewhere: Rename to Benno"
    placed.written(Key.Key_Delete)
    heard(ops.undone, lambda: placed.key(Key.Key_U))
    assert placed.album.dump() == named
    heard(ops.redone, toast.button.click)
    # done again it is a step of this page as before
    heard(ops.undone, lambda: placed.key(Key.Key_U))
    assert placed.album.dump() == named
    heard(ops.offered, lambda: placed.key(Key.Key_U))
    heard(ops.undone, toast.button.click)
    assert placed.album.dump() == before


def test_what_could_not_be_written_is_back_and_said(
    placed: Placed, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed.open()

    def refuse(*_: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(new_faces, "confirm", refuse)
    heard(placed.context.ops.refused, lambda: placed.key(Key.Key_Return))
    assert "wasn’t saved" in placed.window.toast.text
    placed.wait_for({"Ben": [placed.bens], "Dora": placed.doras})
    assert placed.by(*placed.doras) == [AUTO] * 3
    # Meanwhile the faces go to someone else, so that they do not come back
    page, is_read = placed.page, threading.Event()
    placed.key(Key.Key_Home)

    def refuse_later(*_: object) -> None:
        is_read.wait(10)
        raise StorageError("The disk is full.")

    monkeypatch.setattr(new_faces, "confirm", refuse_later)
    placed.context.new_faces.changed.connect(is_read.set)
    placed.context.db.write(lambda session: faces.assign(session, placed.doras, placed.ben))
    heard(placed.context.ops.refused, lambda: placed.key(Key.Key_Return))
    placed.wait_for({"Ben": [placed.bens]})
    assert [card.accessibleName() for card in page.board.cards] == ["Ben"]


def test_what_comes_while_one_looks_stands_last(placed: Placed) -> None:
    placed.open()
    evas = placed.evas(5)
    until(lambda: len(placed.shown()) == 3)
    assert list(placed.shown()) == ["Dora", "Ben", "Eva"]
    placed.come_back()
    until(lambda: list(placed.shown()) == ["Eva", "Dora", "Ben"])
    assert set(placed.page.board.cards[0].question.face_ids) == evas


def test_many_faces_stand_on_several_lines(placed: Placed) -> None:
    evas = placed.evas(40)
    placed.window.pages.show_new_faces()
    until(lambda: len(placed.shown()) == 3)
    shown = placed.page.board.cards[0].faces
    placed.key(Key.Key_E)
    assert set(shown.shown) == evas
    assert shown.columns < 40
    last = shown.tile(shown.shown[-1])
    assert shown.rect().contains(last)
    first = placed.page.board.current_face
    placed.key(Key.Key_Down)
    assert shown.shown.index(placed.page.board.current_face or "") == shown.columns
    placed.key(Key.Key_Up)
    assert placed.page.board.current_face == first


def test_the_keys_go_to_what_is_taken_back_and_stay_where_no_line_follows(placed: Placed) -> None:
    board = placed.open().page.board
    placed.key(Key.Key_Right, Key.Key_Up)
    assert board.current_face == placed.sure
    placed.key(Key.Key_PageDown, Key.Key_Down)
    assert board.current_face == placed.bens
    placed.key(Key.Key_Home)
    placed.written(Key.Key_Return)
    placed.wait_for({"Ben": [placed.bens]})
    for _ in range(2):
        placed.take_back()
        assert board.current_face == placed.unsure
        card = board.cards[0]
        until(lambda card=card: len(card.seen.face_ids) == 3)  # type: ignore[misc]
        placed.written(Key.Key_Return)
        placed.wait_for({"Ben": [placed.bens]})
    placed.take_back()
    placed.key(Key.Key_Right)
    placed.written(Key.Key_Delete)
    placed.key(Key.Key_Down)
    assert board.current_face == placed.bens
    placed.take_back()
    until(lambda: board.current_face == placed.sure)


def test_the_keys_bring_the_whole_card_into_view(placed: Placed) -> None:
    for direction, name in ((2, "Eva"), (3, "Fay")):
        placed.album.person(name, near=direction, faces=9)
    placed.show(760, 520)
    until(lambda: len(placed.shown()) == 4)
    until(placed.page.board.cards[0].accept.isEnabled)  # it is on the screen
    card = placed.page.board.cards[3]

    def is_whole() -> bool:
        return card.visibleRegion().boundingRect() == card.rect()

    until(lambda: not is_whole())
    for _ in range(3):
        placed.key(Key.Key_PageDown)
    until(is_whole)


def test_what_has_not_been_on_the_screen_is_not_confirmed(placed: Placed) -> None:
    """Neither by the card's key and button, nor with everyone's; the next faces come up."""
    evas = placed.crowded()
    assert list(placed.shown()) == ["Eva", "Dora", "Ben"]
    card = placed.page.board.cards[0]
    scroll = placed.page.area
    for button in (None, card.accept, placed.page.all_right):
        QApplication.processEvents()
        shown = card.faces.shown
        bottom = scroll.mapToGlobal(QPoint(0, scroll.height())).y()
        seen = [
            face
            for face in shown
            if card.faces.mapToGlobal(card.faces.tile(face).bottomLeft()).y() < bottom
        ]
        assert 0 < len(seen) < len(shown)
        said = f"Confirm {len(seen)} shown"
        until(lambda said=said: card.accept.text() == said)  # type: ignore[misc]
        with hearing(placed.context.ops.done):
            if button is None:
                placed.key(Key.Key_Return)
            else:
                # Dora and Ben were on the screen before Eva's card unfolded, and wait for this one
                assert placed.by(*placed.doras, placed.bens) == [AUTO] * 4
                button.click()
        assert set(placed.by(*seen)) == {USER}
        assert card.faces.shown == tuple(face for face in shown if face not in seen)
        assert set(placed.by(*card.faces.shown)) == {AUTO}
    assert evas.issuperset(card.faces.shown)
    bar = scroll.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + 200)
        QApplication.processEvents()
    placed.written(Key.Key_Return, CONTROL)
    until(lambda: set(placed.by(*evas)) == {USER})


def test_a_face_that_is_cut_off_is_not_confirmed(placed: Placed) -> None:
    placed.crowded()
    QApplication.processEvents()
    faces_of_eva, scroll = placed.page.board.cards[0].faces, placed.page.area
    bottom = scroll.mapToGlobal(QPoint(0, scroll.height())).y()

    def below(face: str) -> int:
        """How far a face reaches below what one sees."""
        return faces_of_eva.mapToGlobal(faces_of_eva.tile(face).bottomLeft()).y() + 1 - bottom

    cut = next(face for face in faces_of_eva.shown if below(face) > 0)
    bar = scroll.verticalScrollBar()
    bar.setValue(bar.value() + below(cut) - 5)  # but for the last few lines
    QApplication.processEvents()
    placed.written(Key.Key_Return)
    assert faces_of_eva.shown[0] == cut
    assert placed.by(cut) == [AUTO]


def test_a_name_leads_to_their_page_and_by_the_right_button_to_a_menu(placed: Placed) -> None:
    card = placed.open().page.board.cards[1]
    at = part(card, "Ben").mapTo(card, QPoint(4, 4))
    click(card, at)
    assert placed.window.pages.place == f"person/{placed.ben}"
    with hearing(placed.window.pages.person.closed):
        press(Key.Key_Escape, on=placed.window.pages.person.faces.grid)
    assert placed.window.pages.place == NEW
    card = placed.page.board.cards[1]
    name, at = part(card, "Ben"), QPoint(4, 4)
    QTest.mouseClick(name, Qt.MouseButton.RightButton, PLAIN, at)
    menu = menu_at(name, at)
    assert placed.window.pages.place == NEW
    assert entries(menu) == ["Show Ben’s page", "Confirm the person’s faces", "Look closer"]
    heard(placed.context.ops.done, lambda: choose(menu, "Confirm the person’s faces"))
    assert placed.by(*placed.doras, placed.bens) == [AUTO, AUTO, AUTO, USER]


def look_closer(placed: Placed, face_id: str) -> NewFacesSheet:
    """By the key, with the keys on a face."""
    placed.page.board.setFocus()
    while placed.page.board.current_face != face_id:
        placed.key(Key.Key_Right)
    placed.key(Key.Key_Space)
    sheet = over(placed.window, NewFacesSheet)
    until(lambda: bool(sheet.right))
    return sheet


def test_looked_at_closely_some_are_right_and_some_go_in_one_step(
    placed: Placed, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed.open()
    before = placed.album.dump()
    sheet = look_closer(placed, placed.unsure)
    assert list(sheet.grid.faces.ids) == placed.doras
    assert sheet.sentence.text() == "3 faces will be confirmed as Dora."
    placed.key(Key.Key_Space)
    assert (sheet.look.out, sheet.right) == ([placed.unsure], [placed.sure, placed.surest])
    assert sheet.sentence.text() == "2 faces will be confirmed as Dora. 1 face will be removed."
    assert sheet.primary.text() == "Confirm the others"
    assert placed.album.dump() == before  # so far nothing is decided
    placed.written(Key.Key_Return)
    assert placed.by(*placed.doras) == [None, USER, USER]
    assert placed.said(placed.dora) == [(placed.unsure, Answer.NO)]
    assert placed.window.toast.text == "2 faces of Dora confirmed, 1 removed"
    placed.wait_for({"Ben": [placed.bens]})
    said = placed.album.ask(history.steps)[0].words
    assert said == "Confirm 2 faces of Dora, remove 1 face"
    placed.undo_to(before)
    assert list(placed.shown()) == ["Dora", "Ben"]  # as they stood
    placed.page.board.go_to_face([placed.unsure])
    before = placed.album.dump()
    sheet = look_closer(placed, placed.unsure)
    with hearing(placed.context.ops.done):
        said = drag(monkeypatch, sheet, placed.unsure, onto="Ben")
    assert said == "Move to Ben"
    assert list(sheet.grid.faces.ids) == [placed.sure, placed.surest]
    assert sheet.sentence.text() == "2 faces will be confirmed as Dora."
    placed.key(Key.Key_Escape)
    assert placed.by(placed.unsure, placed.sure) == [USER, AUTO]
    placed.wait_for({"Dora": [placed.sure, placed.surest], "Ben": [placed.bens]})
    placed.undo_to(before)


def test_looked_at_closely_all_may_be_right_or_none_and_escape_says_nothing(placed: Placed) -> None:
    placed.open()
    with placed.album.unchanged():
        look_closer(placed, placed.unsure)
        placed.key(Key.Key_Space, Key.Key_Escape)
    card = placed.page.board.cards[1]
    click(card.closer)
    sheet = over(placed.window, NewFacesSheet)
    at = sheet.grid.visualRect(sheet.grid.faces.index(0)).center()
    click(sheet.grid.viewport(), at)
    assert sheet.primary.text() == "Remove"
    heard(placed.context.ops.done, lambda: click(sheet.primary))
    assert placed.said(placed.ben) == [(placed.bens, Answer.NO)]
    look_closer(placed, placed.unsure)
    placed.written(Key.Key_Return)
    assert placed.by(*placed.doras) == [USER] * 3


def test_looked_at_closely_nothing_is_said_of_what_is_further_down(placed: Placed) -> None:
    more = [placed.album.face(placed.dora, near=0, apart=0.03) for _ in range(70)]
    placed.show(900, 600)
    everybody = {*more, *placed.doras}
    board = placed.page.board
    until(lambda: everybody in [set(card.question.face_ids) for card in board.cards])
    sheet = look_closer(placed, placed.page.board.cards[0].faces.shown[0])
    below = len(everybody) - len(sheet.right)
    assert below > 0
    assert sheet.sentence.text().endswith(f"{below} more below.")
    seen = sheet.right
    placed.key(Key.Key_Space)
    placed.written(Key.Key_Return)
    assert set(placed.by(*seen[1:])) == {USER}
    assert set(placed.by(*(everybody - set(seen)))) == {AUTO}
    until(lambda: len(placed.page.board.cards[0].question.face_ids) == below)


def test_groups_that_came_with_the_scan_are_shown_and_lead_to_their_names(placed: Placed) -> None:
    groups = placed.page.groups
    placed.open()
    assert not groups.isVisible()  # the group there is was there before any scan
    few, many = placed.album.group(faces=0), placed.album.group(faces=0)
    small = [placed.album.face(few, near=2) for _ in range(2)]
    large = [placed.album.face(many, near=3) for _ in range(3)]
    placed.scanned(placed.sure, *small, *large)
    assert groups.caption.text() == "2 groups"
    caption = placed.page.caption.text()
    assert caption.startswith("4 faces since ")
    assert caption.endswith(", 2 new groups below")
    first, second = groups.faces.shown
    assert (first in large, second in small) == (True, True)
    click(groups.faces, groups.faces.tile(second).center())
    assert placed.window.pages.person.person_id == few
    placed.window.pages.show_new_faces()
    click(groups.name)
    assert placed.window.pages.place == Section.UNNAMED
    placed.album.change(many, name="Zoe")
    placed.window.pages.show_new_faces()
    until(lambda: groups.faces.shown == (second,))
    for each in (placed.dora, placed.ben):
        placed.album.do(people.delete, each)
    until(lambda: not placed.page.board.cards)
    assert groups.isVisible()
    assert placed.page.empty.isHidden()
    assert placed.page.caption.text() == "nothing left to check"


def test_only_what_is_worth_a_look_has_a_dot(
    placed: Placed, paint: Callable[[str, str], None]
) -> None:
    """That a scan has placed them the page says of all."""
    for face_id in placed.doras:
        paint(face_id, "teal")
    shown = placed.open().page.board.cards[0].faces
    thumbs = placed.context.thumbs
    until(lambda: all(thumbs.image(face, 60) for face in placed.doras))

    def corner(face_id: str) -> str:
        tile = shown.tile(face_id)
        return shown.grab().toImage().pixelColor(tile.right() - 10, tile.top() + 10).name()

    until(lambda: corner(placed.surest) == corner(placed.sure) != "")
    assert corner(placed.unsure) == theme.color("amber").name()
    assert corner(placed.surest) != theme.color("muted").name()


def test_the_card_of_new_groups_says_that_there_are_more(placed: Placed) -> None:
    groups = placed.page.groups
    placed.open()
    each = [placed.album.group(faces=0) for _ in range(26)]
    placed.scanned(placed.sure, *(placed.album.face(group, near=3) for group in each * 2))
    assert groups.caption.text() == "26 groups, the 24 largest shown"
    assert len(groups.faces.shown) == 24


def test_faces_that_do_not_fit_are_counted_and_not_confirmed(placed: Placed) -> None:
    """Enter confirms what is shown; the rest takes its place, or E shows it all."""
    evas = placed.evas(20)
    placed.show(1100, 760)
    until(lambda: "Eva" in placed.shown())
    card = placed.page.board.cards[0]
    until(card.isVisible)  # before, it does not know its width
    shown = card.faces.shown
    assert (len(shown) < 20, card.faces.more) == (True, 20 - len(shown))
    until(lambda: card.accept.text() == f"Confirm {len(shown)} shown")
    assert ("E", "show all") in placed.page.keys.shown
    placed.written(Key.Key_Return)
    assert set(placed.by(*shown)) == {USER}
    assert set(placed.by(*(evas - set(shown)))) == {AUTO}
    assert len(card.faces.shown) == len(shown)

    placed.key(Key.Key_E)
    until(lambda: len(card.faces.shown) == 20 - len(shown))
    assert card.accept.text() == f"Confirm {len(card.faces.seen)} shown"
    placed.window.resize(1100, 1400)
    until(lambda: card.accept.text() == f"Confirm {20 - len(shown)}")
    assert ("E", "show all") not in placed.page.keys.shown


def test_down_from_above_a_line_of_removed_faces_goes_to_the_next_card(placed: Placed) -> None:
    placed.evas(8)
    placed.show(1100, 1400)
    until(lambda: "Eva" in placed.shown())
    board = placed.page.board
    eva_card = board.cards[0]
    placed.key(Key.Key_E)
    until(lambda: len(eva_card.faces.shown) == 8)
    columns = eva_card.faces.columns
    start = 7 // columns * columns  # the first face of the last line
    above, *below = eva_card.faces.shown[start - 1 :]
    for face_id in below:
        assert board.go_to_face([face_id])
        placed.written(Key.Key_Delete)
    assert board.go_to_face([above])
    placed.key(Key.Key_Down)
    assert board.current is board.cards[1]


def test_a_wide_window_has_two_columns_and_the_arrows_follow_them(placed: Placed) -> None:
    for direction, name in ((2, "Eva"), (3, "Fay")):
        placed.album.person(name, near=direction, faces=1)
    placed.show(1920, 900)
    board = placed.page.board
    until(lambda: len(board.cards) == 4 and board.columns == 2)
    QApplication.processEvents()
    dora, ben, eva, fay = board.cards
    assert dora.y() == ben.y() < eva.y() == fay.y()
    assert dora.x() == eva.x() < ben.x() == fay.x()

    def after(*keys: Key) -> object:
        for key in keys:
            placed.key(key)
        return board.current

    right, left, down, up = Key.Key_Right, Key.Key_Left, Key.Key_Down, Key.Key_Up
    assert after(down) is eva
    assert after(right) is fay
    assert after(right) is fay  # nothing beside it
    assert after(up) is ben
    assert after(left) is dora
    assert board.current_face == dora.faces.shown[-1]
    assert after(Key.Key_PageDown) is ben
    until(eva.accept.isEnabled)
    heard(placed.context.ops.done, lambda: click(eva.accept))
    assert after(Key.Key_Home, down) is fay  # eva is answered
    assert after(left) is fay
    placed.window.resize(1100, 900)
    until(lambda: len({card.x() for card in board.cards}) == 1)


def test_down_leads_to_the_last_card_where_none_is_right_below(placed: Placed) -> None:
    placed.evas(1)
    placed.show(1920, 900)
    board = placed.page.board
    until(lambda: len(board.cards) == 3 and board.columns == 2)
    QApplication.processEvents()
    _, ben, eva = board.cards
    placed.key(Key.Key_PageDown)
    assert board.current is ben
    placed.key(Key.Key_Down)
    assert board.current is eva
    placed.key(Key.Key_Down)
    assert board.current is eva


def test_the_keys_are_there_when_faces_come_to_an_empty_page(placed: Placed) -> None:
    placed.open()
    placed.written(Key.Key_Return, CONTROL)
    until(lambda: placed.page.caption.text() == "nothing left to check")
    new = placed.album.face(placed.dora, near=0)
    placed.wait_for({"Dora": [new]})
    placed.written(Key.Key_Return)
    assert placed.by(new) == [USER]
