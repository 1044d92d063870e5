"""Try the AppImage, mounted and unpacked; used by appimage.py.

The program runs without a Python on its PATH, with a home folder of its own, and without a network
where it can be taken away (a program that mounts needs root for that). However it ends, it must
leave no mount and no file behind.
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

PATIENCE = 60.0  # seconds, enough on a very busy machine
WAYS: dict[str, dict[str, str]] = {"mounted": {}, "unpacked": {"APPIMAGE_EXTRACT_AND_RUN": "1"}}


def check(image: Path) -> int:
    """Run every check on `image`, print a line for each, and return 1 as soon as one fails."""
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
    """Run the checks of one way to start it, "mounted" or "unpacked"."""
    with tempfile.TemporaryDirectory(prefix="kinfolk-image-") as home:
        seen = surroundings(Path(home)) | WAYS[way]
        _tell(f"{way}: starts", lambda: _runs(image, "--version", seen, 0))
        _tell(f"{way}: checks itself", lambda: _runs(image, "selfcheck", seen, 0))
        _tell(f"{way}: hands its exit code on", lambda: _runs(image, "no-such-verb", seen, 2))
        _tell(f"{way}: is killed", lambda: _killed(image, seen))


def _tell(name: str, step: Callable[[], object]) -> None:
    """Run a step and print its name and how long it took."""
    began = time.monotonic()
    step()
    print(f"{name} ({time.monotonic() - began:.1f} seconds)", flush=True)


def _is_one(image: Path) -> None:
    """Check that the file says it is an AppImage, and has a squashfs image where it says so."""
    data = image.read_bytes()
    said = subprocess.run([image, "--appimage-offset"], capture_output=True, check=True).stdout
    assert data[:4] + data[8:11] == b"\x7fELFAI\x02", "it does not say what it is"
    assert data[int(said) :][:4] == b"hsqs", "no file system begins where it says so"


def _unpacked(image: Path) -> None:
    """Check that `--appimage-extract` unpacks the image, and refuses to unpack over files."""
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
    """Check that the program ends with the exit code `expected` and leaves nothing behind."""
    command = [*_without_network(), str(image), argument]
    done = subprocess.run(command, env=seen, capture_output=True, text=True, check=False)
    assert done.returncode == expected, f"ended with {done.returncode}: {done.stdout}{done.stderr}"
    _wait(lambda: _is_gone(seen), "something is left")


def _killed(image: Path, seen: dict[str, str]) -> None:
    """Check that nothing is left when the program is killed with its window open.

    That is neither a folder nor a mount.
    """
    base = Path(seen["HOME"], "killed")
    shown = seen | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([image, "--base-dir", str(base)], env=shown) as program:
        _wait((base / "data" / "library.db").exists, "its window has made no library")
        assert not _is_gone(seen), "it runs from somewhere else"
        program.kill()
        assert program.wait(PATIENCE) == -9, "who has started it is not told that it was killed"
    _wait(lambda: _is_gone(seen), "something is left")


def _is_gone(seen: dict[str, str]) -> bool:
    """Return whether no mount and no process's folder of the program is left."""
    mounts = Path("/proc/self/mounts").read_text(encoding="utf-8")
    return not list(Path(seen["TMPDIR"]).glob(".mount_*")) and seen["TMPDIR"] not in mounts


def _wait(is_so: Callable[[], bool], otherwise: str) -> None:
    """Wait until `is_so` returns True; raise AssertionError(otherwise) after PATIENCE."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < PATIENCE, otherwise
        time.sleep(0.05)


def _without_network() -> tuple[str, ...]:
    """Return what to put before a command so that it has no network; nothing without root.

    frozen.without_network maps the user to root in a namespace of its own; this one must leave the
    user as it is, since the program mounts as that user.
    """
    tool = shutil.which("unshare")
    return (tool, "--net") if tool and not os.geteuid() else ()
