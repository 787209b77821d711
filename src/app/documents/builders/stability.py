"""How firm the ranking of services is, as a picture and as the figures that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.charts import Axis, Point, Scatter, Unit
from app.documents.findings import alternative_text
from app.documents.tree import Align, Figure, Paragraph, Table
from app.priorities.stability import stability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.builders.headings import Headings
    from app.documents.builders.writing import Writing
    from app.documents.tree import Block
    from app.priorities.cards import Ranking, RankRow
    from app.priorities.stability import Stability


def stability_part(writing: Writing, headings: Headings, ranked: Ranking, source: Block) -> Iterator[Block]:
    """Return the part on the firmness of ``ranked``; nothing where there is nothing to choose.

    Args:
        writing: writes in the language of the document.
        headings: makes its headings.
        ranked: the services under their round.
        source: stands below the picture and the table.
    """
    found = stability(ranked)
    if found is None:
        return
    rows = sorted((row for row in ranked.rows if row.rank is not None), key=lambda row: row.rank or 0)
    yield headings.part(writing.gettext("Stability of the ranking"))
    yield Paragraph(writing.runs(_method(writing, found)))
    yield Paragraph(writing.runs(_finding(writing, found, rows)))
    yield _picture(writing, found, rows)
    yield source
    yield _table(writing, found, rows)
    yield source


def _method(writing: Writing, found: Stability) -> str:
    return writing.gettext(
        "Weights are a matter of judgement. In each of {trials} trials, one weight is left out, halved or raised by "
        "half, and the others share the rest; the figures say in how many trials a service is among the first {first}."
    ).format(trials=writing.number(found.trials), first=writing.number(found.first))


def _finding(writing: Writing, found: Stability, rows: list[RankRow]) -> str:
    """Return how many of the first stay there throughout, and how many others come among them at times."""
    _, several = writing.gettext, writing.ngettext
    first = [row for row in rows if row.rank is not None and row.rank <= found.first]
    firm = sum(found.stays[row.service] == found.trials for row in first)
    others = sum(found.stays[row.service] > 0 for row in rows if row not in first)
    said = several(
        "Of the first {whole} services, {count} stays there in every trial.",
        "Of the first {whole} services, {count} stay there in every trial.",
        firm,
    ).format(count=writing.number(firm), whole=writing.number(len(first)))
    if not others:
        return f"{said} {_('No other service joins them.')}"
    came = several(
        "{count} other service joins them in at least one trial.",
        "{count} other services join them in at least one trial.",
        others,
    )
    return f"{said} {came.format(count=writing.number(others))}"


def _name(writing: Writing, row: RankRow) -> str:
    return writing.label(row.name, row.service_id)


def _picture(writing: Writing, found: Stability, rows: list[RankRow]) -> Figure:
    _ = writing.gettext
    chart = Scatter(
        writing.set(_("Score and stability of each service")),
        Axis(writing.set(_("Score out of 100")), ends=(0, 100)),
        Axis(writing.set(_("Share of the trials in which it is among the first")), Unit.SHARE, ends=(0, 1)),
        tuple(
            Point(_name(writing, row), row.score or 0.0, found.share(row.service), int(row.decided is True))
            for row in rows
        ),
        (writing.set(_("Other services")), writing.set(_("Chosen as priority services"))),
        writing.language,
    )
    return Figure(chart, alternative_text(chart), writing.runs(chart.title))


def _table(writing: Writing, found: Stability, rows: list[RankRow]) -> Table:
    _ = writing.gettext
    of = _("{part} of {whole}")
    trials = writing.number(found.trials)
    cells = tuple(
        (
            writing.both(row.name),
            writing.runs(writing.number(row.score or 0)),
            writing.runs(of.format(part=writing.number(found.stays[row.service]), whole=trials)),
            writing.runs(writing.percent(found.share(row.service))),
        )
        for row in rows
    )
    columns = writing.columns(
        (_("Service"), 8),
        (_("Score out of 100"), 2, Align.END),
        (_("Trials among the first"), 3, Align.END),
        (_("Share of the trials"), 3, Align.END),
    )
    return Table(writing.runs(_("Stability of the ranking")), columns, cells)
