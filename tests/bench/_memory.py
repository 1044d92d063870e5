"""Measure how much memory processes hold."""

import resource
import sys
from pathlib import Path


def peak() -> float:
    if sys.platform == "linux":  # getrusage would start with what the parent process held
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1024**2 if sys.platform == "darwin" else used / 1024


def held(pid: int) -> float:
    """Return the megabytes of a process and its children; shared memory is counted once."""
    try:
        pids = [pid] + [
            int(word)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for word in (task / "children").read_text().split()
        ]
    except OSError:
        return 0.0
    return sum(map(share, set(pids))) / 1024


def share(pid: int) -> int:
    """Return a process's proportional share of memory in kB, 0 if it has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(rollup.split("Pss:")[1].split()[0])
