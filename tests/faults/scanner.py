"""A scan in a process of its own, by an engine that sees colours: `scanner.py BASE [fake|cast]`."""

import sys
from pathlib import Path

from app.core.db import Database
from app.paths import Paths
from app.pipeline.scan import Scan
from tests.fake_engine import FakeEngine
from tests.faults.cast import Cast


def main(base: str, engine: str = "fake") -> None:
    paths = Paths.of(Path(base))
    db = Database(paths.library_db, paths.cache_db)
    sys.stdout.write("*ready\n")
    sys.stdout.flush()
    job = Scan(db, Cast if engine == "cast" else FakeEngine)
    job.start()
    job.wait()
    sys.stdout.write("*done\n")
    db.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
