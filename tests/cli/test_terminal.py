"""What a terminal would obey is spelled out; JSON says it exactly."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from sqlalchemy import select
from sqlmodel import Session

from kinfolk.__main__ import complain
from kinfolk.cli import progress, terminal
from kinfolk.cli.common import table
from kinfolk.core.database import Database
from kinfolk.core.db.models import Asset, AssetState, Library, Person
from kinfolk.errors import AppError
from kinfolk.paths import Paths
from tests.album import Album
from tests.cli.conftest import Kinfolk

HOSTILE = {
    "\x1b[2J\x1b]0;owned\x07": r"\x1b[2J\x1b]0;owned\x07",
    "\x9b31m": r"\x9b31m",
    "one\ntwo\rthree": r"one\ntwo\rthree",
    "Eva\u202egpj.exe": r"Eva\u202egpj.exe",
    "a\u2066b\u2069": r"a\u2066b\u2069",
    "a\u2028b": r"a\u2028b",
    "half \udcff": r"half \udcff",
    "Zoë 👩‍👩‍👧 \\ <b>": "Zoë 👩‍👩‍👧 \\ <b>",
}
STEERS = [chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x2066)]


@pytest.mark.parametrize(("text", "spelled"), HOSTILE.items())
def test_a_line_only_shows(text: str, spelled: str) -> None:
    assert terminal.line(text) == spelled
    assert terminal.line(spelled) == spelled


def test_a_block_keeps_its_lines() -> None:
    assert terminal.block("a\n\x1bb\n") == "a\n\\x1bb\n"


ESCAPE = "\x1b[31mred\x1b[0m\u202e"
FOLDER = f"{ESCAPE}\nforged"


class Scene:
    """A library whose every name is hostile, as another program left it."""

    def __init__(self, base: Path, photos: Path) -> None:
        self.photos = photos
        paths = Paths.of(base)
        self.db = Database(paths.library_db, paths.cache_db)
        album = Album(self.db)
        self.eva = album.person("Eva", faces=1)
        self.ida = album.person("Ida")
        broken = album.photo(state=AssetState.FAILED)
        self.rename(self.eva, ESCAPE)

        def spoil(session: Session) -> None:
            asset = session.get_one(Asset, broken)
            asset.path, asset.reason = f"/photos/{ESCAPE}\n.jpg", f"why {ESCAPE}"
            for photo in session.execute(select(Asset)).scalars():
                photo.path = photo.path + ESCAPE
            session.get_one(Library, album.library_id).name = FOLDER

        self.db.write(spoil).result()
        self.db.write(lambda s: s.add(Library(id="lib_x", name=ESCAPE)), label=ESCAPE).result()
        self.db.undo().result()
        self.db.close()

    def rename(self, person: str, name: str) -> None:
        def work(session: Session) -> None:
            row = session.get_one(Person, person)
            row.name, row.name_key = name, name

        self.db.write(work, label=f"Name {name}").result()


@pytest.fixture
def scene(base: Path, tmp_path: Path) -> Scene:
    if os.name == "nt":
        pytest.skip("Windows has no names with such characters")
    photos = tmp_path / FOLDER
    photos.mkdir()
    return Scene(base, photos)


VERBS: dict[str, Callable[[Scene], tuple[str, ...]]] = {
    "people list": lambda x: ("people", "list"),
    "people show": lambda x: ("people", "show", x.eva),
    "people update": lambda x: ("people", "update", x.eva, "--favorite"),
    "people merge": lambda x: ("people", "merge", x.eva, x.ida),
    "people delete": lambda x: ("people", "delete", x.eva),
    "nobody": lambda x: ("people", "show", ESCAPE + "x"),
    "no library": lambda x: ("people", "list", "--library", ESCAPE),
    "bad date": lambda x: ("people", "create", "Uma", "--birth-date", ESCAPE),
    "bad verb": lambda x: (ESCAPE,),
    "bad option": lambda x: ("people", "list", f"--{ESCAPE}"),
    "faces list": lambda x: ("faces", "list"),
    "libraries list": lambda x: ("libraries", "list"),
    "history": lambda x: ("history",),
    "redo": lambda x: ("redo",),
    "undo": lambda x: ("undo",),
    "scan": lambda x: ("scan", str(x.photos)),
    "scan nothing": lambda x: ("scan", str(x.photos / "nothing")),
    "folders list": lambda x: ("folders", "list"),
    "engines": lambda x: ("engines", "use", ESCAPE),
    "install": lambda x: ("engines", "install", str(x.photos / "no.onnx")),
}


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_steers_the_terminal(kinfolk: Kinfolk, scene: Scene, verb: str) -> None:
    done = kinfolk(*VERBS[verb](scene))
    said = done.out + done.err
    assert said
    assert [char for char in STEERS if char in said] == []
    assert "\nforged" not in said


def test_json_is_exact(kinfolk: Kinfolk, scene: Scene) -> None:
    done = kinfolk("people", "show", scene.eva, "--json")
    assert json.loads(done.out)["name"] == ESCAPE
    assert done.out.isascii()


def test_the_entry_complains_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert complain(AppError(f"{ESCAPE}\nforged", "Hint.")) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_a_console_that_lacks_a_letter_shows_the_others(
    kinfolk: Kinfolk, album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in Windows, where what is piped on has the letters of one part of the world."""
    album.person("Zoë 山田", faces=1)
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "cp1252", write_through=True))
    assert kinfolk("people", "list").code == 0
    assert "Zoë ??" in written.getvalue().decode("cp1252")


def test_the_entry_complains_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the program of the Windows setup, which has no console."""
    monkeypatch.setattr(sys, "stderr", None)
    assert complain(AppError("Nobody hears it.")) == 1


@pytest.mark.skipif(os.name == "nt", reason="all names on Windows are text")
def test_a_file_name_that_no_encoding_spells(kinfolk: Kinfolk, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff\xfe")
    folder.mkdir()
    assert "isn’t readable text" in kinfolk("scan", str(folder)).refusal


def test_the_progress_of_a_job_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:

    progress._draw(f"{ESCAPE}\n", sys.stderr)
    assert capsys.readouterr().err.replace("\r\x1b[K", "", 1).count("\x1b") == 0


def test_columns_are_aligned_as_a_terminal_shows_them() -> None:
    names = ["Eva", "山田太郎", "김민지", "Zoe\u0301", "\x1b[31m"]
    lines = table(("name", "photos"), [(name, 7) for name in names]).splitlines()
    assert "\x1b" not in "".join(lines)
    assert {cell_len(line) for line in lines} == {len("山田太郎") * 2 + len("  photos")}
    assert lines[2] == "山田太郎       7"


def test_a_table_is_never_folded() -> None:
    wide = "x" * 5000
    assert table(("path", "person"), [(wide, "Eva")]).splitlines()[1] == f"{wide}  Eva"
