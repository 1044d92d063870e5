"""Try the setup for Windows in Wine, silently: install it, over an older one too, and remove it.

Used by windows.py, where files stand in for the app's, and by windows_run.py with the real app.
"""

import filecmp
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from product import Product
from windows_wine import PATIENCE, Wine

FILES = ("kinfolk.exe", "_internal/base_library.zip", "_internal/kinfolk/resources/größe $x.txt")
OLDER = "_internal/of-an-older-version.dll"
OLDER_VERSION = "0.0.1"


@dataclass(frozen=True)
class Setup:
    """A setup that was made, and what is in it."""

    file: Path
    payload: Path
    what: Product


def stand_in(folder: Path, *more: str) -> Path:
    """Make a folder with files such as the app has; one name has a blank, an umlaut and a `$`."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in (*FILES, *more):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def older_app(app: Path, folder: Path, what: Product) -> Path:
    """Copy the frozen app; the copy says OLDER_VERSION, and has files that the app lacks."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(app, folder)
    (folder / OLDER).write_text(OLDER, encoding="utf-8")
    about = folder / "_internal" / f"{what.name}-{what.version}.dist-info"
    facts = about / "METADATA"
    told = facts.read_text(encoding="utf-8")
    facts.write_text(
        told.replace(f"\nVersion: {what.version}\n", f"\nVersion: {OLDER_VERSION}\n", 1),
        encoding="utf-8",
    )
    about.rename(about.with_name(f"{what.name}-{OLDER_VERSION}.dist-info"))
    return folder


def check(older: Setup, newer: Setup) -> int:
    """Run every check, print a line for each; return 1 as soon as one fails."""
    with tempfile.TemporaryDirectory(prefix="kinfolk-wine-") as folder:
        wine = Wine(Path(folder))

        def use(_: Path, what: Product) -> Iterable[str]:
            (wine.local / what.name).mkdir(exist_ok=True)
            (wine.local / what.name / "library.db").write_text(what.version, encoding="utf-8")
            return ()

        try:
            for said in tried(wine, older, newer, use):
                print(said)
        except AssertionError as wrong:
            print(f"FAILED: {wrong}", file=sys.stderr)
            return 1
        finally:
            wine.close()
    return 0


def tried(
    wine: Wine, older: Setup, newer: Setup, use: Callable[[Path, Product], Iterable[str]]
) -> Iterator[str]:
    """Install the older setup, the newer one over it, remove it, and check what is there each time.

    Yield what each step has shown. `use` is called with the folder of the installed app, and what
    it says of itself, after each of both; it fills the library. The library and a file that the
    user has put into the app's folder must stay, and nothing else of the older app. Raise
    AssertionError where something is wrong.
    """
    what = newer.what
    place = wine.local / "Programs" / what.title
    roaming = wine.local.parent / "Roaming"
    library = wine.local / what.name
    own = place / "_internal" / "photo of mine.jpg"
    entry = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{what.id}"
    classes = r"Software\Classes"
    file = str(newer.file)
    said = subprocess.run(["exiftool", file], capture_output=True, text=True, check=True)
    for told in (what.title, what.version, what.publisher, what.short):
        assert told in said.stdout, f"its properties do not say {told}"
    yield "its properties say what it is"

    wine.run(str(older.file), "/S")
    before = _names(older.payload)
    assert _names(place) == {*before, "uninstall.exe"}, f"installed: {_names(place)}"
    _same(older.payload, place)
    assert list(roaming.rglob(f"{what.title}.lnk")), "it is not in the menu"
    known = wine.knows(entry)
    for told in (what.title, older.what.version, "QuietUninstallString"):
        assert told in known, f"the list of programs does not say {told}"
    assert "%1" in wine.knows(rf"{classes}\Directory\shell\{what.id}"), "it opens no folder"
    opens = wine.knows(rf"{classes}\Applications\{what.name}.exe")
    for suffix in (".heic", ".jpg"):
        assert suffix in opens, f"it opens no {suffix}"
    yield f"{older.what.version} is installed for one user, without a question"

    yield from use(place, older.what)
    own.write_text("mine", encoding="utf-8")
    kept = _contents(library)
    wine.run(file, "/S")
    brought = _names(newer.payload)
    there = {*brought, "uninstall.exe", f"_internal/{own.name}"}
    gone = before - brought
    assert gone, "the older app has no file of its own"
    _wait(lambda: _names(place) == there, place)
    _same(newer.payload, place)
    assert what.version in wine.knows(entry), "the list of programs says the older version"
    assert _contents(library) == kept, "the library has changed"
    yield f"updated to {what.version}: {len(gone)} files of {older.what.version} alone are gone"

    yield from use(place, what)
    kept = _contents(library)
    wine.run(file, "/S")
    _wait(lambda: _names(place) == there, place)
    assert _contents(library) == kept, "the library has changed"
    yield "installed again over itself"

    wine.run(str(place / "uninstall.exe"), "/S")
    _wait(lambda: _names(place) == {f"_internal/{own.name}"}, place)
    assert _contents(library) == kept, "the library has changed"
    assert not list(roaming.rglob(f"{what.title}.lnk")), "it is in the menu still"
    for key in (entry, rf"{classes}\Applications\{what.name}.exe"):
        assert not wine.knows(key), f"left in the registry: {key}"
    yield "removed, with all but the library and a file of the user's own"


def _same(payload: Path, place: Path) -> None:
    """Fail if a file of the payload is missing in the place, or another one."""
    names = _names(payload)
    same = filecmp.cmpfiles(payload, place, names, shallow=False)[0]
    assert set(same) == names, f"a file is another one: {names - set(same)}"


def _contents(folder: Path) -> dict[str, bytes]:
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
