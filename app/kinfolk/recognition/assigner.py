"""Assign the faces of a scan; of a large library only faces near new ones are grouped.

`same` is the mean cosine similarity from which the engine takes two groups for one person. A free
face is one that a scan found and that belongs to no one or to a provisional group.
"""

from collections.abc import Collection, Iterable
from functools import partial

from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.database import Database
from kinfolk.core.db.models import Face, Source
from kinfolk.core.db.rows import among
from kinfolk.core.faces.scans import ScanRecord
from kinfolk.recognition import grouping
from kinfolk.recognition.suggest import Suggester
from kinfolk.recognition.suggestion import THRESHOLDS

# From so many faces on a library is large; to read and group fewer takes a fraction of a second.
LARGE = 1_000


class Assigner:
    """Assign faces by the vectors of one engine."""

    def __init__(self, db: Database, engine_id: str, suggester: Suggester | None = None) -> None:
        """Prepare the scan's record; without `suggester`, make one with its own gallery."""
        self._db = db
        self._record = ScanRecord(engine_id)
        self.suggester = suggester or Suggester(
            db, db.cache_folder, engine=lambda: (engine_id, THRESHOLDS)
        )
        # What the assignment of some faces depends on, by vectors of the scan's engine.
        self._neighbourhood = partial(self.suggester.neighbourhood, engine_id=engine_id)
        self._is_large: dict[str, bool] = {}  # library → what it was when the scan began

    def close(self) -> None:
        """Save the gallery for the next start."""
        self.suggester.save()

    def begin(self, library_ids: Iterable[str]) -> None:
        """Load the gallery of a large library before any photo is read.

        Its index learns cells from the faces it is loaded with: which neighbours are found must not
        depend on how far the scan had come by then.
        """
        with self._db.read() as session:
            for library_id in library_ids:
                provisional = grouping.provisional_groups(session, library_id)
                self._is_large[library_id] = _moving(session, library_id, provisional) is not None
        if any(self._is_large.values()):
            self.suggester.prepare(self._record.engine_id)

    def assign(self, library_id: str, face_ids: Iterable[str], *, same: float) -> None:
        """Assign new faces during a scan; their groups are provisional until `settle`.

        In a small library all free faces are grouped, not only `face_ids`.
        """
        if self._is_large[library_id]:
            self.assign_locally(library_id, face_ids, same=same)
        else:
            grouping.group(self._db, library_id, self._record, settle=False, same=same)

    def assign_locally(self, library_id: str, face_ids: Iterable[str], *, same: float) -> None:
        """Assign these faces and the free faces near them."""
        known = self._neighbourhood(library_id, face_ids, same=same)
        grouping.group_these(self._db, known, library_id, self._record, settle=False, same=same)

    def regroup(self, library_id: str, *, same: float) -> None:
        """Make the groups that no one has touched again, as one step that can be undone."""
        grouping.regroup(self._db, library_id, self._record, same=same)

    def settle(self, library_id: str, *, same: float, joins_named: bool = True) -> None:
        """Assign all free faces at the end of a scan; their groups are final then.

        With `joins_named` False no face is assigned to a person with a name; Kinfolk only suggests
        it.
        """
        self._record.joins_named = joins_named
        with self._db.read() as session:
            provisional = grouping.provisional_groups(session, library_id)
            moving = _moving(session, library_id, provisional)
        if moving is None:
            grouping.group(self._db, library_id, self._record, settle=True, same=same)
            return
        known = self._neighbourhood(library_id, moving, provisional=provisional, same=same)
        grouping.group_these(self._db, known, library_id, self._record, settle=True, same=same)


def _moving(session: Session, library_id: str, provisional: Collection[str]) -> list[str] | None:
    """Return the free faces of a large library if they are less than half of it, else None."""
    here = col(Face.library_id) == library_id
    total = session.execute(select(func.count()).where(here)).scalar_one()
    if total < LARGE:
        return None
    nobodys = (here, col(Face.person_id).is_(None), col(Face.source) == Source.AUTOMATIC)
    moving = list(session.execute(select(col(Face.id)).where(*nobodys)).scalars())
    theirs = select(col(Face.id)).where(among(col(Face.person_id), provisional))
    moving += session.execute(theirs).scalars()
    # In a first scan nearly every face is free: there is little around them that could be left out.
    return moving if 2 * len(moving) < total else None
