"""Routes that serve pictures of faces and photos, to whoever has a signed address."""

import io
import re
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from PIL import Image

from kinfolk.api import errors
from kinfolk.api.context import Here, RequestContext
from kinfolk.api.responses import CROP_TYPE
from kinfolk.core.faces import crops as stored
from kinfolk.core.faces import faces, visibility
from kinfolk.core.photos import places
from kinfolk.errors import AppError
from kinfolk.scan import crops
from kinfolk.vision.photo import SCAN_SIDE

# A single range, or the last bytes. Several ranges, or a malformed one, are answered with
# everything.
_RANGE = re.compile(r"bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))", re.IGNORECASE)
_ERRORS = errors.open_to_all(401, 404, 409, 416, 422)

router = APIRouter()


class Jpeg(Response):
    """Answer with a JPEG picture."""

    media_type = CROP_TYPE


def _check_signature(
    request: Request,
    here: Here,
    expires: Annotated[int, Query(ge=0, le=2**40)],
    signature: Annotated[str, Query(max_length=64)],
) -> None:
    """Raise 401 unless the address is signed by us and has not expired."""
    if not here.urls.is_valid(request.url.path, expires, signature):
        raise HTTPException(401, "This address has expired, or was not made by Kinfolk.")


_SIGNED = [Depends(_check_signature)]


@router.head("/api/faces/{face_id}/picture", include_in_schema=False, dependencies=_SIGNED)
@router.get(
    "/api/faces/{face_id}/picture",
    tags=["faces"],
    response_class=Jpeg,
    responses=_ERRORS,
    dependencies=_SIGNED,
)
def face_picture(face_id: str, here: Here, request: Request) -> Response:
    """Return the cut-out face; the address comes from `asset_urls` and expires."""
    with here.read() as session:
        picture = stored.get(session, face_id)
    # After the read has ended: decoding a photo may take seconds, and an open read would hold an
    # old state.
    return _answer(request, picture or _cut(here, face_id))


@router.head("/api/assets/{asset_id}/{variant}", include_in_schema=False, dependencies=_SIGNED)
@router.get(
    "/api/assets/{asset_id}/{variant}",
    tags=["assets"],
    response_class=Jpeg,
    responses=_ERRORS,
    dependencies=_SIGNED,
)
def asset_picture(
    asset_id: str, variant: Literal["thumbnail", "preview"], here: Here, request: Request
) -> Response:
    """Return the photo as a small picture; the address comes from `asset_urls` and expires."""
    picture = here.previews.get(asset_id)
    if picture is None:
        raise HTTPException(404, "The photo cannot be read now.")
    return _answer(request, picture if variant == "preview" else _thumbnail(picture))


def _answer(request: Request, picture: bytes) -> Response:
    """Answer with the whole picture, or with the range that was asked for."""
    headers = {"cache-control": "private, max-age=3600", "accept-ranges": "bytes"}
    size = len(picture)
    part = _part(request, size)
    if part is None:
        return Jpeg(picture, headers=headers)
    if not part:
        raise HTTPException(
            416, f"The picture has {size:,} bytes.", {"content-range": f"bytes */{size}"}
        )
    headers["content-range"] = f"bytes {part[0]}-{part[-1]}/{size}"
    return Jpeg(picture[part.start : part.stop], 206, headers)


def _part(request: Request, size: int) -> range | None:
    """Return the range of bytes asked for, empty if there is none; None for the whole picture."""
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    # Pictures have no ETag by which a client could tell that its other parts are of the same one.
    if asked is None or request.method != "GET" or "if-range" in request.headers:
        return None
    first, last, tail = asked.groups()
    if tail is not None:
        return range(max(0, size - int(tail)), size)
    if last is None:
        return range(int(first), size)
    return range(int(first), min(size, int(last) + 1)) if int(first) <= int(last) else None


def _thumbnail(preview: bytes) -> bytes:
    file = io.BytesIO()
    with Image.open(io.BytesIO(preview), formats=("JPEG",)) as picture:
        picture.thumbnail((stored.SIDE, stored.SIDE), Image.Resampling.HAMMING)
        picture.save(file, "JPEG", quality=crops.QUALITY)
    return file.getvalue()


def _cut(here: RequestContext, face_id: str) -> bytes:
    """Cut a face that has no crop yet out of its photo, store the crop, and return it.

    This is the case for faces drawn by hand.
    """
    with here.read() as session:
        face = faces.get(session, face_id)
        path = places.readable(session, face.asset_id)
    box = face.box
    try:
        photo = here.decoders.load(path, side=SCAN_SIDE, at=face.timestamp_ms)
        picture = crops.cut(photo.image, (box.x, box.y, box.w, box.h), scale=photo.scale)
    except (AppError, OSError):
        raise HTTPException(404, "The photo of this face cannot be read now.") from None
    with here.read() as session:
        is_there = visibility.was_seen_in(session, face_id, photo.picture)
    if not is_there:  # the file was edited, or is another one: someone else may be at that place
        raise HTTPException(404, "The photo of this face shows something else now.")
    here.db.write(lambda session: stored.put(session, face_id, picture)).result()
    return picture
