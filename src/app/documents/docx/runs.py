"""Runs of text as WordprocessingML: language, emphasis, links and status words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from app.documents.tree import Run, Runs, Tone

if TYPE_CHECKING:
    from app.documents.docx.package import Relationships
    from model.language import Language

_TONES = {
    Tone.GOOD: "ToneGood",
    Tone.WARN: "ToneWarn",
    Tone.BAD: "ToneBad",
    Tone.ACCENT: "ToneAccent",
    Tone.MUTED: "ToneMuted",
}

_YEARS, _YEARS_LONG = re.compile(r"(?<!\d)(\d{4})-(\d{4})(?!\d)"), 9
_HYPHEN = r'\1</w:t><w:noBreakHyphen/><w:t xml:space="preserve">\2'
"""French writes fiscal years with a hyphen, at which Word would part them."""


class Anchors:
    """The bookmarks of a file: a name that Word accepts for each target."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._ids = 0

    def name(self, target: str) -> str:
        """Return the bookmark's name of ``target``."""
        return self._names.setdefault(target, f"_Toc{len(self._names) + 1:08d}")

    def around(self, target: str, inner: str) -> str:
        """Return ``inner`` inside the bookmark of ``target``."""
        self._ids += 1
        start = f'<w:bookmarkStart w:id="{self._ids}" w:name="{self.name(target)}"/>'
        return f'{start}{inner}<w:bookmarkEnd w:id="{self._ids}"/>'


class Texts:
    """Writes runs; what is in the file's main language needs no mark of its language."""

    def __init__(self, main: Language, links: Relationships, anchors: Anchors) -> None:
        """Write runs of a file whose main language is ``main``."""
        self._main = main
        self._links = links
        self._anchors = anchors

    def runs(self, runs: Runs) -> str:
        """Return the elements of some runs."""
        return "".join(self.run(run) for run in runs)

    def cell(self, runs: Runs) -> str:
        """Return the elements of the runs of a cell, whose lines are so short that fiscal years would be parted."""
        return "".join(self.run(run, held="-" in run.text) for run in runs)

    def run(self, run: Run, *, held: bool = False) -> str:
        """Return the elements of one run, inside a link when it is one; ``held``: no fiscal year is parted."""
        properties = self._properties(run)
        text = run.text
        write = _held if held else _t
        inner = "<w:br/>".join(map(write, text.split("\n"))) if "\n" in text else write(text)
        made = f"<w:r>{properties}{inner}</w:r>"
        if run.page_of:
            instruction = f" PAGEREF {self._anchors.name(run.page_of)} \\h "
            return f'<w:fldSimple w:instr="{instruction}">{made}</w:fldSimple>'
        if not run.href:
            return made
        if run.href.startswith("#"):
            return f'<w:hyperlink w:anchor="{self._anchors.name(run.href[1:])}" w:history="1">{made}</w:hyperlink>'
        tip = f" w:tooltip={quoteattr(run.href)}"
        return f'<w:hyperlink r:id="{self._links.link(run.href)}"{tip} w:history="1">{made}</w:hyperlink>'

    def plain(self, text: str, language: Language, style: str = "") -> str:
        """Return a run of ``text`` in a character style."""
        named = f'<w:rStyle w:val="{style}"/>' if style else ""
        inside = named + self._language(language)
        properties = f"<w:rPr>{inside}</w:rPr>" if inside else ""
        return f"<w:r>{properties}{_t(text)}</w:r>"

    def tab(self) -> str:
        """Return a tab."""
        return "<w:r><w:tab/></w:r>"

    def field(self, instruction: str, result: str, language: Language, style: str = "") -> str:
        """Return a field with the result that it has now."""
        return f'<w:fldSimple w:instr="{escape(instruction)}">{self.plain(result, language, style)}</w:fldSimple>'

    def _language(self, language: Language) -> str:
        return "" if language is self._main else f'<w:lang w:val="{language.tag}"/>'

    def _properties(self, run: Run) -> str:
        """Return the character style of a run, and what no style of ours joins with it."""
        strong, emphasis, raised = run.strong, run.emphasis, run.raised
        style = ""
        if run.note:
            style = "NoteReference"
        elif run.href:
            style = "Hyperlink"
        elif run.tone is not Tone.PLAIN:
            style, strong = _TONES[run.tone] + ("Strong" if strong else ""), False
        elif raised:
            style, raised = "Ordinal", False
        elif strong or emphasis:
            style = ("Strong" if strong else "") + ("Emphasis" if emphasis else "")
            strong = emphasis = False
        inside = f'<w:rStyle w:val="{style}"/>' if style else ""
        inside += "<w:b/><w:bCs/>" if strong else ""
        inside += "<w:i/><w:iCs/>" if emphasis else ""
        inside += '<w:vertAlign w:val="superscript"/>' if raised else ""
        inside += self._language(run.language)
        return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def _t(text: str) -> str:
    if not text:
        return ""
    keep = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() or "  " in text else ""
    return f"<w:t{keep}>{escape(text)}</w:t>"


def _held(text: str) -> str:
    """Return a line whose fiscal years are not parted; one that is nothing else is not parted anyway."""
    return _YEARS.sub(_HYPHEN, _t(text)) if len(text) > _YEARS_LONG else _t(text)
