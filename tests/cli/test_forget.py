"""`kinfolk forget` clears what only Undo kept, and asks whether it is meant."""

from datetime import date, timedelta
from pathlib import Path

from tests.cli.conftest import Kinfolk


def test_it_has_to_be_meant(kinfolk: Kinfolk, base: Path) -> None:
    kinfolk("people", "create", "Anna")
    refused = kinfolk("forget")
    assert (refused.code, "--yes" in refused.err) == (1, True)
    assert len(kinfolk("history", "--json").json) == 1


def test_what_was_done_before_a_day(kinfolk: Kinfolk, base: Path) -> None:
    kinfolk("people", "create", "Anna")
    today, tomorrow = date.today(), date.today() + timedelta(days=1)
    kept = kinfolk("forget", "--before", today.isoformat(), "--yes", "--json")
    assert kept.json == {"steps": 0}
    gone = kinfolk("forget", "--before", tomorrow.isoformat(), "--backups", "--yes")
    assert gone.out == "Forgot 1 step and everything kept only for Undo.\n"
    assert kinfolk("history", "--json").json == []
    assert [one["name"] for one in kinfolk("people", "list", "--json").json] == ["Anna"]
    assert len(kinfolk("backup", "--list", "--json").json) == 1
