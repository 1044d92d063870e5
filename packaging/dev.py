#!/usr/bin/env python3
"""One program for everything a developer does: demo, test, lint, run, bench, mutate, i18n,
app, deb, appimage, flatpak, nsis, dmg.

It needs nothing but Python: it makes its own .venv, installs the project into it (editable, with
the models) and names the system libraries Qt misses, or installs them where it may.
"""

import argparse
import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MODELS = ROOT / "app" / "kinfolk" / "vision" / "models"
# What decides whether an installation is still today's.
RECIPE = (
    "pyproject.toml",
    "packaging/hatch_build.py",
    "packaging/models.py",
)
EXTRAS = {
    "app": "app",
    "appimage": "app",
    "deb": "app",
    "demo": "api",
    "dmg": "app",
    "flatpak": "app",
    "i18n": "dev",
    "nsis": "app",
    "run": "api",
    "test": "dev",
    "lint": "dev",
    "bench": "bench,dev",
    "mutate": "dev",
}

# The whole suite in three processes, also on two cores: much of a test waits, for other processes
# and for the disk. Each has files of its own: some share what is slow to make.
# In the order of the tests: else files with few come last, and the longest test is one alone.
SIDE_BY_SIDE = ("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder")

# Shared library → its package in Debian/Ubuntu, Fedora and Arch; the lower part is for a display.
QT_LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
}
XCB_LIBRARIES = {
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": (
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
}
INSTALLERS = ("apt-get install -y", "dnf install -y", "pacman -S --noconfirm")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on")
    options = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whatever python3 is there
        return complain(f"Kinfolk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not (install(options.verb) and system_libraries()):
        return 1
    return VERBS[options.verb](options.arguments)


def demo(arguments: Sequence[str]) -> int:
    return python("-m", "kinfolk", "demo", "--base-dir", str(ROOT / "build" / "demo"), *arguments)


def run(arguments: Sequence[str]) -> int:
    return python("-m", "kinfolk", *arguments)


def lint(_: Sequence[str] = ()) -> int:
    return max(
        [
            python("-m", "ruff", "check"),
            python("-m", "ruff", "format", "--check"),
            python("-m", "mypy"),
            python("-m", "vulture"),
            python("-c", "import importlinter.cli as c; exit(c.lint_imports(no_logo=True))"),
        ]
    )


def test(arguments: Sequence[str]) -> int:
    """Lint and the tests that are not slow; `--all`: every test; `--long`: chance at full length.

    Whatever else is given goes on to pytest, and chooses tests: then lint is left out.
    """
    chosen = [each for each in arguments if each not in ("--all", "--long")]
    # Of the rest the workers would take longer to start than one process to run it.
    is_one_file = any(each.partition("::")[0].endswith(".py") for each in chosen)
    linted = 0 if chosen else lint()
    # Windows of the tests stay off the screen; the one real drag brings an X server of its own.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    tested = python("-m", "pytest", *(() if is_one_file else SIDE_BY_SIDE), *arguments)
    if tested < 0:
        complain(f"The tests were ended by signal {-tested}.")
    if linted and not tested:
        complain("The tests passed, but the linters above did not.")
    if chosen:
        print("Lint was left out: python3 packaging/dev.py lint")
    return tested or linted


def bench(arguments: Sequence[str]) -> int:
    """The named program of tests/bench, or every one of them."""
    folder = ROOT / "tests" / "bench"
    known = sorted(file.stem for file in folder.glob("[a-z]*.py"))
    if not arguments:
        return max([python(str(folder / f"{name}.py")) for name in known], default=0)
    name, *rest = arguments
    if name not in known:
        return complain(f"There is no measurement {name!r}; there are: {', '.join(known)}.")
    return python(str(folder / f"{name}.py"), *rest)


def mutate(arguments: Sequence[str]) -> int:
    """Which small changes of the code no test notices: tests/mutation/run.py."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return python("tests/mutation/run.py", *arguments)


def i18n(arguments: Sequence[str]) -> int:
    """Brings the languages of the window up to date, and says what they lack."""
    return python("packaging/i18n.py", *arguments)


def app(arguments: Sequence[str]) -> int:
    """The frozen app, built for this system into build/app; `--check` tries it as it is."""
    return python("packaging/frozen.py", *arguments)


def deb(arguments: Sequence[str]) -> int:
    """A Debian package of the frozen app, which `app` has built."""
    return python("packaging/deb.py", *arguments)


def appimage(arguments: Sequence[str]) -> int:
    """An AppImage of the frozen app, which `app` has built."""
    return python("packaging/appimage.py", *arguments)


def nsis(arguments: Sequence[str]) -> int:
    """The setup for Windows of the frozen app, which `app` has built there."""
    return python("packaging/windows.py", *arguments)


def dmg(arguments: Sequence[str]) -> int:
    """The disk image for macOS of the frozen app, which `app` has built there."""
    return python("packaging/macos.py", *arguments)


def flatpak(arguments: Sequence[str]) -> int:
    """What flatpak-builder makes a Flatpak by, of the frozen app, which `app` has built."""
    return python("packaging/flatpak.py", *arguments)


def install(verb: str) -> bool:
    """The .venv with the project in it, editable; nothing is done where that stands already."""
    extras = EXTRAS[verb]
    stamp = VENV / f"kinfolk-{extras.replace(',', '-')}"
    recipe = [(ROOT / name).read_bytes() for name in RECIPE if (ROOT / name).exists()]
    wanted = hashlib.sha256(b"".join([*recipe, sys.version.encode(), bytes(ROOT)])).hexdigest()
    done = stamp.read_text() if stamp.exists() else ""
    if done == wanted and PYTHON.exists() and len(list(MODELS.glob("*.onnx"))) > 1:
        return True
    if not PYTHON.exists() and subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
        shutil.rmtree(VENV, ignore_errors=True)
        complain("Python's venv is missing; Debian: sudo apt-get install -y python3-venv")
        return False
    print("Installing Kinfolk into .venv, with the models. This takes a minute or two.", flush=True)
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if python(*pip, "--editable", f"{ROOT}[{extras}]"):
        complain("The installation failed; what pip says above tells why.")
        return False
    stamp.write_text(wanted)
    return True


def system_libraries() -> bool:
    """Whether Qt finds the libraries of the system it needs; installs them where we are root."""
    if not sys.platform.startswith("linux"):
        return True
    wanted = QT_LIBRARIES | (XCB_LIBRARIES if os.environ.get("DISPLAY") else {})
    missing = [packages for name, packages in wanted.items() if not loads(name)]
    if not any(Path("/usr/share/fonts").rglob("*.[ot]tf")):
        missing.append(("fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu"))
    if not missing:
        return True
    tools = [shutil.which(installer.split()[0]) for installer in INSTALLERS]
    family = next((i for i, tool in enumerate(tools) if tool), 0)
    packages = sorted({names[family] for names in missing})
    command = f"{INSTALLERS[family]} {' '.join(packages)}"
    if family == 0 and tools[0] and os.geteuid() == 0:
        print(f"Installing what Qt needs of the system: {command}", flush=True)
        subprocess.call(["apt-get", "update", "-qq"])
        if not subprocess.call(shlex.split(command), stdout=subprocess.DEVNULL):
            return True
    complain(f"Qt needs a few libraries of the system that are missing:\n    sudo {command}")
    return False


def loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def python(*arguments: str) -> int:
    return subprocess.call([str(PYTHON), *arguments], cwd=ROOT)


def complain(message: str) -> int:
    print(message, file=sys.stderr, flush=True)
    return 1


VERBS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo,
    "test": test,
    "lint": lint,
    "run": run,
    "bench": bench,
    "mutate": mutate,
    "i18n": i18n,
    "app": app,
    "deb": deb,
    "appimage": appimage,
    "flatpak": flatpak,
    "nsis": nsis,
    "dmg": dmg,
}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
