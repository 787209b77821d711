"""The tables of the yearly self-assessment: ratings, indicators, evidence, corrective actions, progress."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.assessment.cards import NOT_RATED
from app.documents.builders import statuses
from app.documents.charts import Chart, ChartKind, Series, SeriesRole
from app.documents.findings import alternative_text
from app.documents.grids import HeatTable, shaded
from app.documents.tree import Align, Figure, Run, Table, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.assessment.cards import ActionCard, RequirementCard
    from app.documents.builders.writing import Writing
    from app.documents.content import InitiativeEntry
    from app.documents.progress_content import ProgressContent
    from app.documents.tree import Runs
    from app.indicators.measure import Figure as Measured
    from app.indicators.measure import IndicatorSet

END = Align.END


class AssessmentTables:
    """Tables of one year's self-assessment in one language; None where there is nothing to show."""

    def __init__(self, writing: Writing, content: ProgressContent) -> None:
        """Make the tables of ``content``."""
        self._writing = writing
        self._content = content
        self._framework = content.framework
        self._year = content.frame.year

    @cached_property
    def figures(self) -> IndicatorSet:
        """Return the indicators of the year."""
        return self._content.years[self._year].figures

    def name(self, row: RequirementCard) -> str:
        """Return a requirement by its clause and title."""
        _ = self._writing.gettext
        return _("{clause} {title}").format(clause=row.clause, title=row.title.text(self._writing.language))

    def ratings(self) -> Table:
        """Return every requirement with its rating, last year's, and how it moved."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (
                w.runs(self.name(row)),
                w.runs(self._rated(row.last, "—")),
                w.runs(self._rated(row.rating, _("not rated yet")), strong=True),
                statuses.trend(w, row.trend),
                w.runs(w.number(sum(action.is_open for action in row.actions)) if row.actions else "—"),
            )
            for row in self._content.requirements
        )
        columns = w.columns(
            (_("Requirement"), 7),
            (_("Rating, {year}").format(year=w.year(self._year - 1)), 5),
            (_("Rating, {year}").format(year=w.year(self._year)), 5),
            (_("Trend"), 3),
            (_("Open actions"), 3, END),
        )
        return shaded(Table(w.runs(_("Ratings of the requirements")), columns, rows), self._heat(), 1)

    def _rated(self, code: str, nothing: str) -> str:
        return self._framework.rating(code).label.text(self._writing.language) if code else nothing

    def _heat(self) -> HeatTable:
        """Return the ratings of this year and the last one by their points, so that the table shows what moved."""
        w, _ = self._writing, self._writing.gettext
        steps = sorted((step for step in self._framework.ratings if step.points), key=lambda step: step.points or 0)
        levels = {step.code: at for at, step in enumerate(steps)}
        return HeatTable(
            _("Ratings of the requirements"),
            _("Requirement"),
            (w.year(self._year - 1), w.year(self._year)),
            tuple(row.clause for row in self._content.requirements),
            tuple((levels.get(row.last), levels.get(row.rating)) for row in self._content.requirements),
            w.language,
            levels=tuple(w.set(step.label.text(w.language)) for step in steps),
            blank=_("not rated yet"),
        )

    def rating_chart(self) -> Figure | None:
        """Return how many requirements have each rating, this year and last."""
        w, _ = self._writing, self._writing.gettext
        steps = [step for step in self._framework.ratings if step.code != NOT_RATED]
        now = [row.rating for row in self._content.requirements]
        last = [row.last for row in self._content.requirements]
        if not any(code == step.code for code in now for step in steps):
            return None
        series = [
            Series(w.year(year), tuple(float(codes.count(step.code)) for step in steps), role)
            for year, codes, role in (
                (self._year - 1, last, SeriesRole.EARLIER),
                (self._year, now, SeriesRole.RESULT),
            )
            if any(codes)
        ]
        names = tuple(w.set(step.label.text(w.language)) for step in steps)
        title, measure = w.set(_("Requirements by rating")), w.set(_("Number of requirements"))
        chart = Chart(ChartKind.BAR, title, names, tuple(series), w.language, measure=measure)
        return Figure(chart, alternative_text(chart), w.runs(title))

    def scale(self) -> Table:
        """Return the scale of ratings."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (statuses.rating(w, self._framework, step.code, strong=True), w.both(step.meaning))
            for step in self._framework.ratings
        )
        return Table(w.runs(_("Scale of ratings")), w.columns((_("Rating"), 3), (_("Meaning"), 9)), rows)

    def gaps(self) -> Table | None:
        """Return the indicators for which records were left out."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (
                w.both(self._framework.indicator(figure.id).title),
                w.runs(statuses.computed_from(w, figure)),
                w.runs(w.number(figure.unknown)),
                w.runs(w.number(figure.excluded)),
            )
            for figure in self.figures.figures
            if figure.unknown or figure.excluded
        )
        columns = w.columns(
            (_("Indicator"), 6),
            (_("Computed from"), 3, END),
            (_("Left out, no data"), 2, END),
            (_("Left out, with a reason"), 2, END),
        )
        return Table(w.runs(_("Records left out of the indicators")), columns, rows) if rows else None

    def indicators(self, row: RequirementCard) -> Table | None:
        """Return the indicators that bear on a requirement, against last year and against their targets."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (
                w.both(self._framework.indicator(figure.id).title),
                w.runs(statuses.shown(w, figure.previous, figure.unit)),
                w.runs(w.figure(figure)),
                w.runs(statuses.computed_from(w, figure)),
                w.runs(statuses.aim(w, figure)),
                statuses.result(w, figure),
            )
            for figure in row.figures
        )
        columns = w.columns(
            (_("Indicator"), 6),
            (w.year(self._year - 1), 2, END),
            (w.year(self._year), 2, END),
            (_("Computed from"), 3, END),
            (_("Target"), 3, END),
            (_("Status"), 4),
        )
        title = _("Indicators of requirement {clause}").format(clause=row.clause)
        return Table(w.runs(title), columns, rows) if rows else None

    def actions(self, row: RequirementCard) -> Table | None:
        """Return the corrective actions of a requirement."""
        w, _ = self._writing, self._writing.gettext
        title = _("Corrective actions on requirement {clause}").format(clause=row.clause)
        rows = tuple(self._action(action) for action in row.actions)
        columns = w.columns(
            (_("Corrective action"), 6), (_("Origin"), 3), (_("Lead"), 4), (_("Due"), 2), (_("Status"), 2)
        )
        return Table(w.runs(title), columns, rows) if rows else None

    def all_actions(self) -> Table | None:
        """Return every corrective action, by requirement."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (w.runs(self.name(row)), *self._action(action))
            for row in self._content.requirements
            for action in row.actions
        )
        columns = w.columns(
            (_("Requirement"), 4),
            (_("Corrective action"), 7),
            (_("Origin"), 3),
            (_("Lead"), 4),
            (_("Due"), 2),
            (_("Status"), 2),
        )
        return Table(w.runs(_("Corrective actions")), columns, rows) if rows else None

    def _action(self, action: ActionCard) -> tuple[Runs, ...]:
        w, _ = self._writing, self._writing.gettext
        origins = {"own": _("The department’s own finding"), "secretary": _("A request of the Secretary")}
        status = statuses.progress(w, self._framework, action.status)
        if action.is_overdue:
            status = (*status, Run("\n", w.language), *w.runs(_("past its date"), tone=Tone.BAD))
        return (
            w.both(action.action),
            w.runs(origins[action.origin]) if action.origin in origins else w.nothing(),
            w.person(action.owner) or w.nothing(),
            w.runs(w.date(action.due)) if action.due else w.nothing(),
            status,
        )

    def initiatives(self) -> Table | None:
        """Return the initiatives of the strategy with their state."""
        w, _ = self._writing, self._writing.gettext
        names = {objective.key: objective.name for objective in self._content.objectives}
        rows = tuple(
            (
                w.both(entry.name),
                w.both(names[entry.objective]) if entry.objective in names else w.nothing(),
                w.optional(entry.responsible),
                w.runs(w.date(entry.completion_on)) if entry.completion_on else w.nothing(),
                statuses.progress(w, self._framework, entry.status),
            )
            for entry in self._by_objective()
        )
        columns = w.columns(
            (_("Initiative"), 5),
            (_("Objective"), 4),
            (_("Area responsible for the initiative"), 3),
            (_("Expected completion date"), 2),
            (_("Status"), 2),
        )
        return Table(w.runs(_("Progress on the initiatives of the strategy")), columns, rows) if rows else None

    def _by_objective(self) -> Sequence[InitiativeEntry]:
        order = [objective.key for objective in self._content.objectives]
        known = {key: at for at, key in enumerate(order)}
        return sorted(self._content.initiatives, key=lambda entry: known.get(entry.objective, len(order)))

    def targets(self) -> Table | None:
        """Return the targets of the year with their results, and the next year's."""
        w, _ = self._writing, self._writing.gettext
        held = {(target.indicator, target.year): target.value for target in self._content.targets}
        rows = tuple(
            (
                w.both(self._framework.indicator(figure.id).title),
                w.runs(statuses.shown(w, figure.previous, figure.unit)),
                w.runs(w.figure(figure)),
                w.runs(self._target(held.get((figure.id, self._year)), figure)),
                statuses.result(w, figure) if held.get((figure.id, self._year)) is not None else w.runs("—"),
                w.runs(self._target(held.get((figure.id, self._year + 1)), figure)),
            )
            for figure in self.figures.figures
            if {(figure.id, self._year), (figure.id, self._year + 1)} & set(held)
        )
        columns = w.columns(
            (_("Indicator"), 6),
            (_("Result, {year}").format(year=w.year(self._year - 1)), 2, END),
            (_("Result, {year}").format(year=w.year(self._year)), 2, END),
            (_("Target, {year}").format(year=w.year(self._year)), 2, END),
            (_("Status"), 4),
            (_("Target, {year}").format(year=w.year(self._year + 1)), 2, END),
        )
        return Table(w.runs(_("Progress on the targets of the strategy")), columns, rows) if rows else None

    def _target(self, number: float | None, figure: Measured) -> str:
        return "—" if number is None else statuses.value(self._writing, number, figure.unit)

    def all_indicators(self) -> Table:
        """Return every indicator with what it counts and what it was computed from."""
        w, _ = self._writing, self._writing.gettext
        rows = []
        for figure in self.figures.figures:
            indicator = self._framework.indicator(figure.id)
            clauses = w.listed(found.clause for found in self._framework.requirements_of(figure.id))
            rows.append(
                (
                    w.both(indicator.title),
                    w.both(indicator.text),
                    w.runs(clauses) or w.runs("—"),
                    w.runs(w.figure(figure)),
                    w.runs(statuses.computed_from(w, figure)),
                    w.runs(w.number(figure.unknown)),
                    w.runs(w.number(figure.excluded)),
                    w.runs(statuses.aim(w, figure)),
                )
            )
        columns = w.columns(
            (_("Indicator"), 7),
            (_("What it counts"), 14),
            (_("Requirement"), 2),
            (_("Result"), 2, END),
            (_("Computed from"), 3, END),
            (_("Left out, no data"), 2, END),
            (_("Left out, with a reason"), 2, END),
            (_("Target"), 2, END),
        )
        return Table(w.runs(_("Indicators and how they are counted")), columns, tuple(rows))
