from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import sample
from app.checks.findings import check
from app.inventory.rows import rows
from app.shares import step_shares
from app.steps import Step
from app.strategy.sections import outline
from app.workspace import Workspace
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_YEAR = FiscalYear(2024)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path: Path = tmp_path_factory.mktemp("shares") / "sample.jalon"
    sample.build(path, author="Test Author")
    with Workspace.read(path) as opened:
        yield opened


def test_an_empty_plan_has_nothing_done(workspace: Workspace) -> None:
    shares = step_shares(workspace, (), FiscalYear(2023))

    assert {step: share.done for step, share in shares.items()} == dict.fromkeys(shares, 0)
    assert shares[Step.INVENTORY].value == 0.0
    assert shares[Step.ASSESSMENT].of == 10


def test_services_are_those_that_have_a_record_of_the_year(plan: Workspace) -> None:
    share = step_shares(plan, (), _YEAR)[Step.INVENTORY]

    assert share.of == sum(1 for row in rows(plan, _YEAR) if row.record)
    assert share.value == 1.0


def test_a_service_with_an_error_is_not_done(plan: Workspace) -> None:
    findings = check(plan)
    errors = {found.id for found in findings if found.step is Step.INVENTORY and found.is_error and found.year == _YEAR}

    share = step_shares(plan, findings, _YEAR)[Step.INVENTORY]

    assert share.left == len(errors)


def test_sections_count_when_both_languages_are_written(plan: Workspace) -> None:
    wanted = [row for row in outline(plan) if row.is_written and row.kept]

    share = step_shares(plan, (), _YEAR)[Step.STRATEGY]

    assert share.of == len(wanted)
    assert 0 < share.done <= share.of


def test_texts_left_to_translate_are_those_with_a_finding(plan: Workspace) -> None:
    findings = check(plan, year=_YEAR)
    left = [found for found in findings if found.rule.startswith("translation_")]

    share = step_shares(plan, findings, _YEAR)[Step.TRANSLATION]

    assert share.left == len(left) > 0


def test_ratings_count_those_of_the_newest_revision_of_the_year(plan: Workspace) -> None:
    share = step_shares(plan, (), _YEAR)[Step.ASSESSMENT]

    assert (share.done, share.of) == (10, 10)


def test_chosen_services_are_those_in_force(plan: Workspace) -> None:
    share = step_shares(plan, (), _YEAR)[Step.PRIORITIES]

    assert 0 < share.chosen < share.of
