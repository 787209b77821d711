"""Writing, keeping and confirming the sections of the strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import NothingToUndoError, UnknownCodeError
from app.section_text import section_key
from app.strategy.sections import (
    GeneratedSectionError,
    RequiredSectionError,
    confirm_section,
    keep_section,
    outline,
    section_card,
    write_section,
)
from app.strategy.states import SideState
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from app.workspace import Workspace

EN, FR = Language.EN, Language.FR


def test_an_empty_plan_lists_the_whole_outline_as_not_started(workspace: Workspace) -> None:
    rows = outline(workspace)

    written = [row for row in rows if row.is_written]
    assert [row.number for row in rows if row.level == 1 and row.number.isdigit()] == [str(n) for n in range(1, 11)]
    assert {state for row in written for state in row.states.values()} == {SideState.EMPTY}


def test_a_first_text_makes_the_section_under_the_key_that_every_copy_gives_it(workspace: Workspace) -> None:
    card = write_section(workspace, "service-vision", FR, "Une vision")

    assert card.row.key == section_key("service-vision")
    assert card.text == Bilingual("", "Une vision")
    assert card.row.states == {EN: SideState.MISSING, FR: SideState.DRAFT}


def test_the_same_text_again_is_no_change(workspace: Workspace) -> None:
    write_section(workspace, "service-vision", EN, "A vision")
    workspace.undo()
    write_section(workspace, "service-vision", EN, "A vision")
    write_section(workspace, "service-vision", EN, "A vision")

    workspace.undo()

    assert section_card(workspace, "service-vision").text.is_blank
    with pytest.raises(NothingToUndoError):
        workspace.undo()


def test_a_blank_text_makes_no_section(workspace: Workspace) -> None:
    write_section(workspace, "service-vision", EN, "")

    assert workspace.undo_label is None


def test_the_other_language_is_to_be_reviewed_once_a_confirmed_one_changes(workspace: Workspace) -> None:
    write_section(workspace, "service-vision", EN, "A vision")
    write_section(workspace, "service-vision", FR, "Une vision")
    confirmed = confirm_section(workspace, "service-vision")

    changed = write_section(workspace, "service-vision", EN, "A better vision")

    assert set(confirmed.row.states.values()) == {SideState.CONFIRMED}
    assert changed.row.states == {EN: SideState.CONFIRMED, FR: SideState.TO_REVIEW}
    assert changed.confirmed == Bilingual("A vision", "Une vision")


def test_a_section_that_lacks_a_language_cannot_be_confirmed(workspace: Workspace) -> None:
    write_section(workspace, "service-vision", EN, "A vision")

    card = confirm_section(workspace, "service-vision")

    assert card.confirmed is None
    assert workspace.undo_label == "Write section"


def test_a_section_that_is_left_out_keeps_its_text(workspace: Workspace) -> None:
    write_section(workspace, "swot", EN, "Strengths")

    left = keep_section(workspace, "swot", kept=False)
    back = keep_section(workspace, "swot", kept=True)

    assert (left.row.kept, left.text.en) == (False, "Strengths")
    assert back.row.kept


def test_a_section_that_the_policy_asks_for_cannot_be_left_out(workspace: Workspace) -> None:
    required = next(row for row in outline(workspace) if row.is_written and not row.can_be_left_out)

    with pytest.raises(RequiredSectionError) as refused:
        keep_section(workspace, required.id, kept=False)

    assert refused.value.outline_id == required.id
    assert workspace.undo_label is None


def test_a_part_made_from_data_takes_no_text(workspace: Workspace) -> None:
    with pytest.raises(GeneratedSectionError):
        write_section(workspace, "annex-inventory", EN, "text")


def test_an_unknown_heading_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UnknownCodeError):
        write_section(workspace, "no-such-heading", EN, "text")


def test_a_requirement_is_not_named_before_it_took_effect(workspace: Workspace) -> None:
    later = section_card(workspace, "e-services-plan", FiscalYear(2024))
    earlier = section_card(workspace, "e-services-plan", FiscalYear(2014))

    assert later.requirement == "7.9"
    assert len(earlier.answers) < len(later.answers)


def test_the_terms_that_a_section_uses_are_named_the_longest_first(workspace: Workspace) -> None:
    card = section_card(workspace, "e-services-plan")

    assert card.terms[0] == "e-service"
    assert "service" not in card.terms
