"""Choose which files go into the frozen app, and say what each large one is for.

Used by kinfolk.spec while PyInstaller gathers files, and by frozen.py, which prints the sizes.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

# Modules that are left out. Some library would use them if asked to, or finds them in a developer's
# environment. readline and gdbm are under the GPL; rawpy, OpenCV and Qt
# Multimedia are too large (docs/decisions, 68, 76 and 142).
EXCLUDED = (
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PIL._imagingtk",
    "PySide6.QtMultimedia",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "_curses",
    "_dbm",
    "_gdbm",
    "_tkinter",
    "curses",
    "cv2",
    "doctest",
    "hypothesis",
    "lib2to3",
    "lxml.html",
    "lxml.isoschematron",
    "lxml.objectify",
    "markdown_it",
    "mypy",
    "numpy.f2py",
    "numpy.random",
    "numpy.testing",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.transformers",
    "pip",
    "pydoc",
    "pygments",
    "rawpy",
    "readline",
    "setuptools",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.postgresql",
    "tkinter",
    "yaml",
)
# Qt's plug-ins that are kept, for Linux, Windows and macOS: windows on the screen, text input, the
# system's dialogs and dark mode, and JPEG for pictures of the cache. Left out are GTK's dialogs
# (the portal shows the same ones), screens without a desktop, VNC, OpenGL, printing, PDF as
# pictures, networks, databases.
PLUGINS = {
    "platforms": ("cocoa", "offscreen", "wayland", "windows", "xcb"),
    "platforminputcontexts": ("compose", "ibus"),
    "platformthemes": ("xdgdesktopportal",),
    "styles": ("macstyle", "modernwindowsstyle"),
    "imageformats": ("jpeg",),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
}

# Translations of Qt's own dialogs that are kept: the languages of Kinfolk besides English.
LANGUAGES = ("de",)

# Libraries that the program loads by name at run time; nothing is linked with them.
_LOADED = ("libpython", "python", "libonnxruntime_providers_shared", "onnxruntime_providers_shared")

# Where a file lies in the frozen folder → what the part is for. The first that fits counts.
PURPOSES = (
    ("kinfolk/vision/models", "the face models: YuNet, SFace and the age network"),
    ("kinfolk", "resources: icons and the style sheet"),
    ("PySide6/Qt/lib/libicu", "ICU, which Qt's core needs: letters, dates and order by language"),
    ("libicu", "ICU, which Qt's core needs: letters, dates and order by language"),
    ("PySide6/Qt/plugins", "Qt's plug-ins: screens, input, dialogs, pictures"),
    ("PySide6", "Qt: the window"),
    ("Qt6", "Qt: the window"),
    ("shiboken6", "Qt: the window"),
    ("onnxruntime", "ONNX Runtime: runs the models"),
    ("numpy.libs", "OpenBLAS, which numpy multiplies with: vectors, grouping"),
    ("numpy", "numpy: vectors"),
    ("pillow.libs", "Pillow: photos are read"),
    ("PIL", "Pillow: photos are read"),
    ("pi_heif", "libheif: photos of phones are read (HEIC)"),
    ("lxml", "lxml: names and dates in XMP"),
    ("pydantic_core", "pydantic: settings, the API"),
    ("sqlalchemy", "SQLAlchemy: the library"),
    ("libpython", "Python"),
    ("python3", "Python"),
    ("base_library.zip", "Python"),
    ("PYZ", "Python modules: Kinfolk and its libraries"),
)
OTHERS = "small libraries of Python and of the system"


def is_wanted(name: str) -> bool:
    """Return whether the file at that place in the frozen folder is kept."""
    path = _path(name)
    if "PySide6" not in path.parts:
        return True
    if "plugins" in path.parts:
        kind, file = path.parts[-2:]
        return _plugin(file) in PLUGINS.get(kind, ())
    if "translations" in path.parts:
        return path.stem.startswith("qtbase_") and path.stem[7:] in LANGUAGES
    return "qml" not in path.parts


def _plugin(file: str) -> str:
    """Return a plug-in's name: xcb for `libqxcb.so`, `qxcb.dll` and `libqxcb.dylib`."""
    stem = file.partition(".")[0].removeprefix("lib")
    return stem if stem in ("adwaita", "bradient", "xdg-shell") else stem.removeprefix("q")


def used(
    files: Iterable[tuple[str, str, str]], imports: Callable[[str], Iterable[str]]
) -> set[str]:
    """Return the places of the files that are needed.

    These are Python's extension modules, wanted plug-ins, and the libraries that any of them is
    linked with. A library that nothing is linked with belongs to what was left out: to one of Qt's
    plug-ins, or, as one of ONNX Runtime's, to programs in C.

    files: places in the frozen folder, the files they come from, and PyInstaller's word for what
    they are. imports: returns the paths of the libraries that a file is linked with.
    """
    wanted = [(name, source) for name, source, _ in files if is_wanted(name)]
    modules = {name for name, _, kind in files if kind == "EXTENSION"}
    places: dict[str, list[str]] = {}
    for name, source in wanted:
        places.setdefault(_real(source), []).append(name)
    left = [
        _real(source)
        for name, source in wanted
        if name in modules or "plugins" in _path(name).parts or _is_loaded(name)
    ]
    seen = set(left)
    while left:
        found = {path for path in map(_real, imports(left.pop())) if path in places} - seen
        seen |= found
        left += found
    return {name for path in seen for name in places[path]}


def _is_loaded(name: str) -> bool:
    """Return whether the program loads that library by its name."""
    return _path(name).name.lower().startswith(_LOADED)


def _path(name: str) -> PurePosixPath:
    """Return a place in the frozen folder, which on Windows has backslashes, as a path."""
    return PurePosixPath(name.replace("\\", "/"))


def _real(path: str) -> str:
    """Return the path without symbolic links, by which files are compared."""
    return str(Path(path).resolve())


def purpose(name: str) -> str:
    """Return what the file at that place in the frozen folder is for."""
    return next((what for start, what in PURPOSES if name.startswith(start)), OTHERS)


def table(sizes: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the bytes of each purpose, the largest first, from those of each file."""
    totals: dict[str, int] = {}
    for name, size in sizes:
        totals[purpose(name)] = totals.get(purpose(name), 0) + size
    return sorted(totals.items(), key=lambda item: -item[1])
