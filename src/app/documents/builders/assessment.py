"""Builds the yearly self-assessment: attestation, requirement by requirement, progress on the strategy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.assessment.cards import NOT_RATED, Trend
from app.documents.builders import statuses
from app.documents.builders.assessment_tables import AssessmentTables
from app.documents.builders.front import Request, contents, document_of, front_matter
from app.documents.builders.headings import Headings
from app.documents.builders.inventory_tables import InventoryTables
from app.documents.builders.writing import Writing
from app.documents.content import NOBODY, Approver
from app.documents.tree import Approval, Heading, ListBlock, ListItem, Note, NoteKind, Paragraph, Signatory
from app.i18n import N_, catalog
from model.bilingual import Bilingual
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.assessment.cards import EvidenceCard, RequirementCard
    from app.documents.progress_content import ProgressContent
    from app.documents.tree import Block, Document, Figure, Runs, Table

_FEW = 6  # corrective actions that an upright page shows well
_TITLE = N_("Annual Progress Self-Assessment")


def build_assessment(content: ProgressContent, request: Request) -> Document:
    """Return the self-assessment in the language that is asked for."""
    return _Assessment(content, request).document()


class _Assessment:
    def __init__(self, content: ProgressContent, request: Request) -> None:
        self._content = content
        self._request = request
        self._writing = Writing(request.language)
        self._headings = Headings(self._writing)
        self._tables = AssessmentTables(self._writing, content)
        self._year = content.frame.year

    def document(self) -> Document:
        """Return the whole document."""
        frame, w, _ = self._content.frame, self._writing, self._writing.gettext
        title = Bilingual(catalog(Language.EN).gettext(_TITLE), catalog(Language.FR).gettext(_TITLE))
        period, attested = w.year(self._year), self._attested()
        blocks: list[Block] = front_matter(
            w,
            frame,
            title,
            self._request,
            approved=attested,
            period=period,
            more=self._edition(),
            approved_on=_("Attested on {date}"),
            signed=_("Attested by"),
        )
        blocks += self._attestation(attested)
        blocks += contents(w, depth=2, lists=False, new_page=True)
        for part in (self._summary, self._method, self._results, self._actions, self._progress, self._appendices):
            blocks += part()
        return document_of(
            w,
            frame,
            title.text(w.language),
            self._request,
            blocks,
            kind="assessment",
            approved=attested,
            period=period,
        )

    def _attested(self) -> Approver:
        card = self._content.card
        return Approver(card.attested_by, card.attested_on) if card and card.is_attested else NOBODY

    def _edition(self) -> list[str]:
        w, _, card = self._writing, self._writing.gettext, self._content.card
        if card is None or card.revision < 2:
            return []
        return [_("Revision {number}").format(number=w.number(card.revision))]

    def _attestation(self, attested: Approver) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield Heading(1, w.runs(_("Attestation")), f"{w.language}-attestation")
        policy = self._content.framework.instrument.title.text(w.language)
        said = _(
            "I attest that this self-assessment describes how far the department met the requirements of the {policy} "
            "in {year}, and that the evidence it names is on file."
        ).format(policy=policy, year=w.year(self._year))
        yield Paragraph(w.runs(said))
        name, day = w.runs(_("Name and title")), w.runs(_("Date"))
        if attested.name and not self._request.draft:
            name = w.person(attested.name)
        if attested.on and not self._request.draft:
            day = w.runs(_("Date: {date}").format(date=w.date(attested.on)))
        role = w.runs(_("Attested by the deputy head"))
        yield Approval((Signatory(role, name, w.runs(_("Signature")), day),))

    def _with_source(self, block: Table | Figure | None, *, two_years: bool = True) -> Iterator[Block]:
        """Return a table or chart and where its figures come from, when there is one."""
        w, _ = self._writing, self._writing.gettext
        if block:
            earlier = [self._year - 1] if two_years else []
            yield block
            yield w.source(self._year, _("self-assessment"), earlier=earlier)

    def _of_inventory(self, block: Table | None, *, two_years: bool = False) -> Iterator[Block]:
        """Return a table of indicators and where they come from, when there is one."""
        w, _ = self._writing, self._writing.gettext
        if block:
            yield block
            earlier = [self._year - 1] if two_years else []
            yield w.source(self._year, _("service inventory and service management strategy"), earlier=earlier)

    def _summary(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._headings.chapter(_("Summary"))
        card = self._content.card
        if not self._content.requirements:
            policy = self._content.framework.instrument.title.text(w.language)
            said = _("No requirement of the {policy} was in effect in {year}.")
            yield Paragraph(w.runs(said.format(policy=policy, year=w.year(self._year))))
            return
        if card is None:
            said = _("The self-assessment of {year} has not been started: nothing is rated yet.")
            yield Note(w.runs(said.format(year=w.year(self._year))), NoteKind.GAP)
        else:
            yield Paragraph(w.runs(" ".join(self._picture())))
            if not card.is_attested:
                yield Note(w.runs(_("This self-assessment is not attested yet: ratings may still change.")))
        yield from self._with_source(self._tables.ratings())
        yield from self._with_source(self._tables.rating_chart())

    def _picture(self) -> Iterator[str]:
        """Return the overall picture in two or three sentences."""
        w, plural = self._writing, self._writing.ngettext
        _, rows = w.gettext, self._content.requirements
        yield plural(
            "This self-assessment of {year} covers {count} requirement of the {policy}.",
            "This self-assessment of {year} covers {count} requirements of the {policy}.",
            len(rows),
        ).format(
            year=w.year(self._year),
            count=w.number(len(rows)),
            policy=self._content.framework.instrument.title.text(w.language),
        )
        counted = Counter(row.rating or NOT_RATED for row in rows)
        said = [
            _("{label} ({number})").format(label=step.label.text(w.language), number=w.number(counted[step.code]))
            for step in self._content.framework.ratings
            if counted[step.code]
        ]
        yield _("Ratings: {list}.").format(list=w.listed(said))
        moved = Counter(row.trend for row in rows)
        if set(moved) & {Trend.IMPROVED, Trend.DECLINED, Trend.STABLE}:
            yield _("Compared with {year}: {improved} improved, {stable} unchanged, {declined} declined.").format(
                year=w.year(self._year - 1),
                improved=w.number(moved[Trend.IMPROVED]),
                stable=w.number(moved[Trend.STABLE]),
                declined=w.number(moved[Trend.DECLINED]),
            )

    def _method(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._headings.chapter(_("Method and data quality"))
        yield self._headings.part(_("How requirements are rated"))
        items = (
            _("Each requirement covered is rated on the scale below, with evidence."),
            _(
                "The indicators propose a rating according to how far they reach their targets. The assessor confirms "
                "or changes it; any change, and any movement since last year, is explained."
            ),
            _("A rating of partly met or not met calls for a corrective action with a lead and a date."),
        )
        yield ListBlock(tuple(ListItem(w.runs(item)) for item in items))
        yield self._tables.scale()
        instrument = self._content.framework.instrument.title.text(w.language)
        yield self._source_of(_("method of the self-assessment under the {policy}").format(policy=instrument))
        yield self._headings.part(_("Data quality"))
        said = _(
            "Figures are computed from the service inventory and the strategy. A record without data counts on neither "
            "side of a share and is shown as left out; a share whose denominator is zero is “not available”, never 0%."
        )
        yield Paragraph(w.runs(said))
        gaps = self._tables.gaps()
        if gaps is None:
            yield Paragraph(w.runs(_("No record had to be left out of an indicator.")))
        yield from self._of_inventory(gaps)

    def _source_of(self, what: str) -> Block:
        return self._writing.source(self._year, what)

    def _results(self) -> Iterator[Block]:
        _ = self._writing.gettext
        if not self._content.requirements:
            return
        yield self._headings.chapter(_("Results by requirement"))
        for row in self._content.requirements:
            yield from self._requirement(row)

    def _requirement(self, row: RequirementCard) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._headings.clause(row.clause, row.title.text(w.language))
        asked = self._content.framework.requirement(row.requirement).text
        yield Paragraph(w.labelled(_("What is asked"), w.both(asked)))
        yield Paragraph(self._rated(row))
        yield from self._narrative(row)
        yield from self._of_inventory(self._tables.indicators(row), two_years=True)
        if len(row.evidence) > 1:
            yield Paragraph(w.runs(_("Evidence"), strong=True))
            yield ListBlock(tuple(ListItem(self._evidence(item)) for item in row.evidence))
        else:
            named = self._evidence(row.evidence[0]) if row.evidence else w.runs(_("none is named."))
            yield Paragraph(w.labelled(_("Evidence"), named))
        yield from self._with_source(self._tables.actions(row), two_years=False)

    def _evidence(self, item: EvidenceCard) -> Runs:
        """Return a piece of evidence with the place where it is kept and its date."""
        w, where = self._writing, item.location.strip()
        runs = w.both(item.title)
        if where:
            is_address = where.startswith(("https://", "http://")) and not any(map(str.isspace, where))
            runs = (*runs, *w.runs(", "), *w.runs(where, href=where if is_address else ""))
        return (*runs, *w.runs(f", {w.date(item.dated)}")) if item.dated else runs

    def _rated(self, row: RequirementCard) -> Runs:
        """Return rating, last year's, how it moved, and what the indicators propose, in a line."""
        w, _ = self._writing, self._writing.gettext
        framework = self._content.framework
        runs = w.labelled(_("Rating"), statuses.rating(w, framework, row.rating, strong=True))
        facts = []
        if row.last:
            said = _("{year}: {label}").format(
                year=w.year(self._year - 1), label=framework.rating(row.last).label.text(w.language)
            )
            facts.append(said)
        if row.proposed != NOT_RATED:
            label = framework.rating(row.proposed).label.text(w.language)
            facts.append(_("proposed by the indicators: {label}").format(label=label))
        return (*runs, *w.runs(_(" ({list})").format(list=w.listed(facts)))) if facts else runs

    def _narrative(self, row: RequirementCard) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        if row.finding.is_blank:
            if row.is_rated:
                yield Note(w.runs(_("No finding has been written for this requirement yet.")), NoteKind.GAP)
        else:
            yield from w.paragraphs(row.finding)
        if not row.reason.is_blank:
            yield Paragraph(w.labelled(_("Reason for the rating"), w.both(row.reason)))

    def _actions(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        table = self._tables.all_actions()
        yield self._headings.chapter(_("Corrective actions"), wide=len(self._content.actions) > _FEW)
        if table is None:
            yield Paragraph(w.runs(_("The plan holds no corrective action.")))
            return
        late = sum(action.is_overdue for action in self._content.actions)
        count = len(self._content.actions)
        said = w.ngettext(
            "The plan holds {count} corrective action.",
            "The plan holds {count} corrective actions.",
            count,
        )
        told = [said.format(count=w.number(count))]
        if late:
            words = w.ngettext("{count} is past its due date.", "{count} are past their due dates.", late)
            told.append(words.format(count=w.number(late)))
        yield Paragraph(w.runs(" ".join(told)))
        yield from self._with_source(table, two_years=False)

    def _progress(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._headings.chapter(_("Progress on initiatives and targets"))
        initiatives, targets = self._tables.initiatives(), self._tables.targets()
        if initiatives is None and targets is None:
            yield Paragraph(w.runs(_("The strategy has neither initiatives nor targets yet.")))
        if initiatives:
            yield self._headings.part(_("Initiatives"))
            yield Paragraph(w.runs(self._states()))
            yield initiatives
            yield self._source_of(_("service management strategy"))
        if targets:
            yield self._headings.part(_("Targets"))
            yield from self._of_inventory(targets, two_years=True)

    def _states(self) -> str:
        """Return how many initiatives are in each state."""
        w, _ = self._writing, self._writing.gettext
        counted = Counter(entry.status for entry in self._content.initiatives)
        said = [
            _("{label} ({number})").format(label=state.label.text(w.language), number=w.number(counted[state.id]))
            for state in self._content.framework.progress_states
            if counted[state.id]
        ]
        count = len(self._content.initiatives)
        opening = w.ngettext(
            "The strategy holds {count} initiative.", "The strategy holds {count} initiatives.", count
        ).format(count=w.number(count))
        return " ".join([opening, *([_("Statuses: {list}.").format(list=w.listed(said))] if said else [])])

    def _appendices(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._headings.appendix("A", _("Indicators"), wide=True)
        yield from self._of_inventory(self._tables.all_indicators())
        content = self._content
        services = InventoryTables(w, content.framework, content.years, self._year).make("service-list")
        if services:
            yield self._headings.appendix("B", _("Services assessed"))
            yield services
            yield w.source(self._year)
