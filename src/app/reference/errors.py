"""What can go wrong with the reference."""

from __future__ import annotations

from app.errors import InputError, PlanError


class NoReferenceError(PlanError):
    """No published inventory was loaded on this computer."""


class NoRowsError(InputError):
    """None of the files' rows could be taken into the reference."""
