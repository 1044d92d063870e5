"""Page over a million faces through the API: the last page must cost what the first does.

dev.py bench api_paging [--photos 400000]
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

from kinfolk.api.server import Server
from kinfolk.core.database import Database
from kinfolk.paths import Paths
from tests.bench._photos import options
from tests.bench.photo_search import ANNA, fill

PAGE = 200
ASKED = 20  # how many pages are measured at each end


def main() -> int:
    count = options(__doc__, photos=400_000).photos
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.of(Path(folder))
        fill(paths.library_db, paths.cache_db, count)
        db = Database(paths.library_db, paths.cache_db)
        server = Server(db, paths, port=0)
        server.start()
        try:
            return measure(server)
        finally:
            server.stop()
            db.close()


def measure(server: Server) -> int:
    """Measure the first and the last pages; return 1 if the last take more than twice as long."""
    token = server.token_file.read_text().strip()
    slow = 0
    with httpx.Client(
        base_url=server.url, headers={"Authorization": f"Bearer {token}"}, timeout=120
    ) as client:
        for name, step, query in (
            ("all faces", 1, {}),
            ("nobody's", 10, {"unassigned": "true"}),
            ("one person's", 14, {"person_id": ANNA}),
        ):
            first = pages(client, "/api/faces", query, None)
            near_end = f"face_{ASKED * PAGE * step:022}"
            last = pages(client, "/api/faces", query, near_end)
            ratio = min(last) / min(first)
            slow += ratio > 2
            print(f"{name}: first {spread(first)}, last {spread(last)}, ratio {ratio:.2f}")
        for sort in ("created_at_desc", "name_asc", "asset_count_desc"):
            times = pages(client, "/api/people", {"sort": sort}, None)
            print(f"people by {sort}: {spread(times)}")
        near_end = f"asset_{ASKED * PAGE:022}"
        first = pages(client, "/api/assets", {}, None)
        last = pages(client, "/api/assets", {}, near_end)
        ratio = min(last) / min(first)
        slow += ratio > 2
        print(f"photos: first {spread(first)}, last {spread(last)}, ratio {ratio:.2f}")
    return 1 if slow else 0


def pages(
    client: httpx.Client, path: str, query: dict[str, str], cursor: str | None
) -> list[float]:
    """Return the seconds that each of the next pages takes; fewer where the list ends."""
    times = []
    for _ in range(ASKED):
        asked = query | {"limit": str(PAGE)} | ({"starting_after_id": cursor} if cursor else {})
        start = time.perf_counter()
        answer = client.get(path, params=asked).raise_for_status().json()
        times.append(time.perf_counter() - start)
        if not answer["has_more"]:
            break
        cursor = answer["data"][-1]["id"]
    return times


def spread(times: list[float]) -> str:
    return f"{statistics.median(times) * 1000:.1f} ms (worst {max(times) * 1000:.1f})"


if __name__ == "__main__":
    sys.exit(main())
