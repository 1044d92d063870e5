"""How fast somebody names one group after another."""

import time
from collections import deque
from collections.abc import Callable
from statistics import median

PAUSE = 60.0  # seconds: who was away longer was not naming
KEPT, FEWEST = 20, 3  # names looked back at; before so many nothing is said


class Pace:
    """The middle of the times from name to name, of the last ones: one hard face changes little."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock()` in seconds."""
        self._clock = clock
        self._last: float | None = None
        self._took: deque[float] = deque(maxlen=KEPT)

    def note(self) -> None:
        """A name was given now."""
        now, before = self._clock(), self._last
        self._last = now
        if before is not None and now - before <= PAUSE:
            self._took.append(now - before)

    def needed(self, groups: int) -> float | None:
        """Seconds for so many groups; null while nobody can say."""
        return median(self._took) * groups if len(self._took) >= FEWEST else None
