"""Address books, as telephones and programs write them."""

import tracemalloc

import pytest

from kinfolk.metadata import vcard
from kinfolk.metadata.vcard import Contact, NoContacts


def card(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""]).encode()


def test_version_3_as_a_telephone_writes_it() -> None:
    data = card(
        "VERSION:3.0",
        "PRODID:-//Apple Inc.//iPhone OS 17.0//EN",
        "N:Müller;Anna;Maria;;",
        "FN:Anna Müller",
        "item1.EMAIL;type=INTERNET:a@example.org",
        "PHOTO;ENCODING=b;TYPE=JPEG:" + "QUJD" * 20_000,
        "BDAY;value=date:1984-07-09",
    ) + card("VERSION:3.0", "FN:Ben", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15")
    assert vcard.read(data) == [Contact("Anna Müller", "1984-07-09"), Contact("Ben")]


def test_version_2_with_quoted_lines() -> None:
    data = card(
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCr=",
        "gen;;Dr.;",
        "BDAY:19501231",
    ) + card("VERSION:2.1", "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Zo=EB", "BDAY:1950")
    assert vcard.read(data) == [Contact("Dr. Jürgen Müller", "1950-12-31"), Contact("Zoë", "1950")]


def test_version_4_with_folded_lines_and_groups() -> None:
    data = card("VERSION:4.0", "a.FN;PREF=1:Anna Be", " rta Müller", "a.BDAY:1984-07")
    data += card("VERSION:4.0", "FN:Smith\\, John\\nJr.", "BDAY:19840709T102200Z")
    data += card("version:4.0", "fn:Ä\\\\B\\;C", "FN:Another", "bday:1984")
    assert vcard.read(data) == [
        Contact("Anna Berta Müller", "1984-07"),
        Contact("Smith, John Jr.", "1984-07-09"),
        Contact("Ä\\B;C", "1984"),
    ]


@pytest.mark.parametrize(
    "birthday",
    [
        "BDAY:--0415",
        "BDAY:---15",
        "BDAY:--04",
        "BDAY;VALUE=text:circa 1800",
        "BDAY:",
        "BDAY:15.04.1984",
        "BDAY:198",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15",
    ],
)
def test_a_birthday_that_says_no_year(birthday: str) -> None:
    assert vcard.read(card("FN:Eva", birthday)) == [Contact("Eva")]


def test_letters_of_older_programs() -> None:
    data = "BEGIN:VCARD\nN:Müller;Zoë\nEND:VCARD".encode()
    for codec in ("cp1252", "utf-16", "utf-8-sig"):
        found = vcard.read(data.decode().encode(codec))
        assert found == [Contact("Zoë Müller")]


def test_a_byte_that_is_no_letter_costs_no_card() -> None:
    assert vcard.read(card("FN:Zo?").replace(b"?", b"\x81")) == [Contact("Zo\ufffd")]


def test_half_a_letter_at_the_end_costs_no_card() -> None:
    data = card("FN:Zoë").decode().encode("utf-16")
    assert vcard.read(data + b"\x00") == [Contact("Zoë")]


def test_a_value_as_long_as_may_be() -> None:
    assert vcard.read(card("FN:" + "a" * 1000)) == [Contact("a" * 1000)]
    assert vcard.read(card("FN:" + "a" * 1001, "N:Ben")) == [Contact("Ben")]


def test_cards_without_a_name_or_an_end() -> None:
    data = card("ORG:Bakery") + card("FN: ", "N:;;;;") + b"BEGIN:VCARD\nFN:Lost\n"
    assert vcard.read(data + card("N:Only\\;Name")) == [Contact("Only;Name")]


def test_what_is_no_address_book(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (b"", b"hello", b"\x00\xff" * 1000, b"FN:Anna\nBDAY:2000-01-01"):
        with pytest.raises(NoContacts, match="no contacts"):
            vcard.read(data)
    monkeypatch.setattr(vcard, "MOST", 3)
    with pytest.raises(NoContacts, match="more than 3"):
        vcard.read(card("FN:A") * 4)
    monkeypatch.setattr(vcard, "LARGEST", 10)
    with pytest.raises(NoContacts, match="too large"):
        vcard.read(card("FN:A"))


def test_an_unknown_charset_and_broken_quoting() -> None:
    data = card("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=KLINGON:A=C3=A4=ZZ=")
    assert vcard.read(data)[0].name.startswith("Aä")


@pytest.mark.parametrize("charset", ["IDNA", "UNDEFINED", "PUNYCODE", "HEX", "A\0B"])
def test_a_charset_that_decodes_no_text_costs_no_card(charset: str) -> None:
    quoted = f"FN;ENCODING=QUOTED-PRINTABLE;CHARSET={charset}:Zo=C3=AB"
    data = card("FN:Anna") + card(quoted, "BDAY:1984") + card("FN:Ben")
    assert vcard.read(data) == [Contact("Anna"), Contact("Zoë", "1984"), Contact("Ben")]


def test_a_colon_in_quotes_ends_nothing() -> None:
    data = card('FN;LABEL="a:b;c":Anna', 'BDAY;X="1:2":1984')
    assert vcard.read(data) == [Contact("Anna", "1984")]
    assert vcard.read(card('FN;X="a:Anna', "N:Ben")) == [Contact("Ben")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "bomb",
    [
        "PHOTO;ENCODING=BASE64:" + "\r\n ".join(["QUJD" * 18] * 10_000),
        "PHOTO;ENCODING=QUOTED-PRINTABLE:" + "=41=\r\n" * 50_000,
        ";" * 800_000,
        "\n" * 800_000,
        "NOTE:" + "\\n" * 400_000,
        'X="' * 300_000,
        "NOTE;ENCODING=QUOTED-PRINTABLE:=\n" + "=\n" * 400_000,
    ],
    ids=["folded", "quoted", "parameters", "lines", "escapes", "quotes", "soft"],
)
def test_a_bomb_costs_neither_memory_nor_the_cards_beside_it(bomb: str) -> None:
    """What is read is held, and little more: none of a line that says nothing."""
    data = card("FN:Anna", bomb, "BDAY:1984") + card("FN:Ben")
    tracemalloc.start()
    try:
        found = vcard.read(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found[-1] == Contact("Ben")
    assert found[0].name == "Anna"
    assert most < 12 * len(data)
