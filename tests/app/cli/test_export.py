"""``jalon export``: paths on standard output, refusals in a sentence."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.cli.main import main
from app.sample import build
from tests.app.documents.docx.test_template import departmental, packed
from tests.app.documents.reading import page_heads


def _editor(*_args: object, **_more: object) -> int:
    raise AssertionError("the command line starts no editor")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "sample.jalon"
    build(path)
    return path


def test_each_path_is_printed_on_a_line(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--ui-lang", "en", "export", str(plan), "inventory", "--format", "docx", "-o", str(tmp_path)]

    code = main(arguments, _editor)

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines == [str(tmp_path / f"tasc-serc-inventory-2024-2025-{language}.docx") for language in ("en", "fr")]


def test_data_is_named_without_a_language(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for document, options in (
        ("services", []),
        ("standards", ["--format", "csv", "--year", "2024-2025"]),
        ("plan", []),
    ):
        assert main(["--ui-lang", "en", "export", str(plan), document, "-o", str(tmp_path), *options], _editor) == 0

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "tasc-serc-plan.json",
        "tasc-serc-services.csv",
        "tasc-serc-services.xlsx",
        "tasc-serc-standards-2024-2025.csv",
    ]
    capsys.readouterr()


@pytest.mark.parametrize(
    "arguments",
    [
        ["update"],
        ["brief", "--format", "csv"],
        ["strategy", "--format", "csv"],
        ["services", "--format", "pdf"],
        ["no-such-document"],
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_cannot_be_had_is_told_and_nothing_is_written(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], language: str
) -> None:
    told = main(["--ui-lang", language, "export", str(plan), *arguments, "-o", str(tmp_path / "out")], _editor)

    said = capsys.readouterr()
    assert told == 2
    assert said.out == ""
    assert said.err.strip()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_document_is_not_draft_and_final_at_once(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    options = ["--draft", "--final", "-o", str(tmp_path / "out")]

    code = main(["--ui-lang", language, "export", str(plan), "inventory", *options], _editor)

    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert "--draft" in said.err
    assert "--final" in said.err
    assert not (tmp_path / "out").exists()


def test_a_draft_is_marked_although_the_plan_has_no_error(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--lang", "fr", "--format", "docx", "--draft", "-o", str(tmp_path)]

    code = main(["--ui-lang", "en", "export", str(plan), "inventory", *options], _editor)

    (path,) = capsys.readouterr().out.splitlines()
    assert code == 0
    assert all("ÉBAUCHE" in head for head in page_heads(Path(path).read_bytes()))


def test_a_file_in_the_place_of_the_folder_is_told(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")

    code = main(["--ui-lang", "en", "export", str(plan), "strategy", "--format", "docx", "-o", str(blocked)], _editor)

    said = capsys.readouterr()
    assert code == 4
    assert said.out == ""
    assert str(blocked) in said.err
    assert blocked.read_text() == "a file"


def test_progress_goes_to_standard_error(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--lang", "en", "--format", "pdf", "-o", str(tmp_path), "--progress"]

    main(["--ui-lang", "en", "export", str(plan), "inventory", *options], _editor)

    said = capsys.readouterr()
    assert "@progress 100 100" in said.err
    assert "@progress" not in said.out


def _exported(plan: Path, folder: Path, *arguments: str) -> list[str]:
    assert main(["--ui-lang", "en", "export", str(plan), *arguments, "-o", str(folder)], _editor) == 0
    return sorted(path.name for path in folder.iterdir())


def _services(file: Path, sheet: str = "service") -> set[object]:
    return {row[0] for row in load_workbook(file)[sheet].iter_rows(min_row=6, min_col=4, max_col=4, values_only=True)}


def test_one_workbook_holds_services_and_standards_as_the_registry_takes_them(plan: Path, tmp_path: Path) -> None:
    names = _exported(plan, tmp_path, "workbook", "--year", "2024-2025")

    assert names == ["tasc-serc-workbook-2024-2025.xlsx"]
    book = load_workbook(tmp_path / names[0])
    assert book.sheetnames == ["service", "service-std", "reference"]
    again = ["--ui-lang", "en", "import", str(plan), str(tmp_path / names[0]), "--dry-run"]
    assert main(again, _editor) == 0


@pytest.mark.parametrize(("language", "heading"), [("en", "Fiscal Year"), ("fr", "Exercice financier")])
def test_headings_are_of_the_language_that_was_asked_for(
    plan: Path, tmp_path: Path, language: str, heading: str
) -> None:
    (name,) = _exported(plan, tmp_path, "workbook", "--lang", language)

    assert load_workbook(tmp_path / name)["service"]["C2"].value == heading


def test_chosen_services_alone_go_out_with_their_standards(plan: Path, tmp_path: Path) -> None:
    names = _exported(plan, tmp_path, "workbook", "--service", "9001", "--service", "9002")

    assert names == ["tasc-serc-workbook-selection.xlsx"]
    assert _services(tmp_path / names[0]) == {"9001", "9002"}
    assert _services(tmp_path / names[0], "service-std") <= {"9001", "9002"}


def test_services_of_a_program_alone_go_out(plan: Path, tmp_path: Path) -> None:
    _exported(plan, tmp_path / "all", "services", "--format", "csv")
    rows = _rows(tmp_path / "all" / "tasc-serc-services.csv")
    program = rows[0]["program_id"].split(",")[0]

    (name,) = _exported(plan, tmp_path / "some", "services", "--format", "csv", "--program", program)

    chosen = _rows(tmp_path / "some" / name)
    assert chosen == [row for row in rows if program in row["program_id"].split(",")]
    assert 0 < len(chosen) < len(rows)


@pytest.mark.parametrize("option", [["--service", "none"], ["--program", "ZZZ99"]])
def test_a_choice_of_nothing_is_told(
    plan: Path, tmp_path: Path, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--ui-lang", "en", "export", str(plan), "services", *option, "-o", str(tmp_path / "out")], _editor)

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert option[1] in said.err
    assert not (tmp_path / "out").exists()


def test_the_web_page_of_standards_is_written_in_both_languages(plan: Path, tmp_path: Path) -> None:
    assert _exported(plan, tmp_path, "standards-page", "--year", "2024-2025", "--scope", "external") == [
        "tasc-serc-standards-page-2024-2025-en.html",
        "tasc-serc-standards-page-2024-2025-fr.html",
    ]


def test_the_web_page_can_be_of_chosen_services(plan: Path, tmp_path: Path) -> None:
    _exported(plan, tmp_path, "standards-page", "--service", "9001", "--lang", "en")

    (page,) = tmp_path.iterdir()
    assert page.read_text(encoding="utf-8").count("<h3") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["inventory", "--service", "9001"],
        ["all", "--program", "TSC01"],
        ["plan", "--service", "9001"],
        ["services", "--scope", "external"],
    ],
)
def test_a_document_of_the_whole_inventory_cannot_be_limited(
    plan: Path, tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--ui-lang", "en", "export", str(plan), *arguments, "-o", str(tmp_path / "out")], _editor)

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert f"“{arguments[0]}” cannot be limited that way" in said.err
    assert not (tmp_path / "out").exists()


def test_word_documents_are_written_over_the_template_that_is_given(plan: Path, tmp_path: Path) -> None:
    template = packed(tmp_path / "own.dotx", departmental())

    _exported(plan, tmp_path, "inventory", "--format", "docx", "--lang", "fr", "--template", str(template))

    with zipfile.ZipFile(next(tmp_path.glob("*.docx"))) as archive:
        assert b"Georgia" in archive.read("word/styles.xml")


def test_a_template_that_lacks_styles_stops_the_export_with_their_names(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = departmental()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'"Table Text"', b'"x"').replace(b'"Tone Bad"', b'"y"')
    template = packed(tmp_path / "own.dotx", parts)
    arguments = ["inventory", "--template", str(template), "-o", str(tmp_path / "out")]

    code = main(["--ui-lang", "en", "export", str(plan), *arguments], _editor)

    said = capsys.readouterr()
    assert (code, said.out) == (3, "")
    assert "lacks 2 styles that documents are written in: Table Text, Tone Bad." in said.err
    assert not (tmp_path / "out").exists()


def test_a_template_that_is_not_there_is_told_by_name(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["inventory", "--template", str(tmp_path / "none.dotx"), "-o", str(tmp_path / "out")]

    code = main(["--ui-lang", "en", "export", str(plan), *arguments], _editor)

    assert code == 3
    assert "none.dotx" in capsys.readouterr().err


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))
