"""The bodies of responses, field by field as in docs/api.md."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, WithJsonSchema

from kinfolk.api.schemas import BoundingBox
from kinfolk.api.urls import Urls
from kinfolk.core.faces import crops, faces
from kinfolk.core.names_in_files import claims
from kinfolk.core.people import people
from kinfolk.core.photos import library, photos, previews
from kinfolk.metadata import capture_date
from kinfolk.metadata.capture_date import TakenPrecision, TakenSource
from kinfolk.recognition import cohesion, suggestion

T = TypeVar("T")

CROP_TYPE = "image/jpeg"


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)  # pydantic writes UTC with a Z


Moment = Annotated[datetime, AfterValidator(_utc)]
# By the camera's clock: "date-time" would promise a time zone.
LocalMoment = Annotated[datetime, WithJsonSchema({"type": "string"})]


class Empty(BaseModel):
    """The acknowledgement `{}`."""


class Page(BaseModel, Generic[T]):
    """A page of a list; the last id in it is the cursor of the next page."""

    data: list[T]
    has_more: bool


class AssetVariant(BaseModel):
    """A picture to fetch; its address expires."""

    url: str
    mimetype: str
    width: int | None


class ClusterMetrics(BaseModel):
    """How close a person's faces are to each other, as cosine distances."""

    pairwise_p90: float
    pairwise_mean: float
    face_count: int

    @classmethod
    def of(cls, metrics: cohesion.Cohesion | None) -> "ClusterMetrics | None":
        """Return the metrics; None also if there are no two faces to compare."""
        if metrics is None or metrics.pairwise_p90 is None or metrics.pairwise_mean is None:
            return None
        return cls(**vars(metrics))


class Person(BaseModel):
    """A person."""

    id: str
    name: str | None
    birth_date: date | None
    birth_about: str | None  # "1950-06", "1950" or "~1950", if the day is not known
    is_hidden: bool
    is_favorite: bool
    thumbnail_face_id: str | None
    asset_urls: dict[str, AssetVariant] | None
    asset_count: int | None
    cluster_metrics: ClusterMetrics | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(
        cls, person: people.Person, urls: Urls, metrics: cohesion.Cohesion | None = None
    ) -> "Person":
        """Return the response for a person."""
        face = person.effective_face_id
        made = {
            "birth_about": str(person.birth_about) if person.birth_about else None,
            "asset_urls": _pictures(face, urls) if face else None,
            "cluster_metrics": ClusterMetrics.of(metrics),
        }
        return cls(**vars(person) | made)


class Candidate(BaseModel):
    """A person whose face it may be, with the cosine distance; smaller is closer."""

    person_id: str
    distance: float
    name: str | None


class ClusterAssignment(BaseModel):
    """How well a face fits its person, and who else is close."""

    distance_to_person: float | None
    candidates: list[Candidate]

    @classmethod
    def of(
        cls,
        fit: float | None,
        near: Iterable[suggestion.PersonCandidate],
        known: Mapping[str, people.Person],
    ) -> "ClusterAssignment":
        """Return the response; candidates not in `known` no longer exist and are left out."""
        candidates = [
            Candidate(
                person_id=each.person_id,
                distance=each.distance,
                name=known[each.person_id].name,
            )
            for each in near
            if each.person_id in known
        ]
        return cls(distance_to_person=fit, candidates=candidates)


class NameOrigin(BaseModel):
    """Where a face's name came from: a file, and the program if it is known."""

    program: str | None
    file: str

    @classmethod
    def of(cls, origin: claims.ClaimOrigin) -> "NameOrigin":
        """Return the response for a name's origin."""
        return cls(program=origin.by or None, file=origin.file)


class Face(BaseModel):
    """A face in a photo."""

    id: str
    asset_id: str
    bounding_box: BoundingBox
    source: Literal["automatic", "manual"]
    confidence: float | None
    person_id: str | None
    assigned_by: Literal["user", "auto"] | None
    name_origin: NameOrigin | None  # null if the user named it
    timestamp_ms: int | None
    asset_urls: dict[str, AssetVariant] | None
    cluster_assignment: ClusterAssignment | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(
        cls,
        face: faces.Face,
        urls: Urls,
        assignment: ClusterAssignment | None = None,
        origin: claims.ClaimOrigin | None = None,
    ) -> "Face":
        """Return the response for a face."""
        made = {
            "bounding_box": BoundingBox(**vars(face.box)),
            "name_origin": NameOrigin.of(origin) if origin else None,
            "asset_urls": _pictures(face.id, urls),
            "cluster_assignment": assignment,
        }
        return cls(**vars(face) | made)


class Taken(BaseModel):
    """When a photo was taken, as precisely as it is known."""

    date: str  # "1975-06-12T10:11:12", or as much as is known
    precision: TakenPrecision
    source: TakenSource

    @classmethod
    def of(cls, known: capture_date.CaptureDate) -> "Taken":
        """Return the response for a date."""
        return cls(date=known.iso, precision=known.precision, source=known.source)


class Metadata(BaseModel):
    """What the photo's own metadata says."""

    asset_id: str
    original_datetime: LocalMoment | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, asset: photos.Asset) -> "Metadata":
        """Return the response for a photo's metadata."""
        return cls(
            asset_id=asset.id,
            original_datetime=asset.taken.at if asset.taken else None,
            created_at=asset.created_at,
            updated_at=asset.updated_at,
        )


class Asset(BaseModel):
    """A photo in the user's folders."""

    id: str
    original_file_name: str
    mime_type: str
    file_size_bytes: int
    width: int | None
    height: int | None
    length_ms: int | None  # of a video, else null
    local_datetime: LocalMoment  # when it was found, if it has no date
    taken: Taken | None
    kind: Literal["original"]
    current_version_id: str
    faces: list[Face] | None
    people: list[Person] | None
    metadata: Metadata | None
    asset_urls: dict[str, AssetVariant] | None
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, asset: photos.Asset, urls: Urls) -> "Asset":
        """Return the response for a photo, without the parts that have to be asked for."""
        return cls(
            id=asset.id,
            original_file_name=asset.path.name,
            mime_type=asset.mimetype,
            file_size_bytes=asset.file_size,
            width=asset.width or None,
            height=asset.height or None,
            length_ms=asset.length_ms,
            local_datetime=asset.moment,
            taken=Taken.of(asset.taken) if asset.taken else None,
            kind="original",
            current_version_id=asset.id,  # no photo is ever changed
            faces=None,
            people=None,
            metadata=None,
            asset_urls=_variants(asset.id, urls) if asset.width else None,
            created_at=asset.created_at,
            updated_at=asset.updated_at,
        )


class Owner(BaseModel):
    """The user of this machine."""

    id: Literal["user_local"] = "user_local"
    display_name: None = None


class Library(BaseModel):
    """A library; the SDK requires an owner and storage, which are the user and their folders."""

    id: str
    name: str
    description: str | None
    asset_count: int
    owner: Owner = Owner()
    role: Literal["owner"] = "owner"
    user_id: Literal["user_local"] = "user_local"
    storage_used_bytes: Literal[0] = 0  # the photos stay in the user's folders
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, known: library.Library) -> "Library":
        """Return the response for a library."""
        return cls(**vars(known))


def _pictures(face_id: str, urls: Urls) -> dict[str, AssetVariant]:
    return {"thumbnail": _variant(urls.face(face_id), crops.SIDE)}


def _variants(asset_id: str, urls: Urls) -> dict[str, AssetVariant]:
    widths = {"thumbnail": crops.SIDE, "preview": previews.SIDE}
    return {name: _variant(urls.photo(asset_id, name), width) for name, width in widths.items()}


def _variant(url: str, width: int) -> AssetVariant:
    return AssetVariant(url=url, mimetype=CROP_TYPE, width=width)
