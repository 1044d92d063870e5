"""Photo searches that the user saved under a name."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlmodel import Session, col

from kinfolk.core import ids, names
from kinfolk.core.db.models import SavedSearch as Row
from kinfolk.core.db.rows import need, run
from kinfolk.core.photos import library
from kinfolk.core.photos.photo_filter import PhotoFilter, from_text, to_text
from kinfolk.errors import Conflict, Invalid


@dataclass(frozen=True)
class SearchInfo:
    """Hold a saved search; `wanted` is None if a newer Kinfolk saved conditions unknown here."""

    id: str
    library_id: str
    name: str
    wanted: PhotoFilter | None


def listed(session: Session) -> list[SearchInfo]:
    """Return all saved searches, by name."""
    found = [_search(row) for row in session.execute(select(Row)).scalars()]
    return sorted(found, key=lambda each: (names.order(each.name) or "", each.id))


def get(session: Session, search_id: str) -> SearchInfo:
    """Return the search; NotFound if there is none with that id."""
    return _search(need(session, Row, search_id))


def save(
    session: Session, wanted: PhotoFilter, *, name: str, library_id: str | None = None
) -> SearchInfo:
    """Save a search; Conflict if another one of the library has the name."""
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


def rename(session: Session, search_id: str, name: str) -> SearchInfo:
    """Rename a search; Conflict if another one of the library has the name."""
    row = need(session, Row, search_id)
    row.name = _free(session, row.library_id, name, besides=row.id)
    row.name_key = names.key(row.name)
    session.flush()
    return _search(row)


def remove(session: Session, search_id: str) -> None:
    """Delete a search; the photos stay."""
    run(session, delete(Row).where(col(Row.id) == need(session, Row, search_id).id))


def _free(session: Session, library_id: str, name: str, *, besides: str = "") -> str:
    """Return the cleaned name; Invalid if it is empty, Conflict if another search has it."""
    called = names.clean(name)
    if called is None:
        raise Invalid("name", "A search needs a name.")
    taken = select(col(Row.name)).where(
        col(Row.library_id) == library_id,
        col(Row.name_key) == names.key(called),
        col(Row.id) != besides,
    )
    if (other := session.execute(taken).scalar_one_or_none()) is not None:
        raise Conflict("There’s already a search named {name}.", "Choose another name.", name=other)
    return called


def _search(row: Row) -> SearchInfo:
    return SearchInfo(row.id, row.library_id, row.name, from_text(row.wanted))
