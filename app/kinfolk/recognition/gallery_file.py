"""Keep the gallery of a large library in a file, so that a start need not read all faces again.

It is a cache: if it is missing, damaged, or of another library, the library is read. What has
changed since is read from the library (`core.db.touched`), and so are people and answers.

The vectors, which are most of it, stay in the file, and the system loads the pages that are looked
at: so they need memory only while someone asks. Windows would not let a file be replaced that is
used like this, so there they are read.
"""

import json
import logging
import mmap
import os
import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinfolk import atomic, private
from kinfolk.core.db.touched_rows import Watermark
from kinfolk.recognition.constraints import NOBODY
from kinfolk.recognition.face_ids import FaceIds
from kinfolk.recognition.gallery import Gallery
from kinfolk.vision import comparable
from kinfolk.vision.index import Index

Array = NDArray[Any]

# Of the file: one of another form is made anew.
FORMAT = 4
# What a gallery knows of each face besides its id and its vector, as it is called there.
COLUMNS = ("person", "photo", "library", "day", "span", "quality", "age", "is_detected", "is_shown")
# Rows written, and bytes read, at a time.
ROWS, CHUNK = 1 << 14, 1 << 20
# A file begins with the CRC-32 and the length of what follows; after that it has room for new rows.
SEAL = struct.Struct("<IQ")
# The vectors begin on a page of their own.
PAGE = max(1 << 16, mmap.ALLOCATIONGRANULARITY)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """Hold what is to be written; of the vectors, which never change in a gallery, only rows."""

    engine_id: str
    facts: dict[str, Any]
    arrays: dict[str, Array]
    vectors: NDArray[np.float32]
    rows: NDArray[np.int64]


def snapshot_of(gallery: Gallery, index: Index) -> Snapshot:
    """Return the faces that are there now, and the people they belong to."""
    rows = np.flatnonzero(gallery.is_there)
    arrays: dict[str, Array] = {name: getattr(gallery, name)[rows] for name in COLUMNS}
    owners = arrays["person"]
    # People are numbered anew, without those who have no face: the file lists the others.
    people = np.unique(owners[owners != NOBODY])
    arrays["person"] = np.where(owners == NOBODY, NOBODY, np.searchsorted(people, owners))
    arrays |= {"cells": index.cells[rows], "centres": index.centres}
    arrays["ids"] = gallery.face_ids.array[rows]
    return Snapshot(
        gallery.engine_id,
        {
            "form": FORMAT,
            "engine": gallery.engine_id,
            "table": comparable.mark(),
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
    count, width = len(snapshot.rows), snapshot.vectors.shape[1]
    head = json.dumps(snapshot.facts | {"arrays": shapes, "vectors": (count, width)}).encode()
    # Not by `atomic`: a sync of hundreds of megabytes takes long, and the CRC shows half a file.
    fresh = file.with_name(f"{file.name}.part")
    try:
        fresh.unlink(missing_ok=True)  # of a program that was killed
        private.make_file(fresh)
        with fresh.open("wb") as stream:
            stream.write(bytes(SEAL.size))
            crc = _write(stream, head + b"\n", 0)
            for each in arrays.values():
                crc = _write(stream, np.ascontiguousarray(each).tobytes(), crc)
            crc = _write(stream, bytes(-stream.tell() % PAGE), crc)
            for at in range(0, count, ROWS):
                crc = _write(stream, snapshot.vectors[snapshot.rows[at : at + ROWS]].tobytes(), crc)
            length = stream.tell() - SEAL.size
            stream.truncate(stream.tell() + (_with_room(count) - count) * width * 4)
            stream.seek(0)
            stream.write(SEAL.pack(crc, length))
        atomic.patiently(lambda: fresh.replace(file))
        for other in (*file.parent.glob("*.faces"), *file.parent.glob("*.index")):
            if other != file:
                atomic.remove(other)
    except OSError:
        _log.info("the faces cannot be kept", exc_info=True)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def forget(folder: Path) -> None:
    """Delete all of these files, complete or not: the next start writes a new one."""
    for kind in ("*.faces", "*.index", "*.part"):
        for file in folder.glob(kind):
            with suppress(OSError):  # of Windows, while it is read
                file.unlink()


def read(file: Path, engine_id: str) -> tuple[Gallery, Index] | None:
    """Return what was written for that engine; None unless it is there, and undamaged."""
    try:
        with file.open("rb") as stream:
            if _is_whole(stream):
                stream.seek(SEAL.size)
                facts = json.loads(stream.readline())
                made_for = (facts["form"], facts["engine"], facts["table"])
                if made_for == (FORMAT, engine_id, comparable.mark()):
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
    """Return whether the CRC fits; before that nothing in the file is believed."""
    seal = stream.read(SEAL.size)
    if len(seal) < SEAL.size:
        return False
    (expected, left), crc = SEAL.unpack(seal), 0
    while left > 0 and (part := stream.read(min(left, CHUNK))):
        crc = zlib.crc32(part, crc)
        left -= len(part)
    return bool(left == 0 and crc == expected)


def _read(stream: BufferedReader, facts: dict[str, Any]) -> tuple[Gallery, Index]:
    """Return the gallery and the index in a file; its vectors stay on the disk where possible."""
    arrays = {name: _array(stream, dtype, shape) for name, dtype, shape in facts["arrays"]}
    stream.seek(-stream.tell() % PAGE, os.SEEK_CUR)
    gallery = Gallery(facts["engine"])
    library, cache = facts["moment"]
    gallery.watermark = Watermark(tuple(library), tuple(cache))
    gallery.face_ids = FaceIds(arrays["ids"])
    gallery.library_ids = facts["libraries"]
    for person_id in facts["people"]:
        gallery.number(person_id)
    for name in COLUMNS:
        setattr(gallery, name, arrays[name])
    if os.name == "nt":
        gallery.vectors = _array(stream, "<f4", facts["vectors"])
    else:
        _map_vectors(gallery, stream, *facts["vectors"])
    gallery.is_there = np.ones(len(gallery), np.bool_)
    return gallery, Index(gallery.vectors, arrays["centres"], arrays["cells"])


def _map_vectors(gallery: Gallery, stream: BufferedReader, count: int, width: int) -> None:
    """Map the file's vectors into memory; what is written to or after them stays there."""
    first, shape = stream.tell(), (_with_room(count), width)
    memory = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_COPY)
    room: NDArray[np.float32] = np.ndarray(shape, "<f4", memory, first)  # TypeError: too short
    gallery.vectors = room[:count]
    pages = count * width * 4 // PAGE * PAGE  # the last one may have new rows
    if pages:
        gallery.let_go = lambda: memory.madvise(mmap.MADV_DONTNEED, first, pages)


def _array(stream: BufferedReader, dtype: str, shape: list[int]) -> Array:
    """Return numbers or bytes, with memory reserved behind: new faces are added without a copy."""
    if np.dtype(dtype).kind not in "biufS":  # what is read into objects would be addresses
        raise ValueError(f"neither numbers nor bytes: {dtype}")
    room = np.empty((_with_room(shape[0]), *shape[1:]), dtype)
    array = room[: shape[0]]
    if stream.readinto(array.data) != array.nbytes:
        raise ValueError("too short")
    return array


def _with_room(count: int) -> int:
    """Return how many rows to reserve for `count` faces, so that new ones fit."""
    return count * 5 // 4
