"""The grouping rules, as properties over made-up people."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kinfolk.vision.embedders.sface import unit
from kinfolk.vision.group import ALONE, group
from tests.random_examples import often

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]
SEEDS = st.integers(0, 10**6)
EACH = settings(max_examples=often(100))


def people(seed: int, count: int, *, spread: float = 0.015) -> tuple[Floats, Ints, Ints, Floats]:
    """Vectors, true person, photo and quality of `count` made-up faces.

    Two faces of one person have a cosine similarity of 1 / (1 + (40 · spread)²), about 0.74.
    """
    random = np.random.default_rng(seed)
    centres = random.normal(size=(max(1, count // 5), 128))
    truth = random.integers(0, len(centres), count)
    vectors = centres[truth] + random.normal(0, spread * 40, (count, 128))
    photos = random.integers(0, max(1, count * 2 // 3), count)
    return unit(vectors.astype(np.float32)), truth, photos, np.ones(count, np.float32)


def sets(labels: Ints) -> set[frozenset[int]]:
    """The groups as sets of rows, whatever their numbers."""
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels) - {ALONE}}


def test_people_are_told_apart() -> None:
    vectors, truth, _, qualities = people(4, 60)
    labels = group(vectors, photos=np.arange(60), qualities=qualities)
    expected = {
        frozenset(np.flatnonzero(truth == who).tolist())
        for who in set(truth)
        if (truth == who).sum() > 1
    }
    assert sets(labels) == expected


def test_nothing_and_one_face() -> None:
    nothing = np.zeros((0, 128), np.float32)
    assert group(nothing, photos=[], qualities=[]).tolist() == []
    assert group(np.eye(1, 128, dtype=np.float32), photos=[0], qualities=[1]).tolist() == [ALONE]


@EACH
@given(seed=SEEDS, count=st.integers(2, 40), are_births_known=st.booleans())
def test_the_order_of_faces_does_not_matter(seed: int, count: int, are_births_known: bool) -> None:
    vectors, _, photos, qualities = people(seed, count, spread=0.02)
    born = births(seed, count) if are_births_known else np.full((count, 2), np.nan)
    order = np.random.default_rng(seed + 1).permutation(count)
    labels = group(vectors, photos=photos, qualities=qualities, births=born)
    shuffled = group(
        vectors[order], photos=photos[order], qualities=qualities[order], births=born[order]
    )
    back = np.empty(count, np.int64)
    back[order] = shuffled
    assert sets(labels) == sets(back)


def test_a_new_face_joins_its_person_and_not_another() -> None:
    vectors, truth, _, qualities = people(11, 50)
    assigned = truth.copy()
    assigned[::4] = ALONE
    labels = group(vectors, photos=np.arange(50), qualities=qualities, assigned=assigned)
    known = np.isin(truth, assigned[assigned != ALONE])
    np.testing.assert_array_equal(labels[known], truth[known])


@pytest.mark.parametrize("people", [(0, 1), (1, 0)])
def test_of_two_people_who_are_alike_a_new_face_joins_the_nearer(people: tuple[int, int]) -> None:
    assigned = [*people, ALONE]
    for offset, nearer in ((-0.4, 0), (0.7, 1)):
        vectors = chain(0, 0.3, offset)
        labels = group(vectors, photos=[0, 1, 2], qualities=[1] * 3, assigned=assigned)
        assert labels[2] == people[nearer]


def test_a_person_keeps_two_faces_of_one_photo_that_the_user_placed() -> None:
    vectors, _, _, qualities = people(2, 4, spread=0.003)
    labels = group(vectors, photos=[0, 0, 1, 2], qualities=qualities, assigned=[3, 3, -1, -1])
    assert labels.tolist() == [3, 3, 3, 3]


def chain(*offsets: float) -> Floats:
    """Faces in a row: the further apart the numbers, the less alike."""
    rows = np.zeros((len(offsets), 128), np.float32)
    rows[:, 0], rows[:, 1] = 1, offsets
    return unit(rows)


def test_a_low_quality_face_is_assigned_but_attracts_no_other() -> None:
    vectors = chain(0, 0.6, 2.5)
    assert group(vectors[:2], photos=[0, 1], qualities=[1, 0]).tolist() == [0, 0]
    assert group(vectors, photos=[0, 1, 2], qualities=[1, 0, 1], assigned=[7, 7, -1])[2] == ALONE


def test_a_low_quality_face_is_as_near_to_several_as_others_but_nearer_to_a_single_one() -> None:
    """Its cosine to the first is 0.74, to the second 0.52, on average 0.63."""
    vectors = chain(0, -0.3, 0.9)
    photos, qualities, assigned = [0, 1, 2], [1, 1, 0], [7, 7, -1]
    for same, joins in ((0.6, True), (0.7, False)):
        labels = group(vectors, photos=photos, qualities=qualities, assigned=assigned, same=same)
        assert (labels[2] == 7) == joins
    for same, joins in ((0.3, True), (0.65, False)):
        labels = group(vectors[[0, 2]], photos=[0, 2], qualities=[1, 0], same=same)
        assert (labels[1] == labels[0] != ALONE) == joins


def test_a_person_of_many_looks_gets_one_face_of_a_photo() -> None:
    child, adult = 0.0, 1.5
    vectors = chain(child, child + 0.01, adult, adult + 0.01, child + 0.02, adult + 0.02)
    photos = [0, 1, 2, 3, 4, 4]
    labels = group(vectors, photos=photos, qualities=[1] * 6, assigned=[3, 3, 3, 3, -1, -1])
    assert labels.tolist().count(3) == 5
    assert ALONE in labels[4:]


def test_a_low_quality_face_does_not_join_who_is_in_its_photo() -> None:
    vectors = chain(0, 0.05, 0.1)
    found = group(vectors, photos=[0, 1, 0], qualities=[1, 1, 0])
    assert found.tolist() == [0, 0, ALONE]


def test_poor_faces_hide_no_good_one() -> None:
    """Of someone's hundred blurred pictures all are nearer to each sharp one than the next is."""
    count = 100
    vectors = chain(0, 0.3, *np.linspace(0.14, 0.16, count))
    labels = group(vectors, photos=np.arange(count + 2), qualities=[1, 1] + [0] * count)
    assert labels.tolist() == [0] * (count + 2)


def births(seed: int, count: int, *, known: float = 0.6) -> Doubles:
    """Some faces may have been born in five years of this century, of the others no one knows."""
    random = np.random.default_rng(seed)
    first = random.integers(0, 8, count) * 5.0
    made = np.column_stack((first, first + 5))
    made[random.random(count) >= known] = np.nan
    return made


def test_who_was_born_at_another_time_is_somebody_else() -> None:
    """Also where all the faces are alike."""
    vectors = np.eye(1, 128, dtype=np.float32).repeat(7, axis=0)
    born = np.array([(2, 7), (3, 8), (2, 8), (20, 25), (21, 26), (22, 27), (np.nan, np.nan)])
    labels = group(vectors, photos=np.arange(7), qualities=[1.0] * 7, births=born)
    assert labels[0] == labels[1] == labels[2]
    assert labels[3] == labels[4] == labels[5]
    assert labels[0] != labels[3]


@EACH
@given(seed=SEEDS, count=st.integers(2, 40))
def test_whoever_is_assigned_stays_whenever_they_were_born(seed: int, count: int) -> None:
    vectors, _, photos, qualities = people(seed, count)
    random = np.random.default_rng(seed + 2)
    assigned = np.where(random.random(count) < 0.5, random.integers(0, 3, count), ALONE)
    labels = group(
        vectors, photos=photos, qualities=qualities, assigned=assigned, births=births(seed, count)
    )
    assert (labels[assigned >= 0] == assigned[assigned >= 0]).all()


@EACH
@given(seed=SEEDS, count=st.integers(2, 40))
def test_where_no_birth_is_known_nothing_is_different(seed: int, count: int) -> None:
    vectors, _, photos, qualities = people(seed, count, spread=0.02)
    unknown = np.full((count, 2), np.nan)
    labels = group(vectors, photos=photos, qualities=qualities)
    assert (labels == group(vectors, photos=photos, qualities=qualities, births=unknown)).all()


def test_a_third_face_needs_more_than_siblings_have_in_common() -> None:
    """The same three faces, with and without two of them in one photo."""
    vectors = chain(0, 0.7, -0.6)
    assert group(vectors, photos=[0, 1, 2], qualities=[1] * 3).tolist() == [0, 0, 0]
    assert group(vectors, photos=[0, 0, 2], qualities=[1] * 3).tolist() == [ALONE] * 3
    nearer = chain(0, 0.7, -0.1)
    assert group(nearer, photos=[0, 0, 2], qualities=[1] * 3).tolist() == [0, ALONE, 0]


def test_people_with_names_need_more_too_and_keep_what_the_user_gave() -> None:
    vectors = chain(0, 0.7, 0.05, 0.75, 0.02, 0.72, -0.6)
    where, ones = [0, 0, 1, 1, 2, 2, 3], [1] * 7
    for theirs in ([0, 1, 0, 1, 0, 1, ALONE], [1, 2, 2, 1, 1, 2, ALONE]):
        assert group(vectors, photos=where, qualities=ones, assigned=theirs).tolist() == theirs
    assert group(vectors, photos=[*range(7)], qualities=ones, assigned=theirs)[6] != ALONE


def test_a_mirror_in_one_photo_of_several_holds_nothing_up() -> None:
    vectors = chain(0, 0.1, 0.05, -0.05, 0.6, -0.5)
    found = group(vectors, photos=[0, 1, 2, 3, 0, 4], qualities=[1] * 6)
    assert found.tolist() == [0, 0, 0, 0, ALONE, 0]
