"""Write names into a sidecar, change them and remove them; what other programs wrote stays.

Entries in XMP have no author. Ours are known by a list that each write returns, to be kept and
passed to the next one. Entries that are not in the list are never touched, except for names that
the user has corrected: these entries become ours, and get their old name when ours is removed.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from lxml import etree
from lxml.etree import _Element

from kinfolk.metadata import xmp
from kinfolk.metadata.frame import Frame, stored
from kinfolk.metadata.layout import PacketLayout
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
from kinfolk.metadata.region import Kind, Region, RelativeBox, box_of, meets, overlap
from kinfolk.metadata.spelling import name_key
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
# Six digits as other programs write: a tenth of a pixel of the largest photos.
_DIGITS = 6
# Other programs may rewrite our boxes with fewer digits.
_NEAR = 0.001
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NameList(Enum):
    """Name the lists of a sidecar that names are entered in."""

    MWG = "mwg-rs:RegionList"
    MICROSOFT = "MPRI:Regions"
    PERSON_IN_IMAGE = "Iptc4xmpExt:PersonInImage"
    DIGIKAM = "digiKam:TagsList"
    LIGHTROOM = "lr:hierarchicalSubject"
    KEYWORD = "dc:subject"


_BETWEEN = {NameList.DIGIKAM: "/", NameList.LIGHTROOM: "|"}  # separators in paths of keywords


@dataclass(frozen=True, slots=True)
class SidecarItem:
    """Hold an entry of one list: its text, and its box in the stored frame, if it has one.

    `is_instead` is true for one of ours that stands where another program's was, with its box: when
    ours is removed, its text is put back, which is `instead_of`. Where nothing was, nothing is. Of
    entries of older versions `instead_of` is None, and the photo's corrections tell it.

    `instead_of` without `is_instead` is a note of another program's entry that was removed, because
    the list has the text that corrects it already. It is put back once that is not wanted any more.
    """

    where: NameList
    text: str
    box: RelativeBox | None = None
    is_instead: bool = False
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class SidecarText:
    """Hold the new content of a sidecar, None if there should be no file, and our entries in it."""

    data: bytes | None
    ours: frozenset[SidecarItem]


@dataclass(frozen=True, slots=True)
class Correction:
    """Hold what another program's entry says, and the name that the user gave that face.

    With a box it is about regions, without one about the lists of names.
    """

    theirs: Region
    name: str


def write(
    existing: bytes | None,
    wanted: Sequence[Region],
    ours: Collection[SidecarItem],
    frame: Frame,
    corrected: Sequence[Correction] = (),
    *,
    elsewhere: Collection[SidecarItem] = (),
    leaves_ours: bool = False,
) -> SidecarText:
    """Return the sidecar with the wanted names, and without those of `ours` no longer wanted.

    Corrected entries get the wanted name where they are, and their old one when ours is removed,
    unless another program has removed both meanwhile. Writing the same again changes no byte. If
    nothing is left in it, there should be no sidecar. Raises Unusable if it can't be read, or has
    something unknown where names belong: then it stays. Unless another program has a part in it, it
    may be a copy of one of ours with the entries `elsewhere`, which are ours here, too. With
    `leaves_ours` it has more entries of ours than those, which stay.
    """
    packet = decoded(existing or _NEW)
    root = parsed(packet)
    layout = PacketLayout(packet.text, root)
    rdf = find_rdf(root)
    is_all_ours = _toolkit(rdf) == xmp.KINFOLK
    ours = [*ours, *elsewhere] if is_all_ours else ours
    turn = frame.orientation or xmp.orientation(rdf) or 1
    entries = dict.fromkeys(_entries(wanted, turn))  # two faces of a person are one keyword
    instead = list(_corrections(corrected, turn))
    left: set[SidecarItem] = set()
    is_changed = False
    for form in _FORMS:
        merged = _merged(
            _List(rdf, form, frame, layout),
            [entry for entry in entries if entry.where is form.where],
            [entry for entry in ours if entry.where is form.where],
            [each for each in instead if each.theirs.where is form.where],
            is_all_ours=is_all_ours,
        )
        left |= merged.ours
        is_changed |= merged.is_changed
    # Not even re-encoded: a program that watches its files would read each of them again.
    if not is_changed:
        return SidecarText(existing, frozenset(left))
    _drop_empty(rdf, layout)
    # Another program's packet stays, also when there is nothing in it any more.
    if not len(rdf) and is_all_ours:
        return SidecarText(None, frozenset(left))
    # The photo may have been cropped since, and its boxes would not be believed with another size.
    if is_all_ours and (regions := child(rdf, f"{MWG}Regions")) is not None:
        _note_size(regions, frame)
    _sign(rdf, is_ours=bool(left) or leaves_ours)
    # What exists is edited in its text, so that others' layout stays (docs/decisions/0086).
    data = packet.encoded(layout.written()) if existing else _laid_out(root)
    return SidecarText(data, frozenset(left))


def _entries(wanted: Sequence[Region], turn: int) -> Iterator[SidecarItem]:
    """Yield the entries for the wanted names.

    A name that contains the separator of a list's paths is left out of that list.
    """
    for region in wanted:
        name = _NOT_XML.sub("", region.name).strip()
        if not name:
            continue
        if region.box is not None and (box := _rounded(stored(region.box, turn))):
            yield SidecarItem(NameList.MWG, name, box)
            yield SidecarItem(NameList.MICROSOFT, name, box)
        yield SidecarItem(NameList.PERSON_IN_IMAGE, name)
        yield SidecarItem(NameList.KEYWORD, name)
        if "/" not in name:
            yield SidecarItem(NameList.DIGIKAM, f"{xmp.PEOPLE}/{name}")
        if "|" not in name:
            yield SidecarItem(NameList.LIGHTROOM, f"{xmp.PEOPLE}|{name}")


@dataclass(frozen=True, slots=True)
class _Instead:
    """Hold another program's entry, and the user's name for the person it is about."""

    theirs: SidecarItem
    name: str

    def is_in(self, entry: SidecarItem) -> bool:
        """Return whether this is the entry: it has that name at that place."""
        return self._is(entry, name_in(self.theirs))

    def is_put_right(self, entry: SidecarItem) -> bool:
        """Return whether the entry says the same with the user's name."""
        return self._is(entry, self.name)

    def _is(self, entry: SidecarItem, name: str) -> bool:
        is_there = self.theirs.box is None or overlap(self.theirs.box, entry.box) > 0
        return is_there and name_key(name_in(entry)) == name_key(name)


def _corrections(corrected: Sequence[Correction], turn: int) -> Iterator[_Instead]:
    """Yield corrections by entry, except for keywords: another thing may have the same name."""
    for each in corrected:
        for entry in _entries([each.theirs], turn):
            has_box = entry.box is not None
            if has_box == (each.theirs.box is not None) and entry.where is not NameList.KEYWORD:
                yield _Instead(entry, each.name)


def name_in(entry: SidecarItem) -> str:
    """Return the name in an entry: in a path below "People" its last part, else ""."""
    between = _BETWEEN.get(entry.where)
    if between is None:
        return entry.text
    first, _, rest = entry.text.partition(between)
    return rest.rpartition(between)[2].strip() if xmp.is_people(first) else ""


def _sign(rdf: _Element, *, is_ours: bool) -> None:
    """Note in other programs' packets that we wrote into them.

    Otherwise our entries would be taken for theirs.
    """
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


def _rounded(box: RelativeBox) -> RelativeBox | None:
    """Return the box as it will be read again; None if nothing would be left of it."""
    found = box_of(*(round(side, _DIGITS) for side in box))
    return found and RelativeBox(*(round(side, _DIGITS) for side in found))


def _drop_empty(rdf: _Element, layout: PacketLayout) -> None:
    """Remove descriptions without properties, which were made for what is gone."""
    for description in rdf.findall(f"{RDF}Description"):
        if layout.is_emptied(description) and not _fields(description):
            rdf.remove(description)


def _laid_out(root: _Element) -> bytes:
    """Return a new packet as bytes, indented."""
    etree.indent(root.getroottree(), space=" ")
    return etree.tostring(root.getroottree(), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Merged:
    """Hold which entries of a list are ours now, and whether the list has changed."""

    ours: set[SidecarItem]
    is_changed: bool


def _merged(
    names: "_List",
    wanted: Sequence[SidecarItem],
    ours: Sequence[SidecarItem],
    corrected: Sequence[_Instead],
    *,
    is_all_ours: bool,
) -> _Merged:
    """Merge one list: keep entries of others, keep ours that are wanted, add what is missing.

    An entry of ours that changes, or of others that is corrected, is changed in place, so that what
    other programs added to it stays. In a packet that is all ours nothing is put back.
    """
    removed = [_Removed(one) for one in ours if _is_note(one) and not is_all_ours]
    ours = [one for one in ours if not _is_note(one)]
    missing = list(wanted)
    # A correction counts only where the user's name is written, or the file would lose both names.
    better = [each for each in corrected if any(map(each.is_put_right, wanted))]
    kept: set[SidecarItem] = set()
    gone: list[tuple[_Element, SidecarItem]] = []
    taken_over: list[tuple[_Element, SidecarItem, _Instead]] = []
    others: list[SidecarItem] = []
    for item, entry in list(names.members()):
        known = [one for one in ours if _is_near(entry, one)]
        is_instead = any(one.is_instead for one in known) and not is_all_ours
        before = next((one.instead_of for one in known if one.instead_of), None)
        entry = replace(entry, is_instead=is_instead, instead_of=before if is_instead else None)
        others += [] if known else [entry]
        # Ours has to be where it is wanted; that of another program, in its own words or with the
        # user's name, only has to say the same, or the name would be there twice.
        fits = _is_near if known and not is_instead else _says_so
        if match := next((one for one in missing if fits(entry, one)), None):
            missing.remove(match)
            if known:
                kept.add(entry if is_instead else match)
        elif known:
            gone.append((item, entry))
        elif found := next((one for one in better if one.is_in(entry)), None):
            theirs = replace(entry, is_instead=True, instead_of=entry.text)
            taken_over.append((item, theirs, found))
    is_changed = bool(missing or gone or taken_over)
    for item, entry, each in taken_over:
        instead = next(filter(each.is_put_right, missing), None)
        if instead is None:  # the user's name is there beside theirs
            removed.append(_Removed(entry, item))
        else:
            _put(names, item, entry, instead, missing=missing, kept=kept)
    # Last, because one that goes becomes one that is missing rather than that both are written.
    for item, entry in gone:
        instead = next((one for one in missing if _follows(entry, one, corrected)), None)
        before = _before(entry, corrected) if entry.is_instead else None
        if instead is None and before is not None:
            removed.append(_Removed(replace(entry, instead_of=before), item))
        else:
            _put(names, item, entry, instead, missing=missing, kept=kept)
    names.add(missing)
    notes = set(_notes(names, removed, wanted, better, others))
    names.prune()
    return _Merged(kept | set(missing) | notes, is_changed or len(notes) < len(removed))


@dataclass(frozen=True, slots=True)
class _Removed:
    """Hold another program's entry that is not in the list, or is to go from it.

    `entry` has its old text as `instead_of`, and `item` is the member that stands for it.
    """

    entry: SidecarItem
    item: _Element | None = None


def _is_note(entry: SidecarItem) -> bool:
    """Return whether this is no entry of ours, but says which one of others was removed."""
    return entry.instead_of is not None and not entry.is_instead


def _notes(
    names: "_List",
    removed: Sequence[_Removed],
    wanted: Sequence[SidecarItem],
    corrected: Sequence[_Instead],
    others: Sequence[SidecarItem],
) -> Iterator[SidecarItem]:
    """Yield notes of what stays removed, and put the rest back unless it is in the list again."""
    there = list(others)
    # Members first: what one of them becomes is not added. Without boxes each is there once.
    for one in sorted(removed, key=lambda one: one.item is None):
        entry, item = one.entry, one.item
        theirs = replace(entry, text=entry.instead_of or "")
        better = [each for each in corrected if each.is_in(theirs)]
        texts = [
            each.text
            for each in wanted
            if _says_so(entry, each)
            or _says_so(theirs, each)
            or any(right.is_put_right(each) for right in better)
        ]
        again = others if item is not None and entry.box else there
        stays_away = texts or any(map(_Instead(theirs, "").is_in, again))
        if item is not None and stays_away:
            names.remove(item)
        elif item is not None:
            names.rename(item, theirs.text)
        elif not stays_away:
            names.add([theirs])
        if not stays_away:
            there.append(theirs)
        if texts:
            yield replace(entry, text=texts[0], is_instead=False)


def _put(
    names: "_List",
    item: _Element,
    entry: SidecarItem,
    instead: SidecarItem | None,
    *,
    missing: list[SidecarItem],
    kept: set[SidecarItem],
) -> None:
    """Put a missing entry in the place of a member; without one remove the member.

    Another program's member only gets the name, so that it can be given back as it was.
    """
    if instead is None:
        names.remove(item)
        return
    missing.remove(instead)
    if entry.is_instead:
        names.rename(item, instead.text)
        kept.add(replace(entry, text=instead.text))
    else:
        names.change(item, instead)
        kept.add(instead)


def _follows(entry: SidecarItem, wanted: SidecarItem, corrected: Sequence[_Instead]) -> bool:
    """Return whether the wanted entry is to stand where this one of ours does.

    In a list without boxes, that is a new name of someone who stands there instead of another, or
    that other one again.
    """
    if entry.box is not None:
        return meets(entry.box, wanted.box)
    is_theirs = wanted.text == entry.instead_of
    return entry.is_instead and (is_theirs or any(one.is_put_right(wanted) for one in corrected))


def _before(ours: SidecarItem, corrected: Sequence[_Instead]) -> str | None:
    """Return the text that we had corrected; None if it is not known."""
    told = (each.theirs.text for each in corrected if each.is_put_right(ours))
    return ours.instead_of or next(told, None)


def _is_near(entry: SidecarItem, other: SidecarItem) -> bool:
    """Return whether two entries have the same text, and the same box but for rounding."""
    if entry.text != other.text or entry.box is None or other.box is None:
        return entry.text == other.text and entry.box == other.box
    return all(abs(a - b) <= _NEAR for a, b in zip(entry.box, other.box, strict=True))


def _says_so(entry: SidecarItem, wanted: SidecarItem) -> bool:
    """Return whether another program's entry says what is wanted already, with a box of its own.

    It may spell the name in another way, unless the text is one that we put there.
    """
    is_same = entry.text == wanted.text
    is_same |= not entry.is_instead and name_key(entry.text) == name_key(wanted.text)
    return is_same and (wanted.box is None or meets(entry.box, wanted.box))


@dataclass(frozen=True, slots=True)
class _Form:
    """Hold how one list is found, and how its members are read and written."""

    where: NameList
    path: tuple[str, ...]  # the fields that lead to the list
    container: str
    read: Callable[[_Element, Frame], tuple[str, RelativeBox | None] | None]  # None: not a person
    fill: Callable[[_Element, SidecarItem], None]


class _List:
    """Change one list of a packet: it is created with its first member, removed with its last."""

    def __init__(self, rdf: _Element, form: _Form, frame: Frame, layout: PacketLayout) -> None:
        self._rdf, self._form, self._frame, self._layout = rdf, form, frame, layout
        self._has_removed = False

    def members(self) -> Iterator[tuple[_Element, SidecarItem]]:
        """Yield the members that are about people, with their entries."""
        for item in items(self._rdf, *self._form.path):
            if (said := self._form.read(item, self._frame)) is not None:
                yield item, SidecarItem(self._form.where, *said)

    def change(self, item: _Element, entry: SidecarItem) -> None:
        """Give a member the text and box of another entry."""
        self._form.fill(item, entry)

    def rename(self, item: _Element, text: str) -> None:
        """Give a member another text, and leave all else that it has."""
        self._form.fill(item, SidecarItem(self._form.where, text))

    def add(self, entries: Sequence[SidecarItem]) -> None:
        for entry in entries:
            self._form.fill(_sub(self._container(), f"{RDF}li"), entry)

    def remove(self, item: _Element) -> None:
        _detach(item)
        self._has_removed = True

    def prune(self) -> None:
        """Remove the list and its fields if the last member was ours and is gone."""
        if not self._has_removed:
            return
        way = list(self._way())
        container = container_of(way[-1])
        if container is None or not self._layout.is_emptied(container):
            return
        _detach(way[-1])
        # Only the size of the picture is left, which was written for the sake of the list.
        if len(way) > 1 and _fields(way[0]) <= {_SIZE}:
            _detach(way[0])

    def _way(self) -> Iterator[_Element]:
        """Yield the elements of the list's path that exist."""
        node: _Element | None = self._rdf
        for name in self._form.path:
            if (node := child(node, name)) is None:
                return
            yield node

    def _container(self) -> _Element:
        """Return the element of the members, made if needed; Unusable if another thing is there."""
        node = self._rdf
        for name in self._form.path:
            # RDF allows a property to be an attribute, which can hold no list.
            if any(name in part.attrib for part in parts(node)):
                raise Unusable("It contains unknown data where names would go.")
            found = child(node, name)
            if found is None:
                found = _sub(_body(node), name)
                if name == f"{MWG}Regions":
                    _note_size(found, self._frame)
            node = found
        container = container_of(node)
        if container is None:
            if len(node) or (node.text or "").strip():
                raise Unusable("It contains unknown data where names would go.")
            container = _sub(node, self._form.container)
        return container


_SIZE = f"{MWG}AppliedToDimensions"


def _note_size(regions: _Element, frame: Frame) -> None:
    """Note the size of the picture for the regions, which other programs ask for."""
    if xmp.size_of(frame):
        size = child(regions, _SIZE)
        if size is None:
            size = _sub(_body(regions), _SIZE)
        _set(size, f"{DIMENSIONS}w", str(frame.width))
        _set(size, f"{DIMENSIONS}h", str(frame.height))
        _set(size, f"{DIMENSIONS}unit", "pixel")


def _read_mwg(item: _Element, frame: Frame) -> tuple[str, RelativeBox | None] | None:
    """Return name and box of a region of the Metadata Working Group; None if it is not a face."""
    if text(item, f"{MWG}Type").lower() not in ("", Kind.FACE.value):
        return None
    return text(item, f"{MWG}Name"), xmp.mwg_box(child(item, f"{MWG}Area"), xmp.size_of(frame))


def _fill_mwg(item: _Element, entry: SidecarItem) -> None:
    """Write an entry into a region of the Metadata Working Group; without a box only its name."""
    _set(item, f"{MWG}Name", entry.text)
    if entry.box is None:
        return
    left, top, width, height = entry.box
    _set(item, f"{MWG}Type", "Face")
    area = child(item, f"{MWG}Area")
    if area is None:
        area = _sub(_body(item), f"{MWG}Area")
    # MWG places a box by its centre, Kinfolk by its corner.
    centre = left + width / 2, top + height / 2
    for field, value in zip("xywh", (*centre, width, height), strict=True):
        _set(area, f"{AREA}{field}", _decimal(value))
    _set(area, f"{AREA}unit", "normalized")


def _read_microsoft(item: _Element, frame: Frame) -> tuple[str, RelativeBox | None]:
    rectangle = text(item, f"{MPREG}Rectangle")
    return text(item, f"{MPREG}PersonDisplayName"), xmp.microsoft_box(rectangle)


def _fill_microsoft(item: _Element, entry: SidecarItem) -> None:
    """Write an entry into a region of Microsoft's form; without a box only its name."""
    if entry.box is not None:
        _set(item, f"{MPREG}Rectangle", ", ".join(map(_decimal, entry.box)))
    _set(item, f"{MPREG}PersonDisplayName", entry.text)


def _read_text(item: _Element, frame: Frame) -> tuple[str, None]:
    return (item.text or "").strip(), None


def _fill_text(item: _Element, entry: SidecarItem) -> None:
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


# RDF is written as elements only: the one form that may be added to structures of every form.


def _body(node: _Element) -> _Element:
    """Return the node to which a further field of a structure may be added."""
    if (inner := next(node.iterfind(f"{RDF}Description"), None)) is not None:
        return inner
    if node.tag == f"{RDF}RDF":
        return _sub(node, f"{RDF}Description", {_ABOUT: ""})
    attributes = {str(name): str(value) for name, value in node.attrib.items()}
    fields = {name: value for name, value in attributes.items() if not _is_syntax(name)}
    if not fields:
        node.set(_PARSE_TYPE, "Resource")
        return node
    # RDF allows a structure of attributes alone, but not with elements beside them.
    for name in fields:
        del node.attrib[name]
    return _sub(node, f"{RDF}Description", fields)


_ABOUT = f"{RDF}about"
_PARSE_TYPE = f"{RDF}parseType"


def _is_syntax(name: str) -> bool:
    """Return whether an attribute is RDF's or XML's own, and not a field."""
    return name.startswith((RDF, XML)) or not name.startswith("{")


def _fields(node: _Element) -> set[object]:
    """Return the names of a structure's fields, in whatever form they are."""
    elements: set[object] = {field.tag for part in parts(node) for field in part}
    named = (str(name) for part in parts(node) for name in part.attrib)
    return elements - {f"{RDF}Description"} | {name for name in named if not _is_syntax(name)}


def _set(node: _Element, name: str, value: str) -> None:
    """Set a field of text, in the form that it has already."""
    for part in parts(node):
        if name in part.attrib:
            part.set(name, value)
            return
    field = child(node, name)
    if field is None:
        field = _sub(_body(node), name)
    field.text = value


def _sub(node: _Element, name: str, attributes: dict[str, str] | None = None) -> _Element:
    """Append a new element, with the usual prefix unless its namespace has one already."""
    uri = name[1:].partition("}")[0]
    known = {} if uri in node.nsmap.values() else {_PREFIX_BY_URI[uri]: uri}  # rdf always is
    return etree.SubElement(node, name, attributes or {}, nsmap=known)


def _detach(node: _Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def _decimal(value: float) -> str:
    # Adding 0.0 removes the sign of a zero.
    return f"{round(value, _DIGITS) + 0.0:.{_DIGITS}f}".rstrip("0").rstrip(".")
