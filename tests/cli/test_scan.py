"""A scan as one types it: the sample album with the real models, a terminal, Ctrl+C."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from kinfolk.cli.album import SAMPLES, make
from kinfolk.cli.progress import scan_line
from kinfolk.cli.scan import placed_sentence
from kinfolk.cli.selfcheck import drawn_face
from kinfolk.core.people.new_faces import Placed
from kinfolk.core.people.people import Person
from kinfolk.paths import Paths
from kinfolk.recognition import engines
from kinfolk.scan.job import ScanProgress
from kinfolk.settings import Settings
from tests.cli.conftest import ROOT, Kinfolk, environment
from tests.patience import PATIENCE, until
from tests.scan.test_pulled_drive import fill, remove

WHO = {sample.name: [each.who for each in sample.originals if each.who] for sample in SAMPLES}
EILEEN = {name for name, people in WHO.items() if "Eileen Collins" in people}
PORTRAIT = "1992/portrait.jpg"
FACES = sum(map(len, WHO.values()))
GROUPS = 6  # Tesla is two: his portraits are twenty years apart, and no one has said yet

NEW_CONSOLE = 0x10  # subprocess.CREATE_NEW_CONSOLE, which Windows alone has
# Sends it to all processes of another one's console, itself among them.
PRESS_CTRL_C = """
import ctypes, sys
kernel = ctypes.windll.kernel32
kernel.FreeConsole()
assert kernel.AttachConsole(int(sys.argv[1]))
kernel.SetConsoleCtrlHandler(None, True)
assert kernel.GenerateConsoleCtrlEvent(0, 0)
"""


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("album")
    make(folder)
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff no photo")
    return folder


@pytest.mark.slow
def test_the_main_job(kinfolk: Kinfolk, album: Path) -> None:
    scanned = kinfolk("scan", str(album), "--json").json
    assert scanned["photos"] == len(SAMPLES) + 1
    assert scanned["groups"] == GROUPS
    assert [Path(problem["path"]).name for problem in scanned["problems"]] == ["broken.jpg"]
    faces = kinfolk("faces", "list", "--json").json
    paths = Counter(Path(face["path"]).relative_to(album).as_posix() for face in faces)
    assert paths == {name: len(people) for name, people in WHO.items() if people}
    assert all(0 <= face["quality"] <= 1 for face in faces)
    assert {tuple(face["flaws"]) for face in faces if face["quality"] > 0.5} == {()}

    (group,) = {face["person_id"] for face in faces if face["path"] == str(album / PORTRAIT)}
    named = kinfolk("people", "update", group, "--name", "Eileen", "--json").json
    assert named["asset_count"] == len(EILEEN)
    hers = kinfolk("faces", "list", "--person", "Eileen", "--json").json
    assert {Path(face["path"]).relative_to(album).as_posix() for face in hers} == EILEEN
    before = kinfolk("faces", "list", "--unassigned", "--json").json
    taken = hers[3]["id"]
    assert kinfolk("faces", "detach", taken).code == 0
    unassigned = kinfolk("faces", "list", "--unassigned", "--json").json
    assert {face["id"] for face in unassigned} == {taken, *(face["id"] for face in before)}
    again = kinfolk("scan", "--json").json
    assert (again["faces"], again["people"]) == (len(faces), 1)
    assert kinfolk("faces", "list", "--unassigned", "--json").json == unassigned
    assert kinfolk("faces", "assign", "Eileen", taken).code == 0
    assert len(kinfolk("faces", "list", "--person", "Eileen", "--json").json) == len(hers)
    assert "Eileen" in kinfolk("people", "list").out


def test_a_drive_that_is_pulled_ends_it_with_an_error(
    kinfolk: Kinfolk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "photos"
    engine = fill(folder, remove)
    monkeypatch.setattr(engines, "load", lambda paths: engine)
    done = kinfolk("scan", str(folder))
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"The folder {folder} became unavailable during the scan. "
        "Everything found in it is kept. Connect its drive, then scan again.\n"
    )


def test_raw_photos_are_left_out_and_said_so_where_nothing_reads_them(
    kinfolk: Kinfolk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rawpy", None)  # as if it were not installed
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "photo.cr2").write_bytes(b"x")
    scanned = kinfolk("scan", str(folder), "--json").json
    assert (scanned["photos"], scanned["failed"]) == (0, 0)
    said = "1 RAW photo was skipped. To read it, install Kinfolk with the “raw” extra."
    assert scanned["problems"] == [{"path": str(folder), "reason": said}]


@pytest.mark.slow
def test_what_went_to_whom_is_told(kinfolk: Kinfolk, album: Path, tmp_path: Path) -> None:
    """Eileen is known by two photos; a scan finds her in the others."""
    folder = tmp_path / "photos"
    folder.mkdir()
    early, late = sorted(EILEEN)[:2], sorted(EILEEN)[2:]
    for name in early:
        shutil.copy(album / name, folder / name.replace("/", "-"))
    first = kinfolk("scan", str(folder), "--json").json
    assert first["placed"] == []
    hint = "To list unnamed groups, run `kinfolk people list --filter unnamed`.\n"
    assert kinfolk("scan").err == hint
    owners = Counter(face["person_id"] for face in kinfolk("faces", "list", "--json").json)
    kinfolk("people", "update", owners.most_common(1)[0][0], "--name", "Eileen")
    for name in late:
        shutil.copy(album / name, folder / name.replace("/", "-"))
    more = len(late)
    assert kinfolk("scan").out.endswith(
        f"\n{more} faces added to people you know: Eileen {more}.\n"
    )
    table = kinfolk("faces", "list", "--person", "Eileen").out.splitlines()[1:]
    assert Counter(" Kinfolk " in line for line in table) == {True: more, False: len(early)}
    assert kinfolk("scan", "--json").json["placed"] == []


@pytest.mark.slow
def test_a_stranger_comes_back_with_new_photos(
    kinfolk: Kinfolk, base: Path, album: Path, tmp_path: Path
) -> None:
    """Eileen was hidden when two photos showed her; how many it takes is in the settings."""
    folder = tmp_path / "photos"
    folder.mkdir()
    hers = [album / name for name in sorted(EILEEN)]
    for number, path in enumerate(hers[:2]):
        shutil.copy(path, folder / f"{number}.jpg")
    assert kinfolk("scan", str(folder), "--json").json["returned"] == 0
    owners = Counter(face["person_id"] for face in kinfolk("faces", "list", "--json").json)
    stranger = owners.most_common(1)[0][0]
    kinfolk("people", "update", stranger, "--hidden")
    Settings(few_photos=4).save(Paths.of(base).settings_file)
    shutil.copy(hers[2], folder / "2.jpg")
    assert "back" not in kinfolk("scan").out
    shutil.copy(hers[3], folder / "3.jpg")
    said = kinfolk("scan").out
    assert said.endswith("\n1 ignored group is back in the unnamed groups.\n")
    assert kinfolk("people", "show", stranger, "--json").json["is_hidden"] is False
    assert kinfolk("scan", "--json").json["returned"] == 0


def test_only_the_first_people_are_named() -> None:
    placed = [Placed(person(f"P{n:02}"), ("face",) * (20 - n)) for n in range(14)]
    said = placed_sentence(placed)
    assert said.startswith("189 faces added to people you know: P00 20, P01 19, ")
    assert said.endswith("P11 9, 2 others 15.")


def person(name: str) -> Person:
    now = datetime.now(tz=UTC)
    return Person(name, "lib", name, None, False, False, None, None, 1, 1, now, now)


def test_a_photo_that_went_is_told(kinfolk: Kinfolk, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        Image.new("RGB", (40, 30), "teal" if name == "a.png" else "pink").save(tmp_path / name)
    assert "there now" not in kinfolk("scan", str(tmp_path)).out
    (tmp_path / "b.png").unlink()
    assert kinfolk("scan").out.endswith("\n1 photo was not found; its faces are kept.\n")


def test_names_that_cannot_be_read_are_told_with_their_photo(
    kinfolk: Kinfolk, tmp_path: Path
) -> None:
    photo = tmp_path / "a.png"
    Image.new("RGB", (40, 30), "teal").save(photo)
    photo.with_name("a.png.xmp").write_bytes(b"<x><y")
    assert kinfolk("scan", str(tmp_path)).err.startswith(f"  {photo}: a.png.xmp: ")
    (problem,) = kinfolk("scan", "--json").json["problems"]  # read no more, and told still
    assert problem["path"] == str(photo)


@pytest.mark.slow
def test_what_failed_is_read_once_more_in_the_library_that_is_scanned(
    kinfolk: Kinfolk, tmp_path: Path
) -> None:
    for name in ("Home", "Club"):
        kinfolk("libraries", "create", name)
        file = tmp_path / name / "photo.png"
        file.parent.mkdir()
        Image.new("RGB", (40, 30), "teal").save(file)
        whole = file.read_bytes()
        for content in (bytes(len(whole)), whole):  # of the same size and date
            file.write_bytes(content)
            os.utime(file, (1_700_000_000, 1_700_000_000))
            scanned = kinfolk("scan", str(file.parent), "--library", name, "--json")
            assert scanned.json["failed"] == 1
    for name, options, failed in (("Home", ("--retry",), 0), ("Club", (), 1)):
        assert kinfolk("scan", "--library", name, *options, "--json").json["failed"] == failed


@pytest.mark.parametrize("folders", [[], ["nowhere"]])
def test_without_a_folder_it_is_one_line(
    kinfolk: Kinfolk, tmp_path: Path, folders: list[str]
) -> None:
    assert kinfolk("scan", *(str(tmp_path / each) for each in folders)).refusal


def rest(reading: int) -> bytes:
    """What the other end of a pseudo terminal wrote until it was closed."""
    shown = b""
    while True:
        try:
            part = os.read(reading, 1000)
        except OSError:  # Linux's way to say that no one is there
            return shown
        if not part:
            return shown
        shown += part


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_ctrl_c_stops_cleanly_and_the_next_scan_goes_on(
    tmp_path: Path, album: Path, program: Kinfolk
) -> None:
    import pty

    many = tmp_path / "many"
    for copy in range(2):
        for sample in SAMPLES:
            photo = many / str(copy) / sample.name
            photo.parent.mkdir(parents=True, exist_ok=True)
            photo.write_bytes((album / sample.name).read_bytes() + bytes([copy]))
    reading, writing = pty.openpty()
    base = str(tmp_path / "base")
    command = [sys.executable, "-m", "kinfolk", "scan", str(many), "--base-dir", base]
    running = subprocess.Popen(
        command, cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=writing
    )
    os.close(writing)
    shown = b""
    while b"per second" not in shown:  # the bar says a rate: photos are being read
        shown += os.read(reading, 1000)
    running.send_signal(signal.SIGINT)
    shown += rest(reading)
    os.close(reading)
    assert running.wait(PATIENCE) == 1
    assert "Cancelled." in shown.decode()
    assert "Traceback" not in shown.decode()
    assert "░" in shown.decode()
    scanned = program("scan", "--base-dir", base, "--json").json
    assert (scanned["photos"], scanned["read"]) == (2 * len(SAMPLES), 2 * len(SAMPLES))
    # The one of whom there is nothing but a poor face is no group, as often as it may be there.
    assert (scanned["faces"], scanned["groups"]) == (2 * FACES, GROUPS)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "nt", reason="other systems have no such console")
def test_ctrl_c_in_a_console_of_windows_stops_cleanly(tmp_path: Path) -> None:
    many, paths = tmp_path / "many", Paths.of(tmp_path / "base")
    many.mkdir()
    drawn_face().save(many / "0.jpg", quality=92)
    for copy in range(1, 200):
        (many / f"{copy}.jpg").write_bytes((many / "0.jpg").read_bytes() + bytes([copy]))
    command = [sys.executable, "-m", "kinfolk", "scan", str(many)]
    running = subprocess.Popen(
        [*command, "--base-dir", str(tmp_path / "base")],
        cwd=ROOT,
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
        creationflags=NEW_CONSOLE,
    )

    def has_faces() -> bool:
        address = f"{paths.library_db.as_uri()}?mode=ro"
        with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True)) as library:
            return library.execute("SELECT 1 FROM face").fetchone() is not None
        return False

    until(has_faces)
    subprocess.run([sys.executable, "-c", PRESS_CTRL_C, str(running.pid)], check=True)
    _, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 1
    assert said.decode().splitlines() == ["Cancelled."]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_ctrl_c_waits_for_no_photo_that_hangs(tmp_path: Path, album: Path) -> None:
    base = str(tmp_path / "base")
    command = [sys.executable, "-m", "kinfolk", "scan", str(album), "--base-dir", base]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(tmp_path), stderr=subprocess.PIPE
    ) as running:
        held: set[Path] = set()
        while not held:  # it draws photos: that stands still from now on
            assert running.poll() is None
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    parent = (process / "stat").read_text().rsplit(")")[-1].split()[1]
                    is_worker = b"serve(kind)" in (process / "cmdline").read_bytes()
                except OSError:
                    continue
                if parent == str(running.pid) and is_worker:
                    os.kill(int(process.name), signal.SIGSTOP)
                    held.add(process)
        running.send_signal(signal.SIGINT)
        assert running.wait(PATIENCE) == 1
        assert running.stderr is not None
        assert running.stderr.read().decode().splitlines()[-1] == "Cancelled."
    assert not any(process.exists() for process in held)


def test_the_bar() -> None:
    assert scan_line(ScanProgress("walking", photos_total=1234)) == "Finding photos: 1,234"
    half = ScanProgress("reading", 5, 10, 7, rate=2.5, seconds_left=2.0)
    assert scan_line(half).endswith("5 of 10 photos  7 faces  2.5 per second, 2 s left")
    assert scan_line(half).startswith("█" * 12 + "░" * 12)
    assert scan_line(ScanProgress("grouping", 10, 10, 7)).endswith("grouping")
    assert "3 h 20 min" in scan_line(ScanProgress("reading", 1, 9, rate=1.0, seconds_left=12000.0))
