"""Names written into a sidecar: entered, changed and taken out; what others wrote stays.

In XMP nobody signs what they write. What is ours is known by a list of entries that each write
gives back, to be kept and handed to the next one. Whatever is not on it is never touched, but for
names that the user has corrected: their entries become ours, and are theirs again without us.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from lxml import etree
from lxml.etree import _Element

from kinfolk.metadata import xmp
from kinfolk.metadata.frame import Frame, stored
from kinfolk.metadata.layout import Layout
from kinfolk.metadata.packet import (
    RDF,
    XML,
    Unusable,
    child,
    container_of,
    decoded,
    find_rdf,
    items,
    parsed,
    parts,
    text,
)
from kinfolk.metadata.region import Box, Kind, Region, box_of, meets, overlap
from kinfolk.metadata.xmp import AREA, DIGIKAM, DIMENSIONS, IPTC, LIGHTROOM, MP, MPREG, MPRI, MWG

_DC = "{http://purl.org/dc/elements/1.1/}"
_PREFIX_BY_URI = {
    MWG[1:-1]: "mwg-rs",
    AREA[1:-1]: "stArea",
    DIMENSIONS[1:-1]: "stDim",
    MP[1:-1]: "MP",
    MPRI[1:-1]: "MPRI",
    MPREG[1:-1]: "MPReg",
    IPTC[1:-1]: "Iptc4xmpExt",
    DIGIKAM[1:-1]: "digiKam",
    LIGHTROOM[1:-1]: "lr",
    _DC[1:-1]: "dc",
}
_NEW = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="' + xmp.KINFOLK + '">'
    f'<rdf:RDF xmlns:rdf="{RDF[1:-1]}"><rdf:Description rdf:about=""'
    + "".join(f' xmlns:{prefix}="{uri}"' for uri, prefix in _PREFIX_BY_URI.items())
    + '/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
).encode()
# Six digits, as others write: a tenth of a pixel of the largest photos.
_DIGITS = 6
# Others may write our boxes again with fewer.
_NEAR = 0.001
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NameList(Enum):
    """The lists of a sidecar that names are entered in."""

    MWG = "mwg-rs:RegionList"
    MICROSOFT = "MPRI:Regions"
    PERSON_IN_IMAGE = "Iptc4xmpExt:PersonInImage"
    DIGIKAM = "digiKam:TagsList"
    LIGHTROOM = "lr:hierarchicalSubject"
    KEYWORD = "dc:subject"


_BETWEEN = {NameList.DIGIKAM: "/", NameList.LIGHTROOM: "|"}  # the parts of a path


@dataclass(frozen=True, slots=True)
class SidecarEntry:
    """What stands in one list: the text, and the box in the stored frame where there is one."""

    where: NameList
    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What is to lie beside a photo: no file if `data` is None. Which entries of it are ours."""

    data: bytes | None
    ours: frozenset[SidecarEntry]


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody else says, and by which name the user calls that face.

    With a box it is about regions, without one about the lists of names.
    """

    theirs: Region
    name: str


def write(
    existing: bytes | None,
    wanted: Sequence[Region],
    ours: Collection[SidecarEntry],
    frame: Frame,
    corrected: Sequence[Correction] = (),
) -> Sidecar:
    """The sidecar with the wanted names, and without those that are ours and not wanted any more.

    What is corrected becomes the wanted name where it stands, and theirs again when ours goes.
    The same again changes no byte. Where nothing is left in it, there is to be no sidecar. Raises
    Unusable for one that cannot be read, or has something unknown where names belong: it stays.
    """
    packet = decoded(existing or _NEW)
    root = parsed(packet)
    layout = Layout(packet.text, root)
    rdf = find_rdf(root)
    turn = frame.orientation or xmp.orientation(rdf) or 1
    entries = dict.fromkeys(_entries(wanted, turn))  # two faces of somebody are one keyword
    instead = list(_corrections(corrected, turn))
    left: set[SidecarEntry] = set()
    is_changed = False
    for form in _FORMS:
        merged = _merged(
            _List(rdf, form, frame, layout),
            [entry for entry in entries if entry.where is form.where],
            [entry for entry in ours if entry.where is form.where],
            [each for each in instead if each.theirs.where is form.where],
        )
        left |= merged.ours
        is_changed |= merged.is_changed
    if not is_changed:
        return Sidecar(existing, frozenset(left))
    _drop_empty(rdf, layout)
    is_all_ours = _toolkit(rdf) == xmp.KINFOLK
    if not len(rdf) and is_all_ours:
        return Sidecar(None, frozenset(left))
    _sign(rdf, is_ours=bool(left))
    data = packet.encoded(layout.written()) if existing else _laid_out(root)
    return Sidecar(data, frozenset(left))


def _entries(wanted: Sequence[Region], turn: int) -> Iterator[SidecarEntry]:
    """What is to be entered. A mark that means a path in a list is no part of a name there."""
    for region in wanted:
        name = _NOT_XML.sub("", region.name).strip()
        if not name:
            continue
        if region.box is not None and (box := _rounded(stored(region.box, turn))):
            yield SidecarEntry(NameList.MWG, name, box)
            yield SidecarEntry(NameList.MICROSOFT, name, box)
        yield SidecarEntry(NameList.PERSON_IN_IMAGE, name)
        yield SidecarEntry(NameList.KEYWORD, name)
        if "/" not in name:
            yield SidecarEntry(NameList.DIGIKAM, f"{xmp.PEOPLE}/{name}")
        if "|" not in name:
            yield SidecarEntry(NameList.LIGHTROOM, f"{xmp.PEOPLE}|{name}")


@dataclass(frozen=True, slots=True)
class _Instead:
    """Somebody else's entry, and the user's name for whoever it is about."""

    theirs: SidecarEntry
    name: str

    def is_in(self, entry: SidecarEntry) -> bool:
        """Whether this is the entry: it has that name in that place."""
        return self._is(entry, _name(self.theirs))

    def is_put_right(self, entry: SidecarEntry) -> bool:
        """Whether this says by the user's name what theirs says."""
        return self._is(entry, self.name)

    def _is(self, entry: SidecarEntry, name: str) -> bool:
        is_there = self.theirs.box is None or overlap(self.theirs.box, entry.box) > 0
        return is_there and _name(entry).casefold() == name.casefold()


def _corrections(corrected: Sequence[Correction], turn: int) -> Iterator[_Instead]:
    """By entries. A keyword stays: it may be one of something else that is called so."""
    for each in corrected:
        for entry in _entries([each.theirs], turn):
            has_box = entry.box is not None
            if has_box == (each.theirs.box is not None) and entry.where is not NameList.KEYWORD:
                yield _Instead(entry, each.name)


def _name(entry: SidecarEntry) -> str:
    """Whom it names: in a path below People that is its end."""
    between = _BETWEEN.get(entry.where)
    if between is None:
        return entry.text
    first, _, rest = entry.text.partition(between)
    return rest.rpartition(between)[2].strip() if xmp.is_people(first) else ""


def _sign(rdf: _Element, *, is_ours: bool) -> None:
    """Say in others' packets that we have written in them, so that nobody takes ours for theirs."""
    outer, said = rdf.getparent(), _toolkit(rdf)
    if outer is None or said == xmp.KINFOLK:
        return
    theirs = said.removesuffix(xmp.ALSO_BY_US).rstrip()
    signed = f"{theirs} {xmp.ALSO_BY_US}".lstrip() if is_ours else theirs
    if signed:
        outer.set(xmp.TOOLKIT, signed)
    elif said:
        del outer.attrib[xmp.TOOLKIT]


def _toolkit(rdf: _Element) -> str:
    outer = rdf.getparent()
    return "" if outer is None else str(outer.get(xmp.TOOLKIT, ""))


def _rounded(box: Box) -> Box | None:
    """As it will be read again: None where nothing would be left of it."""
    found = box_of(*(round(side, _DIGITS) for side in box))
    return found and Box(*(round(side, _DIGITS) for side in found))


def _drop_empty(rdf: _Element, layout: Layout) -> None:
    """Descriptions without a property: made for what was taken out."""
    for description in rdf.findall(f"{RDF}Description"):
        if layout.is_emptied(description) and not _fields(description):
            rdf.remove(description)


def _laid_out(root: _Element) -> bytes:
    """A new one."""
    etree.indent(root.getroottree(), space=" ")
    return etree.tostring(root.getroottree(), encoding="utf-8")


# Merging.


@dataclass(frozen=True, slots=True)
class _Merged:
    ours: set[SidecarEntry]
    is_changed: bool


def _merged(
    names: "_List",
    wanted: Sequence[SidecarEntry],
    ours: Sequence[SidecarEntry],
    corrected: Sequence[_Instead],
) -> _Merged:
    """Member by member: theirs stay, ours stay if they are wanted, what is missing is added.

    One of ours that is wanted otherwise, or of theirs that is corrected, is changed where it
    stands: what others put into it stays.
    """
    missing = list(wanted)
    better = [each for each in corrected if any(map(each.is_put_right, wanted))]
    kept: set[SidecarEntry] = set()
    gone: list[tuple[_Element, SidecarEntry]] = []
    taken_over: list[tuple[_Element, _Instead]] = []
    members = list(names.members())
    for item, entry in members:
        is_ours = any(_is_near(entry, one) for one in ours)
        fits = _is_near if is_ours else _says_so
        if match := next((one for one in missing if fits(entry, one)), None):
            missing.remove(match)
            if is_ours:
                kept.add(match)
        elif is_ours:
            gone.append((item, entry))
        elif found := next((one for one in better if one.is_in(entry)), None):
            taken_over.append((item, found))
    is_changed = bool(missing or gone or taken_over)
    for item, each in taken_over:
        _put(names, item, next(filter(each.is_put_right, missing), None), missing, kept)
    there = [entry for _, entry in members]
    for item, entry in gone:
        instead = next((one for one in missing if meets(entry.box, one.box)), None)
        if instead is None and (theirs := _given_back(entry, corrected, there)):
            names.change(item, theirs)
        else:
            _put(names, item, instead, missing, kept)
    if missing:
        names.add(missing)
    names.prune()
    return _Merged(kept | set(missing), is_changed)


def _put(
    names: "_List",
    item: _Element,
    instead: SidecarEntry | None,
    missing: list[SidecarEntry],
    kept: set[SidecarEntry],
) -> None:
    """What is missing in the place of a member, which goes if that is nothing."""
    if instead is None:
        names.remove(item)
        return
    missing.remove(instead)
    names.change(item, instead)
    kept.add(instead)


def _given_back(
    ours: SidecarEntry, corrected: Sequence[_Instead], there: Sequence[SidecarEntry]
) -> SidecarEntry | None:
    """What somebody else said before it was ours, unless that stands there."""
    for each in corrected:
        if each.is_put_right(ours):
            return None if any(map(each.is_in, there)) else each.theirs
    return None


def _is_near(entry: SidecarEntry, other: SidecarEntry) -> bool:
    if entry.text != other.text or entry.box is None or other.box is None:
        return entry.text == other.text and entry.box == other.box
    return all(abs(a - b) <= _NEAR for a, b in zip(entry.box, other.box, strict=True))


def _says_so(entry: SidecarEntry, wanted: SidecarEntry) -> bool:
    """Whether what somebody else wrote says what is wanted already, with a box of their own."""
    return entry.text == wanted.text and (wanted.box is None or meets(entry.box, wanted.box))


# The lists.


@dataclass(frozen=True, slots=True)
class _Form:
    """How one list is found, and how its members are read and written."""

    where: NameList
    path: tuple[str, ...]  # the fields that lead to it
    container: str
    read: Callable[[_Element, Frame], tuple[str, Box | None] | None]  # None: not about a person
    fill: Callable[[_Element, SidecarEntry], None]


class _List:
    """One list of a packet, made when something is added and taken away with its last member."""

    def __init__(self, rdf: _Element, form: _Form, frame: Frame, layout: Layout) -> None:
        self._rdf, self._form, self._frame, self._layout = rdf, form, frame, layout
        self._has_removed = False

    def members(self) -> Iterator[tuple[_Element, SidecarEntry]]:
        """Those about people."""
        for item in items(self._rdf, *self._form.path):
            if (said := self._form.read(item, self._frame)) is not None:
                yield item, SidecarEntry(self._form.where, *said)

    def change(self, item: _Element, entry: SidecarEntry) -> None:
        self._form.fill(item, entry)

    def add(self, entries: Sequence[SidecarEntry]) -> None:
        container = self._container()
        for entry in entries:
            self._form.fill(_sub(container, f"{RDF}li"), entry)

    def remove(self, item: _Element) -> None:
        _detach(item)
        self._has_removed = True

    def prune(self) -> None:
        """Take away what the last one of ours has left empty."""
        if not self._has_removed:
            return
        way = list(self._way())
        container = container_of(way[-1])
        if container is None or not self._layout.is_emptied(container):
            return
        _detach(way[-1])
        if len(way) > 1 and _fields(way[0]) <= {_SIZE}:
            _detach(way[0])

    def _way(self) -> Iterator[_Element]:
        """The fields of the path, as far as they are there."""
        node: _Element | None = self._rdf
        for name in self._form.path:
            if (node := child(node, name)) is None:
                return
            yield node

    def _container(self) -> _Element:
        """Where members stand; raises Unusable where something else does."""
        node = self._rdf
        for name in self._form.path:
            if any(name in part.attrib for part in parts(node)):
                raise Unusable("Something unknown stands in it where names would be.")
            found = child(node, name)
            if found is None:
                found = _sub(_body(node), name)
                if name == f"{MWG}Regions":
                    self._note_size(found)
            node = found
        container = container_of(node)
        if container is None:
            if len(node) or (node.text or "").strip():
                raise Unusable("Something unknown stands in it where names would be.")
            container = _sub(node, self._form.container)
        return container

    def _note_size(self, regions: _Element) -> None:
        """Programs that read regions want to know which size of the picture they were made for."""
        if xmp.size_of(self._frame):
            size = _sub(_body(regions), _SIZE)
            _set(size, f"{DIMENSIONS}w", str(self._frame.width))
            _set(size, f"{DIMENSIONS}h", str(self._frame.height))
            _set(size, f"{DIMENSIONS}unit", "pixel")


_SIZE = f"{MWG}AppliedToDimensions"


def _read_mwg(item: _Element, frame: Frame) -> tuple[str, Box | None] | None:
    if text(item, f"{MWG}Type").lower() not in ("", Kind.FACE.value):
        return None
    return text(item, f"{MWG}Name"), xmp.mwg_box(child(item, f"{MWG}Area"), xmp.size_of(frame))


def _fill_mwg(item: _Element, entry: SidecarEntry) -> None:
    assert entry.box is not None
    left, top, width, height = entry.box
    _set(item, f"{MWG}Name", entry.text)
    _set(item, f"{MWG}Type", "Face")
    area = child(item, f"{MWG}Area")
    if area is None:
        area = _sub(_body(item), f"{MWG}Area")
    centre = left + width / 2, top + height / 2
    for field, value in zip("xywh", (*centre, width, height), strict=True):
        _set(area, f"{AREA}{field}", _decimal(value))
    _set(area, f"{AREA}unit", "normalized")


def _read_microsoft(item: _Element, frame: Frame) -> tuple[str, Box | None]:
    rectangle = text(item, f"{MPREG}Rectangle")
    return text(item, f"{MPREG}PersonDisplayName"), xmp.microsoft_box(rectangle)


def _fill_microsoft(item: _Element, entry: SidecarEntry) -> None:
    assert entry.box is not None
    _set(item, f"{MPREG}Rectangle", ", ".join(map(_decimal, entry.box)))
    _set(item, f"{MPREG}PersonDisplayName", entry.text)


def _read_text(item: _Element, frame: Frame) -> tuple[str, None]:
    return (item.text or "").strip(), None


def _fill_text(item: _Element, entry: SidecarEntry) -> None:
    item.text = entry.text


def _texts(where: NameList, name: str, container: str = "Bag") -> _Form:
    return _Form(where, (name,), f"{RDF}{container}", _read_text, _fill_text)


_FORMS = (
    _Form(NameList.MWG, (f"{MWG}Regions", f"{MWG}RegionList"), f"{RDF}Bag", _read_mwg, _fill_mwg),
    _Form(
        NameList.MICROSOFT,
        (f"{MP}RegionInfo", f"{MPRI}Regions"),
        f"{RDF}Bag",
        _read_microsoft,
        _fill_microsoft,
    ),
    _texts(NameList.PERSON_IN_IMAGE, f"{IPTC}PersonInImage"),
    _texts(NameList.DIGIKAM, f"{DIGIKAM}TagsList", "Seq"),
    _texts(NameList.LIGHTROOM, f"{LIGHTROOM}hierarchicalSubject"),
    _texts(NameList.KEYWORD, f"{_DC}subject"),
)


# RDF, written as elements alone: the one form that may be added to a structure of any form.


def _body(node: _Element) -> _Element:
    """Where a further field of a structure may be put."""
    if (inner := next(node.iterfind(f"{RDF}Description"), None)) is not None:
        return inner
    if node.tag == f"{RDF}RDF":
        return _sub(node, f"{RDF}Description", {_ABOUT: ""})
    attributes = {str(name): str(value) for name, value in node.attrib.items()}
    fields = {name: value for name, value in attributes.items() if not _is_syntax(name)}
    if not fields:
        node.set(_PARSE_TYPE, "Resource")
        return node
    # Attributes alone are one of RDF's forms, with elements beside them it is none.
    for name in fields:
        del node.attrib[name]
    return _sub(node, f"{RDF}Description", fields)


_ABOUT = f"{RDF}about"
_PARSE_TYPE = f"{RDF}parseType"


def _is_syntax(name: str) -> bool:
    """Whether an attribute is RDF's or XML's own, and no field."""
    return name.startswith((RDF, XML)) or not name.startswith("{")


def _fields(node: _Element) -> set[object]:
    """The names of what a structure holds, in whatever form."""
    elements: set[object] = {field.tag for part in parts(node) for field in part}
    named = (str(name) for part in parts(node) for name in part.attrib)
    return elements - {f"{RDF}Description"} | {name for name in named if not _is_syntax(name)}


def _set(node: _Element, name: str, value: str) -> None:
    """Give a field that is text its value, in the form in which it stands there."""
    for part in parts(node):
        if name in part.attrib:
            part.set(name, value)
            return
    field = child(node, name)
    if field is None:
        field = _sub(_body(node), name)
    field.text = value


def _sub(node: _Element, name: str, attributes: dict[str, str] | None = None) -> _Element:
    """A new element at the end, under the prefix that everybody uses where nothing else is said."""
    uri = name[1:].partition("}")[0]
    known = {} if uri in node.nsmap.values() else {_PREFIX_BY_URI[uri]: uri}  # rdf always is
    return etree.SubElement(node, name, attributes or {}, nsmap=known)


def _detach(node: _Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def _decimal(value: float) -> str:
    # Nothing is added: that takes the sign off a zero.
    return f"{round(value, _DIGITS) + 0.0:.{_DIGITS}f}".rstrip("0").rstrip(".")
