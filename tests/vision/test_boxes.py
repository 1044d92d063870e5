"""How much boxes overlap."""

import numpy as np
import pytest

from kinfolk.vision.boxes import iou

Box = tuple[int, int, int, int]


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ((0, 0, 10, 10), (0, 0, 10, 10), 1.0),
        ((0, 0, 10, 10), (5, 0, 10, 10), 1 / 3),
        ((0, 0, 10, 10), (5, 5, 10, 20), 25 / 275),
        ((3, 20, 10, 10), (0, 0, 20, 25), 50 / 550),
        ((0, 0, 10, 10), (10, 0, 10, 10), 0.0),
        ((0, 0, 10, 10), (0, 10, 10, 10), 0.0),
        ((0, 0, 10, 10), (12, 15, 10, 10), 0.0),
        ((5, 5, 0, 0), (5, 5, 0, 0), 0.0),
    ],
)
def test_iou(a: Box, b: Box, shared: float) -> None:
    assert iou(a, b) == pytest.approx(shared)


def test_one_box_is_compared_with_many() -> None:
    many = np.array(((0, 0, 10, 10), (5, 0, 10, 10), (40, 0, 10, 10)), np.float32)
    np.testing.assert_allclose(iou(many[0], many), (1, 1 / 3, 0), rtol=1e-6)
    assert iou(many[0], many[:0]).shape == (0,)
