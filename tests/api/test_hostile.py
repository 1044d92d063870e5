"""What a hostile client can send: paths, bodies, half requests, crowds."""

import asyncio
import socket
from contextlib import ExitStack, suppress

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from kinfolk.api.connections import STRANGERS
from kinfolk.api.security import Guard
from tests.api.conftest import Home

JSON = {"Content-Type": "application/json"}


def ask(home: Home, raw: bytes) -> bytes:
    """What the server sends back to these bytes until it hangs up."""
    answer = b""
    # Hung up on before we had said everything
    with home.connect() as client, suppress(ConnectionError):
        client.sendall(raw)
        while chunk := client.recv(65536):
            answer += chunk
    return answer


def request(home: Home, what: str, **headers: str) -> bytes:
    """The bytes of a request without a body: `what` is its method and its path."""
    lines = {"Host": f"127.0.0.1:{home.server.port}", **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{what} HTTP/1.1\r\n{head}\r\n".encode()


def get(home: Home, path: str, **headers: str) -> bytes:
    """What the server answers to that."""
    return ask(home, request(home, f"GET {path}", Connection="close", **headers))


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    "target",
    [
        "/../../etc/passwd",
        "/api/../../etc/passwd",
        "/api/faces/../../../etc/passwd/picture",
        "/api/faces/..%2f..%2f..%2fetc%2fpasswd/picture?expires=9999999999&signature=0",
        "/api/faces/%2e%2e%2f%2e%2e%2fapi-token/picture?expires=9999999999&signature=0",
        "/api/faces/%2fetc%2fpasswd/picture?expires=9999999999&signature=0",
        "/api/faces/..%5c..%5capi-token/picture?expires=9999999999&signature=0",
        "/api/faces/%00/picture?expires=9999999999&signature=0",
        "/api/assets/%2fetc%2fpasswd/preview?expires=9999999999&signature=0",
        "/api/assets/..%5c..%5capi-token/thumbnail?expires=9999999999&signature=0",
        "/api/people/%2e%2e",
        "//etc/passwd",
        "http://evil.example/api/people",
        "/api/people/%ff%fe",
    ],
)
def test_a_path_is_never_a_file(home: Home, target: str) -> None:
    for headers in ({}, home.bearer):
        answer = get(home, target, **headers)
        assert status_of(answer) in {400, 401, 404, 422}
        assert b"root:" not in answer
        assert home.token.encode() not in answer


@pytest.mark.parametrize("coding", ["chunked", "gzip, chunked"])
def test_a_body_of_two_lengths_is_refused_and_hung_up_on(
    home: Home, library: str, coding: str
) -> None:
    """Whoever stands between may take the rest of it for a request of someone else."""
    lengths = {"Content-Length": "5", "Transfer-Encoding": coding}
    first = request(home, "POST /api/people", **home.bearer, **JSON, **lengths)
    answer = ask(home, first + b"0\r\n\r\n" + request(home, "GET /api/people", **home.bearer))
    assert (status_of(answer), answer.count(b"HTTP/1.1")) == (400, 1)
    assert b'{"detail": "' in answer


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"[" * 100_000, b'{"name": "\xff"}', b"9" * 10_000, b'{"name": NaN}'],
)
def test_nonsense_is_the_clients_mistake(http: httpx.Client, library: str, body: bytes) -> None:
    answer = http.post("/api/people", content=body, headers=JSON)
    assert answer.status_code in {400, 422}
    assert answer.json()["detail"]


@pytest.mark.slow
def test_thousands_of_connections_leave_the_server_alive(home: Home, library: str) -> None:
    """Clients that connect and say nothing: beyond the limit those who came first go."""
    for _ in range(3):
        with ExitStack() as crowd:
            clients = [crowd.enter_context(home.connect()) for _ in range(300)]
            assert all(_is_hung_up(client) for client in clients[: 300 - STRANGERS - 5])
    assert _alive(home)


@pytest.mark.slow
@pytest.mark.parametrize("said", [b"", b"GET /api/pe", b"GET /api/server/ping HTTP/1.1\r\n"])
def test_idle_strangers_do_not_lock_the_owner_out(home: Home, library: str, said: bytes) -> None:
    """The owner is served at once, again and again, while all of them hold on."""
    with ExitStack() as crowd:
        for _ in range(400):
            crowd.enter_context(home.connect()).sendall(said)
        for _ in range(20):
            answer = httpx.get(f"{home.url}/api/people", headers=home.bearer, verify=False)
            assert answer.status_code == 200


@pytest.mark.slow
def test_strangers_who_come_back_do_not_lock_the_owner_out(
    home: Home, http: httpx.Client, library: str
) -> None:
    """Answered ones, too: each asks for what is open to all, and stays. The owner stays in."""
    ping = request(home, "GET /api/server/ping")
    assert http.get("/api/people").status_code == 200
    with ExitStack() as crowd:
        for _ in range(3 * STRANGERS):
            client = crowd.enter_context(home.connect())
            client.sendall(ping)
            assert client.recv(100).startswith(b"HTTP/1.1 200")
        assert http.get("/api/people").status_code == 200
        assert httpx.get(f"{home.url}/api/people", headers=home.bearer).status_code == 200


@pytest.mark.slow
def test_a_stranger_does_not_stay(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinfolk.api.connections.STRANGER_SECONDS", 0.2)
    for what, status in (("GET /api/server/ping", 200), ("GET /api/people", 401)):
        assert status_of(ask(home, request(home, what))) == status  # and it is hung up on


@pytest.mark.slow
def test_the_owner_keeps_the_line(
    home: Home, http: httpx.Client, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = {id(http.get("/api/people").extensions["network_stream"])}
    monkeypatch.setattr("kinfolk.api.connections.STRANGER_SECONDS", 0.1)
    monkeypatch.setattr("kinfolk.api.connections.HEAD_SECONDS", 0.1)
    for _ in range(2):
        with home.connect() as stranger:
            assert _is_hung_up(stranger)  # who was silent for as long as the owner
        lines.add(id(http.get("/api/people").extensions["network_stream"]))
    assert len(lines) == 1


@pytest.mark.slow
def test_half_a_request_does_not_hold_a_place(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinfolk.api.connections.HEAD_SECONDS", 0.2)
    assert ask(home, b"GET /api/people HTTP/1.1\r\nHost:") == b""


def test_a_body_may_take_longer_than_a_head(
    home: Home, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfolk.api.connections.HEAD_SECONDS", 0.2)
    length = {"Content-Length": "2"}
    with home.connect() as client:
        client.sendall(request(home, "POST /api/people", **home.bearer, **JSON, **length))
        with home.connect() as later:
            assert _is_hung_up(later)  # a head would be too late now
        client.sendall(b"[]")
        assert status_of(client.recv(65536)) == 422


@pytest.mark.slow
def test_nor_does_half_a_second_one_of_the_owner(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfolk.api.connections.HEAD_SECONDS", 0.2)
    whole = request(home, "GET /api/people", **home.bearer)
    with home.connect() as client:
        client.sendall(whole)
        answer = client.recv(65536)
        while not answer.endswith(b"}"):
            answer += client.recv(65536)
        assert status_of(answer) == 200
        client.sendall(whole[:-2])
        assert client.recv(65536) == b""


@pytest.mark.slow
def test_what_is_not_http_is_hung_up_on(home: Home) -> None:
    answer = ask(home, b"\x16\x03\x01 hello \r\n\r\n")
    assert status_of(answer) == 400
    assert answer.endswith(b'{"detail": "Invalid HTTP request received."}')


@pytest.mark.slow
def test_a_head_without_end_is_refused(home: Home) -> None:
    answer = get(home, "/api/people?name=" + "a" * 200_000)
    assert not answer or status_of(answer) == 400
    assert _alive(home)


def test_who_asks_too_often_is_told_when_to_come_back() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("served")(scope, receive, send)

    async def ask() -> list[tuple[int, int]]:
        guard = Guard(app, token="secret", port=1, rate=0.001, burst=2)
        transport = httpx.ASGITransport(guard)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:1") as client:
            answers = []
            for _ in range(3):
                stranger = await client.get("/api/people")
                owner = await client.get("/api/people", headers={"Authorization": "Bearer secret"})
                answers.append((stranger.status_code, owner.status_code))
            assert owner.headers["retry-after"] == "1"
        return answers

    # Strangers draw from a bucket of their own.
    assert asyncio.run(ask()) == [(401, 200), (401, 200), (429, 429)]


def _is_hung_up(client: socket.socket) -> bool:
    try:
        return client.recv(1) == b""
    except ConnectionResetError:
        return True


def _alive(home: Home) -> bool:
    for _ in range(50):  # until the last of the crowd is gone
        try:
            if httpx.get(f"{home.url}/api/people", headers=home.bearer).status_code == 200:
                return True
        except httpx.TransportError:
            continue
    return False


def test_as_many_strangers_as_there_may_be_are_all_heard(
    own: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinfolk.api.connections.STRANGERS", 2)
    ping = request(own, "GET /api/server/ping")
    with own.connect() as first, own.connect() as second:
        for client in (second, first):
            client.sendall(ping)
            assert client.recv(100).startswith(b"HTTP/1.1 200")
        with own.connect() as third:
            third.sendall(ping)
            assert third.recv(100).startswith(b"HTTP/1.1 200")


def test_the_owner_has_a_limit_too(own: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinfolk.api.connections.CONNECTIONS", 2)
    with ExitStack() as stack:
        clients = [stack.enter_context(own.client()) for _ in range(2)]
        own.library()
        for client in clients:
            assert client.get("/api/people").status_code == 200
        assert get(own, "/api/server/ping") == b""
        for client in clients:
            assert client.get("/api/people").status_code == 200
