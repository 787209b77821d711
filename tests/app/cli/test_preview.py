"""The hidden verbs that make and draw the pages which the window shows."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from app import sample
from app.cli.main import main
from app.documents.page_index import INDEX_NAME, read_index

if TYPE_CHECKING:
    from pathlib import Path

    from model.language import Language


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "plan.jalon"
    sample.build(path)
    return path


@pytest.fixture(scope="module")
def pdf(plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    main(["preview", str(plan), "strategy", "--lang", "fr", "-o", str(folder)], no_editor)
    return next(folder.glob("*.pdf"))


def no_editor(plan: Path | None, *, language: Language, author: str) -> int:
    raise AssertionError((plan, language, author))


def test_a_document_is_made_and_what_is_known_of_its_pages_lies_beside_it(
    plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = main(["preview", str(plan), "inventory", "--lang", "fr", "-o", str(tmp_path), "--progress"], no_editor)

    said = capfd.readouterr()
    (made,) = tmp_path.glob("*.pdf")
    steps = [tuple(map(int, line.split()[1:])) for line in said.err.splitlines() if line.startswith("@progress")]
    assert code == 0
    assert said.out.split() == [str(made)]
    assert len(read_index(tmp_path / INDEX_NAME).sizes) == len(pypdfium2.PdfDocument(made)) > 3
    assert steps[-1][0] == steps[-1][1]
    assert [done for done, _total in steps] == sorted(done for done, _total in steps)


def test_each_heading_stands_on_the_page_that_the_index_tells(pdf: Path) -> None:
    index = read_index(pdf.with_name(INDEX_NAME))
    document = pypdfium2.PdfDocument(pdf)

    found = [
        document[heading.page - 1].get_textpage().get_text_bounded(bottom=heading.foot - 2, top=heading.top + 2)
        for heading in index.headings
    ]

    names = {heading.name for heading in index.headings}
    assert {"mandate", "objectives", "executive-summary"} <= names
    for heading, text in zip(index.headings, found, strict=True):
        last = heading.text.replace("\N{NO-BREAK SPACE}", " ").split()[-1]
        assert last in text.replace("\N{NO-BREAK SPACE}", " "), heading


def test_a_document_that_cannot_be_made_is_a_fault_of_usage(
    plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = main(["preview", str(plan), "update", "--lang", "en", "-o", str(tmp_path / "out")], no_editor)

    assert code == 2
    assert capfd.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_neither_verb_is_listed_in_the_help(capfd: pytest.CaptureFixture[str]) -> None:
    code = main(["--help"], no_editor)

    said = capfd.readouterr().out
    listed = {line.split()[0] for line in said.splitlines() if line.startswith("    ") and not line.startswith("     ")}
    assert code == 0
    assert "export" in listed
    assert listed.isdisjoint({"preview", "pages"})


def ask(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], out: Path, *requests: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return the answers to what is asked of ``jalon pages`` until nobody asks any more."""
    lines = "".join(json.dumps({"id": at, **request}) + "\n" for at, request in enumerate(requests))
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    assert main(["pages", "-o", str(out)], no_editor) == 0
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_a_page_is_drawn_as_wide_as_it_is_wanted(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    request = {"ask": "picture", "file": str(pdf), "page": 1, "width": 400}

    (answer,) = ask(monkeypatch, capfd, tmp_path, request)

    (made,) = tmp_path.iterdir()
    pixels = made.read_bytes()
    assert abs(answer["width"] - 400) <= 1
    assert len(pixels) == answer["width"] * answer["height"] * 4
    assert pixels[:3] == b"\xff\xff\xff"  # paper
    assert min(pixels) < 64  # ink


def test_a_page_that_is_not_there_is_told_and_the_next_one_is_drawn(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    wanted = {"ask": "picture", "file": str(pdf), "width": 100}

    gone, drawn = ask(monkeypatch, capfd, tmp_path, {**wanted, "page": 9999}, {**wanted, "page": 2})

    assert "fault" in gone
    assert drawn["id"] == 1
    assert drawn["width"] >= 100


def test_the_words_of_a_page_are_read(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (answer,) = ask(monkeypatch, capfd, tmp_path, {"ask": "text", "file": str(pdf), "page": 1})

    assert "Stratégie de gestion des services" in " ".join(answer["text"].split())
    assert "\r" not in answer["text"]


def test_words_are_found_without_accents_and_over_the_end_of_a_line(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    document = pypdfium2.PdfDocument(pdf)
    text = document[5].get_textpage().get_text_range()
    before, _end, after = text.partition(" \r\n")[0], "", text.partition(" \r\n")[2]
    broken = f"{before.split()[-1]} {after.split()[0]}"
    request = {"ask": "find", "file": str(pdf), "first": 1, "last": 9999}

    accents, line = ask(
        monkeypatch, capfd, tmp_path, {**request, "words": "STRATEGIE de gestion"}, {**request, "words": broken}
    )

    pages = {page for page, _around, _boxes in accents["found"]}
    assert len(pages) > 10
    page, around, boxes = accents["found"][0]
    assert page == 1
    assert "Stratégie de gestion" in around
    assert all(right > left and top > foot for left, foot, right, top in boxes)
    assert any(page == 6 and len(boxes) > 1 for page, _around, boxes in line["found"])
