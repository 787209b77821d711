"""Nothing is cut in French, however large the letters; nothing can be changed in a plan that is only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app.inventory.editing import edit_record
from app.inventory.fields import Entity
from app.inventory.notes import add_note
from app.inventory.owners import edit_owner
from app.inventory.quarters import Volume, edit_quarter
from app.workspace import Workspace
from model.bilingual import Bilingual
from model.language import Language
from tests.fakes.shell import FakeShell
from tests.ui.driver import settle
from tests.ui.pages.inventory.records import STANDARDS_SERVICE
from ui.language import LanguageSwitch
from ui.look.theme import Theme, ThemeChoice
from ui.open_plan import OpenPlan
from ui.pages.inventory.page import InventoryPage
from ui.pages.inventory.record_view import SECTIONS
from ui.pages.inventory.volumes_section import QUARTERS, Volumes
from ui.widgets.button import Button
from ui.widgets.choice import Segments
from ui.widgets.code_picker import CodePicker
from ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def french(qapp: QApplication) -> Iterator[QApplication]:
    """Speak French, and give font and language back afterwards."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # pages of closed plans do not listen
    before, switch = qapp.font(), LanguageSwitch(qapp)
    switch.switch(Language.FR)
    yield qapp
    switch.switch(Language.EN)
    qapp.setFont(before)


def cut(page: QWidget) -> list[str]:
    """Return the words of labels and buttons that have too little room."""
    found = []
    for label in page.findChildren(Label):
        if not label.isVisible() or isinstance(label, ElidedLabel) or not label.text():
            continue
        wide = label.fontMetrics().horizontalAdvance(label.text())
        if label.wordWrap():
            longest = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split())
            if label.height() < label.heightForWidth(label.width()) or label.width() < longest:
                found.append(label.text())
        elif label.width() < wide:
            found.append(label.text())
    for button in page.findChildren(QAbstractButton):
        inside = button.parentWidget()
        if button.isVisible() and isinstance(button, Button) and button.width() < button.sizeHint().width():
            while inside is not None and not isinstance(inside, CodePicker | Segments):
                inside = inside.parentWidget()
            if inside is None:
                found.append(button.text())
    return found


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_words_are_cut_in_french_at_any_size_of_letters(
    plan: OpenPlan, french: QApplication, qtbot: QtBot, scale: float
) -> None:
    letters = french.font()
    letters.setPointSizeF(letters.pointSizeF() * scale)
    french.setFont(letters)
    Theme(french, ThemeChoice.LIGHT)
    shell = FakeShell()
    qtbot.addWidget(shell)
    shell.resize(1920, 1080)
    page = InventoryPage(plan, shell)
    shell.hold(page)
    shell.show()
    page.activate()
    row = next(row for row in page.list_model.table.rows() if row.service_id == STANDARDS_SERVICE)
    page.list.show_service(row.key)
    fill(page)

    cut_words = {}
    for name in SECTIONS:
        page.record.show_section(name)
        settle()
        settle()  # labels of one line are made equally high once their widths are known
        cut_words[name] = cut(page)
    volumes = page.record.show_section("volumes")
    assert isinstance(volumes, Volumes)
    volumes.show_view(QUARTERS)
    settle()
    cut_words["quarters"] = cut(page)

    assert cut_words == {key: [] for key in (*SECTIONS, "quarters")}


def fill(page: InventoryPage) -> None:
    """Give the record that is shown all that it can show: notes, quarters that disagree, a history, odd addresses."""
    card = page.record_model.card
    assert card is not None
    workspace, year = page.plan.workspace, page.plan.year
    edit_record(workspace, card.key, year, {"service_name_fr": "Statistiques " * 27, "service_uri_en": "www.canada.ca"})
    edit_record(workspace, card.key, year, {"client_target_groups": "ECONOM,NGO,PERSON", "num_website_visits": "99"})
    edit_owner(workspace, card.key, {"name": "Bureau de l’information sur les marchés", "email": "bureau"})
    for quarter, written in (("1", "2000000"), ("2", "ND")):
        edit_quarter(workspace, Volume(Entity.SERVICE_RECORD, card.record, "num_website_visits"), quarter, written)
    edit_quarter(workspace, Volume(Entity.STANDARD_RECORD, card.standards[0].key, "total_volume"), "1", "7")
    for field in ("service_name", "num_website_visits", ""):
        add_note(workspace, "service_record", card.record, Bilingual("Ask", "Demander"), field)
    settle()


def test_a_plan_that_is_only_read_takes_no_change(real_plan: Path, shell: FakeShell) -> None:
    plan = OpenPlan(Workspace.read(real_plan))
    page = InventoryPage(plan, shell)
    shell.hold(page)
    shell.show()
    page.activate()
    page.record.show_section("standards")
    settle()

    buttons = (page.add_button, page.import_button, page.approve_button)
    fields = [
        bound.widget for section in page.record.made.values() for one in section.sets for bound in one.bound.values()
    ]

    assert [button.toolTip() for button in buttons] == ["The plan is open for reading only."] * 3
    assert not any(button.isEnabled() for button in buttons)
    assert all(editor.isReadOnly() for field in fields for editor in field.findChildren(QLineEdit))
    plan.close()
