"""Try the setup for Windows in Wine, silently: install it, over an older one too, and remove it.

Used by windows.py. Files stand in for the app's: Wine shows what the setup does, not what Qt does.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from product import Product

TOOLS = {"wine": "wine", "/usr/lib/wine/wine64": "wine64", "exiftool": "libimage-exiftool-perl"}
FILES = ("kinfolk.exe", "_internal/base_library.zip", "_internal/kinfolk/resources/größe $x.txt")
OLDER = "_internal/of-an-older-version.dll"
PATIENCE = 300.0  # seconds: the first start of Wine makes a whole Windows


def stand_in(folder: Path, *more: str) -> Path:
    """Make a folder with files such as the app has; one name has a blank, an umlaut and a `$`."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in (*FILES, *more):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def check(what: Product, older: Path, setup: Path) -> int:
    """Run every check, print a line for each; return 1 as soon as one fails."""
    with tempfile.TemporaryDirectory(prefix="kinfolk-wine-") as folder:
        wine = Wine(Path(folder))
        try:
            _check(what, older, setup, wine)
        except AssertionError as wrong:
            print(f"FAILED: {wrong}", file=sys.stderr)
            return 1
        finally:
            wine.close()
    return 0


class Wine:
    """A Windows of our own in Wine, without a screen; it lives in a folder given."""

    def __init__(self, folder: Path) -> None:
        silent = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe="}
        self._seen = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "WINEPREFIX": str(folder / "prefix"),
            "LC_ALL": "C.UTF-8",
            **silent,
        }
        self.run("wineboot", "--init")
        (self.local,) = (folder / "prefix" / "drive_c" / "users").glob("*/AppData/Local")

    def run(self, *command: str) -> str:
        """Run a command in it and return its output; raise AssertionError where it fails."""
        done = subprocess.run(
            ["wine", *command],
            env=self._seen,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, f"{command[0]} has ended with {done.returncode}"
        return done.stdout

    def knows(self, key: str) -> str:
        """Return all that the registry has below that key of the user.

        Returns nothing where it has none.
        """
        try:
            return self.run("reg", "query", rf"HKCU\{key}", "/s")
        except AssertionError:
            return ""

    def close(self) -> None:
        """End all processes of this Windows."""
        subprocess.run(["wineserver", "--kill"], env=self._seen, check=False)


def _check(what: Product, older: Path, setup: Path, wine: Wine) -> None:
    """Install the older setup, the newer one over it, remove it, and check what is there each time.

    The library and a file that the user has put into the app's folder must stay.
    """
    place = wine.local / "Programs" / what.title
    roaming = wine.local.parent / "Roaming"
    library = wine.local / what.name / "library.db"
    own = place / "_internal" / "photo of mine.jpg"
    entry = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{what.id}"
    classes = r"Software\Classes"
    said = subprocess.run(["exiftool", str(setup)], capture_output=True, text=True, check=True)
    for told in (what.title, what.version, what.publisher, what.short):
        assert told in said.stdout, f"its properties do not say {told}"
    print("its properties say what it is")

    wine.run(str(older), "/S")
    assert _names(place) == {*FILES, OLDER, "uninstall.exe"}, f"installed: {_names(place)}"
    assert (place / FILES[-1]).read_text(encoding="utf-8") == FILES[-1], "a file is another one"
    assert list(roaming.rglob(f"{what.title}.lnk")), "it is not in the menu"
    known = wine.knows(entry)
    for told in (what.title, what.version, "QuietUninstallString"):
        assert told in known, f"the list of programs does not say {told}"
    assert "%1" in wine.knows(rf"{classes}\Directory\shell\{what.id}"), "it opens no folder"
    opens = wine.knows(rf"{classes}\Applications\{what.name}.exe")
    for suffix in (".heic", ".jpg"):
        assert suffix in opens, f"it opens no {suffix}"
    print("installed for one user, without a question")

    for path in (library, own):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    wine.run(str(setup), "/S")
    _wait(lambda: _names(place) == {*FILES, "uninstall.exe", f"_internal/{own.name}"}, place)
    print("installed over an older one, of which nothing is left")

    wine.run(str(place / "uninstall.exe"), "/S")
    _wait(lambda: _names(place) == {f"_internal/{own.name}"}, place)
    assert library.read_text(encoding="utf-8") == "mine", "the library is gone"
    assert not list(roaming.rglob(f"{what.title}.lnk")), "it is in the menu still"
    for key in (entry, rf"{classes}\Applications\{what.name}.exe"):
        assert not wine.knows(key), f"left in the registry: {key}"
    print("removed, with all but the library and a file of the user's own")


def _names(folder: Path) -> set[str]:
    """Return the files below `folder` by their paths relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _wait(is_so: Callable[[], bool], folder: Path) -> None:
    """Wait until `is_so` returns True; fail after PATIENCE.

    An uninstaller goes on in a copy of itself.
    """
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < PATIENCE, f"there: {_names(folder)}"
        time.sleep(0.1)
