"""What a planner of the sample keeps beside the records: owners, quarters, candidates, rounds and views."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.collection.workbooks import safe_part
from app.documents.files import file_part
from app.inventory.quarters import QUARTERS
from app.registry.schema import split_codes
from app.sample_rows import CODE, Rows, content, key, named_rows, row, service_records
from model.collection import COLLECTION_REQUEST, COLLECTION_ROUND, COLLECTION_SERVICE
from model.ownership import SERVICE_OWNER
from model.plan import PROGRAM
from model.quarters import QUARTERLY_VOLUME
from model.service_test import SERVICE_TEST, SERVICE_TEST_ANSWER
from model.views import SAVED_VIEW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SUBJECT = "inventory"


def owners() -> Rows:
    """Return who answers for a service; one of the services has nobody."""
    found = [
        row(SERVICE_OWNER, key("service_owner", service), {"service": service, **_address(owner)})
        for owner in content(_SUBJECT)["owners"]
        for service in owner["services"]
    ]
    return Rows(SERVICE_OWNER, tuple(found))


def quarters(year: str) -> Rows:
    """Return the volumes of a year that are given by quarter."""
    return Rows(QUARTERLY_VOLUME, tuple(_quarters(year)))


def _quarters(year: str) -> Iterator[dict[str, Any]]:
    for entity, records in content(_SUBJECT)["quarters"][year].items():
        for record, fields in records.items():
            for field, written in fields.items():
                place = {"entity": entity, "record": key(entity, record, year), "field": field}
                for quarter, value in zip(QUARTERS, written.split(), strict=True):
                    names = (entity, record, year, field, quarter)
                    values = {**place, "quarter": quarter, "value": value}
                    yield row(QUARTERLY_VOLUME, key("quarterly_volume", *names), values)


def candidates() -> tuple[Rows, Rows]:
    """Return what was tested, with its answers: a service, a step of one, and one that is still open."""
    tests = named_rows(_SUBJECT, SERVICE_TEST)
    answers = []
    for test in content(_SUBJECT)[SERVICE_TEST.name]:
        for question, (answer, *reason) in test["answers"].items():
            values = {"test": test["key"], "question": question, "answer": answer}
            if reason:
                values["reason"] = reason[0]
            answers.append(row(SERVICE_TEST_ANSWER, key("service_test_answer", test["key"], question), values))
    return tests, Rows(SERVICE_TEST_ANSWER, tuple(answers))


def collection_rounds() -> tuple[Rows, Rows, Rows]:
    """Return whom the figures of a year were asked of, and how far that is."""
    rounds, requests, asked = [], [], []
    for item in content(_SUBJECT)["rounds"]:
        head = {name: value for name, value in item.items() if name != "requests"}
        rounds.append(row(COLLECTION_ROUND, key("collection_round", item["key"]), head))
        for request in item["requests"]:
            name = f"{item['key']} {request.get('program', request.get('owner'))}"
            requests.append({**_request(item, request), "id": key("collection_request", name)})
            for service in _asked(item["fiscal_yr"], request):
                place = {"request": requests[-1]["id"], "service": service}
                asked.append({"id": key("collection_service", name, service), **place})
    return (
        Rows(COLLECTION_ROUND, tuple(rounds)),
        Rows(COLLECTION_REQUEST, tuple(requests)),
        Rows(COLLECTION_SERVICE, tuple(asked)),
    )


def _request(item: Mapping[str, Any], request: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request with its label and the name of its workbook, as the program itself makes them."""
    label = request.get("owner", "")
    if "program" in request:
        known = {program["code"]: program["name"]["en"] for program in content("plan")[PROGRAM.name]}
        label = f"{request['program']} {known[request['program']]}"
    values: dict[str, Any] = {**request, "round": item["key"], "label": label}
    if "sent_on" in request:
        values["file_name"] = f"{file_part(CODE)}-{item['fiscal_yr']}-{safe_part(label)}.xlsx"
    if "returned_on" in request:
        values["returned_file"] = values["file_name"]
    email = (owner["email"] for owner in content(_SUBJECT)["owners"] if owner["name"] == request.get("owner"))
    return row(COLLECTION_REQUEST, "", {**values, "email": next(email, "")})


def _asked(year: str, request: Mapping[str, Any]) -> list[str]:
    """Return the services that a request asks about, by name."""
    known = {found["service"]: found for found in owners().rows}
    records = sorted(service_records(year).rows, key=lambda record: record["service_name_en"])
    if "program" in request:
        return [one["service"] for one in records if request["program"] in split_codes(one["program_id"])]
    return [one["service"] for one in records if known.get(one["service"], {"name": ""})["name"] == request["owner"]]


def saved_views() -> Rows:
    """Return the views of the table of services that the planner kept."""
    found = [
        row(
            SAVED_VIEW,
            key("saved_view", view["step"], view["name"]),
            {**view, "content": json.dumps(view["content"], ensure_ascii=False, sort_keys=True)},
        )
        for view in content(_SUBJECT)["views"]
    ]
    return Rows(SAVED_VIEW, tuple(found))


def _address(owner: Mapping[str, Any]) -> dict[str, str]:
    return {"name": owner["name"], "email": owner["email"]}
