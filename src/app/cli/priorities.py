"""``jalon priorities``: the ranking of a year's services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.cli.departments import department
from app.cli.options import department_option, json_option, plan_argument, year_option
from app.formats import format_number
from app.i18n import _, language
from app.plan_facts import working_year
from app.priorities.ranking import ranking
from app.workspace import Workspace

if TYPE_CHECKING:
    import argparse

    from app.cli.output import Output
    from app.priorities.cards import Ranking, RankRow


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what this verb takes."""
    plan_argument(parser)
    year_option(parser)
    department_option(parser)
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Rank the services and say it."""
    output: Output = args.output
    with Workspace.read(args.plan) as workspace:
        found = ranking(workspace, args.year or working_year(workspace), department(args, workspace))
    if args.json:
        output.json(document(found))
    else:
        _write(output, found)
    return 0


def document(found: Ranking) -> dict[str, Any]:
    """Return the ranking in the keys of the contract."""
    return {
        "fiscal_year": str(found.year),
        "state": found.round.state if found.round else None,
        "round": {"fiscal_year": str(found.round.year), "revision": found.round.revision} if found.round else None,
        "weights": dict(found.weights),
        "ranking": [_row(row) for row in found.rows],
    }


def _row(row: RankRow) -> dict[str, Any]:
    return {
        "service_id": row.service_id,
        "name_en": row.name.en,
        "name_fr": row.name.fr,
        "score": row.score,
        "score_low": row.score_low,
        "score_high": row.score_high,
        "rank": row.rank,
        "scores": dict(row.scores),
        "priority": row.priority,
        "decided": row.decided,
        "stability": None,
    }


def _write(output: Output, found: Ranking) -> None:
    if found.round is None:
        output.line(_("There is no round of selection yet; services are listed without a score."))
    for row in found.rows:
        rank = "–" if row.rank is None else format_number(row.rank)
        score = _("not scored") if row.score is None else format_number(row.score, decimals=1)
        mark = _("priority") if row.priority else _("not priority")
        name = row.name.text(language()) or row.name.text(language().other)
        output.line(
            _("{rank}. {name} ({id}): {score}, {mark}").format(
                rank=rank, name=name, id=row.service_id, score=score, mark=mark
            )
        )
