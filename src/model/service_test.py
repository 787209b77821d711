"""Is it a service? The test of the guideline, kept as a record, for candidates that were excluded too."""

from __future__ import annotations

from model.base import both, day, entity, reference, text

SERVICE_TEST = entity(
    "service_test",  # source: guideline on service management, appendix 1A
    *both("name"),  # what was tested
    reference("service", "service", required=False),  # the service that it is, once it is one
    text("conclusion"),  # service, not_service or blank
    *both("rationale"),
    text("decided_by"),
    day("decided_on"),
)

SERVICE_TEST_ANSWER = entity(
    "service_test_answer",
    reference("test", "service_test"),
    text("question"),  # id of the framework's question
    text("answer"),  # Y, N or blank
    *both("reason"),
    unique=("test", "question"),
)
