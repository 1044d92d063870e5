"""Libraries, and none yet: through the public SDK with strict validation."""

import pytest
from gumnut import Gumnut, NotFoundError

from tests.api.conftest import Home


def test_libraries_are_created_and_listed(home: Home, sdk: Gumnut) -> None:
    made = sdk.libraries.create(name="  Family ", description="Since 1990")
    assert made.id.startswith("lib_")
    assert made.name == "Family"
    assert made.description == "Since 1990"
    assert made.asset_count == 0
    assert sdk.libraries.retrieve(made.id) == made
    other = sdk.libraries.create(name="Work")
    assert sdk.libraries.list() == [other, made]
    assert home.value("SELECT count(*) FROM step") == 2


def test_a_library_is_changed(sdk: Gumnut) -> None:
    made = sdk.libraries.create(name="Family", description="Since 1990")
    assert sdk.libraries.update(made.id) == made
    assert sdk.libraries.update(made.id, name="Ours").description == "Since 1990"
    assert sdk.libraries.update(made.id, name=None).name == "Ours"
    assert sdk.libraries.update(made.id, description=None).description is None


def test_an_unknown_library_is_404(sdk: Gumnut) -> None:
    with pytest.raises(NotFoundError):
        sdk.libraries.retrieve("lib_unknown")
    with pytest.raises(NotFoundError):
        sdk.libraries.update("lib_unknown", name="x")


def test_all_libraries_are_listed(home: Home, sdk: Gumnut) -> None:
    made = [home.library(f"L{number}") for number in range(205)]
    assert [each.id for each in sdk.libraries.list()] == made[::-1]


def test_without_a_library_everything_is_empty(sdk: Gumnut) -> None:
    assert sdk.people.list().data == []
    assert sdk.faces.list().data == []
    assert sdk.assets.list().data == []
    assert sdk.libraries.list() == []


def test_the_first_write_makes_one(sdk: Gumnut) -> None:
    sdk.people.create(name="Eva")
    assert [each.name for each in sdk.people.list()] == ["Eva"]
    assert len(sdk.libraries.list()) == 1


def test_ping(sdk: Gumnut) -> None:
    assert sdk.ping.get() == "pong"
