"""What the stages of a scan hand to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kinfolk.core.db.models import AssetState
from kinfolk.core.embeddings import Unembedded
from kinfolk.metadata.taken import Taken
from kinfolk.scan.walk import PhotoFile

Box = tuple[int, int, int, int]  # left, top, width, height in displayed pixels


@dataclass(frozen=True, slots=True)
class KnownPhoto:
    """A photo as the library remembers it."""

    asset_id: str
    path: str
    size: int
    modified_ns: int
    content_hash: str  # "" if it was never read
    state: AssetState
    width: int  # 0 if it was never decoded
    folder_id: str
    names_read: str | None = None  # as `Asset.names_read`
    is_looked_at: bool = True  # as `Asset.is_looked_at`
    is_decided: bool = False  # the user has a say in a face of it
    shows_decided: bool = False  # and in one that is to be seen in it now


@dataclass(frozen=True, slots=True)
class KnownCopy:
    """A further place of a photo, as the library remembers it."""

    place_id: str
    asset_id: str
    folder_id: str
    path: str
    size: int
    modified_ns: int
    is_left: bool


@dataclass(frozen=True, slots=True)
class FileLocation:
    """A file, and the known folder it lies in."""

    file: PhotoFile
    folder_id: str

    @classmethod
    def of(cls, known: KnownPhoto | KnownCopy) -> "FileLocation":
        return cls(PhotoFile(known.path, known.size, known.modified_ns), known.folder_id)


@dataclass(frozen=True, slots=True)
class Task:
    """A photo that is to be read."""

    file: PhotoFile
    library_id: str
    folder_id: str
    asset_id: str | None = None
    content_hash: str = ""  # known already if it was needed to look for a moved photo
    copies: tuple[FileLocation, ...] = ()  # new files with the same bytes
    # Photos that it was compared with: it is none of these.
    compared: frozenset[str] = field(default=frozenset(), repr=False)
    lacking: tuple[tuple[str, Box], ...] = ()  # faces whose crop is to be cut again
    unembedded: Unembedded | None = None  # nothing else of it is to be read
    moments: Mapping[str, int] = field(default_factory=dict, repr=False)  # of a video's faces
    finds_faces: bool = True  # else none comes in that nobody knows
    has_faces: bool = False  # it has known ones, which are found again where they went

    @property
    def is_searched(self) -> bool:
        """Whether anything is to be found in it, unless it is as it was."""
        return self.finds_faces or self.has_faces

    @property
    def location(self) -> FileLocation:
        return FileLocation(self.file, self.folder_id)


@dataclass(frozen=True, slots=True)
class ScannedFace:
    """A face as it will be stored."""

    box: Box
    confidence: float
    quality: float
    landmarks: str  # JSON: five [x, y] in displayed pixels
    vector: bytes  # float32, little-endian
    crop: bytes
    at: int | None = None  # of a video: ms from its start


@dataclass(frozen=True, slots=True)
class ScannedPhoto:
    """What became of a task: the facts of a photo and its faces, or the reason why not."""

    task: Task
    content_hash: str
    mimetype: str = ""
    width: int = 0
    height: int = 0
    taken: Taken | None = None
    faces: tuple[ScannedFace, ...] = ()
    crops: tuple[tuple[str, bytes], ...] = ()  # of faces whose crop was lacking
    vectors: tuple[tuple[str, bytes], ...] = ()  # of known faces that lacked one: then no `faces`
    described: tuple[tuple[str, ScannedFace], ...] = ()  # drawn ones among them, by their ids
    reason: str | None = None  # set when it could not be read
    is_lasting: bool = True  # the reason is in the bytes, not in the drive
    is_searched: bool = True  # else its faces are where they were
    preview: bytes = b""  # unless its faces are where they were
    # Digest of its displayed pixels, whatever its bytes say besides; of a video that of its bytes.
    picture: str = ""
    length: int | None = None  # of a video, in ms
