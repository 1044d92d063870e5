"""Suggest whose a face may be. The user is asked; each answer changes the next ones."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.db.touched_rows import Watermark
from kinfolk.recognition import gallery_file
from kinfolk.recognition.gallery import Gallery, GalleryChanges
from kinfolk.recognition.gallery_file import Snapshot
from kinfolk.recognition.grouping import Situation
from kinfolk.recognition.ranking import Ranking
from kinfolk.recognition.suggestion import THRESHOLDS, Thresholds
from kinfolk.vision import heap, index
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import SAME
from kinfolk.vision.index import Index

_P = ParamSpec("_P")
_T = TypeVar("_T")

# The file is written again when so many rows have changed since; reading fewer takes a moment.
SAVE_AFTER = 10_000


class Suggester:
    """Make suggestions from a gallery in memory that follows all changes of the library.

    Any thread may ask. Share one suggester for each open library, because the gallery of a large
    library takes much memory.
    """

    def __init__(
        self,
        db: Database,
        folder: Path,
        *,
        engine: Callable[[], tuple[str, Thresholds]] = lambda: (ENGINE_ID, THRESHOLDS),
    ) -> None:
        """Read nothing yet; `folder` is where the faces of a large library are cached.

        `engine` is called with every question and returns the engine in use and its thresholds.
        """
        self._db = db
        self._folder = folder
        self.engine = engine
        self._used: str | None = None  # the engine that was in use last
        self._loaded: dict[str, _Loaded] = {}  # by engine: the one in use, and that of a scan
        self._saved: Watermark | None = None  # state that the file of the engine in use has
        # What has changed since the last call of `changes`; None: possibly anything.
        self._changed: GalleryChanges | None = GalleryChanges()
        self._asking = threading.Lock()

    def close(self) -> None:
        """Save the faces for the next start and free the memory."""
        self.save()
        with self._asking:
            self._loaded.clear()

    def save(self) -> None:
        """Save the faces for the next start if much has changed; other threads may ask meanwhile.

        Faces that a scan has loaded for an engine other than the one in use are forgotten.
        """
        with self._asking:
            self._loaded = {name: it for name, it in self._loaded.items() if name == self._used}
            faces = [
                self._snapshot(each) for each in self._loaded.values() if self._is_behind(each)
            ]
        for each in faces:
            gallery_file.write(self._file(each.engine_id), each)

    def rest(self) -> None:
        """Free memory until the next question, which takes a little longer then."""
        with self._asking:
            for each in self._loaded.values():
                each.gallery.let_go()
        heap.give_back()

    def prepare(self, engine_id: str) -> None:
        """Load the vectors of an engine, so that the next question is answered faster."""
        with self._ranking(engine_id):
            pass

    def changes(self) -> GalleryChanges | None:
        """Return the people and faces that changed since the last call; None means possibly any."""
        with self._ranking():
            changed, self._changed = self._changed, GalleryChanges()
            return changed

    def ask(
        self, question: Callable[Concatenate[Ranking, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Return the answer of a method of `Ranking` on the library's current state."""
        with self._ranking() as ranking:
            return question(ranking, *args, **kwargs)

    def neighbourhood(
        self,
        library_id: str,
        face_ids: Iterable[str],
        *,
        provisional: Collection[str] = (),
        same: float = SAME,
        engine_id: str | None = None,
    ) -> Situation:
        """Return what the assignment of these faces depends on; see `Neighbourhood.of`.

        Use the vectors of `engine_id`, or by default of the engine in use.
        """
        with self._ranking(engine_id) as ranking:
            return ranking.neighbourhood(library_id, face_ids, provisional=provisional, same=same)

    @contextmanager
    def _ranking(self, engine_id: str | None = None) -> Iterator[Ranking]:
        """Yield the ranking over the library's current state; other threads wait meanwhile."""
        with self._asking:
            used, thresholds = self.engine()
            # The first question loads everything, which is not a change to report.
            is_first = self._used is None
            if used != self._used:
                self._loaded.clear()
                self._used, self._saved = used, None
            asked = engine_id or used
            known = self._loaded.pop(asked, None)  # read anew if this fails halfway
            known, changed = self._up_to_date(known, asked, thresholds)
            if asked == used and not is_first and self._changed is not None:
                self._changed = None if changed is None else self._changed | changed
            self._loaded[asked] = known
            yield known.ranking

    def _up_to_date(
        self, known: "_Loaded | None", engine_id: str, thresholds: Thresholds
    ) -> tuple["_Loaded", GalleryChanges | None]:
        """Return the current state and its changes; None means that anything may have changed."""
        with self._db.read() as session:
            if known is None or (changed := known.ranking.follow(session)) is None:
                return self._load(session, engine_id, thresholds), None
        if known.thresholds != thresholds:
            return _Loaded.of(known.gallery, known.index, thresholds), None
        return known, changed

    def _load(self, session: Session, engine_id: str, thresholds: Thresholds) -> "_Loaded":
        """Load the faces from the file and then what has changed since.

        Without a file, load the library, and write the file if the library is large.
        """
        is_used = engine_id == self._used  # only the engine in use has a file
        if is_used and (found := self._from_file(session, engine_id)):
            return _Loaded.of(*found, thresholds)
        gallery = Gallery(engine_id)
        gallery.load(session)
        known = _Loaded.of(gallery, Index(gallery.vectors), thresholds)
        if is_used and len(gallery) > index.EXACT_UP_TO:
            gallery_file.write(self._file(engine_id), self._snapshot(known))
            # The file's vectors need less memory, see there.
            if found := self._from_file(session, engine_id):
                return _Loaded.of(*found, thresholds)
        return known

    def _from_file(self, session: Session, engine_id: str) -> tuple[Gallery, Index] | None:
        """Return gallery and index from the file, brought up to date; None if it can't be used."""
        if (found := gallery_file.read(self._file(engine_id), engine_id)) is None:
            return None
        gallery, faces = found
        self._saved = gallery.watermark
        gallery.read_choices(session)
        if gallery.follow(session) is None:
            return None
        faces.extend(gallery.vectors)
        return gallery, faces

    def _is_behind(self, known: "_Loaded") -> bool:
        """Return whether the library is large and has changed much since its file was written."""
        if len(known.gallery) <= index.EXACT_UP_TO:
            return False
        return self._saved is None or known.gallery.watermark.since(self._saved) > SAVE_AFTER

    def _snapshot(self, known: "_Loaded") -> Snapshot:
        self._saved = known.gallery.watermark
        return gallery_file.snapshot_of(known.gallery, known.index)

    def _file(self, engine_id: str) -> Path:
        return self._folder / f"{engine_id.replace('/', '-')}.faces"


@dataclass(frozen=True)
class _Loaded:
    """Hold the gallery of an engine, and the index and ranking made from it."""

    gallery: Gallery
    index: Index
    thresholds: Thresholds
    ranking: Ranking

    @classmethod
    def of(cls, gallery: Gallery, faces: Index, thresholds: Thresholds) -> "_Loaded":
        return cls(gallery, faces, thresholds, Ranking(gallery, faces, thresholds))
