"""The progress bar of a long run, on a terminal alone, and its clean end on Ctrl+C."""

import shutil
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO, TypeVar

from kinfolk.cli import terminal
from kinfolk.cli.common import many
from kinfolk.core.copying import CopyProgress
from kinfolk.core.jobs import Job
from kinfolk.core.sizes import Size

if TYPE_CHECKING:
    from kinfolk.scan.job import ScanProgress
    from kinfolk.scan.sidecars import SidecarProgress

P = TypeVar("P")

TICK = 0.1  # seconds between two looks at the progress
BAR = 24  # characters


def follow(job: Job[P], line: Callable[[P], str], *, stream: TextIO | None = None) -> bool:
    """Run the job to its end, drawn on stderr; False if Ctrl+C cut it short, cleanly."""
    stream = stream or sys.stderr
    # In a file or a pipe every look would be a line.
    drawing = stream.isatty()
    finished = True
    job.start()
    try:
        while not job.wait(TICK):
            if drawing:
                _draw(line(job.progress), stream)
    except KeyboardInterrupt:
        finished = False
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a second one ends at once, without a word
        job.cancel()
        if drawing:
            _draw("Stopping…", stream)
        job.wait()
    finally:
        if drawing:
            _draw("", stream)
    return finished


def scan_line(progress: "ScanProgress") -> str:
    """The bar of a scan with its numbers."""
    if progress.phase == "walking":
        return f"Finding photos: {progress.photos_total:,}"
    parts = [
        _bar(progress.photos_done, progress.photos_total),
        f"{progress.photos_done:,} of {many(progress.photos_total, 'photo')}",
        many(progress.faces_found, "face"),
    ]
    if progress.phase in ("naming", "grouping"):
        parts.append({"naming": "reading names"}.get(progress.phase, progress.phase))
    elif progress.seconds_left is not None:
        parts.append(f"{progress.rate:.1f} per second, {_span(progress.seconds_left)} left")
    return "  ".join(parts)


def sidecar_line(progress: "SidecarProgress") -> str:
    """The bar of names that are written beside photos."""
    total = progress.total
    return f"{_bar(progress.done, total)}  {progress.done:,} of {many(total, 'photo')}"


def copy_line(progress: CopyProgress) -> str:
    """The bar of photos that are copied."""
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
    # One less: some terminals begin a new line after the last column.
    width = shutil.get_terminal_size().columns - 1
    # Back to the beginning of the line, which is cleared.
    stream.write(f"\r\033[K{terminal.line(text)[:width]}")
    stream.flush()


def _span(seconds: float) -> str:
    """`40 s`, `12 min`, `3 h 20 min`."""
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
