"""Which official language a text is written in, told by the small words that only one of them has."""

from __future__ import annotations

import re
from typing import Final

from model.language import Language

_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL: Final = {
    language: frozenset(_WORD.findall(words))
    for language, words in {
        Language.EN: """
            the of and to for is are with that this by from be which will can has have had was were their they your
            you its not been who through into these those any all such may must when where while between within
        """,
        Language.FR: """
            le la les des du de et est sont avec que qui par dans sur un une aux au leur leurs vos votre vous ce
            cette ces il elle ils nous pas être ont été dont ainsi lors afin entre chez cet
        """,
    }.items()
}
_LEAST: Final = 6  # words of a text that says enough
_LEAST_OF_LINE: Final = 12  # words of a line of a longer text: titles and names stand in either language
_KINDS: Final = 4  # small words that differ: a title has two or three
_SHARE: Final = 0.12
_TIMES: Final = 4


def is_in_other(text: str, language: Language) -> bool:
    """Whether a text that should be in ``language``, or a line of it, is written in the other one."""
    other = _SMALL[language.other]
    if other.isdisjoint(text.lower().split()):
        return False  # most texts
    lines = text.splitlines()
    return _reads(text, language.other, _LEAST) or (
        len(lines) > 1 and any(_reads(line, language.other, _LEAST_OF_LINE) for line in lines)
    )


def _reads(text: str, language: Language, least: int) -> bool:
    """Whether a text of so many words at least holds many small words of ``language`` and hardly any of the other."""
    words = _WORD.findall(text.lower())
    if len(words) < least:
        return False
    own = [word for word in words if word in _SMALL[language]]
    strange = sum(word in _SMALL[language.other] for word in words)
    return len(set(own)) >= _KINDS and len(own) >= max(_TIMES * strange, _SHARE * len(words))
