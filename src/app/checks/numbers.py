"""Numbers as two languages write them: read so that they can be compared."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

_GROUPS: Final = {
    Language.EN: re.compile(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))"),
    Language.FR: re.compile(r"(?<=\d)[\u00a0\u202f .](?=\d{3}(?!\d))"),
}
_FRENCH_DECIMAL: Final = re.compile(r"(?<=\d),(?=\d)")
_SHORT_YEARS: Final = re.compile(r"\b((?:19|20)\d\d)[-–/](\d\d)\b(?!\d)")
_ADDRESSES: Final = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\{\{[^}]*\}\}|\[\^[^\]]*\]")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_CLOCK_12: Final = re.compile(r"\b(\d{1,2})(?::(\d\d))?\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_CLOCK_24: Final = re.compile(r"\b(\d{1,2})\s*[h:]\s*(\d\d)?\b(?!\w)")
_TELLING: Final = re.compile(r"\d[,.\u00a0\u202f ]\d|\d[-–/:]\d|\d\s*[hHaApP:]|https?:|www\.|@|\{\{|\[\^", re.UNICODE)
"""Where a number may be written in a form of its own: grouped, as a time, as two years, in an address."""

_DIGITS: Final = re.compile(r"\d+")
_SPELLED_OUT: Final = 1
"""Numbers of one digit are often written out in one language and not in the other."""


def numbers_in(text: str, language: Language) -> Counter[str]:
    """Return the numbers that a text holds, in one form for both languages.

    Small whole numbers are left out, since style guides let one language write them out.
    """
    if _TELLING.search(text) is None:
        return _counted(_DIGITS.findall(text))
    bare = _ADDRESSES.sub(" ", text)
    bare = _SHORT_YEARS.sub(lambda found: f"{found[1]} {_century(found[1], found[2])}", bare)
    bare = _times(bare, language)
    bare = _GROUPS[language].sub("", bare)
    if language is Language.FR:
        bare = _FRENCH_DECIMAL.sub(".", bare)
    return _counted(_NUMBER.findall(bare))


def _counted(numbers: Iterable[str]) -> Counter[str]:
    return Counter(plain for plain in map(_plain, numbers) if len(plain) > _SPELLED_OUT)


def _century(first: str, second: str) -> str:
    return first[:2] + second if second > first[2:] else f"{int(first[:2]) + 1}{second}"


def _times(text: str, language: Language) -> str:
    """Write times of day as hour and minute of the day, so that 2:30 p.m. is 14 h 30."""
    if language is Language.EN:
        return _CLOCK_12.sub(lambda found: f" {_hour(int(found[1]), found[3])} {_minutes(found[2])} ", text)
    return _CLOCK_24.sub(lambda found: f" {int(found[1])} {_minutes(found[2])} ", text)


def _hour(hour: int, half: str) -> int:
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _minutes(written: str | None) -> str:
    return "" if written in {None, "00"} else str(written)


def _plain(number: str) -> str:
    """Return a number without zeros that say nothing."""
    whole, point, rest = number.partition(".")
    rest = rest.rstrip("0")
    return (whole.lstrip("0") or "0") + (point + rest if rest else "")


@lru_cache(maxsize=2048)  # a text is mostly the same year after year
def disagreement(english: str, french: str) -> tuple[str, str] | None:
    """Return the numbers that only the English text holds and those that only the French one does, or None."""
    in_english, in_french = numbers_in(english, Language.EN), numbers_in(french, Language.FR)
    if in_english == in_french:
        return None
    return _listed(in_english - in_french), _listed(in_french - in_english)


def _listed(numbers: Counter[str]) -> str:
    return ", ".join(sorted(numbers.elements(), key=lambda number: (len(number), number))) or "–"
