"""Several libraries by verbs."""

from tests.cli.conftest import Kinfolk


def test_with_two_libraries_one_must_be_named(kinfolk: Kinfolk) -> None:
    home = kinfolk("libraries", "create", "Home", "--json").json
    club = kinfolk("libraries", "create", "Club", "--description", "Chess", "--json").json
    assert club["description"] == "Chess"
    assert {each["name"] for each in kinfolk("libraries", "list", "--json").json} == {
        "Home",
        "Club",
    }
    assert "--library" in kinfolk("people", "create", "Eva").refusal
    assert kinfolk("people", "create", "Eva", "--library", home["id"]).code == 0
    assert kinfolk("people", "create", "Eva", "--library", club["id"]).code == 0
    listed = kinfolk("people", "list", "--library", club["id"], "--json").json
    assert len(listed) == 1
    assert kinfolk("people", "create", "Bo", "--library", "lib_unknown").code == 1
    assert "Club" in kinfolk("libraries", "list").out


def test_a_name_that_one_library_knows_needs_no_library(kinfolk: Kinfolk) -> None:
    home = kinfolk("libraries", "create", "Home", "--json").json["id"]
    club = kinfolk("libraries", "create", "Club", "--json").json["id"]
    for name, place in (("Eva", home), ("Bo", home), ("Bo", club)):
        assert kinfolk("people", "create", name, "--library", place).code == 0
    assert kinfolk("people", "show", "eva", "--json").json["name"] == "Eva"
    assert kinfolk("people", "update", "Eva", "--favorite").code == 0
    assert kinfolk("history", "--json").json[0]["label"] == "Change Eva"
    ambiguous = kinfolk("people", "show", "Bo").refusal
    assert "2 libraries" in ambiguous
    assert "kinfolk people list --library" in ambiguous


def test_a_library_is_named_by_its_name(kinfolk: Kinfolk) -> None:
    home = kinfolk("libraries", "create", "Home", "--json").json["id"]
    kinfolk("libraries", "create", "Club")
    assert kinfolk("people", "create", "Eva", "--library", "home").code == 0
    listed = [
        kinfolk("people", "list", "--library", each, "--json").json for each in (home, "Home")
    ]
    assert listed[0] == listed[1] != []
    assert kinfolk("people", "list", "--library", "Club", "--json").json == []
    assert kinfolk("faces", "list", "--library", "Club", "--json").json == []
    assert "no library 'Boat'" in kinfolk("scan", "--library", "Boat").refusal
    kinfolk("libraries", "create", "club")
    assert "2 libraries are named Club." in kinfolk("people", "list", "--library", "Club").refusal
