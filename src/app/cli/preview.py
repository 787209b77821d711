"""``jalon preview``: the pages of a document for the window's preview. Not in the help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.options import plan_argument, year_option
from app.documents.export import MADE, Wanted, export
from app.documents.files import prepare_folder
from app.documents.page_index import INDEX_NAME, PageHeading, PageIndex
from app.documents.preview import page_sizes
from app.export_log import plan_head
from app.i18n import _
from app.workspace import Workspace

if TYPE_CHECKING:
    import argparse

    from app.documents.pdf.writer import Layout


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    plan_argument(parser)
    parser.add_argument("document", choices=MADE, metavar=_("DOCUMENT"))
    parser.add_argument("--lang", choices=("en", "fr"), required=True)
    year_option(parser)
    parser.add_argument("--draft", action="store_true")
    parser.add_argument("-o", dest="out", type=Path, required=True, metavar=_("FOLDER"))


def run(args: argparse.Namespace) -> int:
    """Make the PDF, and beside it what the window has to know of its pages; answer with its path."""
    prepare_folder(args.out)
    headings: list[PageHeading] = []

    def keep(layout: Layout) -> None:
        headings.extend(
            PageHeading(one.target, one.level, one.text, one.page, one.top, one.foot) for one in layout.headings
        )

    wanted = Wanted((args.document,), (args.lang,), ("pdf",), args.year, draft=args.draft)
    with Workspace.read(args.plan) as workspace:
        head = plan_head(workspace)
        (pdf,) = export(workspace, wanted, args.out, work=args.work, progress=args.output.progress, laid_out=keep)
    PageIndex(page_sizes(pdf), tuple(headings), head).write(args.out / INDEX_NAME)
    args.output.line(str(pdf))
    return 0
