"""Where the faces of a scan belong: a small library is grouped whole, of a large one what moves."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.db.database import Database
from kinfolk.core.db.models import Face, Source
from kinfolk.core.db.rows import among
from kinfolk.core.placements import Mark
from kinfolk.recognition import grouping
from kinfolk.recognition.bands import BANDS
from kinfolk.recognition.grouping import Situation
from kinfolk.recognition.suggest import Suggester

# From so many faces on a library is large; to read and group fewer takes a fraction of a second.
LARGE = 1_000


class Placing:
    """Places the faces of one engine."""

    def __init__(self, db: Database, engine_id: str, suggester: Suggester | None = None) -> None:
        """`suggester` knows the library: where there is one, nobody else need hold its faces."""
        self._db = db
        self._mark = Mark(engine_id)
        self._suggester = suggester or Suggester(
            db, db.cache_folder, engine=lambda: (engine_id, BANDS)
        )
        self._is_large: dict[str, bool] = {}  # library → what it was when the scan began

    def close(self) -> None:
        """What was taken in is kept for the next start."""
        self._suggester.keep()

    def begin(self, library_ids: Iterable[str]) -> None:
        """Take in what is there before anything is read.

        What is found near a face in a large library must not depend on how far a scan had come
        when it was first asked.
        """
        with self._db.read() as session:
            for library_id in library_ids:
                loose = grouping.loose_people(session, library_id)
                self._is_large[library_id] = _moving(session, library_id, loose) is not None
        if any(self._is_large.values()):
            self._suggester.prepare(self._mark.engine_id)

    def place(self, library_id: str, face_ids: Iterable[str], *, same: float) -> None:
        """These faces are new; groups made of them are made anew by `settle`."""
        if self._is_large[library_id]:
            self.place_some(library_id, face_ids, same=same)
        else:
            grouping.group(self._db, library_id, self._mark, settle=False, same=same)

    def place_some(self, library_id: str, face_ids: Iterable[str], *, same: float) -> None:
        """These faces alone, and what lies around them that nobody has."""
        known = self._vicinity(library_id, face_ids, same=same)
        grouping.group_these(self._db, known, library_id, self._mark, settle=False, same=same)

    def settle(self, library_id: str, *, same: float, joins_named: bool = True) -> None:
        """Every face that may move finds its place, for good.

        Without `joins_named` nobody who has a name gets one: whose it may be is only suggested.
        """
        self._mark.joins_named = joins_named
        with self._db.read() as session:
            loose = grouping.loose_people(session, library_id)
            moving = _moving(session, library_id, loose)
        if moving is None:
            grouping.group(self._db, library_id, self._mark, settle=True, same=same)
            return
        known = self._vicinity(library_id, moving, loose=loose, same=same)
        grouping.group_these(self._db, known, library_id, self._mark, settle=True, same=same)

    def _vicinity(
        self,
        library_id: str,
        face_ids: Iterable[str],
        *,
        loose: Collection[str] = (),
        same: float,
    ) -> Situation:
        return self._suggester.vicinity(
            library_id, face_ids, loose=loose, same=same, engine_id=self._mark.engine_id
        )


def _moving(session: Session, library_id: str, loose: Collection[str]) -> list[str] | None:
    """The faces that may move, if the library is large and they are the lesser part of it."""
    here = col(Face.library_id) == library_id
    total = session.execute(select(func.count()).where(here)).scalar_one()
    if total < LARGE:
        return None
    nobodys = (here, col(Face.person_id).is_(None), col(Face.source) == Source.AUTOMATIC)
    moving = list(session.execute(select(col(Face.id)).where(*nobodys)).scalars())
    theirs = select(col(Face.id)).where(among(col(Face.person_id), loose))
    moving += session.execute(theirs).scalars()
    return moving if 2 * len(moving) < total else None
