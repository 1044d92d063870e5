"""Import names and birth dates from an address book, without changing a known birth date."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlmodel import Session, col

from kinfolk.core import birth, names
from kinfolk.core.actions import Act, Action
from kinfolk.core.birth import Birth
from kinfolk.core.db.models import Person
from kinfolk.core.db.rows import need
from kinfolk.core.exchange import chosen_file
from kinfolk.core.people import people, person_fields
from kinfolk.core.people.person_fields import UNCHANGED
from kinfolk.core.photos import library
from kinfolk.errors import AppError, Text
from kinfolk.files import whole
from kinfolk.metadata import vcard


@dataclass(frozen=True)
class ContactEntry:
    """Hold a name and a birth date of an address book."""

    name: str
    born: Birth | None


@dataclass(frozen=True)
class ContactChanges:
    """Hold what an address book would add to the library.

    `differing` are names of people who have another birth date here, which stays.
    """

    births: tuple[tuple[str, Birth], ...]  # ids of people who have no birth date yet
    new: tuple[ContactEntry, ...]  # entries whose name no one has here
    known: int  # how many entries have the name of someone here
    differing: tuple[str, ...]  # names


def read(path: Path) -> list[ContactEntry]:
    """Return the entries of a vCard file: each name once, with the first date given for it.

    Raises AppError if the file can't be read or is no address book.
    """
    with chosen_file.reading(path):
        data = whole(path, vcard.LARGEST)
    try:
        if data is None:
            raise vcard.NoContacts(Text("it’s too large"))
        cards = vcard.read(data)
    except vcard.NoContacts as error:
        message = "The file can’t be imported: {why}."
        raise AppError(message, "Nothing was changed.", why=error.args[0]) from error
    found: dict[str, ContactEntry] = {}
    for card in cards:
        if (entry := _entry(card)) is not None:
            key = names.key(entry.name)
            known = found.setdefault(key, entry)
            # An address book may have someone twice, and the birth date in either entry.
            if known.born is None:
                found[key] = entry
    return list(found.values())


def _entry(card: vcard.Contact) -> ContactEntry | None:
    """Return the card's name and date, or None if the name is not allowed here."""
    name, born = names.told(card.name), birth.iso(card.born)
    if name is None:
        return None
    return ContactEntry(name, born if born is not None and born.day <= date.today() else None)


def compare(
    session: Session, entries: Sequence[ContactEntry], library_id: str | None = None
) -> ContactChanges:
    """Return what importing the entries would change; changes nothing."""
    home = library.known_or_none(session, library_id)
    query = select(Person).where(col(Person.library_id) == home, col(Person.name).is_not(None))
    here = {row.name_key: row for row in session.execute(query).scalars()}
    births, new, differing = [], [], []
    for entry in entries:
        known = here.get(names.key(entry.name))
        if known is None:
            new.append(entry)
        elif entry.born is not None and known.born is None:
            births.append((known.id, entry.born))
        elif entry.born is not None and entry.born != known.born:
            differing.append(known.name or "")
    known_count = len(entries) - len(new)
    return ContactChanges(tuple(births), tuple(new), known_count, tuple(differing))


def bring_in(
    session: Session,
    entries: Sequence[ContactEntry],
    library_id: str | None = None,
    *,
    with_new: bool,
) -> ContactChanges:
    """Add missing birth dates, and with `with_new` missing people; return what was added."""
    home = library.resolve(session, library_id)
    changes = compare(session, entries, home)
    for person_id, born in changes.births:
        row = need(session, Person, person_id)
        person_fields.apply(session, row, replace(UNCHANGED, birth_date=born))
    if with_new:
        for entry in changes.new:
            people.create(session, name=entry.name, birth_date=entry.born, library_id=home)
    return changes


def action(changes: ContactChanges, *, with_new: bool) -> Action:
    people_count = len(changes.new) if with_new else 0
    return Action.of(
        Act.IMPORT_CONTACTS, dates=len(changes.births) or None, people=people_count or None
    )
