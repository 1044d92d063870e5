"""Boxes that tests draw, and how close two of them are."""

import pytest
from hypothesis import strategies as st

from kinfolk.metadata.region import Region, RelativeBox

ORIENTATIONS = range(1, 9)
ANNA, BEN = RelativeBox(0.1, 0.2, 0.25, 0.3), RelativeBox(0.55, 0.05, 0.2, 0.45)


def is_at(found: RelativeBox | None, wanted: RelativeBox, within: float = 1e-5) -> bool:
    """Return whether a box was found at the wanted place, within a tolerance on each side."""
    return found is not None and found == pytest.approx(wanted, abs=within)


def placed(regions: list[Region]) -> dict[str, RelativeBox | None]:
    """Return the boxes by name; asserts that each name is there once."""
    found = {region.name: region.box for region in regions}
    assert len(found) == len(regions)
    return found


@st.composite
def boxes(draw: st.DrawFn) -> RelativeBox:
    """Draw any box inside the picture, from a hundredth of a side to nearly all of it."""
    width, height = (draw(st.integers(10, 990)) / 1000 for _ in range(2))
    left = draw(st.integers(0, 1000)) / 1000 * (1 - width)
    top = draw(st.integers(0, 1000)) / 1000 * (1 - height)
    return RelativeBox(left, top, width, height)
