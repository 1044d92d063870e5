"""Find the owner and the licence of everything in the frozen app, and write the page of them.

What no one has looked up stops the build: a library that comes along with a new version of another
one is not shipped unseen. Nothing under the GPL goes in, except where an exception allows it.
"""

import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions, packages_distributions
from pathlib import Path

# Shared libraries by name, without `lib` and version → the licence they are used under, where there
# is a choice the one chosen. Looked up in their own licence files and Debian's `copyright`.
LIBRARIES = {
    "X11": "MIT",
    "X11-xcb": "MIT",
    "Xau": "MIT",
    "Xdmcp": "MIT",
    "atomic": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "avif": "BSD-2-Clause",  # with dav1d and aom, BSD-2-Clause
    "brotlicommon": "MIT",
    "brotlidec": "MIT",
    "bz2": "bzip2-1.0.6",
    "cap": "BSD-3-Clause",  # or GPL-2.0
    "crypto": "Apache-2.0",
    "dbus-1": "AFL-2.1",  # or GPL-2.0
    "de265": "LGPL-3.0-or-later",
    "expat": "MIT",
    "ffi": "MIT",
    "fontconfig": "MIT",
    "freetype": "FTL",  # or GPL-2.0
    "gcc_s": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "gfortran": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "glib-2.0": "LGPL-2.1-or-later",
    "gthread-2.0": "LGPL-2.1-or-later",
    "harfbuzz": "MIT",
    "heif": "LGPL-3.0-or-later",
    "icudata": "Unicode-3.0",
    "icui18n": "Unicode-3.0",
    "icuuc": "Unicode-3.0",
    "jpeg": "IJG",
    "lcms2": "MIT",
    "lzma": "0BSD",
    "onnxruntime_providers_shared": "MIT",
    "openjp2": "BSD-2-Clause",
    "pcre2-8": "BSD-3-Clause",
    "png16": "libpng-2.0",
    "pyside6": "LGPL-3.0-only",
    "python": "PSF-2.0",
    "quadmath": "LGPL-2.1-or-later",
    "scipy_openblas64_": "BSD-3-Clause",
    "sharpyuv": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "sqlite3": "blessing",
    "ssl": "Apache-2.0",
    "stdc++": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "systemd": "LGPL-2.1-or-later",
    "tiff": "libtiff",
    "uuid": "BSD-3-Clause",
    "webp": "BSD-3-Clause",
    "webpdemux": "BSD-3-Clause",
    "webpmux": "BSD-3-Clause",
    "winpthread": "MIT",
    "xkbcommon": "MIT",
    "xkbcommon-x11": "MIT",
    "z": "Zlib",
    "zstd": "BSD-3-Clause",  # or GPL-2.0
}
# Families of libraries: names that begin with it → their licence.
FAMILIES = {
    "MSVCP": "Microsoft Visual C++ Redistributable",
    "Qt6": "LGPL-3.0-only",
    "kfi-ms-win": "MIT",  # our own stand-in where Wine builds the app: windows_wine.py
    "VCRUNTIME": "Microsoft Visual C++ Redistributable",
    "xcb": "MIT",
}
# Python packages that leave a choice, or do not state it in a form that programs can read.
CHOSEN = {
    "pi-heif": "LGPL-3.0-or-later",  # its own code is under BSD-3-Clause
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",  # only its loader is in the app
    "pyside6-addons": "LGPL-3.0-only",
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}
# Function names of GPL libraries that other libraries are known to contain → those libraries.
GPL_CODE = {
    b"x265_encoder_open": "x265",
    b"x264_encoder_open": "x264",
    b"liq_attr_create": "libimagequant",
    b"amaze_demosaic": "LibRaw's demosaic pack",
    b"lmmse_interpolate": "LibRaw's demosaic pack",
    b"rl_callback_handler_install": "readline",
    b"gdbm_open": "gdbm",
}
_TEXTS = re.compile(r"(licen[cs]e|copying|notice|thirdparty|authors)", re.IGNORECASE)
_COMMON = Path("/usr/share/common-licenses")
_LGPL = ("LGPL-3", "GPL-3")  # the LGPL is written as an addition to the GPL, so both are needed
_INSIDE = re.compile(r"^(_internal|Contents/(Frameworks|Resources))/")
_ABI = re.compile(r"(_seh)?-\d+$")  # in names of Windows
_HASH = re.compile(r"-[0-9a-f]{8}.*")


class Unknown(Exception):
    """Raised for something whose licence no one has looked up, or that may not be shipped."""


@dataclass(frozen=True)
class Part:
    """A component of the app: its name with the version, the licence, and the licence texts."""

    name: str
    licence: str
    texts: tuple[str, ...]


def page(folder: Path, modules: Iterable[str]) -> str:
    """Return the page of all licences of the frozen app in `folder`.

    Raises Unknown for what must not be in there. modules: the names of the Python modules in it.
    """
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    if found := [f"{path.name} holds {what}" for path in files for what in gpl_inside(path)]:
        raise Unknown(f"Under the GPL: {', '.join(found)}.")
    ours = {path: place(folder, path) for path in files}
    packages = _packages(ours.values(), modules)
    found_parts = [_python(), *packages, *_models(files), *_system(files)]
    lines = [
        "What Kinfolk is made of, and under which licences. Libraries are files of their own in",
        "this folder; each can be replaced by another build of it.",
        "",
        *(f"{library}: {library_licence(library)}" for library in _libraries(files)),
        "",
        *(f"{part.name}: {part.licence}" for part in found_parts),
    ]
    for part in found_parts:
        for text in part.texts:
            lines += ["", "=" * 78, f"{part.name}: {part.licence}", "=" * 78, "", text.strip()]
    for name in _LGPL:
        if (common := _COMMON / name).is_file():
            lines += ["", "=" * 78, name, "=" * 78, "", common.read_text(encoding="utf-8").strip()]
    return "\n".join([*lines, ""])


def gpl_inside(path: Path) -> list[str]:
    """Return the names of the GPL libraries whose code is in that file."""
    if not _is_code(path):
        return []
    data = path.read_bytes()
    return [name for word, name in GPL_CODE.items() if word in data]


def library_licence(name: str) -> str:
    """Return the licence of a shared library by its stem.

    Raises Unknown if no one has looked it up.
    """
    names = ((start.lower(), said) for start, said in FAMILIES.items())  # Windows has both cases
    family = next((said for start, said in names if name.lower().startswith(start)), None)
    licence = LIBRARIES.get(name) or family
    if licence is None:
        raise Unknown(f"The licence of {name} is not in packaging/licences.py: look it up.")
    return licence


def stem(file: str) -> str:
    """Return a library's name without prefix, version and hash.

    `libfreetype-57f805ba.so.6` is freetype, `libpython3.11.so.1.0` python, `libssl-3.dll` ssl.
    """
    name = re.split(r"\.(?:abi3|so|dylib|dll)(?:\.|$)", file, maxsplit=1)[0]
    name = _HASH.sub("", name.removeprefix("lib"))
    if file.endswith(".dll"):
        name = _ABI.sub("", name)
    return "python" if name.startswith("python") else name


def allowed(name: str, licence: str) -> str:
    """Return a package's licence; raise Unknown for the GPL, and where none is stated."""
    # The LGPL is fine, and so is the GPL with an exception.
    strict = re.sub(r"L-?GPL|Lesser General Public", "", licence, flags=re.IGNORECASE)
    if not licence or (re.search(r"GPL|General Public", strict) and "exception" not in strict):
        raise Unknown(f"The licence of {name} may not be shipped: {licence or 'none is said'}.")
    return licence


def _libraries(files: Iterable[Path]) -> list[str]:
    """Return the stems of the shared libraries among the files, sorted.

    Python's extension modules and Qt's plug-ins are left out: the packages they come from are
    listed.
    """
    return sorted(
        {
            stem(path.name)
            for path in files
            if _is_code(path)
            and ".cpython-" not in path.name
            and path.suffix != ".pyd"
            and "plugins" not in path.parts
            and (path.name.startswith("lib") or path.suffix == ".dll")
        }
    )


def _is_code(path: Path) -> bool:
    """Return whether the file is a library, an extension module or the program itself."""
    return bool(re.search(r"\.(so|dylib|dll|pyd)(\.|$)", path.name)) or path.stem == "kinfolk"


def place(folder: Path, path: Path) -> str:
    """Return a file's path as its package has it, without the folder of all packages."""
    return _INSIDE.sub("", path.relative_to(folder).as_posix())


def _packages(places: Iterable[str], modules: Iterable[str]) -> Iterator[Part]:
    """Yield the packages that a file or a module comes from, and PyInstaller for its loader."""
    tops = {module.partition(".")[0] for module in modules}
    files = set(places)
    by_top = packages_distributions()
    used = {name for top in tops for name in by_top.get(top, ())} | {"pyinstaller"}
    for package in sorted(distributions(), key=lambda one: _name(one).lower()):
        is_here = any(file.as_posix() in files for file in package.files or ())
        if is_here or _name(package) in used:
            yield _part(package)


def _name(package: Distribution) -> str:
    return str(package.metadata["Name"])


def _part(package: Distribution) -> Part:
    """Return a package with its licence and licence texts.

    Raises Unknown where it may not be shipped.
    """
    said = package.metadata
    name = _name(package)
    classes = [
        one.rpartition("::")[2].strip()
        for one in said.get_all("Classifier") or ()
        if one.startswith("License")
    ]
    key = re.sub(r"[-_.]+", "-", name).lower()
    licence = CHOSEN.get(key) or said["License-Expression"] or said["License"] or ", ".join(classes)
    if key not in CHOSEN:
        licence = allowed(name, licence)
    texts = [
        Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
        for file in package.files or ()
        if _TEXTS.search(file.name)
        and file.suffix in ("", ".txt", ".md", ".rst", ".APACHE", ".BSD")
    ]
    return Part(f"{name} {package.version}", licence, tuple(texts))


def _python() -> Part:
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    texts = (text.read_text(encoding="utf-8"),) if text.is_file() else ()
    return Part(f"Python {sys.version.split()[0]}", "PSF-2.0", texts)


def _models(files: Iterable[Path]) -> Iterator[Part]:
    """Yield the face models, whose licences lie beside them."""
    for path in sorted(path for path in files if path.suffix == ".LICENSE"):
        text = path.read_text(encoding="utf-8")
        licence = "Apache-2.0" if "Apache License" in text else "MIT"
        yield Part(f"{path.stem}.onnx", licence, (text,))


def _system(files: Iterable[Path]) -> Iterator[Part]:
    """Yield the Debian packages that libraries were taken from; none but on Linux."""
    if not sys.platform.startswith("linux"):
        return
    owners = {owner for path in files if (owner := debian_package(path))}
    for owner in sorted(owners):
        text = Path("/usr/share/doc", owner, "copyright").read_text("utf-8", errors="replace")
        yield Part(f"{owner} (Debian)", "as said in its copyright file", (text,))


def debian_package(path: Path) -> str | None:
    """Return the Debian package that has installed the same library, to the byte.

    Returns None if none has.
    """
    triplet = sysconfig.get_config_var("MULTIARCH") or ""
    there = Path("/usr/lib", triplet, path.name)
    if not path.name.startswith("lib") or not there.is_file():
        return None
    if there.stat().st_size != path.stat().st_size or there.read_bytes() != path.read_bytes():
        return None
    # Before /usr was merged, packages named /lib
    places = (there, Path("/lib", triplet, path.name))
    for place in (*places, there.resolve()):
        asked = ["dpkg-query", "--search", str(place)]
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
        if not said.returncode:
            return said.stdout.partition(":")[0]
    return None
