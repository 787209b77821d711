"""Charts described by their figures; each writer draws them in its own vector form.

What a chart shows in words is in ``findings``; heat tables and timelines, which are tables in
every form, are in ``grids``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.documents.ticks import ticks
from app.formats import format_number, format_percent
from app.i18n import catalog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.language import Language


class ChartKind(StrEnum):
    """How the figures are drawn."""

    BAR = "bar"
    STACKED = "stacked"
    LINE = "line"


class Unit(StrEnum):
    """What the figures count; a share is a ratio of 0 to 1."""

    COUNT = "count"
    SHARE = "share"


_LEAST = {Unit.COUNT: 1.0, Unit.SHARE: 0.01}  # between two figures of an axis


class SeriesRole(StrEnum):
    """What a series is: results are filled, earlier years pale, targets hollow and dashed."""

    RESULT = "result"
    EARLIER = "earlier"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, a value for each category; None is *no data*, never zero."""

    name: str
    values: tuple[float | None, ...]
    role: SeriesRole = SeriesRole.RESULT


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of some series over the same categories, in the language of its words.

    Attributes:
        measure: what the figures are, as the title of their axis.
        over_time: whether the categories follow one another in time; those of a line chart do.
        decimals: digits after the decimal mark with which figures are written.
    """

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    language: Language
    unit: Unit = Unit.COUNT
    measure: str = ""
    over_time: bool = False
    decimals: int = 0

    @property
    def is_over_time(self) -> bool:
        """Whether the categories follow one another in time."""
        return self.over_time or self.kind is ChartKind.LINE

    def __post_init__(self) -> None:
        """Refuse figures that do not fit the categories.

        Raises:
            ValueError: a series has another number of values, or there is nothing to draw.
        """
        if not self.categories or not self.series:
            raise ValueError(f"chart without figures: {self.title}")
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError(f"figures do not fit the categories: {self.title}")

    def written(self, value: float | None) -> str:
        """Return a figure as the chart's language writes it, or the word for *no data*."""
        return written(value, self.unit, self.language, self.decimals)

    def is_gap(self, series: Series, index: int) -> bool:
        """Whether a word must stand for a figure: not for a target that was not set, nor for a year to come."""
        if series.values[index] is not None or series.role is SeriesRole.TARGET:
            return False
        to_come = all(value is None for value in series.values[index:])
        return not (to_come and any(other.values[index] is not None for other in self.series))

    def category_label(self, index: int) -> str:
        """Return the label of a category, with a word for each figure that is missing."""
        name = self.categories[index]
        missing = [series.name for series in self.series if self.is_gap(series, index)]
        if not missing:
            return name
        if all(series.values[index] is None for series in self.series):
            return f"{name} ({no_data(self.language)})"
        colon = catalog(self.language).gettext("{label}: {value}")
        said = colon.format(label=", ".join(missing), value=no_data(self.language))
        return f"{name} ({said})"


def no_data(language: Language) -> str:
    """Return the word that stands in a gap."""
    return catalog(language).gettext("no data")


def written(value: float | None, unit: Unit, language: Language, decimals: int = 0) -> str:
    """Return a figure as ``language`` writes it, or the word for *no data*."""
    if value is None:
        return no_data(language)
    if unit is Unit.SHARE:
        return format_percent(value, language, decimals=decimals)
    return format_number(value, language, decimals=decimals)


@dataclass(frozen=True, slots=True)
class Axis:
    """What one axis of a scatter chart measures; ``ends`` are its first and last figure when they are given."""

    title: str
    unit: Unit = Unit.COUNT
    decimals: int = 0
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One mark of a scatter chart; ``group`` counts the chart's groups from 0."""

    name: str
    x: float
    y: float
    group: int = 0


@dataclass(frozen=True, slots=True)
class Scatter:
    """Points by two figures each; the first points are named first where names would touch.

    Attributes:
        groups: what the marks of each form and colour have in common.
    """

    title: str
    x: Axis
    y: Axis
    points: tuple[Point, ...]
    groups: tuple[str, ...]
    language: Language

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn.

        Raises:
            ValueError: there is no point, or one of no group.
        """
        if not self.points:
            raise ValueError(f"chart without figures: {self.title}")
        if any(not 0 <= point.group < len(self.groups) for point in self.points):
            raise ValueError(f"point without its group: {self.title}")

    @property
    def ticks_across(self) -> tuple[float, ...]:
        """Return the round figures from left to right."""
        return _ticks(self.x, [point.x for point in self.points])

    @property
    def ticks_up(self) -> tuple[float, ...]:
        """Return the round figures from foot to top."""
        return _ticks(self.y, [point.y for point in self.points])

    def written_x(self, point: Point) -> str:
        """Return where a point stands from left to right, as the chart's language writes it."""
        return written(point.x, self.x.unit, self.language, self.x.decimals)

    def written_y(self, point: Point) -> str:
        """Return where a point stands from foot to top, as the chart's language writes it."""
        return written(point.y, self.y.unit, self.language, self.y.decimals)


Picture = Chart | Scatter


def _ticks(axis: Axis, values: Sequence[float]) -> tuple[float, ...]:
    """Return figures that the axis writes without decimals."""
    low, high = axis.ends or (min(0.0, *values), max(values))
    return ticks(low, high, least=_LEAST[axis.unit])


def spelled_out(chart: Chart) -> str:
    """Return every figure of a chart in its language, for who is shown the chart without a table of them."""
    _ = catalog(chart.language).gettext
    opening = {
        ChartKind.BAR: _("Bar chart: {title}."),
        ChartKind.STACKED: _("Stacked bar chart: {title}."),
        ChartKind.LINE: _("Line chart: {title}."),
    }[chart.kind].format(title=chart.title)
    pair = _("{label}: {value}")
    sentences = []
    for series in chart.series:
        said = "; ".join(
            pair.format(label=category, value=_said(chart, series, value))
            for category, value in zip(chart.categories, series.values, strict=True)
        )
        sentences.append(f"{series.name} – {said}." if len(chart.series) > 1 else f"{said}.")
    measure = [f"{chart.measure}."] if chart.measure else []
    return " ".join([opening, *measure, *sentences])


def _said(chart: Chart, series: Series, value: float | None) -> str:
    if value is None and series.role is SeriesRole.TARGET:
        return catalog(chart.language).gettext("no target")
    return chart.written(value)
