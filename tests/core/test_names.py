"""Names: what is one, what makes two the same, and how they sort."""

import pytest

from kinfolk.core import names
from kinfolk.errors import Invalid


@pytest.mark.parametrize(("typed", "kept"), [("  Eva ", "Eva"), ("Ana\u00a0", "Ana"), (None, None)])
def test_surrounding_space_goes(typed: str | None, kept: str | None) -> None:
    assert names.clean(typed) == kept


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "\u2003", "A\nB", "A\x00", "\ud800"])
def test_what_is_no_name(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        names.clean(typed)
    assert refused.value.field == "name"
    said = "A name is one line of text." if typed.strip() else "A name cannot be blank."
    assert refused.value.message == (said if typed != "\u200b" else "A name cannot be blank.")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Eva", " eva "), ("STRASSE", "straße"), ("E\u0301va", "éVA"), ("ΣΊΣΥΦΟΣ", "σίσυφος")],
)
def test_same_names(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


def test_accents_tell_names_apart() -> None:
    assert names.key("Eva") != names.key("Éva")


def test_order_is_by_letters_then_accents_then_case() -> None:
    ordered = ["Ægir", "Ana", "Äna", "Anna", "anna", "Bob", "Émile", "Emily", "Łukasz", "Zoë"]
    shuffled = ordered[5:] + ordered[:5]
    assert sorted(shuffled, key=lambda name: names.order(name) or "") == ordered
