"""The bar along the bottom of the wall, with the progress and the pace of naming."""

import time
from collections import deque
from collections.abc import Callable
from statistics import median

from kinfolk.gui.base import words
from kinfolk.gui.widgets.key_bar import KeyBar

PAUSE = 60.0  # seconds; a longer pause was not spent naming
KEPT, FEWEST = 20, 3  # most times kept, and fewest that allow an estimate


class WallKeys(KeyBar):
    """Show key hints; while naming also how much is left and how long that may take."""

    def __init__(self) -> None:
        super().__init__()
        self.pace = Pace()

    def show_progress(self, named: int, left: int) -> None:
        """Show how many were named and how many are left."""
        seconds = self.pace.needed(left) if named and left else None
        if seconds is None:
            text = self.tr("{named} named · {left} left") if named else self.tr("{left} left")
            about = ""
        else:
            text = self.tr("{named} named · {left} left, {time} at your pace")
            about = words.about(seconds)
        shown = {"named": words.number_text(named), "left": words.number_text(left), "time": about}
        short = self.tr("{left} left, {time}") if about else self.tr("{left} left")
        self.say(text.format(**shown), short=short.format(**shown))


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
