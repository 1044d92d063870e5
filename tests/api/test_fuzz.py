"""A short look with schemathesis; `dev.py bench api_fuzz` takes the long one."""

import pytest

from tests.api.conftest import Home
from tests.api.fuzz import fuzz, operations
from tests.random_examples import often

pytestmark = pytest.mark.slow

ROUTES = 21
CASES = often(20)  # of each


def test_every_answer_is_described(home: Home) -> None:
    sent = 0
    routes = list(operations(home.url))
    for route in routes:
        home.empty()
        sent += fuzz(route, home.token, cases=CASES, known=home.crowd(), chance=1)
    assert len(routes) == ROUTES
    assert sent > CASES * (ROUTES - 1)  # ping has one case only
