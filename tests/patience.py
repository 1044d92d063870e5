"""How tests wait: for what has to come, and never for a time."""

import threading
import time
from collections.abc import Callable

# Seconds that nothing here takes on any machine, however busy. Who waits for less measures the
# machine; what takes longer hangs.
PATIENCE = 180
_LOOKS = 0.01  # seconds between two looks


def until(is_so: Callable[[], object], missing: str = "it never came to be so") -> None:
    """Waits for what another process or thread does and no signal tells."""
    late = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < late, missing
        threading.Event().wait(_LOOKS)
