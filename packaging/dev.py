#!/usr/bin/env python3
"""Do everything that a developer needs.

It needs nothing but Python: it installs what is needed of the system where it may, else names it,
makes its own .venv, and installs the project into it (editable, with the models).
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MODELS = ROOT / "app" / "kinfolk" / "vision" / "models"
# The exact versions that developers install; users get the ranges of pyproject.toml.
LOCKS = "packaging/locks/python{}.txt"
LOCK = LOCKS.format("{}.{}".format(*sys.version_info))
LOCKED = ("3.11", "3.12", "3.13")
# Of the ranges of pyproject.toml, as uv calls them
ENDS = {"--newest": "highest", "--lowest": "lowest-direct"}
# The .venv is installed anew when one of these files has changed.
RECIPE = (
    "pyproject.toml",
    "packaging/hatch_build.py",
    "packaging/models.py",
    "packaging/age_network.py",
    "packaging/age/spans.npz",
    "packaging/age/table.npy",
    LOCK,
)
# What each verb needs of a Linux system. Tests that need more than that are skipped where it lacks.
WINDOW = system.WINDOW | (system.X11 if os.environ.get("DISPLAY") else {})
NEEDED = {
    "app": system.FROZEN,
    "appimage": system.APPIMAGE,
    "bench": WINDOW,
    "deb": system.DEB,
    "demo": WINDOW,
    "fresh": {"debootstrap": "debootstrap"},
    "mutate": WINDOW,
    "run": WINDOW,
    "test": WINDOW,
    "windows": system.WINDOWS,
}
EXTRAS = {
    "app": "app",
    "appimage": "app",
    "deb": "app",
    "demo": "api",
    "dmg": "app",
    "flatpak": "app",
    "fresh": "dev",
    "i18n": "dev",
    "lock": "dev",
    "nsis": "app",
    "run": "api",
    "test": "dev",
    "lint": "dev",
    "bench": "bench,dev",
    "mutate": "dev",
    "windows": "dev",
}

# Each of these sets of extras holds the one before it.
SETS = ("api", "app", "dev", "bench,dev")

# The whole suite runs in three processes, on two cores as well: tests spend much time waiting for
# other processes and the disk. A file's tests stay in one process, since some share data that is
# slow to make. Files keep their order: xdist would put those with few tests last, and then the
# longest test would run alone at the end.
SIDE_BY_SIDE = ("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder")


def main() -> int:
    """Read the verb, install what it needs, and run it; return the exit code."""
    lines = (f"  {name:9} {(verb.__doc__ or '').splitlines()[0]}" for name, verb in VERBS.items())
    parser = argparse.ArgumentParser(
        description="\n".join([__doc__, "verbs:", *lines]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=VERBS, metavar="verb")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to the verb")
    if not sys.argv[1:]:
        parser.print_help(sys.stderr)
        return 2
    options = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whatever python3 is there
        return complain(f"Kinfolk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if sys.platform == "linux" and not has_needed(options.verb):
        return 1
    if not install(options.verb):
        return 1
    # Each start would compile again what the installation has not.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return VERBS[options.verb](options.arguments)


def demo(arguments: Sequence[str]) -> int:
    """Start Kinfolk with a made-up library in build/demo."""
    return python("-m", "kinfolk", "demo", "--base-dir", str(ROOT / "build" / "demo"), *arguments)


def run(arguments: Sequence[str]) -> int:
    """Start Kinfolk with the arguments given."""
    return python("-m", "kinfolk", *arguments)


def lint(arguments: Sequence[str] = ()) -> int:
    """Run ruff, mypy, vulture and the import rules; return the worst exit code.

    With `--newest` or `--lowest` they run with the newest or the oldest libraries that
    pyproject.toml allows, each in an environment of its own.
    """
    if set(arguments) - set(ENDS):
        return complain(f"There is {' and '.join(ENDS)}.")
    linters = {
        "ruff check": ("-m", "ruff", "check"),
        "ruff format": ("-m", "ruff", "format", "--check"),
        "mypy": ("-m", "mypy"),
        "vulture": ("-m", "vulture"),
        "import rules": ("-c", "import importlinter.cli as c; exit(c.lint_imports(no_logo=True))"),
    }
    programs = [at_the_end(end) for end in arguments] or [PYTHON]
    codes = {
        name: max(python(*linter, program=program) for program in programs)
        for name, linter in linters.items()
    }
    failed = [name for name, code in codes.items() if code]
    if failed:
        mend = f" Mend it with {PYTHON.with_name('ruff').relative_to(ROOT)} format"
        complain(f"Failed: {', '.join(failed)}.{mend if 'ruff format' in failed else ''}")
    return max(codes.values())


def at_the_end(end: str) -> Path:
    """Make a fresh environment with the libraries at that end of the ranges; return its Python."""
    folder = ROOT / "build" / end.removeprefix("--")
    python("-m", "uv", "venv", "--quiet", "--clear", "--python", str(PYTHON), str(folder))
    there = folder / PYTHON.relative_to(VENV)
    wanted = ["--python", str(there), "--resolution", ENDS[end], "--editable", ".[dev]"]
    python("-m", "uv", "pip", "install", *wanted)
    return there


def test(arguments: Sequence[str]) -> int:
    """Run the tests that are not slow, and the linters beside them; return an exit code.

    `--all` adds the slow tests, `--long` runs random tests at full length. Other arguments go to
    pytest and choose tests: then the linters are left out.
    """
    chosen = [each for each in arguments if each not in ("--all", "--long")]
    # One file takes less time in one process than the workers need to start.
    is_one_file = any(each.partition("::")[0].endswith(".py") for each in chosen)
    # Beside the tests, because a new checkout's first lint takes a minute of one core.
    linting = None
    if not chosen:
        command = [sys.executable, __file__, "lint"]
        linting = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
    # Tests open windows off screen; the one test that really drags starts an X server of its own.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    tested = python("-m", "pytest", *(() if is_one_file else SIDE_BY_SIDE), *arguments)
    if tested < 0:
        complain(f"The tests were ended by signal {-tested}.")
    if linting is None:
        print("Lint was left out: python3 packaging/dev.py lint")
        return tested
    said, _ = linting.communicate()
    if linting.returncode:
        complain(said)
    else:
        print("The linters found nothing.")
    return tested or linting.returncode


def bench(arguments: Sequence[str]) -> int:
    """Run the named program of tests/bench, or all of them; return the worst exit code."""
    folder = ROOT / "tests" / "bench"
    os.environ["PYTHONPATH"] = str(ROOT)  # where `tests` is
    known = sorted(file.stem for file in folder.glob("[a-z]*.py"))
    if not arguments:
        return max([python(str(folder / f"{name}.py")) for name in known], default=0)
    name, *rest = arguments
    if name not in known:
        return complain(f"There is no measurement {name!r}; there are: {', '.join(known)}.")
    return python(str(folder / f"{name}.py"), *rest)


def mutate(arguments: Sequence[str]) -> int:
    """Run mutation tests (tests/mutation/run.py): which changes of the code no test notices."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return python("tests/mutation/run.py", *arguments)


def i18n(arguments: Sequence[str]) -> int:
    """Bring the translations of the window up to date and print what they lack."""
    return python("packaging/i18n.py", *arguments)


def lock(_: Sequence[str]) -> int:
    """Write the lock files with the newest versions that pyproject.toml allows, one a Python.

    They are universal: the same file is valid on every operating system.
    """
    command = ["-m", "uv", "pip", "compile", "--quiet", "--upgrade", "--universal", "--all-extras"]
    said = ["--no-annotate", "--custom-compile-command", "python3 packaging/dev.py lock"]
    return max(
        python(
            *command, *said, f"--python-version={each}", "-o", LOCKS.format(each), "pyproject.toml"
        )
        for each in LOCKED
    )


def fresh(arguments: Sequence[str]) -> int:
    """Try what README.md promises in a new Debian that has nothing installed."""
    return python("packaging/fresh.py", *arguments)


def app(arguments: Sequence[str]) -> int:
    """Build the frozen app for this system into build/app; `--check` tries the one built."""
    return python("packaging/frozen.py", *arguments)


def deb(arguments: Sequence[str]) -> int:
    """Make a Debian package of the frozen app, which `app` has built."""
    return python("packaging/deb.py", *arguments)


def appimage(arguments: Sequence[str]) -> int:
    """Make an AppImage of the frozen app, which `app` has built."""
    return python("packaging/appimage.py", *arguments)


def nsis(arguments: Sequence[str]) -> int:
    """Make the setup for Windows of the frozen app, which `app` has built there."""
    return python("packaging/windows.py", *arguments)


def dmg(arguments: Sequence[str]) -> int:
    """Make the disk image for macOS of the frozen app, which `app` has built there."""
    return python("packaging/macos.py", *arguments)


def flatpak(arguments: Sequence[str]) -> int:
    """Write the manifest by which flatpak-builder makes a Flatpak of the app built by `app`."""
    return python("packaging/flatpak.py", *arguments)


def windows(arguments: Sequence[str]) -> int:
    """Run Kinfolk on Windows in Wine: `--build` makes and tries its setup, `--test` runs tests."""
    return python("packaging/windows_run.py", *arguments)


def has_needed(verb: str) -> bool:
    """Return whether the system has what the verb needs; install it where that is allowed.

    Tests run without their tools as well: then it only says which are skipped.
    """
    if verb == "test" and not system.are_there(system.TESTS):
        complain("Tests that need what is named are skipped.")
    return system.are_there(NEEDED.get(verb, {}) | system.VENV)


def install(verb: str) -> bool:
    """Install the project into .venv, editable, with the verb's extras; return whether it worked.

    A stamp in .venv keeps what the installation of a set of extras was made of, so nothing is done
    where that of the set, or of one that holds it, is current.
    """
    extras = EXTRAS[verb]
    recipe = [(ROOT / name).read_bytes() for name in RECIPE if (ROOT / name).exists()]
    wanted = hashlib.sha256(b"".join([*recipe, sys.version.encode(), bytes(ROOT)])).hexdigest()
    enough = [VENV / f"kinfolk-{each.replace(',', '-')}" for each in SETS[SETS.index(extras) :]]
    is_done = any(stamp.exists() and stamp.read_text() == wanted for stamp in enough)
    if is_done and PYTHON.exists() and len(list(MODELS.glob("*.onnx"))) > 1:
        return True
    if not PYTHON.exists() and subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
        shutil.rmtree(VENV, ignore_errors=True)
        return False
    what = f"with the models and what {verb} needs ({extras})"
    print(f"Installing Kinfolk into .venv, {what}. This takes a minute or two.", flush=True)
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # Variables and not options: the isolated build environment obeys them as well.
    bound = ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT") if Path(ROOT, LOCK).exists() else ()
    # Most of it is never imported, and need not be compiled. ("0" says so, because pip sets
    # `compile` by it.)
    seen = os.environ | dict.fromkeys(bound, LOCK) | {"PIP_NO_COMPILE": "0"}
    if python(*pip, "--editable", f"{ROOT}[{extras}]", env=seen):
        complain("The installation failed; what pip says above tells why.")
        return False
    enough[0].write_text(wanted)
    return True


def python(*arguments: str, program: Path = PYTHON, env: Mapping[str, str] | None = None) -> int:
    """Run a Python program in the repository's root, by default with .venv's Python.

    Returns its exit code.
    """
    return subprocess.call([str(program), *arguments], cwd=ROOT, env=env)


def complain(message: str) -> int:
    """Print a message to stderr; return 1, for use as an exit code."""
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
    "lock": lock,
    "fresh": fresh,
    "app": app,
    "deb": deb,
    "appimage": appimage,
    "flatpak": flatpak,
    "nsis": nsis,
    "dmg": dmg,
    "windows": windows,
}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
