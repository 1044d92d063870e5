"""Try the setup for Windows in Wine, silently: install it, over an older one too, and remove it.

Used by windows.py. Files stand in for the app's: Wine shows what the setup does, not what Qt does.
"""

import filecmp
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import windows_wine
from product import Product
from windows_wine import PATIENCE, Wine

TOOLS = windows_wine.TOOLS | {"exiftool": "libimage-exiftool-perl"}
FILES = ("kinfolk.exe", "_internal/base_library.zip", "_internal/kinfolk/resources/größe $x.txt")
OLDER = "_internal/of-an-older-version.dll"


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
            for said in tried(what, wine, older, setup, payload=setup.with_suffix("")):
                print(said)
        except AssertionError as wrong:
            print(f"FAILED: {wrong}", file=sys.stderr)
            return 1
        finally:
            wine.close()
    return 0


def tried(
    what: Product,
    wine: Wine,
    older: Path,
    setup: Path,
    *,
    payload: Path,
    use: Callable[[Path], Iterable[str]] = lambda place: (),
) -> Iterator[str]:
    """Install the older setup, the newer one over it, remove it, and check what is there each time.

    Yield what each step has shown. The library and a file that the user has put into the app's
    folder must stay. Of the older setup, which `stand_in` has made, nothing may be left. `use` is
    called with the folder of the installed app. Raise AssertionError where something is wrong.
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
    yield "its properties say what it is"

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
    yield "installed for one user, without a question"

    for path in (library, own):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    wine.run(str(setup), "/S")
    brought = _names(payload)
    _wait(lambda: _names(place) == {*brought, "uninstall.exe", f"_internal/{own.name}"}, place)
    same = filecmp.cmpfiles(payload, place, brought, shallow=False)[0]
    assert set(same) == brought, f"a file is another one: {brought - set(same)}"
    assert library.read_text(encoding="utf-8") == "mine", "the library has changed"
    yield "installed over an older one, of which nothing is left"

    yield from use(place)
    kept = _contents(library.parent)
    wine.run(str(setup), "/S")
    _wait(lambda: _names(place) == {*brought, "uninstall.exe", f"_internal/{own.name}"}, place)
    assert _contents(library.parent) == kept, "the library has changed"
    yield "installed again over itself"

    wine.run(str(place / "uninstall.exe"), "/S")
    _wait(lambda: _names(place) == {f"_internal/{own.name}"}, place)
    assert _contents(library.parent) == kept, "the library has changed"
    assert not list(roaming.rglob(f"{what.title}.lnk")), "it is in the menu still"
    for key in (entry, rf"{classes}\Applications\{what.name}.exe"):
        assert not wine.knows(key), f"left in the registry: {key}"
    yield "removed, with all but the library and a file of the user's own"


def _contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the files below `folder`."""
    return {name: (folder / name).read_bytes() for name in _names(folder)}


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
