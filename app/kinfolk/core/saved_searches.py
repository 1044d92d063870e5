"""Searches over photos that have a name: kept, called otherwise, deleted."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlmodel import Session, col

from kinfolk.core import ids, library, names
from kinfolk.core.db.models import SavedSearch as Row
from kinfolk.core.db.rows import need, run
from kinfolk.core.photo_filter import PhotoFilter, from_text, to_text
from kinfolk.errors import Conflict, Invalid


@dataclass(frozen=True)
class SavedSearch:
    """A search with a name; `wanted` is null where a newer Kinfolk asks for more than this one."""

    id: str
    library_id: str
    name: str
    wanted: PhotoFilter | None


def listed(session: Session) -> list[SavedSearch]:
    """By name."""
    found = [_search(row) for row in session.execute(select(Row)).scalars()]
    return sorted(found, key=lambda each: (names.order(each.name) or "", each.id))


def get(session: Session, search_id: str) -> SavedSearch:
    return _search(need(session, Row, search_id))


def save(
    session: Session, wanted: PhotoFilter, *, name: str, library_id: str | None = None
) -> SavedSearch:
    """Keep it under a name that no other search of the library has."""
    library_id = library.resolve(session, library_id)
    called = _free(session, library_id, name)
    row = Row(
        id=ids.new("search"),
        library_id=library_id,
        name=called,
        name_key=names.key(called),
        wanted=to_text(wanted),
    )
    session.add(row)
    session.flush()
    return _search(row)


def rename(session: Session, search_id: str, name: str) -> SavedSearch:
    """Call it otherwise."""
    row = need(session, Row, search_id)
    row.name = _free(session, row.library_id, name, besides=row.id)
    row.name_key = names.key(row.name)
    session.flush()
    return _search(row)


def remove(session: Session, search_id: str) -> None:
    """The photos stay."""
    run(session, delete(Row).where(col(Row.id) == need(session, Row, search_id).id))


def _free(session: Session, library_id: str, name: str, *, besides: str = "") -> str:
    """The name as it is kept; Conflict where another search has it."""
    called = names.clean(name)
    if called is None:
        raise Invalid("name", "A search needs a name.")
    taken = select(col(Row.name)).where(
        col(Row.library_id) == library_id,
        col(Row.name_key) == names.key(called),
        col(Row.id) != besides,
    )
    if (other := session.execute(taken).scalar_one_or_none()) is not None:
        raise Conflict(
            "There is a search called {name} already.", "Choose another name.", name=other
        )
    return called


def _search(row: Row) -> SavedSearch:
    return SavedSearch(row.id, row.library_id, row.name, from_text(row.wanted))
