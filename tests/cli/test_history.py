"""What verbs did can be listed, taken back and done again, across processes."""

from tests.cli.conftest import Kinfolk


def names(kinfolk: Kinfolk) -> list[str]:
    return [person["name"] for person in kinfolk("people", "list", "--json").json]


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
