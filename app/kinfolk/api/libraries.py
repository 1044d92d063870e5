"""Routes of /api/libraries."""

from fastapi import APIRouter, Security

from kinfolk.api import errors, responses, schemas
from kinfolk.api.context import BEARER, Here
from kinfolk.core.actions import Act, Action
from kinfolk.core.photos import library

router = APIRouter(prefix="/api/libraries", tags=["libraries"], dependencies=[Security(BEARER)])


@router.get("", responses=errors.reading())
def list_libraries(here: Here) -> list[responses.Library]:
    """List all libraries, newest first."""
    with here.read() as session:
        return [responses.Library.of(each) for each in library.listing(session)]


@router.post("", status_code=201, responses=errors.writing())
def create_library(body: schemas.LibraryCreate, here: Here) -> responses.Library:
    """Create an empty library."""
    made = here.write(
        Action.of(Act.NEW_LIBRARY, name=body.name),
        lambda session: library.create(session, name=body.name, description=body.description),
    )
    return responses.Library.of(made)


@router.get("/{library_id}", responses=errors.reading(404))
def get_library(library_id: str, here: Here) -> responses.Library:
    """Return one library."""
    with here.read() as session:
        return responses.Library.of(library.get(session, library_id))


@router.patch("/{library_id}", responses=errors.writing(404))
def update_library(library_id: str, body: schemas.LibraryChange, here: Here) -> responses.Library:
    """Change the fields that are sent; a null name leaves the name as it is."""
    changes = body.to_core()
    changed = here.write(
        Action.of(Act.CHANGE_LIBRARY), lambda session: library.update(session, library_id, changes)
    )
    return responses.Library.of(changed)
