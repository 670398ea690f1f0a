"""Random requests: none breaks the server, none is answered outside its schema.

`python -m pytest tests/cms/api/test_api_random.py --api-requests=20000` asks more.
"""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import one_of
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

APPLICATION = get_wsgi_application()  # without the page cache in front of it
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
SCHEMA = schemathesis.openapi.from_wsgi("/api/content/v1/openapi.json", APPLICATION)
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
OPERATIONS = {found.ok().path: found.ok() for found in SCHEMA.get_all_operations()}


@pytest.mark.parametrize("path", OPERATIONS)
def test_no_request_is_answered_badly(path, demo_site, one_connection, pytestconfig):
    share = -(-pytestconfig.getoption("--api-requests") // len(OPERATIONS))
    asked = 0

    @given(case=one_of(*(OPERATIONS[path].as_strategy(mode) for mode in MODES)))
    @settings(
        max_examples=share,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case):
        nonlocal asked
        asked += 1
        response = case.call(app=APPLICATION, headers={"Accept-Encoding": "identity"})
        case.validate_response(response, checks=CHECKS)

    ask()

    assert asked >= share
