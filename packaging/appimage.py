"""Make an AppImage of the frozen app that `dev.py app` has built; run by `dev.py appimage`.

An AppImage is one executable file: a small program of our own (appimage_runtime.c), followed by the
app's files as a squashfs image. `--check` makes it and tries it, mounted as well as unpacked.
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
# xz in blocks of 1 MB: zstd at its highest level makes 91 MB where xz makes 82 MB.
PACKED = ("-comp", "xz", "-Xbcj", "x86", "-b", "1M")
MAGIC = b"AI\x02"  # an AppImage of type 2; the ELF header has padding there
LARGEST = 90_000_000  # bytes, of the file that is downloaded
# Debian's packages whose static libraries are linked into the runtime → their licences.
LINKED = {
    "libc6-dev": "LGPL-2.1-or-later",
    "libfuse3-dev": "LGPL-2.1-only",
    "libgcc-dev": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "liblzma-dev": "0BSD",
    "libsquashfuse-dev": "BSD-2-Clause",
}


def main() -> int:
    """Make the AppImage, and try it with `--check`; return the exit code."""
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
    """Make the AppImage `image`, print its size and return 1 where it is too large."""
    began = time.monotonic()
    lay_out(what)
    pack(TREE, image)
    size, seconds = image.stat().st_size, time.monotonic() - began
    print(f"{image}: {size / 1e6:.1f} MB, made in {seconds:.0f} seconds.")
    if size > LARGEST:
        print(f"It is larger than {LARGEST / 1e6:.0f} MB.", file=sys.stderr)
    return int(size > LARGEST)


def pack(tree: Path, image: Path) -> None:
    """Pack the files of `tree` behind the runtime into the executable `image`.

    The licences of what the runtime is linked with are written into the tree first.
    """
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
    """Lay out the files as the mounted image shows them.

    The app goes below usr/lib; at the top stand the desktop entry, the icon and AppRun, which is
    what desktops and AppImage tools look for.
    """
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
    """Compile the runtime to `file`; return its bytes and the paths of the archives linked into it.

    The bytes that mark an AppImage are already written into the ELF header.
    """
    command = [*COMPILE, str(SOURCE), "-o", str(file), *LIBRARIES, "-Wl,--trace"]
    # The linker's --trace names each archive that it takes, in its output.
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    program = file.read_bytes()
    archives = {match[0] for match in re.finditer(r"/[^\s()]+\.a", said)}
    return program[:8] + MAGIC + program[8 + len(MAGIC) :], archives


def licences_of(archives: set[str]) -> str:
    """Return the licence texts of the packages that the archives come from.

    Raises Unknown for a package whose licence is not in LINKED or may not be shipped.
    """
    owners = {owner for archive in archives if (owner := _owner(archive))}
    lines = ["What begins this AppImage is linked with:", ""]
    texts = []
    for owner in sorted(owners):
        # Debian's libgcc-12-dev, -13-dev … have one licence: LINKED has them without the number.
        name = re.sub(r"-\d+-dev", "-dev", owner)
        lines.append(f"{owner}: {allowed(owner, LINKED.get(name, ''))}")
        text = Path("/usr/share/doc", owner, "copyright").read_text("utf-8", errors="replace")
        texts += ["", "=" * 78, owner, "=" * 78, "", text.strip()]
    if not owners:
        raise Unknown("No one knows what the runtime is linked with.")
    return "\n".join([*lines, *texts, ""])


def _owner(file: str) -> str:
    """Return the Debian package that has installed `file`; raise Unknown where there is none."""
    # dpkg knows a file by the path in its package: it may be a link's target, or begin
    # with /usr.
    places = {file, os.path.realpath(file)}
    for place in [*places, *(f"/usr{place}" for place in places)]:
        asked = ["dpkg-query", "--search", place]
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
        if not said.returncode:
            return said.stdout.partition(":")[0]
    raise Unknown(f"No one knows where {file} is from.")


if __name__ == "__main__":
    sys.exit(main())
