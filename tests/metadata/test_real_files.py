"""Photos that a photo manager tagged are read right, and real metadata is kept by what we write."""

import io
import shutil
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from kinfolk.metadata import jpeg
from kinfolk.metadata.folder import FolderNames
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.region import Box, NameSource, Region
from kinfolk.metadata.writing import write
from kinfolk.metadata.xmp import Packets
from tests import labelled, photo_facts
from tests.metadata import exiftool
from tests.metadata.boxes import ANNA, ORIENTATIONS, is_at, placed

MARIE = Box(0.311905, 0.208571, 0.113095, 0.198571)
PIERRE = Box(0.639286, 0.118571, 0.0964286, 0.241429)
OURS = {
    "XMP-mwg-rs:RegionInfo",
    "XMP-MP:RegionInfoMP",
    "XMP-iptcExt:PersonInImage",
    "XMP-digiKam:TagsList",
    "XMP-lr:HierarchicalSubject",
    "XMP-dc:Subject",
}


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
    assert is_at(boxes[0], Box(0.31, 0.18, 0.127, 0.385))
    assert is_at(boxes[1], Box(0.522, 0.29, 0.136, 0.272))  # a circle, of a photo of 2 to 1
    assert is_at(boxes[2], Box(0.05, 0.041, 0.325, 0.822))  # a polygon
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


def test_tags_of_fifty_real_files_stay(tmp_path: Path) -> None:
    """Their own metadata as sidecars, written to and taken back."""
    folder = labelled.photos()
    photos = [path for path in sorted(folder.rglob("*.jpg")) if "odd" not in path.parts]
    chosen = [*photos[:: len(photos) // 46][:46], *sorted((folder / "tagged").glob("*.jpg"))]
    copies = tmp_path / "photos"
    copies.mkdir()
    for number, path in enumerate(chosen):
        shutil.copy(path, copies / f"{number:02}.jpg")
    before = photo_facts.facts_of(copies)
    exiftool.run("-q", "-q", "-ext", "jpg", "-o", "%d%f.jpg.xmp", "-all>xmp:all", copies)
    sidecars = sorted(copies.glob("*.xmp"))
    assert len(sidecars) >= 49
    old = exiftool.tags(*sidecars)
    ours = {}
    for file in sidecars:
        wanted = [Region("Anna", ANNA), Region("Cleo")]
        written = write(file.read_bytes(), wanted, (), Frame(6, 400, 200))
        assert written.data is not None
        file.write_bytes(written.data)
        ours[file] = written.ours
    for one, other in zip(old, exiftool.tags(*sidecars), strict=True):
        toolkit = one.get("XMP-x:XMPToolkit", "")
        signed = other.pop("XMP-x:XMPToolkit")
        assert signed == f"{toolkit} + Kinfolk"
        assert _others(other) == _others({k: one[k] for k in one if k != "XMP-x:XMPToolkit"})
        assert other["XMP-mwg-rs:RegionInfo"]["RegionList"][-1]["Name"] == "Anna"
        assert other["XMP-dc:Subject"][-2:] == ["Anna", "Cleo"]
    for file in sidecars:
        left = write(file.read_bytes(), [], ours[file], Frame(6, 400, 200))
        assert left.data is not None
        file.write_bytes(left.data)
    assert exiftool.tags(*sidecars) == old
    assert {
        name: facts for name, facts in photo_facts.facts_of(copies).items() if name in before
    } == (before)


def _others(tags: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in tags.items() if name not in OURS}


@pytest.mark.parametrize("where", ["embedded", "sidecar", "both"])
def test_judge_embeds_what_we_wrote_and_it_is_read_again(where: str, tmp_path: Path) -> None:
    """Named, written, copied into the photo by another program, and read: the same boxes."""
    frames = [Frame(orientation, 400, 200) for orientation in ORIENTATIONS]
    for frame in frames:
        photo = tmp_path / f"{frame.orientation}.jpg"
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = frame.orientation
        Image.new("RGB", (400, 200), "red").save(photo, exif=exif)
        written = write(None, [Region("Anna", ANNA), Region("Cleo")], (), frame)
        assert written.data is not None
        photo.with_name(f"{photo.name}.xmp").write_bytes(written.data)
    if where in ("embedded", "both"):
        copied = ("-tagsfromfile", "%d%F.xmp", "-xmp:all", "-ext", "jpg", tmp_path)
        exiftool.run("-q", "-overwrite_original", *copied)
    if where == "embedded":
        for sidecar in tmp_path.glob("*.xmp"):
            sidecar.unlink()
    folder = FolderNames(tmp_path)
    for frame in frames:
        name = f"{frame.orientation}.jpg"
        embedded = jpeg.packets(io.BytesIO((tmp_path / name).read_bytes()))
        assert bool(embedded) == (where != "sidecar")
        found = folder.of(name, frame, embedded)
        assert found.unread == ()
        boxes = {region.name: region.box for region in found.regions}
        assert set(boxes) == {"Anna", "Cleo"}
        assert is_at(boxes["Anna"], ANNA)
