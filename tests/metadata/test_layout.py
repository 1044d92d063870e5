"""What others wrote in a sidecar keeps its bytes; with ours taken out it is what it was."""

import codecs
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinfolk.metadata.frame import Frame
from kinfolk.metadata.region import Region
from kinfolk.metadata.sidecar_writing import NameList, SidecarItem, SidecarText, write
from tests import random_examples
from tests.metadata import forms
from tests.metadata.boxes import ANNA, BEN
from tests.metadata.forms import Face, bag, packet
from tests.metadata.test_sidecar_writing import FRAME, NAMES, STEPS, named

WANTED = named(("Anna", ANNA), ("Cleo", BEN), ("Emil", None))
LITERAL = (
    '<acme:html rdf:parseType="Literal"><p  class = "a">One <b>two</b>\n\n   <i/> three</p>\n'
    "</acme:html>"
)
PACKETS = {
    "a literal": packet(LITERAL + bag("dc:subject", ["Summer"])),
    "windows' lines": forms.digikam([Face("Ben", BEN)], (400, 200)).replace(b"\n", b"\r\n"),
    "one line": re.sub(rb"\n", b"", forms.digikam([Face("Ben", BEN)], (400, 200))),
    "spaces in one line": packet(
        "<acme:rating>5</acme:rating> <dc:subject> <rdf:Bag> <rdf:li>Summer</rdf:li> </rdf:Bag>"
        " </dc:subject>"
    ).replace(b"\n", b" "),
    "spaces at the ends of lines": packet("<acme:rating>5</acme:rating>").replace(b"\n", b"   \n"),
    "tabs": packet(
        "\t<dc:subject>\n\t\t<rdf:Bag>\n\t\t\t<rdf:li>Summer</rdf:li>\n\t\t</rdf:Bag>\n\t</dc:subject>"
    ),
    "padded": packet(bag("dc:subject", ["Summer"])) + b"\n" + b" " * 2000 + b"\n",
    "a mark before it": codecs.BOM_UTF8 + packet("<acme:rating>5</acme:rating>"),
    "UTF-16": codecs.BOM_UTF16_BE + packet("<acme:é>5</acme:é>").decode().encode("utf-16-be"),
    "quotes": packet("<acme:a acme:x='\"&gt;\"' />", "acme:own = 'a &amp; b'"),
    "entities": packet("<acme:a>&#65;&#x20AC;&apos;<![CDATA[<b> & </b>]]></acme:a>"),
    "comments": packet(
        "<!-- one --><dc:subject><!-- two --><rdf:Bag><!-- <x> --></rdf:Bag></dc:subject>"
    ),
    "empty in one tag": packet("<dc:subject><rdf:Bag /></dc:subject>"),
    "empty in two": packet("<dc:subject><rdf:Bag></rdf:Bag></dc:subject>"),
    "empty in two lines": packet("<dc:subject><rdf:Bag>\n</rdf:Bag></dc:subject>"),
    "an empty description": packet("").replace(b"\n\n</rdf:Description>", b"</rdf:Description>"),
    "attributes alone": re.sub(rb">\s*</rdf:Description>", b"/>", packet("", 'xmp:Rating="5"')),
    "no description": re.sub(rb"(?s)<rdf:Description.*</rdf:Description>", b"", packet("")),
    "no RDF in it": re.sub(rb"(?s)>\s*<rdf:Description.*</rdf:RDF>", b"/>", packet("")),
    "no toolkit": packet(bag("dc:subject", ["Summer"])).replace(b' x:xmptk="Other 1.0"', b""),
    "an attribute without a prefix": packet("").replace(b" x:xmptk", b" id = '7' x:xmptk"),
    "a comment before all": b"<!-- of acme -->\n" + packet(bag("dc:subject", ["Summer"])),
    "attributes in lines": packet("", '\n   xmp:Rating="5"\n   xmp:Label="red"\n  '),
    "a list of attributes": packet(
        forms.mwg([Face("Ben", BEN)], forms.ATTRIBUTES, (400, 200))
        + forms.microsoft([Face("Ben", BEN)], forms.ATTRIBUTES)
    ),
    "the same prefix for something else": packet(
        "<acme:deep xmlns:dc='http://acme.example/other/'><dc:subject>x</dc:subject></acme:deep>"
    ),
}


@pytest.mark.parametrize("others", PACKETS)
def test_taken_out_again_it_is_what_it_was(others: str) -> None:
    existing = PACKETS[others]
    written = write(existing, WANTED, (), FRAME)
    assert written.data is not None
    assert written.data != existing
    assert write(written.data, WANTED, written.ours, FRAME) == written
    fewer = write(written.data, WANTED[:1], written.ours, FRAME)
    assert write(fewer.data, [], fewer.ours, FRAME) == SidecarText(existing, frozenset())


@pytest.mark.parametrize("others", PACKETS)
def test_every_byte_of_theirs_is_there_meanwhile(others: str) -> None:
    """In its order; ours stands in between."""
    existing = PACKETS[others]
    written = write(existing, WANTED, (), FRAME).data
    assert written is not None
    coding = "utf-16-be" if others == "UTF-16" else "utf-8"
    left = iter(written.decode(coding))
    assert all(letter in left for letter in existing.decode(coding).replace("/>", ">"))


@settings(max_examples=random_examples.often(60))
@given(STEPS, st.sampled_from(sorted(PACKETS)))
def test_after_any_steps_it_is_what_it_was(steps: list[dict[str, object]], others: str) -> None:
    sidecar = SidecarText(PACKETS[others], frozenset())
    for step in steps:
        sidecar = write(sidecar.data, named(*step.items()), sidecar.ours, FRAME)  # type: ignore[arg-type]
    assert write(sidecar.data, [], sidecar.ours, FRAME).data == PACKETS[others]


@settings(max_examples=random_examples.often(60))
@given(NAMES, st.sampled_from(sorted(PACKETS)))
def test_any_name_goes_in_and_out(name: str, others: str) -> None:
    written = write(PACKETS[others], [Region(name, ANNA)], (), FRAME)
    assert write(written.data, [], written.ours, FRAME).data == PACKETS[others]


def test_one_text_that_is_put_right_leaves_the_others() -> None:
    existing = packet(
        "<dc:subject><rdf:Bag>\n <rdf:li xml:lang='en'>Anne</rdf:li><rdf:li>Summer</rdf:li>\n"
        " </rdf:Bag></dc:subject>" + LITERAL
    )
    ours = [SidecarItem(NameList.KEYWORD, "Anne")]
    changed = write(existing, named(("B & C", None)), ours, FRAME).data
    assert changed is not None
    (keyword,) = re.findall(rb"<rdf:li xml:lang='en'>([^<]*)</rdf:li><rdf:li>Summer", changed) or [
        b""
    ]
    assert keyword in (b"", b"B &amp; C")
    assert LITERAL.encode() in changed
    assert b"Anne" not in changed


@pytest.mark.slow
def test_a_hundred_thousand_things_of_others_cost_little() -> None:
    """Editors are known to have written so many ancestors of a picture."""
    many = bag("photoshop:DocumentAncestors", ("x" for _ in range(100_000)))
    existing = packet(many)
    written = write(existing, WANTED, (), Frame(1, 400, 200))
    assert write(written.data, [], written.ours, FRAME).data == existing
