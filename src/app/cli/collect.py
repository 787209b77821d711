"""``jalon collect``: the workbooks of a collection round, pre-filled, one for each owner or program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app import i18n
from app.cli.options import filled, json_option, plan_argument, year_option
from app.collection.cards import collection_rounds
from app.collection.errors import NoRoundError
from app.collection.workbooks import write_workbooks
from app.i18n import _
from app.workspace import Workspace
from model.language import Language

if TYPE_CHECKING:
    import argparse

    from app.collection.cards import RoundCard


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    plan_argument(parser)
    year_option(parser)
    parser.add_argument("--round", type=filled, metavar=_("ID"), help=_("this round; otherwise the newest open one"))
    parser.add_argument(
        "--request",
        dest="requests",
        action="append",
        type=filled,
        metavar=_("ID"),
        help=_("only this request; may be given several times; otherwise every one that has not returned"),
    )
    parser.add_argument(
        "--lang",
        choices=("en", "fr"),
        help=_("language of the workbooks; otherwise the language of messages"),
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
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Write the workbooks; print the path of each, or with ``--json`` the request that each is for."""
    with Workspace.read(args.plan) as workspace:
        card = _round(collection_rounds(workspace), args)
        written = write_workbooks(
            workspace,
            card.key,
            args.out,
            language=Language(args.lang) if args.lang else i18n.language(),
            requests=None if args.requests is None else frozenset(args.requests),
            work=args.work,
            progress=args.output.progress,
        )
    if args.json:
        files = [{"request": key, "label": card.request(key).label, "path": str(path)} for key, path in written.items()]
        told = {"round": card.key, "fiscal_year": str(card.year), "files": files}
        args.output.json(told)
        return 0
    for path in written.values():
        args.output.line(str(path))
    return 0


def _round(rounds: tuple[RoundCard, ...], args: argparse.Namespace) -> RoundCard:
    for card in rounds:
        newest = card.is_open and args.year in {None, card.year}
        if newest if args.round is None else card.key == args.round:
            return card
    raise NoRoundError
