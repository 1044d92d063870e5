"""Query parameters and bodies of requests, field by field as in docs/api.md."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt

from kinfolk.core.faces import faces
from kinfolk.core.people import people_lists
from kinfolk.core.people.person_fields import PersonChanges
from kinfolk.core.photos import photos
from kinfolk.core.photos.library import LibraryChanges
from kinfolk.core.photos.photo_filter import MOST_PEOPLE, PhotoFilter, written_age
from kinfolk.core.photos.photo_search import Order, PhotoSort
from kinfolk.core.unset import UNSET, Unset, unless_none

T = TypeVar("T")
# Most ids in one request.
MAX_IDS = 200
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _iso_text(value: object) -> object:
    """Check that a moment is a text that begins with YYYY-MM-DD.

    pydantic alone would take numbers for seconds.
    """
    if value is None or (isinstance(value, str) and value[4:5] == "-"):
        return value
    raise ValueError("Write it as YYYY-MM-DD.")


def _day_text(value: object) -> object:
    """Check that a date is a text of the form YYYY-MM-DD.

    pydantic alone would also take a moment at midnight.
    """
    if value is None or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("Write it as YYYY-MM-DD.")


def _split(values: object) -> object:
    """Split a list that is repeated, comma-separated, or both."""
    if isinstance(values, list):
        return [part for value in values for part in str(value).split(",")]
    return values


def _without_zone(moment: datetime | None) -> datetime | None:
    """Drop the time zone: photos know the time by the camera's clock only, which is compared."""
    return moment.replace(tzinfo=None) if moment else None


def _just_after(moment: datetime | None) -> datetime | None:
    """Return the next moment, because a filter includes its first one; the last moment stays."""
    return moment + datetime.resolution if moment and moment < datetime.max else moment


Day = Annotated[date, BeforeValidator(_day_text)]
WallClock = Annotated[datetime, BeforeValidator(_iso_text)]
Ids = Annotated[list[str], BeforeValidator(_split), Field(max_length=MAX_IDS)]
Ages = Annotated[list[str], BeforeValidator(_split), Field(max_length=MAX_IDS)]
PersonInclude = Annotated[list[Literal["cluster_metrics"]], BeforeValidator(_split)]
FaceInclude = Annotated[list[Literal["cluster_assignment"]], BeforeValidator(_split)]
AssetInclude = Annotated[list[Literal["faces", "people", "metadata"]], BeforeValidator(_split)]


class Query(BaseModel):
    """Query parameters of a list.

    Unknown ones are refused, because ignoring a filter would return more than was asked for.
    """

    model_config = ConfigDict(extra="forbid")

    library_id: str | None = None
    limit: int = Field(20, ge=1, le=200)
    starting_after_id: str | None = None
    ids: Ids | None = None


class PeopleParameters(Query):
    """Query parameters of a list of people."""

    name: str | None = None
    name_filter: people_lists.NameFilter | None = None
    include_hidden: bool | None = None
    asset_id: str | None = None
    sort: people_lists.Sort = people_lists.Sort.CREATED_DESC
    include: PersonInclude | None = None

    def to_core(self) -> people_lists.PeopleQuery:
        """Return the query for core."""
        return people_lists.PeopleQuery(**self.model_dump(exclude={"include"}))


class FacesParameters(Query):
    """Query parameters of a list of faces."""

    asset_id: str | None = None
    person_id: str | None = None
    unassigned: bool = False
    include: FaceInclude | None = None

    def to_core(self) -> faces.FacesQuery:
        """Return the query for core."""
        return faces.FacesQuery(**self.model_dump(exclude={"include"}))


class AssetsParameters(Query):
    """Query parameters of a list of photos; `person_ids` must all be in a photo."""

    person_ids: Ids | None = None
    any_person_ids: Ids | None = None
    without_person_ids: Ids | None = None
    alone: bool = False
    unknown: bool = False
    min_people: int = Field(0, ge=0, le=MOST_PEOPLE)
    max_people: int | None = Field(None, ge=0, le=MOST_PEOPLE)
    folder: str | None = None
    ages: Ages | None = None
    include: AssetInclude | None = None
    sort: PhotoSort = PhotoSort.DATE
    order: Order = Order.DOWN
    local_datetime_after: WallClock | None = None
    local_datetime_before: WallClock | None = None

    def to_core(self) -> photos.AssetsQuery:
        """Return the query for core."""
        wanted = PhotoFilter(
            all_of=tuple(self.person_ids or ()),
            any_of=tuple(self.any_person_ids or ()),
            none_of=tuple(self.without_person_ids or ()),
            is_alone=self.alone,
            has_unknown=self.unknown,
            min_people=self.min_people,
            max_people=self.max_people,
            folder=Path(self.folder) if self.folder else None,
            taken_from=_just_after(_without_zone(self.local_datetime_after)),
            taken_before=_without_zone(self.local_datetime_before),
            ages=tuple(written_age(text) for text in self.ages or ()),
        )
        return photos.AssetsQuery(
            **self.model_dump(include={"library_id", "limit", "starting_after_id", "ids"}),
            filter=wanted,
            sort=self.sort,
            order=self.order,
        )


class Body(BaseModel):
    """The body of a write; it distinguishes absent fields from null."""

    def _sent(self, field: str, value: T) -> T | Unset:
        """Return the value if the field was sent, or UNSET."""
        return value if field in self.model_fields_set else UNSET


class PersonCreate(Body):
    """A new person; every field is optional."""

    name: str | None = None
    birth_date: Day | None = None
    # Strict, because pydantic would accept 1 and "yes" for true.
    is_hidden: StrictBool | None = None
    is_favorite: StrictBool | None = None
    thumbnail_face_id: str | None = None
    library_id: str | None = None


class PersonChange(Body):
    """Changes of a person; an absent field is unchanged, null clears it."""

    name: str | None = None
    birth_date: Day | None = None
    # These cannot be null. The defaults are never used, since `_sent` leaves absent fields out.
    is_hidden: StrictBool = False
    is_favorite: StrictBool = False
    thumbnail_face_id: str | None = None

    def to_core(self) -> PersonChanges:
        """Return the changes for core."""
        return PersonChanges(
            name=self._sent("name", self.name),
            birth_date=self._sent("birth_date", self.birth_date),
            is_hidden=self._sent("is_hidden", self.is_hidden),
            is_favorite=self._sent("is_favorite", self.is_favorite),
            thumbnail_face_id=self._sent("thumbnail_face_id", self.thumbnail_face_id),
        )


class PersonUpdate(Body):
    """One change of a bulk update."""

    id: str
    change: PersonChange


class PeopleUpdate(Body):
    """Changes of several people, made in order."""

    updates: list[PersonUpdate] = Field(max_length=MAX_IDS)


class Merge(Body):
    """The people to merge into the one in the path."""

    source_person_ids: list[str] = Field(min_length=1)


class BoundingBox(BaseModel):
    """A rectangle in displayed pixels."""

    x: StrictInt
    y: StrictInt
    w: StrictInt
    h: StrictInt


class FaceCreate(Body):
    """A face drawn by hand."""

    asset_id: str
    bounding_box: BoundingBox
    person_id: str | None = None
    library_id: str | None = None
    # An addition of Kinfolk: the moment in a video
    timestamp_ms: Annotated[int | None, Field(ge=0, lt=1 << 31)] = None


class FaceChange(Body):
    """Whose face it is; null removes it from its person, an absent field changes nothing."""

    person_id: str | None = None


class LibraryCreate(Body):
    """A new library."""

    name: str
    description: str | None = None


class LibraryChange(Body):
    """Changes of a library; an absent field is unchanged, and so is a null name."""

    name: str | None = None
    description: str | None = None

    def to_core(self) -> LibraryChanges:
        """Return the changes for core."""
        return LibraryChanges(
            name=unless_none(self.name),
            description=self._sent("description", self.description),
        )
