"""Reads the file of a Word template that somebody else made: nothing in it is trusted, run, or followed outside."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from defusedxml import DefusedXmlException
from defusedxml.minidom import parseString

from app.documents.docx.template_pages import HEADS, Furniture, TemplatePicture, sections_of
from app.documents.docx.word_xml import WORD, root_of
from app.documents.errors import (
    DamagedTemplateError,
    LinkedTemplateError,
    MacroTemplateError,
    NoWordTemplateError,
    OversizedTemplateError,
    TemplateError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.dom.minidom import Document

    from app.documents.docx.template_pages import Section

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN_TYPES: Final = tuple(
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    for kind in ("document", "template")
)
_MOST_PARTS, _MOST_BYTES, _MOST_OF_A_PART = 2_000, 100_000_000, 8_000_000


@dataclass(frozen=True, slots=True)
class TemplateParts:
    """The parts of a template that are taken, as trees and bytes of ours to change.

    ``furniture`` holds the heads and feet that its sections have, by their relationship.
    """

    path: Path
    styles: Document
    numbering: Document | None
    theme: bytes
    sections: tuple[Section, ...]
    furniture: dict[str, Furniture]

    def parse(self, data: bytes) -> Document:
        """Return a part as a tree.

        Raises:
            DamagedTemplateError: it is none.
        """
        return _parsed(self.path, data)


def read_parts(path: Path) -> TemplateParts:
    """Return what is taken of the template ``path``.

    Raises:
        NoWordTemplateError: it is no Word file, or a protected one.
        MacroTemplateError: it can hold macros.
        LinkedTemplateError: it points to files outside itself.
        OversizedTemplateError: it would fill the memory.
        DamagedTemplateError: it cannot be read whole.
        TemplateError: it is not there, or must not be read.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise TemplateError(path) from error
    with file:
        if not zipfile.is_zipfile(file):
            raise NoWordTemplateError(path)
        try:
            with zipfile.ZipFile(file) as archive:
                return _Reader(path, archive).parts()
        except (
            zipfile.BadZipFile,
            EOFError,
            NotImplementedError,
            ParseError,
            RuntimeError,
            ValueError,
            zlib.error,
        ) as error:
            raise DamagedTemplateError(path) from error


class _Reader:
    """Reads one archive."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive
        self._names = archive.namelist()

    def parts(self) -> TemplateParts:
        infos = self._archive.infolist()
        if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_BYTES:
            raise OversizedTemplateError(self._path)
        if len(set(self._names)) != len(self._names) or any(".." in name.split("/") for name in self._names):
            raise DamagedTemplateError(self._path)
        if any(info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for info in infos):
            raise DamagedTemplateError(self._path)  # Word writes no other
        if "[Content_Types].xml" not in self._names:
            raise NoWordTemplateError(self._path)
        self._refuse_macros()
        self._refuse_links()
        main = self._targets("_rels/.rels", "").get("officeDocument", "")
        if self._type_of(main) not in _MAIN_TYPES:
            raise NoWordTemplateError(self._path)
        found = self._targets(_rels_of(main), posixpath.dirname(main))
        if "styles" not in found:
            raise DamagedTemplateError(self._path)
        styles = _parsed(self._path, self._read(found["styles"]))
        numbering = _parsed(self._path, self._read(found["numbering"])) if "numbering" in found else None
        if any(part is not None and root_of(part).namespaceURI != WORD for part in (styles, numbering)):
            raise NoWordTemplateError(self._path)  # or one of the strict kind, whose names are others
        with self._archive.open(main) as stream:
            sections = sections_of(stream)
        theme, furniture = self._theme(found.get("theme", "")), self._all_furniture(main, sections)
        return TemplateParts(self._path, styles, numbering, theme, sections, furniture)

    def _all_furniture(self, main: str, sections: tuple[Section, ...]) -> dict[str, Furniture]:
        """Return the heads and feet of the sections; one that holds more than text and pictures is left."""
        asked = {key for section in sections for key in section.heads.values()}
        found: dict[str, Furniture] = {}
        for key, kind, target, mode in self._relationships(_rels_of(main)):
            if key in asked and kind in HEADS and mode != "External":
                piece = self._furniture(_resolved(target, posixpath.dirname(main)))
                found |= {key: piece} if piece else {}
        return found

    def _furniture(self, name: str) -> Furniture | None:
        pictures, links = [], []
        for key, kind, target, mode in self._relationships(_rels_of(name)):
            if kind == "hyperlink" and mode == "External":
                links.append((key, target))
                continue
            picture = _resolved(target, posixpath.dirname(name))
            said = self._type_of(picture)
            if kind != "image" or not said.startswith("image/"):
                return None
            ending = posixpath.splitext(picture)[1].lstrip(".").lower()
            pictures.append(TemplatePicture(key, ending, said, self._read(picture)))
        part = _parsed(self._path, self._read(name))
        return Furniture(part, tuple(pictures), tuple(links)) if root_of(part).namespaceURI == WORD else None

    def _theme(self, name: str) -> bytes:
        """Return the theme; one with pictures is left, since they would have to come with it."""
        if not name or _rels_of(name) in self._names:
            return b""
        data = self._read(name)
        _parsed(self._path, data)
        return data

    def _refuse_macros(self) -> None:
        types = self._read("[Content_Types].xml").lower()
        files = {posixpath.basename(name).lower() for name in self._names}
        if b"macroenabled" in types or files & {"vbaproject.bin", "vbadata.xml"}:
            raise MacroTemplateError(self._path)

    def _refuse_links(self) -> None:
        """Refuse what points outside but a web address that a reader would click."""
        outside = []
        for name in self._names:
            if name.endswith(".rels"):
                for _key, kind, target, mode in self._relationships(name):
                    if mode == "External" and kind != "hyperlink":
                        outside.append(target)
        if outside:
            raise LinkedTemplateError(self._path, outside)

    def _type_of(self, name: str) -> str:
        """Return the type of a part, its own or that of all parts with its ending."""
        types = _parsed(self._path, self._read("[Content_Types].xml"))
        own = {str(node.getAttribute("PartName")): node for node in types.getElementsByTagName("Override")}
        ending = posixpath.splitext(name)[1].lstrip(".").lower()
        shared = {str(node.getAttribute("Extension")).lower(): node for node in types.getElementsByTagName("Default")}
        node = own.get(f"/{name}") or shared.get(ending)
        return "" if node is None else str(node.getAttribute("ContentType"))

    def _targets(self, name: str, folder: str) -> dict[str, str]:
        """Return the parts that a part relates to, by kind."""
        found = {}
        for _key, kind, target, mode in self._relationships(name):
            if mode != "External":
                found[kind] = _resolved(target, folder)
        return found

    def _relationships(self, name: str) -> Iterator[tuple[str, str, str, str]]:
        """Yield id, kind, target and mode of each relationship of a part."""
        if name not in self._names:
            return
        for node in _parsed(self._path, self._read(name)).getElementsByTagName("Relationship"):
            kind = str(node.getAttribute("Type"))
            for space in (_OFFICE, _STRICT):
                kind = kind.removeprefix(f"{space}/")
            yield (
                str(node.getAttribute("Id")),
                kind,
                str(node.getAttribute("Target")),
                str(node.getAttribute("TargetMode")),
            )

    def _read(self, name: str) -> bytes:
        """Return a part; what its header says of its size is not believed."""
        if name not in self._names:
            raise DamagedTemplateError(self._path)
        with self._archive.open(name) as stream:
            data = stream.read(_MOST_OF_A_PART + 1)
        if len(data) > _MOST_OF_A_PART:
            raise OversizedTemplateError(self._path)
        return data


def _resolved(target: str, folder: str) -> str:
    """Return the name of the part that a relationship of a part in ``folder`` leads to."""
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))


def _rels_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _parsed(path: Path, data: bytes) -> Document:
    try:
        return parseString(data, forbid_dtd=True)  # type: ignore[arg-type]  # bytes say their encoding themselves
    except (ExpatError, DefusedXmlException, ValueError, LookupError) as error:
        raise DamagedTemplateError(path) from error
