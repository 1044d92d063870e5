"""What threads have freed goes back to the system."""

import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]

# Blocks that are too small to be handed back each by itself; above them one that stays.
PROGRAM = """
import threading
from pathlib import Path
from kinfolk.vision import heap

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

heap.share()
kept = []

def fill():
    blocks = [bytearray(b"x" * 60_000) for _ in range(1_000)]
    kept.append(bytearray(60_000))
    full.append(held())

full = []
threads = [threading.Thread(target=fill) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
heap.give_back()
print(max(full) - held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux keeps what is freed")
def test_what_threads_have_freed_goes_back() -> None:
    command = [sys.executable, "-c", PROGRAM]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=REPO, check=True)
    assert int(run.stdout) > 50_000_000
