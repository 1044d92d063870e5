"""Changing people: each rule of docs/api.md, through the public SDK, strictly validated."""

from dataclasses import replace
from datetime import date

import httpx
import pytest
from gumnut import ConflictError, Gumnut, NotFoundError

from kinfolk.core.birth import Birth, Precision
from kinfolk.core.people import people
from kinfolk.core.people.person_fields import UNCHANGED
from tests.api.conftest import Home


@pytest.mark.usefixtures("library")
class TestUpdate:
    def test_absent_is_unchanged(self, sdk: Gumnut) -> None:
        eva = sdk.people.create(name="Eva", birth_date="2000-01-02", is_favorite=True)
        changed = sdk.people.update(eva.id, is_hidden=True)
        assert changed.name == "Eva"
        assert changed.birth_date == date(2000, 1, 2)
        assert changed.is_favorite
        assert changed.is_hidden
        assert changed.updated_at > eva.updated_at

    def test_nothing_is_a_legal_change(self, home: Home, sdk: Gumnut) -> None:
        eva = sdk.people.create(name="Eva")
        assert sdk.people.update(eva.id) == eva
        assert home.value("SELECT count(*) FROM step") == 1

    def test_null_clears(self, home: Home, sdk: Gumnut, photo: str) -> None:
        eva = sdk.people.create(
            name="Eva", birth_date="2000-01-02", thumbnail_face_id=home.face(asset_id=photo)
        )
        assert sdk.people.update(eva.id, birth_date=None).birth_date is None
        cleared = sdk.people.update(eva.id, thumbnail_face_id=None)
        assert cleared.thumbnail_face_id is None
        assert sdk.people.update(eva.id, name=None).name is None

    def test_a_year_of_birth_is_null_and_outlives_other_changes(
        self, home: Home, sdk: Gumnut
    ) -> None:
        eva = sdk.people.create(name="Eva")
        year = Birth(date(1950, 1, 1), Precision.YEAR)
        home.db.write(
            lambda s: people.update(s, eva.id, replace(UNCHANGED, birth_date=year))
        ).result()
        about = sdk.people.retrieve(eva.id).model_extra or {}
        assert about["birth_about"] == "1950"
        assert sdk.people.retrieve(eva.id).birth_date is None
        assert sdk.people.update(eva.id, name="Eve", is_favorite=True).birth_date is None
        with home.db.read() as session:
            assert people.get(session, eva.id).born == year
        assert sdk.people.update(eva.id, birth_date="1950-02-03").birth_date == date(1950, 2, 3)
        with home.db.read() as session:
            assert people.get(session, eva.id).born == Birth(date(1950, 2, 3))
        assert sdk.people.update(eva.id, birth_date=None).birth_date is None

    def test_a_taken_name_is_409(self, sdk: Gumnut) -> None:
        sdk.people.create(name="Eva", is_hidden=True)
        ali = sdk.people.create(name="Ali")
        with pytest.raises(ConflictError) as caught:
            sdk.people.update(ali.id, name=" EVA ", is_favorite=True)
        assert caught.value.response.headers["x-should-retry"] == "false"
        assert sdk.people.retrieve(ali.id) == ali


@pytest.mark.usefixtures("library")
class TestBulkUpdate:
    def test_different_changes_in_one_call(self, home: Home, sdk: Gumnut) -> None:
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

    def test_names_are_checked_against_what_earlier_items_left(self, sdk: Gumnut) -> None:
        eva, ali = sdk.people.create(name="Eva"), sdk.people.create(name="Ali")
        with pytest.raises(ConflictError) as caught:  # a swap
            sdk.people.bulk_update_people(
                updates=[
                    {"id": eva.id, "change": {"name": "Ali"}},
                    {"id": ali.id, "change": {"name": "Eva"}},
                ]
            )
        assert caught.value.response.headers["x-should-retry"] == "false"
        with pytest.raises(ConflictError):  # one name twice
            sdk.people.bulk_update_people(
                updates=[
                    {"id": eva.id, "change": {"name": "New"}},
                    {"id": ali.id, "change": {"name": "new"}},
                ]
            )
        sdk.people.bulk_update_people(  # a name that an earlier item set free
            updates=[
                {"id": eva.id, "change": {"name": "Eve"}},
                {"id": ali.id, "change": {"name": "Eva"}},
            ]
        )
        assert sdk.people.retrieve(ali.id).name == "Eva"

    def test_nothing_to_do(self, sdk: Gumnut) -> None:
        assert sdk.people.bulk_update_people(updates=[])


@pytest.mark.usefixtures("library")
class TestDelete:
    def test_the_faces_stay_unassigned(self, home: Home, sdk: Gumnut, photo: str) -> None:
        eva = home.person("Eva")
        face = home.face(eva, asset_id=photo)
        answer = sdk.people.with_raw_response.delete(eva)
        assert answer.status_code == 200
        assert answer.http_response.json() == {}
        assert sdk.faces.retrieve(face).person_id is None
        with pytest.raises(NotFoundError):
            sdk.people.retrieve(eva)

    def test_a_body_is_not_needed(self, home: Home, http: httpx.Client) -> None:
        assert http.delete(f"/api/people/{home.person()}").status_code == 200


@pytest.mark.usefixtures("library")
class TestMerge:
    def test_all_faces_move_and_the_sources_vanish(self, home: Home, sdk: Gumnut) -> None:
        eva, ali, group = (home.person(name) for name in ("Eva", "Ali", None))
        faces = [home.face(each) for each in (eva, ali, group)]
        merged = sdk.people.merge(eva, source_person_ids=[ali, group])
        assert merged.id == eva
        assert merged.name == "Eva"
        assert merged.asset_count == 3
        assert {face.id for face in sdk.faces.list(person_id=eva)} == set(faces)
        for source in (ali, group):
            with pytest.raises(NotFoundError):
                sdk.people.retrieve(source)
        assert home.last_step.words == "Merge 2 people into Eva, from another app"

    def test_nobody_is_left_of_unnamed_faceless_people(
        self, home: Home, http: httpx.Client
    ) -> None:
        first, second = home.person(), home.person()
        answer = http.post(f"/api/people/{first}/merge", json={"source_person_ids": [second]})
        assert answer.status_code == 204
        assert answer.content == b""
        assert home.value("SELECT count(*) FROM person") == 0
