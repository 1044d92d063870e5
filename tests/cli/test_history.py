"""What verbs did is listed, taken back and done again, across processes, and forgotten for good."""

from datetime import date, timedelta
from pathlib import Path

from tests.cli.conftest import Kinfolk, names


def test_undo_and_redo(kinfolk: Kinfolk) -> None:
    kinfolk("people", "create", "Eva")
    kinfolk("people", "create", "Bo")
    assert "Create Bo" in kinfolk("undo").out
    assert names(kinfolk) == ["Eva"]
    steps = kinfolk("history", "--json").json
    assert [(step["label"], step["is_undone"]) for step in steps] == [
        ("Create Bo", True),
        ("Create Eva", False),
    ]
    assert {step["origin"] for step in steps} == {"command"}
    assert kinfolk("redo", "--json").json == {"label": "Create Bo"}
    assert names(kinfolk) == ["Bo", "Eva"]
    assert "Create Eva" in kinfolk("history").out


def test_the_history_says_who_it_was(kinfolk: Kinfolk) -> None:
    group = kinfolk("people", "create", "--json").json["id"]
    kinfolk("people", "update", group, "--name", "Eva")
    kinfolk("people", "create", "Ewa")
    kinfolk("people", "merge", "Eva", "Ewa")
    kinfolk("people", "update", "Eva", "--favorite")
    kinfolk("people", "delete", "Eva")
    labels = [step["label"] for step in kinfolk("history", "--json").json]
    assert labels == [
        *("Delete Eva", "Change Eva", "Merge 1 person into Eva", "Create Ewa", "Name Eva"),
        "Create an unnamed person",
    ]


def test_nothing_to_undo_is_an_error(kinfolk: Kinfolk) -> None:
    assert kinfolk("undo").code == 1
    assert kinfolk("redo").code == 1


def test_undo_of_a_step_that_is_no_longer_the_newest_is_refused(kinfolk: Kinfolk) -> None:
    kinfolk("people", "create", "Eva")
    kinfolk("people", "create", "Bo")
    newest, first = (str(step["id"]) for step in kinfolk("history", "--json").json)
    refused = kinfolk("undo", first).refusal
    assert "Something newer was done since: “Create Bo”. Undo that first." in refused
    assert names(kinfolk) == ["Bo", "Eva"]
    assert kinfolk("undo", newest).out == f"Undone: Create Bo (step {newest}).\n"
    assert kinfolk("undo", first).out == f"Undone: Create Eva (step {first}).\n"
    assert kinfolk("undo", "999").code == 1


def test_what_was_set_aside_is_done_again(kinfolk: Kinfolk) -> None:
    kinfolk("people", "create", "Eva")
    aside = str(kinfolk("history", "--json").json[0]["id"])
    kinfolk("undo")
    kinfolk("people", "create", "Bo")
    assert "set aside" in kinfolk("history").out
    assert kinfolk("redo").code == 1
    assert "Redone: Create Eva" in kinfolk("redo", aside).out
    assert names(kinfolk) == ["Bo", "Eva"]
    steps = kinfolk("history", "--json").json
    assert [(step["label"], step["is_aside"]) for step in steps] == [
        ("Create Eva", False),
        ("Create Bo", False),
    ]


def test_what_was_done_before_a_day(kinfolk: Kinfolk, base: Path) -> None:
    kinfolk("people", "create", "Anna")
    assert "--yes" in kinfolk("forget").refusal
    today, tomorrow = date.today(), date.today() + timedelta(days=1)
    for day in ("0001-01-01", "1969-12-31"):
        assert kinfolk("forget", "--before", day, "--yes", "--json").json == {"steps": 0}
    kept = kinfolk("forget", "--before", today.isoformat(), "--yes", "--json")
    assert kept.json == {"steps": 0}
    gone = kinfolk("forget", "--before", tomorrow.isoformat(), "--backups", "--yes")
    assert gone.out == "Forgot 1 step and everything kept only for Undo.\n"
    assert kinfolk("history", "--json").json == []
    assert names(kinfolk) == ["Anna"]
    assert len(kinfolk("backup", "--list", "--json").json) == 1
