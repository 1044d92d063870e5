"""Tries the AppImage: mounted, and as files that are unpacked; used by appimage.py.

No Python on the path, a home of its own, and no network where that can be taken away from a program
that mounts, which takes root. Whatever way it ends, nothing of it may be left.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from frozen import surroundings

PATIENCE = 60.0  # seconds, on a machine that is very busy
WAYS: dict[str, dict[str, str]] = {"mounted": {}, "unpacked": {"APPIMAGE_EXTRACT_AND_RUN": "1"}}


def check(image: Path) -> int:
    """All of it, a line each; 1 where something is not as it should be."""
    ways = list(WAYS) if Path("/dev/fuse").exists() else ["unpacked"]
    if len(ways) < len(WAYS):
        print("There is no FUSE here: it is tried as unpacked files alone.")
    try:
        _tell("it is one", lambda: _is_one(image))
        _tell("unpacked by hand", lambda: _unpacked(image))
        for way in ways:
            _try(image, way)
    except AssertionError as wrong:
        print(f"FAILED: {wrong}", file=sys.stderr)
        return 1
    return 0


def _try(image: Path, way: str) -> None:
    with tempfile.TemporaryDirectory(prefix="kinfolk-image-") as home:
        seen = surroundings(Path(home)) | WAYS[way]
        _tell(f"{way}: starts", lambda: _runs(image, "--version", seen, 0))
        _tell(f"{way}: checks itself", lambda: _runs(image, "selfcheck", seen, 0))
        _tell(f"{way}: hands its exit code on", lambda: _runs(image, "no-such-verb", seen, 2))
        _tell(f"{way}: is killed", lambda: _killed(image, seen))


def _tell(name: str, step: Callable[[], object]) -> None:
    began = time.monotonic()
    step()
    print(f"{name} ({time.monotonic() - began:.1f} seconds)", flush=True)


def _is_one(image: Path) -> None:
    data = image.read_bytes()
    said = subprocess.run([image, "--appimage-offset"], capture_output=True, check=True).stdout
    assert data[:4] + data[8:11] == b"\x7fELFAI\x02", "it does not say what it is"
    assert data[int(said) :][:4] == b"hsqs", "no file system begins where it says so"


def _unpacked(image: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        codes = [
            subprocess.run(
                [image, "--appimage-extract"], cwd=folder, capture_output=True, check=False
            ).returncode
            for _ in range(2)
        ]
        assert Path(folder, "squashfs-root", "AppRun").resolve().is_file(), "there is no AppRun"
    assert codes[0] == 0, "it cannot be unpacked"
    assert codes[1] > 0, "it was unpacked over what was there"


def _runs(image: Path, argument: str, seen: dict[str, str], expected: int) -> None:
    """It ends with that code, and leaves nothing."""
    command = [*_without_network(), str(image), argument]
    done = subprocess.run(command, env=seen, capture_output=True, text=True, check=False)
    assert done.returncode == expected, f"ended with {done.returncode}: {done.stdout}{done.stderr}"
    _wait(lambda: _is_gone(seen), "something is left")


def _killed(image: Path, seen: dict[str, str]) -> None:
    """Its window is open, and it is killed: of folder and mount nothing is left."""
    base = Path(seen["HOME"], "killed")
    shown = seen | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([image, "--base-dir", str(base)], env=shown) as program:
        _wait((base / "data" / "library.db").exists, "its window has made no library")
        assert not _is_gone(seen), "it runs from somewhere else"
        program.kill()
        assert program.wait(PATIENCE) == -9, "who has started it is not told that it was killed"
    _wait(lambda: _is_gone(seen), "something is left")


def _is_gone(seen: dict[str, str]) -> bool:
    mounts = Path("/proc/self/mounts").read_text(encoding="utf-8")
    return not list(Path(seen["TMPDIR"]).glob(".mount_*")) and seen["TMPDIR"] not in mounts


def _wait(is_so: Callable[[], bool], otherwise: str) -> None:
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < PATIENCE, otherwise
        time.sleep(0.05)


def _without_network() -> tuple[str, ...]:
    """Unlike that of frozen.py it leaves the program's user as it is, who has to mount."""
    tool = shutil.which("unshare")
    return (tool, "--net") if tool and not os.geteuid() else ()
