"""The service inventory holds every service of the year, in full and in its own language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.documents import tree
from app.documents.builders.front import Request
from app.documents.builders.inventory import build_inventory
from app.documents.builders.names import COUNTS
from app.documents.charts import Chart
from app.documents.sources import inventory_content
from app.documents.text import text_of
from app.documents.tree import Edition
from app.inventory.approval import Approver, approve_inventory
from app.typography import typeset
from app.workspace import Workspace
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.inventory import INTERACTION_POINTS, SERVICE_RECORD, STANDARD_RECORD
from model.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from app.documents.content import InventoryContent, ServiceEntry

YEAR = FiscalYear(2024)


def _document(content: InventoryContent, language: Language, *, draft: bool = False) -> tree.Document:
    return build_inventory(content, Request(language, (language,), draft))


def _text(document: tree.Document) -> str:
    return text_of(Edition((document,)))


@pytest.mark.parametrize("language", list(Language))
def test_every_service_and_standard_of_the_year_is_there_in_full(sample: Workspace, language: Language) -> None:
    document = _document(inventory_content(sample, YEAR), language)

    text = _text(document)
    services = sample.rows(select(SERVICE_RECORD).where(SERVICE_RECORD.c.fiscal_yr == str(YEAR)))
    standards = sample.rows(select(STANDARD_RECORD).where(STANDARD_RECORD.c.fiscal_yr == str(YEAR)))
    assert len(services) >= 20
    for row in services:
        assert typeset(getattr(row, f"service_name_{language}"), language) in text
        assert typeset(getattr(row, f"service_description_{language}").split("\n")[0], language) in text
    for row in standards:
        assert typeset(getattr(row, f"service_standard_{language}"), language) in text


def test_volumes_keep_their_states_in_words(sample: Workspace) -> None:
    content = inventory_content(sample, YEAR)
    service = content.years[YEAR].services[0]
    record = {
        **service.record,
        "num_applications_online": "0",
        "num_applications_by_phone": "NA",
        "num_applications_by_fax": "ND",
        "num_applications_by_mail": "",
        "num_website_visits": "1234567",
    }
    only = replace(content, years={YEAR: replace(content.years[YEAR], services=(replace(service, record=record),))})

    for language, words in (
        (Language.EN, ("0", "not applicable", "no data", "not provided", "1,234,567")),
        (Language.FR, ("0", "sans objet", "aucune donnée", "non fourni", "1\u00a0234\u00a0567")),
    ):
        document = _document(only, language)
        table = _tables_of_the_entry(document)[1]
        assert len(table.columns) == 2
        said = [tree.text_of_runs(row[1]) for row in table.rows]
        assert said[0] == "0"
        assert all(word in said for word in words)
        assert said.count(words[1]) == 1


def _tables_of_the_entry(document: tree.Document) -> list[tree.Table]:
    """Return the tables below the first heading of level 3."""
    blocks = list(document.blocks)
    start = next(at for at, block in enumerate(blocks) if isinstance(block, tree.Heading) and block.level == 3)
    return [block for block in blocks[start:] if isinstance(block, tree.Table)]


def test_no_volume_of_a_service_is_lost_though_channels_that_say_the_same_share_a_row(sample: Workspace) -> None:
    content = inventory_content(sample, YEAR)
    service = content.years[YEAR].services[0]
    states = dict.fromkeys(COUNTS, "NA")
    record = {**service.record, **states, "num_applications_online": "12", "num_applications_by_fax": "ND"}
    only = replace(content, years={YEAR: replace(content.years[YEAR], services=(replace(service, record=record),))})

    table = _tables_of_the_entry(_document(only, Language.EN))[1]

    rows = {tree.text_of_runs(row[0]): tree.text_of_runs(row[1]) for row in table.rows}
    assert rows == {
        "Online": "12",
        "Telephone; In person; Mail; Email; Other channels": "not applicable",
        "Fax": "no data",
        "Total applications": "12",
        "Telephone enquiries received; Website visits": "not applicable",
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.EN, ("0 of 6", "Reason: law – The Act asks for paper.")),
        (Language.FR, ("0 sur 6", "Motif\u00a0: loi – La loi exige le papier.")),
    ],
)
def test_the_entry_says_why_points_are_not_online(
    sample: Workspace, language: Language, words: tuple[str, ...]
) -> None:
    content = inventory_content(sample, YEAR)
    service = content.years[YEAR].services[0]
    record = {
        **service.record,
        **dict.fromkeys(INTERACTION_POINTS, "N"),
        "offline_reason": "law",
        "offline_note_en": "The Act asks for paper.",
        "offline_note_fr": "La loi exige le papier.",
    }
    only = replace(content, years={YEAR: replace(content.years[YEAR], services=(replace(service, record=record),))})

    profile = _tables_of_the_entry(_document(only, language))[0]

    said = "\n".join(tree.text_of_runs(row[1]) for row in profile.rows)
    assert all(word in said for word in words)


def test_a_service_that_was_not_reported_the_year_before_has_no_column_for_it(sample: Workspace) -> None:
    document = _document(inventory_content(sample, YEAR), Language.EN)

    widths = {len(table.columns) for table in _tables_of_the_entry(document) if "enquiries" in str(table.caption)}
    assert widths == {2, 3}


def test_figures_of_two_years_name_both_in_their_source(sample: Workspace) -> None:
    blocks = _document(inventory_content(sample, YEAR), Language.FR).blocks

    lines = {
        tree.text_of_runs(source.runs)
        for picture, source in pairwise(blocks)
        if isinstance(picture, tree.Figure) and isinstance(source, tree.Source)
    }
    assert "Source\u00a0: répertoire de services, 2023-2024 et 2024-2025." in lines


def test_a_text_missing_in_one_language_is_a_marked_gap_and_never_the_other_language(sample: Workspace) -> None:
    content = inventory_content(sample, YEAR)
    service = content.years[YEAR].services[0]
    record = {**service.record, "service_description_en": "Only English here.", "service_description_fr": ""}
    only = replace(content, years={YEAR: replace(content.years[YEAR], services=(replace(service, record=record),))})

    french = _text(_document(only, Language.FR, draft=True))

    assert "Only English here." not in french
    assert "[Texte manquant en français]" in french


def test_services_stand_under_their_program_by_name(sample: Workspace) -> None:
    document = _document(inventory_content(sample, YEAR), Language.FR)

    headings = [block for block in document.blocks if isinstance(block, tree.Heading) and block.level == 3]
    names = [tree.text_of_runs(heading.runs) for heading in headings]
    assert len(names) == len(set(names)) >= 20


def test_there_are_at_least_two_charts_of_the_data(sample: Workspace) -> None:
    document = _document(inventory_content(sample, YEAR), Language.EN)

    figures = [block for block in document.blocks if isinstance(block, tree.Figure)]
    assert len(figures) >= 3
    assert all(figure.alt.endswith(".") for figure in figures)


def test_a_year_without_services_says_so(sample: Workspace) -> None:
    document = _document(inventory_content(sample, FiscalYear(2019)), Language.EN)

    assert "The plan holds no service for 2019–20." in _text(document)


def test_awkward_texts_of_the_registry_are_printed(sample: Workspace) -> None:
    content = inventory_content(sample, YEAR)
    service = content.years[YEAR].services[0]
    record = {
        **service.record,
        "service_name_en": "\u00a0Permits\u200b — “e\u0301lite” 😀 <b>&amp;",
        "service_description_en": '- a  b \r\n\r\n\tc, "d"; e\u2028f \x0bg',
    }
    only = replace(content, years={YEAR: replace(content.years[YEAR], services=(replace(service, record=record),))})

    text = _text(_document(only, Language.EN))

    assert "Permits\u200b — “élite” 😀 <b>&amp;" in text
    assert "\n c, “d”; e\nf\ng\n" in text


def test_every_department_can_be_asked_for(sample: Workspace) -> None:
    content = inventory_content(sample, YEAR, None)

    document = _document(content, Language.EN)

    assert "Government of Canada" in _text(document)
    assert content.frame.department == Bilingual("Government of Canada", "Gouvernement du Canada")


def test_an_approval_is_named_until_a_record_of_the_year_changes(sample_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.jalon"
    path.write_bytes(sample_path.read_bytes())
    with Workspace.open(path) as opened:
        approve_inventory(opened, YEAR, Approver("Sam Roy", "Jo Bélanger", date(2026, 6, 1)))
        before = _text(_document(inventory_content(opened, YEAR), Language.EN))
        with opened.change("Edit") as connection:
            connection.execute(
                SERVICE_RECORD.update().where(SERVICE_RECORD.c.fiscal_yr == str(YEAR)).values(service_fee="N")
            )
        after = _text(_document(inventory_content(opened, YEAR), Language.EN))

    assert "Approved by: Jo Bélanger, June\u00a01, 2026" in before
    assert "Jo Bélanger" not in after
    assert "Sam Roy" not in after


def test_a_channel_that_no_service_offers_is_not_applicable_and_no_bar_stands_for_it(sample: Workspace) -> None:
    content = inventory_content(sample, YEAR)
    service = content.years[YEAR].covered[0]
    states = dict.fromkeys(COUNTS, "NA") | {"num_applications_online": "12", "num_applications_by_fax": "ND"}
    only = _with_services(content, [replace(service, record={**service.record, **states})])

    document = _document(only, Language.EN)

    (table,) = [block for block in document.blocks if isinstance(block, tree.Table) and _is_of_volumes(block)]
    (figure,) = [block for block in document.blocks if isinstance(block, tree.Figure) and _is_of_volumes(block)]
    said = {tree.text_of_runs(row[0]): tree.text_of_runs(row[1]) for row in table.rows}
    assert said["Applications by fax"] == "no data"
    assert said["Applications by mail"] == said["Website visits"] == "not applicable"
    assert isinstance(figure.chart, Chart)
    assert figure.chart.categories == ("Applications online", "Applications by fax")


def _is_of_volumes(block: tree.Table | tree.Figure) -> bool:
    return tree.text_of_runs(block.caption).startswith("Volume by channel")


def _with_services(content: InventoryContent, services: list[ServiceEntry]) -> InventoryContent:
    return replace(content, years={YEAR: replace(content.years[YEAR], services=tuple(services))})


@pytest.mark.parametrize(
    ("covered", "english", "french"),
    [
        ([True], "holds 1 service. The policy covers it:", "compte 1 service. La politique le vise\u00a0:"),
        ([False], "1 service. The policy does not cover it:", "1 service. La politique ne le vise pas\u00a0:"),
        ([True] * 2, "2 services. The policy covers all of them:", "2 services. La politique les vise tous\u00a0:"),
        ([True, False], "2 services. The policy covers 1 of them,", "2 services. La politique en vise 1, soit"),
        ([False] * 2, "The policy covers none of them:", "La politique n’en vise aucun\u00a0:"),
    ],
)
def test_the_summary_says_how_many_services_the_policy_covers(
    sample: Workspace, covered: list[bool], english: str, french: str
) -> None:
    content = inventory_content(sample, YEAR)
    service = content.years[YEAR].services[0]
    some = [
        replace(service, key=f"key-{at}", record={**service.record, "id": f"key-{at}"}, in_scope=is_covered)
        for at, is_covered in enumerate(covered)
    ]
    only = _with_services(content, some)

    assert english in _text(_document(only, Language.EN))
    assert french in _text(_document(only, Language.FR))
