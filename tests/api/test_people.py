"""People: each rule of docs/api.md, through the public SDK, strictly validated."""

from datetime import date

import httpx
import pytest
from gumnut import ConflictError, Gumnut, NotFoundError

from kinfolk.core.actions import Act, Action, Origin
from kinfolk.core.birth import Birth, Precision
from tests.api.conftest import Home, named

pytestmark = pytest.mark.usefixtures("library")


def test_absent_is_unchanged(sdk: Gumnut) -> None:
    eva = sdk.people.create(name="Eva", birth_date="2000-01-02", is_favorite=True)
    changed = sdk.people.update(eva.id, is_hidden=True)
    assert changed.name == "Eva"
    assert changed.birth_date == date(2000, 1, 2)
    assert changed.is_favorite
    assert changed.is_hidden
    assert changed.updated_at > eva.updated_at
    assert sdk.people.update(eva.id) == changed


def test_null_clears(home: Home, sdk: Gumnut, photo: str) -> None:
    eva = sdk.people.create(
        name="Eva", birth_date="2000-01-02", thumbnail_face_id=home.face(asset_id=photo)
    )
    assert sdk.people.update(eva.id, birth_date=None).birth_date is None
    cleared = sdk.people.update(eva.id, thumbnail_face_id=None)
    assert cleared.thumbnail_face_id is None
    assert sdk.people.update(eva.id, name=None).name is None


def test_a_year_of_birth_is_null_and_outlives_changes(home: Home, sdk: Gumnut) -> None:
    eva = sdk.people.create(name="Eva")
    year = Birth(date(1950, 1, 1), Precision.YEAR)
    home.change(eva.id, birth_date=year)
    about = sdk.people.retrieve(eva.id).model_extra or {}
    assert about["birth_about"] == "1950"
    assert sdk.people.retrieve(eva.id).birth_date is None
    assert sdk.people.update(eva.id, name="Eve", is_favorite=True).birth_date is None
    assert home.who(eva.id).born == year
    assert sdk.people.update(eva.id, birth_date="1950-02-03").birth_date == date(1950, 2, 3)
    assert home.who(eva.id).born == Birth(date(1950, 2, 3))
    assert sdk.people.update(eva.id, birth_date=None).birth_date is None


def test_different_changes_in_one_call(home: Home, sdk: Gumnut) -> None:
    eva, ali = sdk.people.create(name="Eva"), sdk.people.create(name="Ali")
    answer = sdk.people.with_raw_response.bulk_update_people(
        updates=[
            {"id": eva.id, "change": {"name": "Eve"}},
            {"id": ali.id, "change": {"is_favorite": True, "birth_date": "1990-05-06"}},
        ]
    )
    assert answer.status_code == 200
    assert answer.http_response.json() == {}
    assert sdk.people.retrieve(eva.id).name == "Eve"
    assert sdk.people.retrieve(ali.id).is_favorite
    assert home.value("SELECT count(*) FROM step") == 3


def test_names_are_checked_against_what_earlier_items_left(sdk: Gumnut) -> None:
    assert sdk.people.bulk_update_people(updates=[])
    eva, ali = (sdk.people.create(name=name).id for name in ("Eva", "Ali"))
    for first, second in (("Ali", "Eva"), ("New", "new")):  # a swap, and one name twice
        with pytest.raises(ConflictError):
            sdk.people.bulk_update_people(
                updates=[
                    {"id": eva, "change": {"name": first}},
                    {"id": ali, "change": {"name": second}},
                ]
            )


def test_faces_of_a_deleted_person_stay_unassigned(home: Home, sdk: Gumnut, photo: str) -> None:
    eva = home.person("Eva")
    face = home.face(eva, asset_id=photo)
    answer = sdk.people.with_raw_response.delete(eva)
    assert answer.status_code == 200
    assert answer.http_response.json() == {}
    assert sdk.faces.retrieve(face).person_id is None
    with pytest.raises(NotFoundError):
        sdk.people.retrieve(eva)


def test_to_delete_someone_needs_no_body(home: Home, http: httpx.Client) -> None:
    assert http.delete(f"/api/people/{home.person()}").status_code == 200


def test_merged_all_faces_move_and_the_sources_vanish(home: Home, sdk: Gumnut) -> None:
    eva, ali, group = (home.person(name) for name in ("Eva", "Ali", None))
    faces = [home.face(each) for each in (eva, ali, group)]
    merged = sdk.people.merge(eva, source_person_ids=[ali, group, ali])
    assert merged.id == eva
    assert merged.name == "Eva"
    assert merged.asset_count == 3
    assert {face.id for face in sdk.faces.list(person_id=eva)} == set(faces)
    for source in (ali, group):
        with pytest.raises(NotFoundError):
            sdk.people.retrieve(source)
    assert home.last_step.words == "Merge 2 people into Eva, from another app"


def test_no_one_is_left_of_merged_faceless_people(home: Home, http: httpx.Client) -> None:
    first, second = home.person(), home.person()
    answer = http.post(f"/api/people/{first}/merge", json={"source_person_ids": [second]})
    assert answer.status_code == 204
    assert answer.content == b""
    assert home.value("SELECT count(*) FROM person") == 0


def test_the_example_of_the_sdk(home: Home, http: httpx.Client, library: str, photo: str) -> None:
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


def test_everything_is_optional(sdk: Gumnut) -> None:
    person = sdk.people.create()
    assert person.name is None
    assert person.birth_date is None
    assert not person.is_hidden
    assert not person.is_favorite
    assert person.asset_count == 0
    assert person.asset_urls is None
    assert person.cluster_metrics is None


def test_the_same_name_finds_the_person(sdk: Gumnut) -> None:
    eva = sdk.people.create(name="Eva", birth_date="2000-01-02", is_favorite=True)
    for again in ("Eva", " eva ", "EVA"):
        answer = sdk.people.with_raw_response.create(name=again)
        assert answer.status_code == 200
        assert answer.parse() == eva


def test_every_supplied_field_must_be_the_same(sdk: Gumnut) -> None:
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


def test_it_is_a_step_of_the_history(home: Home, sdk: Gumnut) -> None:
    sdk.people.create(name="Eva")
    step = home.last_step
    assert (step.origin, step.words) == (Origin.API, "New person Eva, from another app")
    assert step.action == Action.of(Act.NEW_PERSON, name="Eva")
    assert home.db.undo().result().result.words == "New person Eva, from another app"
    assert named(sdk) == []


def test_unnamed_and_hidden_people_are_left_out(sdk: Gumnut) -> None:
    sdk.people.create(name="Eva")
    sdk.people.create(name="Hid", is_hidden=True)
    sdk.people.create()
    assert named(sdk) == named(sdk, name="v") == ["Eva"]
    assert set(named(sdk, include_hidden=True)) == {"Eva", "Hid"}
    assert named(sdk, name_filter="unnamed") == [None]
    assert set(named(sdk, name_filter="all", include_hidden=True)) == {"Eva", "Hid", None}


def test_page_by_page_by_number_of_photos(home: Home, sdk: Gumnut) -> None:
    for name, count in (("One", 1), ("Three", 3), ("None", 0)):
        home.person(name, faces=count)
    up = ["None", "One", "Three"]
    assert named(sdk, sort="asset_count_desc") == up[::-1]
    for limit in (1, 2, 3):
        assert named(sdk, sort="asset_count_asc", limit=limit) == up
    assert sdk.people.list(limit=2).has_more
    assert not sdk.people.list(limit=3).has_more


def test_ids_find_hidden_and_unnamed_people(sdk: Gumnut) -> None:
    ids = [
        sdk.people.create(name="Eva").id,
        sdk.people.create(name="Hid", is_hidden=True).id,
        sdk.people.create().id,
    ]
    sdk.people.create(name="Other")
    assert {each.id for each in sdk.people.list(ids=ids)} == set(ids)
    assert {each.id for each in sdk.people.list(ids=[",".join(ids)])} == set(ids)
    assert named(sdk, ids=ids, name_filter="named", include_hidden=False) == ["Eva"]
    assert named(sdk, ids=["person_unknown"] * 200) == []


def test_cluster_metrics(home: Home, sdk: Gumnut) -> None:
    eva = home.person("Eva")
    for angle in (0.0, 0.2, 0.4):
        home.embed(home.face(eva), angle)
    assert sdk.people.retrieve(eva).cluster_metrics is None
    for include in (["cluster_metrics"], ["cluster_metrics", "cluster_metrics"]):
        metrics = sdk.people.retrieve(eva, include=include).cluster_metrics
        assert metrics is not None
        assert metrics.face_count == 3
        # Cosine distances of unit vectors 0.2, 0.2 and 0.4 rad apart.
        assert metrics.pairwise_mean == pytest.approx((0.01993 * 2 + 0.07894) / 3, abs=1e-4)
        assert 0.02 < metrics.pairwise_p90 <= 0.0790
    listed = next(iter(sdk.people.list(include=["cluster_metrics"])))
    assert listed.cluster_metrics == metrics
