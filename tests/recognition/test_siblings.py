"""Two who look alike and stand in one photo need more to get a face: twins end in Review."""

from random import Random

import pytest

from kinfolk.core.db.models import AssignedBy
from kinfolk.core.people import people
from kinfolk.core.people.review import Answer
from kinfolk.recognition.suggest import Certainty
from tests.recognition.crowd import Crowd, Look
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
    return {one.face_id: one.certainty for one in gallery.suggester.for_person(person)}


def test_a_face_that_is_no_more_like_either_may_be_both(
    gallery: Gallery, twins: tuple[str, str]
) -> None:
    unclear = gallery.face(near=0, apart=UNCLEAR)
    clear = gallery.face(near=0, apart=CLEAR)
    for who in twins:
        assert certainties(gallery, who) == {unclear: Certainty.MAYBE, clear: Certainty.LIKELY}
    assert sum(gallery.suggester.counts().values()) == 1
    found = gallery.suggester.for_face(unclear)
    assert [(one.person_id, one.certainty) for one in found] == [
        (who, Certainty.MAYBE) for who in sorted(twins)
    ]


def test_a_group_that_is_no_more_like_either_may_be_both(
    gallery: Gallery, twins: tuple[str, str]
) -> None:
    group, _ = gallery.grouped(2, 0, apart=UNCLEAR)
    found = gallery.suggester.for_group(group)
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


TWINS = (0, 1)  # in the crowd


@pytest.mark.parametrize("seed", range(4))
def test_whom_the_user_gives_a_face_keeps_it_however_alike_the_siblings_are(
    crowd: Crowd, seed: int
) -> None:
    """Also if the user gives somebody a face of the other twin, or both faces of a photo."""
    chance = Random(seed)
    crowd.empty()
    every = [
        face
        for _ in range(8)
        for face in crowd.add(0, [Look(who, chance.randrange(6)) for who in TWINS])
    ]
    crowd.group(settle=chance.random() < 0.5)
    given: dict[str, str] = {}
    for name in ("Anna", "Ben"):
        theirs = chance.sample([face for face in every if face not in given], 4)
        made = crowd.decide(people.create, name=name, face_ids=theirs)
        given |= dict.fromkeys(theirs, made.person.id)
        crowd.group()
    at = crowd.faces()
    assert {face: at[face].person for face in given} == given
    assert all(at[face].by == AssignedBy.USER for face in given)


@pytest.mark.parametrize("seed", range(4))
def test_siblings_and_others_are_grouped_alike_in_whatever_order_photos_come(
    crowd: Crowd, seed: int
) -> None:
    chance = Random(seed)
    photos = {
        f"photo {number}": [Look(who, chance.randrange(6)) for who in chance.choice((TWINS, (2,)))]
        for number in range(10)
    }
    found = []
    for names in (list(photos), chance.sample(list(photos), len(photos))):
        crowd.empty()
        for name in names:
            crowd.add(0, photos[name], name=name)
            crowd.group(settle=False)
        crowd.group()
        found.append(crowd.groups())
    assert found[0] == found[1]
