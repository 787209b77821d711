"""Finds places for the labels of a picture, so that none touches another, a mark or the edge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.documents.charts import Chart, Scatter, SeriesRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_GAP: Final = 1.0  # between two labels, at the least
_ELLIPSIS: Final = "…"
_EXTREME: Final = 2  # from the extremes on, no figure is written across a line


class Side(StrEnum):
    """Where a label stands, seen from its mark."""

    ABOVE = "above"
    BELOW = "below"
    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the picture; y grows upwards."""

    left: float
    foot: float
    right: float
    top: float

    def touches(self, other: Box, gap: float = 0.0) -> bool:
        """Whether two boxes overlap or are nearer than ``gap``."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.foot < other.top + gap
            and other.foot < self.top + gap
        )

    def holds(self, other: Box) -> bool:
        """Whether ``other`` lies inside."""
        return (
            self.left <= other.left and other.right <= self.right and self.foot <= other.foot and other.top <= self.top
        )


Stroke = tuple[float, float, float, float]
"""A straight line from a point to another; a label may lie on one where nothing better is free."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A label and its place: the figure or point it belongs to, its lines, side and box."""

    series: int
    at: int
    lines: tuple[str, ...]
    side: Side
    box: Box


class Places:
    """The room of one picture."""

    def __init__(self, room: Box, strokes: Sequence[Stroke] = ()) -> None:
        """Place labels in ``room``, off the ``strokes`` where that can be."""
        self._room = room
        self._strokes = strokes
        self._taken: list[Box] = []

    def block(self, box: Box) -> None:
        """Keep labels away from a box."""
        self._taken.append(box)

    def block_marks(self, marks: Iterable[tuple[float, float]], reach: float) -> None:
        """Keep labels away from marks that nearly reach ``reach`` from their middle."""
        near = reach - 1
        self._taken += [Box(x - near, y - near, x + near, y + near) for x, y in marks]

    def put(self, choices: Sequence[tuple[Side, Box]], *, on_strokes: bool = True) -> tuple[Side, Box] | None:
        """Take the best of some places, the earlier the better.

        Args:
            choices: the places.
            on_strokes: whether a place on a stroke is better than none.

        Returns:
            The place that was taken; None when none is free.
        """
        free = [one for one in choices if self._room.holds(one[1]) and not self._is_taken(one[1])]
        crossed = [sum(_crosses(stroke, box) for stroke in self._strokes) for _side, box in free]
        if not free or (min(crossed) and not on_strokes):
            return None
        best = free[crossed.index(min(crossed))]
        self._taken.append(best[1])
        return best

    def _is_taken(self, box: Box) -> bool:
        return any(box.touches(other, _GAP) for other in self._taken)


def around(
    x: float, y: float, size: tuple[float, float], reach: float, sides: Sequence[Side]
) -> list[tuple[Side, Box]]:
    """Return the places of a label of a width and height around a mark that reaches ``reach`` from its middle."""
    wide, high = size
    made = {
        Side.ABOVE: Box(x - wide / 2, y + reach, x + wide / 2, y + reach + high),
        Side.BELOW: Box(x - wide / 2, y - reach - high, x + wide / 2, y - reach),
        Side.RIGHT: Box(x + reach, y - high / 2, x + reach + wide, y + high / 2),
        Side.LEFT: Box(x - reach - wide, y - high / 2, x - reach, y + high / 2),
    }
    return [(side, made[side]) for side in sides]


def wrapped(text: str, width: float, measure: Callable[[str], float], most: int = 99) -> tuple[str, ...]:
    """Return ``text`` on lines at most ``width`` wide; a longer word is parted, and what is too much elided.

    Args:
        text: what is written; a no-break space breaks nothing.
        width: of the widest line.
        measure: returns the width of a text.
        most: lines.
    """
    lines = [""]
    for word in text.split(" "):
        for piece in _parted(word, width, measure):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if lines[-1] and measure(longer) > width:
                lines.append(piece)
            else:
                lines[-1] = longer
    if len(lines) > most:
        last = lines[most - 1]
        while last and measure(last + _ELLIPSIS) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip(" ,;:'’") + _ELLIPSIS]
    return tuple(lines)


def _parted(word: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Yield a word whole, or in pieces that fit."""
    while len(word) > 1 and measure(word) > width:
        end = next((at for at in range(len(word) - 1, 1, -1) if measure(word[:at]) <= width), 1)
        yield word[:end]
        word = word[end:]
    yield word


def labels_of_lines(
    chart: Chart,
    places: Places,
    at: Callable[[int, float], tuple[float, float]],
    measure: Callable[[str], float],
    *,
    high: float,
    reach: float,
) -> tuple[Placed, ...]:
    """Return the figures of a line chart that find a place: first and last, extremes, then the others.

    Args:
        chart: whose figures they are.
        places: the room, in which whatever else stands is blocked, the marks too.
        at: returns the place of a category and value.
        measure: returns the width of a figure.
        high: the height of a line of text.
        reach: of a mark, from its middle.
    """
    known = [
        (series, index, value)
        for series, one in enumerate(chart.series)
        for index, value in enumerate(one.values)
        if value is not None
    ]
    placed = []
    for series, index, value in sorted(known, key=lambda one: _turn(chart, one[0], one[1])):
        text = chart.written(value)
        sides = (Side.BELOW, Side.ABOVE) if _is_lower(chart, series, index, value) else (Side.ABOVE, Side.BELOW)
        choices = around(*at(index, value), (measure(text), high), reach, (*sides, Side.RIGHT, Side.LEFT))
        found = places.put(choices, on_strokes=_turn(chart, series, index)[0] < _EXTREME)
        if found is not None:
            placed.append(Placed(series, index, (text,), *found))
    return tuple(placed)


def _turn(chart: Chart, series: int, index: int) -> tuple[int, int, int]:
    """Return when a figure takes its place: ends before extremes before the others, results before targets."""
    values = [(at, value) for at, value in enumerate(chart.series[series].values) if value is not None]
    known = [value for _at, value in values]
    value = chart.series[series].values[index]
    is_target = chart.series[series].role is SeriesRole.TARGET
    if index == values[-1][0]:
        rank = 0
    elif index == values[0][0]:
        rank = 1
    elif value in {max(known), min(known)}:
        rank = _EXTREME
    else:
        rank = 3
    return rank + is_target, series, index


def _is_lower(chart: Chart, series: int, index: int, value: float) -> bool:
    """Whether another line stands above a figure, so that it had better be written below."""
    others = (one.values[index] for at, one in enumerate(chart.series) if at != series)
    return any(other is not None and other > value for other in others)


def labels_of_points(
    chart: Scatter,
    places: Places,
    at: Callable[[float, float], tuple[float, float]],
    measure: Callable[[str], float],
    *,
    high: float,
    reach: float,
    widths: Sequence[float],
) -> tuple[Placed, ...]:
    """Return the names of the points that find a place; earlier points have the choice.

    Args:
        chart: whose points they are.
        places: the room, in which the marks are blocked.
        at: returns the place of two figures.
        measure: returns the width of a text.
        high: the height of a line of text.
        reach: of a mark, from its middle.
        widths: of a line, tried one after the other; a name has two lines at the most.
    """
    placed = []
    for number, point in enumerate(chart.points):
        for width in widths:
            lines = wrapped(point.name, width, measure, 2)
            size = (max(map(measure, lines)), high * len(lines))
            sides = (Side.RIGHT, Side.LEFT, Side.ABOVE, Side.BELOW)
            found = places.put(around(*at(point.x, point.y), size, reach, sides))
            if found is not None:
                placed.append(Placed(point.group, number, lines, *found))
                break
    return tuple(placed)


def _crosses(stroke: Stroke, box: Box) -> bool:
    """Whether a straight line goes through a box: what of it lies in the box's breadth and height meets."""
    x1, y1, x2, y2 = stroke
    start, end = 0.0, 1.0
    for origin, way, low, high in ((x1, x2 - x1, box.left, box.right), (y1, y2 - y1, box.foot, box.top)):
        if way == 0:
            if not low <= origin <= high:
                return False
            continue
        near, far = sorted(((low - origin) / way, (high - origin) / way))
        start, end = max(start, near), min(end, far)
    return start <= end
