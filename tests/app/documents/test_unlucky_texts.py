"""Every document comes out whole of a plan whose texts were pasted from anywhere."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import page
import pytest
from openxml_audit import OpenXmlValidator
from sqlalchemy import select, update

from app.checks.making import documents_of
from app.documents import tree
from app.documents.builders.front import Request
from app.documents.builders.writing import clean
from app.documents.errors import LostLettersError
from app.documents.export import MADE, QUALITY_REPORT, Wanted, export
from app.documents.pdf.fonts import BODY, face, lost_letters, pieces
from app.documents.pdf.writer import Layout, refuse_lost_letters
from app.documents.text import text_of
from app.documents.trees import Trees
from app.plan_facts import OWN, framework_of, working_year
from app.sample import build
from app.workspace import Workspace
from model.base import metadata, pairs
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import docx_text, without_spaces
from tests.app.documents.tagged import tagged, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


UNLUCKY = (
    " 😀 漢字 مرحبا e\u0301 ✔\ufe0f \uf8ff\uf0b7 \u3000\u2003 \ufffe\uffff\U0001fffe \u202eabc\u202c <b>&amp;]]>"
    " {{x}} %s {0} a\u2028b\u2029c\nd\x0be\x0cf\x85g\r\nh\x00i\x1fj\tk https://example.org/" + "abcdefghij" * 20
)
ELSEWHERE = ("note", "collection_round")
SINGLE = {
    "corrective_action": ("owner",),
    "evidence": ("location",),
    "engagement_approach": ("approved_by",),
}


def _rewrite(plan: Workspace, rewritten: Callable[[str, str, str], str]) -> None:
    """Write every text of a plan anew, also those that an approval has sealed."""
    seals = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%seal%'"
    with plan.change("Paste") as database:
        for (seal,) in database.exec_driver_sql(seals).all():
            database.exec_driver_sql(f"DROP TRIGGER {seal}")
        for table in (table for table in metadata.sorted_tables if table.name not in ELSEWHERE):
            named = [f"{name}_{language}" for name in pairs(table) if "uri" not in name for language in Language]
            for row in database.execute(select(table)).mappings().all():
                names = (*named, *SINGLE.get(table.name, ()))
                if names:
                    texts = {name: rewritten(table.name, name, row[name]) for name in names}
                    database.execute(update(table).where(table.c.id == row["id"]).values(texts))


@pytest.fixture(scope="module")
def pasted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("pasted") / "pasted.jalon"
    build(path)
    with Workspace.open(path) as plan:
        _rewrite(plan, lambda _table, _field, text: text and text + UNLUCKY)
        yield plan


@pytest.mark.parametrize("document", [*MADE, QUALITY_REPORT])
def test_pasted_texts_say_the_same_in_both_forms_and_pass_the_validators(
    pasted: Workspace, document: str, tmp_path: Path
) -> None:
    made: list[tree.Edition] = []
    said: list[str] = []

    def listen(layout: Layout) -> None:
        made.append(layout.edition)
        said.append(text_of(layout.edition, layout.pages))

    wanted = Wanted((document,), ("fr",), draft=True, author="Jo\x0b\ufffe B")
    docx, pdf = export(pasted, wanted, tmp_path, laid_out=listen)

    data = pdf.read_bytes()
    assert [message for profile in ("ua1", "2a") for message in _failures(data, profile)] == []
    assert [str(error) for error in OpenXmlValidator().validate(docx).errors] == []
    read = tagged(data)
    assert (read.unmarked, read.parents) == ((), True)
    assert words_of(read.document, pictures=False) == _drawn(_without_pictures(made[1], said[1])).split()
    assert without_spaces(docx_text(docx.read_bytes())) == without_spaces(_without_pictures(made[0], said[0]))


def _failures(pdf: bytes, profile: str) -> list[str]:
    return [failure.message for failure in page.validate_pdf_bytes(pdf, profile=profile).failures]


def _drawn(said: str) -> str:
    """Return a text as the page shows it: with the names of the letters that no font has."""
    return "".join(piece for _font, piece in pieces(said, face(BODY)))


def _without_pictures(edition: tree.Edition, said: str) -> str:
    """Return what is said without the alternative texts, which are attributes of pictures."""
    for part in edition.parts:
        for figure in (block for block in part.blocks if isinstance(block, tree.Figure)):
            said = said.replace(f"\n{figure.alt}\n", "\n")
    return said


@pytest.mark.parametrize(
    ("pasted_text", "kept"),
    [
        ("e\u0301te\u0301", "été"),
        ("a\x0bb\x0cc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("a\ufffeb\uffffc\ufdd0d\U0001fffee", "abcde"),
        ("a\x00b\x1fc", "abc"),
    ],
)
def test_what_no_page_can_show_is_left_out_and_a_break_stays_a_break(pasted_text: str, kept: str) -> None:
    assert clean(pasted_text) == kept


@pytest.mark.parametrize("char", ["\ufffe", "\uffff"])
def test_a_run_holds_nothing_that_a_word_file_cannot(char: str) -> None:
    with pytest.raises(tree.TreeError):
        tree.Run(f"a{char}b", Language.EN)


@pytest.mark.parametrize("space", ["\u3000", "\u1680"])
def test_a_space_that_no_font_has_is_drawn_as_a_space(space: str) -> None:
    assert "".join(piece for _font, piece in pieces(f"a{space}é", face(BODY))) == "a é"


@pytest.mark.parametrize("mark", ["\ufe0f", "\U000e0067", "\u180e"])
def test_a_sign_that_nobody_sees_is_not_missed(mark: str) -> None:
    assert lost_letters(f"✔{mark}") == ""
    assert "".join(piece for _font, piece in pieces(f"✔{mark}", face(BODY))) == "✔"


@pytest.mark.parametrize("letter", ["\uf8ff", "\ue000", "漢"])
def test_a_letter_of_private_use_or_of_no_font_is_named(letter: str) -> None:
    assert lost_letters(letter) == letter
    assert "".join(piece for _font, piece in pieces(letter, face(BODY))).startswith("[")


def test_the_place_of_a_letter_that_is_lost_is_found_however_it_was_typed() -> None:
    typed = unicodedata.normalize("NFD", "한")
    edition = specimen.edition(Language.EN)
    heading = tree.Heading(1, (tree.Run(f"Call {typed}", Language.EN),), "en-lost")
    changed = tree.Edition((_with(edition.first, heading),))

    with pytest.raises(LostLettersError) as refused:
        refuse_lost_letters(changed)

    assert refused.value.place == f"Call {typed}"


def _with(document: tree.Document, block: tree.Block) -> tree.Document:
    return replace(document, blocks=(*document.blocks, block))


def test_a_name_of_thousands_of_letters_is_cut_in_the_contents_and_whole_in_the_text() -> None:
    name = "Licence de mouillage " * 300
    document = specimen.document(Language.EN)
    heading = tree.Heading(1, (tree.Run(name.strip(), Language.EN),), "en-endless")
    columns = (tree.Column((tree.Run("Name", Language.EN),)),)
    table = tree.Table(heading.runs, columns, ((heading.runs,),))
    edition = tree.Edition((_with(_with(document, heading), table),))

    layout = Layout(edition)

    entries = [
        entry.text
        for contents in document.blocks
        if isinstance(contents, tree.Contents)
        for entry in edition.first.listed(contents)
    ]
    assert max(map(len, entries)) <= 401
    assert text_of(edition, layout.pages).count(name.strip()) == 3


@pytest.mark.parametrize("blank", ["", "offline_note"])
def test_every_text_that_a_document_prints_makes_it_a_draft_where_it_lacks(tmp_path: Path, blank: str) -> None:
    path = tmp_path / "marked.jalon"
    build(path)
    with Workspace.open(path) as plan:
        framework = framework_of(plan)
        figures = [f"{{{{table:{table.id}@latest}}}}" for table in framework.tables]
        figures += [f"{{{{chart:{chart.id}@latest}}}}" for chart in framework.charts]

        def marked(table: str, field: str, _text: str) -> str:
            mark = f"<{table}.{field}>" if field[:-3] != blank else ""
            return "\n\n".join([mark, *figures]) if table == "section" else mark

        _rewrite(plan, marked)
        trees = Trees(plan, (), working_year(plan), OWN)
        printed = {
            (document, *mark.split("."))
            for document in MADE
            for language in Language
            for mark in re.findall(
                rf"<([a-z_]+\.[a-z_]+_{language})>",
                text_of(tree.Edition((trees.build(document, Request(language, (language,), draft=True)),))),
            )
        }

    assert len(printed) > 60
    assert [found for found in sorted(printed) if found[0] not in documents_of(*found[1:])] == []
