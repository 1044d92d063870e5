"""What an import sheet shows of a file: what would be imported, and how to do it."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from kinfolk.core.actions import Action
from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.exchange import contacts, export_reading, importing
from kinfolk.core.exchange.chosen_file import is_contacts
from kinfolk.core.exchange.contacts import ContactChanges, ContactEntry
from kinfolk.core.exchange.document import Export
from kinfolk.core.exchange.importing import Imported
from kinfolk.core.exchange.plan import Disagreement, DisagreementKind, ImportCounts
from kinfolk.gui.base import words

_tr = partial(QCoreApplication.translate, "Incoming")


@dataclass(frozen=True)
class Difference:
    """Hold something that the file and the library say differently; `place` is its photo, or ""."""

    name: str
    reason: str
    place: str = ""


@dataclass(frozen=True)
class Incoming:
    """Hold what a file would change. `comes` and `stays` are sentences for the sheet.

    `more` is the number of people who are only imported if the user asks for it. `bring(session,
    with_more)` imports, and `action(with_more)` names that step.
    """

    comes: Sequence[str]
    stays: Sequence[str]
    differences: Sequence[Difference]
    more: int
    bring: Callable[[Session, bool], object]  # with those people, or without
    action: Callable[[bool], Action]


def read(db: Database, path: Path, library_id: str | None) -> Incoming:
    """Read a file and compare it with the library; AppError if it cannot be imported.

    Call it off the main thread.
    """
    if is_contacts(path):
        entries = contacts.read(path)
        with db.read() as session:
            changes = contacts.compare(session, entries, library_id)
        return _of_contacts(entries, changes, library_id)
    export = export_reading.read(path)
    with db.read() as session:
        found = importing.preview(session, export, library_id)
    return _of_export(export, found, library_id)


def _of_contacts(
    entries: Sequence[ContactEntry], changes: ContactChanges, library_id: str | None
) -> Incoming:
    """Describe an address book."""
    dates = words.count(len(changes.births), "%Ln birth date", "%Ln birth dates")
    return Incoming(
        comes=[_tr("{} for people you’ve named").format(dates)] if changes.births else [],
        stays=[],
        differences=[
            Difference(name, _tr("Different birth date in the file. Yours is kept."))
            for name in changes.differing
        ],
        more=len(changes.new),
        bring=lambda session, with_new: contacts.bring_in(
            session, entries, library_id, with_new=with_new
        ),
        action=lambda with_new: contacts.action(changes, with_new=with_new),
    )


def _of_export(export: Export, found: Imported, library_id: str | None) -> Incoming:
    counts = found.counts
    return Incoming(
        comes=list(_coming(counts)),
        stays=list(_staying(counts)),
        differences=[_difference(each) for each in found.disagreements],
        more=0,
        bring=lambda session, _: importing.bring_in(session, export, library_id),
        action=lambda _: importing.action(counts),
    )


def _coming(counts: ImportCounts) -> Sequence[str]:
    said = {
        words.count(counts.new_people, "%Ln new person", "%Ln new people"): counts.new_people,
        _tr("{} with a name").format(words.faces(counts.faces)): counts.faces,
        _tr("{} added by Kinfolk").format(words.faces(counts.placed)): counts.placed,
        _tr("{} to suggestions").format(words.answers(counts.answers)): counts.answers,
        words.count(
            counts.others,
            "%Ln other thing, such as a portrait or a date",
            "%Ln other things, such as portraits and dates",
        ): counts.others,
    }
    return [sentence for sentence, number in said.items() if number]


def _staying(counts: ImportCounts) -> Sequence[str]:
    """Return sentences about what cannot be imported."""
    said = []
    if counts.unknown_photos:
        text = _tr("Not in your library: {} from the file. Scan for new photos, then import again.")
        said.append(text.format(words.photos(counts.unknown_photos)))
    if counts.faces_not_found:
        said.append(_tr("{} not found in your photos").format(words.faces(counts.faces_not_found)))
    return said


def _difference(one: Disagreement) -> Difference:
    somebody = one.name or _tr("Unnamed person")
    here = one.here or _tr("someone unnamed or ignored")
    name, reason = {
        DisagreementKind.WHO: (somebody, _tr("This face is {} in your library")),
        DisagreementKind.ANSWER: (
            somebody,
            _tr("A face of this person in one, but not in the other"),
        ),
        DisagreementKind.NO_FACE: (somebody, _tr("Marked as a face in one, but not in the other")),
        DisagreementKind.BIRTH_DATE: (somebody, _tr("Born {there} in the file, {} here")),
        DisagreementKind.HIDDEN: (somebody, _tr("Hidden in the file, but not here")),
        DisagreementKind.PORTRAIT: (somebody, _tr("Different portrait in the file")),
        DisagreementKind.DATE: (_tr("A photo"), _tr("Taken {there} in the file, {} here")),
        DisagreementKind.PAIR: (
            somebody,
            _tr("Answers differ on whether this is the same person as {}"),
        ),
        DisagreementKind.SEARCH: (one.name, _tr("This saved search is different in the file")),
    }[one.kind]
    return Difference(name, reason.format(here, there=one.there), os.path.basename(one.photo))
