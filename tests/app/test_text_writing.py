"""One side of any text can be written, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import UnknownRecordError
from app.plan_facts import plan_card
from app.section_text import section_key
from app.strategy.sections import write_section
from app.text_writing import write_text
from app.translation import Place, State
from model.language import Language

if TYPE_CHECKING:
    from app.workspace import Workspace


def test_a_side_is_written_and_can_be_undone(workspace: Workspace) -> None:
    place = Place("plan", plan_card(workspace).id, "title")

    row = write_text(workspace, place, Language.FR, "Stratégie")
    workspace.undo()

    assert row.text.fr == "Stratégie"
    assert plan_card(workspace).title.fr == "Stratégie de gestion des services"


def test_writing_the_missing_side_leaves_a_draft(workspace: Workspace) -> None:
    write_section(workspace, "service-vision", Language.EN, "A vision")

    row = write_text(workspace, Place("section", section_key("service-vision"), "text"), Language.FR, "Une vision")

    assert row.state is State.DRAFT


def test_the_same_text_is_no_change(workspace: Workspace) -> None:
    place = Place("plan", plan_card(workspace).id, "title")

    write_text(workspace, place, Language.EN, "Service Management Strategy")

    assert workspace.undo_label is None


def test_a_text_that_the_plan_does_not_hold_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UnknownRecordError):
        write_text(workspace, Place("plan", "no-such-key", "title"), Language.EN, "x")
