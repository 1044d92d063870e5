"""A person's page offers what may be the same child at other times, by date."""

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QMainWindow

from kinfolk.core.faces import embeddings
from kinfolk.gui.base.context import Context
from kinfolk.gui.person.page import PersonPage
from kinfolk.gui.person.suggestions_card import SuggestionsCard
from kinfolk.vision.engine import ENGINE_ID
from tests.album import Album
from tests.gui.hands import click, heard, undo, until
from tests.gui.windows import texts_of


class Childhood:
    """The page of Eva, three in 2015; a face of 2013 and a group of 2017 may be her."""

    def __init__(self, context: Context, window: QMainWindow, album: Album) -> None:
        self.context, self.album = context, album
        self.eva, self.group = album.person("Eva"), album.group(faces=0)
        self.add(self.eva, 2015, 3)
        self.later = [self.add(self.group, 2017, 5) for _ in range(2)]
        self.earlier = self.add(None, 2013, 1)
        self.page = PersonPage(context)
        context.bus.changed.connect(self.page.on_changed)
        window.setCentralWidget(self.page)
        self.page.show_person(self.eva)
        self.wait_for(2)

    def add(self, owner: str | None, year: int, age: float) -> str:
        face = self.album.face(owner, near=0, taken=f"{year}-05-01")
        self.album.do(embeddings.put_ages, ENGINE_ID, {face: age})
        return face

    @property
    def card(self) -> SuggestionsCard:
        return self.page.faces.suggestions

    def shown(self) -> list[str]:
        """The faces in the row, each of which stands for a group."""
        return [each for face in self.card.child.faces if face.isVisible() for each in face.shown]

    def wait_for(self, number: int) -> None:
        until(lambda: len(self.shown()) == number)

    def owners(self, face_ids: Sequence[str]) -> set[str | None]:
        return {self.album.owner(face_id) for face_id in face_ids}


@pytest.fixture
def childhood(context: Context, window: QMainWindow, album: Album) -> Childhood:
    return Childhood(context, window, album)


def test_one_click_accepts_the_row_and_undo_brings_it_back(childhood: Childhood) -> None:
    card = childhood.card
    assert "The same child?" in texts_of(card)
    assert childhood.shown()[0] == childhood.earlier
    assert not any(face.isVisible() for face in card.found.faces)  # they are asked about once
    assert not card.title.isVisible()
    before = childhood.album.dump()
    done = heard(childhood.context.ops.done, lambda: click(card.child.accept))
    assert done == ["3 faces added to Eva"]
    assert childhood.owners([childhood.earlier, *childhood.later]) == {childhood.eva}
    until(lambda: not card.isVisible())
    undo(childhood.context)
    assert childhood.album.dump() == before
    childhood.wait_for(2)


def test_a_no_to_one_time_is_about_its_whole_group(childhood: Childhood) -> None:
    done = heard(childhood.context.ops.done, lambda: click(childhood.card.child.faces[1].no))
    assert done == ["Not Eva: 2 faces"]
    childhood.wait_for(1)
    assert childhood.shown() == [childhood.earlier]
    assert childhood.owners(childhood.later) == {childhood.group}


def test_each_time_says_when_it_was(childhood: Childhood) -> None:
    tips = [face._tip(*face.shown) for face in childhood.card.child.faces[:2]]
    assert [tip.split(" · ")[0] for tip in tips] == ["May 2013", "May 2017"]
    assert childhood.card.child.accept.text() == "Accept 3 faces"
    childhood.card.grab()
