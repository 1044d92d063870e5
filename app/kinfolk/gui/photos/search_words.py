"""A photo search in words: each criterion, the folders, and the whole as a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.people.people import Person
from kinfolk.core.photos.photo_filter import Age, PhotoFilter, clauses
from kinfolk.gui.base import words

_tr = partial(QCoreApplication.translate, "search")


class FolderNames:
    """Name folders relative to the folders of the library."""

    def __init__(self, taken_in: Iterable[Path]) -> None:
        self._roots = list(taken_in)
        self._known: dict[Path, tuple[str, ...]] = {}

    def parts(self, folder: Path) -> tuple[str, ...]:
        """Return the parts of the name, such as ("Pictures", "2019", "Lake").

        The first is the library's folder. A folder outside the library has only its own name.
        """
        if folder not in self._known:
            root = next((each for each in self._roots if folder.is_relative_to(each)), folder)
            first = root.name or str(root)
            self._known[folder] = (first, *folder.relative_to(root).parts)
        return self._known[folder]

    def whole(self, folder: Path) -> str:
        """Return the full name, such as "Pictures / 2019 / Lake"."""
        return " / ".join(self.parts(folder))

    def below(self, folder: Path) -> str:
        """Return the name inside the library's folder ("2019 / Lake"), or the folder's own."""
        first, *inside = self.parts(folder)
        return " / ".join(inside) or first


NO_FOLDERS: Final = FolderNames(())


def whom(clause: PhotoFilter) -> str | None:
    """Return the id of the person that a criterion is about, or None."""
    return next(iter(clause.asked_for or clause.none_of), None)


def asked_for(wanted: PhotoFilter) -> list[str]:
    """Return the ids of all people that a search is about."""
    return [each for each in map(whom, clauses(wanted)) if each is not None]


def clause_text(
    clause: PhotoFilter, known: Mapping[str, Person], folders: FolderNames = NO_FOLDERS
) -> str:
    """Return a criterion in words: "Anna", "Dora under 5", "2 people", "2019", "friends / 2003"."""
    if clause.ages:
        return _age(clause.ages[0], known)
    if (person_id := whom(clause)) is not None:
        return _name(person_id, known)
    if clause.has_unknown:
        return _tr("someone unnamed")
    if clause.is_alone:
        return _tr("alone")
    if clause.folder is not None:
        return folders.below(clause.folder)
    if clause.taken_from is not None or clause.taken_before is not None:
        return _time(clause.taken_from, clause.taken_before)
    return _number(clause.min_people, clause.max_people)


def joined(before: PhotoFilter | None, clause: PhotoFilter) -> str:
    """Return the words around a criterion that follows `before`, with `{chip}` in its place."""
    if clause.none_of:
        return _tr("or {chip}") if before is not None and before.none_of else _tr("without {chip}")
    if before is None:
        return "{chip}"
    if clause.any_of:
        return _tr("or {chip}") if before.any_of else _tr("and {chip}")
    return _tr("and {chip}") if clause.all_of else "{chip}"


def in_words(
    wanted: PhotoFilter, known: Mapping[str, Person], folders: FolderNames = NO_FOLDERS
) -> str:
    """Return a search as part of a sentence, like "alone" or "Anna and Ben, without Carl, 2019"."""
    everyone = [_name(each, known) for each in wanted.all_of]
    anyone = words.either([_name(each, known) for each in wanted.any_of])
    no_one = words.either([_name(each, known) for each in wanted.none_of])
    parts = [
        words.listed([*everyone, anyone] if anyone else everyone),
        _tr("without {names}").format(names=no_one) if no_one else "",
    ]
    rest = replace(wanted, all_of=(), any_of=(), none_of=())
    parts += [clause_text(clause, known, folders) for clause in clauses(rest)]
    return ", ".join(part for part in parts if part)


def sentence(
    wanted: PhotoFilter, known: Mapping[str, Person], folders: FolderNames = NO_FOLDERS
) -> str:
    """Return a search as a title."""
    return words.capital(in_words(wanted, known, folders))


def _name(person_id: str, known: Mapping[str, Person]) -> str:
    """Return a person's name, or words for someone who is gone or has none."""
    person = known.get(person_id)
    if person is None:
        return _tr("a deleted person")
    return person.name or _tr("an unnamed group")


def _age(age: Age, known: Mapping[str, Person]) -> str:
    name = _name(age.person_id, known)
    if age.under is None:
        return _tr("{name} aged {least} or over").format(name=name, least=age.at_least)
    if age.at_least == 0:
        return _tr("{name} under {age}").format(name=name, age=age.under)
    if age.under == age.at_least + 1:
        return _tr("{name} aged {age}").format(name=name, age=age.at_least)
    text = _tr("{name} aged {least} to {most}")
    return text.format(name=name, least=age.at_least, most=age.under - 1)


def _number(least: int, most: int | None) -> str:
    if most == 0:
        return _tr("no people")
    if most is None:
        return _tr("{} or more").format(words.people(least))
    if least == most:
        return words.people(most)
    if least == 0:
        return _tr("at most {}").format(words.people(most))
    return _tr("{first} to {last}").format(first=least, last=words.people(most))


def _time(first: datetime | None, before: datetime | None) -> str:
    """Return a time in words, as roughly as is exact: "2019", "Jun 2019 to Aug 2019"."""
    bounds = [each.date() for each in (first, before) if each is not None]
    kinds = (Precision.YEAR, Precision.MONTH, Precision.DAY)
    precision = next(kind for kind in kinds if all(_begins(day, kind) for day in bounds))

    def said(moment: datetime) -> str:
        return words.birth_text(Birth(moment.date(), precision))

    if first is None or before is None:
        text = _tr("before {}") if first is None else _tr("since {}")
        return text.format(*(said(each) for each in (first, before) if each is not None))
    begin, end = said(first), said(before - timedelta(days=1))
    return begin if begin == end else _tr("{first} to {last}").format(first=begin, last=end)


def _begins(day: date, precision: Precision) -> bool:
    first = {Precision.YEAR: day.replace(month=1, day=1), Precision.MONTH: day.replace(day=1)}
    return day == first.get(precision, day)


def split(text: str, synonyms: Iterable[str]) -> str | None:
    """Return what follows one of these words at the beginning of the text; None if none does."""
    for word in synonyms:
        if text.casefold().startswith(f"{word} "):
            return text[len(word) + 1 :].strip()
    return None
