"""The documents page: real exports and real pages, in the window's own child processes."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.export_log import exports
from app.plan_facts import plan_card
from app.strategy.sections import write_section
from app.workspace import Workspace
from model.language import Language
from tests.app.documents.docx.test_template import departmental, packed
from tests.app.documents.reading import whole_pages
from tests.ui.driver import choose, click, press, settle
from ui.open_plan import OpenPlan
from ui.pages.documents.page import DocumentsPage
from ui.pages.steps import Step
from ui.shell import Place
from ui.widgets.finding_chip import FindingChip
from ui.widgets.label import Label
from ui.widgets.pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage

EN, FR = Language.EN, Language.FR
PATIENCE = 60_000


@pytest.fixture
def plan(plan: OpenPlan) -> OpenPlan:
    """Return the plan with its findings there."""
    plan.findings.settle()
    return plan


@pytest.fixture
def page(plan: OpenPlan, shell: FakeShell, stage: Stage) -> DocumentsPage:
    """Show the page without its pages, which take a child process each."""
    shown = stage(DocumentsPage(plan, shell), activate=False)
    shown.options.refresh()
    settle()
    return shown


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda until: qtbot.waitUntil(until, timeout=PATIENCE)


def test_the_files_that_are_asked_for_are_counted(page: DocumentsPage) -> None:
    four = page.options.export.text()

    click(page.options.languages.segment("bilingual"))
    click(page.options.formats.segment("pdf"))

    assert four == "Export 4 files"
    assert page.options.export.text() == "Export 1 file"


def test_an_export_writes_what_was_asked_for_and_offers_to_open_it(
    page: DocumentsPage, shell: FakeShell, tmp_path: Path, wait: Callable[[Callable[[], bool]], None]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    page.set_folder(folder)
    page.choose("inventory")
    click(page.options.languages.segment("fr"))
    click(page.options.formats.segment("pdf"))

    click(page.options.export)
    wait(lambda: not page.model.is_exporting)
    opener = next(b for b in page.findChildren(QPushButton) if b.text() == "Open the folder" and b.isVisible())
    click(opener)

    (made,) = folder.iterdir()
    assert made.name.endswith("-inventory-2024-2025-fr.pdf")
    assert made.read_bytes().startswith(b"%PDF")
    assert shell.opened == [folder]
    assert shell.toasts == ["1 file exported."]
    logged = exports(page.plan.workspace, "inventory")
    assert [(one.language, one.format, one.is_final, one.is_current) for one in logged] == [("fr", "pdf", True, True)]


def test_an_error_makes_a_draft_and_leads_to_where_it_is_mended(page: DocumentsPage, shell: FakeShell) -> None:
    write_section(page.plan.workspace, "objectives", FR, "")
    page.plan.findings.settle()
    settle()

    chip = next(c for c in page.options.findChildren(FindingChip) if c.accessibleName().startswith("Error"))
    click(chip)

    pill = page.options.state.pill()
    assert pill is not None
    assert page.options.state.accessibleName() == "Draft"
    step, place = shell.went[0]
    assert step is Step.STRATEGY
    assert place is not None
    assert place.language is FR


def test_a_self_assessment_of_a_year_that_nobody_assessed_is_a_draft_and_leads_to_its_page(
    page: DocumentsPage, shell: FakeShell
) -> None:
    page.choose("assessment")
    assert page.options.state.accessibleName() == "Final"
    page.plan.set_year(page.plan.year - 2)
    settle()

    (chip,) = (c for c in page.options.findChildren(FindingChip) if "has not been started" in c.accessibleName())
    click(chip)

    assert page.options.state.accessibleName() == "Draft"
    assert [step for step, _place in shell.went] == [Step.ASSESSMENT]


def test_an_error_in_french_does_not_hold_back_english(page: DocumentsPage) -> None:
    write_section(page.plan.workspace, "objectives", FR, "")
    page.plan.findings.settle()
    settle()
    both = len(page.model.errors())

    click(page.options.languages.segment("en"))

    assert both > 0
    assert page.model.errors() == ()
    assert page.options.state.accessibleName() == "Final"


def without_french(page: DocumentsPage) -> None:
    """Give the strategy errors that bear on its French alone."""
    write_section(page.plan.workspace, "objectives", FR, "")
    page.plan.findings.settle()
    settle()


def test_a_document_without_errors_is_final_until_a_draft_is_chosen(page: DocumentsPage) -> None:
    before = page.model.state

    click(page.options.draft_or_final.segments.segment("draft"))

    assert (before, page.model.state) == ("final", "draft")
    assert page.options.state.accessibleName() == "Draft"
    assert page.options.draft_or_final.sentence.text() == "Every page carries the draft mark."


def test_arrows_choose_between_draft_and_final(page: DocumentsPage) -> None:
    segments = page.options.draft_or_final.segments
    segments.take_focus()

    press(segments.segment("final"), "Left")
    draft = page.model.state
    press(segments.segment("draft"), "Right")

    assert (draft, page.model.state) == ("draft", "final")


def test_final_cannot_be_chosen_while_an_error_stands_and_says_which_language_keeps_it(page: DocumentsPage) -> None:
    without_french(page)

    final = page.options.draft_or_final.segments.segment("final")
    pills = [pill for pill in page.options.draft_or_final.findChildren(StatusPill) if pill.isVisible()]

    assert not final.isEnabled()
    assert final.toolTip().startswith("It cannot be final while")
    assert final.accessibleDescription() == final.toolTip()
    assert page.model.state == "draft"
    assert [pill.accessibleName() for pill in pills] == ["English: can be final", "French: 1 error"]


def test_a_way_leads_to_the_errors_of_the_language(page: DocumentsPage) -> None:
    write_section(page.plan.workspace, "mandate", EN, "")
    without_french(page)

    way = page.findChild(QPushButton, "show_errors_fr")
    assert isinstance(way, QPushButton)
    press(way, "Space")
    settle()

    chip = page.window().focusWidget()
    assert way.accessibleName() == "French: show the error that must be mended first"
    assert isinstance(chip, FindingChip)
    assert "French" in chip.accessibleName()
    assert chip.isVisible()


def test_what_was_wanted_final_is_final_again_once_its_errors_are_mended(page: DocumentsPage) -> None:
    without_french(page)
    held_back = page.model.state

    page.plan.undo()
    page.plan.findings.settle()
    settle()

    assert (held_back, page.model.state) == ("draft", "final")
    assert page.options.draft_or_final.segments.segment("final").isEnabled()


def test_the_choice_is_kept_for_the_plan_and_the_document(page: DocumentsPage, shell: FakeShell) -> None:
    click(page.options.draft_or_final.segments.segment("draft"))

    again = DocumentsPage(page.plan, shell)
    strategy = again.model.state
    again.choose("inventory")

    assert (strategy, again.model.state) == ("draft", "final")
    again.deleteLater()


def test_a_draft_that_is_chosen_is_marked_on_its_pages_and_in_the_log(
    page: DocumentsPage, tmp_path: Path, wait: Callable[[Callable[[], bool]], None]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    page.set_folder(folder)
    page.choose("inventory")
    click(page.options.languages.segment("fr"))
    click(page.options.formats.segment("pdf"))
    click(page.options.draft_or_final.segments.segment("draft"))

    click(page.options.export)
    wait(lambda: not page.model.is_exporting)

    (made,) = folder.iterdir()
    assert all("ÉBAUCHE" in text for text in whole_pages(made.read_bytes()))
    assert [one.is_final for one in exports(page.plan.workspace, "inventory")] == [False]


def test_the_pages_are_made_anew_when_a_draft_is_chosen(
    page: DocumentsPage, wait: Callable[[Callable[[], bool]], None]
) -> None:
    page.choose("inventory")
    page.activate()
    wait(lambda: not page.preview.is_making)
    final = page.preview.made(EN)
    assert final is not None
    texts = whole_pages(final.file.read_bytes())

    click(page.options.draft_or_final.segments.segment("draft"))
    wait(lambda: not page.preview.is_making)

    draft = page.preview.made(EN)
    assert draft is not None
    assert page.preview.is_marked(draft=True)
    assert not any("DRAFT" in text for text in texts)
    assert all("DRAFT" in text for text in whole_pages(draft.file.read_bytes()))
    assert not final.file.exists()


def test_a_cancelled_export_leaves_no_file_and_no_log(
    page: DocumentsPage, tmp_path: Path, wait: Callable[[Callable[[], bool]], None]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    page.set_folder(folder)
    click(page.options.export)

    click(page.options.cancel)
    wait(lambda: not page.model.is_exporting)

    assert list(folder.iterdir()) == []
    assert exports(page.plan.workspace, "strategy") == ()


def test_a_folder_that_is_gone_is_told_in_a_sentence(
    page: DocumentsPage, tmp_path: Path, wait: Callable[[Callable[[], bool]], None]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    page.model.folder = blocked
    click(page.options.languages.segment("en"))
    click(page.options.formats.segment("pdf"))

    click(page.options.export)
    wait(lambda: not page.model.is_exporting)

    said = " ".join(label.text() for label in page.options.findChildren(Label))
    assert str(blocked) in said
    assert "Traceback" not in said
    assert blocked.read_text() == "in the way"


def test_the_marking_is_kept_in_the_plan(page: DocumentsPage) -> None:
    click(page.options.marking)
    choose(page.options.marking.menu(), "Protected A")

    assert plan_card(page.plan.workspace).marking == "protected-a"
    assert page.plan.workspace.undo_label == "Change the security marking"


def test_real_pages_of_both_languages_are_shown_abreast(
    page: DocumentsPage, wait: Callable[[Callable[[], bool]], None]
) -> None:
    page.choose("inventory")
    page.activate()
    wait(lambda: not page.preview.is_making)
    settle()

    wait(lambda: page.preview.source.held > 0)
    english, french = page.preview.made(EN), page.preview.made(FR)
    assert page.preview.problem == ""
    assert english is not None
    assert french is not None
    assert page.preview.page_count(EN) > 3
    assert page.preview.page_count(FR) > 3
    assert page.pane.bar.both.isVisible()
    shown = page.pane.view.grab().toImage()
    colours = {shown.pixelColor(x, shown.height() // 2).name() for x in range(0, shown.width(), 3)}
    assert "#ffffff" in colours

    press(page.pane.view, "PgDown")
    assert page.pane.bar.number.text() == "2"

    write_section(page.plan.workspace, "mandate", EN, "A wider mandate")
    settle()
    assert page.pane.stale.isVisible()

    press(page.pane.view, "F5")
    wait(lambda: not page.preview.is_making)
    assert page.pane.stale.isHidden()
    assert page.pane.bar.number.text() == "2"
    assert not english.file.exists()


def test_pages_are_made_and_drawn_again_after_the_system_tidied_up_temporary_files(
    page: DocumentsPage, wait: Callable[[Callable[[], bool]], None]
) -> None:
    page.choose("priorities")
    page.activate()
    wait(lambda: not page.preview.is_making)
    made = page.preview.made(EN)
    assert made is not None
    shutil.rmtree(made.file.parents[2])

    page.choose("brief")
    wait(lambda: not page.preview.is_making)
    settle()
    wait(lambda: page.preview.source.held > 0)

    assert page.preview.problem == ""
    assert page.preview.page_count(FR) == 1


def test_pages_that_were_given_up_are_made_when_somebody_asks(
    page: DocumentsPage, shell: FakeShell, wait: Callable[[Callable[[], bool]], None]
) -> None:
    page.choose("inventory")
    page.make_pages()
    shell.tasks.running()[0].cancel()
    wait(lambda: not page.preview.is_making)
    settle()
    told = page.pane.given_up.isVisible()

    (again,) = (b for b in page.pane.given_up.findChildren(QPushButton) if b.isVisible())
    click(again)
    wait(lambda: not page.preview.is_making)

    assert told
    assert page.pane.view.isVisible()
    assert page.pane.view.pages() > 3


def test_a_section_of_the_strategy_is_shown_on_its_page_and_led_back_to(
    page: DocumentsPage, shell: FakeShell, wait: Callable[[Callable[[], bool]], None]
) -> None:
    page.activate()

    found = page.focus_place(Place("section", "mandate", language=FR))
    wait(lambda: not page.preview.is_making)
    settle()
    heading = page.pane.view.heading()
    press(page.pane.view, "Ctrl+Shift+P")

    assert found
    assert page.model.choice.document == "strategy"
    assert heading is not None
    assert heading.name == page.pane.view.marked() == "mandate"
    assert page.pane.view.hasFocus()
    assert shell.went == [(Step.STRATEGY, Place("section", "mandate", "text", EN))]


def test_the_reader_finds_each_document_where_it_was_left(
    page: DocumentsPage, wait: Callable[[Callable[[], bool]], None]
) -> None:
    page.activate()
    wait(lambda: not page.preview.is_making)
    press(page.pane.view, "PgDown")
    press(page.pane.view, "PgDown")
    press(page.pane.view, "PgDown")

    page.choose("inventory")
    wait(lambda: not page.preview.is_making)
    settle()
    there = page.pane.bar.number.text()
    page.choose("strategy")
    wait(lambda: not page.preview.is_making)
    settle()

    assert (there, page.pane.bar.number.text()) == ("1", "4")


def test_pages_that_cannot_be_made_say_why_and_offer_to_try_again(
    page: DocumentsPage, wait: Callable[[Callable[[], bool]], None]
) -> None:
    page.model.choose(document="update")  # no such document can be made yet: the child refuses it
    page.make_pages()
    wait(lambda: not page.preview.is_making)
    settle()

    assert page.pane.trouble.isVisible()
    assert "update" in page.preview.problem


def test_a_place_on_another_page_chooses_the_document(page: DocumentsPage) -> None:
    assert page.focus_place(Place(entity="inventory"))
    assert not page.focus_place(Place(entity="section"))
    assert page.model.choice.document == "inventory"


def test_a_plan_opened_for_reading_is_exported_too(
    sample_plan: Path,
    shell: FakeShell,
    tmp_path: Path,
    qtbot: QtBot,
    wait: Callable[[Callable[[], bool]], None],
) -> None:
    plan = OpenPlan(Workspace.read(sample_plan))
    plan.findings.settle()
    page = DocumentsPage(plan, shell)
    shell.hold(page)
    with qtbot.waitExposed(shell):
        shell.show()
    page.set_folder(tmp_path)
    click(page.options.languages.segment("bilingual"))
    click(page.options.formats.segment("docx"))

    click(page.options.export)
    wait(lambda: not page.model.is_exporting)

    assert [path.name for path in tmp_path.glob("*.docx")] == ["tasc-serc-strategy-2024-2025-bilingual.docx"]
    assert not page.options.marking.isEnabled()
    plan.close()


def test_a_template_of_the_department_is_taken_and_kept(page: DocumentsPage, shell: FakeShell, tmp_path: Path) -> None:
    template = packed(tmp_path / "own.dotx", departmental())

    page.set_template(template)

    assert page.options.template.name.text() == "own.dotx"
    assert page.model.template == template
    assert DocumentsPage(page.plan, shell).model.template == template

    click(page.options.template.drop)

    assert page.model.template is None
    assert page.options.template.name.text() == "The program’s own"
    assert DocumentsPage(page.plan, shell).model.template is None


def test_a_template_that_cannot_be_used_is_refused_at_once(
    page: DocumentsPage, shell: FakeShell, tmp_path: Path
) -> None:
    page.set_template(packed(tmp_path / "own.dotx", {"a.txt": b"a"}))

    assert [type(error).__name__ for error in shell.refused] == ["NoWordTemplateError"]
    assert page.model.template is None


def test_a_template_is_asked_for_only_where_word_is_written(page: DocumentsPage) -> None:
    click(page.options.formats.segment("pdf"))
    assert page.options.template.isHidden()

    click(page.options.formats.segment("docx"))
    assert not page.options.template.isHidden()


def test_word_documents_are_exported_over_the_template(
    page: DocumentsPage, tmp_path: Path, wait: Callable[[Callable[[], bool]], None]
) -> None:
    page.set_template(packed(tmp_path / "own.dotx", departmental()))
    (tmp_path / "out").mkdir()
    page.set_folder(tmp_path / "out")
    page.choose("inventory")
    click(page.options.languages.segment("fr"))
    click(page.options.formats.segment("docx"))

    click(page.options.export)
    wait(lambda: not page.model.is_exporting)

    with zipfile.ZipFile(next((tmp_path / "out").iterdir())) as archive:
        assert b"Georgia" in archive.read("word/styles.xml")


def test_each_document_is_listed_with_what_it_is_for(page: DocumentsPage) -> None:
    model = page.list.model()

    rows = [model.index(row, 0) for row in range(model.rowCount())]

    assert [row.data() for row in rows] == [
        "Service management strategy",
        "Service inventory",
        "Priority services",
        "Annual self-assessment",
        "Service management brief",
    ]
    read_aloud = [str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]
    assert read_aloud[4] == (
        "Service management brief. One page for the deputy head: where the department stands and what needs a decision."
        " Not exported yet"
    )
    assert all(text.count(". ") >= 2 for text in read_aloud)


def test_the_brief_is_exported_by_the_keys_as_one_page_a_language(
    page: DocumentsPage, wait: Callable[[Callable[[], bool]], None], tmp_path: Path
) -> None:
    page.set_folder(tmp_path)
    page.list.setFocus()
    for _step in range(4):
        press(page.list, "Down")
    click(page.options.formats.segment("pdf"))

    press(page.options.export, "Space")
    wait(lambda: len(list(tmp_path.glob("*.pdf"))) == 2 and not page.model.is_exporting)

    assert page.model.choice.document == "brief"
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        "tasc-serc-brief-2024-2025-en.pdf",
        "tasc-serc-brief-2024-2025-fr.pdf",
    ]
    assert [len(whole_pages(path.read_bytes())) for path in tmp_path.glob("*.pdf")] == [1, 1]
    assert len(exports(page.plan.workspace, "brief")) == 2
