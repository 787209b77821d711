"""A collection round: what each owner or program is asked to fill in for a year, and what came back."""

from __future__ import annotations

from model.base import both, day, entity, reference, text

COLLECTION_ROUND = entity(
    "collection_round",
    text("fiscal_yr"),
    *both("title"),
    day("due_on"),
    day("opened_on"),
    day("closed_on"),
    text("grouping"),  # owner or program: what one workbook is for
)

COLLECTION_REQUEST = entity(
    "collection_request",  # one pre-filled workbook
    reference("round", "collection_round"),
    text("label"),  # what it is called in lists
    text("owner"),
    text("email"),
    text("program"),  # code
    text("file_name"),  # of the workbook sent, without its folder
    day("sent_on"),
    day("returned_on"),
    text("returned_file"),  # name of the workbook that came back
    text("change_set"),  # id of the change set that took it over
)

COLLECTION_SERVICE = entity(
    "collection_service",  # a service that is asked about in a request
    reference("request", "collection_request"),
    reference("service", "service"),
    unique=("request", "service"),
)
