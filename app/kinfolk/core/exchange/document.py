"""The contents of an export, and how they are written as JSON."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Final

from pydantic import ConfigDict, Field, PlainSerializer, PlainValidator, TypeAdapter

from kinfolk.core import birth, names
from kinfolk.core.birth import Birth
from kinfolk.core.db.models import AssignedBy, Verdict
from kinfolk.core.photos import dates
from kinfolk.core.photos.photo_filter import PhotoFilter
from kinfolk.errors import Invalid
from kinfolk.metadata.capture_date import CaptureDate, TakenPrecision, TakenSource

FORMAT: Final = "kinfolk-export"
VERSION: Final = 1

# Bounds for hostile files, far above what photos have.
MOST_FACES = 2_000  # of one photo; a photo with more is written several times
_MOST_SAID = 10_000  # answers about one face, people in one photo or search
_LARGEST_SIDE = 1 << 20  # pixels
_ABOUT = "~"  # before a year that is not exact
_CAMERA_MOMENT = 19  # characters of 2019-04-12T10:11:12


def _is_born(value: Any) -> Birth:
    """Read a birth date; ValueError says which forms are allowed."""
    # Any date that another library holds; whether it may be a birth date is checked on input.
    found = birth.iso(value, oldest=1) if isinstance(value, str) else None
    if found is None:
        raise ValueError("a birth date is 2014-03-12, 2014-03, 2014 or ~2014")
    return found


def _is_taken(value: Any) -> CaptureDate:
    """Read the date of a photo; ValueError says which forms are allowed."""
    if isinstance(value, str):
        if len(value) == _CAMERA_MOMENT:
            at = datetime.fromisoformat(value)
            if at.tzinfo is None:
                return CaptureDate(at, TakenPrecision.SECOND, TakenSource.USER)
        if (day := birth.iso(value)) is not None:
            return dates.by_user(day)
    raise ValueError("a date is 2019-04-12T10:11:12, 2019-04-12, 2019-04, 2019 or ~2019")


def _taken_text(taken: CaptureDate) -> str:
    return (_ABOUT if taken.precision is TakenPrecision.ABOUT else "") + taken.iso


def _is_name(value: Any) -> str:
    """Read a name in its clean form; ValueError says what is wrong with it."""
    try:
        found = names.clean(value) if isinstance(value, str) else None
        if found is not None:
            return found
    except Invalid as error:
        raise ValueError(error.message) from error
    raise ValueError("a name is a text")


_Side = Annotated[int, Field(ge=-_LARGEST_SIDE, le=_LARGEST_SIDE)]
_Length = Annotated[int, Field(ge=1, le=_LARGEST_SIDE)]
_Size = Annotated[int, Field(ge=0, le=_LARGEST_SIDE)]
_Digest = Annotated[str, Field(max_length=128)]
_Name = Annotated[str, PlainValidator(_is_name)]
_Born = Annotated[Birth, PlainValidator(_is_born), PlainSerializer(str)]
_Taken = Annotated[CaptureDate, PlainValidator(_is_taken), PlainSerializer(_taken_text)]
_Moment = Annotated[int, Field(ge=0, lt=1 << 31)]  # ms
_Corner = tuple[_Side, _Side, _Length, _Length]
NoFace = _Corner | tuple[_Side, _Side, _Length, _Length, _Moment]
_STRICT = ConfigDict(strict=True)


@dataclass(frozen=True, slots=True)
class ExportedPerson:
    """Hold a person, or a group without a name; `id` is a number within this file."""

    __pydantic_config__: ClassVar = _STRICT

    id: int
    name: _Name | None = None
    born: _Born | None = None
    is_favorite: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class ExportedAnswer:
    """Hold that a face is not, or not surely, that person."""

    __pydantic_config__: ClassVar = _STRICT

    person: int
    answer: Verdict


@dataclass(frozen=True, slots=True)
class ExportedFace:
    """Hold a face; `box` is x, y, width, height in pixels of the picture, `at` ms of a video.

    `by` says who assigned it: the user or a scan. `portrait_of` is the person for whom the user
    chose it as portrait. `may_be_twice` is for `Face.twice_at`.
    """

    __pydantic_config__: ClassVar = _STRICT

    box: _Corner
    at: _Moment | None = None
    person: int | None = None
    by: AssignedBy = AssignedBy.USER
    is_drawn: bool = False
    portrait_of: int | None = None
    may_be_twice: bool = False
    answers: Annotated[tuple[ExportedAnswer, ...], Field(max_length=_MOST_SAID)] = ()


@dataclass(frozen=True, slots=True)
class ExportedPhoto:
    """Hold a picture, known by the bytes of its file (`content`) and by its pixels (`picture`).

    Without `content` no file shows it any more: its faces wait. `file` is a name for people to
    read, `taken` a date that the user gave, `present` who is in it without a face. `no_faces` are
    boxes, in videos with the moment as fifth number.
    """

    __pydantic_config__: ClassVar = _STRICT

    content: _Digest = ""
    picture: _Digest = ""
    width: _Size = 0
    height: _Size = 0
    file: Annotated[str, Field(max_length=4096)] = ""
    taken: _Taken | None = None
    present: Annotated[tuple[int, ...], Field(max_length=_MOST_SAID)] = ()
    faces: Annotated[tuple[ExportedFace, ...], Field(max_length=MOST_FACES)] = ()
    no_faces: Annotated[tuple[NoFace, ...], Field(max_length=MOST_FACES)] = ()


@dataclass(frozen=True, slots=True)
class ExportedPair:
    """Hold that two people are not, or not surely, one."""

    __pydantic_config__: ClassVar = _STRICT

    people: tuple[int, int]
    answer: Verdict


@dataclass(frozen=True, slots=True)
class ExportedSearch:
    """Hold a saved search; people in it are numbers within this file."""

    __pydantic_config__: ClassVar = _STRICT

    name: _Name
    wanted: PhotoFilter


@dataclass(frozen=True, slots=True)
class Export:
    """Hold all that one library was told, independent of paths, ids and engines."""

    people: tuple[ExportedPerson, ...] = ()
    apart: tuple[ExportedPair, ...] = ()
    searches: tuple[ExportedSearch, ...] = ()
    photos: tuple[ExportedPhoto, ...] = ()


# The lists of a file, in the order in which they are written.
LISTS: Final[dict[str, TypeAdapter[Any]]] = {
    "people": TypeAdapter(ExportedPerson),
    "apart": TypeAdapter(ExportedPair),
    "searches": TypeAdapter(ExportedSearch),
    "photos": TypeAdapter(ExportedPhoto),
}
