"""Spaces, signs, ordinals, sorting and searching of both official languages.

Typesetting bears on documents only: the plan keeps what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from model.language import Language

NO_BREAK_SPACE = "\u00a0"
_SPACES = " \u00a0\u2009\u202f"
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})
_ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u2032`\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u2043", "-")
    | dict.fromkeys("\u201c\u201d\u00ab\u00bb", '"')
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None)
)
# patterns, since a table for str.translate is looked up at each letter of thousands of texts
_REPLACED = {chr(code): instead or "" for code, instead in (_LIGATURES | _ALIKE).items()}
_TO_REPLACE = re.compile(f"[{''.join(map(re.escape, _REPLACED))}]")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_GROUPING = re.compile(r"[\s\u00a0\u202f\u2009'’]+")
_GAP = f"[{_SPACES}]"
_MONTHS_FR = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_ELISION = re.compile(r"(?<=[^\W\d_])'(?=«)")
_QUOTED = re.compile(r'(?<![\w"])"(?=\S)([^"\n]*(?<=\S))"(?![\w"])')


class _Rule(NamedTuple):
    """What is set otherwise, in texts that hold one of the letters of ``needs``: thousands of texts do not."""

    needs: frozenset[str]
    pattern: re.Pattern[str]
    instead: str


def _rule(needs: str, pattern: str, instead: str) -> _Rule:
    return _Rule(frozenset(needs), re.compile(pattern), instead)


_FRENCH_SIGNS = (
    _rule(";!?", rf"{_GAP}+(?=[;!?])", ""),  # Canadian usage: none before these
    _rule(":", rf"(?<=\S){_GAP}+(?=:(?:\s|$))", NO_BREAK_SPACE),
    _rule(":", r"(?:(?<=[^\W\d_])|(?<=[»)\]]))(?=:(?:\s|$))", NO_BREAK_SPACE),
    _rule("«", rf"«{_GAP}*", "«" + NO_BREAK_SPACE),
    _rule("»", rf"{_GAP}*»", NO_BREAK_SPACE + "»"),
    _rule(".", rf"\b(p\.){_GAP}(?=ex\.)", rf"\1{NO_BREAK_SPACE}"),
    _rule("MD", rf"\b(MM?\.|Mmes?|Mlles?|Dre?|Me){_GAP}(?=[A-ZÀ-Ý])", rf"\1{NO_BREAK_SPACE}"),
)
_FRENCH_NUMBERS = (
    _rule(_SPACES, rf"(?<=\d){_GAP}(?=\d{{3}}(?!\d))", NO_BREAK_SPACE),
    _rule("%‰$", rf"(?<=\d){_GAP}*(?=(?:[%‰]|[kMG]?\$)(?!\w))", NO_BREAK_SPACE),
    _rule("m°", rf"(?<=\d){_GAP}(?=(?:millions?|milliards?|°C)\b)", NO_BREAK_SPACE),
    _rule("h", rf"\b([01]?\d|2[0-4]){_GAP}?h{_GAP}?([0-5]\d)\b(?!/)", rf"\1{NO_BREAK_SPACE}h{NO_BREAK_SPACE}\2"),
    _rule("h", rf"\b([01]?\d|2[0-4]){_GAP}h\b(?!/)", rf"\1{NO_BREAK_SPACE}h"),
    _rule("–", r"(?<![\w/.–-])((?:19|20)\d\d)–((?:19|20)\d\d)(?![\w/–-])", r"\1-\2"),  # a range has a hyphen
    _rule("rile", rf"\b(\d{{1,2}}|1er){_GAP}(?=(?:{_MONTHS_FR})\b)", rf"\1{NO_BREAK_SPACE}"),
    _rule("nos.", rf"\b(n[ºo°ᵒ]|nos|art\.|chap\.|fig\.|par\.|pp?\.|vol\.){_GAP}(?=\d)", rf"\1{NO_BREAK_SPACE}"),
)
_ENGLISH_SIGNS = (
    _rule("'", r"(?<![\w'])'(?=\d0s\b)", "’"),
    _rule("'", r"(?<![\w'])'(?=\S)([^'\n]*(?<=\S))'(?![\w'])", r"‘\1’"),
    _rule("'", r"(?<=s)'(?=[\s.,;:!?)]|$)", "’"),
    _rule(".", rf"\b(Mrs?\.|Ms\.|Dr\.){_GAP}(?=[A-Z])", rf"\1{NO_BREAK_SPACE}"),
)
_ENGLISH_NUMBERS = (
    _rule("%", rf"(?<=\d){_GAP}+(?=%(?!\w))", ""),
    _rule("%", r"(?<![\w/.–-])(\d+)-(\d+%)", r"\1–\2"),
    _rule("b", rf"(?<=\d){_GAP}(?=billion\b)", NO_BREAK_SPACE),
    _rule("m", rf"(?<=\d){_GAP}(?=(?:million\b|[ap]\.m\.))", NO_BREAK_SPACE),
    _rule("JFMASOND", rf"\b({_MONTHS_EN}){_GAP}(?=\d{{1,2}}\b)", rf"\1{NO_BREAK_SPACE}"),
    _rule(".", rf"\b(Nos?\.|s\.|pp?\.|Fig\.|Vol\.|para\.){_GAP}(?=\d)", rf"\1{NO_BREAK_SPACE}"),
)
_RULES = {
    Language.EN: (_ENGLISH_SIGNS, (*_ENGLISH_SIGNS, *_ENGLISH_NUMBERS)),
    Language.FR: (_FRENCH_SIGNS, (*_FRENCH_SIGNS, *_FRENCH_NUMBERS)),
}
_DIGITS = frozenset("0123456789")
_YEARS = re.compile(r"(?<![\w/.–-])((?:19|20)\d\d)-(\d\d(?:\d\d)?)(?![\w/–-])")
_ORDINAL = re.compile(r"\b(?:1(ers?|res?)|\d*\d(es?)|[IVX]+(es?))\b")


def typeset(text: str, language: Language) -> str:
    """Return ``text`` as print in ``language`` sets it; set text stays as it is.

    In both languages apostrophes, quotation marks and ellipses get their own signs, and spaces that no line may
    end at become no-break spaces. French follows Canadian usage: a no-break space before the colon, the per cent
    and dollar signs and inside guillemets, none before the semicolon and the exclamation and question marks.
    English has a dash in ranges of years and no space before the per cent sign. The narrow no-break space becomes
    the common one: the PDF writer breaks lines at it.
    """
    text = text.replace("\u202f", NO_BREAK_SPACE)
    letters = frozenset(text)
    if "." in letters:
        text = _ELLIPSIS.sub("…", text)
    if "'" in letters:
        text = _APOSTROPHE.sub("’", text)
    if '"' in letters:
        text = _QUOTED.sub("“\\1”" if language is Language.EN else "« \\1 »", text)
        text = _ELISION.sub("’", text)
        letters |= {"«", "»"}
    for needs, pattern, instead in _RULES[language][not _DIGITS.isdisjoint(letters)]:
        if not needs.isdisjoint(letters):
            text = pattern.sub(instead, text)
    return _YEARS.sub(_dashed, text) if language is Language.EN and "-" in letters else text


def _dashed(years: re.Match[str]) -> str:
    """Put a dash between the first and the last year of a range: 2024–25, 2024–2027, but 2024-12 is a month."""
    first, last = years.groups()
    is_range = int(last) > int(first) if len(last) == 4 else int(last) == (int(first) + 1) % 100
    return f"{first}–{last}" if is_range else years[0]


def ordinal_pieces(text: str, language: Language) -> tuple[tuple[str, bool], ...]:
    """Return ``text`` in pieces, each with whether it is raised: the endings of French ordinals are (1er, 2e, XXIe)."""
    pieces, at = [], 0
    for found in _ORDINAL.finditer(text) if language is Language.FR else ():
        start, end = found.span(found.lastindex or 0)
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return (*pieces, (text[at:], False)) if text[at:] else tuple(pieces)


def ungrouped(text: str) -> str:
    """Return a number that was typed or pasted without the spaces and apostrophes that group its digits."""
    return _GROUPING.sub("", text)


def fold(text: str) -> str:
    """Return ``text`` as searching compares it: without case, accents and kinds of apostrophe or hyphen."""
    if text.isascii():
        return text.lower()
    plain = _TO_REPLACE.sub(lambda found: _REPLACED[found[0]], text)
    return _MARKS.sub("", unicodedata.normalize("NFKD", plain)).casefold()


def sort_key(text: str, language: Language) -> tuple[str, str, str]:
    """Return the key by which ``text`` sorts in ``language``.

    Letters decide first, then accents (in Canadian French from the end of the word: cote,
    côte, coté, côté), then case, small letters first.
    """
    if text.isascii():
        return text.lower(), "", text.swapcase()
    expanded = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    plain = _MARKS.sub("", expanded)
    if not plain.isascii():  # what is left is seldom more than accents
        expanded = unicodedata.normalize("NFKD", _TO_REPLACE.sub(lambda found: _REPLACED[found[0]], text))
        plain = _MARKS.sub("", expanded)
    # of two texts with the same letters, the first accent decides: an accent is greater than any letter
    accents = expanded.casefold() if len(expanded) > len(plain) else ""
    return plain.casefold(), accents[::-1] if language is Language.FR else accents, plain.swapcase()
