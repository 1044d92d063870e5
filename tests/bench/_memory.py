"""What processes hold."""

import resource
import sys
from pathlib import Path


def peak() -> float:
    """The most megabytes this process ever held."""
    if sys.platform == "linux":  # getrusage starts with what the parent held
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1024**2 if sys.platform == "darwin" else used / 1024


def held(pid: int) -> float:
    """Megabytes of a process and its children; what they share is counted once."""
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
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(rollup.split("Pss:")[1].split()[0])
