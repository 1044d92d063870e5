"""Each part of the quality says what it should, and the whole lies between 0 and 1."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfolk.vision import quality
from kinfolk.vision.align import CHIP, TEMPLATE
from kinfolk.vision.quality import Flaw

FLAT = np.full((CHIP, CHIP, 3), 120, np.uint8)


def test_size_grows_with_pixels() -> None:
    sizes = [quality.size(side) for side in (8, 16, 24, 40, 64, 500)]
    assert sizes[:2] == [0, 0]
    assert sizes[-1] == 1
    assert sizes == sorted(sizes)


def test_a_frontal_face_has_full_pose_in_any_turn_and_scale() -> None:
    frontal = TEMPLATE.astype(np.float32)
    assert quality.pose(frontal) > 0.99
    upside_down = -3 * frontal + 900
    assert quality.pose(upside_down) > 0.99


def test_the_further_a_head_turns_the_less_it_has() -> None:
    poses = []
    for over in (0, 7, 14, 21, 28):
        turned = TEMPLATE.astype(np.float32)
        turned[2, 0] += over  # the nose moves towards one eye and past it
        poses.append(quality.pose(turned))
    assert poses == sorted(poses, reverse=True)
    assert poses[0] > 0.99
    assert poses[-1] < 0.4


def test_sharp_detail_counts_whatever_the_contrast() -> None:
    random = np.random.default_rng(1)
    coarse = random.integers(0, 256, (14, 14, 1), dtype=np.uint8)
    blocks = coarse.repeat(8, 0).repeat(8, 1).repeat(3, 2)
    assert quality.sharpness(FLAT) == 0
    assert quality.sharpness(blocks) == quality.sharpness(FLAT // 2 + blocks // 2)


@given(
    shift=st.floats(-300, 300),
    spread=st.floats(0, 60),
    side=st.floats(0, 5000),
    score=st.floats(0, 1),
)
def test_the_grade_lies_between_0_and_1(
    shift: float, spread: float, side: float, score: float
) -> None:
    random = np.random.default_rng(5)
    landmarks = (TEMPLATE + shift + random.normal(0, spread, (5, 2))).astype(np.float32)
    noise = random.integers(0, 256, FLAT.shape, dtype=np.uint8)
    assert 0 <= quality.grade(noise, landmarks, side=side, score=score) <= 1


SHARP = np.random.default_rng(1).integers(0, 256, FLAT.shape, dtype=np.uint8)
SIDEWAYS = np.add(TEMPLATE, [(0, 0), (0, 0), (29, 0), (0, 0), (0, 0)])  # the nose past an eye


@pytest.mark.parametrize(
    ("chip", "landmarks", "side", "score", "ails"),
    [
        (SHARP, TEMPLATE, 300, 0.9, []),
        (SHARP, TEMPLATE, 30, 0.9, [Flaw.SMALL]),
        (SHARP, SIDEWAYS, 300, 0.9, [Flaw.TURNED]),
        (SHARP, TEMPLATE, 300, 0.4, [Flaw.UNCERTAIN]),
        (FLAT, TEMPLATE, 300, 0.9, [Flaw.BLURRED]),
        (FLAT, SIDEWAYS, 30, 0.9, [Flaw.SMALL, Flaw.TURNED, Flaw.BLURRED]),
    ],
)
def test_a_low_grade_is_explained_from_what_is_kept(
    chip: quality.Pixels, landmarks: quality.Floats, side: float, score: float, ails: list[Flaw]
) -> None:
    landmarks = landmarks.astype(np.float32)
    known = quality.grade(chip, landmarks, side=side, score=score)
    assert quality.flaws(known, side=side, landmarks=landmarks, score=score) == ails
    assert (known < 0.5) == bool(ails)
