"""Review asks whether groups of several times are the same child."""

import pytest

from kinfolk.core.faces import embeddings
from kinfolk.gui.photo.photo_comparison import WhyView
from kinfolk.vision.engine import ENGINE_ID
from tests.gui.hands import Key, until
from tests.gui.reviewing import Reviewed
from tests.gui.windows import first, texts_of


def child(reviewed: Reviewed, owner: str | None, year: int, age: float) -> str:
    face = reviewed.album.face(owner, near=3, taken=f"{year}-05-01")
    reviewed.album.do(embeddings.put_ages, ENGINE_ID, {face: age})
    return face


@pytest.fixture
def eva(reviewed: Reviewed) -> str:
    """Eva at three; a group of two faces at five, and a face at one may be her."""
    eva = reviewed.album.person("Eva")
    child(reviewed, eva, 2015, 3)
    return eva


def test_a_row_is_by_date_and_one_yes_gives_whole_groups(reviewed: Reviewed, eva: str) -> None:
    group = reviewed.album.group(faces=0)
    later = [child(reviewed, group, 2017, 5) for _ in range(2)]
    earlier = child(reviewed, None, 2013, 1)
    reviewed.open()
    card = reviewed.at("Eva")
    assert card.faces.shown[0] == earlier
    assert card.faces.shown[1] in later
    assert [card.faces._tip(face).split(" · ")[0] for face in card.faces.shown] == [
        "May 2013",
        "May 2017",
    ]
    assert {"the same child?", "3 faces"} <= set(texts_of(card))
    reviewed.answer(Key.Key_Return)
    assert {reviewed.owner(face) for face in (earlier, *later)} == {eva}


def test_a_no_to_a_selected_group_leaves_the_others(reviewed: Reviewed, eva: str) -> None:
    group = reviewed.album.group(faces=0)
    later = [child(reviewed, group, 2017, 5) for _ in range(2)]
    earlier = child(reviewed, None, 2013, 1)
    reviewed.open()
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
    assert view.title == "The same child?"
    view.reject()
    reviewed.answer(Key.Key_Return)
    assert len({reviewed.owner(face) for face in every}) == 1
