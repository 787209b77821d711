"""Pictures that are tables in every form: heat tables and timelines. Each cell says in words what its shade shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from app.documents.charts import Unit, no_data, written
from app.documents.tree import DARKEST, Align, Column, Run, Runs, Table, Tone
from app.formats import format_number
from app.i18n import catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from model.language import Language

_NAMED: Final = 3  # names given where several share the last place
_FIRST_COLUMN: Final = 5  # widths, to one of a period


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Figures or levels of some things over the same columns, darker where there is more.

    Attributes:
        corner: the heading of the column of names.
        values: a row for each name; None is *no data*. With ``levels`` they count these from 0.
        levels: the words of a scale, from the least on; nothing where the values are figures.
        blank: the word where there is no value; blank for *no data*.
        over_time: whether the columns follow one another in time.
    """

    title: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    language: Language
    unit: Unit = Unit.COUNT
    levels: tuple[str, ...] = ()
    decimals: int = 0
    blank: str = ""
    over_time: bool = True

    def __post_init__(self) -> None:
        """Refuse values that do not fit the rows, the columns or the levels.

        Raises:
            ValueError: they do not.
        """
        fits = len(self.values) == len(self.rows) and all(len(row) == len(self.columns) for row in self.values)
        if not self.rows or not self.columns or not fits:
            raise ValueError(f"figures do not fit the rows and columns: {self.title}")
        known = [value for row in self.values for value in row if value is not None]
        if self.levels and any(not 0 <= value < len(self.levels) for value in known):
            raise ValueError(f"value that is no level: {self.title}")

    def written(self, value: float | None) -> str:
        """Return a value as its cell says it."""
        if value is None:
            return self.blank or no_data(self.language)
        if self.levels:
            return self.levels[int(value)]
        return written(value, self.unit, self.language, self.decimals)


@dataclass(frozen=True, slots=True)
class State:
    """What a bar of a timeline can be; ``shade`` from 1, light, to the darkest."""

    label: str
    shade: int
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of a timeline: from which period to which, counted from 0, and its state."""

    name: str
    first: int
    last: int
    state: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """What runs in which period, a row each.

    Attributes:
        corner: the heading of the column of names.
        status: the heading of the column of states.
        periods: the headings of the columns of time.
        spans: the rows, in order.
        states: what a row can be.
    """

    title: str
    corner: str
    status: str
    periods: tuple[str, ...]
    spans: tuple[Span, ...]
    states: tuple[State, ...]
    language: Language

    def __post_init__(self) -> None:
        """Refuse a bar outside the periods, or of no state.

        Raises:
            ValueError: there is nothing to draw, or a bar does not fit.
        """
        if not self.spans or not self.periods:
            raise ValueError(f"timeline without a bar: {self.title}")
        for span in self.spans:
            inside = 0 <= span.first <= span.last < len(self.periods)
            if not inside or not 0 <= span.state < len(self.states):
                raise ValueError(f"bar that does not fit: {span.name}")


def heat_table(heat: HeatTable, *, caption: Runs = (), id: str = "", rows: Sequence[Runs] = ()) -> Table:  # noqa: A002  as the tree names it
    """Return a heat table for the tree; ``rows`` are the names of its rows as runs, where they are more than text."""
    language = heat.language
    names = rows or [(Run(name, language),) for name in heat.rows]
    cells = tuple(
        (name, *((Run(heat.written(value), language, tone=_muted(value)),) for value in values))
        for name, values in zip(names, heat.values, strict=True)
    )
    align = Align.CENTRE if heat.levels else Align.END
    return Table(
        caption or (Run(heat.title, language),),
        _columns(heat.corner, heat.columns, language, align),
        cells,
        id=id,
        shades=_shades(heat),
        alt=" ".join(_of_heat(heat)),
    )


def shaded(table: Table, heat: HeatTable, first: int) -> Table:
    """Return a table some of whose columns are those of a heat table, from the column ``first`` on."""
    after = len(table.columns) - first - len(heat.columns)
    shades = tuple((*(0,) * first, *row[1:], *(0,) * after) for row in _shades(heat))
    return replace(table, shades=shades, alt=" ".join(_of_heat(heat)))


def timeline(line: Timeline, *, caption: Runs = (), id: str = "", rows: Sequence[Runs] = ()) -> Table:  # noqa: A002  as the tree names it
    """Return a timeline for the tree; ``rows`` are the names of its rows as runs, where they are more than text."""
    language = line.language
    names = rows or [(Run(span.name, language),) for span in line.spans]
    cells = []
    shades = []
    for name, span in zip(names, line.spans, strict=True):
        state = line.states[span.state]
        words = [_step(span, at, language) for at in range(len(line.periods))]
        muted = [Tone.MUTED if not span.first <= at <= span.last else Tone.PLAIN for at in range(len(words))]
        said = tuple((Run(word, language, tone=tone),) for word, tone in zip(words, muted, strict=True))
        cells.append((name, *said, (Run(state.label, language, strong=True, tone=state.tone),)))
        shades.append((0, *(state.shade if span.first <= at <= span.last else 0 for at in range(len(words))), 0))
    status = Column((Run(line.status, language),), 2)
    return Table(
        caption or (Run(line.title, language),),
        (*_columns(line.corner, line.periods, language, Align.CENTRE), status),
        tuple(cells),
        id=id,
        shades=tuple(shades),
        alt=" ".join(_of_timeline(line)),
    )


def _columns(corner: str, titles: Sequence[str], language: Language, align: Align) -> tuple[Column, ...]:
    return (
        Column((Run(corner, language),), _FIRST_COLUMN),
        *(Column((Run(title, language),), 2, align) for title in titles),
    )


def _muted(value: float | None) -> Tone:
    return Tone.MUTED if value is None else Tone.PLAIN


def _step(span: Span, at: int, language: Language) -> str:
    """Return what a bar does in a period."""
    gettext = catalog(language).gettext
    if not span.first <= at <= span.last:
        return "—"
    if span.first == span.last:
        return gettext("start and end")
    if at == span.first:
        return gettext("start")
    return gettext("end") if at == span.last else gettext("continues")


def _shades(heat: HeatTable) -> tuple[tuple[int, ...], ...]:
    known = [value for row in heat.values for value in row if value is not None]
    low, high = (0.0, len(heat.levels) - 1.0) if heat.levels else (min(known, default=0.0), max(known, default=0.0))

    def shade(value: float | None) -> int:
        if value is None:
            return 0
        share = (value - low) / (high - low) if high > low else 0.5
        return 1 + min(int(share * DARKEST), DARKEST - 1) if not heat.levels else 1 + round(share * (DARKEST - 1))

    return tuple((0, *map(shade, row)) for row in heat.values)


def _of_heat(heat: HeatTable) -> Iterator[str]:
    _ = catalog(heat.language).gettext
    yield _("Heat table: {title}.").format(title=heat.title)
    known = [(row, at, v) for row, values in enumerate(heat.values) for at, v in enumerate(values) if v is not None]
    if not known:
        yield f"{heat.written(None).capitalize()}."
    elif heat.levels and heat.over_time:
        yield from _of_levels(heat, max(at for _row, at, _value in known))
    elif heat.levels:
        yield from _of_all(heat, [value for _row, _at, value in known])
    else:
        highest, lowest = (most(known, key=lambda one: one[2]) for most in (max, min))
        said = _("Highest: {highest} ({first}). Lowest: {lowest} ({last}).")
        yield said.format(
            highest=heat.written(highest[2]),
            first=f"{heat.rows[highest[0]]}, {heat.columns[highest[1]]}",
            lowest=heat.written(lowest[2]),
            last=f"{heat.rows[lowest[0]]}, {heat.columns[lowest[1]]}",
        )
    if heat.over_time and known:
        yield from _of_moves(heat, _)


def _of_levels(heat: HeatTable, at: int) -> Iterator[str]:
    """Say how many rows stand at each level in a column, and which stand lowest."""
    _ = catalog(heat.language).gettext
    values = [row[at] for row in heat.values]
    counts = Counter(int(value) for value in values if value is not None)
    pair = _("{label}: {value}")
    said = [pair.format(label=heat.levels[level], value=counts[level]) for level in sorted(counts, reverse=True)]
    if missing := values.count(None):
        said.append(pair.format(label=heat.written(None), value=missing))
    yield f"{heat.columns[at]} – {'; '.join(said)}."
    if len(counts) > 1:
        lowest = [name for name, value in zip(heat.rows, values, strict=True) if value == min(counts)]
        names = ", ".join(lowest) if len(lowest) <= _NAMED else format_number(len(lowest), heat.language)
        yield _("Lowest ({level}): {names}.").format(level=heat.levels[min(counts)], names=names)


def _of_all(heat: HeatTable, known: Sequence[float]) -> Iterator[str]:
    """Say how often each level stands in the whole table, and which rows stand highest and lowest on average."""
    _ = catalog(heat.language).gettext
    counts = Counter(map(int, known))
    pair = _("{label}: {value}")
    said = [pair.format(label=heat.levels[level], value=counts[level]) for level in sorted(counts, reverse=True)]
    if missing := sum(row.count(None) for row in heat.values):
        said.append(pair.format(label=heat.written(None), value=missing))
    yield "; ".join(said) + "."
    means = []
    for name, row in zip(heat.rows, heat.values, strict=True):
        found = [value for value in row if value is not None]
        if found:
            means.append((sum(found) / len(found), name))
    highest, lowest = (most(means, key=lambda one: one[0]) for most in (max, min))
    if highest[0] > lowest[0]:
        yield _("Highest on the whole: {first}. Lowest on the whole: {last}.").format(first=highest[1], last=lowest[1])


def _of_moves(heat: HeatTable, gettext: Callable[[str], str]) -> Iterator[str]:
    """Say how many rows rose and fell between their first and last known value."""
    ends = []
    for row in heat.values:
        known = [value for value in row if value is not None]
        if len(known) > 1:
            ends.append((known[0], known[-1]))
    if ends:
        yield gettext("From the first to the last column, {risen} rose, {fallen} fell and {same} stayed.").format(
            risen=sum(after > before for before, after in ends),
            fallen=sum(after < before for before, after in ends),
            same=sum(after == before for before, after in ends),
        )


def _of_timeline(line: Timeline) -> Iterator[str]:
    _ = catalog(line.language).gettext
    yield _("Timeline: {title}.").format(title=line.title)
    first, last = min(span.first for span in line.spans), max(span.last for span in line.spans)
    yield _("{count} in all, from {start} to {end}.").format(
        count=len(line.spans), start=line.periods[first], end=line.periods[last]
    )
    counts = Counter(span.state for span in line.spans)
    pair = _("{label}: {value}")
    states = [pair.format(label=line.states[state].label, value=counts[state]) for state in sorted(counts)]
    yield "; ".join(states) + "."
    at_once = [sum(span.first <= at <= span.last for span in line.spans) for at in range(len(line.periods))]
    busiest = at_once.index(max(at_once))
    yield _("Most at once: {count} ({period}).").format(count=at_once[busiest], period=line.periods[busiest])
    ending = [span.name for span in line.spans if span.last == last]
    if len(ending) <= _NAMED:
        yield _("Last to end: {names}.").format(names=", ".join(ending))
