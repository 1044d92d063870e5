"""People and faces by verbs: every rule is core's; here is what one types and what comes back."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from kinfolk.core.db.models import Face
from kinfolk.core.db.storage import connect
from kinfolk.core.db.writer_connection import WriterConnection
from kinfolk.paths import Paths
from kinfolk.vision.align import TEMPLATE
from tests.album import Album
from tests.cli.conftest import Kinfolk


def test_a_person_is_created_changed_and_deleted(kinfolk: Kinfolk) -> None:
    eva = kinfolk("people", "create", "Eva", "--birth-date", "2012-03-04", "--json").json
    assert eva["id"].startswith("person_")
    assert (eva["name"], eva["birth_date"], eva["is_favorite"]) == ("Eva", "2012-03-04", False)
    changed = kinfolk(
        "people", "update", eva["id"], "--name", "Eva L", "--favorite", "--no-birth-date", "--json"
    ).json
    assert (changed["name"], changed["birth_date"], changed["is_favorite"]) == ("Eva L", None, True)
    assert kinfolk("people", "show", "eva l", "--json").json == changed
    assert kinfolk("people", "list", "--json").json == [changed]
    assert kinfolk("people", "delete", "Eva L").code == 0
    assert kinfolk("people", "list", "--json").json == []


def test_whoever_waits_for_another_process_is_told(
    kinfolk: Kinfolk, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinfolk("people", "list")
    is_free = WriterConnection.is_free
    with closing(connect(Paths.of(base).library_db)) as other:

        def ends_then(writer: WriterConnection, within: float) -> bool:
            found = is_free(writer, 0)
            if not found:
                other.execute("ROLLBACK")
            return found

        monkeypatch.setattr(WriterConnection, "is_free", ends_then)
        other.execute("BEGIN IMMEDIATE")
        created = kinfolk("people", "create", "Eva")
    assert created.code == 0
    assert created.err == (
        "Another copy of Kinfolk is saving a lot. Your changes will be saved as soon as it has "
        "finished.\n"
    )


def test_a_change_that_changes_nothing_says_so(kinfolk: Kinfolk) -> None:
    kinfolk("people", "create", "Eva", "--favorite")
    assert kinfolk("people", "update", "Eva", "--favorite").out.startswith("Unchanged: Eva")
    assert kinfolk("people", "update", "Eva").out.startswith("Unchanged: Eva")
    assert kinfolk("people", "update", "Eva", "--no-favorite").out.startswith("Changed Eva")


def test_the_same_person_twice_is_one(kinfolk: Kinfolk) -> None:
    first = kinfolk("people", "create", "Eva", "--json").json
    again = kinfolk("people", "create", " eva ", "--json")
    assert again.code == 0
    assert again.json["id"] == first["id"]
    assert "Exists" in kinfolk("people", "create", "--name", "Eva").out


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("show person_nobody", 1),
        ("delete Nobody", 1),
        ("update Nobody --favorite", 1),
        ("create Eva --birth-date 2013-03-04", 1),
        ("create Eva --name Eva", 2),
        ("list --sort age", 2),
        ("show", 2),
        ("x", 2),
    ],
)
def test_what_is_refused_is_one_line_and_changes_nothing(
    kinfolk: Kinfolk, said: str, code: int
) -> None:
    kinfolk("people", "create", "Eva", "--birth-date", "2012-03-04")
    before = kinfolk("people", "list", "--json").json
    refused = kinfolk("people", *said.split())
    assert (refused.code, refused.out, refused.err.count("\n")) == (code, "", 1)
    assert kinfolk("people", "list", "--json").json == before


@pytest.mark.parametrize("written", ["2012-13-40", "yesterday"])
def test_what_is_no_date_is_told_in_one_line(kinfolk: Kinfolk, written: str) -> None:
    refused = kinfolk("people", "create", "Eva", "--birth-date", written)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert f"'{written}' is not a date. Write it like 2012-03-04" in refused.err
    assert kinfolk("people", "list", "--json").json == []


def test_an_empty_list_says_how_people_are_found(kinfolk: Kinfolk) -> None:
    assert "kinfolk scan FOLDER" in kinfolk("people", "list").err
    assert kinfolk("people", "list", "--json").err == ""


def test_whoever_is_said_twice_is_meant_once(kinfolk: Kinfolk) -> None:
    kinfolk("people", "create", "Ada")
    bob = kinfolk("people", "create", "Bob", "--json").json["id"]
    assert kinfolk("answer", "yes", "Ada", "Bob", bob).code == 0
    cid = kinfolk("people", "create", "Cid", "--json").json["id"]
    assert kinfolk("people", "merge", "Ada", "Cid", cid).code == 0
    assert "Merge 1 person into Ada" in kinfolk("history").out
    assert kinfolk("people", "delete", "Ada", "ada").out == "Deleted 1 person.\n"
    assert kinfolk("people", "list", "--json").json == []


def test_merged_people_are_one(kinfolk: Kinfolk) -> None:
    for name in ("Eva", "Evi", "Eve"):
        kinfolk("people", "create", name)
    kept = kinfolk("people", "merge", "Eva", "Evi", "Eve", "--json").json
    assert kept["name"] == "Eva"
    assert kinfolk("people", "list", "--json").json == [kept]


def test_a_merge_says_whose_faces_were_merged_and_what_speaks_against_it(
    kinfolk: Kinfolk, album: Album
) -> None:
    berta, ben, photo = album.person("Berta"), album.person("Ben"), album.photo()
    group = album.person(None)
    for person in (berta, ben):
        album.face(person, asset_id=photo)
    album.face(group)
    told = kinfolk("people", "merge", "Ben", group).out
    assert told == f"Merged 1 unnamed group into Ben ({ben}).\n"
    told = kinfolk("people", "merge", "Ben", "Berta").out
    assert told == (
        f"Merged Berta into Ben ({ben}). 1 photo shows both. `kinfolk undo` undoes the merge.\n"
    )


def test_a_name_that_is_taken_leads_to_the_merge(kinfolk: Kinfolk, album: Album) -> None:
    anna, group = album.person("Anna"), album.person(None)
    assert kinfolk("people", "update", group, "--name", "anna").refusal == (
        "There’s already someone named Anna. To add these faces to that person, run "
        f"`kinfolk people merge {anna} {group}`.\n"
    )


@pytest.mark.parametrize(
    ("options", "step"),
    [
        (("--name", "Anna"), "Rename to Anna"),
        (("--no-name",), "Remove the name Eva"),
        (("--birth-date", "1950"), "Change Eva’s birth date"),
        (("--birth-date", "1950", "--name", "Anna"), "Change Eva"),
    ],
)
def test_a_change_of_one_thing_is_called_so_in_the_history(
    kinfolk: Kinfolk, options: tuple[str, ...], step: str
) -> None:
    kinfolk("people", "create", "Eva")
    assert kinfolk("people", "update", "Eva", *options).code == 0
    assert kinfolk("history", "--json").json[0]["label"] == step


def test_hidden_people_are_listed_when_asked_for(kinfolk: Kinfolk) -> None:
    kinfolk("people", "create", "Eva", "--hidden")
    assert kinfolk("people", "list", "--json").json == []
    assert [p["name"] for p in kinfolk("people", "list", "--hidden", "--json").json] == ["Eva"]


def test_a_list_longer_than_a_page_is_whole(
    kinfolk: Kinfolk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfolk.cli.people.PAGE", 2)
    for name in "ABCDE":
        kinfolk("people", "create", name)
    listed = kinfolk("people", "list", "--sort", "name_asc", "--json").json
    assert [person["name"] for person in listed] == list("ABCDE")


def test_the_table_names_everybody(kinfolk: Kinfolk) -> None:
    kinfolk("people", "create", "Eva", "--birth-date", "2012-03-04", "--favorite")
    kinfolk("people", "create", "Bo")
    lines = kinfolk("people", "list", "--sort", "name_asc").out.splitlines()
    assert len(lines) == 3
    assert "Bo" in lines[1]
    assert "2012-03-04" in lines[2]
    assert "favourite" in lines[2]


def test_a_year_or_a_month_of_birth_is_kept_as_such(kinfolk: Kinfolk) -> None:
    eva = kinfolk("people", "create", "Eva", "--birth-date", "1950", "--json").json
    assert eva["birth_date"] is None  # the API has whole dates only
    assert eva["birth_about"] == "1950"
    assert "born       1950\n" in kinfolk("people", "show", "Eva").out
    kinfolk("people", "update", "Eva", "--birth-date", "1950-03")
    kinfolk("people", "update", "Eva", "--name", "Eve")
    assert "born       1950-03\n" in kinfolk("people", "show", "Eve").out
    assert "1950-03" in kinfolk("people", "list").out


@pytest.mark.slow
@pytest.mark.parametrize("broken", ["a\udc80b", "a\x00b"])
def test_what_is_no_name_is_one_line_and_no_traceback(kinfolk: Kinfolk, broken: str) -> None:
    kinfolk("people", "create", "Eva")
    before = kinfolk("people", "list", "--json").json
    for words in (
        ("people", "create", broken),
        ("people", "update", "Eva", "--name", broken),
        ("people", "show", broken),
        ("people", "merge", "Eva", broken),
        ("people", "delete", broken),
        ("people", "list", "--library", broken),
        ("people", "create", "Uma", "--thumbnail-face", broken),
        ("faces", "assign", "Eva", broken),
        ("faces", "detach", broken),
        ("libraries", "create", broken),
        ("libraries", "create", "Work", "--description", f"{broken}\x00"),
        ("answer", "yes", "Eva", broken),
        ("suggest", broken),
        ("undo", "9" * 30),
    ):
        assert kinfolk(*words).refusal.strip(), words
    assert kinfolk("people", "list", "--json").json == before


@pytest.fixture
def found(album: Album) -> list[str]:
    """Two faces of Eva's and one of no one's."""
    eva = album.person("Eva")
    return [album.face(eva), album.face(eva), album.face()]


def test_a_face_object_is_the_apis(kinfolk: Kinfolk, found: list[str]) -> None:
    fields = {
        *("id", "asset_id", "bounding_box", "source", "confidence", "person_id", "timestamp_ms"),
        "assigned_by",
        *("asset_urls", "cluster_assignment", "created_at", "updated_at"),
    }
    more = {"path", "asset_width", "asset_height", "quality", "flaws", "is_found"}
    (face, *_) = kinfolk("faces", "list", "--json").json
    assert set(face) == fields | more
    assert set(face["bounding_box"]) == set("xywh")
    assert face["created_at"].endswith("Z")


def test_the_table_says_whose_they_are(kinfolk: Kinfolk, found: list[str]) -> None:
    lines = kinfolk("faces", "list").out.splitlines()[1:]
    owners = {line.split()[0]: line.split()[1] for line in lines}
    assert owners == dict(zip(found, ("Eva", "Eva", "–"), strict=True))


def test_the_table_says_what_ails_them(kinfolk: Kinfolk, found: list[str], album: Album) -> None:
    landmarks = json.dumps((TEMPLATE * 2).tolist())
    album.edit(Face, found[0], landmarks=landmarks, confidence=0.5, quality=0.1)
    assert "0.10 small, may not be a face  30×40" in kinfolk("faces", "list").out
    assert kinfolk("faces", "list", "--json").json[0]["flaws"] == ["small", "may not be a face"]


def test_detaching_says_what_happened(kinfolk: Kinfolk, found: list[str]) -> None:
    one, other, nobodys = found
    assert kinfolk("faces", "detach", one).out == "Removed 1 face from people.\n"
    assert kinfolk("faces", "detach", one).out == "1 face already belonged to no one.\n"
    assert kinfolk("faces", "detach", one, other, other, nobodys).out == (
        "Removed 1 face from people. 2 faces already belonged to no one.\n"
    )
    assert kinfolk("history", "--json").json[0]["label"] == "Remove 1 face from people"


def test_giving_says_what_happened(kinfolk: Kinfolk, found: list[str]) -> None:
    eva = kinfolk("people", "show", "Eva", "--json").json["id"]
    assert kinfolk("faces", "assign", eva, found[2]).out == "Moved 1 face to Eva.\n"
    assert kinfolk("history", "--json").json[0]["label"] == "Move 1 face to Eva"
    assert kinfolk("faces", "assign", "eva", found[2]).out == "1 face already belonged to Eva.\n"
    both = kinfolk("faces", "assign", "Eva", found[1], found[2]).out
    assert both == "Moved 1 face to Eva. 1 face already belonged to Eva.\n"
    assert kinfolk("history", "--json").json[0]["label"] == "Move 1 face to Eva"
