"""Builds the departmental service management strategy along the framework's outline."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from app.documents.builders.front import Request, approval_page, contents, document_of, front_matter
from app.documents.builders.inventory_tables import InventoryTables
from app.documents.builders.pictures import Pictures, years_shown
from app.documents.builders.section_text import NoteLabels, SectionText
from app.documents.builders.selection_tables import how_scored
from app.documents.builders.strategy_tables import StrategyTables
from app.documents.builders.writing import Writing
from app.documents.markup import Token, TokenKind, parse, tokens_of
from app.documents.tree import Figure, Heading, Note, NoteKind, Paragraph, Source, Table
from app.errors import UnknownCodeError
from app.framework.parts import Mark, SectionKind
from app.i18n import N_, catalog
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.documents.content import StrategyContent
    from app.documents.tree import Block, Document
    from app.framework.parts import Section

_TITLE = N_("Departmental Service Management Strategy")
_ADDED = frozenset(
    {
        "objectives",
        "initiatives",
        "targets",
        "priority-services",
        "mandatory-services",
        "engagement-actions",
        "e-services-plan",
    }
)
"""Tables that belong to the strategy itself: they follow the text of their section when it does not place them."""

_WIDE = frozenset({"annex-work-plan", "annex-standards"})
"""Appendices whose tables need pages that lie on their side."""

_FROM_INVENTORY = frozenset({"review-calendar", "standards-plan"})


def build_strategy(content: StrategyContent, request: Request) -> Document:
    """Return the strategy document in the language that is asked for."""
    return _Strategy(content, request).document()


class FigureBlocks:
    """Gives tokens their values, tables and charts, each with the line that says where it comes from."""

    def __init__(self, writing: Writing, content: StrategyContent, printed: frozenset[str] = frozenset()) -> None:
        """Give figures in the language of ``writing``; ``printed`` are the headings that the document prints."""
        self._writing = writing
        self._content = content
        self._strategy = StrategyTables(writing, content, printed)

    def year_of(self, token: Token) -> FiscalYear:
        """Return the fiscal year that a token speaks of."""
        if token.year == "latest":
            return self._content.frame.year
        try:
            return FiscalYear.parse(token.year)
        except ValueError:
            return self._content.frame.year

    def value(self, token: Token) -> str:
        """Return an indicator as running text; an unknown one gives its written form."""
        w, _ = self._writing, self._writing.gettext
        year = self.year_of(token)
        if year not in self._content.years:
            return _("not available")
        try:
            return w.figure(self._content.years[year].figures.figure(token.id))
        except UnknownCodeError:
            return token.written

    def blocks(self, token: Token) -> list[Block]:
        """Return the table or figure of a token with its source, or the mark of one that has no data."""
        w, _ = self._writing, self._writing.gettext
        year = self.year_of(token)
        made = self._made(token, year)
        if made is not None:
            return [made, self._source(token, year, made)]
        try:
            kinds = {TokenKind.TABLE: self._content.framework.table, TokenKind.CHART: self._content.framework.chart}
            title = kinds[token.kind](token.id).title.text(w.language)
        except UnknownCodeError:
            title = token.written
        said = _("{title}, {year}: the plan holds no data for it yet.").format(title=title, year=w.year(year))
        return [Note(w.runs(said), NoteKind.GAP)]

    def has(self, token: Token) -> bool:
        """Whether the plan holds data for the table or chart of a token."""
        return self._made(token, self.year_of(token)) is not None

    def _made(self, token: Token, year: FiscalYear) -> Table | Figure | None:
        content, w = self._content, self._writing
        if token.kind is TokenKind.CHART:
            pictures = Pictures(
                w, content.framework, content.years, year, targets=content.targets, ranking=content.ranking
            )
            return pictures.make(token.id)
        return self._strategy.make(token.id) or InventoryTables(w, content.framework, content.years, year).make(
            token.id
        )

    def _source(self, token: Token, year: FiscalYear, made: Table | Figure) -> Block:
        w, _ = self._writing, self._writing.gettext
        own = self._strategy.is_known(token.id) and token.id not in _FROM_INVENTORY
        if token.id in {"glossary", "instruments"}:
            return Source(
                w.runs(_("Source: {source}.").format(source=self._content.framework.instrument.title.text(w.language)))
            )
        earlier = years_shown(token.id, made, self._content.years, year)
        if token.id in {"priority-ranking", "priority-weights", "priority-services"}:
            return w.source(year, _("selection of priority services"))
        if token.id in {"e-services-plan", "targets", "indicators", "e-services-target"}:
            return w.source(year, _("service inventory and targets of the strategy"), earlier=earlier)
        return w.source(year, _("service management strategy")) if own else w.source(year, earlier=earlier)


class _Strategy:
    def __init__(self, content: StrategyContent, request: Request) -> None:
        self._content = content
        self._request = request
        self._writing = Writing(request.language)
        self._labels = NoteLabels()
        self._shown: set[Token] = set()
        self._tables = FigureBlocks(self._writing, content, frozenset(s.id for s in self._sections))

    def document(self) -> Document:
        """Return the whole document."""
        frame, w, _ = self._content.frame, self._writing, self._writing.gettext
        plain = Bilingual(catalog(Language.EN).gettext(_TITLE), catalog(Language.FR).gettext(_TITLE))
        title = Bilingual(frame.title.en.strip() or plain.en, frame.title.fr.strip() or plain.fr)
        period = _("{first} to {last}").format(first=w.year(frame.first_year), last=w.year(frame.last_year))
        approved = frame.version.in_force
        blocks: list[Block] = front_matter(w, frame, title, self._request, approved=approved, period=period)
        blocks += approval_page(w, approved, draft=self._request.draft)
        blocks += contents(w, depth=3, lists=True, new_page=True)
        for section in self._sections:
            blocks += self._section(section)
        return document_of(
            w,
            frame,
            title.text(w.language),
            self._request,
            blocks,
            kind="strategy",
            approved=approved,
            period=period,
            tells_pages=True,
        )

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        """Return the headings that are printed: kept, and with something below them or a gap to show."""
        return tuple(section for section in self._content.framework.outline if self._is_printed(section))

    @cached_property
    def _first(self) -> Section | None:
        """Return the first numbered section: it starts a page, as the appendices do."""
        return next((section for section in self._sections if not section.is_front_matter), None)

    def _is_printed(self, section: Section) -> bool:
        if section.is_front_matter:
            return section.kind is SectionKind.TEXT and not self._content.section(section.id).text.is_blank
        parent = self._content.framework.parent(section.id)
        kept = self._content.section(section.id).kept and (parent is None or self._content.section(parent.id).kept)
        if not kept:
            return False
        if section.mark is Mark.REQUIRED or section.is_annex or self._request.draft:
            return True
        below = self._content.framework.children(section.id)
        return not self._content.section(section.id).text.is_blank or any(map(self._is_printed, below))

    def _section(self, section: Section) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        key = f"{w.language}-{section.id}"
        title, level = section.title.text(w.language), section.level
        if section.is_annex:
            title = _("Appendix {letter}: {title}").format(letter=section.number, title=title)
        number = "" if section.is_annex or section.is_front_matter else section.number
        level = 1 if section.is_front_matter else level
        new_page = level == 1 and (section.is_annex or section.is_front_matter or section == self._first)
        if section.kind is SectionKind.GENERATED:
            found = list(self._annex(section))
            is_filled = any(isinstance(block, Table | Figure) for block in found)  # one that is not needs no page
            starts = new_page and is_filled
            yield Heading(level, w.runs(title), key, number, starts, wide=starts and section.id in _WIDE)
            yield from found
            return
        heading = Heading(level, w.runs(title), key, number, new_page)
        yield heading
        text = self._content.section(section.id).text
        written = text.text(w.language)
        self._shown.update(token for token in tokens_of(parse(written)) if token.kind is not TokenKind.INDICATOR)
        if written.strip():
            text_of_section = SectionText(w, self._tables, self._labels, heading=heading, title=title)
            yield from text_of_section.blocks(written)
        added = list(self._added(section, written))
        yield from added
        if not written.strip() and self._is_a_gap(section, has_tables=bool(added)):
            yield w.gap_note(has_other=not text.is_blank)

    def _is_a_gap(self, section: Section, *, has_tables: bool) -> bool:
        """Whether a blank text must show: the other language has one, or nothing else stands here."""
        if not self._content.section(section.id).text.is_blank:
            return True
        is_parent = bool(self._content.framework.children(section.id))
        return section.mark is Mark.REQUIRED or not (has_tables or is_parent)

    def _added(self, section: Section, written: str) -> Iterator[Block]:
        """Return the strategy's own tables of a section that no text of the document places."""
        placed = {token.id for token in tokens_of(parse(written)) if token.kind is TokenKind.TABLE}
        for table_id in section.tables:
            if table_id not in _ADDED or table_id in placed or self._is_placed_below(section, table_id):
                continue
            token = Token(TokenKind.TABLE, table_id)
            if self._tables.has(token):
                yield from self._tables.blocks(token)

    def _is_placed_below(self, section: Section, table_id: str) -> bool:
        """Whether another heading has the table: one below this one, or one whose text places it."""
        below = self._content.framework.children(section.id)
        return any(table_id in child.tables and child in self._sections for child in below) or any(
            f"{{{{table:{table_id}@" in self._content.section(other.id).text.text(self._writing.language)
            for other in self._sections
        )

    def _annex(self, section: Section) -> Iterator[Block]:
        tokens = [Token(TokenKind.TABLE, table_id) for table_id in section.tables]
        tokens[1:1] = [Token(TokenKind.CHART, chart_id) for chart_id in section.charts]
        found: list[Block] = []
        for token in tokens:
            if not self._is_shown(token) and self._tables.has(token):
                found += self._tables.blocks(token)
        if section.id == "annex-standards":
            found += self._standards()
        if not found and tokens and self._tables.has(tokens[0]):  # all of it stands before: once more, in its place
            found += self._tables.blocks(tokens[0])
        yield from self._opening(section)
        if section.id == "annex-priorities" and self._content.ranking and self._content.ranking.round:
            yield how_scored(self._writing, self._content.framework, self._content.ranking.round)
        yield from found
        if not found:
            yield from self._empty(tokens)

    def _is_shown(self, token: Token) -> bool:
        """Whether a section before the appendices shows the same figures of the same year."""
        year = self._tables.year_of(token)
        return any(
            (shown.kind, shown.id) == (token.kind, token.id) and self._tables.year_of(shown) == year
            for shown in self._shown
        )

    def _empty(self, tokens: Sequence[Token]) -> Iterator[Block]:
        w, _ = self._writing, self._writing.gettext
        if self._request.draft and tokens:
            yield from self._tables.blocks(tokens[0])
        else:
            yield Paragraph(w.runs(_("The plan holds nothing for this appendix.")))

    def _opening(self, section: Section) -> Iterator[Block]:
        """Return a sentence that says what the appendix holds."""
        w = self._writing
        guidance = section.guidance.text(w.language)
        if guidance:
            yield Paragraph(w.runs(guidance))

    def _standards(self) -> Iterator[Block]:
        content, w = self._content, self._writing
        tables = InventoryTables(w, content.framework, content.years, content.frame.year)
        table = tables.all_standards()
        if table:
            yield table
            yield w.source(content.frame.year)
