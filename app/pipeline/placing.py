"""Where the faces of a scan belong: a small library is grouped whole, of a large one what moves."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.core.db import Database
from app.core.models import Face, Source
from app.core.rows import among
from app.pipeline import grouping
from app.pipeline.bands import BANDS
from app.pipeline.suggest import Suggester

# From so many faces on a library is large; to read and group fewer takes a fraction of a second.
LARGE = 1_000


class Placing:
    """Places the faces of one engine. What it knows of a large library it keeps until `close`."""

    def __init__(self, db: Database, engine_id: str) -> None:
        self._db = db
        self._engine_id = engine_id
        self._suggester = Suggester(db, db.cache_folder, engine=lambda: (engine_id, BANDS))
        self._is_large: dict[str, bool] = {}  # library → what it was when the scan began

    def close(self) -> None:
        self._suggester.close()

    def place(self, library_id: str, face_ids: Iterable[str], *, same: float) -> None:
        """These faces are new; groups made of them are made anew by `settle`."""
        if library_id not in self._is_large:
            with self._db.read() as session:
                loose = grouping.loose_people(session, library_id)
                self._is_large[library_id] = _moving(session, library_id, loose) is not None
        if self._is_large[library_id]:
            known = self._suggester.vicinity(library_id, face_ids, same=same)
            grouping.group_these(self._db, known, library_id, settle=False, same=same)
        else:
            grouping.group(self._db, library_id, self._engine_id, settle=False, same=same)

    def settle(self, library_id: str, *, same: float) -> None:
        """Every face that may move finds its place, for good."""
        with self._db.read() as session:
            loose = grouping.loose_people(session, library_id)
            moving = _moving(session, library_id, loose)
        if moving is None:
            grouping.group(self._db, library_id, self._engine_id, settle=True, same=same)
        else:
            known = self._suggester.vicinity(library_id, moving, loose=loose, same=same)
            grouping.group_these(self._db, known, library_id, settle=True, same=same)


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
