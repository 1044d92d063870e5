"""The API while the files fail: never an acknowledgement of what is not kept."""

import sys
from collections.abc import Iterator

import httpx
import pytest

from kinfolk.paths import Paths
from tests.api.conftest import Home
from tests.core.db.faults import no_room

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no open file")


@pytest.fixture
def http(own: Home) -> Iterator[httpx.Client]:
    with own.client() as client:
        yield client


def test_a_library_that_was_moved_away_takes_and_answers_nothing(
    http: httpx.Client, paths: Paths
) -> None:
    person = http.post("/api/people", json={"name": "Eva"})
    assert person.status_code == 201
    away = paths.data.with_name("away")
    paths.data.rename(away)
    asked = (
        http.post("/api/people", json={"name": "Bob"}),
        http.patch(f"/api/people/{person.json()['id']}", json={"name": "Eve"}),
        http.get("/api/people"),
        http.delete(f"/api/people/{person.json()['id']}"),
    )
    for answer in asked:
        assert answer.status_code == 409
        assert answer.headers["x-should-retry"] == "false"
        assert "moved or replaced" in answer.json()["detail"]
    away.rename(paths.data)
    assert [each["name"] for each in http.get("/api/people").json()["data"]] == ["Eva"]
    assert http.post("/api/people", json={"name": "Bob"}).status_code == 201


@pytest.mark.slow
def test_after_a_full_disk_the_next_write_works(http: httpx.Client) -> None:
    kept = []
    for number in range(40):
        with no_room():
            refused = http.post("/api/people", json={"name": f"Lost {number}"})
        assert refused.status_code == 409
        assert "disk" in refused.json()["detail"]
        assert "x-should-retry" not in refused.headers
        if number % 4 == 0:
            assert http.post("/api/people", json={"name": f"Kept {number}"}).status_code == 201
            kept.append(f"Kept {number}")
    page = http.get("/api/people", params={"limit": 200}).json()
    assert sorted(each["name"] for each in page["data"]) == sorted(kept)


@pytest.mark.slow
@pytest.mark.warns
def test_a_library_that_is_damaged_while_it_is_served_takes_nothing_more(
    http: httpx.Client, paths: Paths
) -> None:
    for number in range(60):
        assert http.post("/api/people", json={"name": f"P{number}"}).status_code == 201
    size = paths.library_db.stat().st_size
    with paths.library_db.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    answers = [http.post("/api/people", json={"name": f"Lost {n}"}) for n in range(3)]
    for answer in answers:
        assert answer.status_code == 409
        assert answer.headers["x-should-retry"] == "false"
        assert "damaged" in answer.json()["detail"]
