"""Try the Debian package: check it with lintian, install it, start it as a desktop does, remove it.

The system stays as it is: /usr, /var and /etc are covered by overlays in memory, which end with the
processes that see them. Needs root.
"""

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import linux
import system
from product import Product, product
from xserver import screen

NEEDED = {
    "Xvfb": "xvfb",
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
    "gio": "libglib2.0-bin",
    "lintian": "lintian",
    "xdotool": "xdotool",
    "xprop": "x11-utils",
}
COVERED = ("/usr", "/var", "/etc")
PATIENCE = 60.0  # seconds, enough on a very busy machine
# Caches in which the system's own tools list the files of all packages.
CACHES = ("icon-theme.cache", "mimeinfo.cache", "ld.so.cache")
INSIDE = "--inside"


def main() -> int:
    """Start the check in a mount and process namespace of its own; return the exit code."""
    package = Path(sys.argv[1]).absolute()
    if sys.argv[2:] == [INSIDE]:
        return inside(package, product())
    if os.geteuid():
        print("To install a package takes root.", file=sys.stderr)
        return 1
    if not system.are_there(NEEDED):
        return 1
    alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    return subprocess.call([*alone, sys.executable, __file__, str(package), INSIDE])


def inside(package: Path, what: Product) -> int:
    """Run all steps within the namespace, print each; return 1 at the first that fails."""
    _cover()
    share = Path("/usr/share")
    entry = share / "applications" / f"{what.id}.desktop"
    metainfo = share / "metainfo" / f"{what.id}.metainfo.xml"
    quiet = "-qq -y -o APT::Sandbox::User=root"
    before = _files()
    steps: dict[str, Callable[[], object]] = {
        # There is no address of a maintainer and no homepage to name so far.
        "lintian has no error": lambda: _run(
            f"lintian --fail-on error --suppress-tags malformed-contact {package}"
        ),
        "installed": lambda: _run(f"apt-get install {quiet} {shlex.quote(str(package))}"),
        "the desktop entry is valid": lambda: _run(f"desktop-file-validate {entry}"),
        "the metainfo is valid": lambda: _run(
            f"appstreamcli validate --no-net --override=url-homepage-missing=info {metainfo}"
        ),
        "it checks itself": lambda: _run(f"/usr/bin/{what.name} selfcheck"),
        "started from its desktop entry": lambda: _started(entry, what),
        "removed": lambda: _run(f"apt-get purge {quiet} {what.name}"),
        "nothing is left": lambda: _same(before, _files()),
    }
    for name, step in steps.items():
        began = time.monotonic()
        try:
            said = step()
        except (subprocess.CalledProcessError, AssertionError) as error:
            output = getattr(error, "stdout", "") or ""
            print(f"FAILED: {name}\n{error}\n{output}", file=sys.stderr)
            return 1
        note = f", {said}" if isinstance(said, str) and said else ""
        print(f"{name}{note} ({time.monotonic() - began:.1f} seconds)", flush=True)
    return 0


def _cover() -> None:
    """Put an overlay over each folder of COVERED, for this process and those it starts."""
    layers = tempfile.mkdtemp(prefix="kinfolk-deb-")
    _run(f"mount -t tmpfs layers {layers}")
    for folder in COVERED:
        upper, work = Path(layers, folder[1:]), Path(layers, f"{folder[1:]}-work")
        upper.mkdir()
        work.mkdir()
        options = f"lowerdir={folder},upperdir={upper},workdir={work}"
        _run(f"mount -t overlay overlay -o {options} {folder}")


def _run(command: str) -> None:
    """Run a command; raise CalledProcessError with its output where it fails."""
    home = {"HOME": tempfile.gettempdir(), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    subprocess.run(
        shlex.split(command),
        check=True,
        env=home | {"DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _files() -> set[Path]:
    """Return all files below /usr and /etc, without the caches that package tools rewrite."""
    return {
        Path(folder, name)
        for top in ("/usr", "/etc")
        for folder, _, names in os.walk(top)
        for name in names
        if name not in CACHES
    }


def _same(before: set[Path], after: set[Path]) -> None:
    """Assert that no file is left behind and none has gone."""
    assert before == after, f"left: {sorted(after - before)}, lost: {sorted(before - after)}"


def _started(entry: Path, what: Product) -> str:
    """Start the app from its desktop entry; return after how long its window came.

    The window must have the WM_CLASS that the entry names. The actions of the icon's menu are tried
    as well: each must be handed over to the program that runs, without another window.
    """
    with tempfile.TemporaryDirectory() as home, screen() as display:
        seen = {"DISPLAY": display, "HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        began = time.monotonic()
        subprocess.run(["gio", "launch", str(entry)], env=seen, check=True)
        search = ["xdotool", "search", "--onlyvisible", "--name", f"^{what.title}"]
        window = ""
        while not window and time.monotonic() - began < PATIENCE:
            window = subprocess.run(
                search, env=seen, capture_output=True, text=True, check=False
            ).stdout.strip()
        seconds = time.monotonic() - began
        assert window, f"no window in {PATIENCE:.0f} seconds"
        asked = ["xprop", "-id", window.split()[0], "WM_CLASS"]
        said = subprocess.run(asked, env=seen, capture_output=True, text=True, check=True).stdout
        assert f'"{what.name}"' in said, said
        for words, option in linux.ACTIONS.values():
            code = subprocess.call([what.name, option], env=seen, timeout=PATIENCE)
            assert code == 0, f"“{words}” of its icon's menu has ended with {code}"
        shown = subprocess.run(search, env=seen, capture_output=True, text=True, check=True).stdout
        assert shown.split() == window.split(), "an entry of its icon's menu has opened another one"
        asked = ["xdotool", "getwindowpid", window.split()[0]]
        said = subprocess.run(asked, env=seen, capture_output=True, text=True, check=True).stdout
        os.kill(int(said), signal.SIGTERM)
    return f"a window after {seconds:.1f}"


if __name__ == "__main__":
    sys.exit(main())
