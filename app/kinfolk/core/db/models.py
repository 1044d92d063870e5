"""Rows of the tables: library.db has facts and decisions, cache.db what photos can make again.

The tables themselves, with their indexes and triggers, are in `schema.py` and `cache.py`.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    TypeDecorator,
    func,
    text,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlmodel import Field, SQLModel, col

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.db import checksums
from kinfolk.errors import Text
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource
from kinfolk.metadata.region import NameSource

# Faces of lower quality are no portraits while there is a better one, and no references for others.
# The value is the same in app/kinfolk/vision/group.py: the two packages do not import each other.
MIN_QUALITY = 0.2
CACHE = "cache"  # name under which cache.db is attached to every connection


class Source(StrEnum):
    """Name who made a face's box: a scan or the user."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


class AssignedBy(StrEnum):
    """Name who assigned a face, the user or a scan; a scan never overrules the user."""

    USER = "user"
    AUTO = "auto"


class AssetState(StrEnum):
    """Name the state of a photo: not read yet, read, unreadable, or its file is missing."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"
    MISSING = "missing"


class Verdict(StrEnum):
    """Name an answer that is kept for ever; "yes" is none, because it assigns the face instead."""

    NO = "no"
    UNSURE = "unsure"
    NOT_BY_SCAN = "not_by_scan"  # a scan was taken back: no scan repeats it, but it may be asked


class ClaimState(StrEnum):
    """Name what has happened to a name that a file gives."""

    READ = "read"  # nothing yet: the scan that read it has not ended
    TAKEN = "taken"  # a face or presence has it now, because of this file
    AGREED = "agreed"  # its face or person had the name already, or the user confirmed it
    OPEN = "open"  # it contradicts the user or another file; the user decides
    REFUSED = "refused"  # the user refused it
    LEFT = "left"  # its import was undone: scans skip it until the user asks again


GIVEN = (ClaimState.TAKEN, ClaimState.AGREED)


def _reference(target: str, on_delete: str, *, nullable: bool = False) -> Any:
    """Return a column with a foreign key to `target`."""
    return Field(
        default=None if nullable else ...,
        sa_column=Column(String, ForeignKey(target, ondelete=on_delete), nullable=nullable),
    )


class UtcDateTime(TypeDecorator[datetime]):
    """Store a time: aware UTC in Python, naive UTC text in SQLite."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time as naive UTC for the database."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time from the database as aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Reason(TypeDecorator[str]):
    """Store a `Text` as JSON, so that it can be shown in any language later."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else Text(value).packed()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else Text.unpacked(value)


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


# These defaults are also in the table, so that inserts of many rows may leave the columns out.


def _text() -> Any:
    """Return a text column, "" by default."""
    return Field(default="", sa_column=Column(String, nullable=False, server_default=""))


def _number() -> Any:
    """Return an integer column, 0 by default."""
    return Field(default=0, sa_column=Column(Integer, nullable=False, server_default=text("0")))


def _switch(*, is_on: bool) -> Any:
    """Return a boolean column, True or False by default."""
    default = text(str(int(is_on)))
    return Field(default=is_on, sa_column=Column(Boolean, nullable=False, server_default=default))


def _moment() -> Any:
    return Field(sa_column=Column(UtcDateTime, nullable=False, default=now))


class Library(SQLModel, table=True):
    """Store a set of folders with its own people."""

    id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    created_at: datetime = _moment()
    updated_at: datetime = _moment()


class Folder(SQLModel, table=True):
    """Store a folder of the user's photos; scans read it, and nothing is written to it."""

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    path: str  # absolute
    is_away: bool = False  # its drive was not there at the last scan
    found_at: str | None = None  # where most of its photos were found while it was away
    find_faces: bool = _switch(is_on=True)  # scans look for faces in its photos
    read_names: bool = _switch(is_on=True)  # scans read the names in its photos
    keep_names: bool = _switch(is_on=False)  # write names next to its photos
    created_at: datetime = _moment()


class Asset(SQLModel, table=True):
    """Store a photo or a video: where it is, what it shows, and the state of its scan."""

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    folder_id: str = _reference("folder.id", "CASCADE")
    path: str  # absolute
    file_size: int  # bytes
    modified_ns: int  # the file's mtime
    content_hash: str  # BLAKE2b-128 of the bytes, hexadecimal; "" while unread
    # What it shows: a digest of its displayed pixels, in a video of its bytes; "" while unread.
    picture: str = _text()
    mimetype: str = ""
    width: int = 0  # displayed pixels, after EXIF rotation
    height: int = 0
    length_ms: int | None = None  # of a video, 0 if unknown; None for a photo
    # The camera's local time without zone; of a day, a month or a year its first moment.
    taken_at: datetime | None = Field(default=None, sa_column=Column(DateTime))
    taken_precision: TakenPrecision = Field(
        default=TakenPrecision.SECOND,
        sa_column=Column(String, nullable=False, server_default=TakenPrecision.SECOND.value),
    )
    taken_source: TakenSource | None = Field(default=None, sa_column=Column(String))
    state: AssetState = Field(sa_column=Column(String, nullable=False))
    # Why it could not be read, for people: a `Text`.
    reason: str | None = Field(default=None, sa_column=Column(Reason))
    # False if it was read while faces were not looked for in its folder.
    is_looked_at: bool = _switch(is_on=True)
    # A digest of the files that were read for names, as they were then; None: never.
    names_read: str | None = None
    # Which of them could not be read and why, for people: a `Text`.
    names_trouble: str | None = Field(default=None, sa_column=Column(Reason))
    created_at: datetime = _moment()
    updated_at: datetime = _moment()

    @property
    def taken(self) -> CaptureDate | None:
        """When the photo was taken, as far as known; None without a date."""
        return CaptureDate.stored(self.taken_at, self.taken_precision, self.taken_source)


class Place(SQLModel, table=True):
    """Store a further file with the same bytes as a photo; a copy is not a second photo.

    The photo's own row has the path of the first file. If a path occurs in both tables, the next
    scan corrects that.
    """

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    asset_id: str = _reference("asset.id", "CASCADE")
    folder_id: str = _reference("folder.id", "CASCADE")
    path: str  # absolute
    file_size: int  # bytes
    modified_ns: int  # the file's mtime
    # The photo was found elsewhere while this folder was away: perhaps the folder has moved.
    is_left: bool = False
    created_at: datetime = _moment()


class Person(SQLModel, table=True):
    """Store a person, or a group without a name."""

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    name: str | None = None
    name_key: str | None = None  # without needless space, and case-folded: unique in the library
    birth_date: date | None = None  # first day of a known month or year
    birth_precision: Precision = Field(
        default=Precision.DAY,
        sa_column=Column(String, nullable=False, server_default=Precision.DAY.value),
    )
    is_hidden: bool = False
    is_favorite: bool = False
    # False for a group of a scan that still runs: the scan may group its faces again.
    is_settled: bool = True
    # The portrait that the user chose; without one the best face is shown.
    thumbnail_face_id: str | None = _reference("face.id", "SET NULL", nullable=True)
    # The portrait that was kept though no one chose it; it counts only while the face is theirs.
    portrait_face_id: str | None = None
    created_at: datetime = _moment()
    updated_at: datetime = _moment()

    @property
    def born(self) -> Birth | None:
        """The birth date as far as it is known, or None."""
        if self.birth_date is None:
            return None
        return Birth(self.birth_date, Precision(self.birth_precision))


class Scan(SQLModel, table=True):
    """Store a scan that assigned faces, and its engine."""

    id: int | None = Field(default=None, primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    engine_id: str
    started_at: datetime = _moment()


class Face(SQLModel, table=True):
    """Store a face in a photo, and the person it belongs to.

    The box refers to the picture `seen_in`. If the photo shows another picture now, the face waits,
    with all decisions about it, until this or another photo shows that picture.
    """

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")  # the asset's, repeated here for paging
    asset_id: str = _reference("asset.id", "CASCADE")
    person_id: str | None = _reference("person.id", "SET NULL", nullable=True)
    assigned_by: AssignedBy | None = Field(default=None, sa_column=Column(String))
    # The scan that assigned it; None for what the user decided.
    scan_id: int | None = Field(
        default=None, sa_column=Column(Integer, ForeignKey("scan.id", ondelete="SET NULL"))
    )
    x: int  # displayed pixels
    y: int
    w: int
    h: int
    timestamp_ms: int | None = None  # moment in a video
    seen_in: str = _text()  # as `Asset.picture`; "" if unknown
    seen_width: int = _number()  # of that picture, in pixels of the box
    seen_height: int = _number()
    # When the user said that the person may be twice in this picture: a mirror, a collage.
    twice_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    source: Source = Field(sa_column=Column(String, nullable=False))
    confidence: float | None = None  # 0..1, None for a drawn face
    quality: float = 0.0  # 0..1, see app/kinfolk/vision/quality.py
    landmarks: str | None = None  # JSON: five [x, y] in displayed pixels
    created_at: datetime = _moment()
    updated_at: datetime = _moment()


class Presence(SQLModel, table=True):
    """Store that the user said a person is in the photo, but has no visible face there.

    A presence belongs to the picture, as a face does.
    """

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    asset_id: str = _reference("asset.id", "CASCADE")
    person_id: str = _reference("person.id", "CASCADE")
    seen_in: str  # as `Face.seen_in`
    created_at: datetime = _moment()


class NameClaim(SQLModel, table=True):
    """Store that a file says someone is in the photo.

    The row stays whatever becomes of the claim, so that no scan applies it twice, and none applies
    a claim that was undone or refused.
    """

    __tablename__ = "name_claim"

    id: str = Field(primary_key=True)
    asset_id: str = _reference("asset.id", "CASCADE")
    name: str  # as in the file
    # Displayed pixels of the picture `seen_in`; None: somewhere in the photo.
    x: int | None = None
    y: int | None = None
    w: int | None = None
    h: int | None = None
    seen_in: str  # as `Face.seen_in`
    form: NameSource = Field(sa_column=Column(String, nullable=False))  # how it was written
    program: str = ""  # the program that wrote it, if the file says so
    file: str  # its name
    is_doubtful: bool = _switch(is_on=False)  # the file may be about another photo
    state: ClaimState = Field(sa_column=Column(String, nullable=False))
    # What the name was given to, or the face that is to be decided about.
    face_id: str | None = _reference("face.id", "SET NULL", nullable=True)
    presence_id: str | None = _reference("presence.id", "SET NULL", nullable=True)
    created_at: datetime = _moment()


class SidecarEntry(SQLModel, table=True):
    """Store one entry that Kinfolk wrote to a sidecar; see metadata/sidecar_writing.py."""

    __tablename__ = "sidecar_entry"

    id: str = Field(primary_key=True)
    asset_id: str = _reference("asset.id", "CASCADE")
    file: str  # the sidecar's path, absolute
    name_list: str  # a `NameList`
    text: str
    # The box in fractions of the stored picture's sides; None if the entry has none.
    x: float | None = None
    y: float | None = None
    w: float | None = None
    h: float | None = None
    created_at: datetime = _moment()
    is_instead: bool = _switch(is_on=True)  # see `SidecarItem`; old entries count as true
    instead_of: str | None = None


class Sidecar(SQLModel, table=True):
    """Store a sidecar that Kinfolk has written, and what it was to contain then.

    There is one for each file of a photo. Of two libraries that have the same folder, each has its
    own.
    """

    id: str = Field(primary_key=True)
    asset_id: str = _reference("asset.id", "CASCADE")
    photo: str  # path of the photo's file beside it, absolute
    file: str  # its own path, absolute
    said: str  # JSON: names and boxes as in `sidecars.py`; null: may have changed
    # Its size in bytes and time of last change after writing; None: there was no file.
    file_size: int | None = None
    modified_ns: int | None = None


class PhotoSummary(SQLModel, table=True):
    """Store what searches need to know of a photo; only triggers of the schema write it."""

    __tablename__ = "photo_summary"

    n: int | None = Field(default=None, primary_key=True)
    asset_id: str
    library_id: str
    state: AssetState = Field(sa_column=Column(String, nullable=False))
    # When it was taken, else when it was found; local time as in `Asset.taken_at`.
    moment: datetime = Field(sa_column=Column(DateTime, nullable=False))
    # The first and the last moment at which it may have been taken; None without a date.
    first: datetime | None = Field(default=None, sa_column=Column(DateTime))
    last: datetime | None = Field(default=None, sa_column=Column(DateTime))
    is_rough: bool | None = None  # whether these are days apart
    people: int  # number of people in it; each face of no one counts as one
    unknown: int  # those of them without a name and not ignored


class Appearance(SQLModel, table=True):
    """Store that a person is in a photo now, with a face or without.

    Only triggers write it.
    """

    person_id: str = Field(primary_key=True)
    photo: int = Field(primary_key=True, sa_type=Integer)  # its `PhotoSummary.n`


class Remembered(SQLModel, table=True):
    """Store a decision about a picture that is in no folder of the library any more.

    It is a row of another table as it was, under that row's id; see remembered_decisions.py.
    """

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    content_hash: str  # as in Asset; "" if the photo showed another picture by then
    picture: str  # as `Face.seen_in`
    tbl: str
    # Whose face it is, or whom the row is about; it follows merges.
    person_id: str | None = _reference("person.id", "SET NULL", nullable=True)
    row: str  # JSON
    created_at: datetime = _moment()


class SavedSearch(SQLModel, table=True):
    """Store a photo search that the user has named."""

    __tablename__ = "saved_search"

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    name: str
    name_key: str  # without needless space, and case-folded: unique in the library
    wanted: str  # JSON: the filter
    created_at: datetime = _moment()


class DismissedBox(SQLModel, table=True):
    """Store a box that the user marked as not a face, so that no scan finds it again.

    The box belongs to the picture, as a face does.
    """

    __tablename__ = "dismissed_box"

    id: str = Field(primary_key=True)
    asset_id: str = _reference("asset.id", "CASCADE")
    x: int  # displayed pixels
    y: int
    w: int
    h: int
    timestamp_ms: int | None = None  # as in `Face`
    seen_in: str = _text()
    seen_width: int = _number()
    seen_height: int = _number()
    # JSON: engine → the face's vector in hexadecimal, kept here in case the cache is lost.
    vectors: str | None = None
    look: str | None = None  # see `crops.look`, hexadecimal
    created_at: datetime = _moment()


class Rejection(SQLModel, table=True):
    """Store that a face is not that person, or not surely; see Verdict."""

    id: str = Field(primary_key=True)
    face_id: str = _reference("face.id", "CASCADE")
    person_id: str = _reference("person.id", "CASCADE")
    verdict: Verdict = Field(sa_column=Column(String, nullable=False))
    created_at: datetime = _moment()


class DistinctPair(SQLModel, table=True):
    """Store that two people are different, or that the user is not sure; person_a < person_b."""

    __tablename__ = "distinct_pair"

    id: str = Field(primary_key=True)
    person_a: str = _reference("person.id", "CASCADE")
    person_b: str = _reference("person.id", "CASCADE")
    verdict: Verdict = Field(sa_column=Column(String, nullable=False))
    created_at: datetime = _moment()


class Step(SQLModel, table=True):
    """Store one entry of the history: what a labelled write changed, as row images."""

    __table_args__ = {"sqlite_autoincrement": True}  # an id is never used again

    id: int | None = Field(default=None, primary_key=True)
    code: str  # of what was done, see app/kinfolk/core/actions.py
    arguments: str  # JSON
    origin: str  # which surface did it
    is_undone: bool = False
    # Undone, and then something else was done: redo passes it over.
    is_aside: bool = False
    size: int  # bytes of `rows`
    created_at: datetime = _moment()
    rows: str  # JSON, see core/history/history.py; last, so that lists need not read past it


def _crop_checksum(context: DefaultExecutionContext) -> int:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return checksums.crop_checksum(row["jpeg"], row["face_id"])


def _vector_checksum(context: DefaultExecutionContext) -> int | None:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return checksums.vector_checksum(row["vector"], row["face_id"], row["engine_id"])


class Identity(SQLModel, table=True):
    """Store the random id of library.db, which cache.db repeats to show that it belongs to it."""

    id: str = Field(primary_key=True)


class Touched(SQLModel, table=True):
    """Store that a row was changed lately, see core/db/touched_rows.py; triggers write it."""

    n: int | None = Field(default=None, primary_key=True)
    mark: int
    tbl: str
    row_id: str


class Crop(SQLModel, table=True):
    """Store a face cut out with a margin."""

    __table_args__ = {"schema": CACHE}

    face_id: str = Field(primary_key=True)
    jpeg: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    checksum: int = Field(sa_column=Column(Integer, nullable=False, default=_crop_checksum))


class Embedding(SQLModel, table=True):
    """Store a face's vector by an engine; vectors of two engines are never compared."""

    __table_args__ = {"schema": CACHE}

    face_id: str = Field(primary_key=True)
    engine_id: str = Field(primary_key=True)
    vector: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # float32, little-endian
    checksum: int | None = Field(default=None, sa_column=Column(Integer, default=_vector_checksum))
    age: float | None = None  # in years, as the face looks; null until it is estimated


class Preview(SQLModel, table=True):
    """Store a small JPEG of the picture that a photo shows."""

    __table_args__ = {"schema": CACHE}

    n: int | None = Field(default=None, primary_key=True)  # grows with each preview made
    asset_id: str
    picture: str  # as `Asset.picture`
    size: int  # bytes of `jpeg`; their sum is asked for often
    checksum: int
    jpeg: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


# Tables whose changes are recorded for undo. Not the cache and the history itself.
WATCHED = (
    "library",
    "folder",
    "asset",
    "place",
    "person",
    "face",
    "dismissed_box",
    "rejection",
    "distinct_pair",
    "presence",
    "saved_search",
    "name_claim",
    "sidecar_entry",
    "sidecar",
    "remembered",
)

# Photos in the order they were taken; without a date, when they were found.
WHEN_TAKEN = func.coalesce(col(Asset.taken_at), col(Asset.created_at))
