"""Read names and the date from XMP, in a photo or beside it."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element

from kinfolk.metadata import xmp_date
from kinfolk.metadata.capture_date import CaptureDate
from kinfolk.metadata.frame import Frame, displayed
from kinfolk.metadata.packet import child, every_rdf, items, parse, text, texts
from kinfolk.metadata.region import Kind, NameSource, Region, RelativeBox, box_of, meets
from kinfolk.metadata.spelling import name_key

MWG = "{http://www.metadataworkinggroup.com/schemas/regions/}"
AREA = "{http://ns.adobe.com/xmp/sType/Area#}"
DIMENSIONS = "{http://ns.adobe.com/xap/1.0/sType/Dimensions#}"
MP = "{http://ns.microsoft.com/photo/1.2/}"
MPRI = "{http://ns.microsoft.com/photo/1.2/t/RegionInfo#}"
MPREG = "{http://ns.microsoft.com/photo/1.2/t/Region#}"
IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
DIGIKAM = "{http://www.digikam.org/ns/1.0/}"
LIGHTROOM = "{http://ns.adobe.com/lightroom/1.0/}"
_WINDOWS = "{http://ns.microsoft.com/photo/1.0/}"
_WINDOWS_BARE = "{http://ns.microsoft.com/photo/1.0}"  # as exiftool writes it
_MEDIAPRO = "{http://ns.iview-multimedia.com/mediapro/1.0/}"
_ACDSEE = "{http://ns.acdsee.com/regions/}"
_ACDSEE_AREA = "{http://ns.acdsee.com/sType/Area#}"
_TIFF = "{http://ns.adobe.com/tiff/1.0/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"

PEOPLE = "People"  # the keyword below which digiKam and others keep people
_DEEPEST = 20  # parts of a path; each of its beginnings is kept in memory
# Names that programs give to faces without a name.
_NOBODY = frozenset({"unknown", "unconfirmed", "ignored"})
_KINDS = {
    "": Kind.FACE,
    "face": Kind.FACE,
    "pet": Kind.PET,
    "focus": Kind.FOCUS,
    "barcode": Kind.BARCODE,
}
# IPTC's words for these kinds, at the end of an address.
_CONTENTS = {"human": Kind.FACE, "animal": Kind.PET, "machineCode": Kind.BARCODE}
TOOLKIT = "{adobe:ns:meta/}xmptk"
KINFOLK = "Kinfolk"  # the toolkit of packets that are ours
ALSO_BY_US = f"+ {KINFOLK}"  # after another toolkit: the packet has names of theirs and ours
# Parts of the names that programs write, and the names that people know.
_PROGRAMS = {
    "digikam": "digiKam",
    "lightroom": "Lightroom",
    "picasa": "Picasa",
    "windows": "Windows",
    "microsoft": "Windows",
    "xnview": "XnView",
    "immich": "Immich",
    "acdsee": "ACDSee",
    "apple": "Apple Photos",
    "kinfolk": KINFOLK,
}
# Tolerated difference of proportions (log) between a picture and a smaller copy of it.
_ROUNDED = 0.02
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Packets:
    """Hold a packet of XMP with its extensions, parsed."""

    _roots: tuple[_Element, ...]

    @classmethod
    def parse(cls, packets: Sequence[bytes]) -> "Packets":
        """Parse the packets; raises Unusable if one of them can't be read."""
        return cls(tuple(rdf for packet in packets for rdf in every_rdf(parse(packet))))

    @property
    def orientation(self) -> int | None:
        return next(filter(None, map(orientation, self._roots)), None)

    @property
    def only_for(self) -> str:
        """The extension of the one file that a sidecar is about, as Adobe writes it; "" if none."""
        said = (text(root, f"{_PHOTOSHOP}SidecarForExtension") for root in self._roots)
        return next(filter(None, said), "").lower()

    @property
    def program(self) -> str:
        """The program that wrote the names, if it is a known one and the only one; else ""."""
        if any(_toolkit(root).endswith(ALSO_BY_US) for root in self._roots):
            return ""
        said = (each for root in self._roots for each in _written_by(root))
        return next((name for each in said if (name := _program(each))), "")

    @property
    def taken(self) -> CaptureDate | None:
        """When the photo was taken according to the packets, or None."""
        return next(filter(None, map(xmp_date.said_in, self._roots)), None)

    def regions(self, frame: Frame) -> list[Region]:
        """Return the names in the packets, with boxes as the photo is displayed; raises Unusable.

        If the frame has no orientation, that of the packets counts.
        """
        turn = frame.orientation or self.orientation or 1
        found = [
            region if region.box is None else replace(region, box=displayed(region.box, turn))
            for root in self._roots
            for region in _named(_boxes(root, frame))
        ]
        for root in self._roots:
            found += _without_known(found, _named(_names(root)))
        program = self.program
        return [replace(region, program=program) for region in found] if program else found


def _named(regions: Iterable[Region]) -> Iterator[Region]:
    """Yield the regions that have a person's name."""
    return (each for each in regions if each.name and each.name.casefold() not in _NOBODY)


def _without_known(known: Sequence[Region], more: Iterator[Region]) -> list[Region]:
    """Return those of `more` whose names are not known yet, each once for each place it has."""
    seen = {name_key(region.name) for region in known}
    places: dict[str, list[RelativeBox | None]] = defaultdict(list)
    fresh = []
    for region in more:
        there = places[key := name_key(region.name)]
        is_apart = region.box and all(box and not meets(region.box, box) for box in there)
        if key not in seen and (is_apart or not there):
            there.append(region.box)
            fresh.append(region)
    return fresh


def _written_by(rdf: _Element) -> Iterator[str]:
    """Yield the programs that say they wrote it: the program, and the library that it uses."""
    yield text(rdf, f"{_XMP}CreatorTool")
    yield _toolkit(rdf)
    if text(rdf, f"{DIGIKAM}PickLabel"):  # other programs, and we, write its list of tags, too
        yield "digiKam"


def _toolkit(rdf: _Element) -> str:
    outer = rdf.getparent()
    return "" if outer is None else str(outer.get(TOOLKIT, ""))


def _program(said: str) -> str:
    said = said.lower()
    return next((name for sign, name in _PROGRAMS.items() if sign in said), "")


def orientation(rdf: _Element) -> int | None:
    found = text(rdf, f"{_TIFF}Orientation")
    return int(found) if found in tuple("12345678") else None


def _boxes(rdf: _Element, frame: Frame) -> list[Region]:
    """Return regions in the stored frame; each form adds names that those before it lack."""
    mwg = list(_mwg(rdf, frame))
    found = mwg + _beside_mwg(mwg, list(_microsoft(rdf)))
    for more in (_iptc(rdf, frame), _acdsee(rdf)):
        found += _without_known(found, more)
    return found


def _mwg(rdf: _Element, frame: Frame) -> Iterator[Region]:
    """Yield the regions of the Metadata Working Group.

    Boxes made for a picture of another shape are left out.
    """
    applied = _size(child(child(rdf, f"{MWG}Regions"), f"{MWG}AppliedToDimensions"))
    is_of_this = _is_shaped_like(applied, size_of(frame))
    for item in items(rdf, f"{MWG}Regions", f"{MWG}RegionList"):
        kind = _KINDS.get(text(item, f"{MWG}Type").lower(), Kind.OTHER)
        box = mwg_box(child(item, f"{MWG}Area"), applied or size_of(frame)) if is_of_this else None
        yield Region(text(item, f"{MWG}Name"), box, kind, NameSource.MWG)


def _is_shaped_like(one: _Size | None, other: _Size | None) -> bool:
    """Return whether these may be sizes of one picture: scaled, or with either side first."""
    if one is None or other is None:
        return True
    shapes = (max(size) / min(size) for size in (one, other))
    return abs(math.log(next(shapes) / next(shapes))) <= _ROUNDED


def mwg_box(area: _Element | None, size: _Size | None, space: str = AREA) -> RelativeBox | None:
    """Return the box of an area given by its centre: a rectangle, or a circle by its diameter."""
    x, y, w, h, d = (_number(text(area, f"{space}{field}")) for field in "xywhd")
    if text(area, f"{space}unit").lower() == "pixel":
        if size is None:
            return None
        x, y, w, h = x / size[0], y / size[1], w / size[0], h / size[1]
        d /= min(size)
    if not math.isnan(d) and math.isnan(w):
        if size is None:
            return None
        # The diameter is a fraction of the shorter side.
        w, h = d * min(size) / size[0], d * min(size) / size[1]
    return box_of(x - w / 2, y - h / 2, w, h)


def _size(node: _Element | None) -> _Size | None:
    return _sides(_number(text(node, f"{DIMENSIONS}w")), _number(text(node, f"{DIMENSIONS}h")))


def size_of(frame: Frame) -> _Size | None:
    """Return the stored size of a photo, or None if it is unknown."""
    return _sides(frame.width, frame.height)


def _sides(width: float, height: float) -> _Size | None:
    return (width, height) if width > 0 and height > 0 else None


def _microsoft(rdf: _Element) -> Iterator[Region]:
    for item in items(rdf, f"{MP}RegionInfo", f"{MPRI}Regions"):
        box = microsoft_box(text(item, f"{MPREG}Rectangle"))
        name = text(item, f"{MPREG}PersonDisplayName")
        yield Region(name, box, Kind.FACE, NameSource.MICROSOFT)


def microsoft_box(value: str) -> RelativeBox | None:
    """Read left, top, width and height, separated by commas; None if they are not four."""
    numbers = [_number(part) for part in value.split(",")]
    return box_of(*numbers) if len(numbers) == 4 else None


def _beside_mwg(mwg: Sequence[Region], microsoft: Sequence[Region]) -> list[Region]:
    """Return what Microsoft's regions add to the MWG's.

    Programs that turn a photo keep the MWG's up to date. If a name is in both with different boxes,
    the Microsoft form is stale: its other names count, but their boxes do not.
    """
    by_name: dict[str, list[RelativeBox]] = defaultdict(list)  # someone may be there twice
    for region in mwg:
        by_name[name_key(region.name)] += [region.box] if region.box else []
    is_stale = any(
        region.box and there and not any(meets(region.box, box) for box in there)
        for region in microsoft
        for there in [by_name[name_key(region.name)]]
    )
    more = (
        replace(region, box=None) if is_stale else region
        for region in microsoft
        if is_stale or not any(meets(region.box, other.box) for other in mwg)
    )
    return _without_known(mwg, more)


def _iptc(rdf: _Element, frame: Frame) -> Iterator[Region]:
    """Yield IPTC's regions.

    A region without a person is a face only if it says so, because logos have names, too.
    """
    for item in items(rdf, f"{IPTC}ImageRegion"):
        people = list(_people(item))
        if people:
            kind = Kind.FACE
        else:
            people, kind = [text(item, f"{IPTC}Name")], _content(item)
        # A box around several people is no one's face, and neither is one for cropping the photo.
        is_ones = len(people) == 1 and not any("cropping" in role for role in _roles(item))
        box = _boundary(child(item, f"{IPTC}RegionBoundary"), frame) if is_ones else None
        for name in people:
            yield Region(name, box, kind, NameSource.IPTC)


def _people(node: _Element) -> Iterator[str]:
    """Yield the names of people in IPTC's two forms."""
    yield from texts(node, f"{IPTC}PersonInImage")
    for person in items(node, f"{IPTC}PersonInImageWDetails"):
        if name := text(person, f"{IPTC}PersonName"):
            yield name


def _content(region: _Element) -> Kind:
    """Return what a region without a person shows."""
    said = _words(region, f"{IPTC}rCtype")
    return next((_CONTENTS[word] for word in said if word in _CONTENTS), Kind.OTHER)


def _roles(region: _Element) -> Iterator[str]:
    return (word.lower() for word in _words(region, f"{IPTC}rRole"))


def _words(region: _Element, name: str) -> Iterator[str]:
    """Yield words of IPTC's vocabularies: the ends of their addresses."""
    for entity in items(region, name):
        for address in texts(entity, f"{_XMP}Identifier"):
            yield address.rpartition("/")[2]


def _boundary(node: _Element | None, frame: Frame) -> RelativeBox | None:
    """Return the box around a region's shape, or None."""
    size = size_of(frame)
    unit: _Size | None = (1, 1)
    if text(node, f"{IPTC}rbUnit").lower() == "pixel":
        unit = size
    shape = _SHAPES.get(text(node, f"{IPTC}rbShape").lower())
    return shape(node, unit, size) if node is not None and unit and shape else None


def _fields(node: _Element, names: str, unit: _Size) -> Iterator[float]:
    """Yield lengths by name; those along y end in Y or H."""
    for name in names.split():
        length = _number(text(node, f"{IPTC}{name}"))
        yield length / unit[name[-1] in "YH"]


def _rectangle(node: _Element, unit: _Size, size: _Size | None) -> RelativeBox | None:
    return box_of(*_fields(node, "rbX rbY rbW rbH", unit))


def _circle(node: _Element, unit: _Size, size: _Size | None) -> RelativeBox | None:
    """Return the box of a circle given by centre and radius, which is measured along x."""
    if size is None:
        return None
    x, y, wide = _fields(node, "rbX rbY rbRx", unit)
    high = wide * size[0] / size[1]
    return box_of(x - wide, y - high, 2 * wide, 2 * high)


def _polygon(node: _Element, unit: _Size, size: _Size | None) -> RelativeBox | None:
    corners = [tuple(_fields(item, "rbX rbY", unit)) for item in items(node, f"{IPTC}rbVertices")]
    if len(corners) < 3:
        return None
    across, down = zip(*corners, strict=True)
    return box_of(min(across), min(down), max(across) - min(across), max(down) - min(down))


_SHAPES: dict[str, Callable[[_Element, _Size, _Size | None], RelativeBox | None]] = {
    "rectangle": _rectangle,
    "circle": _circle,
    "polygon": _polygon,
}


def _acdsee(rdf: _Element) -> Iterator[Region]:
    """Yield ACDSee's regions, which are like the MWG's; names that it only guesses are left out."""
    for item in items(rdf, f"{_ACDSEE}Regions", f"{_ACDSEE}RegionList"):
        if text(item, f"{_ACDSEE}NameAssignType").lower() in ("", "manual"):
            kind = _KINDS.get(text(item, f"{_ACDSEE}Type").lower(), Kind.OTHER)
            box = mwg_box(child(item, f"{_ACDSEE}DLYArea"), None, _ACDSEE_AREA)
            yield Region(text(item, f"{_ACDSEE}Name"), box, kind, NameSource.ACDSEE)


# Lists of keywords, the separator of their paths, and the form of their names.

_KEYWORDS = (
    (f"{DIGIKAM}TagsList", "/", NameSource.DIGIKAM),
    (f"{LIGHTROOM}hierarchicalSubject", "|", NameSource.LIGHTROOM),
    (f"{_WINDOWS}LastKeywordXMP", "/", NameSource.WINDOWS),
    (f"{_WINDOWS_BARE}LastKeywordXMP", "/", NameSource.WINDOWS),
    (f"{_MEDIAPRO}CatalogSets", "|", NameSource.MEDIAPRO),
)


def _names(rdf: _Element) -> Iterator[Region]:
    for name in _people(rdf):
        yield Region(name, source=NameSource.PERSON_IN_IMAGE)
    for name in texts(rdf, f"{_MEDIAPRO}People"):
        yield Region(name, source=NameSource.MEDIAPRO)
    for field, between, source in _KEYWORDS:
        for name in _leaves(texts(rdf, field), between):
            yield Region(name, source=source)


def is_people(keyword: str) -> bool:
    """Return whether the keyword is the one below which people are kept."""
    return keyword.strip().casefold() == PEOPLE.casefold()


def _leaves(tags: Sequence[str], between: str) -> Iterator[str]:
    """Yield the people among keywords: the last parts of paths below "People".

    Groups of people in between are left out.
    """
    split = (tag.split(between, _DEEPEST) for tag in tags)
    paths = [tuple(map(str.strip, parts)) for parts in split if len(parts) <= _DEEPEST]
    groups = {path[:length] for path in paths for length in range(1, len(path))}
    for path in paths:
        if len(path) > 1 and is_people(path[0]) and path not in groups:
            yield path[-1]


def _number(value: str) -> float:
    value = value.strip()
    return float(value) if _NUMBER.fullmatch(value) else math.nan
