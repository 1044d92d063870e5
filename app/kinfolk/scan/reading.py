"""The stages of reading a photo: bytes, pixels, faces and crops. No database, no Qt."""

import logging
import os
import stat
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from kinfolk.errors import AppError, Cancelled
from kinfolk.files import literal
from kinfolk.kinds import is_video
from kinfolk.scan import crops, found_faces, previews, video_faces
from kinfolk.scan.stages import ahead
from kinfolk.scan.tasks import ScannedPhoto, Task
from kinfolk.scan.walk import PhotoFile
from kinfolk.vision.cores import PHOTOS_AT_ONCE
from kinfolk.vision.decoders import Decoders
from kinfolk.vision.engine import FaceEngine
from kinfolk.vision.photo import SCAN_SIDE, Photo, Unreadable

DECODERS = 2  # photos decoded side by side; three or four are no faster (docs/decisions/0054)
# After this many failures of the engine with no face in between, the engine is at fault and not the
# photos: the scan stops.
PATIENCE = 3
USE_ANOTHER = (
    "Nothing you’ve named is lost. Choose another engine in Settings, or with `kinfolk "
    "engines use`."
)
T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _DecodedPhoto:
    """Hold a task with its photo, or with the reason why there is none."""

    task: Task
    content_hash: str
    photo: Photo | Unreadable | None  # None: a video, decoded later


@dataclass(frozen=True)
class _Failed:
    """Hold a photo for which the engine failed."""

    read: _DecodedPhoto
    why: AppError

    def scanned(self) -> ScannedPhoto | None:
        """Return a new photo as unreadable for now; None for a known one, which stays as it was."""
        if self.read.task.unembedded is not None:
            return None
        return _refused(self.read, Unreadable(self.why.message, is_lasting=False))


def read(
    tasks: Iterable[Task], engine: FaceEngine, decoders: Decoders
) -> Generator[ScannedPhoto | None, None, None]:
    """Yield photos with their faces, in the order of the tasks.

    None stands for one whose file is gone or is being written: the next scan reads it. Raises
    AppError if the engine fails repeatedly.
    """
    with (
        closing(
            ahead(
                tasks,
                lambda task: _decode(task, decoders),
                threads=DECODERS,
                limit=DECODERS,
                name="decode",
            )
        ) as photos,
        closing(
            ahead(
                _until_cancelled(photos),
                lambda photo: _look(photo, engine, decoders),
                threads=PHOTOS_AT_ONCE,
                # Results hold no pixels, so many may wait behind a photo of a crowd.
                limit=16 * PHOTOS_AT_ONCE,
                name="look",
            )
        ) as scanned,
    ):
        failures = 0
        for one in _until_cancelled(scanned):
            if isinstance(one, _Failed):
                failures += 1
                if failures == PATIENCE:
                    raise AppError("The scan stopped. {why}", USE_ANOTHER, why=one.why.message)
                yield one.scanned()
                continue
            # A photo without faces proves nothing, because the engine may fail at every face.
            if one is not None and (one.faces or one.vectors or one.described):
                failures = 0
            yield one


def _until_cancelled(photos: Iterator[T]) -> Iterator[T]:
    """Yield until the scan is cancelled, so that finished photos are kept."""
    with suppress(Cancelled):
        yield from photos


def _decode(task: Task, decoders: Decoders) -> _DecodedPhoto | None:
    """Decode a photo; None if its file is gone or being written."""
    if is_video(task.file.path):
        return _DecodedPhoto(task, task.content_hash, None)
    try:
        file = decoders.read(Path(task.file.path), side=SCAN_SIDE)
    except FileNotFoundError:  # the next walk will notice
        return None
    if isinstance(file.photo, Unreadable) and has_changed(task.file):
        return None
    return _DecodedPhoto(task, file.content_hash or task.content_hash, file.photo)


def has_changed(file: PhotoFile) -> bool:
    """Return whether it is a file, but not the one that the walk saw."""
    try:
        facts = os.stat(literal(file.path))
    except OSError:
        return False
    return stat.S_ISREG(facts.st_mode) and (facts.st_size, facts.st_mtime_ns) != (
        file.size,
        file.modified_ns,
    )


def _look(
    read: _DecodedPhoto | None, engine: FaceEngine, decoders: Decoders
) -> ScannedPhoto | _Failed | None:
    """Find the faces of a photo.

    Crops and preview are made here, too, so that no pixels are kept. Videos are decoded here,
    because all their moments at once would take too much memory.
    """
    if read is None:
        return None
    if isinstance(read.photo, Unreadable):
        return _refused(read, read.photo)
    try:
        if read.photo is None:
            return _watched(read, engine, decoders)
        return _scanned(read, read.photo, engine)
    except Cancelled:
        raise
    except AppError as why:
        return _Failed(read, why)
    except Exception:
        _log.exception("cannot look at %s", read.task.file.path)
        unseen = Unreadable("Kinfolk couldn’t look for faces in it.", is_lasting=False)
        return _refused(read, unseen)


def _watched(read: _DecodedPhoto, engine: FaceEngine, decoders: Decoders) -> ScannedPhoto | None:
    """Look at a video, moment by moment; None if its file is gone or being written."""
    task = read.task
    with decoders.film(Path(task.file.path), side=SCAN_SIDE) as film:
        try:
            return video_faces.scanned(task, film, engine)
        except FileNotFoundError:
            return None
        except Unreadable as why:
            if has_changed(task.file):
                return None
            return _refused(replace(read, content_hash=film.content_hash), why)


def _refused(read: _DecodedPhoto, why: Unreadable) -> ScannedPhoto:
    return ScannedPhoto(read.task, read.content_hash, reason=why.message, is_lasting=why.is_lasting)


def _scanned(read: _DecodedPhoto, photo: Photo, engine: FaceEngine) -> ScannedPhoto:
    """Return a decoded photo with its faces, crops, vectors and preview."""
    known = read.task.unembedded
    if known and known.content_hash != read.content_hash:
        # The file has changed since its landmarks were found, so faces are detected again.
        known = None
    is_searched = not known and read.task.is_searched
    seen = engine.analyse(photo.image) if is_searched else ()
    cut = partial(crops.cut, photo.image, scale=photo.scale)
    return ScannedPhoto(
        read.task,
        read.content_hash,
        mimetype=photo.mimetype,
        width=photo.width,
        height=photo.height,
        taken=photo.shot.taken,
        faces=tuple(found_faces.faces(seen, photo)),
        crops=tuple((face_id, cut(box)) for face_id, box in read.task.lacking),
        vectors=tuple(found_faces.embedded(known, photo, engine)) if known else (),
        described=tuple(found_faces.described(known, photo, engine)) if known else (),
        is_searched=is_searched,
        # A photo with known faces has a preview, or gets it at the end of the scan.
        preview=b"" if known else previews.shrunk(photo.image),
        picture=photo.picture,
    )
