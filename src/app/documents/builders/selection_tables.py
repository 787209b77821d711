"""The tables on the selection of priority services: considerations, scale, ranking, decisions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.documents.grids import HeatTable, shaded
from app.documents.tree import Align, ListBlock, ListItem, Table, Tone, text_of_runs
from app.priorities.scoring import HIGHEST
from app.typography import sort_key

if TYPE_CHECKING:
    from app.documents.builders.writing import Writing
    from app.documents.tree import Runs
    from app.framework.framework import Framework
    from app.framework.parts import Consideration, OutcomeBand
    from app.priorities.cards import Ranking, RankRow, RoundCard

END, CENTRE = Align.END, Align.CENTRE


class SelectionTables:
    """Tables of one round in one language; None where there is nothing to show."""

    def __init__(self, writing: Writing, framework: Framework, ranking: Ranking | None) -> None:
        """Make the tables of ``ranking``; without a round there is none."""
        self._writing = writing
        self._framework = framework
        self._ranking = ranking

    @cached_property
    def rows(self) -> list[RankRow]:
        """Return the services, ranked first; none before the first round."""
        found = self._ranking
        return list(found.rows) if found and found.round else []

    @cached_property
    def ranked(self) -> list[RankRow]:
        """Return the services that have a rank, the highest first."""
        return sorted((row for row in self.rows if row.rank is not None), key=lambda row: row.rank or 0)

    @cached_property
    def unranked(self) -> list[RankRow]:
        """Return the services without a rank, by name."""
        language = self._writing.language
        rest = [row for row in self.rows if row.rank is None]
        return sorted(rest, key=lambda row: sort_key(row.name.text(language), language))

    @cached_property
    def considerations(self) -> list[Consideration]:
        """Return the considerations that the round weighs, in the form's order."""
        weights = self._ranking.weights if self._ranking else {}
        return [found for found in self._framework.considerations if found.id in weights]

    def score(self, row: RankRow) -> Runs:
        """Return the score on 100; a dash where there is none."""
        w = self._writing
        return w.runs(w.number(row.score)) if row.score is not None else w.runs("—")

    def decision(self, row: RankRow) -> Runs:
        """Return the decision of this round as a word."""
        w, _ = self._writing, self._writing.gettext
        if row.decided is None and not row.eligible:
            return w.runs(_("not eligible"), tone=Tone.MUTED)
        if row.decided is None:
            return w.runs(_("open"), tone=Tone.WARN)
        return w.runs(_("Yes"), tone=Tone.GOOD) if row.decided else w.runs(_("No"))

    def reason(self, row: RankRow) -> Runs:
        """Return why it was decided so; the mark of a gap where a reason is needed, a dash where none is."""
        w = self._writing
        return w.both(row.rationale) if row.needs_rationale or not row.rationale.is_blank else w.runs("—")

    def _caption(self, table_id: str) -> Runs:
        return self._writing.both(self._framework.table(table_id).title)

    def priority_services(self) -> Table | None:
        """Return the services that are priority by the frozen round in force, with the reason."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (w.both(row.name), w.optional(row.rationale), self.score(row)) for row in self.rows if row.priority
        )
        columns = w.columns((_("Priority service"), 4), (_("Rationale"), 7), (_("Score out of 100"), 2, END))
        return Table(self._caption("priority-services"), columns, rows) if rows else None

    def ranking(self) -> Table | None:
        """Return rank, score and outcome of each service that has a score."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (
                w.runs(w.number(row.rank or 0)),
                w.both(row.name),
                self.score(row),
                w.runs(w.percent(row.assessed)),
                w.runs(_("Yes"), tone=Tone.GOOD) if row.priority else w.runs(_("No")),
            )
            for row in self.ranked
        )
        columns = w.columns(
            (_("Rank"), 1, END),
            (_("Service"), 7),
            (_("Score out of 100"), 2, END),
            (_("Weight assessed"), 2, END),
            (_("Priority"), 2),
        )
        return Table(self._caption("priority-ranking"), columns, rows, row_header=False) if rows else None

    def weights(self) -> Table | None:
        """Return what is asked under each consideration, and what it weighs."""
        w, _ = self._writing, self._writing.gettext
        if self._ranking is None or self._ranking.round is None:
            return None
        criteria = {entry.id: entry.title for entry in self._framework.priorities.criteria}
        rows = tuple(
            (
                w.both(found.title),
                w.runs(" ".join(question.text(w.language) for question in found.questions)) or w.runs("—"),
                w.runs(w.listed(criteria[key].text(w.language) for key in found.criteria if key in criteria))
                or w.runs("—"),
                w.runs(w.percent(self._ranking.weights[found.id] / 100)),
            )
            for found in self.considerations
        )
        columns = w.columns(
            (_("Consideration"), 4), (_("Questions"), 8), (_("Criterion of the policy"), 5), (_("Weight"), 2, END)
        )
        return Table(self._caption("priority-weights"), columns, rows) if rows else None

    def scale(self) -> Table | None:
        """Return what each step of the scale means under each consideration."""
        w, _ = self._writing, self._writing.gettext
        values = sorted({step.value for found in self.considerations for step in found.steps}, reverse=True)
        if not values:
            return None
        labels = {step.value: step.label for found in self.considerations for step in found.steps}
        rows = tuple(
            (w.both(found.title), *(self._meaning(found, value) for value in values)) for found in self.considerations
        )
        steps = [
            (_("{label} ({number})").format(label=labels[value].text(w.language), number=value), 4) for value in values
        ]
        columns = w.columns((_("Consideration"), 3), *steps)
        return Table(w.runs(_("Scale of ratings")), columns, rows)

    def _meaning(self, consideration: Consideration, value: int) -> Runs:
        step = consideration.step(value)
        return self._writing.both(step.meaning) if step else self._writing.runs("—")

    def matrix(self) -> Table | None:
        """Return every ranked service with its rating under each consideration, its score and the decision."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (
                w.runs(w.number(row.rank or 0)),
                w.both(row.name),
                *(self._rating(row, found.id) for found in self.considerations),
                w.runs(self._score_or_range(row)),
                self.decision(row),
            )
            for row in self.ranked
        )
        columns = w.columns(
            (_("Rank"), 1, END),
            (_("Service"), 10),
            *((found.short.text(w.language), 2, CENTRE) for found in self.considerations),
            (_("Score out of 100"), 2, END),
            (_("Priority"), 2),
        )
        if not rows:
            return None
        return shaded(Table(self._caption("priority-ranking"), columns, rows, row_header=False), self._heat(), 2)

    def _heat(self) -> HeatTable:
        """Return the ratings of every ranked service, so that the table shows where the high ones stand."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(w.label(row.name, row.service_id) for row in self.ranked)
        values = tuple(tuple(row.scores.get(found.id) for found in self.considerations) for row in self.ranked)
        return HeatTable(
            text_of_runs(self._caption("priority-ranking")),
            _("Service"),
            tuple(found.short.text(w.language) for found in self.considerations),
            rows,
            values,
            w.language,
            levels=(_("0 not applicable"), _("1 low"), _("2 medium"), _("3 high")),
            blank=_("not assessed"),
            over_time=False,
        )

    def _rating(self, row: RankRow, consideration: str) -> Runs:
        w, _ = self._writing, self._writing.gettext
        value = row.scores.get(consideration)
        return w.runs("—", tone=Tone.WARN) if value is None else w.runs(w.number(value))

    def _score_or_range(self, row: RankRow) -> str:
        """Return the score; of a service that is not assessed throughout, also between what it may come to lie."""
        w, _ = self._writing, self._writing.gettext
        said = w.number(row.score or 0)
        if row.assessed >= 1 or row.score_low is None or row.score_high is None:
            return said
        span = _("{first} to {last}").format(first=w.number(row.score_low), last=w.number(row.score_high))
        return _("{name} ({code})").format(name=said, code=span)

    def ratings(self, row: RankRow) -> Table:
        """Return how one service was rated, with the weight and the analysis of each rating."""
        w, _ = self._writing, self._writing.gettext
        weights = self._ranking.weights if self._ranking else {}
        rows = tuple(
            (
                w.both(found.title),
                self._step(found, row.scores.get(found.id)),
                w.runs(w.percent(weights[found.id] / 100)),
                w.optional(row.analyses[found.id]) if found.id in row.analyses else w.runs("—"),
            )
            for found in self.considerations
        )
        columns = w.columns((_("Consideration"), 4), (_("Rating"), 2), (_("Weight"), 2, END), (_("Analysis"), 8))
        name = row.name.text(w.language).strip() or row.service_id
        return Table(w.runs(_("Ratings of “{name}”").format(name=name)), columns, rows)

    def _step(self, consideration: Consideration, value: int | None) -> Runs:
        w, _ = self._writing, self._writing.gettext
        step = consideration.step(value) if value is not None else None
        if step is None:
            return w.runs(self._framework.priorities.not_assessed.text(w.language), tone=Tone.WARN)
        said = _("{label} ({number})").format(label=step.label.text(w.language), number=step.value)
        return w.runs(said, strong=value == HIGHEST)

    def others(self) -> Table | None:
        """Return the services that are not priority by this round, with the reason where one was written."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (
                w.both(row.name),
                self.score(row),
                self.decision(row),
                self.reason(row),
            )
            for row in (*self.ranked, *self.unranked)
            if not row.decided
        )
        columns = w.columns((_("Service"), 5), (_("Score out of 100"), 2, END), (_("Priority"), 2), (_("Rationale"), 8))
        return Table(w.runs(_("Services that were not chosen")), columns, rows) if rows else None


def how_scored(writing: Writing, framework: Framework, held: RoundCard | None) -> ListBlock:
    """Return how ratings become a score, which scores reach the threshold, and what a score proposes."""
    w, _ = writing, writing.gettext
    bands = sorted(framework.priorities.outcome_bands, key=lambda band: -band.from_score)
    proposed = [_proposed(w, band, above) for band, above in zip(bands, (None, *bands[:-1]), strict=True)]
    items = [
        _("Each consideration is rated from 0 to 3: not applicable, low, medium or high."),
        _("The score is the weighted sum of the ratings as a share of the highest possible sum, out of 100."),
        _(
            "A consideration that is not assessed is left out of the calculation; the score is then followed by the "
            "range in which it would lie once everything is assessed."
        ),
        _("What a score proposes: {list}.").format(list="; ".join(proposed)),
    ]
    if held is not None:
        line = _("A service with a score of {score} or more reaches the threshold of this round.")
        items.insert(3, line.format(score=w.number(held.cut_score)))
    return ListBlock(tuple(ListItem(w.runs(item)) for item in items))


def _proposed(writing: Writing, band: OutcomeBand, above: OutcomeBand | None) -> str:
    """Return which scores propose what; the lowest scores are those below the band above."""
    _, label = writing.gettext, band.label.text(writing.language)
    if above is not None and not band.from_score:
        return _("below {score}, “{label}”").format(score=writing.number(above.from_score), label=label)
    return _("{score} or more, “{label}”").format(score=writing.number(band.from_score), label=label)
