"""Exports documents: reads the plan once, builds a tree a language, writes it in each format."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from app.checks.findings import check, drafts
from app.checks.year_gaps import with_gaps
from app.documents.builders.brief import ROOMS
from app.documents.builders.front import Request
from app.documents.builders.standards_page import build_standards_page
from app.documents.errors import DocumentNotMadeError, NotFinalError, WrongFormatError
from app.documents.files import FileSet, file_part
from app.documents.symbol import SymbolKind
from app.documents.symbols import kept_symbols
from app.documents.tree import Edition, Paragraph, Run
from app.documents.trees import Trees
from app.documents.web.writer import write_html
from app.plan_facts import OWN, plan_card, resolve, working_year
from app.registry.export_data import EVERYTHING, Choice
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from app.checks.finding import Finding
    from app.documents.builders.brief import Room
    from app.documents.content import InventoryContent
    from app.documents.pdf.writer import Layout
    from app.documents.symbol import KeptPicture
    from app.documents.tree import Document
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

MADE: Final = ("strategy", "inventory", "priorities", "assessment", "brief")
"""Documents that can be made."""

STANDARDS_PAGE: Final = "standards-page"
"""A web page; no document that ``all`` stands for."""

BRIEF: Final = "brief"
"""One page, however much the plan holds."""

QUALITY_REPORT: Final = "quality-report"
"""A working document on the inventory's findings; ``all`` does not stand for it."""

KNOWN: Final = (*MADE, "update", STANDARDS_PAGE, QUALITY_REPORT)
"""Documents that the contract names; those not made yet are refused."""

FORMATS: Final = ("docx", "pdf")
WEB_FORMATS: Final = ("html",)
_STEPS: Final = 100  # progress of one file
_AIR: Final = 3  # lines that stay free at the foot of the brief


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported.

    Attributes:
        documents: names of documents that can be made.
        editions: ``en``, ``fr`` or ``bilingual``, a file each.
        formats: ``docx`` and ``pdf``; of the page of standards ``html``.
        year: the fiscal year; None is the working year.
        department: ``OWN``, a code, or None for every department held.
        final: refuse unless nothing makes the pages say DRAFT.
        draft: let every page say DRAFT, whether an error bears on it or not.
        author: the name for the documents' properties.
        scope: of the page of standards, ``external`` or ``internal`` services only; blank for both.
        choice: of the page of standards, which services it holds.
        template: the department's own template for Word documents; None for the program's.
        symbols: pictures for the title page that stand before those that the plan keeps.
    """

    documents: tuple[str, ...] = MADE
    editions: tuple[str, ...] = ("en", "fr")
    formats: tuple[str, ...] = FORMATS
    year: FiscalYear | None = None
    department: str | None = OWN
    final: bool = False
    draft: bool = False
    author: str = ""
    scope: str = ""
    choice: Choice = EVERYTHING
    template: Path | None = None
    symbols: Mapping[SymbolKind, KeptPicture] = field(default_factory=dict)


def documents_for(name: str) -> tuple[str, ...]:
    """Return the documents that a name asks for; ``all`` is every one that can be made.

    Raises:
        DocumentNotMadeError: this version does not make it.
    """
    if name == "all":
        return MADE
    if name not in {*MADE, STANDARDS_PAGE, QUALITY_REPORT}:
        raise DocumentNotMadeError(name)
    return (name,)


def formats_for(document: str, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the formats to write; every one when none was asked for.

    Raises:
        WrongFormatError: a document cannot be had in a format that was asked for.
    """
    possible = WEB_FORMATS if document == STANDARDS_PAGE else FORMATS
    for wanted in asked:
        if wanted not in possible:
            raise WrongFormatError(document, wanted)
    return tuple(dict.fromkeys(asked)) or possible


def export(
    workspace: Workspace,
    wanted: Wanted,
    out: Path,
    *,
    work: Path | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    laid_out: Callable[[Layout], object] = lambda _layout: None,
) -> tuple[Path, ...]:
    """Write every file that is wanted to the folder ``out`` and return their paths: all of them, or none.

    Args:
        workspace: the plan, read only.
        wanted: what to write.
        out: the folder; made when it is not there.
        work: where files are written before they are moved into place.
        progress: told how far the work is.
        laid_out: gets the pages of each file before they are drawn.

    Raises:
        NotFinalError: a final edition is wanted while errors bear on it; nothing is written.
        LostLettersError: a final edition as PDF holds a letter that no font has; nothing is written.
        TemplateError: the template for Word documents cannot be used; nothing is written.
        TargetError: ``out`` is no folder.
        OSError: a file cannot be written; the folder is as it was.
    """
    job = _Export(workspace, wanted, laid_out)
    job.refuse_drafts()
    editions = [(document, edition) for document in wanted.documents for edition in wanted.editions]
    total = len(editions) * len(wanted.formats) * _STEPS
    with FileSet(out, work) as files:
        for at, (document, edition) in enumerate(editions):
            start = at * len(wanted.formats) * _STEPS

            def told(part: int, done: int, whole: int, start: int = start) -> None:
                progress(start + part * _STEPS + done * _STEPS // max(whole, 1), total)

            job.write(document, edition, files, told)
        written = files.put()
    progress(total, total)
    return written


def file_name(department: str, document: str, year: FiscalYear, edition: str, format_: str) -> str:
    """Return the name of an exported document."""
    return f"{file_part(department)}-{document}-{year}-{edition}.{format_}"


class _Export:
    """One export: what was read from the plan, and the trees that were built of it."""

    def __init__(self, workspace: Workspace, wanted: Wanted, laid_out: Callable[[Layout], object]) -> None:
        self._workspace = workspace
        self._laid_out = laid_out
        self._wanted = wanted
        self._year = wanted.year or working_year(workspace)
        self._card = plan_card(workspace)
        found = check(workspace, year=self._year, department=wanted.department)
        self._findings = with_gaps(workspace, found, self._year, wanted.department)
        self._trees = Trees(workspace, self._findings, self._year, wanted.department, wanted.author)

    def refuse_drafts(self) -> None:
        """Refuse a final edition that could only be a draft.

        Raises:
            NotFinalError: an error bears on a document in one of the languages.
        """
        languages = dict.fromkeys(language for edition in self._wanted.editions for language in self._order(edition))
        standing = [
            finding
            for document in self._wanted.documents
            for language in languages
            for finding in self._drafts(document, language)
        ]
        if self._wanted.final and standing:
            raise NotFinalError(tuple(dict.fromkeys(standing)))

    def write(self, document: str, edition: str, files: FileSet, told: Callable[[int, int, int], None]) -> None:
        """Write a document in one edition and every format."""
        if document == STANDARDS_PAGE:
            self._write_page(edition, files, told)
        else:
            self._write_document(document, edition, files, told)

    def _write_page(self, edition: str, files: FileSet, told: Callable[[int, int, int], None]) -> None:
        languages = self._order(edition)
        made = [
            build_standards_page(self._chosen, self._request(STANDARDS_PAGE, language, languages), self._wanted.scope)
            for language in languages
        ]
        pages, words = Edition(tuple(page for page, _words in made)), [words for _page, words in made]
        other = "" if len(languages) > 1 else self._name(STANDARDS_PAGE, languages[0].other, "html")
        files.add(self._name(STANDARDS_PAGE, edition, "html"), partial(write_html, pages, words, other=other))
        told(0, 1, 1)

    def _write_document(
        self, document: str, edition: str, files: FileSet, told: Callable[[int, int, int], None]
    ) -> None:
        # one of the four places where something is imported late: only an export needs the writers
        from app.documents.docx.template import check_template  # noqa: PLC0415
        from app.documents.docx.writer import write_docx  # noqa: PLC0415
        from app.documents.pdf.writer import Layout, refuse_lost_letters, write_pdf  # noqa: PLC0415

        template = self._wanted.template
        if template is not None and "docx" in self._wanted.formats:
            check_template(template)
        languages = self._order(edition)
        parts = tuple(self._build(document, language, languages) for language in languages)
        if self._wanted.final and "pdf" in self._wanted.formats:
            refuse_lost_letters(Edition(parts))
        for at, format_ in enumerate(self._wanted.formats):
            name, layout = self._name(document, edition, format_), Layout(Edition(parts), for_word=format_ == "docx")
            self._laid_out(layout)
            follow = partial(told, at)
            if format_ == "docx":
                write = partial(write_docx, layout.edition, pages=layout.pages, parted=layout.parted, template=template)
                files.add(name, partial(write, progress=follow))
            else:
                files.add(name, partial(write_pdf, layout.edition, layout=layout, progress=follow))

    def _name(self, document: str, edition: str, format_: str) -> str:
        department = resolve(self._workspace, self._wanted.department) or "all"
        return file_name(department, document, self._year, edition, format_)

    def _order(self, edition: str) -> tuple[Language, ...]:
        """Return the languages of an edition; French first when the issuing office works in French."""
        if edition == "bilingual":
            first = self._card.office_language
            return first, first.other
        return (Language(edition),)

    def _drafts(self, document: str, language: Language) -> tuple[Finding, ...]:
        read = "inventory" if document == STANDARDS_PAGE else document  # the page shows a part of it
        return drafts(self._findings, read, self._year, language)

    def _request(self, document: str, language: Language, languages: tuple[Language, ...]) -> Request:
        is_draft = self._wanted.draft or bool(self._drafts(document, language))
        return Request(language, languages, draft=is_draft, symbols=self._symbols)

    @cached_property
    def _symbols(self) -> Mapping[SymbolKind, KeptPicture]:
        """Return the pictures of the title page; a signature is only of the plan's own department."""
        from app.documents.symbol_files import is_sound  # noqa: PLC0415  as above

        found = {**kept_symbols(self._workspace), **self._wanted.symbols}
        if resolve(self._workspace, self._wanted.department) != self._card.department:
            found = {kind: picture for kind, picture in found.items() if kind is SymbolKind.WORDMARK}
        return {kind: picture for kind, picture in found.items() if is_sound(picture)}

    def _build(self, document: str, language: Language, languages: tuple[Language, ...]) -> Document:
        request = self._request(document, language, languages)
        return self._trees.brief(request, self._room) if document == BRIEF else self._trees.build(document, request)

    @cached_property
    def _room(self) -> Room:
        """Return how much the brief holds: what fits on a page in either language, so that both say the same."""
        return next((room for room in ROOMS if all(self._fits(room, language) for language in Language)), ROOMS[-1])

    def _fits(self, room: Room, language: Language) -> bool:
        """Whether the brief is one page in a language, with some air for who sets it a little wider."""
        from app.documents.pdf.writer import Layout  # noqa: PLC0415  as above

        air = Paragraph((Run("\n".join("." * _AIR), language),))
        made = self._trees.brief(self._request(BRIEF, language, (language,)), room)
        edition = Edition((replace(made, blocks=(*made.blocks, air)),))
        return Layout(edition, for_word=True).page_count == 1  # as nothing is set tighter to spare a page

    @cached_property
    def _chosen(self) -> InventoryContent:
        """Return the inventory with the services that were chosen alone."""
        choice, content = self._wanted.choice, self._trees.inventory
        if not choice.is_of_services:
            return content
        year = content.years[self._year]
        services = tuple(
            service
            for service in year.services
            if (choice.services is None or service.text("service_id") in choice.services)
            and (choice.programs is None or not choice.programs.isdisjoint(service.codes("program_id")))
            and (choice.keys is None or service.key in choice.keys)
        )
        return replace(content, years={**content.years, self._year: replace(year, services=services)})
