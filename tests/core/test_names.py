"""Names: what is one, what makes two the same, and how they sort."""

import unicodedata

import pytest

from kinfolk.core import names
from kinfolk.errors import Invalid


@pytest.mark.parametrize(("typed", "kept"), [("  Eva ", "Eva"), ("Ana\u00a0", "Ana"), (None, None)])
def test_surrounding_space_goes(typed: str | None, kept: str | None) -> None:
    assert names.clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "\u2003",
        "\u200b",
        "\u2066 \u2069",
        "\u3164",
        "\u200d\ufe0f",
        "\U000e0041",
        "\u2800",
    ],
)
def test_a_name_shows_something(typed: str) -> None:
    with pytest.raises(Invalid, match=r"^A name can’t be blank\.$") as refused:
        names.clean(typed)
    assert refused.value.field == "name"
    assert names.told(typed) is None


# Of Cf, what shows something: signs of Arabic, Syriac and Kaithi, of annotations and of Egyptian.
SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
SEEN |= {*range(0xFFF9, 0xFFFC), *range(0x13430, 0x13440)}
UNSEEN = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) == "Cf" and code not in SEEN
] + ["\u034f", "\u115f", "\u17b4", "\u180b", "\u2065", "\u3164", "\ufe0f", "\uffa0", "\U000e01ef"]


def test_names_that_look_alike_are_one() -> None:
    for unseen in UNSEEN:
        for typed in (f"{unseen}Anna Bell", f"An{unseen}na Bell", f"Anna Bell {unseen}"):
            assert names.key(typed) == names.key("Anna Bell"), unseen.encode("unicode_escape")
            assert names.fold(typed.strip()).strip() == "anna bell"


def test_what_nobody_sees_is_no_part_of_a_name() -> None:
    """But for what shapes the letters beside it, of which names are made as well."""
    assert names.clean("\u2068Anna\u2069 \u202eBell\u00ad\u200d") == "Anna Bell"
    assert names.told("\u2068Anna\u2069") == "Anna"
    for name in ("علی\u200cرضا", "👩\u200d👧", "Eva ❤\ufe0f"):
        assert names.clean(name) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [("Eva", " eva "), ("STRASSE", "straße"), ("E\u0301va", "éVA"), ("ΣΊΣΥΦΟΣ", "σίσυφος")],
)
def test_same_names(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


def test_accents_tell_names_apart() -> None:
    assert names.key("Eva") != names.key("Éva")


def test_order_is_by_letters_then_accents_then_case() -> None:
    ordered = [
        *("Ægir", "ana", "Anä", "Ana Bell", "Ana-Bell", "Anna", "anna", "Bob", "Đorđe", "Émile"),
        *("Emily", "Łukasz", "Œdipus", "Øystein", "Þór", "Zoë"),
    ]
    shuffled = ordered[5:] + ordered[:5]
    assert sorted(shuffled, key=lambda name: names.order(name) or "") == ordered


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [("José", " jose", "José"), ("Straße 5", "ASSE", "aße"), ("Jannis", "x", ""), ("Eva", " ", "")],
)
def test_what_of_a_name_is_searched_for(name: str, text: str, found: str) -> None:
    start, end = names.found(name, text)
    assert name[start:end] == found


def test_what_is_searched_has_neither_case_nor_accents() -> None:
    assert names.fold("ÉVA Łœ ﬁ ① ẞ ı Þ") == "eva loe fi 1 ss i th"
    assert names.order(None) is None


def test_a_name_may_be_as_long_as_that() -> None:
    assert names.clean(" " + "E" * 200) == "E" * 200
    with pytest.raises(Invalid) as refused:
        names.clean("E" * 201)
    assert (refused.value.field, refused.value.message) == (
        "name",
        "A name can have at most 200 characters.",
    )


@pytest.mark.parametrize("kind", [*"\0\t\n\v\r\x07\x1b\x7f\x85\u2028\u2029\ud800\udfff"])
def test_no_line_and_no_control_is_part_of_a_name(kind: str) -> None:
    with pytest.raises(Invalid, match=r"^A name must be a single line of text\.$"):
        names.clean(f"A{kind}B")


def test_prose_has_lines_and_no_controls() -> None:
    told = "One\r\n\ttwo\n" + "." * 89
    assert names.prose(told, field="about", longest=len(told)) == told
    assert names.prose(None, field="about", longest=1) is None
    for text, said in (
        (told + ".", "At most 99 characters."),
        ("\x07", "This isn’t readable text."),
        ("\ud800", "This isn’t readable text."),
    ):
        with pytest.raises(Invalid) as refused:
            names.prose(text, field="about", longest=len(told))
        assert (refused.value.field, refused.value.message) == ("about", said)
    with pytest.raises(Invalid, match=r"^At most 2,000 characters\.$"):
        names.prose("." * 2001, field="about", longest=2000)


@pytest.mark.parametrize(
    ("name", "rank"),
    [("Änne", 0), ("Eva ANNE", 1), ("Eva-Anne", 1), ("O'Anne", 1), ("Hanne", 2), (None, 2)],
)
def test_starts_of_words_come_first(name: str | None, rank: int) -> None:
    assert names.rank(name, " anné ") == rank


@pytest.mark.parametrize(
    "space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\u2800", "  ", " \u200d "]
)
def test_however_a_space_is_typed_it_is_one(space: str) -> None:
    """Macs type U+00A0 with Alt held, and nobody sees it."""
    assert names.key(f"Anna{space}Bell{space}") == names.key("Anna Bell")
    assert names.fold(f"Anna{space}Bell").split() == ["anna", "bell"]
    called = names.clean(f"{space}Anna{space}Bell") or ""
    assert names.key(called) == "anna bell"
    assert names.fold(called) == names.fold(names.key(called))  # else the library counts as damaged


def test_a_million_spaces_within_take_no_time() -> None:
    """A hostile file may have them."""
    assert names.clean(f"a{' ' * 1_000_000}b") == "a b"
