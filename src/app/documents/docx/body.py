"""The body of a Word file: one piece of WordprocessingML a block."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from app.documents import tree
from app.documents.docx.charts import height_of
from app.documents.docx.pictures import EMU, anchored_picture, inline_picture
from app.documents.docx.style_names import LIST_ENDS
from app.documents.docx.tables import table_xml
from app.documents.keeping import leads_on
from app.documents.tree import Run, Runs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from app.documents.charts import Picture
    from app.documents.docx.page import Page
    from app.documents.docx.runs import Anchors, Texts
    from app.documents.symbol import Symbol

_LINE = 84  # letters of a paragraph that surely stands on one line
NUMBERED = 10  # numbered lists that start anew have their own numbering from here on


class Lists:
    """The lists of a file: the styles of their items, and a numbering for each numbered list."""

    def __init__(self, numbered: int = 1, first: int = NUMBERED, ends: Collection[str] = frozenset(LIST_ENDS)) -> None:
        """Start.

        Args:
            numbered: the key of the list whose look numbered lists have.
            first: the first key that is free.
            ends: the styles that there are for the last item of a list.
        """
        self._numbered, self._first, self._ends = numbered, first, ends
        self._made: list[str] = []

    def style(self, depth: int, *, ordered: bool, is_end: bool) -> str:
        """Return the style of an item; ``is_end``: what follows is text again."""
        style = ("ListNumber" if ordered else "ListBullet") + ("2" if depth == 2 else "")
        return f"{style}End" if is_end and f"{style}End" in self._ends else style

    def start(self, first: int) -> int:
        """Return the numbering of a new numbered list that begins with ``first``."""
        key = self._first + len(self._made)
        levels = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{value}"/></w:lvlOverride>'
            for level, value in ((0, first), (1, 1))
        )
        self._made.append(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{self._numbered}"/>{levels}</w:num>')
        return key

    def xml(self) -> str:
        """Return the numberings for the end of the numbering part."""
        return "".join(self._made)


class Body:
    """Writes the blocks of one document."""

    def __init__(
        self,
        document: tree.Document,
        texts: Texts,
        anchors: Anchors,
        lists: Lists,
        *,
        page: Page,
        pages: Mapping[str, int],
        add_chart: Callable[[Picture, float], tuple[str, int]],
        add_symbol: Callable[[Symbol], tuple[str, int]],
        bounded: bool,
        parted: Collection[str] = (),
    ) -> None:
        """Write ``document``.

        Args:
            document: what is written.
            texts: writes runs.
            anchors: the bookmarks of the file.
            lists: the numberings of the file.
            page: how the pages lie.
            pages: the page of each target.
            add_chart: takes a chart and its width and returns its relationship and its number in the file.
            add_symbol: takes a symbol of the title page and returns the same of it.
            bounded: whether the file holds another document, so that contents end with this one.
            parted: the targets of the tables that stand on more than one page.
        """
        self._document = document
        self._texts = texts
        self._anchors = anchors
        self._lists = lists
        self._page = page
        self._pages = pages
        self._add_chart = add_chart
        self._add_symbol = add_symbol
        self._bounded = bounded
        self._parted = parted
        self._counts = {tree.Table: 0, tree.Figure: 0}
        self._is_wide = False

    def pieces(self) -> Iterator[tuple[bool, str]]:
        """Return the paragraphs and tables of every block, in order, each with whether its page lies on its side."""
        break_before = False
        for position, block in enumerate(self._document.blocks):
            if isinstance(block, tree.PageBreak):
                break_before = True
                continue
            if isinstance(block, tree.Heading) and block.new_page:
                self._is_wide = block.wide
            for piece in self._block(block, position):
                yield self._is_wide, _on_new_page(piece) if break_before else piece
                break_before = False

    @property
    def _width(self) -> int:
        return self._page.room(wide=self._is_wide) // 20

    def _block(self, block: tree.Block, position: int) -> Iterator[str]:
        match block:
            case tree.Cover():
                yield from self._cover(block)
            case tree.Approval():
                yield from self._approval(block)
            case tree.Contents():
                yield from self._contents(block)
            case tree.Heading():
                yield self._heading(block, position)
            case tree.ListBlock():
                yield from self._list(block, 1, self._lists.start(block.start) if block.ordered else 0)
            case tree.Table() | tree.Figure():
                yield self._caption(block, position)
                yield self._table(block, position) if isinstance(block, tree.Table) else self._picture(block)
            case tree.Footnotes():
                yield from (self._footnote(note) for note in block.items)
            case tree.Paragraph() | tree.Source() | tree.Note():
                below_table = position > 0 and isinstance(self._document.blocks[position - 1], tree.Table)
                is_line = len(tree.text_of_runs(block.runs)) <= _LINE
                kept = "<w:keepNext/>" if leads_on(self._document.blocks, position, is_line=is_line) else ""
                yield paragraph(_style(block, below_table=below_table), self._texts.runs(block.runs), kept)

    def _paragraph(self, style: str, runs: Runs) -> str:
        return paragraph(style, self._texts.runs(runs))

    def _cover(self, block: tree.Cover) -> Iterator[str]:
        yield self._department(block)
        lines = [("Title", block.title), *([("Subtitle", block.subtitle)] if block.subtitle else [])]
        lines += (("CoverLine", line) for line in block.lines)
        lines += (("CoverFoot" if at else "CoverFootFirst", line) for at, line in enumerate(block.foot))
        pieces = [(style, self._texts.runs(runs)) for style, runs in lines]
        if block.wordmark:  # on the page of the paragraph that holds it, and read after it
            drawing = anchored_picture(block.wordmark, *self._add_symbol(block.wordmark))
            style, inner = pieces.pop()
            pieces.append((style, inner + self._drawn(drawing)))
        yield from (paragraph(style, inner) for style, inner in pieces)

    def _department(self, block: tree.Cover) -> str:
        """Return the department's signature, or its name where there is none; the document begins there."""
        inner, room = self._texts.runs(block.department), ""
        if block.signature:
            inner = self._drawn(inline_picture(block.signature, *self._add_symbol(block.signature)))
            room = '<w:spacing w:line="240" w:lineRule="auto"/>'  # lines of a fixed height would cut it off
        return paragraph("CoverDepartment", self._anchors.around(f"{self._document.language}-cover", inner), room)

    def _drawn(self, drawing: str) -> str:
        """Return a run of a drawing; its alternative text is in the document's language."""
        return f'<w:r><w:rPr><w:noProof/><w:lang w:val="{self._document.language.tag}"/></w:rPr>{drawing}</w:r>'

    def _approval(self, block: tree.Approval) -> Iterator[str]:
        for person in block.signatories:
            yield self._paragraph("SignatureRole", person.role)
            yield self._paragraph("SignatureName", person.name)
            signature, date = self._texts.runs(person.signature), self._texts.runs(person.date)
            yield paragraph("SignatureLine", f"{signature}{self._texts.tab()}{date}")

    def _heading(self, block: tree.Heading, position: int) -> str:
        number = (Run(f"{block.number}\u00a0\u00a0", block.runs[0].language),) if block.number else ()
        target = tree.target_of(self._document, block, position)
        inner = self._anchors.around(target, self._texts.runs((*number, *block.runs)))
        if block.new_page:
            return paragraph(f"Heading{block.level}", inner, '<w:pageBreakBefore/><w:spacing w:before="0"/>')
        return paragraph(f"Heading{block.level}", inner)

    def _list(self, block: tree.ListBlock, depth: int, numbering: int) -> Iterator[str]:
        own = ""
        if block.ordered:
            level = f'<w:ilvl w:val="{depth - 1}"/>'
            own = f'<w:numPr>{level}<w:numId w:val="{numbering}"/></w:numPr>'
        for at, item in enumerate(block.items):
            last = len(block.items) - 1  # neither the first nor the last item stands alone on a page, as in the layout
            is_held = not item.below and (at == last - 1 or at == 0 < last)
            kept = "<w:keepNext/>" if is_held else ""
            is_end = depth == 1 and at == last and not item.below
            style = self._lists.style(depth, ordered=block.ordered, is_end=is_end)
            yield paragraph(style, self._texts.runs(item.runs), kept + own)
            if item.below:
                inner = self._lists.start(item.below.start) if item.below.ordered else 0
                yield from self._list(item.below, depth + 1, inner)

    def _caption(self, block: tree.Table | tree.Figure, position: int) -> str:
        document = self._document
        word = document.marks.table if isinstance(block, tree.Table) else document.marks.figure
        self._counts[type(block)] += 1
        number = self._counts[type(block)]
        language, texts = document.language, self._texts
        label = (
            texts.plain(f"{word} ", language, "ToneAccent")
            + texts.field(f" SEQ {self._sequence(type(block))} \\* ARABIC ", str(number), language, "ToneAccent")
            + texts.plain(document.marks.colon, language, "ToneAccent")
        )
        inner = self._anchors.around(tree.target_of(document, block, position), label + texts.runs(block.caption))
        return paragraph("Caption", inner)

    def _table(self, block: tree.Table, position: int) -> str:
        parted = tree.target_of(self._document, block, position) in self._parted
        following = self._document.blocks[position + 1 : position + 2]
        led = bool(following) and isinstance(following[0], tree.Source)
        return table_xml(block, self._texts, width=self._width, parted=parted, led=led)

    def _picture(self, block: tree.Figure) -> str:
        relation, number = self._add_chart(block.chart, self._width)
        size = f'cx="{self._width * EMU}" cy="{height_of(block.chart, self._width) * EMU}"'
        label = self._document.label(block)
        graphic = (
            '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
            f'r:id="{relation}"/></a:graphicData></a:graphic>'
        )
        drawing = (
            f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{number}" name={quoteattr(label)} descr={quoteattr(block.alt)}/>'
            f"<wp:cNvGraphicFramePr/>{graphic}</wp:inline></w:drawing>"
        )
        return paragraph("FigureBlock", f"<w:r>{drawing}</w:r>")

    def _footnote(self, note: tree.Footnote) -> str:
        label = self._texts.plain(f"{note.label}.", self._document.language)
        inner = label + self._texts.tab() + self._texts.runs(note.runs)
        return paragraph("NoteText", self._anchors.around(tree.note_target(self._document.language, note.label), inner))

    def _contents(self, block: tree.Contents) -> Iterator[str]:
        entries = self._document.listed(block)
        if not entries:
            return
        is_main = block.kind is tree.ListedKind.HEADINGS
        yield self._paragraph("TOCHeading" if is_main else "ListedHeading", block.title)
        instruction = self._instruction(block)
        for at, entry in enumerate(entries):
            start = field_start(instruction) if at == 0 else ""
            end = FIELD_END if at == len(entries) - 1 else ""
            style = f"TOC{entry.level}" if block.kind is tree.ListedKind.HEADINGS else "TableofFigures"
            yield paragraph(style, start + self._entry(entry) + end)

    def _instruction(self, block: tree.Contents) -> str:
        if block.kind is tree.ListedKind.HEADINGS:
            part = f"\\b {part_bookmark(self._document)} " if self._bounded else ""
            return f' TOC \\o "1-{block.depth}" \\h \\z {part}'
        kind = tree.Table if block.kind is tree.ListedKind.TABLES else tree.Figure
        return f' TOC \\h \\z \\c "{self._sequence(kind)}" '

    def _sequence(self, kind: type[tree.Table | tree.Figure]) -> str:
        """Return the name by which captions of a kind are counted; each part of an edition has its own."""
        marks = self._document.marks
        word = marks.table if kind is tree.Table else marks.figure
        return f"{word}_{self._document.language}" if self._bounded else word

    def _entry(self, entry: tree.Entry) -> str:
        name, language = self._anchors.name(entry.target), self._document.language
        page = str(self._pages.get(entry.target, ""))
        number = field_start(f" PAGEREF {name} \\h ") + self._texts.plain(page, language) + FIELD_END
        inner = self._texts.plain(entry.text, language) + self._texts.tab() + number
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{inner}</w:hyperlink>'


def _style(block: tree.Paragraph | tree.Source | tree.Note, *, below_table: bool) -> str:
    """Return the style of a paragraph; a table has no space below itself, so what follows has it above."""
    if isinstance(block, tree.Note):
        return "NoteGap" if block.kind is tree.NoteKind.GAP else "NoteInfo"
    if isinstance(block, tree.Source):
        return "SourceLine"
    return "BodyTextBelowTable" if below_table else "BodyText"


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_start(instruction: str) -> str:
    """Return the start of a field whose result follows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def paragraph(style: str, inner: str, properties: str = "") -> str:
    """Return a paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def part_bookmark(document: tree.Document) -> str:
    """Return the bookmark around all of a document, which bounds its table of contents."""
    return f"Part_{document.language}"


def _on_new_page(piece: str) -> str:
    if "<w:pageBreakBefore/>" in piece:
        return piece
    head, mark, tail = piece.partition("/>")
    space = '<w:spacing w:before="0"/>' if tail.startswith("</w:pPr>") else ""  # as at the top of any page
    return f"{head}{mark}<w:pageBreakBefore/>{space}{tail}"
