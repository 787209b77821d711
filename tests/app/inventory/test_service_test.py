"""Is it a service? Answers, proposal, decision and what becomes of it, each undone by one undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnknownCodeError, UnknownRecordError
from app.framework.loading import load_framework
from app.inventory.cards import card
from app.inventory.errors import BlankNameError
from app.inventory.service_test import (
    Answer,
    Conclusion,
    Verdict,
    add_candidate,
    add_to_inventory,
    answer,
    candidate,
    candidates,
    conclude,
    delete_candidate,
    give_reason,
    link,
    proposal,
    reopen,
    write_text,
)
from app.inventory.services import add_service, delete_service
from model import canonical
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from app.workspace import Workspace

YEAR = FiscalYear.parse("2023-2024")
NAME = Bilingual("Lake levels", "Niveaux des lacs")
ASKED = load_framework("policy-on-service-2014").service_test


@pytest.fixture
def key(workspace: Workspace) -> str:
    return add_candidate(workspace, NAME)


def _answer_all(workspace: Workspace, key: str, value: str) -> None:
    for question in ASKED.questions:
        answer(workspace, key, question.id, value)


@given(st.lists(st.sampled_from(["Y", "N", ""]), min_size=8, max_size=8))
def test_all_yes_is_a_service_and_one_no_is_none(values: list[str]) -> None:
    answers = [Answer(question.id, value) for question, value in zip(ASKED.questions, values, strict=True)]

    told = proposal(ASKED, answers)

    wanted = Verdict.SERVICE if set(values) == {"Y"} else Verdict.NOT_SERVICE if "N" in values else Verdict.OPEN
    assert told is wanted


def test_a_candidate_begins_with_every_question_open(workspace: Workspace, key: str) -> None:
    found = candidate(workspace, key)

    assert found.name == NAME
    assert [entry.question for entry in found.answers] == [question.id for question in ASKED.questions]
    assert found.answered == 0
    assert found.proposal is Verdict.OPEN
    assert found.conclusion is Verdict.OPEN


def test_answers_and_reasons_are_kept_by_question(workspace: Workspace, key: str) -> None:
    answer(workspace, key, "time", "N")
    give_reason(workspace, key, "time", Language.FR, " Rien ne presse. ")
    give_reason(workspace, key, "time", Language.EN, "Nothing is urgent.")

    found = next(entry for entry in candidate(workspace, key).answers if entry.question == "time")
    assert (found.answer, found.reason) == ("N", Bilingual("Nothing is urgent.", "Rien ne presse."))
    assert found.key
    assert candidate(workspace, key).proposal is Verdict.NOT_SERVICE


def test_a_decision_against_the_proposal_is_kept_with_its_rationale(workspace: Workspace, key: str) -> None:
    _answer_all(workspace, key, "Y")
    why = Bilingual("Part of another.", "Partie d’un autre.")

    conclude(workspace, key, Conclusion(Verdict.NOT_SERVICE, why, "A. Custodian", date(2026, 5, 4)))

    found = candidate(workspace, key)
    assert found.proposal is Verdict.SERVICE
    assert (found.conclusion, found.rationale) == (Verdict.NOT_SERVICE, why)
    assert (found.decided_by, found.decided_on) == ("A. Custodian", date(2026, 5, 4))
    reopen(workspace, key)
    again = candidate(workspace, key)
    assert (again.conclusion, again.decided_on, again.rationale) == (Verdict.OPEN, None, why)


def test_it_becomes_a_service_of_the_year_in_one_change(workspace: Workspace, key: str) -> None:
    before = canonical.write(canonical.document(workspace.database))

    service = add_to_inventory(workspace, key, YEAR)

    made = card(workspace, service, YEAR)
    assert made.both("service_name") == NAME
    assert candidate(workspace, key).service == service
    workspace.undo()
    assert canonical.write(canonical.document(workspace.database)) == before


def test_a_service_that_goes_leaves_its_candidate(workspace: Workspace, key: str) -> None:
    service = add_service(workspace, YEAR, NAME)
    link(workspace, key, service)

    delete_service(workspace, service)

    assert candidate(workspace, key).service == ""


def test_undecided_candidates_come_first(workspace: Workspace, key: str) -> None:
    other = add_candidate(workspace, Bilingual("Zebra crossing", ""))
    conclude(workspace, key, Conclusion(Verdict.NOT_SERVICE, Bilingual(), "", date(2026, 5, 4)))

    assert [found.key for found in candidates(workspace)] == [other, key]


def test_a_deleted_candidate_comes_back_with_its_answers(workspace: Workspace, key: str) -> None:
    answer(workspace, key, "need", "Y")
    before = candidates(workspace)

    delete_candidate(workspace, key)
    gone = candidates(workspace)
    workspace.undo()

    assert gone == ()
    assert candidates(workspace) == before


def test_what_is_not_there_is_refused_and_changes_nothing(workspace: Workspace, key: str) -> None:
    before = candidates(workspace)

    with pytest.raises(UnknownCodeError):
        answer(workspace, key, "colour", "Y")
    with pytest.raises(UnknownCodeError):
        answer(workspace, key, "need", "perhaps")
    with pytest.raises(UnknownRecordError):
        answer(workspace, "nowhere", "need", "Y")
    with pytest.raises(UnknownRecordError):
        delete_candidate(workspace, "nowhere")
    with pytest.raises(UnknownRecordError):
        link(workspace, key, "a service that is gone")
    with pytest.raises(BlankNameError):
        add_candidate(workspace, Bilingual(" ", ""))
    write_text(workspace, key, "name", Language.FR, "")
    with pytest.raises(BlankNameError):
        write_text(workspace, key, "name", Language.EN, " ")

    assert [found.key for found in candidates(workspace)] == [found.key for found in before]
