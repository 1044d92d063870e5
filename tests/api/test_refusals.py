"""What is refused, at every route that could: which value is at fault, and what is said of it.

Never is it a 500, and never is anything written.
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from kinfolk.api import errors
from kinfolk.errors import (
    Ambiguous,
    AppError,
    Conflict,
    Damaged,
    Invalid,
    NameTaken,
    NotFound,
    Replaced,
    StorageError,
)
from tests.api.conftest import Home

JSON = {"Content-Type": "application/json"}
MANY = [f"person_{number}" for number in range(201)]
TOMORROW = str(date.today() + timedelta(days=1))
Said = tuple[list[str | int], str]  # which value, and what is said of it

BLANK = "A name can’t be blank."
UNNAMED = "A library needs a name."
FUTURE = "A birth date can’t be in the future."
FOUR_DIGITS = "A birth year must have four digits: 1000 or later."
BOOLEAN = "Input should be a valid boolean"
DAY = "Value error, Write it as YYYY-MM-DD."
TEXT = "Input should be a valid string"
WHOLE = "Input should be a valid integer"
OTHERS = "The face belongs to someone else."
FOREIGN = "The face is in another library."

HERE = "@@"  # in a body: where the value stands
BOX = {"x": 1, "y": 1, "w": 9, "h": 9}
Door = tuple[str, str, Any]  # method, path and body; {person} stands for the id in a Scene


class Scene:
    """One of everything, and what belongs to others."""

    def __init__(self, home: Home) -> None:
        home.begin()
        self.library, self.elsewhere = home.library_id, home.library("Other")
        self.photo = home.photo()
        self.person, self.other = home.person("Eva"), home.person("Ida")
        self.face, self.idas = (
            home.face(who, asset_id=self.photo) for who in (self.person, self.other)
        )
        self.stranger = home.person("Zoe", library_id=self.elsewhere)
        self.foreign = home.face(asset_id=home.photo(library_id=self.elsewhere))

    def say(self, words: str) -> str:
        """Put the ids in for their names."""
        for name, row_id in vars(self).items():
            words = words.replace("{" + name + "}", row_id)
        return words

    def send(self, http: httpx.Client, door: Door, value: str = "") -> httpx.Response:
        """Send a request, with this piece of JSON as its value."""
        method, path, body = door
        content = self.say(json.dumps(body).replace(f'"{HERE}"', value))
        return http.request(method, self.say(path), content=content, headers=JSON)


@pytest.fixture
def scene(home: Home) -> Iterator[Scene]:
    """It is afterwards as it was before."""
    scene = Scene(home)
    steps = "SELECT count(*) FROM step"
    before = home.value(steps)
    with home.unchanged():
        yield scene
    assert home.value(steps) == before


# A person's fields are sent in three ways, and refused alike in each.
WAYS: dict[str, tuple[str, str, Callable[[dict[str, object]], object]]] = {
    "create": ("POST", "/api/people", lambda fields: {"library_id": "{library}"} | fields),
    "update": ("PATCH", "/api/people/{person}", lambda fields: fields),
    "bulk": (
        "POST",
        "/api/people/bulk-update",
        lambda fields: {
            "updates": [{"id": "{other}", "change": {}}, {"id": "{person}", "change": fields}]
        },
    ),
}


def person(way: str, fields: dict[str, object]) -> Door:
    """Create or change a person with these fields."""
    method, path, body = WAYS[way]
    return method, path, body(fields)


FIELDS: list[tuple[str, object, str]] = [
    *(("name", blank, BLANK) for blank in ("", "\u200b")),
    ("name", 7, TEXT),
    ("birth_date", TOMORROW, FUTURE),
    ("birth_date", "2000-13-01", "Input should be a valid date or datetime, month value"),
    *(("birth_date", given, DAY) for given in (946684800, "", "1950", "2014-03-12T00:00:00Z")),
    ("birth_date", "0812-03-12", FOUR_DIGITS),
    ("is_hidden", "true", BOOLEAN),
    ("is_favorite", 1, BOOLEAN),
    ("thumbnail_face_id", 7, TEXT),
    ("thumbnail_face_id", "{idas}", OTHERS),
    ("thumbnail_face_id", "{foreign}", FOREIGN),
]
NULLS = [("is_hidden", None, BOOLEAN), ("is_favorite", None, BOOLEAN)]  # to change, not to create
LISTS: list[tuple[str, dict[str, Any], str, str]] = [
    *(
        (noun, {"limit": limit}, "limit", said)
        for noun in ("people", "faces", "assets")
        for limit, said in (
            (0, "Input should be greater than or equal to 1"),
            (201, "Input should be less than or equal to 200"),
            ("x", WHOLE),
        )
    ),
    *(
        (noun, {"ids": ids}, "ids", "Value should have at most 200 items")
        for noun in ("people", "faces", "assets")
        for ids in (MANY, ",".join(MANY))
    ),
    ("assets", {"person_ids": MANY}, "person_ids", "Value should have at most 200 items"),
    *(
        (noun, {"include": include}, "include", "Input should be ")
        for noun in ("people", "faces", "assets")
        for include in ("x", "")
    ),
    ("people", {"include": "cluster_metrics,faces"}, "include", "Input should be "),
    ("assets", {"include": ["faces", "album"]}, "include", "Input should be "),
    ("people", {"include_hidden": "perhaps"}, "include_hidden", BOOLEAN),
    *((noun, {"no": 1}, "no", "Extra inputs") for noun in ("people", "faces", "assets")),
    *(
        (
            "people",
            {"sort": sort, "name_filter": "unnamed"},
            "sort",
            "Unnamed people can’t be sorted by name.",
        )
        for sort in ("name_asc", "name_desc")
    ),
    ("people", {"sort": "age"}, "sort", "Input should be "),
    ("people", {"name_filter": "some"}, "name_filter", "Input should be "),
    ("assets", {"order": "up"}, "order", "Input should be "),
    *(
        ("assets", {field: moment}, field, DAY)
        for field in ("local_datetime_after", "local_datetime_before")
        for moment in ("soon", "1577836800", "")
    ),
]


def refused(answer: httpx.Response, *said: Said) -> None:
    """Exactly these faults."""
    assert answer.status_code == 422, answer.text
    faults = answer.json()["detail"]
    assert [fault["loc"] for fault in faults] == [where for where, _ in said]
    for fault, (_, words) in zip(faults, said, strict=True):
        assert fault["msg"].startswith(words), fault
        assert fault["type"]


@pytest.mark.parametrize(
    ("way", "field", "given", "said"),
    [
        *((way, *field) for way in WAYS for field in FIELDS),
        *((way, *field) for way in ("update", "bulk") for field in NULLS),
    ],
)
def test_a_field_of_a_person(
    http: httpx.Client, scene: Scene, way: str, field: str, given: object, said: str
) -> None:
    answer = scene.send(http, person(way, {"is_favorite": True, field: given}))
    is_core = said in (BLANK, FUTURE, FOUR_DIGITS, OTHERS, FOREIGN)  # it does not know the place
    is_deep = way == "bulk" and not is_core
    deep: list[str | int] = ["updates", 1, "change"] if is_deep else []
    refused(answer, (["body", *deep, field], said))


@pytest.mark.parametrize(("noun", "query", "field", "said"), LISTS)
def test_a_parameter_of_a_list(
    http: httpx.Client, scene: Scene, noun: str, query: dict[str, Any], field: str, said: str
) -> None:
    answer = http.get(f"/api/{noun}", params={"library_id": scene.library} | query)
    assert answer.status_code == 422
    fault = answer.json()["detail"][0]
    assert fault["loc"][:2] == ["query", field]
    assert fault["msg"].startswith(said)


@pytest.mark.parametrize("noun", ["people", "faces", "assets"])
def test_an_unknown_cursor(http: httpx.Client, scene: Scene, noun: str) -> None:
    query = {"library_id": scene.library, "starting_after_id": "nobody"}
    answer = http.get(f"/api/{noun}", params=query)
    assert answer.status_code == 404
    assert "'nobody'" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("noun", "row"), [("people", "person"), ("faces", "face"), ("assets", "photo")]
)
def test_an_include_that_there_is_not(
    http: httpx.Client, scene: Scene, noun: str, row: str
) -> None:
    answer = http.get(f"/api/{noun}/{getattr(scene, row)}", params={"include": "x"})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][:2] == ["query", "include"]


@pytest.mark.parametrize(
    ("route", "body", "where", "said"),
    [
        (
            "/api/people/bulk-update",
            {"updates": [{"id": "{person}", "change": {}}, {"id": "{person}", "change": {}}]},
            ["body", "updates"],
            "The same person is listed twice.",
        ),
        (
            "/api/people/bulk-update",
            {"updates": [{"id": each, "change": {}} for each in MANY]},
            ["body", "updates"],
            "List should have at most 200 items",
        ),
        ("/api/people/bulk-update", {}, ["body", "updates"], "Field required"),
        (
            "/api/people/bulk-update",
            {"updates": [{"change": {}}]},
            ["body", "updates", 0, "id"],
            "Field required",
        ),
        (
            "/api/people/{person}/merge",
            {"source_person_ids": []},
            ["body", "source_person_ids"],
            "List should have at least 1 item",
        ),
        (
            "/api/people/{person}/merge",
            {"source_person_ids": ["{other}", "{person}"]},
            ["body", "source_person_ids"],
            "A person can’t be merged with themselves.",
        ),
        (
            "/api/people/{person}/merge",
            {"source_person_ids": ["{other}", "{stranger}"]},
            ["body", "source_person_ids"],
            "They belong to different libraries.",
        ),
        (
            "/api/faces",
            {"asset_id": "{photo}", "bounding_box": BOX, "library_id": "{elsewhere}"},
            ["body", "asset_id"],
            "The photo is in another library.",
        ),
        (
            "/api/faces",
            {
                "asset_id": "{photo}",
                "bounding_box": BOX,
                "person_id": "{stranger}",
                "library_id": "{library}",
            },
            ["body", "person_id"],
            FOREIGN,
        ),
        ("/api/faces", {"asset_id": "{photo}"}, ["body", "bounding_box"], "Field required"),
        ("/api/faces", {"bounding_box": BOX}, ["body", "asset_id"], "Field required"),
        ("/api/libraries", {"name": ""}, ["body", "name"], UNNAMED),
        ("/api/libraries", {"name": " "}, ["body", "name"], UNNAMED),
        ("/api/libraries", {}, ["body", "name"], "Field required"),
        ("/api/libraries", {"name": None}, ["body", "name"], TEXT),
    ],
)
def test_what_is_posted(
    http: httpx.Client, scene: Scene, route: str, body: Any, where: list[str | int], said: str
) -> None:
    refused(scene.send(http, ("POST", route, body)), (where, said))


def test_what_is_patched(http: httpx.Client, scene: Scene) -> None:
    face = f"/api/faces/{scene.face}?library_id={scene.library}"
    library = f"/api/libraries/{scene.library}"
    refused(http.patch(face, json={"person_id": scene.stranger}), (["body", "person_id"], FOREIGN))
    refused(http.patch(face, json={"person_id": 7}), (["body", "person_id"], TEXT))
    for blank in ("", "  "):
        refused(http.patch(library, json={"name": blank}), (["body", "name"], UNNAMED))
    refused(http.patch(library, json={"description": 5}), (["body", "description"], TEXT))


NEW_FACE = {"asset_id": "{photo}", "bounding_box": BOX, "library_id": "{library}"}


@pytest.mark.parametrize("wrong", [{"x": -1}, {"w": 0}, {"h": 301}, {"x": 10**30}])
def test_a_box_outside_the_photo(
    http: httpx.Client, scene: Scene, wrong: dict[str, object]
) -> None:
    body = NEW_FACE | {"bounding_box": BOX | wrong}
    said = "The box isn’t inside the photo."
    refused(scene.send(http, ("POST", "/api/faces", body)), (["body", "bounding_box"], said))


@pytest.mark.parametrize("field", list("xywh"))
@pytest.mark.parametrize("given", [1.5, "7", True, None])
def test_a_box_that_is_none(http: httpx.Client, scene: Scene, field: str, given: object) -> None:
    body = NEW_FACE | {"bounding_box": BOX | {field: given}}
    where: list[str | int] = ["body", "bounding_box", field]
    refused(scene.send(http, ("POST", "/api/faces", body)), (where, WHOLE))


# what no name, id, number or text may be


# As JSON spells them: half a surrogate pair, NUL, an end of a line.
BROKEN = [r"\ud800", r"a\u0000b", r"a\u2028b", "a" * 201]
NAME_DOORS: list[Door] = [
    *(person(way, {"name": HERE}) for way in WAYS),
    ("POST", "/api/libraries", {"name": HERE}),
    ("PATCH", "/api/libraries/{library}", {"name": HERE}),
]
ID_DOORS: list[Door] = [
    ("POST", "/api/people", {"library_id": HERE}),
    person("create", {"thumbnail_face_id": HERE}),
    person("update", {"thumbnail_face_id": HERE}),
    ("POST", "/api/people/bulk-update", {"updates": [{"id": HERE, "change": {}}]}),
    ("POST", "/api/people/{person}/merge", {"source_person_ids": [HERE]}),
    ("POST", "/api/faces", NEW_FACE | {"asset_id": HERE}),
    ("POST", "/api/faces", NEW_FACE | {"person_id": HERE}),
    ("PATCH", "/api/faces/{face}?library_id={library}", {"person_id": HERE}),
]


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("door", NAME_DOORS)
def test_a_name_that_is_none(http: httpx.Client, scene: Scene, door: Door, broken: str) -> None:
    answer = scene.send(http, door, f'"{broken}"')
    assert answer.status_code == 422, answer.text
    (fault,) = answer.json()["detail"]
    assert fault["loc"][-1] == "name"
    assert fault["msg"] in (
        "A name must be a single line of text.",
        "A name can have at most 200 characters.",
        # Half a pair does not even become text.
        "Input should be a valid string, unable to parse raw data as a unicode string",
    )


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("door", ID_DOORS)
def test_an_id_that_is_none(http: httpx.Client, scene: Scene, door: Door, broken: str) -> None:
    answer = scene.send(http, door, f'"{broken}"')
    assert answer.status_code in (404, 422), answer.text


@pytest.mark.parametrize("broken", [r"\ud800", r"a\u0000b", r"\u001b[2J", "a" * 2001])
@pytest.mark.parametrize(
    "door", [("POST", "/api/libraries"), ("PATCH", "/api/libraries/{library}")]
)
def test_a_description_that_is_none(
    http: httpx.Client, scene: Scene, door: tuple[str, str], broken: str
) -> None:
    answer = scene.send(http, (*door, {"name": "Work", "description": HERE}), f'"{broken}"')
    assert answer.status_code == 422
    (fault,) = answer.json()["detail"]
    assert fault["loc"][-1] == "description"


@pytest.mark.parametrize(
    "number", ["1" + "0" * 30, "-1" + "0" * 30, "9" * 5000, "1e400", "NaN", "9223372036854775808"]
)
def test_a_number_that_no_box_has(http: httpx.Client, scene: Scene, number: str) -> None:
    body = NEW_FACE | {"bounding_box": BOX | {"w": HERE}}
    assert scene.send(http, ("POST", "/api/faces", body), number).status_code in (400, 422)


@pytest.mark.parametrize("value", [b"\xff", b"\x00", b"\xed\xa0\x80", b"9" * 5000, b"%"])
@pytest.mark.parametrize("noun", ["people", "assets"])
def test_what_an_address_may_hold(
    http: httpx.Client, scene: Scene, noun: str, value: bytes
) -> None:
    assert http.get(f"/api/{noun}/{quote(value)}").status_code == 404
    for field in (
        *("name", "library_id", "limit", "starting_after_id", "ids", "asset_id", "person_ids"),
        *("include", "local_datetime_after", "order"),
    ):
        ours = "" if field == "library_id" else f"&library_id={scene.library}"
        answer = http.get(f"/api/{noun}?{field}={quote(value)}{ours}")
        assert answer.status_code in (200, 404, 422), field


# a mistake of ours


OUR_MISTAKE = 500, {"detail": "Kinfolk ran into a problem. Details are in its log."}


def ask(app: FastAPI, path: str = "/", method: str = "GET") -> httpx.Response:
    """What an app answers, without a server."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path)

    return asyncio.run(asked())


@pytest.fixture
def broken(own: Home) -> Home:
    """A library that lost a table while it is served: nothing that anyone expects."""
    own.begin()
    own.person("Eva")
    own.do(lambda session: session.execute(text("ALTER TABLE person RENAME TO nobody")))
    return own


@pytest.mark.warns
@pytest.mark.parametrize(("method", "path"), [("GET", "/api/people/Zoe"), ("POST", "/api/people")])
def test_a_bug_is_answered_logged_and_survived(
    broken: Home, caplog: pytest.LogCaptureFixture, method: str, path: str
) -> None:
    with broken.client() as http:
        answer = http.request(method, path, headers=JSON, content=b'{"name": "Zoe"}')
        assert answer.headers["connection"] == "close"  # so that the next one is not lost
        assert http.get("/api/libraries").status_code == 200
    assert (answer.status_code, answer.json()) == OUR_MISTAKE
    (record,) = [each for each in caplog.records if each.name == "kinfolk.api.errors"]
    route = path.replace("Zoe", "{person_id}")
    assert record.getMessage() == f"{method} {route} failed"
    assert record.exc_info is not None


@pytest.mark.warns
def test_a_bug_on_the_way_to_a_route_is_one_too(caplog: pytest.LogCaptureFixture) -> None:
    app = FastAPI()
    errors.install(app)

    @app.middleware("http")
    async def fail(_request: object, _next: object) -> None:
        raise RuntimeError

    answer = ask(app, "/Zoe")
    assert (answer.status_code, answer.json()) == OUR_MISTAKE
    (record,) = [each for each in caplog.records if each.name == "kinfolk.api.errors"]
    assert record.getMessage() == "GET  failed"


# every error in its shape


PROBLEM, FAULTS = "#/components/schemas/Problem", "#/components/schemas/Faults"


def test_errors_are_described() -> None:
    app = FastAPI()
    app.add_api_route("/list", lambda: None, responses=errors.reading())
    app.add_api_route("/row", lambda: None, responses=errors.reading(422, 404))
    app.add_api_route("/write", lambda: None, responses=errors.writing(404))
    app.add_api_route("/ping", lambda: None, responses=errors.open_to_all())
    app.add_api_route("/picture", lambda: None, responses=errors.open_to_all(404, 422))
    described = app.openapi()
    meant = {
        "/list": [400, 401, 403, 409, 429],
        "/row": [400, 401, 403, 404, 409, 422, 429],
        "/write": [400, 401, 403, 404, 409, 413, 415, 422, 429],
        "/ping": [400, 403, 429],
        "/picture": [400, 403, 404, 422, 429],
    }
    for path, statuses in meant.items():
        answers = described["paths"][path]["get"]["responses"]
        del answers["200"]
        assert sorted(answers) == [str(status) for status in statuses]
        for status, answer in answers.items():
            assert answer["description"]
            schema = {"$ref": FAULTS if status == "422" else PROBLEM}
            assert answer["content"] == {"application/json": {"schema": schema}}
    assert {"Problem", "Faults", "Fault"} <= set(described["components"]["schemas"])


def failing(error: Exception) -> FastAPI:
    """An app that fails with this."""
    app = FastAPI()
    errors.install(app)

    @app.api_route("/", methods=["GET", "POST"])
    def fail() -> None:
        raise error

    return app


@pytest.mark.parametrize(
    ("error", "status", "is_final"),
    [
        (NotFound("Not here.", "Look elsewhere."), 404, False),
        (Ambiguous("Several.", "Name one."), 400, False),
        (Conflict("Against it.", "Undo that."), 409, True),
        (NameTaken("person_1", "Eva", "Choose."), 409, True),
        (Damaged("Broken.", "Restore it."), 409, True),
        (Replaced("Gone.", "Put it back."), 409, True),
        (StorageError("The disk is full.", "Make room."), 409, False),
        (AppError("Not now."), 409, False),
    ],
)
def test_what_is_expected_is_said_with_what_helps(
    error: AppError, status: int, is_final: bool
) -> None:
    """An answer that is not final is worth another try."""
    answer = ask(failing(error))
    assert answer.status_code == status
    assert answer.json() == {"detail": " ".join(filter(None, (error.message, error.hint)))}
    assert answer.headers.get("x-should-retry") == ("false" if is_final else None)


@pytest.mark.parametrize(
    ("method", "place", "hint"), [("GET", "query", ""), ("POST", "body", "Shorter.")]
)
def test_a_value_that_breaks_a_rule_is_pointed_at(method: str, place: str, hint: str) -> None:
    error = Invalid("name", "A name is one line.", hint)
    answer = ask(failing(error), method=method)
    assert answer.status_code == 422
    said = f"A name is one line. {hint}".strip()
    fault = {"loc": [place, "name"], "msg": said, "type": "value_error"}
    assert answer.json() == {"detail": [fault]}


def test_what_cannot_be_read_is_not_repeated(http: httpx.Client, scene: Scene) -> None:
    """Every fault of it, and no word of what was sent."""
    answer = http.post("/api/people", json={"name": 7, "is_hidden": "secret"})
    assert answer.status_code == 422
    assert answer.json() == {
        "detail": [
            {"loc": ["body", "name"], "msg": TEXT, "type": "string_type"},
            {"loc": ["body", "is_hidden"], "msg": BOOLEAN, "type": "bool_type"},
        ]
    }
