"""Export everything decided in one library to a file."""

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate, groupby, zip_longest
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from sqlalchemy import exists, or_, select
from sqlmodel import Session, col

from kinfolk.core.db.models import (
    Asset,
    AssignedBy,
    DismissedBox,
    DistinctPair,
    Face,
    Library,
    Person,
    Presence,
    Rejection,
    Remembered,
    Source,
    Verdict,
    now,
)
from kinfolk.core.db.rows import among
from kinfolk.core.exchange import chosen_file
from kinfolk.core.exchange.document import (
    FORMAT,
    LISTS,
    MOST_FACES,
    VERSION,
    Export,
    ExportedAnswer,
    ExportedFace,
    ExportedPair,
    ExportedPerson,
    ExportedPhoto,
    ExportedSearch,
    NoFace,
)
from kinfolk.core.faces import assignment, visibility
from kinfolk.core.photos import library, remembered_decisions, saved_searches
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource

_BEGINNING: Final = f'{{\n "format": "{FORMAT}"'.encode()


@dataclass(frozen=True)
class ExportCounts:
    """Count what an export holds: people with a name, faces that are someone's, photos."""

    people: int
    faces: int
    photos: int


def export(session: Session, path: Path, library_id: str | None = None) -> ExportCounts:
    """Write all decisions of the library to a file, and return the counts of what the file holds.

    The file is replaced as a whole; an error leaves an existing file unchanged.
    """
    home = library.known_or_none(session, library_id)
    made = gather(session, home) if home is not None else Export()
    name = session.get_one(Library, home).name if home is not None else ""
    with (
        chosen_file.replacing(path, _BEGINNING) as draft,
        draft.open("w", encoding="utf-8", newline="\n") as to,
    ):
        to.writelines(_lines(made, name))
    return ExportCounts(
        people=sum(person.name is not None for person in made.people),
        faces=sum(face.person is not None for photo in made.photos for face in photo.faces),
        photos=len(made.photos),
    )


def _lines(made: Export, name: str) -> Iterator[str]:
    """Yield JSON with a line for each member, so that two exports can be compared by line."""
    head: dict[str, Any] = {"format": FORMAT, "version": VERSION, "library": name}
    head["written_at"] = now().isoformat(timespec="seconds")
    inner = json.dumps(head, ensure_ascii=False, indent=1)
    yield inner.removesuffix("\n}")
    for list_name, adapter in LISTS.items():
        yield f',\n "{list_name}": ['
        between = "\n  "
        for member in getattr(made, list_name):
            # One member at a time, so that the whole text is never in memory.
            yield between + adapter.dump_json(member, exclude_defaults=True).decode()
            between = ",\n  "
        yield "\n ]"
    yield "\n}\n"


def gather(session: Session, library_id: str) -> Export:
    """Return the export of a library; libraries with equal decisions give equal exports.

    The ids of the library's rows have no influence on it.
    """
    people = {row.id: row for row in session.execute(_people(library_id)).scalars()}
    photos = _Photos(session, library_id)
    rows = photos.faces(people)
    numbers = _numbered(people.values(), rows)
    answers = _answers(session, library_id, numbers)
    portrait_of = {
        row.thumbnail_face_id: numbers[row.id] for row in people.values() if row.thumbnail_face_id
    }
    for kept, chosen in remembered_decisions.rows_of(session, Person, library_id):
        if kept.person_id in numbers:
            portrait_of[chosen["thumbnail_face_id"]] = numbers[kept.person_id]
    faces: dict[_Key, list[ExportedFace]] = defaultdict(list)
    for key, row in rows:
        person = numbers.get(row.person_id)
        faces[key].append(
            ExportedFace(
                box=(row.x, row.y, row.w, row.h),
                at=row.timestamp_ms,
                person=person,
                # The owner of a face may not be in the export: an unnamed group that nothing was
                # said about.
                by=AssignedBy(row.assigned_by) if person else AssignedBy.USER,
                is_drawn=row.source == Source.MANUAL,
                portrait_of=portrait_of.get(row.id),
                may_be_twice=row.twice_at is not None,
                answers=answers.get(row.id, ()),
            )
        )
    return Export(
        people=tuple(
            ExportedPerson(number, row.name, row.born, row.is_favorite, row.is_hidden)
            for row, number in ((people[each], number) for each, number in numbers.items())
        ),
        apart=_pairs(session, numbers),
        searches=_searches(session, library_id, numbers),
        photos=photos.exported(faces, numbers),
    )


def _people(library_id: str) -> Any:
    """Return SQL: people with a name, and groups about which the user has said something."""
    confirmed = exists().where(
        col(Face.person_id) == col(Person.id), col(Face.assigned_by) == AssignedBy.USER
    )
    remembered = exists().where(col(Remembered.person_id) == col(Person.id))
    decided = or_(assignment.is_person_decided(Person), confirmed, remembered)
    return select(Person).where(col(Person.library_id) == library_id, decided)


def _numbered(people: Collection[Person], faces: Sequence[tuple["_Key", Any]]) -> dict[str, int]:
    """Return a number for each person id: first people with a name by name, then groups.

    Groups are ordered by their first face in `faces`.
    """
    first: dict[str, int] = {}
    for number, (_, row) in enumerate(faces):
        # By place, because equal libraries have other ids, but the same faces in the same places.
        first.setdefault(row.person_id, number)
    order = sorted(
        people,
        key=lambda row: (row.name_key is None, row.name_key or "", first.get(row.id, len(faces))),
    )
    return {row.id: number for number, row in enumerate(order, start=1)}


def _answers(
    session: Session, library_id: str, numbers: dict[str, int]
) -> dict[str, tuple[ExportedAnswer, ...]]:
    """Return the user's "no" and "not sure" about each face, by face id."""
    said: dict[str, list[ExportedAnswer]] = defaultdict(list)
    query = select(Rejection).join(Person, col(Person.id) == col(Rejection.person_id))
    for row in session.execute(query.where(col(Person.library_id) == library_id)).scalars():
        answer = ExportedAnswer(numbers[row.person_id], Verdict(row.verdict))
        said[row.face_id].append(answer)
    for kept, was in remembered_decisions.rows_of(session, Rejection, library_id):
        if kept.person_id in numbers:
            answer = ExportedAnswer(numbers[kept.person_id], Verdict(was["verdict"]))
            said[was["face_id"]].append(answer)
    return {face: tuple(sorted(some, key=lambda a: a.person)) for face, some in said.items()}


def _pairs(session: Session, numbers: dict[str, int]) -> tuple[ExportedPair, ...]:
    """Return the pairs of different people, if both are in the export."""
    pairs = []
    for row in session.execute(select(DistinctPair)).scalars():
        if row.person_a in numbers and row.person_b in numbers:
            first, second = sorted((numbers[row.person_a], numbers[row.person_b]))
            pairs.append(ExportedPair((first, second), Verdict(row.verdict)))
    return tuple(sorted(pairs, key=lambda pair: pair.people))


def _searches(
    session: Session, library_id: str, numbers: dict[str, int]
) -> tuple[ExportedSearch, ...]:
    """Return saved searches without a folder, which no other machine has, and without groups."""
    found = []
    for search in saved_searches.listed(session):
        wanted = search.wanted
        if search.library_id != library_id or wanted is None or wanted.folder is not None:
            continue
        if numbers.keys() >= {*wanted.asked_for, *wanted.none_of}:
            ids = {person_id: str(number) for person_id, number in numbers.items()}
            found.append(ExportedSearch(search.name, for_people(wanted, ids)))
    return tuple(found)


def for_people(wanted: PhotoFilter, ids: Mapping[str, str]) -> PhotoFilter:
    """Return a copy of the search in which the ids of people are replaced as in `ids`."""
    return replace(
        wanted,
        all_of=tuple(ids[who] for who in wanted.all_of),
        any_of=tuple(ids[who] for who in wanted.any_of),
        none_of=tuple(ids[who] for who in wanted.none_of),
        ages=tuple(replace(age, person_id=ids[age.person_id]) for age in wanted.ages),
    )


@dataclass(frozen=True, order=True, slots=True)
class _Key:
    """Identify a picture by its file's bytes ("" if no file shows it now) and its pixels."""

    content: str
    picture: str


class _Photos:
    """Collect the pictures about which the user has decided something."""

    def __init__(self, session: Session, library_id: str) -> None:
        self._session, self._library_id = session, library_id
        self._found: dict[_Key, ExportedPhoto] = {}

    def faces(self, people: Collection[str]) -> list[tuple[_Key, Any]]:
        """Return all faces that are decided or belong to the people, each with its picture's key.

        They are sorted by picture, then by their moment and place in it.
        """
        # Also faces that only a scan gave to these people: the import gives them as a scan would.
        known = or_(assignment.is_decided(), among(col(Face.person_id), people))
        facts = (Face.id, Face.person_id, Face.assigned_by, Face.source, Face.twice_at)
        columns = (*_PLACE, Face.timestamp_ms, *_SIZE, *facts)
        return sorted(
            self._keyed(Face, *columns, where=known),
            key=lambda one: (one[0], one[1].timestamp_ms or 0, _place(one[1]), one[1].id),
        )

    def exported(
        self, faces: Mapping[_Key, Sequence[ExportedFace]], numbers: Mapping[str, int]
    ) -> tuple[ExportedPhoto, ...]:
        """Return all collected pictures, each with the decisions about it.

        Call `faces` first, because it collects the pictures of the faces.
        """
        no_faces: dict[_Key, list[NoFace]] = defaultdict(list)
        box = DismissedBox
        columns = (box.x, box.y, box.w, box.h, box.timestamp_ms, box.seen_width, box.seen_height)
        for key, row in self._keyed(box, *columns):
            moment = () if row.timestamp_ms is None else (row.timestamp_ms,)
            no_faces[key].append((*_place(row), *moment))
        present: dict[_Key, list[int]] = defaultdict(list)
        for key, row in self._keyed(Presence, Presence.person_id):
            if row.person_id is not None:  # else the person is gone
                present[key].append(numbers[row.person_id])
        here = (
            col(Asset.library_id) == self._library_id,
            col(Asset.taken_source) == TakenSource.USER,
        )
        for asset in self._session.execute(select(Asset).where(*here)).scalars():
            key = self._shown(asset)
            self._found[key] = replace(self._found[key], taken=asset.taken)
        for kept, was in remembered_decisions.rows_of(self._session, Asset, self._library_id):
            key = self._gone(_Key(kept.content_hash, kept.picture), was["width"], was["height"])
            taken = CaptureDate.stored(
                datetime.fromisoformat(was["taken_at"]),
                TakenPrecision(was["taken_precision"]),
                TakenSource(was["taken_source"]),
            )
            self._found[key] = replace(self._found[key], taken=self._found[key].taken or taken)
        found = (
            replace(
                self._found[key],
                present=tuple(sorted(present[key])),
                faces=tuple(faces.get(key, ())),
                no_faces=tuple(sorted(no_faces[key])),
            )
            for key in sorted(self._found)
        )
        return tuple(part for photo in found for part in _parts(photo))

    def _keyed(
        self,
        table: type[Face] | type[Presence] | type[DismissedBox],
        *columns: Any,
        where: Any = True,
    ) -> Iterator[tuple[_Key, Any]]:
        """Yield rows of a table with their picture's key, then those that are remembered.

        The rows are plain columns, as there may be many.
        """
        photo = (Asset.content_hash, Asset.picture, Asset.width, Asset.height, Asset.path)
        shown = visibility.is_shown(table).label("is_shown")
        query = (
            select(*map(col, columns), col(table.seen_in), shown, *map(col, photo))
            .join(Asset, col(Asset.id) == col(table.asset_id))
            .where(col(Asset.library_id) == self._library_id, where)
        )
        for row in self._session.execute(query):
            yield self._key(row), row
        for kept, was in remembered_decisions.rows_of(self._session, table, self._library_id):
            size = was.get("seen_width", 0), was.get("seen_height", 0)
            yield self._gone(_Key(kept.content_hash, kept.picture), *size), SimpleNamespace(**was)

    def _key(self, row: Any) -> _Key:
        """Return the key of the picture in which the row was seen, and collect that picture."""
        if row.is_shown:
            return self._shown(row)
        size = getattr(row, "seen_width", 0), getattr(row, "seen_height", 0)
        return self._gone(_Key("", row.seen_in), *size)

    def _gone(self, key: _Key, width: int, height: int) -> _Key:
        """Collect a picture that no file shows now, and return its key."""
        # A presence does not know the size of its picture; a face of it may.
        known = self._found.get(key)
        if known is None or not known.width:
            self._found[key] = ExportedPhoto(key.content, key.picture, width, height)
        return key

    def _shown(self, photo: Any) -> _Key:
        """Return the key of the picture that the photo shows now, and collect that picture."""
        key = _Key(photo.content_hash, photo.picture)
        if key not in self._found:
            # A file's name can have bytes that are no text.
            file = os.path.basename(photo.path).encode(errors="replace").decode()
            self._found[key] = ExportedPhoto(
                key.content, key.picture, photo.width, photo.height, file
            )
        return key


def _parts(photo: ExportedPhoto) -> Iterator[ExportedPhoto]:
    """Yield the photo as one member of the file, or as several if it has too many faces for one."""
    said = accumulate(1 + len(face.answers) for face in photo.faces)
    each = zip(photo.faces, said, strict=True)
    faces = [
        tuple(face for face, _ in part)
        for _, part in groupby(each, key=lambda one: one[1] // MOST_FACES)
    ]
    # A reader refuses members that are too large, because the file may be hostile.
    starts = range(0, len(photo.no_faces), MOST_FACES)
    no_faces = [photo.no_faces[at : at + MOST_FACES] for at in starts]
    first, *more = zip_longest(faces or [()], no_faces, fillvalue=())
    yield replace(photo, faces=first[0], no_faces=first[1])
    for some, others in more:
        yield replace(photo, taken=None, present=(), faces=some, no_faces=others)


def _place(row: Any) -> tuple[int, int, int, int]:
    return row.x, row.y, row.w, row.h


_PLACE = (Face.x, Face.y, Face.w, Face.h)
_SIZE = (Face.seen_width, Face.seen_height)
