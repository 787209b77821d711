"""Links and the places that they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from app.documents.pdf.tagging.syntax import rectangle, reference, text_string

if TYPE_CHECKING:
    from app.documents.pdf.tagging.file import PdfFile


_KEPT: Final = "%/:?#[]@!$&'()*+,;=~"  # what an address may hold as it stands, besides letters and digits


class LostLinkError(Exception):
    """A link leads to a place that is not in the document; a fault of the builder."""


@dataclass(frozen=True, slots=True)
class _Link:
    number: int
    key: int
    href: str
    said: str
    box: tuple[float, float, float, float]


class Links:
    """The links of a file; they are written last, when every place is known."""

    def __init__(self) -> None:
        self._links: list[_Link] = []
        self._places: dict[str, str] = {}

    def add_place(self, target: str, page: int, top: float) -> None:
        """Say that ``target`` stands on the page with that object number, ``top`` points above its foot."""
        self._places[target] = f"[{reference(page)}/XYZ 0 {top:.2f} null]"

    def add(self, number: int, key: int, href: str, said: str, box: tuple[float, float, float, float]) -> None:
        """Take a link.

        Args:
            number: of the annotation's object.
            key: of the annotation in the structure tree.
            href: a web address, or ``#`` and the target.
            said: what a reader is told about the link.
            box: its rectangle on the page.
        """
        self._links.append(_Link(number, key, href, said, box))

    def place(self, target: str) -> str:
        """Return the destination of a target.

        Raises:
            LostLinkError: nothing in the document is called so.
        """
        if target not in self._places:
            raise LostLinkError(target)
        return self._places[target]

    def write(self, file: PdfFile) -> None:
        """Write every link."""
        for link in self._links:
            if link.href.startswith("#"):
                leads = f"/Dest{self.place(link.href[1:])}"
            else:
                leads = f"/A<</S/URI/URI{text_string(quote(link.href, safe=_KEPT))}>>"
            entries = (
                f"/Rect{rectangle(link.box)}/Border[0 0 0]/F 4/StructParent {link.key}"
                f"/Contents{text_string(link.said)}{leads}"
            )
            file.add(link.number, f"<</Type/Annot/Subtype/Link{entries}>>")
