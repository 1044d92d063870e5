"""The progress bar of a long run, shown on terminals only, and its clean end on Ctrl+C."""

import shutil
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO, TypeVar

from kinfolk.cli import terminal
from kinfolk.cli.common import many
from kinfolk.core.exchange.copying import CopyProgress
from kinfolk.core.jobs import Job
from kinfolk.core.sizes import Size

if TYPE_CHECKING:
    from kinfolk.scan.job import ScanProgress
    from kinfolk.scan.sidecars import SidecarProgress

P = TypeVar("P")

TICK = 0.1  # seconds between two updates
BAR = 24  # characters of the bar


def follow(job: Job[P], line: Callable[[P], str]) -> bool:
    """Run the job to its end with a progress line on stderr; False if Ctrl+C has stopped it."""
    stream = sys.stderr
    # In a file or pipe each update would be a line of its own.
    drawing = stream is not None and stream.isatty()  # None: the program of the Windows setup
    finished = True
    job.start()
    try:
        while not job.wait(TICK):
            if drawing:
                _draw(line(job.progress), stream)
    except KeyboardInterrupt:
        finished = False
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a second Ctrl+C ends the process at once
        job.cancel()
        if drawing:
            _draw("Stopping…", stream)
        job.wait()
    finally:
        if drawing:
            _draw("", stream)
    return finished


def scan_line(progress: "ScanProgress") -> str:
    """Return the progress line of a scan."""
    if progress.phase == "walking":
        return f"Finding photos: {progress.photos_total:,}"
    parts = [
        _bar(progress.photos_done, progress.photos_total),
        f"{progress.photos_done:,} of {many(progress.photos_total, 'photo')}",
        "estimating ages" if progress.phase == "ageing" else many(progress.faces_found, "face"),
    ]
    if progress.phase in ("naming", "grouping"):
        parts.append({"naming": "reading names"}.get(progress.phase, progress.phase))
    elif progress.seconds_left is not None:
        parts.append(f"{progress.rate:.1f} per second, {_span(progress.seconds_left)} left")
    return "  ".join(parts)


def sidecar_line(progress: "SidecarProgress") -> str:
    """Return the progress line of writing sidecars."""
    total = progress.total
    return f"{_bar(progress.done, total)}  {progress.done:,} of {many(total, 'photo')}"


def copy_line(progress: CopyProgress) -> str:
    """Return the progress line of copying."""
    done, total = progress.done, progress.total
    parts = [
        _bar(done.bytes, total.bytes),
        f"{done.photos:,} of {many(total.photos, 'photo')}",
        f"{Size(done.bytes)} of {Size(total.bytes)}",
    ]
    return "  ".join(parts)


def _bar(done: int, total: int) -> str:
    filled = min(BAR, round(BAR * done / max(total, 1)))
    return "█" * filled + "░" * (BAR - filled)


def _draw(text: str, stream: TextIO) -> None:
    # One less, since some terminals start a new line after the last column.
    width = shutil.get_terminal_size().columns - 1
    # Return to the beginning of the line, and clear it.
    stream.write(f"\r\033[K{terminal.line(text)[:width]}")
    stream.flush()


def _span(seconds: float) -> str:
    """Return a duration as "40 s", "12 min" or "3 h 20 min"."""
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
