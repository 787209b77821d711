"""A field keeps what is typed until it is stored, and longer when it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.drafts import Draft, save_draft
from app.workspace import NewPlan, Workspace
from model.bilingual import Bilingual
from model.language import Language
from tests.ui.driver import press, settle, type_text
from ui.open_plan import OpenPlan
from ui.pages.kept_field import KeptField
from ui.widgets.bilingual_field import BilingualField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

EN, FR = Language.EN, Language.FR
KEY = "0d5d4d2e-1f57-4d6a-9f0e-000000000000"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[OpenPlan]:
    """Yield an empty plan."""
    new = NewPlan(department="x", name_en="A department", name_fr="Un ministère", first_year="2024-2025")
    opened = OpenPlan(Workspace.create(tmp_path / "plan.jalon", new))
    yield opened
    opened.close()


@pytest.fixture
def field(qtbot: QtBot) -> BilingualField:
    """Return a field on the screen."""
    shown = BilingualField(lambda: "Rationale", lines=2)
    qtbot.addWidget(shown)
    shown.resize(700, 120)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    return shown


@pytest.fixture
def keep(plan: OpenPlan, field: BilingualField) -> Callable[..., list[tuple[Language, str]]]:
    """Return what puts the field under care; it tells what is then stored."""
    held: list[KeptField] = []

    def build(*, takes: bool = True, place: str = "round/service") -> list[tuple[Language, str]]:
        stored: list[tuple[Language, str]] = []

        def write(language: Language, text: str) -> bool:
            stored.append((language, text))
            return takes

        if not held:
            held.append(KeptField(plan, field, "decision", "rationale", write))
        held[0].show(place, "", Bilingual("Before", ""), locked=False)
        settle()
        return stored

    return build


def test_what_is_typed_is_on_disk_before_it_is_stored(
    plan: OpenPlan, field: BilingualField, keep: Callable[..., list[tuple[Language, str]]]
) -> None:
    keep()

    type_text(field.editor(FR), "à demi")
    plan.save_drafts()

    assert [(draft.key, draft.language, draft.text) for draft in plan.drafts()] == [("round/service", "fr", "à demi")]


def test_what_is_stored_needs_no_keeping(
    plan: OpenPlan, field: BilingualField, keep: Callable[..., list[tuple[Language, str]]]
) -> None:
    stored = keep()
    type_text(field.editor(FR), "Écrit")
    plan.save_drafts()

    press(field.editor(FR), "Ctrl+Return")

    assert stored == [(FR, "Écrit")]
    assert plan.drafts() == ()


def test_what_cannot_be_stored_stays_in_the_field_and_on_disk(
    plan: OpenPlan, field: BilingualField, keep: Callable[..., list[tuple[Language, str]]]
) -> None:
    keep(takes=False)
    type_text(field.editor(FR), "Écrit")

    press(field.editor(FR), "Ctrl+Return")
    plan.save_drafts()

    assert field.editor(FR).text() == "Écrit"
    assert field.is_being_typed(FR)
    assert [draft.text for draft in plan.drafts()] == ["Écrit"]


def test_a_recovered_text_comes_back_where_it_was_typed_and_nowhere_else(
    plan: OpenPlan, field: BilingualField, keep: Callable[..., list[tuple[Language, str]]]
) -> None:
    save_draft(plan.workspace, Draft("decision", "round/other", "rationale", "en", "Typed before"))
    keep()
    assert field.editor(EN).text() == "Before"

    keep(place="round/other")

    assert field.editor(EN).text() == "Typed before"
    assert field.is_being_typed(EN)


def test_a_recovered_text_that_was_stored_after_all_is_forgotten(
    plan: OpenPlan, field: BilingualField, keep: Callable[..., list[tuple[Language, str]]]
) -> None:
    save_draft(plan.workspace, Draft("decision", "round/service", "rationale", "en", "Before"))

    keep()

    assert not field.is_being_typed(EN)
    assert plan.drafts() == ()
