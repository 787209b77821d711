"""The report on the quality of the inventory: the same findings in both languages, and no word of the other."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.checks.findings import check
from app.cli.main import main
from app.documents.builders.front import Request
from app.documents.builders.quality_report import build_quality_report
from app.documents.export import MADE, QUALITY_REPORT
from app.documents.quality import quality_content
from app.documents.text import text_of
from app.documents.tree import Edition, Heading, Table, text_of_runs
from app.workspace import Workspace
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE_RECORD
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.documents.tree import Document

YEAR = FiscalYear(2024)


@pytest.fixture
def broken(sample_path: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Yield the sample with a record that the registry would refuse."""
    path = tmp_path / "plan.jalon"
    shutil.copy(sample_path, path)
    with Workspace.open(path) as workspace:
        key = workspace.rows(select(SERVICE_RECORD.c.id).where(SERVICE_RECORD.c.fiscal_yr == str(YEAR)))[0].id
        with workspace.change("Break") as connection:
            connection.execute(
                SERVICE_RECORD.update().where(SERVICE_RECORD.c.id == key).values(service_type="", program_id="AYO00")
            )
        yield workspace


def report(workspace: Workspace, language: Language) -> Document:
    content = quality_content(workspace, check(workspace, year=YEAR), YEAR)
    return build_quality_report(content, Request(language, (language,), draft=False))


def headings(document: Document) -> list[str]:
    return [text_of_runs(block.runs) for block in document.blocks if isinstance(block, Heading)]


def test_it_tells_what_the_registry_would_refuse_and_every_finding_by_level(broken: Workspace) -> None:
    document = report(broken, Language.EN)

    assert headings(document)[:4] == [
        "Summary", "What the registry would refuse", "Errors", "Mandatory field left blank",
    ]  # fmt: skip
    text = text_of(Edition((document,)))
    assert "The registry would refuse 1 of 48 records of 2024–25." in text
    assert "“Service Type” is blank, and the registry asks for it." in text
    assert "Fill it in." in text
    assert "The program AYO00 is not in the department’s list." in text
    told = [f for f in check(broken, year=YEAR) if f.step == "inventory"]
    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    assert all(any(finding.message(Language.EN) in "".join(map(text_of_runs, row)) for row in rows) for finding in told)


def test_both_languages_tell_the_same(broken: Workspace) -> None:
    english, french = (report(broken, language) for language in (Language.EN, Language.FR))

    assert [type(block) for block in english.blocks] == [type(block) for block in french.blocks]
    shapes = [
        [(len(block.rows), len(block.columns)) for block in document.blocks if isinstance(block, Table)]
        for document in (english, french)
    ]
    assert shapes[0] == shapes[1]
    words = text_of(Edition((french,)))
    assert "Champ obligatoire vide" in words
    assert not re.search(r"\b(the|registry|finding|standard deviations|would)\b", words)


def test_an_inventory_without_anything_to_refuse_is_said_to_be_ready(sample: Workspace) -> None:
    text = text_of(Edition((report(sample, Language.EN),)))

    assert "The inventory of 2024–25 is ready: the registry would take every record." in text
    assert "Nothing: every record would be taken as it stands." in text


def test_the_command_line_writes_it_when_asked_for_by_name(sample_path: Path, tmp_path: Path) -> None:
    arguments = [
        "--ui-lang",
        "en",
        "export",
        str(sample_path),
        QUALITY_REPORT,
        "--lang",
        "bilingual",
        "-o",
        str(tmp_path),
    ]

    assert QUALITY_REPORT not in MADE
    assert main(arguments, _no_editor) == 0
    assert sorted(path.name for path in tmp_path.glob("*-quality-report-*")) == [
        f"tasc-serc-quality-report-2024-2025-bilingual.{ending}" for ending in ("docx", "pdf")
    ]


def _no_editor(*_args: object, **_more: object) -> int:
    raise AssertionError("the command line starts no editor")
