"""What is said of the rules themselves: complete, in both languages, and about rules that there are."""

from __future__ import annotations

import re

from app.checks.finding import Level
from app.checks.rules import Asker, is_refused_by_registry, rules
from app.checks.words import WORDS
from app.registry.schema import Severity, schema

SPOKEN_AT_IMPORT = {"columns", "row_length", "formula"}


def test_every_rule_that_can_be_found_is_named_and_explained_in_both_languages() -> None:
    assert {words.partition(".")[0] for words in WORDS} == set(rules())
    assert not [card.id for card in rules().values() if card.title.missing or card.why.missing]


def test_every_rule_of_the_registry_is_among_them() -> None:
    assert set(schema().rules) - SPOKEN_AT_IMPORT <= set(rules())


def test_a_rule_of_the_registry_is_as_heavy_as_its_severity_or_heavier() -> None:
    order = list(Level)
    by_severity = {
        Severity.REJECT: Level.ERROR,
        Severity.TEMPLATE: Level.WARNING,
        Severity.ALTERED: Level.WARNING,
        Severity.ADVICE: Level.SUGGESTION,
    }

    for name in set(schema().rules) - SPOKEN_AT_IMPORT:
        assert order.index(rules()[name].level) <= order.index(by_severity[schema().rules[name].severity]), name


def test_only_what_the_registry_rejects_is_refused() -> None:
    refused = {name for name in rules() if is_refused_by_registry(name, "service_record")}

    rejected = {name for name, rule in schema().rules.items() if rule.severity is Severity.REJECT}
    assert refused == (rejected - SPOKEN_AT_IMPORT) | {"service_without_identifier"}
    assert not is_refused_by_registry("both_languages", "section")


def test_titles_and_reasons_keep_to_canadian_typography() -> None:
    for card in rules().values():
        for text in (card.title.fr, card.why.fr):
            assert not re.search(r" [:;!?%»]|« |'", text), card.id
        assert not re.search(r"'|\"", card.title.en + card.why.en), card.id
        assert not card.title.en.endswith("."), card.id
        assert card.why.en.endswith("."), card.id
        assert card.why.fr.endswith("."), card.id


def test_each_asker_asks_something() -> None:
    assert {card.asker for card in rules().values()} == set(Asker)
