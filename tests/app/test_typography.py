"""Spaces, sorting and searching of both languages."""

from __future__ import annotations

import random

import pytest

from app.typography import fold, sort_key, typeset
from model.language import Language


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("But : servir", "But\u00a0: servir"),
        ("But: servir", "But\u00a0: servir"),
        ("50 % de 1 200 $", "50\u00a0% de 1\u00a0200\u00a0$"),
        ("50% de 12 345 678 demandes", "50\u00a0% de 12\u00a0345\u00a0678 demandes"),
        ("« une fois »", "«\u00a0une fois\u00a0»"),
        ("«une fois»", "«\u00a0une fois\u00a0»"),
        ("Prêt ; allez ! Quoi ?", "Prêt; allez! Quoi?"),
        ("à 10:30, voir https://canada.ca/fr?x=1", "à 10:30, voir https://canada.ca/fr?x=1"),
        ("nom\u202f: ici", "nom\u00a0: ici"),
        ("aujourd'hui, l'eau à 5' et 'ici'", "aujourd\u2019hui, l\u2019eau à 5' et 'ici'"),
    ],
)
def test_french_is_set_as_canadian_print_sets_it(typed: str, printed: str) -> None:
    assert typeset(typed, Language.FR) == printed


@pytest.mark.parametrize("text", ["Purpose: serve; go! Why? 50% of $1,200", "a : b"])
def test_english_keeps_its_spaces(text: str) -> None:
    assert typeset(text, Language.EN) == text


@pytest.mark.parametrize("text", ["But : servir «ici»; 50 % !", "plain", "1 200 $ : oui"])
def test_setting_twice_changes_nothing_more(text: str) -> None:
    once = typeset(text, Language.FR)

    assert typeset(once, Language.FR) == once


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Œuvre d’élève", "oeuvre d'eleve"),
        ("Saint‑Jean", "saint-jean"),
        ("À\u00a0l’état", "a l'etat"),
        ("Permit", "permit"),
    ],
)
def test_searching_needs_neither_accent_nor_case(text: str, typed: str) -> None:
    assert fold(text) == typed


def test_french_sorts_by_accents_from_the_end_and_english_from_the_start() -> None:
    french = ["cote", "côte", "coté", "côté", "coter", "œuvre", "ouvrir"]
    english = ["cote", "coté", "côte", "côté", "coter", "œuvre", "ouvrir"]

    for language, expected in ((Language.FR, french), (Language.EN, english)):
        words = expected.copy()
        random.Random(3).shuffle(words)

        assert sorted(words, key=lambda word: sort_key(word, language)) == expected


def test_small_letters_come_before_capitals_of_the_same_word() -> None:
    assert sorted(["Permit", "permit", "apple"], key=lambda w: sort_key(w, Language.EN)) == [
        "apple",
        "permit",
        "Permit",
    ]
