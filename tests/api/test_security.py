"""The server as an attack surface: who is let in, and what a crowd can do."""

import json
import socket
import stat
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.api.connections import CONNECTIONS
from app.api.security import BODY_LIMIT, Bucket, read_or_make_token
from app.api.urls import Urls
from tests.api.conftest import Home

JSON = {"Content-Type": "application/json"}
ROUTES = [
    ("POST", "/api/people"),
    ("GET", "/api/people"),
    ("GET", "/api/people/person_x"),
    ("PATCH", "/api/people/person_x"),
    ("POST", "/api/people/bulk-update"),
    ("DELETE", "/api/people/person_x"),
    ("POST", "/api/people/person_x/merge"),
    ("POST", "/api/faces"),
    ("GET", "/api/faces"),
    ("GET", "/api/faces/face_x"),
    ("PATCH", "/api/faces/face_x"),
    ("DELETE", "/api/faces/face_x"),
    ("GET", "/api/assets"),
    ("GET", "/api/assets/asset_x"),
    ("GET", "/api/libraries"),
    ("POST", "/api/libraries"),
    ("GET", "/api/libraries/lib_x"),
    ("PATCH", "/api/libraries/lib_x"),
    ("GET", "/no/such/path"),
]


def ask(home: Home, raw: bytes, *, seconds: float = 5) -> bytes:
    """What the server sends back to these bytes until it hangs up (or `seconds` pass)."""
    answer = b""
    with (
        socket.create_connection(("127.0.0.1", home.server.port), timeout=seconds) as client,
        suppress(ConnectionError),  # hung up on before we had said everything
    ):
        client.sendall(raw)
        while chunk := client.recv(65536):
            answer += chunk
    return answer


def raw_get(home: Home, target: str, **headers: str) -> bytes:
    lines = {"Host": f"127.0.0.1:{home.server.port}", "Connection": "close", **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return ask(home, f"GET {target} HTTP/1.1\r\n{head}\r\n".encode())


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("token", [None, "", "Bearer", "Bearer wrong", "Basic {}", "Bearer {}x"])
def test_without_the_token_everything_is_refused(
    home: Home, method: str, path: str, token: str | None
) -> None:
    headers = {} if token is None else {"Authorization": token.format(home.token)}
    answer = httpx.request(method, home.url + path, headers=headers | JSON, content=b"{}")
    assert answer.status_code == 401
    assert answer.json() == {"detail": "Missing or wrong token."}
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["/api/server/ping", "/openapi.json"])
def test_what_says_nothing_about_anybody_needs_no_token(home: Home, path: str) -> None:
    assert httpx.get(home.url + path).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{}", "127.0.0.1.evil.example:{}", "127.0.0.1", "[::1]:1",
             "127.0.0.1:{}@evil.example", "0.0.0.0:{}", ""]
)  # fmt: skip
def test_a_foreign_host_is_refused(home: Home, http: httpx.Client, host: str) -> None:
    named = host.format(home.server.port)
    assert http.get("/api/people", headers={"Host": named}).status_code == 403
    assert http.get("/api/server/ping", headers={"Host": named}).status_code == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_our_own_hosts_are_served(home: Home, http: httpx.Client, name: str) -> None:
    home.library()
    host = {"Host": f"{name}:{home.server.port}"}
    assert http.get("/api/people", headers=host).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://localhost", "http://127.0.0.1:1", "", "file://"],
)
def test_a_foreign_origin_is_refused(http: httpx.Client, origin: str) -> None:
    answer = http.post("/api/people", json={"name": "Eva"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert http.get("/api/people", headers={"Origin": origin}).status_code == 403


def test_our_own_origin_is_served(home: Home, http: httpx.Client, library: str) -> None:
    origin = {"Origin": f"http://localhost:{home.server.port}"}
    assert http.get("/api/people", headers=origin).status_code == 200


def test_no_page_is_invited(http: httpx.Client) -> None:
    answer = http.options("/api/people", headers={"Access-Control-Request-Method": "POST"})
    assert answer.status_code in {403, 405}
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "kind",
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "",
     "application/jsonp", "text/json"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_form_cannot_write(http: httpx.Client, method: str, kind: str) -> None:
    path = "/api/people" if method == "POST" else "/api/people/person_x"
    body = json.dumps({"name": "Eva"}).encode()
    answer = http.request(method, path, content=body, headers={"Content-Type": kind})
    assert answer.status_code == 415


def test_a_form_cannot_delete(http: httpx.Client) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert http.request("DELETE", "/api/people/person_x", headers=form).status_code == 415


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_is_json_however_it_is_spelled(http: httpx.Client, library: str, kind: str) -> None:
    answer = http.post("/api/people", content=b"{}", headers={"Content-Type": kind})
    assert answer.status_code == 201


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
        "/api/people/%2e%2e",
        "//etc/passwd",
        "http://evil.example/api/people",
        "/api/people/%ff%fe",
    ],
)
def test_a_path_is_never_a_file(home: Home, target: str) -> None:
    for headers in ({}, home.bearer):
        answer = raw_get(home, target, **headers)
        assert status_of(answer) in {400, 401, 404, 422}
        assert b"root:" not in answer
        assert home.token.encode() not in answer


class TestBodies:
    def test_a_declared_giant_is_refused_unread(self, home: Home) -> None:
        head = (
            f"POST /api/people HTTP/1.1\r\nHost: 127.0.0.1:{home.server.port}\r\n"
            f"Authorization: Bearer {home.token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {10**12}\r\n\r\n"
        )
        assert status_of(ask(home, head.encode())) == 413

    def test_a_giant_in_pieces_is_refused(self, http: httpx.Client, library: str) -> None:
        pieces = (b" " * 10_000 for _ in range(BODY_LIMIT // 10_000 + 2))
        answer = http.post("/api/people", content=pieces, headers=JSON)
        assert answer.status_code == 413

    def test_the_limit_itself_is_allowed(self, http: httpx.Client, library: str) -> None:
        body = b'{"name": "Eva"}'.ljust(BODY_LIMIT)
        assert http.post("/api/people", content=body, headers=JSON).status_code == 201

    @pytest.mark.parametrize(
        "body",
        [b"", b"{", b"[]", b"null", b"[" * 100_000, b'{"name": "\xff"}', b"9" * 10_000,
         b'{"name": "\\ud800"}', b'{"name": NaN}', b'{"name": {"a": 1}}'],
    )  # fmt: skip
    def test_nonsense_is_the_clients_mistake(
        self, http: httpx.Client, library: str, body: bytes
    ) -> None:
        answer = http.post("/api/people", content=body, headers=JSON)
        assert answer.status_code in {400, 422}
        assert answer.json()["detail"]


class TestToken:
    def test_is_readable_by_the_owner_alone(self, home: Home) -> None:
        assert stat.S_IMODE(home.server.token_file.stat().st_mode) == 0o600
        assert len(home.token) >= 32

    def test_stays_the_same(self, tmp_path: Path) -> None:
        assert read_or_make_token(tmp_path / "t") == read_or_make_token(tmp_path / "t")
        assert [file.name for file in tmp_path.iterdir()] == ["t"]

    def test_an_open_file_is_closed_again(self, tmp_path: Path) -> None:
        file = tmp_path / "t"
        file.write_text("secret\n")
        file.chmod(0o644)
        assert read_or_make_token(file) == "secret"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_an_empty_file_is_no_token(self, tmp_path: Path) -> None:
        file = tmp_path / "t"
        file.write_text("\n")
        assert len(read_or_make_token(file)) >= 32

    def test_two_first_starts_agree(self, tmp_path: Path) -> None:
        tokens: list[str] = []
        start = threading.Barrier(8)

        def first_start() -> None:
            start.wait()
            tokens.append(read_or_make_token(tmp_path / "t"))

        threads = [threading.Thread(target=first_start) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(tokens)) == 1


class TestPictures:
    @pytest.fixture
    def address(self, home: Home, http: httpx.Client, photo: str) -> str:
        face = home.face(photo, webp=b"RIFFsome picture")
        url: str = http.get(f"/api/faces/{face}").json()["asset_urls"]["thumbnail"]["url"]
        return url

    def test_a_signed_address_needs_no_header(self, address: str) -> None:
        answer = httpx.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/webp"
        assert answer.content == b"RIFFsome picture"

    def test_another_signature_is_refused(self, home: Home, address: str) -> None:
        changed = address[:-1] + ("0" if address[-1] != "0" else "1")
        assert httpx.get(changed).status_code == 401
        assert httpx.get(changed, headers=home.bearer).status_code == 401
        assert httpx.get(address.partition("?")[0]).status_code == 422

    def test_a_signature_opens_one_face_only(self, home: Home, address: str, photo: str) -> None:
        other = home.face(photo)
        face = address.split("/")[5]
        assert httpx.get(address.replace(face, other)).status_code == 401

    def test_the_end_cannot_be_put_off(self, address: str) -> None:
        later = httpx.URL(address).copy_set_param("expires", "9999999999")
        assert httpx.get(later).status_code == 401

    def test_an_address_expires(self, monkeypatch: pytest.MonkeyPatch) -> None:
        urls = Urls("http://127.0.0.1:1", "secret")
        query = httpx.URL(urls.picture("face_x")).params
        signed: dict[str, Any] = {
            "expires": int(query["expires"]),
            "signature": query["signature"],
        }
        assert urls.is_valid("face_x", **signed)
        left = signed["expires"] - time.time()
        assert 3600 < left <= 7200
        monkeypatch.setattr(time, "time", lambda: signed["expires"] + 1)
        assert not urls.is_valid("face_x", **signed)


class TestCrowd:
    def test_thousands_of_connections_leave_the_server_alive(
        self, home: Home, library: str
    ) -> None:
        """Clients that connect and say nothing: beyond the limit they are hung up on."""
        refused = 0
        address = ("127.0.0.1", home.server.port)
        for _ in range(10):
            with ExitStack() as crowd:
                clients = [crowd.enter_context(_silent(address)) for _ in range(300)]
                refused += sum(_is_hung_up(client) for client in clients[CONNECTIONS + 5 :])
        assert refused >= 10 * (300 - CONNECTIONS - 5)
        assert _alive(home)

    def test_half_a_request_does_not_hold_a_place(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.api.connections.HEAD_SECONDS", 0.2)
        assert ask(home, b"GET /api/people HTTP/1.1\r\nHost:") == b""

    def test_half_a_body_does_not_hold_a_place(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.api.security.BODY_SECONDS", 0.2)
        head = (
            f"POST /api/people HTTP/1.1\r\nHost: 127.0.0.1:{home.server.port}\r\n"
            f"Authorization: Bearer {home.token}\r\nContent-Type: application/json\r\n"
            "Content-Length: 100\r\n\r\n{"
        )
        assert status_of(ask(home, head.encode())) == 400

    def test_what_is_not_http_is_hung_up_on(self, home: Home) -> None:
        answer = ask(home, b"\x16\x03\x01 hello \r\n\r\n")
        assert status_of(answer) == 400
        assert answer.endswith(b'{"detail": "Invalid HTTP request received."}')

    def test_a_head_without_end_is_refused(self, home: Home) -> None:
        answer = raw_get(home, "/api/people?name=" + "a" * 200_000)
        assert not answer or status_of(answer) == 400
        assert _alive(home)


def test_the_rate_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    bucket = Bucket(rate=10, burst=3)
    assert [bucket.take() for _ in range(5)] == [True, True, True, False, False]
    now += 0.2
    assert [bucket.take() for _ in range(3)] == [True, True, False]


def _silent(address: tuple[str, int]) -> socket.socket:
    return socket.create_connection(address, timeout=10)


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
