"""The report of an import: every row is in it, in both languages, and nothing in it is run."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from app.documents.import_report import ImportReport, ReportRow, html_pieces, report_files, report_name
from app.registry.importing import apply_rows
from app.registry.judging import Outcome
from app.registry.result_file import result_rows
from model.language import Language
from tests.app.registry import samples
from tests.app.registry.samples import judged, service, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.registry.judging import Judgement
    from app.workspace import Workspace

LEGACY = samples.REAL / "legacy"


class Page(HTMLParser):
    """Collects the cells of a page by the heading above them, and checks that tags are closed."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: dict[str, list[str]] = {"": []}
        self.heading = ""
        self.language = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attrs)["lang"] or ""
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in {"td", "th"}:
            self.cells[self.heading].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "h2":
            self.heading = re.sub(r" \(.*\)$", "", data)
            self.cells[self.heading] = []
        elif {"td", "th"} & set(self.open):
            self.cells[self.heading][-1] += data


def page(found: Judgement, language: Language = Language.EN, *, left: frozenset[int] = frozenset()) -> Page:
    rows = [
        ReportRow(row, row.outcome is not Outcome.REFUSED and place not in left)
        for place, row in enumerate(result_rows(found, Language.EN))
    ]
    report = ImportReport("aafc-aac", date(2026, 11, 24), False, report_files(found), rows, {})
    text = "".join(html_pieces(report, language))
    read = Page(text)
    assert not read.open
    return read


def test_the_figures_of_each_file_add_up_to_its_rows(workspace: Workspace, tmp_path: Path) -> None:
    apply_rows(workspace, judged(workspace, write(tmp_path / "a.csv", [service(), service(service_id="b")])).writes)
    records = [
        service(),
        service(service_id="b", service_fee="Y"),
        service(service_id="c"),
        service(service_id="d", service_fee="?"),
        service(service_id="e"),
    ]
    found = judged(workspace, write(tmp_path / "b.csv", records))

    read = page(found, left=frozenset({4}))

    row = read.cells[""][7:]
    assert row[0] == "b.csv"
    assert row[2:7] == ["1", "1", "1", "1", "1"]


@pytest.mark.parametrize("language", list(Language))
def test_every_change_refusal_and_warning_is_listed(workspace: Workspace, tmp_path: Path, language: Language) -> None:
    apply_rows(workspace, judged(workspace, write(tmp_path / "a.csv", [service()])).writes)
    records = [service(service_name_en="<b>New</b> & other"), service(service_id="d", service_fee="?")]

    read = page(judged(workspace, write(tmp_path / "b.csv", records)), language)

    cells = [cell for part in read.cells.values() for cell in part]
    assert read.language == language.value
    assert "<b>New</b> & other" in cells
    assert unescape(service()["service_name_en"]) in cells
    assert "?" in cells


def test_what_a_former_file_says_beyond_todays_fields_is_told_row_by_row(workspace: Workspace) -> None:
    found = judged(workspace, LEGACY / "service_2020-2021.csv")

    read = page(found)

    told = sum(len(row.warnings) for row in found.rows)
    assert len(read.cells["To check"]) == 5 + 5 * told
    assert len(read.cells["New records"]) == 3 + 3 * len(found.rows)


def test_a_report_has_a_name_that_leads_nowhere_else() -> None:
    assert report_name("../x", Language.FR) == "x-import-report-fr.html"
