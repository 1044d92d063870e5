"""A file is the old one or the new one, for its owner alone, and drafts do not stay."""

import os
import stat
import time
from pathlib import Path

import pytest

from kinfolk import atomic
from tests.windows_entries import InUse


def test_the_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "file"
    atomic.write(file, "first")
    atomic.write(file, b"zwei \xff")
    assert file.read_bytes() == b"zwei \xff"
    atomic.write(file, "drü")
    assert file.read_text("utf-8") == "drü"
    assert list(tmp_path.iterdir()) == [file]


def test_what_fails_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "file"
    atomic.write(file, "old")

    def fill() -> None:
        with atomic.replacing(file) as draft:
            draft.write_text("half")
            assert file.read_text() == "old"
            assert atomic.drafts(file) == [draft]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill()
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_take_the_name_goes(tmp_path: Path) -> None:
    (tmp_path / "folder" / "full").mkdir(parents=True)
    with pytest.raises(OSError, match="folder"):
        atomic.write(tmp_path / "folder", "data")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_each_writer_has_a_draft_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "file"
    with atomic.replacing(file) as first, atomic.replacing(file) as second:
        first.write_text("first")
        second.write_text("second")
        assert {first, second} == set(atomic.drafts(file))
        assert atomic.drafts(tmp_path / "fil") == []
    assert file.read_text() == "first"  # the last to end


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_it_is_for_its_owner_alone_unless_said_otherwise(tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        atomic.write(tmp_path / "mine", "secret")
        atomic.write(tmp_path / "everybodys", "model", mode=0o666)
    finally:
        os.umask(umask)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"mine": 0o600, "everybodys": 0o644}


def test_a_file_in_use_is_tried_again() -> None:
    answers: list[OSError | str] = [InUse(), InUse(), "renamed"]

    def change() -> str:
        answer = answers.pop(0)
        if isinstance(answer, str):
            return answer
        raise answer

    assert atomic.patiently(change) == "renamed"


def test_what_stays_in_use_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "PATIENCE", 0.1)
    with pytest.raises(InUse):
        atomic.patiently(lambda: _fail(InUse()))


def test_what_is_refused_for_another_reason_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("it waits"))
    with pytest.raises(PermissionError):
        atomic.patiently(lambda: _fail(PermissionError(13, "Permission denied")))


def test_a_draft_that_is_looked_through_meanwhile_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink, refused = Path.unlink, [InUse()]

    def looked_through(path: Path, missing_ok: bool = False) -> None:
        if refused:
            raise refused.pop()
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", looked_through)
    with pytest.raises(ValueError, match="full"), atomic.replacing(tmp_path / "file"):
        raise ValueError("full")
    assert list(tmp_path.iterdir()) == []


def _fail(error: OSError) -> None:
    raise error


@pytest.mark.skipif(os.name != "nt", reason="other systems replace files that are open")
def test_a_file_that_was_open_elsewhere_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    atomic.write(file, "old")
    held = file.open("rb")
    monkeypatch.setattr(time, "sleep", lambda seconds: held.close())
    atomic.write(file, "new")
    assert held.closed
    assert file.read_text() == "new"
