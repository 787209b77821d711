"""Builds the brief for the deputy head: one page on where the department stands and what needs a decision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.assessment.cards import NOT_RATED, Trend
from app.documents.builders import statuses
from app.documents.builders.decisions import Decisions
from app.documents.builders.front import document_of
from app.documents.builders.writing import Writing
from app.documents.content import NOBODY
from app.documents.tree import Align, Heading, ListBlock, ListItem, Paragraph, Table
from app.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.builders.front import Request
    from app.documents.progress_content import BriefContent
    from app.documents.tree import Block, Document
    from app.indicators.measure import Figure

_TITLE = N_("Service Management Brief")


@dataclass(frozen=True, slots=True)
class Room:
    """How much the page may hold: rows of figures, and decisions."""

    figures: int
    decisions: int


ROOMS: Final = tuple(
    Room(figures, decisions)
    for figures, decisions in (
        (7, 8), (6, 8), (5, 8), (5, 7), (4, 7), (5, 6), (4, 6), (4, 5), (3, 5), (3, 4), (2, 3), (2, 2), (1, 1),
    )
)  # fmt: skip
"""From the fullest page to the emptiest; the first one that fits on a page is printed."""


def build_brief(content: BriefContent, request: Request, room: Room = ROOMS[0]) -> Document:
    """Return the brief in the language that is asked for, with no more on it than ``room`` allows."""
    return _Brief(content, request, room).document()


class _Brief:
    def __init__(self, content: BriefContent, request: Request, room: Room) -> None:
        self._content = content
        self._request = request
        self._room = room
        self._writing = Writing(request.language)
        self._progress = content.progress
        self._year = content.progress.frame.year

    def document(self) -> Document:
        """Return the whole page."""
        w, _ = self._writing, self._writing.gettext
        period = w.year(self._year)
        title = _(_TITLE)
        blocks: list[Block] = [self._heading(1, title, "title"), self._about()]
        blocks += self._standing()
        blocks += self._decisions()
        return document_of(
            w,
            self._progress.frame,
            title,
            self._request,
            blocks,
            kind="brief",
            approved=NOBODY,
            period=period,
        )

    def _heading(self, level: int, text: str, key: str) -> Heading:
        return Heading(level, self._writing.runs(text), f"{self._writing.language}-{key}", new_page=level == 1)

    def _about(self) -> Paragraph:
        w, _, frame = self._writing, self._writing.gettext, self._progress.frame
        day = _("State of the plan on {date}").format(date=w.date(frame.changed_on))
        return Paragraph((*w.both(frame.department, strong=True), *w.runs(f" · {w.year(self._year)} · {day}")))

    def _standing(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._heading(2, _("Where the department stands"), "standing")
        yield Paragraph(w.runs(" ".join([*self._inventory(), *self._movement()])))
        table = self._figures()
        if table:
            yield table
            sources = _("service inventory and service management strategy")
            yield w.source(self._year, sources, earlier=[self._year - 1])
        if self._rated():
            yield Paragraph(w.runs(_("How the requirements of the policy are rated"), strong=True))
            yield ListBlock(tuple(self._ratings()))

    def _rated(self) -> bool:
        return any(row.is_rated for row in self._progress.requirements)

    def _inventory(self) -> Iterator[str]:
        w, plural = self._writing, self._writing.ngettext
        covered = self._progress.years[self._year].covered
        if not covered:
            _ = w.gettext
            yield _("The plan holds no service for {year}.").format(year=w.year(self._year))
            return
        yield plural(
            "The policy covers {count} service of the department in {year}.",
            "The policy covers {count} services of the department in {year}.",
            len(covered),
        ).format(count=w.number(len(covered)), year=w.year(self._year))
        priority = sum(service.is_priority for service in covered)
        if priority:
            yield plural(
                "Of these, {count} is a priority service.", "Of these, {count} are priority services.", priority
            ).format(count=w.number(priority))

    def _movement(self) -> Iterator[str]:
        """Return how ratings and initiatives move, in a sentence each."""
        w, _ = self._writing, self._writing.gettext
        moved = Counter(row.trend for row in self._progress.requirements)
        if moved[Trend.IMPROVED] or moved[Trend.DECLINED]:
            said = _("Ratings compared with {year}: {improved} improved, {stable} unchanged, {declined} declined.")
            yield said.format(
                year=w.year(self._year - 1),
                improved=w.number(moved[Trend.IMPROVED]),
                stable=w.number(moved[Trend.STABLE]),
                declined=w.number(moved[Trend.DECLINED]),
            )
        states = [state for state in self._progress.framework.progress_states if state.counts]
        counted = [entry for entry in self._progress.initiatives if entry.status in {state.id for state in states}]
        if counted:
            good = {state.id for state in states if state.on_track}
            part = sum(entry.status in good for entry in counted)
            said = _("Initiatives completed or on target: {part} of {whole}.")
            yield said.format(part=w.number(part), whole=w.number(len(counted)))

    def _figures(self) -> Table | None:
        """Return the key figures, those with something to reach first."""
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (
                w.both(self._progress.framework.indicator(figure.id).title),
                w.runs(statuses.shown(w, figure.previous, figure.unit)),
                w.runs(w.figure(figure)),
                w.runs(statuses.aim(w, figure)),
                statuses.result(w, figure),
            )
            for figure in self._chosen()
        )
        columns = w.columns(
            (_("Indicator"), 6),
            (w.year(self._year - 1), 2, Align.END),
            (w.year(self._year), 2, Align.END),
            (_("Target"), 3, Align.END),
            (_("Status"), 4),
        )
        return Table(w.both(self._progress.framework.table("key-figures").title), columns, rows) if rows else None

    def _chosen(self) -> list[Figure]:
        figures = self._progress.years[self._year].figures
        key = [figures.figure(indicator.id) for indicator in self._progress.framework.key_indicators]
        aimed = [figure for figure in key if figure.target is not None or figure.rises]
        chosen = [*aimed, *(figure for figure in key if figure not in aimed)][: self._room.figures]
        return [figure for figure in key if figure in chosen]

    def _ratings(self) -> Iterator[ListItem]:
        """Return the requirements by rating: their clauses, and the titles of those that call for action."""
        w, framework = self._writing, self._progress.framework
        for step in framework.ratings:
            rows = [row for row in self._progress.requirements if (row.rating or NOT_RATED) == step.code]
            if not rows:
                continue
            named = [f"{row.clause} {row.title.text(w.language)}" if step.action_needed else row.clause for row in rows]
            said = w.runs(", ".join(named) if not step.action_needed else w.listed(named))
            before = w.labelled(step.label.text(w.language), said)
            yield ListItem(before)

    def _decisions(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._heading(2, _("What needs a decision"), "decisions")
        found = Decisions(w, self._content).all()
        if not found:
            yield Paragraph(w.runs(_("Nothing in the plan awaits a decision.")))
            return
        shown = found[: self._room.decisions]
        yield ListBlock(tuple(ListItem(w.labelled(one.what, w.runs(one.facts))) for one in shown), ordered=True)
        left = len(found) - len(shown)
        if left:
            said = w.ngettext(
                "{count} further matter is set out in the self-assessment and the strategy.",
                "{count} further matters are set out in the self-assessment and the strategy.",
                left,
            )
            yield Paragraph(w.runs(said.format(count=w.number(left))))
