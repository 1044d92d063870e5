"""Letting go for good: of the history, of what it alone held, and of every copy in our files."""

from datetime import datetime

from sqlmodel import Session

from kinfolk.core import assignment, remembered
from kinfolk.core.db import backups, history
from kinfolk.core.db.database import Database
from kinfolk.paths import Paths
from kinfolk.recognition import gallery_file


def forget(db: Database, paths: Paths, *, before: datetime | None, in_backups: bool) -> int:
    """What was done before that moment, or all of it, cannot be taken back any more; how many.

    With these steps goes what they would bring back: names, faces, pictures; and what photos of
    folders that were taken out are remembered by. Nothing of it stays in the files of the library:
    they are written anew, which takes as long as to copy them. `in_backups`: one backup that is
    made now takes the place of all others.
    """

    def work(session: Session) -> int:
        steps = history.forget(session, before)
        # Groups without a name that were kept for their faces.
        assignment.drop_empty(session, remembered.forget_before(session, before))
        return steps

    steps = db.write(work).result().result
    db.rewrite().result()
    gallery_file.forget(db.cache_folder)
    if in_backups:
        backups.renew(paths)
    return steps
