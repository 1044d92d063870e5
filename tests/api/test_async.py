"""The asynchronous SDK: many calls at once, pages to the end."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from gumnut import AsyncGumnut, ConflictError, NotFoundError

from tests.api.conftest import Home

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("library"), pytest.mark.slow]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def sdk(home: Home, anyio_backend: str) -> AsyncIterator[AsyncGumnut]:
    async with AsyncGumnut(
        base_url=home.url, api_key=home.token, _strict_response_validation=True
    ) as client:
        yield client


async def test_a_persons_life(home: Home, sdk: AsyncGumnut, photo: str) -> None:
    face = home.face(asset_id=photo)
    eva = await sdk.people.create(name="Eva", birth_date="2000-01-02", thumbnail_face_id=face)
    again = await sdk.people.with_raw_response.create(name="eva", birth_date="2000-01-02")
    assert again.status_code == 200
    assert await again.parse() == eva
    with pytest.raises(ConflictError):
        await sdk.people.create(name="Eva", is_hidden=True)
    renamed = await sdk.people.update(eva.id, name="Eve")
    assert renamed.name == "Eve"
    assert await sdk.people.bulk_update_people(
        updates=[{"id": eva.id, "change": {"is_favorite": True}}]
    )
    ali = await sdk.people.create(name="Ali")
    merged = await sdk.people.merge(eva.id, source_person_ids=[ali.id])
    assert merged.is_favorite
    with pytest.raises(NotFoundError):
        await sdk.people.retrieve(ali.id)
    await sdk.people.delete(eva.id)
    assert (await sdk.faces.retrieve(face)).person_id is None


async def test_everybody_creates_the_same_person_at_once(sdk: AsyncGumnut) -> None:
    made = await asyncio.gather(*(sdk.people.create(name="Eva") for _ in range(30)))
    assert len({person.id for person in made}) == 1


async def test_no_write_is_lost(home: Home, sdk: AsyncGumnut) -> None:
    await asyncio.gather(*(sdk.people.create(name=f"P{number}") for number in range(100)))
    assert home.value("SELECT count(*) FROM person") == 100
    assert home.value("SELECT count(*) FROM step") == 100
