"""Make a Debian package of the frozen app that `dev.py app` has built; run by `dev.py deb`.

Libraries that Debian has are left out: the package depends on Debian's packages instead. `--check`
makes it and tries it: lintian judges it, then it is installed, started from its desktop entry on an
X server of its own, and removed. All that happens in a layer over the system that is thrown away
afterwards, which needs root.
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
# Tags of lintian that do not apply. It wants each library as a package of Debian's own; these come
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
    """Make the package, and try it with `--check`; return the exit code."""
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
    """Return the path that the package is built at."""
    return BUILD / f"{what.name}_{what.version}_{architecture()}.deb"


def architecture() -> str:
    """Return Debian's name of this machine's architecture, such as "amd64"."""
    return _said("dpkg", "--print-architecture").strip()


def build(what: Product) -> None:
    """Lay out the package's files below TREE, pack them and print the sizes."""
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
    """Delete the libraries that Debian has in the very same bytes; symbolic links stay.

    Debian's libpython stays: PyInstaller's loader looks for it only beside the program.
    """
    for path in list((library / "_internal").iterdir()):
        is_left = path.is_file() and not path.is_symlink() and "libpython" not in path.name
        if is_left and debian_package(path):
            path.unlink()


def _documents(what: Product) -> None:
    """Write the licences, the changelog and lintian's overrides where Debian expects them."""
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
    """Return the newest section of CHANGELOG.md in Debian's format, under the version packed."""
    news = [
        line
        for item in found[0].news
        for line in textwrap.wrap(item, 76, initial_indent="  * ", subsequent_indent="    ")
    ]
    head = f"{what.name} ({what.version}) unstable; urgency=medium"
    signed = f" -- {what.publisher} <{what.contact}>  {formatdate()}"
    return "\n".join([head, "", *news, "", signed, ""])


def _control(what: Product, library: Path) -> None:
    """Write DEBIAN/control and the MD5 sums of all files."""
    control = TREE / "DEBIAN"
    control.mkdir()
    lines = [
        f"Package: {what.name}",
        f"Version: {what.version}",
        f"Architecture: {architecture()}",
        f"Maintainer: {what.publisher} <{what.contact}>".removesuffix(" <>"),
        f"Installed-Size: {_bytes(TREE) // 1024 + 1}",
        f"Depends: {depends(library)}",
        f"Section: {SECTION}",
        "Priority: optional",
        *([f"Homepage: {what.homepage}"] if what.homepage else []),
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
    """Return the value of Depends: the packages of the libraries that the app is linked with.

    dpkg-shlibdeps finds them. It wants a source package around it, so a stub of one is written.
    """
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
    """Make every file readable for everyone, and nothing but `program` executable."""
    for path in [TREE, *TREE.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)


def _files(folder: Path) -> list[Path]:
    """Return the regular files below `folder`, without symbolic links."""
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def _bytes(folder: Path) -> int:
    """Return the size in bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in _files(folder))


def _said(*command: str, folder: Path | None = None) -> str:
    """Run a command and return its output; raise CalledProcessError where it fails."""
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
