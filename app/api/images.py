"""/api/faces/{id}/picture: served by id from the crops, to whoever has a signed address."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response

from app.api import errors
from app.api.context import Here
from app.core import crops

router = APIRouter(tags=["faces"])


class WebP(Response):
    """A picture."""

    media_type = "image/webp"


@router.get(
    "/api/faces/{face_id}/picture",
    response_class=WebP,
    responses=errors.open_to_all(401, 404, 422),
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
        picture = crops.get(session, face_id)
    if picture is None:
        raise HTTPException(404, "There is no picture of that face.")
    return WebP(picture, headers={"cache-control": "private, max-age=3600"})
