"""Boxes in files that fit the faces of a photo, and boxes of a picture that has changed since."""

import pytest

from kinfolk.core.names_in_files.box_fit import BoxFit, fit, met
from kinfolk.metadata.frame import displayed
from kinfolk.metadata.region import RelativeBox

ANNA, BEN, CLEO = (
    RelativeBox(left, top, 0.1, 0.2) for left, top in ((0.05, 0.1), (0.4, 0.3), (0.8, 0.15))
)
NOWHERE = RelativeBox(0.2, 0.7, 0.1, 0.1)


def moved(box: RelativeBox, by: float) -> RelativeBox:
    return box._replace(left=box.left + by)


@pytest.mark.parametrize(
    ("boxes", "faces", "expected"),
    [
        ([ANNA, BEN, CLEO], [ANNA, BEN, CLEO], BoxFit.WHOLE),
        ([ANNA, BEN, NOWHERE], [ANNA, BEN], BoxFit.WHOLE),  # a detector misses some
        ([ANNA, NOWHERE], [ANNA], BoxFit.FACES),  # half is not most, and each face has a box
        ([ANNA, NOWHERE], [ANNA, BEN], BoxFit.NOT),  # nor has each a box
        ([NOWHERE], [ANNA], BoxFit.NOT),
        ([ANNA, BEN], [], BoxFit.WHOLE),  # nothing speaks against them
        ([], [ANNA], BoxFit.NOT),
    ],
)
def test_how_far_boxes_are_about_the_picture(
    boxes: list[RelativeBox], faces: list[RelativeBox], expected: BoxFit
) -> None:
    assert fit(boxes, faces) is expected


@pytest.mark.parametrize("turn", range(2, 9))
def test_boxes_of_a_picture_that_was_turned_do_not_fit(turn: int) -> None:
    faces = [ANNA, BEN, CLEO]
    assert fit([displayed(face, turn) for face in faces], faces) is BoxFit.NOT


def test_two_who_meet_either_way_are_not_turned() -> None:
    """They stand at the same distance from the middle: mirrored boxes meet faces just as well."""
    left, right = RelativeBox(0.2, 0.4, 0.1, 0.2), RelativeBox(0.7, 0.4, 0.1, 0.2)
    assert fit([left, right], [left, right]) is BoxFit.WHOLE
    assert fit([moved(left, 0.01), right], [left, right]) is BoxFit.WHOLE  # hardly better mirrored


def test_each_face_has_the_box_that_shares_most_with_it() -> None:
    near, nearer = moved(ANNA, 0.03), moved(ANNA, 0.01)
    assert met([near, nearer, BEN], [ANNA, BEN]) == {1: 0, 2: 1}
    assert met([nearer], [ANNA, moved(ANNA, 0.02)]) == {0: 0}  # one box is of one face


@pytest.mark.parametrize(
    ("box", "is_met"),
    [
        (RelativeBox(0.4, 0.4, 0.2, 0.08), True),  # shares two fifths
        (RelativeBox(0.475, 0.475, 0.1, 0.1), True),  # a quarter, in the middle of the head
        (RelativeBox(0.46, 0.46, 0.08, 0.08), False),  # less than a fifth
        (RelativeBox(0.4, 0.4, 0.11, 0.11), True),  # holds the middle, in which its own lies
        (RelativeBox(0.4, 0.4, 0.097, 0.14), False),  # does not hold the middle of the head
        (RelativeBox(0.502, 0.4, 0.3, 0.2), False),
    ],
)
def test_which_boxes_are_of_a_face(box: RelativeBox, is_met: bool) -> None:
    head = RelativeBox(0.4, 0.4, 0.2, 0.2)
    assert met([box], [head]) == ({0: 0} if is_met else {})
