"""Two processes on one library: neither loses a write, and undo is shared."""

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kinfolk.core.history import history
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from tests.album import Album
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[3]
WRITES = 40
PROGRAM = """
import sys
from dataclasses import replace
from pathlib import Path
from kinfolk.core.people import people
from kinfolk.core.database import Database
from kinfolk.core.db.models import Person
from kinfolk.core.people.person_fields import UNCHANGED
from tests.patience import PATIENCE

folder, counter, writes = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def count(session):
    row = session.get_one(Person, counter)
    people.update(session, counter, replace(UNCHANGED, name=str(int(row.name) + 1)))

db = Database(folder / "library.db", folder / "cache.db")
for _ in range(writes):
    db.write(count, label="Count").result()
db.close()
"""


def start(folder: Path, counter: str, writes: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, str(folder), counter, str(writes)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def end(process: subprocess.Popen[str]) -> None:
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors


@pytest.mark.slow
def test_no_write_is_lost(album: Album, tmp_path: Path) -> None:
    counter = album.person("0")
    told = threading.Event()
    album.db.subscribe(lambda changes: told.set() if changes.all else None)
    others = [start(tmp_path, counter, WRITES) for _ in range(2)]
    for _ in range(WRITES):
        album.db.write(
            lambda s: people.update(
                s, counter, replace(UNCHANGED, name=str(int(people.get(s, counter).name or 0) + 1))
            ),
            label="Count",
        ).result()
    for process in others:
        end(process)
    assert told.wait(PATIENCE)
    assert album.ask(people.get, counter).name == str(3 * WRITES)
    assert len(album.ask(history.steps, limit=500)) == 3 * WRITES


@pytest.mark.slow
def test_a_step_of_another_process_can_be_taken_back(album: Album, tmp_path: Path) -> None:
    counter = album.person("0")
    end(start(tmp_path, counter, 2))
    album.db.undo().result()
    assert album.ask(people.get, counter).name == "1"
    redo = album.ask(history.next_redo)
    assert redo is not None
    assert redo.words == "Count"
