"""One finding, and how it is told: what, where, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app import i18n
from app.checks.words import WORDS
from app.formats import format_date, format_number, format_percent, format_year
from app.i18n import N_, language
from app.labels import entity_label, field_label
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language

if TYPE_CHECKING:
    from app.steps import Step


class Level(StrEnum):
    """How heavy a finding is; only an error keeps a document from being final."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field that a sentence names; its label is looked up when the sentence is made."""

    entity: str
    field: str


@dataclass(frozen=True, slots=True)
class Percent:
    """A share, 0 to 1, that a sentence writes as a percentage."""

    value: float


_LANGUAGES: Final = {Language.EN: N_("English"), Language.FR: N_("French")}

Fact = Percent | str | int | float | FiscalYear | date | Bilingual | FieldName
"""A value in a sentence; each is written as the interface language writes it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a planner should look at.

    Sentences are made when asked, in the interface language: ask again after it was switched.

    Attributes:
        rule: its id, part of the command line's contract.
        entity: the kind of record it is on, ``id`` its key, ``field`` the field to put the cursor in.
        lang: the language it bears on; None for both.
        year: the fiscal year it bears on; None for all.
        documents: the documents whose pages it bears on.
        subject: the name of the record.
        step: the step of the work in which it is mended.
        words: which sentences say it, where a rule has several; the rule's id otherwise.
        facts: the values in those sentences.
    """

    level: Level
    rule: str
    entity: str
    id: str
    field: str
    lang: Language | None
    year: FiscalYear | None
    documents: tuple[str, ...]
    subject: Bilingual
    step: Step
    words: str
    facts: tuple[tuple[str, Fact], ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether it keeps the documents it bears on from being final."""
        return self.level is Level.ERROR

    def message(self, spoken: Language | None = None) -> str:
        """Return what is wrong, in the interface language or the one that is given."""
        spoken = spoken or language()
        return i18n.catalog(spoken).gettext(WORDS[self.words].message).format(**self._written_facts(spoken))

    def mend(self, spoken: Language | None = None) -> str:
        """Return how to mend it."""
        spoken = spoken or language()
        return i18n.catalog(spoken).gettext(WORDS[self.words].mend).format(**self._written_facts(spoken))

    def sentence(self, spoken: Language | None = None) -> str:
        """Return what is wrong and how to mend it."""
        return f"{self.message(spoken)} {self.mend(spoken)}"

    def name(self, spoken: Language | None = None) -> str:
        """Return the name of the record it is on; of the kind of record where it has none."""
        spoken = spoken or language()
        return self.subject.text(spoken) or self.subject.text(spoken.other) or entity_label(self.entity, spoken)

    def where(self, spoken: Language | None = None) -> str:
        """Return the name of the record it is on, with its year."""
        spoken = spoken or language()
        if self.year is None:
            return self.name(spoken)
        told = i18n.catalog(spoken).gettext(N_("{name} ({year})"))
        return told.format(name=self.name(spoken), year=format_year(self.year, spoken))

    def _written_facts(self, spoken: Language) -> dict[str, str]:
        facts = {name: _written(value, spoken) for name, value in self.facts}
        facts.setdefault("field", field_label(self.entity, self.field, spoken))
        facts.setdefault("year", "" if self.year is None else format_year(self.year, spoken))
        if self.lang is not None:
            names = {side: i18n.catalog(spoken).gettext(name) for side, name in _LANGUAGES.items()}
            facts.setdefault("language", names[self.lang])
            facts.setdefault("other", names[self.lang.other])
        return facts


def _written(value: Fact, spoken: Language) -> str:
    match value:
        case Bilingual():
            text = value.text(spoken) or value.text(spoken.other)
        case FieldName():
            text = field_label(value.entity, value.field, spoken)
        case FiscalYear():
            text = format_year(value, spoken)
        case Percent():
            text = format_percent(value.value, spoken, decimals=1)
        case date():
            text = format_date(value, spoken)
        case int() | float():
            text = format_number(value, spoken)
        case _:
            text = value
    return text


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are of each level."""

    errors: int
    warnings: int
    suggestions: int
