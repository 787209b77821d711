"""The seven steps of the work, and how far one can be."""

from __future__ import annotations

from enum import StrEnum


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
