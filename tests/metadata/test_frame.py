"""The eight orientations: boxes lie on the pixels that they lay on, and come back."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from kinfolk.metadata.frame import displayed, stored
from kinfolk.metadata.region import RelativeBox
from kinfolk.vision import decode
from tests.metadata.boxes import ORIENTATIONS, boxes, is_at

# The centre (x, y) as displayed, by orientation.
CENTRES = {
    1: lambda x, y: (x, y),
    2: lambda x, y: (1 - x, y),
    3: lambda x, y: (1 - x, 1 - y),
    4: lambda x, y: (x, 1 - y),
    5: lambda x, y: (y, x),
    6: lambda x, y: (1 - y, x),
    7: lambda x, y: (1 - y, 1 - x),
    8: lambda x, y: (y, 1 - x),
}


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_box_lies_on_the_same_pixels_as_displayed(orientation: int, tmp_path: Path) -> None:
    box = RelativeBox(0.1, 0.2, 0.5, 0.25)
    pixels = np.zeros((40, 60), np.uint8)
    pixels[8:18, 6:36] = 255
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    Image.fromarray(pixels).save(tmp_path / "photo.png", exif=exif)
    shown = decode.load(tmp_path / "photo.png", side=60)
    down, across = np.nonzero(np.asarray(shown.image)[..., 0])
    found = displayed(box, orientation)
    assert found.left * shown.width == pytest.approx(across.min())
    assert found.top * shown.height == pytest.approx(down.min())
    assert (found.left + found.width) * shown.width == pytest.approx(across.max() + 1)
    assert (found.top + found.height) * shown.height == pytest.approx(down.max() + 1)


@given(boxes(), st.sampled_from(ORIENTATIONS))
def test_centre_goes_by_the_table(box: RelativeBox, orientation: int) -> None:
    found = displayed(box, orientation)
    centre = CENTRES[orientation](box.left + box.width / 2, box.top + box.height / 2)
    assert (found.left + found.width / 2, found.top + found.height / 2) == pytest.approx(centre)
    sides = (box.width, box.height) if orientation < 5 else (box.height, box.width)
    assert (found.width, found.height) == sides


@given(boxes(), st.sampled_from(ORIENTATIONS))
def test_way_back_leads_to_the_same_box(box: RelativeBox, orientation: int) -> None:
    assert is_at(stored(displayed(box, orientation), orientation), box, 1e-9)
    assert is_at(displayed(stored(box, orientation), orientation), box, 1e-9)


def test_unknown_orientation_turns_nothing() -> None:
    box = RelativeBox(0.1, 0.2, 0.5, 0.25)
    assert displayed(box, 0) == displayed(box, 9) == stored(box, 77) == box
