"""A short look with schemathesis; `dev.py bench api_fuzz` takes the long one."""

from tests.api.conftest import Home
from tests.api.fuzz import fuzz, operations

ROUTES = 20


def test_every_answer_is_described(home: Home) -> None:
    sent = 0
    routes = list(operations(home.url))
    for route in routes:
        home.empty()
        sent += fuzz(route, home.token, cases=20, known=home.crowd(), chance=1)
    assert len(routes) == ROUTES
    assert sent > 20 * (ROUTES - 1)  # ping has one case only
