"""Who is let in: the token, the Host, the Origin, the kind of body."""

import asyncio
import json
import re
import time

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from kinfolk.api import security
from tests.api.conftest import Home

JSON = {"Content-Type": "application/json"}
OPEN = re.compile("/ping|/picture|/thumbnail|/preview")  # with a signature, or about no one


def routes(home: Home) -> list[tuple[str, str]]:
    """Every route that is described, and one that is not there."""
    paths = httpx.get(f"{home.url}/openapi.json").json()["paths"]
    described = [
        (method.upper(), re.sub("{.*?}", "x", path))
        for path, methods in paths.items()
        for method in methods
        if not OPEN.search(path)
    ]
    assert len(described) == 19
    return [*described, ("GET", "/no/such/path")]


@pytest.mark.parametrize("token", [None, "Bearer {}x"])
def test_without_the_token_everything_is_refused(home: Home, token: str | None) -> None:
    headers = {} if token is None else {"Authorization": token.format(home.token)}
    for method, path in routes(home):
        url = home.url + path
        answer = httpx.request(method, url, headers=headers | JSON, content=b"{}", verify=False)
        assert answer.status_code == 401, (method, path)
        assert answer.json() == {"detail": "The access key (token) is missing or wrong."}
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_foreign_host_is_refused(http: httpx.Client) -> None:
    for path in ("/api/people", "/api/server/ping"):
        assert http.get(path, headers={"Host": "evil.example"}).status_code == 403


def test_no_page_is_invited(http: httpx.Client) -> None:
    answer = http.options("/api/people", headers={"Access-Control-Request-Method": "POST"})
    assert answer.status_code in {403, 405}
    assert not [name for name in answer.headers if name.startswith("access-control")]


# the guard alone, asked as a server asks it

PORT = 8737
OURS = [(b"host", b"localhost:8737"), (b"authorization", b"Bearer secret")]
AS_JSON = (b"content-type", b"application/json")
NEVER: Message = {"type": "a piece that does not come"}


def asked(
    headers: list[tuple[bytes, bytes]],
    *pieces: Message,
    method: str = "GET",
    path: str = "/api/people",
    kind: str = "http",
) -> tuple[list[Message], list[Message]]:
    """What the guard answers itself, and what the app behind it was handed as a body."""
    pieces = pieces or ({"type": "http.request"},)
    waiting = [*pieces, {"type": "http.disconnect"}]
    answered: list[Message] = []
    handed: list[Message] = []

    async def receive() -> Message:
        if waiting[0] is NEVER:
            await asyncio.Event().wait()
        return waiting.pop(0)

    async def send(message: Message) -> None:
        answered.append(message)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope[security.IS_KNOWN] is ((b"authorization", b"Bearer secret") in headers)
        handed.extend([await receive(), await receive()])

    scope = {"type": kind, "method": method, "path": path, "headers": headers}
    guard = security.Guard(app, token="secret", port=PORT)
    asyncio.run(guard(scope, receive, send))
    return answered, handed


def refusal(status: int, detail: str, **more: str) -> list[Message]:
    body = json.dumps({"detail": detail}).encode()
    headers = {
        "content-type": "application/json",
        "content-length": str(len(body)),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    return [
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        },
        {"type": "http.response.body", "body": body},
    ]


STRANGER = refusal(401, "The access key (token) is missing or wrong.", www_authenticate="Bearer")
NO_HOST = refusal(403, "This host name is not Kinfolk’s.")
NO_ORIGIN = refusal(403, "Pages of other sites may not send requests.")
NO_JSON = refusal(415, "Send JSON with the header Content-Type: application/json.")
TOO_LARGE = refusal(413, "At most 1,000,000 bytes.", connection="close")
TOO_SLOW = refusal(408, "The body did not arrive in time.", connection="close")


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        (OURS, []),
        ([], NO_HOST),
        (OURS[1:], NO_HOST),
        ([(b"host", b"localhost"), OURS[1]], NO_HOST),
        ([(b"host", b"localhost:8738"), OURS[1]], NO_HOST),
        ([(b"host", b"127.0.0.1.evil.example:8737"), OURS[1]], NO_HOST),
        ([(b"host", b"127.0.0.1:8737@evil.example"), OURS[1]], NO_HOST),
        ([OURS[0], *OURS], NO_HOST),  # twice
        ([(b"host", b"[::1]:8737"), OURS[1]], []),
        ([(b"host", b"127.0.0.1:8737"), OURS[1]], []),
        ([*OURS, (b"origin", b"http://localhost:8737")], []),
        ([*OURS, (b"origin", b"HTTP://LocalHost:8737")], []),
        ([*OURS, (b"origin", b"https://localhost:8737")], NO_ORIGIN),
        ([*OURS, (b"origin", b"localhost:8738")], NO_ORIGIN),
        ([*OURS, (b"origin", b"")], NO_ORIGIN),
        (OURS[:1], STRANGER),
        ([OURS[0], (b"authorization", b"bearer secret")], STRANGER),
        ([OURS[0], (b"authorization", b"Bearer secre")], STRANGER),
        ([OURS[0], (b"authorization", b"Bearer secret\xff")], STRANGER),
        ([OURS[0], (b"authorization", b"Basic x"), OURS[1]], STRANGER),
    ],
)
def test_who_asks(headers: list[tuple[bytes, bytes]], answer: list[Message]) -> None:
    answered, handed = asked(headers)
    assert answered == answer
    assert bool(handed) == (not answer)


@pytest.mark.parametrize(
    "path",
    [
        "/api/server/ping",
        "/openapi.json",
        "/api/faces/f/picture",
        "/api/assets/f/thumbnail",
        "/api/assets/f/preview",
    ],
)
def test_what_is_open_is_open_to_be_read(path: str) -> None:
    assert asked(OURS[:1], path=path)[0] == []
    assert asked(OURS[:1], path=path, method="DELETE")[0] == STRANGER
    for other in (f"{path}/", f"/x{path}", path.replace("/f/", "/f/g/")):
        assert (asked(OURS[:1], path=other)[0] == STRANGER) == (other != path)


@pytest.mark.parametrize(
    ("method", "kind", "is_refused"),
    [
        *((method, None, True) for method in ("POST", "PUT", "PATCH")),
        *((method, "application/json", False) for method in ("POST", "PUT", "PATCH", "DELETE")),
        ("POST", " Application/JSON ; charset=utf-8; x=y", False),
        ("POST", "text/plain; application/json", True),
        ("DELETE", None, False),
        ("DELETE", ";", False),
        ("DELETE", "text/plain", True),
        ("GET", "text/plain", False),
    ],
)
def test_what_a_body_says_it_is(method: str, kind: str | None, is_refused: bool) -> None:
    more = [] if kind is None else [(b"content-type", kind.encode())]
    assert asked([*OURS, *more], method=method)[0] == (NO_JSON if is_refused else [])


def piece(size: int, *, is_last: bool = True) -> Message:
    return {"type": "http.request", "body": b"x" * size, "more_body": not is_last}


@pytest.mark.parametrize(
    ("declared", "pieces", "answer"),
    [
        (None, [], []),
        (b"0", [piece(0)], []),
        (b"1000000", [piece(600_000, is_last=False), piece(400_000)], []),
        (b"1000001", [], TOO_LARGE),  # unread
        (None, [piece(600_000, is_last=False), piece(400_001)], TOO_LARGE),
        (None, [piece(600_000, is_last=False), piece(400_001, is_last=False)], TOO_LARGE),
    ],
)
def test_how_large_a_body_is(
    declared: bytes | None, pieces: list[Message], answer: list[Message]
) -> None:
    headers = [*OURS, AS_JSON, *([(b"content-length", declared)] if declared else [])]
    answered, handed = asked(headers, *pieces, method="POST")
    assert answered == answer
    if not answer:
        body = b"".join(each["body"] for each in pieces)
        whole = {"type": "http.request", "body": body, "more_body": False}
        assert handed == [whole, {"type": "http.disconnect"}]  # once, then what else comes


def test_a_body_that_does_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "BODY_SECONDS", -1.0)
    assert asked([*OURS, AS_JSON], NEVER, method="POST") == (TOO_SLOW, [])


@pytest.mark.parametrize("kind", ["websocket", "lifespan"])
def test_nothing_but_requests_is_answered(kind: str) -> None:
    assert asked(OURS, kind=kind) == ([], [])


def test_a_bucket_fills_up_to_its_brim(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    bucket = security.Bucket(rate=2, burst=3)

    def taken() -> int:
        return next(count for count in range(99) if not bucket.take())

    assert taken() == 3
    now += 0.25  # half of one
    assert taken() == 0
    now += 0.25  # and the other half
    assert taken() == 1
    now += 100
    assert taken() == 3
    now += 1.25
    assert taken() == 2
