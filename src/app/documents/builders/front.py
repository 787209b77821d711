"""What stands before the first section: title page, publication page, approval, tables of contents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.documents.builders.department_name import with_article
from app.documents.symbol import Symbol, SymbolKind
from app.documents.tree import (
    Approval,
    Contents,
    Cover,
    Document,
    Heading,
    ListedKind,
    Marks,
    PageBreak,
    Paragraph,
    Run,
    Signatory,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from app.documents.builders.writing import Writing
    from app.documents.content import Approver, Frame
    from app.documents.symbol import KeptPicture
    from app.documents.tree import Block, Runs
    from model.bilingual import Bilingual
    from model.language import Language


@dataclass(frozen=True, slots=True)
class Request:
    """Which edition of a document is built.

    Attributes:
        language: the language of this part.
        languages: every language of the file; two for a bilingual edition.
        draft: whether its pages say that it is a draft.
        symbols: the pictures of the title page that the department supplied.
    """

    language: Language
    languages: tuple[Language, ...]
    draft: bool
    symbols: Mapping[SymbolKind, KeptPicture] = field(default_factory=dict)


def front_matter(
    writing: Writing,
    frame: Frame,
    title: Bilingual,
    request: Request,
    *,
    approved: Approver,
    period: str,
    more: Sequence[str] = (),
    approved_on: str = "",
    signed: str = "",
) -> list[Block]:
    """Return title page and publication page.

    Args:
        writing: the words of the document.
        frame: what it says about itself.
        title: its title in both languages.
        request: which edition it is.
        approved: who approved it, and when.
        period: what stands below the title.
        more: further lines of the title page.
        approved_on: what is said of the day of the approval, with ``{date}``, when it is no approval.
        signed: what is said of who approved it, when it is no approval.
    """
    _ = writing.gettext
    said = approved_on or _("Approved on {date}")
    lines = [writing.runs(_dated(writing, frame, approved, said, draft=request.draft))]
    if frame.version.name:
        lines.insert(0, writing.runs(version_text(writing, frame)))
    if approved.name and approved.on and not request.draft:
        lines.append(writing.labelled(signed or _("Approved by"), writing.person(approved.name)))
    lines += [writing.runs(line) for line in more]
    signature = signature_of(writing, frame.department, request)
    wordmark = wordmark_of(writing, request)
    places = _places(writing, signature, wordmark) if request.draft else ()
    cover = Cover(
        department=() if signature else _both_titles(writing, frame.department),
        title=writing.runs(title.text(writing.language)),
        subtitle=writing.runs(period),
        lines=tuple(lines),
        foot=(places,) if places else (),
        signature=signature,
        wordmark=wordmark,
    )
    about = Heading(1, writing.runs(_("About this document")), f"{writing.language}-about", new_page=True)
    return [cover, about, *_publication(writing, frame, title, request, approved)]


def signature_of(writing: Writing, department: Bilingual, request: Request) -> Symbol | None:
    """Return the department's signature for editions in this language, read as the applied title that it holds."""
    kind = SymbolKind.signature(writing.language)
    name = writing.set(department.text(writing.language)).replace("\n", " ")
    picture = request.symbols.get(kind)
    return Symbol(kind, picture, name) if picture and name.strip() else None


def wordmark_of(writing: Writing, request: Request) -> Symbol | None:
    """Return the Canada wordmark, if the department supplied it."""
    _ = writing.gettext
    picture = request.symbols.get(SymbolKind.WORDMARK)
    return Symbol(SymbolKind.WORDMARK, picture, _("Canada wordmark")) if picture else None


def _places(writing: Writing, signature: Symbol | None, wordmark: Symbol | None) -> Runs:
    """Return what a draft says of the places on its title page that wait for a picture; nothing when none does."""
    _ = writing.gettext
    if signature and wordmark:
        return ()
    if signature:
        said = _("The lower right is kept clear for the Canada wordmark. The department supplies the approved file.")
    elif wordmark:
        said = _(
            "The department’s name at the upper left holds the place of its corporate signature. The department "
            "supplies the approved file."
        )
    else:
        said = _(
            "The department’s name at the upper left holds the place of its corporate signature; the lower right is "
            "kept clear for the Canada wordmark. The department supplies the approved files."
        )
    return writing.runs(said)


def version_text(writing: Writing, frame: Frame) -> str:
    """Return the version as printed; blank for a document that was never approved."""
    _ = writing.gettext
    called = _called(writing, frame)
    return _("{version}, changed since its approval").format(version=called) if frame.version.is_changed else called


def _called(writing: Writing, frame: Frame) -> str:
    """Return what the newest approved version is called; blank when none was approved."""
    _ = writing.gettext
    name = frame.version.name.strip()
    return _("Version {name}").format(name=name) if name[:1].isdigit() else name


def date_of(frame: Frame, approved: Approver, *, draft: bool) -> date:
    """Return the day of the document: of its approval, or of the plan's last change for a draft."""
    return frame.changed_on if draft or approved.on is None else approved.on


def _dated(writing: Writing, frame: Frame, approved: Approver, said: str, *, draft: bool) -> str:
    _ = writing.gettext
    day = writing.date(date_of(frame, approved, draft=draft))
    if draft or approved.on is None:
        return _("State of the plan on {date}").format(date=day)
    return said.format(date=day)


def _both_titles(writing: Writing, name: Bilingual) -> Runs:
    """Return the department's title in both languages, this document's first."""
    own, other = name.text(writing.language), name.text(writing.language.other)
    if not own.strip():
        return writing.gap(has_other=bool(other.strip()))
    runs = writing.runs(own)
    if other.strip() and other != own:
        runs = (*runs, Run("\n", writing.language), *writing.in_other(other))
    return runs


def _copyright(writing: Writing, frame: Frame, approved: Approver) -> str:
    _ = writing.gettext
    year = date_of(frame, approved, draft=approved.on is None).year
    name = with_article(frame.department.text(writing.language), writing.language)
    return _("© His Majesty the King in Right of Canada, as represented by {department}, {year}").format(
        department=name, year=year
    )


def _publication(writing: Writing, frame: Frame, title: Bilingual, request: Request, approved: Approver) -> list[Block]:
    _ = writing.gettext
    found: list[Block] = [Paragraph(writing.runs(_copyright(writing, frame, approved) + "."))]
    day = writing.date(date_of(frame, approved, draft=request.draft))
    if frame.version.name:
        found.append(Paragraph(writing.runs(f"{version_text(writing, frame)} · {day}")))
    else:
        found.append(Paragraph(writing.labelled(_("Date"), writing.runs(day))))
    other = title.text(writing.language.other)
    if len(request.languages) == 1 and other:
        before, _mark, after = _("Also available in French under the title: {title}").partition("{title}")
        said = (*writing.runs(before), *writing.in_other(other, emphasis=True), *writing.runs(after))
        found.append(Paragraph(said))
    elif len(request.languages) > 1:
        found.append(Paragraph(writing.runs(_("This file holds the English and French editions."))))
    found.append(Paragraph(writing.runs(_("This document is available in alternative formats upon request."))))
    if request.draft:
        found.append(
            Paragraph(
                writing.runs(_("This is a draft. It has not been approved and may change; it is not to be published."))
            )
        )
    figures = _("Figures are those of the service inventory of {year}, as the plan held it on {date}.").format(
        year=writing.year(frame.year), date=writing.date(frame.changed_on)
    )
    found.append(Paragraph(writing.runs(figures)))
    if frame.version.is_changed and frame.version.approved.on:
        changed = _(
            "Last approved: {version}, on {date}. This document has changed since then; those changes are not "
            "approved yet."
        ).format(version=_called(writing, frame), date=writing.date(frame.version.approved.on))
        found.append(Paragraph(writing.runs(changed)))
    if frame.version.seal and not frame.version.is_changed:
        seal = _("Seal of the approved version (SHA-256): {seal}").format(seal=frame.version.seal)
        found.append(Paragraph(writing.runs(seal)))
    return found


def approval_page(writing: Writing, approved: Approver, *, draft: bool) -> list[Block]:
    """Return the places where the document is endorsed and approved, below what it says about itself."""
    _ = writing.gettext
    signature, day = writing.runs(_("Signature")), writing.runs(_("Date"))
    name = writing.person(approved.name) if approved.name and not draft else writing.runs(_("Name and title"))
    signed = day
    if approved.on and not draft:
        signed = writing.runs(_("Date: {date}").format(date=writing.date(approved.on)))
    return [
        Heading(1, writing.runs(_("Approval")), f"{writing.language}-approval"),
        Approval(
            (
                Signatory(
                    writing.runs(_("Endorsed by the committee responsible for service")),
                    writing.runs(_("Name and title of the chair")),
                    signature,
                    day,
                ),
                Signatory(writing.runs(_("Approved by the deputy head")), name, signature, signed),
            )
        ),
    ]


def contents(writing: Writing, *, depth: int, lists: bool, new_page: bool) -> list[Block]:
    """Return the table of contents and, with ``lists``, the lists of tables and figures."""
    _ = writing.gettext
    found: list[Block] = [PageBreak()] if new_page else []
    found.append(Contents(writing.runs(_("Contents")), depth=depth))
    if lists:
        found += [
            Contents(writing.runs(_("List of tables")), ListedKind.TABLES),
            Contents(writing.runs(_("List of figures")), ListedKind.FIGURES),
        ]
    return found


def document_of(
    writing: Writing,
    frame: Frame,
    title: str,
    request: Request,
    blocks: list[Block],
    *,
    kind: str,
    approved: Approver,
    period: str,
    tells_pages: bool = False,
) -> Document:
    """Return the document of some blocks, with everything that its pages say around them."""
    _ = writing.gettext
    day = date_of(frame, approved, draft=request.draft)
    return Document(
        kind=kind,
        title=writing.line(title),
        language=writing.language,
        languages=request.languages,
        department=writing.line(frame.department.text(writing.language)),
        period=period,
        version=writing.line(version_text(writing, frame)),
        date=writing.date(day),
        marking=writing.line(frame.marking.text(writing.language)),
        draft=request.draft,
        marks=Marks(
            table=_("Table"),
            figure=_("Figure"),
            page_of=_("Page {page} of {total}"),
            draft=_("DRAFT"),
            colon=_("{label}: {value}").format(label="", value=""),
        ),
        blocks=tuple(blocks),
        author=writing.line(frame.author),
        subject=period,
        made_on=day.isoformat(),
        tells_pages=tells_pages,
    )
