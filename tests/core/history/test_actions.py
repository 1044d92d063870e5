"""What the history says of steps whose words are made from what was done."""

from datetime import date, datetime
from pathlib import Path

import pytest

from kinfolk.core.actions import Action, Origin
from kinfolk.core.birth import Birth
from kinfolk.core.db.models import ClaimState
from kinfolk.core.exchange import contacts, importing
from kinfolk.core.exchange.contacts import ContactChanges, ContactEntry
from kinfolk.core.exchange.plan import ImportCounts
from kinfolk.core.history.wording import words
from kinfolk.core.names_in_files import claims, sidecars
from kinfolk.core.names_in_files.claims import Claim, ClaimOrigin
from kinfolk.core.names_in_files.name_import import NamesRead
from kinfolk.core.photos import dates, folder_dates, library
from kinfolk.core.photos.folder_dates import FolderDate
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from kinfolk.metadata.region import NameSource

TRIP, DRIVE = Path("/photos/Trip"), Path("/")  # a drive has no name but its path


def taken(precision: TakenPrecision) -> CaptureDate:
    return CaptureDate(datetime(2019, 4, 12, 10, 11, 12), precision, TakenSource.USER)


def claim(name: str) -> Claim:
    origin = ClaimOrigin("digiKam", next(iter(NameSource)), "a.xmp")
    return Claim("claim", "asset", TRIP, name, None, origin, ClaimState.OPEN, None, None, None)


def counts(people: int, faces: int) -> ImportCounts:
    return ImportCounts(people, 0, faces, *[0] * 7)


def changes(births: int, new: int) -> ContactChanges:
    born = Birth(date(2000, 1, 1))
    return ContactChanges((("person", born),) * births, (ContactEntry("Eva", born),) * new, 0, ())


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (sidecars.keeping(TRIP, is_on=True), "Save names next to photos in “Trip”"),
        (sidecars.keeping(DRIVE, is_on=False), "Stop saving names next to photos in “/”"),
        (claims.reading_in(TRIP, is_on=True), "Read names from photos in Trip"),
        (claims.reading_in(DRIVE, is_on=False), "Stop reading names from photos in /"),
        (library.finding_faces_in(TRIP, is_on=True), "Find faces in Trip"),
        (library.finding_faces_in(DRIVE, is_on=False), "Stop finding faces in /"),
        (library.moving(TRIP, Path("/photos/Travel")), "Trip moved to Travel"),
        (library.moving(TRIP, Path("/old/Trip")), "/photos/Trip moved to /old/Trip"),
        (dates.giving(taken(TakenPrecision.SECOND), 1), "Date a photo: 2019-04-12"),
        (dates.giving(taken(TakenPrecision.YEAR), 2), "Date 2 photos: 2019"),
        (dates.giving(taken(TakenPrecision.ABOUT), 3), "Date 3 photos: about 2019"),
        (
            folder_dates.using([FolderDate(TRIP, taken(TakenPrecision.DAY), ("a", "b"))]),
            "Use dates from a folder name",
        ),
        (claims.taking([claim("Eva")]), "Use the name Eva from a.xmp"),
        (claims.refusing([claim("Eva")]), "Keep yours instead of Eva in a.xmp"),
        (claims.refusing([claim("Eva"), claim("Ben")]), "Keep yours instead of 2 names in files"),
        (NamesRead(3, 2, 1).action(), "Read 3 names of 2 people from 1 photo"),
        (importing.action(counts(1, 2)), "Import 2 faces and 1 new person"),
        (importing.action(counts(2, 0)), "Import 2 new people"),
        (importing.action(counts(0, 1)), "Import 1 face"),
        (importing.action(counts(0, 0)), "Import names and decisions"),
        (
            contacts.action(changes(2, 1), with_new=True),
            "Read 2 birth dates and 1 new person from contacts",
        ),
        (contacts.action(changes(1, 1), with_new=False), "Read 1 birth date from contacts"),
    ],
)
def test_what_was_done_is_said(action: Action, said: str) -> None:
    assert words(action, Origin.WINDOW) == said
