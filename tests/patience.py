"""Waiting in tests: for something that must come, never for a fixed time."""

import threading
import time
from collections.abc import Callable

# Seconds: nothing in the tests takes as long on any machine, however busy. A shorter limit would
# fail on slow machines; what takes longer hangs.
PATIENCE = 180
_LOOKS = 0.01  # seconds between two looks


def until(is_so: Callable[[], object], missing: str = "it never came to be so") -> None:
    """Wait for what another process or thread does and no signal tells; assert that it comes."""
    late = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < late, missing
        threading.Event().wait(_LOOKS)
