"""Findings on the selection of priority services, for the working year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.checks.making import PRIORITIES, STRATEGY, finding
from app.plan_facts import framework_of
from app.steps import Step
from model.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.checks.finding import Fact, Finding
    from app.priorities.cards import Ranking, RankRow
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear
    from model.language import Language


def priority_findings(workspace: Workspace, ranked: Ranking) -> Iterator[Finding]:
    """Yield every finding on the round of the year that ``ranked`` is for."""
    year, held = ranked.year, ranked.round
    if not ranked.rows:
        return
    if held is None or held.year != year:
        yield _on_round(year, "", "round_missing")
    elif not held.is_frozen:
        yield _on_round(year, held.id, "round_missing", "draft")
    if held is None:
        return
    titles = {item.id: item.title for item in framework_of(workspace).considerations}
    for row in ranked.rows:
        yield from _on_row(row, year, titles)
    yield from _balance(ranked, held.id)


def _on_round(
    year: FiscalYear, key: str, rule: str, variant: str = "", facts: dict[str, Fact] | None = None
) -> Finding:
    return finding(
        rule, "selection_round", key, year=year, documents=(PRIORITIES, STRATEGY), step=Step.PRIORITIES,
        subject=Bilingual(), variant=variant, facts=facts,
    )  # fmt: skip


def _on_row(row: RankRow, year: FiscalYear, titles: dict[str, Bilingual]) -> Iterator[Finding]:
    def on(rule: str, field: str, lang: Language | None = None, facts: dict[str, Fact] | None = None) -> Finding:
        return finding(
            rule, "service", row.service, field=field, lang=lang, year=year, subject=row.name,
            documents=(PRIORITIES, STRATEGY), step=Step.PRIORITIES, facts=facts,
        )  # fmt: skip

    if row.needs_rationale or not row.rationale.is_blank:
        for side in row.rationale.missing:
            yield on("rationale_missing", "rationale", side)
    blank = [name for name, rating in row.scores.items() if rating is None] if row.eligible else []
    if blank:
        names = Bilingual(", ".join(titles[name].en for name in blank), ", ".join(titles[name].fr for name in blank))
        yield on("rating_missing", blank[0], facts={"names": names})
    if row.decided and not row.eligible:
        yield on("internal_service_priority", "decision")


def _balance(ranked: Ranking, key: str) -> Iterator[Finding]:
    eligible = [row for row in ranked.rows if row.eligible]
    decided = [row for row in eligible if row.decided is not None]
    chosen = [row for row in decided if row.decided]
    if len(chosen) * 2 > len(eligible):
        facts: dict[str, Fact] = {"count": len(chosen), "total": len(eligible)}
        yield _on_round(ranked.year, key, "too_many_or_no_priority", facts=facts)
    elif decided and not chosen:
        yield _on_round(ranked.year, key, "too_many_or_no_priority", "none")
