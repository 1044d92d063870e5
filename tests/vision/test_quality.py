"""Each part of the quality says what it should, and the whole lies between 0 and 1."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfolk.vision import quality
from kinfolk.vision.align import TEMPLATE
from kinfolk.vision.arrays import Floats
from kinfolk.vision.quality import Flaw

CLEAR, UNCLEAR = 13.0, 9.4  # lengths of vectors


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


def test_the_longer_its_vector_the_clearer_it_is() -> None:
    clarities = [quality.clarity(length) for length in (4, 9.25, 9.6, 10.5, 11, 14)]
    assert clarities[:2] == [0, 0]
    assert clarities[-2:] == [1, 1]
    assert clarities == sorted(clarities)


@given(
    shift=st.floats(-300, 300),
    spread=st.floats(0, 60),
    side=st.floats(0, 5000),
    score=st.floats(0, 1),
    length=st.floats(0, 100),
)
def test_the_grade_lies_between_0_and_1(
    shift: float, spread: float, side: float, score: float, length: float
) -> None:
    random = np.random.default_rng(5)
    landmarks = (TEMPLATE + shift + random.normal(0, spread, (5, 2))).astype(np.float32)
    assert 0 <= quality.grade(length, landmarks, side=side, score=score) <= 1


SIDEWAYS = np.add(TEMPLATE, [(0, 0), (0, 0), (29, 0), (0, 0), (0, 0)])  # the nose past an eye


@pytest.mark.parametrize(
    ("length", "landmarks", "side", "score", "ails"),
    [
        (CLEAR, TEMPLATE, 300, 0.9, []),
        (CLEAR, TEMPLATE, 30, 0.9, [Flaw.SMALL]),
        (CLEAR, SIDEWAYS, 300, 0.9, [Flaw.TURNED]),
        (CLEAR, TEMPLATE, 300, 0.4, [Flaw.UNCERTAIN]),
        (UNCLEAR, TEMPLATE, 300, 0.9, [Flaw.UNCLEAR]),
        (UNCLEAR, SIDEWAYS, 30, 0.9, [Flaw.SMALL, Flaw.TURNED, Flaw.UNCLEAR]),
    ],
)
def test_a_low_grade_is_explained_from_what_is_kept(
    length: float, landmarks: Floats, side: float, score: float, ails: list[Flaw]
) -> None:
    landmarks = landmarks.astype(np.float32)
    known = quality.grade(length, landmarks, side=side, score=score)
    assert quality.flaws(known, side=side, landmarks=landmarks, score=score) == ails
    assert (known < 0.5) == bool(ails)
