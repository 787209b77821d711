"""Makes every flowable of a PDF document: nothing else does, and each holds its element."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from app.documents import tree
from app.documents.columns import column_widths, insets
from app.documents.keeping import leads_on
from app.documents.palette import palette
from app.documents.pdf import theme
from app.documents.pdf.chart_picture import ChartPicture
from app.documents.pdf.composer import Item
from app.documents.pdf.contents import ContentsLine, ContentsNodes
from app.documents.pdf.front import CoverPage, SignaturePlace
from app.documents.pdf.paragraphs import line_block, one_line, text_block
from app.documents.pdf.reading import Reading
from app.documents.pdf.tables import Grid, GridTable, rooms_in, row_of
from app.documents.pdf.tagging.node import Node
from app.documents.pdf.tagging.syntax import text_string
from app.documents.pdf.tagging.table import TableNodes
from app.documents.tree import Align, Run, Runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.pdf.paragraphs import Cell, TextBlock


class Boxed(Flowable):
    """A remark on a ground of its own with a bar at its left; a text too long for a page splits."""

    _PAD = 8.0

    def __init__(self, text: TextBlock, ground: str, bar: str) -> None:
        super().__init__()
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
        return [Boxed(part, self.ground, self.bar) for part in parts]

    def draw(self) -> None:
        """Draw ground, bar and text."""
        canvas = self.canv
        canvas.setFillColor(theme.ink(self.ground))
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(theme.ink(self.bar))
        canvas.rect(0, 0, 3, self.height, stroke=0, fill=1)
        self.text.drawOn(canvas, 2 * self._PAD, self._PAD)


class Maker:
    """Makes the items of one document."""

    def __init__(self, document: tree.Document, *, is_part: bool = False) -> None:
        """Make the items of ``document``; ``is_part``: the file holds others, and this one's bookmarks lie deeper."""
        self._document = document
        self._level = 1 if is_part else 0
        self._around = Node("Part", language=document.language.tag) if is_part else None
        self._reading = Reading(document)
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
                yield self._cover(block)
            case tree.Approval():
                for person in block.signatories:
                    yield Item(SignaturePlace(person, self._reading, self._around), theme.Space(8, 14))
            case tree.Contents():
                yield from self._contents(block)
            case tree.Heading():
                yield self._heading(block, position)
            case tree.ListBlock():
                yield from self._list(block, 1, self._around)
            case tree.Table() | tree.Figure():
                yield from self._captioned(block, position)
            case tree.Footnotes():
                yield from self._footnotes(block)
            case tree.Paragraph():
                yield self._paragraph(block, position)
            case _:
                yield from self._aside(block)

    def _text(self, role: str, runs: Runs, style: str, before: Runs = ()) -> TextBlock:
        return text_block(self._reading, Node(role, self._around), runs, theme.style(style), before=before)

    def _cover(self, block: tree.Cover) -> Item:
        return Item(
            CoverPage(block, self._reading, self._around),
            new_page=True,
            full_page=True,
            outline=(self._level - 1, self._document.title) if self._level else None,
            targets=(f"{self._document.language}-cover",),
        )

    def _paragraph(self, block: tree.Paragraph, position: int) -> Item:
        text = self._text("P", block.runs, "body")
        is_line = text.wrap(self._sheet.width, 0)[1] <= text.style.leading
        return Item(text, theme.SPACES["body"], keep=leads_on(self._document.blocks, position, is_line=is_line))

    def _aside(self, block: tree.Block) -> Iterator[Item]:
        if isinstance(block, tree.Source):
            line = line_block(
                self._reading, Node("P", self._around), block.runs, theme.style("source"), self._sheet.width
            )
            yield Item(line, theme.SPACES["source"], clings=True)
        elif isinstance(block, tree.Note):
            colours = palette()
            is_gap = block.kind is tree.NoteKind.GAP
            ground, bar = (colours.warn_soft, colours.warn) if is_gap else (colours.sunken, colours.accent)
            yield Item(Boxed(self._text("P", block.runs, "note"), ground, bar), theme.SPACES["note"])

    def _heading(self, block: tree.Heading, position: int) -> Item:
        number = (Run(f"{block.number}\u00a0\u00a0", block.runs[0].language),) if block.number else ()
        name = f"heading{block.level}"
        return Item(
            self._text(f"H{block.level}", block.runs, name, before=number),
            theme.SPACES[name],
            keep=True,
            new_page=block.new_page,
            may_join=block.new_page and not block.wide,
            sheet=self._sheet,
            targets=(tree.target_of(self._document, block, position),),
            outline=(self._level + block.level - 1, tree.heading_text(block)),
        )

    def _contents(self, block: tree.Contents) -> Iterator[Item]:
        entries = self._document.listed(block)
        if not entries:
            return
        nodes = ContentsNodes(self._around)
        is_main = block.kind is tree.ListedKind.HEADINGS
        style = theme.style("contents-title" if is_main else "listed-title")
        title = text_block(self._reading, nodes.title, block.title, style)
        yield Item(title, theme.Space(16, 8 if is_main else 5), keep=True)
        language = self._document.language
        for entry in entries:
            line = ContentsLine(block.kind, entry, language, self._reading, nodes.link(entry.level))
            yield Item(line, theme.SPACES["contents"])

    def _list(self, block: tree.ListBlock, depth: int, around: Node | None) -> Iterator[Item]:
        style = theme.item_style(depth, f"{block.start + len(block.items) - 1}." if block.ordered else "")
        numbering = "Decimal" if block.ordered else ("Disc" if depth == 1 else "None")
        list_node = Node("L", around, attributes=f"/O/List/ListNumbering/{numbering}")
        for number, item in enumerate(block.items, block.start):
            bullet = f"{number}." if block.ordered else ("•" if depth == 1 else "–")
            is_last = depth == 1 and number == block.start + len(block.items) - 1 and not item.below
            space = theme.SPACES["list_end" if is_last else "item"]
            place = number - block.start  # neither the first nor the last item stands alone on a page
            is_held = not item.below and (place == len(block.items) - 2 or place == 0 < len(block.items) - 1)
            item_node = Node("LI", list_node)
            body = Node("LBody", item_node)
            text = text_block(self._reading, body, item.runs, style, bullet=bullet, label=Node("Lbl", item_node))
            yield Item(text, space, keep=is_held)
            if item.below:
                yield from self._list(item.below, depth + 1, body)

    def _captioned(self, block: tree.Table | tree.Figure, position: int) -> Iterator[Item]:
        around = _captioned_node(block, self._around)
        label = f"{self._document.label(block)}{self._document.marks.colon}"
        before = (Run(label, self._document.language, tone=tree.Tone.ACCENT),)
        caption = line_block(
            self._reading, Node("Caption", around), (*before, *block.caption), theme.style("caption"), self._sheet.width
        )
        target = tree.target_of(self._document, block, position)
        yield Item(caption, theme.SPACES["caption"], keep=True, targets=(target,))
        if isinstance(block, tree.Table):
            yield Item(self._table(block, around), theme.SPACES["table"], id=target)
        else:
            picture = ChartPicture(Node("Figure", around, alt=block.alt), block.chart, self._sheet.width)
            yield Item(picture, theme.SPACES["figure"], id=target)

    def _table(self, block: tree.Table, node: Node) -> GridTable:
        widths, further = column_widths(block, self._sheet.width), insets(block)
        rooms = rooms_in(widths, further)
        aligns = tuple(column.align for column in block.columns)
        leading = theme.cell_style(Align.START, strong=False).leading
        titles = tuple(
            self._cell(column.title, room, column.align, strong=True)
            for column, room in zip(block.columns, rooms, strict=True)
        )
        nodes = TableNodes(node, row_header=block.row_header)
        grid = Grid(widths, further, aligns, row_of(titles, rooms, leading), nodes, self._sheet, block.shades)
        rows = [
            row_of(
                tuple(
                    self._cell(cell, rooms[at], aligns[at], strong=block.total and row is block.rows[-1])
                    for at, cell in enumerate(row)
                ),
                rooms,
                leading,
            )
            for row in block.rows
        ]
        return GridTable(grid, rows)

    def _cell(self, runs: Runs, room: float, align: Align, *, strong: bool) -> Cell:
        style = theme.cell_style(align, strong=strong)
        line = one_line(self._reading, runs, style, room)
        return line or text_block(self._reading, None, runs, style)

    def _footnotes(self, block: tree.Footnotes) -> Iterator[Item]:
        for note in block.items:
            target = tree.note_target(self._document.language, note.label)
            around = Node("Note", self._around, id=target)
            text = text_block(
                self._reading,
                Node("P", around),
                note.runs,
                theme.style("footnote"),
                bullet=f"{note.label}.",
                label=Node("Lbl", around),
            )
            yield Item(text, theme.SPACES["footnote"], targets=(target,))


def _captioned_node(block: tree.Table | tree.Figure, around: Node | None) -> Node:
    """Return the element of a caption and what it names.

    A picture stands beside its caption, not around it: who hears its alternative text hears nothing else in it.
    """
    if isinstance(block, tree.Figure):
        return Node("Div", around)
    return Node("Table", around, attributes=f"/O/Table/Summary{text_string(block.alt)}" if block.alt else "")
