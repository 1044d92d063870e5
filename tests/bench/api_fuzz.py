"""Send random requests to the API, 1,000 for a route: no 5xx, no answer outside the description.

dev.py bench api_fuzz [--cases 1000] [--seed N]
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from kinfolk.paths import Paths
from tests.api.conftest import Home, serving
from tests.api.fuzz import fuzz, operations
from tests.bench._photos import options


def main() -> int:
    chosen = options(__doc__, cases=1000, seed=random.randrange(10**6))
    print(f"seed {chosen.seed}")
    with tempfile.TemporaryDirectory() as folder, serving(Paths.of(Path(folder))) as home:
        failed = run(home, chosen.cases, chosen.seed)
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
