"""Bring a library to a later schema in a process of its own: `next_schema.py LIBRARY`."""

import sys
from pathlib import Path

from kinfolk.core.db.migrations import migrate
from kinfolk.core.db.schema import STEPS, Version

NOW = STEPS[-1][0]
LATER = Version(NOW.major, NOW.minor + 1)
STEP = """
    ALTER TABLE face ADD COLUMN later VARCHAR;
    UPDATE face SET later = id;
    CREATE INDEX face_later ON face (later);
"""

if __name__ == "__main__":
    sys.stdout.write("It begins.\n")
    sys.stdout.flush()
    migrate(Path(sys.argv[1]), (*STEPS, (LATER, STEP)))
