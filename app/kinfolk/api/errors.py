"""Errors in the shapes of docs/api.md: `{"detail": text}`, or a list for a 422."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from kinfolk.errors import Ambiguous, AppError, Conflict, Damaged, Invalid, NotFound, Replaced
from kinfolk.scrub import Plain

log = logging.getLogger(__name__)

# The SDK repeats every request answered with 409, unless this header says that it is final.
FINAL = {"x-should-retry": "false"}

_REASONS = {
    400: "The request cannot be read, or there are several libraries and none was named",
    401: "The token is missing or wrong",
    403: "The Host or the Origin is not this server",
    404: "Nothing with this id exists",
    409: "It conflicts with the library (final when x-should-retry is false)",
    413: "The body is too large",
    415: "The body is not declared as JSON",
    416: "The picture has no such part",
    422: "A value breaks a rule",
    429: "Too many requests; see Retry-After",
}
_OPEN = (400, 403, 429)
_READ = (400, 401, 403, 409, 429)
_WRITE = (400, 401, 403, 409, 413, 415, 422, 429)


class Problem(BaseModel):
    """Every error except for a 422."""

    detail: str


class Fault(BaseModel):
    """A value that is refused: where it is, and what is wrong with it."""

    loc: list[str | int]
    msg: str
    type: str


class Faults(BaseModel):
    """A 422."""

    detail: list[Fault]


def open_to_all(*more: int) -> dict[int | str, dict[str, Any]]:
    """Return the errors of a route without a token, whose answer is not JSON, for OpenAPI."""
    return {
        status: {
            "description": _REASONS[status],
            # Spelled out, because a "model" would be described with the media type of the answer.
            "content": {
                "application/json": {
                    "schema": {"$ref": f"#/components/schemas/{_shape(status).__name__}"}
                }
            },
        }
        for status in (*_OPEN, *more)
    }


def reading(*more: int) -> dict[int | str, dict[str, Any]]:
    """Return the errors of a route that reads, for the OpenAPI description."""
    return _described(*_READ, *more)


def writing(*more: int) -> dict[int | str, dict[str, Any]]:
    """Return the errors of a route that writes, for the OpenAPI description."""
    return _described(*_WRITE, *more)


def _described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {
        status: {"model": _shape(status), "description": _REASONS[status]}
        for status in sorted(statuses)
    }


def _shape(status: int) -> type[BaseModel]:
    return Faults if status == 422 else Problem


def install(app: FastAPI) -> None:
    """Answer expected errors in the shapes of docs/api.md; log anything else and answer 500."""
    app.add_exception_handler(AppError, _on_app_error)
    app.add_exception_handler(RequestValidationError, _on_malformed)
    app.add_exception_handler(Exception, _on_bug)


async def _on_app_error(request: Request, error: Exception) -> JSONResponse:
    """Answer an expected error with the status that fits its class."""
    assert isinstance(error, AppError)
    text = f"{error.message} {error.hint}".strip()
    match error:
        case Invalid():
            place = "query" if request.method == "GET" else "body"
            fault = Fault(loc=[place, error.field], msg=text, type="value_error")
            return JSONResponse(Faults(detail=[fault]).model_dump(), 422)
        case NotFound():
            return _problem(404, text)
        case Ambiguous():
            return _problem(400, text)
        case Conflict() | Damaged() | Replaced():
            return _problem(409, text, FINAL)
    return _problem(409, text)  # a busy or full disk: it is worth trying again


async def _on_malformed(_request: Request, error: Exception) -> JSONResponse:
    """Answer 422 for a request that does not fit the schema."""
    assert isinstance(error, RequestValidationError)
    # The refused input is left out: it may be large, or impossible to encode.
    faults = [
        Fault(loc=list(each["loc"]), msg=each["msg"], type=each["type"]) for each in error.errors()
    ]
    return JSONResponse(Faults(detail=faults).model_dump(), 422)


async def _on_bug(request: Request, error: Exception) -> JSONResponse:
    """Log a bug and answer 500."""
    # The pattern of the route, without the ids in the request
    route = getattr(request.scope.get("route"), "path", "")
    log.error("%s %s failed", Plain(request.method), Plain(route), exc_info=error)
    text = "Kinfolk ran into a problem. Details are in its log."
    # The server hangs up after a bug; a client that does not know would lose its next request.
    return _problem(500, text, {"connection": "close"})


def _problem(status: int, text: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"detail": text}, status, headers)
