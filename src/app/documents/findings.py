"""What a picture shows, in a few sentences: the highest, the trend, the change; not its axes nor every figure.

The figures themselves stand in a table nearby. Sentences are made in the picture's own language.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.documents.charts import Chart, ChartKind, Picture, Scatter, Series, SeriesRole, Unit
from app.formats import format_number, format_percent, percentage, rounded
from app.i18n import catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from model.language import Language

_SPOKEN = 4  # series that are spoken of one by one
_NAMED = 3  # names given where several share the first place
_CLEAR = 0.5  # a rank correlation from which on two figures are said to go together


def alternative_text(picture: Picture) -> str:
    """Return what ``picture`` shows, in its language."""
    if isinstance(picture, Scatter):
        return " ".join(_of_points(picture))
    return " ".join(_Teller(picture).sentences())


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure that is there, and its category."""

    at: int
    value: float


class _Teller:
    """Says what one chart shows."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._gettext = catalog(chart.language).gettext
        self._ngettext = catalog(chart.language).ngettext
        self._results = [series for series in chart.series if series.role is SeriesRole.RESULT]
        self._earlier = next((series for series in chart.series if series.role is SeriesRole.EARLIER), None)
        self._target = next((series for series in chart.series if series.role is SeriesRole.TARGET), None)

    def sentences(self) -> Iterator[str]:
        _ = self._gettext
        yield {
            ChartKind.BAR: _("Bar chart: {title}."),
            ChartKind.STACKED: _("Stacked bar chart: {title}."),
            ChartKind.LINE: _("Line chart: {title}."),
        }[self._chart.kind].format(title=self._chart.title)
        if self._chart.kind is ChartKind.STACKED:
            yield from self._of_parts()
        elif self._chart.is_over_time:
            yield from (self._named(series, self._trend(series)) for series in self._results[:_SPOKEN])
        else:
            yield from (self._named(series, self._extremes(series)) for series in self._results[:_SPOKEN])
            yield from self._change_since()
        if self._target is not None and self._results:
            yield from self._against(self._results[0], self._target)
        yield from self._gaps()

    def _named(self, series: Series, said: str) -> str:
        """Return a sentence on a series, named where there are several."""
        return f"{series.name} – {said}." if len(self._chart.series) > 1 else f"{said[:1].upper()}{said[1:]}."

    def _known(self, series: Series) -> list[_Known]:
        return [_Known(at, value) for at, value in enumerate(series.values) if value is not None]

    def _trend(self, series: Series) -> str:
        _, chart, known = self._gettext, self._chart, self._known(series)
        if len(known) < 2:
            return self._extremes(series)
        first, last = known[0], known[-1]
        before, after = chart.written(first.value), chart.written(last.value)
        if before == after:
            said = _("from {first} ({start}) to {last} ({end}), unchanged")
        elif last.value > first.value:
            said = _("from {first} ({start}) to {last} ({end}), up by {change}")
        else:
            said = _("from {first} ({start}) to {last} ({end}), down by {change}")
        names, change = chart.categories, self._change(first.value, last.value)
        told = said.format(first=before, start=names[first.at], last=after, end=names[last.at], change=change)
        return told + self._between(known)

    def _between(self, known: Sequence[_Known]) -> str:
        """Return what a line from the first to the last figure would not show: a peak or a low between them."""
        _, chart = self._gettext, self._chart
        ends = (known[0].value, known[-1].value)
        peak, low = (most(known, key=lambda one: one.value) for most in (max, min))
        said = ""
        if peak.value > max(ends):
            said += _(", with a peak of {value} ({name})").format(
                value=chart.written(peak.value), name=chart.categories[peak.at]
            )
        if low.value < min(ends):
            said += _(", with a low of {value} ({name})").format(
                value=chart.written(low.value), name=chart.categories[low.at]
            )
        return said

    def _change(self, before: float, after: float) -> str:
        """Return a difference as its reader would take it from the figures that are written."""
        chart, decimals = self._chart, self._chart.decimals
        if chart.unit is Unit.SHARE:
            points = abs(percentage(after, decimals) - percentage(before, decimals))
            whole = points == points.to_integral_value()
            count = format_number(points, chart.language, decimals=0 if whole and not decimals else max(decimals, 1))
            number = int(points) if whole else 2  # of a fraction the many are spoken of, in both languages
            return self._ngettext("{count} percentage point", "{count} percentage points", number).format(count=count)
        said = format_number(
            abs(rounded(after, decimals) - rounded(before, decimals)), chart.language, decimals=decimals
        )
        if before > 0:
            said += f" ({format_percent(abs(after - before) / before, chart.language)})"
        return said

    def _extremes(self, series: Series) -> str:
        _, chart, known = self._gettext, self._chart, self._known(series)
        if not known:
            return _("no data")
        values = [one.value for one in known]
        highest, lowest = chart.written(max(values)), chart.written(min(values))
        first = self._list(chart.categories[one.at] for one in known if chart.written(one.value) == highest)
        if highest == lowest:
            return _("{value} everywhere").format(value=highest) if len(known) > 1 else f"{first}, {highest}"
        last = self._list(chart.categories[one.at] for one in known if chart.written(one.value) == lowest)
        return _("highest {highest} ({first}), lowest {lowest} ({last})").format(
            highest=highest, first=first, lowest=lowest, last=last
        )

    def _list(self, names: Iterable[str]) -> str:
        return _named(names, self._chart.language)

    def _change_since(self) -> Iterator[str]:
        if self._earlier is None or not self._results:
            return
        _, chart, now, then = self._gettext, self._chart, self._results[-1], self._earlier
        both = [
            (at, before, after)
            for at, (before, after) in enumerate(zip(then.values, now.values, strict=True))
            if before is not None and after is not None and before != after
        ]
        if both:
            at, before, after = max(both, key=lambda one: abs(one[2] - one[1]))
            yield _("Largest change since {earlier}: {name}, from {first} to {last}.").format(
                earlier=then.name,
                name=chart.categories[at],
                first=chart.written(before),
                last=chart.written(after),
            )

    def _of_parts(self) -> Iterator[str]:
        _, chart = self._gettext, self._chart
        filled = [
            at for at in range(len(chart.categories)) if any(series.values[at] is not None for series in chart.series)
        ]
        if not filled:
            return
        shown = filled[-1:] if chart.is_over_time else filled[:_SPOKEN]
        for at in shown:
            largest = max(chart.series, key=lambda series: series.values[at] or 0)
            yield _("Largest part ({category}): {name}, {value}.").format(
                category=chart.categories[at], name=largest.name, value=chart.written(largest.values[at])
            )
        if chart.is_over_time and len(filled) > 1:
            yield self._moved(filled[0], filled[-1])

    def _moved(self, first: int, last: int) -> str:
        """Return which part changed most between two categories."""
        _, chart = self._gettext, self._chart

        def change(series: Series) -> float:
            return (series.values[last] or 0) - (series.values[first] or 0)

        moved = max(chart.series, key=lambda series: abs(change(series)))
        before, after = (chart.written(moved.values[at] or 0) for at in (first, last))
        if before == after:
            return _("Hardly any part has changed since {category}.").format(category=chart.categories[first])
        return _("Largest change since {earlier}: {name}, from {first} to {last}.").format(
            earlier=chart.categories[first], name=moved.name, first=before, last=after
        )

    def _against(self, result: Series, target: Series) -> Iterator[str]:
        """Say how the newest result that has a target compares with it, and what is aimed at last."""
        _, chart = self._gettext, self._chart
        both = [
            (at, value, aim)
            for at, (value, aim) in enumerate(zip(result.values, target.values, strict=True))
            if value is not None and aim is not None
        ]
        if both and chart.is_over_time:
            at, value, aim = both[-1]
            said = _("{result} against a target of {target} ({name}): reached exactly.")
            if chart.written(value) == chart.written(aim) and value < aim:
                said = _("{result} against a target of {target} ({name}): just below.")
            elif chart.written(value) != chart.written(aim):
                said = (
                    _("{result} against a target of {target} ({name}): {change} above.")
                    if value > aim
                    else _("{result} against a target of {target} ({name}): {change} below.")
                )
            yield said.format(
                result=chart.written(value),
                target=chart.written(aim),
                name=chart.categories[at],
                change=self._change(aim, value),
            )
        elif both:
            below = [chart.categories[at] for at, value, aim in both if value < aim]
            reached = len(both) - len(below)
            said = self._ngettext(
                "{part} of {count} targets is reached.", "{part} of {count} targets are reached.", reached
            )
            yield said.format(part=reached, count=len(both))
        ahead = [one for one in self._known(target) if not both or one.at > both[-1][0]]
        if ahead and chart.is_over_time:
            yield _("Aimed at: {target} ({name}).").format(
                target=chart.written(ahead[-1].value), name=chart.categories[ahead[-1].at]
            )

    def _gaps(self) -> Iterator[str]:
        chart = self._chart
        missing = [
            chart.categories[at]
            for at in range(len(chart.categories))
            if any(chart.is_gap(series, at) for series in self._results)
        ]
        if missing:
            yield self._gettext("No data: {names}.").format(names=self._list(missing))


def _named(names: Iterable[str], language: Language) -> str:
    """Return some names, which may hold commas; of many, how many they are."""
    found = list(names)
    if len(found) <= _NAMED:
        return "; ".join(found)
    said = catalog(language).ngettext("{count} of them", "{count} of them", len(found))
    return said.format(count=format_number(len(found), language))


def _of_points(chart: Scatter) -> Iterator[str]:
    _, several = catalog(chart.language).gettext, catalog(chart.language).ngettext
    yield _("Scatter chart: {title}.").format(title=chart.title)
    count = len(chart.points)
    yield several("{count} point.", "{count} points.", count).format(count=format_number(count, chart.language))
    if len(chart.groups) > 1:
        counts = [sum(point.group == at for point in chart.points) for at in range(len(chart.groups))]
        pair = _("{label}: {value}")
        named = zip(chart.groups, counts, strict=True)
        yield (
            "; ".join(pair.format(label=name, value=format_number(many, chart.language)) for name, many in named) + "."
        )
    pairs = ((chart.y, chart.written_y, lambda p: p.y), (chart.x, chart.written_x, lambda p: p.x))
    for axis, write, figure in pairs:
        lowest, highest = (write(most(chart.points, key=figure)) for most in (min, max))
        if lowest == highest:
            yield _("{measure}: {value} everywhere.").format(measure=axis.title, value=lowest)
            continue
        first, last = (
            _named((point.name for point in chart.points if write(point) == end), chart.language)
            for end in (highest, lowest)
        )
        yield _("{measure}: highest {highest} ({first}), lowest {lowest} ({last}).").format(
            measure=axis.title, highest=highest, first=first, lowest=lowest, last=last
        )
    yield from _together(chart, _)


def _together(chart: Scatter, gettext: Callable[[str], str]) -> Iterator[str]:
    """Say whether both figures rise together, when there are points enough to say so."""
    if len(chart.points) < 5:
        return
    found = _correlation([point.x for point in chart.points], [point.y for point in chart.points])
    if found is None:
        return
    if found >= _CLEAR:
        said = gettext("Both figures mostly rise together.")
    elif found <= -_CLEAR:
        said = gettext("As one figure rises, the other mostly falls.")
    else:
        said = gettext("The two figures hardly go together.")
    yield said


def _correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return the rank correlation of two rows of figures, -1 to 1; None where one of them never changes."""
    ranked = [_ranks(xs), _ranks(ys)]
    middle = (len(xs) + 1) / 2
    apart = [[rank - middle for rank in ranks] for ranks in ranked]
    spread = [sum(value * value for value in values) for values in apart]
    if not all(spread):
        return None
    together = sum(x * y for x, y in zip(apart[0], apart[1], strict=True))
    return together / math.sqrt(spread[0] * spread[1])


def _ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value from 1; equal values share the middle of theirs."""
    ordered = sorted(values)
    starts = [0, *(at + 1 for at, (one, two) in enumerate(pairwise(ordered)) if one != two), len(ordered)]
    rank = {ordered[start]: (start + 1 + end) / 2 for start, end in pairwise(starts)}
    return [rank[value] for value in values]
