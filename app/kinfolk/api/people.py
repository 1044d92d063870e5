"""Routes of /api/people."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response, Security

from kinfolk.api import errors, responses, schemas
from kinfolk.api.context import BEARER, Here
from kinfolk.core.actions import Act, Action
from kinfolk.core.db.session import Session
from kinfolk.core.people import people, people_lists
from kinfolk.recognition import cohesion

router = APIRouter(prefix="/api/people", tags=["people"], dependencies=[Security(BEARER)])


@router.post(
    "",
    status_code=201,
    responses=errors.writing(404)
    | {200: {"model": responses.Person, "description": "Someone already has this name"}},
)
def create_person(body: schemas.PersonCreate, here: Here, response: Response) -> responses.Person:
    """Create a person, or return the one of that name if all fields sent are true of them."""
    created = here.write(
        Action.of(Act.NEW_PERSON, name=body.name),
        lambda session: people.create(
            session,
            name=body.name,
            birth_date=body.birth_date,
            is_hidden=body.is_hidden,
            is_favorite=body.is_favorite,
            thumbnail_face_id=body.thumbnail_face_id,
            library_id=body.library_id,
        ),
    )
    response.status_code = 201 if created.is_new else 200
    return responses.Person.of(created.person, here.urls)


@router.get("", responses=errors.reading(404, 422))
def list_people(
    query: Annotated[schemas.PeopleParameters, Query()], here: Here
) -> responses.Page[responses.Person]:
    """List people: named ones that are not hidden, unless told otherwise."""
    with here.read() as session:
        page = people_lists.page(session, query.to_core())
        data = _responses(session, page.data, here, query.include)
    return responses.Page(data=data, has_more=page.has_more)


@router.post("/bulk-update", responses=errors.writing(404))
def bulk_update_people(body: schemas.PeopleUpdate, here: Here) -> responses.Empty:
    """Change several people in order, all or none."""
    updates = [(each.id, each.change.to_core()) for each in body.updates]
    here.write(
        Action.of(Act.CHANGE_PEOPLE, people=len(updates)),
        lambda session: people.bulk_update(session, updates),
    )
    return responses.Empty()


@router.get("/{person_id}", responses=errors.reading(404, 422))
def get_person(
    person_id: str, here: Here, include: Annotated[schemas.PersonInclude | None, Query()] = None
) -> responses.Person:
    """Return one person, hidden and unnamed ones, too."""
    with here.read() as session:
        return _responses(session, [people.get(session, person_id)], here, include)[0]


@router.patch("/{person_id}", responses=errors.writing(404))
def update_person(person_id: str, body: schemas.PersonChange, here: Here) -> responses.Person:
    """Change the fields that are sent; null clears a field."""
    changes = body.to_core()
    person = here.write(
        Action.of(Act.CHANGE_PERSON, name=here.name_of(person_id) or body.name),
        lambda session: people.update(session, person_id, changes),
    )
    return responses.Person.of(person, here.urls)


@router.delete("/{person_id}", responses=errors.writing(404))
def delete_person(person_id: str, here: Here) -> responses.Empty:
    """Delete a person; the faces stay, unassigned, and are grouped again."""
    action = Action.of(Act.DELETE, name=here.name_of(person_id))
    here.write(action, lambda session: people.delete(session, person_id))
    return responses.Empty()


@router.post(
    "/{person_id}/merge",
    response_model=responses.Person,
    responses=errors.writing(404)
    | {204: {"description": "Everyone was unnamed and without faces, and has been removed"}},
)
def merge_people(person_id: str, body: schemas.Merge, here: Here) -> responses.Person | Response:
    """Merge the source people into this person; the sources are removed."""
    person = here.write(
        Action.of(Act.MERGE, people=len(set(body.source_person_ids)), into=here.name_of(person_id)),
        lambda session: people.merge(session, person_id, body.source_person_ids),
    )
    return responses.Person.of(person, here.urls) if person else Response(status_code=204)


def _responses(
    session: Session, found: Sequence[people.Person], here: Here, include: Sequence[str] | None
) -> list[responses.Person]:
    ids = [person.id for person in found] if include else []
    metrics = cohesion.cluster_metrics(session, ids)
    return [responses.Person.of(person, here.urls, metrics.get(person.id)) for person in found]
