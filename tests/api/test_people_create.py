"""Creating people: each rule of docs/api.md, through the public SDK, strictly validated."""

import httpx
import pytest
from gumnut import ConflictError, Gumnut

from kinfolk.core.actions import Act, Action, Origin
from tests.api.conftest import Home, named


@pytest.mark.usefixtures("library")
class TestCreate:
    def test_the_example_of_the_sdk(
        self, home: Home, http: httpx.Client, library: str, photo: str
    ) -> None:
        face = home.crop(home.face(asset_id=photo), b"a picture")
        answer = http.post(
            "/api/people",
            content=f"""{{"name": "Alice", "birth_date": "2023-12-25", "is_hidden": false,
                "is_favorite": false, "thumbnail_face_id": "{face}", "library_id": "{library}"}}""",
            headers={"Content-Type": "application/json"},
        )
        person = answer.json()
        assert answer.status_code == 201
        assert set(person) >= {
            "id",
            "is_hidden",
            "is_favorite",
            "created_at",
            "updated_at",
            "name",
            "birth_date",
            "asset_count",
            "thumbnail_face_id",
            "asset_urls",
        }
        assert person["id"].startswith("person_")
        assert len(person["id"]) == len("person_") + 22
        assert person["created_at"].endswith("Z")
        assert person["birth_date"] == "2023-12-25"
        assert person["thumbnail_face_id"] == face
        assert person["asset_count"] == 1
        thumbnail = person["asset_urls"]["thumbnail"]
        assert set(thumbnail) == {"url", "mimetype", "width"}
        assert httpx.get(thumbnail["url"]).content == b"a picture"

    def test_everything_is_optional(self, sdk: Gumnut) -> None:
        person = sdk.people.create()
        assert person.name is None
        assert person.birth_date is None
        assert not person.is_hidden
        assert not person.is_favorite
        assert person.asset_count == 0
        assert person.asset_urls is None
        assert person.cluster_metrics is None

    def test_the_same_name_finds_the_person(self, sdk: Gumnut) -> None:
        eva = sdk.people.create(name="Eva", birth_date="2000-01-02", is_favorite=True)
        for again in ("Eva", " eva ", "EVA"):
            answer = sdk.people.with_raw_response.create(name=again)
            assert answer.status_code == 200
            assert answer.parse() == eva

    def test_every_supplied_field_must_be_the_same(self, sdk: Gumnut) -> None:
        eva = sdk.people.create(name="Eva", birth_date="2000-01-02")
        answer = sdk.people.with_raw_response.create(
            name="Eva", birth_date="2000-01-02", is_favorite=False
        )
        assert answer.status_code == 200
        for other in ({"birth_date": "2001-01-01"}, {"is_hidden": True}, {"is_favorite": True}):
            with pytest.raises(ConflictError) as caught:
                sdk.people.create(name="eva", **other)
            assert caught.value.response.headers["x-should-retry"] == "false"
            assert caught.value.request.headers["x-stainless-retry-count"] == "0"
            assert isinstance(caught.value.body["detail"], str)  # type: ignore[index]
        assert sdk.people.retrieve(eva.id) == eva
        assert named(sdk) == ["Eva"]

    def test_it_is_a_step_of_the_history(self, home: Home, sdk: Gumnut) -> None:
        sdk.people.create(name="Eva")
        step = home.last_step
        assert (step.origin, step.words) == (Origin.API, "Create Eva, from another app")
        assert step.action == Action.of(Act.NEW_PERSON, name="Eva")
        assert home.db.undo().result().result.words == "Create Eva, from another app"
        assert named(sdk) == []
