"""Let 50 clients write at once beside a running scan: no write may be lost.

dev.py bench api_load [--seconds 60] [--clients 50]
"""

import argparse
import asyncio
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

COPIES = 200  # copies of the sample album: more than a scan reads in that time


def main() -> int:
    """Measure, or be the clients if the program was started for that; return an exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--as-clients", nargs=2, metavar=("URL", "TOKEN"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.as_clients:
        url, token = options.as_clients
        print(json.dumps(asyncio.run(clients(url, token, options.clients, options.seconds))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), options.clients, options.seconds)


def measure(folder: Path, count: int, seconds: float) -> int:
    """Run server and scan in this process, as the window does, and the clients in another."""
    from kinfolk.api.server import Server
    from kinfolk.core.database import Database
    from kinfolk.core.photos import library
    from kinfolk.paths import Paths
    from kinfolk.scan.job import ScanJob
    from kinfolk.vision.engine import load

    paths = Paths.of(folder / "home")
    db = Database(paths.library_db, paths.cache_db)
    photos = album(folder)
    db.write(lambda session: library.add_folder(session, photos)).result()
    server = Server(db, paths, port=0)
    server.start()
    scan = ScanJob(db, load)
    scan.start()
    token = server.token_file.read_text().strip()
    command = [sys.executable, __file__, "--as-clients", server.url, token]
    command += ["--seconds", str(seconds), "--clients", str(count)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        was_scanning, progress = scan.is_running, scan.progress
    finally:
        scan.cancel()
        scan.wait(60)
        server.stop()
        db.close()
    return report(json.loads(done.stdout), paths.library_db, was_scanning, progress)


def album(folder: Path) -> Path:
    from kinfolk.cli.album import make

    photos = folder / "photos"
    for sample in make(folder / "sample"):
        for copy in range(COPIES):
            target = photos / f"{copy:03}" / sample.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(sample, target)
            with target.open("ab") as file:
                file.write(f"{copy}".encode())
    return photos


async def clients(url: str, token: str, count: int, seconds: float) -> dict[str, object]:
    """Create, rename and delete people; return what was acknowledged, and how fast."""
    expected: dict[str, str | None] = {}
    latencies: list[float] = []
    failures: Counter[str] = Counter()
    end = time.monotonic() + seconds

    async def one(number: int) -> None:
        chance = random.Random(number)
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as client:

            async def send(
                method: str, path: str, body: dict[str, object] | None = None
            ) -> str | None:
                """Send a request and note how long it took.

                Returns the id answered, None if it failed.
                """
                start = time.monotonic()
                try:
                    answer = await client.request(method, path, json=body)
                except httpx.TransportError as error:
                    failures[type(error).__name__] += 1
                    return None
                latencies.append(time.monotonic() - start)
                if answer.is_success:
                    return str(answer.json().get("id", ""))
                failures[f"{answer.status_code} {answer.text[:80]}"] += 1
                return None

            turn = 0
            while time.monotonic() < end:
                turn += 1
                name = f"Client {number} {turn}"
                created = await send("POST", "/api/people", {"name": name})
                if not created:
                    continue
                expected[created] = name
                if await send("PATCH", f"/api/people/{created}", {"name": name + " again"}):
                    expected[created] = name + " again"
                is_done_with = chance.random() < 0.2
                if is_done_with and await send("DELETE", f"/api/people/{created}") is not None:
                    expected[created] = None

    start = time.monotonic()
    await asyncio.gather(*(one(number) for number in range(count)))
    return {
        "expected": expected,
        "latencies": latencies,
        "failures": failures,
        "seconds": time.monotonic() - start,
    }


def report(got: dict[str, Any], library_db: Path, was_scanning: bool, progress: object) -> int:
    """Compare what was acknowledged with what the file contains; return 1 for any difference."""
    import sqlite3

    rows = dict(
        sqlite3.connect(library_db).execute(
            "SELECT id, name FROM person WHERE name LIKE 'Client %'"
        )
    )
    wanted = {key: name for key, name in got["expected"].items() if name is not None}
    lost = {key for key, name in wanted.items() if rows.get(key) != name}
    undead = {key for key, name in got["expected"].items() if name is None and key in rows}
    times = sorted(got["latencies"])
    rate = len(times) / got["seconds"]
    print(f"scan still running: {was_scanning}; {progress}")
    print(f"{len(times):,} writes in {got['seconds']:.1f} s ({rate:.0f}/s)")
    for share in (0.5, 0.95, 0.99):
        print(f"p{share * 100:.0f} {times[int(len(times) * share)] * 1000:.0f} ms")
    print(f"max {times[-1] * 1000:.0f} ms")
    print(f"lost: {len(lost)}, deleted but there: {len(undead)}, failures: {got['failures']}")
    return 1 if lost or undead or got["failures"] or not was_scanning else 0


if __name__ == "__main__":
    sys.exit(main())
