"""Makes every flowable of a PDF document: nothing else does, so a tagging layer has one place to enter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportlab.graphics import renderPDF
from reportlab.platypus import Flowable

from app.documents import tree
from app.documents.columns import column_widths
from app.documents.palette import palette
from app.documents.pdf import fonts, theme
from app.documents.pdf.charts import drawing_of
from app.documents.pdf.composer import Item
from app.documents.pdf.paragraphs import Cell, draw_line, line_block, one_line, text_block
from app.documents.pdf.tables import Grid, GridTable, TableEvents, row_of
from app.documents.tree import Align, Run, Runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.graphics.shapes import Drawing

    from model.language import Language


class ContentsLine(Flowable):
    """A line of a table of contents; ``page`` is filled in when the pages are known."""

    def __init__(self, block: tree.Contents, entry: tree.Entry, language: Language) -> None:
        super().__init__()
        self.block = block
        self.entry = entry
        self.page = ""
        is_heading = block.kind is tree.ListedKind.HEADINGS
        style = theme.contents_style(entry.level) if is_heading else theme.style("contents-listed")
        self.text = text_block(block, (Run(entry.text, language),), style)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Return width and height; the page number has a column of its own."""
        _, self.height = self.text.wrap(aW - 40, aH)
        self.width = aW
        is_chapter = self.entry.level == 1 and self.block.kind is tree.ListedKind.HEADINGS
        return aW, self.height + (3 if is_chapter else 0)

    def draw(self) -> None:
        """Draw the text, a row of dots and the page number, and lead to the target."""
        canvas, style = self.canv, self.text.style
        self.text.drawOn(canvas, 0, 0)
        last = vars(self.text)["blPara"].lines[-1]
        spare = last[0] if isinstance(last, tuple) else last.extraSpace
        start = self.width - 40 - spare + 5
        wide = fonts.width_of(self.page, style.fontName, style.fontSize)
        y = style.leading - style.fontSize
        canvas.setFillColor(style.textColor)
        canvas.setFont(style.fontName, style.fontSize)
        canvas.drawRightString(self.width, y, self.page)
        canvas.setStrokeColor(theme.ink(palette().muted))
        canvas.setLineWidth(0.7)
        canvas.setDash([0.7, 3.2])
        if self.width - wide - 6 > start:
            canvas.line(start, y + 1, self.width - wide - 6, y + 1)
        canvas.setDash()
        area = (0, 0, self.width, self.height)
        canvas.linkRect(self.entry.text, self.entry.target, area, relative=1, thickness=0)


class ChartPicture(Flowable):
    """A chart as a drawing; its figure says what it shows."""

    def __init__(self, block: tree.Figure, drawing: Drawing) -> None:
        super().__init__()
        self.block = block
        self.drawing = drawing
        self.height = drawing.height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        """Return width and height."""
        return aW, self.height

    def draw(self) -> None:
        """Draw the chart."""
        renderPDF.draw(self.drawing, self.canv, 0, 0)


class Boxed(Flowable):
    """A remark on a ground of its own with a bar at its left; a text too long for a page splits."""

    _PAD = 8.0

    def __init__(self, block: tree.Note, text: Any, ground: str, bar: str) -> None:
        super().__init__()
        self.block = block
        self.text = text
        self.ground = ground
        self.bar = bar

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Return width and height."""
        _, height = self.text.wrap(aW - 3 * self._PAD, aH)
        self.width, self.height = aW, height + 2 * self._PAD
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803  ReportLab's names
        """Return the piece that fits and the rest."""
        parts = self.text.split(aW - 3 * self._PAD, aH - 2 * self._PAD)
        return [Boxed(self.block, part, self.ground, self.bar) for part in parts]

    def draw(self) -> None:
        """Draw ground, bar and text."""
        canvas = self.canv
        canvas.setFillColor(theme.ink(self.ground))
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(theme.ink(self.bar))
        canvas.rect(0, 0, 3, self.height, stroke=0, fill=1)
        self.text.drawOn(canvas, 2 * self._PAD, self._PAD)


_SCALES = tuple(0.9**step for step in range(20))
"""How far the title page may shrink to hold what a plan calls itself."""


class CoverPage(Flowable):
    """The title page: clear places for signature and wordmark, and the title between them."""

    _TITLE = 175.0  # from the top of the page, or from the end of a long name
    _ABOVE_TITLE = 60.0

    def __init__(self, block: tree.Cover) -> None:
        super().__init__()
        self.block = block
        self.above = [
            (text_block(block, block.title, theme.style("cover-title")), 14.0),
            (text_block(block, block.subtitle, theme.style("cover-subtitle")), 30.0),
            *((text_block(block, line, theme.style("cover-line")), 2.0) for line in block.lines),
        ]
        self.department = text_block(block, block.department, theme.style("cover-department"))
        self.foot = [text_block(block, line, theme.style("cover-foot")) for line in block.foot]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        """Return the whole page."""
        self.width = aW
        return aW, theme.HEIGHT

    def draw(self) -> None:
        """Draw department, title and what says which edition it is; very long ones smaller, so that all fits."""
        scale = next((scale for scale in _SCALES if self._needed(scale) <= theme.HEIGHT / scale), _SCALES[-1])
        self.canv.saveState()
        self.canv.scale(scale, scale)
        self._needed(scale)
        self._draw(theme.HEIGHT / scale)
        self.canv.restoreState()

    def _needed(self, scale: float) -> float:
        """Set every text for a scale, and return the height that they need together."""
        width, high = self.width / scale, theme.HEIGHT / scale
        top = max(self._TITLE, self.department.wrap(width - 150, high)[1] + self._ABOVE_TITLE)
        above = sum(text.wrap(width - 40, high)[1] + after for text, after in self.above)
        foot = sum(text.wrap(width - 190, high)[1] + 3 for text in self.foot)
        return float(top + above + foot)

    def _draw(self, top: float) -> None:
        canvas = self.canv
        self.department.drawOn(canvas, 0, top - self.department.height)
        y = top - max(self._TITLE, self.department.height + self._ABOVE_TITLE)
        canvas.setFillColor(theme.ink(palette().accent))
        canvas.rect(0, y + 12, 54, 4, stroke=0, fill=1)
        for text, after in self.above:
            y -= text.height
            text.drawOn(canvas, 0, y)
            y -= after
        y = 0.0
        for text in reversed(self.foot):
            text.drawOn(canvas, 0, y)
            y += text.height + 3


class SignaturePlace(Flowable):
    """One person who signs: role, name, and a line for signature and date."""

    def __init__(self, block: tree.Approval, person: tree.Signatory) -> None:
        super().__init__()
        self.block = block
        self.person = person
        self.role = text_block(block, person.role, theme.style("signature-role"))
        self.name = text_block(block, person.name, theme.style("signature"))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Return width and height."""
        self.width = aW
        texts = self.role.wrap(aW, aH)[1] + self.name.wrap(aW, aH)[1]
        self.height = texts + 56
        return aW, self.height

    def draw(self) -> None:
        """Draw the texts and the lines."""
        canvas = self.canv
        y = self.height - self.role.height
        self.role.drawOn(canvas, 0, y)
        self.name.drawOn(canvas, 0, y - self.name.height)
        canvas.setStrokeColor(theme.ink(palette().muted))
        canvas.setLineWidth(0.8)
        canvas.line(0, 14, self.width * 0.58, 14)
        canvas.line(self.width * 0.64, 14, self.width, 14)
        label = theme.style("signature-label")
        draw_line(canvas, self.person.signature, label, 0, 3)
        draw_line(canvas, self.person.date, label, self.width * 0.64, 3)


class Maker:
    """Makes the items of one document."""

    def __init__(self, document: tree.Document, events: TableEvents, level: int = 0) -> None:
        """Make the items of ``document``, whose bookmarks lie at ``level`` and below."""
        self._document = document
        self._events = events
        self._level = level
        self._sheet = theme.UPRIGHT

    def items(self) -> Iterator[Item]:
        """Return the items of every block, in order."""
        break_before = False
        for position, block in enumerate(self._document.blocks):
            if isinstance(block, tree.PageBreak):
                break_before = True
                continue
            if isinstance(block, tree.Heading) and block.new_page:
                self._sheet = theme.WIDE if block.wide else theme.UPRIGHT
            for item in self._block(block, position):
                yield replace(item, new_page=True, sheet=self._sheet) if break_before else item
                break_before = False

    def _block(self, block: tree.Block, position: int) -> Iterator[Item]:
        match block:
            case tree.Cover():
                outline = (self._level - 1, self._document.title) if self._level else None
                yield Item(
                    CoverPage(block),
                    new_page=True,
                    full_page=True,
                    outline=outline,
                    targets=(f"{self._document.language}-cover",),
                )
            case tree.Approval():
                for person in block.signatories:
                    yield Item(SignaturePlace(block, person), theme.Space(8, 14))
            case tree.Contents():
                yield from self._contents(block)
            case tree.Heading():
                yield self._heading(block, position)
            case tree.ListBlock():
                yield from self._list(block, 1)
            case tree.Table() | tree.Figure():
                yield from self._captioned(block, position)
            case tree.Footnotes():
                yield from self._footnotes(block)
            case _:
                yield from self._paragraph(block)

    def _paragraph(self, block: tree.Block) -> Iterator[Item]:
        if isinstance(block, tree.Paragraph):
            yield Item(text_block(block, block.runs, theme.style("body")), theme.SPACES["body"])
        elif isinstance(block, tree.Source):
            line = line_block(block, block.runs, theme.style("source"), self._sheet.width)
            yield Item(line, theme.SPACES["source"], clings=True)
        elif isinstance(block, tree.Note):
            colours = palette()
            is_gap = block.kind is tree.NoteKind.GAP
            ground, bar = (colours.warn_soft, colours.warn) if is_gap else (colours.sunken, colours.accent)
            text = text_block(block, block.runs, theme.style("note"))
            yield Item(Boxed(block, text, ground, bar), theme.SPACES["note"])

    def _heading(self, block: tree.Heading, position: int) -> Item:
        style = theme.style(f"heading{block.level}")
        number = (Run(f"{block.number}\u00a0\u00a0", block.runs[0].language),) if block.number else ()
        return Item(
            text_block(block, block.runs, style, before=number),
            theme.SPACES[f"heading{block.level}"],
            keep=True,
            new_page=block.new_page,
            sheet=self._sheet,
            targets=(tree.target_of(self._document, block, position),),
            outline=(self._level + block.level - 1, tree.heading_text(block)),
        )

    def _contents(self, block: tree.Contents) -> Iterator[Item]:
        entries = self._document.listed(block)
        if not entries:
            return
        is_main = block.kind is tree.ListedKind.HEADINGS
        title = text_block(block, block.title, theme.style("contents-title" if is_main else "listed-title"))
        yield Item(title, theme.Space(16, 8 if is_main else 5), keep=True)
        language = self._document.language
        for entry in entries:
            yield Item(ContentsLine(block, entry, language), theme.SPACES["contents"])

    def _list(self, block: tree.ListBlock, depth: int) -> Iterator[Item]:
        style = theme.item_style(depth)
        for number, item in enumerate(block.items, block.start):
            bullet = f"{number}." if block.ordered else ("•" if depth == 1 else "–")
            is_last = depth == 1 and number == block.start + len(block.items) - 1 and not item.below
            space = theme.SPACES["list_end" if is_last else "item"]
            is_held = number == block.start + len(block.items) - 2 and not item.below  # no item goes over alone
            yield Item(text_block(block, item.runs, style, bullet=bullet), space, keep=is_held)
            if item.below:
                yield from self._list(item.below, depth + 1)

    def _captioned(self, block: tree.Table | tree.Figure, position: int) -> Iterator[Item]:
        label = f"{self._document.label(block)}{self._document.marks.colon}"
        before = (Run(label, self._document.language, tone=tree.Tone.ACCENT),)
        caption = line_block(block, (*before, *block.caption), theme.style("caption"), self._sheet.width)
        target = tree.target_of(self._document, block, position)
        yield Item(caption, theme.SPACES["caption"], keep=True, targets=(target,))
        if isinstance(block, tree.Table):
            yield Item(self._table(block), theme.SPACES["table"], id=target)
        else:
            yield Item(ChartPicture(block, drawing_of(block.chart, self._sheet.width)), theme.SPACES["figure"])

    def _table(self, block: tree.Table) -> GridTable:
        widths = column_widths(block, self._sheet.width)
        aligns = tuple(column.align for column in block.columns)
        leading = theme.cell_style(Align.START, strong=False).leading
        titles = tuple(
            _cell(block, column.title, width, column.align, strong=True)
            for column, width in zip(block.columns, widths, strict=True)
        )
        grid = Grid(block, widths, aligns, row_of(titles, widths, leading), self._events, self._sheet)
        rows = [
            row_of(
                tuple(
                    _cell(block, cell, widths[at], aligns[at], strong=block.total and row is block.rows[-1])
                    for at, cell in enumerate(row)
                ),
                widths,
                leading,
            )
            for row in block.rows
        ]
        return GridTable(grid, rows)

    def _footnotes(self, block: tree.Footnotes) -> Iterator[Item]:
        for note in block.items:
            text = text_block(block, note.runs, theme.style("footnote"), bullet=f"{note.label}.")
            yield Item(text, theme.SPACES["footnote"], targets=(tree.note_target(self._document.language, note.label),))


def _cell(block: tree.Table, runs: Runs, width: float, align: Align, *, strong: bool) -> Cell:
    style = theme.cell_style(align, strong=strong)
    return one_line(runs, style, width - 2 * theme.CELL_X) or text_block(block, runs, style)
