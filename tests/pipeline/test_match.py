"""A face found again is the one it was, by place and by looks."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.pipeline.match import Sight, iou, match
from app.pipeline.tasks import Box
from tests.fake_engine import vector


def _alike(name: str, distance: float) -> NDArray[np.float32]:
    """A unit vector at a cosine distance from a colour's."""
    made = vector(name) * (1 - distance)
    made[-1] = np.sqrt(1 - (1 - distance) ** 2)
    return made


def test_by_place_when_looks_are_unknown() -> None:
    before = [Sight((0, 0, 40, 40), None), Sight((100, 0, 40, 40), None)]
    now = [Sight((102, 3, 40, 40), None), Sight((2, 1, 38, 40), None), Sight((50, 90, 9, 9), None)]
    assert match(before, now) == {0: 1, 1: 0}


def test_somebody_else_at_the_same_place() -> None:
    place = (0, 0, 40, 40)
    assert match([Sight(place, vector("red"))], [Sight(place, vector("blue"))]) == {}
    assert match([Sight(place, vector("red"))], [Sight(place, _alike("red", 0.1))]) == {0: 0}


def test_the_same_face_elsewhere() -> None:
    before = [Sight((0, 0, 40, 40), vector("red"))]
    assert match(before, [Sight((200, 90, 80, 80), _alike("red", 0.02))]) == {0: 0}
    assert match(before, [Sight((200, 90, 80, 80), _alike("red", 0.05))]) == {}


def test_one_for_one() -> None:
    before = [Sight((0, 0, 40, 40), vector("red"))]
    now = [Sight((4, 4, 40, 40), vector("red")), Sight((1, 0, 40, 40), vector("red"))]
    assert match(before, now) == {1: 0}


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ((0, 0, 10, 10), (0, 0, 10, 10), 1.0),
        ((0, 0, 10, 10), (5, 0, 10, 10), 1 / 3),
        ((0, 0, 10, 10), (10, 0, 10, 10), 0.0),
    ],
)
def test_iou(a: Box, b: Box, shared: float) -> None:
    assert iou(a, b) == pytest.approx(shared)
