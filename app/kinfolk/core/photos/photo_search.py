"""Find the photos that fulfil a filter: how many, which, and in what order.

Triggers keep a summary of each photo (`PhotoSummary`), of which the people are asked. There are two
ways to the photos: take the condition that leaves the fewest photos (`_starts`), look at their
summaries and sort; or walk all photos in their order until the page is full.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy import func, select
from sqlmodel import Session, col

from kinfolk.core.db.models import WHEN_TAKEN, Appearance, AssetState, Person, PhotoSummary, Place
from kinfolk.core.db.models import Asset as Row
from kinfolk.core.db.rows import among, find, need
from kinfolk.core.faces import portraits
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.metadata.capture_date import ABOUT_YEARS, TakenPrecision

Condition = sa.ColumnElement[bool]

# Up to this many photos are looked at one by one; more are found sooner by walking, for a page and
# for all. (Measured with 400,000 photos: `bench photo_search`.)
MANY_FOR_A_PAGE, MANY = 10_000, 100_000

# The longest time between the first and the last moment of a photo: that of "about 1975".
_LONGEST: Final = timedelta(days=366 * (2 * ABOUT_YEARS + 1))
_DAY: Final = timedelta(days=1)

_IS_OF_YEAR: Final = col(Row.taken_precision).in_((TakenPrecision.YEAR, TakenPrecision.ABOUT))
_TAKEN_IN: Final = func.coalesce(
    func.substr(sa.cast(col(Row.taken_at), sa.String), 1, sa.case((_IS_OF_YEAR, 4), else_=7)), ""
)


class PhotoSort(StrEnum):
    """Name what photos are sorted by; equal ones are sorted by id."""

    DATE = "date"  # when they were taken, else when they were found
    NAME = "name"  # the file's name
    FOLDER = "folder"  # the path


class Order(StrEnum):
    """Name the direction; by date, DOWN puts the newest first."""

    UP = "asc"
    DOWN = "desc"


class FoundPhoto(NamedTuple):
    """Hold what the window needs to lay out a photo among all others."""

    id: str
    month: str  # 2019-06, or 2019 if no month is known, "" without a date
    folder: str  # the folder of its file
    width: int  # displayed pixels, 0 as long as unknown
    height: int


class Companion(NamedTuple):
    """Hold a person with a name, and how many of the photos they are in."""

    person_id: str
    name: str
    face_id: str | None  # their portrait
    photos: int


def count(session: Session, wanted: PhotoFilter, library_id: str | None) -> int:
    """Return how many photos fulfil the filter."""
    start = _shortest(session, _starts(wanted, library_id), MANY)
    if start is not None or not wanted.none_of:
        return _count(session, wanted, library_id, start)
    # Count with everyone, and subtract the photos of the people left out: few, as a rule.
    with_anybody = replace(wanted, none_of=())
    left_out = Start(_N, _photos_of(wanted.none_of))
    everywhere = _count(session, with_anybody, library_id, None)
    return everywhere - _count(session, with_anybody, library_id, left_out)


def ids(
    session: Session,
    wanted: PhotoFilter,
    library_id: str | None,
    *,
    sort: PhotoSort = PhotoSort.DATE,
    order: Order = Order.DOWN,
) -> list[str]:
    """Return the ids of all photos that fulfil the filter, in order."""
    found = _photos(session, wanted, library_id, col(Row.id), sort=sort, most=MANY)
    return list(session.execute(found.order_by(*_by(sort, order))).scalars())


def listing(
    session: Session,
    wanted: PhotoFilter,
    library_id: str | None,
    *,
    sort: PhotoSort = PhotoSort.DATE,
    order: Order = Order.DOWN,
) -> list[FoundPhoto]:
    """Return all photos that fulfil the filter, in order; None stands for every library.

    By folder, photos of one folder stand together, whatever lies in its subfolders. By date, those
    of a month stand together, and photos without a date come last.
    """
    columns = (col(Row.id), _TAKEN_IN, col(Row.path), col(Row.width), col(Row.height))
    found = _photos(session, wanted, library_id, *columns, sort=sort, most=MANY)
    rows = session.execute(found.order_by(*_by(sort, order)))
    listed = [
        FoundPhoto(
            photo_id, sys.intern(month), sys.intern(path.rpartition(os.sep)[0]), width, height
        )
        for photo_id, month, path, width, height in rows
    ]
    if sort is PhotoSort.FOLDER:
        listed.sort(key=attrgetter("folder"), reverse=order is Order.DOWN)
    elif sort is PhotoSort.DATE:
        # They are nearly sorted already, except for photos without a date, which SQL sorts by when
        # they were found.
        is_down = order is Order.DOWN
        last = "" if is_down else "~"
        listed.sort(key=lambda photo: photo.month or last, reverse=is_down)
    return listed


def span(session: Session, wanted: PhotoFilter, library_id: str | None) -> tuple[date, date] | None:
    """Return the days of the first and the last photo found; None if none of them has a date."""
    at = col(Row.taken_at)
    ends = func.min(at), func.max(at)
    found = _photos(session, wanted, library_id, *ends, sort=PhotoSort.DATE, most=MANY)
    first, last = session.execute(found).one()
    return (first.date(), last.date()) if first is not None else None


def company(session: Session, wanted: PhotoFilter, library_id: str | None) -> list[Companion]:
    """Return who is in the photos found, most photos first, without hidden and unnamed people."""
    start = _shortest(session, _starts(wanted, library_id), MANY)
    photos = _summaries(session, wanted, library_id, start, _N)
    number = func.count().label("photos")
    seen = (
        select(col(Appearance.person_id), number)
        .where(col(Appearance.photo).in_(photos))
        .group_by(col(Appearance.person_id))
        .subquery()
    )
    query = (
        select(col(Person.id), col(Person.name), portraits.portrait(), seen.c.photos)
        .join(seen, seen.c.person_id == col(Person.id))
        .where(col(Person.name).is_not(None), ~col(Person.is_hidden))
        .order_by(seen.c.photos.desc(), col(Person.name_key))
    )
    return [Companion(*row) for row in session.execute(query)]


def page_select(
    session: Session,
    wanted: PhotoFilter,
    library_id: str | None,
    *,
    sort: PhotoSort,
    order: Order,
    after: str | None = None,
) -> sa.Select[Any]:
    """Return the query of a page: rows in order, after the photo `after`."""
    # Sorted by folder, photos of a time are scattered, so walking would not find a page sooner.
    is_walked = sort is PhotoSort.DATE or (sort is PhotoSort.FOLDER and not wanted.has_time)
    most = MANY_FOR_A_PAGE if is_walked else MANY
    statement = _photos(session, wanted, library_id, Row, sort=sort, most=most)
    if after is not None:
        statement = statement.where(_behind(session, sort, order, after))
    return statement.order_by(*_by(sort, order))


class Facts(NamedTuple):
    """Hold the columns that a photo and its summary have in common."""

    library_id: Any
    state: Any


class Start(NamedTuple):
    """Hold a query of photos outside of which none can fulfil the filter.

    `column` is the column of the summary that its result is compared with.
    """

    column: Any
    photos: sa.Select[Any]


_PHOTO: Final = Facts(col(Row.library_id), col(Row.state))
_SUMMARY: Final = Facts(col(PhotoSummary.library_id), col(PhotoSummary.state))
_N: Final = col(PhotoSummary.n)


def _photos(
    session: Session,
    wanted: PhotoFilter,
    library_id: str | None,
    *columns: Any,
    sort: PhotoSort,
    most: int,
) -> sa.Select[Any]:
    """Return a query of these columns of the photos found.

    If more than `most` photos come into question, they are not looked at one by one.
    """
    start = _shortest(session, _starts(wanted, library_id), most)
    asked = [*_people(wanted), *_ages(session, wanted)]
    has_index = sort is not PhotoSort.NAME
    if start is None and (has_index or not (asked or wanted.has_time)):
        found = select(*columns).where(*_facts(_PHOTO, wanted, library_id))
        if wanted.has_time:  # cheaper than asking who is in it
            found = found.where(_is_of_time(wanted))
            if sort is PhotoSort.DATE:
                found = found.where(*_sorted_between(session, wanted))
        if asked:
            found = found.where(_has_summary(asked))
    else:
        summaries = _summaries(session, wanted, library_id, start, col(PhotoSummary.asset_id))
        found = select(*columns).where(col(Row.id).in_(summaries.correlate(None)))
    return found.where(*_in_folder(wanted))


def _count(
    session: Session, wanted: PhotoFilter, library_id: str | None, start: Start | None
) -> int:
    """Count the photos found, looking only at those of `start` if there is one."""
    found = _summaries(session, wanted, library_id, start, func.count())
    number: int = session.execute(found).scalar_one()
    return number


def _summaries(
    session: Session,
    wanted: PhotoFilter,
    library_id: str | None,
    start: Start | None,
    *columns: Any,
) -> sa.Select[Any]:
    """Return a query of these columns of the summaries of the photos found."""
    found = select(*columns).select_from(PhotoSummary)
    found = found.where(
        *_facts(_SUMMARY, wanted, library_id),
        *_people(wanted, is_scan=start is None and not wanted.has_time),
    )
    times = _may_be_of(wanted.taken_from, wanted.taken_before)
    found = found.where(*times, *_ages(session, wanted))
    if start is not None:
        found = found.where(start.column.in_(start.photos))
    if conditions := list(_in_folder(wanted)):
        found = found.join(Row, col(Row.id) == col(PhotoSummary.asset_id)).where(*conditions)
    return found


def _starts(wanted: PhotoFilter, library_id: str | None) -> Iterator[Start]:
    """Yield a start for each condition of the filter that an index can answer."""
    for person_id in (*wanted.all_of, *(age.person_id for age in wanted.ages)):
        yield Start(_N, _photos_of([person_id]))
    if wanted.any_of:
        yield Start(_N, _photos_of(wanted.any_of))
    if between := list(_may_be_of(wanted.taken_from, wanted.taken_before)):
        parts = [select(_N).where(*reach, *between) for reach in _reaches(wanted.taken_from)]
        both = sa.union_all(*parts).subquery()
        yield Start(_N, select(both.c[0]))
    if library_id is None:  # there is no index of paths across libraries
        return
    photo = select(col(Row.id)).where(col(Row.library_id) == library_id)
    if wanted.folder is not None:
        further = select(col(Place.asset_id)).where(
            col(Place.library_id) == library_id, _lies_in(col(Place.path), wanted.folder)
        )
        both = photo.where(_lies_in(col(Row.path), wanted.folder)).union_all(further).subquery()
        yield Start(col(PhotoSummary.asset_id), select(both.c[0]))


def _photos_of(person_ids: Iterable[str]) -> sa.Select[Any]:
    """Return SQL: the numbers of the photos that show one of these people."""
    return select(col(Appearance.photo)).where(among(col(Appearance.person_id), person_ids))


def _shortest(session: Session, starts: Iterator[Start], most: int) -> Start | None:
    """Return the start with the fewest photos; None if there is none with up to `most`."""
    sized = [(_size(session, start, most), start) for start in starts]
    size, start = min(sized, key=itemgetter(0), default=(0, None))
    return start if size <= most else None


def _size(session: Session, start: Start, most: int) -> int:
    """Return how many photos a start has, at most `most` + 1."""
    # Counting stops there: more than `most` need not be told apart.
    bounded = start.photos.limit(most + 1).subquery()
    size: int = session.execute(select(func.count()).select_from(bounded)).scalar_one()
    return size


def _facts(of: Facts, wanted: PhotoFilter, library_id: str | None) -> Iterator[Condition]:
    """Yield SQL conditions on the photo itself, whoever is in it."""
    yield of.state != AssetState.MISSING
    if library_id is not None:
        yield of.library_id == library_id
    if wanted.max_people is not None or (wanted.is_alone and not wanted.asked_for):
        # It is unknown how few people are in a photo that could not be read.
        yield of.state == AssetState.DONE


def _ages(session: Session, wanted: PhotoFilter) -> Iterator[Condition]:
    """Yield SQL: the photo of the summary may have been taken while the people had those ages.

    That they are in it is a condition of `_people`.
    """
    for age in wanted.ages:
        person = find(session, Person, age.person_id)
        if person is None or person.born is None:
            yield sa.false()
        else:
            yield from _may_be_of(*age.taken(person.born))


def _may_be_of(start: datetime | None, before: datetime | None) -> Iterator[Condition]:
    """Yield SQL: the summary's photo may be from `start` or later, and from before `before`."""
    if start is not None:
        yield col(PhotoSummary.last) >= start
    if before is not None:
        yield col(PhotoSummary.first) < before


def _reaches(start: datetime | None) -> Iterator[tuple[Condition, ...]]:
    """Yield SQL: the parts of the index of times to read, for exact dates and for rough ones.

    A photo that may be of a time after `start` has its first moment a bounded time before it.
    """
    for is_rough, longest in ((False, _DAY), (True, _LONGEST)):
        if start is None:
            yield (col(PhotoSummary.is_rough).is_(is_rough),)
        else:
            reach = col(PhotoSummary.first) >= start - min(longest, start - datetime.min)
            yield col(PhotoSummary.is_rough).is_(is_rough), reach


def _has_summary(conditions: Iterable[Condition]) -> Condition:
    """Return SQL: the summary of the photo fulfils these conditions."""
    summary = select(sa.literal(1)).where(col(PhotoSummary.asset_id) == col(Row.id), *conditions)
    return summary.correlate(Row).exists()


def _is_of_time(wanted: PhotoFilter) -> Condition:
    """Return SQL: the photo may be from the wanted time, by its moment alone if that is exact."""
    start, before = wanted.taken_from, wanted.taken_before
    at, is_known = col(Row.taken_at), col(Row.taken_precision) == TakenPrecision.SECOND
    known = [at >= start] if start is not None else []
    known += [at < before] if before is not None else []
    return sa.case((is_known, sa.and_(*known)), else_=_has_summary(_may_be_of(start, before)))


def _sorted_between(session: Session, wanted: PhotoFilter) -> Iterator[Condition]:
    """Yield SQL: bounds on the sort key, within which all photos of the time stand."""
    if (start := wanted.taken_from) is not None:
        first = _outermost(session, start, func.min) or start
        yield WHEN_TAKEN.op(">=")(min(first, start - min(_DAY, start - datetime.min)))
    if (before := wanted.taken_before) is not None:
        yield WHEN_TAKEN.op("<=")(_outermost(session, before, func.max) or before)


def _outermost(session: Session, moment: datetime, which: Any) -> datetime | None:
    """Return the sort key of the first or last rough photo that may be from both sides of `moment`.

    `which` is `func.min` or `func.max`; None if there is no such photo. Photos known to a day stand
    at most a day before the moment.
    """
    *_, rough = _reaches(moment)
    query = select(which(col(PhotoSummary.moment))).where(*rough, *_may_be_of(moment, moment))
    at: datetime | None = session.execute(query).scalar_one()
    return at


def _people(wanted: PhotoFilter, *, is_scan: bool = True) -> Iterator[Condition]:
    """Yield SQL conditions on the people of a summary, the cheapest first."""
    people: Any = col(PhotoSummary.people)
    if not is_scan:
        # As an expression, because SQLite may otherwise use the index of numbers of people.
        people = func.coalesce(people, 0)
    least, most = wanted.min_people, wanted.max_people
    if wanted.is_alone and not wanted.asked_for:
        least, most = max(least, 1), 1 if most is None else min(most, 1)
    if wanted.has_unknown:
        least = max(least, 1)
        yield col(PhotoSummary.unknown) > 0
    if least > 0:
        yield people >= least
    if most is not None:
        yield people <= most
    yield from _each_shown((*wanted.all_of, *(age.person_id for age in wanted.ages)))
    if wanted.any_of:
        yield sa.or_(*_each_shown(wanted.any_of))
    yield from (~shown for shown in _each_shown(wanted.none_of))
    if wanted.is_alone and wanted.asked_for:
        asked_for = select(func.count()).where(
            among(col(Appearance.person_id), wanted.asked_for), col(Appearance.photo) == _N
        )
        yield people == asked_for.correlate(PhotoSummary).scalar_subquery()


def _each_shown(person_ids: Iterable[str]) -> Iterator[Condition]:
    """Yield for each of them SQL: they are in the photo of the summary."""
    return (
        select(sa.literal(1))
        .where(col(Appearance.person_id) == person_id, col(Appearance.photo) == _N)
        .correlate(PhotoSummary)
        .exists()
        for person_id in dict.fromkeys(person_ids)
    )


def _in_folder(wanted: PhotoFilter) -> Iterator[Condition]:
    """Yield SQL: the photo or a copy of it lies in the folder or below it."""
    if wanted.folder is not None:
        copies = sa.exists().where(
            col(Place.asset_id) == col(Row.id), _lies_in(col(Place.path), wanted.folder)
        )
        yield _lies_in(col(Row.path), wanted.folder) | copies


def _lies_in(path: Any, folder: Path) -> Condition:
    """Return SQL: the path is below the folder.

    Two comparisons instead of LIKE, so that an index of paths is used.
    """
    inside = os.path.join(folder, "")  # with one separator at its end, the root's, too
    behind = inside[:-1] + chr(ord(inside[-1]) + 1)
    return sa.and_(path > inside, path < behind)


def _key(sort: PhotoSort) -> Any:
    if sort is PhotoSort.DATE:
        return WHEN_TAKEN
    path = col(Row.path)
    return path if sort is PhotoSort.FOLDER else func.file_name(path).collate("NOCASE")


def _by(sort: PhotoSort, order: Order) -> list[Any]:
    keys = [_key(sort), col(Row.id)]
    return keys if order is Order.UP else [key.desc() for key in keys]


def _behind(session: Session, sort: PhotoSort, order: Order, cursor: str) -> Condition:
    """Return SQL: everything that sorts after the photo `cursor`."""
    key = _key(sort)
    row = need(session, Row, cursor)
    at = session.execute(select(key).where(col(Row.id) == row.id)).scalar_one()
    # Spelled out, because SQLite does not use an index on an expression to compare row values.
    if order is Order.UP:
        return sa.and_(key >= at, sa.or_(key > at, col(Row.id) > row.id))
    return sa.and_(key <= at, sa.or_(key < at, col(Row.id) < row.id))
