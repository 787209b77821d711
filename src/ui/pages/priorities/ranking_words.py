"""What the cells of the ranking say in words: on the screen, in tooltips and to a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import i18n
from app.formats import format_number, format_percent
from app.i18n import _, pgettext
from model.language import Language

if TYPE_CHECKING:
    from app.framework.framework import Framework
    from app.framework.parts import Consideration
    from app.priorities.ranking import RankRow


def decision_words(decided: bool | None) -> str:
    """Return what was decided of a service."""
    if decided is None:
        return _("Not decided")
    return pgettext("decision", "Priority") if decided else _("Not priority")


def previous_words(previous: bool | None) -> str:
    """Return what the approved round before said of a service."""
    if previous is None:
        return _("No earlier round")
    return pgettext("decision", "Priority") if previous else _("Not priority")


def step_words(framework: Framework, rating: int | None) -> str:
    """Return the word of a rating of 3 to 0; of none, that it was not assessed."""
    if rating is None:
        return framework.priorities.not_assessed.text(i18n.language())
    step = next(step for step in framework.considerations[0].steps if step.value == rating)
    return step.label.text(i18n.language())


def meaning_words(consideration: Consideration, rating: int | None) -> str:
    """Return what a rating means for a consideration; blank for none."""
    step = None if rating is None else consideration.step(rating)
    return "" if step is None else step.meaning.text(i18n.language())


def criteria_words(framework: Framework, consideration: str) -> str:
    """Return which of the policy's criteria a consideration serves; blank when it serves none."""
    served, spoken = framework.consideration(consideration).criteria, i18n.language()
    named = "; ".join(one.title.text(spoken) for one in framework.priorities.criteria if one.id in served)
    return _("Serves the policy’s criterion: {criteria}.").format(criteria=named) if named else ""


def consideration_tip(framework: Framework, consideration: str) -> str:
    """Return what the head of a consideration's column tells: its title, its criteria, what hollow bars are."""
    parts = (
        framework.consideration(consideration).title.text(i18n.language()),
        criteria_words(framework, consideration),
        _("Hollow bars were computed from the inventory."),
    )
    return "\n".join(part for part in parts if part)


def critical_words() -> str:
    """Return what is said of a service that is critical."""
    return _("Critical service: review for priority whatever the score.")


def rating_words(framework: Framework, row: RankRow, consideration: str) -> str:
    """Return the rating of a service on a consideration; one that is only suggested says so."""
    decided, suggested = row.scores.get(consideration), row.suggested.get(consideration)
    if decided is None and suggested is not None:
        return _("Suggested: {rating}").format(rating=step_words(framework, suggested))
    return step_words(framework, decided)


def rating_tip(framework: Framework, row: RankRow, consideration: str) -> str:
    """Return consideration, rating and meaning, as a tooltip tells it."""
    found = framework.consideration(consideration)
    decided, suggested = row.scores.get(consideration), row.suggested.get(consideration)
    told = _("{name}: {value}").format(
        name=found.title.text(i18n.language()), value=rating_words(framework, row, consideration)
    )
    meaning = meaning_words(found, suggested if decided is None else decided)
    return f"{told}\n{meaning}" if meaning else told


def score_tip(row: RankRow) -> str:
    """Return the score, and how far it could still move while not everything is assessed."""
    if not row.eligible:
        return _("Neither an external nor an internal enterprise service: it cannot be a priority service.")
    if row.score is None or row.score_low is None or row.score_high is None:
        return _("Not scored")
    if row.assessed >= 1:
        return _("Score: {score} of 100").format(score=format_number(row.score))
    told = _("Score: {score} of 100; {share} of the weight is assessed, so it may end between {low} and {high}.")
    return told.format(
        score=format_number(row.score),
        share=format_percent(row.assessed),
        low=format_number(row.score_low),
        high=format_number(row.score_high),
    )


def missing_words(row: RankRow) -> str:
    """Return which side of a rationale that is needed is not written; blank when none is missing."""
    if not row.needs_rationale or not row.rationale.missing:
        return ""
    if len(row.rationale.missing) > 1:
        return _("The rationale is not written.")
    if row.rationale.missing[0] is Language.FR:
        return _("The rationale has no French text.")
    return _("The rationale has no English text.")


def decision_tip(row: RankRow) -> str:
    """Return the decision, the one before, and what is missing of its rationale."""
    told = [_("{name}: {value}").format(name=_("Decision"), value=decision_words(row.decided))]
    if row.previous is not None:
        told.append(_("{name}: {value}").format(name=_("Last round"), value=previous_words(row.previous)))
    if row.departs:
        told.append(_("The decision departs from the cut line."))
    if missing := missing_words(row):
        told.append(missing)
    return "\n".join(told)
