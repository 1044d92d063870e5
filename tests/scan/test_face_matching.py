"""A face found again is the one it was, by place and by looks."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinfolk.scan.face_matching import Observation, match_faces
from kinfolk.scan.tasks import Box
from tests.fake_engine import vector


def alike(name: str, distance: float) -> NDArray[np.float32]:
    """A unit vector at a cosine distance from a colour's."""
    made = vector(name) * (1 - distance)
    made[-1] = np.sqrt(1 - (1 - distance) ** 2)
    return made


PLACE = (0, 0, 40, 40)
LOOK = bytes(range(0, 240, 3))


def before(box: Box = PLACE, **known: Any) -> Observation:
    return Observation(box, **known)


def test_in_the_same_picture_by_place_alone() -> None:
    known = [before(is_same_picture=True), before((100, 0, 40, 40), is_same_picture=True)]
    now = [Observation((102, 3, 40, 40)), Observation((2, 1, 38, 40)), Observation((50, 90, 9, 9))]
    assert match_faces(known, now) == {0: 1, 1: 0}
    for seen, found in (((0, 0, 40, 20), {0: 0}), ((0, 0, 40, 19), {})):  # half of it shared
        assert match_faces(known[:1], [Observation(seen)]) == found
    other = Observation((60, 60, 40, 40), vector("red"))
    assert match_faces([before(vector=vector("red"), is_same_picture=True)], [other]) == {}


def test_in_another_picture_the_place_is_no_proof() -> None:
    red, unlike = vector("red"), bytes(reversed(LOOK))
    for known, seen in (
        (before(), Observation(PLACE)),
        (before(vector=red), Observation(PLACE)),
        (before(look=LOOK), Observation(PLACE)),
        (before(), Observation(PLACE, look=LOOK)),
        (before(look=bytes(len(LOOK))), Observation(PLACE, look=LOOK)),  # all of one grey
        (before(vector=red), Observation(PLACE, alike("red", 0.29))),
        (before(vector=red), Observation(PLACE, vector("blue"))),
        (before(vector=red), Observation(PLACE, alike("red", 0.4))),
        (before(vector=red, look=LOOK), Observation(PLACE, alike("red", 0.4), unlike)),
        (before(vector=red, look=LOOK), Observation(PLACE, alike("red", 0.69), LOOK)),
        (before(look=LOOK), Observation((200, 90, 40, 40), look=LOOK)),
        (before(vector=red, look=LOOK), Observation((200, 90, 40, 40), alike("red", 0.4), LOOK)),
    ):
        assert match_faces([known], [seen]) == {}


def test_in_another_picture_by_looks() -> None:
    red, darker = vector("red"), bytes(value // 2 for value in LOOK)
    for known, seen in (
        (before(vector=red), Observation(PLACE, alike("red", 0.27))),
        (before(vector=red), Observation((200, 90, 80, 80), alike("red", 0.2))),
        (before(vector=red, look=LOOK), Observation(PLACE, alike("red", 0.66), darker)),
        (before(look=LOOK), Observation(PLACE, vector("blue"), LOOK)),  # seen by another engine
    ):
        assert match_faces([known], [seen]) == {0: 0}


def test_more_is_asked_of_a_face_that_the_engine_has_not_seen() -> None:
    known, look = before(look=_less_alike(0.94)), Observation(PLACE, vector("red"), LOOK)
    assert match_faces([known], [look]) == {0: 0}
    known = before(look=_less_alike(0.89))
    assert match_faces([known], [look]) == {}
    seen = replace(known, vector=alike("red", 0.4))
    assert match_faces([seen], [look]) == {0: 0}


def _less_alike(correlation: float) -> bytes:
    """As LOOK, as far as that: the rest lies square to it."""
    look = np.frombuffer(LOOK, np.uint8).astype(np.float64)
    look -= look.mean()
    beside = np.where(np.arange(len(look)) % 2, 1.0, -1.0)
    beside -= beside.mean() + look * (beside @ look) / (look @ look)
    beside *= np.linalg.norm(look) / np.linalg.norm(beside)
    mixed = correlation * look + np.sqrt(1 - correlation**2) * beside
    return bytes(np.clip(128 + mixed / 2, 0, 255).round().astype(np.uint8))


def test_one_for_one() -> None:
    known = [before(vector=vector("red"))]
    now = [Observation((4, 4, 40, 40), vector("red")), Observation((1, 0, 40, 40), vector("red"))]
    assert match_faces(known, now) == {1: 0}


def test_the_picture_itself_comes_before_others_and_what_was_decided_before_the_rest() -> None:
    red, seen = vector("red"), [Observation((1, 0, 40, 40), vector("red"))]
    mine, others = before(vector=red, is_same_picture=True), before((1, 0, 40, 40), vector=red)
    assert match_faces([others, mine], seen) == {0: 1}
    assert match_faces([others, before(vector=red, is_decided=True)], seen) == {0: 1}
    again = before((1, 0, 40, 40), is_same_picture=True, is_decided=True)
    assert match_faces([mine, again, others], seen) == {0: 1}


def test_the_nearest_is_the_same_and_of_equals_the_first() -> None:
    red = vector("red")
    far, near = before(vector=alike("red", 0.2)), before(vector=alike("red", 0.1))
    elsewhere = Observation((200, 90, 40, 40), red)
    assert match_faces([far, near], [elsewhere]) == {0: 1}
    assert match_faces([far, near], [Observation(PLACE, red)]) == {
        0: 0
    }  # in place both are as near
    assert match_faces([near], [elsewhere, elsewhere]) == {0: 0}
    # What overlaps more comes before what looks more alike elsewhere.
    moved = replace(near, box=(100, 100, 40, 40))
    assert match_faces([moved, far], [Observation((10, 0, 40, 40), red)]) == {0: 1}
