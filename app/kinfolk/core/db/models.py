"""The tables: facts and choices in library.db, what can be made again in cache.db."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
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
from kinfolk.metadata.region import NameSource
from kinfolk.metadata.taken import Taken, TakenPrecision, TakenSource

# A face of lower quality is nobody's portrait who has a better one, and no reference for others. It
# is the same in app/kinfolk/vision/group.py: the two packages do not import each other.
MIN_QUALITY = 0.2
CACHE = "cache"  # cache.db is attached to every connection under this name


class Source(StrEnum):
    """Who made a face's box."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


class AssignedBy(StrEnum):
    """Who said whose face it is; `auto` never overwrites `user`."""

    USER = "user"
    AUTO = "auto"


class AssetState(StrEnum):
    """How far a photo has come."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"
    MISSING = "missing"


class Verdict(StrEnum):
    """An answer that is remembered for ever ("yes" is the assignment itself)."""

    NO = "no"
    UNSURE = "unsure"
    NOT_BY_SCAN = "not_by_scan"  # what a scan did was taken back: none repeats it, but it is asked


class ClaimState(StrEnum):
    """What became of a name that a file says."""

    READ = "read"  # nothing yet: the scan that read it has not ended
    TAKEN = "taken"  # it is a face's or a presence's now, by this file's word
    AGREED = "agreed"  # what it is about had the name already, or has it by the user's word, too
    OPEN = "open"  # for the user to decide: it disagrees with their word, or with another file
    REFUSED = "refused"  # by the user
    LEFT = "left"  # its import was undone: no scan takes it, but it may be asked for


GIVEN = (ClaimState.TAKEN, ClaimState.AGREED)


def _reference(target: str, on_delete: str, *, nullable: bool = False) -> Any:
    return Field(
        default=None if nullable else ...,
        sa_column=Column(String, ForeignKey(target, ondelete=on_delete), nullable=nullable),
    )


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware UTC in Python, naive UTC text in SQLite."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


# These have their default in the table, too: who inserts many rows at once may leave them out.


def _text() -> Any:
    """A column that is "" where nothing is known."""
    return Field(default="", sa_column=Column(String, nullable=False, server_default=""))


def _number() -> Any:
    """A column that is 0 where nothing is known."""
    return Field(default=0, sa_column=Column(Integer, nullable=False, server_default=text("0")))


def _switch(*, is_on: bool) -> Any:
    """A column that is on or off unless somebody says otherwise."""
    default = text(str(int(is_on)))
    return Field(default=is_on, sa_column=Column(Boolean, nullable=False, server_default=default))


def _moment() -> Any:
    return Field(sa_column=Column(UtcDateTime, nullable=False, default=now))


class Library(SQLModel, table=True):
    """A set of folders with its own people."""

    id: str = Field(primary_key=True)
    name: str
    description: str | None = None
    created_at: datetime = _moment()
    updated_at: datetime = _moment()


class Folder(SQLModel, table=True):
    """A folder of the user's photos, walked by the scan and never written to."""

    __table_args__ = (Index("folder_path", "library_id", "path", unique=True),)

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    path: str  # absolute
    is_away: bool = False  # the drive was not there at the last scan
    found_at: str | None = None  # where most of its photos were found while it was away
    find_faces: bool = _switch(is_on=True)  # in its photos, by each scan
    read_names: bool = _switch(is_on=True)  # that its photos carry, by each scan
    keep_names: bool = _switch(is_on=False)  # beside its photos, in sidecars
    created_at: datetime = _moment()


class Asset(SQLModel, table=True):
    """A photo: where it is, what it is, and how its scan went."""

    __table_args__ = (
        Index("asset_path", "library_id", "path", unique=True),
        Index("asset_content", "library_id", "content_hash"),
        Index("asset_folder_state", "folder_id", "state"),
        Index("asset_missing", "id", sqlite_where=text("state = 'missing'")),
        Index("asset_picture", "library_id", "picture"),
        Index("asset_names", "folder_id", sqlite_where=text("names_read IS NULL")),
    )

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    folder_id: str = _reference("folder.id", "CASCADE")
    path: str  # absolute
    file_size: int  # bytes
    modified_ns: int  # the file's mtime
    content_hash: str  # BLAKE2b-128 of the bytes, hexadecimal; "" while unread
    # What it shows: a digest of its displayed pixels, of a video of its bytes; "" while unread.
    picture: str = _text()
    mimetype: str = ""
    width: int = 0  # displayed pixels, after EXIF rotation
    height: int = 0
    length_ms: int | None = None  # of a video, 0 where it does not say; null for a photo
    # Local time of the camera, no zone; of a day, a month or a year alone the first moment.
    taken_at: datetime | None = Field(default=None, sa_column=Column(DateTime))
    taken_precision: TakenPrecision = Field(
        default=TakenPrecision.SECOND,
        sa_column=Column(String, nullable=False, server_default=TakenPrecision.SECOND.value),
    )
    taken_source: TakenSource | None = Field(default=None, sa_column=Column(String))
    state: AssetState = Field(sa_column=Column(String, nullable=False))
    reason: str | None = None  # why it failed, for a person to read
    # Off: it was read while no faces were looked for in its folder.
    is_looked_at: bool = _switch(is_on=True)
    # A digest of the files that said who is in it, as they were when they were read; null: never.
    names_read: str | None = None
    # Which of them could not be read and why, for a person to read.
    names_trouble: str | None = None
    created_at: datetime = _moment()
    updated_at: datetime = _moment()

    @property
    def taken(self) -> Taken | None:
        """As far as it is known."""
        return Taken.stored(self.taken_at, self.taken_precision, self.taken_source)


class Place(SQLModel, table=True):
    """A further file with the bytes of a photo: a copy is no second photo.

    The photo's own row holds its first place. No path is both: the scan mends what is.
    """

    __table_args__ = (
        Index("place_path", "library_id", "path", unique=True),
        Index("place_asset", "asset_id"),
        Index("place_folder", "folder_id"),
    )

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    asset_id: str = _reference("asset.id", "CASCADE")
    folder_id: str = _reference("folder.id", "CASCADE")
    path: str  # absolute
    file_size: int  # bytes
    modified_ns: int  # the file's mtime
    # The photo was found elsewhere while the folder of this place was away: did the folder move?
    is_left: bool = False
    created_at: datetime = _moment()


class Person(SQLModel, table=True):
    """Somebody, named or not yet."""

    __table_args__ = (
        Index("person_name", "library_id", "name_key", unique=True),
        Index("person_created", "library_id", "created_at", "id"),
        Index("person_thumbnail", "thumbnail_face_id"),
    )

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    name: str | None = None
    name_key: str | None = None  # trimmed and case-folded: unique in the library
    birth_date: date | None = None  # of a month or a year alone the first day
    birth_precision: Precision = Field(
        default=Precision.DAY,
        sa_column=Column(String, nullable=False, server_default=Precision.DAY.value),
    )
    is_hidden: bool = False
    is_favorite: bool = False
    # False for a group of a scan that has not ended yet: it may still be grouped anew.
    is_settled: bool = True
    # The face chosen as thumbnail; null lets the best one stand in.
    thumbnail_face_id: str | None = _reference("face.id", "SET NULL", nullable=True)
    # The face that stands for them although nobody chose it; it counts only while it is theirs.
    portrait_face_id: str | None = None
    created_at: datetime = _moment()
    updated_at: datetime = _moment()

    @property
    def born(self) -> Birth | None:
        if self.birth_date is None:
            return None
        return Birth(self.birth_date, Precision(self.birth_precision))


class Scan(SQLModel, table=True):
    """A scan that assigned faces, and with which engine."""

    __table_args__ = (Index("scan_library", "library_id"),)

    id: int | None = Field(default=None, primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    engine_id: str
    started_at: datetime = _moment()


class Face(SQLModel, table=True):
    """A face in a photo, and whose it is.

    Its box is of the picture that is `seen_in`. Where the photo shows another one now the face
    waits, with all that was said of it, until the photo (or another one) shows it again.
    """

    __table_args__ = (
        Index("face_asset", "asset_id"),
        Index("face_library", "library_id", "id"),
        Index("face_unassigned", "library_id", "id", sqlite_where=text("person_id IS NULL")),
        Index("face_person", "person_id", "id"),
        Index("face_person_asset", "person_id", "asset_id"),  # counts a person's photos
        # A person's best face first: the user's choice before the machine's, then quality.
        Index("face_best", "person_id", text("assigned_by DESC"), text("quality DESC"), "id"),
        Index("face_seen", "seen_in"),
        Index("face_scan", "scan_id", sqlite_where=text("scan_id IS NOT NULL")),
        Index("face_twice", "person_id", sqlite_where=text("twice_at IS NOT NULL")),
    )

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")  # the asset's, kept here for paging
    asset_id: str = _reference("asset.id", "CASCADE")
    person_id: str | None = _reference("person.id", "SET NULL", nullable=True)
    assigned_by: AssignedBy | None = Field(default=None, sa_column=Column(String))
    # Which scan assigned it; null for what the user decided.
    scan_id: int | None = Field(
        default=None, sa_column=Column(Integer, ForeignKey("scan.id", ondelete="SET NULL"))
    )
    x: int  # displayed pixels
    y: int
    w: int
    h: int
    timestamp_ms: int | None = None  # of a video: its moment
    seen_in: str = _text()  # as `Asset.picture`; "" where nobody knows
    seen_width: int = _number()  # of that picture, in the pixels of the box
    seen_height: int = _number()
    # When the user said that whoever it is may be twice in this picture: a mirror, a collage.
    twice_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    source: Source = Field(sa_column=Column(String, nullable=False))
    confidence: float | None = None  # 0..1, null for a manual face
    quality: float = 0.0  # 0..1, see app/kinfolk/vision/quality.py
    landmarks: str | None = None  # JSON: five [x, y] in displayed pixels
    created_at: datetime = _moment()
    updated_at: datetime = _moment()


class Presence(SQLModel, table=True):
    """The user said: this person is in the photo, where no face of theirs can be seen.

    It follows the picture as a face does.
    """

    __table_args__ = (
        Index("presence_library", "library_id"),
        Index("presence_pair", "asset_id", "person_id", unique=True),
        Index("presence_person", "person_id"),
        Index("presence_seen", "seen_in"),
    )

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    asset_id: str = _reference("asset.id", "CASCADE")
    person_id: str = _reference("person.id", "CASCADE")
    seen_in: str  # as `Face.seen_in`
    created_at: datetime = _moment()


class NameClaim(SQLModel, table=True):
    """A file says that somebody is in the photo.

    It is remembered whatever becomes of it, so that no scan takes it twice, nor takes what was
    undone or refused.
    """

    __tablename__ = "name_claim"
    __table_args__ = (
        Index("name_claim_asset", "asset_id"),
        Index("name_claim_face", "face_id", sqlite_where=text("face_id IS NOT NULL")),
        Index("name_claim_presence", "presence_id", sqlite_where=text("presence_id IS NOT NULL")),
        Index("name_claim_state", "state"),
    )

    id: str = Field(primary_key=True)
    asset_id: str = _reference("asset.id", "CASCADE")
    name: str  # as the file has it
    # Displayed pixels of the picture that is `seen_in`; null: somewhere in the photo.
    x: int | None = None
    y: int | None = None
    w: int | None = None
    h: int | None = None
    seen_in: str  # as `Face.seen_in`
    form: NameSource = Field(sa_column=Column(String, nullable=False))  # how it was written down
    program: str = ""  # that wrote it, as far as the file says
    file: str  # its name
    is_doubtful: bool = _switch(is_on=False)  # its file may be about another photo
    state: ClaimState = Field(sa_column=Column(String, nullable=False))
    # What it became, or what it is to be decided about.
    face_id: str | None = _reference("face.id", "SET NULL", nullable=True)
    presence_id: str | None = _reference("presence.id", "SET NULL", nullable=True)
    created_at: datetime = _moment()


class SidecarEntry(SQLModel, table=True):
    """One entry of a sidecar that is ours, see app/kinfolk/metadata/writing.py."""

    __tablename__ = "sidecar_entry"
    __table_args__ = (
        Index("sidecar_entry_asset", "asset_id"),
        Index("sidecar_entry_file", "file"),
    )

    id: str = Field(primary_key=True)
    asset_id: str = _reference("asset.id", "CASCADE")
    file: str  # the sidecar's path, absolute
    name_list: str  # a `NameList`
    text: str
    # The box in parts of the stored picture's sides; null where the entry has none.
    x: float | None = None
    y: float | None = None
    w: float | None = None
    h: float | None = None
    created_at: datetime = _moment()


class Sidecar(SQLModel, table=True):
    """A sidecar that we have written into, and what it was to say then."""

    __table_args__ = (
        # Two libraries may have the same folder.
        Index("sidecar_photo", "asset_id", "photo", unique=True),
    )

    id: str = Field(primary_key=True)
    asset_id: str = _reference("asset.id", "CASCADE")
    photo: str  # the path of the photo's file that it lies beside, absolute
    file: str  # its own
    said: str  # JSON: names and boxes as `core/sidecars.py` has them; null: it may say others now
    # Its size in bytes and the time of its last change when that was so; null: there was none.
    file_size: int | None = None
    modified_ns: int | None = None


class PhotoSummary(SQLModel, table=True):
    """What searches read of a photo; triggers of the schema write it."""

    __tablename__ = "photo_summary"
    __table_args__ = (
        Index("photo_summary_asset", "asset_id", unique=True),
        Index("photo_summary_people", "people", "unknown", "state", "library_id"),
        Index("photo_summary_time", "is_rough", "first", "last", "library_id", "state"),
    )

    n: int | None = Field(default=None, primary_key=True)
    asset_id: str
    library_id: str
    state: AssetState = Field(sa_column=Column(String, nullable=False))
    # When it was taken, or else found; in the time of `Asset.taken_at`.
    moment: datetime = Field(sa_column=Column(DateTime, nullable=False))
    # The first and the last moment at which it may have been taken; null without a date.
    first: datetime | None = Field(default=None, sa_column=Column(DateTime))
    last: datetime | None = Field(default=None, sa_column=Column(DateTime))
    is_rough: bool | None = None  # whether these are days apart
    people: int  # who are in it now; each face of nobody is somebody
    unknown: int  # of them those without a name whom nobody has ignored


class Appearance(SQLModel, table=True):
    """A photo shows somebody now, or they are in it without a box; triggers write it, too."""

    person_id: str = Field(primary_key=True)
    photo: int = Field(primary_key=True, sa_type=Integer)  # its `PhotoSummary.n`


class Remembered(SQLModel, table=True):
    """What was decided about a picture that no folder holds any more, see core/remembered.py.

    A row of another table as it was. Of that row it has the id.
    """

    __table_args__ = (
        Index("remembered_content", "library_id", "content_hash"),
        Index("remembered_picture", "library_id", "picture"),
        Index("remembered_person", "person_id", sqlite_where=text("person_id IS NOT NULL")),
    )

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    content_hash: str  # as `Asset.content_hash`; "" where the photo showed another picture by then
    picture: str  # as `Face.seen_in`
    tbl: str
    # Whose face it is, or whom the row is about: also after a merge.
    person_id: str | None = _reference("person.id", "SET NULL", nullable=True)
    row: str  # JSON
    created_at: datetime = _moment()


class SavedSearch(SQLModel, table=True):
    """A search over photos that the user has given a name."""

    __tablename__ = "saved_search"
    __table_args__ = (Index("saved_search_name", "library_id", "name_key", unique=True),)

    id: str = Field(primary_key=True)
    library_id: str = _reference("library.id", "CASCADE")
    name: str
    name_key: str  # trimmed and case-folded: unique in the library
    wanted: str  # JSON: the filter
    created_at: datetime = _moment()


class DismissedBox(SQLModel, table=True):
    """The user deleted an automatic face here: no later scan brings it back.

    It follows the picture as a face does.
    """

    __tablename__ = "dismissed_box"
    __table_args__ = (
        Index("dismissed_box_asset", "asset_id"),
        Index("dismissed_box_seen", "seen_in"),
    )

    id: str = Field(primary_key=True)
    asset_id: str = _reference("asset.id", "CASCADE")
    x: int  # displayed pixels
    y: int
    w: int
    h: int
    timestamp_ms: int | None = None  # as of `Face`
    seen_in: str = _text()
    seen_width: int = _number()
    seen_height: int = _number()
    # JSON: engine → the face's vector as it saw it (hexadecimal), so that a lost cache loses none.
    vectors: str | None = None
    look: str | None = None  # see `crops.look`, hexadecimal
    created_at: datetime = _moment()


class Rejection(SQLModel, table=True):
    """The user said: this face is not (or not surely) that person."""

    __table_args__ = (
        Index("rejection_pair", "face_id", "person_id", unique=True),
        Index("rejection_person", "person_id"),
    )

    id: str = Field(primary_key=True)
    face_id: str = _reference("face.id", "CASCADE")
    person_id: str = _reference("person.id", "CASCADE")
    verdict: Verdict = Field(sa_column=Column(String, nullable=False))
    created_at: datetime = _moment()


class DistinctPair(SQLModel, table=True):
    """The user said: these two are not (or not surely) the same person; person_a < person_b."""

    __tablename__ = "distinct_pair"
    __table_args__ = (
        Index("distinct_pair_people", "person_a", "person_b", unique=True),
        Index("distinct_pair_second", "person_b"),
    )

    id: str = Field(primary_key=True)
    person_a: str = _reference("person.id", "CASCADE")
    person_b: str = _reference("person.id", "CASCADE")
    verdict: Verdict = Field(sa_column=Column(String, nullable=False))
    created_at: datetime = _moment()


class Step(SQLModel, table=True):
    """One entry of the history: what a labelled write changed, as row images."""

    __table_args__ = {"sqlite_autoincrement": True}  # an id is never another step's later

    id: int | None = Field(default=None, primary_key=True)
    code: str  # of what was done, see app/kinfolk/core/actions.py
    arguments: str  # JSON
    origin: str  # who did it
    is_undone: bool = False
    # Undone, and then something else was done: it is no longer what redo does next.
    is_aside: bool = False
    size: int  # bytes of `rows`
    created_at: datetime = _moment()
    rows: str  # JSON, see app/kinfolk/core/db/history.py; last, so that lists need not read past it


def _crop_checksum(context: DefaultExecutionContext) -> int:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return checksums.crop_checksum(row["jpeg"], row["face_id"])


def _vector_checksum(context: DefaultExecutionContext) -> int | None:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return checksums.vector_checksum(row["vector"], row["face_id"], row["engine_id"])


class Identity(SQLModel, table=True):
    """Which library the file is: made at random with it, and known to its cache."""

    id: str = Field(primary_key=True)


class Touched(SQLModel, table=True):
    """A row that was touched of late, see app/kinfolk/core/db/touched.py; triggers write it."""

    n: int | None = Field(default=None, primary_key=True)
    mark: int
    tbl: str
    row_id: str


class Crop(SQLModel, table=True):
    """A face cut out with a margin."""

    __table_args__ = {"schema": CACHE}

    face_id: str = Field(primary_key=True)
    jpeg: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    checksum: int = Field(sa_column=Column(Integer, nullable=False, default=_crop_checksum))


class Embedding(SQLModel, table=True):
    """A face as an engine sees it; vectors of two engines are never compared."""

    __table_args__ = {"schema": CACHE}

    face_id: str = Field(primary_key=True)
    engine_id: str = Field(primary_key=True)
    vector: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # float32, little-endian
    checksum: int | None = Field(default=None, sa_column=Column(Integer, default=_vector_checksum))


class Preview(SQLModel, table=True):
    """A photo as a small JPEG, of the picture that it shows."""

    __table_args__ = (
        Index("preview_asset", "asset_id", unique=True),
        Index("preview_size", "size"),
        {"schema": CACHE},
    )

    n: int | None = Field(default=None, primary_key=True)  # counts up with each that is made
    asset_id: str
    picture: str  # as `Asset.picture`
    size: int  # bytes of `jpeg`; their sum is asked for often
    checksum: int
    jpeg: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


# Tables whose changes are recorded for undo; the cache and the history itself are not.
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

# Photos in the order they were taken; without a capture time, the moment they were found.
WHEN_TAKEN = func.coalesce(col(Asset.taken_at), col(Asset.created_at))
Index("asset_when", col(Asset.library_id), WHEN_TAKEN, col(Asset.id))
