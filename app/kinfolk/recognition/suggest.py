"""Suggestions: whose a face may be. Asked, never taken; every answer ranks the next ones anew."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from kinfolk.core.db.database import Database
from kinfolk.core.db.touched import Moment
from kinfolk.recognition import kept
from kinfolk.recognition.bands import BANDS, Band, Bands, Candidate, Pair, Suggestion
from kinfolk.recognition.gallery import Gallery, News
from kinfolk.recognition.grouping import Situation
from kinfolk.recognition.kept import Kept
from kinfolk.recognition.ranking import Ranking
from kinfolk.vision import index
from kinfolk.vision.engine import ENGINE_ID
from kinfolk.vision.group import SAME
from kinfolk.vision.index import Index

__all__ = ["Band", "Bands", "Candidate", "Pair", "Suggester", "Suggestion"]

# The faces are kept anew when so many rows were touched since; to read that many takes a moment.
MANY = 10_000


class Suggester:
    """Answers from memory what is in the library now, whoever wrote it; for any thread.

    A library that is open needs one of them alone: of a large one the faces take much memory.
    """

    def __init__(
        self,
        db: Database,
        folder: Path,
        *,
        engine: Callable[[], tuple[str, Bands]] = lambda: (ENGINE_ID, BANDS),
    ) -> None:
        """`folder` keeps the faces of a large library, a cache. Nothing is read yet.

        `engine` says at every question which one is in use.
        """
        self._db = db
        self._folder = folder
        self._engine = engine
        self._used: str | None = None  # the engine that was in use last
        self._known: dict[str, _Known] = {}  # by engine: that one, and one that a scan works with
        self._kept: Moment | None = None  # what the file of the one in use shows
        self._news: News | None = News()  # since `news` was asked; None: anything
        self._asking = threading.Lock()

    def close(self) -> None:
        """Keep what is known, and forget it."""
        self.keep()
        with self._asking:
            self._known.clear()

    def keep(self) -> None:
        """Keep the faces for the next start, where much has changed; others may ask meanwhile.

        As another engine than the one in use sees them they are forgotten.
        """
        with self._asking:
            self._known = {name: it for name, it in self._known.items() if name == self._used}
            faces = [self._taken(each) for each in self._known.values() if self._is_behind(each)]
        for each in faces:
            kept.write(self._file(each.engine_id), each)

    def prepare(self, engine_id: str) -> None:
        """Have at hand what an engine has seen, for the questions to come."""
        with self._ranking(engine_id):
            pass

    def news(self) -> News | None:
        """What the library's changes since the last call were about; None for anything."""
        with self._ranking():
            news, self._news = self._news, News()
            return news

    def for_person(self, person_id: str, *, limit: int = 200) -> list[Suggestion]:
        """Faces that may be theirs, best first: nobody's, or of unnamed groups; one a photo."""
        with self._ranking() as ranking:
            return ranking.for_person(person_id, limit)

    def for_group(self, person_id: str, *, limit: int = 5) -> list[Candidate]:
        """Named people whom an unnamed group may be."""
        with self._ranking() as ranking:
            return ranking.for_group(person_id, limit)

    def for_face(self, face_id: str, *, only_named: bool = True, limit: int = 5) -> list[Candidate]:
        """Whom a face may be, without the person it belongs to."""
        with self._ranking() as ranking:
            return ranking.for_face(face_id, only_named, limit)

    def distance(self, face_id: str, person_id: str) -> float | None:
        """How far a face is from a person (cosine); null where one of them has no vector."""
        with self._ranking() as ranking:
            return ranking.distance(face_id, person_id)

    def merges(self, *, limit: int = 100) -> list[Pair]:
        """Pairs of people who may be one, the likeliest first."""
        with self._ranking() as ranking:
            return ranking.merges(limit)

    def alike(self, face_ids: Collection[str]) -> list[str]:
        """Everybody, whom these faces look like most first; nothing says that it is one of them."""
        with self._ranking() as ranking:
            return ranking.alike(face_ids)

    def counts(self) -> dict[str, int]:
        """How many likely faces there are for each named person who has any."""
        with self._ranking() as ranking:
            return ranking.counts()

    def vicinity(
        self,
        library_id: str,
        face_ids: Iterable[str],
        *,
        loose: Collection[str] = (),
        same: float = SAME,
        engine_id: str | None = None,
    ) -> Situation:
        """What placing a library's faces depends on, for `grouping`; see `Vicinity.of`.

        As that engine sees them, or the one in use.
        """
        with self._ranking(engine_id) as ranking:
            return ranking.vicinity(library_id, face_ids, loose=loose, same=same)

    @contextmanager
    def _ranking(self, engine_id: str | None = None) -> Iterator[Ranking]:
        """The library as it is now, for one question at a time."""
        with self._asking:
            used, bands = self._engine()
            is_first = self._used is None  # nobody has been told anything yet
            if used != self._used:
                self._known.clear()
                self._used, self._kept = used, None
            asked = engine_id or used
            known = self._known.pop(asked, None)  # read anew if this fails halfway
            known, news = self._up_to_date(known, asked, bands)
            if asked == used and not is_first and self._news is not None:
                self._news = None if news is None else self._news | news
            self._known[asked] = known
            yield known.ranking

    def _up_to_date(
        self, known: "_Known | None", engine_id: str, bands: Bands
    ) -> tuple["_Known", News | None]:
        """What is known now, and what has changed; null for anything."""
        with self._db.read() as session:
            if known is None or (news := known.ranking.follow(session)) is None:
                return self._load(session, engine_id, bands), None
        if known.bands != bands:
            return _Known.of(known.gallery, known.index, bands), None
        return known, news

    def _load(self, session: Session, engine_id: str, bands: Bands) -> "_Known":
        """From the file as far as it goes, else from the library, and then the file is made."""
        is_used = engine_id == self._used  # another one's are not kept
        if is_used and (found := self._from_file(session, engine_id)):
            return _Known.of(*found, bands)
        gallery = Gallery(engine_id)
        gallery.load(session)
        known = _Known.of(gallery, Index(gallery.vectors), bands)
        if is_used and len(gallery) > index.EXACT_UP_TO:
            kept.write(self._file(engine_id), self._taken(known))
        return known

    def _from_file(self, session: Session, engine_id: str) -> tuple[Gallery, Index] | None:
        """The faces that were kept, and what was touched since; null where all has to be read."""
        if (found := kept.read(self._file(engine_id), engine_id)) is None:
            return None
        gallery, faces = found
        self._kept = gallery.moment
        gallery.read_choices(session)
        if gallery.follow(session) is None:
            return None
        faces.extend(gallery.vectors)
        return gallery, faces

    def _is_behind(self, known: "_Known") -> bool:
        """Whether the file of a large library shows one that has changed much since."""
        if len(known.gallery) <= index.EXACT_UP_TO:
            return False
        return self._kept is None or known.gallery.moment.since(self._kept) > MANY

    def _taken(self, known: "_Known") -> Kept:
        self._kept = known.gallery.moment
        return kept.taken(known.gallery, known.index)

    def _file(self, engine_id: str) -> Path:
        return self._folder / f"{engine_id.replace('/', '-')}.faces"


@dataclass(frozen=True)
class _Known:
    """What an engine has seen, and the suggestions made from it."""

    gallery: Gallery
    index: Index
    bands: Bands
    ranking: Ranking

    @classmethod
    def of(cls, gallery: Gallery, faces: Index, bands: Bands) -> "_Known":
        return cls(gallery, faces, bands, Ranking(gallery, faces, bands))
