"""Find the faces of a video: look at moments throughout, and keep the best face of each person.

Someone who is seen all the time would get dozens of faces that are much the same. Only the best of
these is kept. A face that looks different, such as from another side or in other light, is kept,
too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kinfolk.core.db.models import MIN_QUALITY
from kinfolk.core.faces.embeddings import Unembedded
from kinfolk.scan import crops, found_faces, previews
from kinfolk.scan.face_matching import SAME_FACE_FACTOR
from kinfolk.scan.tasks import Described, ScannedFace, ScannedPhoto, Task
from kinfolk.vision.decoders import Film
from kinfolk.vision.engine import FaceEngine
from kinfolk.vision.photo import Photo, Unreadable, shows_something

MOST = 32  # moments to look at, however long it is
APART = 2_000  # ms between two of them, at least
# If no part of a picture differs by more levels (of 256) from the one before, it shows the same.
_ALIKE = 10
_PARTS = (16, 16)  # across and down


def scanned(task: Task, film: Film, engine: FaceEngine) -> ScannedPhoto:
    """Return the video with its faces.

    Raises Unreadable if not even the first moment can be decoded, or if the drive does not give the
    rest, and FileNotFoundError if the file is gone.
    """
    first = film.at(0)
    known = task.unembedded
    if known and known.content_hash != film.content_hash:
        known = None  # as with photos, faces are detected again
    looked = _Looked(task, engine, known)
    is_searched = not known and task.is_searched
    regular = _regular(first.length or 0)
    if not (known or is_searched):
        looked.preview = previews.shrunk(_beginning(film, first, regular).image)
    # Known faces that lack something are looked at where they were seen, even if nothing new is
    # searched.
    wanted = {task.moments[face_id] for face_id in looked.awaited if face_id in task.moments}
    if is_searched:
        wanted.update(regular)
    for ms, photo in _moments(film, first, sorted(wanted)):
        looked.at(photo, ms, is_searched=is_searched and ms in regular)
    return ScannedPhoto(
        task,
        film.content_hash,
        mimetype=first.mimetype,
        width=first.width,
        height=first.height,
        taken=first.shot.taken,
        faces=tuple(fewest(looked.faces, engine.same)),
        crops=tuple(looked.crops),
        vectors=tuple(looked.vectors),
        described=tuple(looked.described),
        is_searched=is_searched,
        preview=b"" if known else looked.preview,
        picture=first.picture,
        length=first.length,
    )


def fewest(faces: Sequence[ScannedFace], same: float) -> list[ScannedFace]:
    """Return the best face of each set of faces that are surely one person's.

    `same` is the engine's cosine similarity for grouping. A poor face is left out even if there is
    a better one that only may be the same person's.
    """
    kept: list[ScannedFace] = []
    for face in sorted(faces, key=lambda each: (-each.quality, each.at or 0, each.box)):
        bound = (1 - same) * (SAME_FACE_FACTOR if face.quality >= MIN_QUALITY else 1)
        # Two faces of one moment are never one person, however alike (docs/decisions/0075).
        if not any(one.at != face.at and _distance(one, face) < bound for one in kept):
            kept.append(face)
    return sorted(kept, key=lambda each: (each.at or 0, each.box))


def _distance(one: ScannedFace, other: ScannedFace) -> float:
    a, b = (np.frombuffer(face.vector, "<f4") for face in (one, other))
    return 1 - float(a @ b)


def _regular(length: int) -> list[int]:
    """Return moments spread evenly over the video, in ms; length 0 (unknown) is taken as long."""
    if not length:
        return [APART * number for number in range(MOST)]
    number = max(1, min(MOST, length // APART))
    return [length * each // number for each in range(number)]


def _moments(film: Film, first: Photo, wanted: Iterable[int]) -> Iterator[tuple[int, Photo]]:
    """Yield the pictures at these moments in ms; stop if the video ends, breaks or changes size.

    Raises Unreadable if another try may give the rest.
    """
    last = -1
    for ms in wanted:
        if ms <= last:
            continue  # the last picture covers this moment, too
        try:
            photo = first if ms <= (first.at or 0) else film.at(ms)
        except Unreadable as why:
            if not why.is_lasting:
                raise
            return
        if (photo.width, photo.height) != (first.width, first.height):
            return
        last = photo.at or 0
        yield ms, photo


def _beginning(film: Film, first: Photo, regular: Sequence[int]) -> Photo:
    """Return the first of these moments that shows something, because many videos begin black."""
    seen = (photo for _, photo in _moments(film, first, regular))
    return next((photo for photo in seen if shows_something(photo.image)), first)


@dataclass
class _Looked:
    """Collect what was found in the moments looked at so far."""

    task: Task
    engine: FaceEngine
    known: Unembedded | None
    faces: list[ScannedFace] = field(default_factory=list)
    crops: list[tuple[str, bytes]] = field(default_factory=list)
    vectors: list[Described] = field(default_factory=list)
    described: list[tuple[str, ScannedFace]] = field(default_factory=list)
    preview: bytes = b""
    _best: float = -1.0  # how good the preview's moment is
    _before: NDArray[np.int16] | None = None  # the last picture looked at, coarse

    @property
    def awaited(self) -> set[str]:
        """The ids of known faces that lack a crop or a vector, whose moments must be looked at."""
        lacking = {face_id for face_id, _ in self.task.lacking}
        if self.known is None:
            return lacking
        return lacking | {face_id for face_id, _ in (*self.known.faces, *self.known.drawn)}

    def at(self, photo: Photo, wanted: int, *, is_searched: bool) -> None:
        """Look at the first moment from `wanted` (ms) on, for known faces and maybe new ones.

        New faces are looked for only with `is_searched`.
        """
        is_here = partial(self._is_between, wanted, photo.at or 0)
        cut = partial(crops.cut, photo.image, scale=photo.scale)
        lacking = [one for one in self.task.lacking if is_here(one[0])]
        self.crops += [(face_id, cut(box)) for face_id, box in lacking]
        if self.known is not None:
            here = Unembedded(
                self.known.content_hash,
                tuple(one for one in self.known.faces if is_here(one[0])),
                tuple(one for one in self.known.drawn if is_here(one[0])),
            )
            self.vectors += found_faces.embedded(here, photo, self.engine)
            self.described += found_faces.described(here, photo, self.engine)
        if is_searched and not self._is_as_before(photo.image):
            self._search(photo)

    def _search(self, photo: Photo) -> None:
        """Add the faces found in the photo, and make it the preview if it is the best so far."""
        faces = list(found_faces.faces(self.engine.analyse(photo.image), photo))
        self.faces += faces
        # A moment with faces is better than one without, and that better than a black one.
        good = float(shows_something(photo.image)) / 2
        if faces:
            good = 1 + max(face.quality for face in faces)
        if good > self._best:
            self._best, self.preview = good, previews.shrunk(photo.image)

    def _is_between(self, first: int, last: int, face_id: str) -> bool:
        return first <= self.task.moments.get(face_id, -1) <= last

    def _is_as_before(self, image: Image.Image) -> bool:
        """Return whether the picture hardly differs from the last picture that differed."""
        coarse = image.convert("L").resize(_PARTS, Image.Resampling.BOX)
        now = np.asarray(coarse).astype(np.int16)
        before = self._before
        # A video often shows the same for minutes; looking for faces again would only take time.
        if before is not None and np.abs(now - before).max() <= _ALIKE:
            return True
        self._before = now
        return False
