"""Builds the document on the priority services: method, ranking, decisions, and what changed since last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.builders.front import Request, approval_page, contents, document_of, front_matter
from app.documents.builders.headings import Headings
from app.documents.builders.pictures import Pictures
from app.documents.builders.selection_changes import Changes
from app.documents.builders.selection_tables import SelectionTables, how_scored
from app.documents.builders.stability import stability_part
from app.documents.builders.writing import Writing
from app.documents.content import NOBODY, Approver
from app.documents.tree import Align, Note, NoteKind, Paragraph, Table, text_of_runs
from app.i18n import N_, catalog
from model.bilingual import Bilingual
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.progress_content import SelectionContent
    from app.documents.tree import Block, Document, Figure, Runs
    from app.priorities.cards import RankRow
    from model.fiscal_year import FiscalYear

_TITLE = N_("Selection of Priority Services")


def build_priorities(content: SelectionContent, request: Request) -> Document:
    """Return the document on the priority services in the language that is asked for."""
    return _Priorities(content, request).document()


class _Priorities:
    def __init__(self, content: SelectionContent, request: Request) -> None:
        self._content = content
        self._request = request
        self._writing = Writing(request.language)
        self._headings = Headings(self._writing)
        self._ranking = content.ranking
        self._round = content.ranking.round
        self._tables = SelectionTables(self._writing, content.framework, content.ranking)
        self._changes = Changes(self._writing, content)

    def document(self) -> Document:
        """Return the whole document."""
        frame, w = self._content.frame, self._writing
        title = Bilingual(catalog(Language.EN).gettext(_TITLE), catalog(Language.FR).gettext(_TITLE))
        period, approved = w.year(self._year), self._approved()
        blocks: list[Block] = front_matter(
            w, frame, title, self._request, approved=approved, period=period, more=self._edition()
        )
        blocks += approval_page(w, approved, draft=self._request.draft)
        blocks += contents(w, depth=2, lists=False, new_page=True)
        blocks += self._summary()
        if self._round is not None:
            for part in (self._method, self._order, self._decisions, self._change):
                blocks += part()
        return document_of(
            w,
            frame,
            title.text(w.language),
            self._request,
            blocks,
            kind="priorities",
            approved=approved,
            period=period,
        )

    @property
    def _year(self) -> FiscalYear:
        return self._round.year if self._round else self._content.frame.year

    def _approved(self) -> Approver:
        held = self._round
        return Approver(held.approved_by, held.approved_on) if held and held.is_frozen else NOBODY

    def _edition(self) -> list[str]:
        """Return what the title page says of the round."""
        _ = self._writing.gettext
        if self._round is None or self._round.revision < 2:
            return []
        return [_("Revision {number}").format(number=self._writing.number(self._round.revision))]

    def _summary(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._headings.chapter(_("Summary"))
        if self._round is None:
            said = _("No round of selection has been started: the plan holds no priority service yet.")
            yield Note(w.runs(said), NoteKind.GAP)
            return
        yield Paragraph(w.runs(self._opening()))
        yield from self._remarks()
        yield from self._with_source(self._chosen_table())

    def _source(self) -> Block:
        _ = self._writing.gettext
        return self._writing.source(self._year, _("selection of priority services"))

    def _opening(self) -> str:
        w, plural = self._writing, self._writing.ngettext
        _ = w.gettext
        rows = self._tables.rows
        eligible, chosen = sum(row.eligible for row in rows), sum(row.decided is True for row in rows)
        said = [
            plural(
                "The round of {year} considered {count} service that can be a priority service: an external or an "
                "internal enterprise service.",
                "The round of {year} considered {count} services that can be priority services: external and internal "
                "enterprise services.",
                eligible,
            ).format(year=w.year(self._year), count=w.number(eligible)),
            plural("Of these, {count} was chosen.", "Of these, {count} were chosen.", chosen).format(
                count=w.number(chosen)
            )
            if chosen
            else _("None of them was chosen."),
        ]
        return " ".join([*said, *self._changes.sentences()])

    def _remarks(self) -> Iterator[Block]:
        """Return what a reader must know before the figures are used."""
        w, plural = self._writing, self._writing.ngettext
        _ = w.gettext
        rows = self._tables.rows
        if self._round and not self._round.is_frozen:
            said = _("This round is not approved yet: its decisions are proposals and may still change.")
            yield Note(w.runs(said))
        waiting = sum(row.decided is None and row.eligible for row in rows)
        if waiting:
            words = plural(
                "{count} service still awaits a decision.", "{count} services still await a decision.", waiting
            )
            yield Note(w.runs(words.format(count=w.number(waiting))))
        chosen, eligible = sum(row.decided is True for row in rows), sum(row.eligible for row in rows)
        if chosen * 2 > eligible:
            yield Note(w.runs(_("More than half of the services were chosen: the list no longer focuses effort.")))

    def _chosen_table(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        rows = tuple(
            (
                w.both(row.name),
                w.runs(w.number(row.rank)) if row.rank is not None else w.runs("—"),
                self._tables.score(row),
                self._tables.reason(row),
                self._changes.mark(self._changes.of(row)),
            )
            for row in self._chosen()
        )
        columns = w.columns(
            (_("Priority service"), 4),
            (_("Rank"), 1, Align.END),
            (_("Score out of 100"), 2, Align.END),
            (_("Rationale"), 7),
            (_("Since last year"), 2),
        )
        title = self._content.framework.table("priority-services").title
        return Table(w.both(title), columns, rows) if rows else None

    def _chosen(self) -> list[RankRow]:
        return [row for row in (*self._tables.ranked, *self._tables.unranked) if row.decided]

    def _method(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        headings = self._headings
        yield headings.chapter(_("Method, criteria and weights"))
        yield Paragraph(
            w.runs(
                _(
                    "The policy leaves the choice of priority services to each department, on one or more of its "
                    "criteria. This department rates each service on the considerations below, weighs the ratings, and "
                    "decides service by service."
                )
            )
        )
        yield Paragraph(
            w.runs(
                _(
                    "A score proposes; it does not decide. The department may depart from the threshold, for a reason "
                    "that is recorded in both official languages. Only external and internal enterprise services can "
                    "be priority services."
                )
            )
        )
        yield Paragraph(w.runs(self._state()))
        yield headings.part(_("Considerations and weights"))
        yield from self._with_source(self._tables.weights())
        yield headings.part(_("How a service is scored"))
        yield how_scored(w, self._content.framework, self._round)
        yield Paragraph(w.runs(self._content.framework.priorities.volume_bands.explanation.text(w.language)))
        yield from self._with_source(self._tables.scale())

    def _state(self) -> str:
        w, _ = self._writing, self._writing.gettext
        approved = self._approved()
        if approved.on is None:
            return _("The round of {year} is a draft.").format(year=w.year(self._year))
        return _("{name} approved the round of {year} on {date}; it can no longer be changed.").format(
            year=w.year(self._year), name=text_of_runs(w.person(approved.name)), date=w.date(approved.on)
        )

    def _with_source(self, block: Table | Figure | None) -> Iterator[Block]:
        if block:
            yield block
            yield self._source()

    def _order(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        table = self._tables.matrix()
        yield self._headings.chapter(_("Ranking"), wide=table is not None)
        if table is None:
            yield Note(w.runs(_("No service has been rated yet.")), NoteKind.GAP)
            return
        yield Paragraph(
            w.runs(_("Ratings: 3 high, 2 medium, 1 low, 0 not applicable; a dash stands for one that is not assessed."))
        )
        out = [row for row in self._tables.unranked if not row.eligible]
        if out:
            names = w.listed(self._name(row) for row in out)
            said = w.ngettext(
                "Not ranked, since it is neither an external nor an internal enterprise service: {names}.",
                "Not ranked, since they are neither external nor internal enterprise services: {names}.",
                len(out),
            )
            yield Paragraph(w.runs(said.format(names=names)))
        yield from self._with_source(table)
        yield self._headings.chapter(_("Scores and stability"))
        pictures = Pictures(w, self._content.framework, {}, self._ranking.year, ranking=self._ranking)
        yield from self._with_source(pictures.make("priority-ranking"))
        yield from stability_part(w, self._headings, self._ranking, self._source())

    def _name(self, row: RankRow) -> str:
        return row.name.text(self._writing.language).strip() or row.service_id

    def _decisions(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._headings.chapter(_("Decisions and rationale"))
        for row in self._chosen():
            yield self._headings.part(self._name(row))
            yield Paragraph(self._facts(row))
            yield from w.paragraphs(row.rationale)
            yield self._tables.ratings(row)
            yield self._source()
        others = self._tables.others()
        if others:
            yield self._headings.part(_("Services that were not chosen"))
            yield from self._with_source(others)

    def _facts(self, row: RankRow) -> Runs:
        w, _ = self._writing, self._writing.gettext
        facts = [self._changes.since(row)]
        if row.rank is not None and row.score is not None:
            said = _("rank {number}, with a score of {score} out of 100")
            facts.append(said.format(number=w.number(row.rank), score=w.number(row.score)))
        if row.critical:
            facts.append(_("critical service"))
        if row.departs:
            facts.append(_("decision that departs from the threshold"))
        told = w.listed(facts)
        return w.runs(f"{told[:1].upper()}{told[1:]}." if told else "", emphasis=True)

    def _change(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        before = self._content.before
        yield self._headings.chapter(_("Change since last year"))
        if before is None:
            yield Paragraph(w.runs(_("This is the first round: there is no earlier approved one to compare with.")))
            return
        yield Paragraph(w.runs(" ".join(self._changes.sentences())))
        table = self._changes.table()
        if table:
            yield table
            yield w.source(self._year, _("selection of priority services"), earlier=[before.year])
