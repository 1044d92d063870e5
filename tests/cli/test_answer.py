"""`kinfolk answer` keeps what is said, as one step, and opens nothing that is not said."""

import pytest

from tests.album import Album
from tests.cli.conftest import Kinfolk


@pytest.fixture
def group(album: Album) -> list[str]:
    """Dora and Eva; the three faces of an unnamed group."""
    for name in ("Dora", "Eva"):
        album.person(name, faces=1)
    unnamed = album.group(faces=0)
    return [album.face(unnamed) for _ in range(3)]


def owner(kinfolk: Kinfolk, face_id: str) -> str:
    lines = kinfolk("faces", "list").out.splitlines()
    [line] = [line for line in lines if line.startswith(face_id)]
    return line.split()[1]


def test_yes_to_one_leaves_the_rest_of_its_group_open(
    kinfolk: Kinfolk, group: list[str], album: Album
) -> None:
    before = album.dump()
    assert kinfolk("answer", "yes", "dora", group[0]).out == "Add 1 face to Dora.\n"
    assert owner(kinfolk, group[0]) == "Dora"
    assert album.dump()["rejection"] == []
    assert kinfolk("history", "--json").json[0]["label"] == "Add 1 face to Dora"
    kinfolk("undo")
    assert album.dump()["face"] == before["face"]


def test_no_and_unsure_are_kept(kinfolk: Kinfolk, group: list[str], album: Album) -> None:
    assert kinfolk("answer", "no", "Dora", *group[:2]).out == "Not Dora: 2 faces.\n"
    assert kinfolk("answer", "unsure", "Dora", group[2]).out == "Not sure about Dora: 1 face.\n"
    assert len(album.dump()["rejection"]) == 3
    kinfolk("undo")
    kinfolk("undo")
    assert album.dump()["rejection"] == []


def test_other_people_are_answered_about_likewise(
    kinfolk: Kinfolk, group: list[str], album: Album
) -> None:
    said = kinfolk("answer", "no", "Dora", "Eva", group[0])
    assert said.out == "Not Dora: 1 face and 1 person.\n"
    assert len(album.dump()["distinct_pair"]) == 1
    kinfolk("undo")
    kinfolk("answer", "yes", "Dora", "Eva")
    assert [each["name"] for each in kinfolk("people", "list", "--json").json] == ["Dora"]


def test_what_cannot_be_answered_is_one_line(kinfolk: Kinfolk, group: list[str]) -> None:
    for arguments, code in (
        (("yes", "Nobody", group[0]), 1),
        (("yes", "Dora", "face_nowhere"), 1),
        (("perhaps", "Dora", group[0]), 2),
        (("yes", "Dora"), 2),
    ):
        refused = kinfolk("answer", *arguments)
        assert (refused.code, refused.err.count("\n")) == (code, 1)


def test_what_was_said_since_the_suggestions_were_listed_stands(
    kinfolk: Kinfolk, group: list[str], album: Album
) -> None:
    kinfolk("faces", "assign", "eva", group[0])
    before = album.dump()
    for said in ("yes", "no", "unsure"):
        refused = kinfolk("answer", said, "dora", *group)
        assert refused.code == 1
        assert "These faces have been moved to Eva in the meantime." in refused.err
    assert album.dump() == before


def test_a_no_stands_before_a_yes_to_the_suggestion(
    kinfolk: Kinfolk, group: list[str], album: Album
) -> None:
    for about in (group[0], "eva"):
        kinfolk("answer", "no", "dora", about)
        before = album.dump()
        refused = kinfolk("answer", "yes", "dora", about)
        assert "This has been answered with no in the meantime." in refused.err
        assert (refused.code, album.dump()) == (1, before)
    kinfolk("faces", "assign", "dora", group[0])
    assert owner(kinfolk, group[0]) == "Dora"
