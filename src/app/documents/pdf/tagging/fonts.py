"""Writes the fonts that the library embeds, with the maps by which their letters are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfbase import pdfdoc

from app.documents.pdf.tagging.syntax import reference

if TYPE_CHECKING:
    from app.documents.pdf.tagging.file import PdfFile

_MAPPED: Final = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]+)>$", re.MULTILINE)
_MAP: Final = "toUnicodeCMap:"
_ALL: Final = "BasicFonts"
_BLOCK: Final = 100  # lines that a block may hold


def write_fonts(document: Any, file: PdfFile, fonts: int) -> None:
    """Write every font that was drawn with.

    Args:
        document: the library's own, which holds the fonts.
        file: where to.
        fonts: number of the dictionary by which all pages find the fonts.
    """
    for font in document.delayedFonts:
        font.addObjects(document)
    embedded = document.idToObject.pop(_ALL)
    for name, made in document.idToObject.items():
        number, _generation = document.idToObjectNumberAndVersion[name]
        if isinstance(made, pdfdoc.PDFStream):
            _write_stream(file, number, made, is_map=name.startswith(_MAP), document=document)
        else:
            file.add(number, made.format(document).decode("latin-1"))
    names = " ".join(
        f"/{name} {reference(document.idToObjectNumberAndVersion[name][0])}" for name in sorted(embedded.dict)
    )
    file.add(fonts, f"<<{names}>>")


def _write_stream(file: PdfFile, number: int, stream: Any, *, is_map: bool, document: Any) -> None:
    data = stream.content
    if is_map:
        data = readable_map(data)
    entries = "".join(
        f"/{key} {pdfdoc.format(value, document).decode('latin-1')}"
        for key, value in sorted(stream.dictionary.dict.items())
        if key not in {"Length", "Filter"}
    )
    file.add_stream(number, entries, data.encode("latin-1") if isinstance(data, str) else data)


def readable_map(text: str) -> str:
    """Return a font's map to Unicode as the format wants it.

    The library maps unused places to U+0000, which no text may hold, writes a letter beyond U+FFFF as
    one number instead of a pair of UTF-16, and puts more than a hundred lines into one block.
    """
    head, _begin, rest = text.partition(" beginbfchar\n")
    _lines, _end, tail = rest.partition("\nendbfchar")
    lines = [f"<{place}> <{_utf16(code)}>" for place, code in _MAPPED.findall(rest) if int(code, 16)]
    blocks = [lines[start : start + _BLOCK] for start in range(0, len(lines), _BLOCK)]
    written = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return f"{head.rpartition(chr(10))[0]}\n{written}{tail}"


def _utf16(code: str) -> str:
    return chr(int(code, 16)).encode("utf-16-be").hex().upper()
