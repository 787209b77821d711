"""The hidden verb that makes the pages which the window shows."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from app import sample
from app.cli.main import main
from app.documents.preview import WIDTH, page_name

if TYPE_CHECKING:
    from pathlib import Path

    from model.language import Language


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "plan.jalon"
    sample.build(path)
    return path


def no_editor(plan: Path | None, *, language: Language, author: str) -> int:
    raise AssertionError((plan, language, author))


def png_width(path: Path) -> int:
    header = path.read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    return int(struct.unpack(">I", header[16:20])[0])


def test_each_page_of_the_pdf_becomes_a_picture(plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code = main(["preview", str(plan), "inventory", "--lang", "fr", "-o", str(tmp_path), "--progress"], no_editor)

    said = capfd.readouterr()
    pages = sorted((tmp_path / "fr").glob("*.png"))
    assert code == 0
    assert said.out.split() == [str(tmp_path / "fr")]
    assert [page.name for page in pages] == [page_name(number) for number in range(1, len(pages) + 1)]
    assert len(pages) > 3
    assert {png_width(page) for page in pages} == {WIDTH}
    steps = [tuple(map(int, line.split()[1:])) for line in said.err.splitlines() if line.startswith("@progress")]
    assert steps[-1][0] == steps[-1][1]
    assert [done for done, _total in steps] == sorted(done for done, _total in steps)


def test_a_document_that_cannot_be_made_is_a_fault_of_usage(
    plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = main(["preview", str(plan), "brief", "-o", str(tmp_path)], no_editor)

    assert code == 2
    assert capfd.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_the_verb_is_not_listed_in_the_help(capfd: pytest.CaptureFixture[str]) -> None:
    code = main(["--help"], no_editor)

    assert code == 0
    assert "preview" not in capfd.readouterr().out
