"""``jalon symbols``: the signatures and the wordmark that a plan keeps for its title pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.cli.options import json_option, plan_argument
from app.cli.symbol_options import OPTIONS, pictures_of, symbol_options
from app.documents.symbol import SymbolKind, needed_width
from app.documents.symbol_words import concerns, symbol_name
from app.documents.symbols import change_symbols, kept_symbols
from app.errors import UsageError
from app.formats import format_number
from app.i18n import _
from app.workspace import Workspace

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from pathlib import Path

    from app.cli.output import Output
    from app.documents.symbol import KeptPicture


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what this verb takes."""
    plan_argument(parser)
    symbol_options(parser)
    parser.add_argument(
        "--remove",
        action="append",
        choices=tuple(OPTIONS),
        default=[],
        metavar=_("SYMBOL"),
        help=_("keep no picture any more for signature-en, signature-fr or wordmark; may be given again"),
    )
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Keep other pictures, or none, and say which are kept.

    Raises:
        UsageError: a picture is given and taken away at once.
        PictureError: a picture cannot be used; nothing was changed.
    """
    removed = {OPTIONS[name] for name in args.remove}
    if any(getattr(args, kind.value) is not None for kind in removed):
        raise UsageError
    given = pictures_of(args)
    kept = _kept(args.plan, {**dict.fromkeys(removed), **given}, args.author)
    output: Output = args.output
    if args.json:
        output.json(document(kept))
        return 0
    for kind in SymbolKind:
        output.line(_("{label}: {value}").format(label=symbol_name(kind), value=_described(kept.get(kind))))
    for kind, words in concerns(kept).items():
        output.tell(_("{label}: {value}").format(label=symbol_name(kind), value=words))
    return 0


def document(kept: Mapping[SymbolKind, KeptPicture]) -> dict[str, Any]:
    """Return what is kept, in the keys of the contract."""
    return {
        "symbols": {kind.value: _facts(kind, kept[kind]) if kind in kept else None for kind in SymbolKind},
        "warnings": [{"symbol": kind.value, "message": words} for kind, words in concerns(kept).items()],
    }


def _kept(plan: Path, wanted: Mapping[SymbolKind, KeptPicture | None], author: str) -> dict[SymbolKind, KeptPicture]:
    """Return what the plan keeps, after what is wanted was changed; only then it is opened for writing."""
    if not wanted:
        with Workspace.read(plan) as workspace:
            return kept_symbols(workspace)
    with Workspace.open(plan, author=author) as workspace:
        change_symbols(workspace, wanted)
        return kept_symbols(workspace)


def _described(picture: KeptPicture | None) -> str:
    if picture is None:
        return _("none")
    width, height = format_number(picture.width), format_number(picture.height)
    return _("{name}, {width} × {height} pixels").format(name=picture.name, width=width, height=height)


def _facts(kind: SymbolKind, picture: KeptPicture) -> dict[str, Any]:
    return {
        "name": picture.name,
        "width": picture.width,
        "height": picture.height,
        "needed_width": needed_width(kind, picture),
    }
