"""The values that the stages of a scan hand to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kinfolk.core.db.models import AssetState
from kinfolk.core.faces.embeddings import Unembedded
from kinfolk.metadata.capture_date import CaptureDate
from kinfolk.scan.walk import PhotoFile

Box = tuple[int, int, int, int]  # left, top, width, height in displayed pixels
Described = tuple[str, bytes, float | None]  # a known face, its vector, and how old it looks


@dataclass(frozen=True, slots=True)
class KnownPhoto:
    """Hold a photo as the library knows it."""

    asset_id: str
    path: str
    size: int
    modified_ns: int
    content_hash: str  # "" if never read
    state: AssetState
    width: int  # 0 if never decoded
    folder_id: str
    names_read: str | None = None  # as `Asset.names_read`
    is_looked_at: bool = True  # as `Asset.is_looked_at`
    is_decided: bool = False  # the user has decided something about a face of it
    shows_decided: bool = False  # and it shows one of these faces now


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """Hold a further place of a photo as the library knows it."""

    place_id: str
    asset_id: str
    folder_id: str
    path: str
    size: int
    modified_ns: int
    is_left: bool


@dataclass(frozen=True, slots=True)
class FileLocation:
    """Hold a file, and the id of the library's folder it is in."""

    file: PhotoFile
    folder_id: str

    @classmethod
    def of(cls, known: KnownPhoto | KnownCopy) -> "FileLocation":
        """Return the location of a known photo's first place, or of a copy."""
        return cls(PhotoFile(known.path, known.size, known.modified_ns), known.folder_id)


@dataclass(frozen=True, slots=True)
class Task:
    """Hold a photo that is to be read."""

    file: PhotoFile
    library_id: str
    folder_id: str
    asset_id: str | None = None
    content_hash: str = ""  # filled in if it was read to look for a moved photo
    copies: tuple[FileLocation, ...] = ()  # new files with the same bytes
    # Ids of photos that it was compared with: it is none of these.
    compared: frozenset[str] = field(default=frozenset(), repr=False)
    lacking: tuple[tuple[str, Box], ...] = ()  # faces without a crop
    unembedded: Unembedded | None = None  # set: only embed these faces
    moments: Mapping[str, int] = field(default_factory=dict, repr=False)  # ms of a video's faces
    finds_faces: bool = True  # False: new faces are not stored
    has_faces: bool = False  # it has known faces, which are looked for

    @property
    def is_searched(self) -> bool:
        """Whether faces are looked for in it, new or known ones."""
        return self.finds_faces or self.has_faces

    @property
    def location(self) -> FileLocation:
        return FileLocation(self.file, self.folder_id)


@dataclass(frozen=True, slots=True)
class ScannedFace:
    """Hold a face as it will be stored."""

    box: Box
    confidence: float
    quality: float
    landmarks: str  # JSON: five [x, y] in displayed pixels
    vector: bytes  # float32, little-endian
    crop: bytes
    age: float | None = None  # in years, as it looks
    at: int | None = None  # ms from the start of a video


@dataclass(frozen=True, slots=True)
class ScannedPhoto:
    """Hold the result of a task: facts of a photo and its faces, or why it could not be read."""

    task: Task
    content_hash: str
    mimetype: str = ""
    width: int = 0
    height: int = 0
    taken: CaptureDate | None = None
    faces: tuple[ScannedFace, ...] = ()
    crops: tuple[tuple[str, bytes], ...] = ()  # of faces without one
    vectors: tuple[Described, ...] = ()  # of known faces without one; `faces` is empty then
    described: tuple[tuple[str, ScannedFace], ...] = ()  # drawn ones among them, by id
    reason: str | None = None  # why it could not be read
    is_lasting: bool = True  # False: the drive is to blame, not the bytes
    is_searched: bool = True  # False: only known faces were embedded
    preview: bytes = b""  # empty if only known faces were embedded
    # Digest of its displayed pixels; in a video that of its bytes.
    picture: str = ""
    length: int | None = None  # of a video, in ms
