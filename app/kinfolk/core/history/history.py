"""The history: labelled writes as steps that can be undone and redone."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import ColumnElement, Connection, func, select, true, update
from sqlalchemy import delete as delete_rows
from sqlmodel import Session, col

from kinfolk.core.actions import Action, Origin
from kinfolk.core.db.models import Face, Library, Step, now
from kinfolk.core.db.recorder import Recorder, RowImage
from kinfolk.core.db.rows import among
from kinfolk.core.faces import crops
from kinfolk.core.history.replay import applied, is_held, replay
from kinfolk.core.history.wording import words
from kinfolk.core.photos import previews
from kinfolk.errors import AppError, Conflict, NotFound

# What is kept: the newest steps, as many as fit into the bytes. The largest one is not counted, so
# that it alone never pushes out the others. Of steps that were undone and set aside, fewer are
# kept.
KEPT_STEPS = 500
KEPT_BYTES = 64 * 1024 * 1024
KEPT_ASIDE = 100
_NO_STEP = 2**63 - 1  # larger than any id


@dataclass(frozen=True)
class HistoryStep:
    """Hold one entry of the history.

    `is_aside` means that it was undone, and then something else was done. It can be redone if it
    still fits.
    """

    id: int
    action: Action
    origin: Origin | None  # None for one that only a newer Kinfolk knows
    is_undone: bool
    is_aside: bool
    created_at: datetime

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        return words(self.action, self.origin)


_SHOWN = (col(Step.id), col(Step.is_undone), col(Step.is_aside), col(Step.created_at))
_SAID = (col(Step.code), col(Step.arguments), col(Step.origin))
_MADE_LIBRARY = col(Step.rows).startswith('[["library"')  # comes before all other rows of a step

_NOT_UNDONE = "“{step}” wasn’t undone: “{other}” was done since, and affects the same things."
_NOT_DONE = "“{step}” can’t be redone: “{other}” was done since, and affects the same things."


def steps(session: Session, limit: int | None = 50) -> list[HistoryStep]:
    """Return the latest steps, newest first, undone ones included; with None all of them."""
    return _listed(session, limit=limit)


def next_undo(session: Session) -> HistoryStep | None:
    """Return the step that undo would take back: the newest one that is not undone.

    Steps that created a library which is not empty any more are passed over, because undoing them
    would delete everything in it.
    """
    stands = ~col(Step.is_undone)
    newest: ColumnElement[bool] = true()
    while found := _listed(session, stands, newest, limit=1):
        if not _is_fact(session, found[0].id):
            return found[0]
        newest = col(Step.id) < found[0].id
    return None


def next_redo(session: Session) -> HistoryStep | None:
    """Return the step that redo would do again: the one undone last, unless a new one followed."""
    in_line = col(Step.is_undone) & ~col(Step.is_aside)
    return next(iter(_listed(session, in_line, oldest_first=True, limit=1)), None)


def record(session: Session, action: Action, recorder: Recorder, *, origin: Origin) -> int | None:
    """Store what this transaction did as the newest step; return its id, None if it did nothing.

    Steps that were undone before are set aside.
    """
    images = _without_first_library(session, recorder.images(session.connection()))
    if not images:
        return None
    _set_aside(session)
    rows = _dump(images)
    code, arguments = action.columns()
    step = Step(code=code, arguments=arguments, origin=origin, rows=rows, size=_size(rows))
    session.add(step)
    session.flush()
    _forget_old(session)
    return step.id


def undo(session: Session, recorder: Recorder, step_id: int | None = None) -> HistoryStep:
    """Undo the newest step; with `step_id` only if it is that one, else raise Conflict.

    Raises AppError if there is nothing to undo.
    """
    newest = next_undo(session)
    if step_id is not None and (newest is None or newest.id != step_id):
        _refuse_undo(session, _known(session, step_id), newest)
    if newest is None:
        raise AppError("Nothing to undo.")
    _turn(session, newest, recorder)
    return newest


def take_back(session: Session, recorder: Recorder, step_id: int) -> HistoryStep:
    """Undo that step, the newest or not; Conflict if a later one touched the same rows."""
    step, newest = _known(session, step_id), next_undo(session)
    # `undo` takes the newest one back, and refuses the others with the reason.
    if newest is None or newest.id == step_id or step.is_undone or _is_fact(session, step_id):
        return undo(session, recorder, step_id)
    _refuse_if_overtaken(session, step, is_undo=True)
    images = _turn(session, step, recorder)
    if not applied(session.connection(), images):
        raise Conflict(
            "“{step}” can no longer be undone: what it affected has changed since.",
            "Nothing was changed. Change it back by hand instead.",
            step=step,
        )
    _set_aside(session)
    return step


def redo(session: Session, recorder: Recorder, step_id: int | None = None) -> HistoryStep:
    """Redo the step undone last; with `step_id` that one, or raise Conflict with the reason.

    Raises AppError if there is nothing to redo.
    """
    step = next_redo(session)
    if step_id is not None and (step is None or step.id != step_id):
        return _redo_out_of_turn(session, _known(session, step_id), step, recorder)
    if step is None:
        raise AppError("Nothing to redo.")
    _turn(session, step, recorder)
    return step


def _redo_out_of_turn(
    session: Session, step: HistoryStep, first: HistoryStep | None, recorder: Recorder
) -> HistoryStep:
    """Redo a step that was set aside as the newest one; Conflict if it does not fit any more."""
    if not step.is_undone:
        raise Conflict("“{step}” hasn’t been undone.", step=step)
    if not step.is_aside:
        assert first is not None
        why = "“{first}” was undone after “{step}”."
        raise Conflict(why, "Redo that first.", first=first, step=step)
    _refuse_if_overtaken(session, step)
    images = _turn(session, step, recorder)
    if not applied(session.connection(), images):
        raise Conflict(
            "“{step}” can’t be redone: what it affected has changed since.",
            "Nothing was changed. Make the change by hand instead.",
            step=step,
        )
    _set_aside(session)
    # It becomes the newest step, so that undo takes it back before what was done earlier.
    newest = select(func.max(col(Step.id)) + 1).scalar_subquery()
    anew = {"id": newest, "is_aside": False, "created_at": now()}
    session.execute(update(Step).where(col(Step.id) == step.id).values(anew))
    return _listed(session, ~col(Step.is_undone), limit=1)[0]


def _refuse_undo(session: Session, step: HistoryStep, newest: HistoryStep | None) -> NoReturn:
    """Raise Conflict with the reason why that step can't be undone now."""
    if step.is_undone:
        raise Conflict("“{step}” has already been undone.", step=step)
    if _is_fact(session, step.id):
        raise Conflict(
            "“{step}” can no longer be undone: something has been added to it since.", step=step
        )
    assert newest is not None
    raise Conflict(
        "“{step}” wasn’t undone. Something newer was done since: “{newest}”.",
        "Undo that first.",
        step=step,
        newest=newest,
    )


def _refuse_if_overtaken(session: Session, step: HistoryStep, *, is_undo: bool = False) -> None:
    """Raise Conflict if later steps that are not undone touched the same rows."""
    mine = {(image.table, image.id) for image in _images(session, step.id)}
    later = _listed(session, col(Step.id) > step.id, ~col(Step.is_undone))
    for other in later:
        theirs = {(image.table, image.id) for image in _images(session, other.id)}
        if is_undo:
            theirs |= _owners(session, theirs)  # faces given to a person whom the undo would delete
        if not mine.isdisjoint(theirs):
            raise Conflict(
                _NOT_UNDONE if is_undo else _NOT_DONE, "Undo that first.", step=step, other=other
            )


def facts(session: Session) -> set[int]:
    """Return the ids of the steps that undo passes over (see `next_undo`)."""
    made = select(col(Step.id)).where(~col(Step.is_undone), _MADE_LIBRARY)
    candidates = session.execute(made).scalars().all()
    return {step_id for step_id in candidates if _is_fact(session, step_id)}


def _owners(session: Session, rows: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the people who have the faces among these rows now, as pairs of table and id."""
    faces = [row_id for table, row_id in rows if table == "face"]
    query = select(col(Face.person_id)).where(among(col(Face.id), faces))
    return {("person", owner) for owner in session.execute(query).scalars() if owner}


def _is_fact(session: Session, step_id: int) -> bool:
    """Return whether the step created a library that is not empty any more."""
    # This is asked after every change. As a rule steps begin with another table, and are not read.
    made = select(col(Step.rows)).where(col(Step.id) == step_id, _MADE_LIBRARY)
    rows = session.execute(made).scalar()
    return rows is not None and is_held(session.connection(), _load(rows), "library")


def _turn(session: Session, step: HistoryStep, recorder: Recorder) -> list[RowImage]:
    """Replay the step, store its inverse in its place, and return the images it had."""
    connection = session.connection()
    images = _images(session, step.id)
    replay(connection, images, since=step.created_at)
    inverse = _dump(recorder.images(connection))
    turned = {"rows": inverse, "size": _size(inverse), "is_undone": not step.is_undone}
    session.execute(update(Step).where(col(Step.id) == step.id).values(turned))
    return images


def _without_first_library(session: Session, images: list[RowImage]) -> list[RowImage]:
    """Leave out a first library that was created along with something else, so that it stays.

    Otherwise the next write after an undo would create another one.
    """
    made = {image.id for image in images if image.table == "library" and image.columns is None}
    if not made or session.execute(select(func.count()).select_from(Library)).scalar() != 1:
        return images
    return [image for image in images if image.table != "library"] or images


def _set_aside(session: Session) -> None:
    undone = (col(Step.is_undone), ~col(Step.is_aside))
    session.execute(update(Step).where(*undone).values(is_aside=True))


def _forget_old(session: Session) -> None:
    """Delete steps beyond what the history keeps, the oldest first.

    Nothing is deleted in between, because undoing a step needs all later ones.
    """
    rows = session.execute(
        select(col(Step.id), col(Step.size), col(Step.is_aside)).order_by(col(Step.id).desc())
    )
    size = largest = standing = aside = 0
    gone: set[int] = set()
    for step_id, step_size, is_aside in rows:
        size, largest = size + step_size, max(largest, step_size)
        standing, aside = standing + (not is_aside), aside + is_aside
        is_full = standing > KEPT_STEPS or size - largest > KEPT_BYTES
        if is_full or (is_aside and aside > KEPT_ASIDE):
            gone.add(step_id)
    if gone:
        _forget(session, gone)


def forget(session: Session, before: datetime | None) -> int:
    """Delete all steps made before that time, or all for None; return their number.

    Undoing a step needs all later ones, so an older step made while the clock was wrong is deleted
    with those around it.
    """
    older = select(col(Step.id))
    if before is not None:
        newer = select(func.min(col(Step.id))).where(col(Step.created_at) >= before)
        older = older.where(col(Step.id) < func.coalesce(newer.scalar_subquery(), _NO_STEP))
    gone = set(session.execute(older).scalars())
    _forget(session, gone)
    return len(gone)


def _forget(session: Session, step_ids: set[int]) -> None:
    """Delete these steps, and the crops, vectors and previews of rows that only they remember."""
    which = col(Step.id).in_(step_ids)
    remembered = _remembered(session, which)
    session.execute(delete_rows(Step).where(which))
    for table, sweep in (("face", crops.sweep), ("asset", previews.sweep)):
        if ids := remembered[table]:
            sweep(session, ids - _still_remembered(session.connection(), table, ids))


def _remembered(session: Session, which: ColumnElement[bool]) -> dict[str, set[str]]:
    """Return the ids of rows that undoing the steps would insert, by table."""
    found = defaultdict[str, set[str]](set)
    for rows in session.execute(select(col(Step.rows)).where(which)).scalars():
        for image in _load(rows):
            if image.columns and "id" in image.columns:
                found[image.table].add(image.id)
    return found


def _still_remembered(connection: Connection, table: str, ids: Iterable[str]) -> set[str]:
    """Return those of the ids whose whole row some step still remembers."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT image.value ->> 1 FROM step, json_each(step.rows) image"
        # Only images of whole rows have the id among their columns: undo would insert those rows.
        " WHERE image.value ->> 0 = ? AND json_type(image.value, '$[2].id') IS NOT NULL"
        " AND image.value ->> 1 IN (SELECT value FROM json_each(?))",
        (table, json.dumps(list(ids))),
    )
    return set(found.scalars())


def _known(session: Session, step_id: int) -> HistoryStep:
    # The number may come from outside; SQLite has no larger ones.
    found = _listed(session, col(Step.id) == step_id) if 0 <= step_id < 2**63 else []
    if not found:
        raise NotFound(
            "There is no step {number} in the history.",
            "It may be too old to be kept. To list the steps, run `kinfolk history`.",
            number=str(step_id),
        )
    return found[0]


def _listed(
    session: Session,
    *which: ColumnElement[bool],
    oldest_first: bool = False,
    limit: int | None = None,
) -> list[HistoryStep]:
    """Return the steps that fulfil all of `which`, newest first unless said otherwise."""
    order = col(Step.id).asc() if oldest_first else col(Step.id).desc()
    query = select(*_SAID, *_SHOWN).where(*which).order_by(order).limit(limit)
    return [
        HistoryStep(step_id, Action.read(code, arguments), _origin(origin), *state)
        for code, arguments, origin, step_id, *state in session.execute(query)
    ]


def _origin(found: str) -> Origin | None:
    return Origin(found) if found in set(Origin) else None


def _images(session: Session, step_id: int) -> list[RowImage]:
    query: Any = select(col(Step.rows)).where(col(Step.id) == step_id)
    return _load(session.execute(query).scalar_one())


def _dump(images: list[RowImage]) -> str:
    rows = [[image.table, image.id, image.columns] for image in images]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _size(rows: str) -> int:
    return len(rows.encode())


def _load(rows: str) -> list[RowImage]:
    return [RowImage(*row) for row in json.loads(rows)]
