"""A short look with schemathesis; `dev.py bench api_fuzz` takes the long one."""

from tests.api.conftest import Home
from tests.api.fuzz import fuzz, operations

ROUTES = 19


def test_every_answer_is_described(home: Home) -> None:
    known = home.crowd()
    sent = [
        fuzz(each, home.token, cases=50, known=known, chance=1) for each in operations(home.url)
    ]
    assert len(sent) == ROUTES
    assert min(sent[:-1]) >= 1
