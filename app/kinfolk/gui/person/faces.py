"""A person's faces in order, under headings: by year with their age, by quality, by doubt."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import Enum
from functools import partial
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from kinfolk.core.faces.faces import PersonFace
from kinfolk.core.people.people import Person
from kinfolk.gui.base import words
from kinfolk.gui.person import years
from kinfolk.gui.tiles.model import TileSection
from kinfolk.recognition.conflicts import Shared

_tr = partial(QCoreApplication.translate, "person_faces")

Sections = tuple[list[str], list[TileSection]]  # face ids in order, and the headings over them


class FaceOrder(Enum):
    """Name the orders in which faces can be sorted."""

    DATE = "date"  # latest first, under years
    QUALITY = "quality"  # best first
    DOUBT = "doubt"  # least sure first


def by_year(found: Sequence[PersonFace], person: Person) -> Sections:
    """Return the face ids with a heading for each year, those without a date last.

    `found` must come latest first. The headings give the age of `person` in that year.
    """
    found = sorted(found, key=lambda face: face.taken_at is None)
    sections = []
    for year, faces in groupby(found, key=lambda face: face.taken_at and face.taken_at.year):
        number = len(list(faces))
        parts = years.age(person, year), words.faces(number)
        detail = " · ".join(part for part in parts if part)
        sections.append(TileSection(years.title(year), detail, number))
    return [face.face_id for face in found], sections


def by_quality(found: Sequence[PersonFace]) -> Sections:
    """Sort by quality, without headings."""
    return [face.face_id for face in sorted(found, key=lambda face: -face.quality)], []


def by_doubt(
    found: Sequence[PersonFace], ranked: Sequence[str], doubtful: Collection[str]
) -> Sections:
    """Sort faces added by scans, the least sure first, and then those the user has confirmed.

    `ranked` has the ids in that order, without faces that no engine has described. If none is
    confirmed, the order is how well they fit together, without headings.
    """
    placed = [face.face_id for face in found if face.is_placed]
    confirmed = [face.face_id for face in found if not face.is_placed]
    known, left = set(ranked), set(placed)
    in_order = [*(one for one in ranked if one in left), *(o for o in placed if o not in known)]
    if not confirmed:
        return in_order, []
    parts = {
        _tr("Worth checking"): [face_id for face_id in in_order if face_id in doubtful],
        _tr("Added by Kinfolk"): [face_id for face_id in in_order if face_id not in doubtful],
        _tr("Confirmed by you"): confirmed,
    }
    sections = [
        TileSection(title, words.faces(len(ids)), len(ids)) for title, ids in parts.items() if ids
    ]
    return [face_id for ids in parts.values() for face_id in ids], sections


def by_photo(found: Sequence[PersonFace], photos: Sequence[Shared]) -> Sections:
    """Group the faces by these photos, with a heading for each photo."""
    taken = {face.face_id: face.taken_at for face in found}
    ids: list[str] = []
    sections: list[TileSection] = []
    for photo in photos:
        moment = taken.get(photo.face_ids[0])
        title = words.date_text(moment.date()) if moment else years.title(None)
        number = len(photo.face_ids)
        sections.append(TileSection(title, words.faces(number), number))
        ids += photo.face_ids
    return ids, sections


def span(first: date, last: date, today: date) -> str:
    """Say from when photos are, by their first and last day: "First 2014, last this week"."""
    if first.year == last.year != today.year:
        return _tr("All from {}").format(first.year)
    return _tr("First {first}, last {last}").format(first=first.year, last=_lately(last, today))


def _lately(day: date, today: date) -> str:
    """Return how long ago a day is, in words, or its year."""
    if timedelta(0) <= today - day < timedelta(7):
        return _tr("this week")
    if (day.year, day.month) == (today.year, today.month):
        return _tr("this month")
    if day.year == today.year:
        return _tr("this year")
    return str(day.year)
