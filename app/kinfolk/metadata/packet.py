"""XMP parsed within bounds, and RDF's ways to write a structure read as one.

RDF writes the fields of a structure as elements or attributes of the node itself, or of an
`rdf:Description` inside it. Whoever asks here does not see the difference; the packet as a whole
(`rdf:RDF`) is such a structure, too.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from lxml import etree
from lxml.etree import _Element

from kinfolk.errors import AppError

LARGEST = 16 << 20  # bytes; real ones have some kB, with the masks of an editor a few MB
_MOST_ITEMS = 1_000  # of one list
# Tags and attributes: each takes up to 200 bytes of memory, however short it is. Editors are known
# to have written a hundred thousand ancestors of a picture.
_MOST_PARTS = 400_000
_MOST_BLOCKS = 10  # of RDF in one packet: there should be one

XML = "{http://www.w3.org/XML/1998/namespace}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_BREAK = re.compile(r"\s*[\t\r\n]\s*")
_CONTAINERS = (f"{RDF}Bag", f"{RDF}Seq", f"{RDF}Alt")
_UTF_8 = "utf-8"
_BOMS = (  # UTF-32 begins like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


class Unusable(AppError):
    """A file of names that is broken, or made to do harm: nothing of it is believed."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A packet as UTF-8, with what stands before and after it, and what its bytes were."""

    text: bytes
    before: bytes
    after: bytes
    coding: str

    def encoded(self, text: bytes) -> bytes:
        """The bytes with another text in its place."""
        whole = self.before + text + self.after
        return whole if self.coding == _UTF_8 else whole.decode().encode(self.coding)


def parse(data: bytes) -> _Element:
    """The root element; raises Unusable. Nothing but these bytes is read, no entity expanded."""
    return parsed(decoded(data))


def parsed(packet: Decoded) -> _Element:
    """The same of a packet whose text is known."""
    text = packet.text
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Unusable("It has a document type, which XMP never has: made to do harm.")
    if text.count(b"<") + text.count(b"=") > _MOST_PARTS:
        raise Unusable("There are far too many parts in it.")
    # The encoding that a declaration names is passed over: another one could hide a document type.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True
    )
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unusable("It is damaged: no valid XML.") from error


def decoded(data: bytes) -> Decoded:
    """Its text without what pads it; raises Unusable."""
    if len(data) > LARGEST:
        raise Unusable(
            "It has {size} MB; Kinfolk reads up to {most}.",
            size=len(data) >> 20,
            most=LARGEST >> 20,
        )
    coding = next((coding for start, coding in _BOMS if data.startswith(start)), _UTF_8)
    try:
        whole = data if coding == _UTF_8 else data.decode(coding).encode()
    except UnicodeError as error:
        raise Unusable("It is damaged: no valid text.") from error
    end = whole.rfind(b">") + 1
    text = whole[:end].removeprefix(codecs.BOM_UTF8).lstrip()
    return Decoded(text, whole[: end - len(text)], whole[end:], coding)


def find_rdf(root: _Element) -> _Element:
    """What holds the properties of a packet, the first of several; raises Unusable without one."""
    return every_rdf(root)[0]


def every_rdf(root: _Element) -> list[_Element]:
    """As a rule one; programs that put packets together leave several. Raises Unusable."""
    if found := list(islice(root.iter(f"{RDF}RDF"), _MOST_BLOCKS)):
        return found
    raise Unusable("It is no XMP.")


def parts(node: _Element) -> Iterator[_Element]:
    """Where the fields of a structure may stand."""
    yield node
    yield from node.iterfind(f"{RDF}Description")


def children(node: _Element | None, name: str) -> Iterator[_Element]:
    """The elements of a field; as a rule one, or none."""
    if node is not None:
        for part in parts(node):
            yield from part.iterfind(name)


def child(node: _Element | None, name: str) -> _Element | None:
    return next(children(node, name), None)


def text(node: _Element | None, name: str) -> str:
    """A field that is plain text, in the default language; "" without one."""
    if node is None:
        return ""
    for part in parts(node):
        if (value := part.get(name)) is not None:
            return _cleaned(value)
    found = child(node, name)
    return "" if found is None else _text_of(found)


def items(node: _Element | None, *path: str) -> list[_Element]:
    """The members of a list, by the fields that lead to it; raises Unusable if it is far too long.

    A field that stands there twice counts twice.
    """
    *outer, name = path
    nodes = [node]
    for field in outer:
        nodes = [inner for each in nodes for inner in children(each, field)]
    every = chain.from_iterable(_items(each, name) for each in nodes)
    found = list(islice(every, _MOST_ITEMS + 1))
    if len(found) > _MOST_ITEMS:
        raise Unusable("There is far too long a list in it.")
    return found


def _items(node: _Element | None, name: str) -> Iterator[_Element]:
    for field in children(node, name):
        if (container := container_of(field)) is not None:
            yield from container.iterfind(f"{RDF}li")


def container_of(field: _Element) -> _Element | None:
    """The `rdf:Bag`, `rdf:Seq` or `rdf:Alt` of a field that is a list."""
    return next(field.iterchildren(*_CONTAINERS), None)


def texts(node: _Element | None, name: str) -> list[str]:
    """The members of a list of texts, in order; one text that should be a list counts as one."""
    found = [_text_of(item) for item in items(node, name)] or [text(node, name)]
    return [value for value in found if value]


def _text_of(node: _Element) -> str:
    """What an element says; of several languages in the default one, else in the first."""
    container = container_of(node)
    if container is None:
        value = child(node, f"{RDF}value")  # with a qualifier beside it
        return _cleaned(_own_text(node)) if value is None else _text_of(value)
    said = container.findall(f"{RDF}li")
    best = next((item for item in said if item.get(f"{XML}lang") == "x-default"), None)
    if best is None and said:
        best = said[0]
    return "" if best is None else _cleaned(_own_text(best))


def _own_text(node: _Element) -> str:
    """Without comments, which may stand in the middle of it."""
    return "".join(filter(None, (node.text, *(inner.tail for inner in node))))


def _cleaned(value: str) -> str:
    """One line without space around it."""
    return _BREAK.sub(" ", value).strip()
