"""Makes an AppImage of the frozen app that `dev.py app` has built; run by `dev.py appimage`.

It is one file that starts: a small program of our own (appimage_runtime.c), and the files behind
it, packed. `--check` makes it and tries it, as a folder that is mounted and as unpacked files.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import appimage_check
import linux
from frozen import APP, BUILD
from licences import Unknown, allowed
from product import Product, product

TREE = BUILD / "appimage"
SOURCE = Path(__file__).with_name("appimage_runtime.c")
COMPILE = (
    "gcc",
    "-std=gnu11",
    "-O2",
    "-Wall",
    "-Wextra",
    "-s",
    "-static-pie",
    "-fPIE",
    "-D_FORTIFY_SOURCE=2",
    "-fstack-protector-strong",
    "-I/usr/include/fuse3",
)
LIBRARIES = ("-lsquashfuse_ll", "-lsquashfuse", "-lfuse3", "-llzma", "-pthread")
# xz in large blocks: zstd at its best makes 91 MB of what it makes 82 of.
PACKED = ("-comp", "xz", "-Xbcj", "x86", "-b", "1M")
MAGIC = b"AI\x02"  # of the second type, where an ELF file has room
LARGEST = 90_000_000  # bytes, to download
# Debian's packages whose archives are linked into the runtime → their licences.
LINKED = {
    "libc6-dev": "LGPL-2.1-or-later",
    "libfuse3-dev": "LGPL-2.1-only",
    "libgcc-dev": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "liblzma-dev": "0BSD",
    "libsquashfuse-dev": "BSD-2-Clause",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="try it when it is made")
    options = parser.parse_args()
    if not APP.is_dir():
        print("There is no frozen app: python3 packaging/dev.py app", file=sys.stderr)
        return 1
    what = product()
    image = BUILD / f"{what.title}-{what.version}-{platform.machine()}.AppImage"
    return build(what, image) or (appimage_check.check(image) if options.check else 0)


def build(what: Product, image: Path) -> int:
    began = time.monotonic()
    lay_out(what)
    pack(TREE, image)
    size, seconds = image.stat().st_size, time.monotonic() - began
    print(f"{image}: {size / 1e6:.1f} MB, made in {seconds:.0f} seconds.")
    if size > LARGEST:
        print(f"It is larger than {LARGEST / 1e6:.0f} MB.", file=sys.stderr)
    return int(size > LARGEST)


def pack(tree: Path, image: Path) -> None:
    """The files in the tree, behind the runtime, whose licences go in with them."""
    runtime, packed = image.with_suffix(".runtime"), image.with_suffix(".squashfs")
    begin, archives = compiled(runtime)
    (tree / "licences-of-the-runtime.txt").write_text(licences_of(archives), encoding="utf-8")
    options = ("-noappend", "-root-owned", "-no-xattrs", "-quiet", "-no-progress")
    subprocess.check_call(["mksquashfs", str(tree), str(packed), *PACKED, *options])
    image.write_bytes(begin + packed.read_bytes())
    image.chmod(0o755)
    for path in (runtime, packed):
        path.unlink()


def lay_out(what: Product) -> None:
    """The files as they will be seen: the app, and at the top what desktops look for."""
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(APP, TREE / "usr" / "lib" / what.name, symlinks=True)
    share = TREE / "usr" / "share"
    linux.install(share)
    shutil.copy(share / "applications" / f"{what.id}.desktop", TREE)
    icon = f"usr/share/icons/hicolor/256x256/apps/{what.id}.png"
    (TREE / f"{what.id}.png").symlink_to(icon)
    (TREE / ".DirIcon").symlink_to(icon)
    (TREE / "AppRun").symlink_to(f"usr/lib/{what.name}/{what.name}")


def compiled(file: Path) -> tuple[bytes, set[str]]:
    """The runtime, in whose header stands what it is, and the archives it is linked with."""
    command = [*COMPILE, str(SOURCE), "-o", str(file), *LIBRARIES, "-Wl,--trace"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    program = file.read_bytes()
    archives = {match[0] for match in re.finditer(r"/[^\s()]+\.a", said)}
    return program[:8] + MAGIC + program[8 + len(MAGIC) :], archives


def licences_of(archives: set[str]) -> str:
    """Those of the packages that the archives are from; Unknown for what nobody has looked up."""
    owners = {owner for archive in archives if (owner := _owner(archive))}
    lines = ["What begins this AppImage is linked with:", ""]
    texts = []
    for owner in sorted(owners):
        name = re.sub(r"-\d+-dev", "-dev", owner)
        lines.append(f"{owner}: {allowed(owner, LINKED.get(name, ''))}")
        text = Path("/usr/share/doc", owner, "copyright").read_text("utf-8", errors="replace")
        texts += ["", "=" * 78, owner, "=" * 78, "", text.strip()]
    if not owners:
        raise Unknown("Nobody knows what the runtime is linked with.")
    return "\n".join([*lines, *texts, ""])


def _owner(file: str) -> str:
    """Debian's package of it."""
    places = {file, os.path.realpath(file)}
    for place in [*places, *(f"/usr{place}" for place in places)]:
        asked = ["dpkg-query", "--search", place]
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
        if not said.returncode:
            return said.stdout.partition(":")[0]
    raise Unknown(f"Nobody knows where {file} is from.")


if __name__ == "__main__":
    sys.exit(main())
