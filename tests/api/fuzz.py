"""Send random requests by our own OpenAPI description: no 5xx, no answer outside of it.

schemathesis makes the requests, valid and invalid ones.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.patience import PATIENCE

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


Operation = APIOperation[Any, Any, Any, Any]


def operations(url: str) -> Iterator[Operation]:
    """Yield every route of the description that the server at `url` serves."""
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        yield result.ok()


def fuzz(
    operation: Operation, token: str, *, cases: int, known: Mapping[str, list[str]], chance: int
) -> int:
    """Send `cases` random requests to a route, valid ones and others; return how many were sent.

    known: ids that exist, by the name of their parameter, since a random id finds nothing. chance:
    the seed. Raises what schemathesis raises for an answer outside the description.
    """
    headers = {"Authorization": f"Bearer {token}"}
    sent = 0
    with requests.Session() as session:

        @seed(chance)
        @settings(
            max_examples=cases,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(
            case=st.one_of([operation.as_strategy(mode) for mode in GenerationMode]),
            choice=st.randoms(use_true_random=False),
        )
        def run(case: Case[Operation], choice: Any) -> None:
            """Send one request and check the answer."""
            nonlocal sent
            sent += 1
            for part in (case.path_parameters, case.query, case.body):
                aim(part, known, choice)
            response = case.call(headers=headers, session=session, timeout=PATIENCE)
            case.validate_response(response, checks=CHECKS)

        run()
    return sent


def aim(part: Any, known: Mapping[str, list[str]], choice: Any) -> None:
    """Replace most ids in a part of a request by ones that exist, in place."""
    if isinstance(part, list):
        for each in part:
            aim(each, known, choice)
    if not isinstance(part, dict):
        return
    for name, value in part.items():
        ids = known.get(name)
        if ids and choice.random() < 0.7:
            part[name] = [choice.choice(ids)] if isinstance(value, list) else choice.choice(ids)
        else:
            aim(value, known, choice)
