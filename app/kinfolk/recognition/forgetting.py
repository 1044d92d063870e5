"""Forget for good: the history, what it alone held, and every copy of it in our files."""

from datetime import datetime

from sqlmodel import Session

from kinfolk.core.database import Database
from kinfolk.core.db import backups
from kinfolk.core.faces import assignment
from kinfolk.core.history import history
from kinfolk.core.photos import remembered_decisions
from kinfolk.errors import AppError, Damaged, Replaced
from kinfolk.paths import Paths
from kinfolk.recognition import gallery_file

_STILL_THERE = "{why} What was forgotten can’t be undone any more, but is still in Kinfolk’s files."


def forget(db: Database, paths: Paths, *, before: datetime | None, in_backups: bool) -> int:
    """Forget the steps made before that time, or all for None, and return their number.

    They can't be undone any more. What only they would bring back is deleted: names, faces,
    pictures; and so are remembered decisions about photos of removed folders. The library's files
    are written again, so that nothing of it stays in them, which takes as long as copying them.
    With `in_backups`, one new backup replaces all others.
    """

    def work(session: Session) -> int:
        steps = history.forget(session, before)
        # Groups without a name that were kept for their faces.
        assignment.drop_empty(session, remembered_decisions.forget_before(session, before))
        return steps

    steps = db.write(work).result().result
    try:
        db.rewrite().result()
        gallery_file.forget(db.cache_folder)
        if in_backups:
            backups.renew(paths)
    except (Damaged, Replaced):
        raise  # their advice is more important
    except AppError as error:
        # Trying again finishes this, but finds no more steps to count.
        raise AppError(_STILL_THERE, error.hint, why=error.message) from error
    return steps
