"""The tables that close the strategy: concordance with the policy, glossary, instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.builders import statuses
from app.documents.tree import Run, Runs, Table, Tone
from app.framework.parts import SectionKind
from app.typography import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.documents.builders.writing import Writing
    from app.documents.content import StrategyContent
    from app.framework.framework import Framework
    from app.framework.parts import Note, Section

_EVIDENCE_SHOWN = 3


class AnnexTables:
    """Tables of the appendices in one language."""

    def __init__(self, writing: Writing, content: StrategyContent, printed: frozenset[str]) -> None:
        """Make the tables; ``printed`` are the ids of the headings that the document prints."""
        self._writing = writing
        self._content = content
        self._printed = printed

    def makers(self) -> dict[str, Callable[[], Table | None]]:
        """Return what makes each table, by its id."""
        return {"concordance": self._concordance, "glossary": self._glossary, "instruments": self._instruments}

    @property
    def _framework(self) -> Framework:
        return self._content.framework

    def _caption(self, table_id: str) -> Runs:
        return self._writing.both(self._framework.table(table_id).title)

    def _concordance(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        rows = [
            (
                w.runs(_("{clause} {title}").format(clause=r.clause, title=r.title.text(w.language))),
                self._where(r.id),
                self._evidence(r.id),
                self._rated(r.id),
            )
            for r in self._framework.requirements_in(self._content.frame.year)
        ]
        rows += [
            (
                w.runs(_("{clause} {title}").format(clause=element.id, title=element.title.text(w.language))),
                self._where(element.id),
                self._held(element),
                self._written(element.id),
            )
            for element in self._framework.elements
        ]
        columns = w.columns(
            (_("Requirement or element"), 4), (_("Section and page"), 4), (_("Evidence"), 6), (_("Status"), 3)
        )
        return Table(self._caption("concordance"), columns, tuple(rows)) if rows else None

    def _held(self, element: Note) -> Runs:
        """Return what the strategy holds for an element: the rows of its sections' tables, else its texts."""
        w, content = self._writing, self._content
        plural, ranking = w.ngettext, content.ranking
        priority = sum(row.priority for row in ranking.rows) if ranking else 0
        counts = {
            "objectives": len(content.objectives),
            "initiatives": len(content.initiatives),
            "priority-services": priority,
            "targets": len(content.targets),
        }
        words_of = {
            "objectives": plural("{count} objective", "{count} objectives", counts["objectives"]),
            "initiatives": plural("{count} initiative", "{count} initiatives", counts["initiatives"]),
            "priority-services": plural("{count} priority service", "{count} priority services", priority),
            "targets": plural("{count} target", "{count} targets", counts["targets"]),
        }
        shown = {table for section in self._framework.sections_answering(element.id) for table in section.tables}
        said = [
            words_of[name].format(count=w.number(count)) for name, count in counts.items() if count and name in shown
        ]
        if said:
            return w.runs(w.listed(said))
        texts = sum(
            section.id in self._printed and bool(content.section(section.id).text.text(w.language).strip())
            for section in self._framework.sections_answering(element.id)
        )
        words = plural("{count} section written", "{count} sections written", texts)
        return w.runs(words.format(count=w.number(texts))) if texts else w.nothing()

    def _where(self, answered: str) -> Runs:
        """Return the sections that answer something, each with the page it starts on."""
        w, _ = self._writing, self._writing.gettext
        runs: Runs = ()
        for section in self._framework.sections_answering(answered):
            if section.id not in self._printed or section.is_front_matter or "concordance" in section.tables:
                continue
            target = f"{w.language}-{section.id}"
            before, _mark, after = (
                _("{section}, p. {page}").format(section=self._numbered(section), page="\0").partition("\0")
            )
            runs += w.runs("; ") if runs else ()
            runs += w.runs(f"{before.rstrip()}\u00a0")
            runs += (Run("000", w.language, href=f"#{target}", page_of=target), *w.runs(after))
        return runs or w.runs(_("not in this document"), tone=Tone.MUTED)

    def _numbered(self, section: Section) -> str:
        _ = self._writing.gettext
        return _("Appendix {letter}").format(letter=section.number) if section.is_annex else section.number

    def _evidence(self, requirement: str) -> Runs:
        """Return the evidence of the year's self-assessment, else the figures that bear on it."""
        w, _ = self._writing, self._writing.gettext
        rated = self._content.rated.get(requirement)
        if rated and rated.evidence:
            runs: Runs = ()
            for title in rated.evidence:
                runs += w.runs("; ") if runs else ()
                runs += w.both(title)
            return runs
        figures = self._content.years[self._content.frame.year].figures
        said = [
            _("{label}: {value}").format(label=indicator.title.text(w.language), value=w.figure(figure))
            for indicator in self._framework.indicators_of(requirement)
            if (figure := figures.figure(indicator.id)).value is not None
        ]
        return w.runs(w.listed(said[:_EVIDENCE_SHOWN])) or w.nothing()

    def _rated(self, requirement: str) -> Runs:
        rated = self._content.rated.get(requirement)
        return statuses.rating(self._writing, self._framework, rated.rating if rated else "")

    def _written(self, element: str) -> Runs:
        """Return whether the sections that an element asks for are written."""
        w, _ = self._writing, self._writing.gettext
        required = [
            section for section in self._framework.sections_required_for(element) if section.kind is SectionKind.TEXT
        ]
        written = [s for s in required if self._content.section(s.id).text.text(w.language).strip()]
        if len(written) == len(required):
            return w.runs(_("Written"), tone=Tone.GOOD)
        return w.runs(
            _("Sections written: {part} of {whole}").format(part=len(written), whole=len(required)), tone=Tone.WARN
        )

    def _glossary(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        terms = sorted(self._framework.definitions, key=lambda t: sort_key(t.term.text(w.language), w.language))
        rows = tuple((w.both(term.term), w.both(term.meaning)) for term in terms)
        columns = w.columns((_("Term"), 3), (_("Meaning"), 8))
        return Table(self._caption("glossary"), columns, rows) if rows else None

    def _instruments(self) -> Table | None:
        w, _ = self._writing, self._writing.gettext
        instrument = self._framework.instrument
        rows = [(w.both(instrument.title), (*w.both(instrument.objective), *self._replaced()))]
        related = sorted(
            self._framework.related_instruments, key=lambda n: sort_key(n.title.text(w.language), w.language)
        )
        rows += [(w.both(note.title), w.both(note.text)) for note in related]
        columns = w.columns((_("Instrument"), 4), (_("What it deals with"), 7))
        return Table(self._caption("instruments"), columns, tuple(rows))

    def _replaced(self) -> Runs:
        """Return what took the place of the policy, and when; nothing while it is in force."""
        w, _, later = self._writing, self._writing.gettext, self._framework.instrument.replaced_by
        if later is None:
            return ()
        titles = w.listed(title.text(w.language) for title in later.titles)
        said = _("Replaced by the following on {date}: {titles}.").format(date=w.date(later.since), titles=titles)
        return w.runs(f" {said}")
