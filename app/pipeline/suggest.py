"""Suggestions: whose a face may be. Asked, never taken; every answer ranks the next ones anew."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.changes import Changes
from app.core.db import Database
from app.pipeline.bands import BANDS, Band, Bands, Candidate, Pair, Suggestion
from app.pipeline.gallery import Gallery, News
from app.pipeline.grouping import Situation
from app.pipeline.ranking import Ranking
from app.vision.engine import ENGINE_ID
from app.vision.group import SAME
from app.vision.index import Index

__all__ = ["Band", "Bands", "Candidate", "Pair", "Suggester", "Suggestion"]


class Suggester:
    """Answers from memory and follows the library by itself; for any thread but the window's."""

    def __init__(
        self,
        db: Database,
        folder: Path,
        *,
        engine: Callable[[], tuple[str, Bands]] = lambda: (ENGINE_ID, BANDS),
    ) -> None:
        """`folder` keeps the vector index of a large library, a cache. Nothing is read yet.

        `engine` says at every question which one is in use.
        """
        self._db = db
        self._folder = folder
        self._engine = engine
        self._asked: tuple[str, Bands] | None = None  # the engine of `_known`
        self._known: Ranking | None = None
        self._news: News | None = News()  # since `news` was asked; None: anything
        self._asking = threading.Lock()
        self._noting = threading.Lock()  # of `_pending` alone: the writer never waits for a query
        self._pending = Changes()
        self._unsubscribe = db.subscribe(self._on_changed)

    def close(self) -> None:
        """Stop following the library."""
        self._unsubscribe()

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
    ) -> Situation:
        """What placing a library's faces depends on, for `grouping`; see `Vicinity.of`."""
        with self._ranking() as ranking:
            return ranking.vicinity(library_id, face_ids, loose=loose, same=same)

    @contextmanager
    def _ranking(self) -> Iterator[Ranking]:
        """The library as it is now, for one question at a time."""
        with self._asking:
            with self._noting:
                changes, self._pending = self._pending, Changes()
            known, self._known = self._known, None  # read anew if this fails halfway
            self._known = known = self._up_to_date(known, changes)
            yield known

    def _up_to_date(self, known: Ranking | None, changes: Changes) -> Ranking:
        engine = self._engine()
        if known is None or changes.all or engine != self._asked:
            if self._asked is not None:  # else nobody has been told anything yet
                self._news = None
            self._asked = engine
            return self._load(*engine)
        if changes:
            with self._db.read() as session:
                news = known.follow(session, changes)
            self._news = None if self._news is None else self._news | news
        return known

    def _load(self, engine_id: str, bands: Bands) -> Ranking:
        gallery = Gallery(engine_id)
        with self._db.read() as session:
            gallery.load(session)
        file = self._folder / f"{engine_id.replace('/', '-')}.index"
        return Ranking(gallery, Index(gallery.vectors, file), bands)

    def _on_changed(self, changes: Changes, initiator: object) -> None:
        with self._noting:
            self._pending |= changes
