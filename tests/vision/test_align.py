"""The similarity is exact, and the chip shows the landmarks where the embedder expects them."""

import numpy as np
import pytest
from numpy.typing import NDArray

from kinfolk.vision.align import CHIP, TEMPLATE, chip, similarity_transform
from kinfolk.vision.boxes import iou


def turned(points: NDArray[np.float64], degrees: float, scale: float, shift: float) -> np.ndarray:
    angle = np.deg2rad(degrees)
    turn = np.array(((np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))))
    return scale * points @ turn.T + shift


@pytest.mark.parametrize("degrees", [0, 30, 90, 180, -77])
@pytest.mark.parametrize("scale", [0.2, 1, 13])
def test_a_turned_template_is_brought_back_exactly(degrees: float, scale: float) -> None:
    matrix = similarity_transform(turned(TEMPLATE, degrees, scale, 400), TEMPLATE)
    back = turned(TEMPLATE, degrees, scale, 400) @ matrix[:, :2].T + matrix[:, 2]
    np.testing.assert_allclose(back, TEMPLATE, atol=1e-9)


def test_it_is_the_least_squares_solution() -> None:
    landmarks = TEMPLATE + np.random.default_rng(3).normal(0, 6, TEMPLATE.shape)
    matrix = similarity_transform(landmarks, TEMPLATE)
    ones, zeros = np.ones(5), np.zeros(5)
    x, y = landmarks.T
    system = np.block([[np.stack((x, -y, ones, zeros), 1)], [np.stack((y, x, zeros, ones), 1)]])
    a, b, right, down = np.linalg.lstsq(system, TEMPLATE.T.ravel(), rcond=None)[0]
    np.testing.assert_allclose(matrix, ((a, -b, right), (b, a, down)), atol=1e-9)


def test_landmarks_in_one_point_give_a_finite_matrix() -> None:
    assert np.isfinite(similarity_transform(np.full((5, 2), 20.0), TEMPLATE)).all()


@pytest.mark.parametrize("scale", [0.5, 1, 4, 9])
def test_dots_at_the_landmarks_land_on_the_template(scale: float) -> None:
    landmarks = turned(TEMPLATE, 20, scale, 300).astype(np.float32)
    pixels = np.zeros((2200, 2200, 3), np.uint8)
    radius = max(1, round(2 * scale))
    for x, y in landmarks.round().astype(int):
        pixels[y - radius : y + radius + 1, x - radius : x + radius + 1] = 255
    picture = chip(pixels, landmarks)
    assert picture.shape == (CHIP, CHIP, 3)
    for x, y in TEMPLATE:
        left, top = round(x) - 6, round(y) - 6
        light = picture[top : top + 13, left : left + 13, 0].astype(float)
        rows, columns = np.mgrid[0:13, 0:13]
        centre = (light * columns).sum() / light.sum(), (light * rows).sum() / light.sum()
        np.testing.assert_allclose(centre, (x - left, y - top), atol=1 + 0.5 / scale)


def test_a_large_face_is_shrunk_without_aliasing() -> None:
    pixels = np.zeros((3000, 3000, 3), np.uint8)
    pixels[::2] = 255  # finer than the chip can show: the average is grey
    picture = chip(pixels, (TEMPLATE * 16.5 + 200).astype(np.float32))
    assert np.ptp(picture.astype(int)) <= 4


def test_a_face_over_the_edge_or_outside_gives_a_chip() -> None:
    pixels = np.full((80, 80, 3), 200, np.uint8)
    over = chip(pixels, (TEMPLATE - 60).astype(np.float32))
    outside = chip(pixels, (TEMPLATE + 5000).astype(np.float32))
    assert over.any()
    assert outside.shape == (CHIP, CHIP, 3)
    assert not outside.any()


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
