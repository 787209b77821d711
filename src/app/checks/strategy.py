"""Findings on the strategy: its elements, sections, figures, and the thread from objective to result."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.checks.finding import Finding, Percent
from app.checks.making import STRATEGY, finding
from app.framework.parts import SectionKind
from app.indicators.plan import target_value
from app.plan_facts import mappings
from app.section_text import FIGURE_TOKEN, LATEST, section_key
from app.steps import Step
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language
from model.strategy import INITIATIVE, OBJECTIVE, SECTION, TARGET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.checks.finding import Fact
    from app.framework.framework import Framework
    from app.framework.parts import Section
    from app.indicators.measure import IndicatorSet
    from app.workspace import Workspace

_TOKEN = re.compile(r"(?<!\\)" + FIGURE_TOKEN.pattern)


def section_findings(
    workspace: Workspace, framework: Framework, figures: Mapping[FiscalYear, IndicatorSet], year: FiscalYear
) -> Iterator[Finding]:
    """Yield every finding on the texts of the strategy's sections.

    Args:
        workspace: the open plan.
        framework: the policy that it answers.
        figures: the indicators of every year with records, and of the working year.
        year: the working year.
    """
    texts = {row["outline"]: row for row in mappings(workspace, select(SECTION))}
    yield from _elements(framework, texts)
    yield from _sections(framework, texts)
    yield from _figures(framework, texts, figures, year)


def _text(texts: Mapping[str, Mapping[str, Any]], section: Section) -> Bilingual:
    row = texts.get(section.id)
    return Bilingual() if row is None else Bilingual(row["text_en"], row["text_fr"])


def _is_kept(texts: Mapping[str, Mapping[str, Any]], section: Section) -> bool:
    row = texts.get(section.id)
    return row is None or row["kept"] != "N"


def _family(framework: Framework, section: Section) -> tuple[Section, ...]:
    return (section, *framework.children(section.id))


def _is_written(
    framework: Framework, texts: Mapping[str, Mapping[str, Any]], section: Section, language: Language
) -> bool:
    return any(_text(texts, part).text(language).strip() for part in _family(framework, section))


def _elements(framework: Framework, texts: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    for element in framework.elements:
        for section in framework.sections_required_for(element.id):
            for language in Language:
                if not _is_written(framework, texts, section, language):
                    yield _on_section(
                        section, "element_empty", language,
                        {"element": element.title, "id": element.id, "section": section.title},
                    )  # fmt: skip


def _sections(framework: Framework, texts: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    required = {section.id for element in framework.elements for section in framework.sections_required_for(element.id)}
    for section in framework.outline:
        written = any(_is_written(framework, texts, section, language) for language in Language)
        is_text = section.kind is SectionKind.TEXT and not section.optional
        if is_text and section.id not in required and not written and _is_kept(texts, section):
            yield _on_section(section, "section_empty", None, {})


def _on_section(section: Section, rule: str, lang: Language | None, facts: dict[str, Fact]) -> Finding:
    return finding(
        rule, "section", section_key(section.id), field="text", lang=lang, subject=section.title, facts=facts
    )


def _figures(
    framework: Framework,
    texts: Mapping[str, Mapping[str, Any]],
    figures: Mapping[FiscalYear, IndicatorSet],
    latest: FiscalYear,
) -> Iterator[Finding]:
    for section in framework.outline:
        if not _is_kept(texts, section):
            continue
        for language in Language:
            for kind, name, written in _TOKEN.findall(_text(texts, section).text(language)):
                year = latest if written == LATEST else FiscalYear(int(written[:4]))
                if written not in {LATEST, str(year)} or not _has_source(framework, kind, name, figures.get(year)):
                    yield _on_section(section, "figure_unknown", language, {"value": f"{kind}:{name}@{written}"})


def _has_source(framework: Framework, kind: str, name: str, held: IndicatorSet | None) -> bool:
    known = {
        "indicator": {item.id for item in framework.indicators},
        "table": {item.id for item in framework.tables},
        "chart": {item.id for item in framework.charts},
    }
    if held is None or name not in known[kind]:
        return False
    return kind != "indicator" or held.figure(name).value is not None


def thread_findings(workspace: Workspace) -> Iterator[Finding]:
    """Yield where the thread from an objective to its initiatives and targets is broken."""
    objectives = mappings(workspace, select(OBJECTIVE))
    initiatives = mappings(workspace, select(INITIATIVE))
    with_target = {row[0] for row in workspace.rows(select(TARGET.c.objective))}
    with_initiative = {row["objective"] for row in initiatives}
    for row in objectives:
        if row["id"] not in with_initiative:
            yield _on_row("objective", row, "objective_without_initiative")
    for row in initiatives:
        if row["objective"] is None:
            yield _on_row("initiative", row, "initiative_without_objective")
        elif row["objective"] not in with_target:
            yield _on_row("initiative", row, "initiative_without_target")


def _on_row(entity: str, row: Mapping[str, Any], rule: str) -> Finding:
    return finding(rule, entity, row["id"], field="name", subject=Bilingual(row["name_en"], row["name_fr"]))


def target_findings(
    workspace: Workspace, framework: Framework, figures: Mapping[FiscalYear, IndicatorSet], year: FiscalYear
) -> Iterator[Finding]:
    """Yield what is to be said of the plan's targets, and of shares that fell; see ``section_findings``."""
    rows = mappings(workspace, select(TARGET).order_by(TARGET.c.fiscal_yr, TARGET.c.indicator))
    titles = {indicator.id: indicator.title for indicator in framework.indicators}
    rising = [indicator.id for indicator in framework.indicators if indicator.planned_to_rise]
    for row in rows:
        due = FiscalYear.parse(row["fiscal_yr"])
        known = row["indicator"] in titles and due in figures
        if known and due <= year and figures[due].figure(row["indicator"]).value is None:
            yield _on_target(row, titles, "target_without_result", {})
    for indicator in rising:
        yield from _must_rise([row for row in rows if row["indicator"] == indicator], titles)
    if rising:
        yield from _fall(framework, rising[0], figures, year)


def _must_rise(rows: Sequence[Mapping[str, Any]], titles: Mapping[str, Bilingual]) -> Iterator[Finding]:
    for before, after in pairwise(rows):
        low, high = target_value(before["value"]), target_value(after["value"])
        if low is not None and high is not None and high <= low < 1:
            facts: dict[str, Fact] = {"before": FiscalYear.parse(before["fiscal_yr"])}
            yield _on_target(after, titles, "share_does_not_rise", facts)


def _on_target(row: Mapping[str, Any], titles: Mapping[str, Bilingual], rule: str, facts: dict[str, Fact]) -> Finding:
    return finding(
        rule, "target", row["id"], field="value", year=FiscalYear.parse(row["fiscal_yr"]),
        subject=titles[row["indicator"]], documents=(STRATEGY,), facts=facts,
    )  # fmt: skip


def _fall(
    framework: Framework, indicator: str, figures: Mapping[FiscalYear, IndicatorSet], year: FiscalYear
) -> Iterator[Finding]:
    """Yield the fall of the share of e-services since the year before (7.9)."""
    if year not in figures:
        return
    figure = figures[year].figure(indicator)
    if figure.value is not None and figure.previous is not None and figure.value < figure.previous:
        yield finding(
            "share_fell", "indicator", figure.id, year=year, subject=framework.indicator(figure.id).title,
            documents=(STRATEGY,), step=Step.STRATEGY,
            facts={"before": Percent(figure.previous), "now": Percent(figure.value)},
        )  # fmt: skip
