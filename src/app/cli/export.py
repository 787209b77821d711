"""``jalon export``: documents and data from a plan, whoever else has it open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from app import i18n
from app.cli.departments import department
from app.cli.options import department_option, plan_argument, year_option
from app.documents.errors import WrongFormatError
from app.documents.export import KNOWN, Wanted, documents_for, export, formats_for
from app.documents.files import FileSet, file_part
from app.i18n import _
from app.plan_facts import own_department
from app.registry.export_data import plan_json, services_csv, services_xlsx, standards_csv, standards_xlsx
from app.workspace import Workspace

if TYPE_CHECKING:
    import argparse
    from typing import BinaryIO

_TABLES: Final = {
    ("services", "csv"): services_csv,
    ("standards", "csv"): standards_csv,
}
_WORKBOOKS: Final = {"services": services_xlsx, "standards": standards_xlsx}
_DATA: Final = {"services": ("csv", "xlsx"), "standards": ("csv", "xlsx"), "plan": ("json",)}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    plan_argument(parser)
    parser.add_argument(
        "document",
        choices=(*KNOWN, "all", *_DATA),
        metavar=_("DOCUMENT"),
        help=_(
            "documents: strategy, inventory, priorities, assessment, update, brief, or all that can be made; "
            "data: services, standards, plan"
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
        choices=("docx", "pdf", "csv", "xlsx", "json"),
        help=_("docx or pdf for documents, csv or xlsx for services and standards, json for the plan; otherwise each"),
    )
    year_option(parser)
    department_option(parser)
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
    """Export; print the path of each file that was written."""
    written = _export_data(args) if args.document in _DATA else _export_documents(args)
    for path in written:
        args.output.line(str(path))
    return 0


def _export_documents(args: argparse.Namespace) -> tuple[Path, ...]:
    documents = documents_for(args.document)
    formats = formats_for(args.document, args.format or ())
    with Workspace.read(args.plan) as workspace:
        wanted = Wanted(
            documents=documents,
            editions=("en", "fr") if args.lang == "both" else (args.lang,),
            formats=formats,
            year=args.year,
            department=department(args, workspace),
            final=args.final,
            draft=args.draft,
        )
        return export(workspace, wanted, args.out, work=args.work, progress=args.output.progress)


def _export_data(args: argparse.Namespace) -> tuple[Path, ...]:
    possible = _DATA[args.document]
    formats = tuple(dict.fromkeys(args.format or possible))
    for wanted in formats:
        if wanted not in possible:
            raise WrongFormatError(args.document, wanted)
    with Workspace.read(args.plan) as workspace:
        department(args, workspace)  # one that nobody knows is refused
        owner = args.department or own_department(workspace)
        made = [(format_, _data(workspace, args, format_)) for format_ in formats]
    year = f"-{args.year}" if args.year and args.document != "plan" else ""
    with FileSet(args.out, args.work) as files:
        for at, (format_, content) in enumerate(made, 1):
            files.add(f"{file_part(owner)}-{args.document}{year}.{format_}", _Content(content).write)
            args.output.progress(at, len(made))
        return files.put()


def _data(workspace: Workspace, args: argparse.Namespace, format_: str) -> bytes:
    """Return one file; CSV holds every department of the plan unless one is asked for, a workbook only one."""
    asked = None if args.department in {None, "all"} else args.department
    year = str(args.year) if args.year else None
    if args.document == "plan":
        return plan_json(workspace)
    if format_ == "csv":
        return _TABLES[args.document, format_](workspace, year, asked)
    return _WORKBOOKS[args.document](workspace, year, asked, i18n.language())


class _Content:
    """Bytes that are written to a file once it is open."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def write(self, file: BinaryIO) -> None:
        """Write them."""
        file.write(self._content)
