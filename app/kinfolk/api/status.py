"""The route /api/server/ping, which tells whether the server runs."""

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from kinfolk.api import errors

router = APIRouter(tags=["server"])


@router.get("/api/server/ping", response_class=PlainTextResponse, responses=errors.open_to_all())
def ping() -> str:
    """Answer `pong`, without a token."""
    return "pong"
