"""Pages over a million faces through the API: the last page costs what the first does.

python tests/bench/api_paging.py [--faces 1000000]
"""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[2]))

from kinfolk.api.server import Server
from kinfolk.core.db.database import Database
from kinfolk.paths import Paths

PEOPLE = 1000  # one of whom has a tenth of all faces; a tenth is nobody's
PAGE = 200
ASKED = 20  # pages at each end
NOW = "2024-01-01 00:00:00.000000"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faces", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.of(Path(folder))
        db = Database(paths.library_db, paths.cache_db)
        fill(paths.library_db, options.faces)
        server = Server(db, paths, port=0)
        server.start()
        try:
            return measure(server, options.faces)
        finally:
            server.stop()
            db.close()


def fill(file: Path, count: int) -> None:
    """Ids are numbers that sort as text, so that the page before the end is known."""
    start = time.monotonic()
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO library VALUES ('lib', 'Many', NULL, ?, ?)", (NOW, NOW))
        connection.execute(
            "INSERT INTO folder (id, library_id, path, is_away, created_at)"
            " VALUES ('folder', 'lib', '/many', 0, ?)",
            (NOW,),
        )
        insert(connection, "person", (person(number) for number in range(PEOPLE)))
        insert(connection, "asset", (asset(number) for number in range(count // 2)))
        insert(connection, "face", (face(number) for number in range(count)))
    print(f"{count:,} faces made in {time.monotonic() - start:.0f} s")


def insert(connection: sqlite3.Connection, table: str, rows) -> None:  # type: ignore[no-untyped-def]
    first = next(rows)
    marks = ", ".join(f":{name}" for name in first)
    statement = f"INSERT INTO {table} ({', '.join(first)}) VALUES ({marks})"
    connection.execute(statement, first)
    connection.executemany(statement, rows)


def person(number: int) -> dict[str, object]:
    name = f"Person {number}"
    return {
        "id": f"person_{number:08}",
        "library_id": "lib",
        "name": name,
        "name_key": name.lower(),
        "is_hidden": 0,
        "is_favorite": 0,
        "is_settled": 1,
        "created_at": NOW,
        "updated_at": NOW,
    }


def asset(number: int) -> dict[str, object]:
    found = f"{datetime(2024, 1, 1) + timedelta(seconds=number)}.000000"
    return {
        "id": f"asset_{number:08}",
        "library_id": "lib",
        "folder_id": "folder",
        "path": f"/many/{number}.jpg",
        "file_size": 1,
        "modified_ns": 1,
        "content_hash": str(number),
        "mimetype": "image/jpeg",
        "width": 4000,
        "height": 3000,
        "state": "done",
        "created_at": found,
        "updated_at": found,
    }


def face(number: int) -> dict[str, object]:
    owner = None if number % 10 == 0 else 0 if number % 10 == 1 else number % PEOPLE
    return {
        "id": f"face_{number:08}",
        "library_id": "lib",
        "asset_id": f"asset_{number // 2:08}",
        "person_id": None if owner is None else f"person_{owner:08}",
        "assigned_by": None if owner is None else "auto",
        "x": 1,
        "y": 1,
        "w": 9,
        "h": 9,
        "source": "automatic",
        "confidence": 0.9,
        "quality": 0.5,
        "created_at": NOW,
        "updated_at": NOW,
    }


def measure(server: Server, count: int) -> int:
    token = server.token_file.read_text().strip()
    slow = 0
    with httpx.Client(
        base_url=server.url, headers={"Authorization": f"Bearer {token}"}, timeout=120
    ) as client:
        for name, step, query in (
            ("all faces", 1, {}),
            ("nobody's", 10, {"unassigned": "true"}),
            ("one person's", 10, {"person_id": "person_00000000"}),
        ):
            first = pages(client, "/api/faces", query, None)
            near_end = f"face_{ASKED * PAGE * step:08}"
            last = pages(client, "/api/faces", query, near_end)
            ratio = min(last) / min(first)
            slow += ratio > 2
            print(f"{name}: first {spread(first)}, last {spread(last)}, ratio {ratio:.2f}")
        for sort in ("created_at_desc", "name_asc", "asset_count_desc"):
            times = pages(client, "/api/people", {"sort": sort}, None)
            print(f"people by {sort}: {spread(times)}")
        near_end = f"asset_{ASKED * PAGE:08}"
        first = pages(client, "/api/assets", {}, None)
        last = pages(client, "/api/assets", {}, near_end)
        ratio = min(last) / min(first)
        slow += ratio > 2
        print(f"photos: first {spread(first)}, last {spread(last)}, ratio {ratio:.2f}")
    return 1 if slow else 0


def pages(
    client: httpx.Client, path: str, query: dict[str, str], cursor: str | None
) -> list[float]:
    """Seconds for each of the next pages (fewer where the list ends)."""
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
