"""What a digest tells of findings is what going through all of them tells."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.digest import LEVELS, Digest, Source
from app.checks.finding import Finding, Level
from app.checks.findings import Findings
from app.indicators.figures import trend
from app.plan_facts import years_with_records
from app.sample import build
from app.steps import Step
from app.workspace import Workspace
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from pathlib import Path

years = st.sampled_from([None, FiscalYear(2023), FiscalYear(2024)])
findings = st.builds(
    Finding,
    level=st.sampled_from(Level),
    rule=st.sampled_from(["required", "value", "translation_draft"]),
    entity=st.sampled_from(["service_record", "section"]),
    id=st.sampled_from("abc"),
    field=st.sampled_from(["", "service_name_en"]),
    lang=st.sampled_from([None, Language.EN]),
    year=years,
    documents=st.just(()),
    subject=st.just(Bilingual("Fishing licence", "Permis de pêche")),
    step=st.sampled_from([Step.INVENTORY, Step.TRANSLATION]),
    words=st.just("required"),
)


@given(sources=st.lists(st.lists(findings, max_size=6).map(tuple), max_size=5), year=years, step=st.sampled_from(Step))
def test_a_digest_tells_what_all_findings_tell(
    sources: list[tuple[Finding, ...]], year: FiscalYear | None, step: Step
) -> None:
    digest = Digest([Source.of(source) for source in sources])
    every = [finding for source in sources for finding in source]

    wanted = sorted((f for f in every if f.step is step and f.year in {None, year}), key=repr)

    assert list(digest) == sorted(every, key=lambda found: LEVELS.index(found.level))
    assert len(digest) == len(every)
    assert [digest.count_of(level) for level in LEVELS] == [[f.level for f in every].count(level) for level in LEVELS]
    told = list(digest.those(lambda kind: kind.step is step and kind.year in {None, year}))
    assert sorted(told, key=repr) == wanted
    assert digest.count(lambda kind: kind.step is step and kind.year in {None, year}) == len(wanted)
    assert digest.has(lambda kind: kind.step is step and kind.year in {None, year}) is bool(wanted)
    assert [LEVELS.index(found.level) for found in told] == sorted(LEVELS.index(found.level) for found in told)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "sample.jalon"
    build(path, author="Test Author")
    return path


def test_the_checks_count_what_indicators_count(plan: Path) -> None:
    with Workspace.read(plan) as workspace:
        checked = Findings(workspace, today=date(2026, 1, 15))
        held = years_with_records(workspace)

        assert [checked.figures(year) for year in held] == list(trend(workspace, held))
