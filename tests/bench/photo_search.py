"""Search 400,000 photos with a million faces: milliseconds for the first page and the count.

dev.py bench photo_search [--photos 400000] [--keep FOLDER]
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.photos import photo_search, photos
from kinfolk.core.photos.photo_filter import EVERY_PHOTO, Age, PhotoFilter
from kinfolk.core.photos.photo_search import Order, PhotoSort
from kinfolk.core.photos.photos import AssetsQuery
from tests.bench._photos import machine, options, table, timed

FACES_A_PHOTO = 2.5
NAMED, GROUPS, FOLDERS = 2_000, 10_000, 2_000
PAGE, TRIES = 100, 3
LIBRARY = "lib"
NOW = "2026-01-01 00:00:00.000000"


def main() -> None:
    chosen = options(__doc__, photos=400_000, keep=Path)
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.keep or Path(made)
        folder.mkdir(exist_ok=True)
        files = folder / "library.db", folder / "cache.db"
        if not files[0].exists():
            fill(*files, chosen.photos)
        db = Database(*files)
        try:
            with db.read() as session:
                report(session)
        finally:
            db.close()


def report(session: Session) -> None:
    size = photo_search.count(session, EVERY_PHOTO, LIBRARY)
    print(f"{size:,} photos ({machine()}), {PAGE} on a page\n")
    orders = {
        "newest": (PhotoSort.DATE, Order.DOWN),
        "oldest": (PhotoSort.DATE, Order.UP),
        "folder": (PhotoSort.FOLDER, Order.UP),
        "name": (PhotoSort.NAME, Order.UP),
    }
    rows = []
    for name, wanted in SEARCHES.items():
        found = photo_search.count(session, wanted, LIBRARY)
        times = [best(partial(photo_search.count, session, wanted, LIBRARY))]
        for sort, order in orders.values():
            query = AssetsQuery(LIBRARY, wanted, limit=PAGE, sort=sort, order=order)
            times.append(best(partial(photos.page, session, query)))
        rows.append((name, f"{found:,}", *(f"{each:,.0f}" for each in times)))
    table(("search", "found", "count", *orders), rows)
    ids = partial(photo_search.ids, session, EVERY_PHOTO, LIBRARY)
    print(f"all ids in order: {best(ids):,.0f} ms")


def best(work: Callable[[], object]) -> float:
    return 1e3 * min(timed(work) for _ in range(TRIES))


def person(number: int) -> str:
    """Return the id of a person; the smaller the number, the more photos show them."""
    return f"person_{number:022}"


ANNA, BEN, CARL, DORA, RARE = (person(number) for number in (0, 1, 2, 10, 1500))
YEAR = PhotoFilter(taken_from=datetime(2010, 1, 1), taken_before=datetime(2011, 1, 1))
FOLDER = Path("/photos/2010")
SEARCHES = {
    "every photo": EVERY_PHOTO,
    "Anna (most photos)": PhotoFilter(all_of=(ANNA,)),
    "Dora (tenth)": PhotoFilter(all_of=(DORA,)),
    "somebody rare": PhotoFilter(all_of=(RARE,)),
    "Anna, Ben": PhotoFilter(all_of=(ANNA, BEN)),
    "Anna, Ben, not Carl": PhotoFilter(all_of=(ANNA, BEN), none_of=(CARL,)),
    "Anna, Ben, Dora": PhotoFilter(all_of=(ANNA, BEN, DORA)),
    "Ben or Carl": PhotoFilter(any_of=(BEN, CARL)),
    "not Anna": PhotoFilter(none_of=(ANNA,)),
    "Dora alone": PhotoFilter(all_of=(DORA,), is_alone=True),
    "one person alone": PhotoFilter(is_alone=True),
    "someone unnamed": PhotoFilter(has_unknown=True),
    "Dora and someone unnamed": PhotoFilter(all_of=(DORA,), has_unknown=True),
    "nobody": PhotoFilter(max_people=0),
    "two people": PhotoFilter(min_people=2, max_people=2),
    "six and more": PhotoFilter(min_people=6),
    "a year": YEAR,
    "since a year": replace(YEAR, taken_before=None),
    "since a year, someone unnamed": replace(YEAR, taken_before=None, has_unknown=True),
    "a year, someone unnamed": replace(YEAR, has_unknown=True),
    "a large folder": PhotoFilter(folder=FOLDER),
    "Dora under 50": PhotoFilter(ages=(Age(DORA, under=50),)),
    "Anna, not Carl, someone unnamed, three and more, a year, a folder": replace(
        YEAR, all_of=(ANNA,), none_of=(CARL,), has_unknown=True, min_people=3, folder=FOLDER
    ),
}


def fill(file: Path, cache: Path, count: int) -> None:
    """Fill a new library like a family's: few people are in many photos, a third shows no one.

    Of the faces 6 in 10 have a person with a name, 3 in 10 a group, 1 in 10 no one; one in 200
    belongs to a picture that the photo no longer shows, and one photo in 100 is missing.
    """
    Database(file, cache).close()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        connection.execute("INSERT INTO library VALUES ('lib', 'Many', NULL, ?, ?)", (NOW, NOW))
        connection.execute(
            "INSERT INTO folder (id, library_id, path, is_away, created_at)"
            " VALUES ('folder', 'lib', '/photos', 0, ?)",
            (NOW,),
        )
        connection.executemany(
            "INSERT INTO person (id, library_id, name, name_key, birth_date, is_hidden,"
            " is_favorite, is_settled, created_at, updated_at)"
            f" VALUES (?, 'lib', ?, ?, ?, ?, 0, 1, '{NOW}', '{NOW}')",
            people(),
        )
        draw = np.random.default_rng(1)
        connection.executemany(
            "INSERT INTO asset (id, library_id, folder_id, path, file_size, modified_ns,"
            " content_hash, mimetype, width, height, taken_at, taken_precision, state, picture,"
            " created_at, updated_at) VALUES (?, 'lib', 'folder', ?, 4000000, 1600000000000000000,"
            f" ?, 'image/jpeg', 4000, 3000, ?, ?, ?, ?, '{NOW}', '{NOW}')",
            assets(draw, count),
        )
        connection.executemany(
            "INSERT INTO face (id, library_id, asset_id, person_id, assigned_by, x, y, w, h,"
            " source, confidence, quality, landmarks, seen_in, seen_width, seen_height,"
            " created_at, updated_at) VALUES (?, 'lib', ?, ?, ?, 10, 10, 90, 90, 'automatic', 0.9,"
            " 0.8, '[[1310,1024],[1388,1020],[1350,1066],[1322,1101],[1380,1098]]', ?, 4000, 3000,"
            f" '{NOW}', '{NOW}')",
            faces(draw, count),
        )
        connection.execute("COMMIT")


def people() -> Iterator[tuple[object, ...]]:
    for n in range(NAMED):
        born = date(1930, 1, 1) + timedelta(days=37 * (n * 7919 % 800))
        yield f"person_{n:022}", f"Person {n}", f"person {n}", born.isoformat(), n % 50 == 49
    for n in range(NAMED, NAMED + GROUPS):
        yield f"person_{n:022}", None, None, None, n % 50 == 49


PRECISIONS = ("second",) * 97 + ("month", "year", "about")


def assets(draw: np.random.Generator, count: int) -> Iterator[tuple[object, ...]]:
    """Yield the photos folder by folder, each of a few days; folders are in no order of time."""
    begins = draw.integers(0, 25 * 365, FOLDERS)
    states = draw.choice(["done", "missing", "failed"], count, p=[0.989, 0.01, 0.001])
    for n in range(count):
        folder = n * FOLDERS // count
        day = datetime(2000, 1, 1) + timedelta(days=int(begins[folder]), seconds=n * 997 % 300_000)
        path = f"/photos/{day.year}/{folder:04} {day:%B}/IMG_{n:06}.jpg"
        taken = None if n % 50 == 0 else f"{day}.000000"
        precision = PRECISIONS[n % len(PRECISIONS)]
        yield f"asset_{n:022}", path, digest(n), taken, precision, str(states[n]), digest(n)


def digest(number: int) -> str:
    """Return the content hash of a photo; like those of real photos, hashes are in no order."""
    return f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128:032x}"


def faces(draw: np.random.Generator, count: int) -> Iterator[tuple[object, ...]]:
    has_faces = draw.random(count) < 0.7
    counts = np.where(has_faces, draw.geometric(0.7 / FACES_A_PHOTO, count), 0)
    photo = np.repeat(np.arange(count), counts)
    kind = draw.choice(3, len(photo), p=[0.6, 0.3, 0.1])
    share = 1 / np.arange(1, NAMED + 1)
    named = draw.choice(NAMED, len(photo), p=share / share.sum())
    grouped = NAMED + draw.integers(0, GROUPS, len(photo))
    owner = np.where(kind == 0, named, np.where(kind == 1, grouped, -1))
    is_waiting = draw.random(len(photo)) < 0.005
    for n, (at, who, waits) in enumerate(
        zip(photo.tolist(), owner.tolist(), is_waiting.tolist(), strict=True)
    ):
        seen_in = "another" if waits else digest(at)
        whose = (f"person_{who:022}", "auto") if who >= 0 else (None, None)
        yield f"face_{n:022}", f"asset_{at:022}", *whose, seen_in


if __name__ == "__main__":
    main()
