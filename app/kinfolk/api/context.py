"""What a route is given: the library to read and to write, and addresses for pictures."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from kinfolk.api.urls import Urls
from kinfolk.core.actions import Action, Origin
from kinfolk.core.db.database import Database
from kinfolk.core.db.session import Session
from kinfolk.recognition.suggest import Suggester
from kinfolk.vision.decoders import Decoders

T = TypeVar("T")

# For the description only: the guard has looked at the token before any route is found.
BEARER = HTTPBearer(auto_error=False, description="The token in the file api-token.")


@dataclass(frozen=True)
class Context:
    """One server's library."""

    db: Database
    urls: Urls
    suggester: Suggester
    decoders: Decoders

    def read(self) -> AbstractContextManager[Session]:
        """A short look at the library."""
        return self.db.read()

    def write(self, action: Action, change: Callable[[Session], T]) -> T:
        """Change the library as one step of its history, as if it was done in the window."""
        return self.db.write(change, label=action, origin=Origin.API).result().result


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


Here = Annotated[Context, Depends(_context)]
