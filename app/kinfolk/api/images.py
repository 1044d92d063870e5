"""/api/faces/{id}/picture: served by id from the crops, to whoever has a signed address."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response

from kinfolk.api import errors
from kinfolk.api.context import Context, Here
from kinfolk.core import crops as stored
from kinfolk.core import faces, places
from kinfolk.errors import AppError
from kinfolk.scan import crops

_SIDE = 2048  # pixels the photo keeps at least, as in a scan

router = APIRouter(tags=["faces"])


class WebP(Response):
    """A picture."""

    media_type = "image/webp"


@router.get(
    "/api/faces/{face_id}/picture",
    response_class=WebP,
    responses=errors.open_to_all(401, 404, 409, 422),
)
def face_picture(
    face_id: str,
    here: Here,
    expires: Annotated[int, Query(ge=0, le=2**40)],
    signature: Annotated[str, Query(max_length=64)],
) -> Response:
    """The face, cut out; the address comes from `asset_urls` and expires."""
    if not here.urls.is_valid(face_id, expires, signature):
        raise HTTPException(401, "This address has expired, or is not ours.")
    with here.read() as session:
        picture = stored.get(session, face_id)
    picture = picture or _cut(here, face_id)
    return WebP(picture, headers={"cache-control": "private, max-age=3600"})


def _cut(here: Context, face_id: str) -> bytes:
    """A face without a crop as yet, as one drawn by hand: cut it out of its photo, and keep it."""
    with here.read() as session:
        face = faces.get(session, face_id)
        path = places.readable(session, face.asset_id)
    box = face.box
    try:
        photo = here.decoders.load(path, side=_SIDE)
        picture = crops.cut(photo.pixels, (box.x, box.y, box.w, box.h), scale=photo.scale)
    except (AppError, OSError):
        raise HTTPException(404, "The photo of that face cannot be read now.") from None
    here.db.write(lambda session: stored.put(session, face_id, picture)).result()
    return picture
