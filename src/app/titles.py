"""Names with a title and owners of actions, which a plan keeps in one text for both official languages.

Source:
    ``resources/templates/titles.yaml``
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from app.resources import resource
from app.yaml_files import read_yaml
from model.language import Language

BETWEEN: Final = " / "
"""Stands between a title in one language and the same in the other: ``President / présidente``."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PART: Final = ", "


@cache
def _words(language: Language) -> frozenset[str]:
    return frozenset(read_yaml(resource("templates", "titles.yaml"))[language.value])


def language_of_title(text: str) -> Language | None:
    """Return the language that the words of a title are of; None for a bare name, and where both are found."""
    found = {word.lower() for word in _WORD.findall(text)}
    said = [language for language in Language if not found.isdisjoint(_words(language))]
    return said[0] if len(said) == 1 else None


def title_in(text: str, language: Language) -> str:
    """Return the half of ``text`` that is in ``language``, where it says the title in both; else all of it.

    ``A. Roy, President / présidente`` has the name once; it belongs to both.
    """
    first, between, second = text.partition(BETWEEN)
    halves = {language_of_title(first): first, language_of_title(second): second}
    if not between or halves.keys() != set(Language):
        return text
    if language_of_title(first) is language:
        return first.strip()
    parts = first.split(_PART)
    shared = parts[: max(len(parts) - len(second.split(_PART)), 0)]
    return _PART.join([*shared, second.strip()])
