"""Names in XMP are read in every form, and their boxes lie where the photo shows them."""

import pytest

from kinfolk.metadata.frame import Frame, displayed, stored
from kinfolk.metadata.region import Kind, NameSource, Region, RelativeBox
from kinfolk.metadata.xmp import Packets
from tests.metadata import forms
from tests.metadata.boxes import ANNA, BEN, ORIENTATIONS, is_at, placed
from tests.metadata.forms import Face, bag, packet

CLEO = RelativeBox(0.4, 0.6, 0.2, 0.2)
TWICE = [Face("Anna", ANNA), Face("Anna", BEN)]


def read(*packets: bytes, frame: Frame | None = None) -> list[Region]:
    return Packets.parse(packets).regions(frame or Frame(1, 400, 200))


def faces(orientation: int = 1) -> list[Face]:
    """Anna and Ben, in the stored frame."""
    return [Face("Anna", stored(ANNA, orientation)), Face("Ben Öz & Co", stored(BEN, orientation))]


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("shape", forms.SHAPES)
def test_every_form_and_orientation(shape: str, orientation: int) -> None:
    frame = Frame(orientation, 400, 200)
    for written in (forms.mwg, forms.microsoft):
        found = placed(read(packet(written(faces(orientation), shape)), frame=frame))
        assert set(found) == {"Anna", "Ben Öz & Co"}
        assert is_at(found["Anna"], ANNA)
        assert is_at(found["Ben Öz & Co"], BEN)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_every_encoding_of_xmp(coding: str) -> None:
    text = packet(forms.mwg(faces())).decode()
    assert set(placed(read(text.encode(coding)))) == {"Anna", "Ben Öz & Co"}


def test_digikam_and_windows_live() -> None:
    for data, source in (
        (forms.digikam(faces(6), (400, 200)), NameSource.MWG),  # keywords say no more
        (forms.windows_live(faces(6)), NameSource.MICROSOFT),
    ):
        found = read(data, frame=Frame(6, 400, 200))
        assert is_at(placed(found)["Anna"], ANNA)
        assert {region.source for region in found} == {source}


def test_lightroom_whose_sidecar_alone_says_the_orientation() -> None:
    packets = Packets.parse([forms.lightroom(faces(6), (400, 200), 6)])
    assert packets.orientation == 6
    assert packets.only_for == "jpg"
    assert is_at(placed(packets.regions(Frame()))["Anna"], ANNA)
    # By which a photo is really displayed counts more.
    turned = placed(packets.regions(Frame(1)))["Anna"]
    assert is_at(turned, stored(ANNA, 6))


def test_faces_that_a_camera_saw_have_no_name() -> None:
    assert read(forms.iphone([ANNA], (400, 200))) == []


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *((None, Kind.FACE), ("Face", Kind.FACE), ("face", Kind.FACE), ("Pet", Kind.PET)),
        *(("Focus", Kind.FOCUS), ("BarCode", Kind.BARCODE), ("Barcode", Kind.BARCODE)),
        ("Landmark", Kind.OTHER),
    ],
)
def test_what_a_region_shows(written: str | None, kind: Kind) -> None:
    values = {"mwg-rs:Name": "Rex"} | ({"mwg-rs:Type": written} if written else {})
    member = forms.mwg_region(forms.RESOURCE, values, forms.area(ANNA))
    (found,) = read(packet(forms.mwg_list(member)))
    assert (found.name, found.kind) == ("Rex", kind)


def mwg_box(
    values: dict[str, str], size: tuple[int, int] | None, frame: Frame
) -> RelativeBox | None:
    values = {f"stArea:{key}": value for key, value in values.items()}
    member = forms.mwg_region(forms.DESCRIPTION, {"mwg-rs:Name": "Anna"}, values)
    (found,) = read(packet(forms.mwg_list(member, size)), frame=frame)
    return found.box


def test_pixels_are_of_the_size_that_the_list_was_made_for() -> None:
    pixels = {"x": "100", "y": "50", "w": "40", "h": "20", "unit": "pixel"}
    wanted = RelativeBox(0.2, 0.2, 0.1, 0.1)
    assert is_at(mwg_box(pixels, (400, 200), Frame(1, 4000, 2000)), wanted)
    assert is_at(mwg_box(pixels, None, Frame(1, 400, 200)), wanted)
    assert mwg_box(pixels, None, Frame(1)) is None  # a name without a box


def test_circle_is_measured_by_the_shorter_side() -> None:
    circle = {"x": "0.5", "y": "0.5", "d": "0.4", "unit": "normalized"}
    assert is_at(mwg_box(circle, (400, 200), Frame(1)), RelativeBox(0.4, 0.3, 0.2, 0.4))
    assert is_at(mwg_box(circle, (200, 400), Frame(1)), RelativeBox(0.3, 0.4, 0.4, 0.2))
    pixels = {"x": "200", "y": "100", "d": "80", "unit": "pixel"}
    assert is_at(mwg_box(pixels, (400, 200), Frame(1)), RelativeBox(0.4, 0.3, 0.2, 0.4))
    assert mwg_box(circle, None, Frame(1)) is None


def test_size_says_nothing_of_rotation() -> None:
    """Some programs write the displayed size, others the stored one: areas are parts of either."""
    for size in ((400, 200), (200, 400)):
        found = read(packet(forms.mwg(faces(6), size=size)), frame=Frame(6, 400, 200))
        assert is_at(placed(found)["Anna"], ANNA)


@pytest.mark.parametrize(
    "values",
    [
        {"x": "0.5", "y": "0.5", "w": "0", "h": "0"},  # a point
        {"x": "0.5", "y": "0.5", "w": "1", "h": "1"},  # all of it
        {"x": "1.5", "y": "0.5", "w": "0.2", "h": "0.2"},  # beside it
        {"x": "0.5", "y": "0.5", "w": "-0.2", "h": "0.2"},
        {"x": "nan", "y": "0.5", "w": "0.2", "h": "0.2"},
        {"x": "inf", "y": "0.5", "w": "0.2", "h": "0.2"},
        {"x": "1e999", "y": "0.5", "w": "0.2", "h": "0.2"},
        {"x": "0,5", "y": "0.5", "w": "0.2", "h": "0.2"},
        {"x": "1_0", "y": "0.5", "w": "0.2", "h": "0.2"},
        {"y": "0.5", "w": "0.2", "h": "0.2"},
        {},
    ],
)
def test_what_is_no_box_leaves_the_name(values: dict[str, str]) -> None:
    assert mwg_box(values, None, Frame(1)) is None


def test_box_is_cut_off_at_the_edges() -> None:
    values = {"x": "0", "y": "0.9", "w": "0.2", "h": "0.4"}
    assert is_at(mwg_box(values, None, Frame(1)), RelativeBox(0, 0.7, 0.1, 0.3))


def test_mwg_stands_where_the_other_form_is_stale() -> None:
    """A program turned the photo, and kept one of the two up to date."""
    stale = [*faces(1), Face("Cleo", CLEO)]
    found = read(packet(forms.mwg(faces(6)) + forms.microsoft(stale)), frame=Frame(6))
    boxes = placed(found)
    assert is_at(boxes["Anna"], ANNA)
    assert boxes["Cleo"] is None  # in this photo, somewhere


def test_other_form_adds_whom_mwg_does_not_know() -> None:
    """But no other name for a face; and someone may be twice in a photo."""
    more = [*faces(), Face("Cleo", CLEO)]
    boxes = placed(read(packet(forms.mwg(faces()) + forms.microsoft(more))))
    assert is_at(boxes["Cleo"], CLEO)
    assert is_at(boxes["Anna"], ANNA)
    found = read(packet(forms.mwg(faces()[:1]) + forms.microsoft([Face("Anne", ANNA)])))
    assert [region.name for region in found] == ["Anna"]
    assert len(read(packet(forms.mwg([Face("Anna", ANNA), Face("Anna", BEN)])))) == 2


def test_someone_may_be_twice_in_a_photo_in_every_form() -> None:
    iptc = "".join(
        forms.iptc(
            "Anna",
            {f"rb{side}": f"{value}" for side, value in zip("XYWH", box, strict=True)}
            | {"rbShape": "rectangle", "rbUnit": "relative"},
        )
        for box in (ANNA, BEN)
    )
    for data in (packet(forms.microsoft(TWICE)), forms.acdsee(TWICE), packet(iptc)):
        first, second = read(data)
        assert (first.name, second.name) == ("Anna", "Anna")
        assert is_at(first.box, ANNA)
        assert is_at(second.box, BEN)


def test_someone_who_is_twice_in_a_photo_makes_no_form_stale() -> None:
    more = [*TWICE, Face("Cleo", CLEO)]
    found = read(packet(forms.mwg(TWICE) + forms.microsoft(more)))
    assert [region.name for region in found] == ["Anna", "Anna", "Cleo"]
    assert is_at(found[2].box, CLEO)
    assert len(read(packet(forms.microsoft([Face("Anna", ANNA)] * 2)))) == 1


RECTANGLE = {"rbShape": "rectangle", "rbX": "0.1", "rbY": "0.2", "rbW": "0.25", "rbH": "0.3"}


def test_iptc_rectangle() -> None:
    sides = zip(("rbX", "rbY", "rbW", "rbH"), stored(ANNA, 6), strict=True)
    boundary = {"rbShape": "rectangle", "rbUnit": "relative"}
    boundary |= {key: f"{value:.6f}" for key, value in sides}
    found = read(packet(forms.iptc("Anna", boundary)), frame=Frame(6, 400, 200))
    assert is_at(placed(found)["Anna"], ANNA)
    assert found[0].source is NameSource.IPTC


@pytest.mark.parametrize(
    ("boundary", "wanted"),
    [
        (RECTANGLE, ANNA),
        (
            {"rbShape": "Rectangle", "rbUnit": "pixel"}
            | {"rbX": "40", "rbY": "40", "rbW": "100", "rbH": "60"},
            ANNA,
        ),
        (
            {"rbShape": "circle", "rbX": "0.5", "rbY": "0.5", "rbRx": "0.1"},
            RelativeBox(0.4, 0.3, 0.2, 0.4),
        ),
        (
            {"rbShape": "circle", "rbUnit": "pixel", "rbX": "200", "rbY": "100", "rbRx": "40"},
            RelativeBox(0.4, 0.3, 0.2, 0.4),
        ),
    ],
)
def test_iptc_shapes(boundary: dict[str, str], wanted: RelativeBox) -> None:
    found = read(packet(forms.iptc("Anna", boundary)), frame=Frame(1, 400, 200))
    assert is_at(found[0].box, wanted)


def test_iptc_polygon_counts_as_the_box_around_it() -> None:
    corners = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<Iptc4xmpExt:rbX>{x}</Iptc4xmpExt:rbX><Iptc4xmpExt:rbY>{y}</Iptc4xmpExt:rbY></rdf:li>"
        for x, y in ((0.1, 0.3), (0.3, 0.1), (0.2, 0.6))
    )
    vertices = f"<Iptc4xmpExt:rbVertices><rdf:Seq>{corners}</rdf:Seq></Iptc4xmpExt:rbVertices>"
    found = read(packet(forms.iptc("Anna", {"rbShape": "polygon"}, vertices)))
    assert is_at(found[0].box, RelativeBox(0.1, 0.1, 0.2, 0.5))
    found = read(packet(forms.iptc("Anna", {"rbShape": "polygon"})))
    assert found[0].box is None


def test_iptc_needs_the_size_for_pixels_and_circles() -> None:
    for boundary in (
        {"rbShape": "circle", "rbX": "0.5", "rbY": "0.5", "rbRx": "0.1"},
        RECTANGLE | {"rbUnit": "pixel"},
        RECTANGLE | {"rbShape": "star"},
        {},
    ):
        assert read(packet(forms.iptc("Anna", boundary)), frame=Frame(1))[0].box is None


def iptc_named(name: str, content: str, people: str = "") -> str:
    return (
        '<Iptc4xmpExt:ImageRegion><rdf:Bag><rdf:li rdf:parseType="Resource">'
        f"<Iptc4xmpExt:Name><rdf:Alt><rdf:li xml:lang='de'>Falsch</rdf:li>"
        f"<rdf:li xml:lang='x-default'>{name}</rdf:li></rdf:Alt></Iptc4xmpExt:Name>{people}"
        "<Iptc4xmpExt:rCtype><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        f"{bag('xmp:Identifier', [content])}</rdf:li></rdf:Bag></Iptc4xmpExt:rCtype>"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:ImageRegion>"
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("http://cv.iptc.org/newscodes/imageregiontype/human", Kind.FACE),
        ("http://cv.iptc.org/newscodes/imageregiontype/animal", Kind.PET),
        ("http://cv.iptc.org/newscodes/imageregiontype/product", Kind.OTHER),
    ],
)
def test_iptc_region_that_names_no_person(content: str, kind: Kind) -> None:
    (found,) = read(packet(iptc_named("Anna", content)))
    assert (found.name, found.kind) == ("Anna", kind)


def test_iptc_people_with_details() -> None:
    details = (
        "<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:PersonName><rdf:Alt><rdf:li xml:lang='en'>Ben</rdf:li></rdf:Alt>"
        "</Iptc4xmpExt:PersonName></rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>"
    )
    (found,) = read(packet(iptc_named("Couch", "x/human", details)))
    assert found.name == "Ben"
    (found,) = read(packet(details))
    assert (found.name, found.source) == ("Ben", NameSource.PERSON_IN_IMAGE)


def test_box_around_several_people_is_nobodys() -> None:
    written = forms.iptc("Anna", RECTANGLE).replace(
        "<rdf:li>Anna</rdf:li>", "<rdf:li>Anna</rdf:li><rdf:li>Ben</rdf:li>"
    )
    assert placed(read(packet(written))) == {"Anna": None, "Ben": None}


def test_names_without_a_box() -> None:
    found = read(
        packet(
            bag("Iptc4xmpExt:PersonInImage", ["Anna", "anna", "", " Ben "])
            + bag("digiKam:TagsList", ["People/Cleo", "Places/Rome", "People", "Ben"], "Seq")
            + bag("lr:hierarchicalSubject", ["People|Family|Dora", "Places|Rome"])
            + bag("dc:subject", ["Anna", "Rome"])
        )
    )
    assert [(region.name, region.source) for region in found] == [
        ("Anna", NameSource.PERSON_IN_IMAGE),
        ("Ben", NameSource.PERSON_IN_IMAGE),
        ("Cleo", NameSource.DIGIKAM),
        ("Dora", NameSource.LIGHTROOM),
    ]
    assert {region.box for region in found} == {None}


def test_groups_of_keywords_are_nobody() -> None:
    tags = ["People/Family", "People/Family/Anna", "People/Unknown", "People/Unconfirmed"]
    found = read(packet(bag("digiKam:TagsList", tags, "Seq")))
    assert [region.name for region in found] == ["Anna"]


def test_name_with_a_box_is_told_once() -> None:
    """An extension of a packet counts too."""
    names, anna = bag("Iptc4xmpExt:PersonInImage", ["ANNA", "Ben"]), forms.mwg([Face("Anna", ANNA)])
    for packets in ([packet(names + anna)], [packet(anna), packet(names)]):
        found = placed(read(*packets))
        assert is_at(found["Anna"], ANNA)
        assert found == {"Anna": found["Anna"], "Ben": None}


def test_names_are_one_line() -> None:
    found = read(packet("<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>\n   Anna\n   Maria  X \n"
                        "</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>"))  # fmt: skip
    assert [region.name for region in found] == ["Anna Maria  X"]


def test_every_orientation_comes_from_the_packet() -> None:
    for orientation in ORIENTATIONS:
        written = packet("", f'tiff:Orientation="{orientation}"')
        assert Packets.parse([written]).orientation == orientation
        box = displayed(ANNA, orientation)
        written = packet(forms.mwg([Face("Anna", ANNA)]), f'tiff:Orientation="{orientation}"')
        assert is_at(Packets.parse([written]).regions(Frame())[0].box, box)
    for nothing in ("0", "9", "", "x", "²"):
        assert Packets.parse([packet("", f'tiff:Orientation="{nothing}"')]).orientation is None


# What programs and people write besides.


def test_every_block_of_a_packet_counts() -> None:
    """Put together by a program that knows no better: RDF twice, and a field twice."""
    text = packet(forms.mwg([Face("Anna", ANNA)])).decode()
    block = text[text.index("<rdf:RDF") : text.index("</rdf:RDF>") + len("</rdf:RDF>")]
    second = block.replace("Anna", "Ben").replace("0.225000", "0.650000")
    found = placed(read(text.replace(block, block + second).encode()))
    assert set(found) == {"Anna", "Ben"}
    field = block[block.index("<mwg-rs:Regions") : block.index("</rdf:Description>\n</rdf:RDF>")]
    again = field.replace("Anna", "Ben").replace("0.225000", "0.650000")
    assert set(placed(read(text.replace(field, field + again).encode()))) == {"Anna", "Ben"}


def test_prefixes_mean_nothing() -> None:
    data = packet(forms.mwg([Face("Anna", ANNA)]))
    for known, other in ((b"mwg-rs", b"a"), (b"stArea", b"b"), (b"rdf:", b"r:")):
        data = data.replace(known, other)
    data = data.replace(b"xmlns:rdf=", b"xmlns:r=")
    assert is_at(placed(read(data))["Anna"], ANNA)


def test_a_name_in_pieces() -> None:
    """A comment in the middle, a qualifier beside it, characters that are quoted."""
    members = (
        "<rdf:li>An<!-- the second -->na</rdf:li>"
        "<rdf:li rdf:parseType='Resource'><rdf:value>Ben</rdf:value><acme:is>x</acme:is></rdf:li>"
        "<rdf:li><![CDATA[Cleo & Co]]></rdf:li>"
        "<rdf:li rdf:parseType='Resource'><acme:is>nobody</acme:is></rdf:li>"
    )
    written = f"<Iptc4xmpExt:PersonInImage><rdf:Bag>{members}</rdf:Bag></Iptc4xmpExt:PersonInImage>"
    assert [each.name for each in read(packet(written))] == ["Anna", "Ben", "Cleo & Co"]


@pytest.mark.parametrize("name", ["", " ", "Unknown", "UNCONFIRMED", "ignored"])
def test_a_face_that_has_no_name_yet(name: str) -> None:
    for written in (forms.mwg([Face(name, ANNA)]), forms.microsoft([Face(name, ANNA)])):
        assert read(packet(written)) == []


def test_other_lists_of_keywords() -> None:
    written = (
        bag("lr:hierarchicalSubject", ["PEOPLE|Family|Anna", "Place|People|Rome"])
        + bag("MicrosoftPhoto:LastKeywordXMP", ["People/Ben"])
        + bag("mediapro:CatalogSets", ["People|Cleo", "Trips|2020"])
        + bag("mediapro:People", ["Dora", "anna"])
    )
    spaces = (
        'xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/" '
        'xmlns:mediapro="http://ns.iview-multimedia.com/mediapro/1.0/"'
    )
    found = read(packet(written, spaces))
    assert sorted((each.name, each.source) for each in found) == [
        ("Ben", NameSource.WINDOWS),
        ("Cleo", NameSource.MEDIAPRO),
        ("Dora", NameSource.MEDIAPRO),
        ("anna", NameSource.MEDIAPRO),
    ]


def test_acdsee() -> None:
    """What it guesses, or was told not to be, is no name."""
    data = forms.acdsee(faces(6), guesses=[Face("Cleo", BEN)])
    found = read(data, frame=Frame(6, 400, 200))
    assert {region.name for region in found} == {"Anna", "Ben Öz & Co"}
    assert {region.source for region in found} == {NameSource.ACDSEE}
    assert is_at(placed(found)["Anna"], ANNA)


@pytest.mark.parametrize("people", ["", bag("Iptc4xmpExt:PersonInImage", ["Anna"])])
@pytest.mark.parametrize("role", ["subjectArea", "squareCropping"])
def test_iptc_region_that_says_what_it_is_for(role: str, people: str) -> None:
    """A logo has a name, too; and what the photo is to be cut by is no one's face."""
    sides = "".join(
        f"<Iptc4xmpExt:{key}>{value}</Iptc4xmpExt:{key}>" for key, value in RECTANGLE.items()
    )
    written = (
        "<Iptc4xmpExt:ImageRegion><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:Name>Bakery</Iptc4xmpExt:Name>"
        f"<Iptc4xmpExt:RegionBoundary rdf:parseType='Resource'>{sides}</Iptc4xmpExt:RegionBoundary>"
        "<Iptc4xmpExt:rRole><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        f"{bag('xmp:Identifier', [f'http://cv.iptc.org/newscodes/imageregionrole/{role}'])}"
        f"</rdf:li></rdf:Bag></Iptc4xmpExt:rRole>{people}"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:ImageRegion>"
    )
    (found,) = read(packet(written))
    assert (found.name, found.kind) == (("Anna", Kind.FACE) if people else ("Bakery", Kind.OTHER))
    assert (found.box is None) is (role == "squareCropping")
