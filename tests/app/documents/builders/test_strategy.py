"""The strategy prints every kept section with its live figures, and marks what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.documents import tree
from app.documents.builders.front import Request
from app.documents.builders.strategy import FigureBlocks, build_strategy
from app.documents.builders.writing import Writing
from app.documents.content import Approver, SectionText, VersionFacts
from app.documents.markup import Token, TokenKind, parse, plain_text, tokens_of
from app.documents.pdf.writer import Layout
from app.documents.strategy_sources import strategy_content
from app.documents.text import text_of
from app.documents.tree import Edition
from app.strategy.sections import write_section
from app.typography import typeset
from app.versions import make_content
from app.workspace import Workspace
from model.bilingual import Bilingual
from model.canonical import pack
from model.change_set import ChangeKind
from model.fiscal_year import FiscalYear
from model.language import Language
from model.strategy import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from app.documents.content import StrategyContent

YEAR = FiscalYear(2024)


def _document(content: StrategyContent, language: Language, *, draft: bool = False) -> tree.Document:
    return build_strategy(content, Request(language, (language,), draft))


def _text(document: tree.Document) -> str:
    return text_of(Edition((document,)))


def _with(content: StrategyContent, outline_id: str, text: SectionText) -> StrategyContent:
    return replace(content, sections={**content.sections, outline_id: text})


@pytest.fixture
def content(sample: Workspace) -> StrategyContent:
    return strategy_content(sample, YEAR)


@pytest.mark.parametrize("language", list(Language))
def test_every_sentence_of_every_kept_section_is_there(content: StrategyContent, language: Language) -> None:
    text = _text(_document(content, language))

    checked = 0
    for section in content.sections.values():
        blocks = parse(section.text.text(language))
        for line in plain_text(blocks).split("\n"):
            if line.strip() and "{{" not in line and "[" not in line:
                checked += 1
                assert typeset(line, language) in text
    assert checked > 100


@pytest.mark.parametrize("language", list(Language))
def test_headings_follow_the_outline_in_order(content: StrategyContent, language: Language) -> None:
    document = _document(content, language)

    printed = [block.id.removeprefix(f"{language}-") for block in document.blocks if isinstance(block, tree.Heading)]
    outline = [section.id for section in content.framework.outline]
    known = [name for name in printed if name in outline and name != "approval"]
    assert known == sorted(known, key=outline.index)
    assert {"executive-summary", "objectives", "governance", "risks", "annex-concordance"} <= set(known)


def test_live_figures_are_printed_as_values_tables_and_charts(content: StrategyContent) -> None:
    document = _document(content, Language.EN)

    text = _text(document)
    assert any(tokens_of(parse(section.text.en)) for section in content.sections.values())
    assert "{{" not in text
    assert sum(isinstance(block, tree.Figure) for block in document.blocks) >= 2


def test_a_token_of_an_earlier_year_gives_that_years_figure(content: StrategyContent) -> None:
    text = "Now {{indicator:services_total@latest}}, then {{indicator:services_total@2023-2024}}."
    changed = _with(content, "purpose", SectionText(text=Bilingual(text, text)))

    now, then = (content.years[year].figures.figure("services_total").value for year in (YEAR, YEAR - 1))
    assert f"Now {now}, then {then}." in _text(_document(changed, Language.EN))


def test_a_section_left_out_is_not_printed_nor_are_those_below_it(content: StrategyContent) -> None:
    changed = _with(content, "current-state", SectionText(kept=False, text=content.section("current-state").text))

    printed = {block.id for block in _document(changed, Language.EN).blocks if isinstance(block, tree.Heading)}

    assert "en-current-state" not in printed
    assert "en-online-services" not in printed


def test_a_section_missing_in_one_language_is_a_marked_gap(content: StrategyContent) -> None:
    changed = _with(content, "service-vision", SectionText(text=Bilingual("Only English here.", "")))

    document = _document(changed, Language.FR, draft=True)

    at = next(i for i, block in enumerate(document.blocks) if getattr(block, "id", "") == "fr-service-vision")
    gap = document.blocks[at + 1]
    assert isinstance(gap, tree.Note)
    assert gap.kind is tree.NoteKind.GAP
    assert "Only English here." not in _text(document)


def test_a_table_without_data_is_a_marked_gap(workspace: Workspace) -> None:
    text = "Before {{table:targets@latest}} and {{table:no-such@latest}}"
    empty = strategy_content(workspace, FiscalYear(2023))
    changed = _with(empty, "purpose", SectionText(text=Bilingual(text, text)))

    document = _document(changed, Language.EN, draft=True)

    at = next(i for i, block in enumerate(document.blocks) if getattr(block, "id", "") == "en-purpose")
    assert [tree.text_of_runs(block.runs) for block in document.blocks[at + 1 : at + 5] if hasattr(block, "runs")] == [
        "Before",
        "Targets by fiscal year, 2023–24: the plan holds no data for it yet.",
        "and",
        "{{table:no-such@latest}}, 2023–24: the plan holds no data for it yet.",
    ]


@pytest.mark.parametrize("language", list(Language))
def test_every_table_and_chart_of_the_framework_can_be_made(content: StrategyContent, language: Language) -> None:
    blocks = FigureBlocks(Writing(language), content, frozenset())

    for kind, found in ((TokenKind.TABLE, content.framework.tables), (TokenKind.CHART, content.framework.charts)):
        for known in found:
            assert blocks.has(Token(kind, known.id)), known.id


def test_footnotes_are_numbered_through_the_document(content: StrategyContent) -> None:
    text = "One[^a] and two[^b].\n\n[^a]: First.\n\n[^b]: Second."
    changed = replace(
        content,
        sections={name: SectionText(text=Bilingual(text, text)) for name in ("purpose", "time-frame")},
    )

    notes = [block for block in _document(changed, Language.EN).blocks if isinstance(block, tree.Footnotes)]

    assert [[item.label for item in block.items] for block in notes] == [["1", "2"], ["3", "4"]]


def test_the_work_plan_has_the_columns_of_the_guidance(content: StrategyContent) -> None:
    tables = [block for block in _document(content, Language.FR).blocks if isinstance(block, tree.Table)]

    columns = [[tree.text_of_runs(column.title) for column in table.columns] for table in tables]
    assert [
        "Nom de l’initiative",
        "Objectifs",
        "Mesures",
        "Secteur responsable de l’initiative",
        "Date d’achèvement prévue",
        "État",
    ] in columns


def test_the_concordance_names_every_requirement_and_element_with_real_pages(content: StrategyContent) -> None:
    layout = Layout(Edition((_document(content, Language.EN),)))

    table = next(
        block
        for block in layout.edition.first.blocks
        if isinstance(block, tree.Table) and tree.text_of_runs(block.columns[1].title) == "Section and page"
    )
    rows = [tree.text_of_runs(row[0]) for row in table.rows]
    assert [row.split()[0] for row in rows] == [*(f"7.{n}" for n in range(1, 11)), "E1", "E2", "E3", "E4"]
    for row in table.rows:
        assert "Appendix E" not in tree.text_of_runs(row[1])
        for run in row[1]:
            if run.page_of:
                assert run.text == str(layout.pages[run.page_of])


def test_a_heading_inside_a_text_never_skips_a_level(content: StrategyContent) -> None:
    text = "### Deep at once\n\nText.\n\n## Then less\n\n### And more"
    changed = _with(content, "purpose", SectionText(text=Bilingual(text, text)))

    assert "Deep at once" in _text(_document(changed, Language.EN))


def test_a_plan_with_nothing_written_gives_a_draft_of_gaps(workspace: Workspace) -> None:
    empty = strategy_content(workspace, FiscalYear(2023))

    document = _document(empty, Language.FR, draft=True)

    gaps = [block for block in document.blocks if isinstance(block, tree.Note) and block.kind is tree.NoteKind.GAP]
    assert len(gaps) > 20
    assert document.title.startswith("Stratégie")


def _approve(opened: Workspace) -> None:
    """Approve the strategy as it stands."""
    with opened.change("Approve", kind=ChangeKind.SEAL) as connection:
        approved = make_content(opened)
        connection.execute(
            VERSION.insert().values(
                id="v2",
                name="2.0",
                content=pack(approved),
                sha256="5ea1",
                first_yr="2024-2025",
                last_yr="2026-2027",
                approved_by="Jo Bélanger",
                approved_on="2026-03-31",
            )
        )


def test_an_approved_version_is_named_with_its_seal(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "approved.jalon"
    path.write_bytes(sample_path.read_bytes())
    with Workspace.open(path) as opened:
        _approve(opened)
        approved = strategy_content(opened, YEAR)

    text = _text(_document(approved, Language.EN))

    assert "Version 2.0\nApproved on March\u00a031, 2026\n" in text
    assert "Jo Bélanger\nSignature\nDate: March\u00a031, 2026" in text
    assert "5ea1" in text


def test_a_strategy_changed_since_its_approval_says_so_and_names_no_approver(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.jalon"
    path.write_bytes(sample_path.read_bytes())
    with Workspace.open(path) as opened:
        _approve(opened)
        write_section(opened, "purpose", Language.EN, "Another purpose.")
        changed = strategy_content(opened, YEAR)

    text = _text(_document(changed, Language.EN))

    assert "Version 2.0, changed since its approval" in text
    assert "Jo Bélanger" not in text
    assert "5ea1" not in text


@pytest.mark.parametrize("language", list(Language))
def test_no_table_of_the_sample_stands_twice(content: StrategyContent, language: Language) -> None:
    tables = [block for block in _document(content, language).blocks if isinstance(block, tree.Table)]

    said = [[tree.text_of_runs(cell) for row in table.rows for cell in row] for table in tables]
    assert len(said) == len({tuple(cells) for cells in said}) > 25


def test_a_document_that_changed_since_its_approval_says_what_was_approved_and_when(content: StrategyContent) -> None:
    approved = Approver("Jo Bélanger", date(2026, 3, 1))
    version = VersionFacts("1.0", "seal", approved, is_changed=True)
    changed = replace(content, frame=replace(content.frame, version=version))

    english, french = (_text(_document(changed, language)) for language in Language)

    assert "Last approved: Version 1.0, on March\u00a01, 2026. This document has changed since then" in english
    assert "Dernière approbation\u00a0: Version 1.0, le 1er\u00a0mars 2026." in french


def test_the_ending_of_a_french_ordinal_is_raised() -> None:
    runs = Writing(Language.FR).runs("le 1er avril, la 1re et la 12e fois, mais 2e3, 1error et A1er")

    assert [run.text for run in runs if run.raised] == ["er", "re", "e"]
    assert tree.text_of_runs(runs) == "le 1er\u00a0avril, la 1re et la 12e fois, mais 2e3, 1error et A1er"
    assert not any(run.raised for run in Writing(Language.EN).runs("le 1er avril"))


def test_figures_in_a_table_of_the_text_end_at_one_edge(content: StrategyContent) -> None:
    text = "| Risk | Rating | Date |\n| --- | --- | --- |\n| Late | 16 | May 2026 |\n| Cost | — | 2 |\n| Lost | 8 | x |"
    written = _with(content, "executive-summary", SectionText(text=Bilingual(text, text)))

    table = next(
        block
        for block in _document(written, Language.EN).blocks
        if isinstance(block, tree.Table) and tree.text_of_runs(block.columns[0].title) == "Risk"
    )
    assert [column.align for column in table.columns] == [tree.Align.START, tree.Align.END, tree.Align.START]


@pytest.mark.parametrize("language", list(Language))
def test_pages_are_told_without_a_break_before_their_number(content: StrategyContent, language: Language) -> None:
    table = next(
        block
        for block in _document(content, language).blocks
        if isinstance(block, tree.Table) and any(run.page_of for row in block.rows for cell in row for run in cell)
    )

    for row in table.rows:
        runs = row[1]
        assert all(before.text.endswith("p.\u00a0") for before, run in pairwise(runs) if run.page_of)


def test_the_title_page_says_who_approved_and_a_draft_which_places_are_kept(content: StrategyContent) -> None:
    approver = Approver("Jo Bélanger", date(2024, 9, 27))
    version = VersionFacts(name="1.0", seal="a", approved=approver, is_changed=False)
    approved = replace(content, frame=replace(content.frame, version=version))

    final, draft = (_document(approved, Language.EN, draft=is_draft).blocks[0] for is_draft in (False, True))

    assert isinstance(final, tree.Cover)
    assert isinstance(draft, tree.Cover)
    assert "Approved by: Jo Bélanger" in [tree.text_of_runs(line) for line in final.lines]
    assert not final.foot
    assert "Jo Bélanger" not in "".join(tree.text_of_runs(line) for line in draft.lines)
    assert "corporate signature" in tree.text_of_runs(draft.foot[0])


def test_the_concordance_counts_what_each_element_holds(content: StrategyContent) -> None:
    tables = {
        tree.text_of_runs(block.caption): block
        for block in _document(content, Language.EN).blocks
        if isinstance(block, tree.Table)
    }

    rows = {
        tree.text_of_runs(row[0]).split(" ")[0]: [tree.text_of_runs(cell) for cell in row]
        for row in tables["Concordance with policy requirements"].rows
    }

    assert list(rows) == [*(f"7.{number}" for number in range(1, 11)), "E1", "E2", "E3", "E4"]
    assert rows["E1"][2] == "4 objectives; 24 targets"
    assert rows["E4"][2] == "11 initiatives; 6 priority services; 24 targets"
    assert rows["E2"][2] == "4 sections written"
    assert rows["E3"][2] == "3 sections written"
    assert all(row[1] and row[3] for row in rows.values())


@pytest.mark.parametrize(
    ("language", "state", "nothing"),
    [
        (Language.EN, "Sections written: 0 of 1", "not provided"),
        (Language.FR, "Sections rédigées\u00a0: 0 sur 1", "non fourni"),
    ],
)
def test_the_concordance_of_an_empty_plan_claims_no_evidence(
    workspace: Workspace, language: Language, state: str, nothing: str
) -> None:
    document = _document(strategy_content(workspace, FiscalYear(2023)), language, draft=True)

    table = next(
        block
        for block in document.blocks
        if isinstance(block, tree.Table) and len(block.rows) == 4 + 10  # E1 to E4
    )
    rows = {tree.text_of_runs(row[0]).split(" ")[0]: [tree.text_of_runs(cell) for cell in row] for row in table.rows}
    assert rows["E2"][2:] == [nothing, state]
    assert rows["7.2"][2] == nothing


def test_the_appendix_on_priority_services_tells_the_method(content: StrategyContent) -> None:
    text = _text(_document(content, Language.EN))

    assert "A service with a score of 60 or more reaches the threshold of this round." in text
    assert "What a score proposes: 60 or more, “Propose as priority”" in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            Language.EN,
            (
                "Replaced by the following on April 1, 2020: Policy on Service and Digital; "
                "Directive on Service and Digital."
            ),
        ),
        (
            Language.FR,
            (
                "Remplacée le 1er avril 2020 par : Politique sur les services et le numérique; "
                "Directive sur les services et le numérique."
            ),
        ),
    ],
)
def test_the_instruments_say_what_took_the_place_of_the_policy(
    content: StrategyContent, language: Language, said: str
) -> None:
    assert said in _text(_document(content, language)).replace("\u00a0", " ")
