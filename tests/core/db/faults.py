"""A disk that is full, and a connection of sqlite3 that fails where a test says."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest


def full() -> sqlite3.OperationalError:
    """Return the error that sqlite3 raises when the disk is full."""
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    error.sqlite_errorname = "SQLITE_FULL"
    return error


class Driver(sqlite3.Connection):
    """A connection that calls `at` around each commit and before each statement.

    `at` gets the moment ("commit", "committed" or "statement") and the connection. Once `break_`
    was called, every further call fails, as on a full disk.
    """

    at: Callable[[str, "Driver"], None] = staticmethod(lambda moment, driver: None)
    is_broken = False

    def commit(self) -> None:
        self._ask("commit")
        super().commit()
        self._ask("committed")

    def rollback(self) -> None:
        if self.is_broken:
            raise full()
        super().rollback()

    def cursor(self, *arguments: Any, **named: Any) -> Any:
        self._ask("statement")
        return super().cursor(*arguments, **named)

    def _ask(self, moment: str) -> None:
        """Call `at`, or fail if the connection is broken."""
        if self.is_broken:
            raise full()
        type(self).at(moment, self)

    def break_(self) -> None:
        """Break this connection for good and raise the error."""
        self.is_broken = True
        raise full()


@contextmanager
def connecting(kind: type[sqlite3.Connection], patch: pytest.MonkeyPatch) -> Iterator[None]:
    """All connections made meanwhile are of that class; patches sqlite3.connect."""
    real = sqlite3.connect
    with patch.context() as patched:
        patched.setattr(
            sqlite3, "connect", lambda *args, **named: real(*args, factory=kind, **named)
        )
        yield


@contextmanager
def driver(patch: pytest.MonkeyPatch) -> Iterator[type[Driver]]:
    """Give the class of all connections made meanwhile."""

    # A class for this test alone, so that its `at` disturbs no other.
    class Failing(Driver):
        pass

    with connecting(Failing, patch):
        yield Failing


@contextmanager
def no_room(beyond: int = 1) -> Iterator[None]:
    """No file of this process grows beyond so many bytes; POSIX only."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (beyond, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
