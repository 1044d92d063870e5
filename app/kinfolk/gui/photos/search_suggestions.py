"""What a text in the photo search may mean: people, ages, counts, dates, folders."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from heapq import nsmallest

from PySide6.QtCore import QCoreApplication

from kinfolk.core.birth import Birth
from kinfolk.core.db.session import Session
from kinfolk.core.names import fold, rank
from kinfolk.core.people import people, people_lists
from kinfolk.core.people.people import Person
from kinfolk.core.people.people_lists import Sort
from kinfolk.core.photos.photo_filter import EVERY_PHOTO, Age, PhotoFilter, added
from kinfolk.core.photos.photo_folders import PhotoFolder
from kinfolk.gui.base import words
from kinfolk.gui.photos.search_words import (
    NO_FOLDERS,
    FolderNames,
    asked_for,
    clause_text,
    in_words,
    split,
)
from kinfolk.gui.widgets.date_fields import understood

_tr = partial(QCoreApplication.translate, "search")

# Most offers listed, and most people among them.
MOST, PEOPLE = 9, 5
# Matches 2 people, 3+, 2-4 people.
_NUMBER = re.compile(r"(\d{1,2})\s*(\+|[-–]\s*(\d{1,2}))?\s*([^\d\W]*)")
# Matches a name, an optional word or sign, and an age or a range of ages.
_AGE = re.compile(r"(.*?\D)\s*(<|>=|=|\b[^\d\W]+\b)?\s*(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")
_MINUS = re.compile(r"- ?(?=[^\W\d])")  # -Carl
_SIGNS = {"-": "none_of", "&": "all_of", "+": "all_of"}
_PARTS = re.compile(r"[\s/\\]+")  # separators in a typed path
_RANGE = re.compile(r"\s*(?:–|\.\.|\s-\s|(?<=\d{4})-(?=\d{4}))\s*")


@dataclass(frozen=True)
class SearchOffer:
    """Hold a search criterion in words, with a person's face if it is about one."""

    text: str
    clause: PhotoFilter
    person: Person | None = None
    detail: str = ""


def _words(text: str) -> list[str]:
    """Return the synonyms that a text has, separated by "|", in English and the user's language."""
    return list(dict.fromkeys([*text.split("|"), *_tr(text).split("|")]))


def _joints() -> dict[str, list[str]]:
    """Return the words that join criteria, by the field of the person who follows."""
    return {
        "none_of": _words("without|not|no"),
        "any_of": _words("or"),
        "all_of": _words("with|and"),
    }


def offers(
    session: Session,
    text: str,
    library_id: str | None,
    folders: Sequence[PhotoFolder],
    names: FolderNames,
) -> list[SearchOffer]:
    """Return what the text may mean, the likeliest first; without text what one can ask for.

    Folders come last, because they may be known a moment later than the rest, which then keeps its
    place.
    """
    text = " ".join(text.split())
    for field, synonyms in _joints().items():
        rest = _MINUS.sub("", text) if field == "none_of" and _MINUS.match(text) else ""
        rest = rest or split(text, synonyms) or ""
        if rest:
            return list(_named(session, rest, library_id, field))[:MOST]
    found = [*_numbers(text), *_times(text)]
    found += _ages(session, text, library_id)
    found += _named(session, text, library_id, "all_of")
    found += _joined(session, text, library_id)
    found += [*_fixed(text), *_folders(text, folders, names)]
    return found[:MOST]


def _joined(session: Session, text: str, library_id: str | None) -> Iterator[SearchOffer]:
    """Yield several criteria in one text: "Anna and Ben", "Anna or Ben without Carl", "Anna -Carl".

    What stands before the last word that joins is taken for the likeliest that it may mean.
    """
    fields = {word: field for field, synonyms in _joints().items() for word in synonyms} | _SIGNS
    joints = "|".join(re.escape(word) for word in fields if word not in _SIGNS)
    found = re.fullmatch(rf"(.+) (?:({joints}) |([-&+]) ?)(.+)", text, re.IGNORECASE)
    before = offers(session, found[1], library_id, (), NO_FOLDERS) if found else []
    if found is None or not before:
        return
    field, left = fields[(found[2] or found[3]).casefold()], before[0].clause
    if field == "any_of":
        left = either(left)
    is_with = field == "all_of"
    following = (
        offers(session, found[4], library_id, (), NO_FOLDERS)
        if is_with
        else _named(session, found[4], library_id, field)
    )
    for offer in following:
        whole = added(left, offer.clause)
        known = people.cards(session, asked_for(whole))
        yield SearchOffer(in_words(whole, known), whole, offer.person)


def either(wanted: PhotoFilter) -> PhotoFilter:
    """Return the search with its last person as one of several: "Anna" before "or Ben"."""
    any_of = (*wanted.any_of, *wanted.all_of[-1:])
    return replace(wanted, all_of=wanted.all_of[:-1], any_of=any_of)


def _named(
    session: Session, text: str, library_id: str | None, field: str
) -> Iterator[SearchOffer]:
    """Yield people whose names contain the text; `field` says whether they are wanted."""
    sort = Sort.NAME_ASC if text else Sort.COUNT_DESC
    found = people_lists.wall(session, library_id, text=text, sort=sort)[
        : PEOPLE if text else PEOPLE - 1
    ]
    said = {"none_of": _tr("without {}"), "any_of": _tr("or {}"), "all_of": "{}"}[field]
    for person in _cards(session, found).values():
        clause = PhotoFilter(**{field: (person.id,)})  # type: ignore[arg-type]
        detail = words.photos(person.asset_count)
        yield SearchOffer(said.format(person.name), clause, person, detail)


def _cards(session: Session, person_ids: Sequence[str]) -> Mapping[str, Person]:
    found = people.cards(session, person_ids)
    return {person_id: found[person_id] for person_id in person_ids if person_id in found}


def _ages(session: Session, text: str, library_id: str | None) -> Iterator[SearchOffer]:
    """Yield ages: "Dora under 5", "Dora from 18", "Dora 4", "Dora 3-6", "Dora<5".

    Only people with a birth date are offered.
    """
    found = _AGE.fullmatch(text)
    if found is None:
        return
    name, word, years, last = found[1].strip(), found[2] or "", int(found[3]), found[4]
    under: int | None = int(last or years) + 1
    least = years
    if word in (*_words("under|below"), "<"):
        least, under = 0, years
    elif word in (*_words("from|over|since"), ">="):
        under = None
    elif word not in (*_words("at|age|aged"), "=", ""):
        name = f"{name} {word}"
    if under is not None and under <= least:
        return
    matching = people_lists.wall(session, library_id, text=name, sort=Sort.NAME_ASC)[:PEOPLE]
    for person in _cards(session, matching).values():
        if person.born is not None:
            clause = PhotoFilter(ages=(Age(person.id, least, under),))
            yield SearchOffer(clause_text(clause, {person.id: person}), clause, person)


def _numbers(text: str) -> Iterator[SearchOffer]:
    """Yield a number of people: "2 people", "3+", "2-4"."""
    found = _NUMBER.fullmatch(text)
    whom = _words("people|persons|faces")
    if found is None or not any(word.startswith(found[4].casefold()) for word in whom):
        return
    least = int(found[1])
    most = int(found[3]) if found[3] else None if found[2] else least
    if most is None or most >= least:
        clause = PhotoFilter(min_people=least, max_people=most)
        if clause != EVERY_PHOTO:
            yield SearchOffer(clause_text(clause, {}), clause)


def _times(text: str) -> Iterator[SearchOffer]:
    """Yield a time: "2019", "June 2019", "2010-2015", "since 2015", "before June 2019"."""
    if (after := split(text, _words("since|from|after"))) is not None:
        found = understood(after)
        clause = PhotoFilter(taken_from=_start(found)) if found else EVERY_PHOTO
    elif (until := split(text, _words("before|until"))) is not None:
        found = understood(until)
        clause = PhotoFilter(taken_before=_start(found)) if found else EVERY_PHOTO
    else:
        parts = [understood(part) for part in _RANGE.split(text)]
        clause = EVERY_PHOTO
        first, last = parts[0], parts[-1]
        if first is not None and last is not None and first.day <= last.last:
            clause = PhotoFilter(taken_from=_start(first), taken_before=_end(last))
    if clause != EVERY_PHOTO:
        yield SearchOffer(clause_text(clause, {}), clause)


def _start(when: Birth) -> datetime:
    """Return the first moment of a date."""
    return datetime.combine(when.day, time())


def _end(when: Birth) -> datetime:
    """Return the first moment after a date."""
    return datetime.combine(when.last, time()) + timedelta(days=1)


def _fixed(text: str) -> Iterator[SearchOffer]:
    """Yield the fixed criteria whose names begin with the text."""
    said = {
        PhotoFilter(has_unknown=True): (_tr("no name yet"), _words("unknown|somebody")),
        PhotoFilter(is_alone=True): (_tr("and no one else"), []),
        PhotoFilter(max_people=0): (_tr("no faces"), _words("nobody|no one")),
    }
    for clause, (detail, synonyms) in said.items():
        name = clause_text(clause, {})
        known = [name, *name.split(), *synonyms]
        if any(fold(word).startswith(fold(text)) for word in known):
            yield SearchOffer(name, clause, detail=detail)


def _folders(
    text: str, folders: Sequence[PhotoFolder], names: FolderNames
) -> Iterator[SearchOffer]:
    """Yield folders whose path contains all parts of the text, one of them in its own name.

    So "friends 2003" finds 2003 / friends.
    """
    parts = [fold(part) for part in _PARTS.split(text) if part]
    found = []
    for folder in folders:
        own, path = names.parts(folder.path)[-1], names.whole(folder.path)
        if any(part in fold(own) for part in parts) and all(part in fold(path) for part in parts):
            suits = sum(rank(path, part) for part in parts)
            found.append((rank(own, text), suits, len(folder.path.parts), folder))
    for *_, folder in nsmallest(MOST, found):
        clause, photos = PhotoFilter(folder=folder.path), words.photos(folder.photos)
        yield SearchOffer(names.whole(folder.path), clause, detail=photos)
