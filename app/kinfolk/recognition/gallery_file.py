"""The gallery of a large library in a file, so that a start need not read all faces again.

A cache: where it is missing, damaged, or of another library, the library is read. What has changed
since is read from the library (`core.db.touched`), and so are people and answers.
"""

import json
import logging
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinfolk import private
from kinfolk.core.db.touched import Watermark
from kinfolk.recognition.constraints import NOBODY
from kinfolk.recognition.gallery import Gallery
from kinfolk.vision.index import Index

Array = NDArray[Any]

# Of the file: one of another form is made anew.
FORMAT = 1
# What a gallery knows of each face besides its id and its vector, as it is called there.
COLUMNS = ("person", "photo", "library", "day", "quality", "is_detected", "is_shown")
# Rows written, and bytes read, at a time.
ROWS, CHUNK = 1 << 14, 1 << 20
# A file ends with the CRC-32 of what stands before it.
CRC_BYTES = 4
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """What is to be written. Of the vectors only these rows: in a gallery they never change."""

    engine_id: str
    facts: dict[str, Any]
    arrays: dict[str, Array]
    vectors: NDArray[np.float32]
    rows: NDArray[np.int64]


def snapshot_of(gallery: Gallery, index: Index) -> Snapshot:
    """The faces that are there now, and the people they belong to."""
    rows = np.flatnonzero(gallery.is_there)
    arrays: dict[str, Array] = {name: getattr(gallery, name)[rows] for name in COLUMNS}
    owners = arrays["person"]
    # People are numbered anew, without those who have no face: the file lists the others.
    people = np.unique(owners[owners != NOBODY])
    arrays["person"] = np.where(owners == NOBODY, NOBODY, np.searchsorted(people, owners))
    arrays |= {"cells": index.cells[rows], "centres": index.centres}
    arrays["ids"] = _text(gallery.face_ids[row] for row in rows.tolist())
    return Snapshot(
        gallery.engine_id,
        {
            "form": FORMAT,
            "engine": gallery.engine_id,
            "moment": gallery.watermark,
            "people": [gallery.person_ids[number] for number in people.tolist()],
            "libraries": gallery.library_ids.copy(),
        },
        arrays,
        gallery.vectors,
        rows,
    )


def write(file: Path, snapshot: Snapshot) -> None:
    """Write the file in one step, with a checksum; on failure there is none, or the one before.

    Files of other engines are deleted: each is as large as the vectors of all faces.
    """
    arrays = snapshot.arrays
    shapes = [(name, each.dtype.str, each.shape) for name, each in arrays.items()]
    shapes.append(("vectors", "<f4", (len(snapshot.rows), snapshot.vectors.shape[1])))
    head = json.dumps(snapshot.facts | {"arrays": shapes}).encode() + b"\n"
    # Not by `atomic`: a sync of hundreds of megabytes takes long, and the CRC shows half a file.
    fresh = file.with_name(f"{file.name}.part")
    try:
        fresh.unlink(missing_ok=True)  # of a program that was killed
        private.make_file(fresh)
        with fresh.open("wb") as stream:
            crc = _write(stream, head, 0)
            for each in arrays.values():
                crc = _write(stream, np.ascontiguousarray(each).tobytes(), crc)
            for at in range(0, len(snapshot.rows), ROWS):
                crc = _write(stream, snapshot.vectors[snapshot.rows[at : at + ROWS]].tobytes(), crc)
            stream.write(crc.to_bytes(CRC_BYTES, "little"))
        fresh.replace(file)
        for other in (*file.parent.glob("*.faces"), *file.parent.glob("*.index")):
            if other != file:
                other.unlink()
    except OSError:
        _log.info("the faces cannot be kept", exc_info=True)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def read(file: Path, engine_id: str) -> tuple[Gallery, Index] | None:
    """What was written for that engine; null unless it is there, and just as it was."""
    try:
        with file.open("rb") as stream:
            if _is_whole(stream):
                stream.seek(0)
                facts = json.loads(stream.readline())
                if (facts["form"], facts["engine"]) == (FORMAT, engine_id):
                    return _read(stream, facts)
        _log.info("the faces that were kept are damaged or of another form, and are read anew")
    except FileNotFoundError:
        pass
    except (OSError, ValueError, TypeError, LookupError, MemoryError):
        _log.info("the faces that were kept cannot be read", exc_info=True)
    return None


def _write(stream: BufferedWriter, data: bytes, crc: int) -> int:
    stream.write(data)
    return zlib.crc32(data, crc)


def _is_whole(stream: BufferedReader) -> bool:
    """Whether the CRC fits; before that nothing in the file is believed."""
    left, crc = stream.seek(0, 2) - CRC_BYTES, 0
    stream.seek(0)
    while left > 0 and (part := stream.read(min(left, CHUNK))):
        crc = zlib.crc32(part, crc)
        left -= len(part)
    return left == 0 and stream.read() == crc.to_bytes(CRC_BYTES, "little")


def _read(stream: BufferedReader, facts: dict[str, Any]) -> tuple[Gallery, Index]:
    arrays = {name: _array(stream, dtype, shape) for name, dtype, shape in facts["arrays"]}
    gallery = Gallery(facts["engine"])
    library, cache = facts["moment"]
    gallery.watermark = Watermark(tuple(library), tuple(cache))
    gallery.face_ids = arrays["ids"].tobytes().decode().split("\n")
    gallery.row_of = {face_id: row for row, face_id in enumerate(gallery.face_ids)}
    gallery.library_ids = facts["libraries"]
    for person_id in facts["people"]:
        gallery.number(person_id)
    for name in (*COLUMNS, "vectors"):
        setattr(gallery, name, arrays[name])
    gallery.is_there = np.ones(len(gallery), np.bool_)
    return gallery, Index(gallery.vectors, arrays["centres"], arrays["cells"])


def _array(stream: BufferedReader, dtype: str, shape: list[int]) -> Array:
    """With memory reserved behind it, so that new faces are added without a copy; numbers only."""
    if np.dtype(dtype).kind not in "biuf":  # bytes read into objects would be addresses
        raise ValueError(f"no numbers: {dtype}")
    room = np.empty((shape[0] * 5 // 4, *shape[1:]), dtype)
    array = room[: shape[0]]
    if stream.readinto(array.data) != array.nbytes:
        raise ValueError("too short")
    return array


def _text(lines: Iterable[str]) -> Array:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)
