"""What can go wrong in a collection round."""

from __future__ import annotations

from app.errors import PlanError, UsageError


class NobodyAskedError(PlanError):
    """A round would ask nobody: no service was chosen, or none has an identifier of the registry."""


class NoRoundError(UsageError):
    """The plan has no open collection round."""


class ClosedRoundError(PlanError):
    """The round is closed, so nothing is sent or taken over any more."""
