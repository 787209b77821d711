"""The seven steps of the work, and how far one can be."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Step(StrEnum):
    """A step of the window's left side, in its order."""

    OVERVIEW = "overview"
    INVENTORY = "inventory"
    PRIORITIES = "priorities"
    STRATEGY = "strategy"
    TRANSLATION = "translation"
    ASSESSMENT = "assessment"
    DOCUMENTS = "documents"


class StepState(StrEnum):
    """How far a step is for the working year."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"


_STEPS: Final = {
    "service_record": Step.INVENTORY,
    "standard_record": Step.INVENTORY,
    "program": Step.INVENTORY,
    "note": Step.INVENTORY,
    "service_test": Step.INVENTORY,
    "service_test_answer": Step.INVENTORY,
    "collection_round": Step.INVENTORY,
    "succession": Step.INVENTORY,
    "score": Step.PRIORITIES,
    "decision": Step.PRIORITIES,
    "rating": Step.ASSESSMENT,
    "evidence": Step.ASSESSMENT,
    "corrective_action": Step.ASSESSMENT,
    "plan": Step.OVERVIEW,
    "department": Step.OVERVIEW,
}


def step_of(entity: str) -> Step:
    """Return the step in which records of ``entity`` are written; what is not named here belongs to the strategy."""
    return _STEPS.get(entity, Step.STRATEGY)
