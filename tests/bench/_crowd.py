"""Synthetic libraries: faces drawn at random so that they resemble real embeddings."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kinfolk.core import ids
from kinfolk.core.database import Database
from kinfolk.core.db.checksums import checksum_of
from kinfolk.core.db.storage import connect
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import group
from tests.bench._photos import MANY, labelled, opened, scan

Floats = NDArray[np.float32]
FACES_A_PERSON, FACES_A_PHOTO = 50, 2
FREE = 0.05  # share of faces that belong to no one
CACHE_KB = 1_000_000  # for filling the library: its indexes grow at random places
RATES = (1e-3, 1e-4, 1e-5)  # shares of wrong pairs
NOW = "2026-01-01 00:00:00.000000"

# How faces of a person differ, beside their covariance. All is set so that at each rate of wrong
# pairs as many right pairs are found as among the labelled photos, within 0.005 (`verification`).
# Some people, and some faces, are farther off than others (spread of the logarithm):
PEOPLE_VARY, FACES_VARY = 0.05, 0.15
# A share of the difference lies in a few directions of the person's own (age, a beard, a mood):
OWN, DIRECTIONS = 0.3, 3
# A share of faces is poor (1.3 % of the shared photos) and farther off by a factor:
POOR, FARTHER = 0.02, 1.25


@dataclass(frozen=True)
class Crowd:
    """Unit vectors of faces (n, d), the number of each face's person, and its quality."""

    vectors: Floats
    who: NDArray[np.int64]
    qualities: Floats

    def __getitem__(self, part: slice) -> "Crowd":
        return Crowd(self.vectors[part], self.who[part], self.qualities[part])


@dataclass(frozen=True)
class Kind:
    """The distribution of embeddings: mean, differences of people, and of a person's faces."""

    mean: Floats
    between: Floats  # (d, d), a square root of the covariance
    within: Floats

    @classmethod
    def of(cls, known: Crowd) -> "Kind":
        people = [
            known.vectors[known.who == one].astype(np.float64) for one in np.unique(known.who)
        ]
        means = np.stack([faces.mean(axis=0) for faces in people])
        several = [faces for faces in people if len(faces) > 1]
        shrinks = [np.sqrt(len(faces) / (len(faces) - 1)) for faces in several]
        apart = [(f - f.mean(axis=0)) * s for f, s in zip(several, shrinks, strict=True)]
        within = np.cov(np.concatenate(apart).T)
        # The mean of few faces lies beside the person's true one, which adds to how people differ.
        between = np.cov(means.T) - within * np.mean([1 / len(faces) for faces in people])
        return cls(means.mean(axis=0).astype(np.float32), _root(between), _root(within))


def _root(covariance: NDArray[np.float64]) -> Floats:
    values, axes = np.linalg.eigh(covariance)
    root: Floats = (axes * np.sqrt(np.clip(values, 0, None)) @ axes.T).astype(np.float32)
    return root


def labelled_faces() -> Crowd:
    """Return the labelled faces of photos-many as the built-in engine sees them."""
    with opened() as db:
        scan(db, [MANY])
        known = labelled(db, MANY)
    is_known = np.array([label not in known.strangers for label in known.labels])
    who = np.unique(np.array(known.labels)[is_known], return_inverse=True)[1]
    return Crowd(known.vectors[is_known], who, np.ones(len(who), np.float32))


def read(file: Path) -> Crowd:
    """Read labelled faces from an .npz with `vector` (n, d) and `label`."""
    with np.load(file) as arrays:
        is_known = arrays["label"] != ""
        who = np.unique(arrays["label"][is_known], return_inverse=True)[1]
        vectors = arrays["vector"][is_known].astype(np.float32)
    return Crowd(vectors, who, np.ones(len(who), np.float32))


def draw(kind: Kind, count: int, seed: int = 0) -> Crowd:
    people = max(2, count // FACES_A_PERSON)
    share = 1 / np.arange(1, people + 1) ** 0.8
    who = np.random.default_rng(seed).choice(people, count, p=share / share.sum())
    return faces_of(kind, who, seed)


def faces_of(kind: Kind, who: NDArray[np.int64], seed: int = 0) -> Crowd:
    """Draw a face for each entry of `who`, the number of its person."""
    random = np.random.default_rng(seed + 1)
    people, dimensions = int(who.max()) + 1, len(kind.mean)

    def normal(*shape: int) -> Floats:
        return random.standard_normal(shape, np.float32)

    def varied(count: int, by: float) -> Floats:  # its square is 1 on average
        """Return random factors whose square is 1 on average."""
        made: Floats = np.exp(by * normal(count) - by**2)
        return made

    centres = kind.mean + normal(people, dimensions) @ kind.between
    own = normal(people, DIRECTIONS, dimensions) @ kind.within / np.sqrt(DIRECTIONS)
    scale = varied(people, PEOPLE_VARY)[who] * varied(len(who), FACES_VARY)
    is_poor = random.random(len(who)) < POOR
    scale[is_poor] *= FARTHER
    vectors = np.empty((len(who), dimensions), np.float32)
    for at in range(0, len(who), 50_000):
        part = who[at : at + 50_000]
        common = normal(len(part), dimensions) @ kind.within
        its = np.einsum("ij,ijk->ik", normal(len(part), DIRECTIONS), own[part])
        apart = np.sqrt(1 - OWN) * common + np.sqrt(OWN) * its
        vectors[at : at + 50_000] = centres[part] + apart * scale[at : at + 50_000, None]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Crowd(vectors, who, np.where(is_poor, 0.1, 0.9).astype(np.float32))


def verification(known: Crowd, kind: Kind) -> list[tuple[str, ...]]:
    """Compare labelled faces with as many drawn ones; return a row of the table for each.

    A row has the share of right pairs found at each rate of wrong ones, and B³ of groups.
    """
    rows = []
    for name, crowd in (
        ("photos", known),
        *((f"drawn {n}", faces_of(kind, known.who, n)) for n in range(3)),
    ):
        alike = crowd.vectors @ crowd.vectors.T
        one, other = np.triu_indices(len(alike), 1)
        is_same = crowd.who[one] == crowd.who[other]
        right, wrong = alike[one, other][is_same], np.sort(alike[one, other][~is_same])
        found = [(right >= wrong[-int(rate * len(wrong)) - 1]).mean() for rate in RATES]
        labels = group(crowd.vectors, photos=np.arange(len(alike)), qualities=[1.0] * len(alike))
        precision, recall = b_cubed(labels, crowd.who)
        rows.append(
            (name, *(f"{share:.3f}" for share in found), f"{precision:.3f}", f"{recall:.3f}")
        )
    return rows


def b_cubed(labels: NDArray[np.int64], who: NDArray[np.int64]) -> tuple[float, float]:
    """Return B³ precision and recall, means over faces; a negative label is a group by itself."""
    alone = labels < 0
    groups = np.where(alone, labels.max(initial=-1) + 1 + np.cumsum(alone), labels)
    groups = np.unique(groups, return_inverse=True)[1]
    (group, person), counts = np.unique(np.stack((groups, who)), axis=1, return_counts=True)
    sizes, shares = np.bincount(groups), np.bincount(who)
    precision = (counts / sizes[group] * counts).sum() / len(who)
    recall = (counts / shares[person] * counts).sum() / len(who)
    return float(precision), float(recall)


def fill(
    folder: Path, crowd: Crowd, *, placed: bool = True, names: Sequence[str | None] | None = None
) -> None:
    """Fill a new library in `folder` with these faces.

    With `placed` all but a share of FREE are given to their people. names: those of the people,
    None for one without a name; by default everyone is called by a number. Faces of people with a
    name count as placed by the user.
    """
    who = crowd.who
    Database(folder / "library.db", folder / "cache.db").close()
    random = np.random.default_rng(1)
    is_free = random.random(len(who)) < FREE if placed else np.ones(len(who), np.bool_)
    connection = connect(folder / "library.db", folder / "cache.db")
    for name in ("main", "cache"):  # fast rather than safe: the library is thrown away
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
    names = names or [f"P{number}" for number in range(len(people))]
    connection.executemany(
        "INSERT INTO person (id, library_id, name, name_key, is_hidden, is_favorite, is_settled,"
        " created_at, updated_at) VALUES (?, ?, ?, ?, 0, 0, 1, ?, ?)",
        (
            (person_id, library_id, name, name and name.lower(), NOW, NOW)
            for person_id, name in zip(people, names, strict=True)
        ),
    )
    _photos(connection, library_id, folder_id, len(who))
    owners = [None if free else people[n] for free, n in zip(is_free, who.tolist(), strict=True)]
    named = {person_id for person_id, name in zip(people, names, strict=True) if name}
    _faces(connection, library_id, owners, named, crowd)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _photos(connection: sqlite3.Connection, library_id: str, folder_id: str, faces: int) -> None:
    first = datetime(2000, 1, 1)

    def rows() -> Iterator[tuple[str, ...]]:
        for n in range(-(-faces // FACES_A_PHOTO)):
            moment = (first + timedelta(minutes=n * 20)).isoformat(" ") + ".000000"
            yield f"asset_{n:022}", library_id, folder_id, f"/nowhere/{n}.jpg", f"{n:032x}", moment

    connection.executemany(
        "INSERT INTO asset (id, library_id, folder_id, path, file_size, modified_ns, content_hash,"
        " mimetype, width, height, taken_at, state, created_at, updated_at) VALUES"
        f" (?, ?, ?, ?, 1, 1, ?, 'image/jpeg', 4000, 3000, ?, 'done', '{NOW}', '{NOW}')",
        rows(),
    )


def _faces(
    connection: sqlite3.Connection,
    library_id: str,
    owners: list[str | None],
    named: set[str],
    crowd: Crowd,
) -> None:
    # Faces far from each other in the order of people share a photo, so no one is in one twice.
    photos = np.empty(len(owners), np.int64)
    photos[np.argsort(crowd.who, kind="stable")] = np.arange(len(owners))
    photos %= -(-len(owners) // FACES_A_PHOTO)
    landmarks = json.dumps([[10, 10]] * 5)
    placed_by = [owner and ("user" if owner in named else "auto") for owner in owners]
    connection.executemany(
        "INSERT INTO face (id, library_id, asset_id, person_id, assigned_by, x, y, w, h, source,"
        " confidence, quality, landmarks, created_at, updated_at) VALUES"
        f" (?, ?, ?, ?, ?, 10, 10, 90, 90, 'automatic', 0.9, ?, '{landmarks}', '{NOW}', '{NOW}')",
        (
            (f"face_{n:022}", library_id, f"asset_{p:022}", owner, by, q)
            for n, (owner, by, p, q) in enumerate(
                zip(owners, placed_by, photos.tolist(), crowd.qualities.tolist(), strict=True)
            )
        ),
    )
    connection.create_function("seal", -1, checksum_of)
    connection.executemany(
        "INSERT INTO cache.embedding (face_id, engine_id, vector, checksum) VALUES (?1, ?2, ?3,"
        " seal(?3, CAST(?1 AS BLOB), CAST(?2 AS BLOB)))",
        ((f"face_{n:022}", ENGINE_ID, v.tobytes()) for n, v in enumerate(crowd.vectors)),
    )
