"""The words of one document: everything is set in its language, and a text that lacks is marked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from app.documents import markup
from app.documents.letters import cut, is_shown
from app.documents.tree import Align, Column, NoteKind, Paragraph, Run, Runs, Source, Tone, text_of_runs
from app.documents.tree import Note as NoteBlock
from app.formats import format_date, format_number, format_percent, format_year
from app.framework.parts import Unit
from app.i18n import catalog
from app.titles import language_of_title, title_in
from app.typography import ordinal_pieces, typeset
from model.fiscal_year import FiscalYear
from model.language import Language
from model.quantity import Quantity, QuantityState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from app.indicators.measure import Figure
    from model.bilingual import Bilingual

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  # a word processor copies a break as a vertical tab


class Writing:
    """Makes runs and paragraphs in one language."""

    def __init__(self, language: Language) -> None:
        """Write in ``language``."""
        self.language = language
        self.gettext = catalog(language).gettext
        self.ngettext = catalog(language).ngettext
        self.pgettext = catalog(language).pgettext

    def runs(
        self, text: str, *, strong: bool = False, emphasis: bool = False, href: str = "", tone: Tone = Tone.PLAIN
    ) -> Runs:
        """Return ``text`` as runs; nothing for a blank text."""
        text = self.set(text)
        if not text:
            return ()
        made = Run(text, self.language, strong, emphasis, href, tone=tone)
        if href or self.language is Language.EN:
            return (made,)
        return tuple(replace(made, text=piece, raised=raised) for piece, raised in ordinal_pieces(text, self.language))

    def in_other(self, text: str, *, emphasis: bool = False) -> Runs:
        """Return a text of the other language as runs of it."""
        return Writing(self.language.other).runs(text.strip(), emphasis=emphasis)

    def person(self, text: str, *, strong: bool = False) -> Runs:
        """Return a name with its title, or an owner: the title of this language, or the other one's with a mark."""
        text = title_in(text.strip(), self.language)
        if language_of_title(text) is not self.language.other:
            return self.runs(text, strong=strong)
        _ = self.gettext
        other = Writing(self.language.other).runs(text, strong=strong)
        return (*other, *self.runs(" "), *self.runs(_("[in French only]"), tone=Tone.WARN))

    def person_on(self, text: str, day: date) -> Runs:
        """Return who did something, and when."""
        _ = self.gettext
        before, _mark, after = _("{name}, {date}").partition("{name}")
        return (*self.runs(before), *self.person(text), *self.runs(after.format(date=self.date(day))))

    def set(self, text: str) -> str:
        """Return ``text`` without what no page can show, nor blank lines, with the spaces of its language."""
        text = clean(text)
        if "\n" in text:
            text = "\n".join(line.rstrip() for line in text.split("\n") if line.strip())
        return typeset(text, self.language)

    def line(self, text: str) -> str:
        """Return ``text`` set on one line, as running heads, marks and properties have it."""
        return " ".join(self.set(text).split("\n"))

    def label(self, name: Bilingual, otherwise: str = "") -> str:
        """Return a name on one line, as pictures have it; ``otherwise`` or the mark of a gap where it lacks."""
        written = name.text(self.language).strip() or otherwise or text_of_runs(self.gap(has_other=not name.is_blank))
        return cut(self.line(written))

    def both(self, text: Bilingual, *, strong: bool = False) -> Runs:
        """Return a text of the plan in this language, or the mark of a gap: never the other language."""
        written = text.text(self.language)
        return self.runs(written, strong=strong) if written.strip() else self.gap(has_other=not text.is_blank)

    def optional(self, text: Bilingual, *, strong: bool = False) -> Runs:
        """Return a text that may be blank in both languages; a word stands for it then."""
        return self.nothing() if text.is_blank else self.both(text, strong=strong)

    def marked_up(self, text: Bilingual) -> Runs:
        """Return a text in the small Markdown as one cell: its emphasis, and a line for each of its blocks."""
        written = text.text(self.language)
        if not written.strip():
            return self.gap(has_other=not text.is_blank)
        runs: Runs = ()
        for inlines in markup.lines_of(markup.parse(written)):
            runs += (Run("\n", self.language),) if runs else ()
            for inline in inlines:
                if isinstance(inline, markup.Span):
                    runs += self.runs(inline.text, strong=inline.strong, emphasis=inline.emphasis, href=inline.href)
                else:
                    runs += self.runs(markup.inlines_text((inline,)))
        return runs

    def gap(self, *, has_other: bool) -> Runs:
        """Return the mark of a text that is not written in this language."""
        _ = self.gettext
        said = _("[Text missing in English]") if has_other else _("[Text not written yet]")
        return (Run(self.set(said), self.language, strong=True, tone=Tone.WARN),)

    def gap_note(self, *, has_other: bool) -> NoteBlock:
        """Return the mark of a section that is not written in this language."""
        _ = self.gettext
        said = (
            _("This section is written in the other language and still missing in English.")
            if has_other
            else _("This section is not written yet.")
        )
        return NoteBlock(self.runs(said), NoteKind.GAP)

    def nothing(self) -> Runs:
        """Return the word for a field that was left blank."""
        _ = self.gettext
        return self.runs(_("not provided"), tone=Tone.MUTED)

    def paragraphs(self, text: Bilingual) -> Iterator[Paragraph]:
        """Return a text of the plan, a paragraph for each of its own."""
        written = clean(text.text(self.language))
        if not written.strip():
            yield Paragraph(self.gap(has_other=not text.is_blank))
            return
        for line in written.split("\n"):
            if line.strip():
                yield Paragraph(self.runs(line.rstrip()))

    def labelled(self, label: str, runs: Runs) -> Runs:
        """Return ``Label: text`` with the label strong."""
        _ = self.gettext
        before, _mark, after = _("{label}: {value}").partition("{value}")
        return (*self.runs(before.format(label=label), strong=True), *runs, *self.runs(after))

    def source(self, year: FiscalYear, what: str = "", *, earlier: Iterable[FiscalYear] = ()) -> Source:
        """Return the line that says where figures come from; the service inventory unless told.

        Args:
            year: the year of the figures.
            what: the source, if it is another one.
            earlier: years before it whose figures are shown as well.
        """
        _ = self.gettext
        said = what or _("service inventory")
        return Source(self.runs(_("Source: {source}, {year}.").format(source=said, year=self.years(year, earlier))))

    def years(self, year: FiscalYear, earlier: Iterable[FiscalYear] = ()) -> str:
        """Return a fiscal year and those before it: one, two, or the first and the last of more."""
        _ = self.gettext
        shown = [self.year(one) for one in sorted({year, *earlier})]
        if len(shown) > 2:
            return _("{first} to {last}").format(first=shown[0], last=shown[-1])
        return _("{first} and {last}").format(first=shown[0], last=shown[1]) if len(shown) == 2 else shown[0]

    def columns(self, *columns: tuple[str, int] | tuple[str, int, Align]) -> tuple[Column, ...]:
        """Return columns from title, share of the width and alignment."""
        return tuple(
            Column(self.runs(column[0], strong=True), column[1], column[2] if len(column) > 2 else Align.START)
            for column in columns
        )

    def number(self, value: float) -> str:
        """Return a whole number."""
        return format_number(value, self.language)

    def percent(self, ratio: float, decimals: int = 0) -> str:
        """Return a ratio as a percentage."""
        return format_percent(ratio, self.language, decimals=decimals)

    def share(self, part: int, whole: int) -> str:
        """Return a share of a whole as a percentage; a word when the whole is 0."""
        _ = self.gettext
        return self.percent(part / whole) if whole else _("not available")

    def year(self, year: FiscalYear) -> str:
        """Return a fiscal year."""
        return format_year(year, self.language)

    def year_as_written(self, written: str) -> str:
        """Return a fiscal year from its stored form, which is kept when it is none."""
        try:
            return self.year(FiscalYear.parse(written))
        except ValueError:
            return written

    def date(self, day: date) -> str:
        """Return a date in full, the day and its month on one line."""
        return self.set(format_date(day, self.language))

    def quantity(self, quantity: Quantity) -> Runs:
        """Return a volume; its three other states are words and never 0."""
        _ = self.gettext
        if quantity.value is not None:
            return self.runs(self.number(quantity.value))
        words = {
            QuantityState.NOT_APPLICABLE: _("not applicable"),
            QuantityState.NO_DATA: _("no data"),
            QuantityState.BLANK: _("not provided"),
        }
        return self.runs(words[quantity.state], tone=Tone.MUTED)

    def figure(self, figure: Figure) -> str:
        """Return an indicator's value as running text writes it; a word where there is none."""
        _ = self.gettext
        if figure.value is None:
            return _("not available")
        if figure.unit is Unit.RATIO:
            missed = figure.target if figure.is_met is False else None
            return format_percent(figure.value, self.language, missed=missed)
        if figure.unit is Unit.YES_NO:
            return _("yes") if figure.value else _("no")
        return self.number(figure.value)

    def listed(self, texts: Iterable[str]) -> str:
        """Return several texts as one, between semicolons."""
        return "; ".join(text for text in texts if text)


def clean(text: str) -> str:
    """Return ``text`` composed, with one kind of line end, and without what no page can show."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", text).replace("\t", " "))
    return "".join(char for char in text if char == "\n" or is_shown(char)).strip("\n")
