"""What fits its seal: bit for bit, and of that key alone."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from kinfolk.core.db import checksums

VECTOR = np.array([0.6, 0.8, 0, 0], "<f4").tobytes()
RIFF = b"RIFF\x08\x00\x00\x00WEBPbody"


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
    "vector",
    [b"", floats(0, 0), floats(1, np.nan), floats(np.inf, 0), VECTOR[:-1], VECTOR + b"x"],
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
    assert ask("is_unit(?)", vector) is is_unit


def ask(what: str, *values: object) -> bool:
    """What SQL is told."""
    with closing(sqlite3.connect(":memory:")) as connection:
        checksums.register(connection)
        (answer,) = connection.execute(f"SELECT {what}", values).fetchone()
    return bool(answer)


GOOD = checksums.vector_checksum(VECTOR, "face", "engine")


@pytest.mark.parametrize(
    ("checksum", "vector", "face", "engine", "fits"),
    [
        (GOOD, VECTOR, b"face", b"engine", True),
        (GOOD, VECTOR[:-4] + floats(1e-9), b"face", b"engine", False),
        (GOOD, VECTOR, b"facf", b"engine", False),
        (GOOD, VECTOR, b"face", b"Engine", False),
        (GOOD, VECTOR, b"\xff\xfe", b"engine", False),
        (None, VECTOR, b"face", b"engine", False),
        (GOOD, "text", b"face", b"engine", False),
        (GOOD, None, b"face", b"engine", False),
    ],
)
def test_a_vector_fits(
    checksum: object, vector: object, face: bytes, engine: bytes, fits: bool
) -> None:
    assert ask("vector_fits(?, ?, ?, ?)", checksum, vector, face, engine) is fits


@pytest.mark.parametrize(
    ("checksum", "webp", "fits"),
    [
        (checksums.crop_checksum(b"any", "face"), b"any", True),
        (checksums.crop_checksum(b"any", "face"), b"anY", False),
        (checksums.crop_checksum(b"any", "other"), b"any", False),
        (0, RIFF, False),
        # From before there were seals.
        (None, RIFF, True),
        (None, b"RIFF\x04\x00\x00\x00WEBP", True),
        (None, RIFF[:-1], False),
        (None, RIFF + b"x", False),
        (None, RIFF.replace(b"RIFF", b"RIFX"), False),
        (None, RIFF.replace(b"WEBP", b"WAVE"), False),
        (None, RIFF[:11], False),
        (None, b"", False),
        (None, "RIFF", False),
        (None, None, False),
    ],
)
def test_a_crop_fits(checksum: object, webp: object, fits: bool) -> None:
    assert ask("crop_fits(?, ?, ?)", checksum, webp, b"face") is fits


def test_sql_knows_the_same_seal() -> None:
    assert ask(f"seal(?, ?, ?) = {GOOD}", VECTOR, b"face", b"engine")
    assert ask(f"seal(?, ?) = {checksums.crop_checksum(b'any', 'face')}", b"any", b"face")
