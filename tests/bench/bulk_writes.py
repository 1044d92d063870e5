"""Remove a folder of many photos and bring it back: how long do others wait meanwhile?

Prints how many seconds the write takes, by the clock and of the processor: row by row as for few
rows, and as for many (core/db/bulk.py). Beside each, how long a second process waits that writes
something small over and over, how often it was told of trouble, and how often it failed.

dev.py bench bulk_writes [--photos 100000]
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from kinfolk.core.database import Database
from kinfolk.core.db import bulk
from kinfolk.core.photos import library
from tests.bench._photos import machine, options, table
from tests.bench.photo_search import FACES_A_PHOTO, fill

ROOT = Path(__file__).resolve().parents[2]
# Prints how long each write took, and a line for each that failed.
OTHER = """
import sys, time
from pathlib import Path
from kinfolk.core.people import people
from kinfolk.core.database import Database
from kinfolk.errors import AppError
db = Database(Path(sys.argv[1]), Path(sys.argv[2]))
db.on_trouble(lambda error: print("told", flush=True))
print("ready", flush=True)
number = 0
while not Path(sys.argv[3]).exists():
    number += 1
    began = time.monotonic()
    try:
        db.write(lambda s: people.create(s, name=f"Nobody {number} {began}")).result()
        print(time.monotonic() - began, flush=True)
    except AppError as error:
        print("failed", flush=True)
    time.sleep(0.05)
db.close()
"""


def main() -> None:
    count = options(__doc__, photos=100_000).photos
    faces = round(count * FACES_A_PHOTO)
    print(f"A folder of {count:,} photos with {faces:,} faces ({machine()})\n", flush=True)
    rows = []
    for way, many in (("few", sys.maxsize), ("many", bulk.MANY)):
        bulk.MANY = many  # type: ignore[misc]
        with tempfile.TemporaryDirectory() as made:
            files = Path(made) / "library.db", Path(made) / "cache.db"
            fill(*files, count)
            with closing(Database(*files)) as db:
                for what, work in steps(db).items():
                    rows.append((what, way, *measured(files, work)))
                    print("  ".join(rows[-1]), flush=True)
    print()
    table(("", "as", "takes, s", "processor, s", "another waits, s", "told", "failed"), rows)


def steps(db: Database) -> dict[str, Callable[[], object]]:
    with db.read() as session:
        (folder,) = library.folders(session)
    remove = partial(library.remove_folder, folder_id=folder.id)
    return {
        "removed": lambda: db.write(remove, label="Remove").result(),
        "undone": lambda: db.undo().result(),
        "done again": lambda: db.redo().result(),
    }


def measured(files: tuple[Path, Path], work: Callable[[], object]) -> tuple[str, ...]:
    with beside(files) as said:
        began = time.monotonic(), time.process_time()
        work()
        took = time.monotonic() - began[0], time.process_time() - began[1]
    waits = [float(line) for line in said if line not in ("ready", "told", "failed")]
    counts = (said.count(word) for word in ("told", "failed"))
    return (*(f"{each:.1f}" for each in (*took, max(waits, default=0))), *map(str, counts))


@contextmanager
def beside(files: tuple[Path, Path]) -> Iterator[list[str]]:
    """Run a second process that writes; once it has ended, its output is in the list given."""
    said: list[str] = []
    end = files[0].with_name("end")
    end.unlink(missing_ok=True)
    command = [sys.executable, "-c", OTHER, *map(str, files), str(end)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield said
        end.touch()
        said += process.communicate()[0].split()


if __name__ == "__main__":
    main()
