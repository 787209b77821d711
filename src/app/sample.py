"""The sample plan: a fictional department's, filled in both languages, made the way a planner would.

It goes through the journal in the order of a real planner's work: the inventory of a year is
entered and approved, a round is frozen, the strategy is written and approved, the year is
assessed and attested, the next year is reported, and the strategy that was brought up to it is approved.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.framework.loading import load_framework
from app.i18n import N_
from app.inventory.approval import content_sha256
from app.sample_inventory import candidates, collection_rounds, owners, quarters, saved_views
from app.sample_rows import (
    CODE,
    Rows,
    content,
    key,
    named_rows,
    notes,
    row,
    section_rows,
    selection_round,
    service_records,
    standard_records,
)
from app.section_text import section_key
from app.translation import ADDRESSES
from app.versions import make_content
from app.workspace import Workspace
from model import plan_file
from model.assessment import ASSESSMENT, CORRECTIVE_ACTION, ENTERED_FIGURE, EVIDENCE, RATING
from model.base import entities, natural_key, pairs
from model.canonical import pack, write
from model.change_set import ChangeKind
from model.fiscal_year import FiscalYear
from model.inventory import INVENTORY_APPROVAL, SERVICE
from model.plan import DEPARTMENT, PLAN, PROGRAM
from model.priority import SELECTION_ROUND
from model.strategy import ENGAGEMENT_APPROACH, INITIATIVE, MANDATORY_SERVICE, OBJECTIVE, SECTION, TARGET, VERSION
from model.translation import CONFIRMATION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

_YEARS = ("2023-2024", "2024-2025")
_CONFIRMED_AT = {"2023-2024": "2024-09-27T15:00:00+00:00", "2024-2025": "2025-09-30T15:00:00+00:00"}


def build(path: Path, *, author: str = "") -> None:
    """Make the sample plan at ``path``.

    Args:
        path: where the plan is made; nothing may be there.
        author: whose changes they are; blank is the account's name.

    Raises:
        model.plan_file.PlanFileError: something of that name is there, or it cannot be written.
    """
    with plan_file.making(path) as hidden, Workspace.open(hidden, author=author) as workspace:
        _fill(workspace)


def _fill(workspace: Workspace) -> None:
    before, now = _YEARS
    _describe(workspace)
    _report(workspace, before)
    _select(workspace, before)
    _commit(workspace)
    _write(workspace)
    _confirm(workspace, before)
    first, last = content("assessments")["versions"]
    _approve(workspace, first)
    _assess(workspace, before)
    _report(workspace, now)
    _tend(workspace, now)
    _select(workspace, now)
    _assess(workspace, now)
    with workspace.change(N_("Write notes")) as connection:
        _insert(connection, notes())
    _confirm(workspace, now, without=_rewrite(workspace))
    _approve(workspace, last)


def _insert(connection: Connection, *many: Rows) -> None:
    for rows in many:
        if rows.rows:
            connection.execute(rows.table.insert(), list(rows.rows))


def _describe(workspace: Workspace) -> None:
    """Say what the plan is about."""
    plan = named_rows("plan", PLAN)
    version = load_framework(plan.rows[0]["framework"]).version
    with workspace.change(N_("Create plan"), kind=ChangeKind.SEAL) as connection:
        _insert(connection, Rows(PLAN, ({**plan.rows[0], "framework_version": version},)))
        _insert(connection, named_rows("plan", DEPARTMENT), named_rows("plan", PROGRAM))


def _report(workspace: Workspace, year: str) -> None:
    """Enter the inventory of a year, with the services that begin or end in it, and approve it."""
    records = service_records(year)
    known = {found.id for found in workspace.rows(select(SERVICE.c.id))}
    services = content("services")["services"]
    begun = [item for item in services if key("service", item["id"]) in {r["service"] for r in records.rows} - known]
    with workspace.change(N_("Import inventory"), kind=ChangeKind.IMPORT) as connection:
        _insert(connection, Rows(SERVICE, tuple(_service(item["id"]) for item in begun)))
        _insert(connection, records, standard_records(year))
        for item in services:
            if item.get("retired") == year:
                ended = SERVICE.update().where(SERVICE.c.id == key("service", item["id"]))
                connection.execute(ended.values(state="retired", state_since=year))
    approval = content("assessments")["approvals"][year]
    digest = content_sha256(workspace, CODE, FiscalYear.parse(year))
    values = {"department": CODE, "fiscal_yr": year, "content_sha256": digest, **approval}
    with workspace.change(N_("Approve inventory"), kind=ChangeKind.SEAL) as connection:
        approved = row(INVENTORY_APPROVAL, key("inventory_approval", year), values)
        _insert(connection, Rows(INVENTORY_APPROVAL, (approved,)))


def _tend(workspace: Workspace, year: str) -> None:
    """Keep what the planner keeps beside the records of a year."""
    with workspace.change(N_("Change service owner")) as connection:
        _insert(connection, owners())
    with workspace.change(N_("Change quarterly volume")) as connection:
        _insert(connection, quarters(year))
    with workspace.change(N_("Decide on candidate")) as connection:
        _insert(connection, *candidates())
    with workspace.change(N_("Open a collection round")) as connection:
        _insert(connection, *collection_rounds())
    with workspace.change(N_("Save view")) as connection:
        _insert(connection, saved_views())


def _service(identifier: str) -> dict[str, Any]:
    values = {"owner_org": CODE, "service_id": identifier, "state": "active"}
    return row(SERVICE, key("service", identifier), values)


def _select(workspace: Workspace, year: str) -> None:
    """Rate the services of a year, decide which are priority, and freeze the round."""
    with workspace.change(N_("Rate services")) as connection:
        _insert(connection, *selection_round(year))
    chosen = next(item for item in content("priorities")["rounds"] if item["fiscal_yr"] == year)
    frozen = {"approved_by": chosen["approved_by"], "approved_on": chosen["approved_on"].isoformat()}
    with workspace.change(N_("Freeze the round of selection"), kind=ChangeKind.SEAL) as connection:
        this_round = SELECTION_ROUND.update().where(SELECTION_ROUND.c.id == key("selection_round", year))
        connection.execute(this_round.values(state="frozen", **frozen))


def _commit(workspace: Workspace) -> None:
    """Set objectives, initiatives and targets, and enter the figures that cannot be computed."""
    with workspace.change(N_("Set objectives and targets")) as connection:
        _insert(connection, named_rows("commitments", OBJECTIVE), named_rows("commitments", INITIATIVE))
        _insert(connection, Rows(TARGET, tuple(_targets())))
        _insert(connection, named_rows("commitments", ENGAGEMENT_APPROACH))
        _insert(connection, named_rows("commitments", MANDATORY_SERVICE))
        _insert(connection, Rows(ENTERED_FIGURE, tuple(_figures())))


def _targets() -> Iterable[dict[str, Any]]:
    targets = content("commitments")["targets"]
    for indicator, (objective, *values) in targets["values"].items():
        for year, value in zip(targets["years"], values, strict=True):
            written = {"objective": objective, "indicator": indicator, "fiscal_yr": year, "value": value}
            yield row(TARGET, key("target", indicator, year), written)


def _figures() -> Iterable[dict[str, Any]]:
    for indicator, years in content("commitments")["figures"].items():
        for year, written in years.items():
            numerator, denominator = map(int, written.split())
            values = {"indicator": indicator, "fiscal_yr": year, "numerator": numerator, "denominator": denominator}
            yield row(ENTERED_FIGURE, key("entered_figure", indicator, year), values)


def _write(workspace: Workspace) -> None:
    """Write every section of the strategy."""
    with workspace.change(N_("Write the strategy")) as connection:
        _insert(connection, section_rows(content("sections")["sections"], SECTION))


def _approve(workspace: Workspace, approved: dict[str, Any]) -> None:
    """Approve the strategy as it stands; the version names no change set, since their ids are random."""
    held = make_content(workspace)
    version = row(VERSION, key("version", approved["name"]), {**approved, "change_set": ""})
    version |= {"content": pack(held), "sha256": hashlib.sha256(write(held)).hexdigest()}
    with workspace.change(N_("Approve a version of the strategy"), kind=ChangeKind.SEAL) as connection:
        _insert(connection, Rows(VERSION, (version,)))


def _rewrite(workspace: Workspace) -> frozenset[str]:
    """Bring some sections up to the last results; return those whose two sides are not confirmed yet."""
    with workspace.change(N_("Update the strategy")) as connection:
        for section in section_rows(content("sections")["updates"], SECTION).rows:
            written = {name: section[name] for name in ("text_en", "text_fr") if section[name]}
            connection.execute(SECTION.update().where(SECTION.c.id == section["id"]).values(**written))
    return frozenset(section_key(name) for name in content("sections")["not_confirmed"])


def _assess(workspace: Workspace, year: str) -> None:
    """Rate the requirements for a year, and attest the ratings when somebody did."""
    assessment = next(item for item in content("assessments")["assessments"] if item["fiscal_yr"] == year)
    head = {"fiscal_yr": year, "revision": 1, "state": "draft"}
    with workspace.change(N_("Rate requirements")) as connection:
        _insert(connection, Rows(ASSESSMENT, (row(ASSESSMENT, key("assessment", year), head),)))
        for requirement, rated in assessment["ratings"].items():
            _insert(connection, *_rating(year, requirement, rated))
    if "attested_by" in assessment:
        signed = {"attested_by": assessment["attested_by"], "attested_on": assessment["attested_on"].isoformat()}
        with workspace.change(N_("Attest the self-assessment"), kind=ChangeKind.SEAL) as connection:
            this_year = ASSESSMENT.update().where(ASSESSMENT.c.id == key("assessment", year))
            connection.execute(this_year.values(state="attested", **signed))


def _rating(year: str, requirement: str, rated: dict[str, Any]) -> Iterable[Rows]:
    """Yield one rating with its evidence and its corrective actions."""
    written = {name: text for name, text in rated.items() if name in {"rating", "finding", "reason"}}
    rating = row(RATING, key("rating", year, requirement), {"requirement": requirement, **written})
    yield Rows(RATING, ({**rating, "assessment": key("assessment", year)},))
    for position, item in enumerate(rated.get("evidence", ()), start=1):
        proof = row(EVIDENCE, key("evidence", year, requirement, str(position)), item)
        yield Rows(EVIDENCE, ({**proof, "rating": rating["id"]},))
    for position, item in enumerate(rated.get("actions", ()), start=1):
        values = {"assessment": year, "requirement": requirement, "origin": "own", **item}
        action = row(CORRECTIVE_ACTION, key("corrective_action", year, requirement, str(position)), values)
        yield Rows(CORRECTIVE_ACTION, (action,))


def _confirm(workspace: Workspace, year: str, *, without: Collection[str] = ()) -> None:
    """Declare that both sides of every text say the same, but for the records in ``without``."""
    held = {found.id: (found.en, found.fr) for found in workspace.rows(select(CONFIRMATION))}
    rows = [item for item in _confirmations(workspace, year) if item["record"] not in without]
    new = tuple(item for item in rows if item["id"] not in held)
    changed = [item for item in rows if held.get(item["id"], (item["en"], item["fr"])) != (item["en"], item["fr"])]
    with workspace.change(N_("Confirm translations")) as connection:
        _insert(connection, Rows(CONFIRMATION, new))
        for item in changed:
            connection.execute(CONFIRMATION.update().where(CONFIRMATION.c.id == item["id"]).values(**item))


def _confirmations(workspace: Workspace, year: str) -> Iterator[dict[str, Any]]:
    """Yield a confirmation for every text that is written in both languages."""
    for table in entities():
        fields = [name for name in pairs(table) if name not in ADDRESSES]
        for found in workspace.rows(select(table)) if fields else ():
            texts = found._mapping  # noqa: SLF001  SQLAlchemy's name for the row as a mapping
            for field in fields:
                english, french = texts[f"{field}_en"], texts[f"{field}_fr"]
                if english.strip() and french.strip():
                    yield {
                        "id": natural_key("confirmation", table.name, texts["id"], field),
                        "entity": table.name,
                        "record": texts["id"],
                        "field": field,
                        "source": "",
                        "en": english,
                        "fr": french,
                        "confirmed_at": _CONFIRMED_AT[year],
                    }
