"""Makes a Debian package of the frozen app that `dev.py app` has built; run by `dev.py deb`.

Libraries that Debian has are left to it: they become what the package depends on. `--check` makes
it and tries it: lintian judges it, it is installed, started from its desktop entry on a screen of
its own, and removed, all in a layer over the system that is thrown away, which takes root.
"""

import argparse
import gzip
import hashlib
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from email.utils import formatdate
from pathlib import Path

import linux
from frozen import APP, BUILD, LICENCES
from licences import debian_package
from product import ROOT, Product, Release, product, releases

TREE = BUILD / "deb"
SECTION = "graphics"
# What lintian is told, and why. It would have each library as a package of Debian's own; these come
# from the wheels of numpy, Pillow, libheif and Qt, which are built for one another.
OVERRIDES = (
    "embedded-library",
    "custom-library-search-path",
    "no-manual-page",
    "shared-library-lacks-prerequisites",
    "hardening-no-fortify-functions",
    "library-not-linked-against-libc",
    "initial-upload-closes-no-bugs",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="try it when it is made")
    options = parser.parse_args()
    what = product()
    if not APP.is_dir():
        print("There is no frozen app: python3 packaging/dev.py app", file=sys.stderr)
        return 1
    build(what)
    if not options.check:
        return 0
    check = Path(__file__).with_name("deb_check.py")
    return subprocess.call([sys.executable, str(check), str(package_file(what))])


def package_file(what: Product) -> Path:
    return BUILD / f"{what.name}_{what.version}_{architecture()}.deb"


def architecture() -> str:
    return _said("dpkg", "--print-architecture").strip()


def build(what: Product) -> None:
    began = time.monotonic()
    shutil.rmtree(TREE, ignore_errors=True)
    library = TREE / "usr" / "lib" / what.name
    shutil.copytree(APP, library, symlinks=True)
    leave_to_debian(library)
    start = TREE / "usr" / "bin" / what.name
    start.parent.mkdir(parents=True)
    start.symlink_to(f"../lib/{what.name}/{what.name}")
    linux.install(TREE / "usr" / "share")
    _documents(what)
    _modes(library / what.name)
    _control(what, library)
    file = package_file(what)
    subprocess.check_call(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(TREE), str(file)],
        stdout=subprocess.DEVNULL,
    )
    seconds = time.monotonic() - began
    size, installed = file.stat().st_size / 1e6, _bytes(TREE) / 1e6
    print(f"{file}: {size:.1f} MB, installed {installed:.1f} MB, made in {seconds:.0f} seconds.")


def leave_to_debian(library: Path) -> None:
    """Takes out the libraries that are Debian's own, to the byte, and links to nothing.

    Debian's Python stays: the program that PyInstaller makes looks for it nowhere else.
    """
    for path in list((library / "_internal").iterdir()):
        is_left = path.is_file() and not path.is_symlink() and "libpython" not in path.name
        if is_left and debian_package(path):
            path.unlink()


def _documents(what: Product) -> None:
    """Licences and news, where Debian has them and in its form."""
    documents = TREE / "usr" / "share" / "doc" / what.name
    documents.mkdir(parents=True)
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8")
    others = f"The licences of all that is in it: /usr/lib/{what.name}/{LICENCES.name}"
    (documents / "copyright").write_text(f"{what.title}\n\n{ours}\n{others}\n", encoding="utf-8")
    news = changelog(what, releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")))
    (documents / "changelog.gz").write_bytes(gzip.compress(news.encode(), 9, mtime=0))
    overrides = TREE / "usr" / "share" / "lintian" / "overrides" / what.name
    overrides.parent.mkdir(parents=True)
    overrides.write_text("".join(f"{what.name}: {tag}\n" for tag in OVERRIDES), encoding="utf-8")


def changelog(what: Product, found: Sequence[Release]) -> str:
    """The newest section of the changelog in Debian's form, under the version that is packed."""
    news = [
        line
        for item in found[0].news
        for line in textwrap.wrap(item, 76, initial_indent="  * ", subsequent_indent="    ")
    ]
    head = f"{what.name} ({what.version}) unstable; urgency=medium"
    signed = f" -- {what.publisher} <{what.contact}>  {formatdate()}"
    return "\n".join([head, "", *news, "", signed, ""])


def _control(what: Product, library: Path) -> None:
    control = TREE / "DEBIAN"
    control.mkdir()
    lines = [
        f"Package: {what.name}",
        f"Version: {what.version}",
        f"Architecture: {architecture()}",
        f"Maintainer: {what.publisher} <{what.contact}>",
        f"Installed-Size: {_bytes(TREE) // 1024 + 1}",
        f"Depends: {depends(library)}",
        f"Section: {SECTION}",
        "Priority: optional",
        f"Homepage: {what.homepage}",
        f"Description: {what.short[0].lower()}{what.short[1:]}",
    ]
    for number, paragraph in enumerate(what.about):
        lines += [" ."] if number else []
        lines += textwrap.wrap(paragraph, 76, initial_indent=" ", subsequent_indent=" ")
    (control / "control").write_text("\n".join([*lines, ""]), encoding="utf-8")
    files = sorted(path for path in _files(TREE) if control not in path.parents)
    sums = [f"{hashlib.md5(p.read_bytes()).hexdigest()}  {p.relative_to(TREE)}\n" for p in files]
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    for path in control.iterdir():
        path.chmod(0o644)
    control.chmod(0o755)


def depends(library: Path) -> str:
    """The packages of the libraries that its own are linked with, as Debian's tool finds them."""
    place = BUILD / "shlibdeps"
    (place / "debian").mkdir(parents=True, exist_ok=True)
    (place / "debian" / "control").write_text("Source: it\n\nPackage: it\nArchitecture: any\n")
    programs = [path for path in _files(library) if path.read_bytes()[:4] == b"\x7fELF"]
    own = sorted({str(path.parent) for path in programs})
    said = _said(
        "dpkg-shlibdeps",
        "-O",
        "--ignore-missing-info",
        "--warnings=0",
        *(f"-l{folder}" for folder in own),
        *(f"-e{path}" for path in programs),
        folder=place,
    )
    return said.strip().partition("shlibs:Depends=")[2]


def _modes(program: Path) -> None:
    """Files for everybody to read, and none but the program to start."""
    for path in [TREE, *TREE.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in _files(folder))


def _said(*command: str, folder: Path | None = None) -> str:
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
