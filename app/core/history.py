"""The history: labelled writes as steps that can be taken back and done again."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlmodel import Session, col

from app.core import crops
from app.core.models import Step
from app.core.recorder import Recorder, RowImage
from app.core.replay import replay
from app.errors import AppError

KEPT_STEPS = 500


@dataclass(frozen=True)
class HistoryStep:
    """One entry of the history."""

    id: int
    label: str
    is_undone: bool
    created_at: datetime


def steps(session: Session, limit: int = 50) -> list[HistoryStep]:
    """The latest steps, newest first, undone ones included."""
    query = select(col(Step.id), col(Step.label), col(Step.is_undone), col(Step.created_at))
    rows = session.execute(query.order_by(col(Step.id).desc()).limit(limit))
    return [HistoryStep(*row) for row in rows]


def undo_label(session: Session) -> str | None:
    """What undo would take back."""
    return session.execute(_next_undo(col(Step.label))).scalar()


def redo_label(session: Session) -> str | None:
    """What redo would do again."""
    return session.execute(_next_redo(col(Step.label))).scalar()


def record(session: Session, label: str, recorder: Recorder) -> None:
    """Keep what this transaction did as the newest step; what was undone is forgotten."""
    images = recorder.images(session.connection())
    if not images:
        return
    _forget(session, col(Step.is_undone).is_(True))
    session.add(Step(label=label, rows=_dump(images)))
    session.flush()
    newest = select(func.max(col(Step.id))).scalar_subquery()
    _forget(session, col(Step.id) <= newest - KEPT_STEPS)


def undo(session: Session, recorder: Recorder) -> str:
    """Take the newest step back; its label."""
    step = session.execute(_next_undo(Step)).scalar()
    if step is None:
        raise AppError("Nothing to undo.")
    return _turn(session, step, recorder)


def redo(session: Session, recorder: Recorder) -> str:
    """Do the step again that was undone last; its label."""
    step = session.execute(_next_redo(Step)).scalar()
    if step is None:
        raise AppError("Nothing to redo.")
    return _turn(session, step, recorder)


def _forget(session: Session, which: ColumnElement[bool]) -> None:
    """Nobody can go back to these steps any more, nor to the faces that only they remember."""
    steps = [_load(rows) for rows in session.execute(select(col(Step.rows)).where(which)).scalars()]
    faces = {
        image.id
        for images in steps
        for image in images
        if image.table == "face" and image.columns and "id" in image.columns
    }
    session.execute(delete(Step).where(which))
    if faces:
        crops.sweep(session, faces)


def _turn(session: Session, step: Step, recorder: Recorder) -> str:
    """Replay the step; what that changed, taken back, is the step from then on."""
    connection = session.connection()
    replay(connection, _load(step.rows), since=step.created_at)
    inverse = _dump(recorder.images(connection))
    turned = {"rows": inverse, "is_undone": not step.is_undone}
    session.execute(update(Step).where(col(Step.id) == step.id).values(turned))
    return step.label


def _next_undo(what: Any) -> Select[Any]:
    return select(what).where(~col(Step.is_undone)).order_by(col(Step.id).desc()).limit(1)


def _next_redo(what: Any) -> Select[Any]:
    return select(what).where(col(Step.is_undone)).order_by(col(Step.id)).limit(1)


def _dump(images: list[RowImage]) -> str:
    rows = [[image.table, image.id, image.columns] for image in images]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _load(rows: str) -> list[RowImage]:
    return [RowImage(*row) for row in json.loads(rows)]
