"""Photos that a photo manager tagged are read right."""

from pathlib import Path

import pytest
from PIL import Image

from kinfolk.metadata import jpeg
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.region import NameSource, Region, RelativeBox
from kinfolk.metadata.xmp import Packets
from tests import labelled
from tests.metadata.boxes import is_at, placed

MARIE = RelativeBox(0.311905, 0.208571, 0.113095, 0.198571)
PIERRE = RelativeBox(0.639286, 0.118571, 0.0964286, 0.241429)


def regions_of(path: Path, orientation: int) -> list[Region]:
    with path.open("rb") as file, Image.open(path) as image:
        packets = Packets.parse(jpeg.packets(file))
        return packets.regions(Frame(orientation, *image.size))


@pytest.mark.parametrize(
    ("name", "orientation"), [("portrait.jpg", 1), ("portrait-orientation-6.jpg", 6)]
)
def test_tagged_photo_and_the_same_one_turned(name: str, orientation: int) -> None:
    """In the turned one Microsoft's boxes are those of before: the other form stands."""
    found = regions_of(labelled.photos("tagged", name), orientation)
    assert {region.source for region in found} == {NameSource.MWG}
    boxes = placed(found)
    assert set(boxes) == {"Marie Curie", "Pierre Curie"}
    assert is_at(boxes["Marie Curie"], MARIE)
    assert is_at(boxes["Pierre Curie"], PIERRE)


def test_every_shape_of_iptc() -> None:
    found = regions_of(labelled.photos("tagged", "iptc-2019.jpg"), 1)
    boxes = [region.box for region in found if region.source is NameSource.IPTC]
    assert is_at(boxes[0], RelativeBox(0.31, 0.18, 0.127, 0.385))
    assert is_at(boxes[1], RelativeBox(0.522, 0.29, 0.136, 0.272))  # a circle, of a photo of 2 to 1
    assert is_at(boxes[2], RelativeBox(0.05, 0.041, 0.325, 0.822))  # a polygon
    without = [region.name for region in found if region.box is None]
    assert without == [
        "Person Shown 1 (ref2019.1)",
        "Person Shown 2 (ref2019.1)",
        "Person Name 1 (ref2019.1)",
    ]


def test_sidecar_with_regions_of_every_kind() -> None:
    data = labelled.photos("tagged", "XMP5.xmp").read_bytes()
    # It covers more than the picture: a name without a box.
    assert Packets.parse([data]).regions(Frame(1)) == [Region("Region 1")]
