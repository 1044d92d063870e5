"""The card of a person's page with the faces that may be theirs."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from kinfolk.core.faces import faces
from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.gui.base import theme
from kinfolk.gui.base.context import Context
from kinfolk.gui.person.page import PersonPage
from kinfolk.gui.person.suggestions_card import SuggestionsCard
from kinfolk.gui.photo.view import PhotoView
from tests.album import MAYBE, Album
from tests.gui.windows import texts_of

LEFT = Qt.MouseButton.LeftButton


class Suggested:
    """The page of Dora, who may have two more faces, and a doubtful one."""

    def __init__(self, qtbot: QtBot, context: Context, window: QMainWindow, album: Album) -> None:
        self.qtbot, self.context, self.window, self.album = qtbot, context, window, album
        self.dora, self.ben = (
            album.person("Dora", near=0, faces=1),
            album.person("Ben", near=1, faces=1),
        )
        self.likely = album.lookalikes(0, 2)
        self.maybe = album.face(near=0, apart=MAYBE)
        self.page = PersonPage(context)
        context.bus.changed.connect(self.page.on_changed)
        window.setCentralWidget(self.page)
        self.page.show_person(self.dora)
        self.wait_for(self.likely)
        qtbot.mouseClick(self.card.less_likely, LEFT)
        self.wait_for([*self.likely, self.maybe])

    @property
    def card(self) -> SuggestionsCard:
        return self.page.faces.suggestions

    def shown(self) -> list[str]:
        """The faces one sees now."""
        return [each for face in self.card.found.faces if face.isVisible() for each in face.shown]

    def wait_for(self, shown: list[str]) -> None:
        self.qtbot.waitUntil(lambda: self.shown() == shown and self.card.maximumHeight() > 5000)

    def owner(self, face_id: str) -> str | None:
        with self.context.db.read() as session:
            return faces.get(session, face_id).person_id

    def undo(self) -> None:
        with self.qtbot.waitSignal(self.context.ops.undone):
            self.context.ops.undo()


@pytest.fixture
def suggested(qtbot: QtBot, context: Context, window: QMainWindow, album: Album) -> Suggested:
    return Suggested(qtbot, context, window, album)


def test_the_card_says_how_many_and_accepts_the_likely_ones(suggested: Suggested) -> None:
    card = suggested.card
    assert "3 faces may be Dora" in texts_of(card)
    assert card.found.accept.text() == "Accept 2 likely"
    before = suggested.album.dump()
    with suggested.qtbot.waitSignal(suggested.context.ops.done) as done:
        suggested.qtbot.mouseClick(card.found.accept, LEFT)
    assert done.args == ["2 faces added to Dora"]
    suggested.qtbot.waitUntil(lambda: not card.isVisible())  # the doubtful one is too far now
    assert [suggested.owner(face) for face in suggested.likely] == [suggested.dora] * 2
    suggested.qtbot.waitUntil(lambda: len(suggested.page.faces.grid.faces.ids) == 3)
    suggested.undo()
    assert suggested.album.dump() == before
    suggested.wait_for([*suggested.likely, suggested.maybe])


def test_one_face_is_accepted_or_refused(suggested: Suggested) -> None:
    first, second = suggested.likely
    with suggested.qtbot.waitSignal(suggested.context.ops.done):
        suggested.qtbot.mouseClick(suggested.card.found.faces[0].no, LEFT)
    suggested.wait_for([second, suggested.maybe])
    with suggested.qtbot.waitSignal(suggested.context.ops.done):
        suggested.qtbot.keyClick(suggested.card.found.faces[0].yes, Qt.Key.Key_Return)
    suggested.wait_for([suggested.maybe])
    assert [suggested.owner(face) for face in (first, second)] == [None, suggested.dora]
    with suggested.context.db.read() as session:
        said = [(one.face_id, one.answer) for one in review.answered(session, suggested.dora)]
    assert said == [(first, Answer.NO)]


def test_the_last_answer_takes_the_card_away_and_undo_brings_it_back(
    suggested: Suggested, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "MOTION_MS", 0)
    for left in (2, 1, 0):
        with suggested.qtbot.waitSignal(suggested.context.ops.done):
            suggested.card.found.faces[0].no.click()
        suggested.qtbot.waitUntil(lambda left=left: len(suggested.shown()) == left)  # type: ignore[misc]
    assert not suggested.card.isVisible()
    suggested.undo()
    suggested.wait_for([suggested.maybe])


def test_somebody_without_suggestions_has_no_card(suggested: Suggested) -> None:
    suggested.page.show_person(suggested.ben)
    suggested.qtbot.waitUntil(lambda: not suggested.context.review.is_busy)
    assert not suggested.card.isVisible()
    suggested.page.show_person(suggested.dora)  # known by now: it is there at once
    assert suggested.shown() == [*suggested.likely, suggested.maybe]


def test_it_leads_to_the_review_and_to_the_photo(suggested: Suggested) -> None:
    with suggested.qtbot.waitSignal(suggested.page.review_wanted) as wanted:
        suggested.card.review.click()
    assert wanted.args == [suggested.dora]
    suggested.qtbot.mouseClick(suggested.card.found.faces[1], LEFT)
    view = suggested.window.findChild(PhotoView)
    assert isinstance(view, PhotoView)
    suggested.qtbot.waitUntil(lambda: view.scene is not None)
    assert view.scene is not None
    assert view.scene.face_id == suggested.likely[1]
    with suggested.qtbot.waitSignal(view.finished):
        suggested.qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_what_was_refused_is_not_accepted_with_the_rest(
    suggested: Suggested, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "motion_ms", lambda: 60_000)  # fades last until they are ended
    card, (first, second) = suggested.card, suggested.likely
    with suggested.qtbot.waitSignal(suggested.context.ops.done):
        suggested.qtbot.mouseClick(card.found.faces[0].no, LEFT)
    with suggested.qtbot.waitSignal(suggested.context.ops.done):
        suggested.qtbot.mouseClick(card.found.faces[2].no, LEFT)
    card.found.faces[0].fading.setCurrentTime(60_000)
    with suggested.qtbot.waitSignal(suggested.context.ops.done):
        suggested.qtbot.mouseClick(card.found.accept, LEFT)
    assert [suggested.owner(face) for face in (first, second)] == [None, suggested.dora]
    for face in card.found.faces[1:3]:
        face.fading.setCurrentTime(60_000)
    suggested.qtbot.waitUntil(lambda: card._is_leaving)


def test_less_likely_ones_are_shown_where_they_are_asked_for(suggested: Suggested) -> None:
    card, page = suggested.card, suggested.page
    assert card.less_likely.text() == "Hide less likely ones"
    suggested.qtbot.mouseClick(card.less_likely, LEFT)
    suggested.wait_for(suggested.likely)
    assert card.less_likely.text() == "Show less likely ones (1)"
    assert "2 faces may be Dora" in texts_of(card)
    page.show_person(suggested.ben)
    page.show_person(suggested.dora)
    suggested.wait_for(suggested.likely)
    for face_id in suggested.likely:
        say = partial(
            review.answer_faces, face_ids=[face_id], person_id=suggested.dora, answer=Answer.NO
        )
        suggested.context.db.write(say, label="No").result()
    suggested.wait_for([])
    assert "No likely matches for Dora" in texts_of(card)
    assert not card.review.isVisible()
    suggested.qtbot.mouseClick(card.less_likely, LEFT)
    suggested.wait_for([suggested.maybe])
