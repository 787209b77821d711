"""The brief: one page, whatever the plan holds, on where the department stands and what needs a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from app.documents import tree
from app.documents.builders.brief import ROOMS, build_brief
from app.documents.builders.front import Request
from app.documents.content import Approver, InitiativeEntry, VersionFacts
from app.documents.export import Wanted, export
from app.documents.progress_content import BriefContent, InventoryState
from app.documents.progress_sources import brief_content
from app.documents.text import text_of
from app.documents.tree import Edition, text_of_runs
from app.workspace import Workspace
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language
from model.plan import DEPARTMENT
from model.strategy import INITIATIVE
from tests.app.documents.reading import docx_text

if TYPE_CHECKING:
    from pathlib import Path

YEAR = FiscalYear(2024)
LONG = "A very long name of something that a department does for its clients, " * 5


def _document(content: BriefContent, language: Language = Language.EN) -> tree.Document:
    return build_brief(content, Request(language, (language,), draft=False))


def _text(content: BriefContent, language: Language = Language.EN) -> str:
    return text_of(Edition((_document(content, language),)))


def _decisions(document: tree.Document) -> list[str]:
    lists = [block for block in document.blocks if isinstance(block, tree.ListBlock) and block.ordered]
    return [text_of_runs(item.runs) for block in lists for item in block.items]


def _rows(document: tree.Document) -> int:
    return sum(len(block.rows) for block in document.blocks if isinstance(block, tree.Table))


def _pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    count = len(document)
    document.close()
    return count


@pytest.fixture
def content(sample: Workspace) -> BriefContent:
    return brief_content(sample, YEAR)


def test_what_needs_a_decision_stands_in_order(content: BriefContent) -> None:
    decisions = _decisions(_document(content))

    assert [decision.partition(":")[0] for decision in decisions] == [
        "Attest the self-assessment of 2024–25",
        "Requirement 7.9, Proportion of e-services",
        "Requirement 7.10, Priority authenticated services",
        "Initiative “Client account for other departments”",
        "Initiative “Online proof of identity for businesses”",
        "Target for “Proportion of e-services”",
    ]
    assert decisions[0].endswith("all requirements are rated.")
    assert decisions[-1] == "Target for “Proportion of e-services”: not met; 33% against a target of 44%."


def test_where_the_department_stands_is_told_in_figures(content: BriefContent) -> None:
    text = _text(content)

    assert "The policy covers 20 services of the department in 2024–25. Of these, 6 are priority services." in text
    assert "Ratings compared with 2023–24: 6 improved, 3 unchanged, 1 declined." in text
    assert "Initiatives completed or on target: 8 of 10." in text
    assert "Met: 7.1, 7.2, 7.3, 7.4, 7.6, 7.7" in text


def test_acts_that_are_done_need_no_decision(content: BriefContent) -> None:
    approved = VersionFacts("1.0", "seal", Approver("Jo Head", date(2024, 9, 27)), is_changed=False)
    closed = replace(content, strategy=approved, inventory=InventoryState(date(2025, 9, 12), is_in_force=True))

    leads = [decision.partition(":")[0] for decision in _decisions(_document(closed))]

    assert "Approve the updated strategy" not in leads
    assert not any(lead.startswith("Approve the service inventory") for lead in leads)


def test_a_strategy_that_changed_since_its_approval_is_decided_on_first(content: BriefContent) -> None:
    approved = Approver("Jo Head", date(2024, 9, 27))
    changed = replace(content, strategy=VersionFacts("1.0", "seal", approved, is_changed=True))

    decisions = _decisions(_document(changed))

    assert decisions[0].startswith("Approve the updated strategy: it has changed since version 1.0 was approved")


def test_acts_that_are_open_need_one(content: BriefContent) -> None:
    opened = replace(content, strategy=VersionFacts(), inventory=InventoryState())

    decisions = _decisions(_document(opened))

    assert "Approve the service management strategy: no version has been approved yet." in decisions
    assert "Approve the service inventory of 2024–25: it holds 21 services." in decisions


def test_what_the_page_does_not_take_is_told_by_its_number(content: BriefContent) -> None:
    small = build_brief(content, Request(Language.EN, (Language.EN,), draft=False), ROOMS[-1])

    assert len(_decisions(small)) == 1
    assert "5 further matters are set out in the self-assessment and the strategy." in text_of(Edition((small,)))


def test_a_long_name_is_cut_at_a_word(content: BriefContent) -> None:
    entry = InitiativeEntry("", Bilingual(), Bilingual(LONG, LONG), Bilingual(), Bilingual(), "", None, "delayed")
    wordy = replace(content, progress=replace(content.progress, initiatives=(entry,)))

    (told,) = [decision for decision in _decisions(_document(wordy)) if decision.startswith("Initiative")]

    assert told.startswith("Initiative “A very long name of something that a department does for its clients, A very")
    assert "…”: delayed." in told


def test_who_is_responsible_is_a_gap_where_it_is_written_in_the_other_language_only(content: BriefContent) -> None:
    name, area = Bilingual("", "Nom"), Bilingual("", "DG")
    entry = InitiativeEntry("", Bilingual(), name, Bilingual(), area, "", None, "delayed")
    half = replace(content, progress=replace(content.progress, initiatives=(entry,)))

    (told,) = [decision for decision in _decisions(_document(half)) if decision.startswith("Initiative")]

    assert told.startswith("Initiative “[Text missing in English]”: delayed; [Text missing in English].")


@pytest.mark.parametrize("edition", ["en", "fr", "bilingual"])
def test_the_brief_is_one_page_a_language(sample: Workspace, tmp_path: Path, edition: str) -> None:
    (path,) = export(sample, Wanted(("brief",), (edition,), ("pdf",)), tmp_path)

    assert _pages(path.read_bytes()) == (2 if edition == "bilingual" else 1)


def test_the_brief_is_one_page_however_much_the_plan_holds(sample_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "full.jalon"
    copy.write_bytes(sample_path.read_bytes())
    with Workspace.open(copy) as workspace:
        with workspace.change("Fill") as connection:
            connection.execute(DEPARTMENT.update().values(name_en=LONG, name_fr=LONG))
            connection.execute(
                INITIATIVE.update().values(name_en=LONG, name_fr=LONG, responsible_en=LONG, responsible_fr=LONG)
            )
            connection.execute(INITIATIVE.update().values(status="delayed"))
        paths = export(workspace, Wanted(("brief",), ("en", "fr")), tmp_path)

    assert [_pages(path.read_bytes()) for path in paths if path.suffix == ".pdf"] == [1, 1]
    word = next(path for path in paths if path.name.endswith("en.docx"))
    assert "further matters" in docx_text(word.read_bytes())


def test_a_plan_that_holds_nothing_has_a_brief_that_says_so(workspace: Workspace) -> None:
    text = _text(brief_content(workspace, FiscalYear(2023)))

    assert "The plan holds no service for 2023–24." in text
    assert "Attest the self-assessment of 2023–24: it has not been started." in text


def test_no_text_of_the_plan_is_printed_in_the_wrong_language(content: BriefContent) -> None:
    french = _text(content, Language.FR)

    assert "Client account for other departments" not in french
    assert "Compte client pour les autres ministères" in french


def test_both_languages_hold_the_same_figures_and_decisions(sample: Workspace, tmp_path: Path) -> None:
    laid_out: list[Edition] = []

    wanted = Wanted(("brief",), formats=("pdf",))
    export(sample, wanted, tmp_path, laid_out=lambda layout: laid_out.append(layout.edition))

    english, french = (edition.parts[0] for edition in laid_out)
    assert _rows(english) == _rows(french)
    assert len(_decisions(english)) == len(_decisions(french))


@pytest.mark.parametrize(
    ("rated", "english", "french"),
    [
        (0, "0 of 10 requirements are rated.", "0 exigence sur 10 est cotée."),
        (1, "1 of 10 requirements is rated.", "1 exigence sur 10 est cotée."),
        (2, "2 of 10 requirements are rated.", "2 exigences sur 10 sont cotées."),
    ],
)
def test_requirements_that_are_rated_agree_in_number(
    content: BriefContent, rated: int, english: str, french: str
) -> None:
    card = content.progress.card
    assert card is not None
    rows = tuple(replace(row, rating="4" if at < rated else "") for at, row in enumerate(card.requirements))
    some = replace(content, progress=replace(content.progress, card=replace(card, requirements=rows)))

    assert english in _text(some)
    assert french in _text(some, Language.FR)
