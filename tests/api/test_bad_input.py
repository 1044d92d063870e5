"""What no name, id, number or text may be, at every door where it can be sent: never a 500."""

import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.api.conftest import Home

# As JSON spells them: half a surrogate pair, NUL, an end of a line.
BROKEN = [r"\ud800", r"a\u0000b", r"a\u2028b", "a" * 201]
HUGE = ["1" + "0" * 30, "-1" + "0" * 30, "9" * 5000, "1e400", "NaN", "9223372036854775808"]
JSON = {"Content-Type": "application/json"}


class Crowd:
    """One of everything."""

    def __init__(self, home: Home) -> None:
        self.home = home
        home.begin()
        self.library = home.library_id
        self.photo = home.photo()
        self.person = home.person("Eva")
        self.other = home.person("Ida")
        self.face = home.face(self.person, asset_id=self.photo)

    def rows(self) -> list[object]:
        tables = ("library", "person", "face", "step")
        with self.home.db.read() as session:
            return [
                [tuple(row) for row in session.connection().exec_driver_sql(f"SELECT * FROM {t}")]
                for t in tables
            ]


@pytest.fixture
def crowd(home: Home) -> Crowd:
    return Crowd(home)


HERE = "@@"  # where the value stands
BOX = {"x": 1, "y": 1, "w": 9, "h": 9}
NAME_DOORS: dict[str, tuple[str, str, Any]] = {
    "create a person": ("POST", "/api/people", {"name": HERE}),
    "change a person": ("PATCH", "/api/people/{person}", {"name": HERE}),
    "change people": (
        "POST",
        "/api/people/bulk-update",
        {"updates": [{"id": "{person}", "change": {"name": HERE}}]},
    ),
    "create a library": ("POST", "/api/libraries", {"name": HERE}),
    "change a library": ("PATCH", "/api/libraries/{library}", {"name": HERE}),
}
ID_DOORS: dict[str, tuple[str, str, Any]] = {
    "portrait of a new person": ("POST", "/api/people", {"thumbnail_face_id": HERE}),
    "library of a new person": ("POST", "/api/people", {"library_id": HERE}),
    "portrait": ("PATCH", "/api/people/{person}", {"thumbnail_face_id": HERE}),
    "whom to change": (
        "POST",
        "/api/people/bulk-update",
        {"updates": [{"id": HERE, "change": {}}]},
    ),
    "whom to merge": ("POST", "/api/people/{person}/merge", {"source_person_ids": [HERE]}),
    "photo of a new face": ("POST", "/api/faces", {"asset_id": HERE, "bounding_box": BOX}),
    "whose new face": (
        "POST",
        "/api/faces",
        {"asset_id": "{photo}", "bounding_box": BOX, "person_id": HERE},
    ),
    "whose face": ("PATCH", "/api/faces/{face}", {"person_id": HERE}),
}


def send(
    http: httpx.Client, crowd: Crowd, door: tuple[str, str, Any], value: str
) -> httpx.Response:
    method, path, body = door
    text = json.dumps(body).replace(f'"{HERE}"', value)
    for name in ("person", "library", "photo", "face"):
        path = path.replace("{" + name + "}", getattr(crowd, name))
        text = text.replace("{" + name + "}", getattr(crowd, name))
    return http.request(method, path, content=text, headers=JSON)


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("door", NAME_DOORS)
def test_a_name_that_is_none(http: httpx.Client, crowd: Crowd, door: str, broken: str) -> None:
    before = crowd.rows()
    answer = send(http, crowd, NAME_DOORS[door], f'"{broken}"')
    assert answer.status_code == 422, answer.text
    (fault,) = answer.json()["detail"]
    assert fault["loc"][-1] == "name"
    assert fault["msg"] in (
        "A name must be a single line of text.",
        "A name can have at most 200 characters.",
        # Half a pair does not even become text.
        "Input should be a valid string, unable to parse raw data as a unicode string",
    )
    assert crowd.rows() == before


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("door", ID_DOORS)
def test_an_id_that_is_none(http: httpx.Client, crowd: Crowd, door: str, broken: str) -> None:
    before = crowd.rows()
    answer = send(http, crowd, ID_DOORS[door], f'"{broken}"')
    assert answer.status_code in (404, 422), answer.text
    assert crowd.rows() == before


@pytest.mark.parametrize("broken", [r"\ud800", r"a\u0000b", r"\u001b[2J", "a" * 2001])
@pytest.mark.parametrize(
    "door", [("POST", "/api/libraries"), ("PATCH", "/api/libraries/{library}")]
)
def test_a_description_that_is_none(
    http: httpx.Client, crowd: Crowd, door: tuple[str, str], broken: str
) -> None:
    body = {"name": "Work", "description": HERE}
    answer = send(http, crowd, (*door, body), f'"{broken}"')
    assert answer.status_code == 422
    (fault,) = answer.json()["detail"]
    assert fault["loc"][-1] == "description"


@pytest.mark.parametrize("number", HUGE)
def test_a_number_that_no_box_has(http: httpx.Client, crowd: Crowd, number: str) -> None:
    before = crowd.rows()
    body = {"asset_id": "{photo}", "bounding_box": BOX | {"w": HERE}}
    assert send(http, crowd, ("POST", "/api/faces", body), number).status_code in (400, 422)
    assert crowd.rows() == before


@pytest.mark.parametrize("value", [b"\xff", b"\x00", b"\xed\xa0\x80", b"9" * 5000, b"%"])
@pytest.mark.parametrize("noun", ["people", "assets"])
def test_what_an_address_may_hold(
    http: httpx.Client, crowd: Crowd, noun: str, value: bytes
) -> None:
    assert http.get(f"/api/{noun}/{quote(value)}").status_code == 404
    for field in (
        *("name", "library_id", "limit", "starting_after_id", "ids", "asset_id", "person_ids"),
        *("include", "local_datetime_after", "order"),
    ):
        answer = http.get(f"/api/{noun}?{field}={quote(value)}")
        assert answer.status_code in (200, 404, 422), field
