"""Helpers for queries: one row by id, many ids at once, one page."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, String, UpdateBase, bindparam, func, select, text
from sqlmodel import Session, SQLModel

from kinfolk.core.names import is_text
from kinfolk.errors import Invalid, NotFound

T = TypeVar("T")
R = TypeVar("R", bound=SQLModel)

MAX_PAGE = 200  # rows or ids in one request
_EACH = text("SELECT value FROM json_each(:ids)")  # as text it is built four times as fast


@dataclass(frozen=True)
class ListPage(Generic[T]):
    """Hold one page of a list; `has_more` tells whether there is a next page."""

    data: list[T]
    has_more: bool


def cut(rows: Sequence[T], limit: int) -> ListPage[T]:
    """Return the page of a query that asked for one row more than `limit`."""
    return ListPage(list(rows[:limit]), len(rows) > limit)


def check_page(limit: int, ids: Iterable[str] | None) -> None:
    """Raise Invalid if the limit or the number of ids exceeds what every list allows."""
    if not 1 <= limit <= MAX_PAGE:
        raise Invalid("limit", "The limit is from 1 to {max_page}.", max_page=MAX_PAGE)
    if ids is not None and len(list(ids)) > MAX_PAGE:
        raise Invalid("ids", "At most {max_page} ids at once.", max_page=MAX_PAGE)


def find(session: Session, model: type[R], row_id: str) -> R | None:
    """Return the row with that id, or None; text that can't be encoded is no one's id."""
    return session.get(model, row_id) if is_text(row_id) else None


def need(session: Session, model: type[R], row_id: str) -> R:
    """Return the row with that id; NotFound if there is none."""
    row = find(session, model, row_id)
    if row is None:
        kind = str(model.__tablename__).replace("_", " ")
        raise NotFound("There is no {kind} {row_id!r}.", kind=kind, row_id=row_id)
    return row


def among(column: Any, ids: Iterable[str | None]) -> ColumnElement[bool]:
    """Return SQL `column IN ids` for any number of ids; NULL is never among them.

    All ids are one parameter, as JSON: SQLite allows some thousand parameters, and the statement
    stays the same for every number of ids.
    """
    given = bindparam("ids", json.dumps(list(ids)), String, unique=True)
    return column.in_(_EACH.bindparams(given))  # type: ignore[no-any-return]


def all_ids(session: Session, query: Select[Any]) -> list[str]:
    """Return what a query of one column finds, in its order.

    SQLite returns it as one row of JSON: with tens of thousands of rows, Python would let another
    thread run after each one and wait for it.
    """
    (column,) = query.subquery().c
    found: list[str] = json.loads(
        session.execute(select(func.json_group_array(column))).scalar_one()
    )
    return found


def run(session: Session, statement: UpdateBase) -> None:
    """Execute an UPDATE or DELETE of many rows; objects in the session are then read again."""
    session.execute(statement, execution_options={"synchronize_session": False})
    session.expire_all()
