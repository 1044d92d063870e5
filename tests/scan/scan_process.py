"""Scan in a process of its own, which a test kills: `scan_process.py BASE FOLDER`."""

import sys
from pathlib import Path

from kinfolk.core.database import Database
from kinfolk.core.photos import library
from kinfolk.scan.job import ScanJob
from tests.fake_engine import FakeEngine


def main(base: Path, folder: Path) -> None:
    """Add the folder to a library in `base` and scan it to the end."""
    db = Database(base / "library.db", base / "cache.db")
    db.write(lambda session: library.add_folder(session, folder), label="Add a folder").result()
    sys.stdout.write("scanning\n")
    sys.stdout.flush()
    ScanJob(db, FakeEngine).run()
    db.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
