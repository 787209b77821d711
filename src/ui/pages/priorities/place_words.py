"""Where a service stands in the ranking, and what that suggests, in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import i18n
from app.formats import format_number, format_percent
from app.i18n import _
from ui.pages.priorities.ranking_words import critical_words

if TYPE_CHECKING:
    from app.framework.framework import Framework
    from app.priorities.ranking import RankRow


def place_words(framework: Framework, row: RankRow) -> str:
    """Return rank, proposal, what is assessed and what the round before said."""
    return " ".join([*_standing(framework, row), *_before(row)])


def _standing(framework: Framework, row: RankRow) -> list[str]:
    if not row.eligible:
        return [_("Neither an external nor an internal enterprise service: it cannot be a priority service.")]
    if row.rank is None or row.score is None:
        return [_("Not scored yet.")]
    rank = format_number(row.rank)
    told = [
        _("Rank {rank}, above the cut line.").format(rank=rank)
        if row.above_cut
        else _("Rank {rank}, below the cut line.").format(rank=rank)
    ]
    band = next((band for band in framework.priorities.outcome_bands if band.id == row.proposal), None)
    if band is not None:
        told.append(_("The score suggests: {outcome}.").format(outcome=band.label.text(i18n.language())))
    if row.assessed < 1:
        told.append(_("{share} of the weight is assessed.").format(share=format_percent(row.assessed)))
    if row.critical:
        told.append(critical_words())
    return told


def _before(row: RankRow) -> list[str]:
    if row.previous is None:
        return []
    return [_("Last round: priority.") if row.previous else _("Last round: not priority.")]
