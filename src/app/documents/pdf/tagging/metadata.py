"""What a file says about itself: its properties, twice, and that it keeps to PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from app.documents.pdf.tagging.syntax import text_string

if TYPE_CHECKING:
    from datetime import datetime

_SPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_PRODUCER: Final = "ReportLab PDF Library"
_CREATOR: Final = "Jalon"
_PACKET: Final = "W5M0MpCehiHzreSzNTczkc9d"  # the constant by which a packet of metadata is found


@dataclass(frozen=True, slots=True)
class Properties:
    """A file's properties.

    Attributes:
        title: of the whole file.
        titles: by language tag; the first language is that of the file.
        author: a person or a department.
        subject: blank when there is none.
        made: when, in universal time.
    """

    title: str
    titles: dict[str, str]
    author: str
    subject: str
    made: datetime

    def info(self) -> str:
        """Return the entries of the information dictionary."""
        day = f"(D:{self.made:%Y%m%d%H%M%S}Z)"
        entries = {"Title": self.title, "Author": self.author, "Subject": self.subject}
        entries |= {"Creator": _CREATOR, "Producer": _PRODUCER}
        said = "".join(f"/{name}{text_string(text)}" for name, text in entries.items() if text)
        return f"<<{said}/CreationDate{day}/ModDate{day}>>"

    def packet(self) -> bytes:
        """Return the metadata packet, which says the same in XMP."""
        spaces = "".join(f'\n xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
        return (
            f'<?xpacket begin="\ufeff" id="{_PACKET}"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
            f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
            f'<rdf:Description rdf:about=""{spaces}>\n'
            f"{self._about()}{_CONFORMS}{_EXTENSION}"
            '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
        ).encode()

    def _about(self) -> str:
        made = f"{self.made:%Y-%m-%dT%H:%M:%S}Z"
        titles = {"x-default": self.title, **self.titles}
        lines = [
            _element("dc:title", "Alt", [_item(text, tag) for tag, text in titles.items()]),
            _element("dc:creator", "Seq", [_item(self.author)]),
            _element("dc:language", "Bag", [_item(tag) for tag in self.titles]),
            "<dc:format>application/pdf</dc:format>",
            f"<pdf:Producer>{_PRODUCER}</pdf:Producer>",
            f"<xmp:CreatorTool>{_CREATOR}</xmp:CreatorTool>",
            f"<xmp:CreateDate>{made}</xmp:CreateDate>",
            f"<xmp:ModifyDate>{made}</xmp:ModifyDate>",
            f"<xmp:MetadataDate>{made}</xmp:MetadataDate>",
        ]
        if self.subject:
            lines.insert(2, _element("dc:description", "Alt", [_item(self.subject, "x-default")]))
        return "\n".join(lines) + "\n"


def _item(text: str, language: str = "") -> str:
    attribute = f' xml:lang="{language}"' if language else ""
    return f"<rdf:li{attribute}>{escape(text)}</rdf:li>"


def _element(name: str, kind: str, items: list[str]) -> str:
    return f"<{name}><rdf:{kind}>{''.join(items)}</rdf:{kind}></{name}>"


_CONFORMS: Final = (
    "<pdfuaid:part>1</pdfuaid:part>\n<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
)
# PDF/A knows no property of PDF/UA: the file itself has to say what it is
_PROPERTY: Final = (
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description></rdf:li>"
)
_EXTENSION: Final = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_SPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    f"<pdfaSchema:property><rdf:Seq>{_PROPERTY}</rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
)
