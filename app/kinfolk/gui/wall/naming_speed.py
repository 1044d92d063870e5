"""How fast the user names one group after another."""

import time
from collections import deque
from collections.abc import Callable
from statistics import median

PAUSE = 60.0  # seconds; a longer pause was not spent naming
KEPT, FEWEST = 20, 3  # most times kept, and fewest that allow an estimate


class Pace:
    """Estimate the time for a name by the median of the last ones.

    With the median one hard face changes little.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock()` returns seconds."""
        self._clock = clock
        self._last: float | None = None
        self._took: deque[float] = deque(maxlen=KEPT)

    def note(self) -> None:
        """Note that a name has been given."""
        now, before = self._clock(), self._last
        self._last = now
        if before is not None and now - before <= PAUSE:
            self._took.append(now - before)

    def needed(self, groups: int) -> float | None:
        """Return the seconds needed for this many groups, or None while too little is known."""
        return median(self._took) * groups if len(self._took) >= FEWEST else None
