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

    def test_page_by_page_by_number_of_photos(self, home: Home, sdk: Gumnut) -> None:
        for name, count in (("One", 1), ("Three", 3), ("None", 0)):
            home.person(name, faces=count)
        up = ["None", "One", "Three"]
        assert named(sdk, sort="asset_count_desc") == up[::-1]
        for limit in (1, 2, 3):
            assert named(sdk, sort="asset_count_asc", limit=limit) == up
        assert sdk.people.list(limit=2).has_more
        assert not sdk.people.list(limit=3).has_more

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
