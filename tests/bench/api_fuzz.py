"""Send random requests to the API, 1,000 for a route: no 5xx, no answer outside the description.

dev.py bench api_fuzz [--cases 1000] [--seed N]
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from kinfolk.api.server import Server
from kinfolk.core.database import Database
from kinfolk.paths import Paths
from tests.api.conftest import Home
from tests.api.fuzz import fuzz, operations


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.of(Path(folder))
        db = Database(paths.library_db, paths.cache_db)
        server = Server(db, paths, port=0)
        server.start()
        try:
            failed = run(Home(db, server), options.cases, options.seed)
        finally:
            server.stop()
            db.close()
    print(f"{failed} routes failed")
    return 1 if failed else 0


def run(home: Home, cases: int, chance: int) -> int:
    failed = 0
    for route in operations(home.url):
        home.empty()
        start = time.monotonic()
        try:
            sent = fuzz(route, home.token, cases=cases, known=home.crowd(20), chance=chance)
        except BaseExceptionGroup as error:
            failed += 1
            print(f"FAILED {route.label}\n{error}")
            for each in error.exceptions:
                print(each)
        else:
            print(f"{route.label}: {sent} cases, {time.monotonic() - start:.0f} s", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
