"""Measure what it costs to take decisions along: export, import, undo, sidecars beside photos.

Processor time of all processes is counted, since by the clock other work would count as well.

dev.py bench names_out [--photos 2000]
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from kinfolk.core.database import Database
from kinfolk.core.exchange import export_reading, export_writing, importing
from kinfolk.core.jobs import Job
from kinfolk.core.names_in_files.sidecars import SidecarScope
from kinfolk.scan import sidecars
from kinfolk.vision.decoders import Decoders
from tests.bench import names_in
from tests.bench._photos import machine, options, processors
from tests.fake_engine import FakeEngine

T = TypeVar("T")


def main() -> None:
    count = options(__doc__, photos=2_000).photos
    print(f"Decisions about {count:,} photos with two named faces each ({machine()})\n", flush=True)
    with tempfile.TemporaryDirectory() as made:
        folder, file = Path(made) / "photos", Path(made) / "decided.json"
        names_in.fill(folder, count)
        with scanned(Path(made) / "one", folder, reads=True) as one:
            with one.read() as session:
                timed("exported", lambda: export_writing.export(session, file))
            print(f"  the file: {file.stat().st_size / 1e6:.1f} MB")
            beside(one, folder)
        with scanned(Path(made) / "other", folder, reads=False) as other:
            take_in(other, file)


@contextmanager
def scanned(home: Path, folder: Path, *, reads: bool) -> Iterator[Database]:
    """Give a scanned library of these photos, with the names of sidecars or without names."""
    names_in.scanned(home, folder, reads=reads, load=FakeEngine)
    with closing(Database(home / "library.db", home / "cache.db")) as db:
        yield db


def finished(job: Job[Any]) -> None:
    job.start()
    job.wait()
    if job.error is not None:
        raise job.error


def take_in(db: Database, file: Path) -> None:
    """Import the file into a library whose faces have no names, and undo that."""
    export = export_reading.read(file)
    with db.read() as session:
        timed("looked through", lambda: importing.preview(session, export))
    step = timed(
        "imported",
        lambda: db.write(
            lambda session: importing.bring_in(session, export),
            label=lambda told: importing.action(told.counts),
        ).result(),
    )
    timed("undone", lambda: db.undo().result())
    assert step.result.counts.faces > 0


def beside(db: Database, folder: Path) -> None:
    """Write sidecars and remove them again, after deleting those that other programs wrote."""
    for path in folder.rglob("*.xmp"):
        path.unlink()
    with Decoders() as decoders:
        timed(
            "written beside photos",
            lambda: finished(sidecars.written(db, decoders, SidecarScope())),
        )
        written = sum(1 for _ in folder.rglob("*.xmp"))
        timed("nothing to write", lambda: finished(sidecars.written(db, decoders, SidecarScope())))
        timed("taken out again", lambda: finished(sidecars.removed(db, decoders, SidecarScope())))
    print(f"  sidecars: {written:,}, left: {sum(1 for _ in folder.rglob('*.xmp')):,}")


def timed(what: str, do: Callable[[], T]) -> T:
    """Print the seconds that `do` takes, of the processor and by the clock; return its result."""
    began, since = processors(), time.perf_counter()
    result = do()
    took, clock = processors() - began, time.perf_counter() - since
    print(f"  {what}: {took:.1f} s, {clock:.1f} by the clock", flush=True)
    return result


if __name__ == "__main__":
    main()
