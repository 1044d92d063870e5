"""Routes of /api/assets; they are read-only, since photos belong to the user's folders."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Security

from kinfolk.api import errors, responses, schemas
from kinfolk.api.context import BEARER, Here
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces, presence, visibility
from kinfolk.core.names_in_files import claims
from kinfolk.core.people import people
from kinfolk.core.photos import photos

router = APIRouter(prefix="/api/assets", tags=["assets"], dependencies=[Security(BEARER)])


@router.get("", responses=errors.reading(404, 422))
def list_assets(
    query: Annotated[schemas.AssetsParameters, Query()], here: Here
) -> responses.Page[responses.Asset]:
    """List photos by the time they were taken, newest first unless told otherwise."""
    with here.read() as session:
        page = photos.page(session, query.to_core())
        data = _responses(session, page.data, here, query.include)
    return responses.Page(data=data, has_more=page.has_more)


@router.get("/{asset_id}", responses=errors.reading(404, 422))
def get_asset(
    asset_id: str, here: Here, include: Annotated[schemas.AssetInclude | None, Query()] = None
) -> responses.Asset:
    """Return one photo."""
    with here.read() as session:
        return _responses(session, [photos.get(session, asset_id)], here, include)[0]


def _responses(
    session: Session, found: Sequence[photos.Asset], here: Here, include: Sequence[str] | None
) -> list[responses.Asset]:
    wanted = set(include or ())
    ids = [asset.id for asset in found]
    seen = faces.in_photos(session, ids if wanted & {"faces", "people"} else [])
    present = presence.in_photos(session, ids if "people" in wanted else [])
    in_them = [face.id for there in seen.values() for face in there]
    waiting = visibility.waiting_faces(session, in_them if "people" in wanted else [])
    who = {
        asset_id: dict.fromkeys(
            [each.person_id for each in there if each.person_id and each.id not in waiting]
            + present.get(asset_id, [])
        )
        for asset_id, there in seen.items()
    }
    told = claims.origins(session, in_them if "faces" in wanted else [])
    known = people.cards(session, {each for there in who.values() for each in there})
    result = []
    for asset in found:
        answer = responses.Asset.of(asset, here.urls)
        there = seen.get(asset.id, [])
        if "faces" in wanted:
            answer.faces = [
                responses.Face.of(face, here.urls, origin=told.get(face.id)) for face in there
            ]
        if "people" in wanted:
            answer.people = [responses.Person.of(known[each], here.urls) for each in who[asset.id]]
        if "metadata" in wanted:
            answer.metadata = responses.Metadata.of(asset)
        result.append(answer)
    return result
