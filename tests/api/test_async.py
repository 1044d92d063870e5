"""The asynchronous SDK: many calls at once, pages to the end."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from gumnut import AsyncGumnut

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


async def test_everybody_creates_the_same_person_at_once(sdk: AsyncGumnut) -> None:
    made = await asyncio.gather(*(sdk.people.create(name="Eva") for _ in range(30)))
    assert len({person.id for person in made}) == 1
