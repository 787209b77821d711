"""The inventory's charts in the interface language, and where each of their bars leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.documents.builders.names import CHANNELS, POINTS
from app.documents.charts import Chart, ChartKind, Series, SeriesRole
from app.formats import format_year
from app.i18n import N_, _, language
from app.inventory.pictures import ENQUIRIES, Met

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.inventory.pictures import YearPicture
    from model.fiscal_year import FiscalYear

_ANSWERS: Final = {"Y": N_("Online"), "N": N_("Not online"), "NA": N_("Not applicable")}
_RESULTS: Final = {Met.MET: N_("Met"), Met.MISSED: N_("Missed"), Met.UNKNOWN: N_("No result")}
YEARS_SHOWN: Final = 8
TITLES: Final = {
    "channels": N_("Applications and enquiries by channel"),
    "years": N_("Applications and enquiries by year"),
    "points": N_("Online interaction points"),
    "standards": N_("Service standards met"),
}
"""What each picture is called, by its id."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a bar leads: a year, and what the table is filtered by there (``facet:value``), if anything."""

    year: FiscalYear
    filter: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart; ``leads`` gives for each category what each of its series leads to."""

    chart: Chart
    leads: tuple[tuple[Lead, ...], ...]


def pictures_of(years: Sequence[YearPicture], year: FiscalYear) -> dict[str, Callable[[], Picture | None]]:
    """Return the makers of the four pictures of a year, by their id; one without figures makes None."""
    shown = [one for one in years if one.year <= year][-YEARS_SHOWN:]
    return {
        "channels": lambda: _channels(shown, year),
        "years": lambda: _over_years(shown),
        "points": lambda: _points(shown, year),
        "standards": lambda: _standards(shown),
    }


def _of_year(years: Sequence[YearPicture], year: FiscalYear) -> YearPicture | None:
    return next((one for one in years if one.year == year), None)


def _channels(years: Sequence[YearPicture], year: FiscalYear) -> Picture | None:
    found = [(one, one.year == year) for one in years if one.year in {year - 1, year}]
    if not any(is_now for _one, is_now in found):
        return None
    order = (*CHANNELS, ENQUIRIES)
    series = tuple(
        Series(
            format_year(one.year),
            tuple(_number(one.volumes[name]) for name in order),
            SeriesRole.RESULT if is_now else SeriesRole.EARLIER,
        )
        for one, is_now in found
    )
    labels = tuple(_("Telephone enquiries") if name == ENQUIRIES else _(CHANNELS[name]) for name in order)
    chart = Chart(
        ChartKind.BAR,
        _(TITLES["channels"]),
        labels,
        series,
        language(),
        measure=_("Number of applications and enquiries"),
    )
    leads = tuple(tuple(Lead(one.year, f"channel:{name}") for one, _now in found) for name in order)
    return Picture(chart, leads)


def _over_years(years: Sequence[YearPicture]) -> Picture | None:
    if not years:
        return None
    chart = Chart(
        ChartKind.BAR,
        _(TITLES["years"]),
        tuple(format_year(one.year) for one in years),
        (Series(_("All channels"), tuple(_number(one.transactions) for one in years)),),
        language(),
        measure=_("Number of applications and enquiries"),
    )
    return Picture(chart, tuple((Lead(one.year),) for one in years))


def _points(years: Sequence[YearPicture], year: FiscalYear) -> Picture | None:
    found = _of_year(years, year)
    if found is None:
        return None
    series = tuple(
        Series(_(words), tuple(float(found.points[point][answer]) for point in POINTS), _pale(answer == "NA"))
        for answer, words in _ANSWERS.items()
    )
    chart = Chart(
        ChartKind.STACKED,
        _(TITLES["points"]),
        tuple(_(label) for label in POINTS.values()),
        series,
        language(),
        measure=_("Number of services"),
    )
    leads = tuple(tuple(Lead(year, f"point:{point}:{answer}") for answer in _ANSWERS) for point in POINTS)
    return Picture(chart, leads)


def _standards(years: Sequence[YearPicture]) -> Picture | None:
    shown = [one for one in years if any(one.standards.values())]
    if not shown:
        return None
    series = tuple(
        Series(_(words), tuple(float(one.standards[result]) for one in shown), _pale(result is Met.UNKNOWN))
        for result, words in _RESULTS.items()
    )
    chart = Chart(
        ChartKind.STACKED,
        _(TITLES["standards"]),
        tuple(format_year(one.year) for one in shown),
        series,
        language(),
        measure=_("Number of standards"),
    )
    leads = tuple(tuple(Lead(one.year, f"standards:{result}") for result in _RESULTS) for one in shown)
    return Picture(chart, leads)


def _number(value: int | None) -> float | None:
    return None if value is None else float(value)


def _pale(is_pale: bool) -> SeriesRole:
    """Return the role that draws what is no answer in the pale colour."""
    return SeriesRole.EARLIER if is_pale else SeriesRole.RESULT
