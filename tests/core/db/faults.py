"""A sqlite3 driver that fails where a test says, and is broken from then on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest


def full() -> sqlite3.OperationalError:
    """What the driver raises when the disk is full."""
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    error.sqlite_errorname = "SQLITE_FULL"
    return error


class Driver(sqlite3.Connection):
    """Asks `at` before and after each commit, and before each statement."""

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
        if self.is_broken:
            raise full()
        type(self).at(moment, self)

    def break_(self) -> None:
        """From now on nothing works with this connection."""
        self.is_broken = True
        raise full()


@contextmanager
def driver(patch: pytest.MonkeyPatch) -> Iterator[type[Driver]]:
    """Every connection made meanwhile is a Driver of this class."""

    class Failing(Driver):
        pass

    real = sqlite3.connect
    with patch.context() as patched:
        patched.setattr(
            sqlite3, "connect", lambda *args, **named: real(*args, factory=Failing, **named)
        )
        yield Failing
