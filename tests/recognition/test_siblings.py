"""Two who look alike and stand in one photo need more to get a face: twins end in Review."""

import pytest

from kinfolk.core.people.review import Answer
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import Certainty
from tests.recognition.gallery import Gallery

# From the direction: siblings at 0.3 are alike by 0.49, so a face has to be alike by 0.59.
APART, CLEAR, UNCLEAR = 0.3, 0.1, 0.3


@pytest.fixture
def twins(gallery: Gallery) -> tuple[str, str]:
    """Ada and Eva, who stand in one photo."""
    ada, eva, photo = gallery.person("Ada"), gallery.person("Eva"), gallery.photo()
    for who in (ada, eva):
        gallery.face(who, near=0, apart=APART, asset_id=photo)
    return ada, eva


def certainties(gallery: Gallery, person: str) -> dict[str, Certainty]:
    return {one.face_id: one.certainty for one in gallery.suggester.ask(Ranking.for_person, person)}


def test_a_face_that_is_no_more_like_either_may_be_both(
    gallery: Gallery, twins: tuple[str, str]
) -> None:
    unclear = gallery.face(near=0, apart=UNCLEAR)
    clear = gallery.face(near=0, apart=CLEAR)
    for who in twins:
        assert certainties(gallery, who) == {unclear: Certainty.MAYBE, clear: Certainty.LIKELY}
    found = gallery.suggester.ask(Ranking.for_face, unclear)
    assert [(one.person_id, one.certainty) for one in found] == [
        (who, Certainty.MAYBE) for who in sorted(twins)
    ]


def test_a_group_that_is_no_more_like_either_may_be_both(
    gallery: Gallery, twins: tuple[str, str]
) -> None:
    group, _ = gallery.grouped(2, 0, apart=UNCLEAR)
    found = gallery.suggester.ask(Ranking.for_group, group)
    assert [one.certainty for one in found] == [Certainty.MAYBE] * 2


def test_without_a_photo_of_both_it_is_likely(gallery: Gallery) -> None:
    people = [gallery.person(name) for name in ("Ada", "Eva")]
    for who in people:
        gallery.face(who, near=0, apart=APART)
    face = gallery.face(near=0, apart=UNCLEAR)
    for who in people:
        assert certainties(gallery, who) == {face: Certainty.LIKELY}
    # They are seen together, and apart again
    photo = gallery.photo()
    first, second = (gallery.face(who, near=0, apart=APART, asset_id=photo) for who in people)
    assert certainties(gallery, people[0]) == {face: Certainty.MAYBE}
    gallery.say(second, people[1], Answer.NO)
    assert certainties(gallery, people[0])[face] is Certainty.LIKELY
    assert first


def test_who_stands_beside_one_of_them_is_surely_not_that_one(
    gallery: Gallery, twins: tuple[str, str]
) -> None:
    ada, eva = twins
    photo = gallery.photo()
    gallery.face(ada, near=0, apart=APART, asset_id=photo)
    beside = gallery.face(near=0, apart=UNCLEAR, asset_id=photo)
    assert certainties(gallery, ada) == {}
    assert certainties(gallery, eva) == {beside: Certainty.LIKELY}
