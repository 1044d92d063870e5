"""`kinfolk suggest` prints what may be whose; `kinfolk answer` keeps what is said, as one step."""

import pytest

from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import Certainty, Pair, Suggestion
from tests.album import Album
from tests.cli.conftest import Kinfolk, names


@pytest.fixture
def dora(album: Album) -> str:
    """Dora with a face, a face that may be hers, and a group that may be."""
    album.grouped(1, near=0, apart=0.02)
    album.face(near=0, apart=0.02)
    return album.person("Dora", near=0, faces=1)


def test_faces_of_one_person_or_of_everybody(kinfolk: Kinfolk, dora: str) -> None:
    found = kinfolk("suggest", "dora", "--json").json
    assert found == kinfolk("suggest", "--json").json
    assert [set(one) for one in found] == 2 * [
        {"face_id", "person_id", "distance", "band", "group_id"}
    ]
    assert {one["band"] for one in found} == {"likely"}
    shown = kinfolk("suggest")
    assert shown.out.splitlines()[0].split("  ")[0] == "person"
    assert "Dora" in shown.out
    assert ".jpg" in shown.out  # where to look at it
    assert "kinfolk answer yes PERSON FACE" in shown.err


def test_the_unlikely_are_shown_where_they_are_asked_for(kinfolk: Kinfolk, album: Album) -> None:
    for who in (album.person("Dora"), album.person("Eve"), None):
        album.face(who, near=0, apart=0.35)  # 0.58 from each other
    assert kinfolk("suggest", "--json").json == kinfolk("suggest", "--merges", "--json").json == []
    found = kinfolk("suggest", "--unlikely", "--json").json
    pairs = kinfolk("suggest", "--unlikely", "--merges", "--json").json
    assert [one["band"] for one in (*found, *pairs)] == ["unlikely"] * 3


def test_pairs_of_people(kinfolk: Kinfolk, dora: str) -> None:
    [pair] = kinfolk("suggest", "--merges", "--json").json
    assert set(pair) == {"person_id", "other_id", "distance", "band"}
    assert pair["person_id"] == kinfolk("people", "show", "Dora", "--json").json["id"]
    shown = kinfolk("suggest", "--merges")
    assert shown.out.splitlines()[0].startswith("person  may be the same person as")
    assert shown.out.splitlines()[1].startswith(f"Dora    {pair['other_id']} (1 face)")
    assert "kinfolk answer yes PERSON OTHER" in shown.err
    kinfolk("people", "create", "Eve")
    assert kinfolk("suggest", "dora", "--merges", "--json").json == [pair]
    assert kinfolk("suggest", "eve", "--merges", "--json").json == []


@pytest.mark.slow
def test_people_are_asked_about_a_group_once_and_programs_told_of_each_face(
    kinfolk: Kinfolk, dora: str, album: Album
) -> None:
    [listed] = [one for one in kinfolk("suggest", "--json").json if one["group_id"]]
    group = listed["group_id"]
    for _ in range(2):
        album.face(group, near=0, apart=0)
    assert len(kinfolk("suggest", "--json").json) == 4
    shown = kinfolk("suggest", "Dora").out.splitlines()[1:]
    assert [f"{group} (3 faces)" in line for line in shown] == [True, False]
    assert kinfolk("answer", "yes", "Dora", group).out == "Add 1 person to Dora.\n"
    assert len(kinfolk("suggest").out.splitlines()) == 2


def test_what_may_be_the_same_child_at_another_time_is_one_group(
    kinfolk: Kinfolk, album: Album
) -> None:
    dora, group = album.person("Dora"), album.group(faces=0)
    for owner, year in ((dora, 2015), (group, 2017), (group, 2017)):
        # Too far from Dora for a suggestion, but not for a small child of near years.
        album.face(owner, near=0, taken=f"{year}-05-01", apart=0.46, age=year - 2012)
    [_, shown] = kinfolk("suggest").out.splitlines()
    assert f"{group} (2 faces)" in shown
    assert kinfolk("answer", "yes", "Dora", group).code == 0
    assert kinfolk("people", "show", "Dora", "--json").json["asset_count"] == 3


def test_nothing_is_decided(kinfolk: Kinfolk, dora: str, album: Album) -> None:
    with album.unchanged():
        kinfolk("suggest", "--json")


def test_nobody_and_nothing(kinfolk: Kinfolk) -> None:
    assert kinfolk("suggest", "Nobody").code == 1
    assert kinfolk("suggest").out == "No suggestions.\n"


def test_several_libraries_are_asked_one_by_one(kinfolk: Kinfolk, dora: str) -> None:
    kinfolk("libraries", "create", "Club")
    home = kinfolk("people", "show", "Dora", "--json").json
    [library] = [
        each for each in kinfolk("libraries", "list", "--json").json if each["asset_count"]
    ]
    assert kinfolk("suggest").code == 1
    everybody = kinfolk("suggest", "--library", library["id"])
    assert home["name"] in everybody.out
    assert kinfolk("suggest", "Dora").out == everybody.out
    assert kinfolk("suggest", "--library", "Club").out == "No suggestions.\n"
    assert "Dora" in kinfolk("suggest", "--merges", "--library", library["name"]).out
    assert kinfolk("suggest", "--merges", "--library", "Club", "--json").json == []


def test_pairs_of_other_libraries_do_not_hide_those_of_one(
    kinfolk: Kinfolk, dora: str, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfolk.cli.suggest.MAX_PAIRS", 1)
    club = album.library("Club")
    for name in ("Ann", "Ida", "Eve"):  # much nearer to each other than Dora's pair
        who, photo = album.person(name, library_id=club), album.photo(library_id=club)
        album.face(who, asset_id=photo, near=5, apart=0)
    assert "Dora" not in kinfolk("suggest", "--merges").out
    assert "Dora" in kinfolk("suggest", "--merges", "--library", album.library_id).out


def test_who_went_meanwhile_is_left_out(
    kinfolk: Kinfolk, dora: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, face, group = "person_gone", "face_gone", "person_went"
    away = [Suggestion(face, gone, 0.1, Certainty.LIKELY, None)]
    pairs = [Pair(gone, group, 0.1, Certainty.LIKELY)]
    monkeypatch.setattr(Ranking, "for_person", lambda *_, **__: away)
    monkeypatch.setattr(Ranking, "merges", lambda *_, **__: pairs)
    assert kinfolk("suggest").out.count("\n") == 1
    assert kinfolk("suggest", "--merges").out == "No suggestions.\n"


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
    assert names(kinfolk) == ["Dora"]


def test_what_was_said_of_a_group_holds_for_who_gets_all_of_it(
    kinfolk: Kinfolk, group: list[str], album: Album
) -> None:
    listed = kinfolk("faces", "list", "--json").json
    [whose] = {each["person_id"] for each in listed if each["id"] in group}
    kinfolk("answer", "no", "Dora", whose)
    assert kinfolk("faces", "assign", "Eva", *group).out == "Moved 3 faces to Eva.\n"
    ids = {name: kinfolk("people", "show", name, "--json").json["id"] for name in ("Dora", "Eva")}
    [pair] = album.dump()["distinct_pair"]
    assert set(ids.values()) <= set(pair)


def test_what_cannot_be_answered_is_one_line(kinfolk: Kinfolk, group: list[str]) -> None:
    for arguments, code in (
        (("yes", "Nobody", group[0]), 1),
        (("yes", "Dora", "face_nowhere"), 1),
        (("perhaps", "Dora", group[0]), 2),
        (("yes", "Dora"), 2),
    ):
        refused = kinfolk("answer", *arguments)
        assert (refused.code, refused.err.count("\n")) == (code, 1)
    told = kinfolk("answer", "yes", "Dora", "face_nowhere")
    assert "There is no face or person 'face_nowhere'." in told.err


def test_what_was_said_since_the_suggestions_were_listed_stands(
    kinfolk: Kinfolk, group: list[str], album: Album
) -> None:
    kinfolk("faces", "assign", "eva", group[0])
    with album.unchanged():
        for said in ("yes", "no", "unsure"):
            refused = kinfolk("answer", said, "dora", *group).refusal
            assert "These faces have been moved to Eva in the meantime." in refused


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
