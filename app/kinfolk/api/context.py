"""What routes are given: the library, signed addresses, and the suggester."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from kinfolk.api.urls import Urls
from kinfolk.core.actions import Action, Origin
from kinfolk.core.database import Database
from kinfolk.core.db.session import Session
from kinfolk.core.faces import faces
from kinfolk.core.people import people
from kinfolk.errors import NotFound
from kinfolk.recognition.suggest import Suggester
from kinfolk.scan.previews import Previews
from kinfolk.vision.decoders import Decoders

T = TypeVar("T")

# For the OpenAPI description only: the guard has checked the token before a route is found.
BEARER = HTTPBearer(auto_error=False, description="The access key (token) in the file api-token.")


@dataclass(frozen=True)
class RequestContext:
    """Hold the library of one server."""

    db: Database
    urls: Urls
    suggester: Suggester
    decoders: Decoders
    previews: Previews

    def read(self) -> AbstractContextManager[Session]:
        """Open a short read of the library."""
        return self.db.read()

    def write(self, action: Action, change: Callable[[Session], T]) -> T:
        """Write to the library as one step of its history; return the result of `change`."""
        return self.db.write(change, label=action, origin=Origin.API).result().result

    def name_of(self, person_id: str | None) -> str | None:
        """Return a person's name for the history; None for no person and for a group."""
        with self.read() as session:
            found = people.cards(session, [person_id] if person_id else [])
        return found[person_id].name if person_id in found else None

    def owner_of(self, face_id: str) -> str | None:
        """Return the name of the person who has the face, or None."""
        try:
            with self.read() as session:
                owner = faces.get(session, face_id).person_id
        except NotFound:  # the write that follows reports it
            return None
        return self.name_of(owner)


def _context(request: Request) -> RequestContext:
    context: RequestContext = request.app.state.context
    return context


Here = Annotated[RequestContext, Depends(_context)]
