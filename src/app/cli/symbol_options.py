"""The options that name pictures of the title page, for the verbs that keep them and that print them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.documents.symbol import SymbolKind
from app.documents.symbol_files import read_picture
from app.i18n import _

if TYPE_CHECKING:
    import argparse

    from app.documents.symbol import KeptPicture

OPTIONS: Final = {kind.value.replace("_", "-"): kind for kind in SymbolKind}
"""What each picture is called on the command line."""


def symbol_options(parser: argparse.ArgumentParser) -> None:
    """Add one option for each picture."""
    helps = {
        SymbolKind.SIGNATURE_EN: _("approved signature of the department for English editions (PNG or JPEG)"),
        SymbolKind.SIGNATURE_FR: _("approved signature of the department for French editions (PNG or JPEG)"),
        SymbolKind.WORDMARK: _("approved Canada wordmark (PNG or JPEG)"),
    }
    for name, kind in OPTIONS.items():
        parser.add_argument(f"--{name}", type=Path, metavar=_("FILE"), help=helps[kind])


def pictures_of(args: argparse.Namespace) -> dict[SymbolKind, KeptPicture]:
    """Return the pictures that the options name, read and judged.

    Raises:
        PictureError: one of them cannot be used.
    """
    named = {kind: getattr(args, kind.value) for kind in SymbolKind}
    return {kind: read_picture(path) for kind, path in named.items() if path is not None}
