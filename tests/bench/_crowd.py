"""Synthetic libraries: faces drawn from what real embeddings look like, in a real library."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core import ids
from app.core.db import Database
from app.core.storage import connect
from app.vision.engine import ENGINE_ID
from tests.bench._photos import PHOTOS, labelled, opened, scan

Floats = NDArray[np.float32]
FACES_A_PERSON, FACES_A_PHOTO = 50, 2
FREE = 0.05  # share of faces that nobody has
CACHE_KB = 1_000_000  # while the library is filled: its indexes grow at random places
NOW = "2026-01-01 00:00:00.000000"


@dataclass(frozen=True)
class Kind:
    """What embeddings look like: the mean, how people differ, how faces of one person differ."""

    mean: Floats
    between: Floats  # (d, d), a square root of the covariance
    within: Floats

    @classmethod
    def of_lfw(cls) -> "Kind":
        """Fitted to the people of lfw/."""
        with opened() as db:
            scan(db, [PHOTOS / "lfw"])
            known = labelled(db, PHOTOS)
        labels = np.array(known.labels)
        people = [known.vectors[labels == label] for label in sorted(set(known.labels))]
        means = np.stack([faces.mean(axis=0) for faces in people])
        several = [faces for faces in people if len(faces) > 3]
        shrinks = [np.sqrt(len(faces) / (len(faces) - 1)) for faces in several]
        apart = [(f - f.mean(axis=0)) * s for f, s in zip(several, shrinks, strict=True)]
        return cls(means.mean(axis=0), _root(means), _root(np.concatenate(apart)))


def _root(rows: Floats) -> Floats:
    covariance = np.cov(rows.T) + 1e-8 * np.eye(rows.shape[1])
    return np.linalg.cholesky(covariance).astype(np.float32)


def draw(
    kind: Kind, count: int, seed: int = 0, *, more: int = 0
) -> tuple[Floats, NDArray[np.int64]]:
    """Unit vectors of `count` faces, and whose each is: people of very unequal sizes.

    Behind them come `more` faces of the same people.
    """
    random = np.random.default_rng(seed)
    people = max(2, count // FACES_A_PERSON)
    share = 1 / np.arange(1, people + 1) ** 0.8
    who = random.choice(people, count + more, p=share / share.sum())
    dimensions = len(kind.mean)
    centres = kind.mean + random.standard_normal((people, dimensions), np.float32) @ kind.between.T
    vectors = np.empty((len(who), dimensions), np.float32)
    for at in range(0, len(who), 100_000):
        part = who[at : at + 100_000]
        noise = random.standard_normal((len(part), dimensions), np.float32) @ kind.within.T
        vectors[at : at + 100_000] = centres[part] + noise
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors, who


def fill(folder: Path, vectors: Floats, who: NDArray[np.int64], *, placed: bool = True) -> None:
    """A library of these faces; all but FREE of them are given to their people if `placed`."""
    Database(folder / "library.db", folder / "cache.db").close()
    random = np.random.default_rng(1)
    is_free = random.random(len(who)) < FREE if placed else np.ones(len(who), np.bool_)
    connection = connect(folder / "library.db", folder / "cache.db")
    for name in ("main", "cache"):  # fast rather than safe: nobody misses it
        connection.execute(f"PRAGMA {name}.journal_mode = OFF")
        connection.execute(f"PRAGMA {name}.synchronous = OFF")
        connection.execute(f"PRAGMA {name}.cache_size = -{CACHE_KB}")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    library_id, folder_id = ids.new("lib"), ids.new("folder")
    connection.execute(
        "INSERT INTO library VALUES (?, 'Bench', NULL, ?, ?)", (library_id, NOW, NOW)
    )
    connection.execute(
        "INSERT INTO folder (id, library_id, path, is_away, created_at)"
        " VALUES (?, ?, '/nowhere', 0, ?)",
        (folder_id, library_id, NOW),
    )
    people = [ids.new("person") for _ in range(int(who.max()) + 1)] if placed else []
    connection.executemany(
        "INSERT INTO person (id, library_id, name, name_key, is_hidden, is_favorite, is_settled,"
        " created_at, updated_at) VALUES (?, ?, ?, ?, 0, 0, 1, ?, ?)",
        ((p, library_id, f"P{n}", f"p{n}", NOW, NOW) for n, p in enumerate(people)),
    )
    _photos(connection, library_id, folder_id, len(who))
    owners = [None if free else people[n] for free, n in zip(is_free, who.tolist(), strict=True)]
    _faces(connection, library_id, owners, vectors)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _photos(connection: sqlite3.Connection, library_id: str, folder_id: str, faces: int) -> None:
    first = datetime(2000, 1, 1)

    def rows() -> Iterator[tuple[object, ...]]:
        for n in range(-(-faces // FACES_A_PHOTO)):
            moment = first + timedelta(minutes=n * 20)
            yield f"asset_{n:022}", library_id, folder_id, f"/nowhere/{n}.jpg", f"{n:032x}", moment

    connection.executemany(
        "INSERT INTO asset (id, library_id, folder_id, path, file_size, modified_ns, content_hash,"
        " mimetype, width, height, taken_at, state, created_at, updated_at) VALUES"
        f" (?, ?, ?, ?, 1, 1, ?, 'image/jpeg', 4000, 3000, ?, 'done', '{NOW}', '{NOW}')",
        ((*row[:5], row[5].isoformat(" ") + ".000000") for row in rows()),
    )


def _faces(
    connection: sqlite3.Connection, library_id: str, owners: list[str | None], vectors: Floats
) -> None:
    # Neighbours in the list are often of one person: they must not share a photo.
    photos = np.random.default_rng(2).permutation(len(owners)) // FACES_A_PHOTO
    random = np.random.default_rng(3)
    qualities = random.uniform(0.1, 1, len(owners))
    landmarks = json.dumps([[10, 10]] * 5)
    connection.executemany(
        "INSERT INTO face (id, library_id, asset_id, person_id, assigned_by, x, y, w, h, source,"
        " confidence, quality, landmarks, created_at, updated_at) VALUES"
        f" (?, ?, ?, ?, ?, 10, 10, 90, 90, 'automatic', 0.9, ?, '{landmarks}', '{NOW}', '{NOW}')",
        (
            (f"face_{n:022}", library_id, f"asset_{p:022}", owner, "auto" if owner else None, q)
            for n, (owner, p, q) in enumerate(
                zip(owners, photos.tolist(), qualities.tolist(), strict=True)
            )
        ),
    )
    connection.executemany(
        "INSERT INTO cache.embedding VALUES (?1, ?2, ?3,"
        " seal(?3, CAST(?1 AS BLOB), CAST(?2 AS BLOB)))",
        ((f"face_{n:022}", ENGINE_ID, v.tobytes()) for n, v in enumerate(vectors)),
    )
