"""The cards of a person's page with faces that may be theirs, now or as a child."""

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QMainWindow

from kinfolk.core.people import review
from kinfolk.core.people.review import Answer
from kinfolk.gui.base.context import Context
from kinfolk.gui.person.page import PersonPage
from kinfolk.gui.person.suggestions_card import SuggestedRow, SuggestionsCard
from kinfolk.gui.photo.view import PhotoView
from tests.album import MAYBE, Album
from tests.gui.hands import Key, click, heard, press, undo, until
from tests.gui.reviewing import end
from tests.gui.windows import first, hovered, texts_of, there
from tests.past_answers import answered


def opened(
    context: Context, window: QMainWindow, person_id: str
) -> tuple[PersonPage, SuggestionsCard]:
    page = PersonPage(context)
    window.setCentralWidget(page)
    page.show_person(person_id)
    return page, page.faces.suggestions


def shown(row: SuggestedRow) -> list[str]:
    """The faces one sees in a row of the card; in that of the same child each is of a group."""
    return [each for face in row.faces if face.isVisible() for each in face.shown]


class Suggested:
    """The page of Dora, who may have two more faces, and a doubtful one."""

    def __init__(self, context: Context, window: QMainWindow, album: Album) -> None:
        self.context, self.window, self.album = context, window, album
        self.owner = album.owner
        self.dora = album.person("Dora", near=0, faces=1)
        self.ben = album.person("Ben", near=1, faces=1)
        self.likely = album.lookalikes(0, 2)
        self.maybe = album.face(near=0, apart=MAYBE)
        self.page, self.card = opened(context, window, self.dora)
        self.wait_for(self.likely)
        click(self.card.less_likely)
        self.wait_for([*self.likely, self.maybe])

    def shown(self) -> list[str]:
        return shown(self.card.found)

    def wait_for(self, faces: list[str]) -> None:
        until(lambda: self.shown() == faces and self.card.maximumHeight() > 5000)


@pytest.fixture
def suggested(context: Context, window: QMainWindow, album: Album) -> Suggested:
    return Suggested(context, window, album)


def test_the_card_says_how_many_and_accepts_the_likely_ones(suggested: Suggested) -> None:
    card = suggested.card
    assert "3 faces may be Dora" in texts_of(card)
    assert card.found.accept.text() == "Accept 2 likely"
    with suggested.album.unchanged():
        done = heard(suggested.context.ops.done, lambda: click(card.found.accept))
        assert done == ["2 faces added to Dora"]
        until(lambda: not card.isVisible())  # the doubtful one is too far now
        assert [suggested.owner(face) for face in suggested.likely] == [suggested.dora] * 2
        until(lambda: len(suggested.page.faces.grid.faces.ids) == 3)
        undo(suggested.context)
    suggested.wait_for([*suggested.likely, suggested.maybe])


def test_one_face_is_accepted_or_refused(suggested: Suggested) -> None:
    first, second = suggested.likely
    heard(suggested.context.ops.done, lambda: click(suggested.card.found.faces[0].no))
    suggested.wait_for([second, suggested.maybe])
    heard(
        suggested.context.ops.done,
        lambda: press(Key.Key_Return, on=suggested.card.found.faces[0].yes),
    )
    suggested.wait_for([suggested.maybe])
    assert [suggested.owner(face) for face in (first, second)] == [None, suggested.dora]
    said = [(one.face_id, one.answer) for one in suggested.album.ask(answered, suggested.dora)]
    assert said == [(first, Answer.NO)]


@pytest.mark.usefixtures("no_motion")
def test_the_last_answer_takes_the_card_away_and_undo_brings_it_back(suggested: Suggested) -> None:
    for left in (2, 1, 0):
        heard(suggested.context.ops.done, suggested.card.found.faces[0].no.click)
        until(lambda left=left: len(suggested.shown()) == left)  # type: ignore[misc]
    assert not suggested.card.isVisible()
    undo(suggested.context)
    suggested.wait_for([suggested.maybe])


def test_somebody_without_suggestions_has_no_card(suggested: Suggested) -> None:
    suggested.page.show_person(suggested.ben)
    until(lambda: not suggested.context.review.is_busy)
    assert not suggested.card.isVisible()
    suggested.page.show_person(suggested.dora)  # known by now: it is there at once
    assert suggested.shown() == [*suggested.likely, suggested.maybe]
    assert heard(suggested.page.review_wanted, suggested.card.review.click) == [suggested.dora]
    click(suggested.card.found.faces[1])
    view = first(suggested.window, PhotoView)
    until(lambda: view.scene is not None)
    assert there(view.scene).face_id == suggested.likely[1]
    heard(view.finished, lambda: press(Key.Key_Escape, on=view))


def test_what_was_refused_is_not_accepted_with_the_rest(
    suggested: Suggested, slow_fades: None
) -> None:
    card, (first, second) = suggested.card, suggested.likely
    heard(suggested.context.ops.done, lambda: click(card.found.faces[0].no))
    heard(suggested.context.ops.done, lambda: click(card.found.faces[2].no))
    end(card.found.faces[0])
    heard(suggested.context.ops.done, lambda: click(card.found.accept))
    assert [suggested.owner(face) for face in (first, second)] == [None, suggested.dora]
    for face in card.found.faces[1:3]:
        end(face)
    until(lambda: card._is_leaving)


def test_less_likely_ones_are_shown_where_they_are_asked_for(suggested: Suggested) -> None:
    card, page = suggested.card, suggested.page
    assert card.less_likely.text() == "Hide less likely ones"
    click(card.less_likely)
    suggested.wait_for(suggested.likely)
    assert card.less_likely.text() == "Show less likely ones (1)"
    assert "2 faces may be Dora" in texts_of(card)
    page.show_person(suggested.ben)
    page.show_person(suggested.dora)
    suggested.wait_for(suggested.likely)
    for face_id in suggested.likely:
        suggested.album.decide(review.answer_faces, [face_id], suggested.dora, Answer.NO)
    suggested.wait_for([])
    assert "No likely matches for Dora" in texts_of(card)
    assert not card.review.isVisible()
    click(card.less_likely)
    suggested.wait_for([suggested.maybe])


class Childhood:
    """The page of Eva, three in 2015; a face of 2013 and a group of 2017 may be her."""

    def __init__(self, context: Context, window: QMainWindow, album: Album) -> None:
        self.context, self.album = context, album
        self.eva, self.group = album.person("Eva"), album.group(faces=0)
        album.face(self.eva, near=0, taken="2015-05-01", age=3)
        self.later = [album.face(self.group, near=0, taken="2017-05-01", age=5) for _ in range(2)]
        self.earlier = album.face(near=0, taken="2013-05-01", age=1)
        _, self.card = opened(context, window, self.eva)
        self.wait_for(2)

    def shown(self) -> list[str]:
        return shown(self.card.child)

    def wait_for(self, number: int) -> None:
        until(lambda: len(self.shown()) == number)

    def owners(self, face_ids: Sequence[str]) -> set[str | None]:
        return {self.album.owner(face_id) for face_id in face_ids}


@pytest.fixture
def childhood(context: Context, window: QMainWindow, album: Album) -> Childhood:
    return Childhood(context, window, album)


def test_a_no_to_one_time_is_about_its_whole_group(childhood: Childhood) -> None:
    done = heard(childhood.context.ops.done, lambda: click(childhood.card.child.faces[1].no))
    assert done == ["Not Eva: 2 faces"]
    childhood.wait_for(1)
    assert childhood.shown() == [childhood.earlier]
    assert childhood.owners(childhood.later) == {childhood.group}


def test_each_time_says_when_it_was_and_one_click_accepts_the_row(childhood: Childhood) -> None:
    tips = [
        hovered(face, face.tile(*face.shown).center()) for face in childhood.card.child.faces[:2]
    ]
    assert [tip.split(" · ")[0] for tip in tips] == ["May 2013", "May 2017"]
    assert childhood.card.child.accept.text() == "Accept 3 faces"
    childhood.card.grab()
    card = childhood.card
    assert "The same child?" in texts_of(card)
    assert childhood.shown()[0] == childhood.earlier
    assert not any(face.isVisible() for face in card.found.faces)  # they are asked about once
    assert not card.title.isVisible()
    with childhood.album.unchanged():
        done = heard(childhood.context.ops.done, lambda: click(card.child.accept))
        assert done == ["3 faces added to Eva"]
        assert childhood.owners([childhood.earlier, *childhood.later]) == {childhood.eva}
        until(lambda: not card.isVisible())
        undo(childhood.context)
    childhood.wait_for(2)
