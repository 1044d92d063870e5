"""Who is let in: the token, the Host, the Origin, the kind of body."""

import json

import httpx
import pytest

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
