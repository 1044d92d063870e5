"""XMP is found in photos of every kind; hostile and broken packets are refused with a reason."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pi_heif
import pytest
from PIL import Image

from kinfolk.metadata import jpeg
from kinfolk.metadata.frame import Frame
from kinfolk.metadata.packet import Unusable
from kinfolk.metadata.region import Region, RelativeBox
from kinfolk.metadata.sidecar_writing import write
from kinfolk.metadata.xmp import Packets
from tests.metadata import exiftool, forms, kinds
from tests.metadata.boxes import ANNA, BEN, is_at, placed
from tests.metadata.forms import Face

FINE = forms.packet(forms.mwg([Face("Anna", ANNA)]))
SECRET = "very secret"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


def with_type(declared: str, used: str, text: bytes = FINE) -> bytes:
    """A packet with a document type in front, and an entity where a name was."""
    return f"<!DOCTYPE x [{declared}]>".encode() + text.replace(b"Anna", used.encode())


def many_regions(count: int) -> bytes:
    member = forms.mwg_region(
        forms.ATTRIBUTES, {"mwg-rs:Name": "A"}, {"stArea:x": ".5", "stArea:w": ".1"}
    )
    return forms.packet(forms.mwg_list(member * count))


# Given the address of a file to steal; each begins with words of the reason that is given.
HOSTILE: dict[str, Callable[[str], bytes]] = {
    "document type: a file's content": lambda at: with_type(f'<!ENTITY x SYSTEM "{at}">', "&x;"),
    "document type: the network": lambda at: with_type(
        '<!ENTITY x SYSTEM "http://127.0.0.1:9/">', "&x;"
    ),
    "document type: a billion laughs": lambda at: with_type(f'<!ENTITY a0 "ha">{LAUGHS}', "&a11;"),
    "document type: in an attribute": lambda at: with_type('<!ENTITY x "ha">', '" x="&x;'),
    "document type: in UTF-16": lambda at: (
        with_type(f'<!ENTITY x SYSTEM "{at}">', "&x;").decode().encode("utf-16")
    ),
    "document type: of its own": lambda at: f'<!DOCTYPE x SYSTEM "{at}">'.encode() + FINE,
    "valid XML: hidden by its encoding": lambda at: (
        f'<?xml version="1.0" encoding="cp037"?><!DOCTYPE x SYSTEM "{at}"><x/>'.encode("cp037")
    ),
    "valid XML: hidden in UTF-7": lambda at: (
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x><x/>'
    ),
    "valid XML: an entity nobody declared": lambda at: FINE.replace(b"Anna", b"&x;"),
    "valid XML: cut short": lambda at: FINE[: len(FINE) // 2],
    "valid XML: no text": lambda at: bytes(range(256)) * 4,
    "valid XML: nothing": lambda at: b"",
    "valid XML: zeros": lambda at: bytes(1000),
    "valid XML: not UTF-8": lambda at: FINE.replace(b"Anna", b"\xe4\xff"),
    "valid XML: too deep": lambda at: b"<a>" * 10_000 + b"</a>" * 10_000,
    "valid XML: a prefix nobody declared": lambda at: FINE.replace(b"xmlns:mwg-rs", b"xmlns:x"),
    "valid text: half of UTF-16": lambda at: FINE.decode().encode("utf-16")[:-1],
    "isn’t XMP: something else": lambda at: b"<html><body>Anna</body></html>",
    "MB: a hundred megabytes": lambda at: FINE + b" " * (100 << 20),
    "too many parts: a million regions": lambda at: many_regions(150_000),
    "too many parts: a million attributes": lambda at: (
        b"<a " + b" ".join(b'a%d=""' % n for n in range(1_000_000)) + b"/>"
    ),
    "too many parts: a million tags": lambda at: b"<a>" + b"<b/>" * 1_000_000 + b"</a>",
    "a list that’s far too long: two thousand regions": lambda at: many_regions(2_000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_packet_is_refused_and_says_why(what: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    with pytest.raises(Unusable, match=what.partition(":")[0]) as refused:
        Packets.parse([HOSTILE[what](secret.as_uri())]).regions(Frame(1))
    assert SECRET not in refused.value.message


@pytest.mark.parametrize(
    "data", [b" ", b"<html><body>Anna</body></html>", FINE[:200], with_type("", "", FINE)]
)
def test_what_is_refused_is_not_written_over(data: bytes) -> None:
    with pytest.raises(Unusable):
        write(data, [Region("Anna", ANNA)], (), Frame(1))


def test_many_attributes_of_one_tag_take_no_longer_each() -> None:
    """As many as a packet may have: to compare each with each would take for ever."""
    attributes = " ".join(f'a{n}=""' for n in range(390_000))
    data = forms.packet(forms.mwg([Face("Anna", ANNA)]) + f"<acme:x {attributes}/>")
    assert [region.name for region in Packets.parse([data]).regions(Frame(1))] == ["Anna"]


def test_many_namespaces_take_no_longer_each() -> None:
    spaces = " ".join(f'xmlns:a{n}="b:{n}"' for n in range(390_000))
    data = forms.packet(forms.mwg([Face("Anna", ANNA)]) + f"<acme:x {spaces}/>")
    assert [region.name for region in Packets.parse([data]).regions(Frame(1))] == ["Anna"]


def test_keywords_of_endless_depth_are_passed_over() -> None:
    """Each beginning of each of them would be held: tens of gigabytes."""
    tags = [f"People/{n}/{'x/' * 5000}" for n in range(900)]
    data = forms.packet(forms.bag("digiKam:TagsList", [*tags, "People/Family/Anna"], "Seq"))
    assert [region.name for region in Packets.parse([data]).regions(Frame(1))] == ["Anna"]


@pytest.mark.slow
def test_thirty_thousand_descriptions_are_read_and_written() -> None:
    data = FINE.replace(b"</rdf:RDF>", b"<rdf:Description/>" * 30_000 + b"</rdf:RDF>")
    wanted = [Region(f"Ben {n}", RelativeBox(n / 100, 0.5, 0.01, 0.1)) for n in range(50)]
    written = write(data, wanted, (), Frame(1))
    assert written.data is not None
    assert len(Packets.parse([written.data]).regions(Frame(1))) == 51


def test_real_packets_may_be_large() -> None:
    """An editor keeps its masks in them, a phone the depth of a picture."""
    history = "".join(f'<rdf:li acme:action="{n}" acme:at="x"/>' for n in range(20_000))
    data = forms.packet(
        forms.mwg([Face("Anna", ANNA)])
        + f"<acme:history><rdf:Seq>{history}</rdf:Seq></acme:history>"
        + f"<acme:depth>{'AbC9' * 2_000_000}</acme:depth>"
    )
    assert [region.name for region in Packets.parse([data]).regions(Frame(1))] == ["Anna"]


def test_padding_and_what_stands_around_a_packet_is_passed_over() -> None:
    for data in (FINE + b" " * 2000 + b"\0" * 16, b" \n" + FINE, FINE + b"\nrubbish"):
        assert [region.name for region in Packets.parse([data]).regions(Frame(1))] == ["Anna"]


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


def segment(body: bytes) -> bytes:
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def main_segment(xmp: bytes) -> bytes:
    return segment(b"http://ns.adobe.com/xap/1.0/\0" + xmp)


def pieces(rest: bytes = REST, name: str = NAME) -> list[bytes]:
    """The segments of an extension."""
    return [
        segment(
            b"http://ns.adobe.com/xmp/extension/\0"
            + name.encode()
            + len(rest).to_bytes(4, "big")
            + at.to_bytes(4, "big")
            + rest[at : at + 60_000]
        )
        for at in range(0, len(rest), 60_000)
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
