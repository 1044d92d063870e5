"""XMP is found in photos of every kind: by us in a JPEG, by Pillow and pi-heif in the others."""

import hashlib
import io
from pathlib import Path

import pi_heif
import pytest
from PIL import Image

from kinfolk.metadata import jpeg
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.packet import Unusable
from kinfolk.metadata.xmp import Packets
from tests.metadata import exiftool, forms, kinds
from tests.metadata.boxes import ANNA, BEN, is_at, placed
from tests.metadata.forms import Face

XMP = forms.packet(forms.mwg([Face("Anna", ANNA)]))
REST = forms.packet(forms.mwg([Face("Ben", BEN)]) + "<acme:map>" + "Ab9+" * 40_000 + "</acme:map>")
NAME = hashlib.md5(REST).hexdigest().upper()
MAIN = forms.packet(
    forms.mwg([Face("Anna", ANNA)]),
    f'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="{NAME}"',
)


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(made, "JPEG")
    return made.getvalue()


def segment(body: bytes, marker: int = 0xE1) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def main_segment(xmp: bytes) -> bytes:
    return segment(b"http://ns.adobe.com/xap/1.0/\0" + xmp)


def pieces(rest: bytes = REST, name: str = NAME, size: int = 60_000) -> list[bytes]:
    """The segments of an extension."""
    return [
        segment(
            b"http://ns.adobe.com/xmp/extension/\0"
            + name.encode()
            + len(rest).to_bytes(4, "big")
            + at.to_bytes(4, "big")
            + rest[at : at + size]
        )
        for at in range(0, len(rest), size)
    ]


def photo(*segments: bytes) -> bytes:
    """A JPEG with these segments behind its first two bytes."""
    made = picture()
    return made[:2] + b"".join(segments) + made[2:]


def found(data: bytes) -> list[bytes]:
    return jpeg.packets(io.BytesIO(data))


def test_packet_of_a_jpeg() -> None:
    made = io.BytesIO()
    Image.new("RGB", (40, 20)).save(made, "JPEG", xmp=XMP, exif=Image.Exif().tobytes())
    assert jpeg.packets(made) == [XMP]
    assert found(picture()) == []


def test_extension_of_a_packet_in_any_order(tmp_path: Path) -> None:
    first, *others = pieces()
    data = photo(main_segment(MAIN), *reversed(others), segment(b"Exif\0\0"), first)
    assert found(data) == [MAIN, REST]
    names = placed(Packets.parse(found(data)).regions(Frame(1)))
    assert is_at(names["Anna"], ANNA)
    assert is_at(names["Ben"], BEN)


def test_judge_reads_the_same_extension(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(photo(main_segment(MAIN), *pieces()))
    (tags,) = exiftool.tags(file)
    assert tags["XMP-mwg-rs:RegionInfo"]["RegionList"][0]["Name"] == "Ben"  # the later one


@pytest.mark.parametrize(
    "segments",
    [
        pieces()[1:],  # the start is missing
        pieces()[:-1],
        [pieces()[0], *pieces()[2:]],
        pieces(name="0" * 32),  # of another packet
        pieces(rest=bytes(9 << 20)),  # too large
        [segment(b"http://ns.adobe.com/xmp/extension/\0" + NAME.encode())],  # without a size
    ],
)
def test_extension_that_is_not_whole_is_passed_over(segments: list[bytes]) -> None:
    assert found(photo(main_segment(MAIN), *segments)) == [MAIN]


def test_extension_that_nobody_names_is_passed_over() -> None:
    assert found(photo(main_segment(XMP), *pieces())) == [XMP]
    assert found(photo(*pieces())) == []


def test_first_packet_counts() -> None:
    assert found(photo(main_segment(XMP), main_segment(MAIN))) == [XMP]


def test_what_fills_up_is_passed_over() -> None:
    assert found(photo(b"\xff\xff\xff" + main_segment(XMP)[1:])) == [XMP]
    assert found(photo(b"\xff\x01", main_segment(XMP))) == [XMP]


def test_packet_behind_the_start_of_the_picture_is_none() -> None:
    data = picture()
    assert found(data[:-2] + main_segment(XMP) + data[-2:]) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"\xff\xd8",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe1",
        b"\xff\xd8\xff\xe1\0\0" + XMP,  # a length of less than nothing
        b"\xff\xd8" + b"\xff" * 100_000,
        b"\xff\xd8rubbish" + main_segment(XMP),
        b"\x89PNG" + main_segment(XMP),
        bytes(range(256)) * 100,
    ],
)
def test_what_is_no_jpeg_has_none(data: bytes) -> None:
    assert found(data) == []


def test_packet_that_is_cut_short_is_refused_as_xml() -> None:
    data = photo(main_segment(XMP))
    (cut,) = found(data[: data.index(b"</rdf:RDF>")])
    with pytest.raises(Unusable):
        Packets.parse([cut])


def test_a_million_segments_are_refused() -> None:
    with pytest.raises(Unusable, match="too many segments"):
        found(photo(segment(b"") * 1_000_000))


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_pillow_hands_out_the_packet_of_every_kind(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"photo.{kind}"
    kinds.save(Image.new("RGB", (64, 64), "red"), path, XMP)
    pi_heif.register_heif_opener(thumbnails=False)
    with Image.open(path) as image:
        regions = Packets.parse([image.info["xmp"]]).regions(Frame(1))
    assert is_at(placed(regions)["Anna"], ANNA)
    (tags,) = exiftool.tags(path)
    assert tags["XMP-mwg-rs:RegionInfo"]["RegionList"][0]["Name"] == "Anna"
