"""Checksums of the cache's rows: a row that does not fit its checksum counts as missing.

A checksum covers the row's key, too: a vector that damage has put under another face is noticed.
"""

import sqlite3
import zlib

UNIT = 1e-3  # tolerated rounding of the length 1 of a vector


def checksum_of(data: bytes, *key: bytes) -> int:
    """Return the checksum that is stored beside the data of that key."""
    return zlib.crc32(data, zlib.crc32(b"\n".join(key)))


def vector_checksum(vector: bytes, face_id: str, engine_id: str) -> int | None:
    """Return the checksum of a vector of float32.

    It is None, which fits nothing, if the vector contains NaN or only zeros.
    """
    import numpy as np  # loads slowly, and most verbs need no vector

    numbers = np.frombuffer(vector, "<f4") if len(vector) % 4 == 0 else np.zeros(0)
    if not numbers.any() or not np.isfinite(numbers).all():
        return None
    return checksum_of(vector, face_id.encode(), engine_id.encode())


def crop_checksum(image: bytes, face_id: str) -> int:
    return checksum_of(image, face_id.encode())


def preview_checksum(jpeg: bytes, asset_id: str, picture: str) -> int:
    return checksum_of(jpeg, asset_id.encode(), picture.encode())


def is_unit(vector: bytes) -> bool:
    """Return whether the bytes are finite float32 numbers with norm 1, within `UNIT`."""
    if not vector or len(vector) % 4:
        return False
    import numpy as np

    return bool(abs(np.linalg.norm(np.frombuffer(vector, "<f4").astype(np.float64)) - 1) < UNIT)


def register(connection: sqlite3.Connection) -> None:
    """Register `fits` as an SQL function; keys come as blobs, as damaged text can't be read."""
    connection.create_function("fits", -1, fits, deterministic=True)


def fits(checksum: object, data: object, *key: bytes) -> bool:
    return isinstance(data, bytes) and checksum == checksum_of(data, *key)
