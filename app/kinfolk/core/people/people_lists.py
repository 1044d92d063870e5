"""Lists of people: the API's pages, and the wall of cards in the window."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, assert_never

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import Appearance, Face, PhotoSummary
from kinfolk.core.db.models import Person as Row
from kinfolk.core.db.rows import ListPage, all_ids, among, check_page, cut, need
from kinfolk.core.names import fold
from kinfolk.core.people.people import Person, asset_count, cards
from kinfolk.core.photos import library, remembered_decisions
from kinfolk.errors import Invalid
from kinfolk.metadata.spelling import name_key_part


class NameFilter(StrEnum):
    """Name which people a list contains."""

    NAMED = "named"
    UNNAMED = "unnamed"
    ALL = "all"


class Sort(StrEnum):
    """Name the order of a list; equal people are sorted by id."""

    CREATED_DESC = "created_at_desc"
    CREATED_ASC = "created_at_asc"
    NAME_ASC = "name_asc"
    NAME_DESC = "name_desc"
    COUNT_DESC = "asset_count_desc"
    COUNT_ASC = "asset_count_asc"


# The order of people until the user chooses one; groups are always sorted by faces.
WALL_SORT: Final = Sort.COUNT_DESC


class Section(StrEnum):
    """Name a part of the wall; hidden people are only in HIDDEN or STRANGERS."""

    PEOPLE = "people"
    UNNAMED = "unnamed"
    FAVORITES = "favorites"
    HIDDEN = "hidden"
    STRANGERS = "strangers"  # hidden and without a name: the page Ignored


@dataclass(frozen=True)
class PeopleQuery:
    """Hold the list parameters of docs/api.md.

    By default, people with a name who are not hidden are listed, or everyone that `ids` names.
    """

    library_id: str | None = None
    limit: int = 20
    starting_after_id: str | None = None
    ids: Collection[str] | None = None
    name: str | None = None
    name_filter: NameFilter | None = None
    include_hidden: bool | None = None
    asset_id: str | None = None
    sort: Sort = Sort.CREATED_DESC


@dataclass(frozen=True)
class WallCounts:
    """Hold how many people each section of the wall has."""

    named: int
    unnamed: int
    favorites: int
    hidden: int
    strangers: int


Key = tuple[Any, bool]  # what to sort by, and whether descending

# Never NULL, because `_after` compares with it, and a comparison with NULL leaves rows out of every
# page.
_NAME = func.coalesce(func.name_order(col(Row.name)), "")
_IS_UNNAMED = col(Row.name).is_(None)
_HAS_NAME = col(Row.name).is_not(None)
# Groups are on no page if all their faces were in folders that were removed.
_IS_THERE = _HAS_NAME | ~remembered_decisions.is_out_of_sight(Row)
_IS_VISIBLE = ~col(Row.is_hidden)


def page(session: Session, query: PeopleQuery) -> ListPage[Person]:
    """Return one page of people; Invalid if unnamed people are to be sorted by name."""
    check_page(query.limit, query.ids)
    is_by_name = query.sort in (Sort.NAME_ASC, Sort.NAME_DESC)
    if is_by_name and query.name_filter == NameFilter.UNNAMED:
        raise Invalid("sort", "Unnamed people can’t be sorted by name.")
    library_id = library.known_or_none(session, query.library_id)
    keys = _keys(query.sort)
    statement = select(col(Row.id)).where(col(Row.library_id) == library_id, *_filters(query))
    if query.starting_after_id is not None:
        statement = statement.where(_after(session, keys, query.starting_after_id))
    # One more than was asked for tells whether there is a next page.
    statement = statement.order_by(*_order(keys)).limit(query.limit + 1)
    ids = cut(session.execute(statement).scalars().all(), query.limit)
    found = cards(session, ids.data)
    return ListPage([found[person_id] for person_id in ids.data], ids.has_more)


def wall(
    session: Session,
    library_id: str | None = None,
    *,
    section: Section = Section.PEOPLE,
    text: str = "",
    sort: Sort = WALL_SORT,
) -> list[str]:
    """Return the ids of a section of the wall in order.

    People are sorted by `sort`, favourites first; groups without a name by their number of faces.

    `text` is searched in names without case and accents; names that begin with it come first, then
    those in which a word does (`names.rank`).
    """
    query = select(col(Row.id)).where(_in_section(section))
    if library_id is not None:
        query = query.where(col(Row.library_id) == library_id)
    if text.strip():
        query = query.where(func.instr(func.name_order(col(Row.name)), fold(text.strip())))
        query = query.order_by(func.name_rank(col(Row.name), text))
    if section is Section.UNNAMED:  # ignored groups are ordered by `strangers.listing`
        # Groups are sorted by faces, because their cards show that number; people by photos.
        theirs = select(func.count()).where(col(Face.person_id) == col(Row.id))
        size = theirs.correlate(Row).scalar_subquery()
        query = query.order_by(size.desc(), col(Row.id))
    else:
        query = query.order_by(col(Row.is_favorite).desc(), *_order(_keys(sort)))
    return all_ids(session, query)


def counts(session: Session, library_id: str | None = None) -> WallCounts:
    """Count the people of each section, in one library or in all."""
    sections = (
        Section.PEOPLE,
        Section.UNNAMED,
        Section.FAVORITES,
        Section.HIDDEN,
        Section.STRANGERS,
    )
    query = select(*(func.count().filter(_in_section(section)) for section in sections))
    if library_id is not None:
        query = query.where(col(Row.library_id) == library_id)
    return WallCounts(*session.execute(query.select_from(Row)).one())


def names(session: Session, library_id: str | None = None) -> list[tuple[str, str]]:
    """Return (id, name) of everyone with a name, hidden people too, by name."""
    query = select(col(Row.id), col(Row.name)).where(_HAS_NAME).order_by(_NAME, col(Row.id))
    if library_id is not None:
        query = query.where(col(Row.library_id) == library_id)
    return [(person_id, name or "") for person_id, name in session.execute(query)]


def _in_section(section: Section) -> sa.ColumnElement[bool]:
    """Return SQL: the person stands in that section of the wall."""
    conditions = {
        Section.PEOPLE: _IS_VISIBLE & _HAS_NAME,
        Section.UNNAMED: _IS_VISIBLE & _IS_UNNAMED,
        Section.FAVORITES: _IS_VISIBLE & col(Row.is_favorite),
        Section.HIDDEN: col(Row.is_hidden) & _HAS_NAME,
        Section.STRANGERS: col(Row.is_hidden) & _IS_UNNAMED,
    }
    return conditions[section] & _IS_THERE


def _filters(query: PeopleQuery) -> list[sa.ColumnElement[bool]]:
    filters: list[sa.ColumnElement[bool]] = []
    if query.ids is not None:
        filters.append(among(col(Row.id), query.ids))
    # Whoever asks for certain ids gets those people, also hidden ones, unnamed ones and ones
    # without faces.
    is_lookup = query.ids is not None
    if not is_lookup:
        filters.append(_IS_THERE)
    name_filter = query.name_filter or (NameFilter.ALL if is_lookup else NameFilter.NAMED)
    if name_filter != NameFilter.ALL:
        filters.append(_HAS_NAME if name_filter == NameFilter.NAMED else _IS_UNNAMED)
    if not (is_lookup if query.include_hidden is None else query.include_hidden):
        filters.append(_IS_VISIBLE)
    if query.name:
        part = name_key_part(query.name)
        filters.append(func.instr(col(Row.name_key), part) > 0)
    if query.asset_id is not None:
        photo = select(col(PhotoSummary.n)).where(col(PhotoSummary.asset_id) == query.asset_id)
        is_there = sa.exists().where(
            col(Appearance.person_id) == col(Row.id),
            col(Appearance.photo) == photo.scalar_subquery(),
        )
        filters.append(is_there)
    return filters


def _keys(sort: Sort) -> list[Key]:
    """Return what to sort by; the id comes last, so that no two people are equal."""
    descends = sort.endswith("_desc")
    by_id: Key = (col(Row.id), False)
    if sort in (Sort.NAME_ASC, Sort.NAME_DESC):
        return [(sa.case((_IS_UNNAMED, 1), else_=0), False), (_NAME, descends), by_id]
    if sort in (Sort.COUNT_ASC, Sort.COUNT_DESC):
        return [(asset_count(), descends), by_id]
    if sort in (Sort.CREATED_ASC, Sort.CREATED_DESC):
        return [(col(Row.created_at), descends), by_id]
    assert_never(sort)


def _order(keys: Sequence[Key]) -> list[Any]:
    return [key.desc() if descends else key.asc() for key, descends in keys]


def _after(session: Session, keys: Sequence[Key], cursor: str) -> sa.ColumnElement[bool]:
    """Return SQL: the person sorts after the one with the id `cursor`."""
    need(session, Row, cursor)
    here = select(*(key for key, _ in keys)).where(col(Row.id) == cursor)
    values = session.execute(here).one()
    # a > x, or a = x and b > y, and so on: comparing rows of values in SQL has one direction for
    # all.
    alternatives = []
    for depth, ((key, descends), value) in enumerate(zip(keys, values, strict=True)):
        equal = [known == at for (known, _), at in zip(keys[:depth], values[:depth], strict=True)]
        alternatives.append(sa.and_(*equal, key < value if descends else key > value))
    return sa.or_(*alternatives)
