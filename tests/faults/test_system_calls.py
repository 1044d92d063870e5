"""A system call fails at any step: nothing that was acknowledged is lost, and it goes on after."""

import errno
from pathlib import Path

import pytest

from tests.faults.house import House

pytestmark = pytest.mark.slow

STEPS = 40


def failing(shim: Path, call: str, number: int, code: int, *, last: int = 0) -> dict[str, str]:
    """The environment in which a call on the library or its cache fails."""
    return {
        "LD_PRELOAD": str(shim),
        "FAULT_CALL": call,
        "FAULT_PATH": ".db",
        "FAULT_AT": str(number),
        "FAULT_LAST": str(last or number),
        "FAULT_ERRNO": str(code),
    }


@pytest.mark.parametrize("call", ["write", "sync", "truncate", "read", "rename"])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC], ids=["broken", "full"])
def test_a_call_fails_once(
    built: House, tmp_path: Path, shim: Path, call: str, code: int, is_long: bool
) -> None:
    photos, acknowledged = built.photo_facts(), 0
    for number in range(1, STEPS + 1) if is_long else (2, 9):
        house = built.copy(tmp_path / str(number))
        user = house.user(number, 12, environment=failing(shim, call, number, code))
        user.end()
        acknowledged += sum(line.startswith("!") for line in user.said)
        house.learn(user.said)
    assert acknowledged
    assert built.photo_facts() == photos


@pytest.mark.parametrize("call", ["write", "sync", "truncate", "read", "rename"])
def test_a_call_fails_while_the_library_is_opened(
    house: House, shim: Path, call: str, is_long: bool
) -> None:
    """It may be refused, in plain words; the library is what it was."""
    for number in range(1, STEPS + 1) if is_long else (1, 6):
        environment = failing(shim, call, number, errno.EIO) | {"FAULT_ARMED": "1"}
        user = house.user(number, 2, environment=environment)
        user.finish()
        house.learn(user.said)


@pytest.mark.parametrize("call", ["write", "sync"])
def test_a_disk_is_full_for_a_while(
    built: House, tmp_path: Path, shim: Path, call: str, is_long: bool
) -> None:
    """Some decisions fail, and are said to; those after it are kept again."""
    for start in range(1, STEPS + 1, 1 if is_long else 13):
        house = built.copy(tmp_path / str(start))
        environment = failing(shim, call, start, errno.ENOSPC, last=start + 12)
        user = house.user(start, 70, environment=environment)
        user.end()
        marks = [line[0] for line in user.said if line[0] in "!-"]
        assert marks[-1] == "!"
        house.learn(user.said)


def test_a_scan_meets_a_full_disk(house: House, shim: Path, is_long: bool) -> None:
    for number in range(1, 200, 20 if is_long else 100):
        user = house.user(number, 3)
        environment = failing(shim, "write", number, errno.ENOSPC, last=number + 30)
        scan = house.scan(environment | {"FAULT_ARMED": "1"})
        user.end()
        scan.finish()
        house.learn(user.said)
    house.scan().end()
    house.learn()


def test_the_clock_is_turned_back(house: House, shim: Path) -> None:
    """By more than a year, and on again: the order of what was decided is not by the clock."""
    for number, ahead in enumerate((0, -40_000_000, 0, 40_000_000, 0)):
        environment = {"LD_PRELOAD": str(shim), "FAULT_CLOCK": str(ahead)}
        user = house.user(number, 8, environment=environment)
        user.end()
        house.scan(environment).end()
        house.learn(user.said)
