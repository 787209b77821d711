"""Makes ``resources/templates/word/jalon-en.docx`` and ``jalon-fr.docx``, from which Word documents are written.

Run it after a change of styles: ``python packaging/make_word_templates.py``. The templates hold
styles, numbering, settings and fonts and no text; the bytes are the same each time.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from word_styles import BODY, HEADING, NAMESPACE, styles

TARGET = Path(__file__).parents[1] / "resources" / "templates" / "word"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def content_types() -> str:
    """Return the part that names the type of every other."""
    parts = {
        "/word/document.xml": f"{WORD}.document.main+xml",
        "/word/styles.xml": f"{WORD}.styles+xml",
        "/word/settings.xml": f"{WORD}.settings+xml",
        "/word/numbering.xml": f"{WORD}.numbering+xml",
        "/word/fontTable.xml": f"{WORD}.fontTable+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    }
    named = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """Return a part of relationships of type and target."""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def settings(language: str) -> str:
    """Return the settings: no compatibility mode, the language of the theme, no question at opening."""
    uri = "http://schemas.microsoft.com/office/word"
    decimal, separator = (",", ";") if language.startswith("fr") else (".", ",")
    named = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = "".join(f'<w:compatSetting w:name="{n}" w:uri="{uri}" w:val="{v}"/>' for n, v in named.items())
    return (
        f'<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compat}</w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" '
        'w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
        'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        f'<w:decimalSymbol w:val="{decimal}"/><w:listSeparator w:val="{separator}"/></w:settings>'
    )


def numbering() -> str:
    """Return the numbering of bullets (1) and numbers (2), two levels each."""

    def level(number: int, kind: str, text: str, left: int) -> str:
        return (
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="300"/></w:pPr></w:lvl>'
        )

    bullets = level(0, "bullet", "•", 360) + level(1, "bullet", "–", 660)
    numbers = level(0, "decimal", "%1.", 360) + level(1, "decimal", "%2.", 660)
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for key, levels in ((0, bullets), (1, numbers))
    )
    used = "".join(f'<w:num w:numId="{key + 1}"><w:abstractNumId w:val="{key}"/></w:num>' for key in (0, 1))
    return f"<w:numbering {NAMESPACE}>{made}{used}</w:numbering>"


def font_table() -> str:
    """Return the fonts by name, with what stands in where they are not installed."""
    made = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="Arial"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name in (BODY, HEADING)
    )
    return f"<w:fonts {NAMESPACE}>{made}</w:fonts>"


def theme() -> str:
    """Return a plain theme in our colours and fonts."""
    colours = {
        "dk1": "1B1F24", "lt1": "FFFFFF", "dk2": "1F5D99", "lt2": "F2F4F6", "accent1": "1F5D99", "accent2": "C9651B",
        "accent3": "4A2410", "accent4": "45A094", "accent5": "7C96B2", "accent6": "5B4B9A", "hlink": "1F5D99",
        "folHlink": "5B4B9A",
    }  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
        for kind, name in (("majorFont", HEADING), ("minorFont", BODY))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    formats = (
        f'<a:fmtScheme name="Jalon"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme>"
    )
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Jalon"><a:themeElements>'
        f'<a:clrScheme name="Jalon">{scheme}</a:clrScheme><a:fontScheme name="Jalon">{fonts}</a:fontScheme>{formats}'
        "</a:themeElements></a:theme>"
    )


def document() -> str:
    """Return an empty body on letter paper."""
    return (
        f'<w:document {NAMESPACE}><w:body><w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1560" '
        'w:right="1320" w:bottom="1280" w:left="1320" w:header="680" w:footer="560" w:gutter="0"/></w:sectPr>'
        "</w:body></w:document>"
    )


def make(language: str, target: Path) -> None:
    """Write the template whose main language is ``language`` (``en-CA``)."""
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("numbering", "numbering.xml"),
            ("fontTable", "fontTable.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": styles(language),
        "word/settings.xml": settings(language),
        "word/numbering.xml": numbering(),
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, HEAD + text)


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for code in ("en", "fr"):
        make(f"{code}-CA", TARGET / f"jalon-{code}.docx")
        print(TARGET / f"jalon-{code}.docx")
