"""Waiting in tests: for something that must come, never for a fixed time."""

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from kinfolk.core.jobs import Job

# Seconds: nothing in the tests takes as long on any machine, however busy. A shorter limit would
# fail on slow machines; what takes longer hangs.
PATIENCE = 180
J = TypeVar("J", bound=Job[Any])
_LOOKS = 0.01  # seconds between two looks


def ran(job: J) -> J:
    """Run a job to its end; raise what it raised."""
    job.start()
    assert job.wait(PATIENCE)
    return job


def until(is_so: Callable[[], object], missing: str = "it never came to be so") -> None:
    """Wait for what another process or thread does and no signal tells; assert that it comes."""
    late = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < late, missing
        threading.Event().wait(_LOOKS)
