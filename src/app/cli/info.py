"""``jalon info``: what a plan is and holds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app import plan_facts
from app.cli.options import json_option, plan_argument
from app.i18n import _
from app.workspace import Workspace
from model import plan_file

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from app.cli.output import Output
    from model.plan_file import Holder


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what this verb takes."""
    plan_argument(parser)
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Say what the plan is."""
    output: Output = args.output
    document = describe(args.plan)
    if args.json:
        output.json(document)
    else:
        _write(output, document)
    return 0


def describe(path: Path) -> dict[str, Any]:
    """Return what the plan is and holds, in the keys of the contract."""
    held = plan_file.is_held(path) if path.is_file() else False
    modified = path.stat().st_mtime if path.is_file() else 0.0
    with Workspace.read(path) as workspace:
        schema = plan_file.schema_of(path)
        card = plan_facts.plan_card(workspace)
        records = plan_facts.record_counts(workspace)
        return {
            "department": card.department,
            "name_en": card.name.en,
            "name_fr": card.name.fr,
            "first_year": str(card.first_year),
            "years": card.years,
            "framework": card.framework,
            "services": plan_facts.service_count(workspace),
            "records": records,
            "standards": plan_facts.standard_counts(workspace),
            "working_year": str(plan_facts.working_year(workspace)),
            "held_by": _held_by(plan_file.holder(workspace.database)) if held else None,
            "schema": schema,
            "modified": datetime.fromtimestamp(modified, UTC).isoformat(timespec="seconds"),
        }


def _held_by(holder: Holder | None) -> dict[str, Any] | None:
    if holder is None:
        return None
    return {"user": holder.user, "host": holder.host, "pid": holder.pid, "since": holder.since}


def _write(output: Output, document: dict[str, Any]) -> None:
    none = _("none")
    held = document["held_by"]
    lines = (
        (_("Department"), document["department"]),
        (_("Name in English"), document["name_en"]),
        (_("Name in French"), document["name_fr"]),
        (_("First fiscal year"), document["first_year"]),
        (_("Fiscal years"), document["years"]),
        (_("Policy"), document["framework"]),
        (_("Services"), document["services"]),
        (_("Service records"), _by_year(document["records"]) or none),
        (_("Standard records"), _by_year(document["standards"]) or none),
        (_("Working year"), document["working_year"]),
        (_("Open for writing by"), f"{held['user']}, {held['host']} ({held['pid']})" if held else _("nobody")),
        (_("Schema of the file"), document["schema"]),
        (_("Last change"), document["modified"]),
    )
    for label, value in lines:
        output.line(_("{label}: {value}").format(label=label, value=value))


def _by_year(counts: dict[str, int]) -> str:
    return ", ".join(f"{year} ({count})" for year, count in counts.items())
