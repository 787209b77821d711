"""The document on the priority services: method, ranking, decisions with their reasons, and what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.documents import tree
from app.documents.builders.front import Request
from app.documents.builders.priorities import build_priorities
from app.documents.charts import Scatter
from app.documents.selection_sources import selection_content
from app.documents.text import text_of
from app.documents.tree import Edition, text_of_runs
from app.priorities.cards import DRAFT
from app.priorities.ranking import ranking
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from app.documents.progress_content import SelectionContent
    from app.priorities.cards import RankRow
    from app.workspace import Workspace

YEAR = FiscalYear(2024)


def _document(content: SelectionContent, language: Language = Language.EN) -> tree.Document:
    return build_priorities(content, Request(language, (language,), draft=False))


def _text(content: SelectionContent, language: Language = Language.EN) -> str:
    return text_of(Edition((_document(content, language),)))


def _tables(document: tree.Document) -> dict[str, tree.Table]:
    return {text_of_runs(block.caption): block for block in document.blocks if isinstance(block, tree.Table)}


def _cells(table: tree.Table) -> list[list[str]]:
    return [[text_of_runs(cell) for cell in row] for row in table.rows]


def _changed(content: SelectionContent, name: str, **fields: object) -> SelectionContent:
    """Return the content with another row for the service that is called ``name``."""
    rows = tuple(
        replace(row, **fields) if row.name.en == name else row  # type: ignore[arg-type]  # fields of a row, by name
        for row in content.ranking.rows
    )
    return replace(content, ranking=replace(content.ranking, rows=rows))


@pytest.fixture
def content(sample: Workspace) -> SelectionContent:
    return selection_content(sample, YEAR)


def test_the_ranking_says_what_the_command_line_says(content: SelectionContent, sample: Workspace) -> None:
    expected: list[RankRow] = [row for row in ranking(sample, YEAR).rows if row.rank is not None]

    table = _tables(_document(content))["Ranking of services"]

    found = {row[1]: row for row in _cells(table)}
    assert len(found) == len(expected)
    for row in expected:
        cells = found[row.name.en]
        ratings = [str(value) for value in row.scores.values()]
        assert cells[0] == str(row.rank)
        assert cells[2:-2] == ratings
        assert cells[-2] == f"{row.score:.0f}"
        assert cells[-1] == ("Yes" if row.decided else "No")


def test_the_ranking_lies_on_pages_of_its_own_that_are_wide(content: SelectionContent) -> None:
    chapters = {
        text_of_runs(block.runs): block
        for block in _document(content).blocks
        if isinstance(block, tree.Heading) and block.level == 1
    }

    assert chapters["Ranking"].wide
    assert chapters["Scores and stability"].new_page
    assert not any(chapter.wide for name, chapter in chapters.items() if name != "Ranking")


def test_each_decision_stands_with_its_reason_in_the_language_of_the_document(content: SelectionContent) -> None:
    chosen = [row for row in content.ranking.rows if row.decided]

    texts = {language: _text(content, language) for language in Language}

    assert len(chosen) == 6
    for row in chosen:
        for language in Language:
            first = row.rationale.text(language).split("\u00a0")[0].split(":")[0]
            assert first in texts[language]
            assert row.rationale.text(language.other) not in texts[language]


def test_what_changed_since_the_frozen_round_of_last_year_is_told(content: SelectionContent) -> None:
    document = _document(content)

    changes = {
        row[0]: row[1:] for row in _cells(_tables(document)["Priority services compared with the previous round"])
    }

    assert "Compared with the approved round of 2023–24: 1 service added, 1 removed, 5 kept." in _text(content)
    assert changes["Mountain Hut Reservations"][:3] == ["No", "Yes", "Added"]
    assert changes["Trail Stewardship Grants"][:3] == ["Yes", "No", "Removed"]
    assert changes["Backcountry Camping Permits"][:3] == ["Yes", "Yes", "Kept"]
    assert changes["Trail Stewardship Grants"][3].startswith("The program is renewed")


def test_a_priority_service_that_is_no_longer_reported_is_told_as_removed(content: SelectionContent) -> None:
    gone = replace(
        content, chosen_before={**content.chosen_before, "gone": Bilingual("Ferry Passes", "Laissez-passer")}
    )

    changes = {
        row[0]: row[1:]
        for row in _cells(_tables(_document(gone))["Priority services compared with the previous round"])
    }

    assert changes["Ferry Passes"] == ["Yes", "No", "Removed", "The service is no longer reported."]


def test_the_first_round_has_nothing_to_compare_with(sample: Workspace) -> None:
    first = selection_content(sample, FiscalYear(2023))

    said = _text(first)

    assert first.before is None
    assert "This is the first round" in said
    assert "Compared with" not in said


def test_weights_and_questions_of_every_consideration_are_told(content: SelectionContent) -> None:
    rows = {row[0]: row for row in _cells(_tables(_document(content))["Considerations and weights"])}

    weights = {found.title.en: content.ranking.weights[found.id] for found in content.framework.considerations}
    assert {name: row[3] for name, row in rows.items()} == {name: f"{weight}%" for name, weight in weights.items()}
    assert rows["Mandate"][1].startswith("Is the service named in the enabling Act")
    assert rows["Volume"][2] == "Volume"


def test_a_round_that_is_not_frozen_says_that_its_decisions_are_proposals(content: SelectionContent) -> None:
    assert content.ranking.round is not None
    held = replace(content.ranking.round, state=DRAFT, approved_on=None, approved_by="")
    draft = replace(content, ranking=replace(content.ranking, round=held))

    said = _text(draft)

    assert "This round is not approved yet" in said
    assert "Approved on" not in said
    assert "This round is not approved yet" not in _text(content)


def test_a_missing_reason_is_a_marked_gap_and_never_the_other_language(content: SelectionContent) -> None:
    half = _changed(content, "Trip Plan Registration", rationale=Bilingual("Only in English.", ""))

    assert "Only in English." in _text(half)
    assert "Only in English." not in _text(half, Language.FR)
    assert "[Texte manquant en français]" in _text(half, Language.FR).replace("\u00a0", " ")


def test_a_service_that_was_not_fully_assessed_shows_the_range_of_its_score(content: SelectionContent) -> None:
    part = _changed(content, "Digital Trail Pass", assessed=0.8, score_low=50.0, score_high=70.0)

    rows = {row[1]: row for row in _cells(_tables(_document(part))["Ranking of services"])}

    assert rows["Digital Trail Pass"][-2].endswith("(50 to 70)")


def test_a_service_that_cannot_be_chosen_is_named_apart(content: SelectionContent) -> None:
    said = _text(content)

    assert "neither an external nor an internal enterprise service: Field Equipment Loans." in said
    others = {row[0]: row for row in _cells(_tables(_document(content))["Services that were not chosen"])}
    assert others["Field Equipment Loans"][2] == "not eligible"


def test_without_a_round_the_gap_is_marked(workspace: Workspace) -> None:
    content = selection_content(workspace, FiscalYear(2023))

    gaps = [b for b in _document(content).blocks if isinstance(b, tree.Note) and b.kind is tree.NoteKind.GAP]

    assert len(gaps) == 1
    assert "No round of selection has been started" in text_of_runs(gaps[0].runs)


def test_a_reason_that_is_needed_and_not_written_is_a_marked_gap(content: SelectionContent) -> None:
    bare = _changed(content, "Trip Plan Registration", rationale=Bilingual())

    rows = {row[0]: row for row in _cells(_tables(_document(bare))["Priority services and rationale"])}

    assert rows["Trip Plan Registration"][3] == "[Text not written yet]"


@pytest.mark.parametrize("language", Language)
def test_the_stability_of_the_ranking_is_a_picture_with_its_figures_below(
    content: SelectionContent, language: Language
) -> None:
    document = _document(content, language)
    title = "Stabilité du classement" if language is Language.FR else "Stability of the ranking"

    figure = next(b for b in document.blocks if isinstance(b, tree.Figure) and isinstance(b.chart, Scatter))
    cells = _cells(_tables(document)[title])
    ranked = [row for row in content.ranking.rows if row.rank is not None]
    assert isinstance(figure.chart, Scatter)
    assert len(cells) == len(figure.chart.points) == len(ranked)
    assert [figure.chart.written_y(point) for point in figure.chart.points] == [row[3] for row in cells]
    assert sum(point.group for point in figure.chart.points) == sum(row.decided is True for row in ranked)


def test_a_picture_of_the_first_services_alone_says_so(content: SelectionContent) -> None:
    (figure, *_others) = [block for block in _document(content).blocks if isinstance(block, tree.Figure)]

    assert text_of_runs(figure.caption) == "Ranking of services by score (first 12 of 20)"


def test_what_is_said_of_a_chosen_service_is_a_sentence(content: SelectionContent) -> None:
    assert "\nAlready a priority service in 2023–24; rank 1, with a score of 83 out of 100.\n" in _text(content)


@pytest.mark.parametrize(
    ("out", "english", "french"),
    [
        (1, "Not ranked, since it is neither an external", "Non classé, parce que ce n’est ni un service externe"),
        (2, "Not ranked, since they are neither external", "Non classés, parce que ce ne sont ni des services"),
    ],
)
def test_services_that_are_not_ranked_agree_in_number(
    content: SelectionContent, out: int, english: str, french: str
) -> None:
    rows = [row for row in content.ranking.rows if row.eligible]
    away = [replace(row, eligible=False, rank=None, decided=None) for row in rows[-out:]]
    some = replace(content, ranking=replace(content.ranking, rows=(*rows[:-out], *away)))

    assert english in _text(some)
    assert french in _text(some, Language.FR)


def test_what_scores_propose_covers_every_score_once(content: SelectionContent) -> None:
    said = "60 or more, “Propose as priority”; 40 or more, “Discuss”; below 40, “Do not propose”."

    assert said in _text(content)
