"""Parse XMP within bounds, and read RDF's several ways to write a structure as one.

RDF writes the fields of a structure as elements or attributes of the node itself, or of an
`rdf:Description` inside it. These functions hide the difference; the packet as a whole (`rdf:RDF`)
is such a structure, too.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from lxml import etree
from lxml.etree import _Element

from kinfolk.errors import AppError

LARGEST = 16 << 20  # bytes; real ones have some kB, with an editor's masks a few MB
_MOST_ITEMS = 1_000  # in one list
# Tags and attributes, each of which takes up to 200 bytes of memory. Some editors are known to have
# written a hundred thousand ancestors of a picture.
_MOST_PARTS = 400_000
_MOST_BLOCKS = 10  # of RDF in one packet; one is the rule

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
    """Report that a file with names is broken or malicious, so that nothing of it is used."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Hold a packet as UTF-8, the padding before and after it, and its original encoding."""

    text: bytes
    before: bytes
    after: bytes
    coding: str

    def encoded(self, text: bytes) -> bytes:
        """Return the file's bytes with `text` in place of the packet."""
        whole = self.before + text + self.after
        return whole if self.coding == _UTF_8 else whole.decode().encode(self.coding)


def parse(data: bytes) -> _Element:
    """Return the root element of a packet; no entity is expanded and no other file is read.

    Raises Unusable.
    """
    return parsed(decoded(data))


def parsed(packet: Decoded) -> _Element:
    """Return the root element of a decoded packet; raises Unusable."""
    text = packet.text
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Unusable(
            "It contains a document type, which XMP never has. The file may be malicious."
        )
    # Counted in the bytes, because parsing is what would take the memory.
    if text.count(b"<") + text.count(b"=") > _MOST_PARTS:
        raise Unusable("It has far too many parts.")
    # The declared encoding is ignored: another one could hide a document type from the check above.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True
    )
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unusable("It is damaged: not valid XML.") from error


def decoded(data: bytes) -> Decoded:
    """Return a packet's text without padding; raise Unusable if it is too large or not text."""
    if len(data) > LARGEST:
        raise Unusable(
            "It is {size} MB; the limit is {most} MB.",
            size=len(data) >> 20,
            most=LARGEST >> 20,
        )
    coding = next((coding for start, coding in _BOMS if data.startswith(start)), _UTF_8)
    try:
        whole = data if coding == _UTF_8 else data.decode(coding).encode()
    except UnicodeError as error:
        raise Unusable("It is damaged: not valid text.") from error
    # Padding follows the last tag, so that a program can write a longer packet in its place.
    end = whole.rfind(b">") + 1
    text = whole[:end].removeprefix(codecs.BOM_UTF8).lstrip()
    return Decoded(text, whole[: end - len(text)], whole[end:], coding)


def find_rdf(root: _Element) -> _Element:
    """Return the first `rdf:RDF` element of a packet; raise Unusable if there is none."""
    return every_rdf(root)[0]


def every_rdf(root: _Element) -> list[_Element]:
    """Return the first `rdf:RDF` elements of a packet, at most `_MOST_BLOCKS`.

    There are several if packets were joined. Raises Unusable if there is none.
    """
    if found := list(islice(root.iter(f"{RDF}RDF"), _MOST_BLOCKS)):
        return found
    raise Unusable("It isn’t XMP.")


def parts(node: _Element) -> Iterator[_Element]:
    """Yield the nodes that may hold the fields of a structure."""
    yield node
    yield from node.iterfind(f"{RDF}Description")


def children(node: _Element | None, name: str) -> Iterator[_Element]:
    """Yield the elements of a field, usually one or none."""
    if node is not None:
        for part in parts(node):
            yield from part.iterfind(name)


def child(node: _Element | None, name: str) -> _Element | None:
    return next(children(node, name), None)


def text(node: _Element | None, name: str) -> str:
    """Return a field of plain text in the default language; "" without the field."""
    if node is None:
        return ""
    for part in parts(node):
        if (value := part.get(name)) is not None:
            return _cleaned(value)
    found = child(node, name)
    return "" if found is None else _text_of(found)


def items(node: _Element | None, *path: str) -> list[_Element]:
    """Return the members of a list; `path` are the names of the fields that lead to the list.

    If a field occurs twice, both lists count. Raises Unusable if there are far too many members.
    """
    *outer, name = path
    nodes = [node]
    for field in outer:
        nodes = [inner for each in nodes for inner in children(each, field)]
    every = chain.from_iterable(_items(each, name) for each in nodes)
    # One more than is allowed, and no further, tells that it is too long.
    found = list(islice(every, _MOST_ITEMS + 1))
    if len(found) > _MOST_ITEMS:
        raise Unusable("It contains a list that’s far too long.")
    return found


def _items(node: _Element | None, name: str) -> Iterator[_Element]:
    """Yield the members of all lists in a field."""
    for field in children(node, name):
        if (container := container_of(field)) is not None:
            yield from container.iterfind(f"{RDF}li")


def container_of(field: _Element) -> _Element | None:
    """Return the `rdf:Bag`, `rdf:Seq` or `rdf:Alt` of a field that is a list, or None."""
    return next(field.iterchildren(*_CONTAINERS), None)


def texts(node: _Element | None, name: str) -> list[str]:
    """Return a list of texts in order; a single text instead of a list counts as a list of one."""
    found = [_text_of(item) for item in items(node, name)] or [text(node, name)]
    return [value for value in found if value]


def _text_of(node: _Element) -> str:
    """Return an element's text; of several languages the default one, else the first."""
    container = container_of(node)
    if container is None:
        value = child(node, f"{RDF}value")  # used if the value has a qualifier
        return _cleaned(_own_text(node)) if value is None else _text_of(value)
    said = container.findall(f"{RDF}li")
    best = next((item for item in said if item.get(f"{XML}lang") == "x-default"), None)
    if best is None and said:
        best = said[0]
    return "" if best is None else _cleaned(_own_text(best))


def _own_text(node: _Element) -> str:
    """Return the element's text without comments, which may be in the middle of it."""
    return "".join(filter(None, (node.text, *(inner.tail for inner in node))))


def _cleaned(value: str) -> str:
    """Return the value as one line without surrounding space."""
    return _BREAK.sub(" ", value).strip()
