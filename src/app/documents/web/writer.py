"""Writes one or two parts of an edition as one page of HTML5 that everyone can read."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from app.documents import tree
from app.documents.tree import Align, Tone
from app.documents.web.look import style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from app.documents.web_words import WebWords
    from model.language import Language

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_ALIGN: Final = {Align.END: "end", Align.CENTRE: "centre"}


def write_html(edition: tree.Edition, words: Sequence[WebWords], file: BinaryIO, *, other: str = "") -> None:
    """Write a page.

    Args:
        edition: what the page holds; two parts stand one after the other.
        words: what each part says around its text.
        file: open for writing.
        other: the address of the page in the other language; a page of both has none.

    Raises:
        OSError: it cannot be written.
    """
    text = "\n".join(_page(edition, words, other)) + "\n"
    file.write(text.encode("utf-8"))


def _page(edition: tree.Edition, words: Sequence[WebWords], other: str) -> Iterator[str]:
    first = edition.first
    yield "<!DOCTYPE html>"
    yield f'<html lang="{first.language}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{escape(edition.title)}{_of(first)}</title>"
    yield f'<meta name="description" content="{escape(words[0].description)}">'
    yield f"<style>\n{style().strip()}\n</style>"
    yield "</head>"
    yield "<body>"
    yield f'<a class="skip" href="#main">{escape(words[0].skip)}</a>'
    yield from _head(edition, words[0], other)
    yield '<main id="main">'
    is_whole = len(edition.parts) == 1
    for part, said in zip(edition.parts, words, strict=True):
        if not is_whole:
            yield f'<article lang="{part.language}" id="{part.language}">'
        yield from _Part(part, said).lines()
        if not is_whole:
            yield "</article>"
    yield "</main>"
    yield "<footer>"
    for part, said in zip(edition.parts, words, strict=True):
        day = f'<time datetime="{said.modified_on}">{escape(said.modified_on)}</time>'
        lang = "" if is_whole else f' lang="{part.language}"'
        yield f"<p{lang}>{escape(said.modified).replace('{date}', day)}</p>"
    yield "</footer>"
    yield "</body>"
    yield "</html>"


def _of(document: tree.Document) -> str:
    parts = [text for text in (document.period, document.department) if text]
    return escape("".join(f" – {text}" for text in parts))


def _head(edition: tree.Edition, words: WebWords, other: str) -> Iterator[str]:
    first = edition.first
    yield "<header>"
    yield f'<p class="department">{escape(first.department)}</p>'
    second = edition.parts[1].language if len(edition.parts) > 1 else first.language.other
    href = other or (f"#{second}" if len(edition.parts) > 1 else "")
    if href:
        yield f'<nav class="languages" aria-label="{escape(words.language)}">'
        yield f'<a href="{escape(href)}" lang="{second}" hreflang="{second}">{escape(words.other)}</a>'
        yield "</nav>"
    yield "</header>"


class _Part:
    """Writes the blocks of one document; its headings stand one level below the page's title."""

    def __init__(self, document: tree.Document, words: WebWords) -> None:
        self._document = document
        self._words = words
        self._tables = 0

    def lines(self) -> Iterator[str]:
        """Return the page's lines."""
        document = self._document
        yield f"<h1>{escape(document.title)}</h1>"
        yield f'<p class="period">{escape(document.period)}</p>'
        if document.draft:
            yield f'<p class="draft"><strong>{escape(document.marks.draft)}</strong> {escape(self._words.draft)}</p>'
        for position, block in enumerate(document.blocks):
            yield from self._block(position, block)

    def _block(self, position: int, block: tree.Block) -> Iterator[str]:
        match block:
            case tree.Heading():
                level, target = block.level + 1, tree.target_of(self._document, block, position)
                number = f"{escape(block.number)} " if block.number else ""
                yield f'<h{level} id="{escape(target)}">{number}{self._runs(block.runs)}</h{level}>'
            case tree.Paragraph():
                yield f"<p>{self._runs(block.runs)}</p>"
            case tree.Source():
                yield f'<p class="source">{self._runs(block.runs)}</p>'
            case tree.Note():
                gap = " gap" if block.kind is tree.NoteKind.GAP else ""
                yield f'<p class="note{gap}">{self._runs(block.runs)}</p>'
            case tree.ListBlock():
                yield from self._list(block)
            case tree.Table():
                yield from self._table(block)
            case tree.Contents():
                yield from self._contents(block)
            case _:
                raise tree.TreeError(f"a web page has no place for {type(block).__name__}")

    def _contents(self, block: tree.Contents) -> Iterator[str]:
        entries = self._document.listed(block)
        if not entries:
            return
        name = f"{self._document.language}-contents"
        yield f'<nav class="contents" aria-labelledby="{name}">'
        yield f'<h2 id="{name}">{self._runs(block.title)}</h2>'
        yield from _nested(entries, lambda entry: f'<a href="#{escape(entry.target)}">{escape(entry.text)}</a>')
        yield "</nav>"

    def _list(self, block: tree.ListBlock) -> Iterator[str]:
        name = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        yield f"<{name}{start}>"
        for item in block.items:
            yield f"<li>{self._runs(item.runs)}"
            if item.below:
                yield from self._list(item.below)
            yield "</li>"
        yield f"</{name}>"

    def _table(self, block: tree.Table) -> Iterator[str]:
        self._tables += 1
        name = f"{self._document.language}-table-{self._tables}"
        yield f'<div class="scroll" role="region" aria-labelledby="{name}" tabindex="0">'
        yield "<table>"
        yield f'<caption id="{name}">{self._runs(block.caption)}</caption>'
        heads = (f'<th scope="col"{_set(column)}>{self._runs(column.title)}</th>' for column in block.columns)
        yield f"<thead><tr>{''.join(heads)}</tr></thead>"
        yield "<tbody>"
        for at, row in enumerate(block.rows, 1):
            total = ' class="total"' if block.total and at == len(block.rows) else ""
            yield f"<tr{total}>{''.join(self._cells(block, row))}</tr>"
        yield "</tbody>"
        yield "</table>"
        yield "</div>"

    def _cells(self, table: tree.Table, row: tuple[tree.Runs, ...]) -> Iterator[str]:
        for at, (column, runs) in enumerate(zip(table.columns, row, strict=True)):
            if at == 0 and table.row_header:
                yield f'<th scope="row"{_set(column)}>{self._runs(runs)}</th>'
            else:
                yield f"<td{_set(column)}>{self._runs(runs)}</td>"

    def _runs(self, runs: tree.Runs) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: tree.Run) -> str:
        text = escape(run.text).replace("\n", "<br>")
        if run.raised:
            text = f"<sup>{text}</sup>"
        if run.emphasis:
            text = f"<em>{text}</em>"
        if run.href:
            text = f'<a href="{escape(run.href)}">{text}</a>'
        attributes = _lang(run.language, self._document.language)
        if run.tone is not Tone.PLAIN:
            return f'<span class="{run.tone}"{attributes}>{text}</span>'
        if run.strong:
            return f"<strong{attributes}>{text}</strong>"
        return f"<span{attributes}>{text}</span>" if attributes else text


def _nested(entries: Sequence[tree.Entry], link: Callable[[tree.Entry], str]) -> Iterator[str]:
    """Return entries as lists, those of a lower level inside of their own."""
    level = entries[0].level
    yield "<ul>"
    at = 0
    while at < len(entries):
        below = at + 1
        while below < len(entries) and entries[below].level > level:
            below += 1
        yield f"<li>{link(entries[at])}"
        if below > at + 1:
            yield from _nested(entries[at + 1 : below], link)
        yield "</li>"
        at = below
    yield "</ul>"


def _set(column: tree.Column) -> str:
    name = _ALIGN.get(column.align, "")
    return f' class="{name}"' if name else ""


def _lang(own: Language, page: Language) -> str:
    return "" if own is page else f' lang="{own}"'
