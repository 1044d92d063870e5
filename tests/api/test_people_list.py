"""Looking at people: each rule of docs/api.md, through the public SDK, strictly validated."""

import pytest
from gumnut import Gumnut

from tests.api.conftest import Home, named


@pytest.mark.usefixtures("library")
class TestList:
    def test_unnamed_and_hidden_people_are_left_out(self, sdk: Gumnut) -> None:
        sdk.people.create(name="Eva")
        sdk.people.create(name="Hid", is_hidden=True)
        sdk.people.create()
        assert named(sdk) == named(sdk, name="v") == ["Eva"]
        assert set(named(sdk, include_hidden=True)) == {"Eva", "Hid"}
        assert named(sdk, name_filter="unnamed") == [None]
        assert set(named(sdk, name_filter="all", include_hidden=True)) == {"Eva", "Hid", None}

    def test_by_number_of_photos(self, home: Home, sdk: Gumnut) -> None:
        photos = [home.photo() for _ in range(3)]
        for name, count in (("One", 1), ("Three", 3), ("None", 0)):
            person = home.person(name)
            for photo in photos[:count]:
                home.face(person, asset_id=photo)
                home.face(person, asset_id=photo)  # a mirror: still one photo
        listed = sdk.people.list(sort="asset_count_desc")
        assert [(each.name, each.asset_count) for each in listed] == [
            ("Three", 3),
            ("One", 1),
            ("None", 0),
        ]
        assert named(sdk, sort="asset_count_asc") == ["None", "One", "Three"]

    @pytest.mark.parametrize(
        "sort",
        [
            "created_at_desc",
            "created_at_asc",
            "name_asc",
            "name_desc",
            "asset_count_desc",
            "asset_count_asc",
        ],
    )
    def test_pages_reach_the_end_and_repeat_nobody(
        self, home: Home, sdk: Gumnut, sort: str
    ) -> None:
        photos = [home.photo() for _ in range(3)]
        for number in range(13):
            person = home.person(f"Same {number % 4} {number}" if number % 3 else None)
            for photo in photos[: number % 4]:
                home.face(person, asset_id=photo)
        whole = sdk.people.list(name_filter="all", sort=sort, limit=200)  # type: ignore[arg-type]
        assert not whole.has_more
        assert len(whole.data) == 13
        for limit in (1, 4, 12, 13):
            pages = sdk.people.list(name_filter="all", sort=sort, limit=limit)  # type: ignore[arg-type]
            assert [each.id for each in pages] == [each.id for each in whole.data]

    def test_ids_find_hidden_and_unnamed_people(self, sdk: Gumnut) -> None:
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

    def test_cluster_metrics(self, home: Home, sdk: Gumnut) -> None:
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


@pytest.mark.usefixtures("library")
class TestGet:
    def test_hidden_and_unnamed_people_are_found(self, sdk: Gumnut) -> None:
        hidden = sdk.people.create(name="Hid", is_hidden=True)
        unnamed = sdk.people.create()
        assert sdk.people.retrieve(hidden.id) == hidden
        assert sdk.people.retrieve(unnamed.id) == unnamed
