"""Every error with which a change or a read of a plan can end, for those who show its sentence.

Windows see no module of the plan file; they catch these and ask ``app.cli.messages.sentence``.
"""

from __future__ import annotations

from typing import Final

from app.errors import PlanError
from model.plan_file import PlanFileError

REFUSALS: Final = (PlanError, PlanFileError)
