"""Photos that a filter asks for: how many there are, which, and in what order.

Two ways lead to them: to look at those that come into question (`_starts`) and sort what is found,
or to walk all in their order until the page is full. Which is shorter depends on how many come
into question; what is found does not.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core import visibility
from kinfolk.core.db.models import WHEN_TAKEN, AssetState, Face, Person, Place
from kinfolk.core.db.models import Asset as Row
from kinfolk.core.db.rows import among, find, need
from kinfolk.core.photo_filter import Age, PhotoFilter

Condition = sa.ColumnElement[bool]

# Up to so many photos are looked at one by one; of more a page is found sooner by walking, and in
# the end all of them, too. (400,000 photos: `bench photo_search`.)
MANY_FOR_A_PAGE, MANY = 10_000, 100_000


_MONTH: Final = func.substr(sa.cast(WHEN_TAKEN, sa.String), 1, 7)


class PhotoSort(StrEnum):
    """By what photos are sorted; ties break by id."""

    DATE = "date"  # when they were taken, or else found
    NAME = "name"  # of the file
    FOLDER = "folder"  # by path


class Order(StrEnum):
    """Up, or down: the newest first."""

    UP = "asc"
    DOWN = "desc"


class Month(NamedTuple):
    """How many photos there are of a month."""

    year: int
    month: int
    photos: int


class Listed(NamedTuple):
    """A photo as a page of all of them holds it."""

    id: str
    month: str  # 2019-06
    folder: str  # that the photo lies in
    width: int  # displayed pixels, 0 while nobody knows
    height: int


def count(session: Session, wanted: PhotoFilter, library_id: str | None) -> int:
    """How many photos there are."""
    found = _matching(session, wanted, library_id, func.count(), most=MANY)
    number: int = session.execute(found).scalar_one()
    return number


def ids(
    session: Session,
    wanted: PhotoFilter,
    library_id: str | None,
    *,
    sort: PhotoSort = PhotoSort.DATE,
    order: Order = Order.DOWN,
) -> list[str]:
    """All of them, in order; by date `months` says where each month begins."""
    in_order = _has_index(sort)
    found = _matching(session, wanted, library_id, col(Row.id), most=MANY, in_order=in_order)
    return list(session.execute(found.order_by(*_by(sort, order))).scalars())


def listing(
    session: Session,
    wanted: PhotoFilter,
    library_id: str | None,
    *,
    sort: PhotoSort = PhotoSort.DATE,
    order: Order = Order.DOWN,
) -> list[Listed]:
    """All of them, in order, with what it takes to lay them out; of null: of every library.

    By folder those of one folder stand together, whatever lies in the folders inside it.
    """
    columns = (col(Row.id), _MONTH, col(Row.path), col(Row.width), col(Row.height))
    found = _matching(session, wanted, library_id, *columns, most=MANY, in_order=_has_index(sort))
    rows = session.execute(found.order_by(*_by(sort, order)))
    listed = [
        Listed(photo_id, sys.intern(month), sys.intern(path.rpartition(os.sep)[0]), width, height)
        for photo_id, month, path, width, height in rows
    ]
    if sort is PhotoSort.FOLDER:
        listed.sort(key=attrgetter("folder"), reverse=order is Order.DOWN)
    return listed


def months(session: Session, wanted: PhotoFilter, library_id: str | None) -> list[Month]:
    """How many there are of each month that has any, the newest first."""
    month = _MONTH.label("month")
    found = _matching(session, wanted, library_id, month, func.count(), most=MANY)
    rows = session.execute(found.group_by(month).order_by(month.desc()))
    return [Month(int(text[:4]), int(text[5:]), number) for text, number in rows]


def page_select(
    session: Session,
    wanted: PhotoFilter,
    library_id: str | None,
    *,
    sort: PhotoSort,
    order: Order,
    after: str | None = None,
) -> sa.Select[Any]:
    """The statement of a page: rows in their order, behind that photo."""
    in_order = _has_index(sort)
    most = MANY_FOR_A_PAGE if in_order else MANY
    statement = _matching(session, wanted, library_id, Row, most=most, in_order=in_order)
    if after is not None:
        statement = statement.where(_behind(session, sort, order, after))
    return statement.order_by(*_by(sort, order))


def _matching(
    session: Session,
    wanted: PhotoFilter,
    library_id: str | None,
    *columns: Any,
    most: int,
    in_order: bool = False,
) -> sa.Select[Any]:
    """These columns of what is found; more than `most` photos are not looked at one by one.

    `in_order`: there is an index in the order of what is found.
    """
    start = _shortest(session, _starts(wanted, library_id), most)
    has_time = wanted.taken_from is not None or wanted.taken_before is not None
    library: Any = col(Row.library_id)
    if start is not None or not (in_order or has_time):
        # As an expression: else SQLite takes any index of the library's photos. In most of them
        # neighbours lie far apart: to walk so takes twenty times as long as from photo to photo.
        library = func.coalesce(library, "")
    found = select(*columns).where(col(Row.state) != AssetState.MISSING)
    if library_id is not None:
        found = found.where(library == library_id)
    found = found.where(*_conditions(session, wanted))
    return found if start is None else found.where(col(Row.id).in_(start))


def _starts(wanted: PhotoFilter, library_id: str | None) -> Iterator[sa.Select[Any]]:
    """Ids of photos beside which none comes into question; each for another reason."""
    photo = select(col(Face.asset_id))
    for person_id in (*wanted.all_of, *(age.person_id for age in wanted.ages)):
        yield photo.where(col(Face.person_id) == person_id)
    if wanted.any_of:
        yield photo.where(among(col(Face.person_id), wanted.any_of))
    if wanted.folder is not None:
        first = select(col(Row.id)).where(
            col(Row.library_id) == library_id, _lies_in(col(Row.path), wanted.folder)
        )
        further = select(col(Place.asset_id)).where(
            col(Place.library_id) == library_id, _lies_in(col(Place.path), wanted.folder)
        )
        both = first.union_all(further).subquery()
        yield select(both.c[0])


def _shortest(
    session: Session, starts: Iterator[sa.Select[Any]], most: int
) -> sa.Select[Any] | None:
    """The one with the fewest photos; null where each has more than `most`, or there is none."""
    sized = [(_size(session, start, most), start) for start in starts]
    size, start = min(sized, key=itemgetter(0), default=(0, None))
    return start if size <= most else None


def _size(session: Session, start: sa.Select[Any], most: int) -> int:
    bounded = start.limit(most + 1).subquery()
    size: int = session.execute(select(func.count()).select_from(bounded)).scalar_one()
    return size


def _conditions(session: Session, wanted: PhotoFilter) -> Iterator[Condition]:
    """SQL: what has to hold of a photo, the cheapest first."""
    if wanted.taken_from is not None:
        yield wanted.taken_from <= WHEN_TAKEN
    if wanted.taken_before is not None:
        yield wanted.taken_before > WHEN_TAKEN
    if wanted.folder is not None:
        copies = sa.exists().where(
            col(Place.asset_id) == col(Row.id), _lies_in(col(Place.path), wanted.folder)
        )
        yield _lies_in(col(Row.path), wanted.folder) | copies
    for age in wanted.ages:
        yield _is_of_age(session, age)
    # One by one: SQLite finds a face by its person and photo, but not by one of several people.
    yield from _each_shown(wanted.all_of)
    if wanted.any_of:
        yield sa.or_(*_each_shown(wanted.any_of))
    yield from (~shown for shown in _each_shown(wanted.none_of))
    if wanted.has_unknown:
        yield _shows(_is_unknown())
    yield from _numbers(wanted)


def _numbers(wanted: PhotoFilter) -> Iterator[Condition]:
    """SQL: how many people a photo shows, and whether they are those asked for alone."""
    least, most = wanted.min_people, wanted.max_people
    if wanted.is_alone and wanted.asked_for:
        yield ~_shows(~among(_WHO, wanted.asked_for))
    elif wanted.is_alone:
        least, most = max(least, 1), 1 if most is None else min(most, 1)
    if most is not None:
        # Of a photo that nobody could read it is not known how few they are.
        yield col(Row.state) == AssetState.DONE
    if (least, most) == (0, 0):
        yield ~_shows()
    elif (least, most) == (1, None):
        yield _shows()
    elif (least, most) != (0, None):
        seen = select(func.count(_WHO.distinct())).where(_is_in_photo())
        number = seen.correlate(Row).scalar_subquery()
        yield number >= least if most is None else number.between(least, most)


# Whoever a face is of; a face of nobody is somebody else's each time.
_WHO: Final = func.coalesce(col(Face.person_id), col(Face.id))


def _is_in_photo() -> Condition:
    return (col(Face.asset_id) == col(Row.id)) & visibility.is_shown()


def _shows(*which: Condition) -> Condition:
    """SQL: the photo shows a face now of which that holds."""
    return select(sa.literal(1)).where(_is_in_photo(), *which).correlate(Row).exists()


def _each_shown(person_ids: Iterable[str]) -> Iterator[Condition]:
    """SQL, for each of them: the photo shows them."""
    return (_shows(col(Face.person_id) == person_id) for person_id in dict.fromkeys(person_ids))


def _is_unknown() -> Condition:
    """SQL: the face is nobody's, or of a group without a name that nobody has ignored."""
    group = sa.exists().where(
        col(Person.id) == col(Face.person_id), col(Person.name).is_(None), ~col(Person.is_hidden)
    )
    return col(Face.person_id).is_(None) | group


def _is_of_age(session: Session, age: Age) -> Condition:
    """SQL: the photo shows them, at that age; of whom no birth is known there is none."""
    person = find(session, Person, age.person_id)
    if person is None or person.born is None:
        return sa.false()
    first, last = age.taken(person.born)
    # The moment a photo was found says nothing of an age.
    dated = (col(Row.taken_at).is_not(None), first <= WHEN_TAKEN)
    before = () if last is None else (last > WHEN_TAKEN,)
    return sa.and_(*dated, *before, _shows(col(Face.person_id) == age.person_id))


def _lies_in(path: Any, folder: Path) -> Condition:
    """SQL: the path is below the folder."""
    inside = os.path.join(folder, "")  # with one separator at its end, the root's, too
    behind = inside[:-1] + chr(ord(inside[-1]) + 1)
    return sa.and_(path > inside, path < behind)


def _key(sort: PhotoSort) -> Any:
    if sort is PhotoSort.DATE:
        return WHEN_TAKEN
    path = col(Row.path)
    return path if sort is PhotoSort.FOLDER else func.file_name(path).collate("NOCASE")


def _has_index(sort: PhotoSort) -> bool:
    return sort is not PhotoSort.NAME


def _by(sort: PhotoSort, order: Order) -> list[Any]:
    keys = [_key(sort), col(Row.id)]
    return keys if order is Order.UP else [key.desc() for key in keys]


def _behind(session: Session, sort: PhotoSort, order: Order, cursor: str) -> Condition:
    """SQL: everything that sorts behind the photo under the cursor."""
    key = _key(sort)
    row = need(session, Row, cursor)
    at = session.execute(select(key).where(col(Row.id) == row.id)).scalar_one()
    # Spelled out: SQLite does not seek in an index on an expression by comparing a row of values.
    if order is Order.UP:
        return sa.and_(key >= at, sa.or_(key > at, col(Row.id) > row.id))
    return sa.and_(key <= at, sa.or_(key < at, col(Row.id) < row.id))
