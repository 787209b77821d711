"""The styles that Word files are written in: our id and the name that a template must have, as Word stores it."""

from __future__ import annotations

from typing import Final

PARAGRAPH_STYLES: Final = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "CoverDepartment": "Cover Department",
    "CoverLine": "Cover Line",
    "CoverFoot": "Cover Foot",
    "CoverFootFirst": "Cover Foot First",
    "SignatureRole": "Signature Role",
    "SignatureName": "Signature Name",
    "SignatureLine": "Signature Line",
    "TOCHeading": "TOC Heading",
    "ListedHeading": "Listed Heading",
    "TOC1": "toc 1",
    "TOC2": "toc 2",
    "TOC3": "toc 3",
    "TableofFigures": "table of figures",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Heading4": "heading 4",
    "BodyText": "Body Text",
    "BodyTextBelowTable": "Body Text Below Table",
    "ListBullet": "List Bullet",
    "ListBullet2": "List Bullet 2",
    "ListNumber": "List Number",
    "ListNumber2": "List Number 2",
    "NoteInfo": "Note Info",
    "NoteGap": "Note Gap",
    "NoteText": "Note Text",
    "Caption": "caption",
    "TableText": "Table Text",
    "TableNumber": "Table Number",
    "TableCentred": "Table Centred",
    "FigureBlock": "Figure Block",
    "SourceLine": "Source Line",
    "Header": "header",
    "HeaderFirst": "Header First",
    "HeaderWide": "Header Wide",
    "Footer": "footer",
    "FooterWide": "Footer Wide",
    "SectionEnd": "Section End",
}

CHARACTER_STYLES: Final = {
    "Strong": "Strong",
    "Emphasis": "Emphasis",
    "StrongEmphasis": "Strong Emphasis",
    "Hyperlink": "Hyperlink",
    "NoteReference": "Note Reference",
    "Ordinal": "Ordinal Ending",
    "ToneGood": "Tone Good",
    "ToneWarn": "Tone Warn",
    "ToneBad": "Tone Bad",
    "ToneAccent": "Tone Accent",
    "ToneMuted": "Tone Muted",
    "ToneGoodStrong": "Tone Good Strong",
    "ToneWarnStrong": "Tone Warn Strong",
    "ToneBadStrong": "Tone Bad Strong",
    "ToneAccentStrong": "Tone Accent Strong",
    "ToneMutedStrong": "Tone Muted Strong",
    "Marking": "Marking",
    "DraftMark": "Draft Mark",
}

TABLE_STYLES: Final = {"JalonTable": "Jalon Table"}

LIST_ENDS: Final = {"ListBulletEnd": "List Bullet End", "ListNumberEnd": "List Number End"}
"""Of the last item of a list, which keeps the distance of a paragraph. A template may have them or not; without
them that item looks as the others do."""

STYLES: Final = {"paragraph": PARAGRAPH_STYLES, "character": CHARACTER_STYLES, "table": TABLE_STYLES}
"""By the kind of style; templates are compared by name, whatever id Word gave a style in its language."""
