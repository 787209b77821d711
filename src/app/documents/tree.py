"""The neutral document: what a reader meets, without a word on how it looks.

A builder makes one tree a document and language; both writers draw the same tree. The tree
refuses at construction what could not be read by everyone: a figure without alternative text,
a table without header or caption, a skipped heading level, a control character.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from app.documents.letters import cut, is_shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.documents.charts import Picture
    from app.documents.symbol import Symbol
    from model.language import Language

KEPT_WHOLE = 10
"""Tables of at most so many rows are not parted between two pages."""

DARKEST = 5
"""The last of the shades that a cell can have; 1 is the lightest and 0 is none."""


class TreeError(ValueError):
    """A builder asked for a document that some reader could not read; a fault of the program."""


class Tone(StrEnum):
    """What a status word says, for writers that also colour it; the word always stands."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    ACCENT = "accent"
    MUTED = "muted"


class Align(StrEnum):
    """How the texts of a column are set."""

    START = "start"
    END = "end"
    CENTRE = "centre"


class NoteKind(StrEnum):
    """What a note set apart from the text is for; ``GAP`` marks a text that is not written yet."""

    INFO = "info"
    GAP = "gap"


class ListedKind(StrEnum):
    """What a table of contents lists."""

    HEADINGS = "headings"
    TABLES = "tables"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Run:
    r"""A piece of text of one language and one emphasis; ``\n`` is a line break.

    ``href`` is a web address, or ``#`` and the id of a heading. ``note`` is the label of a
    footnote that this run calls: its text is then the label. ``page_of`` is the id of a heading
    whose page this run tells; its text is filled in when the pages are known. ``raised`` is the
    ending of an ordinal, which French sets above the line.
    """

    text: str
    language: Language
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    note: str = ""
    tone: Tone = Tone.PLAIN
    page_of: str = ""
    raised: bool = False

    def __post_init__(self) -> None:
        """Refuse characters that no reader can be shown.

        Raises:
            TreeError: the text holds a control character or half a surrogate pair.
        """
        text = self.text
        if text.isascii() and text.isprintable():
            return
        if not all(char == "\n" or is_shown(char) for char in text):
            raise TreeError(f"control character in {text!r}")


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The title page: department in both languages, title, period and what says which edition it is.

    ``signature`` stands in the place of the department's name, which it holds and which is then read of it;
    ``wordmark`` stands at the foot.
    """

    department: Runs
    title: Runs
    subtitle: Runs = ()
    lines: tuple[Runs, ...] = ()
    foot: tuple[Runs, ...] = ()
    signature: Symbol | None = None
    wordmark: Symbol | None = None

    def __post_init__(self) -> None:
        """Refuse a picture that says nothing to who cannot see it, and a name that would be read twice.

        Raises:
            TreeError: an alternative text is missing, or the department stands there twice or not at all.
        """
        if any(symbol is not None and not symbol.alt.strip() for symbol in (self.signature, self.wordmark)):
            raise TreeError("title page with a picture without alternative text")
        if bool(self.department) is (self.signature is not None):
            raise TreeError("title page that names its department twice or not at all")


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who endorses or approves, with a place for signature and date."""

    role: Runs
    name: Runs
    signature: Runs
    date: Runs


@dataclass(frozen=True, slots=True)
class Approval:
    """The places where the document is signed."""

    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents; its entries are the headings, tables or figures of the document."""

    title: Runs
    kind: ListedKind = ListedKind.HEADINGS
    depth: int = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``number`` stands before its text and is part of what is read.

    ``wide``: the pages that it starts lie on their side, up to the next heading that starts a page.
    """

    level: int
    runs: Runs
    id: str
    number: str = ""
    new_page: bool = False
    wide: bool = False

    def __post_init__(self) -> None:
        """Refuse a level that Word has no heading style for, a heading without text, or a page turned halfway.

        Raises:
            TreeError: the level is not 1 to 4, nothing can be read, or it is wide and starts no page.
        """
        if self.wide and not self.new_page:
            raise TreeError(f"heading {self.id} turns a page that it does not start")
        if not 1 <= self.level <= 4:
            raise TreeError(f"heading level {self.level}")
        if not text_of_runs(self.runs).strip():
            raise TreeError(f"heading {self.id} has no text")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures of the table or figure just above come from."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item, with a list below it or not."""

    runs: Runs
    below: ListBlock | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of bullets, or a numbered one; at most two deep."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1

    def __post_init__(self) -> None:
        """Refuse an empty list, or one that is three deep.

        Raises:
            TreeError: there is nothing to list, or a third level.
        """
        if not self.items:
            raise TreeError("list without items")
        if any(item.below and any(inner.below for inner in item.below.items) for item in self.items):
            raise TreeError("list more than two deep")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and how its texts are set."""

    title: Runs
    width: int = 1
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and one header row.

    Attributes:
        row_header: whether the first column names the row.
        id: by which contents and links find it.
        total: whether the last row sums up the others.
        shades: of a table that is a picture, how dark each cell is: a row of 0 to ``DARKEST`` for each row.
        alt: what such a table shows, for who cannot see the shades.
    """

    caption: Runs
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    row_header: bool = True
    id: str = ""
    total: bool = False
    shades: tuple[tuple[int, ...], ...] = ()
    alt: str = ""

    def __post_init__(self) -> None:
        """Refuse a table that cannot be read aloud.

        Raises:
            TreeError: the caption or a column's heading is missing, there is no row, or a row has
                another number of cells than there are columns, or shades do not fit or say nothing.
        """
        if not text_of_runs(self.caption).strip():
            raise TreeError("table without a caption")
        if not self.columns or any(not text_of_runs(column.title).strip() for column in self.columns):
            raise TreeError(f"table without a header: {text_of_runs(self.caption)}")
        if not self.rows or any(len(row) != len(self.columns) for row in self.rows):
            raise TreeError(f"rows do not fit the columns: {text_of_runs(self.caption)}")
        if self.shades and [len(row) for row in self.shades] != [len(row) for row in self.rows]:
            raise TreeError(f"shades do not fit the rows: {text_of_runs(self.caption)}")
        if self.shades and not self.alt.strip():
            raise TreeError(f"shades without a word on what they show: {text_of_runs(self.caption)}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with a caption and the text that says what it shows.

    ``low``: it is drawn lower than usual, since so it fits on the page.
    """

    chart: Picture
    alt: str
    caption: Runs
    id: str = ""
    low: bool = False

    def __post_init__(self) -> None:
        """Refuse a picture that says nothing to who cannot see it.

        Raises:
            TreeError: the alternative text or the caption is missing.
        """
        if not self.alt.strip():
            raise TreeError("figure without alternative text")
        if not text_of_runs(self.caption).strip():
            raise TreeError("figure without a caption")


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart from the text."""

    runs: Runs
    kind: NoteKind = NoteKind.INFO


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of one footnote and the label by which runs call it."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Footnotes, printed where the block stands: at the end of their section."""

    items: tuple[Footnote, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


Block = (
    Cover
    | Approval
    | Contents
    | Heading
    | Paragraph
    | Source
    | ListBlock
    | Table
    | Figure
    | Note
    | Footnotes
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The words that running heads, captions and marks need, in the document's language."""

    table: str
    figure: str
    page_of: str  # with {page} and {total}
    draft: str
    colon: str  # what stands between a caption's number and its text


@dataclass(frozen=True, slots=True)
class Document:
    """One document in one language.

    Running titles, marks and page numbers follow from its fields: ``marking`` stands at the top
    right of every page, the draft mark on every page of a draft.
    """

    kind: str
    title: str
    language: Language
    languages: tuple[Language, ...]
    department: str
    period: str
    version: str
    date: str
    marking: str
    draft: bool
    marks: Marks
    blocks: tuple[Block, ...]
    author: str = ""
    subject: str = ""
    made_on: str = ""  # ISO 8601, for the document's properties; blank: the writer's constant
    tells_pages: bool = False  # whether some run has a ``page_of``
    labels: dict[int, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse headings that skip a level or share an id, and number the captions.

        Raises:
            TreeError: a level is skipped or an id is used twice, or what stands around the text is no line.
        """
        around = (self.title, self.department, self.period, self.version, self.marking, self.author, self.subject)
        if not all(map(is_shown, "".join(around))):
            raise TreeError(f"no lines: {around}")
        _check_headings(self.blocks)
        object.__setattr__(self, "labels", _labels(self.blocks, self.marks))

    def label(self, block: Table | Figure) -> str:
        """Return what stands before the caption of ``block``: ``Table 3``."""
        return self.labels[id(block)]

    def listed(self, contents: Contents) -> tuple[Entry, ...]:
        """Return the entries of one of its tables of contents, in order."""
        return tuple(_entries(self, contents))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents: level from 1, text, the id of its target, and the number that begins the text."""

    level: int
    text: str
    target: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is written to one file: a document, or the same in both languages one after the other."""

    parts: tuple[Document, ...]

    def __post_init__(self) -> None:
        """Refuse an edition of nothing, and parts that share an id.

        Raises:
            TreeError: there is no document, or two parts use the same id.
        """
        if not self.parts:
            raise TreeError("edition without a document")
        ids = [getattr(block, "id", "") for part in self.parts for block in part.blocks]
        named = [name for name in ids if name]
        if len(set(named)) != len(named):
            raise TreeError("parts of an edition share an id")

    @property
    def first(self) -> Document:
        """Return the document that comes first and gives the file its title and language."""
        return self.parts[0]

    @property
    def title(self) -> str:
        """Return the title of the file: of both languages when it holds both."""
        return " | ".join(part.title for part in self.parts)


def text_of_runs(runs: Runs) -> str:
    """Return the text of some runs, one after the other."""
    return "".join(run.text for run in runs)


def target_of(document: Document, block: Heading | Table | Figure, position: int) -> str:
    """Return the id by which contents and links find ``block``, the ``position``-th of ``document``."""
    return block.id or f"{document.language}-block-{position}"


def note_target(language: Language, label: str) -> str:
    """Return the id by which the call of a footnote finds its text."""
    return f"{language}-note-{label}"


def _labels(blocks: Iterable[Block], marks: Marks) -> dict[int, str]:
    labels: dict[int, str] = {}
    counts = {Table: 0, Figure: 0}
    for block in blocks:
        if isinstance(block, Table | Figure):
            counts[type(block)] += 1
            word = marks.table if isinstance(block, Table) else marks.figure
            labels[id(block)] = f"{word} {counts[type(block)]}"
    return labels


def _check_headings(blocks: Iterable[Block]) -> None:
    level = 0
    seen: set[str] = set()
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                raise TreeError(f"heading level {block.level} after {level}: {text_of_runs(block.runs)}")
            level = block.level
        if isinstance(block, Heading | Table | Figure) and block.id:
            if block.id in seen:
                raise TreeError(f"id used twice: {block.id}")
            seen.add(block.id)


def _entries(document: Document, contents: Contents) -> Iterable[Entry]:
    for position, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            if contents.kind is ListedKind.HEADINGS and block.level <= contents.depth:
                target = target_of(document, block, position)
                yield Entry(block.level, cut(heading_text(block)), target, block.number)
        elif isinstance(block, Table | Figure):
            wanted = ListedKind.TABLES if isinstance(block, Table) else ListedKind.FIGURES
            if contents.kind is wanted:
                text = f"{document.label(block)}{document.marks.colon}{text_of_runs(block.caption)}"
                yield Entry(1, cut(text), target_of(document, block, position))


def heading_text(heading: Heading) -> str:
    """Return a heading as it is read: its number and its text."""
    text = text_of_runs(heading.runs)
    return f"{heading.number} {text}" if heading.number else text
