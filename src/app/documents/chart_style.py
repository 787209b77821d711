"""How the series of a chart are told apart, also without colours: one rule for every writer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.documents.charts import Chart, Scatter, SeriesRole
from app.documents.palette import palette

if TYPE_CHECKING:
    from collections.abc import Iterator

_EARLIER: Final = 4  # of the palette; beside "earlier years" no result has a colour as light


class Pattern(StrEnum):
    """What fills an area; the two that are not plain differ from the others in grey too."""

    PLAIN = "plain"
    LINED = "lined"
    HATCHED = "hatched"


class Marker(StrEnum):
    """The form of a point."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Look:
    """How a series is drawn; a target is hollow and dashed."""

    colour: str
    pattern: Pattern = Pattern.PLAIN
    marker: Marker = Marker.CIRCLE
    is_target: bool = False

    @property
    def ground(self) -> str:
        """Return the colour under a figure that stands on the area."""
        return "#FFFFFF" if self.is_target or self.pattern is Pattern.HATCHED else self.colour


def looks(picture: Chart | Scatter) -> tuple[Look, ...]:
    """Return the look of each series, or of each group of points."""
    return tuple(_looks(picture))


def _looks(picture: Chart | Scatter) -> Iterator[Look]:
    if isinstance(picture, Scatter):
        yield from (_result(at) for at in range(len(picture.groups)))
        return
    plain = 0
    for series in picture.series:
        if series.role is SeriesRole.EARLIER:
            yield Look(palette().series[_EARLIER], marker=Marker.SQUARE)
        elif series.role is SeriesRole.TARGET:
            yield Look(palette().series[0], is_target=True)
        else:
            yield _result(plain)
            plain += 1


def _result(at: int) -> Look:
    """Return the look of the ``at``-th result: four colours, of which the last is lined, then a hatch.

    From the sixth on what was plain is lined. No chart of ours has as many: they are summed as *Other*.
    """
    turn = at % 5
    marker = list(Marker)[at % len(Marker)]
    if turn == 4:
        return Look(palette().text, Pattern.HATCHED, marker)
    return Look(palette().series[turn], Pattern.LINED if turn == 3 or at > 4 else Pattern.PLAIN, marker)
