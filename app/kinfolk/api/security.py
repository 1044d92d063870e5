"""Who may send requests: token, Host and Origin, media type and size of bodies, rate."""

import asyncio
import hmac
import json
import os
import re
import secrets
import stat
import time
from collections.abc import Iterable
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kinfolk import atomic, private
from kinfolk.core.db import locks
from kinfolk.core.db.storage import explained
from kinfolk.errors import AppError, Text, in_words

BODY_LIMIT = 1_000_000  # bytes; a bulk update of 200 people with all fields needs a tenth of it
BODY_SECONDS = 20.0  # to send a whole body
IS_KNOWN = "kinfolk.is_known"  # key in the ASGI scope: whether the token was sent
RATE = 1000.0  # requests a second, more than one machine's clients send
BURST = 2000.0
# Flags for opening the token's file: follow no link, and wait for no writer of a pipe.
_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
# Kinfolk's token has 43 characters. A token of the user's own is one line of plain text with at
# least eight characters.
_TOKEN = re.compile(rb"[!-~][ -~]{6,}[!-~]")
_LONGEST_TOKEN = 1024  # bytes
_PATIENCE = 10.0  # seconds that a start waits for another process that makes the token
_OPEN_PATHS = frozenset({"/api/server/ping", "/openapi.json"})
# Addresses that carry a signature instead of the token.
_PICTURE = re.compile(r"/api/(faces/[^/]+/picture|assets/[^/]+/(thumbnail|preview))")
_BODY_METHODS = frozenset({"POST", "PUT", "PATCH"})


def read_or_make_token(file: Path) -> str:
    """Return the secret that clients send; make it at the first start, readable by its owner only.

    A file that holds no secret (empty, short, not plain text) gets a new one, and one that others
    can read is closed to them. Raise AppError if the file belongs to someone else. Two processes
    that start at once agree on one token, because the file appears as a whole or not at all.
    """
    return _stored(file) or _made(file)


def _made(file: Path) -> str:
    """Make a token if there is none; one process makes it, and others find it."""
    lock = file.with_name(f"{file.name}.lock")
    saved = in_words(Text("The access key can’t be saved in {file}: {why}."), file=file)
    with explained(), saved, locks.alone(lock, patience=_PATIENCE):
        token = _stored(file)
        if token is None:
            atomic.write(file, secrets.token_urlsafe(32) + "\n")
            token = _stored(file)  # as a later start will find it
    if token is None:
        raise AppError(
            "The access key can’t be saved in {file}.", "Check the folder’s permissions.", file=file
        )
    return token


def _stored(file: Path) -> str | None:
    """Return the stored token, or None if there is none or it is no secret.

    Raise AppError if the file is a link, cannot be read, or belongs to someone else.
    """
    hint = "Delete it, and Kinfolk will make a new one."
    try:
        handle = os.open(file, os.O_RDONLY | _CAREFULLY)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not file.is_symlink():
            return None
        raise AppError(
            "The access key file {file} is a link, or can’t be read.", hint, file=file
        ) from error
    try:
        found = os.fstat(handle)
        is_ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
        if not stat.S_ISREG(found.st_mode) or not is_ours:
            raise AppError("The access key file {file} doesn’t belong to you.", hint, file=file)
        text = os.read(handle, _LONGEST_TOKEN + 1).strip()
    finally:
        os.close(handle)
    private.keep_to_owner(file)
    is_token = len(text) <= _LONGEST_TOKEN and _TOKEN.fullmatch(text) is not None
    return text.decode("ascii") if is_token else None


class Bucket:
    """Let `burst` requests pass at once, and `rate` a second in the long run."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst = rate, burst
        self._left = burst
        self._at = time.monotonic()

    def take(self) -> bool:
        """Take a token; return False if none is left."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Denied(Exception):
    """Report that a request is refused, with this status, text and headers."""

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Guard:
    """Guard everything behind it (ASGI middleware): for a stranger nothing is parsed."""

    def __init__(
        self, app: ASGIApp, *, token: str, port: int, rate: float = RATE, burst: float = BURST
    ) -> None:
        self._app = app
        self._bearer = f"Bearer {token}".encode()
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        # Strangers have a bucket of their own, or they could lock the owner out.
        self._known, self._strangers = Bucket(rate, burst), Bucket(rate, burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            self._admit(scope)
            body = await _read_body(scope, receive)
        except Denied as refused:
            await _refuse(refused, send)
            return
        await self._app(scope, _Replay(body, receive), send)

    def _admit(self, scope: Scope) -> None:
        """Raise Denied unless the request may go on to the application."""
        headers = _headers(scope["headers"])
        # A proxy in between may see another end of the request: smuggling (RFC 9112, 6.3).
        if "transfer-encoding" in headers and "content-length" in headers:
            raise Denied(400, "The body has two lengths.", connection="close")
        # A website can make its own name resolve to this machine (DNS rebinding), but the browser
        # still sends that name as the host.
        if headers.get("host", "").lower() not in self._hosts:
            raise Denied(403, "This host name is not Kinfolk’s.")
        origin = headers.get("origin")
        if origin is not None and origin.lower().removeprefix("http://") not in self._hosts:
            raise Denied(403, "Pages of other sites may not send requests.")
        # Compared in constant time, so that the time taken says nothing about the right token.
        said = headers.get("authorization", "").encode("latin-1")
        is_known = scope[IS_KNOWN] = hmac.compare_digest(said, self._bearer)
        if not (self._known if is_known else self._strangers).take():
            raise Denied(429, "Too many requests.", retry_after="1")
        if not is_known and not _is_open(scope):
            raise Denied(
                401, "The access key (token) is missing or wrong.", www_authenticate="Bearer"
            )
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        # A page of another site can send whatever a form can without asking the server first
        # (CORS), and forms cannot send JSON.
        is_write = scope["method"] in _BODY_METHODS or (scope["method"] == "DELETE" and kind)
        if is_write and kind != "application/json":
            raise Denied(415, "Send JSON with the header Content-Type: application/json.")


class _Replay:
    """Return a body which has been read already, as an ASGI `receive`."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers by name.

    One sent twice is joined, so that it matches nothing we expect.
    """
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _is_open(scope: Scope) -> bool:
    """Return whether the path needs no token."""
    path: str = scope["path"]
    if _PICTURE.fullmatch(path) is not None:
        return scope["method"] in ("GET", "HEAD")
    return scope["method"] == "GET" and path in _OPEN_PATHS


async def _read_body(scope: Scope, receive: Receive) -> bytes:
    """Read the whole body, so that no route has to wait for a slow one; raise Denied."""
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    # h11 has refused a length that is not a number.
    if int(declared) > BODY_LIMIT:
        raise Denied(413, f"At most {BODY_LIMIT:,} bytes.", connection="close")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                body += message.get("body", b"")
                if len(body) > BODY_LIMIT:
                    raise Denied(413, f"At most {BODY_LIMIT:,} bytes.", connection="close")
                if not message.get("more_body"):
                    return bytes(body)
    except TimeoutError:
        raise Denied(408, "The body did not arrive in time.", connection="close") from None


async def _refuse(refused: Denied, send: Send) -> None:
    """Answer a refused request."""
    body = json.dumps({"detail": refused.detail}).encode()
    headers = {
        "content-type": "application/json",
        "content-length": str(len(body)),
        **refused.headers,
    }
    await send(
        {
            "type": "http.response.start",
            "status": refused.status,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
    )
    await send({"type": "http.response.body", "body": body})
