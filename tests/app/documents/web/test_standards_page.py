"""The page of standards: read by anyone, with nothing but the file itself."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html as lxml_html
from sqlalchemy import select

from app.documents.errors import NotFinalError, WrongFormatError
from app.documents.export import MADE, STANDARDS_PAGE, Wanted, documents_for, export, formats_for
from app.documents.web.look import style
from app.workspace import Workspace
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from pathlib import Path

YEAR = FiscalYear.parse("2024-2025")
WANTED = Wanted((STANDARDS_PAGE,), ("en", "fr"), ("html",), YEAR)


def made(workspace: Workspace, folder: Path, **changes: Any) -> list[str]:
    wanted = replace(WANTED, **changes)
    return [path.read_text(encoding="utf-8") for path in export(workspace, wanted, folder)]


def copied(plan: Path, folder: Path) -> Path:
    target = folder / "plan.jalon"
    shutil.copyfile(plan, target)
    return target


@pytest.fixture
def pages(sample: Workspace, tmp_path: Path) -> list[Any]:
    return [lxml_html.document_fromstring(text) for text in made(sample, tmp_path)]


def test_a_page_in_each_language_leads_to_the_other(sample: Workspace, tmp_path: Path) -> None:
    paths = export(sample, WANTED, tmp_path)

    names = [path.name for path in paths]
    assert names == [f"tasc-serc-standards-page-2024-2025-{side}.html" for side in ("en", "fr")]
    for path, other in zip(paths, reversed(names), strict=True):
        page: Any = lxml_html.document_fromstring(path.read_text(encoding="utf-8"))
        (link,) = page.xpath("//nav[@class='languages']/a")
        assert (link.get("href"), link.get("lang")) == (other, other[-7:-5])
        assert link.text == {"fr": "Français", "en": "English"}[other[-7:-5]]


def test_each_service_with_standards_is_named_with_target_result_and_whether_it_was_met(
    sample: Workspace, pages: list[Any]
) -> None:
    query = (
        select(
            SERVICE_RECORD.c.service_name_fr,
            STANDARD_RECORD.c.service_standard_fr,
            STANDARD_RECORD.c.volume_meeting_target,
            STANDARD_RECORD.c.total_volume,
            STANDARD_RECORD.c.target,
        )
        .join(
            SERVICE_RECORD,
            (SERVICE_RECORD.c.service == STANDARD_RECORD.c.service)
            & (SERVICE_RECORD.c.fiscal_yr == STANDARD_RECORD.c.fiscal_yr),
        )
        .where(STANDARD_RECORD.c.fiscal_yr == str(YEAR))
    )
    told = {
        tuple(cell.text_content() for cell in (row[0], row[3], row[4], row[5]))
        for row in pages[1].xpath("//tbody/tr[count(*)=8]")
    }

    known = [row for row in sample.rows(query) if row.volume_meeting_target and float(row.target or 0)]
    assert len(known) > 20
    for record in known:
        result = int(record.volume_meeting_target) / int(record.total_volume)
        word = "Cible atteinte" if result >= float(record.target) else "Cible non atteinte"
        name = record.service_standard_fr.replace("'", "’")
        assert (name, _percent(float(record.target)), _percent(result), word) in told
    names = [heading.text_content() for heading in pages[1].xpath("//h3")]
    assert len(names) == len(set(names)) == len(pages[1].xpath("//table")) - 1  # one is the summary


def _percent(ratio: float) -> str:
    return f"{ratio * 100:.1f}".replace(".", ",") + "\u00a0%"


def test_every_table_can_be_read_aloud(pages: list[Any]) -> None:
    for page in pages:
        for table in page.xpath("//table"):
            assert table.xpath("./caption")[0].text_content().strip()
            assert all(cell.get("scope") == "col" for cell in table.xpath("./thead/tr/th"))
            assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in table.xpath("./tbody/tr"))
            region = table.getparent()
            assert (region.get("role"), region.get("tabindex")) == ("region", "0")  # scrolled by keyboard
            assert page.get_element_by_id(region.get("aria-labelledby")).tag == "caption"


def test_a_page_says_its_language_title_and_main_part(pages: list[Any]) -> None:
    for page, language in zip(pages, ("en", "fr"), strict=True):
        assert page.get("lang") == language
        assert page.xpath("//head/title")[0].text
        assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1
        first = page.xpath("//body")[0][0]
        assert (first.tag, first.get("href"), page.get_element_by_id("main").tag) == ("a", "#main", "main")


def test_headings_skip_no_level_and_every_link_inside_arrives(pages: list[Any]) -> None:
    for page in pages:
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        ids = [found.get("id") for found in page.xpath("//*[@id]")]
        assert len(ids) == len(set(ids))
        inside = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
        assert len(inside) > 10
        assert set(inside) <= set(ids)


def test_nothing_is_loaded_and_nothing_runs(pages: list[Any]) -> None:
    for page in pages:
        assert not page.xpath("//script|//link|//img|//iframe|//object|//@src|//@*[starts-with(name(), 'on')]")
        assert not re.search(r"url\(|@import|@font-face", page.xpath("//style")[0].text)


def test_texts_that_look_like_markup_stay_texts(sample_path: Path, tmp_path: Path) -> None:
    with Workspace.open(copied(sample_path, tmp_path)) as workspace:
        with workspace.change("x") as connection:
            connection.execute(SERVICE_RECORD.update().values(service_name_en='<script>alert("1")</script> & Co'))
            connection.execute(STANDARD_RECORD.update().values(standards_targets_uri_en='javascript:alert("1")'))

        (text,) = made(workspace, tmp_path / "out", editions=("en",))

    page: Any = lxml_html.document_fromstring(text)
    assert not page.xpath("//script")
    assert page.xpath("//h3")[0].text_content() == "<script>alert(“1”)</script> & Co"
    assert {href.partition(":")[0] for href in page.xpath("//main//a/@href") if ":" in href} <= {"https", "http"}


def test_french_is_set_as_canadian_french(pages: list[Any]) -> None:
    text = pages[1].xpath("//main")[0].text_content()

    assert re.search(r"\d\u00a0%", text)
    assert not re.search(r"[ \u202f][%;!?»]|« |\d%", text)
    assert "'" not in text


def test_the_same_plan_gives_the_same_bytes(sample: Workspace, tmp_path: Path) -> None:
    assert made(sample, tmp_path / "one") == made(sample, tmp_path / "two")


def test_one_page_of_both_languages_says_where_each_begins(sample: Workspace, tmp_path: Path) -> None:
    (text,) = made(sample, tmp_path, editions=("bilingual",))

    page: Any = lxml_html.document_fromstring(text)
    parts = page.xpath("//main/article")
    assert {part.get("lang") for part in parts} == {"en", "fr"}
    assert parts[0].get("lang") == page.get("lang")
    (link,) = page.xpath("//nav[@class='languages']/a")
    assert page.get_element_by_id(link.get("href")[1:]) is parts[1]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_services_for_the_public_can_stand_alone(sample: Workspace, tmp_path: Path) -> None:
    (both,) = made(sample, tmp_path, editions=("en",))
    (external,) = made(sample, tmp_path, editions=("en",), scope="external")
    (internal,) = made(sample, tmp_path, editions=("en",), scope="internal")

    count = [lxml_html.document_fromstring(text).xpath("count(//h3)") for text in (both, external, internal)]
    assert count[0] == count[1] + count[2]
    assert min(count) > 0


def test_a_page_with_errors_says_draft_and_is_refused_as_final(sample_path: Path, tmp_path: Path) -> None:
    with Workspace.open(copied(sample_path, tmp_path)) as workspace:
        with workspace.change("x") as connection:
            connection.execute(STANDARD_RECORD.update().values(total_volume="1", volume_meeting_target="2"))

        english, french = made(workspace, tmp_path / "out")
        with pytest.raises(NotFinalError):
            made(workspace, tmp_path / "final", final=True)

    assert '<p class="draft"><strong>DRAFT</strong>' in english
    assert '<p class="draft"><strong>ÉBAUCHE</strong>' in french
    assert not (tmp_path / "final").exists()


def test_a_year_without_standards_makes_a_page_that_says_so(sample: Workspace, tmp_path: Path) -> None:
    (text,) = made(sample, tmp_path, editions=("en",), year=FiscalYear.parse("2011-2012"))

    page: Any = lxml_html.document_fromstring(text)
    assert "No service standard was reported for 2011–12." in page.xpath("//main")[0].text_content()
    assert not page.xpath("//table|//nav[@class='contents']")


def test_it_is_no_part_of_all_and_is_html_only() -> None:
    assert documents_for("all") == MADE
    assert STANDARDS_PAGE not in MADE
    assert formats_for(STANDARDS_PAGE, ()) == ("html",)
    with pytest.raises(WrongFormatError):
        formats_for(STANDARDS_PAGE, ["pdf"])
    with pytest.raises(WrongFormatError):
        formats_for("all", ["html"])


PAIRS = [
    ("text", "sheet"),
    ("text", "desk"),
    ("text2", "sheet"),
    ("text2", "desk"),
    ("accent", "sheet"),
    ("accent", "sunken"),
    ("accent", "desk"),
    ("on_accent", "accent"),
    ("good", "good_soft"),
    ("bad", "bad_soft"),
    ("warn", "warn_soft"),
    ("text", "warn_soft"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_texts_stand_out_from_their_ground(scheme: str, ink: str, ground: str) -> None:
    found = re.findall(r"--(\w+):(#[0-9A-F]{6});", style())
    half = len(found) // 2
    colours = dict(found[:half] if scheme == "light" else found[half:])

    light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
