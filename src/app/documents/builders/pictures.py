"""The charts of the documents, by their ids in the framework."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.documents.builders.inventory_tables import summed
from app.documents.builders.names import CHANNELS, COUNTS, code_label, list_of
from app.documents.charts import Chart, ChartKind, Series, SeriesRole, Unit
from app.documents.findings import alternative_text
from app.documents.tree import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.documents.builders.writing import Writing
    from app.documents.content import TargetEntry, YearContent
    from app.documents.tree import Table
    from app.framework.framework import Framework
    from app.priorities.cards import Ranking
    from model.fiscal_year import FiscalYear

_E_SERVICES = ("online_end_to_end", "online_end_to_end_applicable", "online_end_to_end_after_exclusions")
_OVER_YEARS = frozenset({"channel-mix", "e-services-trend", "e-services-target", "standards-results"})
_OF_THE_ROUND = frozenset({"priority-ranking"})  # charts that need no record of the inventory
_SHOWN = 12  # bars in a ranking
_REST = "num_applications_by_other"
_SEGMENTS = 4  # channels shown for themselves in a mix; the others are summed


class Pictures:
    """Charts of one fiscal year in one language; None where there is nothing to show."""

    def __init__(
        self,
        writing: Writing,
        framework: Framework,
        years: Mapping[FiscalYear, YearContent],
        year: FiscalYear,
        *,
        targets: Sequence[TargetEntry] = (),
        ranking: Ranking | None = None,
    ) -> None:
        """Make the charts of ``year``; ``years`` holds earlier ones too, for comparison."""
        self._writing = writing
        self._framework = framework
        self._years = years
        self._year = year
        self._targets = targets
        self._ranking = ranking

    def make(self, chart_id: str) -> Figure | None:
        """Return a figure by its id; None when it is not known or holds nothing."""
        makers: dict[str, Callable[[str], Chart | None]] = {
            "services-by-type": self._services_by_type,
            "channel-mix": self._channel_mix,
            "volume-by-channel": self._volume_by_channel,
            "e-services-trend": self._e_services_trend,
            "e-services-target": self._e_services_target,
            "standards-results": self._standards_results,
            "priority-ranking": self._priority_ranking,
        }
        if chart_id not in makers or (self._year not in self._years and chart_id not in _OF_THE_ROUND):
            return None
        title = self._writing.set(self._framework.chart(chart_id).title.text(self._writing.language))
        chart = makers[chart_id](title)
        if chart is None:
            return None
        return Figure(chart, alternative_text(chart), self._writing.runs(chart.title))

    def _titled(self, title: str) -> str:
        _ = self._writing.gettext
        return _("{title}, {year}").format(title=title, year=self._writing.year(self._year))

    def _chart(
        self,
        kind: ChartKind,
        title: str,
        categories: Sequence[str],
        series: Sequence[Series],
        *,
        measure: str,
        unit: Unit = Unit.COUNT,
        over_time: bool = False,
    ) -> Chart:
        set_text = self._writing.set
        named, language = tuple(map(set_text, categories)), self._writing.language
        return Chart(kind, title, named, tuple(series), language, unit, set_text(measure), over_time=over_time)

    def _services_by_type(self, title: str) -> Chart | None:
        _ = self._writing.gettext
        services = self._years[self._year].covered
        counted = Counter(code for service in services for code in service.codes("service_type"))
        if not counted:
            return None
        order = sorted(counted, key=lambda code: (-counted[code], code))
        names = [code_label(list_of("service_type"), code).text(self._writing.language) for code in order]
        values = tuple(float(counted[code]) for code in order)
        return self._chart(
            ChartKind.BAR,
            self._titled(title),
            names,
            [Series(self._writing.year(self._year), values)],
            measure=_("Number of services"),
        )

    def _volume_by_channel(self, title: str) -> Chart | None:
        """Return applications and enquiries; visits, a hundred times as many, would leave no bar to be read."""
        _ = self._writing.gettext
        years = [year for year in (self._year - 1, self._year) if year in self._years and self._years[year].services]
        volumes = {
            name: [summed(self._years[year].covered, name) for year in years]
            for name in COUNTS
            if name != "num_website_visits"
        }
        offered = {name: sums for name, sums in volumes.items() if any(one.written != "NA" for one in sums)}
        series = [
            Series(
                self._writing.year(year),
                tuple(_value(sums[at].value) for sums in offered.values()),
                SeriesRole.RESULT if year == self._year else SeriesRole.EARLIER,
            )
            for at, year in enumerate(years)
        ]
        if not any(value for one in series for value in one.values):
            return None
        return self._chart(
            ChartKind.BAR,
            self._titled(title),
            [_(COUNTS[name]) for name in offered],
            series,
            measure=_("Number of applications and enquiries"),
        )

    def _channel_mix(self, title: str) -> Chart | None:
        """Return the share of each channel in the applications of each year; small ones are summed."""
        _ = self._writing.gettext
        years = [year for year in sorted(self._years) if year <= self._year and self._years[year].covered]
        volumes = {name: [summed(self._years[year].covered, name).value or 0 for year in years] for name in CHANNELS}
        totals = [sum(volumes[name][at] for name in CHANNELS) for at in range(len(years))]
        if not any(totals):
            return None
        named = [name for name in CHANNELS if name != _REST and any(volumes[name])]
        order = sorted(named, key=lambda name: -sum(volumes[name]))
        own, others = order[:_SEGMENTS], [*order[_SEGMENTS:], _REST]
        series = [Series(self._writing.set(_(CHANNELS[name])), _shares(volumes[name], totals)) for name in own]
        rest = [sum(volumes[name][at] for name in others) for at in range(len(years))]
        if any(rest):
            series.append(Series(self._writing.set(_(CHANNELS[_REST])), _shares(rest, totals)))
        names = [self._writing.year(year) for year in years]
        return self._chart(
            ChartKind.STACKED,
            title,
            names,
            series,
            measure=_("Share of applications"),
            unit=Unit.SHARE,
            over_time=True,
        )

    def _proportions(self) -> dict[FiscalYear, float | None]:
        return {
            year: _value(content.figures.figure(e_services_indicator(self._targets)).value)
            for year, content in sorted(self._years.items())
            if year <= self._year and content.covered
        }

    def _e_services_trend(self, title: str) -> Chart | None:
        _ = self._writing.gettext
        found = self._proportions()
        if not any(value is not None for value in found.values()):
            return None
        names = [self._writing.year(year) for year in found]
        return self._chart(
            ChartKind.BAR,
            title,
            names,
            [Series(title, tuple(found.values()))],
            measure=_("Share of services"),
            unit=Unit.SHARE,
            over_time=True,
        )

    def _e_services_target(self, title: str) -> Chart | None:
        _ = self._writing.gettext
        found = self._proportions()
        targets = {t.year: t.value for t in self._targets if t.indicator == e_services_indicator(self._targets)}
        years = sorted({*found, *targets})
        if not targets or not years:
            return None
        series = [
            Series(_("Result"), tuple(found.get(year) for year in years)),
            Series(_("Target"), tuple(targets.get(year) for year in years), SeriesRole.TARGET),
        ]
        return self._chart(
            ChartKind.LINE,
            title,
            [self._writing.year(year) for year in years],
            series,
            measure=_("Share of services"),
            unit=Unit.SHARE,
        )

    def _standards_results(self, title: str) -> Chart | None:
        _ = self._writing.gettext
        years = [year for year in sorted(self._years) if year <= self._year and self._years[year].covered]
        found = {year: _value(self._years[year].figures.figure("standards_met").value) for year in years}
        if not any(value is not None for value in found.values()):
            return None
        names = [self._writing.year(year) for year in years]
        return self._chart(
            ChartKind.BAR,
            title,
            names,
            [Series(title, tuple(found.values()))],
            measure=_("Share of standards with a result"),
            unit=Unit.SHARE,
            over_time=True,
        )

    def _priority_ranking(self, title: str) -> Chart | None:
        _ = self._writing.gettext
        rows = [row for row in self._ranking.rows if row.rank is not None] if self._ranking else []
        if not rows:
            return None
        if len(rows) > _SHOWN:
            title = self._writing.set(_("{title} (first {shown} of {count})")).format(
                title=title, shown=self._writing.number(_SHOWN), count=self._writing.number(len(rows))
            )
        rows = sorted(rows, key=lambda row: row.rank or 0)[:_SHOWN]
        names = [self._writing.label(row.name, row.service_id) for row in rows]
        values = tuple(float(row.score) if row.score is not None else None for row in rows)
        return self._chart(ChartKind.BAR, title, names, [Series(title, values)], measure=_("Score out of 100"))


def years_shown(
    shown_id: str, block: Table | Figure, years: Mapping[FiscalYear, YearContent], year: FiscalYear
) -> tuple[FiscalYear, ...]:
    """Return the years before ``year`` whose figures a table or chart of the inventory shows."""
    covered = tuple(other for other, content in sorted(years.items()) if other < year and content.covered)
    if shown_id == "e-services-plan":
        return covered
    if shown_id == "volume-by-channel":
        return tuple(other for other in covered if other == year - 1)
    return covered if isinstance(block, Figure) and shown_id in _OVER_YEARS else ()


def e_services_indicator(targets: Sequence[TargetEntry]) -> str:
    """Return the indicator that the strategy follows for the proportion of e-services: the one with targets."""
    aimed = {target.indicator for target in targets}
    return next((indicator for indicator in _E_SERVICES if indicator in aimed), _E_SERVICES[0])


def _value(value: float | None) -> float | None:
    return None if value is None else float(value)


def _shares(values: Sequence[int], totals: Sequence[int]) -> tuple[float | None, ...]:
    return tuple(value / total if total else None for value, total in zip(values, totals, strict=True))
