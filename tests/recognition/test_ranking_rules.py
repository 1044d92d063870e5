"""The order of suggestions, to the last tie, and each distance as it is worked out."""

import numpy as np
import pytest

from kinfolk.core.db.models import Face, Person, Source
from kinfolk.core.faces import faces
from kinfolk.errors import NotFound
from kinfolk.recognition.neighbourhood import spread
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import Certainty, Thresholds
from tests.recognition.gallery import Gallery


def test_a_face_as_near_to_two_may_be_either(gallery: Gallery) -> None:
    dora, eva = gallery.known("Dora"), gallery.known("Eva")
    face = gallery.face(near=0, apart=0.1)
    for who in (dora, eva):
        (one,) = gallery.suggester.ask(Ranking.for_person, who)
        assert (one.face_id, one.certainty) == (face, Certainty.LIKELY)
    assert [one.person_id for one in gallery.suggester.ask(Ranking.for_face, face)] == [dora, eva]
    assert [one.person_id for one in gallery.suggester.ask(Ranking.for_face, face, limit=1)] == [
        dora
    ]


@pytest.mark.parametrize(
    ("distance", "certainty"),
    [
        *((0.0, Certainty.LIKELY), (0.1, Certainty.LIKELY), (0.11, Certainty.MAYBE)),
        *((0.2, Certainty.MAYBE), (0.21, Certainty.UNLIKELY)),
    ],
)
def test_a_certainty_ends_with_its_bound(distance: float, certainty: Certainty) -> None:
    assert Thresholds(0.1, 0.2, 0.4).of(distance) is certainty


@pytest.mark.parametrize(
    ("count", "taken"),
    [(20, [*range(10)]), (6, [*range(10)]), (5, [0, 2, 4, 6, 8]), (3, [0, 3, 6, 9]), (1, [0])],
)
def test_of_many_faces_some_are_taken_evenly(count: int, taken: list[int]) -> None:
    assert spread(np.arange(10), count).tolist() == taken


def test_whom_a_face_may_be_among_all_and_among_those_with_a_name(gallery: Gallery) -> None:
    dora, group, hidden = gallery.person("Dora"), gallery.group(faces=0), gallery.group(faces=0)
    gallery.face(dora, near=0, apart=0.2)
    gallery.face(group, near=0, apart=0.1)
    gallery.face(hidden, near=0, apart=0)
    gallery.change(hidden, is_hidden=True)
    mine = gallery.face(group, near=0, apart=0)
    asked = gallery.face(near=0, apart=0)
    everybody = gallery.suggester.ask(Ranking.for_face, asked, only_named=False)
    assert [one.person_id for one in everybody] == [group, dora]
    assert [one.person_id for one in gallery.suggester.ask(Ranking.for_face, asked)] == [dora]
    # The one it belongs to is no question.
    assert [
        one.person_id for one in gallery.suggester.ask(Ranking.for_face, mine, only_named=False)
    ] == [dora]


def test_a_group_is_as_far_as_its_faces_are_on_average(gallery: Gallery) -> None:
    dora, group = gallery.known("Dora"), gallery.group(faces=0)
    for apart in (0.1, 0.3, 0.5):
        gallery.face(group, near=0, apart=apart)
    (one,) = gallery.suggester.ask(Ranking.for_group, group)
    assert (one.person_id, one.certainty) == (dora, Certainty.LIKELY)
    assert one.distance == pytest.approx(0.3, abs=1e-5)
    # Seen from her it is the nearer half of them: 0.2.
    (pair,) = gallery.suggester.ask(Ranking.merges)
    assert pair.distance == pytest.approx(0.25, abs=1e-5)


@pytest.mark.parametrize(
    ("first", "second", "is_second"),
    [
        (("Dora", 1), (None, 3), False),
        ((None, 3), ("Dora", 1), True),
        (("Dora", 1), ("Eva", 2), True),
        (("Dora", 2), ("Eva", 1), False),
        ((None, 1), (None, 2), True),
        (("Dora", 1), ("Eva", 1), False),  # the older one
    ],
)
def test_who_stays_when_two_become_one(
    gallery: Gallery, first: tuple[str | None, int], second: tuple[str | None, int], is_second: bool
) -> None:
    """Who has a name, then who has more faces."""
    ids = []
    for name, count in (first, second):
        ids.append(gallery.person(name) if name else gallery.group(faces=0))
        for _ in range(count):
            gallery.face(ids[-1], near=0, apart=0.05)
    (pair,) = gallery.suggester.ask(Ranking.merges)
    assert [pair.person_id, pair.other_id] == (ids[::-1] if is_second else ids)


def test_pairs_that_are_as_near_come_in_the_order_of_those_who_stay(gallery: Gallery) -> None:
    both = []
    for direction in (2, 0, 1):
        two = [gallery.person(f"{direction} {which}") for which in "ab"]
        for who in two:
            gallery.face(who, near=direction, apart=0)
        both.append(tuple(two))
    found = [(pair.person_id, pair.other_id) for pair in gallery.suggester.ask(Ranking.merges)]
    assert found == sorted(both)
    assert len(gallery.suggester.ask(Ranking.merges, limit=2)) == 2


def test_a_face_of_a_far_group_is_as_sure_as_the_group_and_no_surer(gallery: Gallery) -> None:
    """The group is a maybe: so is its face, which alone would be likely."""
    dora, group = gallery.known("Dora"), gallery.group(faces=0)
    near = gallery.face(group, near=0, apart=0.46)
    far = gallery.face(group, near=0, apart=0.6)
    found = {one.face_id: one.certainty for one in gallery.suggester.ask(Ranking.for_person, dora)}
    assert found == {near: Certainty.MAYBE, far: Certainty.UNLIKELY}


def test_bothwho_are_not_there_and_faces_that_nobody_has_seen(gallery: Gallery) -> None:
    dora, nobody = gallery.person("Dora"), gallery.person("Nobody")
    known, unseen = gallery.face(dora, near=0, apart=0), gallery.face()
    for question in (Ranking.for_person, Ranking.for_group):
        with pytest.raises(NotFound) as refused:
            gallery.suggester.ask(question, "person_x")
        assert str(refused.value) == "There is no person 'person_x'."
    assert gallery.suggester.ask(Ranking.for_person, nobody) == []
    assert gallery.suggester.ask(Ranking.for_group, nobody) == []
    for face in (unseen, "face_x"):
        assert gallery.suggester.ask(Ranking.for_face, face) == []
        assert gallery.suggester.ask(Ranking.distance, face, dora) is None
        assert gallery.suggester.ask(Ranking.unlike_anybody, [face]) == set()
    assert gallery.suggester.ask(Ranking.distance, known, nobody) is None
    assert gallery.suggester.ask(Ranking.distance, known, "person_x") is None
    assert gallery.suggester.ask(Ranking.distance, known, dora) == pytest.approx(0, abs=1e-6)
    gone = gallery.face(near=0)
    gallery.names(dora)
    gallery.decide(faces.delete, gone)
    assert gallery.suggester.ask(Ranking.for_face, gone) == []


def test_what_placing_a_face_depends_on(gallery: Gallery) -> None:
    """What lies around it and may move, the people near it, and what is barred."""
    dora, eva, loose = gallery.person("Dora"), gallery.person("Eva"), gallery.group(faces=0)
    shared, drawn = gallery.photo(), gallery.face(near=0, apart=0.02)
    hers = [
        gallery.face(dora, near=0, apart=0),
        gallery.face(dora, near=0, apart=0.03, asset_id=shared),
    ]
    of_eva = gallery.face(eva, near=0, apart=0.01)
    asked = gallery.face(near=0, apart=0.05, asset_id=shared, quality=0.6)
    beside = gallery.face(loose, near=0, apart=0.04, quality=0.7)
    gallery.face(loose, near=5)

    gallery.edit(Face, drawn, source=Source.MANUAL)
    gallery.edit(Person, loose, is_settled=False)
    found = gallery.suggester.neighbourhood(gallery.library_id, [asked], provisional=[loose])
    assert found.provisional == {loose}
    assert found.numbers == [dora, eva]
    assert found.rejected == [(found.face_ids.index(asked), 0)]  # she is in the photo
    assert dict(zip(found.face_ids, found.people, strict=True)) == {
        asked: None,
        beside: loose,
        of_eva: eva,
        **dict.fromkeys(hers, dora),
    }
    placed = dict(zip(found.face_ids, found.assigned, strict=True))
    assert placed == {asked: -1, beside: -1, of_eva: 1, **dict.fromkeys(hers, 0)}
    assert found.qualities[found.face_ids.index(beside)] == pytest.approx(0.7)
    photos = dict(zip(found.face_ids, found.photos, strict=True))
    assert photos[asked] == photos[hers[1]]
    assert len(set(photos.values())) == 4
