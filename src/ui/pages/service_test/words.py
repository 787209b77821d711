"""What is said of a candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_date
from app.i18n import _, language, ngettext
from app.inventory.service_test import Verdict
from ui.look.tokens import Role

if TYPE_CHECKING:
    from app.inventory.service_test import Candidate

ICONS = {Verdict.OPEN: "circle-dashed", Verdict.SERVICE: "circle-check", Verdict.NOT_SERVICE: "circle-minus"}
ROLES = {Verdict.OPEN: Role.TEXT2, Verdict.SERVICE: Role.GOOD, Verdict.NOT_SERVICE: Role.TEXT2}


def verdict_words(verdict: Verdict) -> str:
    """Return what a candidate is, in the interface language."""
    return {
        Verdict.OPEN: _("Not decided"),
        Verdict.SERVICE: _("It is a service"),
        Verdict.NOT_SERVICE: _("It is not a service"),
    }[verdict]


def name_of(candidate: Candidate) -> str:
    """Return a candidate's name in the interface language, else in the other."""
    spoken = language()
    return candidate.name.text(spoken) or candidate.name.text(spoken.other)


def state_words(candidate: Candidate) -> str:
    """Return how far a candidate is: what was decided, by whom and when, or how many answers there are."""
    parts = [verdict_words(candidate.conclusion)]
    if candidate.conclusion is Verdict.OPEN:
        count = len(candidate.answers)
        told = ngettext("{answered} of {count} answered", "{answered} of {count} answered", count)
        parts.append(told.format(answered=candidate.answered, count=count))
    else:
        parts.append(candidate.decided_by)
        parts.append(format_date(candidate.decided_on) if candidate.decided_on else "")
    return " · ".join(part for part in parts if part)


def proposal_words(candidate: Candidate) -> str:
    """Return what the answers say."""
    yes = sum(answer.answer == "Y" for answer in candidate.answers)
    count = len(candidate.answers)
    if candidate.proposal is Verdict.SERVICE:
        return _("All answers speak for a service. The department makes the final call.")
    if candidate.proposal is Verdict.NOT_SERVICE:
        return _("An answer speaks against a service. The department makes the final call.")
    told = ngettext(
        "{yes} of {count} question is answered with yes so far.",
        "{yes} of {count} questions are answered with yes so far.",
        count,
    )
    return told.format(yes=yes, count=count)
