"""Spaces, sorting and searching of both official languages.

Typesetting bears on documents only: the plan keeps what was typed.
"""

from __future__ import annotations

import re
import unicodedata

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
_FRENCH = (
    (re.compile(rf"[{_SPACES}]+(?=[;!?])"), ""),  # Canadian usage: none before these
    (re.compile(rf"(?<=\S)[{_SPACES}]+(?=:(?:\s|$))"), NO_BREAK_SPACE),
    (re.compile(r"(?<=[^\W\d_])(?=:(?:\s|$))"), NO_BREAK_SPACE),
    (re.compile(r"(?<=[»)\]])(?=:(?:\s|$))"), NO_BREAK_SPACE),
    (re.compile(rf"(?<=\d)[{_SPACES}]*(?=[%$](?!\w))"), NO_BREAK_SPACE),
    (re.compile(rf"«[{_SPACES}]*"), "«" + NO_BREAK_SPACE),
    (re.compile(rf"[{_SPACES}]*»"), NO_BREAK_SPACE + "»"),
    (re.compile(rf"(?<=\d)[{_SPACES}](?=\d{{3}}(?!\d))"), NO_BREAK_SPACE),
)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_NUMBER_SIGN = re.compile(rf"\b(n[ºo°]|nos|art\.|p\.)[{_SPACES}](?=\d)")
_ENGLISH_ABBREVIATION = re.compile(r"\b(No\.|Nos\.|s\.|p\.|pp\.) (?=\d)")


def typeset(text: str, language: Language) -> str:
    """Return ``text`` with the no-break spaces and apostrophes that print in ``language`` asks for.

    French follows Canadian usage: a no-break space before the colon, the percent and dollar
    signs and inside guillemets, none before the semicolon and the exclamation and question
    marks. The narrow no-break space becomes the common one: the PDF writer breaks lines at it.
    """
    text = text.replace("\u202f", NO_BREAK_SPACE)
    if "'" in text:
        text = _APOSTROPHE.sub("\u2019", text)
    if language is Language.EN:
        return _ENGLISH_ABBREVIATION.sub(rf"\1{NO_BREAK_SPACE}", text)
    for pattern, instead in _FRENCH:
        text = pattern.sub(instead, text)
    return _NUMBER_SIGN.sub(rf"\1{NO_BREAK_SPACE}", text)


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
