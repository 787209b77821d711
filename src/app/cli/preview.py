"""``jalon preview``: the pages of a document as pictures, for the window's preview. Not in the help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.options import plan_argument, year_option
from app.documents.export import MADE, Wanted, export
from app.documents.files import prepare_folder
from app.documents.preview import render_pages
from app.i18n import _
from app.workspace import Workspace

if TYPE_CHECKING:
    import argparse

_MAKING = 3  # a share of the progress of one language: making the PDF takes about as long as its pictures
_RENDERING = 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    plan_argument(parser)
    parser.add_argument("document", choices=MADE, metavar=_("DOCUMENT"))
    parser.add_argument("--lang", choices=("en", "fr", "both"), default="both")
    year_option(parser)
    parser.add_argument("--draft", action="store_true")
    parser.add_argument("-o", dest="out", type=Path, required=True, metavar=_("FOLDER"))


def run(args: argparse.Namespace) -> int:
    """Make the PDF of each language and a picture of each page, in a folder a language."""
    languages = ("en", "fr") if args.lang == "both" else (args.lang,)
    whole = len(languages) * (_MAKING + _RENDERING) * 100
    done = 0

    def share(parts: int) -> None:
        nonlocal done
        done += parts * 100

    with Workspace.read(args.plan) as workspace:
        for language in languages:
            folder = args.out / language
            prepare_folder(folder)

            def made(step: int, total: int) -> None:
                args.output.progress(done + _MAKING * 100 * step // max(total, 1), whole)

            def rendered(step: int, total: int) -> None:
                args.output.progress(done + _RENDERING * 100 * step // max(total, 1), whole)

            wanted = Wanted((args.document,), (language,), ("pdf",), args.year, draft=args.draft)
            (pdf,) = export(workspace, wanted, folder, work=args.work, progress=made)
            share(_MAKING)
            render_pages(pdf, folder, rendered)
            share(_RENDERING)
            args.output.line(str(folder))
    return 0
