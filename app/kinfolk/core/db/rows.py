"""Small helpers for queries: one row by id, many ids at once, one page."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, UpdateBase, func, select
from sqlmodel import Session, SQLModel

from kinfolk.core.names import is_text
from kinfolk.errors import Invalid, NotFound

T = TypeVar("T")
R = TypeVar("R", bound=SQLModel)

MAX_PAGE = 200


@dataclass(frozen=True)
class ListPage(Generic[T]):
    """One page of a list; `has_more` says whether the cursor can go on."""

    data: list[T]
    has_more: bool


def cut(rows: Sequence[T], limit: int) -> ListPage[T]:
    """The page of a query that asked for one row more than `limit`."""
    return ListPage(list(rows[:limit]), len(rows) > limit)


def check_page(limit: int, ids: Iterable[str] | None) -> None:
    """The limits every list has."""
    if not 1 <= limit <= MAX_PAGE:
        raise Invalid("limit", "The limit is from 1 to {max_page}.", max_page=MAX_PAGE)
    if ids is not None and len(list(ids)) > MAX_PAGE:
        raise Invalid("ids", "At most {max_page} ids at once.", max_page=MAX_PAGE)


def find(session: Session, model: type[R], row_id: str) -> R | None:
    """The row of that id; text that is no Unicode is nobody's id."""
    return session.get(model, row_id) if is_text(row_id) else None


def need(session: Session, model: type[R], row_id: str) -> R:
    """The row of that id, or NotFound."""
    row = find(session, model, row_id)
    if row is None:
        kind = str(model.__tablename__).replace("_", " ")
        raise NotFound("There is no {kind} {row_id!r}.", kind=kind, row_id=row_id)
    return row


def among(column: Any, ids: Iterable[str | None]) -> ColumnElement[bool]:
    """`column IN ids` for any number of ids; null is never among them.

    They are one parameter, as JSON: SQLite allows some thousand parameters, and the statement stays
    the same for every number of ids.
    """
    each = func.json_each(json.dumps(list(ids))).table_valued("value")
    return column.in_(select(each.c.value))  # type: ignore[no-any-return]


def all_ids(session: Session, query: Select[Any]) -> list[str]:
    """What a query of one column finds, in its order.

    As one row of JSON: a row each, of ten thousands, lets another thread of Python have its turn
    after each, and waits for it.
    """
    (column,) = query.subquery().c
    found: list[str] = json.loads(
        session.execute(select(func.json_group_array(column))).scalar_one()
    )
    return found


def run(session: Session, statement: UpdateBase) -> None:
    """An UPDATE or DELETE of many rows; objects that were read before are read again."""
    session.execute(statement, execution_options={"synchronize_session": False})
    session.expire_all()
