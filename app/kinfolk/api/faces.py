"""Routes of /api/faces."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Security

from kinfolk.api import errors, responses, schemas
from kinfolk.api.context import BEARER, Here
from kinfolk.core.actions import Act, Action
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces
from kinfolk.core.names_in_files import claims
from kinfolk.core.people import people
from kinfolk.core.photos import library
from kinfolk.errors import NotFound
from kinfolk.recognition.ranking import Ranking

router = APIRouter(prefix="/api/faces", tags=["faces"], dependencies=[Security(BEARER)])


@router.post("", status_code=201, responses=errors.writing(404))
def create_face(body: schemas.FaceCreate, here: Here) -> responses.Face:
    """Draw a face by hand; it is never grouped or moved automatically."""

    def draw(session: Session) -> faces.Face:
        library_id = library.resolve(session, body.library_id)
        return faces.create(
            session,
            asset_id=body.asset_id,
            box=faces.Box(**body.bounding_box.model_dump()),
            person_id=body.person_id,
            library_id=library_id,
            timestamp_ms=body.timestamp_ms,
        )

    action = Action.of(Act.DRAW, name=here.name_of(body.person_id))
    return responses.Face.of(here.write(action, draw), here.urls)


@router.get("", responses=errors.reading(404, 422))
def list_faces(
    query: Annotated[schemas.FacesParameters, Query()], here: Here
) -> responses.Page[responses.Face]:
    """List faces, newest first."""
    with here.read() as session:
        page = faces.page(session, query.to_core())
    return responses.Page(data=_responses(page.data, here, query.include), has_more=page.has_more)


@router.get("/{face_id}", responses=errors.reading(404, 422))
def get_face(
    face_id: str,
    here: Here,
    include: Annotated[schemas.FaceInclude | None, Query()] = None,
    library_id: str | None = None,
) -> responses.Face:
    """Return one face."""
    with here.read() as session:
        face = _find(session, face_id, library_id)
    return _responses([face], here, include)[0]


@router.patch("/{face_id}", responses=errors.writing(404))
def update_face(
    face_id: str, body: schemas.FaceChange, here: Here, library_id: str | None = None
) -> responses.Face:
    """Set whose face it is; null removes it from its person, an absent field changes nothing."""
    is_said = "person_id" in body.model_fields_set

    def change(session: Session) -> faces.Face:
        _find(session, face_id, library_id)
        if body.person_id is not None:
            people.give(session, body.person_id, [face_id])
        elif is_said:
            faces.detach(session, [face_id])
        return faces.get(session, face_id)

    if body.person_id is not None:
        action = Action.of(Act.GIVE, faces=1, name=here.name_of(body.person_id))
    else:
        action = Action.of(Act.TAKE_AWAY, faces=1, name=here.owner_of(face_id))
    return _responses([here.write(action, change)], here, None)[0]


@router.delete("/{face_id}", responses=errors.writing(404))
def delete_face(face_id: str, here: Here, library_id: str | None = None) -> responses.Empty:
    """Remove a face that is not a face; its photo and its person stay."""

    def remove(session: Session) -> None:
        _find(session, face_id, library_id)
        faces.delete(session, face_id)

    here.write(Action.of(Act.NO_FACE, faces=1, name=here.owner_of(face_id)), remove)
    return responses.Empty()


def _find(session: Session, face_id: str, library_id: str | None) -> faces.Face:
    """Return the face in the named library, or the only one; raise NotFound if it is not there."""
    wanted = library.known_or_none(session, library_id)
    face = faces.get(session, face_id)
    if face.library_id != wanted:
        raise NotFound("There is no face {face_id!r} in that library.", face_id=face_id)
    return face


def _responses(
    found: Sequence[faces.Face], here: Here, include: Sequence[str] | None
) -> list[responses.Face]:
    with here.read() as session:
        told = claims.origins(session, [face.id for face in found])
    if not include:
        return [responses.Face.of(face, here.urls, origin=told.get(face.id)) for face in found]
    # Without an open read: the first question may load the faces of the whole library.
    near = {
        face.id: here.suggester.ask(Ranking.for_face, face.id, only_named=False) for face in found
    }
    ids = {candidate.person_id for each in near.values() for candidate in each}
    with here.read() as session:
        known = people.cards(session, ids)
    result = []
    for face in found:
        fit = (
            here.suggester.ask(Ranking.distance, face.id, face.person_id)
            if face.person_id
            else None
        )
        assignment = responses.ClusterAssignment.of(fit, near[face.id], known)
        result.append(responses.Face.of(face, here.urls, assignment, told.get(face.id)))
    return result
