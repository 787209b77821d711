"""The self-assessment: attestation, each requirement with what it rests on, progress on the strategy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.documents import tree
from app.documents.builders.assessment import build_assessment
from app.documents.builders.front import Request
from app.documents.progress_sources import progress_content
from app.documents.text import text_of
from app.documents.tree import Edition, text_of_runs
from model.assessment import CORRECTIVE_ACTION, RATING
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from app.assessment.cards import RequirementCard
    from app.documents.progress_content import ProgressContent
    from app.workspace import Workspace

YEAR = FiscalYear(2024)


def _document(content: ProgressContent, language: Language = Language.EN) -> tree.Document:
    return build_assessment(content, Request(language, (language,), draft=False))


def _text(content: ProgressContent, language: Language = Language.EN) -> str:
    return text_of(Edition((_document(content, language),)))


def _tables(document: tree.Document) -> dict[str, list[list[str]]]:
    return {
        text_of_runs(block.caption): [[text_of_runs(cell) for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, tree.Table)
    }


def _with(content: ProgressContent, requirement: str, **fields: object) -> ProgressContent:
    """Return the content with another card for one requirement."""
    rows = tuple(
        replace(row, **fields) if row.requirement == requirement else row  # type: ignore[arg-type]  # fields, by name
        for row in content.requirements
    )
    return replace(content, requirements=rows)


def _row(content: ProgressContent, requirement: str) -> RequirementCard:
    return next(row for row in content.requirements if row.requirement == requirement)


@pytest.fixture
def content(sample: Workspace) -> ProgressContent:
    return progress_content(sample, YEAR)


def test_every_requirement_stands_in_order_with_its_finding(content: ProgressContent) -> None:
    document = _document(content)

    headings = [block for block in document.blocks if isinstance(block, tree.Heading) and block.level == 2]
    clauses = [heading.number for heading in headings if heading.number.startswith("7.")]
    assert clauses == [f"7.{number}" for number in range(1, 11)]
    assert "7.1 Service inventory" in map(tree.heading_text, headings)
    text = _text(content)
    assert all(row.finding.en in text for row in content.requirements)


def test_ratings_stand_beside_those_of_last_year_with_their_trend(content: ProgressContent) -> None:
    rows = {row[0]: row[1:] for row in _tables(_document(content))["Ratings of the requirements"]}

    assert rows["7.1 Service inventory"] == ["Met", "Met", "Stable", "—"]
    assert rows["7.2 Learning opportunities"][:3] == ["Mostly met", "Met", "Improved"]
    assert rows["7.9 Proportion of e-services"] == ["Mostly met", "Partly met", "Declined", "1"]
    assert "6 improved, 3 unchanged, 1 declined" in _text(content)


def test_indicators_are_those_of_the_year_with_target_and_result(content: ProgressContent) -> None:
    rows = {row[0]: row[1:] for row in _tables(_document(content))["Indicators of requirement 7.9"]}

    assert rows["Proportion of e-services"] == ["39%", "33%", "6 of 18", "44%", "Target not met"]


def test_evidence_is_named_with_its_place_and_an_address_is_a_link(content: ProgressContent) -> None:
    document = _document(content)

    runs = [run for b in document.blocks if isinstance(b, tree.Paragraph) for run in b.runs]

    assert "Evidence: Approved inventory, GCDOCS 25-1322, September 12, 2025" in _text(content).replace("\u00a0", " ")
    assert [run.href for run in runs if run.href] == ["https://trails-shorelines.example/results-resultats"]


def test_an_attested_assessment_carries_name_and_date_and_an_open_one_says_so(
    content: ProgressContent, sample: Workspace
) -> None:
    attested = _text(progress_content(sample, FiscalYear(2023)))

    assert "Attested on November\u00a029, 2024" in attested
    assert "Marie-Ève Arsenault, President\n" in attested  # her title in French is in the French edition
    assert "not attested yet" not in attested
    assert "not attested yet" in _text(content)
    assert "Attested on" not in _text(content)


def test_an_action_past_its_date_is_told_by_the_day_of_the_plan_not_of_the_export(workspace: Workspace) -> None:
    first = progress_content(workspace, FiscalYear(2023)).frame.changed_on
    for days, key in ((-1, "late"), (0, "today")):
        with workspace.change("Plan an action") as connection:
            connection.execute(
                CORRECTIVE_ACTION.insert().values(
                    id=key, requirement="learning", action_en=key, action_fr=key, due_on=first + timedelta(days=days)
                )
            )

    found = progress_content(workspace, FiscalYear(2023))

    assert {action.id: action.is_overdue for action in found.actions} == {"late": True, "today": False}
    statuses = {row[1]: row[-1] for row in _tables(_document(found))["Corrective actions"]}
    assert "past its date" in statuses["late"]
    assert "past its date" not in statuses["today"]


def test_a_finding_in_one_language_is_a_marked_gap_in_the_other(content: ProgressContent) -> None:
    half = _with(content, "learning", finding=Bilingual("English alone.", ""))

    assert "English alone." in _text(half)
    assert "English alone." not in _text(half, Language.FR)
    assert "[Texte manquant en français]" in _text(half, Language.FR).replace("\u00a0", " ")


def test_no_text_of_the_plan_is_printed_in_the_wrong_language(content: ProgressContent) -> None:
    french = _text(content, Language.FR)

    for row in content.requirements:
        for text in (row.finding, row.reason, *(action.action for action in row.actions)):
            assert not text.en or text.en not in french
    for entry in content.initiatives:
        assert entry.name.en not in french


def test_progress_on_initiatives_and_targets_is_that_of_the_strategy(content: ProgressContent) -> None:
    tables = _tables(_document(content))

    states = [row[-1] for row in tables["Progress on the initiatives of the strategy"]]
    targets = {row[0]: row[1:] for row in tables["Progress on the targets of the strategy"]}
    assert len(states) == len(content.initiatives) == 11
    assert "Completed (2); On target (6); Risk of delay (1); Delayed (1); Discontinued (1)." in _text(content)
    assert targets["Standards whose target is met"] == ["65%", "84%", "75%", "Target met", "80%"]


def test_what_was_never_started_is_a_gap_and_nothing_is_invented(workspace: Workspace) -> None:
    document = _document(progress_content(workspace, FiscalYear(2023)))

    gaps = [text_of_runs(b.runs) for b in document.blocks if isinstance(b, tree.Note) and b.kind is tree.NoteKind.GAP]
    ratings = {row[2] for row in _tables(document)["Ratings of the requirements"]}
    assert any("has not been started" in gap for gap in gaps)
    assert ratings == {"not rated yet"}


def test_a_rating_without_a_finding_is_a_gap(content: ProgressContent) -> None:
    bare = _with(content, "learning", finding=Bilingual())

    assert "No finding has been written for this requirement yet." in _text(bare)
    assert "No finding has been written" not in _text(content)


def test_the_sample_rates_every_requirement_in_the_table_that_the_plan_holds(
    content: ProgressContent, sample: Workspace
) -> None:
    held = {row["requirement"] for row in map(dict, _rows(sample))}

    assert held == {row.requirement for row in content.requirements}


def _rows(workspace: Workspace) -> list[dict[str, str]]:
    return [{"requirement": row.requirement} for row in workspace.rows(RATING.select())]


def test_a_year_before_the_policy_has_no_requirement_to_rate(sample: Workspace) -> None:
    before = progress_content(sample, FiscalYear(2009))

    text = _text(before)

    assert "No requirement of the Policy on Service was in effect in 2009–10." in text
    assert "Ratings of the requirements" not in text


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        (Language.EN, "as represented by the Canadian Grain Commission, 2026."),
        (Language.FR, "représenté par la Commission canadienne des grains, 2026."),
    ],
)
def test_the_notice_of_copyright_names_the_department_with_its_article(
    content: ProgressContent, language: Language, notice: str
) -> None:
    department = Bilingual("Canadian Grain Commission", "Commission canadienne des grains")
    named = replace(content, frame=replace(content.frame, department=department, changed_on=date(2026, 3, 31)))

    assert notice in _text(named, language)
