"""Dates that the names of folders give to photos without one: "1998 Summer", "2004-07-12 Italy".

People name folders of scans after the year or the journey. A folder's name is weaker evidence than
a file's, so such dates are only offered; once the user takes them they are the user's own.
"""

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core.actions import Act, Action
from kinfolk.core.db.models import Asset, AssetState, Folder
from kinfolk.core.db.rows import among
from kinfolk.core.names import fold
from kinfolk.core.photos import dates
from kinfolk.metadata.capture_date import ABOUT_YEARS, CaptureDate, TakenPrecision, TakenSource

_OLDEST = 1840  # no photos are older
_YEAR = re.compile(
    r"(?<![\d.,])(1[89]\d\d|20\d\d)(?!\d|[.,]\d| ?(?:px|dpi|x ?\d))"
)  # 2000px is none
_DECEMBER = r"xmas|x-mas|christmas|weihnacht(?:en)?|noel|navidad|natale|natal|kerst(?:mis)?"
_TIMES = (
    r"spring|summer|autumn|fall|winter|fruhling|fruhjahr|sommer|herbst|easter|ostern|holidays?"
    r"|vacation|birthday|wedding|urlaub|ferien|geburtstag|hochzeit"
)
_DAYS = (
    # 2004-07-12, 2004_07_12, 20040712
    re.compile(r"(?<!\d)(?P<year>\d{4})(?P<by>[-._ ]?)(?P<month>\d\d)(?P=by)(?P<day>\d\d)(?!\d)"),
    # 12.07.2004
    re.compile(r"(?<!\d)(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})(?!\d)"),
    # 2004-07, 07-2004
    re.compile(r"(?<!\d)(?P<year>\d{4})[-._ ](?P<month>\d\d)(?![-._]?\d)"),
    re.compile(r"(?<![\d.])(?P<month>\d\d)[-._](?P<year>\d{4})(?!\d)"),
)
_NUMBERED = re.compile(r"(?:0[1-9]|1[0-2])(?:[-_ .]+[a-z]+)?")  # 07, 07 July: in a year's folder
_SPAN = re.compile(r"(?<!\d)(\d{4}) ?[-–_/] ?(\d{4}|\d\d)(?!\d)")  # 1975-1980, 1998-99
# 1970s, 70s, 70er; without a century of the twentieth
_DECADE = re.compile(r"(?<!\d)(?:(\d\d)(\d0)|([2-9]0))['’]?(?:s|er)\b")


@dataclass(frozen=True)
class FolderDate:
    """Hold a folder whose name gives a date, and the photos without a date that get it."""

    folder: Path  # the photos lie in it, or in folders below that say nothing else
    taken: CaptureDate
    asset_ids: tuple[str, ...]


def offered(
    session: Session, library_id: str | None, *, months: Mapping[str, int], today: date
) -> list[FolderDate]:
    """Return the folders that date photos, by path; None stands for all libraries.

    `months` maps folded names to 1..12. Photos that no scan has read yet are left out, because
    their files may have a date.
    """
    query = select(col(Asset.id), col(Asset.path)).where(
        col(Asset.taken_at).is_(None), col(Asset.state) == AssetState.DONE
    )
    known = select(col(Folder.path))
    if library_id is not None:
        query = query.where(col(Asset.library_id) == library_id)
        known = known.where(col(Folder.library_id) == library_id)
    roots = {Path(root).parent for root in session.execute(known).scalars()}
    # By the path's text, because a Path for each of 100,000 photos takes longer than all the rest.
    inside: defaultdict[str, list[str]] = defaultdict(list)
    for asset_id, path in session.execute(query):
        inside[path.rpartition(os.sep)[0]].append(asset_id)
    found: defaultdict[tuple[Path, CaptureDate], list[str]] = defaultdict(list)
    for folder, asset_ids in inside.items():
        if by := _dating(Path(folder + os.sep), roots, months, today):
            found[by] += asset_ids
    return [FolderDate(*by, tuple(found[by])) for by in sorted(found, key=itemgetter(0))]


def use(session: Session, chosen: Collection[FolderDate]) -> None:
    """Date the photos on the user's behalf, except for those that have got a date meanwhile."""
    for each in chosen:
        undated = select(col(Asset.id)).where(
            among(col(Asset.id), each.asset_ids), col(Asset.taken_at).is_(None)
        )
        dates.put(session, session.execute(undated).scalars().all(), each.taken)


def using(chosen: Collection[FolderDate]) -> Action:
    """Return the action of `use` for the history."""
    return Action.of(Act.DATE, folders=len(chosen))


def agree(
    session: Session,
    asset_ids: Collection[str],
    taken: CaptureDate,
    *,
    months: Mapping[str, int],
    today: date,
) -> bool:
    """Return whether the names of all these photos' folders give this date, as `offered` reads it.

    The library does not know whether the user typed such a date or took it from the name.
    """
    roots = {Path(root).parent for root in session.execute(select(col(Folder.path))).scalars()}
    paths = session.execute(select(col(Asset.path)).where(among(col(Asset.id), asset_ids)))
    folders = {Path(path).parent for path in paths.scalars()}
    found = (_dating(folder, roots, months, today) for folder in folders)
    return all(by is not None and by[1] == taken for by in found)


def _dating(
    folder: Path, roots: Collection[Path], months: Mapping[str, int], today: date
) -> tuple[Path, CaptureDate] | None:
    """Return the innermost folder below the roots that says a date: this one or one around it."""
    for each in (folder, *folder.parents):
        if each in roots:
            return None
        if taken := said(each.name, each.parent.name, months=months, today=today):
            return each, taken
    return None


def said(
    name: str, around: str = "", *, months: Mapping[str, int], today: date
) -> CaptureDate | None:
    """Return the date in a folder's name, None if it has none or may mean several.

    The folder `around` it may add the year: July in 2004, 07 in 2004.
    """
    plain = fold(name).strip()
    meant = list(_meant(plain, months, today.year))
    if not meant and re.fullmatch(r"\d{4}", around):
        with_year = f"{around}-{plain}" if _NUMBERED.fullmatch(plain) else f"{plain} {around}"
        if _NUMBERED.fullmatch(plain) or _month(plain, months):
            meant = list(_meant(with_year, months, today.year))
    return next((one for one in meant if one.at.year >= _OLDEST and one.day <= today), None)


def _meant(plain: str, months: Mapping[str, int], this_year: int) -> Iterator[CaptureDate]:
    """Yield what a folded name may mean, that which says most first."""
    for pattern in _DAYS:
        for found in pattern.finditer(plain):
            parts = {part: int(text) for part, text in found.groupdict().items() if part != "by"}
            if taken := _taken(parts["year"], parts["month"], parts.get("day")):
                yield taken
    if span := _SPAN.search(plain):
        first = int(span[1])
        last = int(span[2] if len(span[2]) == 4 else span[1][:2] + span[2])
        if first < last <= first + 2 * ABOUT_YEARS and (middle := _taken((first + last) // 2)):
            yield CaptureDate(middle.at, TakenPrecision.ABOUT, TakenSource.USER)
        return  # two years: none of them alone
    if decade := _DECADE.search(plain):
        first = int((decade[1] or "19") + (decade[2] or decade[3]))
        if middle := _taken(first + ABOUT_YEARS):
            yield CaptureDate(middle.at, TakenPrecision.ABOUT, TakenSource.USER)
        return
    year = _one_year(plain, months, this_year)
    if year is not None and (taken := _taken(year, _month(plain, months))):
        yield taken


def _one_year(plain: str, months: Mapping[str, int], this_year: int) -> int | None:
    """Return the only year in the name: 1998, '98, or Xmas 98; None if there are several."""
    years = {int(year) for year in _YEAR.findall(plain)}
    if years:
        return years.pop() if len(years) == 1 else None
    named = "|".join((_DECEMBER, _TIMES, *map(re.escape, months)))
    short = re.search(rf"(?:['’]|\b(?:{named})[ _-]*['’]?)(\d\d)(?!\d|[.,]\d)", plain)
    if short is None:
        return None
    year = this_year - this_year % 100 + int(short[1])
    return year if year <= this_year else year - 100


def _month(plain: str, months: Mapping[str, int]) -> int | None:
    """Return the month that a word of the name says; None if none or several do."""
    found = {months[word] for word in re.findall(r"[^\W\d_]+", plain) if word in months}
    if re.search(rf"\b(?:{_DECEMBER})(?![a-z])", plain):
        found.add(12)
    return found.pop() if len(found) == 1 else None


def _taken(year: int, month: int | None = None, day: int | None = None) -> CaptureDate | None:
    """Return the date as far as it is known; None if there is no such day."""
    precision = TakenPrecision.YEAR
    if month:
        precision = TakenPrecision.DAY if day else TakenPrecision.MONTH
    try:
        return CaptureDate(datetime(year, month or 1, day or 1), precision, TakenSource.USER)
    except ValueError:
        return None
