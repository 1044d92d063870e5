"""An XMP packet's text and tree side by side: what is not changed in the tree keeps its bytes.

New elements are put behind existing ones with the same indentation, and removing them removes that,
too: so a packet from which all our entries are removed has its old bytes again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml.etree import _Element

_TOKEN = re.compile(
    rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+>", re.DOTALL
)
_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_LINE = re.compile(rb"\r?\n[^\n]*\Z")  # the last line
# The mark behind the first new element in an empty one, which was written as `<a/>` or as two tags:
# by it the old form is recognised and restored.
_WAS_ONE_TAG, _WAS_TWO_TAGS = b" ", b"  "
_XML = "http://www.w3.org/XML/1998/namespace"
# Parsers turn these into spaces in attributes, unless they are written so.
_BESIDE = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


@dataclass(slots=True)
class _Span:
    """Hold a node's place in bytes: its start tag up to `opened`, its end tag from `closed` on."""

    start: int
    opened: int
    closed: int
    end: int


@dataclass(frozen=True, slots=True)
class _Known:
    """Hold a node as the text has it."""

    span: _Span
    attributes: Mapping[str | bytes, str | bytes]
    text: str
    children: tuple[_Element, ...]


class PacketLayout:
    """Know where each node of a tree is in its text, and write the tree's changes into that text.

    Make it of a tree that was parsed from exactly this text, before the tree is changed.
    """

    def __init__(self, text: bytes, root: _Element) -> None:
        self._text, self._root = text, root
        nodes = list(root.iter())
        self._known = {
            node: _Known(span, dict(node.attrib), node.text or "", tuple(node))
            for node, span in zip(nodes, _spans(text), strict=True)
        }

    def is_emptied(self, node: _Element) -> bool:
        """Return whether all that was in the node is gone.

        False for an element that was empty before we put something into it.
        """
        known = self._known.get(node)
        is_left = known is not None and known.children and not len(node)
        return bool(is_left) and not self._was_empty(node)

    def written(self) -> bytes:
        """Return the text with the changes of the tree."""
        made, at = bytearray(), 0
        for start, end, instead in self._changes(self._root):
            made += self._text[at:start] + instead
            at = end
        return bytes(made + self._text[at:])

    def _was_empty(self, node: _Element) -> bool:
        behind = self._behind(node)
        return behind == _WAS_ONE_TAG or behind.startswith(_WAS_TWO_TAGS)

    def _behind(self, node: _Element) -> bytes:
        """Return what is between the last child of an element and its end tag."""
        known = self._known[node]
        if not known.children:
            return b""
        return self._text[self._known[known.children[-1]].span.end : known.span.closed]

    def _changes(self, node: _Element) -> Iterator[tuple[int, int, bytes]]:
        """Yield (start, end, replacement) for each change below the node, in order."""
        known = self._known[node]
        span, tag = known.span, self._tag(node)
        is_emptied = bool(known.children) and not len(node)
        fresh = [child for child in node if child not in self._known]
        if span.opened == span.end and (fresh or node.text):
            # Written as <a/>, and to get content now.
            inside = escape(node.text or "").encode() + _markup(fresh, self._inner(node))
            mark = _WAS_ONE_TAG if fresh else b""
            name = tag[1:].split(None, 1)[0].rstrip(b"/>")
            yield span.start, span.end, tag[:-2] + b">" + inside + mark + b"</" + name + b">"
        elif is_emptied and self._behind(node) == _WAS_ONE_TAG:
            # It was <a/> before we wrote into it.
            yield span.start, span.end, tag[:-1] + b"/>"
        else:
            yield span.start, span.opened, tag
            yield from self._inside(node, fresh)
            if is_emptied and self._was_empty(node):
                behind = self._known[known.children[-1]].span.end
                yield behind, behind + len(_WAS_TWO_TAGS), b""

    def _inside(self, node: _Element, fresh: list[_Element]) -> Iterator[tuple[int, int, bytes]]:
        """Yield the changes between an element's tags: text, children, new children at the end."""
        known = self._known[node]
        at = known.span.opened
        if (node.text or "") != known.text:
            end = self._known[known.children[0]].span.start if known.children else known.span.closed
            yield at, end, escape(node.text or "").encode()
            at = end
        for child in known.children:
            span = self._known[child].span
            if child.getparent() is not node:
                # The white space before a child goes with it, but a text between children stays.
                yield (span.start if self._text[at : span.start].strip() else at), span.end, b""
            elif isinstance(child.tag, str):
                yield from self._changes(child)
            at = span.end
        if fresh:
            mark = b"" if known.children else _WAS_TWO_TAGS
            yield at, at, _markup(fresh, self._inner(node)) + mark

    def _inner(self, node: _Element) -> bytes:
        """Return what comes before each child of an element: line break and indentation, or b""."""
        known = self._known[node]
        *others, last = known.children or (node,)
        end = self._known[last].span.start
        start = end
        while self._text[start - 1 : start].isspace():
            start -= 1
        # A new child is indented like its neighbours; a packet written on one line stays on one
        # line.
        line = _LINE.search(self._text, start, end)
        if line is None:
            return b""
        if known.children:
            first = self._known[others[-1]].span.end if others else known.span.opened
            return line[0] if start == first else b""
        return line[0] + b" "

    def _tag(self, node: _Element) -> bytes:
        """Return the start tag with the attributes that the node has now."""
        known = self._known[node]
        raw = self._text[known.span.start : known.span.opened]
        now: dict[str | bytes, str | bytes] = dict(node.attrib)
        if now == known.attributes:
            return raw
        outer = node.getparent()
        scope: dict[str | None, str] = {} if outer is None else outer.nsmap

        def kept(found: re.Match[bytes]) -> bytes:
            prefix, _, name = found[1].decode().rpartition(":")
            if "xmlns" in (prefix, name):
                inner = name if prefix else None
                scope[inner] = node.nsmap.get(inner, "")
                return found[0]
            full = _full(prefix, name, node.nsmap)
            if full not in now:
                return b""
            value = str(now.pop(full))
            if value == known.attributes[full]:
                return found[0]
            return found[0].removesuffix(found[2]) + _quoted(value, found[2][:1].decode())

        # One attribute at a time, so that the order, quotes and spaces of the others stay.
        raw = _ATTRIBUTE.sub(kept, raw)
        end = b"/>" if raw.endswith(b"/>") else b">"
        head = raw.removesuffix(end)
        space = head[len(head.rstrip()) :]
        more = _attributes(now, node, scope) if now else b""
        return head.rstrip() + more + space + end


def _spans(text: bytes) -> Iterator[_Span]:
    """Return the places of all nodes in the order of their start tags.

    Comments and instructions around the root are left out.
    """
    found: list[_Span] = []
    around: list[_Span] = []
    for token in _TOKEN.finditer(text):
        start, end, said = token.start(), token.end(), token[0]
        if said.startswith(b"<![CDATA["):
            continue
        if said.startswith(b"</"):
            # It is there, because lxml has parsed the same text before.
            span = around.pop()
            span.closed, span.end = start, end
            continue
        is_open = not said.startswith((b"<!--", b"<?")) and not said.endswith(b"/>")
        if around or not said.startswith((b"<!--", b"<?")):
            found.append(_Span(start, end, end, end))
            around += [found[-1]] if is_open else []
    return iter(found)


def _markup(nodes: Iterable[_Element], lead: bytes) -> bytes:
    """Return new elements as text, each after `lead`."""
    return b"".join(lead + _element(node, lead) for node in nodes)


def _element(node: _Element, lead: bytes) -> bytes:
    """Return a new element as text, with the namespaces that are not declared around it."""
    outer = node.getparent()
    scope = {} if outer is None else outer.nsmap
    head = b"<" + _called(str(node.tag), node.nsmap) + _attributes(dict(node.attrib), node, scope)
    inside = escape(node.text or "").encode()
    for child in node:
        deeper = lead + b" " if lead else b""
        inside += deeper + _element(child, deeper)
    close = b"</" + _called(str(node.tag), node.nsmap) + b">"
    return head + b">" + inside + (lead if len(node) else b"") + close


def _attributes(
    values: Mapping[str | bytes, str | bytes], node: _Element, scope: Mapping[str | None, str]
) -> bytes:
    """Return attributes as text, and declarations of the node's namespaces that `scope` lacks."""
    spaces = {
        f"xmlns:{prefix}" if prefix else "xmlns": uri
        for prefix, uri in node.nsmap.items()
        if scope.get(prefix) != uri
    }
    said = {
        _called(str(name), node.nsmap, is_attribute=True): value for name, value in values.items()
    }
    every = {name.encode(): value for name, value in spaces.items()} | said
    return b"".join(b" " + name + b"=" + _quoted(str(value), '"') for name, value in every.items())


def _called(full: str, scope: Mapping[str | None, str], *, is_attribute: bool = False) -> bytes:
    """Return a name with its prefix; the default namespace does not apply to attributes."""
    uri, _, name = full.removeprefix("{").rpartition("}")
    if not uri:
        return name.encode()
    if uri == _XML:
        return f"xml:{name}".encode()
    known = [
        prefix for prefix, each in scope.items() if each == uri and (prefix or not is_attribute)
    ]
    return (f"{known[0]}:{name}" if known[0] else name).encode()


def _full(prefix: str, name: str, scope: Mapping[str | None, str]) -> str:
    """Return an attribute's name as lxml has it; without a prefix it is in no namespace."""
    if not prefix:
        return name
    return f"{{{_XML if prefix == 'xml' else scope[prefix]}}}{name}"


def _quoted(value: str, mark: str) -> bytes:
    marks = {'"': "&quot;"} if mark == '"' else {"'": "&apos;"}
    return f"{mark}{escape(value, marks | _BESIDE)}{mark}".encode()
