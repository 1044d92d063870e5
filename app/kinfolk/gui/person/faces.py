"""A person's faces by year: headings with the age then, and when they were seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from kinfolk.core.faces import PersonFace
from kinfolk.core.people import Person
from kinfolk.gui.base import words
from kinfolk.gui.faces.model import FaceSection
from kinfolk.recognition.conflicts import Shared


@dataclass(frozen=True)
class ByYear:
    """The latest year first; photos that do not say when come last."""

    ids: list[str]
    sections: list[FaceSection]
    span: str  # "First 2014, last this week", "" where no photo says when


def by_year(found: Sequence[PersonFace], person: Person, today: date) -> ByYear:
    """`found` is sorted, the latest first."""
    sections = []
    for year, faces in groupby(found, key=lambda face: _year(face)):
        number = len(list(faces))
        sections.append(_section(year, number, person.born.day if person.born else None))
    dates = [face.taken_at for face in found if face.taken_at]
    return ByYear([face.face_id for face in found], sections, _span(dates, today))


def by_photo(
    found: Sequence[PersonFace], photos: Sequence[Shared]
) -> tuple[list[str], list[FaceSection]]:
    """The faces in each of these photos, under a heading of its own."""
    taken = {face.face_id: face.taken_at for face in found}
    ids: list[str] = []
    sections: list[FaceSection] = []
    for photo in photos:
        moment = taken.get(photo.face_ids[0])
        title = words.date_text(moment.date()) if moment else _tr("Without a date")
        number = len(photo.face_ids)
        sections.append(FaceSection(title, words.faces(number), number))
        ids += photo.face_ids
    return ids, sections


def _year(face: PersonFace) -> int | None:
    return face.taken_at.year if face.taken_at else None


def _section(year: int | None, number: int, born: date | None) -> FaceSection:
    detail = words.faces(number)
    if year is None:
        return FaceSection(_tr("Without a date"), detail, number)
    age = words.age_in_year(born, year) if born else ""
    return FaceSection(str(year), f"{age} · {detail}" if age else detail, number)


def _span(dates: Sequence[datetime], today: date) -> str:
    if not dates:
        return ""
    first, last = min(dates).date(), max(dates).date()
    if first.year == last.year != today.year:
        return _tr("All from {}").format(first.year)
    return _tr("First {first}, last {last}").format(first=first.year, last=_lately(last, today))


def _lately(day: date, today: date) -> str:
    if timedelta(0) <= today - day < timedelta(7):
        return _tr("this week")
    if (day.year, day.month) == (today.year, today.month):
        return _tr("this month")
    if day.year == today.year:
        return _tr("this year")
    return str(day.year)


def _tr(text: str) -> str:
    return QCoreApplication.translate("person_faces", text)
