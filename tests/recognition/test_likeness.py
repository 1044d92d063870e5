"""Which faces fit a group least, and how it falls apart into two people."""

import numpy as np

from kinfolk.recognition.likeness import Halves, by_doubt, leaning
from kinfolk.recognition.ranking import Ranking
from tests.recognition.gallery import Gallery


def test_those_least_like_all_of_them_come_first(gallery: Gallery) -> None:
    group = gallery.group(faces=0)
    near, far, middle = (gallery.face(group, near=0, apart=apart) for apart in (0.05, 0.6, 0.3))
    stranger = gallery.face(group, near=1)
    unseen = gallery.face(group)
    shown = [unseen, near, far, middle, stranger]
    assert gallery.suggester.ask(Ranking.by_doubt, shown) == [stranger, far, middle, near, unseen]
    assert gallery.suggester.ask(Ranking.by_doubt, [unseen]) == [unseen]
    assert gallery.suggester.ask(Ranking.by_doubt, []) == []


def test_a_group_falls_to_two_people_by_a_face_of_each(gallery: Gallery) -> None:
    group = gallery.group(faces=0)
    ones = [gallery.face(group, near=0, apart=apart) for apart in (0.1, 0.2, 0.3)]
    others = [gallery.face(group, near=1, apart=apart) for apart in (0.1, 0.2)]
    unseen = gallery.face(group)
    shown = [ones[0], others[0], unseen, ones[1], others[1], ones[2]]
    halves = gallery.suggester.ask(Ranking.halves, shown, ones[0], others[0])
    assert halves == Halves((ones[0], unseen, ones[2], ones[1]), tuple(others))
    turned = gallery.suggester.ask(Ranking.halves, shown, others[0], ones[0])
    assert set(turned.one) == {*others, unseen}
    assert turned.other[0] == ones[0]


def test_a_far_face_of_each_is_enough(gallery: Gallery) -> None:
    """The two that are picked need not be the best ones: the middles move to their people."""
    group = gallery.group(faces=0)
    ones = [
        gallery.face(group, near=0, apart=0.6),
        *(gallery.face(group, near=0) for _ in range(9)),
    ]
    others = [
        gallery.face(group, near=1, apart=0.6),
        *(gallery.face(group, near=1) for _ in range(9)),
    ]
    halves = gallery.suggester.ask(Ranking.halves, [*ones, *others], ones[0], others[0])
    assert (set(halves.one), set(halves.other)) == (set(ones), set(others))


def test_a_face_beside_one_in_a_photo_is_the_others(gallery: Gallery) -> None:
    group, photo = gallery.group(faces=0), gallery.photo()
    one = gallery.face(group, near=0, apart=0.1, asset_id=photo)
    beside = gallery.face(group, near=0, apart=0.1, asset_id=photo)
    other = gallery.face(group, near=1, apart=0.1)
    halves = gallery.suggester.ask(Ranking.halves, [one, beside, other], one, other)
    assert halves == Halves((one,), (other, beside))


def test_a_face_as_much_like_both_stays_with_the_one(gallery: Gallery) -> None:
    group = gallery.group(faces=0)
    one, other, between = (gallery.face(group, near=near) for near in range(3))
    halves = gallery.suggester.ask(Ranking.halves, [one, other, between], one, other)
    assert halves == Halves((one, between), (other,))


def test_without_a_vector_nothing_follows(gallery: Gallery) -> None:
    group = gallery.group(faces=0)
    one, rest = gallery.face(group, near=0), gallery.face(group, near=1)
    unseen = gallery.face(group)
    halves = gallery.suggester.ask(Ranking.halves, [one, rest, unseen], one, unseen)
    assert halves == Halves((one, rest), (unseen,))


def test_ten_thousand_faces_are_ordered_and_split() -> None:
    rng = np.random.default_rng(7)
    middle = rng.normal(size=(2, 128)).astype(np.float32)
    owner = rng.integers(0, 2, 10_000)
    vectors = middle[owner] + rng.normal(scale=0.8, size=(10_000, 128)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    one, other = int(np.flatnonzero(owner == 0)[0]), int(np.flatnonzero(owner == 1)[0])
    lean = leaning(vectors, np.arange(10_000), one, other)
    assert np.mean((lean >= 0) == (owner == 0)) > 0.99
    assert len(by_doubt(vectors)) == 10_000
