"""Charts described by their figures; each writer draws them in its own vector form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.formats import format_number, format_percent
from app.i18n import catalog

if TYPE_CHECKING:
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

    ``measure`` says what the figures are, as the title of their axis.
    """

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    language: Language
    unit: Unit = Unit.COUNT
    measure: str = ""

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
        if value is None:
            return no_data(self.language)
        if self.unit is Unit.SHARE:
            return format_percent(value, self.language)
        return format_number(value, self.language)

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


def alternative_text(chart: Chart) -> str:
    """Return what the picture shows, figure by figure, in the chart's language."""
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
