"""The tables that the strategy's own data and the framework fill, by their ids in the framework."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.documents.builders import statuses
from app.documents.builders.annex_tables import AnnexTables
from app.documents.builders.pictures import e_services_indicator
from app.documents.builders.selection_tables import SelectionTables
from app.documents.builders.timelines import initiative_timeline
from app.documents.tree import Align, Runs, Table, Tone
from app.framework.parts import Unit
from app.typography import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.documents.builders.writing import Writing
    from app.documents.content import MandatoryEntry, StrategyContent, TargetEntry
    from app.framework.framework import Framework

END = Align.END


class StrategyTables:
    """Tables of the strategy in one language; None where there is nothing to show."""

    def __init__(self, writing: Writing, content: StrategyContent, printed: frozenset[str]) -> None:
        """Make the tables; ``printed`` are the ids of the headings that the document prints."""
        self._writing = writing
        self._content = content
        self._annexes = AnnexTables(writing, content, printed)
        self._selection = SelectionTables(writing, content.framework, content.ranking)

    @property
    def _framework(self) -> Framework:
        return self._content.framework

    def make(self, table_id: str) -> Table | None:
        """Return a table by its id; None when the strategy does not fill it or holds nothing for it."""
        return self._makers[table_id]() if table_id in self._makers else None

    def is_known(self, table_id: str) -> bool:
        """Whether the strategy's own data or the framework fill a table."""
        return table_id in self._makers

    @cached_property
    def _makers(self) -> dict[str, Callable[[], Table | None]]:
        return {
            "objectives": self._objectives,
            "initiatives": self._initiatives,
            "work-plan": self._work_plan,
            "initiative-timeline": self._initiative_timeline,
            "targets": self._targets,
            "indicators": self._indicators,
            "e-services-plan": self._e_services_plan,
            "priority-services": self._selection.priority_services,
            "priority-ranking": self._selection.ranking,
            "priority-weights": self._selection.weights,
            "review-calendar": self._review_calendar,
            "engagement-actions": self._engagement,
            "mandatory-services": self._mandatory,
            **self._annexes.makers(),
        }

    def _caption(self, table_id: str) -> Runs:
        return self._writing.both(self._framework.table(table_id).title)

    def _objectives(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        rows = []
        for objective in self._content.objectives:
            targets = [target for target in self._content.targets if target.objective == objective.key]
            said = "\n".join(self._aims(targets))
            rows.append((w.both(objective.name), w.optional(objective.expected_result), w.runs(said) or w.nothing()))
        columns = w.columns((_("Objective"), 3), (_("Expected result"), 4), (_("Indicators and targets"), 5))
        return Table(self._caption("objectives"), columns, tuple(rows)) if rows else None

    def _aims(self, targets: list[TargetEntry]) -> list[str]:
        """Return a line an indicator, with its targets year by year."""
        w, _ = self._writing, self._writing.gettext
        lines = []
        for indicator in self._framework.indicators:
            aims = [
                _("{value} ({year})")
                .format(value=statuses.value(w, t.value, indicator.unit), year=w.year(t.year))
                .replace(" ", "\u00a0")  # a value stays with its year
                for t in targets
                if t.indicator == indicator.id
            ]
            if aims:
                title = indicator.title.text(w.language)
                lines.append(_("{label}: {value}").format(label=title, value=", ".join(aims)))
        return lines

    def _completion(self, index: int) -> Runs:
        w = self._writing
        day = self._content.initiatives[index].completion_on
        return w.runs(w.date(day)) if day else w.nothing()

    def _initiatives(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (
                w.both(entry.name),
                w.optional(entry.service) if not entry.service.is_blank else w.runs(_("all services")),
                w.runs(w.year_as_written(entry.first_year)) or w.nothing(),
                self._completion(index),
                statuses.progress(w, self._framework, entry.status),
            )
            for index, entry in enumerate(self._content.initiatives)
        )
        columns = w.columns(
            (_("Initiative"), 4), (_("Services concerned"), 3), (_("Starts"), 2), (_("Completion"), 2), (_("Status"), 2)
        )
        return Table(self._caption("initiatives"), columns, rows) if rows else None

    def _work_plan(self) -> Table | None:
        """Return the work plan in the guidance's columns."""
        w, _ = self._writing, self._writing.gettext
        names = {objective.key: objective.name for objective in self._content.objectives}
        rows = tuple(
            (
                w.both(entry.name),
                w.both(names[entry.objective]) if entry.objective in names else w.nothing(),
                w.optional(entry.actions),
                w.optional(entry.responsible),
                self._completion(index),
                statuses.progress(w, self._framework, entry.status),
            )
            for index, entry in enumerate(self._content.initiatives)
        )
        columns = w.columns(
            (_("Name of initiative"), 4),
            (_("Objectives"), 3),
            (w.pgettext("work plan", "Actions"), 8),
            (_("Area responsible for the initiative"), 3),
            (_("Expected completion date"), 3),
            (_("Status"), 3),
        )
        return Table(self._caption("work-plan"), columns, rows) if rows else None

    def _initiative_timeline(self) -> Table | None:
        return initiative_timeline(self._writing, self._content, self._caption("initiative-timeline"))

    def _targets(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        targets = {(target.indicator, target.year): target.value for target in self._content.targets}
        years = sorted({year for _indicator, year in targets})
        rows = []
        for indicator in self._framework.indicators:
            if not any((indicator.id, year) in targets for year in years):
                continue
            figure = self._content.years[self._content.frame.year].figures.figure(indicator.id)
            cells = [
                w.runs(statuses.value(w, targets[indicator.id, year], indicator.unit))
                if (indicator.id, year) in targets
                else w.runs("—")
                for year in years
            ]
            rows.append((w.both(indicator.title), w.runs(w.figure(figure)), *cells))
        if not rows:
            return None
        now = _("Result, {year}").format(year=w.year(self._content.frame.year))
        titles = [_("Target, {year}").format(year=w.year(year)) for year in years]
        columns = w.columns((_("Indicator"), 6), (now, 2, END), *((title, 2, END) for title in titles))
        return Table(self._caption("targets"), columns, tuple(rows))

    def _indicators(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        figures = self._content.years[self._content.frame.year].figures
        rows = []
        for indicator in self._framework.indicators:
            figure = figures.figure(indicator.id)
            clauses = w.listed(r.clause for r in self._framework.requirements_of(indicator.id))
            target = w.runs(statuses.value(w, figure.target, figure.unit)) if figure.target is not None else w.runs("—")
            rows.append(
                (
                    w.both(indicator.title),
                    w.runs(clauses) or w.runs("—"),
                    w.runs(w.figure(figure)),
                    w.runs(statuses.computed_from(w, figure)),
                    target,
                )
            )
        columns = w.columns(
            (_("Indicator"), 6),
            (_("Requirement"), 2),
            (_("Result, {year}").format(year=w.year(self._content.frame.year)), 2, END),
            (_("Computed from"), 3, END),
            (_("Target"), 2, END),
        )
        return Table(self._caption("indicators"), columns, tuple(rows)) if rows else None

    def _e_services_plan(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        followed = e_services_indicator(self._content.targets)
        targets = {t.year: t.value for t in self._content.targets if t.indicator == followed}
        results = {
            year: content.figures.figure(followed) for year, content in self._content.years.items() if content.covered
        }
        rows = []
        for year in sorted({*targets, *results}):
            figure = results.get(year)
            rows.append(
                (
                    w.runs(w.year(year)),
                    w.runs(w.figure(figure)) if figure else w.runs("—"),
                    w.runs(statuses.computed_from(w, figure)) if figure else w.runs("—"),
                    w.runs(statuses.value(w, targets[year], Unit.RATIO)) if year in targets else w.runs("—"),
                )
            )
        columns = w.columns(
            (_("Fiscal year"), 3), (_("Result"), 2, END), (_("Computed from"), 3, END), (_("Target"), 2, END)
        )
        return Table(self._caption("e-services-plan"), columns, tuple(rows)) if rows else None

    def _review_calendar(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        services = [s for s in self._content.years[self._content.frame.year].covered if s.is_priority]
        services.sort(key=lambda s: sort_key(s.name.text(w.language), w.language))
        rows = tuple(
            (
                w.both(service.name),
                w.runs(w.year_as_written(service.text("last_service_review"))) or w.nothing(),
                w.runs(w.year_as_written(service.text("last_service_improvement"))) or w.nothing(),
            )
            for service in services
        )
        columns = w.columns((_("Priority service"), 6), (_("Last review"), 3), (_("Last improvement"), 3))
        return Table(self._caption("review-calendar"), columns, rows) if rows else None

    def _engagement(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        rows = []
        for entry in self._content.engagement:
            years = list(dict.fromkeys(w.year_as_written(year) for year in (entry.first_year, entry.last_year) if year))
            period = _("{first} to {last}").format(first=years[0], last=years[-1]) if len(years) > 1 else "".join(years)
            approved = w.nothing()
            if entry.approved.name and entry.approved.on:
                approved = w.person_on(entry.approved.name, entry.approved.on)
            rows.append((w.runs(period) or w.nothing(), w.marked_up(entry.actions), approved))
        columns = w.columns((_("Fiscal years"), 3), (_("Actions"), 7), (_("Approved by"), 3))
        return Table(self._caption("engagement-actions"), columns, tuple(rows)) if rows else None

    def _reason(self, entry: MandatoryEntry) -> Runs:
        """Return why a service is not used; one that is used needs no reason."""
        w = self._writing
        return w.runs("—") if entry.adopted == "Y" and entry.reason.is_blank else w.optional(entry.reason)

    def _mandatory(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        answers = {"Y": w.runs(_("Yes"), tone=Tone.GOOD), "N": w.runs(_("No"), tone=Tone.BAD)}
        rows = tuple(
            (w.both(entry.name), answers.get(entry.adopted, w.nothing()), self._reason(entry))
            for entry in sorted(self._content.mandatory, key=lambda e: sort_key(e.name.text(w.language), w.language))
        )
        columns = w.columns((_("Mandatory service"), 5), (_("Adopted"), 2), (_("Reason"), 5))
        return Table(self._caption("mandatory-services"), columns, rows) if rows else None
