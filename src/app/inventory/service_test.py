"""Is it a service? The guideline's questions, answered and kept, for candidates that were excluded too.

Source:
    Guideline on service management, appendix 1A; the questions and how many of them need a yes
    are the framework's. The department makes the final call: a proposal is only that.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from app.errors import UnknownCodeError, UnknownRecordError
from app.i18n import N_, language
from app.inventory.errors import BlankNameError
from app.inventory.services import insert_service
from app.plan_facts import framework_of
from app.typography import sort_key
from model.base import new_key
from model.bilingual import Bilingual
from model.inventory import SERVICE
from model.service_test import SERVICE_TEST, SERVICE_TEST_ANSWER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from app.framework.parts import ServiceTest
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear
    from model.language import Language

YES, NO, OPEN = "Y", "N", ""
_NOTHING: Final = Bilingual()


class Verdict(StrEnum):
    """What a candidate is; blank while nobody decided."""

    OPEN = ""
    SERVICE = "service"
    NOT_SERVICE = "not_service"


@dataclass(frozen=True, slots=True)
class Answer:
    """One question's answer: ``Y``, ``N`` or blank, with its reason; ``key`` is blank until there is a row of it."""

    question: str
    answer: str = OPEN
    reason: Bilingual = _NOTHING
    key: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate with its answers, one a question in the framework's order.

    Attributes:
        service: key of the service that it is or belongs to; blank while there is none.
        conclusion: what was decided.
        proposal: what the answers say; blank while they leave it open.
    """

    key: str
    name: Bilingual
    service: str
    conclusion: Verdict
    rationale: Bilingual
    decided_by: str
    decided_on: date | None
    answers: tuple[Answer, ...]
    proposal: Verdict

    @property
    def answered(self) -> int:
        """Return how many questions are answered."""
        return sum(answer.answer != OPEN for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What is decided of a candidate, why, by whom and when."""

    verdict: Verdict
    rationale: Bilingual
    decided_by: str
    decided_on: date


def proposal(test: ServiceTest, answers: Sequence[Answer]) -> Verdict:
    """Return what the answers say: a service with enough of them yes, none once there cannot be enough."""
    yes = sum(answer.answer == YES for answer in answers)
    no = sum(answer.answer == NO for answer in answers)
    if yes >= test.yes_needed:
        return Verdict.SERVICE
    return Verdict.NOT_SERVICE if len(test.questions) - no < test.yes_needed else Verdict.OPEN


def candidates(workspace: Workspace) -> tuple[Candidate, ...]:
    """Return every candidate: the undecided first, then by name."""
    asked = framework_of(workspace).service_test
    given: dict[str, dict[str, Answer]] = defaultdict(dict)
    for row in workspace.rows(select(SERVICE_TEST_ANSWER)):
        given[row.test][row.question] = Answer(
            row.question, row.answer, Bilingual(row.reason_en, row.reason_fr), row.id
        )
    found = [_card(row, asked, given[row.id]) for row in workspace.rows(select(SERVICE_TEST))]
    spoken = language()
    return tuple(
        sorted(found, key=lambda card: (card.conclusion is not Verdict.OPEN, _name_key(card, spoken), card.key))
    )


def _name_key(card: Candidate, spoken: Language) -> tuple[str, str, str]:
    return sort_key(card.name.text(spoken) or card.name.text(spoken.other), spoken)


def _card(row: Any, asked: ServiceTest, given: Mapping[str, Answer]) -> Candidate:
    answers = tuple(given.get(question.id, Answer(question.id)) for question in asked.questions)
    return Candidate(
        key=row.id,
        name=Bilingual(row.name_en, row.name_fr),
        service=row.service or "",
        conclusion=Verdict(row.conclusion),
        rationale=Bilingual(row.rationale_en, row.rationale_fr),
        decided_by=row.decided_by,
        decided_on=date.fromisoformat(row.decided_on) if row.decided_on else None,
        answers=answers,
        proposal=proposal(asked, answers),
    )


def candidate(workspace: Workspace, key: str) -> Candidate:
    """Return one candidate.

    Raises:
        UnknownRecordError: the plan holds no such candidate.
    """
    for card in candidates(workspace):
        if card.key == key:
            return card
    raise UnknownRecordError("service_test", key)


def add_candidate(workspace: Workspace, name: Bilingual) -> str:
    """Add a candidate with all questions open; return its key.

    Raises:
        BlankNameError: ``name`` has no text in either language; nothing is changed.
    """
    if name.is_blank:
        raise BlankNameError
    key = new_key()
    with workspace.change(N_("Add candidate")) as connection:
        values = {"id": key, "name_en": name.en.strip(), "name_fr": name.fr.strip()}
        connection.execute(SERVICE_TEST.insert().values(**values))
    return key


_TEXTS: Final = {"name": N_("Rename candidate"), "rationale": N_("Edit rationale")}


def write_text(workspace: Workspace, key: str, field: str, language: Language, text: str) -> None:
    """Write the candidate's ``name`` or ``rationale`` in one language.

    Raises:
        UnknownRecordError: the plan holds no such candidate.
        BlankNameError: no name would be left in either language; nothing is changed.
    """
    card = candidate(workspace, key)
    if field == "name" and not text.strip() and not card.name.text(language.other).strip():
        raise BlankNameError
    with workspace.change(_TEXTS[field]) as connection:
        _update(connection, key, {f"{field}_{language.value}": text.strip()})


def answer(workspace: Workspace, key: str, question: str, value: str) -> None:
    """Answer a question: ``Y``, ``N``, or blank to leave it open.

    Raises:
        UnknownRecordError: the plan holds no such candidate.
        UnknownCodeError: the framework asks no such question, or the answer is none.
    """
    if value not in {YES, NO, OPEN}:
        raise UnknownCodeError("answer", value)
    _write_answer(workspace, key, question, {"answer": value}, N_("Answer question"))


def give_reason(workspace: Workspace, key: str, question: str, language: Language, text: str) -> None:
    """Write the reason of an answer in one language.

    Raises:
        UnknownRecordError: the plan holds no such candidate.
        UnknownCodeError: the framework asks no such question.
    """
    _write_answer(workspace, key, question, {f"reason_{language.value}": text.strip()}, N_("Edit reason"))


def _write_answer(workspace: Workspace, key: str, question: str, values: Mapping[str, str], label: str) -> None:
    if question not in {asked.id for asked in framework_of(workspace).service_test.questions}:
        raise UnknownCodeError("question", question)
    candidate(workspace, key)
    column = SERVICE_TEST_ANSWER.c
    place = (column.test == key, column.question == question)
    with workspace.change(label) as connection:
        done = connection.execute(SERVICE_TEST_ANSWER.update().where(*place).values(**values))
        if not done.rowcount:
            row = {"id": new_key(), "test": key, "question": question, **values}
            connection.execute(SERVICE_TEST_ANSWER.insert().values(**row))


def conclude(workspace: Workspace, key: str, conclusion: Conclusion) -> None:
    """Decide what a candidate is.

    Raises:
        UnknownRecordError: the plan holds no such candidate.
    """
    with workspace.change(N_("Decide on candidate")) as connection:
        _update(
            connection,
            key,
            {
                "conclusion": conclusion.verdict.value,
                "rationale_en": conclusion.rationale.en.strip(),
                "rationale_fr": conclusion.rationale.fr.strip(),
                "decided_by": conclusion.decided_by.strip(),
                "decided_on": conclusion.decided_on.isoformat(),
            },
        )


def reopen(workspace: Workspace, key: str) -> None:
    """Take the decision on a candidate back; its answers and rationale stay.

    Raises:
        UnknownRecordError: the plan holds no such candidate.
    """
    with workspace.change(N_("Reopen candidate")) as connection:
        _update(connection, key, {"conclusion": "", "decided_by": "", "decided_on": None})


def link(workspace: Workspace, key: str, service: str) -> None:
    """Say which service of the inventory a candidate is or belongs to; blank for none.

    Raises:
        UnknownRecordError: the plan holds no such candidate, or no such service.
    """
    if service and workspace.row(SERVICE, service) is None:
        raise UnknownRecordError(SERVICE.name, service)
    with workspace.change(N_("Link candidate")) as connection:
        _update(connection, key, {"service": service or None})


def add_to_inventory(workspace: Workspace, key: str, year: FiscalYear) -> str:
    """Add the candidate to the inventory of ``year`` under its name, and link it; return the service's key.

    Raises:
        UnknownRecordError: the plan holds no such candidate.
    """
    card = candidate(workspace, key)
    with workspace.change(N_("Add candidate to inventory")) as connection:
        service = insert_service(workspace, connection, year, card.name)
        _update(connection, key, {"service": service})
    return service


def delete_candidate(workspace: Workspace, key: str) -> None:
    """Delete a candidate with its answers; a service that it became stays.

    Raises:
        UnknownRecordError: the plan holds no such candidate.
    """
    with workspace.change(N_("Delete candidate")) as connection:
        connection.execute(SERVICE_TEST_ANSWER.delete().where(SERVICE_TEST_ANSWER.c.test == key))
        if connection.execute(SERVICE_TEST.delete().where(SERVICE_TEST.c.id == key)).rowcount != 1:
            raise UnknownRecordError("service_test", key)


def _update(connection: Connection, key: str, values: Mapping[str, object]) -> None:
    update = SERVICE_TEST.update().where(SERVICE_TEST.c.id == key).values(**values)
    if connection.execute(update).rowcount != 1:
        raise UnknownRecordError("service_test", key)
