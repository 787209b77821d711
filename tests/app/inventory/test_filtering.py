"""Several things are filtered by at once, and a kept filter is the same one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.inventory.bulk import Wish, apply, judge
from app.inventory.facet_values import FacetValues
from app.inventory.filtering import ServiceFilter, filter_of
from app.inventory.list_fields import field_values
from app.inventory.rows import rows
from app.inventory.services import add_service, retire_service
from app.inventory.totals import totals
from app.pieces import whole
from model.bilingual import Bilingual
from tests.app.inventory.conftest import YEAR

if TYPE_CHECKING:
    from app.workspace import Workspace
    from tests.app.inventory.conftest import Permit


@pytest.fixture
def form(workspace: Workspace, permit: Permit) -> str:  # noqa: ARG001  both are there
    """Return a second service of the year, unlike the permit in everything that can be filtered by."""
    key = add_service(workspace, YEAR, Bilingual("Form", "Formulaire"))
    told = {
        "service_scope": "INTERN",
        "service_type": "GNC",
        "client_target_groups": "FOR",
        "num_applications_by_mail": "5",
        "os_decision": "N",
        "owner_name": "Zoé Roy",
    }
    apply(workspace, YEAR, judge(workspace, YEAR, [Wish(key, field, value) for field, value in told.items()]))
    return key


def shown(workspace: Workspace, wanted: ServiceFilter) -> set[str]:
    held = FacetValues(lambda _key: "")
    held.learn(workspace, YEAR, rows(workspace, YEAR))
    return {row.key for row in filter(held.predicate(wanted), rows(workspace, YEAR))}


@pytest.mark.parametrize(
    ("facet", "values"),
    [
        ("scope", ("EXTERN", "INTERN")),
        ("type", ("-", "GNC")),
        ("program", ("BWN01", "-")),
        ("clients", ("-", "FOR")),
        ("channel", ("num_applications_online", "num_applications_by_mail")),
        ("online", ("all", "none")),
        ("owner", ("-", "Zoé Roy")),
    ],
)
def test_each_facet_tells_services_apart(
    workspace: Workspace, permit: Permit, form: str, facet: str, values: tuple[str, str]
) -> None:
    one, other = (ServiceFilter().toggled(facet, value) for value in values)

    assert shown(workspace, one) == {permit.service}
    assert shown(workspace, other) == {form}
    assert shown(workspace, one.toggled(facet, values[1])) == {permit.service, form}
    assert shown(workspace, one.toggled("priority", "Y")) == set()


@pytest.mark.usefixtures("permit")
def test_findings_are_filtered_by_their_level(workspace: Workspace, form: str) -> None:
    held = FacetValues(lambda key: "error" if key == form else "")
    passes = held.predicate(ServiceFilter().toggled("finding", "error"))

    assert [row.key for row in rows(workspace, YEAR) if passes(row)] == [form]
    assert held.counts(rows(workspace, YEAR), "finding") == {"error": 1, "-": 1}


@pytest.mark.usefixtures("form")
def test_values_that_were_learnt_stay_until_they_are_forgotten(workspace: Workspace, permit: Permit) -> None:
    held, listed = FacetValues(lambda _key: ""), rows(workspace, YEAR)
    wanted = ServiceFilter().toggled("scope", "EXTERN").toggled("channel", "num_applications_online")
    passes = held.predicate(wanted)

    before = list(filter(passes, listed))
    held.learn(workspace, YEAR, listed)
    learnt, counted = [row.key for row in filter(passes, listed)], held.counts(listed, "scope")
    held.forget([permit.service])

    assert (before, learnt, counted) == ([], [permit.service], {"EXTERN": 1, "INTERN": 1})
    assert (list(filter(passes, listed)), held.counts(listed, "scope")) == ([], {"INTERN": 1})


def test_a_retired_service_is_found_by_its_state(workspace: Workspace, permit: Permit, form: str) -> None:
    retire_service(workspace, form, YEAR)

    assert shown(workspace, ServiceFilter("retired")) == {form}
    assert shown(workspace, ServiceFilter("every")) == {form, permit.service}


def test_a_written_filter_is_the_same_filter() -> None:
    wanted = ServiceFilter("every").toggled("scope", "EXTERN").toggled("owner", "-")

    assert filter_of(json.loads(json.dumps(wanted.written()))) == wanted


@pytest.mark.parametrize("written", [None, [], {"state": 3, "chosen": [["x"], 4, ["nothing", "x"]]}, {"chosen": "x"}])
def test_what_is_no_filter_lets_the_year_through(written: object) -> None:
    assert filter_of(written) == ServiceFilter()


@pytest.mark.usefixtures("permit", "form")
def test_totals_add_up_what_is_shown(workspace: Workspace) -> None:
    fields = field_values(workspace, YEAR, ["num_applications_online", "num_applications_by_fax"])
    counts = {name: {key: int(told) for key, told in held.items() if told.isdigit()} for name, held in fields.items()}

    every = whole(totals(rows(workspace, YEAR), counts, ("volume", "online", "standards")))
    none = whole(totals([], {}, ("volume", "online")))

    assert (every.services, every.volume, every.online_share) == (2, 1095, 0.5)
    assert (every.standards, every.standards_met) == (1, 1)
    assert every.counts == {"num_applications_online": 1090, "num_applications_by_fax": None}
    assert (none.volume, none.online_share) == (None, None)
