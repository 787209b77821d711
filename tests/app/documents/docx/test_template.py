"""Documents over a department's own template: what is taken of it, and what is refused and why."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openxml_audit import OpenXmlValidator

from app.documents.docx.style_names import LIST_ENDS, STYLES
from app.documents.docx.template import check_template
from app.documents.docx.writer import write_docx
from app.documents.errors import (
    DamagedTemplateError,
    LinkedTemplateError,
    MacroTemplateError,
    NoWordTemplateError,
    OversizedTemplateError,
    StylesMissingError,
)
from app.documents.pdf.writer import Layout
from app.resources import resource
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import WORD, part

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import InputError

STYLES_PART, NUMBERS, TYPES, RELS = (
    "word/styles.xml", "word/numbering.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
)  # fmt: skip
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
Parts = dict[str, bytes]


def own() -> Parts:
    """Return the parts of our French template."""
    with zipfile.ZipFile(BytesIO(resource("templates", "word", "jalon-fr.docx").read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: Parts) -> Path:
    """Write parts as a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def departmental() -> Parts:
    """Return a template as a French Word keeps it: other ids, other letters, a style in the way, no list of its own."""
    parts = own()
    styles = parts[STYLES_PART].decode()
    for old, new in (("Heading", "Titre"), ("ListNumber", "Listenumros"), ("TableText", "Textedetableau")):
        styles = styles.replace(f'w:styleId="{old}', f'w:styleId="{new}').replace(f'w:val="{old}', f'w:val="{new}')
    styles = styles.replace('w:name w:val="heading 1"', 'w:name w:val="Heading 1"').replace("Noto Sans", "Georgia")
    styles = re.sub(r"<w:numPr>.*?</w:numPr>", "", styles)
    intruder = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="Avis"/></w:style></w:styles>'
    parts[STYLES_PART] = styles.replace("</w:styles>", intruder).encode()
    del parts[NUMBERS]
    parts[TYPES] = re.sub(rb'<Override PartName="/word/numbering.xml"[^>]*>', b"", parts[TYPES])
    parts[RELS] = re.sub(rb'<Relationship Id="rId3"[^>]*>', b"", parts[RELS])
    return parts


def written(template: Path, *languages: Language) -> bytes:
    layout, target = Layout(specimen.edition(*languages), for_word=True), BytesIO()
    write_docx(layout.edition, target, pages=layout.pages, parted=layout.parted, template=template)
    return target.getvalue()


@pytest.mark.parametrize("languages", [(Language.EN,), (Language.FR, Language.EN)])
def test_a_document_over_a_departments_template_follows_the_standard(
    languages: tuple[Language, ...], tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(written(packed(tmp_path / "own.dotx", departmental()), *languages))

    result = OpenXmlValidator().validate(str(path))

    assert result.is_valid, [str(error) for error in result.errors]


def test_styles_are_found_by_name_whatever_their_ids_are(tmp_path: Path) -> None:
    made = written(packed(tmp_path / "own.docx", departmental()), Language.FR)

    styles = {s.get(f"{WORD}styleId"): s for s in part(made, STYLES_PART).iter(f"{WORD}style")}
    body = part(made, "word/document.xml")
    used = {one.get(f"{WORD}val") for name in ("pStyle", "rStyle", "tblStyle") for one in body.iter(f"{WORD}{name}")}
    assert used <= set(styles)
    name = styles["Heading1"].find(f"{WORD}name")
    assert name is not None
    assert name.get(f"{WORD}val") == "Heading 1"
    assert "Heading1Other" in styles
    fonts = {node.get(f"{WORD}ascii") for node in part(made, STYLES_PART).iter(f"{WORD}rFonts")}
    assert "Georgia" in fonts
    assert "Noto Sans" not in fonts


def test_the_language_is_that_of_the_document_and_not_of_the_template(tmp_path: Path) -> None:
    made = written(packed(tmp_path / "own.docx", departmental()), Language.EN)

    marks = list(part(made, STYLES_PART).iter(f"{WORD}lang"))
    assert [mark.get(f"{WORD}val") for mark in marks] == ["en-CA"]


def test_a_template_without_lists_is_given_ours(tmp_path: Path) -> None:
    made = written(packed(tmp_path / "own.docx", departmental()), Language.FR)

    numbering = part(made, NUMBERS)
    held = {int(node.get(f"{WORD}numId") or 0) for node in numbering.iter(f"{WORD}num")}
    used = {int(node.get(f"{WORD}val") or 0) for node in part(made, "word/document.xml").iter(f"{WORD}numId")}
    formats = [node.get(f"{WORD}val") for node in numbering.iter(f"{WORD}numFmt")]
    of_styles = {int(node.get(f"{WORD}val") or 0) for node in part(made, STYLES_PART).iter(f"{WORD}numId")}
    assert {"bullet", "decimal"} == set(formats)
    assert used | of_styles <= held
    assert len(of_styles) == 2


def test_a_template_may_do_without_the_ends_of_lists(tmp_path: Path) -> None:
    parts = own()
    parts[STYLES_PART] = re.sub(
        rb'<w:style w:type="paragraph" w:styleId="List\w+End">.*?</w:style>', b"", parts[STYLES_PART]
    )

    made = written(packed(tmp_path / "own.docx", parts), Language.FR)

    used = {one.get(f"{WORD}val") for one in part(made, "word/document.xml").iter(f"{WORD}pStyle")}
    assert "ListBullet" in used
    assert used.isdisjoint(LIST_ENDS)


def test_our_template_is_as_good_as_any(tmp_path: Path) -> None:
    over = written(packed(tmp_path / "own.docx", own()), Language.FR)

    target, layout = BytesIO(), Layout(specimen.edition(Language.FR), for_word=True)
    write_docx(layout.edition, target, pages=layout.pages, parted=layout.parted)
    before, after = (zipfile.ZipFile(BytesIO(data)).read("word/document.xml") for data in (over, target.getvalue()))
    assert re.sub(rb'numId w:val="\d+"', b"", before) == re.sub(rb'numId w:val="\d+"', b"", after)


def test_an_exported_document_is_a_template(tmp_path: Path) -> None:
    path = tmp_path / "exported.docx"
    path.write_bytes(written(packed(tmp_path / "own.docx", own()), Language.FR))

    check_template(path)


def test_the_same_template_gives_the_same_bytes(tmp_path: Path) -> None:
    template = packed(tmp_path / "own.docx", departmental())

    assert written(template, Language.FR) == written(template, Language.FR)


def test_a_template_that_lacks_styles_is_refused_with_all_of_them(tmp_path: Path) -> None:
    parts = own()
    parts[STYLES_PART] = parts[STYLES_PART].replace(b'"Table Text"', b'"Texte"').replace(b'"Tone Bad"', b'"Rouge"')

    with pytest.raises(StylesMissingError) as refused:
        check_template(packed(tmp_path / "own.docx", parts))

    assert refused.value.names == ("Table Text", "Tone Bad")


def _with_link(kind: str) -> Parts:
    link = f'<Relationship Id="x" Type="{kind}" Target="https://example.org/a.dotm" TargetMode="External"/>'
    parts = own()
    parts["word/_rels/settings.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}</Relationships>'
    ).encode()
    return parts


def _macros() -> Parts:
    return own() | {"word/vbaProject.bin": b"macro"}


def _macro_type() -> Parts:
    parts = own()
    return parts | {TYPES: parts[TYPES].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    )}  # fmt: skip


def _entities() -> Parts:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    return own() | {STYLES_PART: bomb}


def _spreadsheet() -> Parts:
    parts = own()
    return parts | {TYPES: parts[TYPES].replace(b"wordprocessingml.document", b"spreadsheetml.sheet")}


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        (lambda: _with_link(ATTACHED), LinkedTemplateError),
        (_macros, MacroTemplateError),
        (_macro_type, MacroTemplateError),
        (_entities, DamagedTemplateError),
        (_spreadsheet, NoWordTemplateError),
        (lambda: {"a.txt": b"a"}, NoWordTemplateError),
        (lambda: {name: data for name, data in own().items() if name != STYLES_PART}, DamagedTemplateError),
        (lambda: own() | {STYLES_PART: b"<w:styles"}, DamagedTemplateError),
        (lambda: own() | {"../../evil.txt": b""}, DamagedTemplateError),
        (lambda: own() | {STYLES_PART: b" " * 9_000_000}, OversizedTemplateError),
        (lambda: own() | {"word/media/a.bin": bytes(110_000_000)}, OversizedTemplateError),
        (lambda: own() | {f"a{at}": b"" for at in range(2_100)}, OversizedTemplateError),
    ],
)
def test_what_cannot_be_trusted_is_refused_with_its_reason(
    parts: Callable[[], Parts], error: type[InputError], tmp_path: Path
) -> None:
    with pytest.raises(error):
        check_template(packed(tmp_path / "own.docx", parts()))


def test_a_size_that_is_not_true_is_not_believed(tmp_path: Path) -> None:
    path = packed(tmp_path / "own.docx", own() | {STYLES_PART: b" " * 9_000_000})
    data = path.read_bytes().replace((9_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    path.write_bytes(data)

    with pytest.raises((OversizedTemplateError, DamagedTemplateError)):
        check_template(path)


@pytest.mark.parametrize("data", [b"", b"Dear all", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_other_files_and_protected_ones_are_no_templates(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(data)

    with pytest.raises(NoWordTemplateError):
        check_template(path)


def test_a_file_that_was_cut_off_or_scrambled_is_damaged(tmp_path: Path) -> None:
    path = packed(tmp_path / "own.docx", own())
    whole = path.read_bytes()
    path.write_bytes(whole[:400] + bytes(200) + whole[600:])

    with pytest.raises((DamagedTemplateError, NoWordTemplateError)):
        check_template(path)


def test_web_addresses_in_a_template_are_harmless(tmp_path: Path) -> None:
    check_template(packed(tmp_path / "own.docx", _with_link(HYPERLINK)))


def test_our_templates_hold_exactly_the_styles_that_are_documented() -> None:
    for language in Language:
        with zipfile.ZipFile(BytesIO(resource("templates", "word", f"jalon-{language}.docx").read_bytes())) as archive:
            text = archive.read(STYLES_PART).decode()
        found = {
            (kind, key): name
            for kind, key, name in re.findall(
                r'<w:style w:type="(\w+)" w:styleId="(\w+)"><w:name w:val="([^"]+)"/>', text
            )
        }
        named = {(kind, key): name for kind, names in STYLES.items() for key, name in names.items()}
        named |= {("paragraph", key): name for key, name in LIST_ENDS.items()}
        assert found == named


@pytest.mark.parametrize("language", Language)
def test_the_guide_names_every_style_that_a_template_needs(language: Language) -> None:
    guide = Path(__file__).parents[4].joinpath("docs", f"guide-{language}.md").read_text(encoding="utf-8")

    named = [*STYLES.values(), LIST_ENDS]
    assert [name for styles in named for name in styles.values() if f"`{name}`" not in guide] == []
