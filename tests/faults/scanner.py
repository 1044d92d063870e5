"""Scan in a process of its own, by an engine that sees colours: `scanner.py BASE [fake|cast]`."""

import sys
from pathlib import Path

from kinfolk.core.database import Database
from kinfolk.paths import Paths
from kinfolk.scan.job import ScanJob
from tests.fake_engine import FakeEngine
from tests.faults.cast import Cast


def main(base: str, engine: str = "fake") -> None:
    """Scan the library in `base` to the end."""
    paths = Paths.of(Path(base))
    db = Database(paths.library_db, paths.cache_db)
    sys.stdout.write("*ready\n")
    sys.stdout.flush()
    job = ScanJob(db, Cast if engine == "cast" else FakeEngine)
    job.start()
    job.wait()
    sys.stdout.write("*done\n")
    db.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
