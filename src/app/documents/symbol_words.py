"""What a planner is told of the pictures of the title page: their names, and what should be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.symbol import SymbolKind, needed_width
from app.formats import format_number
from app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.documents.symbol import KeptPicture


def symbol_name(kind: SymbolKind) -> str:
    """Return what a place of the title page is called."""
    match kind:
        case SymbolKind.SIGNATURE_EN:
            return _("Signature, English editions")
        case SymbolKind.SIGNATURE_FR:
            return _("Signature, French editions")
        case SymbolKind.WORDMARK:
            return _("Canada wordmark")


def concerns(pictures: Mapping[SymbolKind, KeptPicture]) -> dict[SymbolKind, str]:
    """Return what should be mended about some pictures, for each that something is to be said of."""
    found = {}
    for kind, picture in pictures.items():
        needed = needed_width(kind, picture)
        if picture.width < needed:
            words = _(
                "This picture is {width} pixels wide; a sharp print needs {needed}. "
                "Ask your communications branch for a larger one."
            )
            found[kind] = words.format(width=format_number(picture.width), needed=format_number(needed))
    english, french = pictures.get(SymbolKind.SIGNATURE_EN), pictures.get(SymbolKind.SIGNATURE_FR)
    if english is not None and french is not None and english.png == french.png:
        same = _(
            "Both languages have the same signature. Each edition needs its own, in which the name in its language "
            "comes first."
        )
        found[SymbolKind.SIGNATURE_FR] = " ".join((found.get(SymbolKind.SIGNATURE_FR, ""), same)).strip()
    return found
