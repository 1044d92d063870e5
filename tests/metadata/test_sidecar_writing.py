"""Sidecars: our names go in and out again, others read them, and what is not ours stays."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kinfolk.metadata.frame import Frame, stored
from kinfolk.metadata.packet import RDF, Unusable
from kinfolk.metadata.region import NameSource, Region, RelativeBox
from kinfolk.metadata.sidecar_writing import Correction, NameList, SidecarItem, SidecarText, write
from kinfolk.metadata.xmp import Packets
from tests import random_examples
from tests.metadata import exiftool, forms
from tests.metadata.boxes import ANNA, BEN, ORIENTATIONS, boxes, is_at, placed
from tests.metadata.forms import Face, bag, packet

FRAME = Frame(1, 400, 200)
CLEO = RelativeBox(0.4, 0.6, 0.2, 0.2)


def text_of(sidecar: SidecarText) -> str:
    assert sidecar.data is not None
    return sidecar.data.decode()


def read(data: bytes | None, frame: Frame = FRAME) -> list[Region]:
    return Packets.parse([data]).regions(frame) if data else []


def same(one: bytes, other: bytes) -> bool:
    """Whether two packets say the same, however they are laid out."""
    plain = {
        str(etree.canonicalize(data.decode(), strip_text=True, with_comments=True))
        for data in (one, other)
    }
    return len(plain) == 1


def named(*regions: tuple[str, RelativeBox | None]) -> list[Region]:
    return [Region(name, box) for name, box in regions]


NAMES = (
    st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1)
    .map(str.strip)
    .filter(lambda name: name.lower() not in ("", "unknown", "unconfirmed", "ignored"))  # no one's
)
WANTED = st.lists(
    st.tuples(NAMES, st.none() | boxes()), max_size=5, unique_by=lambda one: one[0].casefold()
)


@settings(max_examples=random_examples.often(60))
@given(WANTED, st.sampled_from(ORIENTATIONS))
def test_another_library_reads_what_was_written(
    wanted: list[tuple[str, RelativeBox | None]], orientation: int
) -> None:
    frame = Frame(orientation, 400, 200)
    found = placed(read(write(None, named(*wanted), (), frame).data, frame))
    assert set(found) == {name for name, _ in wanted}
    for name, box in wanted:
        assert found[name] is None if box is None else is_at(found[name], box)


def test_judge_reads_each_region_at_the_same_place(tmp_path: Path) -> None:
    written, files = [], []
    for orientation in ORIENTATIONS:
        wanted = named(("Anna", ANNA), ("Ben & Co", BEN), ("Cleo", None))
        written.append(write(None, wanted, (), Frame(orientation, 400, 200)))
        files.append(tmp_path / f"{orientation}.jpg.xmp")
        files[-1].write_text(text_of(written[-1]))
    assert exiftool.warnings(tmp_path) == []
    for sidecar, tags in zip(written, exiftool.tags(*files), strict=True):
        stored = {entry.text: entry.box for entry in sidecar.ours if entry.where is NameList.MWG}
        regions = tags["XMP-mwg-rs:RegionInfo"]
        assert regions["AppliedToDimensions"] == {"W": 400, "H": 200, "Unit": "pixel"}
        for member in regions["RegionList"]:
            box, area = stored[member["Name"]], member["Area"]
            assert box is not None
            assert (member["Type"], area["Unit"]) == ("Face", "normalized")
            centre = box.left + box.width / 2, box.top + box.height / 2
            wanted_area = pytest.approx((*centre, box.width, box.height), abs=1e-6)
            assert (area["X"], area["Y"], area["W"], area["H"]) == wanted_area
        for member in tags["XMP-MP:RegionInfoMP"]["Regions"]:
            sides = [float(side) for side in member["Rectangle"].split(",")]
            assert sides == pytest.approx(stored[member["PersonDisplayName"]], abs=1e-6)
        names = ["Anna", "Ben & Co", "Cleo"]
        assert tags["XMP-iptcExt:PersonInImage"] == tags["XMP-dc:Subject"] == names
        assert tags["XMP-digiKam:TagsList"] == [f"People/{name}" for name in names]
        assert tags["XMP-lr:HierarchicalSubject"] == [f"People|{name}" for name in names]


def test_nothing_to_change_leaves_every_byte() -> None:
    existing = forms.digikam([Face("Ben", BEN)], (400, 200))
    assert write(existing, [], (), FRAME).data == existing
    assert write(None, [], (), FRAME) == SidecarText(None, frozenset())
    wanted = named(("Anna", ANNA), ("Cleo", None))
    once = write(existing, wanted, (), FRAME)
    assert write(once.data, wanted, once.ours, FRAME) == once


@pytest.mark.parametrize("theirs", ["ANNE-ZO\u00cb", "Anne-Zoe\u0308"])
def test_a_name_that_is_there_in_another_spelling_is_not_doubled(theirs: str) -> None:
    existing = forms.digikam([Face(theirs, ANNA)], (400, 200))
    made = text_of(write(existing, named(("Anne-Zo\u00eb", ANNA)), (), FRAME))
    assert (made.count("mwg-rs:Name="), made.count("People/"), made.count("People|")) == (1, 1, 1)


@pytest.mark.parametrize(
    "box", [RelativeBox(0, 0, 1, 1), RelativeBox(0.5, 0.5, 1e-9, 0.1), RelativeBox(1, 0, 0.1, 0.1)]
)
def test_box_that_nobody_could_read_again_is_a_name_alone(box: RelativeBox) -> None:
    written = write(None, named(("Anna", box)), (), FRAME)
    assert read(written.data) == [
        Region("Anna", source=NameSource.PERSON_IN_IMAGE, program="Kinfolk")
    ]
    assert write(written.data, named(("Anna", box)), written.ours, FRAME) == written


def test_two_faces_of_somebody_are_two_regions_and_one_keyword() -> None:
    """They are beside their mirror image."""
    wanted = named(("Anna", ANNA), ("Anna", BEN))
    written = write(None, wanted, (), FRAME)
    assert len(read(written.data)) == 2
    assert text_of(written).count(">Anna</rdf:li>") == 2  # PersonInImage and dc:subject
    assert write(written.data, wanted, written.ours, FRAME) == written
    assert write(written.data, [], written.ours, FRAME).data is None


def test_edges_are_written_without_a_sign() -> None:
    text = text_of(
        write(None, named(("Anna", RelativeBox(0, 0.7, 0.3, 0.3 + 1e-12))), (), Frame(3))
    )
    assert "<MPReg:Rectangle>0.7, 0, 0.3, 0.3</MPReg:Rectangle>" in text


# What others wrote.

OTHERS = {
    "digikam": forms.digikam([Face("Ben", BEN), Face("Dora", CLEO)], (400, 200)),
    "lightroom": forms.lightroom([Face("Ben", BEN)], (400, 200), 1),
    "windows live": forms.windows_live([Face("Ben", BEN)]),
    "iphone": forms.iphone([ANNA, BEN], (400, 200)),
    "acme": packet(
        bag("dc:subject", ["Summer", "Anna"])
        + forms.mwg_list(
            forms.mwg_region(
                forms.RESOURCE, {"mwg-rs:Name": "Anna", "mwg-rs:Type": "Pet"}, forms.area(ANNA)
            )
            + forms.mwg_region(forms.DESCRIPTION, {"mwg-rs:Type": "Focus"}, forms.area(BEN))
            + forms.mwg_region(
                forms.RESOURCE,
                {"mwg-rs:Name": "Ben", "mwg-rs:Type": "Face"},
                forms.area(BEN),
                '<mwg-rs:Extensions acme:mood="glad"/><acme:more>x</acme:more>',
            )
        )
        + "<!-- a note --><acme:deep rdf:parseType='Resource'><acme:x>1</acme:x></acme:deep>",
        'xmp:Rating="5" acme:own="kept"',
    ),
    "nothing": packet(""),
}


@pytest.mark.parametrize("others", sorted(OTHERS))
def test_what_others_wrote_stays(others: str, tmp_path: Path) -> None:
    existing = OTHERS[others]
    wanted = named(("Anna", ANNA), ("Cleo", CLEO), ("Emil", None))
    written = write(existing, wanted, (), FRAME)
    assert {"Anna", "Cleo", "Emil"} <= {region.name for region in read(written.data)}
    left = write(written.data, [], written.ours, FRAME)
    assert left.data == existing
    files = [tmp_path / f"{name}.xmp" for name in ("before", "between", "after")]
    for file, data in zip(files, (existing, written.data, left.data), strict=True):
        assert data is not None
        file.write_bytes(data)
    before, between, after = exiftool.tags(*files)
    assert after == before
    toolkit = before.pop("XMP-x:XMPToolkit")  # which says that we have written in it, too
    assert between["XMP-x:XMPToolkit"] == f"{toolkit} + Kinfolk"
    for tag, value in before.items():
        assert exiftool.holds(between[tag], value), tag


STEPS = st.lists(
    st.dictionaries(
        st.sampled_from(["Anna", "Ben", "Cleo", "Dora/Emil", "Finn|Gil"]), st.none() | boxes()
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.slow
@settings(max_examples=random_examples.often(60))
@given(STEPS, st.sampled_from(sorted(OTHERS)), st.sampled_from(ORIENTATIONS))
def test_any_steps_leave_others_as_they_were(
    steps: list[dict[str, RelativeBox | None]], others: str, orientation: int
) -> None:
    frame = Frame(orientation, 400, 200)
    existing = OTHERS[others]
    theirs = read(existing, frame)
    sidecar = SidecarText(existing, frozenset())
    for step in steps:
        sidecar = write(sidecar.data, named(*step.items()), sidecar.ours, frame)
        found = {region.name for region in read(sidecar.data, frame)}
        assert found == {region.name for region in theirs} | set(step)
        assert write(sidecar.data, named(*step.items()), sidecar.ours, frame) == sidecar
    assert write(sidecar.data, [], sidecar.ours, frame).data == existing


def members(data: bytes | None) -> list[bytes]:
    """All entries of the lists, in any order."""
    items = etree.fromstring(data or b"<none/>").iter(f"{RDF}li")
    return sorted(etree.tostring(item, method="c14n", with_tail=False) for item in items)


ONES = st.sampled_from(["Anna", "Ben", "Cleo", "Eva", "Fay"])


@pytest.mark.slow
@settings(max_examples=random_examples.often(200))
@given(
    st.lists(st.tuples(ONES, ONES, ONES), min_size=1, max_size=5),
    st.integers(1, 5),
    st.sampled_from(ORIENTATIONS),
)
def test_any_corrections_leave_others_as_they_were(
    steps: list[tuple[str, str, str]], told: int, orientation: int
) -> None:
    """Also those of several to one, and if only the first steps are told what they correct."""
    frame = Frame(orientation, 400, 200)
    theirs = named(("Anna", ANNA), ("Ben", BEN), ("Cleo", CLEO))
    in_file = [Face(each.name, stored(each.box, orientation)) for each in theirs if each.box]
    existing = forms.digikam(in_file, (400, 200))
    sidecar = SidecarText(existing, frozenset())
    for number, own in enumerate(steps):
        stands = {one.name for one, name in zip(theirs, own, strict=True) if one.name == name}
        wrong = [Correction(one, name) for one, name in zip(theirs, own, strict=True)]
        wrong = [each for each in wrong if each.theirs.name != each.name]
        lists = [each for each in wrong if each.theirs.name not in stands]
        wrong += [Correction(Region(each.theirs.name), each.name) for each in lists]
        wrong = wrong if number < told else []
        wanted = named(*zip(own, (ANNA, BEN, CLEO), strict=True))
        sidecar = write(sidecar.data, wanted, sidecar.ours, frame, wrong)
        assert write(sidecar.data, wanted, sidecar.ours, frame, wrong) == sidecar
        if number < told:
            assert {region.name for region in read(sidecar.data, frame)} == set(own)
    left = write(sidecar.data, [], sidecar.ours, frame)
    assert not left.ours
    assert members(left.data) == members(existing)


def test_a_name_that_others_entered_again_comes_back_once() -> None:
    existing = forms.packet(forms.bag("digiKam:TagsList", ["People/Ben"]))
    eva, corrected = named(("Eva", None)), [Correction(Region("Ben"), "Eva")]
    once = write(existing, eva, (), FRAME, corrected)
    ours = b"<rdf:li>People/Eva</rdf:li>"
    again = (once.data or b"").replace(ours, ours + b"<rdf:li>People/Ben</rdf:li>")
    twice = write(again, eva, once.ours, FRAME, corrected)
    assert text_of(twice).count("People/Ben") == 0
    assert write(twice.data, [], twice.ours, FRAME).data == existing


def test_name_that_others_gave_the_same_face_is_not_written_twice() -> None:
    existing = forms.digikam([Face("Anna", ANNA)], (400, 200))
    looser = RelativeBox(ANNA.left - 0.02, ANNA.top - 0.02, ANNA.width + 0.04, ANNA.height + 0.04)
    written = write(existing, named(("Anna", looser)), (), FRAME)
    assert text_of(written).count("<mwg-rs:Area") == 1
    assert {entry.where for entry in written.ours} == {NameList.PERSON_IN_IMAGE}  # it had none
    assert write(written.data, [], written.ours, FRAME).data == existing


def test_other_name_on_that_face_is_left_to_whoever_gave_it() -> None:
    existing = forms.digikam([Face("Anne", ANNA)], (400, 200))
    written = write(existing, named(("Anna", ANNA)), (), FRAME)
    names = [region.name for region in read(written.data)]
    assert sorted(names) == ["Anna", "Anne"]


def test_entry_that_may_be_changed_is_changed_where_it_stands() -> None:
    """What is handed in as ours may be someone else's, which the user took over and corrected."""
    extension = '<mwg-rs:Extensions acme:mood="glad"/>'
    for shape in forms.SHAPES:
        member = forms.mwg_region(
            shape, {"mwg-rs:Name": "Anne", "mwg-rs:Type": "Face"}, forms.area(ANNA), extension
        )
        existing = packet(forms.mwg_list(member))
        written = write(
            existing, named(("Anna", ANNA)), [SidecarItem(NameList.MWG, "Anne", ANNA)], FRAME
        )
        text = text_of(written)
        assert "Anne" not in text
        assert text.count('acme:mood="glad"') == 1
        assert text.count("<mwg-rs:Area") == 1
        assert is_at(placed(read(written.data))["Anna"], ANNA)


def test_moved_box_is_moved_where_it_stands() -> None:
    """No sidecar is left when the last name goes."""
    moved = RelativeBox(ANNA.left + 0.03, ANNA.top, ANNA.width, ANNA.height)
    written = write(None, named(("Anna", ANNA), ("Cleo", None)), (), FRAME)
    again = write(written.data, named(("Anna", moved), ("Cleo", None)), written.ours, FRAME)
    assert is_at(placed(read(again.data))["Anna"], moved)
    assert text_of(again).count("<mwg-rs:Area") == 1
    assert write(again.data, [], again.ours, FRAME) == SidecarText(None, frozenset())


@pytest.mark.parametrize("shape", forms.SHAPES)
def test_ours_are_known_when_others_wrote_them_in_their_form(shape: str) -> None:
    """Another program keeps our regions, rounds them and writes the file anew."""
    wanted = named(("Anna", ANNA))
    ours = write(None, wanted, (), FRAME).ours
    rounded = RelativeBox(*(side + 0.0004 for side in ANNA))
    theirs = packet(
        forms.mwg([Face("Anna", rounded), Face("Ben", BEN)], shape)
        + forms.microsoft([Face("Anna", rounded), Face("Ben", BEN)], shape)
        + bag("dc:subject", ["Summer", "Anna"])
    )
    left = write(theirs, [], ours, FRAME)
    assert set(placed(read(left.data))) == {"Ben"}
    assert "Anna" not in text_of(left)
    assert "Summer" in text_of(left)


def test_marks_of_paths_are_no_part_of_a_keyword() -> None:
    written = write(None, named(("Anna/Ben", ANNA), ("Cleo|Dora", BEN)), (), FRAME)
    assert "People/Anna/Ben" not in text_of(written)
    assert "People|Cleo|Dora" not in text_of(written)
    assert set(placed(read(written.data))) == {"Anna/Ben", "Cleo|Dora"}


def test_characters_that_xml_has_not_are_left_out() -> None:
    written = write(None, named(("An\x00na\ud800\x1f", ANNA), ("\x07", BEN)), (), FRAME)
    assert set(placed(read(written.data))) == {"Anna"}


def test_several_descriptions_are_one() -> None:
    """exiftool writes one for each namespace."""
    one = packet(bag("dc:subject", ["Summer"])).decode()
    second = (
        '</rdf:Description><rdf:Description rdf:about="" xmlns:mwg-rs="'
        f'{forms.NAMESPACES["mwg-rs"]}" xmlns:stArea="{forms.NAMESPACES["stArea"]}">'
        f"{forms.mwg([Face('Ben', BEN)])}</rdf:Description></rdf:RDF>"
    )
    existing = re.sub(r"</rdf:Description>\s*</rdf:RDF>", lambda _: second, one).encode()
    written = write(existing, named(("Anna", ANNA)), (), FRAME)
    assert text_of(written).count("<mwg-rs:RegionList") == 1
    assert text_of(written).count("<dc:subject") == 1
    assert write(written.data, [], written.ours, FRAME).data == existing


@pytest.mark.parametrize(
    "regions",
    [
        '<mwg-rs:Regions acme:own="kept"/>',
        '<mwg-rs:Regions><rdf:Description acme:own="kept"/></mwg-rs:Regions>',
        "<mwg-rs:Regions rdf:parseType='Resource'><acme:own>kept</acme:own></mwg-rs:Regions>",
    ],
)
def test_further_field_of_a_structure_in_any_form(regions: str) -> None:
    written = write(packet(regions), named(("Anna", ANNA)), (), FRAME)
    assert is_at(placed(read(written.data))["Anna"], ANNA)
    assert "kept" in text_of(written)
    kinds = {each.get(f"{RDF}parseType") for each in etree.fromstring(written.data or b"").iter()}
    assert kinds <= {"Resource", None}  # in another case it is no RDF
    left = write(written.data, [], written.ours, FRAME)
    assert "kept" in text_of(left)
    assert "Anna" not in text_of(left)


@pytest.mark.parametrize(
    "existing",
    [
        packet("", 'dc:subject="Summer"'),
        packet("<dc:subject>Summer</dc:subject>"),
        packet("<digiKam:TagsList><acme:list/></digiKam:TagsList>"),
        packet('<mwg-rs:Regions mwg-rs:RegionList="x"/>'),
    ],
)
def test_what_nobody_knows_is_left_as_it_is(existing: bytes) -> None:
    with pytest.raises(Unusable, match="unknown"):
        write(existing, named(("Anna", ANNA)), (), FRAME)


def test_declaration_and_wrapper_stay() -> None:
    bare = b'<?xml version="1.0" encoding="UTF-8"?>\n' + packet("").split(b"?>\n", 1)[1]
    bare = bare[: bare.index(b"<?xpacket")]
    text = text_of(write(bare, named(("Anna", ANNA)), (), FRAME))
    assert text.startswith("<?xml ")
    assert "<?xpacket" not in text
    assert text_of(write(None, named(("Anna", ANNA)), (), FRAME)).startswith("<?xpacket begin=")


def test_sidecar_in_utf16_is_written_as_utf8() -> None:
    existing = forms.digikam([Face("Bén", BEN)], (400, 200)).decode().encode("utf-16")
    written = write(existing, named(("Anna", ANNA)), (), FRAME)
    assert set(placed(read(written.data))) == {"Anna", "Bén"}


def test_orientation_of_the_sidecar_alone_counts_both_ways() -> None:
    existing = forms.lightroom([], (400, 200), 6)
    written = write(existing, named(("Anna", ANNA)), (), Frame(None, 400, 200))
    assert is_at(placed(read(written.data, Frame(None)))["Anna"], ANNA)
    assert is_at(placed(read(written.data, Frame(6)))["Anna"], ANNA)


def test_where_a_name_came_from_says_nothing_of_where_it_goes() -> None:
    wanted = [Region("Anna", ANNA, source=NameSource.PICASA, file=".picasa.ini")]
    assert write(None, wanted, (), FRAME) == write(None, named(("Anna", ANNA)), (), FRAME)
