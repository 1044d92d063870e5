"""Build the frozen app of this system into build/app/kinfolk; run by `dev.py app`.

`--check` tries the one that was built: without Python, without a PATH, and without a network where
the system can take it away; it also opens a library of each schema version that has existed.
`--archive` packs it for downloading.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import licences
import parts
from product import product

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
IS_MAC = sys.platform == "darwin"
# Of its own, because Wine builds it on a Linux machine.
WINDOWS_APP = BUILD / "windows" / "app" / "kinfolk"
APP = {
    "win32": WINDOWS_APP,
    "darwin": BUILD / "app" / f"{product().title}.app",
}.get(sys.platform, BUILD / "app" / "kinfolk")
PROGRAM = {
    "win32": APP / "kinfolk.exe",
    "darwin": APP / "Contents" / "MacOS" / "kinfolk",
}.get(sys.platform, APP / "kinfolk")
LICENCES = APP / ("Contents/Resources" if IS_MAC else "") / "licences.txt"
EVA = """
    INSERT INTO library VALUES ('lib', 'Photos', NULL, '2026-01-01', '2026-01-01');
    INSERT INTO person
        (id, library_id, name, name_key, is_hidden, is_favorite, is_settled, created_at, updated_at)
        VALUES ('eva', 'lib', 'Eva', 'eva', 0, 0, 1, '2026-01-01', '2026-01-01');
"""
LARGEST = 250_000_000  # bytes, installed
ALONE = ["unshare", "--user", "--map-root-user", "--net"]  # a process that has no network


def main() -> int:
    """Build the app, or try or pack the one that was built; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="try the one that was built")
    parser.add_argument("--archive", action="store_true", help="pack the one that was built")
    options = parser.parse_args()
    if not (options.check or options.archive):
        return build()
    if not PROGRAM.is_file():
        print("There is no frozen app: python3 packaging/dev.py app", file=sys.stderr)
        return 1
    return (check() if options.check else 0) or (archive() if options.archive else 0)


def build() -> int:
    """Build the app's folder, write its licences and print the sizes of its parts.

    Returns 1 where it must not be shipped: a licence is unknown, or it is larger than LARGEST.
    """
    began = time.monotonic()
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    places = [f"--distpath={APP.parent}", f"--workpath={BUILD / 'work' / sys.platform}"]
    recipe = ROOT / "packaging" / "kinfolk.spec"
    if code := subprocess.call([*command, *places, str(recipe)], cwd=ROOT):
        return code
    strip(APP)
    try:
        text = licences.page(APP, modules(PROGRAM))
    except licences.Unknown as unknown:
        print(unknown, file=sys.stderr)
        return 1
    LICENCES.write_text(text, encoding="utf-8")
    size = tell_sizes()
    print(f"{APP}, made in {time.monotonic() - began:.0f} seconds.")
    if size > LARGEST:
        print(f"It is larger than {LARGEST / 1e6:.0f} MB.", file=sys.stderr)
    return int(size > LARGEST)


def strip(folder: Path) -> None:
    """Remove the symbols that only debuggers read (18 MB in libpython); Linux only.

    Debian's own libraries stay unchanged, so that `licences.debian_package` still recognises them.
    """
    if not sys.platform.startswith("linux"):
        return
    files = [path for path in folder.rglob("*.so*") if not path.is_symlink()]
    libraries = [path for path in files if licences.debian_package(path) is None]
    subprocess.check_call(["strip", "--strip-unneeded", *map(str, libraries)])


def modules(program: Path) -> list[str]:
    """Return the names of the Python modules in the frozen program."""
    from PyInstaller.archive.readers import CArchiveReader

    return list(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)


def tell_sizes() -> int:
    """Print how large each large part is and what it is for; return the bytes of all."""
    files = [path for path in APP.rglob("*") if path.is_file() and not path.is_symlink()]
    sizes = [(_place(path), path.stat().st_size) for path in files]
    total = sum(size for _, size in sizes)
    for what, size in [*parts.table(sizes), ("all", total)]:
        print(f"{size / 1e6:7.1f} MB  {what}")
    return total


def _place(path: Path) -> str:
    """Return a file's place for the table of parts; the program holds the modules ("PYZ")."""
    return "PYZ" if path == PROGRAM else licences.place(APP, path)


def check() -> int:
    """Run the program's own check with nothing of this machine but its libraries.

    Returns the exit code: not 0 as well where a library of an older schema is not opened.
    """
    from kinfolk.core.db.schema import STEPS

    began = time.monotonic()
    alone = without_network()
    with tempfile.TemporaryDirectory() as folder:
        seen = surroundings(Path(folder))
        code = subprocess.call([*alone, str(PROGRAM), "selfcheck"], cwd=folder, env=seen)
        wrong = [
            f"{version.major}.{version.minor}"
            for number, (version, _) in enumerate(STEPS, 1)
            if not _opens([*alone, str(PROGRAM)], STEPS[:number], Path(folder, str(number)), seen)
        ]
    if wrong:
        print(f"Not opened as they were: schema {', '.join(wrong)}.", file=sys.stderr)
    elif not code:
        print("A library of each schema is opened, an older one after a copy of it is made.")
    print(f"Checked in {time.monotonic() - began:.0f} seconds.")
    return code or int(bool(wrong))


def surroundings(home: Path) -> dict[str, str]:
    """Return an environment that hides the machine: no PATH, and a home of its own."""
    places = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), str(home))
    kept = {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if os.name == "nt" else {}
    return {"PATH": "", "LC_ALL": "C.UTF-8", **places, **kept}


def _opens(program: Sequence[str], steps: Any, base: Path, seen: dict[str, str]) -> bool:
    """Return whether the program opens a library of that schema and keeps the person in it.

    Of an older library it must have made a copy before it changed it.
    """
    from kinfolk.core.db.migrations import migrate

    library = base / "data" / "library.db"
    library.parent.mkdir(parents=True)
    migrate(library, steps)
    with closing(sqlite3.connect(library)) as connection:
        connection.executescript(EVA)
    stamp, names = _version(library), _names(library)
    command = [*program, "people", "list", "--base-dir", str(base)]
    code = subprocess.call(command, env=seen, stdout=subprocess.DEVNULL)
    copies = [_version(path) for path in library.parent.glob("backups/library-*.db")]
    has_copy = copies == ([] if _version(library) == stamp else [stamp])
    return not code and has_copy and _names(library) == names


def _version(library: Path) -> int:
    """Return the version number that the library's file has."""
    with closing(sqlite3.connect(library)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _names(library: Path) -> set[str]:
    """Return the names of the people in the library."""
    with closing(sqlite3.connect(library)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM person")}


def without_network() -> Sequence[str]:
    """Return what to put before a command so that it has no network.

    Returns nothing where the system does not allow that.
    """
    tool = shutil.which(ALONE[0])
    if not tool or subprocess.call([tool, *ALONE[1:], "true"], stderr=subprocess.DEVNULL):
        return ()
    return (tool, *ALONE[1:])


def archive() -> int:
    """Pack the app into one file for downloading, print its size and return 0."""
    began = time.monotonic()
    packed = BUILD / "kinfolk.tar.xz"
    with tarfile.open(packed, "w:xz", preset=6) as file:
        file.add(APP, "kinfolk")
    seconds = time.monotonic() - began
    print(f"{packed}: {packed.stat().st_size / 1e6:.1f} MB, packed in {seconds:.0f} seconds.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
