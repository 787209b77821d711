"""The main job by real clicks and keys in the real window, in French, to documents that hold it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.documents.export import MADE
from app.registry.judging import Outcome
from app.workspace import Workspace
from model import canonical
from model.language import Language
from model.quantity import QuantityState
from tests.end_to_end.test_imports import rows_of
from tests.end_to_end.walk import PATIENCE, Hands, letters, own_files, service_names, text_of
from tests.ui.driver import answer_file_dialog, click, click_cell, dialog, press, replace_text, settle, type_text
from ui.application import Editor
from ui.look.theme import ThemeChoice
from ui.pages.approval_dialog import ApprovalDialog
from ui.pages.assessment.page import AssessmentPage
from ui.pages.documents.page import DocumentsPage
from ui.pages.inventory.dialogs import ApproveDialog
from ui.pages.inventory.page import InventoryPage
from ui.pages.inventory.standards_section import Standards
from ui.pages.name_dialog import NameDialog
from ui.pages.priorities.page import PrioritiesPage
from ui.pages.priorities.ranking_rows import FIRST
from ui.pages.start.new_plan import NewPlanDialog
from ui.pages.steps import Step
from ui.pages.strategy.page import StrategyPage
from ui.settings import Settings
from ui.widgets.code_list import CodeList

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.inventory.cards import ServiceCard

DEPARTMENT = "iaac-aeic"
EN, FR = Language.EN, Language.FR
DESCRIBED = "Étudie les effets des projets dans une région, à l’échelle « régionale »."
DECIDED = ("Mandate set out in the Act.", "Mandat prévu par la loi.")
RATED = ("The inventory is up to date.", "Répertoire à jour.")
TEXTS = {
    "purpose": (
        "This strategy says how services will improve.",
        "La présente stratégie dit comment les services s’amélioreront.",
    ),
    "service-vision": ("One window for every project.", "Un guichet pour chaque projet, où l’on est écouté."),
    "objectives": ("Answer sooner.", "Répondre plus tôt."),
}


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Hands]:
    """Yield the editor with its start page on the screen, in French."""
    settings = Settings(tmp_path / "settings.json")
    settings.language = Language.FR
    settings.theme = ThemeChoice.LIGHT
    font = qapp.font()
    editor = Editor(qapp, settings, author="Planificatrice")
    qtbot.addWidget(editor.window)
    editor.window.resize(1600, 1000)
    with qtbot.waitSignal(editor.window.painted):
        editor.start()
    yield Hands(editor, qtbot)
    editor.window.close()
    editor.languages.switch(Language.EN)
    qapp.setFont(font)
    editor.deleteLater()


def make_plan(hands: Hands, folder: Path) -> None:
    """Make a plan of a real department from the start page."""
    click(hands.button("Nouveau plan…"))
    asked = dialog()
    assert isinstance(asked, NewPlanDialog)
    click(asked.department.opener())
    listed = QApplication.activePopupWidget()
    assert isinstance(listed, CodeList)
    type_text(listed.findChildren(QLineEdit)[0], "évaluation d’impact")
    press(listed.findChildren(QLineEdit)[0], "Return")
    assert asked.department.codes() == (DEPARTMENT,)
    asked.set_path(folder / "plan.jalon")
    click(asked.make)
    settle()
    assert hands.editor.window.frame is not None


def import_inventory(hands: Hands, files: list[Path]) -> InventoryPage:
    """Import the department's own files and look at what they bring before it is taken over."""
    page = hands.go(Step.INVENTORY)
    assert isinstance(page, InventoryPage)
    answer_file_dialog(files, lambda: click(hands.button("Importer…", page)))
    hands.wait(lambda: page.imports.dialog is not None)
    preview = page.imports.dialog
    assert preview is not None
    click(preview.accept_button)
    hands.wait(lambda: page.list.table.rows_model.rowCount() == 8)
    return page


def open_service(hands: Hands, page: InventoryPage, words: str) -> ServiceCard:
    """Find a service by typing words without accents, and open it with Enter."""
    replace_text(page.list.search.editor, words)
    hands.wait(lambda: page.list.table.rows_model.rowCount() == 1)
    press(page.list.search.editor, "Return")
    click_cell(page.list.table, page.list.table.rows_model.index(0, 1))
    found = page.record_model.card
    assert found is not None
    return found


def edit_inventory(hands: Hands, page: InventoryPage) -> None:
    """Correct one record in both languages, report volumes, promise a standard, add a service, approve."""
    open_service(hands, page, "d'evaluation REGIONALE")
    description = page.record.find_field("service_record", "service_description")
    assert description is not None
    page.record.show_section("identity")
    settle()
    for language, text in ((EN, "Studies the effects of projects in a region."), (FR, DESCRIBED)):
        editor = description[1].editor(language)
        replace_text(editor, text)
        press(editor, "Ctrl+Return")
    volumes = page.record.show_section("volumes")
    settle()
    online = volumes.fields.bound["num_applications_online"].widget
    replace_text(online.editor(), "1 234")
    press(online.editor(), "Return")
    click(volumes.fields.bound["num_applications_by_fax"].widget.toggle(QuantityState.NOT_APPLICABLE))
    standards = page.record.show_section("standards")
    assert isinstance(standards, Standards)
    settle()
    click(standards.add_button)
    assert page.record.focus_field("standard_record", "service_standard_id", None)
    settle()
    identifier = page.record.find_field("standard_record", "service_standard_id")
    assert identifier is not None
    replace_text(identifier[1].editor(), "NOUVELLE-1")
    press(identifier[1].editor(), "Return")
    replace_text(page.list.search.editor, "")
    click(page.add_button)
    asked = dialog()
    assert isinstance(asked, NameDialog)
    type_text(asked.field.editor(FR), "Délivrance d’avis")
    type_text(asked.field.editor(EN), "Issuance of Notices")
    click(hands.button("Ajouter", asked))
    click(page.approve_button)
    approval = dialog()
    assert isinstance(approval, ApproveDialog)
    type_text(approval.by.editor(), "A. Tremblay, présidente")
    click(hands.button("Approuver", approval))


def choose_priorities(hands: Hands) -> None:
    """Start the round, take the suggestions, rate by key, decide with a reason, and approve."""
    page = hands.go(Step.PRIORITIES)
    assert isinstance(page, PrioritiesPage)
    click(hands.button("Commencer le cycle", page))
    click(page.suggest)
    for service in [row.service for row in page.model.ranking.rows if row.eligible]:
        click_cell(page.table, page.table.model().index(page.table.rows.row_of(service), FIRST))
        press(page.table, "3")
        row = page.model.row(service)
        assert row is not None
        assert row.scores["mandate"] == 3
        click(page.strip.decision.segment("Y" if row.above_cut else "N"))
        for language, text in zip((EN, FR), DECIDED, strict=True):
            editor = page.strip.rationale.editor(language)
            replace_text(editor, text)
            press(editor, "Ctrl+Return")
    click(page.freeze)
    approval = dialog()
    assert isinstance(approval, ApprovalDialog)
    type_text(approval.by.editor(), "A. Tremblay, présidente")
    click(approval.accept_button)
    assert page.model.is_frozen


def write_strategy(hands: Hands) -> None:
    """Write sections in both languages, side by side."""
    page = hands.go(Step.STRATEGY)
    assert isinstance(page, StrategyPage)
    view = page.outline.view
    for section, (en, fr) in TEXTS.items():
        line = next(at for at, row in enumerate(view.outline.rows) if row.id == section)
        click_cell(view, view.outline.index(line))
        type_text(page.sides[FR].edit, fr)
        type_text(page.sides[EN].edit, en)
    click_cell(view, view.outline.index(0))


def assess(hands: Hands) -> None:
    """Rate a requirement by key, say why, and note the evidence."""
    page = hands.go(Step.ASSESSMENT)
    assert isinstance(page, AssessmentPage)
    press(page.form.rating, "3")
    for language, text in zip((EN, FR), RATED, strict=True):
        editor = page.form.finding.editor(language)
        replace_text(editor, text)
        press(editor, "Ctrl+Return")
    click(page.form.evidence.add)


def export_documents(hands: Hands, folder: Path) -> list[Path]:
    """Export every document in both languages and both formats, through the child process."""
    page = hands.go(Step.DOCUMENTS)
    assert isinstance(page, DocumentsPage)
    for line in range(page.list.model().rowCount()):
        click_cell(page.list, page.list.model().index(line, 0))
        done = page.model.ended
        with hands.bot.waitSignal(done, timeout=PATIENCE):
            click(page.options.export)
    return sorted(folder.glob("*-fr.*")) + sorted(folder.glob("*-en.*"))


def typed(path: Path) -> list[tuple[str, str]]:
    """Return what was typed and must stand in an exported document, in English and in French."""
    if "-strategy-" in path.name:
        return list(TEXTS.values())
    if "-priorities-" in path.name:
        return [DECIDED]
    return [RATED] if "-assessment-" in path.name else []


def test_a_planner_gets_from_the_registrys_files_to_the_documents_in_french(hands: Hands, tmp_path: Path) -> None:
    files = own_files(tmp_path, DEPARTMENT)

    make_plan(hands, tmp_path)
    page = import_inventory(hands, files)
    edit_inventory(hands, page)
    choose_priorities(hands)
    write_strategy(hands)
    assess(hands)
    written = export_documents(hands, tmp_path)

    assert len(written) == len(MADE) * 4
    hands.editor.window.close()
    with Workspace.read(tmp_path / "plan.jalon") as plan:
        names = service_names(plan)
        assert len(names[FR]) == 9
        for path in written:
            language = Language(path.stem[-2:])
            told = letters(text_of(path))
            if "-inventory-" in path.name:
                missing = [name for name in names[language] if letters(name) not in told]
                assert not missing, f"{path.name} does not name {missing}"
                assert letters(DESCRIBED) in told or language is EN
            wanted = [text[language is FR] for text in typed(path)]
            assert not [text for text in wanted if letters(text) not in told], path.name


def test_the_same_files_imported_again_change_nothing(hands: Hands, tmp_path: Path) -> None:
    files = own_files(tmp_path, DEPARTMENT)
    make_plan(hands, tmp_path)
    page = import_inventory(hands, files)
    before = canonical.write(canonical.document(page.plan.workspace.database))

    answer_file_dialog(files, lambda: click(hands.button("Importer…", page)))
    hands.wait(lambda: page.imports.dialog is not None)

    asked = page.imports.dialog
    assert asked is not None
    assert len(asked.rows.rows_model.rows()) == sum(map(rows_of, files))
    assert {row.outcome for row in asked.rows.rows_model.rows()} == {Outcome.UNCHANGED}
    assert (asked.taken, asked.accept_button.isEnabled()) == (0, False)
    press(asked, "Esc")
    assert canonical.write(canonical.document(page.plan.workspace.database)) == before
