"""Locks between processes: who may hold one beside whom."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kinfolk.core.db import locks

Lock = Callable[[Path], AbstractContextManager[bool]]


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        (locks.shared, locks.shared, True),
        (locks.shared, locks.alone, False),
        (locks.alone, locks.shared, False),
        (locks.alone, locks.alone, False),
    ],
)
def test_who_fits_beside_whom(tmp_path: Path, first: Lock, second: Lock, fits: bool) -> None:
    file = tmp_path / "a.lock"
    with first(file) as is_held:
        assert is_held is True
        with second(file) as is_held_too:
            assert is_held_too is fits
        with second(file) as is_held_too:  # who was refused, or let go, leaves nothing
            assert is_held_too is fits
    for lock in (first, second):
        with lock(file) as is_held:
            assert is_held is True
    assert [path.name for path in tmp_path.iterdir()] == ["a.lock"]
    assert file.stat().st_size == 0


@pytest.mark.parametrize("lock", [locks.shared, locks.alone])
def test_what_is_no_file_fails_in_its_own_words(tmp_path: Path, lock: Lock) -> None:
    with pytest.raises(sqlite3.OperationalError, match="unable to open"), lock(tmp_path):
        pass


def test_it_may_be_let_go_of_by_another_thread(tmp_path: Path) -> None:
    held = locks.alone(tmp_path / "a.lock")
    thread = threading.Thread(target=held.__enter__)
    thread.start()
    thread.join()
    held.__exit__(None, None, None)
    with locks.alone(tmp_path / "a.lock") as is_free:
        assert is_free
