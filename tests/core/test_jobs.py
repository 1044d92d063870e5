"""Jobs: run once, tell how far they are, stop when asked, keep their error."""

import threading
from collections.abc import Callable

import pytest

from kinfolk.core.jobs import Job
from tests.patience import PATIENCE


class Count(Job[int]):
    """Counts until it is stopped, or does what it is given."""

    def __init__(self, work: Callable[["Count"], None]) -> None:
        super().__init__(0)
        self.work = work

    def run(self) -> None:
        self.work(self)


def count(job: Count) -> None:
    while True:
        job.check_cancelled()
        job.progress += 1


def test_a_job_is_cancelled_between_two_pieces() -> None:
    job = Count(count)
    assert not job.is_running
    job.start()
    assert not job.wait(0)
    job.cancel()
    assert job.wait(PATIENCE)
    assert job.is_cancelled
    assert job.error is None


def test_a_job_that_ends() -> None:
    gate = threading.Event()
    job = Count(lambda job: setattr(job, "progress", gate.wait(PATIENCE) and 7))
    job.start()
    assert job.is_running
    gate.set()
    assert job.wait(PATIENCE)
    assert (job.progress, job.is_running, job.is_cancelled) == (7, False, False)


def test_a_failure_is_kept_and_raised_to_who_waits() -> None:
    def divide(job: Count) -> None:
        raise ZeroDivisionError

    job = Count(divide)
    job.start()
    with pytest.raises(ZeroDivisionError):
        job.wait(PATIENCE)
    assert isinstance(job.error, ZeroDivisionError)
