"""Builds the report on the quality of a year's inventory: what the registry would refuse, then everything by rule."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.checks.finding import Finding, Level
from app.checks.rules import RuleCard, rules
from app.checks.words import ASKERS
from app.documents.builders.front import contents, document_of, signature_of, wordmark_of
from app.documents.builders.writing import Writing
from app.documents.content import NOBODY
from app.documents.tree import Align, Cover, Heading, ListBlock, ListItem, Note, Paragraph, Run, Table, Tone
from app.formats import format_number
from app.i18n import N_
from app.typography import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.documents.builders.front import Request
    from app.documents.quality import QualityContent
    from app.documents.tree import Block, Document, Runs
    from model.bilingual import Bilingual

TITLE: Final = N_("Quality of the service inventory")
_LEVELS: Final = {
    Level.ERROR: (N_("Errors"), N_("error"), Tone.BAD),
    Level.WARNING: (N_("Warnings"), N_("warning"), Tone.WARN),
    Level.SUGGESTION: (N_("Suggestions"), N_("suggestion"), Tone.ACCENT),
}


def build_quality_report(content: QualityContent, request: Request) -> Document:
    """Return the report in the language that is asked for."""
    return _Report(content, request).document()


class _Report:
    def __init__(self, content: QualityContent, request: Request) -> None:
        self._content = content
        self._request = request
        self._writing = Writing(request.language)
        self._ids = 0

    def document(self) -> Document:
        w, frame = self._writing, self._content.frame
        title, period = w.gettext(TITLE), w.year(frame.year)
        blocks: list[Block] = [self._cover(title, period), *contents(w, depth=3, lists=False, new_page=True)]
        blocks += self._summary()
        blocks += self._refused()
        for number, level in enumerate(_LEVELS, 3):
            blocks += self._of_level(level, number)
        made = document_of(
            w, frame, title, self._request, blocks, kind="quality-report", approved=NOBODY, period=period
        )
        return replace(made, date=w.date(self._content.made_on), made_on=self._content.made_on.isoformat())

    def _cover(self, title: str, period: str) -> Cover:
        w, _ = self._writing, self._writing.gettext
        day = _("State of the plan on {date}").format(date=w.date(self._content.frame.changed_on))
        signature = signature_of(w, self._content.frame.department, self._request)
        return Cover(
            department=() if signature else w.both(self._content.frame.department),
            title=w.runs(title),
            subtitle=w.runs(period),
            lines=(w.runs(day), w.runs(_("Working document: not for publication"))),
            signature=signature,
            wordmark=wordmark_of(w, self._request),
        )

    def _heading(self, level: int, text: str, number: str = "", *, new_page: bool = False) -> Heading:
        self._ids += 1
        return Heading(level, self._writing.runs(text), f"{self._writing.language}-{self._ids}", number, new_page)

    def _summary(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._heading(1, _("Summary"), "1", new_page=True)
        yield Paragraph(w.runs(self._readiness(), strong=True))
        yield Paragraph(w.runs(self._counted()))
        by_rule = _by_rule(self._content.findings)
        if by_rule:
            yield Table(
                caption=w.runs(_("Findings by rule")),
                columns=w.columns((_("Rule"), 6), (_("Level"), 2), (_("Findings"), 2, Align.END)),
                rows=tuple(
                    (w.runs(rule.title.text(w.language)), self._level(level), w.runs(w.number(len(found))))
                    for (rule, level), found in by_rule.items()
                ),
            )
        yield Paragraph(w.runs(_("How to read this report"), strong=True))
        threshold = self._content.threshold
        swing = format_number(threshold, w.language, decimals=0 if threshold.is_integer() else 1)
        items = (
            _("An error keeps documents from being final; most also make the registry refuse a record."),
            _("What a warning points to is changed by the registry, or asked about once the inventory is published."),
            _("A suggestion is worth a look; it may be right as it is."),
            _(
                "A volume stands out when it lies more than {threshold} standard deviations from the mean of the "
                "earlier years; the plan’s settings say how many."
            ).format(threshold=swing),
        )
        yield ListBlock(tuple(ListItem(w.runs(item)) for item in items))

    def _readiness(self) -> str:
        w, _ = self._writing, self._writing.gettext
        held, year = self._content.readiness, w.year(self._content.frame.year)
        if not held.services:
            return _("The plan holds no service for {year}.").format(year=year)
        if held.is_ready:
            return _("The inventory of {year} is ready: the registry would take every record.").format(year=year)
        refused = held.records - held.accepted
        return w.ngettext(
            "The registry would refuse {count} of {total} records of {year}.",
            "The registry would refuse {count} of {total} records of {year}.",
            refused,
        ).format(count=w.number(refused), total=w.number(held.records), year=year)

    def _counted(self) -> str:
        w = self._writing
        counts = {level: sum(found.level is level for found in self._content.findings) for level in _LEVELS}
        said = [
            w.ngettext("{count} error", "{count} errors", counts[Level.ERROR]).format(
                count=w.number(counts[Level.ERROR])
            ),
            w.ngettext("{count} warning", "{count} warnings", counts[Level.WARNING]).format(
                count=w.number(counts[Level.WARNING])
            ),
            w.ngettext("{count} suggestion", "{count} suggestions", counts[Level.SUGGESTION]).format(
                count=w.number(counts[Level.SUGGESTION])
            ),
        ]
        services = w.ngettext("{count} service", "{count} services", self._content.readiness.services).format(
            count=w.number(self._content.readiness.services)
        )
        standards = w.ngettext("{count} standard", "{count} standards", self._content.readiness.standards).format(
            count=w.number(self._content.readiness.standards)
        )
        return w.gettext("{services} and {standards} were checked: {counts}.").format(
            services=services, standards=standards, counts=", ".join(said)
        )

    def _refused(self) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        yield self._heading(1, _("What the registry would refuse"), "2")
        held = self._content.readiness
        if not held.by_rule:
            yield Note(
                w.runs(_("Nothing: every record would be taken as it stands.") if held.services else self._readiness())
            )
            return
        yield Table(
            caption=w.runs(_("Services with records that would be refused")),
            columns=w.columns((_("Service"), 4), (_("What stands in the way"), 8)),
            rows=tuple(
                (
                    self._named(item.name, item.service, self._identifier(item.service)),
                    self._lines(finding.message(w.language) for finding in item.findings),
                )
                for item in sorted(held.by_service, key=lambda item: sort_key(item.name.text(w.language), w.language))
            ),
        )

    def _lines(self, sentences: Iterable[str]) -> Runs:
        """Return sentences, each once, a line for each."""
        return self._writing.runs("\n".join(dict.fromkeys(sentences)))

    def _of_level(self, level: Level, number: int) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        plural, _word, _tone = _LEVELS[level]
        yield self._heading(1, _(plural), str(number))
        by_rule = {rule: found for (rule, held), found in _by_rule(self._content.findings).items() if held is level}
        if not by_rule:
            yield Note(w.runs(_("No finding.")))
        for at, (rule, found) in enumerate(by_rule.items(), 1):
            yield self._heading(2, rule.title.text(w.language), f"{number}.{at}")
            yield Paragraph(w.runs(rule.why.text(w.language)))
            yield Paragraph(w.labelled(_("Asked by"), w.runs(_(ASKERS[rule.asker]))))
            mends = {item.mend(w.language) for item in found}
            if len(mends) == 1:
                yield Paragraph(w.labelled(_("How to mend it"), w.runs(mends.pop())))
            yield self._table(rule, found, with_mend=bool(mends))

    def _table(self, rule: RuleCard, found: Sequence[Finding], *, with_mend: bool) -> Table:
        w, _ = self._writing, self._writing.gettext
        titles: list[tuple[str, int]] = [(_("Where"), 4), (_("What is wrong"), 5)]
        if with_mend:
            titles.append((_("How to mend it"), 4))
        rows = []
        for item in sorted(found, key=self._order):
            cells = [self._where(item), w.runs(item.message(w.language))]
            rows.append((*cells, w.runs(item.mend(w.language))) if with_mend else tuple(cells))
        return Table(w.runs(rule.title.text(w.language)), w.columns(*titles), tuple(rows))

    def _place(self, finding: Finding) -> str:
        """Return the name of the service that a finding is on, or of what else it is on."""
        place = self._content.places.get(finding.id)
        shown = "" if place is None else place.service.text(self._writing.language)
        return shown or finding.name(self._writing.language)

    def _identifier(self, service: str) -> str:
        place = self._content.places.get(service)
        return "" if place is None else place.service_id

    def _order(self, finding: Finding) -> tuple[object, str, str]:
        place = self._content.places.get(finding.id)
        identifiers = ("", "") if place is None else (place.service_id, place.standard_id)
        return sort_key(self._place(finding), self._writing.language), *identifiers

    def _where(self, finding: Finding) -> Runs:
        """Return where a finding is: the service with its identifier, and of a standard its text."""
        w, _ = self._writing, self._writing.gettext
        place = self._content.places.get(finding.id)
        if place is None:
            return self._named(finding.subject, finding.name(w.language))
        runs = self._named(place.service, finding.name(w.language), place.service_id)
        if finding.entity == "standard_record":
            before, _mark, _after = _("{label}: {value}").format(label=place.standard_id, value="|").partition("|")
            label = w.runs(before) if place.standard_id else ()
            runs = (*runs, Run("\n", w.language), *label, *self._named(finding.subject, finding.name(w.language)))
        return runs

    def _named(self, name: Bilingual, otherwise: str, identifier: str = "") -> Runs:
        """Return a name in this language, else in the other one, else what stands for it; and its identifier."""
        w = self._writing
        own, other = name.text(w.language), name.text(w.language.other)
        runs = w.runs(own) if own.strip() or not other.strip() else w.in_other(other)
        return (*(runs or w.runs(otherwise)), *w.runs(f" ({identifier})" if identifier else ""))

    def _level(self, level: Level) -> Runs:
        _plural, word, tone = _LEVELS[level]
        return self._writing.runs(self._writing.gettext(word), tone=tone)


def _by_rule(findings: Iterable[Finding]) -> Mapping[tuple[RuleCard, Level], list[Finding]]:
    """Return findings by rule and level, errors first, in the order of the rules."""
    found: dict[tuple[RuleCard, Level], list[Finding]] = defaultdict(list)
    for finding in findings:
        found[rules()[finding.rule], finding.level].append(finding)
    order, levels = list(rules()), list(_LEVELS)
    return dict(sorted(found.items(), key=lambda item: (levels.index(item[0][1]), order.index(item[0][0].id))))
