"""The Word file as a package of parts: read from our template, written with the same bytes each time."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from model.language import Language

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
TYPES = {
    "header": f"{_WORD_TYPE}.header+xml",
    "footer": f"{_WORD_TYPE}.footer+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Relationships:
    """The relationships of one part."""

    def __init__(self, first: int = 1) -> None:
        self._rows: list[str] = []
        self._next = first
        self._links: dict[str, str] = {}

    def add(self, kind: str, target: str) -> str:
        """Return the id of a new relationship to another part."""
        return self._row(kind if kind.startswith("http") else f"{_OFFICE}/{kind}", target)

    def link(self, address: str) -> str:
        """Return the id of the relationship to a web address."""
        if address not in self._links:
            self._links[address] = self._row(f"{_OFFICE}/hyperlink", address, ' TargetMode="External"')
        return self._links[address]

    def keep(self, key: str, kind: str, target: str, *, is_outside: bool = False) -> None:
        """Add a relationship under an id that is there already."""
        mode = ' TargetMode="External"' if is_outside else ""
        self._write(key, f"{_OFFICE}/{kind}", target, mode)

    def _row(self, kind: str, target: str, mode: str = "") -> str:
        key = f"rId{self._next}"
        self._next += 1
        self._write(key, kind, target, mode)
        return key

    def _write(self, key: str, kind: str, target: str, mode: str) -> None:
        self._rows.append(f'<Relationship Id={quoteattr(key)} Type="{kind}" Target={quoteattr(target)}{mode}/>')

    def xml(self) -> str:
        """Return the part."""
        return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(self._rows)}</Relationships>'


class Styling(Protocol):
    """What a file takes from a template of the department's own; a part without bytes is ours."""

    styles: bytes
    theme: bytes
    numbering: bytes


def own_parts(language: Language) -> dict[str, bytes]:
    """Return the parts of our template whose main language is ``language``."""
    template = resource("templates", "word", f"jalon-{language}.docx").read_bytes()
    with zipfile.ZipFile(BytesIO(template)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class _Archive(zipfile.ZipFile):
    """An archive of which nothing more is written once it was given up, as on a full disk."""

    def __del__(self) -> None:
        """Leave the file alone: the library would still end it, and complain on the way out."""


class Package:
    """A Word file being written over our template, or over the styling of another."""

    def __init__(self, file: BinaryIO, language: Language, styling: Styling | None = None) -> None:
        """Start a file whose main language is ``language``."""
        self._template = own_parts(language)
        if styling is not None:
            self._template |= {"word/styles.xml": styling.styles, "word/numbering.xml": styling.numbering}
            self._template["word/theme/theme1.xml"] = styling.theme or self._template["word/theme/theme1.xml"]
        self._archive = _Archive(file, "w", zipfile.ZIP_DEFLATED, compresslevel=5)
        self._overrides: list[tuple[str, str]] = []
        self.document = Relationships()
        for kind, name in (
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("theme", "theme/theme1.xml"),
        ):
            self._write(f"word/{name}", self._template[f"word/{name}"])
            self.document.add(kind, name)
        self.document.add("numbering", "numbering.xml")

    def add(self, name: str, kind: str, text: str) -> None:
        """Write a part of its own type below ``word/``, or in the place that ``name`` says."""
        self._overrides.append((name, TYPES[kind]))
        self._write(name, text.encode("utf-8"))

    def add_typed(self, name: str, kind: str, data: bytes) -> None:
        """Write a part whose type is said in full."""
        self._overrides.append((name, kind))
        self._write(name, data)

    def add_plain(self, name: str, data: bytes) -> None:
        """Write a part whose extension says its type."""
        self._write(name, data)

    @contextmanager
    def body(self) -> Iterator[Callable[[str], None]]:
        """Give the function that takes the body block by block; each is parsed once as it goes in."""
        entry = zipfile.ZipInfo("word/document.xml", FIXED_DATE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        parser = expat.ParserCreate()
        with self._archive.open(entry, "w") as stream:

            def take(text: str) -> None:
                data = text.encode("utf-8")
                parser.Parse(data, False)
                stream.write(data)

            yield take
            parser.Parse(b"", True)

    def close(self, numbers: str, core: str, app: str) -> None:
        """Write what is known last: numbering, properties, relationships and types."""
        before, end, after = self._template["word/numbering.xml"].decode("utf-8").rpartition("</")
        self._write("word/numbering.xml", f"{before}{numbers}{end}{after}".encode())
        self.add("docProps/core.xml", "core", core)
        self.add("docProps/app.xml", "app", app)
        self._write("word/_rels/document.xml.rels", self.document.xml().encode("utf-8"))
        root = Relationships()
        root.add("officeDocument", "word/document.xml")
        root.add(_CORE, "docProps/core.xml")
        root.add("extended-properties", "docProps/app.xml")
        self._write("_rels/.rels", root.xml().encode("utf-8"))
        types = self._template["[Content_Types].xml"].decode("utf-8")
        more = "".join(
            f'<Override PartName="/{name}" ContentType={quoteattr(kind)}/>' for name, kind in self._overrides
        )
        plain = (
            f'<Default Extension="xlsx" ContentType="{_WORKBOOK}"/><Default Extension="png" ContentType="image/png"/>'
        )
        types = types.replace(
            '<Override PartName="/word/document.xml"', plain + '<Override PartName="/word/document.xml"'
        )
        self._write("[Content_Types].xml", types.replace("</Types>", f"{more}</Types>").encode("utf-8"))
        self._archive.close()

    def _write(self, name: str, data: bytes) -> None:
        entry = zipfile.ZipInfo(name, FIXED_DATE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._archive.writestr(entry, data)
