"""What fits its seal: bit for bit, and of that key alone."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from kinfolk.core.db import checksums

VECTOR = np.array([0.6, 0.8, 0, 0], "<f4").tobytes()


def floats(*values: float) -> bytes:
    return np.array(values, "<f4").tobytes()


def test_a_seal_is_the_one_that_files_hold() -> None:
    """Another one would make everything there missing."""
    assert checksums.checksum_of(b"data") == 2918445923
    assert checksums.checksum_of(b"data", b"face_1", b"engine/1") == 444254992
    assert checksums.crop_checksum(b"data", "face_1") == 514804439
    assert checksums.vector_checksum(VECTOR, "face_1", "engine/1") == 3514193944


def test_a_seal_covers_the_data_and_each_part_of_the_key() -> None:
    ways = [
        (b"data", b"face", b"engine"),
        (b"Data", b"face", b"engine"),
        (b"data", b"Face", b"engine"),
        (b"data", b"face", b"Engine"),
        (b"data", b"facee", b"ngine"),
        (b"data", b"engine", b"face"),
        (b"data", b"face"),
        (b"data",),
    ]
    assert len({checksums.checksum_of(*way) for way in ways}) == len(ways)


@pytest.mark.parametrize(
    "vector", [b"", floats(0, 0), floats(1, np.nan), floats(np.inf, 0), VECTOR[:-1], VECTOR + b"x"]
)
def test_what_no_engine_may_say_has_no_seal(vector: bytes) -> None:
    assert checksums.vector_checksum(vector, "face", "engine") is None


@pytest.mark.parametrize("vector", [floats(1), floats(0, -0.5), floats(3, 4)])
def test_what_an_engine_says_has_one(vector: bytes) -> None:
    assert checksums.vector_checksum(vector, "fäce", "engine") == checksums.checksum_of(
        vector, "fäce".encode(), b"engine"
    )


@pytest.mark.parametrize(
    ("vector", "is_unit"),
    [
        (VECTOR, True),
        (floats(-1), True),
        (floats(1.0009), True),
        (floats(0.9991), True),
        (floats(1.0011), False),
        (floats(0.9989), False),
        (floats(0, 0), False),
        (floats(1, np.nan), False),
        (floats(1, np.inf), False),
        (b"", False),
        (VECTOR + b"x", False),
        (VECTOR[:-1], False),
    ],
)
def test_a_direction_is_of_length_1(vector: bytes, is_unit: bool) -> None:
    assert checksums.is_unit(vector) is is_unit


VECTOR_SEAL = checksums.vector_checksum(VECTOR, "face", "engine")
CROP_SEAL = checksums.crop_checksum(b"crop", "face")


@pytest.mark.parametrize(
    ("checksum", "data", "key", "fits"),
    [
        (VECTOR_SEAL, VECTOR, (b"face", b"engine"), True),
        (VECTOR_SEAL, VECTOR[:-4] + floats(1e-9), (b"face", b"engine"), False),
        (VECTOR_SEAL, VECTOR, (b"facf", b"engine"), False),
        (VECTOR_SEAL, VECTOR, (b"face", b"Engine"), False),
        (VECTOR_SEAL, VECTOR, (b"\xff\xfe", b"engine"), False),
        (None, VECTOR, (b"face", b"engine"), False),
        (VECTOR_SEAL, "text", (b"face", b"engine"), False),
        (VECTOR_SEAL, None, (b"face", b"engine"), False),
        (CROP_SEAL, b"crop", (b"face",), True),
        (CROP_SEAL, b"croP", (b"face",), False),
        (CROP_SEAL, b"crop", (b"other",), False),
        (0, b"crop", (b"face",), False),
        (None, b"crop", (b"face",), False),
        (CROP_SEAL, "crop", (b"face",), False),
        (CROP_SEAL, None, (b"face",), False),
        (CROP_SEAL, b"", (b"face",), False),
    ],
)
def test_what_fits_its_seal(
    checksum: object, data: object, key: tuple[bytes, ...], fits: bool
) -> None:
    """As SQL is told."""
    marks = ", ".join("?" * (2 + len(key)))
    with closing(sqlite3.connect(":memory:")) as connection:
        checksums.register(connection)
        (answer,) = connection.execute(f"SELECT fits({marks})", (checksum, data, *key)).fetchone()
    assert bool(answer) is fits
