"""Exports: which files, under which names, as drafts or final, all or nothing."""

from __future__ import annotations

import errno
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

import pytest

from app.approvals import freeze_round
from app.assessment.changes import start_assessment
from app.documents.errors import DocumentNotMadeError, LostLettersError, NotFinalError, WrongFormatError
from app.documents.export import MADE, Wanted, documents_for, export, formats_for
from app.documents.files import prepare_folder, put
from app.errors import TargetError
from app.priorities.rounds import decide, start_round, write_rationale
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE, SERVICE_RECORD
from model.language import Language
from model.plan import DEPARTMENT
from tests.app.documents.reading import docx_text, page_heads, whole_pages
from tests.app.plans import put_service

if TYPE_CHECKING:
    from pathlib import Path

    from app.workspace import Workspace


def test_files_are_named_by_department_document_year_and_language(sample: Workspace, tmp_path: Path) -> None:
    paths = export(sample, Wanted(documents=("inventory",), editions=("en", "bilingual")), tmp_path / "out")

    assert [path.name for path in paths] == [
        "tasc-serc-inventory-2024-2025-en.docx",
        "tasc-serc-inventory-2024-2025-en.pdf",
        "tasc-serc-inventory-2024-2025-bilingual.docx",
        "tasc-serc-inventory-2024-2025-bilingual.pdf",
    ]
    assert sorted(paths) == sorted((tmp_path / "out").iterdir())


def test_the_sample_plan_makes_final_editions(sample: Workspace, tmp_path: Path) -> None:
    paths = export(sample, Wanted(documents=("inventory",), editions=("fr",), final=True), tmp_path)

    pdf = next(path for path in paths if path.suffix == ".pdf")
    assert not any("ÉBAUCHE" in page for page in whole_pages(pdf.read_bytes()))


def test_an_export_replaces_the_one_before(sample: Workspace, tmp_path: Path) -> None:
    wanted = Wanted(documents=("inventory",), editions=("en",), formats=("docx",))
    (path,) = export(sample, wanted, tmp_path)
    first = path.read_bytes()
    path.write_bytes(b"old")

    export(sample, wanted, tmp_path)

    assert path.read_bytes() == first
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("code", ["../../other", "a/b", "a\\b", "..", "C:", "a\nb", "x" * 300, "/etc/x"])
def test_no_department_leads_a_file_out_of_its_folder(sample: Workspace, tmp_path: Path, code: str) -> None:
    out = tmp_path / "deep" / "out"
    wanted = Wanted(("inventory",), ("en",), ("docx",), department=code)

    (path,) = export(sample, wanted, out)

    assert path.resolve().parent == out.resolve()
    assert path.is_file()
    assert [found.name for found in (tmp_path / "deep").iterdir()] == ["out"]


def test_a_name_with_control_characters_is_printed_without_them(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.change("Rename") as connection:
        connection.execute(
            DEPARTMENT.update().values(name_en="Grain\x02 Office\x0b", name_fr="Office\x1b des grains\x01")
        )

    for document in MADE:
        (path,) = export(workspace, Wanted((document,), ("en",), ("docx",)), tmp_path)

        text = docx_text(path.read_bytes())
        assert "Grain Office" in text
        assert ("Office des grains" in text) is (document != "brief")  # which has no title page


def test_an_error_names_the_target_and_never_the_temporary_file(tmp_path: Path) -> None:
    def fill(_file: BinaryIO) -> None:
        raise OSError(errno.ENOSPC, "full", str(tmp_path / ".jalon-abc"))

    with pytest.raises(OSError, match="full") as told:
        put(tmp_path / "x.csv", fill)

    assert told.value.filename == str(tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()

    with pytest.raises(TargetError) as told:
        put(tmp_path / "x.csv", lambda file: file.write(b"x"))

    assert told.value.path == str(tmp_path / "x.csv")
    assert [found.name for found in tmp_path.iterdir()] == ["x.csv"]


def test_a_work_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TargetError) as told:
        put(tmp_path / "x.csv", lambda file: file.write(b"x"), tmp_path / "work")

    assert told.value.path == str(tmp_path / "work")


def _break(workspace: Workspace) -> None:
    """Give the plan a service whose required fields are blank: errors in both languages."""
    with workspace.change("Add") as connection:
        connection.execute(SERVICE.insert().values(id="s", owner_org="aafc-aac", service_id="1", state="active"))
        connection.execute(
            SERVICE_RECORD.insert().values(id="r", service="s", owner_org="aafc-aac", fiscal_yr="2023-2024")
        )


def test_a_final_edition_is_refused_while_an_error_stands_and_nothing_is_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    _break(workspace)
    out = tmp_path / "out"

    with pytest.raises(NotFinalError) as refused:
        export(workspace, Wanted(documents=("inventory",), final=True), out)

    assert refused.value.findings
    assert not out.exists()


@pytest.mark.parametrize(
    ("document", "is_kept"), [("assessment", True), ("brief", False), ("priorities", False), ("inventory", False)]
)
def test_an_unrated_requirement_keeps_the_self_assessment_alone_from_being_final(
    workspace: Workspace, tmp_path: Path, document: str, is_kept: bool
) -> None:
    year = FiscalYear(2023)
    put_service(workspace, year=year)
    freeze_round(workspace, start_round(workspace, year), "B. Head", date(2024, 5, 1))
    start_assessment(workspace, year)
    wanted = Wanted((document,), ("en", "fr"), ("pdf",), year=year)

    written = [whole_pages(path.read_bytes()) for path in export(workspace, wanted, tmp_path / "draft")]

    assert [all(word in page for page in pages) for word, pages in zip(("DRAFT", "ÉBAUCHE"), written, strict=True)] == [
        is_kept,
        is_kept,
    ]
    if is_kept:
        with pytest.raises(NotFinalError) as refused:
            export(workspace, replace(wanted, final=True), tmp_path / "final")
        assert {getattr(found, "rule", "") for found in refused.value.findings} == {"requirement_unrated"}
        assert not (tmp_path / "final").exists()
    else:
        assert len(export(workspace, replace(wanted, final=True), tmp_path / "final")) == 2


@pytest.mark.parametrize(
    ("document", "rules"),
    [
        ("strategy", {"round_missing", "element_empty"}),
        ("priorities", {"round_missing"}),
        ("assessment", {"assessment_missing"}),
    ],
)
def test_a_document_of_any_year_that_stands_on_nothing_is_a_draft(
    workspace: Workspace, tmp_path: Path, document: str, rules: set[str]
) -> None:
    service = put_service(workspace, year=FiscalYear(2023))
    put_service(workspace, year=FiscalYear(2024), service=service)  # the working year
    wanted = Wanted((document,), ("en",), ("pdf",), year=FiscalYear(2023), final=True)

    with pytest.raises(NotFinalError) as refused:
        export(workspace, wanted, tmp_path / "final")
    (path,) = export(workspace, replace(wanted, final=False), tmp_path / "draft")

    assert {getattr(found, "rule", "") for found in refused.value.findings} == rules
    assert all("DRAFT" in page for page in whole_pages(path.read_bytes()))


@pytest.mark.parametrize("document", ["strategy", "inventory", "priorities", "assessment", "brief"])
def test_nothing_of_an_empty_plan_is_final(workspace: Workspace, tmp_path: Path, document: str) -> None:
    with pytest.raises(NotFinalError):
        export(workspace, Wanted((document,), ("en",), ("pdf",), final=True), tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_a_reason_in_one_language_makes_the_priority_services_of_the_other_a_draft(
    workspace: Workspace, tmp_path: Path
) -> None:
    year = FiscalYear(2023)
    service = put_service(workspace, year=year)
    held = start_round(workspace, year)
    decide(workspace, held, service, priority=True)
    write_rationale(workspace, held, service, Language.EN, "Needed by all.")

    paths = export(workspace, Wanted(("priorities",), ("en", "fr"), ("pdf",), year=year), tmp_path)

    english, french = (whole_pages(path.read_bytes()) for path in paths)
    assert all("ÉBAUCHE" in page for page in french)
    assert any("Needed by all." in page for page in english)
    assert not any("Needed by all." in page for page in french)


def test_a_draft_says_so_in_the_language_of_each_part(workspace: Workspace, tmp_path: Path) -> None:
    _break(workspace)

    (path,) = export(workspace, Wanted(("inventory",), ("bilingual",), ("pdf",)), tmp_path)

    pages = whole_pages(path.read_bytes())
    assert all("DRAFT" in page or "ÉBAUCHE" in page for page in pages)
    assert "DRAFT" in pages[0]  # English first: the office does not work in French
    assert "ÉBAUCHE" in pages[-1]


def test_a_draft_that_is_asked_for_says_so_although_no_error_stands(sample: Workspace, tmp_path: Path) -> None:
    wanted = Wanted(("inventory",), ("en", "fr"), ("pdf", "docx"), draft=True)

    paths = export(sample, wanted, tmp_path)

    said = {path.name.rpartition("-")[2]: path.read_bytes() for path in paths}
    assert all("DRAFT" in page for page in whole_pages(said["en.pdf"]))
    assert all("ÉBAUCHE" in page for page in whole_pages(said["fr.pdf"]))
    assert all("DRAFT" in head for head in page_heads(said["en.docx"]))
    assert all("ÉBAUCHE" in head for head in page_heads(said["fr.docx"]))


LIMITED = """
import resource, sys
from app.cli.main import main
limit, plan, out = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))  # no file may grow beyond: as a disk that is full
sys.exit(main(["export", plan, "inventory", "-o", out], lambda *_rest, **_more: 99))
"""


def test_when_the_disk_is_full_at_the_third_file_no_new_file_is_left(sample: Workspace, tmp_path: Path) -> None:
    """A file may not grow beyond some size: the French Word file fits, its PDF does not."""
    path = tmp_path / "plan.jalon"
    sample.snapshot(path)
    out = tmp_path / "out"
    made = export(sample, Wanted(("inventory",)), out)
    sizes = [one.stat().st_size for one in made]
    before = {one.name: one.read_bytes() for one in made[:2]}
    for one in made[2:]:
        one.unlink()

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(max(sizes[:3]) - 1), str(path), str(out)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )

    assert sizes.index(max(sizes)) > 0, sizes
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert {one.name: one.read_bytes() for one in out.iterdir()} == before


def test_progress_ends_at_the_total(sample: Workspace, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    export(sample, Wanted(("inventory",), ("en",)), tmp_path, progress=lambda done, total: told.append((done, total)))

    assert told[-1] == (200, 200)
    assert told == sorted(told)


def test_the_year_can_be_asked_for(sample: Workspace, tmp_path: Path) -> None:
    wanted = Wanted(("inventory",), ("en",), ("docx",), year=FiscalYear(2023))

    (path,) = export(sample, wanted, tmp_path)

    assert path.name == "tasc-serc-inventory-2023-2024-en.docx"
    assert "2023–24" in docx_text(path.read_bytes())


def test_a_document_that_is_not_made_yet_is_refused() -> None:
    with pytest.raises(DocumentNotMadeError):
        documents_for("update")
    assert documents_for("all") == ("strategy", "inventory", "priorities", "assessment", "brief")


def test_a_document_is_no_table() -> None:
    with pytest.raises(WrongFormatError):
        formats_for("strategy", ["csv"])
    assert formats_for("strategy", ["pdf", "pdf"]) == ("pdf",)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")

    for folder in (blocked, blocked / "below"):
        with pytest.raises(TargetError):
            prepare_folder(folder)


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")

    def fail(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        put(target, fail)

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_files_are_written_in_the_work_folder_first(tmp_path: Path) -> None:
    work, out = tmp_path / "work", tmp_path / "out"
    work.mkdir()
    out.mkdir()
    seen: list[int] = []

    def write(file: BinaryIO) -> None:
        file.write(b"x")
        seen.append(len(list(work.iterdir())))

    put(out / "a.txt", write, work)

    assert seen == [1]
    assert (out / "a.txt").read_bytes() == b"x"
    assert not list(work.iterdir())


def test_a_final_edition_with_a_letter_that_no_font_has_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    put_service(workspace)
    with workspace.change("Rename") as connection:
        connection.execute(DEPARTMENT.update().values(name_en="Parks 😀 Canada", name_fr="Parcs 😀 Canada"))
    wanted = Wanted(("inventory",), ("en",), ("pdf",), final=True)

    with pytest.raises(LostLettersError) as refused:
        export(workspace, wanted, tmp_path / "out")

    assert refused.value.letters == "😀"
    assert "Parks 😀 Canada" in refused.value.place
    assert not (tmp_path / "out").exists()


def test_a_draft_names_a_letter_that_no_font_has(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.change("Rename") as connection:
        connection.execute(DEPARTMENT.update().values(name_en="Parks 😀 Canada", name_fr="Parcs 😀 Canada"))

    (path,) = export(workspace, Wanted(("inventory",), ("en",), ("pdf",), draft=True), tmp_path)

    assert "Parks [GRINNING FACE] Canada" in whole_pages(path.read_bytes())[0]
