"""The symbols of a title page in WordprocessingML: the signature in the text, the wordmark at the foot of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from app.documents.symbol import Symbol

EMU: Final = 12_700
"""Of Word's units, a point."""

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def inline_picture(symbol: Symbol, relation: str, key: int) -> str:
    """Return a drawing that stands in the text like a letter.

    Args:
        symbol: the picture and what is read in its place.
        relation: the relationship to its part.
        key: the drawing's number in the file.
    """
    inside = _inside(symbol, relation, key)
    return f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{inside}</wp:inline></w:drawing>'


def anchored_picture(symbol: Symbol, relation: str, key: int) -> str:
    """Return a drawing in the lower right corner between the margins of its paragraph's page, with its clear space.

    Args:
        symbol: the picture and what is read in its place.
        relation: the relationship to its part.
        key: the drawing's number in the file.
    """
    clear = round(symbol.size[1] * EMU)
    place = (
        '<wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
    )
    attributes = (
        f'distT="{clear}" distB="0" distL="{2 * clear}" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="0"'
    )
    inside = _inside(symbol, relation, key, wrap='<wp:wrapSquare wrapText="left"/>')
    return f"<w:drawing><wp:anchor {attributes}>{place}{inside}</wp:anchor></w:drawing>"


def _inside(symbol: Symbol, relation: str, key: int, wrap: str = "") -> str:
    width, height = (round(side * EMU) for side in symbol.size)
    size, said = f'cx="{width}" cy="{height}"', quoteattr(symbol.alt)
    properties = f'id="{key}" name={said} descr={said}'
    locks = f'<a:graphicFrameLocks xmlns:a="{_DRAWING}" noChangeAspect="1"/>'
    picture = (
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr {properties}/>'
        '<pic:cNvPicPr><a:picLocks noChangeAspect="1"/></pic:cNvPicPr></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return (
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}<wp:docPr {properties}/>'
        f"<wp:cNvGraphicFramePr>{locks}</wp:cNvGraphicFramePr>"
        f'<a:graphic xmlns:a="{_DRAWING}"><a:graphicData uri="{_PICTURE}">{picture}</a:graphicData></a:graphic>'
    )
