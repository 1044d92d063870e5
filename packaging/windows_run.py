"""Run Kinfolk on Windows, in Wine on a Linux machine; run by `dev.py windows`.

Without an option: it checks itself, scans the sample album, and a real keyboard and mouse name
someone in its window and drag a group to them. Pictures of the window stay in
build/windows/pictures. `--build` freezes the app and tries its setup; `--test` runs the tests of
what is different there, or those named after it.
"""

import argparse
import json
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import windows
import windows_check
import windows_tests
import windows_wine
from frozen import BUILD, ROOT, WINDOWS_APP
from PIL import Image, ImageGrab
from product import Product, product
from windows_wine import PATIENCE, Wine, on_z
from xserver import screen

from kinfolk.cli import album
from kinfolk.gui.base import tokens

PICTURES = BUILD / "windows" / "pictures"
BASE, PHOTOS = "C:\\kinfolk", "C:\\photos"  # the library's folder, and the sample album's
PHOTO = rf"{PHOTOS}\1893\studio.jpg"
LOOKS = {"light": {"theme": "light"}, "dark": {"theme": "dark"}, "german": {"language": "de"}}
# What someone may choose in Windows: keys, names and numbers in the registry.
CHOSEN = (
    (r"Software\Microsoft\Accessibility", "TextScaleFactor", "150"),
    (r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize", "AppsUseLightTheme", "0"),
)
# Seconds: PyInstaller starts a Python of its own for each package that it looks into.
FREEZING = 3 * PATIENCE
CALM = 1.0  # seconds between two pictures that are equal once all is drawn
PACE = "90"  # milliseconds from key to key, as of someone who types well
COLOURS = 50  # a picture with fewer shows nothing
STEPS = 6  # of the pointer in a drag
NAMES = ("Wilma", "Berta")  # who get a name, in this order


def main() -> int:
    """Run what the options say; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    options = parser.add_mutually_exclusive_group()
    options.add_argument("--build", action="store_true", help="freeze the app, and try its setup")
    options.add_argument("--test", nargs="*", help="run these tests, or all that make sense there")
    chosen = parser.parse_args()
    python = windows_wine.python()
    with tempfile.TemporaryDirectory(prefix="kinfolk-wine-") as folder, screen() as display:
        wine = Wine(Path(folder), display=display)
        try:
            if chosen.test is not None:
                return windows_tests.run(wine, python, chosen.test)
            return report(built(wine, python) if chosen.build else tried(wine, python))
        finally:
            wine.close()


def report(steps: Iterator[str]) -> int:
    """Print what each step has shown, and how long it took; return 1 as soon as one fails."""
    began, said = time.monotonic(), "nothing"
    try:
        for said in steps:
            print(f"{said} ({time.monotonic() - began:.1f} seconds)", flush=True)
            began = time.monotonic()
    except (AssertionError, queue.Empty, subprocess.SubprocessError) as error:
        print(f"FAILED after {said}:\n{error!r}\n{error}", file=sys.stderr)
        return 1
    return 0


def tried(wine: Wine, python: Path) -> Iterator[str]:
    """Try Kinfolk as it is in the repository; yield what each step has shown."""
    kinfolk = [on_z(python / "python.exe"), "-m", "kinfolk"]
    base = ("--base-dir", BASE)
    yield wine.run(*kinfolk, "selfcheck").strip()
    album.make(wine.drive / "photos")
    yield wine.run(*kinfolk, "scan", PHOTOS, *base).strip()
    yield named(wine, python)
    yield dragged(wine, python, kinfolk)
    yield copied(wine, python, kinfolk)
    settings = wine.drive / "kinfolk" / "data" / "settings.json"
    for name, look in LOOKS.items():
        settings.write_text(json.dumps(look), encoding="utf-8")
        began = time.monotonic()
        program = wine.start(*kinfolk, *base)
        until_shown(wine)
        seconds = time.monotonic() - began
        yield f"a window after {seconds:.1f}: {picture(wine, name)}"
        xdotool(wine, "key", "ctrl+q")
        assert program.wait(PATIENCE) == 0, f"it has ended with {program.returncode}"
    yield from dressed(wine, python)


def built(wine: Wine, python: Path) -> Iterator[str]:
    """Freeze the app, and try its setup with the real program in it; yield what is shown."""
    what = product()
    frozen = (on_z(python / "python.exe"), on_z(ROOT / "packaging" / "frozen.py"))
    print("Freezing the app. This takes some minutes.", flush=True)
    yield outlasted(wine.start(*frozen))
    yield outlasted(wine.start(*frozen, "--check"))
    app = windows_check.older_app(WINDOWS_APP, windows.FOLDER / "older", what)
    older = windows.build_older(what, app)
    yield "the setup of an older version is made"
    file = BUILD / f"{what.title}-{what.version}-setup.exe"
    newer = windows.build(what, WINDOWS_APP, file)
    yield "the setup is made"
    yield from windows_check.tried(wine, older, newer, partial(used, wine, python))


def outlasted(process: "subprocess.Popen[str]") -> str:
    """Wait for a program as long as it takes to freeze the app; return what it has printed."""
    said, _ = process.communicate(timeout=FREEZING)
    assert process.returncode == 0, f"it has ended with {process.returncode}\n{said}"
    return said.strip()


def used(wine: Wine, python: Path, place: Path, what: Product) -> Iterator[str]:
    """Scan, start the installed app from its shortcut, name someone; yield what is shown."""
    program = str(place / f"{what.name}.exe")
    assert what.version in wine.run(program, "--version"), "it is another version"
    size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    yield f"installed, {size / 1e6:.1f} MB"
    album.make(wine.drive / "photos")
    yield wine.run(program, "scan", PHOTOS).strip() or "scanned"
    before = names(wine, program)
    settings = wine.local / what.name / "settings.json"
    settings.write_text(json.dumps({"place": "unnamed"}), encoding="utf-8")
    (shortcut,) = (wine.local.parent / "Roaming").rglob(f"{what.title}.lnk")
    wine.run("start", "/unix", str(shortcut))
    windows = until_shown(wine)
    yield f"started from its shortcut: {picture(wine, f'installed-{what.version}')}"
    name = NAMES[len(before)]
    type_line(wine, name)
    at_rest(wine.seen["DISPLAY"])
    open_with(wine, python, PHOTO, rf"Applications\{what.name}.exe", "open")
    open_with(wine, python, PHOTOS, "Directory", what.id)
    assert until_shown(wine) == windows, "a second start has opened another window"
    yield f"handed over a photo and a folder: {picture(wine, f'opened-with-{what.version}')}"
    xdotool(wine, "key", "ctrl+q")
    until_gone(wine)
    assert names(wine, program) == {*before, name}, "other names are there"
    yield f"{name} has got a name beside {len(before)} others"


def open_with(wine: Wine, python: Path, thing: str, key: str, verb: str) -> None:
    """Open a photo or a folder by what the setup has registered, as Explorer does."""
    program = (on_z(python / "python.exe"), on_z(ROOT / "packaging" / "windows_open_with.py"))
    wine.run(*program, thing, rf"Software\Classes\{key}", verb)


def names(wine: Wine, program: str) -> set[str]:
    """Return who has a name in the library of the installed app."""
    listed = json.loads(wine.run(program, "people", "list", "--json"))
    return {person["name"] for person in listed}


def people(wine: Wine, kinfolk: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return whom the library has, by id."""
    wanted = ("--filter", "all", "--base-dir", BASE, "--json")
    listed = wine.run(*kinfolk, "people", "list", *wanted)
    return {person["id"]: person for person in json.loads(listed)}


class Window:
    """The window in Wine, with a real mouse and keyboard over it.

    `places` has the cards on the page, by the ids of their people: x and y on the screen.
    """

    def __init__(self, wine: Wine, python: Path, page: str) -> None:
        program = (on_z(python / "python.exe"), on_z(ROOT / "tests" / "gui" / "real_window.py"))
        self._wine = wine
        self._process = wine.start(*program, BASE, page, "", "2")
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.places: dict[str, list[int]] = self.wait_for("places")

    def wait_for(self, what: str) -> Any:
        """Return the next fact of that kind; raise queue.Empty after PATIENCE."""
        while what not in (fact := self._said.get(timeout=PATIENCE)):
            pass
        return fact[what]

    def drag(self, source: str, target: str) -> None:
        """Drag from card to card, by a hand that rests before it lets go."""
        (x0, y0), (x1, y1) = self.places[source], self.places[target]
        between = [
            (x0 + (x1 - x0) * step // STEPS, y0 + (y1 - y0) * step // STEPS)
            for step in range(1, STEPS + 1)
        ]
        moves = [f"sleep 0.2 mousemove {x} {y}" for x, y in [*between, (x1 + 2, y1 + 2)]]
        grip = f"mousemove {x0} {y0} sleep 0.2 mousedown 1"
        xdotool(self._wine, *f"{grip} {' '.join(moves)} sleep 1 mouseup 1".split())

    def close(self) -> None:
        """End the program."""
        self._process.kill()
        self._process.wait()

    def _read(self) -> None:
        """Collect the facts that it prints, in a thread."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(json.loads(line))


def xdotool(wine: Wine, *command: str) -> str:
    """Move the mouse, press keys, or look for windows on the display; return what it says."""
    whole = ["xdotool", *command]
    return subprocess.check_output(whole, env=wine.seen, text=True, timeout=PATIENCE)


def until_shown(wine: Wine) -> str:
    """Wait for a window, give it the keyboard, and return the ids of all."""
    wanted = ("--sync", "--onlyvisible", "--name", "^Kinfolk$")
    until = time.monotonic() + PATIENCE
    while True:
        try:
            xdotool(wine, "search", *wanted, "windowfocus", "--sync")
            return xdotool(wine, "search", *wanted)
        except subprocess.CalledProcessError:  # Wine shows it anew as it gets its frame
            assert time.monotonic() < until, "no window stays"
            time.sleep(CALM)


def until_gone(wine: Wine) -> None:
    """Wait until no window is open."""
    until = time.monotonic() + PATIENCE
    search = ["xdotool", "search", "--onlyvisible", "--name", "^Kinfolk$"]
    while subprocess.run(search, env=wine.seen, stdout=subprocess.DEVNULL).returncode == 0:
        assert time.monotonic() < until, "the window is open still"
        time.sleep(CALM)


def type_line(wine: Wine, text: str) -> None:
    """Type a text and Enter."""
    until_shown(wine)
    xdotool(wine, "key", "--delay", PACE, *text, "Return")


def named(wine: Wine, python: Path) -> str:
    """Type a name on the first card of Unnamed."""
    with closing(Window(wine, python, "unnamed")) as shown:
        type_line(wine, NAMES[0])
        assert shown.wait_for("enter")["text"] == NAMES[0], "other keys have come"
        shown.wait_for("changed")
    return f"{NAMES[0]} has got a name by keyboard"


def dragged(wine: Wine, python: Path, kinfolk: Sequence[str]) -> str:
    """Drag the first group of the page onto the person with a name."""
    before = people(wine, kinfolk)
    (somebody,) = [each for each in before if before[each]["name"] == NAMES[0]]
    with closing(Window(wine, python, "people")) as shown:
        group = next(each for each in shown.places if before[each]["name"] is None)
        shown.drag(group, somebody)
        shown.wait_for("changed")
    assert group not in people(wine, kinfolk), "the group is there still"
    return f"a group was dragged to {NAMES[0]}"


def copied(wine: Wine, python: Path, kinfolk: Sequence[str]) -> str:
    """Copy a photo's path by Ctrl+C; another program must get it from the clipboard."""
    program = wine.start(*kinfolk, PHOTO, "--base-dir", BASE)
    until_shown(wine)
    at_rest(wine.seen["DISPLAY"])
    xdotool(wine, "key", "ctrl+c")
    at_rest(wine.seen["DISPLAY"])
    paste = "from PySide6.QtGui import *; app = QGuiApplication(); print(app.clipboard().text())"
    pasted = wine.run(on_z(python / "python.exe"), "-c", paste).strip()
    assert pasted == PHOTO, f"the clipboard has {pasted!r}"
    xdotool(wine, "key", "ctrl+q")
    assert program.wait(PATIENCE) == 0, f"it has ended with {program.returncode}"
    return "another program has pasted the path of a photo"


def dressed(wine: Wine, python: Path) -> Iterator[str]:
    """Change the scale, and what Windows says of text and colours; yield what the window does.

    Wine knows one accent alone, and thus shows no more than that it is taken over.
    """
    usual = first_window(wine, python)
    larger = first_window(wine, python, scale=1.5)
    assert larger["ratio"] == 1.5 * usual["ratio"], "QT_SCALE_FACTOR changes nothing"
    yield "with QT_SCALE_FACTOR the window is as much larger"
    for key, name, number in CHOSEN:
        wine.run("reg", "add", rf"HKCU\{key}", "/v", name, "/t", "REG_DWORD", "/d", number, "/f")
    told = first_window(wine, python)
    assert told["ratio"] == 1.5 * usual["ratio"], "it does not follow the size of the text"
    assert told["dark"] > usual["dark"], "it does not follow the dark mode"
    assert told["accent"] not in (tokens.LIGHT.accent, tokens.DARK.accent), "it is in our colour"
    yield "it follows the size of Windows' text, its dark mode and its accent"


def first_window(wine: Wine, python: Path, *, scale: float = 0) -> dict[str, Any]:
    """Return facts of a window that opens for the first time; `scale` is for QT_SCALE_FACTOR."""
    shows = f"{on_z(python / 'python.exe')} {on_z(ROOT / 'tests/gui/text_size_window.py')} C:\\new"
    told = wine.run("cmd", "/c", f"set QT_SCALE_FACTOR={scale}&& {shows}" if scale else shows)
    facts: dict[str, Any] = json.loads(told)
    return facts


def picture(wine: Wine, name: str) -> Path:
    """Save a picture of the screen and return its place in the repository."""
    file = PICTURES / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    at_rest(wine.seen["DISPLAY"]).save(file)
    return file.relative_to(ROOT)


def at_rest(display: str) -> Image.Image:
    """Return a picture of the screen once it does not change any more."""
    seen = ImageGrab.grab(xdisplay=display)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(CALM)
        before, seen = seen, ImageGrab.grab(xdisplay=display)
        if seen == before and len(seen.getcolors(1 << 24) or []) > COLOURS:
            break
    return seen


if __name__ == "__main__":
    sys.exit(main())
