"""No document holds a text of the other language unmarked, even of a plan that is written in one language only."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from app.documents import tree
from app.documents.builders.assessment import build_assessment
from app.documents.builders.brief import build_brief
from app.documents.builders.front import Request
from app.documents.builders.inventory import build_inventory
from app.documents.builders.priorities import build_priorities
from app.documents.builders.strategy import build_strategy
from app.documents.export import MADE
from app.documents.progress_sources import brief_content, progress_content
from app.documents.selection_sources import selection_content
from app.documents.sources import inventory_content
from app.documents.strategy_sources import strategy_content
from app.framework.framework import Framework
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.workspace import Workspace

YEAR = FiscalYear(2024)
READ: Mapping[str, Callable[..., Any]] = {
    "strategy": strategy_content,
    "inventory": inventory_content,
    "priorities": selection_content,
    "assessment": progress_content,
    "brief": brief_content,
}
BUILT: Mapping[str, Callable[..., tree.Document]] = {
    "strategy": build_strategy,
    "inventory": build_inventory,
    "priorities": build_priorities,
    "assessment": build_assessment,
    "brief": build_brief,
}
TELLING = 12
"""Letters from which a text of the plan is told from a word that both languages, or our own texts, share."""


def _without(value: Any, language: Language) -> Any:
    """Return the content of a document with every text of the plan blank in one language."""
    if isinstance(value, Bilingual):
        return value.with_text(language, "")
    if isinstance(value, Framework | type):
        return value
    if is_dataclass(value):
        found = {field.name: _without(getattr(value, field.name), language) for field in fields(value) if field.init}
        held: Any = value
        return replace(held, **found)
    if isinstance(value, dict):
        return {
            key: "" if str(key).endswith(f"_{language}") else _without(item, language) for key, item in value.items()
        }
    return tuple(_without(item, language) for item in value) if isinstance(value, tuple) else value


def _texts(value: Any, language: Language) -> Iterator[str]:
    """Return every text of the plan in one language that the other does not share."""
    if isinstance(value, Bilingual):
        own, other = value.text(language), value.text(language.other)
        if own.strip() != other.strip():
            yield from own.split("\n")
    elif is_dataclass(value) and not isinstance(value, Framework | type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), language)
    elif isinstance(value, dict):
        for key, item in value.items():
            if str(key).endswith(f"_{language}"):
                yield from str(item or "").split("\n")
            else:
                yield from _texts(item, language)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, language)


def _said(document: tree.Document) -> str:
    """Return what a document says in its own language: a run of the other one is marked as such."""
    return "\n".join(_words(document.blocks, document.language))


def _words(value: Any, language: Language) -> Iterator[str]:
    if isinstance(value, tree.Run):
        if value.language is language:
            yield value.text
    elif isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _words(getattr(value, field.name), language)
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item, language)


def _telling(content: Any, language: Language, said: str) -> list[str]:
    """Return the texts of the plan in ``language`` that stand in ``said``."""
    asked = {text.strip() for text in _texts(content, language) if len(text.strip()) >= TELLING and "{{" not in text}
    assert len(asked) > 30
    return sorted(text for text in asked if text in said)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("document", MADE)
def test_a_document_says_nothing_of_the_plan_in_the_other_language(
    sample: Workspace, document: str, language: Language
) -> None:
    content = READ[document](sample, YEAR)

    said = _said(BUILT[document](content, Request(language, (language,), draft=True)))

    assert _telling(content, language.other, said) == []


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("document", MADE)
def test_a_plan_in_one_language_leaves_marked_gaps_in_the_documents_of_the_other(
    sample: Workspace, document: str, language: Language
) -> None:
    content = READ[document](sample, YEAR)
    half = _without(content, language)

    built = BUILT[document](half, Request(language, (language,), draft=True))

    said = _said(built).replace("\u00a0", " ")
    assert _telling(content, language.other, said) == []
    gap = {Language.EN: "[Text missing in English]", Language.FR: "[Texte manquant en français]"}[language]
    assert gap in said
