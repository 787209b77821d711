"""The root of a file: what it holds, its language, its colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.pdf.tagging.syntax import reference, text_string
from app.resources import resource

if TYPE_CHECKING:
    from app.documents.pdf.tagging.file import PdfFile
    from app.documents.pdf.tagging.metadata import Properties


@dataclass(frozen=True, slots=True)
class Catalog:
    """What the root of a file leads to, by number of the object.

    Attributes:
        pages: the page tree.
        structure: the structure tree.
        outline: the bookmarks, if there are any.
        language: the language tag of everything that names no other.
    """

    pages: int
    structure: int
    outline: int | None
    language: str

    def write(self, file: PdfFile, properties: Properties) -> int:
        """Write the root with metadata and colour profile, and return its number."""
        metadata = file.take_number()
        file.add_stream(metadata, "/Type/Metadata/Subtype/XML", properties.packet(), is_packed=False)
        entries = [
            f"/Pages {reference(self.pages)}",
            f"/StructTreeRoot {reference(self.structure)}",
            "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>",
            f"/Lang({self.language})/Metadata {reference(metadata)}/OutputIntents[{_output_intent(file)}]",
        ]
        if self.outline:
            entries.append(f"/Outlines {reference(self.outline)}")
        number = file.take_number()
        file.add(number, f"<</Type/Catalog{''.join(entries)}>>")
        return number


def _output_intent(file: PdfFile) -> str:
    """Return the dictionary that says which red, green and blue are meant."""
    profile = file.take_number()
    file.add_stream(profile, "/N 3", resource("templates", "icc", "srgb.icc").read_bytes())
    name = text_string("sRGB IEC61966-2.1")
    entries = f"/OutputConditionIdentifier{name}/Info{name}/DestOutputProfile {reference(profile)}"
    return f"<</Type/OutputIntent/S/GTS_PDFA1{entries}>>"
