"""``jalon export``: documents and data from a plan, whoever else has it open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.departments import department
from app.cli.export_data import DATA, choice_of, choice_options, export_data
from app.cli.options import department_option, plan_argument, year_option
from app.cli.symbol_options import pictures_of, symbol_options
from app.documents.errors import WholeOnlyError
from app.documents.export import KNOWN, STANDARDS_PAGE, Wanted, documents_for, export, formats_for
from app.i18n import _
from app.registry.export_data import check_choice
from app.workspace import Workspace

if TYPE_CHECKING:
    import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    plan_argument(parser)
    parser.add_argument(
        "document",
        choices=(*KNOWN, "all", *DATA),
        metavar=_("DOCUMENT"),
        help=_(
            "documents: strategy, inventory, priorities, assessment, update, brief, or all that can be made; "
            "standards-page, for the web; quality-report, on what to mend in the inventory; "
            "data: services, standards, workbook (both, as the registry takes them), plan"
        ),
    )
    parser.add_argument(
        "--lang",
        choices=("en", "fr", "both", "bilingual"),
        default="both",
        help=_("language of documents: en, fr, both (two files) or bilingual (one file); otherwise both"),
    )
    parser.add_argument(
        "--format",
        action="append",
        choices=("docx", "pdf", "html", "csv", "xlsx", "json"),
        help=_(
            "docx or pdf for documents, html for the page of standards, csv or xlsx for services and standards, "
            "json for the plan; otherwise each"
        ),
    )
    year_option(parser)
    department_option(parser)
    choice_options(parser)
    parser.add_argument(
        "--scope",
        choices=("external", "internal"),
        default="",
        help=_("on the page of standards, only services for the public, or only those inside government"),
    )
    parser.add_argument(
        "--template",
        type=Path,
        metavar=_("FILE"),
        help=_(
            "write Word documents over a template of your department’s (.dotx or .docx) instead of the program’s own"
        ),
    )
    symbol_options(parser)
    state = parser.add_mutually_exclusive_group()
    state.add_argument(
        "--final", action="store_true", help=_("refuse to write anything while the pages would say DRAFT")
    )
    state.add_argument(
        "--draft", action="store_true", help=_("let every page say DRAFT, even when no error bears on the document")
    )
    parser.add_argument(
        "-o",
        "--output-folder",
        dest="out",
        type=Path,
        default=Path(),
        metavar=_("FOLDER"),
        help=_("where the files go; otherwise the current folder"),
    )


def run(args: argparse.Namespace) -> int:
    """Export; print the path of each file that was written.

    Raises:
        WholeOnlyError: some services are asked for, of a document that is of all.
    """
    is_chosen = args.services or args.programs or args.keys
    is_page = args.document == STANDARDS_PAGE
    if (is_chosen and not is_page and (args.document not in DATA or args.document == "plan")) or (
        args.scope and not is_page
    ):
        raise WholeOnlyError(args.document)
    written = export_data(args) if args.document in DATA else _export_documents(args)
    for path in written:
        args.output.line(str(path))
    return 0


def _export_documents(args: argparse.Namespace) -> tuple[Path, ...]:
    documents = documents_for(args.document)
    formats = formats_for(args.document, args.format or ())
    symbols = pictures_of(args)
    with Workspace.read(args.plan) as workspace:
        check_choice(workspace, choice_of(args))
        wanted = Wanted(
            documents=documents,
            editions=("en", "fr") if args.lang == "both" else (args.lang,),
            formats=formats,
            year=args.year,
            department=department(args, workspace),
            final=args.final,
            draft=args.draft,
            scope=args.scope,
            choice=choice_of(args),
            template=args.template,
            symbols=symbols,
        )
        return export(workspace, wanted, args.out, work=args.work, progress=args.output.progress)
